//! The main text of a page among menus, banners, cookie boxes, comments and
//! the headlines of other pages.
//!
//! What goes is said by rules that can be told: what is hidden; what the page
//! itself calls a menu, a banner, a footer (element, role, words of class and
//! id); lists and boxes that are links alone; a box under `Læs også`. When in
//! doubt a box stays, and what holds the page's heading or most of its
//! sentences never goes.

use ordret_speech::pattern;

use super::tag::{Attr, Tag};
use super::tree::{Id, Kind, NONE, Tree};

/// A run of text this long is a sentence rather than a label.
const SENTENCE: u32 = 30;

/// What stands in an element, everything below included.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Characters.
    text: u32,
    /// Characters of links.
    linked: u32,
    /// Characters of sentences outside links.
    sentences: u32,
    /// Links.
    links: u16,
    /// Fields to be filled in, and buttons.
    fields: u16,
    /// Whether the page's heading stands in it.
    has_heading: bool,
    /// Whether an `article` or `main` does.
    has_landmark: bool,
}

/// What is read of a page.
#[derive(Debug)]
pub struct MainText {
    /// The element that holds it.
    pub root: Id,
    /// For each node whether it and what stands in it are passed over.
    pub left_out: Vec<bool>,
}

/// Finds the main text.
pub fn find(tree: &Tree) -> MainText {
    let order: Vec<Id> = tree.within(0).collect();
    let body = order.iter().copied().find(|&id| tree.tag(id) == Tag::Body).unwrap_or(0);
    let mut left_out = vec![false; tree.nodes.len()];
    // What no reader sees weighs nothing.
    let holds_page = holding_page(tree, &order);
    for &id in &order {
        let holds_page = holds_page[id as usize];
        // What asks for consent may be longer than the page, and is weighed no
        // more than what nobody sees.
        left_out[id as usize] = is_unseen(tree, id, holds_page)
            || (!holds_page && tree.tag(id).is_block() && sign(tree, id) == Sign::Consent);
    }
    let seen = weigh(tree, &order, &left_out);
    let page = seen[body as usize];
    let mut at = Some(body);
    while let Some(id) = at {
        let goes = id != body
            && !left_out[id as usize]
            && matches!(tree.nodes[id as usize].kind, Kind::Element(..))
            && is_noise(tree, id, &seen, page);
        if goes {
            left_out[id as usize] = true;
        }
        at = tree.following(id, body, !left_out[id as usize]);
    }
    leave_out_below_headings(tree, body, &seen, page, &mut left_out);
    let kept = weigh(tree, &order, &left_out);
    let root = root(tree, &order, body, &kept, &left_out);
    MainText { root, left_out }
}

/// Adds everything up, from the leaves to the top.
fn weigh(tree: &Tree, order: &[Id], left_out: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.nodes.len()];
    for &id in order.iter().rev() {
        if left_out[id as usize] {
            weights[id as usize] = Weight::default();
            continue;
        }
        let own = &mut weights[id as usize];
        match tree.nodes[id as usize].kind {
            Kind::Text(..) => {
                own.text = tree.text(id).trim().chars().count() as u32;
                own.sentences = if own.text >= SENTENCE { own.text } else { 0 };
            }
            Kind::Element(tag, _) => match tag {
                Tag::Anchor if tree.attr(id, Attr::Href).is_some() => {
                    own.linked = own.text;
                    own.sentences = 0;
                    own.links = own.links.saturating_add(1);
                }
                Tag::Button | Tag::Unread => own.fields = own.fields.saturating_add(1),
                Tag::Heading(1) => own.has_heading |= own.text > 0,
                Tag::Main | Tag::Article => own.has_landmark = true,
                _ => {}
            },
        }
        let own = *own;
        let parent = tree.nodes[id as usize].parent;
        if parent != NONE {
            let sum = &mut weights[parent as usize];
            sum.text += own.text;
            sum.linked += own.linked;
            sum.sentences += own.sentences;
            sum.links = sum.links.saturating_add(own.links);
            sum.fields = sum.fields.saturating_add(own.fields);
            sum.has_heading |= own.has_heading;
            sum.has_landmark |= own.has_landmark;
        }
    }
    weights
}

