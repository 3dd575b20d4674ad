//! Everybody a page introduces, in running text, clauses, lines and labels.

use ordret_speech::clause::{Clause, Who, bare};
use ordret_speech::first_names::Sex;
use ordret_speech::line::{Line, is_credit, without_credit};
use ordret_speech::names::{first_word, is_capitalised};
use ordret_speech::read::{Part, read};
use ordret_speech::sentences::sentences;
use ordret_speech::vocabulary::{is_organisation_word, is_role_word};

use super::{Page, Sort, resolve};
use crate::people::cast::Cast;
use crate::people::mention::{self, Mention};
use crate::people::running::introduced;
use crate::text::Text;

impl Page<'_> {
    /// Everybody the page introduces: in running text, clauses, lines, labels.
    pub(super) fn people(&self) -> Cast {
        let mut cast = Cast::default();
        // Whom the text named last: whom `Hun er rektor` is about.
        let mut last = None;
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let text = paragraph.text;
            match &paragraph.sort {
                Sort::Text(reading) => {
                    for part in &reading.parts {
                        match part {
                            Part::Narration(range) => {
                                introduce(&text.slice(range.clone()), at, &mut cast, &mut last)
                            }
                            Part::Clause(clause) => {
                                if let Who::Phrase(range) = &clause.who {
                                    let phrase = text.slice(range.clone());
                                    last = add_phrase(&phrase, at, &mut cast).or(last);
                                }
                            }
                            Part::Words { .. } => {}
                        }
                    }
                    if reading.parts.is_empty() {
                        introduce(text, at, &mut cast, &mut last);
                    }
                }
                Sort::Line(_) => {
                    let told = self.card(at);
                    add_line(&told, at, &mut cast);
                }
                Sort::Label { who, .. } => {
                    let label = text.slice(who.clone());
                    match resolve::named_in_parentheses(&label) {
                        Some(mention) => _ = cast.add(&mention, at),
                        None => last = add_phrase(&label, at, &mut cast).or(last),
                    }
                }
                Sort::List | Sort::Question => introduce(text, at, &mut cast, &mut last),
                Sort::Declared(n) => {
                    for line in &self.declared[*n].lines {
                        add_line(line, at, &mut cast);
                    }
                    for paragraph in &self.declared[*n].paragraphs {
                        for part in read(paragraph.as_str(), false).parts {
                            if let Part::Clause(Clause { who: Who::Phrase(range), .. }) = part {
                                add_phrase(&paragraph.slice(range), at, &mut cast);
                            }
                        }
                    }
                }
                Sort::Heading | Sort::Break | Sort::Repeat => {}
            }
        }
        cast
    }

    /// The lines of a card that a line at `at` begins, joined by commas.
    pub(super) fn card(&self, at: usize) -> Text {
        let mut told = self.paragraphs[at].text.trim();
        if !matches!(self.paragraphs[at].sort, Sort::Line(Line::Name)) {
            return told;
        }
        // A name, a role, an organisation: three lines at most.
        for (n, next) in self.paragraphs[at + 1..].iter().take(2).enumerate() {
            let goes_on = matches!(next.sort, Sort::Line(Line::Role))
                || (n > 0 && is_bare_organisation(next.text.as_str()));
            if !goes_on {
                break;
            }
            told = told.narrow(told.as_str().trim_end_matches(['.', ',']));
            told.join(", ", &next.text.trim());
        }
        told
    }
}

pub(super) fn is_bare_organisation(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ',']);
    is_capitalised(words)
        && words.split_whitespace().count() <= 7
        && !words.contains(". ")
        && words.split_whitespace().any(|word| is_organisation_word(bare(word)))
}

/// `Hun er rektor på X`, of whom the sentence before speaks.
pub(super) fn described(sentence: &Text, cast: &Cast, last: usize) -> Option<Mention> {
    let words = sentence.as_str();
    let (pronoun, rest) = words.split_once(' ')?;
    let sex = match pronoun {
        "Hun" => Sex::Woman,
        "Han" => Sex::Man,
        _ => return None,
    };
    let told = ["er ", "var ", "har været "].iter().find_map(|verb| rest.strip_prefix(verb))?;
    let near = told.split_whitespace().take(3).any(|word| is_role_word(bare(word)));
    if !near || !cast.may_be(last, sex) {
        return None;
    }
    let at = told.as_ptr() as usize - words.as_ptr() as usize;
    let end = told.find(", ").map_or(words.trim_end_matches('.').len(), |comma| at + comma);
    let mention = mention::read(&sentence.slice(at..end.max(at)), None);
    mention.role.is_some().then_some(Mention { name: None, ..mention })
}

pub(super) fn introduce(text: &Text, at: usize, cast: &mut Cast, last: &mut Option<usize>) {
    if is_credit(text.as_str()) {
        return;
    }
    let text = &text.narrow(without_credit(text.as_str()));
    for own in sentences(text.as_str()) {
        let sentence = text.slice(own);
        if let Some(person) = *last
            && let Some(mention) = described(&sentence, cast, person)
        {
            cast.describe(person, &mention, at);
        }
        for (_, mention) in introduced(&sentence) {
            *last = cast.add(&mention, at).or(*last);
        }
    }
}

pub(super) fn add_phrase(phrase: &Text, at: usize, cast: &mut Cast) -> Option<usize> {
    let mention = mention::read(phrase, None);
    let is_full =
        mention.name.as_ref().is_some_and(|name| name.as_str().contains(' ')) && !owned(phrase);
    is_full.then(|| cast.add(&mention, at)).flatten()
}

/// `Per Asks kollega`: the name owns whoever speaks.
pub(super) fn owned(phrase: &Text) -> bool {
    let words = phrase.as_str();
    ordret_speech::names::runs(words).first().is_some_and(|run| {
        run.start == 0
            && words[run.clone()].ends_with('s')
            && words[run.end..].strip_prefix(' ').is_some_and(|rest| {
                rest.starts_with(char::is_lowercase) && !is_verbish(first_word(rest))
            })
    })
}

pub(super) fn is_verbish(word: &str) -> bool {
    matches!(word, "er" | "var" | "fra" | "i" | "ved" | "hos" | "på" | "og" | "som" | "der" | "til")
}

pub(super) fn add_line(line: &Text, at: usize, cast: &mut Cast) {
    let first = sentences(line.as_str()).into_iter().next().unwrap_or(0..line.as_str().len());
    let mention = mention::read(&line.slice(first), None);
    if mention.name.is_some() {
        cast.add(&mention, at);
    }
}
