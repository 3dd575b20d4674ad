//! Ids and display titles that come from content.

use ordret_model::{Body, Document, DocumentId};

/// How many characters of the words a made-up title shows.
const TITLE_CHARS: usize = 72;

/// The id of a document: of its kind, its words and its speaker, so that the
/// same words by the same speaker are one document wherever they stand, and
/// nothing above or below it has a say.
pub fn of(document: &Document) -> DocumentId {
    let kind = document.kind().as_str();
    let text = document.text.value.as_str();
    let title = document.title_source.as_ref().map_or("", |title| &title.value);
    let name = document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref());
    let name = name.map_or("", |name| &name.value);
    match &document.body {
        Body::Quote(_) => DocumentId::from_content(&[kind, text, name]),
        Body::Case(case) => {
            let parts =
                [&case.problem, &case.done, &case.outcome, &case.prerequisites, &case.reuse];
            let parts = parts.map(|part| part.as_ref().map_or("", |part| part.value.as_str()));
            DocumentId::from_content(&[&[kind, title, text], &parts[..]].concat())
        }
        Body::Figure(figure) => {
            let value = figure.value_text.as_ref().map_or("", |value| &value.value);
            let caption = figure.caption.as_ref().map_or("", |caption| &caption.value);
            let data = figure
                .data
                .as_ref()
                .map(|data| format!("{:?}{:?}", data.head, data.rows))
                .unwrap_or_default();
            DocumentId::from_content(&[kind, title, value, text, caption, &data])
        }
    }
}

/// A title for display where the source has none: the speaker and the opening
/// words, or a statistic's number and its sentence.
pub fn title(document: &Document) -> String {
    let opening = opening(document.words());
    if let Body::Figure(figure) = &document.body {
        return match &figure.value_text {
            Some(value) => format!("{} {opening}", value.value).trim().to_owned(),
            None if opening.is_empty() => "Figur".to_owned(),
            None => opening,
        };
    }
    match document.speaker.as_ref().and_then(|speaker| speaker.name.as_ref()) {
        Some(name) => format!("{}: {opening}", name.value),
        None => opening,
    }
}

/// The first words, cut at a word.
fn opening(words: &str) -> String {
    let line = words.split('\n').next().unwrap_or("").trim();
    let Some((end, _)) = line.char_indices().nth(TITLE_CHARS) else { return line.to_owned() };
    let cut = line[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", line[..cut].trim_end_matches([',', ';', ':', '.', ' ', '–', '-']))
}