pattern!(HIDING_STYLE, r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)");

/// Which elements hold the page's heading, its article or its main part.
fn holding_page(tree: &Tree, order: &[Id]) -> Vec<bool> {
    let mut holds = vec![false; tree.nodes.len()];
    for &id in order.iter().rev() {
        let tag = tree.tag(id);
        let own = matches!(tag, Tag::Heading(1) | Tag::Article | Tag::Main | Tag::Body);
        let parent = tree.nodes[id as usize].parent;
        holds[id as usize] |= own && tag != Tag::Heading(1);
        if parent != NONE {
            holds[parent as usize] |= own || holds[id as usize];
        }
    }
    holds
}

/// What shows no words on the page. A page that is saved while a box lies over
/// it hides all of itself behind the box, so that what holds the page is seen.
fn is_unseen(tree: &Tree, id: Id, holds_page: bool) -> bool {
    match tree.tag(id) {
        Tag::Head | Tag::Script | Tag::Unread | Tag::Foreign | Tag::Meta | Tag::Link => true,
        Tag::Dialog if tree.attr(id, Attr::Open).is_none() => true,
        _ if holds_page || !tree.has_attrs(id) => false,
        _ => {
            tree.attr(id, Attr::Hidden).is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
                || tree.attr(id, Attr::AriaHidden).is_some_and(|value| value.trim() == "true")
                || tree.attr(id, Attr::Style).is_some_and(|style| HIDING_STYLE.is_match(style))
                || words_of(tree, id).any(|word| {
                    matches!(word.as_str(), "visuallyhidden" | "sronly" | "screenreader")
                })
        }
    }
}

/// The words of an element's class and id, in lower case: `navLinks`,
/// `nav-links` and `nav_links` all give `nav`, `links` and `navlinks`.
fn words_of(tree: &Tree, id: Id) -> impl Iterator<Item = String> {
    let names = [Attr::Class, Attr::Id].into_iter().filter_map(|attr| tree.attr(id, attr));
    let mut words = Vec::new();
    // A name longer than this is made by a program.
    for name in names.flat_map(str::split_whitespace).filter(|name| name.len() <= 80).take(32) {
        let mut word = String::new();
        let mut was_lower = false;
        for c in name.chars().chain(['-']) {
            if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            was_lower = c.is_lowercase();
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        }
        words.push(
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect(),
        );
    }
    words.into_iter()
}

/// What a page's own words say of a box, the surest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Sign {
    /// Nothing.
    None,
    /// It is a list of something, if it is one: a teaser may be the article's
    /// own.
    List,
    /// It stands around the main text, if it is short.
    Around,
    /// It is no main text.
    Aside,
    /// It asks for consent, at any length.
    Consent,
}

const CONSENT: &[&str] = &[
    "cookie",
    "cookies",
    "cookiebanner",
    "cookiebot",
    "cybotcookiebotdialog",
    "samtykke",
    "consent",
    "gdpr",
    "onetrust",
    "ccpa",
];

const ASIDE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "topnav",
    "mainnav",
    "subnav",
    "sidenav",
    "hovedmenu",
    "breadcrumb",
    "breadcrumbs",
    "broedkrumme",
    "brødkrumme",
    "skiplink",
    "skiplinks",
    "disqus",
    "kommentarer",
    "kommentarspor",
    "comments",
    "commentlist",
    "laeserkommentarer",
    "paywall",
    "betalingsmur",
    "advertisement",
    "annonce",
    "annoncer",
    "adsbygoogle",
    "newsletter",
    "pagination",
    "paginering",
    "relateret",
    "relaterede",
    "related",
    "laesogsaa",
    "læsogså",
    "mestlaeste",
    "mestlæste",
];

const AROUND: &[&str] = &[
    "footer",
    "bund",
    "sidefod",
    "sidebar",
    "topbar",
    "sidehoved",
    "masthead",
    "popup",
    "modal",
    "overlay",
    "toolbar",
    "login",
    "signup",
    "nyhedsbrev",
    "subscribe",
    "abonnement",
    "abonner",
    "comment",
    "kommentar",
    "komm",
    "search",
    "soeg",
    "søg",
    "ad",
    "ads",
    "reklame",
    "cta",
];

