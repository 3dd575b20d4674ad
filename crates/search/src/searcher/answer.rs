//! Answers a request.

use std::time::Instant;

use ordret_model::{
    Body, Document, Explanation, Fragment, Hit, MAX_LIMIT, MAX_QUERY_CHARS, Match, Note, Query,
    SearchField, SearchRequest, SearchResponse, SpeakerFragments, WINDOW,
};

use crate::Error;
use crate::fields::case_parts;
use crate::highlight::{Highlighter, Mark, fragments};
use crate::matching::{Found, Matcher, Normalisers, Place, Resolved, Search, finds_any, run};
use crate::plan::Plan;
use crate::searcher::Searcher;
use crate::snippet;

impl Searcher {
    /// Searches. A query is never refused; what was made of it is said in notes.
    /// `limit` and `offset` outside their ranges are taken for the nearest inside.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResponse, Error> {
        let began = Instant::now();
        let query = Query::parse(&request.query);
        let searched = searched(request);
        let plan = self.plan(&query, request.match_, &searched);
        let mut wanted = self.resolve(&plan.wanted, &searched)?;
        let unwanted = self.resolve(&plan.unwanted, &searched)?;
        let mut notes = Vec::new();
        if query.cut {
            notes.push(Note::QueryCut { read: MAX_QUERY_CHARS });
        }
        notes.extend(plan.notes.iter().cloned());
        let is_cut =
            |notes: &[Note]| notes.iter().any(|note| matches!(note, Note::WordsCut { .. }));
        if request.match_ == Match::Any {
            let searched = self.afford(&mut wanted);
            if searched < wanted.len() && !is_cut(&notes) {
                notes.push(Note::WordsCut { searched });
            }
        }
        // Words that were given up would find more, or leave less.
        let total_is_exact = !query.cut && !is_cut(&notes);
        let asked = Asked { request, plan: &plan, wanted, unwanted, searched };
        let offset = request.offset.min(WINDOW - 1);
        let limit = request.limit.clamp(1, MAX_LIMIT).min(WINDOW - offset);
        let found = self.find(&asked, offset + limit)?;
        if found.total == 0 && request.match_ == Match::All {
            notes.extend(self.some_words_would(&query, &asked)?);
        }
        let places = found.places.iter().skip(offset).take(limit);
        let hits = self.hits(&asked, places)?;
        Ok(SearchResponse {
            query: request.query.clone(),
            total: found.total,
            total_is_exact,
            took: began.elapsed(),
            generation: self.manifest.generation.clone(),
            hits,
            facets: found.facets,
            notes,
        })
    }

    fn find(&self, asked: &Asked<'_>, keep: usize) -> Result<Found, Error> {
        let request = asked.request;
        let search = Search {
            wanted: &asked.wanted,
            unwanted: &asked.unwanted,
            match_: request.match_,
            filters: &request.filters,
            sort: request.sort,
            keep,
            facets: request.facets,
        };
        let everything = asked.plan.wanted.is_empty()
            && asked.plan.unwanted.is_empty()
            && request.filters.is_empty();
        if asked.plan.is_void {
            return Ok(Found::default());
        }
        if !everything {
            return run(&search, &self.segments, self.normalisers(&asked.searched));
        }
        let kept = &self.everything[request.sort as usize];
        let found = match kept.get() {
            Some(found) => found,
            None => {
                let search = Search { keep: WINDOW, facets: true, ..search };
                let found = run(&search, &self.segments, self.normalisers(&asked.searched))?;
                kept.get_or_init(|| found)
            }
        };
        let facets = if request.facets { found.facets.clone() } else { Vec::new() };
        let places = found.places.iter().take(keep).copied().collect();
        Ok(Found { total: found.total, places, facets })
    }

    /// Whether fewer words would have found something, under the same filters. How many
    /// documents is not said: a dozen common words are somewhere in most of them, and
    /// counting those took longer than all else.
    fn some_words_would(&self, query: &Query, asked: &Asked<'_>) -> Result<Option<Note>, Error> {
        if asked.wanted.len() < 2 {
            return Ok(None);
        }
        let plan = self.plan(query, Match::Any, &asked.searched);
        let mut wanted = self.resolve(&plan.wanted, &asked.searched)?;
        self.afford(&mut wanted);
        let search = Search {
            wanted: &wanted,
            unwanted: &asked.unwanted,
            match_: Match::Any,
            filters: &asked.request.filters,
            sort: asked.request.sort,
            keep: 0,
            facets: false,
        };
        let any = finds_any(&search, &self.segments, self.normalisers(&asked.searched))?;
        Ok(any.then_some(Note::SomeWordsWould))
    }

    /// One field by itself is measured by another rule than all together.
    fn normalisers(&self, searched: &[SearchField]) -> &[Normalisers] {
        match searched {
            [_] => &self.normalisers.alone,
            _ => &self.normalisers.together,
        }
    }

    fn hits<'f>(
        &self,
        asked: &Asked<'_>,
        places: impl Iterator<Item = &'f Place>,
    ) -> Result<Vec<Hit>, Error> {
        let highlighter = Highlighter::new(asked.plan, &self.analyzer);
        let telling: Vec<f32> = asked.wanted.iter().map(|part| part.idf).collect();
        let mut hits = Vec::new();
        for place in places {
            let document = self.read(&self.segments[place.segment], place.document)?;
            let explanation = match asked.request.explain {
                true => Some(self.explain(asked, place)?),
                false => None,
            };
            hits.push(asked.hit(document, place.score, explanation, &highlighter, &telling));
        }
        Ok(hits)
    }

    fn explain(&self, asked: &Asked<'_>, place: &Place) -> Result<Vec<Explanation>, Error> {
        let mut explanations = Vec::new();
        for part in &asked.wanted {
            let segment = &self.segments[place.segment];
            let mut matcher =
                Matcher::open(part, place.segment, segment, self.normalisers(&asked.searched))?;
            let score = matcher.at(place.document);
            if score > 0.0 {
                explanations.push(Explanation {
                    clause: part.part.typed.clone(),
                    score,
                    idf: matcher.idf(),
                    fields: matcher.by_field(place.document),
                });
            }
        }
        Ok(explanations)
    }
}

