//! How things are measured: figures from several rounds, other processes, load.

pub mod load;
pub mod process;
pub mod spread;
