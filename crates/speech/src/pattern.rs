//! Patterns that are constants, compiled once.

/// `pattern!(NAME, "…")`: a regular expression that is compiled at first use. Whoever
/// writes one depends on `regex`.
#[macro_export]
macro_rules! pattern {
    ($(#[$doc:meta])* $visibility:vis $name:ident, $text:expr) => {
        $(#[$doc])*
        $visibility static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($text).expect("the pattern is a constant and compiles")
        });
    };
}
