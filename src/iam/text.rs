//! A string inside a policy: in, what the document or the plan says of it; out, the parts of it that are known.
//!
//! Terraform may know a string only in pieces: `${aws_s3_bucket.b.arn}/*` is a reference and a literal, and IAM fills
//! `${aws:username}` in at request time. A [`Text`] keeps the pieces apart, so that "this bucket and no other" is not
//! mistaken for "any bucket".

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::document::Version;
use super::kinds;
use super::pattern::Object;

/// One piece of a string.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Known characters; `*` and `?` are wildcards where the element takes wildcards
    Literal(Arc<str>),
    /// One known character that is never a wildcard, from `${*}`, `${?}` or `${$}`
    Escaped(char),
    /// An attribute of another resource of the plan
    Symbol(Arc<Symbol>),
    /// A policy variable such as `aws:username`: one fixed string, chosen at request time
    Variable(Arc<str>),
    /// Not known, and why
    Unknown(Arc<str>),
}

/// Whether a variable is the same in every request for a resource: whose that is.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount>
pub fn is_of_owner(variable: &str) -> bool {
    matches!(variable, "aws:resourceaccount" | "aws:resourceorgid")
}

/// A reference to an attribute of a resource, such as `aws_iam_role.app` and `arn`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol {
    /// Address of the resource
    pub address: Arc<str>,
    /// Attribute of it
    pub attribute: Arc<str>,
}

impl Symbol {
    /// A reference to `attribute` of the resource at `address`.
    pub fn new(address: &str, attribute: &str) -> Self {
        Self { address: address.into(), attribute: attribute.into() }
    }

    /// Whether the attribute names its resource and no other.
    pub fn is_identity(&self) -> bool {
        const IDENTITIES: [&str; 8] =
            ["arn", "id", "name", "bucket", "key_id", "function_name", "unique_id", "qualified_arn"];
        let data = self.address.starts_with("data.") || self.address.contains(".data.");
        !data && IDENTITIES.contains(&&*self.attribute)
    }

    /// Whether it is the ARN of the resource that an object is.
    pub fn is_arn_of(&self, object: &Object) -> bool {
        object.address.as_ref() == Some(&self.address) && &*self.attribute == "arn" && self.is_identity()
    }

    /// Whether somebody may have written anything there: what is not of AWS, and what AWS only keeps.
    pub fn is_free(&self) -> bool {
        const KEPT: [&str; 8] = [
            "aws_ssm_parameter",
            "aws_secretsmanager_secret_version",
            "aws_kms_secrets",
            "aws_s3_object",
            "aws_s3_bucket_object",
            "aws_cloudformation_stack",
            "aws_cloudformation_export",
            "aws_lambda_invocation",
        ];
        kind(&self.address).is_none_or(|kind| KEPT.contains(&kind) && !self.attribute.ends_with("arn"))
    }

    /// Whether it is a name or an id in which no colon can stand.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    pub fn has_no_colon(&self) -> bool {
        let kind = kind(&self.address).unwrap_or_default();
        match &*self.attribute {
            "id" => matches!(kind, "aws_instance" | "aws_launch_template"),
            "name" => kind.starts_with("aws_iam_"),
            _ => false,
        }
    }

    /// Whether it may be a wildcard, as anything that somebody wrote may; an id, and what is drawn at random, is none.
    pub fn may_be_wild(&self) -> bool {
        let kind = self.address.rsplit('.').nth(1).unwrap_or_default();
        let drawn = ["random_", "time_", "tls_"].iter().any(|provider| kind.starts_with(provider));
        self.is_free() && !drawn && !matches!(&*self.attribute, "id" | "arn")
    }

    /// Whether AWS or the provider may leave it empty: a stream that is off has no ARN, what nothing encrypts no key, and what was
    /// given a name no prefix.
    pub fn may_be_empty(&self) -> bool {
        const OPTIONAL: [&str; 4] = ["stream_arn", "stream_label", "kms_key_id", "kms_key_arn"];
        let own = kind(&self.address).is_some();
        own && (OPTIONAL.contains(&&*self.attribute) || self.attribute.ends_with("_prefix"))
    }

    /// Whether it is the address of an identity provider.
    pub fn is_issuer(&self) -> bool {
        match kind(&self.address) {
            Some("aws_eks_cluster") => self.attribute.ends_with("issuer"),
            Some("aws_iam_openid_connect_provider") => &*self.attribute == "url",
            _ => false,
        }
    }

    /// Whether it is the account on the other side of something, which is mostly not one's own.
    pub fn is_of_another(&self) -> bool {
        const OTHERS: [&str; 3] = ["sender_account_id", "peer_owner_id", "accepter_account_id"];
        OTHERS.contains(&&*self.attribute)
    }

    /// Whether it is the id of an account.
    pub fn is_account_id(&self) -> bool {
        kind(&self.address) == Some("aws_caller_identity") && matches!(&*self.attribute, "account_id" | "id")
    }

    /// Whether the attribute can't be the same of the resource at `other`: ARNs tell all of AWS apart, names those of one
    /// type, and of what is not of AWS nobody knows.
    pub fn excludes(&self, other: &str) -> bool {
        let own = kind(&self.address);
        self.is_identity() && own.is_some() && (self.attribute.ends_with("arn") || own == kind(other))
    }

    /// Whether the attribute can't be a known string: the ARN of a policy that a plan makes is none that AWS ships.
    pub fn is_never(&self, text: &str) -> bool {
        let made = self.is_identity() && &*self.attribute == "arn" && kind(&self.address) == Some("aws_iam_policy");
        made && text.split(':').nth(4) == Some("aws")
    }

    /// Whether it is surely the ARN of something of another service.
    pub fn is_outside(&self, service: &str) -> bool {
        let own = kind(&self.address).filter(|_| self.is_identity() && &*self.attribute == "arn");
        own.and_then(kinds::service).is_some_and(|own| own != service && service != "{}")
    }
}

