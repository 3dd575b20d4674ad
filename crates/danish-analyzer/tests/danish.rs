//! What the analyzer promises about Danish, through its public edges.
#![cfg(feature = "lexicon")]

use danish_analyzer::{Analyzer, ascii_candidates, fold, sentences, term};

/// Whether two words share a lemma.
fn meet(one: &str, other: &str) -> bool {
    let analyzer = Analyzer::new();
    let lemmas = |word: &str| analyzer.analyze(word)[0].terms.lemmas.clone();
    lemmas(one).iter().any(|lemma| lemmas(other).contains(lemma))
}

#[track_caller]
fn assert_meet(words: &[&str]) {
    for one in words {
        assert!(meet(one, words[0]), "{one} and {}", words[0]);
    }
}

#[track_caller]
fn assert_apart(one: &str, other: &str) {
    assert!(!meet(one, other), "{one} and {other}");
}

fn texts(text: &str) -> Vec<&str> {
    Analyzer::new().analyze(text).into_iter().map(|token| token.text).collect()
}

fn exact(text: &str) -> Vec<String> {
    Analyzer::new().analyze(text).into_iter().map(|token| token.terms.exact.clone()).collect()
}

fn parts(word: &str) -> Vec<String> {
    Analyzer::new().analyze(word)[0].terms.parts.iter().map(|part| part.text.clone()).collect()
}

fn inner(word: &str) -> Vec<String> {
    Analyzer::new().analyze(word)[0].terms.inner.iter().map(|inner| inner.term.clone()).collect()
}

/// The wholes that the word `part` of the text stands for.
fn wholes(text: &str, part: &str) -> Vec<String> {
    Analyzer::new()
        .analyze(text)
        .into_iter()
        .find(|token| token.text == part)
        .map(|token| token.wholes)
        .unwrap_or_default()
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|item| item == word)
}

// 1. Tokens

#[test]
fn paragraphs_versions_abbreviations_and_party_letters_stay_findable() {
    assert_eq!(texts("§ 17, stk. 4"), ["§", "17", "stk", "4"]);
    assert_eq!(texts("Kommune 3.0"), ["Kommune", "3.0"]);
    assert_eq!(texts("Har skrevet ph.d. om"), ["Har", "skrevet", "ph.d.", "om"]);
    assert_eq!(texts("35 mio. kr."), ["35", "mio", "kr"]);
    assert_eq!(texts("63 %, 63% og 1.093"), ["63", "%", "63", "%", "og", "1.093"]);
    assert_eq!(
        texts("2013-2014 offentlig-privat e-mail"),
        ["2013-2014", "offentlig-privat", "e-mail"]
    );
    assert_eq!(texts("Terkilsen(V) sagde"), ["Terkilsen", "(V)", "sagde"]);
}

#[test]
fn a_number_before_a_hyphen_is_found_inside() {
    let tokens = Analyzer::new().analyze("§ 17, stk. 4-udvalg");
    assert_eq!(tokens.last().map(|token| token.text), Some("4-udvalg"));
    assert!(has(&inner("4-udvalg"), "4") && has(&inner("4-udvalg"), "udvalg"));
}

#[test]
fn a_version_equals_no_number() {
    for other in ["3", "tre", "30", "3,0"] {
        assert_apart("3.0", other);
    }
    assert_meet(&["3.0", "3.0"]);
}

#[test]
fn initials_are_one_word_with_and_without_stops_and_spaces() {
    let spelled = ["H.C. Bang", "H. C. Bang", "H.C.Bang", "HC Bang", "H.\u{A0}C. Bang"];
    for text in spelled {
        assert_eq!(exact(text), ["hc", "bang"], "{text}");
        assert_eq!(Analyzer::new().analyze(text)[1].position, 1, "{text}");
    }
    assert_eq!(Analyzer::new().analyze_query("h. c. bang")[0].token.terms.exact, "hc");
    assert_eq!(
        texts("P. Hansen og J. P. E. Hartmann"),
        ["P", "Hansen", "og", "J. P. E.", "Hartmann"]
    );
    assert_eq!(texts("U.S.A og a. b."), ["U.S.A", "og", "a", "b"]);
}

