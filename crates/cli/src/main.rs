//! The program `ordret`.
fn main() {}
