//! The writer of the authoring format: what was found, for an editor to
//! correct and keep. What it writes reads back as the same documents.

use std::fmt::Write;

use ordret_model::{
    Basis, Body, Case, Document, Figure, FormerRole, Kind, Known, Link, Quote, Sic, Source, Speaker,
};

use super::facts::status_word;
use crate::number;

/// `documents` of one page as a Markdown file of the authoring format.
pub fn write(documents: &[Document]) -> String {
    let mut page = String::new();
    let Some(first) = documents.first() else { return page };
    front_matter(&mut page, first);
    if !first.source().title.is_empty() {
        let _ = writeln!(page, "# {}\n", inline(&first.source().title));
    }
    for document in documents {
        let mut own = match &document.body {
            Body::Quote(quote) => {
                write_quote(&mut page, document);
                let mut own = quote_facts(document, quote.case.as_ref().map(|id| id.as_str()));
                if quote.partial {
                    own.push(("delcitat", "ja".to_owned()));
                }
                own.extend(status_facts(quote));
                own
            }
            Body::Case(case) => {
                write_case(&mut page, document, case);
                Facts::new()
            }
            Body::Figure(figure) => {
                write_figure(&mut page, document, figure);
                figure_facts(figure, document.title_source.is_some())
            }
        };
        own.extend(unlike_front_matter(document, first));
        facts(&mut page, document, own);
    }
    page
}

fn front_matter(page: &mut String, document: &Document) {
    let Source {
        publication, chapter, page: number, period, date, year, url, licence, sample, ..
    } = document.source();
    page.push_str("---\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(page, "{key}: {value}");
        }
    };
    line("publication", publication.as_deref().map(yaml));
    line("author", document.metadata.get("author").map(|name| yaml(name)));
    line("chapter", chapter.as_deref().map(yaml));
    line("page", number.as_deref().map(yaml));
    line("year", year.map(|year| year.to_string()));
    line("date", date.as_deref().map(yaml));
    line("period", period.as_deref().map(yaml));
    line("url", url.as_deref().map(yaml));
    line("licence", licence.as_deref().map(yaml));
    line("language", Some(yaml(&document.language)));
    let topics: Vec<String> = document.topics.iter().map(|topic| yaml(topic)).collect();
    line("topics", (!topics.is_empty()).then(|| format!("[{}]", topics.join(", "))));
    line("reviewed", document.reviewed.then(|| "true".to_owned()));
    line("sample", sample.then(|| "true".to_owned()));
    page.push_str("---\n\n");
}

fn write_quote(page: &mut String, document: &Document) {
    let paragraphs: Vec<&str> = document.text.value.split("\n\n").collect();
    let last = paragraphs.len() - 1;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let open = if i == 0 { "“" } else { "" };
        let close = if i == last { "”" } else { "" };
        let _ = writeln!(page, "> {open}{}{close}", quoted(paragraph));
        page.push_str(">\n");
    }
    let line = attribution_line(document);
    if line.is_empty() {
        page.truncate(page.len() - ">\n".len());
    } else {
        let _ = writeln!(page, "> — {}", inline(&line));
    }
    page.push('\n');
}

/// `Navn, rolle, organisation (V)`.
fn attribution_line(document: &Document) -> String {
    let Some(speaker) = &document.speaker else { return String::new() };
    let parts = [&speaker.name, &speaker.role, &speaker.organisation];
    let line =
        parts.into_iter().flatten().map(|part| part.value.as_str()).collect::<Vec<_>>().join(", ");
    match &speaker.party {
        Some(party) if !line.is_empty() => format!("{line} ({})", party.value),
        _ => line,
    }
}

