//! One mention of a person, as speakers' lines and reporting clauses write it:
//! `Navn, rolle, organisation (V)`, `rolle, organisation, navn`,
//! `borgmester Navn (V)`, `rolle i Organisation Navn`, in any order.

use ordret_model::{FormerRole, RoleGroup};
use ordret_speech::first_names::is_first_name;
use ordret_speech::names::{
    PREPOSITION, ends_in_joint, first_word, is_capitalised, is_name, is_organisation,
    organisation_length, runs, same_person, split_name, trailing_name,
};
use ordret_speech::pattern;
use ordret_speech::vocabulary::{is_organisation_word, is_role_word, role_group};

use crate::text::Text;

/// What one mention says of a person. Each part is a piece of the mention.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mention {
    /// The name.
    pub name: Option<Text>,
    /// The party's letters or name, from parentheses.
    pub party: Option<Text>,
    /// The role.
    pub role: Option<Text>,
    /// The organisation.
    pub organisation: Option<Text>,
    /// A place the role is in where no organisation is named (`borgmester i X`).
    pub place: Option<Text>,
    /// Whether it names more than one person: then none of them is the name.
    pub several: bool,
    /// Whether it says how old somebody is.
    pub aged: bool,
    /// The first words that say so, `tidligere` and all.
    pub formerly: Option<Text>,
    /// Roles said to be former.
    pub former: Vec<(FormerRole, Text)>,
}

pattern!(
    PARTY,
    r"\s*\((\p{Lu}{1,3}|Venstre|Socialdemokratiet|Konservative|Det Konservative Folkeparti|Radikale Venstre|SF|Socialistisk Folkeparti|Enhedslisten|Dansk Folkeparti|Liberal Alliance|Alternativet|Moderaterne|Danmarksdemokraterne|Nye Borgerlige|Lokallisten|[Uu]den for parti)\)"
);
// Words that begin a remark about somebody rather than a role of theirs.
pattern!(
    REMARK,
    r"(?i)^(?:der|som|hvis|hvor|og|men|mens|da|når|fordi|efter|har|havde|er|var|blev|bliver|kom|kommer|fik|får|tog|tager|stod|står|gik|går|gør|gjorde|kan|kunne|skal|skulle|vil|ville|mener|siger|forsker|arbejder|leder|bor|til|om|han|hun|de|det|den|\p{L}+ede|\p{L}+te)\b"
);
pattern!(FORMER, r"(?i)^(?:(?:og\s+)?(?:tidligere|forhenværende|fhv\.|tidl\.|eks-))\s*");
// `rektor … og tidligere viceborgmester …`, `fhv. rådmand … og nu direktør …`:
// what one sentence joins are two roles of two times.
pattern!(OTHER_TIME, r"(?i)\s+og\s+(?:tidligere|forhenværende|fhv\.|tidl\.|nu|nuværende|i dag)\s");
pattern!(NOW, r"(?i)^(?:og\s+)?(?:nu|nuværende|i dag|i øjeblikket|p\.t\.)\s+");
// A by-line's word is no part of the name it leads to.
pattern!(BYLINE, r"^(?:Af|Citat af)\s+");
pattern!(
    IS_ROLE_OF,
    r"(?i)^(?:(?:der|som)\s+)?(?:er|var|har været|bliver|blev)\s+(?:både\s+|også\s+|til daglig\s+|i dag\s+|ny\s+|en\s+|et\s+)?(?:ansat\s+som\s+)?"
);
// How old somebody is, and since when, is no role.
pattern!(AGE, r"^(?:\d{1,3}\s*år|\d{1,3}-årige?)$");
pattern!(
    SINCE,
    r"\s(?:siden|gennem|i\s+(?:snart\s+|over\s+|mere\s+end\s+|næsten\s+)?[\p{L}\d]+\s+(?:år|sæsoner|måneder|uger|årtier|perioder))\b.*$"
);
// Whose somebody is, and what makes a role definite, is no word of the role.
pattern!(
    DETERMINER,
    r"^(?:(?:(?i:den|det|de|en|et|hans|hendes|deres|sin|dens|kommunens|byens|øens|skolens)|\p{Ll}{3,}(?:ens|ets|ernes))\s+(?:eneste\s+|nye\s+|første\s+|egen\s+)?)+"
);
// What goes on about somebody is no word of the role.
pattern!(
    GOES_ON,
    r"\s(?:(?:og|men)\s+(?:ikke|har|er|var|bor|havde|også|går|arbejder|kommer|står|sidder|kan|vil|skal)|(?:på|ved|hos|fra)\s+\p{Ll}[\p{L}\-]*|i\s+\p{Ll}+(?:en|et|erne)$|(?:på|i|ved|hos)\s+(?:et|en)\s|dengang|i dag|bag os|bag mig|i kommunen|i regionen|i byen|på skolen|på stedet)\b.*$"
);
// `Askelund Kommunes teknikchef`, `Socialdemokratiets ordfører`: whose role it is.
pattern!(OWNER, r"^((?:\p{Lu}[\p{L}’\-]*\s+)*\p{Lu}[\p{L}\-]*?)[’']?s\s+(\p{Ll}.*)$");
// `lektor ved X Universitet og førsteforfatter`: a second role without a place.
pattern!(
    TRAILING_ROLE,
    r"\s(?:i|for|på|ved|af|hos)\s\p{Lu}.*?\p{Ll}(\s(?:og|samt)\s+(\p{Ll}[\p{L}\-]+))$"
);
// `borgmester i X og formand for Y`: the first of two roles, each with its own place.
pattern!(
    SECOND_ROLE,
    r"\s(?:i|for|på|ved|af)\s.*?(\s(?:og|samt)\s+(?:\p{L}+-\s+og\s+)?(\p{Ll}[\p{L}\-]+)\s+(?:i|for|på|ved|af)\s.*)$"
);