const LIST: &[&str] = &[
    "menu",
    "share",
    "sharing",
    "deling",
    "social",
    "some",
    "tilmelding",
    "sponsor",
    "banner",
    "promo",
    "teaser",
    "teasers",
    "recommended",
    "anbefalet",
    "anbefalede",
    "popular",
    "populaere",
    "mest",
    "tags",
    "tagcloud",
    "pager",
];

fn sign(tree: &Tree, id: Id) -> Sign {
    if !tree.has_attrs(id) {
        return Sign::None;
    }
    let mut sign = Sign::None;
    for word in words_of(tree, id) {
        let word = word.as_str();
        let says = match () {
            () if CONSENT.contains(&word) => Sign::Consent,
            () if ASIDE.contains(&word) => Sign::Aside,
            () if AROUND.contains(&word) => Sign::Around,
            () if LIST.contains(&word) => Sign::List,
            () => Sign::None,
        };
        if says > sign {
            sign = says;
        }
    }
    let role = tree.attr(id, Attr::Role).unwrap_or("").trim().to_ascii_lowercase();
    match role.as_str() {
        "navigation" | "search" | "menu" | "menubar" if sign < Sign::Aside => Sign::Aside,
        "dialog" | "alertdialog" if sign < Sign::Aside => Sign::Aside,
        "banner" | "contentinfo" | "toolbar" if sign < Sign::Around => Sign::Around,
        "complementary" if sign < Sign::List => Sign::List,
        _ => sign,
    }
}

fn is_noise(tree: &Tree, id: Id, weights: &[Weight], page: Weight) -> bool {
    let own = weights[id as usize];
    let tag = tree.tag(id);
    // What holds the heading, or the greater part of the page, is the page.
    if own.text == 0 || own.has_landmark || (own.has_heading && page.has_heading) {
        return false;
    }
    let sign = sign(tree, id);
    if matches!(tag, Tag::Body | Tag::Main | Tag::Article) {
        return false;
    }
    if own.sentences * 2 > page.sentences && page.sentences > 0 {
        return false;
    }
    if sign == Sign::Aside {
        return true;
    }
    match tag {
        Tag::Nav => true,
        Tag::Footer => !stands_in_quote_or_card(tree, id),
        Tag::Header => !stands_in(tree, id, &[Tag::Article, Tag::Main, Tag::Section]),
        Tag::Html | Tag::Blockquote | Tag::Figure | Tag::Figcaption => false,
        Tag::Paragraph | Tag::Heading(_) => false,
        Tag::Inline | Tag::Anchor | Tag::Q | Tag::Cite | Tag::Image | Tag::Button => false,
        _ => {
            (sign == Sign::Around && is_slight(own))
                || (sign == Sign::List && (own.sentences == 0 || is_slight_list(own)))
                || (tag.is_block() && is_links(own))
                || (tag == Tag::Aside && own.linked * 2 > own.text)
        }
    }
}

/// Mostly links, and more than one: a menu, a list of headlines.
fn is_links(own: Weight) -> bool {
    own.links >= 2 && own.sentences == 0 && own.linked * 10 >= own.text * 7
}

/// Little that could be main text beside a doubtful name.
fn is_slight(own: Weight) -> bool {
    own.sentences < 200 || own.linked * 2 > own.text || own.fields >= 2
}

/// More links or fields than sentences.
fn is_slight_list(own: Weight) -> bool {
    own.linked * 2 > own.text || own.fields >= 1
}

/// A footer below a quote or on a card tells who spoke; a page's does not.
fn stands_in_quote_or_card(tree: &Tree, id: Id) -> bool {
    stands_in(tree, id, &[Tag::Blockquote, Tag::Figure, Tag::Article, Tag::Item, Tag::Section])
}

fn stands_in(tree: &Tree, id: Id, tags: &[Tag]) -> bool {
    let mut at = tree.nodes[id as usize].parent;
    while at != NONE {
        if tags.contains(&tree.tag(at)) {
            return true;
        }
        at = tree.nodes[at as usize].parent;
    }
    false
}

