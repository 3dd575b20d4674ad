//! Where settings come from: a file, then the environment. Flags, which win over both, are the
//! programs' own.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use toml::{Table, Value};

use super::{Config, Limits, Logging, Site};
use crate::Error;
use crate::params::nearest;

/// The file that is read where none is named, in the working folder.
const FILE: &str = "ordret.toml";

impl Config {
    /// What is set: in `file`, or in the working folder's `ordret.toml` if it is there, and in
    /// the environment, which wins. `site.name` is `ORDRET_SITE_NAME` there, a list has commas.
    ///
    /// # Errors
    /// [`Error::Config`] and [`Error::Environment`] say what is wrong and where, and see
    /// [`Config::checked`].
    pub fn read(file: Option<&Path>) -> Result<Config, Error> {
        Config::read_with(file, |name| std::env::var_os(name))
    }

    /// The same in an environment that is asked for each variable by name.
    ///
    /// # Errors
    /// See [`Config::read`].
    pub fn read_with(
        file: Option<&Path>,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Config, Error> {
        let config = match file {
            Some(file) => Config::from_path(file)?,
            None => match std::fs::metadata(FILE) {
                Err(error) if error.kind() == ErrorKind::NotFound => Config::default(),
                _ => Config::from_path(Path::new(FILE))?,
            },
        };
        config.with(environment)?.checked()
    }

    /// Reads a configuration file in TOML.
    ///
    /// # Errors
    /// [`Error::Config`] names the file and what is wrong, with line and column.
    pub fn from_path(path: &Path) -> Result<Config, Error> {
        let wrong = |problem: String| Error::Config { path: path.to_owned(), problem };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        toml::from_str(&text).map_err(|error| wrong(explain(&error, &text)))
    }

    /// The same with what the environment says. What it says of no setting is overlooked:
    /// whoever runs a service may name other things after it.
    fn with(self, environment: impl Fn(&str) -> Option<OsString>) -> Result<Config, Error> {
        let mut config = self;
        for (path, sort) in settings() {
            let name = format!("ORDRET_{}", path.join("_").to_uppercase());
            let Some(said) = environment(&name).filter(|said| !said.is_empty()) else { continue };
            let wrong = |problem: String| Error::Environment { name: name.clone(), problem };
            let said = said.into_string().map_err(|_| wrong("it is not UTF-8".to_owned()))?;
            let value =
                value(&said, &sort).map_err(|wanted| wrong(format!("{said:?} is no {wanted}")))?;
            let mut table = Table::try_from(&config).map_err(|error| wrong(error.to_string()))?;
            put(&mut table, &path, value);
            config =
                table.try_into().map_err(|error: toml::de::Error| wrong(explain_value(&error)))?;
        }
        Ok(config)
    }
}

/// Every setting that is one value: its path, and a value of its sort.
fn settings() -> Vec<(Vec<String>, Value)> {
    let mut settings = Vec::new();
    if let Ok(all) = Table::try_from(everything()) {
        leaves(&all, &[], &mut settings);
    }
    settings
}

/// A configuration in which everything is set, so that nothing is missing where it is written
/// down: whoever adds a setting that may be absent is told here.
fn everything() -> Config {
    let Config { index, content, listen, roles, .. } = Config::default();
    Config {
        index,
        content,
        listen,
        public_url: Some(String::new()),
        state: Some(PathBuf::new()),
        trusted_proxies: Vec::<IpNet>::new(),
        site: Site {
            name: Some(String::new()),
            publisher: Some(String::new()),
            accessibility_statement: Some(String::new()),
        },
        roles,
        log: Logging::default(),
        limits: Limits::default(),
    }
}

fn leaves(table: &Table, above: &[String], settings: &mut Vec<(Vec<String>, Value)>) {
    for (key, value) in table {
        let path = [above, std::slice::from_ref(key)].concat();
        match value {
            Value::Table(table) => leaves(table, &path, settings),
            value => settings.push((path, value.clone())),
        }
    }
}

/// What a variable says as a value of this sort; the sort's name where it is none.
fn value(said: &str, sort: &Value) -> Result<Value, &'static str> {
    let said = said.trim();
    match sort {
        Value::Integer(_) => said.parse().map(Value::Integer).map_err(|_| "whole number"),
        Value::Boolean(_) => said.parse().map(Value::Boolean).map_err(|_| "`true` or `false`"),
        Value::Array(_) => {
            let parts = said.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(Value::Array(parts.map(Value::from).collect()))
        }
        _ => Ok(Value::from(said)),
    }
}

fn put(table: &mut Table, path: &[String], value: Value) {
    match path {
        [] => {}
        [key] => _ = table.insert(key.clone(), value),
        [key, below @ ..] => {
            let inner = table.entry(key.clone()).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                put(inner, below, value);
            }
        }
    }
}

/// What is wrong with a file, and where. Of a name that is not known, the nearest right one.
fn explain(error: &toml::de::Error, text: &str) -> String {
    let Some((is_key, wrong, right)) = unknown(error.message()) else { return error.to_string() };
    let before = &text[..error.span().map_or(0, |span| span.start).min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let sort = if is_key { "setting" } else { "value" };
    let hint = hint(wrong, &right, is_key);
    format!("line {line}, column {column}: there is no {sort} `{wrong}` here; {hint}")
}

/// The same of a single value, which has no place.
fn explain_value(error: &toml::de::Error) -> String {
    match unknown(error.message()) {
        Some((is_key, wrong, right)) => {
            format!("there is no value `{wrong}`; {}", hint(wrong, &right, is_key))
        }
        None => error.message().to_owned(),
    }
}

/// A name that is none of those it may be, and those. The parser hands them over in words
/// (serde's own), and in no other way.
fn unknown(message: &str) -> Option<(bool, &str, Vec<&str>)> {
    let is_key = message.starts_with("unknown field");
    if !is_key && !message.starts_with("unknown variant") {
        return None;
    }
    let mut names = message.split('`').skip(1).step_by(2);
    Some((is_key, names.next()?, names.collect()))
}

fn hint(wrong: &str, right: &[&str], is_key: bool) -> String {
    let all = right.join(", ");
    if let Some(nearest) = nearest(wrong, &all) {
        return format!("did you mean `{nearest}`?");
    }
    let elsewhere = settings()
        .into_iter()
        .find(|(path, _)| is_key && path.len() > 1 && path.last().is_some_and(|key| key == wrong));
    match elsewhere {
        Some((path, _)) => format!("`{wrong}` stands under [{}]", path[0]),
        None => format!("it may be {all}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_but_the_roles_has_a_variable() {
        let settings = settings();
        let has = |name: &str| settings.iter().any(|(path, _)| path.join(".") == name);
        for name in ["index", "public_url", "state", "site.publisher", "log.format", "limits.burst"]
        {
            assert!(has(name), "{name}");
        }
    }
}
