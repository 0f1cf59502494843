//! A text of limited length: parts in, the text out, cut between parts and never inside one.

/// A text that grows as long as it may.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    foot: String,
    limit: usize,
    omitted: usize,
    /// What closes the section that is open
    close: String,
    /// The head of a section that has no part yet
    pending: Option<String>,
}

/// Room for the remark that something is left out.
const REMARK: usize = 200;

impl Page {
    /// A page of at most `limit` bytes that starts with `head` and ends with `foot`.
    pub(super) fn new(limit: usize, head: String, foot: String) -> Self {
        Self { text: head, foot, limit, omitted: 0, close: String::new(), pending: None }
    }

    /// Opens a section. Neither its head nor its end is written when none of its parts fits.
    pub(super) fn open(&mut self, head: &str, close: &str) {
        self.pending = Some(head.to_owned());
        close.clone_into(&mut self.close);
    }

    /// Adds a part, if it fits.
    pub(super) fn add(&mut self, part: &str) -> bool {
        let head = self.pending.as_deref().unwrap_or_default();
        let taken = self.text.len() + self.close.len() + self.foot.len() + REMARK;
        if taken + head.len() + part.len() > self.limit {
            return false;
        }
        if let Some(head) = self.pending.take() {
            self.text.push_str(&head);
        }
        self.text.push_str(part);
        true
    }

    /// Counts a finding that did not fit.
    pub(super) fn omit(&mut self) {
        self.omitted += 1;
    }

    /// Closes the section.
    pub(super) fn close(&mut self) {
        if self.pending.take().is_none() {
            self.text.push_str(&self.close);
        }
        self.close.clear();
    }

    /// The whole text.
    pub(super) fn text(mut self) -> String {
        if self.omitted > 0 {
            let findings = if self.omitted == 1 { "finding is" } else { "findings are" };
            self.text.push_str(&format!(
                "\n**{} more {findings} left out for want of room.** The JSON and HTML reports hold all of them.\n",
                self.omitted
            ));
        }
        self.text + &self.foot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_between_parts() {
        let mut page = Page::new(260, "head\n".to_owned(), "foot\n".to_owned());
        page.open("<details>", "</details>");
        assert!(page.add("0123456789"));
        assert!(!page.add(&"x".repeat(200)));
        page.omit();
        page.close();
        page.open("never", "never");
        assert!(!page.add(&"x".repeat(200)));
        page.close();
        let text = page.text();
        assert!(text.starts_with("head\n<details>0123456789</details>\n**1 more finding is"), "{text}");
        assert!(text.ends_with("foot\n") && text.len() <= 260, "{text}");
    }
}