#[test]
fn an_ampersand_is_og() {
    assert_eq!(exact("Mad & Mennesker"), exact("Mad og Mennesker"));
    assert_eq!(exact("Mad&Mennesker"), exact("Mad og Mennesker"));
    assert_eq!(exact("R&D H&M"), ["r&d", "h&m"]);
    assert!(has(&wholes("skole- & ældreområdet", "skole"), "skoleområde"));
}

#[test]
fn party_letters_are_no_party_and_letters_alone_are_no_party_letters() {
    assert_eq!(exact("(V)"), ["(v)"]);
    assert_apart("(V)", "Venstre");
    assert_apart("(V)", "V");
    assert!(has(&inner("(EU)"), "eu"));
    assert_eq!(texts("(a) (ABCD)"), ["a", "ABCD"]);
    assert_eq!(Analyzer::new().analyze_query("(v)")[0].token.terms.exact, "(v)");
}

#[test]
fn what_cannot_be_seen_does_not_break_a_word() {
    for word in [
        "ra\u{30A}dhus",
        "råd\u{AD}hus",
        "råd\u{200B}hus",
        "råd\u{200D}hus",
        "råd\u{2060}hus",
        "RÅDHUS",
        "råd\0hus",
        "Rådhus",
    ] {
        assert_eq!(exact(word), ["rådhus"], "{word:?}");
    }
    assert_eq!(exact("task\u{2011}force"), ["task-force"]);
    assert_eq!(exact("35\u{A0}000"), ["35000"]);
}

#[test]
fn offsets_are_bytes_of_the_original_text() {
    let text = "Å: ra\u{30A}dhuset, bøgerne";
    for token in Analyzer::new().analyze(text) {
        assert_eq!(&text[token.start..token.end], token.text);
    }
    let text = "Beskaeftigelsesforvaltningen";
    let token = &Analyzer::new().analyze(text)[0];
    let shown: Vec<&str> =
        token.terms.parts.iter().map(|part| &text[part.start..part.end]).collect();
    assert_eq!(shown, ["Beskaeftigelses", "forvaltningen"]);
}

#[test]
fn no_length_drops_a_compound() {
    let word = "speciallægepraksisplanlægningsstabiliseringsperiode";
    assert_eq!(exact(word), [word]);
    assert!(has(&inner(word), "periode"));
}

// 2. Folding

#[test]
fn spellings_of_one_letter_are_equal() {
    assert_eq!(fold("raadhus"), "rådhus");
    assert_eq!(fold("beskaeftigelse"), "beskæftigelse");
    assert_eq!(fold("Koebenhavn"), "københavn");
    assert_eq!(fold("Kjær"), fold("Kjaer"));
    assert_eq!(fold("Krüger"), "kryger");
    assert_eq!(fold("idé"), "ide");
    assert_eq!(fold("Händel"), fold("Hændel"));
    assert_eq!(fold("Göteborg"), fold("Gøteborg"));
    assert_eq!(fold("straße"), "strasse");
    assert_eq!(fold("EU’s"), "eu's");
    assert_eq!(fold("e–mail"), "e-mail");
}

#[test]
fn a_letter_is_a_letter() {
    for (one, other) in
        [("rød", "rod"), ("bør", "bor"), ("før", "for"), ("må", "ma"), ("læse", "lase")]
    {
        assert_ne!(fold(one), fold(other));
        assert_apart(one, other);
    }
}

#[test]
fn known_words_keep_their_digraphs() {
    for word in ["poesi", "koefficient", "datoer", "aerobic", "museer", "israel"] {
        assert_eq!(fold(word), word);
    }
}

#[test]
fn a_name_in_its_other_spelling_is_searched_too() {
    for (typed, other) in [("Aarhus", "århus"), ("Århus", "aarhus")] {
        let words = Analyzer::new().analyze_query(typed);
        assert_eq!(words[0].token.terms.exact, typed.to_lowercase(), "as typed first");
        assert!(
            words[0].widened.iter().any(|terms| terms.exact == other),
            "{typed}: {:?}",
            words[0].widened
        );
    }
    assert!(Analyzer::new().analyze_query("rådhus")[0].widened.is_empty());
}

