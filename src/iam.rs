//! AWS IAM without Terraform: policy documents in, answers to "who may do what to which resource" out.
//!
//! Everything here is a pure function of documents, facts and embedded tables. A document comes from JSON text
//! ([`document::Document::from_text`]) or is put together from strings that are known in pieces ([`text::Text`]); what
//! a plan does not know stays unknown in the answer.

pub mod accounts;
pub mod catalogue;
pub mod condition;
pub mod document;
pub mod escalation;
pub mod facts;
pub mod federation;
pub mod grants;
mod kinds;
pub mod managed;
pub mod pattern;
pub mod principal;
mod tables;
pub mod text;
