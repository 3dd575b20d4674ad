//! From text to tokens. What is printed of tokens is read as the same tokens.

use super::field::{QueryField, UnknownField};
use super::range::{NumberRange, kind_named};
use super::{Leaf, LeafKind, MAX_QUERY_CHARS};

/// One token: an operator or something to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub leaf: Leaf,
    pub unwanted: bool,
}

/// What joins its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub tokens: Vec<Token>,
    pub cut: bool,
    pub unknown: Vec<UnknownField>,
    pub weights: Vec<String>,
    /// Characters of the printed form so far.
    printed: usize,
    /// Whether the printed form would be longer than is read.
    full: bool,
}

impl Token {
    /// The operator it is, where operators may stand.
    pub fn operator(&self) -> Option<Operator> {
        if self.unwanted || self.leaf.kind != LeafKind::Words || self.leaf.field.is_some() {
            return None;
        }
        match self.leaf.text.as_str() {
            "ELLER" | "OR" => Some(Operator::Or),
            "OG" | "AND" => Some(Operator::And),
            _ => None,
        }
    }

    /// The word before its colon, where that is nearly a field's name.
    fn unknown_field(&self) -> Option<UnknownField> {
        let (name, value) = self.leaf.text.split_once(':')?;
        if self.leaf.kind == LeafKind::Phrase || self.leaf.field.is_some() || value.is_empty() {
            return None;
        }
        let nearest = QueryField::nearest(name)?;
        Some(UnknownField { typed: name.to_owned(), nearest })
    }

    /// Whether it may stand beside an operator.
    pub fn is_operand(&self) -> bool {
        !self.unwanted
            && self.operator().is_none()
            && self.leaf.text.chars().any(char::is_alphanumeric)
    }

    /// After `og`, `eller`, `samt` or `/` a leading hyphen stands for the first
    /// part of a compound (Retskrivningsordbogen § 57.2). Capitals are operators.
    fn leads_ellipsis(&self) -> bool {
        let text = self.leaf.text.as_str();
        self.leaf.kind == LeafKind::Words
            && self.leaf.field.is_none()
            && self.operator().is_none()
            && (text.ends_with('/')
                || matches!(text.to_lowercase().as_str(), "og" | "eller" | "samt"))
    }
}

/// The quotation marks in use: straight, curly, low, guillemets.
pub(super) fn is_quote_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Takes a text apart.
pub(super) fn lex(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    let mut rest = match text.char_indices().nth(MAX_QUERY_CHARS) {
        Some((end, _)) => {
            tokens.cut = true;
            &text[..end]
        }
        None => text,
    };
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            rest = after;
        } else if let Some((token, after)) = tokens.unwanted(rest) {
            tokens.push(token);
            rest = after;
        } else if is_quote_mark(c) {
            // A mark without a partner parts words and is nothing else.
            let phrase = phrase(rest);
            rest = phrase.as_ref().map_or(after, |(_, after)| tokens.weighed(after));
            if let Some((leaf, _)) = phrase {
                tokens.push(Token { leaf, unwanted: false });
            }
        } else {
            let (leaf, after) = tokens.word(rest);
            tokens.push(Token { leaf, unwanted: false });
            rest = after;
        }
    }
    for token in &tokens.tokens {
        if let Some(unknown) = token.unknown_field()
            && !tokens.unknown.contains(&unknown)
        {
            tokens.unknown.push(unknown);
        }
    }
    tokens
}

impl Tokens {
    /// Adds a token while the printed form can still be read whole.
    fn push(&mut self, token: Token) {
        if token.leaf.text.is_empty() || self.full {
            return;
        }
        if token.unwanted {
            // `skole AND -privat`: the operator joins nothing that could be found.
            while let [.., before, last] = self.tokens.as_slice()
                && last.operator().is_some()
                && !before.leads_ellipsis()
            {
                self.tokens.pop();
            }
        }
        let length = token.leaf.to_string().chars().count() + usize::from(token.unwanted);
        // Operators are printed in Danish, by a longer name.
        let length = length.max(if token.operator().is_some() { 5 } else { 0 });
        if self.printed + length + 1 > MAX_QUERY_CHARS + 1 {
            (self.cut, self.full) = (true, true);
            return;
        }
        self.printed += length + 1;
        self.tokens.push(token);
    }

