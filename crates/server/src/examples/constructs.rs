//! An example of everything that one may type, found in the generation and asked before it is
//! shown.

use std::collections::BTreeMap;

use ordret_model::{
    Body, Document, FacetField, Figure, Filters, Kind, Match, Note, QueryField, SearchRequest,
    SearchResponse, Sector, YearRange,
};
use ordret_search::{Error, Searcher};

use super::{Example, distinct, most_shared, telling, two_words};
use crate::address::search_url;
use crate::wording::{self, Language};

/// The constructs, as the help page's template names them.
const CONSTRUCTS: [&str; 16] = [
    "words",
    "forms",
    "corrected",
    "phrase",
    "remembered",
    "number",
    "without",
    "either",
    "both",
    "prefix",
    "fields",
    "years",
    "numbers",
    "kinds",
    "rules",
    "narrowed",
];

/// So many words, quotes or figures are tried for one example.
const TRIED: usize = 12;

/// Examples by construct.
pub(super) fn shown(
    searcher: &Searcher,
    everything: &SearchResponse,
) -> Result<BTreeMap<&'static str, Vec<Example>>, Error> {
    let documents: Vec<&Document> = everything.hits.iter().map(|hit| &hit.document).collect();
    let words = distinct(most_shared(documents.iter().map(|document| telling(document)), 0.25));
    let mut shown = Shown { searcher, examples: BTreeMap::new() };
    for construct in CONSTRUCTS {
        shown.examples.insert(construct, Vec::new());
    }
    shown.words(&documents, &words)?;
    shown.phrases(&documents)?;
    shown.signs(&documents, &words)?;
    shown.fields(everything)?;
    shown.figures(&documents)?;
    shown.narrowed(everything)?;
    Ok(shown.examples)
}

struct Shown<'s> {
    searcher: &'s Searcher,
    examples: BTreeMap<&'static str, Vec<Example>>,
}

