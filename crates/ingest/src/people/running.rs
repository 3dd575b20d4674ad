//! People as running text introduces them: `Borgmester i X N N (S)`,
//! `N N, der er …,`, `N N er formand for …`.

use std::ops::Range;

use ordret_speech::clause::{bare, phrase_length, tokens};
use ordret_speech::first_names::is_first_name;
use ordret_speech::names::{first_word, is_capitalised, runs};
use ordret_speech::pattern;
use ordret_speech::vocabulary::{is_organisation_word, is_role_word};

use super::mention::{self, Mention};
use crate::text::Text;

pattern!(IS_ROLE, r"^\s*(?:\([^)]{1,24}\)\s*)?(?:er|var|bliver|blev|har været)\s+");
pattern!(PARTY_BEHIND, r"^\s*\(\s*[\p{L} .’'\-]{1,30}\s*\)");
pattern!(
    NEXT_CLAUSE,
    r"\s(?:og|men|samt)\s+(?:har|er|var|vil|bor|arbejder|kan|skal|fortæller|siger|forklarer|mener|ser|tror|synes|lægger|peger|som|der|hun|han)\b|[.;:]\s"
);

/// The people that a sentence introduces: where the name stands, and what the
/// sentence says of them.
pub fn introduced(sentence: &Text) -> Vec<(Range<usize>, Mention)> {
    let mut found = full_names(sentence);
    found.extend(lone_names(sentence, &found));
    found
}

/// First names alone: `Ingelise har sommerhus`, `Datterdatteren Bjørk læser`.
fn lone_names(sentence: &Text, full: &[(Range<usize>, Mention)]) -> Vec<(Range<usize>, Mention)> {
    let words = sentence.as_str();
    let all: Vec<(usize, &str)> = tokens(words).collect();
    let capital = |at: usize| all.get(at).is_some_and(|(_, word)| is_capitalised(bare(word)));
    let mut found = Vec::new();
    for (n, &(from, word)) in all.iter().enumerate() {
        let plain = bare(word);
        let start = from + word.find(plain).unwrap_or(0);
        let range = start..start + plain.len();
        let is_alone = !capital(n + 1) && (n < 2 || !capital(n - 1)) && !word.ends_with('-');
        let is_taken = full.iter().any(|(run, _)| run.start <= range.start && range.end <= run.end);
        if plain.is_empty()
            || is_taken
            || !is_alone
            || !is_first_name(plain)
            || ordret_speech::names::is_opener(plain)
            || is_role_word(plain)
        {
            continue;
        }
        // At a sentence's start many a name is a word (`Line`, `Per`, `Storm`).
        let next = all.get(n + 1).map_or("", |(_, word)| bare(word));
        let says_so = matches!(
            next,
            "har"
                | "er"
                | "var"
                | "havde"
                | "bor"
                | "kommer"
                | "siger"
                | "fortæller"
                | "kan"
                | "vil"
                | "fik"
                | "får"
        ) || word.ends_with(',');
        let ends_sentence = word.ends_with('.') && n + 1 == all.len();
        if n == 0 && !says_so && !ends_sentence {
            continue;
        }
        found.push((
            range.clone(),
            Mention { name: Some(sentence.slice(range)), ..Mention::default() },
        ));
    }
    found
}

