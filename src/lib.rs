//! plangate judges a Terraform plan before it is applied: bytes in, a report and a verdict out.

pub mod iam;
pub mod json;
pub mod network;
pub mod truth;
