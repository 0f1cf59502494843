//! Sessions of roles: the ARN of one in, that of its role out.
//!
//! `arn:aws:sts::111122223333:assumed-role/name/session` has the name of the role without its path:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>.

use crate::iam::text::{Part, Text};

/// The ARN of the role that a session is of, without the role's path. `None` where it is no session.
pub fn role_of_session(id: &Text) -> Option<Text> {
    let mut parts = Vec::new();
    let mut in_name = false;
    for part in id.parts() {
        let Part::Literal(text) = part else {
            parts.push(part.clone());
            continue;
        };
        let name = match text.split_once(":assumed-role/") {
            Some((head, name)) if !in_name => {
                parts.push(Part::Literal(format!("{head}:role/").into()));
                in_name = true;
                name
            }
            _ => text,
        };
        match name.split_once('/').filter(|_| in_name) {
            Some((name, _)) => {
                parts.push(Part::Literal(name.into()));
                return Some(of_iam(parts));
            }
            None => parts.push(Part::Literal(name.into())),
        }
    }
    None
}

fn of_iam(mut parts: Vec<Part>) -> Text {
    for part in &mut parts {
        if let Part::Literal(text) = part
            && text.contains(":sts:")
        {
            *part = Part::Literal(text.replacen(":sts:", ":iam:", 1).into());
        }
    }
    Text::from_parts(parts.into_iter().filter(|part| !matches!(part, Part::Literal(text) if text.is_empty())))
}

/// The ARN of a role without its path.
pub fn without_path(role: &Text) -> Text {
    let literal = |at: usize| match role.parts().get(at) {
        Some(Part::Literal(text)) => Some(&**text),
        _ => None,
    };
    let count = role.parts().len();
    let head = (0..count).find_map(|at| Some((at, literal(at)?.split_once(":role/")?)));
    let Some((first, (head, tail))) = head else { return role.clone() };
    let tail_at = |at: usize| if at == first { Some(tail) } else { literal(at) };
    let last = (first..count).rev().find_map(|at| Some((at, tail_at(at)?.rsplit_once('/')?.1)));
    let (from, name) = last.unwrap_or((first, tail));
    let before = role.parts().iter().take(first).cloned();
    let after = role.parts().iter().skip(from + 1).cloned();
    let middle = [Part::Literal(format!("{head}:role/{name}").into())];
    Text::from_parts(before.chain(middle).chain(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_of_its_role() {
        let role = |id: Text| role_of_session(&id);
        let arn = "arn:aws:sts::111122223333:assumed-role/app/i-0abc";
        assert_eq!(role(arn.into()), Some("arn:aws:iam::111122223333:role/app".into()));
        assert_eq!(role("arn:aws:iam::111122223333:role/app/x".into()), None);
        assert_eq!(role("arn:aws:sts::111122223333:assumed-role/app".into()), None);
        let name = Text::symbol("aws_iam_role.app", "name");
        let head = |service: &str, kind: &str| Text::literal(&format!("arn:aws:{service}::1:{kind}/"));
        let session = head("sts", "assumed-role").then(&name).then(&"/ci".into());
        assert_eq!(role(session), Some(head("iam", "role").then(&name)));
        let account = Text::symbol("data.aws_caller_identity.me", "account_id");
        let session = Text::literal("arn:aws:sts::").then(&account).then(&":assumed-role/app/ci".into());
        assert_eq!(role(session), Some(Text::literal("arn:aws:iam::").then(&account).then(&":role/app".into())));
    }

    #[test]
    fn a_role_is_known_by_its_name() {
        let head = Text::literal("arn:aws:iam::1:role/");
        assert_eq!(without_path(&"arn:aws:iam::1:role/a/b/app".into()), "arn:aws:iam::1:role/app".into());
        assert_eq!(without_path(&"arn:aws:iam::1:role/app".into()), "arn:aws:iam::1:role/app".into());
        let name = Text::symbol("aws_iam_role.app", "name");
        assert_eq!(without_path(&Text::literal("arn:aws:iam::1:role/a/b/").then(&name)), head.then(&name));
        assert_eq!(without_path(&head.then(&Text::unknown("its path")).then(&"/app".into())), head.then(&"app".into()));
    }
}
