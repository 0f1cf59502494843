//! Documents by their text: in, texts as a plan carries them, most of them in both worlds; out, each read once.
//!
//! Lists of patterns that many documents have, such as the actions of a template, are kept once, too.

use std::sync::{Arc, PoisonError, RwLock};

use foldhash::{HashMap, HashSet};

use super::{Document, DocumentError, Patterns, Scope};

/// The documents that some texts hold.
#[derive(Debug, Default)]
pub struct Texts {
    documents: RwLock<HashMap<Box<str>, Result<Document, DocumentError>>>,
    lists: RwLock<HashSet<Patterns>>,
}

impl Texts {
    /// The document of a text, as [`Document::from_text`] reads it.
    pub fn document(&self, text: &str) -> Result<Document, DocumentError> {
        if let Some(known) = self.documents.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return known.clone();
        }
        let document = Document::from_text(text).map(|document| self.sharing(document));
        let mut documents = self.documents.write().unwrap_or_else(PoisonError::into_inner);
        documents.entry(text.into()).or_insert(document).clone()
    }

    /// The same with the lists that others have.
    fn sharing(&self, mut document: Document) -> Document {
        for statement in Arc::get_mut(&mut document.statements).into_iter().flatten() {
            self.share(&mut statement.actions);
            statement.resources.as_mut().into_iter().for_each(|resources| self.share(resources));
        }
        document
    }

    fn share(&self, scope: &mut Scope) {
        let (Scope::Only(own) | Scope::AllBut(own)) = scope;
        if let Some(known) = self.lists.read().unwrap_or_else(PoisonError::into_inner).get(own) {
            own.clone_from(known);
            return;
        }
        self.lists.write().unwrap_or_else(PoisonError::into_inner).insert(own.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_once_and_share_their_lists() {
        let text = |resource: &str| {
            format!(
                r#"{{"Statement":{{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"{resource}"}}}}"#
            )
        };
        let texts = Texts::default();
        let [a, again, b] = ["a", "a", "b"].map(|resource| texts.document(&text(resource)).unwrap());
        assert_eq!(a, Document::from_text(&text("a")).unwrap());
        assert!(Arc::ptr_eq(&a.statements, &again.statements));
        assert_eq!(a.statements[0].actions.patterns().as_ptr(), b.statements[0].actions.patterns().as_ptr());
        assert_ne!(a.statements[0].resources, b.statements[0].resources);
        assert_eq!(texts.document("{"), Document::from_text("{"));
    }
}