#[test]
fn a_spelling_that_is_itself_a_danish_word_is_not_another_s() {
    for typed in ["koen", "køn", "boer", "bør"] {
        assert!(Analyzer::new().analyze_query(typed)[0].widened.is_empty(), "{typed}");
    }
    for typed in ["koen", "rod", "for", "masse"] {
        assert!(ascii_candidates(typed).is_empty(), "{typed}");
    }
    assert_meet(&["boernehave", "børnehave"]);
}

#[test]
fn of_what_plain_ascii_may_stand_for_danish_words_come_first() {
    for (typed, meant) in [
        ("bornehave", "børnehave"),
        ("arbejdsloshedskasse", "arbejdsløshedskasse"),
        ("tilskudsomrader", "tilskudsområder"),
    ] {
        let candidates = ascii_candidates(typed);
        assert!(has(&candidates, meant), "{typed}: {candidates:?}");
    }
    assert_eq!(ascii_candidates("sondag")[0], "søndag");
}

#[test]
fn plain_ascii_is_a_candidate_at_query_time_only() {
    for (typed, meant) in
        [("Kobenhavn", "københavn"), ("Sorensen", "sørensen"), ("Kruger", "kryger")]
    {
        assert_ne!(fold(typed), meant);
        let candidates = ascii_candidates(typed);
        assert!(
            has(&candidates, meant)
                && candidates.len() <= 64
                && !has(&candidates, &typed.to_lowercase())
        );
    }
    assert!(ascii_candidates(&"a".repeat(1000)).len() <= 64);
    assert!(ascii_candidates("rød").is_empty());
}

// 3. Inflection

#[test]
fn inflected_forms_meet() {
    assert_meet(&["bog", "bøger", "bøgerne", "bogens"]);
    assert_meet(&["mand", "mænd", "mændenes"]);
    assert_meet(&["barn", "børn", "børnene"]);
    assert_meet(&["borgmester", "borgmestre", "borgmestrene", "borgmesterens"]);
    assert_meet(&["gå", "gik", "gået", "går"]);
    assert_meet(&["god", "bedre", "bedst", "godt"]);
    assert_meet(&["flygtning", "flygtninge", "flygtningens"]);
    assert_meet(&["kalde", "kaldtes", "kaldes"]);
    assert_meet(&["lærebog", "lærebøgerne"]);
    assert_meet(&["EU", "EU's", "EUs"]);
    assert_meet(&["blorf", "blorfen", "blorfens", "blorfs"]);
}

#[test]
fn forms_of_a_noun_do_not_meet_forms_of_the_verb_that_is_spelled_like_it() {
    for (noun, verb) in [
        ("haven", "har"),
        ("haven", "havde"),
        ("plejen", "plejer"),
        ("plejen", "plejede"),
        ("laden", "lod"),
        ("laden", "lader"),
        ("måtten", "må"),
        ("måtten", "måttet"),
        ("skeen", "sker"),
        ("kronen", "kronede"),
        ("skaden", "skadede"),
        ("listerne", "listede"),
        ("baggrundsstøtten", "baggrundsstøttede"),
    ] {
        assert_apart(noun, verb);
    }
    assert_meet(&["have", "haven", "haver", "haverne", "havens"]);
    assert_meet(&["have", "har", "havde", "haft"]);
    assert_meet(&["pleje", "plejen", "plejer", "plejede", "plejet"]);
    assert_meet(&["måtte", "måtten", "må", "måttet"]);
    assert_meet(&["har", "havde", "haft"]);
}

#[test]
fn forms_of_a_noun_do_not_meet_forms_of_the_adjective_that_is_spelled_like_it() {
    for (noun, adjective) in
        [("dyret", "dyrere"), ("lyset", "lysere"), ("retten", "rettere"), ("kønnet", "kønnere")]
    {
        assert_apart(noun, adjective);
    }
    assert_meet(&["dyr", "dyrene", "dyrt", "dyreste"]);
}

#[test]
fn a_lemma_s_key_tells_its_spelling() {
    let lemmas = Analyzer::new().analyze("havde")[0].terms.lemmas.clone();
    assert_eq!(lemmas, ["have:v"]);
    assert_eq!(term::spelling(&lemmas[0]), "have");
    assert_eq!(term::spelling("haven"), "haven");
    assert_eq!(term::spelling("3:v2"), "3:v2");
}

