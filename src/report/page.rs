//! A text of limited length: findings in sections in, the text out. What does not fit is shown in a line instead of whole,
//! or left out and counted; each policy has its first findings before any has its last.

/// Findings of a policy that are shown whole before others of it take up room.
const FIRST: usize = 3;
/// Room for the remark that something is left out.
const REMARK: usize = 200;

/// A text that is not longer than it may be.
#[derive(Debug)]
pub(super) struct Page {
    head: String,
    foot: String,
    limit: usize,
    sections: Vec<Section>,
}

/// Parts below a heading. Neither it nor its end is written when none of its parts is.
#[derive(Debug)]
struct Section {
    head: String,
    close: String,
    groups: Vec<Group>,
    open: bool,
}

/// Parts of a section that belong together.
#[derive(Debug)]
pub(super) struct Group {
    /// What stands above them
    pub(super) head: String,
    /// What stands below them
    pub(super) close: String,
    /// One a finding
    pub(super) parts: Vec<Part>,
}

impl Group {
    /// Parts with nothing around them.
    pub(super) fn plain(parts: Vec<Part>) -> Self {
        Self { head: String::new(), close: String::new(), parts }
    }
}

/// A finding.
#[derive(Debug)]
pub(super) struct Part {
    /// All of it, if it is ever shown whole
    pub(super) whole: Option<String>,
    /// The least that is shown of it
    pub(super) line: String,
}

/// What is written of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Nothing,
    Line,
    Whole,
}

impl Part {
    fn text(&self, form: Form) -> &str {
        match (form, &self.whole) {
            (Form::Nothing, _) => "",
            (Form::Whole, Some(whole)) => whole,
            (Form::Line | Form::Whole, _) => &self.line,
        }
    }
}

impl Page {
    /// A page of at most `limit` bytes that starts with `head` and ends with `foot`.
    pub(super) fn new(limit: usize, head: String, foot: String) -> Self {
        Self { head, foot, limit, sections: Vec::new() }
    }

    /// Adds a section.
    pub(super) fn section(&mut self, head: String, close: &str, groups: Vec<Group>) {
        if groups.iter().any(|group| !group.parts.is_empty()) {
            self.sections.push(Section { head, close: close.to_owned(), groups, open: false });
        }
    }

    /// The whole text, with a remark on how many findings are left out.
    pub(super) fn text(mut self, remark: impl Fn(usize) -> String) -> String {
        let room = self.limit.saturating_sub(self.head.len() + self.foot.len() + REMARK);
        let forms = choose(&mut self.sections, room);
        let omitted = forms.iter().flatten().flatten().filter(|form| **form == Form::Nothing).count();
        let mut text = self.head;
        for (section, forms) in self.sections.iter().zip(&forms).filter(|(section, _)| section.open) {
            text.push_str(&section.head);
            for (group, forms) in section.groups.iter().zip(forms) {
                if forms.iter().all(|form| *form == Form::Nothing) {
                    continue;
                }
                text.push_str(&group.head);
                group.parts.iter().zip(forms).for_each(|(part, form)| text.push_str(part.text(*form)));
                text.push_str(&group.close);
            }
            text.push_str(&section.close);
        }
        if omitted > 0 {
            text.push_str(&remark(omitted));
        }
        text + &self.foot
    }
}

/// What is written of each part: the first of each group whole, then a line of each, then more of them whole.
fn choose(sections: &mut [Section], mut room: usize) -> Vec<Vec<Vec<Form>>> {
    let nothing =
        |section: &Section| section.groups.iter().map(|group| vec![Form::Nothing; group.parts.len()]).collect();
    let mut forms: Vec<Vec<Vec<Form>>> = sections.iter().map(nothing).collect();
    let longest = sections.iter().flat_map(|section| &section.groups).map(|group| group.parts.len()).max().unwrap_or(0);
    let first = (0..FIRST).map(|rank| (rank..rank + 1, Form::Whole));
    for (ranks, form) in first.chain([(0..longest, Form::Line), (0..longest, Form::Whole)]) {
        for (section, forms) in sections.iter_mut().zip(&mut forms) {
            for (group, forms) in section.groups.iter().zip(forms) {
                let mut open = forms.iter().any(|form| *form != Form::Nothing);
                let parts = group.parts.iter().zip(forms).take(ranks.end).skip(ranks.start);
                for (part, now) in parts.filter(|(_, now)| better(**now, form)) {
                    let heads = if section.open { 0 } else { section.head.len() + section.close.len() }
                        + if open { 0 } else { group.head.len() + group.close.len() };
                    let Some(left) = (room + part.text(*now).len()).checked_sub(heads + part.text(form).len()) else {
                        continue;
                    };
                    (room, *now, open, section.open) = (left, form, true, true);
                }
            }
        }
    }
    forms
}

/// Whether one form says more than another.
fn better(now: Form, form: Form) -> bool {
    matches!((now, form), (Form::Nothing, _) | (Form::Line, Form::Whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, count: usize, whole: usize) -> Group {
        let part = |index| Part {
            whole: Some(format!("{name}{index}{}\n", "x".repeat(whole))),
            line: format!("{name}{index}\n"),
        };
        Group { head: "(".to_owned(), close: ")".to_owned(), parts: (0..count).map(part).collect() }
    }

    fn page(limit: usize, groups: Vec<Group>) -> String {
        let mut page = Page::new(limit, "head\n".to_owned(), "foot\n".to_owned());
        page.section("<details>".to_owned(), "</details>", groups);
        page.section("never".to_owned(), "never", Vec::new());
        page.text(|more| format!("\n{more} more\n"))
    }

    #[test]
    fn what_fits_is_whole() {
        assert_eq!(page(1000, vec![group("a", 2, 1)]), "head\n<details>(a0x\na1x\n)</details>foot\n");
    }

    #[test]
    fn a_page_is_cut_between_parts() {
        let text = page(360, vec![group("a", 200, 20), group("b", 1, 20)]);
        assert!(text.contains("(b0xxxx") && text.contains("a2xxxx") && text.contains("\na3\n"), "{text}");
        assert!(text.ends_with(" more\nfoot\n") && text.len() <= 360, "{text}");
    }

    #[test]
    fn a_section_without_room_has_no_head() {
        let text = page(240, vec![group("a", 1, 500)]);
        assert_eq!(text, "head\n<details>(a0\n)</details>foot\n");
        assert_eq!(page(210, vec![group("a", 1, 500)]), "head\n\n1 more\nfoot\n");
    }
}