/// Reads one mention. `known_name` is the name another mention of the same
/// person gave: with it, other capitalised words are an organisation.
pub fn read(text: &Text, known_name: Option<&str>) -> Mention {
    let mut mention = Mention::default();
    let byline = BYLINE.find(text.as_str()).map_or(0, |found| found.end());
    let (text, parties) = take_parties(&text.slice(byline..text.as_str().len()));
    let segments = join_enumerations(split_at_commas(&text));
    for (i, segment) in segments.iter().enumerate() {
        let now = NOW.find(segment.as_str()).map_or(0, |found| found.end());
        let segment = &segment.slice(now..segment.as_str().len());
        let words = segment.as_str();
        if words.is_empty() {
            continue;
        }
        if let Some(former) = FORMER.find(words).filter(|found| !found.as_str().trim().is_empty()) {
            let rest = segment.slice(former.end()..words.len());
            // `tidligere amtsborgmester N N`: what they are called here.
            if let Some((_, name)) = name_at_end(segment).filter(|_| mention.name.is_none()) {
                let head = segment.slice(0..words.len() - name.as_str().len()).trim();
                mention.role = Some(bare_role(&head));
                mention.name = Some(name);
                continue;
            }
            mention.formerly.get_or_insert_with(|| segment.clone());
            mention.former.push((former_role(rest.as_str()), rest));
            continue;
        }
        // `Anna, 9 år, Skovby`
        if i == 0 && segments.len() > 1 && is_first_name(words) {
            mention.name = Some(segment.clone());
            continue;
        }
        if AGE.is_match(words) {
            mention.aged = true;
            continue;
        }
        // A name that begins the line is a name, whoever else is known.
        let known_name = known_name.filter(|_| i > 0);
        let said = Context { known_name, later: &segments[i + 1..] };
        if !read_segment(segment, said, &mut mention) {
            break;
        }
    }
    let own = parties.into_iter().find(|party| mention.is_followed_by(party));
    mention.party = own.or(mention.party.take());
    // `borgmester N N, Radikale`: where the party stands as an organisation does.
    if let Some(party) = mention.organisation.take_if(|named| is_party(named.as_str())) {
        mention.party.get_or_insert(party);
    }
    mention.place_of_citizen();
    mention
}

/// What a segment is read by, beside its own words.
#[derive(Clone, Copy)]
struct Context<'m> {
    /// The name another mention gave.
    known_name: Option<&'m str>,
    /// The segments behind it.
    later: &'m [Text],
}

impl Context<'_> {
    /// The next segment, where that is an organisation: the role is held in it.
    fn organisation_behind(&self) -> Option<&str> {
        let next = self.later.first().map(Text::as_str);
        next.filter(|next| is_capitalised(next) && is_organisation(next))
    }
}

impl Mention {
    /// Whether a party stands in or right behind one of the pieces, so that it
    /// is this person's: `…, efterfulgte Bo Kjær (V)` says nothing of the speaker.
    fn is_followed_by(&self, party: &Text) -> bool {
        let pieces =
            [&self.name, &self.role, &self.organisation, &self.place].into_iter().flatten();
        let at = party.span().start;
        let own = self.name.as_ref().map(Text::as_str);
        pieces.chain(self.former.iter().map(|(_, text)| text)).any(|piece| {
            let span = piece.span();
            // `, (` is the most that stands between a piece and its party. One
            // inside a piece (`formand (A) for X`) may follow another's name.
            let before = piece.as_str().char_indices().map(|(i, _)| i);
            let length = before.take_while(|&i| piece.span_of(i..i + 1).start < at).last();
            span.start < at
                && at <= span.end + 3
                && (at >= span.end
                    || !length.is_some_and(|i| ends_in_other(&piece.as_str()[..i], own)))
        })
    }

