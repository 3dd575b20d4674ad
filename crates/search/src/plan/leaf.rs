//! Leaves of a query that are more than loose words: phrases, prefixes, fields.

use danish_analyzer::{fold, term};
use ordret_model::{
    FacetField, Leaf, LeafKind, Node, Note, NumberRange, QueryField, SearchField, kind_named,
    party_names,
};

use super::{Part, Planner, Tree, Vocabulary};
use crate::labels::LabelTest;

/// The most words that the beginning of a word stands for.
const MOST_OF_A_PREFIX: usize = 64;

impl<V: Vocabulary> Planner<'_, V> {
    /// A wanted node as a tree of parts; `None` if there is no word in it.
    pub(super) fn tree(&mut self, node: &Node) -> Option<Tree> {
        match node {
            Node::All(nodes) => self.trees(nodes, Tree::All),
            Node::Any(nodes) => self.trees(nodes, Tree::Any),
            Node::Not(_) => None,
            Node::Leaf(leaf) => self.leaf(leaf),
        }
    }

    fn trees(&mut self, nodes: &[Node], many: fn(Vec<Tree>) -> Tree) -> Option<Tree> {
        let mut trees: Vec<Tree> = nodes.iter().filter_map(|node| self.tree(node)).collect();
        match trees.len() {
            0 => None,
            1 => trees.pop(),
            _ => Some(many(trees)),
        }
    }

    fn leaf(&mut self, leaf: &Leaf) -> Option<Tree> {
        if self.plan.parts.len() >= super::MOST_WORDS {
            self.plan.cut_words();
            return None;
        }
        if let Some(test) = label_test(leaf) {
            return Some(self.add(Part::labels(leaf.to_string(), test)));
        }
        let first = self.plan.parts.len();
        match leaf.kind {
            LeafKind::Words => {
                let words = self.trimmed(&leaf.text);
                self.add_words(&words);
            }
            LeafKind::Phrase => {
                let phrase = Part::phrase(&self.analyzer.analyze_query(&leaf.text));
                self.plan.parts.extend(phrase);
            }
            LeafKind::Prefix => {
                let part = self.prefix(&leaf.text);
                self.plan.parts.push(part);
            }
        }
        let fields = leaf.field.map(searched);
        let mut trees = Vec::new();
        for (nth, part) in self.plan.parts.iter_mut().enumerate().skip(first) {
            part.fields = fields.map(<[_]>::to_vec);
            if leaf.field.is_some() {
                // A word that must stand in one field is taken whole.
                part.inside.clear();
                part.kin.clear();
            }
            trees.push(Tree::Part(nth));
        }
        match trees.len() {
            0 => None,
            1 => trees.pop(),
            _ => Some(Tree::All(trees)),
        }
    }

    fn add(&mut self, part: Part) -> Tree {
        self.plan.parts.push(part);
        Tree::Part(self.plan.parts.len() - 1)
    }

    fn prefix(&mut self, typed: &str) -> Part {
        let beginning = fold(typed).into_owned();
        if self.prefixes == 0 {
            // Each costs a walk through the dictionaries; beyond these it is a word.
            self.plan.cut_words();
            return Part::forms(format!("{typed}*"), vec![term::exact(&beginning)]);
        }
        self.prefixes -= 1;
        let (terms, more) =
            self.vocabulary.starting_with(&term::exact(&beginning), MOST_OF_A_PREFIX);
        if more {
            let prefix = format!("{typed}*");
            self.plan.notes.push(Note::PrefixCut { prefix, searched: MOST_OF_A_PREFIX });
        }
        Part::forms(format!("{typed}*"), terms.into_iter().map(|(term, _)| term).collect())
    }

    /// What must not be there: a word in every form, a phrase, a prefix, a label.
    pub(super) fn unwanted(&mut self, leaf: &Leaf) -> Option<Part> {
        if let Some(test) = label_test(leaf) {
            return Some(Part::labels(leaf.to_string(), test));
        }
        let words = self.analyzer.analyze_query(&leaf.text);
        let part = match leaf.kind {
            LeafKind::Words => Part::unwanted(&words),
            LeafKind::Phrase => Part::phrase(&words),
            LeafKind::Prefix => Some(self.prefix(&leaf.text)),
        };
        let fields = leaf.field.map(|field| searched(field).to_vec());
        part.map(|part| Part { fields, ..part })
    }
}

/// The searched fields that a field's name stands for.
fn searched(field: QueryField) -> &'static [SearchField] {
    match field {
        QueryField::Title => &[SearchField::Title],
        QueryField::Text => {
            &[SearchField::Text, SearchField::Parts, SearchField::Caption, SearchField::Data]
        }
        QueryField::Speaker => &[SearchField::Name],
        QueryField::Role => &[SearchField::Role],
        QueryField::Organisation => &[SearchField::Organisation],
        QueryField::Place => &[SearchField::Place],
        QueryField::Party => &[SearchField::Party],
        QueryField::Topic => &[SearchField::Topic],
        QueryField::Year => &[SearchField::Year],
        QueryField::Number | QueryField::Observations => &[SearchField::Value],
        QueryField::Kind | QueryField::Sector | QueryField::Publication => &[],
    }
}

/// The label test that a leaf is, if it is one.
pub(super) fn label_test(leaf: &Leaf) -> Option<LabelTest> {
    let text = leaf.text.as_str();
    match leaf.field? {
        QueryField::Kind => {
            let kind = kind_named(text)?.as_str().to_owned();
            Some(LabelTest::OneOf(FacetField::Kind, vec![kind]))
        }
        QueryField::Year => NumberRange::parse(text).map(LabelTest::Years),
        QueryField::Number => NumberRange::parse(text).map(LabelTest::Number),
        QueryField::Observations => NumberRange::parse(text).map(LabelTest::Observations),
        QueryField::Sector => {
            Some(LabelTest::OneOf(FacetField::Sector, vec![sector(&text.to_lowercase())]))
        }
        QueryField::Publication => {
            Some(LabelTest::Holding(FacetField::Publication, text.to_lowercase()))
        }
        QueryField::Party => {
            let names = party_names(text);
            (names.len() > 1).then_some(LabelTest::OneOf(FacetField::Party, names))
        }
        _ => None,
    }
}

/// A part of society by its Danish name, as documents are labelled with it.
fn sector(name: &str) -> String {
    let names = [
        ("kommune", "municipality"),
        ("kommuner", "municipality"),
        ("regioner", "region"),
        ("stat", "state"),
        ("staten", "state"),
        ("forskning", "research"),
        ("erhvervsliv", "business"),
        ("erhverv", "business"),
        ("civilsamfund", "civil_society"),
    ];
    let known = names.into_iter().find(|(danish, _)| *danish == name);
    known.map_or(name, |(_, sector)| sector).to_owned()
}
