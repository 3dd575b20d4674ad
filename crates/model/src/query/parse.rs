//! From tokens to the tree.

use super::lex::{Operator, Token, lex};
use super::{Leaf, LeafKind, Node, Query};

/// Reads a text.
pub(super) fn parse(text: &str) -> Query {
    let lexed = lex(text);
    let mut parser = Parser { tokens: &lexed.tokens, at: 0, items: Vec::new(), run: Vec::new() };
    while let Some(token) = parser.tokens.get(parser.at) {
        parser.step(token);
    }
    parser.end_run();
    Query {
        root: Node::All(parser.items),
        cut: lexed.cut,
        unknown: lexed.unknown,
        weights: lexed.weights,
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    items: Vec<Node>,
    /// Wanted words that stand side by side and are not yet an item.
    run: Vec<&'t str>,
}

impl<'t> Parser<'t> {
    fn step(&mut self, token: &'t Token) {
        let joins = self.tokens.get(self.at + 1).is_some_and(|next| next.operator().is_some());
        if token.is_operand() && joins {
            let node = self.any();
            if let Node::Leaf(_) = node {
                // The operator joined nothing: it will be text.
                return self.take(token);
            }
            self.end_run();
            return self.items.push(node);
        }
        self.at += 1;
        self.take(token);
    }

    fn take(&mut self, token: &'t Token) {
        let leaf = &token.leaf;
        if token.unwanted {
            self.end_run();
            self.items.push(Node::Not(Box::new(Node::Leaf(leaf.clone()))));
        } else if leaf.kind == LeafKind::Words && leaf.field.is_none() {
            self.run.push(&leaf.text);
        } else {
            self.end_run();
            self.items.push(Node::Leaf(leaf.clone()));
        }
    }

    /// Operands joined by `ELLER`, each of which may be joined by `OG`, which
    /// binds tighter.
    fn any(&mut self) -> Node {
        let mut nodes = vec![self.all()];
        while self.joined_by(Operator::Or) {
            self.at += 1;
            nodes.push(self.all());
        }
        one_or(nodes, Node::Any)
    }

    fn all(&mut self) -> Node {
        let mut nodes = vec![self.operand()];
        while self.joined_by(Operator::And) {
            self.at += 1;
            nodes.push(self.operand());
        }
        one_or(nodes, Node::All)
    }

    fn operand(&mut self) -> Node {
        let leaf = self.tokens[self.at].leaf.clone();
        self.at += 1;
        Node::Leaf(leaf)
    }

    /// Whether this operator stands here and an operand after it.
    fn joined_by(&self, operator: Operator) -> bool {
        self.tokens.get(self.at).and_then(Token::operator) == Some(operator)
            && self.tokens.get(self.at + 1).is_some_and(Token::is_operand)
    }

    fn end_run(&mut self) {
        if !self.run.is_empty() {
            let text = std::mem::take(&mut self.run).join(" ");
            self.items.push(Node::Leaf(Leaf { text, kind: LeafKind::Words, field: None }));
        }
    }
}

fn one_or(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => many(nodes),
    }
}
