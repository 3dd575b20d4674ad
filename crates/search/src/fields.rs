//! Which of a document's words each searched field holds, and its labels.

use std::borrow::Cow;

use ordret_model::{
    Body, Case, Document, FacetField, Figure, Known, SearchField, Speaker, party_names,
};

/// The texts of one searched field. Each is a text of its own: no phrase runs
/// from one into the next.
pub(crate) fn texts(document: &Document, field: SearchField) -> Vec<Cow<'_, str>> {
    let speaker = document.speaker.as_ref();
    match field {
        // The display form has the same words as the source's, and a title made
        // up from speaker and text would count them twice.
        SearchField::Title => match document.title_source {
            Some(_) => vec![Cow::Borrowed(document.title.as_str())],
            None => Vec::new(),
        },
        SearchField::Text => text(document),
        SearchField::Parts => parts(document),
        SearchField::Caption => figure(document, |figure| known(&figure.caption)),
        SearchField::Value => figure(document, |figure| value(figure).into_iter().collect()),
        SearchField::Attribution => known(&document.attribution),
        SearchField::Name => speaker.map_or_else(Vec::new, |speaker| {
            let variants = speaker.variants.iter().map(|name| Cow::Borrowed(name.value.as_str()));
            known(&speaker.name).into_iter().chain(variants).collect()
        }),
        SearchField::Role => of(speaker, |speaker| &speaker.role),
        SearchField::Former => speaker.map_or_else(Vec::new, former),
        SearchField::Organisation => of(speaker, |speaker| &speaker.organisation),
        SearchField::Place => of(speaker, |speaker| &speaker.place),
        SearchField::Data => figure(document, data),
        SearchField::Topic => document.topics.iter().map(|topic| Cow::Borrowed(&**topic)).collect(),
        SearchField::Party => speaker.map_or_else(Vec::new, party),
        SearchField::Year => years(document),
    }
}

/// How many words a text has, for length normalisation: runs between spaces.
/// Close enough to the analyzer's count, and needs no analysis.
pub(crate) fn length(texts: &[Cow<'_, str>]) -> u64 {
    texts.iter().map(|text| text.split_whitespace().count() as u64).sum()
}

/// A document's labels in one field, as filters take them.
pub(crate) fn labels(document: &Document, field: FacetField) -> Vec<Cow<'_, str>> {
    let speaker = document.speaker.as_ref();
    let mut labels: Vec<Cow<'_, str>> = match field {
        FacetField::Kind => vec![Cow::Borrowed(document.kind().as_str())],
        FacetField::Speaker => of(speaker, |speaker| &speaker.name),
        FacetField::Role => {
            let group = speaker.and_then(|speaker| speaker.role_group.as_ref());
            group.map(|group| Cow::Borrowed(group.value.as_str())).into_iter().collect()
        }
        FacetField::RoleTitle => of(speaker, |speaker| &speaker.role),
        FacetField::Organisation => of(speaker, |speaker| &speaker.organisation),
        FacetField::Place => of(speaker, |speaker| &speaker.place),
        FacetField::Sector => {
            let sector = speaker.and_then(|speaker| speaker.sector.as_ref());
            sector.map(|sector| Cow::Borrowed(sector.value.as_str())).into_iter().collect()
        }
        FacetField::Party => of(speaker, |speaker| &speaker.party),
        FacetField::Topic => document.topics.iter().map(|topic| Cow::Borrowed(&**topic)).collect(),
        FacetField::Publication => {
            let named = document.sources.iter().filter_map(|source| source.publication.as_deref());
            named.map(Cow::Borrowed).collect()
        }
        FacetField::Year => {
            let years = document.sources.iter().filter_map(|source| source.year);
            years.map(|year| Cow::Owned(year.to_string())).collect()
        }
    };
    // One document counts once for a value, however many of its sources carry it.
    labels.sort_unstable();
    labels.dedup();
    labels.retain(|label| !label.is_empty());
    labels
}

