//! The tree of a page: flat, so that nothing that walks it need recurse.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};

use super::tag::{Attr, Tag};

/// The number of a node; [`NONE`] is no node.
pub type Id = u32;

/// No node.
pub const NONE: Id = Id::MAX;

/// One node, with its neighbours.
#[derive(Debug)]
pub struct Node {
    /// The node it stands in.
    pub parent: Id,
    /// Its first child.
    pub first: Id,
    /// Its last child.
    pub last: Id,
    /// The node before it in its parent.
    pub prev: Id,
    /// The node after it in its parent.
    pub next: Id,
    /// The line of the file where it begins.
    pub line: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An element, with the place of its attributes, [`NONE`] if it has none.
    Element(Tag, u32),
    /// A run of text: its bytes in the tree's text.
    Text(u32, u32),
}

/// A whole page.
#[derive(Debug, Default)]
pub struct Tree {
    /// All nodes; the first is the document.
    pub nodes: Vec<Node>,
    texts: String,
    attrs: Vec<Vec<(Attr, StrTendril)>>,
}

impl Tree {
    /// What a node is called; text and what is no element of HTML are `Other`.
    pub fn tag(&self, id: Id) -> Tag {
        match self.nodes[id as usize].kind {
            Kind::Element(tag, _) => tag,
            Kind::Text(..) => Tag::Text,
        }
    }

    /// The words of a text node, as they stand between the tags.
    pub fn text(&self, id: Id) -> &str {
        match self.nodes[id as usize].kind {
            Kind::Text(start, end) => &self.texts[start as usize..end as usize],
            Kind::Element(..) => "",
        }
    }

    /// The value of an attribute.
    pub fn attr(&self, id: Id, attr: Attr) -> Option<&str> {
        let Kind::Element(_, at) = self.nodes[id as usize].kind else { return None };
        let attrs = self.attrs.get(at as usize)?;
        attrs.iter().find(|(name, _)| *name == attr).map(|(_, value)| &**value)
    }

    /// Whether an element has any attribute.
    pub fn has_attrs(&self, id: Id) -> bool {
        matches!(self.nodes[id as usize].kind, Kind::Element(_, at) if at != NONE)
    }

    /// The node after `id` in the order of the page, below `root`; with
    /// `inside` false what stands in `id` is passed over.
    pub fn following(&self, id: Id, root: Id, inside: bool) -> Option<Id> {
        let node = &self.nodes[id as usize];
        if inside && node.first != NONE {
            return Some(node.first);
        }
        let mut at = id;
        while at != root {
            let node = &self.nodes[at as usize];
            match node.next {
                NONE => at = node.parent,
                next => return Some(next),
            }
            if at == NONE {
                return None;
            }
        }
        None
    }

    /// `root` and everything in it, in the order of the page.
    pub fn within(&self, root: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(root), move |&id| self.following(id, root, true))
    }

    /// The children of a node.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let some = |id: Id| Some(id).filter(|id| *id != NONE);
        std::iter::successors(some(self.nodes[id as usize].first), move |&id| {
            some(self.nodes[id as usize].next)
        })
    }

    /// All words in a node, white space as it stands.
    pub fn words(&self, id: Id) -> String {
        self.within(id).map(|id| self.text(id)).collect()
    }

    fn add(&mut self, kind: Kind, line: u32) -> Id {
        let (parent, first, last, prev, next) = (NONE, NONE, NONE, NONE, NONE);
        self.nodes.push(Node { parent, first, last, prev, next, line, kind });
        (self.nodes.len() - 1) as Id
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, prev, next, .. } = self.nodes[id as usize];
        if parent == NONE {
            return;
        }
        match prev {
            NONE => self.nodes[parent as usize].first = next,
            prev => self.nodes[prev as usize].next = next,
        }
        match next {
            NONE => self.nodes[parent as usize].last = prev,
            next => self.nodes[next as usize].prev = prev,
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.prev, node.next) = (NONE, NONE, NONE);
    }

    /// Puts `id` into `parent`, before `before` or as the last.
    fn insert(&mut self, id: Id, parent: Id, before: Id) {
        self.detach(id);
        let prev = match before {
            NONE => self.nodes[parent as usize].last,
            before => self.nodes[before as usize].prev,
        };
        match prev {
            NONE => self.nodes[parent as usize].first = id,
            prev => self.nodes[prev as usize].next = id,
        }
        match before {
            NONE => self.nodes[parent as usize].last = id,
            before => self.nodes[before as usize].prev = id,
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.prev, node.next) = (parent, prev, before);
    }

    /// Adds words before `before` in `parent`: to the text that stands there
    /// already if it was the last that was read.
    fn insert_text(&mut self, words: &str, parent: Id, before: Id, line: u32) {
        let prev = match before {
            NONE => self.nodes[parent as usize].last,
            before => self.nodes[before as usize].prev,
        };
        let (start, end) = (self.texts.len() as u32, (self.texts.len() + words.len()) as u32);
        self.texts.push_str(words);
        if prev != NONE
            && let Kind::Text(_, was) = &mut self.nodes[prev as usize].kind
            && *was == start
        {
            *was = end;
            return;
        }
        let begun = words.bytes().filter(|b| *b == b'\n').count() as u32;
        let id = self.add(Kind::Text(start, end), line.saturating_sub(begun).max(1));
        self.insert(id, parent, before);
    }
}