    /// Roles said one after the other are one: `ph.d., lektor`.
    fn add_role(&mut self, role: &Text) {
        if role.is_empty() {
            return;
        }
        match &mut self.role {
            Some(first) if role.span().start <= first.span().end + 2 => first.join(", ", role),
            // `Ph.d. Navn, adjunkt`: the degree is no role where a role is said.
            Some(degree) if is_degree(degree.as_str()) => *degree = role.clone(),
            Some(_) => {}
            slot => *slot = Some(role.clone()),
        }
    }

    /// The first organisation named is whose the role is, unless it is only a
    /// unit of the one named next.
    fn add_organisation(&mut self, organisation: &Text) {
        let is_part =
            |inner: &Text| is_unit(inner.as_str()) && has_territory(organisation.as_str());
        if self.organisation.as_ref().is_none_or(is_part) {
            self.organisation = Some(organisation.clone());
        }
    }

    /// `Navn, borger, Sted`: a citizen belongs to a place, not to an organisation.
    fn place_of_citizen(&mut self) {
        let is_place = |text: &mut Text| !is_organisation(text.as_str());
        if self.group() == Some(RoleGroup::Citizen) && self.place.is_none() {
            self.place = self.organisation.take_if(is_place);
        }
    }

    /// The group of the role. Whoever is presented by an age and no role (`Anna, 9 år, Skovby`)
    /// speaks as a citizen, unless an organisation or a party is named beside it.
    pub fn group(&self) -> Option<RoleGroup> {
        if let Some(role) = &self.role {
            return role_group(role.as_str());
        }
        let speaks_for = |text: &Text| is_organisation(text.as_str());
        let is_free = self.party.is_none() && !self.organisation.as_ref().is_some_and(speaks_for);
        (self.aged && is_free).then_some(RoleGroup::Citizen)
    }
}

/// Reads a segment into the mention; false when it begins a remark, after
/// which nothing more is said of who this is.
fn read_segment(segment: &Text, said: Context, mention: &mut Mention) -> bool {
    let words = segment.as_str();
    if let Some(role) = IS_ROLE_OF.find(words) {
        let told =
            role.end() + DETERMINER.find(&words[role.end()..]).map_or(0, |found| found.end());
        let rest = segment.slice(told..words.len());
        let is_trade = TRADE.is_match(rest.as_str())
            && !rest.as_str().split(' ').next().is_some_and(|word| {
                word.ends_with("et") || word.ends_with("ede") || word.ends_with("ig")
            });
        if is_trade && !is_role_word(first_word(rest.as_str())) {
            return read_role(&rest, said, mention);
        }
        return is_role_word(first_word(rest.as_str())) && read_segment(&rest, said, mention);
    }
    // `den nyvalgte formand`, `Havnens lokale leder`
    if let Some(found) = DETERMINER.find(words) {
        let rest = segment.slice(found.end()..words.len());
        if rest.as_str().split_whitespace().take(2).any(is_role_word) {
            return read_role(&rest, said, mention);
        }
    }
    if is_relation(words) {
        return true;
    }
    if mention.name.is_none()
        && let Some(several) = two_names(segment)
    {
        mention.several = true;
        return several.is_empty() || read_segment(&several, said, mention);
    }
    if let Some((head, name)) =
        name_at_end(segment).filter(|_| mention.name.is_none() && said.known_name.is_none())
    {
        mention.name = Some(name);
        return head.is_empty() || read_segment(&head, said, mention);
    }
    if let Some((name, rest)) = name_and_role(segment).filter(|_| mention.name.is_none()) {
        mention.name = Some(name);
        return read_segment(&rest, said, mention);
    }
    // `2. viceborgmester` begins as small as `viceborgmester`.
    let starts_small = words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let is_role = is_role_word(first_word(words)) || has_role_before_preposition(words);
    // An unlisted trade right behind the name: `basunist`, `urmager og cyklist`.
    let is_trade = starts_small
        && mention.name.is_some()
        && mention.role.is_none()
        && words.split_whitespace().count() <= 3
        && !REMARK.is_match(words)
        && !PREPOSITION.is_match(&format!(" {} ", first_word(words)))
        && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
        && !ordret_speech::verbs::reports(first_word(words));
    if is_trade {
        return read_role(segment, said, mention);
    }
    if starts_small
        && !is_role
        && (REMARK.is_match(words) || mention.role.is_some() || names_someone(words))
    {
        return false;
    }
    if is_organisation(words) && !is_role && !starts_small {
        mention.add_organisation(segment);
        return true;
    }
    if is_name(words) && !is_role {
        let known = said.known_name.or(mention.name.as_ref().map(Text::as_str));
        return match known {
            Some(known) if !same_person(known, words) => fill(&mut mention.organisation, segment),
            _ => fill(&mut mention.name, segment),
        };
    }
    if starts_small || is_role {
        return read_role(segment, said, mention);
    }
    read_capitalised(segment, mention)
}

