//! What an operator says of roles, whatever Ordret knows of them.

use std::collections::BTreeMap;

use ordret_model::{Basis, Document, Known, RoleGroup};

use ordret_speech::vocabulary::role_group;

/// The sorts of roles that were set, by the role as sources write it.
///
/// It completes a finished document, as the registries do, so that a page that was read before
/// need not be read again because somebody thinks otherwise of a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(BTreeMap<String, RoleGroup>);

impl Roles {
    /// Capitals and blanks make no other role.
    pub fn of(roles: &BTreeMap<String, RoleGroup>) -> Roles {
        Roles(roles.iter().map(|(role, group)| (folded(role), *group)).collect())
    }

    /// Says what sort of role the speaker's is. What an editor wrote beside the words, that it
    /// is another or none, stays.
    pub fn complete(&self, document: &mut Document) {
        let Some(speaker) = document.speaker.as_mut().filter(|_| !self.0.is_empty()) else {
            return;
        };
        let Some(role) = &speaker.role else { return };
        let Some(group) = self.0.get(&folded(&role.value)) else { return };
        let is_editors = match &speaker.role_group {
            Some(known) => known.basis == Basis::Editor,
            // A role that we know and that has no group was rid of it.
            None => role_group(&role.value).is_some(),
        };
        if !is_editors {
            speaker.role_group = Some(Known::editor(*group, None));
        }
    }

    /// A line for each, which begins with its break; for checksums.
    pub(crate) fn lines(&self) -> String {
        let line = |(role, group): (&String, &RoleGroup)| format!("\n{role}={}", group.as_str());
        self.0.iter().map(line).collect()
    }
}

fn folded(role: &str) -> String {
    role.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
