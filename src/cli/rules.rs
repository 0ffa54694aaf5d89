//! `fuhe rules`: the catalogue, and what each rule says about itself.

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::{Message, guessing};
use fuhe::report::{pad, severity_message, wrap};
use fuhe::rules::{self, Rule};

use super::{Exit, print, terminal};

/// Prints all rules, or the documentation of one.
pub fn run(asked: Option<&str>, language: Language) -> anyhow::Result<Exit> {
    let text = match asked {
        None => catalogue(language),
        Some(id) => documentation(rules::find(id).ok_or_else(|| unknown(id, language))?, language),
    };
    print(text.as_bytes())?;
    Ok(Exit::Done)
}

/// What stands below the name of a rule begins here.
const INDENT: &str = "    ";

/// Longer lines than this are hard to read.
const LONGEST_LINE: usize = 100;

fn catalogue(language: Language) -> String {
    let widest = rules::all().iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let entry = |rule: &Rule| {
        let (id, summary) = (pad(rule.id, widest), rule.documentation.summary.get(language));
        format!("{id}  {}\n{}", named(rule, language), indented(summary))
    };
    rules::all().iter().map(entry).collect()
}

/// Its name, and how grave its findings are.
fn named(rule: &Rule, language: Language) -> String {
    let severity = severity_message(rule.severity).text(language);
    match language {
        Language::Zh => format!("{} · 级别：{severity}", rule.name.get(language)),
        Language::En => format!("{} ({severity})", rule.name.get(language)),
    }
}

fn indented(text: &str) -> String {
    let most = terminal::width().min(LONGEST_LINE).saturating_sub(INDENT.len());
    let folded = text.lines().flat_map(|line| wrap(line, most));
    folded.fold(String::new(), |text, line| text + INDENT + &line + "\n")
}

fn documentation(rule: &Rule, language: Language) -> String {
    let parts = rule.documentation.parts();
    let parts = parts.map(|(heading, part)| format!("\n{}\n{}", heading.get(language), indented(part.get(language))));
    format!("{}  {}\n{}", rule.id, named(rule, language), parts.concat())
}

fn unknown(id: &str, language: Language) -> anyhow::Error {
    let ids: Vec<&str> = rules::all().iter().map(|rule| rule.id).collect();
    let said = Message::UnknownRule.fill(language, &[("rule", &id), ("rules", &ids.join(language.comma()))]);
    anyhow!(guessing(said, id, ids, language))
}