/// `landsleder for Havpartiet N N`, `urmager N N`: a name that is one for sure at
/// the end, and what stands in front of it.
fn name_at_end(segment: &Text) -> Option<(Text, Text)> {
    let words = segment.as_str();
    let name =
        runs(words).into_iter().last().filter(|run| run.end == words.len() && run.start > 0)?;
    let head = segment.slice(0..name.start).trim();
    let known = is_first_name(first_word(&words[name.clone()]));
    // Of an unknown name only a role in small letters right in front tells.
    let last = head.as_str().split_whitespace().next_back().unwrap_or("");
    let is_apposed = last.starts_with(char::is_lowercase) && is_role_word(last);
    let fits = (known || is_apposed || (is_capitalised(last) && is_organisation_word(last)))
        && !ends_in_joint(head.as_str())
        && !head.as_str().ends_with(['-', '"']);
    fits.then(|| (head, segment.slice(name)))
}

/// Whether words are a party's name.
fn is_party(words: &str) -> bool {
    matches!(
        words,
        "Socialdemokratiet"
            | "Venstre"
            | "Enhedslisten"
            | "Dansk Folkeparti"
            | "Liberal Alliance"
            | "Alternativet"
            | "Moderaterne"
            | "Danmarksdemokraterne"
            | "Konservative"
            | "De Konservative"
            | "Radikale"
            | "Det Konservative Folkeparti"
            | "Radikale Venstre"
            | "De Radikale"
            | "Nye Borgerlige"
            | "SF"
            | "Socialistisk Folkeparti"
    )
}

/// `N N og M M, byrådsmedlemmer`: two people; what is left of the segment.
fn two_names(segment: &Text) -> Option<Text> {
    let words = segment.as_str();
    let all = runs(words);
    let [one, two] = all.as_slice() else { return None };
    let is_pair = words[one.end..two.start].trim() == "og"
        && one.start == 0
        && [one, two].iter().all(|run| is_first_name(first_word(&words[(*run).clone()])));
    is_pair.then(|| segment.slice(two.end..words.len()).trim())
}

/// A role without what makes it definite, whose it is, and since when.
fn bare_role(role: &Text) -> Text {
    let words = role.as_str();
    let from = DETERMINER.find(words).map_or(0, |found| found.end());
    let to = SINCE.find(words).map_or(words.len(), |found| found.start());
    role.slice(from.min(to)..to).trim()
}

/// `Navns leder`: whom the person is somebody to; no name or role of theirs.
fn is_relation(words: &str) -> bool {
    split_name(words)
        .is_some_and(|end| words[..end].ends_with('s') && is_role_word(first_word(&words[end..])))
}

/// Whether a person is named in the middle: `efterfølger Bo Kjær som rektor`.
fn names_someone(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    all.windows(3)
        .any(|three| is_name(&three[..2].join(" ")) && three[2].starts_with(char::is_lowercase))
}

/// `Navn er rolle …`, `Navn fra Organisation`, `Navn rolle …`: the name, and
/// what is left to read.
fn name_and_role(segment: &Text) -> Option<(Text, Text)> {
    let words = segment.as_str();
    let end = split_name(words)?;
    let rest = segment.slice(end..words.len()).trim();
    let is_said = IS_ROLE_OF.find(rest.as_str()).map_or(0, |found| found.end());
    let is_said =
        is_said + DETERMINER.find(&rest.as_str()[is_said..]).map_or(0, |found| found.end());
    let told = &rest.as_str()[is_said..];
    // `N N er cykelbud i Ørslund`: a trade that no list has.
    let is_trade = is_said > 0 && told.starts_with(char::is_lowercase) && TRADE.is_match(told);
    (is_role_word(first_word(told)) || is_trade).then(|| (segment.slice(0..end), rest))
}

// A noun with where it is held, and nothing that could be an adjective.
pattern!(TRADE, r"^\p{Ll}{4,}[\p{Ll}\-]*\s(?:i|på|hos|ved|for)\s\p{Lu}");

