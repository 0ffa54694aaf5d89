//! `fuhe rules`: the catalogue, and what each rule says about itself.

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::pad;
use fuhe::rules::{self, Rule};

use super::{Exit, print};

/// Prints all rules, or the documentation of one.
pub fn run(asked: Option<&str>, language: Language) -> anyhow::Result<Exit> {
    let text = match asked {
        None => catalogue(language),
        Some(id) => documentation(rules::find(id).ok_or_else(|| unknown(id, language))?, language),
    };
    print(text.as_bytes())?;
    Ok(Exit::Done)
}

fn catalogue(language: Language) -> String {
    let widest = |cell: fn(&Rule) -> &str| rules::all().iter().map(|rule| cell(rule).len()).max().unwrap_or(0);
    let (id_width, severity_width) = (widest(|rule| rule.id), widest(|rule| rule.severity.id()));
    let line = |rule: &Rule| {
        let (id, severity) = (pad(rule.id, id_width), pad(rule.severity.id(), severity_width));
        format!("{id}  {severity}  {}\n", rule.documentation.summary.get(language))
    };
    rules::all().iter().map(line).collect()
}

fn documentation(rule: &Rule, language: Language) -> String {
    let parts = rule.documentation.parts().map(|(heading, part)| {
        let indented = part.get(language).replace('\n', "\n  ");
        format!("\n{}\n  {indented}\n", heading.get(language))
    });
    format!("{} ({})\n{}", rule.id, rule.severity.id(), parts.concat())
}

fn unknown(id: &str, language: Language) -> anyhow::Error {
    let ids: Vec<&str> = rules::all().iter().map(|rule| rule.id).collect();
    anyhow!(Message::UnknownRule.fill(language, &[("rule", &id), ("rules", &ids.join(", "))]))
}