impl Shown<'_> {
    fn words(&mut self, documents: &[&Document], words: &[String]) -> Result<(), Error> {
        for word in words.iter().take(TRIED) {
            if self.query("forms", word.clone())? {
                break;
            }
        }
        for pair in pairs(documents) {
            let together = format!("{} {}", pair.0, pair.1);
            if self.query("words", together.clone())? {
                for rule in [Match::All, Match::Any] {
                    let query = together.clone();
                    self.ask("rules", SearchRequest { query, match_: rule, ..Default::default() })?;
                }
                self.query("both", format!("{} OG {}", pair.0, pair.1))?;
                break;
            }
        }
        for word in words.iter().filter(|word| word.chars().count() > 8).take(TRIED) {
            let misspelt = without_letter(word);
            let request = SearchRequest { query: misspelt, limit: 1, ..Default::default() };
            let notes = self.searcher.search(&request)?.notes;
            let corrected = notes.iter().any(|note| matches!(note, Note::Corrected { .. }));
            if corrected && self.query("corrected", request.query)? {
                break;
            }
        }
        Ok(())
    }

    fn phrases(&mut self, documents: &[&Document]) -> Result<(), Error> {
        for words in documents.iter().filter_map(|document| two_words(document.words())) {
            if self.query("phrase", format!("\"{words}\""))? {
                break;
            }
        }
        let quotes = documents.iter().filter(|document| document.kind() == Kind::Quote);
        let typed = quotes.filter_map(|quote| remembered(quote.words()));
        for typed in typed.take(TRIED) {
            let request = SearchRequest { query: typed, limit: 1, ..Default::default() };
            let hits = self.searcher.search(&request)?.hits;
            let inexact =
                hits.first().and_then(|hit| hit.quotation.as_ref()).is_some_and(|one| !one.exact);
            if inexact && self.query("remembered", request.query)? {
                break;
            }
        }
        Ok(())
    }

    fn signs(&mut self, documents: &[&Document], words: &[String]) -> Result<(), Error> {
        let Some((first, others)) = words.split_first() else { return Ok(()) };
        if let Some(other) = others.first() {
            self.query("either", format!("{first} ELLER {other}"))?;
            self.query("without", format!("{first} -{other}"))?;
        }
        let phrases = documents.iter().filter_map(|document| two_words(document.words()));
        if let Some(phrase) = phrases.take(TRIED).find(|phrase| !phrase.contains(first.as_str())) {
            self.query("without", format!("{first} -\"{phrase}\""))?;
        }
        let beginning: String = first.chars().take(5).collect();
        self.query("prefix", format!("{beginning}*"))?;
        Ok(())
    }

    fn fields(&mut self, everything: &SearchResponse) -> Result<(), Error> {
        for (field, facet) in FIELDS {
            // A value of one word reads best; of the most frequent ones one may be.
            let mut values: Vec<&str> = values(everything, facet).take(TRIED).collect();
            values.sort_by_key(|value| value.contains(' '));
            for value in values {
                if self.query("fields", in_field(field, facet, value))? {
                    break;
                }
            }
        }
        let titles = everything.hits.iter().map(|hit| &hit.document);
        let titles = titles.filter(|document| document.title_source.is_some());
        let words = titles.flat_map(|document| longest_word(&document.title)).take(TRIED);
        self.first("fields", words.map(|word| format!("{}:{word}", QueryField::Title.as_str())))?;
        let texts = everything.hits.iter().flat_map(|hit| longest_word(&hit.document.text.value));
        let texts = texts.take(TRIED);
        self.first("fields", texts.map(|word| format!("{}:{word}", QueryField::Text.as_str())))?;
        let years: Vec<i32> =
            values(everything, FacetField::Year).filter_map(|year| year.parse().ok()).collect();
        let name = QueryField::Year.as_str();
        if let (Some(newest), Some(oldest)) = (years.iter().max(), years.iter().min()) {
            self.query("years", format!("{name}:{newest}"))?;
            if oldest < newest {
                self.query("years", format!("{name}:{}..{newest}", oldest.max(&(newest - 3))))?;
            }
            self.query("years", format!("{name}:{newest}.."))?;
        }
        for (kind, word) in [(Kind::Quote, "citat"), (Kind::Case, "case"), (Kind::Figure, "figur")]
        {
            if values(everything, FacetField::Kind).any(|value| value == kind.as_str()) {
                self.query("kinds", format!("{}:{word}", QueryField::Kind.as_str()))?;
            }
        }
        Ok(())
    }

    fn figures(&mut self, documents: &[&Document]) -> Result<(), Error> {
        let kind = BTreeMap::from([(FacetField::Kind, vec![Kind::Figure.as_str().to_owned()])]);
        let filters = Filters { values: kind, ..Filters::default() };
        let request = SearchRequest { filters, limit: 50, facets: false, ..Default::default() };
        let response = self.searcher.search(&request)?;
        let figures: Vec<&Figure> =
            response.hits.iter().filter_map(|hit| figure(&hit.document)).collect();
        let numbers = figures.iter().filter_map(|figure| figure.value.as_ref());
        let numbers: Vec<f64> = numbers.map(|value| value.value).take(TRIED).collect();
        let ranges = numbers.iter().filter(|number| number.abs() < 1e6).map(|number| {
            let from = (number / 10.0).floor() * 10.0;
            format!("{}:{from}..{}", QueryField::Number.as_str(), from + 10.0)
        });
        self.first("numbers", ranges.collect::<Vec<_>>().into_iter())?;
        let observed = figures.iter().filter_map(|figure| figure.n.as_ref());
        let observed = observed.map(|n| n.value).filter(|n| *n > 10).take(TRIED).map(|n| {
            format!("{}:>{}", QueryField::Observations.as_str(), 10_u64.pow(n.ilog10()) - 1)
        });
        self.first("numbers", observed.collect::<Vec<_>>().into_iter())?;
        let percent = figures
            .iter()
            .filter(|figure| figure.unit.as_ref().is_some_and(|unit| unit.value == "%"));
        let percent = percent.filter_map(|figure| figure.value.as_ref()).map(|value| value.value);
        let percent = percent.map(|value| wording::decimal(value, Language::Da));
        let said = documents.iter().filter_map(|document| percent_in(document.words()));
        let percent: Vec<String> = percent.chain(said).take(TRIED).collect();
        self.first("number", percent.into_iter().map(|number| format!("{number} procent")))?;
        let paragraphs = documents.iter().filter_map(|document| paragraph_in(document.words()));
        self.first("number", paragraphs.take(TRIED).collect::<Vec<_>>().into_iter())?;
        Ok(())
    }

    fn narrowed(&mut self, everything: &SearchResponse) -> Result<(), Error> {
        for field in FacetField::ALL {
            let Some(value) = values(everything, field).next() else { continue };
            let mut filters = Filters::default();
            match field {
                FacetField::Year => filters.year = YearRange::parse(value),
                _ => drop(filters.values.insert(field, vec![value.to_owned()])),
            }
            let name = wording::facet_field(field, Language::Da);
            let label = wording::facet_value(field, value, Language::Da);
            let request = SearchRequest { filters, ..SearchRequest::default() };
            self.add("narrowed", format!("{name}: {label}"), request)?;
        }
        Ok(())
    }

    /// The first of the queries that finds anything.
    fn first(
        &mut self,
        construct: &'static str,
        queries: impl Iterator<Item = String>,
    ) -> Result<(), Error> {
        for query in queries {
            if self.query(construct, query)? {
                break;
            }
        }
        Ok(())
    }

    fn query(&mut self, construct: &'static str, query: String) -> Result<bool, Error> {
        self.ask(construct, SearchRequest { query, ..SearchRequest::default() })
    }

    fn ask(&mut self, construct: &'static str, request: SearchRequest) -> Result<bool, Error> {
        self.add(construct, request.query.clone(), request)
    }

    /// Adds an example if it finds anything.
    fn add(
        &mut self,
        construct: &'static str,
        text: String,
        request: SearchRequest,
    ) -> Result<bool, Error> {
        let asked = SearchRequest { limit: 1, facets: false, ..request.clone() };
        if self.searcher.search(&asked)?.total == 0 {
            return Ok(false);
        }
        let what = match request.match_ {
            Match::Best => "",
            rule => wording::match_rule(rule, Language::Da),
        };
        let example = Example { what, text, url: search_url(&request) };
        let examples = self.examples.entry(construct).or_default();
        if !examples.contains(&example) {
            examples.push(example);
        }
        Ok(true)
    }
}

