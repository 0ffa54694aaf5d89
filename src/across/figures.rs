//! The figures of a form in a shape that two forms can be compared in.

use unicode_normalization::UnicodeNormalization;

use crate::figure::{Figure, yuan_in};
use crate::stored::StoredForm;

/// One figure of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated<'a> {
    /// Its field, as in findings.csv.
    pub(super) field: String,
    /// As printed.
    pub(super) text: &'a str,
    /// What it says, whatever way it is printed: amounts in 元, no trailing zeros.
    pub(super) meaning: String,
}

/// All figures that a form states, in the order of its tables.
pub(super) fn figures(form: &StoredForm) -> Vec<Stated<'_>> {
    let in_ten_thousands = form.amount_unit.contains('万');
    let mut figures = vec![
        plain("total_score".to_owned(), &form.total_score),
        plain("grade".to_owned(), &form.grade),
    ];
    for (row, fund) in form.funds.iter().enumerate() {
        let field = |name: &str| format!("funds[{row}].{name}");
        figures.extend([
            amount(field("initial"), &fund.initial, in_ten_thousands),
            amount(field("budget"), &fund.budget, in_ten_thousands),
            amount(field("executed"), &fund.executed, in_ten_thousands),
            plain(field("weight"), &fund.weight),
            plain(field("rate"), &fund.rate),
            plain(field("score"), &fund.score),
        ]);
    }
    for (row, indicator) in form.indicators.iter().enumerate() {
        let field = |name: &str| format!("indicators[{row}].{name}");
        // Words may be put otherwise without a contradiction.
        if Figure::parse_with_unit(&indicator.actual).is_some() {
            figures.push(plain(field("actual"), &indicator.actual));
        }
        figures.extend([
            plain(field("weight"), &indicator.weight),
            plain(field("score"), &indicator.score),
        ]);
    }
    figures.retain(|figure| !figure.meaning.is_empty());
    figures
}

fn plain(field: String, text: &str) -> Stated<'_> {
    let figure = Figure::parse(text).map(|figure| figure.value.normalize().to_string());
    let meaning = figure.unwrap_or_else(|| without_spaces(text));
    Stated { field, text, meaning }
}

fn amount(field: String, text: &str, in_ten_thousands: bool) -> Stated<'_> {
    let in_yuan = |figure: Figure| {
        let of_form = if in_ten_thousands { "万元" } else { "元" };
        let unit = if figure.unit.is_empty() { of_form } else { &figure.unit };
        figure.value.checked_mul(yuan_in(unit)?)
    };
    let Some(value) = Figure::parse(text).and_then(in_yuan) else {
        return plain(field, text);
    };
    let meaning = value.normalize().to_string();
    Stated { field, text, meaning }
}

/// Text in one Unicode form and without white space: two producers set the same words with other spaces, brackets and widths.
pub(super) fn without_spaces(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
