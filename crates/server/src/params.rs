//! What an address asks for. One reader for pages and API: it takes what is
//! good and names what is not. A page goes on with what is good; the API
//! refuses by name.

use ordret_model::{
    FacetField, Kind, Listing, ListingOrder, MAX_LIMIT, MAX_LISTED, Match, RoleGroup,
    SearchRequest, Sector, Sort, WINDOW, YearRange,
};
use percent_encoding::percent_decode_str;

/// A parameter that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadParameter {
    /// Its name, as sent.
    pub name: String,
    /// What was sent.
    pub value: String,
    /// What is wrong with it.
    pub problem: &'static str,
    /// What would be taken.
    pub allowed: String,
    /// What was meant, perhaps.
    pub nearest: Option<String>,
}

impl BadParameter {
    /// One whose name means nothing, or whose value is none of `allowed`.
    pub(crate) fn new(
        name: String,
        value: String,
        problem: &'static str,
        allowed: impl Into<String>,
    ) -> BadParameter {
        let allowed = allowed.into();
        let wrong = if problem == UNKNOWN { &name } else { &value };
        let nearest = match problem {
            UNKNOWN | NO_SUCH_VALUE => nearest(wrong, &allowed),
            _ => None,
        };
        BadParameter { name, value: short(value), problem, allowed, nearest }
    }
}

/// What is wrong with a name, and with a value, where there is a list of right ones.
pub(crate) const UNKNOWN: &str = "is not known";
pub(crate) const NO_SUCH_VALUE: &str = "is no such value";

/// The right name that is least unlike a wrong one, if it is a misspelling of any.
pub(crate) fn nearest(wrong: &str, allowed: &str) -> Option<String> {
    let wrong: String = wrong.chars().take(LONGEST_NAME).collect::<String>().to_lowercase();
    let distance = |right: &str| strsim::damerau_levenshtein(&wrong, right);
    let names = allowed.split(", ").map(|right| (distance(right), right));
    let (distance, right) = names.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2.max(right.len() / 3)).then(|| right.to_owned())
}

/// Characters of a wrong name that are compared: no right one is longer.
const LONGEST_NAME: usize = 40;

/// A value as a refusal repeats it.
fn short(value: String) -> String {
    match value.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}

/// The names the API knows, as they stand in its refusals.
pub(crate) const KNOWN: &str = "q, kind, speaker, role, organisation, place, sector, party, topic, \
                     publication, year, role_title, sort, match, limit, offset, explain, \
                     facet, facet_q, facet_sort, facet_limit, facet_offset";

/// Reads a query string, the part behind `?`. An empty value is the same as
/// none, because a form sends its empty fields too.
pub(crate) fn read(query: &str) -> (SearchRequest, Vec<BadParameter>) {
    let mut reading = Reading::default();
    for (name, value) in pairs(query) {
        reading.take(name, value);
    }
    reading.finish()
}

/// The names and values of a query string, decoded as forms encode them. What
/// is no UTF-8 becomes U+FFFD, which no document holds.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[derive(Default)]
struct Reading {
    request: SearchRequest,
    listing: ListingRead,
    seen: Vec<String>,
    bad: Vec<BadParameter>,
}

/// What was said of the facet to list whole.
#[derive(Default)]
struct ListingRead {
    field: Option<FacetField>,
    matching: Option<String>,
    order: Option<ListingOrder>,
    limit: Option<usize>,
    offset: Option<usize>,
}

impl Reading {
    fn take(&mut self, name: String, value: String) {
        match FacetField::parse(&name).filter(|&field| field != FacetField::Year) {
            Some(_) if value.is_empty() => {}
            Some(field) => self.take_filter(field, name, value),
            None => self.take_single(name, value),
        }
    }

