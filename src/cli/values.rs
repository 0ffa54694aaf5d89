//! Words on the command line -> the values that they stand for.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap_complete::Shell;

use fuhe::language::Language;
use fuhe::report::html::Painted;
use fuhe::rules::Severity;
use fuhe::settings::{Confirming, Witness};

use super::arguments::Format;

pub(super) fn language_parser() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(["zh", "en"]).map(|id| named_language(&id).unwrap_or_default())
}

pub(super) fn named_language(id: &str) -> Option<Language> {
    match id {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

pub(super) fn confirming_parser() -> impl TypedValueParser<Value = Confirming> {
    PossibleValuesParser::new(["flagged", "all", "none"]).map(|word| match word.as_str() {
        "all" => Confirming::All,
        "none" => Confirming::None,
        _ => Confirming::Flagged,
    })
}

pub(super) fn witness_parser() -> impl TypedValueParser<Value = Witness> {
    PossibleValuesParser::new(["picture", "text"]).map(|word| match word.as_str() {
        "text" => Witness::Text,
        _ => Witness::Picture,
    })
}

pub(super) fn painted_parser() -> impl TypedValueParser<Value = Painted> {
    PossibleValuesParser::new(["flagged", "all"]).map(|word| match word.as_str() {
        "all" => Painted::All,
        _ => Painted::Flagged,
    })
}

pub(super) fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(["text", "csv", "json", "html"]).map(|word| match word.as_str() {
        "csv" => Format::Csv,
        "json" => Format::Json,
        "html" => Format::Html,
        _ => Format::Text,
    })
}

pub(super) fn shell_parser() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(["bash", "zsh", "fish", "powershell"]).map(|name| match name.as_str() {
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => Shell::Bash,
    })
}

pub(super) fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    const GRAVEST_FIRST: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];
    PossibleValuesParser::new(GRAVEST_FIRST.map(Severity::id)).map(|id| {
        let named = GRAVEST_FIRST.into_iter().find(|severity| severity.id() == id);
        named.unwrap_or(Severity::Error)
    })
}