fn full_names(sentence: &Text) -> Vec<(Range<usize>, Mention)> {
    let words = sentence.as_str();
    let mut found = Vec::new();
    let mut from = 0;
    for run in runs(words) {
        // `foreningen Havhavens Venner`: the name of a kind, not of a person.
        let kind = words[..run.start].split_whitespace().next_back().unwrap_or("");
        let is_known = is_first_name(first_word(&words[run.clone()]));
        if !is_known && kind.starts_with(char::is_lowercase) && is_organisation_word(bare(kind)) {
            continue;
        }
        let start = left(words, from, run.start);
        let end = right(words, run.end);
        from = run.end;
        let window = sentence.slice(start..end);
        let mut mention = mention::read(&window, None);
        if let Some(role) = role_in_front(sentence, start, &run).filter(|_| mention.role.is_none())
        {
            let told = mention::read(&role, None);
            mention.role = told.role.or(Some(role).filter(|role| !role.as_str().contains(' ')));
            mention.organisation = mention.organisation.or(told.organisation);
        }
        if mention.party.is_none() {
            mention.party = party_in_front(sentence, start);
        }
        let own = &words[run.clone()];
        let genitive = is_genitive(words, &run);
        let is_his = mention
            .name
            .as_ref()
            .is_some_and(|name| own.contains(name.as_str()) || name.as_str().contains(own));
        if !is_his {
            mention = Mention { name: Some(sentence.slice(run.clone())), ..Mention::default() };
        }
        if genitive {
            // `Per Asks kollega`: the name without its ending, and nothing of the rest.
            let bare = run.start..run.end - 1;
            mention = Mention { name: Some(sentence.slice(bare)), ..Mention::default() };
        }
        let is_person = is_first_name(first_word(own))
            || mention.role.is_some()
            || mention.party.is_some()
            || is_likely_person(words, &run);
        if is_person {
            found.push((run, mention));
        }
    }
    found
}

/// `Dirigent for X Byorkester er N N`, and an unlisted trade that opens the
/// sentence: `Basunist N N`.
fn role_in_front(sentence: &Text, start: usize, run: &Range<usize>) -> Option<Text> {
    let before = sentence.as_str()[..start].trim_end();
    let told = before
        .strip_suffix(" er")
        .or_else(|| before.strip_suffix(" hedder"))
        .or_else(|| before.strip_suffix(" var"));
    if let Some(told) = told {
        let count = told.split_whitespace().count();
        let is_role =
            is_role_word(bare(first_word(told))) && count <= 9 && !told.contains([',', '.']);
        return is_role.then(|| sentence.slice(0..told.len()));
    }
    let is_trade = start == run.start
        && !before.is_empty()
        && !before.contains(' ')
        && before.chars().all(char::is_alphabetic)
        && ["ist", "er", "ør", "ent", "ant", "log", "graf", "mand", "kvinde", "elev", "smed"]
            .iter()
            .any(|ending| before.ends_with(ending))
        && is_first_name(first_word(&sentence.as_str()[run.clone()]))
        && !ordret_speech::names::is_opener(before);
    is_trade.then(|| sentence.slice(0..before.len()))
}

pattern!(
    PARTY_OF,
    r"\b(Socialdemokratiet|Venstre|Enhedslisten|Dansk Folkeparti|Liberal Alliance|Alternativet|Moderaterne|Danmarksdemokraterne|Konservative|De Konservative|De Radikale|Radikale Venstre|Nye Borgerlige|SF)[’']?s\s+(?:\p{Ll}[\p{L}-]*\s+){0,3}(?:i\s+\p{Lu}\p{L}+,?\s+)?$"
);

/// `Socialdemokratiets gruppeformand N N`: whose party it is.
fn party_in_front(sentence: &Text, start: usize) -> Option<Text> {
    let name_or_role = &sentence.as_str()[..start];
    let found = PARTY_OF.captures(name_or_role)?.get(1)?;
    Some(sentence.slice(found.range()))
}

/// A name that no list has, where what stands around it speaks of a person.
fn is_likely_person(words: &str, run: &Range<usize>) -> bool {
    let before = words[..run.start].trim_end();
    let last = before.rsplit(' ').next().unwrap_or("");
    let is_place = matches!(
        last.to_lowercase().as_str(),
        "i" | "på"
            | "til"
            | "ved"
            | "fra"
            | "om"
            | "under"
            | "mod"
            | "hos"
            | "af"
            | "den"
            | "det"
            | "de"
            | "hedder"
            | "kaldet"
    );
    let fits = !last.is_empty()
        && !is_place
        && last.starts_with(char::is_lowercase)
        && last.chars().all(char::is_alphabetic);
    let count = words[run.clone()].split(' ').count();
    let rest = &words[run.end..];
    let is_said = [" fra ", ", der er ", ", som er ", " på ", " (", " siger", " fortæller"]
        .iter()
        .any(|next| rest.starts_with(next));
    fits && (2..=4).contains(&count) && is_said
}

