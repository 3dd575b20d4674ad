//! Where a case begins and ends, and its pieces.
//!
//! A case says that it is one in four ways: by a label (`Case`, `Kundecase: X`),
//! by the link to the whole of it, by the headings of its parts, or by its
//! number in a row of examples that each end in whom to ask.

use std::collections::HashSet;

use ordret_model::Link;
use ordret_speech::pattern;
use ordret_speech::vocabulary;

use super::furniture::{Mark, Marked};
use super::parts::{self, Part, Told};
use super::{Item, Items, QuotePieces, is_title_like};
use crate::block::Fact;
use crate::text::Text;

/// How many marks a case's opening may take before its first part or its link;
/// bounds what is looked at for every heading of a page.
const OPENING: usize = 14;
/// How far the parts of a case are looked for.
const PARTS: usize = 60;

// `1. Stolen ved døren`
pattern!(EXAMPLE, r"^\d{1,2}[.)]\s+");
// At a line's beginning or behind its last sentence: whom to ask.
pattern!(CONTACT, r"(?:^|[.!?”]\s+)(Kontakt(?:person)?\s*:\s*\S.*)$");
// Links to other cases stand below such a line.
pattern!(
    MORE,
    r"(?i)^(?:se\s+)?(?:flere|andre|relaterede)\s+(?:kunde)?(?:cases?|eksempler|historier)\b|^(?:læs|se) også\b"
);
// Dates, bylines and reading times between a title and its text.
pattern!(
    BYLINE,
    r"(?i)^(?:af\s+\p{Lu}.{2,60}|\d{1,2}\.\s?\p{L}+\.?\s+\d{4}.{0,30}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.{0,20}|(?:publiceret|opdateret|offentliggjort|læsetid)\b.{0,50}|\d+ min(?:utter)?\.?(?: læsetid)?)$"
);
pattern!(BULLET, r"^[*•·▪‣–-]\s+\S");
pattern!(NUMERAL, r"^0\d$");

/// The pieces of a case.
#[derive(Debug, Default)]
pub struct CasePieces {
    /// The heading.
    pub title: Option<Text>,
    /// Whose case the label says it is: `CASE: Tangby Kommune`.
    pub organisation: Option<Text>,
    /// The paragraphs before the first sub-heading.
    pub summary: Vec<Text>,
    /// Sub-headings with their paragraphs.
    pub parts: Vec<(Text, Vec<Text>)>,
    /// The link to the whole case.
    pub link: Option<Link>,
    /// What an editor wrote below.
    pub facts: Vec<Fact>,
}

/// How a case begins.
#[derive(Debug)]
struct Opening {
    /// The heading.
    title: Option<Text>,
    organisation: Option<Text>,
    /// The level of its heading.
    level: u8,
    /// The mark after title and label.
    body: usize,
    form: Form,
    /// The part it begins with, where its parts say that it is one.
    first: Option<Part>,
}

/// What says that it is a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Label,
    Link,
    Parts,
    Example,
}

/// The part that a line opens, and where the words begin when it is a label in
/// front of them.
pub(super) type Opens = (Told, Option<usize>);

/// What each mark opens; worked out once, for it is asked often.
pub(super) fn parts_of(marks: &[Marked]) -> Vec<Option<Opens>> {
    marks.iter().map(|marked| opens(&marked.mark, marked.text.as_str())).collect()
}

fn opens(mark: &Mark, words: &str) -> Option<Opens> {
    let heading = || parts::heading(words).map(|told| (told, None));
    match mark {
        Mark::Heading(_) => heading(),
        Mark::Prose => {
            heading().or_else(|| parts::label(words).map(|(told, from)| (told, Some(from))))
        }
        _ => None,
    }
}

