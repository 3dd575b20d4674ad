//! The laws of speech, on pages made from speakers and sentences that the
//! generator knows: whatever the manner, nobody gets words that are not theirs.

mod made;

use std::path::PathBuf;

use made::{Made, Sort, articles, blocks, buttons, interviews, lines, muddles, transcripts};
use ordret_ingest::{Limits, extract};
use ordret_model::{Document, Kind};
use proptest::prelude::*;

/// The quotes of a page that is called `name` and is this text.
fn quotes(name: &str, page: &str) -> Vec<Document> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, page).expect("can write");
    let found = extract(&path, Limits::default()).expect("a file that is there can be read");
    found.documents.into_iter().filter(|document| document.kind() == Kind::Quote).collect()
}

fn name(document: &Document) -> Option<&str> {
    document.speaker.as_ref()?.name.as_ref().map(|name| name.value.as_str())
}

/// What a reader sees of a quote: its words and whose they are.
fn shown(document: &Document) -> (String, String) {
    (document.text.value.clone(), name(document).unwrap_or("-").to_owned())
}

/// The known quotes, no more and no fewer, each with its words and its speaker.
fn are_the_known_ones(page: &Made, file: &str, text: &str) -> Result<(), TestCaseError> {
    let found: Vec<_> = quotes(file, text).iter().map(shown).collect();
    let known: Vec<_> =
        page.quotes.iter().map(|quote| (quote.pieces.join("\n\n"), quote.who.clone())).collect();
    prop_assert!(!known.is_empty());
    prop_assert_eq!(found, known, "in {}:\n{}", file, text);
    Ok(())
}

/// Every piece of every quote is words that the generator had said, and no
/// word of narration or of a clause.
fn says_only_what_is_said(page: &Made, found: &[Document]) -> Result<(), TestCaseError> {
    for quote in found {
        let words = &quote.text.value;
        for piece in words.split("\n\n") {
            let is_said = page.bits(Sort::Said).any(|said| said.contains(piece));
            prop_assert!(is_said, "{:?} is said nowhere in\n{}", piece, page.text("\n\n"));
        }
        for told in page.bits(Sort::Told) {
            prop_assert!(!words.contains(told), "{:?} tells {:?}", words, told);
        }
    }
    Ok(())
}

/// Where in the page's order each piece of a quote is said.
fn places(page: &Made, quote: &Document) -> Vec<usize> {
    let pieces = quote.text.value.split("\n\n");
    pieces
        .filter_map(|piece| {
            page.all().position(|bit| bit.sort == Sort::Said && bit.words.contains(piece))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn known_quotes_of_an_article_come_out_each_with_its_words_and_speaker(page in articles()) {
        are_the_known_ones(&page, "side.txt", &page.text("\n\n"))?;
        are_the_known_ones(&page, "side.html", &page.html())?;
    }

    #[test]
    fn known_quotes_beside_name_lines_come_out_each_with_its_words_and_speaker(page in lines()) {
        are_the_known_ones(&page, "side.txt", &page.text("\n\n"))?;
        are_the_known_ones(&page, "side.html", &page.html())?;
    }

    #[test]
    fn known_quotes_behind_labels_come_out_each_with_its_words_and_speaker(page in transcripts()) {
        are_the_known_ones(&page, "side.txt", &page.text("\n\n"))?;
        are_the_known_ones(&page, "side.html", &page.html())?;
    }

    #[test]
    fn answers_come_out_and_questions_do_not(page in interviews()) {
        are_the_known_ones(&page, "side.txt", &page.text("\n\n"))?;
        are_the_known_ones(&page, "side.html", &page.html())?;
    }

    #[test]
    fn known_quotes_in_blocks_come_out_each_with_its_words_and_speaker(page in blocks()) {
        are_the_known_ones(&page, "side.md", &page.markdown())?;
        are_the_known_ones(&page, "side.html", &page.html())?;
    }

    #[test]
    fn known_quotes_above_a_button_come_out_each_with_its_words_and_speaker(page in buttons()) {
        are_the_known_ones(&page, "side.txt", &page.text("\n\n"))?;
    }

    #[test]
    fn every_byte_of_a_quote_is_said_and_no_narration_is(page in muddles()) {
        let text = page.text("\n\n");
        let found = quotes("side.txt", &text);
        // The last paragraph of a muddle is plain, so something must be found.
        let last = page.quotes.last().expect("a plain quote at the end");
        let plain = (last.pieces.join("\n\n"), last.who.clone());
        prop_assert_eq!(found.last().map(shown), Some(plain), "{}", text);
        says_only_what_is_said(&page, &found)?;
    }

    #[test]
    fn a_quotes_span_holds_its_words(page in articles()) {
        let text = page.text("\n\n");
        let found = quotes("side.txt", &text);
        prop_assert_eq!(found.len(), page.quotes.len(), "{}", text);
        for quote in &found {
            let span = quote.text.span.expect("words stand somewhere");
            let there = text.get(span.start..span.end);
            prop_assert!(there.is_some(), "{:?} is between letters", span);
            for piece in quote.text.value.split("\n\n") {
                prop_assert!(there.is_some_and(|there| there.contains(piece)), "{:?}", piece);
            }
        }
    }

    #[test]
    fn no_quote_spans_clauses_that_name_different_people(page in muddles()) {
        let text = page.text("\n\n");
        let found = quotes("side.txt", &text);
        prop_assert!(!found.is_empty(), "{}", text);
        let all: Vec<_> = page.all().collect();
        for quote in &found {
            let places = places(&page, quote);
            let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
                return Err(TestCaseError::fail(format!("{quote:?} is nowhere in\n{text}")));
            };
            // Between its words, and right behind the last of them.
            let to = (last + 1).min(all.len() - 1);
            let mut named: Vec<&str> =
                all[first..=to].iter().filter_map(|bit| bit.names.as_deref()).collect();
            named.dedup();
            prop_assert!(named.len() <= 1, "{:?} spans {:?} in\n{}", quote.text.value, named, text);
            if let (Some(named), Some(given)) = (named.first(), name(quote)) {
                prop_assert_eq!(*named, given, "{:?} in\n{}", quote.text.value, text);
            }
        }
    }

    #[test]
    fn line_ends_and_blank_lines_change_nothing(page in articles()) {
        let read = |text: String| -> Vec<_> {
            quotes("side.txt", &text).iter().map(shown).collect()
        };
        let apart = read(page.text("\n\n"));
        prop_assert_eq!(apart.len(), page.quotes.len());
        for between in ["\n", "\r\n", "\r\n\r\n", "\n\n\n", "\n \n"] {
            prop_assert_eq!(&read(page.text(between)), &apart, "{:?}\n{}", between, page.text("\n"));
        }
    }

    #[test]
    fn line_ends_change_nothing_in_markdown(page in blocks()) {
        let read = |text: &str| -> Vec<_> { quotes("side.md", text).iter().map(shown).collect() };
        let text = page.markdown();
        let plain = read(&text);
        prop_assert_eq!(plain.len(), page.quotes.len());
        prop_assert_eq!(read(&text.replace('\n', "\r\n")), plain);
    }
}