/// Capitalised and no name: `KL`, or a name with what the person is from
/// (`Navn fra Organisation`).
fn read_capitalised(segment: &Text, mention: &mut Mention) -> bool {
    let words = segment.as_str();
    let Some(length) = split_name(words).filter(|_| mention.name.is_none()) else {
        let speaks_of_someone = mention.role.is_some() || mention.name.is_some();
        return speaks_of_someone && fill(&mut mention.organisation, segment);
    };
    mention.name = Some(segment.slice(0..length));
    let rest = segment.slice(length..words.len()).trim();
    let joint = first_word(rest.as_str());
    if !PREPOSITION.is_match(&format!(" {joint} ")) {
        return false;
    }
    let organisation = rest.slice(joint.len()..rest.as_str().len()).trim();
    is_capitalised(organisation.as_str()) && fill(&mut mention.organisation, &organisation)
}

/// `rolle`, `rolle i Organisation`, `rolle Navn`, `rolle i Organisation Navn`.
fn read_role(segment: &Text, said: Context, mention: &mut Mention) -> bool {
    let stops = [SINCE.find(segment.as_str()), GOES_ON.find(segment.as_str())];
    let stop = stops.into_iter().flatten().map(|stop| stop.start()).min();
    let segment = &segment.slice(0..stop.unwrap_or(segment.as_str().len()));
    if let Some((whole, name)) = name_at_end(segment).filter(|_| mention.name.is_none()) {
        mention.name = Some(name);
        return read_role(&whole, said, mention);
    }
    let second = SECOND_ROLE
        .captures(segment.as_str())
        .filter(|found| found.get(2).is_some_and(|word| is_role_word(word.as_str())));
    // `lektor ved X Universitet og førsteforfatter`
    let trailing = TRAILING_ROLE
        .captures(segment.as_str())
        .filter(|found| found.get(2).is_some_and(|word| is_role_word(word.as_str())));
    let cut = second
        .or(trailing)
        .and_then(|found| found.get(1))
        .map_or(segment.as_str().len(), |second| second.start());
    let segment = &segment.slice(0..cut);
    if let Some(found) = OWNER.captures(segment.as_str())
        && let (Some(owner), Some(role)) = (found.get(1), found.get(2))
        && role.as_str().split_whitespace().take(2).any(is_role_word)
    {
        let whose = segment.slice(owner.range());
        match () {
            _ if is_party(whose.as_str()) => mention.party = mention.party.take().or(Some(whose)),
            _ if is_organisation(whose.as_str()) => mention.add_organisation(&whose),
            _ if !whose.as_str().contains(' ') => _ = fill(&mut mention.place, &whose),
            _ => {}
        }
        return read_role(&segment.slice(role.range()), said, mention);
    }
    let words = segment.as_str();
    let held = held_in(words, said.organisation_behind());
    let (role_end, name) = match &held {
        Some(held) => (held.role_end, Some(held.name).filter(|name| !name.is_empty())),
        None => match trailing_name(words) {
            Some(start) => (words[..start].trim_end().len(), Some(&words[start..])),
            None => (words.len(), None),
        },
    };
    let mut role = segment.slice(0..role_end).trim();
    // `driftsleder N N fra X`: the name stands inside.
    if let Some((head, own)) =
        name_at_end(&role).filter(|_| mention.name.is_none() && name.is_none())
    {
        mention.name = Some(own);
        role = head;
    }
    mention.add_role(&bare_role(&role));
    if let Some(held) = held {
        let place = segment.narrow(held.organisation);
        if held.is_place {
            fill(&mut mention.place, &place);
        } else if governs(held.organisation) || !is_elected_role(&words[..role_end]) {
            mention.add_organisation(&place);
        } else {
            fill(&mut mention.place, &place);
        }
    }
    if let Some(name) = name {
        fill(&mut mention.name, &segment.narrow(name));
    }
    true
}

/// Where a role is held, by the words of one segment.
struct Held<'w> {
    /// Where the role's own words end.
    role_end: usize,
    organisation: &'w str,
    /// Whether it is only where: `fyrpasser på Rågø`.
    is_place: bool,
    /// The name behind it, or nothing.
    name: &'w str,
}