impl Items<'_> {
    /// Whether a case begins here.
    pub(super) fn case_starts(&self, at: usize) -> bool {
        self.opening(at).is_some()
    }

    /// The heading of a page that is one case as a whole, and says so by its
    /// parts only: it is the page's title too.
    pub(super) fn title_of_case_page(&self, at: usize) -> Option<Text> {
        self.opening(at).filter(|opening| opening.form == Form::Parts)?.title
    }

    fn opening(&self, at: usize) -> Option<Opening> {
        match self.mark(at)? {
            Mark::CaseLabel => self.labelled(at),
            Mark::Heading(level) => {
                self.linked(at).filter(|_| !self.nested).or_else(|| self.parted(at, *level))
            }
            Mark::Prose if !self.nested && is_title_like(self.text(at).as_str()) => {
                self.example(at).or_else(|| self.linked(at)).or_else(|| self.parted(at, 2))
            }
            _ => None,
        }
    }

    /// `Case`, its title, its text; or `Kundecase: whose`, and then the title.
    fn labelled(&self, at: usize) -> Option<Opening> {
        let label = self.text(at).as_str();
        let first = self.title_at(at + 1);
        let (title, level, mut next) = match first {
            Some((title, level, next)) => (Some(title), level, next),
            None => (None, 2, at + 1),
        };
        let mut opening = Opening {
            title,
            organisation: None,
            level,
            body: next,
            form: Form::Label,
            first: None,
        };
        let is_on_label = label.ends_with([':', '–', '—', '-']);
        if let (true, Some(whose)) = (is_on_label, &opening.title)
            && (label.len() > "case:".len() && label.to_lowercase().starts_with("kunde")
                || is_organisation(whose.as_str()))
            && let Some((title, level, after)) = self.title_at(next)
            && (!self.nested || matches!(self.mark(next), Some(Mark::Heading(_))))
        {
            opening = Opening {
                title: Some(title),
                organisation: Some(whose.clone()),
                level,
                body: after,
                form: Form::Label,
                first: None,
            };
            next = after;
        }
        let is_named = opening.title.is_some()
            || !label.to_lowercase().starts_with("eksempel")
            || label.contains(|c: char| c.is_ascii_digit());
        (self.nested || is_named && self.has_words(next, opening.title.is_some()))
            .then_some(opening)
    }

    /// Whether words, parts or a link follow a label: in a menu none do. An
    /// example without number and title is an author's, not a case.
    fn has_words(&self, from: usize, titled: bool) -> bool {
        for at in from..from + 4 {
            let words = || self.text(at).as_str();
            match self.mark(at) {
                Some(Mark::CaseLink(_)) => return titled,
                Some(Mark::Quotation | Mark::Caption | Mark::Preformatted) => return true,
                Some(Mark::Heading(_)) => return self.is_part(at),
                Some(Mark::Prose) if self.is_part(at) => return true,
                Some(Mark::Prose) if !is_title_like(words()) => return true,
                Some(Mark::Prose | Mark::Image(_) | Mark::Furniture | Mark::Number) => {}
                _ => return false,
            }
        }
        false
    }

    /// A heading whose text ends in the link to the whole case.
    fn linked(&self, at: usize) -> Option<Opening> {
        let is_heading = matches!(self.mark(at), Some(Mark::Heading(_)));
        let title = self.text(at);
        let is_none = self.is_part(at)
            || self.is_note(at)
            || BYLINE.is_match(title.as_str())
            || self.is_link_elsewhere(at);
        if is_none {
            return None;
        }
        let mut found_words = false;
        for i in at + 1..at + OPENING {
            match self.mark(i) {
                Some(Mark::Image(_) | Mark::Furniture) => {}
                Some(Mark::Quotation) if found_words => {}
                Some(Mark::Prose) => {
                    let words = self.text(i).as_str();
                    let is_title = is_title_like(words) && !self.is_listed(i);
                    // The nearest title is the case's.
                    if is_title && !is_heading && self.has_words(i + 1, true) {
                        return None;
                    }
                    found_words |= !is_title || is_heading;
                }
                Some(Mark::CaseLink(_)) if found_words => {
                    return Some(Opening {
                        title: Some(title.clone()),
                        organisation: None,
                        level: self.level(at),
                        body: at + 1,
                        form: Form::Link,
                        first: None,
                    });
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a title stands among links to other cases, below `Flere cases`.
    fn is_link_elsewhere(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..OPENING {
            let Some(before) = at.checked_sub(1) else { return false };
            if matches!(self.mark(before), Some(Mark::Prose | Mark::Heading(_)))
                && MORE.is_match(self.text(before).as_str())
            {
                return true;
            }
            // Past the link, words and title of the one above.
            if !matches!(self.mark(before), Some(Mark::CaseLink(_))) {
                return false;
            }
            let words =
                before.checked_sub(1).filter(|&i| matches!(self.mark(i), Some(Mark::Prose)));
            let Some(words) = words else { return false };
            at = match is_title_like(self.text(words).as_str()) {
                true => words,
                false => words.saturating_sub(1),
            };
        }
        false
    }

    /// A heading, a summary, and then the headings of a case's parts.
    fn parted(&self, at: usize, level: u8) -> Option<Opening> {
        let title = self.text(at).as_str();
        let is_none = self.is_part(at)
            || parts::ends_case(title)
            || parts::is_academic(title)
            || self.is_note(at)
            || BYLINE.is_match(title)
            || BULLET.is_match(title)
            || title.ends_with(['?', '”', '"', '«', '»'])
                && !matches!(self.mark(at), Some(Mark::Heading(_)));
        if is_none {
            return None;
        }
        let mut first = None;
        for i in at + 1..at + OPENING {
            match self.mark(i) {
                Some(Mark::Heading(below)) => {
                    first = (self.part_at(i).is_some() && (!self.nested || *below > level))
                        .then_some(i);
                    break;
                }
                Some(Mark::Prose) if self.part_at(i).is_some() => {
                    first = Some(i);
                    break;
                }
                Some(Mark::Prose) => {
                    let words = self.text(i).as_str();
                    let is_title = is_title_like(words) && !self.nested && !self.is_listed(i);
                    if is_title && !BYLINE.is_match(words) {
                        return None;
                    }
                }
                Some(Mark::Number) if self.is_numeral(i) => {}
                Some(
                    Mark::Image(_)
                    | Mark::Quotation
                    | Mark::Attribution
                    | Mark::Furniture
                    | Mark::Caption,
                ) => {}
                _ => return None,
            }
        }
        let first = first.filter(|&first| self.has_parts(first, level))?;
        Some(Opening {
            title: Some(self.text(at).clone()),
            organisation: None,
            level,
            body: at + 1,
            form: Form::Parts,
            first: self.part_at(first).map(|(told, _)| told.part),
        })
    }

    /// Whether the headings from here on are those of a case: what was done
    /// and one part more, or what was wrong and what came of it. `Baggrund` and
    /// `Resultater` alone are an article's or a paper's.
    fn has_parts(&self, from: usize, level: u8) -> bool {
        let mut told: Vec<Told> = Vec::new();
        let mut in_lines = 0;
        for at in from..from + PARTS {
            match self.mark(at) {
                Some(Mark::Heading(below)) if self.nested && *below <= level => break,
                Some(Mark::Heading(_) | Mark::Prose) => {
                    let words = self.text(at).as_str();
                    if parts::is_academic(words) {
                        return false;
                    }
                    match self.part_at(at) {
                        Some((part, label)) => {
                            told.push(part);
                            in_lines += usize::from(label.is_some());
                        }
                        None if parts::ends_case(words) => break,
                        None => {}
                    }
                }
                Some(Mark::CaseLabel) | None => break,
                Some(_) => {}
            }
        }
        let has = |part: Part, strong: bool| {
            told.iter().any(|told| told.part == part && (told.strong || !strong))
        };
        let different: HashSet<Part> = told.iter().map(|told| told.part).collect();
        // `Problem: …`, `Løsning: …` alone are a manual's.
        different.len() >= if in_lines == told.len() { 3 } else { 2 }
            && (has(Part::Done, true) || has(Part::Problem, true) && has(Part::Outcome, false))
    }

    /// The part that a heading, a line or a label in the line opens.
    fn part_at(&self, at: usize) -> Option<Opens> {
        *self.parts.get(at)?
    }

    /// `1. Stolen ved døren`, its text, and at its end whom to ask; one of a row.
    fn example(&self, at: usize) -> Option<Opening> {
        let end = self.end_of_example(at)?;
        let follows = || {
            let above = at.checked_sub(1);
            above.is_some_and(|above| CONTACT.is_match(self.text(above).as_str()))
        };
        let is_row = self.end_of_example(end + 1).is_some()
            || follows()
                && (at.saturating_sub(OPENING)..at)
                    .any(|i| self.end_of_example(i).is_some_and(|end| end + 1 == at));
        let title = self.text(at);
        let number = EXAMPLE.find(title.as_str()).map_or(0, |number| number.end());
        is_row.then(|| Opening {
            title: Some(title.slice(number..title.as_str().len()).trim()),
            organisation: None,
            level: 2,
            body: at + 1,
            form: Form::Example,
            first: None,
        })
    }

    /// The mark that ends the example whose numbered title stands at `at`.
    fn end_of_example(&self, at: usize) -> Option<usize> {
        let is_title = |i: usize| {
            matches!(self.mark(i), Some(Mark::Prose)) && EXAMPLE.is_match(self.text(i).as_str())
        };
        if !is_title(at) || !is_title_like(self.text(at).as_str()) {
            return None;
        }
        (at + 1..at + OPENING)
            .take_while(|&i| {
                matches!(self.mark(i), Some(Mark::Prose | Mark::Image(_) | Mark::Quotation))
                    && !is_title(i)
            })
            .find(|&i| CONTACT.is_match(self.text(i).as_str()))
    }

    /// Reads a case. Quotes and figures inside it are items of their own, and
    /// come after it, so that its quotes find it above themselves.
    pub(super) fn case(&mut self) -> Vec<Item> {
        let Some(opening) = self.opening(self.at) else {
            self.at += 1;
            return Vec::new();
        };
        self.at = opening.body;
        let mut case = CasePieces {
            title: opening.title.clone(),
            organisation: opening.organisation.clone(),
            ..CasePieces::default()
        };
        let mut inside = Vec::new();
        while !self.case_ends(&opening, &case) {
            if self.holds_others(&opening, &case) {
                if self.quote_starts(self.at) && !self.is_part(self.at) {
                    inside.push(Item::Quote(QuotePieces { in_case: true, ..self.quote() }));
                    continue;
                }
                if self.figure_starts(self.at) {
                    inside.extend(self.figures());
                    continue;
                }
            }
            let Marked { mark, text, .. } = &self.marks[self.at];
            self.at += 1;
            match mark {
                Mark::Heading(_) | Mark::Prose if self.opens_part(self.at - 1, &case) => {
                    self.open_part(self.at - 1, &mut case);
                }
                Mark::Heading(_) => case.parts.push((text.clone(), Vec::new())),
                Mark::Prose if !self.nested => {
                    let (words, contact) = without_contact(text);
                    case.add_paragraph(&words);
                    if contact && opening.form == Form::Example {
                        break;
                    }
                }
                Mark::Prose | Mark::Caption | Mark::Table(_) | Mark::Preformatted => {
                    case.add_paragraph(text);
                }
                // Where the case's own words hold speech, they hold it whole.
                Mark::Quotation | Mark::Attribution if !self.nested => case.add_paragraph(text),
                Mark::CaseLink(target) => {
                    case.link = Some(Link { text: text.stated(), target: target.clone() });
                }
                Mark::Facts(facts) => case.facts = facts.clone(),
                _ => {}
            }
            let closes = matches!(mark, Mark::Facts(_))
                || (!self.nested && matches!(mark, Mark::CaseLink(_)) && !self.is_part(self.at));
            if closes {
                break;
            }
        }
        // A label in a menu or a programme, with the next entry below it, is no
        // case.
        let is_said = self.nested
            || !case.parts.is_empty()
            || case.link.is_some()
            || case.summary.iter().any(|text| !is_entry(text.as_str()));
        let case = is_said.then(|| Item::Case(Box::new(case)));
        case.into_iter().chain(inside).collect()
    }

    /// Whether quotes and figures here belong to the case rather than end it:
    /// in page text, when its parts have begun or are still to come.
    fn holds_others(&self, opening: &Opening, case: &CasePieces) -> bool {
        self.nested
            || opening.form == Form::Parts
            || !case.parts.is_empty()
            || self.part_follows(self.at)
            || self.link_follows(self.at)
    }

    /// Whether what comes next is no part of the case.
    fn case_ends(&self, opening: &Opening, case: &CasePieces) -> bool {
        let at = self.at;
        let Some(mark) = self.mark(at) else { return true };
        if let Mark::CaseLabel = mark {
            return true;
        }
        if self.nested {
            return self.declared_end(opening, mark);
        }
        let words = self.text(at).as_str();
        match mark {
            Mark::Heading(_) | Mark::Prose if self.is_part(at) => false,
            Mark::Heading(_) | Mark::Prose if self.repeats_title(at, case) => false,
            Mark::Heading(_) | Mark::Prose if parts::ends_case(words) => true,
            Mark::Heading(_) => !parts::is_other(words) && !self.part_follows(at),
            Mark::Prose | Mark::Quotation | Mark::Image(_) if self.holds_others(opening, case) => {
                matches!(mark, Mark::Prose) && !self.prose_goes_on(opening, case)
            }
            Mark::Prose => {
                self.quote_starts(at)
                    || self.figure_starts(at)
                    || !self.prose_goes_on(opening, case)
            }
            Mark::Image(_) => self.quote_starts(at) || self.figure_starts(at),
            Mark::Number => !self.is_numeral(at) && !self.part_follows(at),
            Mark::FigureLabel | Mark::FigureEnd(_) => !self.part_follows(at),
            Mark::Caption | Mark::CaseLink(_) | Mark::Furniture | Mark::Link(_) => false,
            Mark::Table(_) | Mark::Preformatted | Mark::Attribution | Mark::QuoteEnd => {
                !self.holds_others(opening, case)
            }
            // A block quote among the parts.
            _ => !(self.quote_starts(at) && self.holds_others(opening, case)),
        }
    }

    /// Where headings nest, a case ends at the next one of its level, and one
    /// without a label also at what is no case's any more.
    fn declared_end(&self, opening: &Opening, mark: &Mark) -> bool {
        match mark {
            Mark::Heading(below) => {
                *below <= opening.level
                    || opening.form == Form::Parts && parts::ends_case(self.text(self.at).as_str())
            }
            Mark::FigureLabel => match self.mark(self.at + 1) {
                Some(Mark::Heading(below)) => *below <= opening.level,
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a paragraph of page text is still the case's.
    fn prose_goes_on(&self, opening: &Opening, case: &CasePieces) -> bool {
        let at = self.at;
        let words = self.text(at).as_str();
        // The next one's number stands above its label.
        if EXAMPLE.is_match(words) && matches!(self.mark(at + 1), Some(Mark::CaseLabel)) {
            return false;
        }
        if !is_title_like(words) || self.is_listed(at) || self.follows_at_once(at) {
            return true;
        }
        // A line right below a part's heading is that part's, and so is every
        // line up to the next part.
        let begins = match case.parts.last() {
            Some((_, paragraphs)) => paragraphs.is_empty(),
            None => case.summary.is_empty(),
        };
        if self.opening(at).is_some_and(|next| next.is_another(case, begins && at > opening.body)) {
            return false;
        }
        begins || parts::is_other(words) || self.part_follows(at) || self.link_follows(at)
    }

    /// Whether the line opens a part, known or not.
    fn opens_part(&self, at: usize, case: &CasePieces) -> bool {
        if self.is_part(at) || self.repeats_title(at, case) {
            return true;
        }
        let words = self.text(at).as_str();
        matches!(self.mark(at), Some(Mark::Prose))
            && !self.nested
            && !case.parts.is_empty()
            && parts::is_other(words)
    }

    fn open_part(&self, at: usize, case: &mut CasePieces) {
        let text = self.text(at);
        match self.part_at(at) {
            Some((_, Some(from))) => {
                let label = text.slice(0..from).trim();
                case.parts.push((label, vec![text.slice(from..text.as_str().len())]));
            }
            // The page repeats the title over the parts.
            None if self.repeats_title(at, case) => {}
            _ => case.parts.push((text.clone(), Vec::new())),
        }
    }

    fn is_part(&self, at: usize) -> bool {
        self.part_at(at).is_some()
    }

    fn repeats_title(&self, at: usize, case: &CasePieces) -> bool {
        let title = case.title.as_ref().map_or("", |title| title.as_str());
        !self.nested && self.text(at).as_str() == title
    }

    /// Whether a part's heading follows before anything that ends the case.
    fn part_follows(&self, at: usize) -> bool {
        for i in at + 1..at + 2 * OPENING {
            match self.mark(i) {
                Some(Mark::Heading(_) | Mark::Prose) => {
                    if self.is_part(i) {
                        return true;
                    }
                    if parts::ends_case(self.text(i).as_str()) {
                        return false;
                    }
                }
                Some(Mark::CaseLabel | Mark::CaseLink(_)) | None => return false,
                Some(_) => {}
            }
        }
        false
    }

    /// Whether the link to the whole case follows the paragraphs from here on.
    fn link_follows(&self, at: usize) -> bool {
        let inside = |mark: &Mark| {
            matches!(mark, Mark::Prose | Mark::Image(_) | Mark::Furniture | Mark::Quotation)
        };
        let end = (at..at + OPENING).find(|&i| !self.mark(i).is_some_and(inside));
        end.is_some_and(|end| matches!(self.mark(end), Some(Mark::CaseLink(_))))
    }

    /// A number that only counts the parts: `01` above `01 - Udfordring`.
    fn is_numeral(&self, at: usize) -> bool {
        let next = || matches!(self.mark(at + 1), Some(Mark::Prose | Mark::Heading(_)));
        NUMERAL.is_match(self.text(at).as_str())
            || (next()
                && parts::is_numbered(self.text(at + 1).as_str())
                && self.text(at + 1).as_str().starts_with(self.text(at).as_str()))
    }

    fn is_listed(&self, at: usize) -> bool {
        self.marks[at].listed || BULLET.is_match(self.text(at).as_str())
    }

    /// Whether a line stands right below another, without a blank one between.
    pub(super) fn follows_at_once(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let end = self.text(before).span().end;
            end > 0 && self.text(at).span().start.saturating_sub(end) <= 1
        })
    }

    fn level(&self, at: usize) -> u8 {
        match self.mark(at) {
            Some(Mark::Heading(level)) => *level,
            _ => 2,
        }
    }

    /// The title that stands at `at` or below a picture there, and what is
    /// next. The heading of a part is none.
    fn title_at(&self, at: usize) -> Option<(Text, u8, usize)> {
        let mut at = at;
        while matches!(self.mark(at), Some(Mark::Image(_) | Mark::Furniture))
            && !self.quote_starts(at)
        {
            at += 1;
        }
        let text = &self.marks.get(at)?.text;
        if self.is_part(at) || (!self.nested && parts::ends_case(text.as_str())) {
            return None;
        }
        match self.mark(at)? {
            Mark::Heading(level) => Some((text.clone(), *level, at + 1)),
            Mark::Prose if !self.quote_starts(at) && is_title_like(text.as_str()) => {
                Some((text.clone(), 2, at + 1))
            }
            _ => None,
        }
    }
}

impl Opening {
    /// Whether it opens another case than the one being read, of which it is
    /// no heading: its parts begin anew.
    fn is_another(&self, case: &CasePieces, below_heading: bool) -> bool {
        match self.form {
            Form::Link => !below_heading,
            Form::Parts => {
                let first =
                    case.parts.first().and_then(|(heading, _)| parts::heading(heading.as_str()));
                !below_heading && first.is_some_and(|told| Some(told.part) == self.first)
            }
            _ => true,
        }
    }
}

impl CasePieces {
    /// Every paragraph of it, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Text> {
        self.summary.iter().chain(self.parts.iter().flat_map(|(_, texts)| texts))
    }

    /// A paragraph belongs to the last sub-heading, or to the summary.
    fn add_paragraph(&mut self, text: &Text) {
        if text.is_empty() {
            return;
        }
        let paragraphs = self.parts.last_mut().map_or(&mut self.summary, |(_, texts)| texts);
        paragraphs.push(text.clone());
    }
}

/// A paragraph without whom to ask at its end, and whether that was there.
fn without_contact(text: &Text) -> (Text, bool) {
    match CONTACT.captures(text.as_str()).and_then(|found| found.get(1)) {
        Some(contact) => (text.slice(0..contact.start()).trim(), true),
        None => (text.clone(), false),
    }
}

/// Whether a line may be a menu's: short, and no sentence.
fn is_entry(words: &str) -> bool {
    is_title_like(words) && words.chars().count() < 60
}

/// Whether a label's words are an organisation's name rather than a title.
fn is_organisation(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let capitals = words.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
    let last = words.split_whitespace().next_back().unwrap_or("");
    (1..=6).contains(&count)
        && capitals.count() * 2 >= count
        && (vocabulary::is_organisation_word(&last.to_lowercase())
            || vocabulary::is_organisation_word(last)
            || vocabulary::sector(words).is_some())
}
