//! From places to hits: documents read, highlighted, explained.

use ordret_model::{
    Body, Document, Fragment, Hit, Known, Match, SearchField, SpeakerFragments, Spelled,
};

use crate::Error;
use crate::fields::case_parts;
use crate::highlight::{Highlighter, Mark, fragments};
use crate::searcher::Searcher;
use crate::searcher::answer::{Asked, Listed};
use crate::snippet;

impl Searcher {
    pub(super) fn hits(&self, asked: &Asked<'_>, listed: Vec<Listed>) -> Result<Vec<Hit>, Error> {
        let lenient = asked.request.match_ == Match::Any;
        let strict = Highlighter::new(asked.plan, lenient, &self.analyzer);
        let widened = Highlighter::new(asked.plan, true, &self.analyzer);
        let telling: Vec<f32> = asked.parts.iter().map(|part| part.idf).collect();
        let missing = self.missing(asked, &listed)?;
        let mut hits = Vec::new();
        for (one, missing) in listed.into_iter().zip(missing) {
            let document = self.read(&self.segments[one.place.segment], one.place.document)?;
            let highlighter = if one.partial { &widened } else { &strict };
            let mut hit = asked.hit(document, highlighter, &telling);
            hit.score = one.place.score;
            hit.missing = missing;
            if asked.request.explain {
                hit.explanation = Some(self.explain(asked, &one)?);
            }
            hit.quotation = one.quotation;
            hits.push(hit);
        }
        Ok(hits)
    }
}

/// What one hit's texts are marked with.
struct Marking<'a> {
    asked: &'a Asked<'a>,
    highlighter: &'a Highlighter<'a>,
    spelled: Vec<Spelled>,
}

impl Marking<'_> {
    fn marks(&mut self, field: SearchField, text: &str) -> Vec<Mark> {
        if !self.asked.searched.contains(&field) {
            return Vec::new();
        }
        let marks = self.highlighter.marks(field, text);
        for mark in marks.iter().filter(|mark| mark.other) {
            let typed = self.asked.plan.parts[mark.part].typed.clone();
            let spelled = Spelled { typed, written: text[mark.start..mark.end].to_owned() };
            if !self.spelled.contains(&spelled) {
                self.spelled.push(spelled);
            }
        }
        marks
    }

    fn fragments(&mut self, field: SearchField, text: &str) -> Vec<Fragment> {
        let marks = self.marks(field, text);
        fragments(text, 0..text.len(), &marks)
    }

    fn known(&mut self, field: SearchField, known: &Option<Known<String>>) -> Vec<Fragment> {
        known.as_ref().map_or_else(Vec::new, |known| self.fragments(field, &known.value))
    }

    /// The best passage of a document's words; of a document whose words hold nothing that
    /// was looked for, of the first other text of it that does: a case's part, a caption.
    fn snippet(&mut self, document: &Document, telling: &[f32]) -> (Vec<Fragment>, bool) {
        let words = document.words();
        let field = match (&document.body, document.text.value.is_empty()) {
            (Body::Figure(_), true) => SearchField::Caption,
            _ => SearchField::Text,
        };
        let mut shown: (&str, Vec<Mark>) = (words, self.marks(field, words));
        if shown.1.is_empty() {
            let others: Vec<(SearchField, &str)> = match &document.body {
                Body::Case(case) => {
                    let parts = case_parts(case).into_iter();
                    parts.map(|part| (SearchField::Parts, part)).collect()
                }
                Body::Figure(figure) => {
                    let caption = figure.caption.iter().map(|known| known.value.as_str());
                    caption.map(|text| (SearchField::Caption, text)).collect()
                }
                Body::Quote(_) => Vec::new(),
            };
            for (field, text) in others {
                let marks = self.marks(field, text);
                if !marks.is_empty() {
                    shown = (text, marks);
                    break;
                }
            }
        }
        let (text, marks) = shown;
        let passage = snippet::passage(text, &marks, telling);
        let is_whole = text == words && passage.len() == words.len();
        (fragments(text, passage, &marks), is_whole)
    }
}

impl<'p> Asked<'p> {
    fn hit(&self, document: Document, highlighter: &Highlighter<'_>, telling: &[f32]) -> Hit {
        let mut marking = Marking { asked: self, highlighter, spelled: Vec::new() };
        let title = match document.title_source {
            Some(_) => marking.fragments(SearchField::Title, &document.title),
            None => fragments(&document.title, 0..document.title.len(), &[]),
        };
        let (snippet, snippet_is_whole) = marking.snippet(&document, telling);
        let attribution = marking.known(SearchField::Attribution, &document.attribution);
        let mut speaker = SpeakerFragments::default();
        if let Some(named) = &document.speaker {
            speaker.name = marking.known(SearchField::Name, &named.name);
            speaker.role = marking.known(SearchField::Role, &named.role);
            speaker.organisation = marking.known(SearchField::Organisation, &named.organisation);
            speaker.place = marking.known(SearchField::Place, &named.place);
        }
        let spelled = marking.spelled;
        Hit {
            document,
            score: 0.0,
            missing: Vec::new(),
            spelled,
            quotation: None,
            title,
            snippet,
            snippet_is_whole,
            attribution,
            speaker,
            explanation: None,
        }
    }
}