/// `leder af Huset i A Kommune` is held in A Kommune: a municipality, region or
/// university goes before whatever is named in front of it. `direktør for Børn
/// og Unge` is held in what follows, where an organisation does.
fn held_in<'w>(words: &'w str, behind: Option<&str>) -> Option<Held<'w>> {
    let held = |found: regex::Match| {
        let rest = &words[found.end()..];
        // `medstifter af foreningen Havhaven`: the kind is no word of the name.
        let kind = first_word(rest);
        let own = rest[kind.len()..].trim_start();
        let is_kind = kind.starts_with(char::is_lowercase)
            && is_organisation_word(kind)
            && is_capitalised(own)
            && !is_first_name(first_word(own));
        let rest = if is_kind { own } else { rest };
        let length = Some(rest).filter(|rest| is_capitalised(rest)).map(organisation_length)?;
        let (organisation, name) = (rest[..length].trim(), rest[length..].trim());
        let is_area = matches!(found.as_str(), " for " | " af ")
            && behind.is_some_and(|behind| has_territory(behind) || !is_organisation(organisation));
        // `en talsmand for N N` speaks for a person, who is no organisation.
        let is_person = is_first_name(first_word(organisation))
            && organisation.contains(' ')
            && !is_organisation(organisation);
        let fits = length > 0 && (name.is_empty() || is_name(name)) && !is_area && !is_person;
        let is_place = !is_kind
            && matches!(found.as_str(), " i " | " på ")
            && !organisation.contains(' ')
            && !is_organisation(organisation)
            && !organisation.chars().all(char::is_uppercase)
            && !["en", "et", "erne", "ne"].iter().any(|ending| organisation.ends_with(ending));
        fits.then_some(Held { role_end: found.start(), organisation, is_place, name })
    };
    let all: Vec<Held> = PREPOSITION.find_iter(words).filter_map(held).collect();
    let outer = all.iter().rposition(|held| has_territory(held.organisation)).unwrap_or(0);
    // `lektor på Institut for Vand på X Universitet`: the role ends where the first begins.
    let role_end = all
        .iter()
        .filter(|held| is_within(&words[held.role_end..]))
        .map(|held| held.role_end)
        .min();
    let mut held = all.into_iter().nth(outer)?;
    held.role_end = role_end.unwrap_or(held.role_end).min(held.role_end);
    Some(held)
}

/// Whether a role is held inside what follows, rather than for it.
fn is_within(words: &str) -> bool {
    [" på ", " ved ", " hos "].iter().any(|joint| words.starts_with(joint))
}

fn is_degree(role: &str) -> bool {
    matches!(role.to_lowercase().as_str(), "ph.d." | "ph.d" | "phd" | "dr.")
}

/// Whether elected people may sit in what is named, rather than for a place.
fn governs(organisation: &str) -> bool {
    is_organisation(organisation) || organisation.ends_with(" Byråd")
}

/// Municipalities, regions and universities: what units are parts of.
fn has_territory(organisation: &str) -> bool {
    let last = organisation.split_whitespace().next_back().unwrap_or("");
    matches!(last, "Kommune" | "Regionskommune" | "Universitet" | "Byråd")
        || organisation.starts_with("Region ")
}

/// A part of an organisation that is named before it: `Center for X`.
fn is_unit(organisation: &str) -> bool {
    let first = first_word(organisation);
    let begins = matches!(first, "Center" | "Centret" | "Institut" | "Institut," | "Sektion");
    let endings = [
        "forvaltning",
        "forvaltningen",
        "afdeling",
        "afdelingen",
        "sekretariat",
        "sekretariatet",
        "fakultet",
        "fakultetet",
    ];
    let last = organisation.split_whitespace().next_back().unwrap_or("").to_lowercase();
    begins || endings.iter().any(|ending| last.ends_with(ending))
}

/// A former role as a sentence says it: `innovationschef i Region Vest`,
/// `direktør for by og land, Lindø Kommune`.
pub fn former_role(words: &str) -> FormerRole {
    let words = PARTY.replace_all(words, "");
    let words = words.trim().trim_end_matches(['.', ',', ';']).trim();
    let by_comma =
        words.rsplit_once(',').map(|(role, organisation)| (role.trim(), organisation.trim()));
    if let Some((role, organisation)) =
        by_comma.filter(|(_, last)| is_organisation(last) || is_capitalised(last))
    {
        return FormerRole { role: role.to_owned(), organisation: Some(organisation.to_owned()) };
    }
    match held_in(words, None).filter(|held| held.name.is_empty()) {
        Some(held) => FormerRole {
            role: words[..held.role_end].trim().to_owned(),
            organisation: Some(held.organisation.to_owned()),
        },
        None => FormerRole { role: words.to_owned(), organisation: None },
    }
}

