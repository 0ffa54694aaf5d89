//! Words on the command line -> the values that they stand for.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap_complete::Shell;

use fuhe::language::Language;
use fuhe::report::html::Painted;
use fuhe::rules::Severity;
use fuhe::settings::{Confirming, Witness};

use super::arguments::Format;

/// A value that is asked for by name.
pub(super) fn one_of<T, const N: usize>(values: [(&'static str, T); N]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let named = move |name: String| {
        let named = values.iter().find(|(known, _)| *known == name);
        named.map(|(_, value)| *value).ok_or("no such value")
    };
    PossibleValuesParser::new(values.map(|(name, _)| name)).try_map(named)
}

pub(super) const LANGUAGES: [(&str, Language); 2] = [("zh", Language::Zh), ("en", Language::En)];

pub(super) const PAINTED: [(&str, Painted); 2] = [("flagged", Painted::Flagged), ("all", Painted::All)];

pub(super) const CONFIRMING: [(&str, Confirming); 3] = [
    ("flagged", Confirming::Flagged),
    ("all", Confirming::All),
    ("none", Confirming::None),
];

pub(super) const WITNESSES: [(&str, Witness); 2] = [("picture", Witness::Picture), ("text", Witness::Text)];

pub(super) const FORMATS: [(&str, Format); 4] = [
    ("text", Format::Text),
    ("csv", Format::Csv),
    ("json", Format::Json),
    ("html", Format::Html),
];

pub(super) const SHELLS: [(&str, Shell); 4] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
];

pub(super) const GRAVEST_FIRST: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];