type Facts = Vec<(&'static str, String)>;

/// What the attribution line does not say, or would be read from it in another
/// way.
fn quote_facts(document: &Document, case: Option<&str>) -> Facts {
    let mut facts = Facts::new();
    let line = attribution_line(document);
    if let Some(speaker) = &document.speaker {
        let read = crate::people::speaker::read_line(&line).unwrap_or_default();
        speaker_facts(speaker, &read, &mut facts);
    }
    let attribution = document.attribution.as_ref().map_or("", |known| &known.value);
    if attribution != line {
        facts.extend(attribution.split("\n\n").map(|paragraph| ("omtale", paragraph.to_owned())));
    }
    facts.extend(case.map(|case| ("case", case.to_owned())));
    facts.extend(document.title_source.iter().map(|title| ("titel", title.value.clone())));
    facts
}

/// The status in the word editors write, its note, and the notes on words.
fn status_facts(quote: &Quote) -> Facts {
    let mut facts = Facts::new();
    if let Some(status) = &quote.status {
        let word = status_word(status.value);
        let note = quote.status_note.as_ref().map(|note| format!("; {}", note.value));
        facts.push(("status", format!("{word}{}", note.unwrap_or_default())));
    }
    let sic =
        |Known { value: Sic { word, note }, .. }: &Known<Sic>| ("sic", format!("{word} = {note}"));
    facts.extend(quote.sic.iter().map(sic));
    facts
}

fn speaker_facts(speaker: &Speaker, read: &Speaker, facts: &mut Facts) {
    let value = |known: &Option<Known<String>>| known.as_ref().map(|known| known.value.clone());
    let parts = [
        ("navn", value(&speaker.name), value(&read.name)),
        ("rolle", value(&speaker.role), value(&read.role)),
        ("rollegruppe", group(speaker), group(read)),
        ("organisation", value(&speaker.organisation), value(&read.organisation)),
        ("sted", value(&speaker.place), value(&read.place)),
        ("parti", value(&speaker.party), value(&read.party)),
    ];
    for (key, said, understood) in parts {
        if said != understood {
            facts.push((key, said.unwrap_or_else(|| "-".to_owned())));
        }
    }
    facts.extend(speaker.variants.iter().map(|variant| ("variant", variant.value.clone())));
    let former: Vec<String> = speaker
        .former_roles
        .iter()
        .map(|former| {
            let FormerRole { role, organisation } = &former.value;
            organisation
                .as_ref()
                .map_or(role.clone(), |organisation| format!("{role}, {organisation}"))
        })
        .collect();
    if !former.is_empty() {
        facts.push(("tidligere", former.join("; ")));
    }
}

fn group(speaker: &Speaker) -> Option<String> {
    speaker.role_group.as_ref().map(|group| group.value.as_str().to_owned())
}

fn write_case(page: &mut String, document: &Document, case: &Case) {
    let _ = writeln!(page, "## Case: {}\n", inline(&own_title(document)));
    paragraphs(page, &document.text.value);
    let parts = [
        ("Problem", &case.problem),
        ("Løsning", &case.done),
        ("Resultat", &case.outcome),
        ("Forudsætninger", &case.prerequisites),
        ("Genbrug", &case.reuse),
    ];
    for (heading, part) in parts {
        if let Some(part) = part {
            let _ = writeln!(page, "### {heading}\n");
            paragraphs(page, &part.value);
        }
    }
    if let Some(whole) = &case.link {
        link(page, whole);
    }
}

fn link(page: &mut String, link: &Link) {
    let target = link.target.as_deref().unwrap_or_default();
    let _ = writeln!(page, "[{}](<{target}>)\n", inline(&link.text.value));
}

fn write_figure(page: &mut String, document: &Document, figure: &Figure) {
    match (&figure.value_text, document.title_source.is_some()) {
        (Some(value), false) => {
            let _ =
                writeln!(page, "**{}** {}\n", inline(&value.value), inline(&document.text.value));
        }
        (None, false) if unread_number(&document.text.value).is_some() => {
            let words = &document.text.value;
            let (number, rest) = words.split_at(unread_number(words).unwrap_or(0));
            let _ = writeln!(page, "**{}**{}\n", inline(number), inline(rest));
        }
        // A made-up title would come back as the source's.
        (None, false) if document.text.value.is_empty() => page.push_str("## Figur\n\n"),
        _ => {
            let _ = writeln!(page, "## Figur: {}\n", inline(&own_title(document)));
            paragraphs(page, &document.text.value);
        }
    }
    if let Some(image) = &figure.image {
        let _ = writeln!(
            page,
            "![{}](<{}>)\n",
            inline(image.alt.as_deref().unwrap_or("")),
            image.file.value
        );
    }
    if let Some(data) = &figure.data {
        let row = |cells: &[String]| {
            format!(
                "| {} |",
                cells
                    .iter()
                    .map(|cell| inline(cell).replace('|', "\\|"))
                    .collect::<Vec<_>>()
                    .join(" | ")
            )
        };
        let _ = writeln!(
            page,
            "{}\n{}",
            row(&data.head),
            row(&vec!["---".to_owned(); data.head.len()]).replace('\\', "")
        );
        data.rows.iter().for_each(|cells| _ = writeln!(page, "{}", row(cells)));
        page.push('\n');
    }
    if let Some(caption) = &figure.caption {
        for paragraph in caption.value.split("\n\n") {
            let _ = writeln!(page, "*{}*\n", inline(paragraph.trim()));
        }
    }
    if let Some(download) = &figure.download {
        link(page, download);
    }
}

/// How many bytes of a statistic's words are a number that is not understood,
/// and so stands in them: `10-12 %`.
fn unread_number(words: &str) -> Option<usize> {
    let length = number::numberish(words)?;
    let number = &words[..length];
    (number::alone(number).is_none() && number::statistic(number) == Some(length)).then_some(length)
}

/// What the front matter, written from the `first` document, says otherwise.
fn unlike_front_matter(document: &Document, first: &Document) -> Facts {
    let mut facts = Facts::new();
    let (own, page) = (document.source(), first.source());
    if document.topics != first.topics {
        let topics = document.topics.join(", ");
        facts.push(("emner", Some(topics).filter(|t| !t.is_empty()).unwrap_or("-".to_owned())));
    }
    if own.year != page.year && own.date == page.date {
        facts.extend(own.year.map(|year| ("år", year.to_string())));
    }
    if own.date != page.date {
        facts.extend(own.date.clone().map(|date| ("dato", date)));
    }
    if document.language != first.language {
        facts.push(("sprog", document.language.clone()));
    }
    if document.reviewed != first.reviewed {
        facts.push(("gennemgået", if document.reviewed { "ja" } else { "nej" }.to_owned()));
    }
    facts
}

/// What a figure's words do not say; a figure with a title has its number here.
fn figure_facts(figure: &Figure, has_title: bool) -> Facts {
    let mut facts = Facts::new();
    facts.extend(
        figure.value_text.iter().filter(|_| has_title).map(|value| ("værdi", value.value.clone())),
    );
    let set = |known: &Option<Known<String>>| {
        known.as_ref().filter(|known| known.basis == Basis::Editor).map(|known| known.value.clone())
    };
    facts.extend(
        figure.n.iter().filter(|n| n.basis == Basis::Editor).map(|n| ("n", n.value.to_string())),
    );
    facts.extend(set(&figure.unit).map(|unit| ("enhed", unit)));
    facts.extend(set(&figure.period).map(|period| ("periode", period)));
    facts.extend(set(&figure.weighting).map(|weighting| ("vægtning", weighting)));
    facts.extend(set(&figure.significance).map(|significance| ("signifikans", significance)));
    facts.extend(set(&figure.series).map(|series| ("serie", series)));
    facts
}

fn facts(page: &mut String, document: &Document, mut facts: Facts) {
    let source = document.source();
    if document.kind() == Kind::Case
        && let Some(speaker) = &document.speaker
    {
        facts.extend(speaker.organisation.iter().map(|name| ("organisation", name.value.clone())));
        facts.extend(speaker.place.iter().map(|place| ("sted", place.value.clone())));
    }
    if let Some(number) = &source.page {
        facts.push(("side", number.clone()));
    }
    facts.push(("id", document.id.to_string()));
    for (key, value) in facts {
        let _ = writeln!(page, "- {key}: {}", inline(&value));
    }
    page.push('\n');
}

fn own_title(document: &Document) -> String {
    document
        .title_source
        .as_ref()
        .map_or_else(|| document.title.clone(), |title| title.value.clone())
}

fn paragraphs(page: &mut String, text: &str) {
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        let _ = writeln!(page, "{}\n", block(paragraph));
    }
}