/// Whether a run that ends in *s* owns what follows it.
fn is_genitive(words: &str, run: &Range<usize>) -> bool {
    let own = &words[run.clone()];
    let last = own.rsplit(' ').next().unwrap_or("");
    let next = words[run.end..].strip_prefix(' ').map(first_word).unwrap_or("");
    let is_noun = next.starts_with(char::is_lowercase)
        && next.chars().count() > 2
        && !ordret_speech::verbs::reports(bare(next))
        && !matches!(
            next,
            "er" | "var"
                | "har"
                | "havde"
                | "som"
                | "der"
                | "med"
                | "fra"
                | "til"
                | "ved"
                | "for"
                | "kan"
                | "vil"
                | "skal"
                | "men"
                | "mens"
                | "måtte"
                | "blev"
                | "bliver"
                | "står"
                | "stod"
                | "går"
                | "gik"
                | "kom"
                | "kommer"
                | "får"
                | "fik"
                | "tog"
                | "tager"
                | "ikke"
                | "også"
                | "ser"
                | "så"
                | "bor"
                | "efter"
                | "under"
                | "hos"
                | "over"
                | "om"
        );
    last.ends_with('s')
        && is_noun
        && !last.ends_with("us")
        && !is_first_name(last)
        && !matches!(last, "Hans" | "Jens" | "Lars" | "Mads" | "Anders" | "Niels")
}