pattern!(
    OTHER_PAGES,
    r"(?i)^(?:læs (?:også|mere(?: om)?|flere)|se også|mest (?:læste|sete|delte|populære)|relatere(?:t|de)\b.{0,30}|andre læs(?:er|te)|(?:seneste|flere|nyeste|andre) (?:nyheder|artikler|historier|indlæg)|anbefal(?:et|ede)\b.{0,20}|kommentarer(?: \(\d+\))?|skriv en kommentar|nyhedsbrev|tilmeld dig .{0,40}|del (?:artiklen|siden)|følg os|tags|emneord)\s*:?$"
);

/// A heading such as `Læs også` takes its box with it, or the lists and links
/// that follow it.
fn leave_out_below_headings(
    tree: &Tree,
    body: Id,
    weights: &[Weight],
    page: Weight,
    left_out: &mut [bool],
) {
    let mut at = Some(body);
    while let Some(id) = at {
        let is_heading = matches!(tree.tag(id), Tag::Heading(2..=6))
            && weights[id as usize].text <= 60
            && !left_out[id as usize]
            && OTHER_PAGES.is_match(tree.words(id).trim());
        if is_heading {
            let parent = tree.nodes[id as usize].parent;
            let own = weights[parent as usize];
            let is_box = begins_box(tree, id, weights)
                && !own.has_heading
                && !own.has_landmark
                && !matches!(tree.tag(parent), Tag::Body | Tag::Main | Tag::Article)
                && own.sentences * 2 <= page.sentences;
            if is_box {
                left_out[parent as usize] = true;
            } else {
                left_out[id as usize] = true;
                leave_out_links_after(tree, id, weights, left_out);
            }
        }
        at = tree.following(id, body, !left_out[id as usize]);
    }
}

/// Whether a heading is the first thing that its box says.
fn begins_box(tree: &Tree, heading: Id, weights: &[Weight]) -> bool {
    let mut at = tree.nodes[heading as usize].prev;
    // What is longer empty than this is made to be.
    for _ in 0..64 {
        if at == NONE {
            return true;
        }
        if weights[at as usize].text > 0 {
            return false;
        }
        at = tree.nodes[at as usize].prev;
    }
    false
}

/// The siblings after a heading that are links and nothing else.
fn leave_out_links_after(tree: &Tree, heading: Id, weights: &[Weight], left_out: &mut [bool]) {
    let mut at = tree.nodes[heading as usize].next;
    while at != NONE {
        let own = weights[at as usize];
        let is_links = own.text == 0 || (own.links > 0 && own.linked * 10 >= own.text * 7);
        if !is_links || matches!(tree.tag(at), Tag::Heading(_)) {
            return;
        }
        left_out[at as usize] = true;
        at = tree.nodes[at as usize].next;
    }
}

/// The element that holds the main text: what the page calls its article or
/// its main part, if most of the sentences stand there; else the body.
fn root(tree: &Tree, order: &[Id], body: Id, kept: &[Weight], left_out: &[bool]) -> Id {
    let holds = |id: Id, most: Id, percent: u32| {
        let (own, most) = (kept[id as usize].sentences, kept[most as usize].sentences);
        own > 0 && u64::from(own) * 100 >= u64::from(most) * u64::from(percent)
    };
    let called = |is: &dyn Fn(Id) -> bool| {
        let mut found = order.iter().copied().filter(|&id| !left_out[id as usize] && is(id));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let is_main = |id| {
        tree.tag(id) == Tag::Main || tree.attr(id, Attr::Role).is_some_and(|role| role == "main")
    };
    let main = called(&is_main).filter(|&id| holds(id, body, 50)).unwrap_or(body);
    let is_body = |id| {
        tree.attr(id, Attr::Itemprop)
            .is_some_and(|prop| prop.split_whitespace().any(|word| word == "articleBody"))
    };
    called(&|id| tree.tag(id) == Tag::Article)
        .or_else(|| called(&is_body))
        .filter(|&id| holds(id, main, 75))
        .unwrap_or(main)
}