/// The text without parties in parentheses, and the parties.
fn take_parties(text: &Text) -> (Text, Vec<Text>) {
    let found: Vec<_> =
        PARTY.captures_iter(text.as_str()).filter_map(|c| Some((c.get(0)?, c.get(1)?))).collect();
    let parties = found.iter().map(|(_, party)| text.slice(party.range())).collect();
    (text.without(&found.iter().map(|(whole, _)| whole.range()).collect::<Vec<_>>()), parties)
}

fn split_at_commas(text: &Text) -> Vec<Text> {
    let trim =
        |part: &str| text.narrow(part.trim().trim_end_matches(['.', ':', ';', ',']).trim_end());
    let keep_abbreviation = |part: &str| {
        // "Ph.d." keeps its point, "… Universitet." does not.
        let piece = part.trim().trim_end_matches(',');
        is_abbreviation(piece).then(|| text.narrow(piece))
    };
    commas(text.as_str())
        .into_iter()
        .flat_map(split_times)
        .map(|part| keep_abbreviation(part).unwrap_or_else(|| trim(part)))
        .collect()
}

/// The pieces between commas; `teknik-, plan- og trafikudvalget` is one.
fn commas(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, _) in words.match_indices([',', ';']).filter(|(at, _)| !words[..*at].ends_with('-')) {
        pieces.push(&words[from..at]);
        from = at + 1;
    }
    pieces.push(&words[from..]);
    pieces
}

/// A segment, parted where it goes on to another time.
fn split_times(part: &str) -> Vec<&str> {
    let mut from = 0;
    let mut times = Vec::new();
    for joint in OTHER_TIME.find_iter(part) {
        times.push(&part[from..joint.start()]);
        from = joint.start();
    }
    times.push(&part[from..]);
    times
}

fn is_abbreviation(piece: &str) -> bool {
    piece.ends_with('.') && piece[..piece.len() - 1].contains('.') && !piece.contains(' ')
}

/// `direktør for Pleje | sundhed og arbejdsmarked | X Kommune`: an enumeration
/// inside a role is put together again where an organisation follows it.
fn join_enumerations(segments: Vec<Text>) -> Vec<Text> {
    let organisation =
        segments.iter().position(|s| is_organisation(s.as_str()) && is_capitalised(s.as_str()));
    let role = segments.iter().position(|s| is_role_word(first_word(s.as_str())));
    let (Some(role), Some(organisation)) = (role, organisation) else { return segments };
    let between = segments.get(role + 1..organisation).unwrap_or_default();
    let ends_enumeration = between.last().is_some_and(|last| last.as_str().contains(" og "));
    let small =
        |s: &Text| s.as_str().starts_with(char::is_lowercase) && !REMARK.is_match(s.as_str());
    if !ends_enumeration || !between.iter().all(small) {
        return segments;
    }
    let mut joined = segments[role].clone();
    between.iter().for_each(|part| joined.join(", ", part));
    let mut all = segments[..role].to_vec();
    all.push(joined);
    all.extend_from_slice(&segments[organisation..]);
    all
}

fn fill(slot: &mut Option<Text>, value: &Text) -> bool {
    if slot.is_none() {
        *slot = Some(value.clone());
    }
    true
}

/// `lokal leder i …`, `Ledende overlæge …`: an adjective before the role.
fn has_role_before_preposition(words: &str) -> bool {
    let head = PREPOSITION.find(words).map_or(words, |found| &words[..found.start()]);
    let all: Vec<&str> = head.split_whitespace().collect();
    let second_is_small = all.get(1).is_some_and(|word| word.starts_with(char::is_lowercase));
    all.iter().take(3).any(|word| is_role_word(word))
        && (head.starts_with(char::is_lowercase) || second_is_small)
        && !REMARK.is_match(words)
}

fn is_elected_role(role: &str) -> bool {
    role_group(role) == Some(RoleGroup::Politician)
}

