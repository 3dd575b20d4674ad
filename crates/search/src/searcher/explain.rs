//! Why a document was found, and what it lacks.

use ordret_model::{Explanation, Match, Reason, SearchField};

use crate::Error;
use crate::matching::{Matcher, Place};
use crate::plan::Tree;
use crate::searcher::Searcher;
use crate::searcher::answer::{Asked, Listed};

impl Searcher {
    /// What each word gave a document.
    pub(super) fn explain(
        &self,
        asked: &Asked<'_>,
        listed: &Listed,
    ) -> Result<Vec<Explanation>, Error> {
        let place = &listed.place;
        let rule = asked.request.match_;
        let lenient = listed.partial || rule == Match::Any;
        let looks_again = asked.request.sort == ordret_model::Sort::Relevance;
        let mut explanations = Vec::new();
        for need in asked.needs() {
            let counted = rule != Match::Best || asked.is_telling(need) || need.firm;
            if !counted && !looks_again {
                continue;
            }
            for part in need.tree.parts() {
                let mut matcher = self.matcher(asked, part, place, lenient && counted)?;
                let score = matcher.at(place.document);
                if score > 0.0 {
                    let whole = matcher.whole_at(place.document);
                    let reason = match whole > 0.0 {
                        true if self.is_synonym_only(asked, part, place)? => Reason::Synonym,
                        true => Reason::Word,
                        false => Reason::Partly,
                    };
                    explanations.push(Explanation {
                        clause: asked.plan.parts[part].typed.clone(),
                        reason,
                        score,
                        idf: matcher.idf(),
                        fields: matcher.by_field(place.document),
                    });
                }
            }
        }
        if looks_again {
            let look = self.second_look(asked, rule != Match::Best);
            for second in look.at(std::slice::from_ref(place))? {
                for (score, reason, field) in [
                    (second.nearness, Reason::Nearness, None),
                    (second.covered, Reason::Covered, None),
                    (second.early, Reason::Early, Some(SearchField::Text)),
                    (second.title, Reason::Title, Some(SearchField::Title)),
                ] {
                    if score > 0.0 {
                        let fields = field.map(|field| (field, score)).into_iter().collect();
                        let clause = String::new();
                        explanations.push(Explanation { clause, reason, score, idf: 0.0, fields });
                    }
                }
            }
        }
        Ok(explanations)
    }

    /// The typed words that each document lacks, in the order of `listed`.
    pub(super) fn missing(
        &self,
        asked: &Asked<'_>,
        listed: &[Listed],
    ) -> Result<Vec<Vec<String>>, Error> {
        let mut missing = Vec::with_capacity(listed.len());
        for one in listed {
            let mut lacked = Vec::new();
            if one.partial {
                for need in asked.needs().filter(|need| asked.is_telling(need)) {
                    self.lacks(asked, &need.tree, &one.place, &mut lacked)?;
                }
            }
            missing.push(lacked);
        }
        Ok(missing)
    }

    /// Adds the words of `tree` that a document lacks; whether it lacks the whole.
    fn lacks(
        &self,
        asked: &Asked<'_>,
        tree: &Tree,
        place: &Place,
        lacked: &mut Vec<String>,
    ) -> Result<bool, Error> {
        match tree {
            Tree::Part(part) => {
                let mut matcher = self.matcher(asked, *part, place, false)?;
                let lacks = matcher.at(place.document) == 0.0;
                if lacks {
                    lacked.push(asked.plan.parts[*part].typed.clone());
                }
                Ok(lacks)
            }
            Tree::All(trees) => {
                let mut lacks = false;
                for tree in trees {
                    lacks |= self.lacks(asked, tree, place, lacked)?;
                }
                Ok(lacks)
            }
            Tree::Any(trees) => {
                let mut all = Vec::new();
                for tree in trees {
                    if !self.lacks(asked, tree, place, &mut all)? {
                        return Ok(false);
                    }
                }
                lacked.extend(all);
                Ok(true)
            }
        }
    }

    /// Whether a document that holds a part holds nothing of it but what editors have said
    /// means the same.
    fn is_synonym_only(
        &self,
        asked: &Asked<'_>,
        part: usize,
        place: &Place,
    ) -> Result<bool, Error> {
        let part = &asked.plan.parts[part];
        if part.synonyms.is_empty() {
            return Ok(false);
        }
        let own = [part.without_synonyms()];
        let resolved = self.resolve(&own, &asked.searched)?;
        let segment = &self.segments[place.segment];
        let normalisers = self.normalisers(&asked.searched);
        let mut matcher = Matcher::open(&resolved[0], place.segment, segment, normalisers, false)?;
        Ok(matcher.whole_at(place.document) == 0.0)
    }

    fn matcher<'l>(
        &'l self,
        asked: &'l Asked<'_>,
        part: usize,
        place: &Place,
        lenient: bool,
    ) -> Result<Matcher<'l>, Error> {
        let segment = &self.segments[place.segment];
        let normalisers = self.normalisers(&asked.searched);
        Matcher::open(&asked.parts[part], place.segment, segment, normalisers, lenient)
    }
}