#[test]
fn who_does_something_is_not_what_is_done() {
    assert_meet(&["boligpolitiker", "boligpolitikeren", "boligpolitikere", "boligpolitikernes"]);
    assert_meet(&["kulturpolitiker", "kulturpolitikeren", "kulturpolitikerne"]);
    assert_meet(&["boligpolitik", "boligpolitikken"]);
    assert_apart("boligpolitiker", "boligpolitik");
    assert_apart("boligpolitikerne", "boligpolitikken");
    assert_apart("kulturpolitikere", "kulturpolitik");
}

#[test]
fn a_hyphen_makes_no_other_word_whether_a_list_has_it_or_not() {
    for words in [
        ["a-kasse", "akasse", "a-kassen", "akasserne"],
        ["EU-støtte", "eustøtte", "EU-støtten", "eustøttens"],
        ["t-shirt", "tshirt", "t-shirts", "tshirts"],
        ["tv-avis", "tvavis", "tv-avisen", "tvaviser"],
        ["blorf-kasse", "blorfkasse", "blorf-kassen", "blorfkasserne"],
        ["VVM-redegørelse", "vvmredegørelse", "VVM-redegørelsen", "vvmredegørelser"],
    ] {
        assert_meet(&words);
    }
    assert_meet(&["covid-19", "covid19"]);
    assert!(has(&wholes("B- og a-kassen", "B"), "b-kasse"));
}

#[test]
fn derivations_do_not_meet() {
    for (one, other) in [
        ("politik", "politiker"),
        ("politik", "politikere"),
        ("borg", "borger"),
        ("borge", "borgere"),
        ("ledelse", "leder"),
        ("ledelse", "ledere"),
        ("innovation", "innovativ"),
        ("innovation", "innovere"),
        ("innovativ", "innovere"),
        ("kommune", "kommunal"),
    ] {
        assert_apart(one, other);
    }
}

/// The words that a word is offered beside itself.
fn derived(word: &str) -> Vec<String> {
    Analyzer::new().derivations(word).into_iter().map(|terms| terms.exact).collect()
}

#[test]
fn a_verb_and_its_noun_are_offered_for_each_other() {
    for (verb, noun) in [
        ("innovere", "innovation"),
        ("integrere", "integration"),
        ("producere", "produktion"),
        ("diskutere", "diskussion"),
        ("konkurrere", "konkurrence"),
        ("eksistere", "eksistens"),
        ("behandle", "behandling"),
        ("undersøge", "undersøgelse"),
        ("bygge", "bygning"),
        ("redde", "redning"),
    ] {
        assert!(has(&derived(verb), noun), "{verb}: {:?}", derived(verb));
        assert!(has(&derived(noun), verb), "{noun}: {:?}", derived(noun));
        assert_apart(verb, noun);
    }
    assert!(has(&derived("Innoverede"), "innovation"), "any form will do");
}

#[test]
fn an_adjective_and_its_quality_a_name_and_its_adjective_are_offered_for_each_other() {
    for (one, other) in [
        ("ensom", "ensomhed"),
        ("fri", "frihed"),
        ("sikker", "sikkerhed"),
        ("Fyn", "fynsk"),
        ("Grønland", "grønlandsk"),
        ("Tyskland", "tysk"),
        ("Italien", "italiensk"),
        ("Danmark", "dansk"),
        ("Europa", "europæisk"),
    ] {
        let (low, high) = (one.to_lowercase(), other.to_lowercase());
        assert!(has(&derived(one), &high), "{one}: {:?}", derived(one));
        assert!(has(&derived(other), &low), "{other}: {:?}", derived(other));
    }
}

#[test]
fn what_only_looks_alike_is_not_offered() {
    for (one, other) in
        [("ting", "te"), ("ledelse", "leder"), ("politik", "politiker"), ("have", "hav")]
    {
        assert!(!has(&derived(one), other), "{one}: {:?}", derived(one));
    }
    for word in ["og", "12", "xyzzy", "", "(V)", "bord"] {
        assert!(derived(word).is_empty(), "{word}: {:?}", derived(word));
    }
    assert!(derived(&"skolehed".repeat(10_000)).is_empty());
}

#[test]
fn a_form_can_belong_to_several_lemmas() {
    let lemmas = Analyzer::new().analyze("fundet")[0].terms.lemmas.clone();
    assert!(has(&lemmas, "finde"));
    assert!(Analyzer::new().analyze("tyve")[0].terms.lemmas.len() >= 2);
}