/// Whether `words` end in the name of somebody who is not called `name`.
pub fn ends_in_other(words: &str, name: Option<&str>) -> bool {
    let words = words.trim_end_matches([' ', ',', ';']);
    let starts = words.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
    starts
        .map(|start| &words[start..])
        .find(|tail| is_name(tail))
        .is_some_and(|tail| name.is_none_or(|name| !same_person(tail, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// name | party | role | organisation
    fn check(line: &str, expected: &str) {
        let mention = read(&Text::at(0, line), None);
        let show = |part: &Option<Text>| {
            part.as_ref().map_or("–".to_owned(), |text| text.as_str().to_owned())
        };
        let found = [&mention.name, &mention.party, &mention.role, &mention.organisation]
            .map(show)
            .join(" | ");
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn whoever_is_presented_by_an_age_is_a_citizen_of_a_place() {
        for (line, name, place, group) in [
            ("Anna, 9 år, Skovby", "Anna", Some("Skovby"), Some(RoleGroup::Citizen)),
            (
                "Anna Krogh, 34-årige, Skovby",
                "Anna Krogh",
                Some("Skovby"),
                Some(RoleGroup::Citizen),
            ),
            ("Bo, 71 år", "Bo", None, Some(RoleGroup::Citizen)),
            ("Bo Kær, 52 år, Lindø Kommune", "Bo Kær", None, None),
            ("Bo Kær (V), 52 år", "Bo Kær", None, None),
            ("Bo Kær, 52 år, borgmester", "Bo Kær", None, Some(RoleGroup::Politician)),
        ] {
            let mention = read(&Text::at(0, line), None);
            let found = |part: &Option<Text>| part.as_ref().map(|text| text.as_str().to_owned());
            assert_eq!(found(&mention.name).as_deref(), Some(name), "{line}");
            assert_eq!(found(&mention.place).as_deref(), place, "{line}");
            assert_eq!(mention.group(), group, "{line}");
            assert!(place.is_none() || mention.organisation.is_none(), "{line}");
        }
    }

    #[test]
    fn a_mention_is_read_whatever_its_order() {
        check(
            "Anna Brink Holm, Ph.d., Vestsund Universitet.",
            "Anna Brink Holm | – | Ph.d. | Vestsund Universitet",
        );
        check("Ph.d., Vestsund Universitet.", "– | – | Ph.d. | Vestsund Universitet");
        check(
            "Borgmester, Lindø Kommune, Bo Kjær (V), besluttede at gå",
            "Bo Kjær | V | Borgmester | Lindø Kommune",
        );
        check(
            "Bo Kjær(S), socialborgmester i Lindø Kommune, der mener, at",
            "Bo Kjær | S | socialborgmester | Lindø Kommune",
        );
        check("borgmester Bo Kjær (SF)", "Bo Kjær | SF | borgmester | –");
        check(
            "kommunaldirektør i Lindø Kommune Inger Marie Friis",
            "Inger Marie Friis | – | kommunaldirektør | Lindø Kommune",
        );
        check(
            "Eva Dam, professor ved Vestsund Universitet.",
            "Eva Dam | – | professor | Vestsund Universitet",
        );
        check(
            "Eva Dam, forsker i ledelse og fornyelse,",
            "Eva Dam | – | forsker i ledelse og fornyelse | –",
        );
        check("Eva Dam, har skrevet om ledelse", "Eva Dam | – | – | –");
        check(
            "Eva Dam, der er skoleleder på Søndre Skole",
            "Eva Dam | – | skoleleder | Søndre Skole",
        );
        check(
            "Eva Dam, direktør for Pleje, sundhed og job, Lindø Kommune",
            "Eva Dam | – | direktør for Pleje, sundhed og job | Lindø Kommune",
        );
        check("Eva Dam, direktør, Danske Byer", "Eva Dam | – | direktør | Danske Byer");
        check(
            "Inger Maria Stald, skoleleder, Brinkholt Kommune (B)",
            "Inger Maria Stald | B | skoleleder | Brinkholt Kommune",
        );
        check("Hanne Ø. Bøgh-Lund, mor til tre", "Hanne Ø. Bøgh-Lund | – | mor til tre | –");
        check("Nadia el-Amin Fogh, borger, Lindø", "Nadia el-Amin Fogh | – | borger | –");
        check(
            "Ea Lund, ph.d. og lektor ved Universitetet i Lindø.",
            "Ea Lund | – | ph.d. og lektor | Universitetet i Lindø",
        );
        check(
            "Ph.d. Signe Holm, adjunkt, Lindø Universitet",
            "Signe Holm | – | adjunkt | Lindø Universitet",
        );
    }

    #[test]
    fn former_roles_have_an_organisation_where_one_is_named() {
        let former = former_role("innovationschef i Region Vest.");
        assert_eq!(
            (former.role.as_str(), former.organisation.as_deref()),
            ("innovationschef", Some("Region Vest"))
        );
        let former = former_role("direktør for by- og landforvaltningen, Lindø Kommune");
        assert_eq!(former.role, "direktør for by- og landforvaltningen");
    }

    #[test]
    fn a_letter_more_is_the_same_person_and_another_first_name_is_not() {
        assert!(same_person("Kirsten Lundsgård", "Kirsten Lundsgaard"));
        assert!(same_person("Karen Terkelsen", "Karen Terkeldsen"));
        assert!(same_person("Anna Brink Holm", "Anna Holm"));
        assert!(!same_person("Anna Holm", "Bo Holm"));
        assert!(!same_person("Anna Holm", "Anna Friis"));
    }
}