/// Words inside a block quote: each line begins with `>`.
fn quoted(words: &str) -> String {
    block(words).replace('\n', "\n> ")
}

/// Words that begin a block: what would begin a list, a heading or a rule there
/// is escaped. Line breaks stay.
fn block(words: &str) -> String {
    words.split('\n').map(line).collect::<Vec<_>>().join("\\\n")
}

fn line(words: &str) -> String {
    let escaped = match words.strip_prefix(' ') {
        // A space that begins a line would be trimmed.
        Some(rest) => format!("&#32;{}", inline(rest)),
        None => inline(words),
    };
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let is_ordered = digits > 0 && escaped[digits..].starts_with(['.', ')']);
    match escaped.chars().next() {
        _ if is_ordered => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some('-' | '+' | '=' | '—' | '–' | '―') => format!("\\{escaped}")
            .replace("\\—", "&mdash;")
            .replace("\\–", "&ndash;")
            .replace("\\―", "&#x2015;"),
        _ => escaped,
    }
}

/// Words inside a line: marks of Markdown are escaped, so that they stay words.
fn inline(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            // What would steer a terminal is written as what it is.
            c if c.is_control() && !matches!(c, '\n' | '\t' | '\0') => {
                let _ = write!(escaped, "&#x{:X};", c as u32);
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '!' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // White space that Markdown would fold or trim.
            '\u{A0}' => escaped.push_str("&nbsp;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A YAML string in double quotes.
fn yaml(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            '\n' | '\t' | '\r' => vec![' '],
            _ => vec![c],
        })
        .collect();
    format!("\"{escaped}\"")
}