// 4. Compounds

#[test]
fn compounds_are_split_down_to_the_leaves() {
    assert_eq!(parts("forandringsværktøjerne"), ["forandrings", "værktøjerne"]);
    assert_eq!(parts("lokalpolitiske"), ["lokal", "politiske"]);
    assert_eq!(parts("beskæftigelsesområdet"), ["beskæftigelses", "området"]);
    assert!(parts("speciallægepraksisplanlægning").len() >= 4);
    assert_eq!(parts("speciallægepraksisplanlægning").concat(), "speciallægepraksisplanlægning");
    assert_eq!(parts("børnehave"), ["børne", "have"]);
    assert_eq!(parts("offentlig-privat"), ["offentlig-", "privat"]);
}

#[test]
fn words_are_found_inside_compounds_in_any_form() {
    assert!(has(&inner("forandringsværktøjerne"), "værktøj"));
    assert!(has(&inner("socialborgmestrene"), "borgmester"));
    assert!(has(&inner("velfærdsområdet"), "velfærd"));
    assert!(has(&inner("beskæftigelsesforvaltningen"), "beskæftigelse"));
    assert!(has(&inner("kommunaldirektør"), "direktør"));
    assert!(has(&inner("e-mailen"), "mail"));
}

#[test]
fn sub_compounds_are_found_too() {
    let inner = inner("arbejdsmarkedspolitikken");
    assert!(has(&inner, "arbejdsmarked"), "{inner:?}");
    assert!(has(&inner, "politik"), "{inner:?}");
}

#[test]
fn the_whole_word_is_kept() {
    assert_meet(&["kommunaldirektør", "kommunaldirektørens"]);
    assert_eq!(exact("kommunaldirektøren"), ["kommunaldirektøren"]);
}

#[test]
fn names_and_simple_words_are_not_split() {
    for word in [
        "kommet",
        "tidligere",
        "normalt",
        "forstås",
        "sikkerheden",
        "bestemmer",
        "afslappet",
        "indsamle",
        "formanden",
        "Kirkegaard",
        "Bækmark",
        "Silkeborg",
        "Skanderborg",
        "Sørensen",
        "ledelse",
        "politik",
        "venskab",
        "information",
        "universitet",
        "Hedensted",
        "udvikling",
        "kultur",
        // An ending makes no compound of a word that is none.
        "niqaben",
        "niqaber",
        "hijaber",
        "hashtagget",
        "hashtags",
        "podcasten",
        "podcastene",
        "onboardingen",
        "kebaberne",
        "jpegen",
        "hackathonet",
        "framingen",
    ] {
        assert!(parts(word).is_empty(), "{word}: {:?}", parts(word));
    }
}

#[test]
fn a_compound_written_apart_is_the_compound() {
    for (typed, meant) in [
        ("kommunal direktør", "kommunaldirektør"),
        ("stads direktør", "stadsdirektør"),
        ("task force", "taskforce"),
        ("arbejdsmarked politik", "arbejdsmarkedspolitik"),
    ] {
        let words = Analyzer::new().analyze_query(typed);
        assert!(words[0].joined_with_next.iter().any(|terms| has(&terms.lemmas, meant)), "{typed}");
    }
    assert!(Analyzer::new().analyze_query("i kommunen")[0].joined_with_next.is_empty());
    assert_meet(&["task-force", "taskforce", "task-forcen"]);
    let apart = &Analyzer::new().analyze_query("kommunaldirektøren")[0].apart;
    assert!(
        apart
            .iter()
            .any(|words| has(&words[0].lemmas, "kommunal") && has(&words[1].lemmas, "direktør"))
    );
}

#[test]
fn what_stands_before_words_only_is_not_found_in_them() {
    for word in ["ekskone", "eks-kone", "ekskæresten", "eksstatsminister"] {
        let inner = inner(word);
        assert!(!inner.iter().any(|term| term.starts_with("eks")), "{word}: {inner:?}");
    }
    assert!(has(&inner("eksstatsminister"), "statsminister"));
    assert!(has(&inner("eks-kone"), "kone"));
}

#[test]
fn a_word_covers_its_inflections_and_compounds_but_no_derivations() {
    assert!(has(&inner("innovationschef"), "innovation"));
    assert!(!has(&inner("innovationschef"), "innovativ"));
}

