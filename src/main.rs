//! Parse, run, print an error, return the code.

fn main() {}
