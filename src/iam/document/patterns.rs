//! The patterns of an element: in, a list as written; out, all of them, or those that can be about a service.
//!
//! Policies that AWS ships name hundreds of actions, of which a question is about a few.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::iam::pattern::is_every_action;
use crate::iam::text::Text;

/// Patterns in the order written. A copy shares them.
#[derive(Clone, Debug)]
pub struct Patterns {
    list: Arc<[Text]>,
    /// By service, where they are many: the places of those that can be about it, found when first asked for
    services: Option<Arc<OnceLock<Places>>>,
}

type Places = Box<[(Service, usize)]>;

/// The service that an action pattern can be about, by a number of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// One
    Named(u64),
    /// Any
    Every,
}

impl Service {
    /// That of an action pattern.
    pub fn of(pattern: &Text) -> Self {
        match pattern.as_literal() {
            Some(text) if is_every_action(text) => Self::Every,
            Some(text) => Self::named(text),
            None => {
                let known = pattern.prefix().split_once(':').filter(|(service, _)| !service.contains(['*', '?']));
                known.map_or(Self::Every, |(service, _)| Self::named(service))
            }
        }
    }

    /// What stands before the colon, whatever its case, as a number (FNV-1a). Two services of one number would only be read
    /// where one is enough.
    pub fn named(action: &str) -> Self {
        let name = action.bytes().take_while(|byte| *byte != b':');
        let add =
            |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3);
        Self::Named(name.fold(0xcbf2_9ce4_8422_2325, add))
    }
}

impl Patterns {
    /// More than so many are not all looked at.
    const MANY: usize = 16;

    /// Those that can be about the service of an action.
    pub fn about(&self, action: &str) -> impl Iterator<Item = &Text> {
        let places = self.services.as_ref().map(|services| services.get_or_init(|| places(&self.list)));
        let all = self.list.iter().filter(move |_| places.is_none());
        let of = move |service: Service| {
            let places = places.map(|places| &**places).unwrap_or_default();
            let start = places.partition_point(|(one, _)| *one < service);
            places.get(start..).unwrap_or_default().iter().take_while(move |(one, _)| *one == service)
        };
        let own = [Service::named(action), Service::Every].into_iter().flat_map(of);
        all.chain(own.filter_map(|(_, at)| self.list.get(*at)))
    }
}

fn places(list: &[Text]) -> Places {
    let mut places: Vec<(Service, usize)> = list.iter().map(Service::of).zip(0..).collect();
    places.sort_unstable();
    places.into()
}

impl<T: Into<Arc<[Text]>>> From<T> for Patterns {
    fn from(list: T) -> Self {
        let list = list.into();
        let services = (list.len() > Self::MANY).then(Arc::default);
        Self { list, services }
    }
}

impl FromIterator<Text> for Patterns {
    fn from_iter<I: IntoIterator<Item = Text>>(list: I) -> Self {
        list.into_iter().collect::<Arc<[Text]>>().into()
    }
}

impl Deref for Patterns {
    type Target = [Text];

    fn deref(&self) -> &[Text] {
        &self.list
    }
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Eq for Patterns {}

impl Hash for Patterns {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.list.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_patterns_those_of_a_service_are_found() {
        let names = ["ec2:Describe*", "IAM:Get*", "*", "iam:List*", "s3:*"];
        let few: Vec<Text> = names.map(Text::literal).into();
        let filler = (0..Patterns::MANY).map(|at| Text::literal(&format!("svc{at}:Get*")));
        let many = Patterns::from(few.iter().cloned().chain(filler).collect::<Vec<_>>());
        let about = |patterns: &Patterns| patterns.about("iam:GetRole").map(Text::to_string).collect::<Vec<_>>();
        assert_eq!(about(&many), ["IAM:Get*", "iam:List*", "*"]);
        assert_eq!(about(&few.into()).len(), names.len());
    }
}
