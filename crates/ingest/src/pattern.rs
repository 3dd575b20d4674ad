//! Patterns that are constants, compiled once.

/// `pattern!(NAME, "…")`: a regular expression that is compiled at first use.
macro_rules! pattern {
    ($name:ident, $text:expr) => {
        pub static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($text).expect("the pattern is a constant and compiles")
        });
    };
}
pub(crate) use pattern;
