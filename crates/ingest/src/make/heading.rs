//! Headings in capitals, made to read well.

use std::collections::HashMap;

/// How a page's running text writes its words: what sentence case needs to
/// know, so that a name keeps its capital and everything else loses it.
#[derive(Debug, Default)]
pub struct Casing {
    /// Lower-case form → how often each capitalised form stands inside a sentence.
    inside: HashMap<String, HashMap<String, u32>>,
    /// Forms that stand in lower case somewhere.
    lower: std::collections::HashSet<String>,
}

impl Casing {
    /// Reads a paragraph of running text (no heading, file name or contact).
    pub fn read(&mut self, paragraph: &str) {
        for sentence in danish_analyzer::sentences(paragraph) {
            let mut at_start = true;
            for word in words(&paragraph[sentence]) {
                self.note(word, at_start);
                at_start = false;
            }
        }
    }

    fn note(&mut self, word: &str, at_start: bool) {
        let lower = word.to_lowercase();
        if lower == word {
            self.lower.insert(lower);
        } else if !at_start {
            *self.inside.entry(lower).or_default().entry(word.to_owned()).or_default() += 1;
        }
    }

    /// The form to display of a heading: as it is, or in sentence case if it is
    /// all capitals. The first letter stays a capital.
    pub fn display(&self, heading: &str) -> String {
        if heading.chars().any(char::is_lowercase) {
            return heading.to_owned();
        }
        let mut shown = String::with_capacity(heading.len());
        let mut rest = heading;
        for word in words(heading) {
            let start = word.as_ptr() as usize - rest.as_ptr() as usize;
            shown.push_str(&rest[..start]);
            shown.push_str(&self.form(word));
            rest = &rest[start + word.len()..];
        }
        shown.push_str(rest);
        capitalise(&shown)
    }

    /// A word that running text capitalises inside a sentence and nowhere
    /// writes in lower case is a name; its genitive is one too.
    fn form(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        if let Some(name) = self.name(&lower) {
            return name.to_owned();
        }
        let genitive = ["'s", "’s", "s"]
            .into_iter()
            .find_map(|ending| Some((self.name(lower.strip_suffix(ending)?)?, ending)));
        match genitive {
            Some((name, ending)) if !self.lower.contains(&lower) => format!("{name}{ending}"),
            _ => lower,
        }
    }

    fn name(&self, lower: &str) -> Option<&str> {
        if self.lower.contains(lower) {
            return None;
        }
        let forms = self.inside.get(lower)?;
        forms.iter().max_by_key(|(form, count)| (**count, *form)).map(|(form, _)| form.as_str())
    }
}

/// The words of a text: letters, digits and apostrophes inside. Hyphens part
/// them, so that `FAABORG-MIDTFYN` is two names.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '’' || c == '\''))
        .map(|word| word.trim_matches(['’', '\'']))
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// `text` with its first letter a capital.
pub fn capitalise(text: &str) -> String {
    match text.char_indices().find(|(_, c)| c.is_alphabetic()) {
        Some((at, first)) => {
            let after = at + first.len_utf8();
            format!("{}{}{}", &text[..at], first.to_uppercase(), &text[after..])
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Casing;

    #[test]
    fn a_heading_in_capitals_keeps_its_names() {
        let mut casing = Casing::default();
        casing
            .read("Her i Lindø og i EU er det en vane. Politik er for alle, og politik kan læres.");
        assert_eq!(
            casing.display("I LINDØS HAVN LÆRES POLITIK AF EU"),
            "I Lindøs havn læres politik af EU"
        );
        assert_eq!(casing.display("Som den er"), "Som den er");
    }
}