    fn take_filter(&mut self, field: FacetField, name: String, value: String) {
        match allowed_values(field) {
            Some(allowed) if !allowed.contains(&value.as_str()) => {
                self.refuse(name, value, NO_SUCH_VALUE, allowed.join(", "));
            }
            _ => {
                let values = self.request.filters.values.entry(field).or_default();
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
    }

    fn take_single(&mut self, name: String, value: String) {
        if self.seen.contains(&name) {
            return self.refuse(name, value, "is given twice", "one value".to_owned());
        }
        self.seen.push(name.clone());
        if value.is_empty() && is_single(&name) {
            return;
        }
        let set = match name.starts_with("facet") {
            true => self.listing.set(&name, &value),
            false => set(&mut self.request, &name, &value),
        };
        if let Err((problem, allowed)) = set {
            self.refuse(name, value, problem, allowed);
        }
    }

    fn refuse(&mut self, name: String, value: String, problem: &'static str, allowed: String) {
        self.bad.push(BadParameter::new(name, value, problem, allowed));
    }

    /// The last page may be short: `limit` never reaches beyond the window.
    fn finish(mut self) -> (SearchRequest, Vec<BadParameter>) {
        self.request.limit = self.request.limit.min(WINDOW - self.request.offset);
        let fields = || FacetField::ALL.map(FacetField::as_str).join(", ");
        match std::mem::take(&mut self.listing).finish() {
            Ok(listing) => self.request.listing = listing,
            Err(value) => {
                self.refuse("facet_q".to_owned(), value, "needs a `facet`", fields());
            }
        }
        (self.request, self.bad)
    }
}

impl ListingRead {
    fn set(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "facet" => {
                let field = FacetField::parse(value);
                self.field =
                    Some(field.ok_or_else(|| unknown(FacetField::ALL.map(FacetField::as_str)))?);
            }
            "facet_q" => self.matching = Some(value.to_owned()),
            "facet_sort" => {
                let order = ListingOrder::parse(value);
                self.order = Some(
                    order.ok_or_else(|| unknown(ListingOrder::ALL.map(ListingOrder::as_str)))?,
                );
            }
            "facet_limit" => self.limit = Some(number(value, 1, MAX_LISTED)?),
            "facet_offset" => self.offset = Some(number(value, 0, MOST_VALUES)?),
            _ => return Err((UNKNOWN, KNOWN.to_owned())),
        }
        Ok(())
    }

    /// The listing, if one is asked for; what some were asked to hold, where it is not said of
    /// which facet.
    fn finish(self) -> Result<Option<Listing>, String> {
        let Some(field) = self.field else { return self.matching.map_or(Ok(None), Err) };
        let by_default = Listing::of(field);
        Ok(Some(Listing {
            field,
            matching: self.matching.unwrap_or_default(),
            order: self.order.unwrap_or_default(),
            limit: self.limit.unwrap_or(by_default.limit),
            offset: self.offset.unwrap_or_default(),
        }))
    }
}

/// More values than any collection has.
const MOST_VALUES: usize = 1_000_000_000;

fn is_single(name: &str) -> bool {
    matches!(name, "q" | "year" | "sort" | "match" | "limit" | "offset" | "explain")
        || name == "facet"
        || name.starts_with("facet_")
}

type Refusal = (&'static str, String);

fn set(request: &mut SearchRequest, name: &str, value: &str) -> Result<(), Refusal> {
    match name {
        "q" => request.query = value.to_owned(),
        "year" => request.filters.year = Some(YearRange::parse(value).ok_or_else(bad_year)?),
        "sort" => {
            request.sort = Sort::parse(value).ok_or_else(|| unknown(Sort::ALL.map(Sort::as_str)))?
        }
        "match" => {
            request.match_ =
                Match::parse(value).ok_or_else(|| unknown(Match::ALL.map(Match::as_str)))?
        }
        "limit" => request.limit = number(value, 1, MAX_LIMIT)?,
        "offset" => request.offset = number(value, 0, WINDOW - 1)?,
        "explain" => request.explain = truth(value).ok_or_else(|| unknown(["true", "false"]))?,
        _ => return Err((UNKNOWN, KNOWN.to_owned())),
    }
    Ok(())
}

fn number(text: &str, least: usize, most: usize) -> Result<usize, Refusal> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten();
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or(("is out of range", format!("a whole number from {least} to {most}")))
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn bad_year() -> Refusal {
    ("is no year or range", "YYYY, FROM..TO, FROM.. or ..TO".to_owned())
}

fn unknown<const N: usize>(allowed: [&str; N]) -> Refusal {
    (NO_SUCH_VALUE, allowed.join(", "))
}

/// The values of the fields that have a closed list of them.
fn allowed_values(field: FacetField) -> Option<Vec<&'static str>> {
    match field {
        FacetField::Kind => Some(Kind::ALL.map(Kind::as_str).to_vec()),
        FacetField::Role => Some(RoleGroup::ALL.iter().map(|role| role.as_str()).collect()),
        FacetField::Sector => Some(Sector::ALL.iter().map(|sector| sector.as_str()).collect()),
        _ => None,
    }
}

impl BadParameter {
    /// The refusal in one sentence.
    pub(crate) fn sentence(&self) -> String {
        let meant = self.nearest.as_ref().map(|near| format!(" (did you mean `{near}`?)"));
        let (name, problem) = (short(self.name.clone()), self.problem);
        format!("`{name}` {problem}{}: allowed is {}", meant.unwrap_or_default(), self.allowed)
    }
}