// 5. Elliptic compounds

#[test]
fn elliptic_compounds_mean_the_whole() {
    let text = "Lige fra skole-, daginstitution- og til beskæftigelsesområdet.";
    assert!(has(&wholes(text, "skole"), "skoleområde"), "{:?}", wholes(text, "skole"));
    assert!(
        has(&wholes(text, "daginstitution"), "daginstitutionsområde"),
        "{:?}",
        wholes(text, "daginstitution")
    );
    assert!(has(&wholes("social- og beskæftigelsesforvaltningen", "social"), "socialforvaltning"));
    assert!(has(&wholes("ældre- og handicapforvaltningen", "ældre"), "ældreforvaltning"));
    assert!(has(&wholes("erhvervs- og foreningsliv", "erhvervs"), "erhvervsliv"));
    assert!(has(&wholes("ind- og udland", "ind"), "indland"));
    assert!(has(&wholes("for- og bagside", "for"), "forside"));
    assert!(has(&wholes("børne-/ungdomsområdet", "børne"), "børneområde"));
}

#[test]
fn elliptic_compounds_work_from_the_other_side() {
    assert!(has(&wholes("sidehoveder og -fødder", "fødder"), "sidefod"));
    assert!(has(&wholes("sidehoveder/-fødder", "fødder"), "sidefod"));
    assert!(has(&wholes("sidehoveder samt -fødder", "fødder"), "sidefod"));
    let query = Analyzer::new().analyze_query("sidehoveder eller -fødder");
    assert!(has(&query[2].token.wholes, "sidefod"));
}

#[test]
fn a_hyphen_alone_makes_no_ellipsis() {
    assert!(wholes("politikere -innovation", "innovation").is_empty());
    assert!(wholes("skole- området", "skole").is_empty());
    assert!(
        wholes("Det er en skole- Og nu beskæftigelsesområdet", "beskæftigelsesområdet").is_empty()
    );
}

// 6. Numbers

#[test]
fn a_number_is_one_however_it_is_written() {
    assert_eq!(exact("1.093"), exact("1093"));
    assert_eq!(exact("3,5"), exact("3,50"));
    assert_eq!(exact("1.234.567,50"), ["1234567,5"]);
    for percent in ["63 %", "63%", "63 pct.", "63 pct", "63 Procent"] {
        assert_eq!(exact(percent), ["63", "procent"], "{percent}");
    }
    let (short, long) = ("35 mio. kr.", "35 millioner kroner");
    assert_eq!(exact(short), exact(long));
    assert_meet(&["mio", "million", "millioner"]);
    assert_meet(&["kr", "krone", "kroner"]);
    assert_meet(&["%", "procent", "pct", "procenten"]);
}

#[test]
fn digits_in_groups_are_one_number_whatever_space_parts_them() {
    for spaced in ["12 500", "12\u{A0}500", "12\u{202F}500", "12\u{2009}500", "12.500", "12500"] {
        assert_eq!(exact(spaced), ["12500"], "{spaced:?}");
        assert_eq!(texts(&format!("Vi fik {spaced} kr."))[2], spaced);
    }
    assert_eq!(exact("1 234 567,50"), ["1234567,5"]);
    for (text, numbers) in [
        ("2016 500", ["2016", "500"]),
        ("12 50", ["12", "50"]),
        ("12 5000", ["12", "5000"]),
        ("12 500a", ["12", "500a"]),
        ("007 500", ["007", "500"]),
    ] {
        assert_eq!(exact(text), numbers, "{text:?}");
    }
}

#[test]
fn a_number_with_its_unit_is_one_thing() {
    let bound = |text: &str| -> Vec<bool> {
        Analyzer::new().analyze_query(text).iter().map(|word| word.bound_to_next).collect()
    };
    for text in ["83 %", "83%", "83 pct.", "83 procent", "§ 83", "kl. 17", "stk. 4", "35 kr."] {
        assert_eq!(bound(text), [true, false], "{text}");
    }
    assert_eq!(bound("35 mio. kr."), [true, true, false]);
    for text in ["83 borgere", "procent 83", "§, 83", "kroner og", "83, procent"] {
        assert!(!bound(text).contains(&true), "{text}");
    }
}

