//! How far a run has come, on disk, so that it can be gone on with after whatever ended it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::plan::{BatchError, Difference};
use crate::input::{Shard, Survey};
use crate::report::{Counts, OutputError, Style, replace, unfinished_path};
use crate::settings::Settings;

/// Name of the file that says what was done; under its unfinished name stands how far a run has come.
pub(super) const NAME: &str = "run.json";

/// What a run is about: it can only be gone on with while all of that is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) version: String,
    pub(super) inputs: u64,
    pub(super) inputs_sha256: String,
    /// Files that are not read. They may come and go between two starts of one run.
    #[serde(default)]
    pub(super) beside: BTreeMap<String, u64>,
    /// With the password in it, but not so that it could be found out from here: the inputs are in it too.
    pub(super) key_sha256: String,
    pub(super) settings: Value,
    pub(super) style: Style,
    /// Which part of the inputs is read, where not all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) shard: Option<Shard>,
}

/// How far it has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub(super) run: Identity,
    pub(super) started: String,
    /// Inputs whose rows are in the tables, members of archives counted singly.
    pub(super) done: u64,
    /// Length of each table.
    pub(super) lengths: Vec<u64>,
    pub(super) index_length: u64,
    pub(super) counts: Counts,
    /// Inputs of all shards, once all were found.
    #[serde(default)]
    pub(super) found: u64,
    /// Whether all is written, and only has to be put in place.
    pub(super) is_complete: bool,
}

impl Identity {
    pub(super) fn new(survey: &Survey, settings: &Settings, style: Style) -> Self {
        let password = settings.passwords.join("\0");
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: survey.files,
            key_sha256: crate::input::Document::new("", format!("{}\0{password}", survey.fingerprint).into_bytes())
                .sha256,
            inputs_sha256: survey.fingerprint.clone(),
            beside: survey.beside.clone(),
            settings: serde_json::to_value(settings).unwrap_or_default(),
            style,
            shard: None,
        }
    }

    /// That part of it.
    pub(super) fn part(self, shard: Option<Shard>) -> Self {
        Self { shard, ..self }
    }

    fn differences(&self, now: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        if self.version != now.version {
            differences.push(Difference::Version(self.version.clone(), now.version.clone()));
        }
        if self.inputs != now.inputs {
            differences.push(Difference::InputCount(self.inputs, now.inputs));
        } else if self.inputs_sha256 != now.inputs_sha256 {
            differences.push(Difference::Inputs);
        } else if self.key_sha256 != now.key_sha256 {
            differences.push(Difference::Password);
        }
        differences.extend(settings_differences(
            (&self.settings, self.style),
            (&now.settings, now.style),
        ));
        let named = |shard: Option<Shard>| shard.map_or_else(|| "-".to_owned(), |shard| shard.to_string());
        if self.shard != now.shard {
            differences.push(Difference::Setting("shard".into(), named(self.shard), named(now.shard)));
        }
        differences
    }
}

/// Names each setting that differs, and each way in which the tables are written in another manner.
pub(super) fn settings_differences(then: (&Value, Style), now: (&Value, Style)) -> Vec<Difference> {
    let mut differences = Vec::new();
    let style = |style: Style| serde_json::to_value(style).unwrap_or_default();
    compare("", &without_places(then.0), &without_places(now.0), &mut differences);
    compare("", &style(then.1), &style(now.1), &mut differences);
    differences
}

/// Settings without where the models of recognisers lie and their readings are kept: their hashes say what they are, wherever they are mounted.
fn without_places(settings: &Value) -> Value {
    let mut settings = settings.clone();
    if let Some(Value::Object(ocr)) = settings.get_mut("ocr") {
        ocr.remove("cache");
        let models = ocr.get_mut("models").and_then(Value::as_array_mut);
        for model in models.into_iter().flatten().filter_map(Value::as_object_mut) {
            model.remove("path");
            model.remove("member");
        }
    }
    settings
}

