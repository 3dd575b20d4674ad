//! XML as events, without what could do harm in it: no document types, so no
//! entities and nothing to fetch, and a bound on how deep it nests.

use std::borrow::Cow;

use quick_xml::XmlVersion::Implicit1_0;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::refused::Refused;

/// Elements in each other: a table in a table in a text box has some forty.
pub const MAX_DEPTH: usize = 256;

/// What is read next.
pub enum Node<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// The innermost element ends.
    End,
    /// Text, its entities resolved.
    Text(Cow<'x, str>),
}

/// The beginning of an element. Names are those without prefix: it is the
/// element's place that tells Word's `t` from others.
pub struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute, if it is there.
    pub fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        // Looking for doubles would cost the square of their number.
        let mut all = self.0.attributes();
        let found = all
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(Implicit1_0).unwrap_or(found.value))
    }

    /// The attribute that most of Word's elements say everything with.
    pub fn val(&self) -> Cow<'_, str> {
        self.attr("val").unwrap_or_default()
    }

    /// Whether a property that is there is on.
    pub fn is_on(&self) -> bool {
        !matches!(&*self.val(), "0" | "false" | "off")
    }
}

/// Reads a part.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    /// Of a part's text.
    pub fn of(text: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0 }
    }

    /// What comes next; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Node<'x>>, Refused> {
        loop {
            let node = match self.reader.read_event().map_err(damaged)? {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Refused::TooDeep);
                    }
                    Node::Start(Element(element))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let own = reference.resolve_char_ref().map_err(damaged)?;
                    match own.or_else(|| predefined(&reference)) {
                        Some(c) => Node::Text(Cow::Owned(c.to_string())),
                        None => return Err(Refused::Declares),
                    }
                }
                Event::DocType(_) => return Err(Refused::Declares),
                Event::Eof if self.depth > 0 => {
                    return Err(Refused::Damaged("its XML ends too early".to_owned()));
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over the rest of the element that has just begun.
    pub fn skip(&mut self) -> Result<(), Refused> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

fn predefined(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn damaged(error: Error) -> Refused {
    let message: String = error.to_string().chars().take(160).collect();
    Refused::Damaged(format!("its XML is broken ({message})"))
}
