//! `fuhe show`: one form on the terminal, with what was recomputed and found.

use anyhow::anyhow;

use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::sheet::Sheet;
use fuhe::report::{FormView, form};

use super::arguments::Show;
use super::config::Configuration;
use super::{Exit, document, print, tables, tell, terminal};

/// Shows one form of the file.
pub fn run(asked: &Show, spoken: Language) -> anyhow::Result<Exit> {
    let settings = Configuration::default().own_settings(&asked.reading, spoken)?;
    let examined = document::examine(&asked.file, &settings, spoken)?;
    let forms = &examined.audited.forms;
    let number = asked.form.unwrap_or(1);
    let shown = number as usize - 1;
    if !forms.is_empty() && shown >= forms.len() {
        let fillings: [(&str, &dyn std::fmt::Display); 2] = [("number", &number), ("count", &forms.len())];
        return Err(anyhow!(Message::NoSuchForm.fill(spoken, &fillings)));
    }
    let sheets: Vec<Sheet> = tables::sheets(&examined.tables).collect();
    let view = FormView {
        file: &asked.file.display().to_string(),
        forms,
        shown,
        sheets: &sheets,
    };
    print(form(&view, terminal::width(), terminal::paint(&std::io::stdout()), spoken).as_bytes())?;
    if forms.len() > 1 && asked.form.is_none() {
        tell(&(Message::MoreForms.fill(spoken, &[("count", &forms.len())]) + "\n"));
    }
    document::remark(&asked.file, &examined.audited, spoken);
    Ok(document::exit(&examined.audited))
}
