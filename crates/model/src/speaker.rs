//! Who said it, and in which role.

use serde::{Deserialize, Serialize};

use crate::Known;

/// A person as a source presents them at the time of speaking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The name as the speaker's own line spells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Known<String>>,
    /// Other spellings of the name in the same source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Known<String>>,
    /// The role when said, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Known<String>>,
    /// What sort of role it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_group: Option<Known<RoleGroup>>,
    /// The organisation the role is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Known<String>>,
    /// The municipality or region that the organisation governs, without the
    /// word *Kommune* or *Region*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Known<String>>,
    /// The party, as letters or as a name, whichever the source writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Known<String>>,
    /// What they were before, in the source's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_roles: Vec<Known<FormerRole>>,
    /// What part of society the organisation belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Known<Sector>>,
}

/// A role somebody had before.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormerRole {
    /// The role, as written.
    pub role: String,
    /// The organisation, where the source says.
    pub organisation: Option<String>,
}

/// A closed set of values, each with the word for it.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in the order they are shown.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The word for it in JSON, in filters and in what editors write.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The value that `text` is the word for.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

pub(crate) use labels;

labels! {
    /// What sort of role somebody speaks in.
    RoleGroup {
        /// Elected: mayors, ministers, members of councils and parliaments.
        Politician = "politician",
        /// Leads or serves an administration: directors, heads, officers.
        Administration = "administration",
        /// Professors, researchers, holders of a research degree.
        Researcher = "researcher",
        /// Works where the service is given: teachers, nurses, social workers.
        Practitioner = "practitioner",
        /// Runs or works in a company.
        Business = "business",
        /// Associations, unions, charities.
        CivilSociety = "civil_society",
        /// Speaks as user, relative, neighbour, citizen.
        Citizen = "citizen",
        /// A role that fits none of these.
        Other = "other",
    }
}

labels! {
    /// What part of society an organisation belongs to.
    Sector {
        /// A municipality.
        Municipality = "municipality",
        /// A region.
        Region = "region",
        /// Parliament, ministries, agencies, courts, police.
        State = "state",
        /// Universities and institutes.
        Research = "research",
        /// Companies.
        Business = "business",
        /// Associations, unions, charities.
        CivilSociety = "civil_society",
    }
}