/// The type of the resource at an address, if it is one of AWS.
fn kind(address: &str) -> Option<&str> {
    address.split('.').rfind(|part| part.starts_with("aws_"))
}

/// A string whose pieces may be known, referred to or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text(Pieces);

/// Most strings are one piece, which needs no list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Pieces {
    One(Part),
    /// None, or more than one
    Others(Arc<[Part]>),
}

impl Text {
    /// A known string, taken as it stands.
    pub fn literal(text: &str) -> Self {
        // The empty one, which most objects have for a tail, is shared.
        Self(Pieces::One(Part::Literal(if text.is_empty() { Arc::default() } else { text.into() })))
    }

    /// A string of a document. Policy variables exist since version 2012-10-17; before, `${` is two characters.
    pub fn parse(text: &str, version: Version) -> Self {
        if version == Version::V2008 || !text.contains("${") {
            return Self::literal(text);
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, tail)) = after.split_once('}') else { break };
            parts.extend([Part::Literal(before.into()), variable(name)]);
            rest = tail;
        }
        parts.push(Part::Literal(rest.into()));
        Self::from_parts(parts)
    }

    /// A string that is an attribute of a resource.
    pub fn symbol(address: &str, attribute: &str) -> Self {
        Self(Pieces::One(Part::Symbol(Symbol::new(address, attribute).into())))
    }

    /// A string that is not known, and why.
    pub fn unknown(cause: &str) -> Self {
        Self(Pieces::One(Part::Unknown(cause.into())))
    }

    /// A string of pieces; neighbouring literals become one.
    pub fn from_parts(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut joined: Vec<Part> = Vec::new();
        for part in parts {
            match (joined.last_mut(), part) {
                (_, Part::Literal(text)) if text.is_empty() => {}
                (Some(Part::Literal(last)), Part::Literal(text)) => *last = format!("{last}{text}").into(),
                (_, part) => joined.push(part),
            }
        }
        match <[Part; 1]>::try_from(joined) {
            Ok([part]) => Self(Pieces::One(part)),
            Err(joined) => Self(Pieces::Others(joined.into())),
        }
    }

    /// This string followed by another.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        Self::from_parts(self.parts().iter().chain(next.parts()).cloned())
    }

    /// A pattern of which it is not known whether it is meant.
    #[must_use]
    pub fn perhaps(&self, cause: &Arc<str>) -> Self {
        let open = Self::unknown(cause);
        if self.as_literal() == Some("*") { open } else { self.then(&open) }
    }

    /// The pieces, in order.
    pub fn parts(&self) -> &[Part] {
        match &self.0 {
            Pieces::One(part) => std::slice::from_ref(part),
            Pieces::Others(parts) => parts,
        }
    }

    /// The whole string, when all of it is literal.
    pub fn as_literal(&self) -> Option<&str> {
        match self.parts() {
            [] => Some(""),
            [Part::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The symbol, when the string is nothing else.
    pub fn as_symbol(&self) -> Option<&Symbol> {
        match self.parts() {
            [Part::Symbol(symbol)] => Some(symbol),
            _ => None,
        }
    }

    /// Whether this surely is another string than `other`: what both begin or end with is known, and not the same.
    pub fn differs(&self, other: &Self) -> bool {
        let (a, b, c, d) = (self.prefix(), other.prefix(), self.suffix(), other.suffix());
        match (self.as_literal(), other.as_literal()) {
            (Some(own), Some(other)) => own != other,
            _ => !(a.starts_with(b) || b.starts_with(a)) || !(c.ends_with(d) || d.ends_with(c)),
        }
    }

    /// Why it is not known, if a piece of it is unknown.
    pub fn unknown_cause(&self) -> Option<&Arc<str>> {
        self.parts().iter().find_map(|part| match part {
            Part::Unknown(cause) => Some(cause),
            Part::Literal(_) | Part::Escaped(_) | Part::Symbol(_) | Part::Variable(_) => None,
        })
    }

    /// The same, or the reference of a piece that may be a wildcard, or nothing before one.
    pub fn wild_cause(&self) -> Option<Arc<str>> {
        let wild = self.parts().iter().find_map(|part| match part {
            Part::Symbol(symbol) if symbol.may_be_wild() => Some(&**symbol),
            _ => None,
        });
        let told = |symbol: &Symbol| format!("{}.{}", symbol.address, symbol.attribute).into();
        self.unknown_cause().cloned().or_else(|| wild.or_else(|| self.may_vanish()).map(told))
    }

    /// The reference that may be nothing before the wildcard that follows it. A text that begins with one is what a plan shows of
    /// a reference of which it does not show what stands around it.
    pub fn may_vanish(&self) -> Option<&Symbol> {
        let pairs = self.parts().iter().zip(self.parts().iter().skip(1));
        let mut found = pairs.filter_map(|pair| match pair {
            (Part::Symbol(symbol), Part::Literal(next)) if next.starts_with('*') && symbol.may_be_empty() => {
                Some(&**symbol)
            }
            _ => None,
        });
        found.next().filter(|_| !self.prefix().starts_with('*'))
    }

    /// Whether the literal part holds `*` or `?`.
    pub fn has_wildcard(&self) -> bool {
        self.parts().iter().any(|part| matches!(part, Part::Literal(text) if text.contains(['*', '?'])))
    }

    /// Whether IAM fills a piece of it in at request time.
    pub fn has_variable(&self) -> bool {
        self.parts().iter().any(|part| matches!(part, Part::Variable(_)))
    }

    /// The text before the first piece that is not literal.
    pub fn prefix(&self) -> &str {
        match self.parts().first() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }

    /// The text after the last piece that is not literal.
    pub fn suffix(&self) -> &str {
        match self.parts().last() {
            Some(Part::Literal(text)) => text,
            _ => "",
        }
    }
}

/// What stands between `${` and `}`: an escape, a variable, or a variable with a default value.
fn variable(name: &str) -> Part {
    match name {
        "*" => Part::Escaped('*'),
        "?" => Part::Escaped('?'),
        "$" => Part::Escaped('$'),
        _ => Part::Variable(name.split(',').next().unwrap_or(name).trim().to_ascii_lowercase().into()),
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::literal(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.parts() {
            let piece: Cow<'_, str> = match part {
                Part::Literal(text) => Cow::Borrowed(text),
                Part::Escaped(c) => format!("${{{c}}}").into(),
                Part::Symbol(symbol) => format!("${{{}.{}}}", symbol.address, symbol.attribute).into(),
                Part::Variable(name) => format!("${{{name}}}").into(),
                Part::Unknown(_) => Cow::Borrowed("(unknown)"),
            };
            f.write_str(&piece)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_differ_where_what_is_known_of_their_ends_does() {
        let after = |end: &str| Text::unknown("issuer").then(&Text::literal(end));
        assert!(after(":sub").differs(&after(":aud")));
        assert!(!after(":sub").differs(&after(":sub")));
        assert!(!after("b").differs(&after(":sub")));
        assert!(after(":sub").differs(&Text::literal("aws:SourceArn")));
        assert!(!after(":sub").differs(&Text::literal("host:sub")));
        assert!(Text::literal("a").differs(&Text::literal("b")) && !Text::literal("a").differs(&Text::literal("a")));
    }

    #[test]
    fn variables_and_escapes_are_their_own_pieces() {
        let text = Text::parse("a/${aws:UserName}/${*}b${k,'d'}", Version::V2012);
        let expected = [
            Part::Literal("a/".into()),
            Part::Variable("aws:username".into()),
            Part::Literal("/".into()),
            Part::Escaped('*'),
            Part::Literal("b".into()),
            Part::Variable("k".into()),
        ];
        assert_eq!(text.parts(), expected);
        assert_eq!(Text::parse("${aws:username}", Version::V2008).as_literal(), Some("${aws:username}"));
        assert_eq!(Text::parse("open ${ brace", Version::V2012).to_string(), "open ${ brace");
    }

    #[test]
    fn literals_join() {
        let text = Text::literal("a").then(&Text::literal("b")).then(&Text::symbol("aws_s3_bucket.b", "arn"));
        assert_eq!(text.parts().len(), 2);
        assert_eq!(text.to_string(), "ab${aws_s3_bucket.b.arn}");
    }

    #[test]
    fn a_data_source_names_no_managed_resource() {
        assert!(Symbol::new("module.m.aws_iam_role.r[0]", "arn").is_identity());
        assert!(!Symbol::new("data.aws_iam_role.r", "arn").is_identity());
        assert!(!Symbol::new("random_id.suffix", "hex").is_identity());
    }
}