/// An element that is open: the parser holds it as long as it is, so that the
/// number of those alive is the depth the parser is at.
#[derive(Debug)]
pub struct Open {
    id: Id,
    name: QualName,
    depth: Rc<Cell<usize>>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.depth.set(self.depth.get() - 1);
    }
}

/// Builds the tree as the parser asks for it.
#[derive(Debug)]
pub struct Builder {
    tree: RefCell<Tree>,
    document: Rc<Open>,
    line: Cell<u32>,
    depth: Rc<Cell<usize>>,
}

impl Builder {
    /// An empty page; `depth` is told how many elements are open.
    pub fn new(depth: Rc<Cell<usize>>) -> Builder {
        let mut tree = Tree::default();
        let id = tree.add(Kind::Element(Tag::Document, NONE), 1);
        let name = QualName::new(None, ns!(), local_name!(""));
        depth.set(1);
        let document = Rc::new(Open { id, name, depth: depth.clone() });
        Builder { tree: RefCell::new(tree), document, line: Cell::new(1), depth }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.tree.borrow().nodes.len()
    }

    fn make(&self, name: QualName, attrs: Vec<Attribute>) -> Rc<Open> {
        let mut tree = self.tree.borrow_mut();
        let attrs: Vec<(Attr, StrTendril)> = attrs
            .into_iter()
            .filter_map(|attr| Some((Attr::of(&attr.name.local)?, attr.value)))
            .collect();
        let at = if attrs.is_empty() { NONE } else { tree.attrs.len() as u32 };
        if !attrs.is_empty() {
            tree.attrs.push(attrs);
        }
        let tag = if name.ns == ns!(html) { Tag::of(&name.local) } else { Tag::Foreign };
        let id = tree.add(Kind::Element(tag, at), self.line.get());
        self.depth.set(self.depth.get() + 1);
        Rc::new(Open { id, name, depth: self.depth.clone() })
    }

    fn put(&self, parent: Id, before: Id, child: NodeOrText<Rc<Open>>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => tree.insert(node.id, parent, before),
            NodeOrText::AppendText(words) => {
                tree.insert_text(&words, parent, before, self.line.get());
            }
        }
    }
}

impl TreeSink for Builder {
    type Handle = Rc<Open>;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<Open> {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Open>) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Rc<Open> {
        self.make(name, attrs)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Open> {
        self.make(QualName::new(None, ns!(), local_name!("")), Vec::new())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Open> {
        self.make(QualName::new(None, ns!(), local_name!("")), Vec::new())
    }

    fn append(&self, parent: &Rc<Open>, child: NodeOrText<Rc<Open>>) {
        self.put(parent.id, NONE, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Open>,
        prev_element: &Rc<Open>,
        child: NodeOrText<Rc<Open>>,
    ) {
        let has_parent = self.tree.borrow().nodes[element.id as usize].parent != NONE;
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(prev_element, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What a template holds stands in no page.
    fn get_template_contents(&self, target: &Rc<Open>) -> Rc<Open> {
        target.clone()
    }

    fn same_node(&self, x: &Rc<Open>, y: &Rc<Open>) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Rc<Open>, new_node: NodeOrText<Rc<Open>>) {
        let parent = self.tree.borrow().nodes[sibling.id as usize].parent;
        if parent != NONE {
            self.put(parent, sibling.id, new_node);
        }
    }

    fn add_attrs_if_missing(&self, target: &Rc<Open>, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let Kind::Element(tag, at) = tree.nodes[target.id as usize].kind else { return };
        let at = if at == NONE { tree.attrs.len() as u32 } else { at };
        if at as usize == tree.attrs.len() {
            tree.attrs.push(Vec::new());
            tree.nodes[target.id as usize].kind = Kind::Element(tag, at);
        }
        let own = &mut tree.attrs[at as usize];
        for attr in attrs {
            if let Some(name) = Attr::of(&attr.name.local)
                && !own.iter().any(|(had, _)| *had == name)
            {
                own.push((name, attr.value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Rc<Open>) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Rc<Open>, new_parent: &Rc<Open>) {
        let mut tree = self.tree.borrow_mut();
        while tree.nodes[node.id as usize].first != NONE {
            let child = tree.nodes[node.id as usize].first;
            tree.insert(child, new_parent.id, NONE);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn allow_declarative_shadow_roots(&self, _: &Rc<Open>) -> bool {
        false
    }
}
