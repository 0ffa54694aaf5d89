//! The figures of a form in a shape that two forms can be compared in.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::figure::Figure;
use crate::stored::StoredForm;

/// 万元 in 元.
const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

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
    let factor = if in_ten_thousands { TEN_THOUSAND } else { Decimal::ONE };
    let Some(value) = Figure::parse(text).and_then(|figure| figure.value.checked_mul(factor)) else {
        return plain(field, text);
    };
    let meaning = value.normalize().to_string();
    Stated { field, text, meaning }
}

/// Text in one Unicode form and without white space: two producers set the same words with other spaces, brackets and widths.
pub(super) fn without_spaces(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