/// Where the words about a name begin: at the role in front of it.
fn left(words: &str, from: usize, name: usize) -> usize {
    let before = &words[from..name];
    // No further back than the last stop, mark or verb.
    let floor = before
        .rfind(['.', ':', ';', '!', '?', '"', '”', '»', '(', ')'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let region = &before[floor..];
    let all: Vec<(usize, &str)> = tokens(region).collect();
    let mut start = None;
    let mut commas = 0;
    for &(at, word) in all.iter().rev() {
        let plain = bare(word);
        let lower = plain.to_lowercase();
        if word.ends_with(',') {
            commas += 1;
            if commas > 2 || (commas > 1 && start.is_none()) {
                break;
            }
        }
        let is_role = is_role_word(plain) || word.ends_with('-');
        let joins = matches!(
            lower.as_str(),
            "i" | "for"
                | "på"
                | "ved"
                | "af"
                | "hos"
                | "fra"
                | "og"
                | "samt"
                | "den"
                | "det"
                | "de"
                | "til"
                | "under"
                | "&"
                | "inden"
        ) || is_capitalised(plain);
        if is_role {
            start = Some(at);
            continue;
        }
        if ordret_speech::verbs::reports(&lower) || STOPS.contains(&lower.as_str()) {
            break;
        }
        let describes = matches!(
            lower.as_str(),
            "tidligere"
                | "daværende"
                | "nyvalgt"
                | "nyvalgte"
                | "ny"
                | "nye"
                | "konstitueret"
                | "fungerende"
                | "forhenværende"
                | "fhv"
                | "lokal"
                | "lokale"
                | "ledende"
                | "ansvarlig"
                | "kommende"
                | "afgående"
                | "nuværende"
                | "administrerende"
                | "adm"
                | "politisk"
                | "daglig"
                | "faglig"
                | "kommunal"
                | "praktiserende"
        );
        if describes && start.is_some() {
            start = Some(at);
            continue;
        }
        // A genitive in front of the role is whose it is.
        if start.is_some() && is_capitalised(plain) && plain.ends_with('s') {
            start = Some(at);
            continue;
        }
        let is_noun_between =
            !joins && !lower.is_empty() && start.is_none() && plain.starts_with(char::is_lowercase);
        if joins || is_noun_between {
            continue;
        }
        break;
    }
    let Some(start) = start else { return name };
    // Only what can stand between a role and its name stands there.
    let chain = &region[start..];
    let is_chain = chain.split_whitespace().count() <= 16 && chain.matches(',').count() <= 2;
    if is_chain { from + floor + start } else { name }
}

/// Words that a role and its name never have between them.
const STOPS: &[&str] = &[
    "at", "som", "der", "når", "hvis", "da", "mens", "er", "var", "har", "havde", "bliver", "blev",
    "med", "men", "hvor", "kan", "vil", "skal", "om", "efter", "ifølge", "over", "mod", "ikke",
    "mellem", "uden", "gik", "kom", "tog", "fik", "står", "stod", "møder", "mødte", "hun", "han",
    "vi", "jeg", "måtte",
];

/// Where the words about a name end.
fn right(words: &str, name: usize) -> usize {
    let mut end = name;
    if let Some(party) = PARTY_BEHIND.find(&words[end..]) {
        end += party.end();
    }
    let rest = &words[end..];
    if let Some(is) = IS_ROLE.find(rest) {
        let told = &rest[is.end()..];
        let begins = first_word(told);
        let skip = if matches!(
            begins,
            "en" | "et" | "ny" | "den" | "også" | "i dag" | "til" | "både" | "selv"
        ) {
            begins.len() + 1
        } else {
            0
        };
        let told_role = told
            .get(skip..)
            .unwrap_or(told)
            .split_whitespace()
            .take(3)
            .any(|word| is_role_word(bare(word)));
        if told_role || is_trade(told) {
            let stop = NEXT_CLAUSE.find(told).map_or(told.len(), |next| next.start());
            let stop =
                told[..stop].find(", ").filter(|&at| !continues(&told[at + 2..])).unwrap_or(stop);
            return end + is.end() + stop;
        }
        return end;
    }
    if rest.starts_with(',') {
        return end + apposition(&words[..end], rest);
    }
    if let Some(fra) = rest
        .strip_prefix(" fra ")
        .or_else(|| rest.strip_prefix(" i "))
        .or_else(|| rest.strip_prefix(" hos "))
    {
        let org: usize = organisation_words(fra);
        if org > 0 {
            return end + (rest.len() - fra.len()) + org;
        }
    }
    end
}

/// `cykelbud i Ørslund`: an unlisted trade with where it is held.
fn is_trade(told: &str) -> bool {
    pattern!(TRADE, r"^\p{Ll}{4,}[\p{Ll}\-]*\s(?:i|på|hos|ved|for)\s\p{Lu}");
    let first = first_word(told);
    TRADE.is_match(told)
        && !["et", "ede", "ig", "te", "nde"].iter().any(|ending| first.ends_with(ending))
}

/// The bytes of an organisation's name at the beginning.
fn organisation_words(words: &str) -> usize {
    let own = words.split([',', '.', ';', ':']).next().unwrap_or("");
    let length = ordret_speech::names::organisation_length(own);
    // `fra Agrorådgivningen`: definite, so that it is no town.
    let first = first_word(own);
    if is_capitalised(first)
        && first.chars().count() >= 8
        && ["en", "et", "erne"].iter().any(|ending| first.ends_with(ending))
    {
        return first.len();
    }
    if length > 0 && own[..length].split_whitespace().any(|word| is_organisation_word(bare(word))) {
        length
    } else {
        0
    }
}

fn continues(rest: &str) -> bool {
    rest.split_whitespace()
        .take(3)
        .any(|word| is_role_word(bare(word)) || is_organisation_word(bare(word)))
}

/// The bytes behind a name, from its comma on, that go on naming.
fn apposition(named: &str, rest: &str) -> usize {
    let name_at = named.len();
    let whole = format!("{named}{rest}");
    // The phrase is read as a clause's subject is: from the last name on.
    let start = runs(named).last().map_or(0, |run| run.start);
    let length = phrase_length(&whole[start..]);
    (start + length).saturating_sub(name_at)
}