/// Names each setting that differs.
fn compare(name: &str, then: &Value, now: &Value, differences: &mut Vec<Difference>) {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            let mut names: Vec<&String> = then.keys().chain(now.keys()).collect();
            names.sort();
            names.dedup();
            let get =
                |settings: &serde_json::Map<String, Value>, name: &str| settings.get(name).cloned().unwrap_or_default();
            for below in names {
                let dot = if name.is_empty() { "" } else { "." };
                compare(
                    &format!("{name}{dot}{below}"),
                    &get(then, below),
                    &get(now, below),
                    differences,
                );
            }
        }
        (then, now) if then != now => {
            differences.push(Difference::Setting(name.to_owned(), then.to_string(), now.to_string()));
        }
        _ => {}
    }
}

impl Checkpoint {
    /// The one that was left in the folder, if there is one, and it belongs to this run.
    pub(super) fn load(folder: &Path, now: &Identity) -> Result<Option<Self>, BatchError> {
        let Some(checkpoint) = Self::left_in(folder)? else {
            return Ok(None);
        };
        let differences = checkpoint.run.differences(now);
        if differences.is_empty() {
            Ok(Some(checkpoint))
        } else {
            Err(BatchError::OtherRun(differences))
        }
    }

    /// Whether the one that was left in the folder is of a run whose inputs are all done.
    pub(super) fn is_of_complete_run(folder: &Path) -> Result<bool, OutputError> {
        Ok(Self::left_in(folder)?.is_some_and(|left| left.is_complete))
    }

    /// Whether a run was begun in the folder that is not done with.
    pub(super) fn is_begun(folder: &Path) -> Result<bool, OutputError> {
        Ok(Self::left_in(folder)?.is_some())
    }

    fn left_in(folder: &Path) -> Result<Option<Self>, OutputError> {
        let path = unfinished_path(folder, NAME);
        let read = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.and_then(|bytes| Ok(serde_json::from_slice(&bytes)?)),
        };
        read.map(Some).map_err(|source| OutputError { path, source })
    }

    /// Puts it on the disk, in the place of the one before.
    pub(super) fn save(&self, folder: &Path) -> Result<(), OutputError> {
        let path = unfinished_path(folder, NAME);
        let json = serde_json::to_vec_pretty(self);
        let json = json.map_err(|error| OutputError {
            path: path.clone(),
            source: error.into(),
        })?;
        replace(&path, &json)
    }

    /// Takes it away, when the tables are in place.
    pub(super) fn remove(folder: &Path) -> Result<(), OutputError> {
        let path = unfinished_path(folder, NAME);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(OutputError { path, source: error }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn what_differs_is_named() {
        let survey = |files, fingerprint: &str| Survey {
            files,
            fingerprint: fingerprint.to_owned(),
            beside: BTreeMap::new(),
        };
        let style = Style {
            language: Language::Zh,
            byte_order_mark: true,
            chinese_headers: false,
            guards_dates: false,
        };
        let mut settings = Settings::default();
        let then = Identity::new(&survey(3, "a"), &settings, style);
        assert_eq!(then.differences(&then), []);
        settings.limits.pages = 7;
        let now = Identity::new(&survey(3, "b"), &settings, style);
        let pages = Difference::Setting("limits.pages".into(), "5000".into(), "7".into());
        assert_eq!(then.differences(&now), [Difference::Inputs, pages]);
        settings = Settings::default();
        settings.passwords = vec!["geheim".into()];
        let english = Style {
            language: Language::En,
            ..style
        };
        let mut now = Identity::new(&survey(3, "a"), &settings, english);
        let language = Difference::Setting("language".into(), "\"zh\"".into(), "\"en\"".into());
        assert_eq!(then.differences(&now), [Difference::Password, language]);
        now = Identity::new(&survey(4, "b"), &Settings::default(), style);
        now.version = "9".into();
        let version = Difference::Version(then.version.clone(), "9".into());
        assert_eq!(then.differences(&now), [version, Difference::InputCount(3, 4)]);
    }
}