/// The further parts of a case, in the order of its template.
pub(crate) fn case_parts(case: &Case) -> Vec<&str> {
    let parts = [&case.problem, &case.done, &case.outcome, &case.prerequisites, &case.reuse];
    parts.into_iter().flatten().map(|part| part.value.as_str()).collect()
}

fn text(document: &Document) -> Vec<Cow<'_, str>> {
    let text = document.text.value.as_str();
    if text.is_empty() { Vec::new() } else { vec![Cow::Borrowed(text)] }
}

/// A case's further parts. A source without a summary has one of them shown as the text.
fn parts(document: &Document) -> Vec<Cow<'_, str>> {
    let Body::Case(case) = &document.body else { return Vec::new() };
    let parts = case_parts(case).into_iter();
    let others = parts.filter(|part| !part.is_empty() && *part != document.text.value);
    others.map(Cow::Borrowed).collect()
}

/// A table's cells and what a picture shows.
fn data(figure: &Figure) -> Vec<Cow<'_, str>> {
    let cells = figure
        .data
        .iter()
        .flat_map(|table| table.head.iter().chain(table.rows.iter().flatten()).map(String::as_str));
    let alt = figure.image.iter().filter_map(|image| image.alt.as_ref());
    cells
        .chain(alt.map(String::as_str))
        .filter(|text| !text.is_empty())
        .map(Cow::Borrowed)
        .collect()
}

/// A party under every name and letter it is known by.
fn party(speaker: &Speaker) -> Vec<Cow<'_, str>> {
    let Some(party) = &speaker.party else { return Vec::new() };
    let is_letters = |name: &str| name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
    let names = party_names(&party.value).into_iter();
    // Letters are searched in brackets: a bare *i* or *a* is another word.
    names
        .map(|name| Cow::Owned(if is_letters(&name) { format!("({name})") } else { name }))
        .collect()
}

fn years(document: &Document) -> Vec<Cow<'_, str>> {
    let mut years: Vec<i32> = document.sources.iter().filter_map(|source| source.year).collect();
    years.dedup();
    years.into_iter().map(|year| Cow::Owned(year.to_string())).collect()
}

/// The number with its unit, once: `63 %`, as the source writes it if it does.
fn value(figure: &Figure) -> Option<Cow<'_, str>> {
    let unit = figure.unit.as_ref().map_or("", |unit| unit.value.as_str());
    let number = match (&figure.value_text, &figure.value) {
        (Some(text), _) => Cow::Borrowed(text.value.as_str()),
        (None, Some(value)) => Cow::Owned(value.value.to_string().replace('.', ",")),
        (None, None) => return None,
    };
    match number.contains(unit) {
        true => Some(number),
        false => Some(Cow::Owned(format!("{number} {unit}"))),
    }
}

fn former(speaker: &Speaker) -> Vec<Cow<'_, str>> {
    let roles = speaker.former_roles.iter().map(|former| &former.value);
    roles
        .map(|former| match &former.organisation {
            Some(organisation) => Cow::Owned(format!("{}, {organisation}", former.role)),
            None => Cow::Borrowed(former.role.as_str()),
        })
        .collect()
}

fn figure<'d>(
    document: &'d Document,
    texts: impl FnOnce(&'d Figure) -> Vec<Cow<'d, str>>,
) -> Vec<Cow<'d, str>> {
    match &document.body {
        Body::Figure(figure) => texts(figure),
        _ => Vec::new(),
    }
}

fn of<'d>(
    speaker: Option<&'d Speaker>,
    field: impl FnOnce(&'d Speaker) -> &'d Option<Known<String>>,
) -> Vec<Cow<'d, str>> {
    speaker.map_or_else(Vec::new, |speaker| known(field(speaker)))
}

fn known(value: &Option<Known<String>>) -> Vec<Cow<'_, str>> {
    value.iter().map(|known| Cow::Borrowed(known.value.as_str())).collect()
}