/// The fields that take words, with the facet that has their values.
const FIELDS: [(QueryField, FacetField); 8] = [
    (QueryField::Speaker, FacetField::Speaker),
    (QueryField::Role, FacetField::RoleTitle),
    (QueryField::Organisation, FacetField::Organisation),
    (QueryField::Place, FacetField::Place),
    (QueryField::Sector, FacetField::Sector),
    (QueryField::Party, FacetField::Party),
    (QueryField::Topic, FacetField::Topic),
    (QueryField::Publication, FacetField::Publication),
];

fn values(response: &SearchResponse, field: FacetField) -> impl Iterator<Item = &str> {
    let facet = response.facets.iter().find(move |facet| facet.field == field);
    facet.into_iter().flat_map(|facet| &facet.values).map(|value| value.value.as_str())
}

/// `sted:Tangby`, `rolle:"medlem af Folketinget"`.
fn in_field(field: QueryField, facet: FacetField, value: &str) -> String {
    let value = match facet {
        FacetField::Sector => Sector::parse(value)
            .map_or(value, |sector| wording::sector(sector, Language::Da))
            .to_lowercase(),
        _ => value.to_owned(),
    };
    let plain: String = value.chars().filter(|c| !"\"”“„»«".contains(*c)).collect();
    match plain.chars().all(char::is_alphanumeric) {
        true => format!("{}:{plain}", field.as_str()),
        false => format!("{}:\"{plain}\"", field.as_str()),
    }
}

/// Two long words of one document.
fn pairs(documents: &[&Document]) -> Vec<(String, String)> {
    let pair = |document: &&Document| {
        let mut words = telling(document).into_iter();
        let first = words.next()?;
        let start: String = first.chars().take(5).collect();
        let second = words.find(|word| !word.starts_with(&start))?;
        Some((first.to_owned(), second.to_owned()))
    };
    documents.iter().filter_map(pair).take(TRIED).collect()
}

/// A sentence of six to ten words without one in its middle: as it is half remembered.
fn remembered(words: &str) -> Option<String> {
    let sentence = words.split(['.', '!', '?', ':']).map(str::trim).find(|sentence| {
        let plain = |c: char| c.is_alphabetic() || c == ' ' || c == ',';
        (7..=11).contains(&sentence.split(' ').count()) && sentence.chars().all(plain)
    })?;
    let mut words: Vec<&str> = sentence.split(' ').collect();
    words.remove(words.len() / 2);
    Some(words.join(" ").replace(',', ""))
}

/// A word with one of its letters left out.
fn without_letter(word: &str) -> String {
    let middle = word.chars().count() / 2;
    word.chars().enumerate().filter(|(nth, _)| *nth != middle).map(|(_, c)| c).collect()
}

fn longest_word(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 4);
    words.max_by_key(|word| word.chars().count()).map(str::to_lowercase)
}

/// The number before *procent* or `%`.
fn percent_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || b == b',')
    };
    words.windows(2).find_map(|pair| {
        let percent = pair[1].starts_with("procent") || pair[1].starts_with('%');
        (percent && is_number(pair[0])).then(|| pair[0].to_owned())
    })
}

/// `§ 17`.
fn paragraph_in(text: &str) -> Option<String> {
    let (_, after) = text.split_once('§')?;
    let after = after.trim_start_matches(['\u{a0}', ' ']);
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("§ {digits}"))
}

fn figure(document: &Document) -> Option<&Figure> {
    match &document.body {
        Body::Figure(figure) => Some(figure),
        _ => None,
    }
}
