//! A document as others take it: a sentence for a newspaper, a piece of a page, plain text.

use ordret_model::{Body, Document};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use super::{address, citation, who};
use crate::address::outside;

/// As a Danish newspaper writes it: »…,« siger navn, rolle. `None` for what nobody said, and
/// where nobody is known to have said it.
///
/// The marks are the newspaper's, and the comma that takes a full stop's place; the words and
/// every other sign are as they were said.
pub(crate) fn news_sentence(document: &Document) -> Option<String> {
    let Body::Quote(_) = document.body else { return None };
    let who = document.speaker.as_ref().map(who).filter(|who| !who.is_empty())?;
    let words = document.text.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let stop = words.strip_suffix('.').filter(|rest| !rest.ends_with('.'));
    let said = match stop {
        Some(rest) => format!("{rest},"),
        None if words.ends_with(['?', '!', '…', '.']) => words,
        None => format!("{words},"),
    };
    Some(format!("»{said}« siger {who}."))
}

/// The words with who said them and where, as a text file.
pub(crate) fn text(document: &Document, public_url: Option<&str>) -> String {
    format!("{}\n", citation(document, public_url))
}

/// One element for another page, without script and without anything to be fetched.
pub(crate) fn embedding(document: &Document, public_url: Option<&str>) -> String {
    let address = address(document, public_url);
    let cite = address.as_ref().map(|url| format!(" cite=\"{}\"", html(url))).unwrap_or_default();
    let words: String = document
        .words()
        .split("\n\n")
        .map(|paragraph| format!("<p>{}</p>", html(paragraph).replace('\n', "<br>")))
        .collect();
    let title = html(&document.source().title);
    let source = match &address {
        Some(url) => format!("<a href=\"{}\"><cite>{title}</cite></a>", html(url)),
        None => format!("<cite>{title}</cite>"),
    };
    let who = document.speaker.as_ref().map(who).filter(|who| !who.is_empty());
    let who = who.map(|who| format!("{}, ", html(&who))).unwrap_or_default();
    let language = html(&document.language);
    format!(
        "<blockquote{cite} lang=\"{language}\">{words}<footer>— {who}{source}</footer></blockquote>"
    )
}

fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The SHA-256 of the words' bytes in UTF-8, in hexadecimal: whoever has the words can see that
/// none was changed.
pub(crate) fn seal(document: &Document) -> String {
    Sha256::digest(document.text.value.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// How many words stand at either end of a text fragment.
const ENDS: usize = 5;

/// What must not stand as itself in a text fragment: besides what an address never holds, the
/// hyphen and the comma are signs there.
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// The source's own address, at the place where the words stand (a text fragment after the WICG
/// draft); `None` where the source has no address.
pub(crate) fn place_in_source(document: &Document) -> Option<String> {
    let url = document.source().url.as_deref().and_then(outside)?;
    let words: Vec<&str> = document.words().split_whitespace().collect();
    if url.contains('#') || words.is_empty() {
        return None;
    }
    let encoded = |words: &[&str]| utf8_percent_encode(&words.join(" "), FRAGMENT).to_string();
    let fragment = match words.len() <= 2 * ENDS {
        true => encoded(&words),
        false => format!("{},{}", encoded(&words[..ENDS]), encoded(&words[words.len() - ENDS..])),
    };
    Some(format!("{url}#:~:text={fragment}"))
}