    /// `-word`, `-"some words"`, `-field:word` at the front of `rest`.
    fn unwanted<'t>(&mut self, rest: &'t str) -> Option<(Token, &'t str)> {
        let after = rest.strip_prefix('-')?;
        if self.tokens.last().is_some_and(|token| !token.unwanted && token.leads_ellipsis()) {
            return None;
        }
        let next = after.chars().next()?;
        let (leaf, after) = match is_quote_mark(next) {
            true => phrase(after)?,
            false if next.is_alphanumeric() || next == '§' || next == '(' => self.word(after),
            false => return None,
        };
        Some((Token { leaf, unwanted: true }, after))
    }

    /// A word with the field before it and the star behind it.
    fn word<'t>(&mut self, rest: &'t str) -> (Leaf, &'t str) {
        let (word, after) = rest.split_at(rest.find(ends_word).unwrap_or(rest.len()));
        let word = self.unweighted(word);
        if let Some((name, value)) = word.split_once(':') {
            match QueryField::parse(name) {
                Some(field) if value.is_empty() && takes_words(field) => {
                    if let Some((leaf, after)) = phrase(after)
                        && !leaf.text.is_empty()
                    {
                        return (Leaf { field: Some(field), ..leaf }, after);
                    }
                }
                Some(field) => {
                    if let Some(leaf) = in_field(field, value) {
                        return (leaf, after);
                    }
                }
                None => {}
            }
        }
        let (text, kind) = starred(word);
        (Leaf { text: text.to_owned(), kind, field: None }, after)
    }
}

impl Tokens {
    /// A word without the weight that other search engines let one give it (`skole^2`,
    /// `skole~1`): read as a number it would have to be there. Only behind two letters,
    /// so that `10^6` and `m^2` stay what they are.
    fn unweighted<'t>(&mut self, word: &'t str) -> &'t str {
        let Some(sign) = word.find(['^', '~']) else { return word };
        let (before, weight) = word.split_at(sign);
        let is_word = before.chars().rev().take_while(|c| c.is_alphabetic()).nth(1).is_some();
        if !is_word || !is_weight(weight) {
            return word;
        }
        self.weights.push(word.to_owned());
        before
    }

    /// What stands behind a phrase without the weight that follows it at once.
    fn weighed<'t>(&mut self, after: &'t str) -> &'t str {
        let (weight, rest) = after.split_at(after.find(ends_word).unwrap_or(after.len()));
        if weight.is_empty() || !is_weight(weight) {
            return after;
        }
        self.weights.push(weight.to_owned());
        rest
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote_mark(c)
}

/// Whether all of it is signs of weight with numbers behind them.
fn is_weight(text: &str) -> bool {
    text.starts_with(['^', '~'])
        && text
            .split(['^', '~'])
            .all(|number| number.is_empty() || number.replace(',', ".").parse::<f64>().is_ok())
}

/// `"some words"` at the front of `rest`, if the mark has a partner.
fn phrase(rest: &str) -> Option<(Leaf, &str)> {
    let first = rest.chars().next().filter(|c| is_quote_mark(*c))?;
    let inside = &rest[first.len_utf8()..];
    let (end, mark) = inside.char_indices().find(|&(_, c)| is_quote_mark(c))?;
    let text = inside[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    Some((Leaf { text, kind: LeafKind::Phrase, field: None }, &inside[end + mark.len_utf8()..]))
}

/// A word without its stars, if it had any and is the beginning of a word.
fn starred(word: &str) -> (&str, LeafKind) {
    let beginning = word.trim_end_matches('*');
    let is_beginning = beginning.len() < word.len()
        && !beginning.is_empty()
        && beginning.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '\'')
        && beginning.chars().any(char::is_alphanumeric);
    match is_beginning {
        true => (beginning, LeafKind::Prefix),
        false => (word, LeafKind::Words),
    }
}

fn takes_words(field: QueryField) -> bool {
    !matches!(
        field,
        QueryField::Kind | QueryField::Year | QueryField::Number | QueryField::Observations
    )
}

/// A value in a field; `None` where the field can hold no such value: it is text.
fn in_field(field: QueryField, value: &str) -> Option<Leaf> {
    let (text, kind) = match takes_words(field) {
        true => starred(value),
        false => (value, LeafKind::Words),
    };
    let fits = match field {
        QueryField::Kind => kind_named(text).is_some(),
        _ if takes_words(field) => text.chars().any(char::is_alphanumeric),
        _ => NumberRange::parse(text).is_some(),
    };
    fits.then(|| Leaf { text: text.to_owned(), kind, field: Some(field) })
}