/// A request with what it was taken for.
struct Asked<'p> {
    request: &'p SearchRequest,
    plan: &'p Plan,
    wanted: Vec<Resolved<'p>>,
    unwanted: Vec<Resolved<'p>>,
    searched: Vec<SearchField>,
}

/// The searched fields, each once, in their own order: the order of a request's
/// list must not change a sum of scores.
fn searched(request: &SearchRequest) -> Vec<SearchField> {
    let all = SearchField::ALL.into_iter();
    all.filter(|field| request.fields.is_empty() || request.fields.contains(field)).collect()
}

impl<'p> Asked<'p> {
    fn hit(
        &self,
        document: Document,
        score: f32,
        explanation: Option<Vec<Explanation>>,
        highlighter: &Highlighter<'_>,
        telling: &[f32],
    ) -> Hit {
        let in_field = |field: SearchField, text: &str| match self.searched.contains(&field) {
            true => highlighter.fragments(text),
            false => fragments(text, 0..text.len(), &[]),
        };
        let title = match document.title_source {
            Some(_) => in_field(SearchField::Title, &document.title),
            None => fragments(&document.title, 0..document.title.len(), &[]),
        };
        let (snippet, snippet_is_whole) = self.snippet(&document, highlighter, telling);
        let attribution = document.attribution.as_ref();
        let attribution = attribution
            .map_or_else(Vec::new, |known| in_field(SearchField::Attribution, &known.value));
        let mut speaker = SpeakerFragments::default();
        if let Some(named) = &document.speaker {
            let known = |field, known: &Option<ordret_model::Known<String>>| {
                known.as_ref().map_or_else(Vec::new, |known| in_field(field, &known.value))
            };
            speaker.name = known(SearchField::Name, &named.name);
            speaker.role = known(SearchField::Role, &named.role);
            speaker.organisation = known(SearchField::Organisation, &named.organisation);
            speaker.place = known(SearchField::Place, &named.place);
        }
        Hit { document, score, title, snippet, snippet_is_whole, attribution, speaker, explanation }
    }

    /// The best passage of a document's words; of a case whose summary holds
    /// nothing that was looked for, of the first of its parts that does.
    fn snippet(
        &self,
        document: &Document,
        highlighter: &Highlighter<'_>,
        telling: &[f32],
    ) -> (Vec<Fragment>, bool) {
        let words = document.words();
        let field = match (&document.body, document.text.value.is_empty()) {
            (Body::Figure(_), true) => SearchField::Caption,
            _ => SearchField::Text,
        };
        let is_searched = self.searched.contains(&field);
        let marks = |text: &str| match is_searched {
            true => highlighter.marks(text),
            false => Vec::new(),
        };
        let mut shown: (&str, Vec<Mark>) = (words, marks(words));
        if let (Body::Case(case), true) = (&document.body, shown.1.is_empty()) {
            let parts = case_parts(case).into_iter().map(|part| (part, marks(part)));
            shown = parts.into_iter().find(|(_, marks)| !marks.is_empty()).unwrap_or(shown);
        }
        let (text, marks) = shown;
        let passage = snippet::passage(text, &marks, telling);
        let is_whole = text == words && passage.len() == words.len();
        (fragments(text, passage, &marks), is_whole)
    }
}