#[test]
fn number_words_meet_digits() {
    for (word, digits) in [
        ("tre", "3"),
        ("femogtredive", "35"),
        ("nioghalvfems", "99"),
        ("tyve", "20"),
        ("nul", "0"),
        ("enogtyve", "21"),
    ] {
        assert_meet(&[word, digits]);
    }
    assert_apart("en", "1");
    assert_apart("et", "1");
    assert_meet(&["tyve", "tyv"]);
}

#[test]
fn numbers_never_match_approximately() {
    for (one, other) in [("1093", "1094"), ("1.5", "15"), ("3,5", "35"), ("63", "6"), ("0,5", "5")]
    {
        assert_apart(one, other);
    }
}

// 7. Sentences

#[test]
fn a_place_is_left_free_where_a_sentence_or_paragraph_ends() {
    let places = |text: &str| -> Vec<usize> {
        Analyzer::new().analyze(text).iter().map(|token| token.position).collect()
    };
    assert_eq!(places("Det er ikke. Godt nok."), [0, 1, 2, 4, 5]);
    assert_eq!(places("Kommer du? Ja!"), [0, 1, 3]);
    assert_eq!(places("Mad, kaffe m.m. Kom"), [0, 1, 2, 4]);
    assert_eq!(places("”Nej!” Han gik"), [0, 2, 3]);
    assert_eq!(places("Om os\n\nvi er her"), [0, 1, 3, 4, 5]);
    for text in
        ["Om os\nvi er", "kl. 9 om aftenen", "f.eks. Aarhus by", "ja … og nej", "”Nej!” siger han"]
    {
        let places = places(text);
        assert_eq!(places, (0..places.len()).collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let cases: [&[&str]; 8] = [
        &["Har skrevet ph.d. om det lokalpolitiske.", "Nyt."],
        &["Den 3. maj sker det."],
        &["Se § 17, stk. 4, og bilag.", "Så er det godt."],
        &["”Det er svært!” siger han.", "Og så går han."],
        &["Han sagde nej (og gik.)", "Hun blev."],
        &["Det var i 2014. ", "Det var godt."],
        &["Professor H.C. Andersen var her, jf. Nielsen m.fl. og andre."],
        &["Æbler, pærer osv.", "Det er alt."],
    ];
    for expected in cases {
        let expected: Vec<&str> = expected.iter().map(|sentence| sentence.trim()).collect();
        let text = expected.join(" ");
        let found: Vec<&str> = sentences(&text).map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }
    let text = "Overskrift uden punktum\n\nSå kommer teksten\nover to linjer.";
    let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
    assert_eq!(found, ["Overskrift uden punktum", "Så kommer teksten\nover to linjer."]);
}

/// The word lists that somebody has read are in the lexicon: who edits them builds it anew.
#[test]
fn the_lexicon_holds_what_was_read_by_hand() {
    let words = |text: &'static str| {
        text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
    };
    let analyzer = Analyzer::new();
    let parts = |word: &str| analyzer.analyze(word)[0].terms.parts.clone();
    let compounds: Vec<&str> = words(include_str!("../lexicon/compounds.txt")).collect();
    let unread = |split: &&str| {
        let head = split.rsplit('+').next().unwrap_or_default().len();
        let word = split.replace('+', "");
        parts(&word).iter().all(|part| part.start != word.len() - head)
    };
    let unread: Vec<&&str> = compounds.iter().filter(|split| unread(split)).collect();
    // A form that is also of a plain word stays whole.
    assert!(unread.len() * 50 < compounds.len(), "{unread:?}");
    let split: Vec<&str> = words(include_str!("../lexicon/simple.txt"))
        .filter(|word| !parts(word).is_empty())
        .collect();
    assert!(split.is_empty(), "{split:?}");
}

#[test]
fn the_genitive_of_an_irregular_word_has_its_lemmas() {
    let analyzer = Analyzer::new();
    for (genitive, lemma) in
        [("moders", "mor"), ("faderens", "far"), ("centrets", "centrum"), ("bøgernes", "bog")]
    {
        let lemmas = analyzer.analyze(genitive)[0].terms.lemmas.clone();
        assert!(lemmas.iter().any(|known| known == lemma), "{genitive}: {lemmas:?}");
    }
}
