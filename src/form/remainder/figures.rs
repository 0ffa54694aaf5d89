//! Fields of figures whose text is none.

use rust_decimal::Decimal;

use crate::digits::{has_digit, is_digit};
use crate::figure::{self, Figure};
use crate::form::blocks::{BlockKind, Blocks};
use crate::form::ledger::Ledger;
use crate::form::model::{Field, FieldName, Form, Indicator, Scope};
use crate::form::vocabulary::is_grade;
use crate::language::{Bilingual, bilingual};

/// Points and amounts that are no figure, and have digits: something else may stand in their cell, or a digit, a point or a sign may be misread.
pub(super) fn warn_of_no_figures(form: &Form, ledger: &mut Ledger) {
    let of_funds = form.funds.iter().enumerate().flat_map(|(n, fund)| {
        let figures = fund.fields().into_iter().filter(|(column, _)| *column != "item");
        figures.map(move |(column, field)| (FieldName::fund(n, column), field))
    });
    let of_indicators = form.indicators.iter().enumerate().flat_map(|(n, indicator)| {
        [("weight", &indicator.weight), ("score", &indicator.score)]
            .map(|(column, field)| (FieldName::indicator(n, column), field))
    });
    let totals = [("total_weight", &form.total_weight), ("total_score", &form.total_score)]
        .map(|(column, field)| (FieldName::single(column), field));
    let texts = form.indicators.iter().enumerate().flat_map(|(n, indicator)| {
        [("target", &indicator.target), ("actual", &indicator.actual)]
            .map(|(column, field)| (FieldName::indicator(n, column), field))
    });
    let texts = texts.filter(|(_, field)| is_like_a_figure(field.text()));
    // 无 and 不适用 say that there is none; signs alone, as `®.¯®`, are a figure of which nothing was read.
    let is_word = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let may_be_figure = |text: &str| has_digit(text) || !figure::is_placeholder(text) && !is_word(text);
    let is_no_figure = |text: &str| may_be_figure(text) && Figure::parse(text).is_none();
    let figures = of_funds.chain(of_indicators).chain(totals);
    for (name, field) in figures.filter(|(_, field)| is_no_figure(field.text())).chain(texts) {
        let text = field.text();
        // A character that is not known has its own warning.
        if !text.contains(char::REPLACEMENT_CHARACTER) {
            ledger.not_understood_at(name, field.place(), no_figure(text));
        }
    }
}

/// Digits with nothing between them but what stands in a figure, and yet none: ≥28.0027.90, 98。52, 100 00(%). A date (2023.12.31) is a text like
/// others.
fn is_like_a_figure(text: &str) -> bool {
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else {
        return false;
    };
    let digits = text.get(first..=last).unwrap_or_default();
    let is_of_figure = |c: char| is_digit(c) || c.is_whitespace() || ".,．，。·%％".contains(c);
    let is_date = digits.starts_with("20") && digits.matches('.').count() == 2;
    digits.chars().all(is_of_figure) && !is_date && Figure::parse(digits).is_none()
}

/// The last indicator has more points than all the others together, and no total was found: it may be the total, under a word that we do not know.
pub(super) fn warn_of_row_of_total(form: &Form, ledger: &mut Ledger) {
    let value = |field: &Field| Figure::parse(field.text()).map(|figure| figure.value);
    let has_points = |row: &Indicator| value(&row.weight).or(value(&row.score)).is_some();
    // Below it may stand the grade.
    let end = form.indicators.iter().rposition(has_points).map_or(0, |at| at + 1);
    let rows = form.indicators.get(..end).and_then(<[Indicator]>::split_last);
    // A total that is in doubt may be another one.
    let is_unknown = form.total_score.text().is_empty() || ledger.doubts(FieldName::single("total_score"));
    let Some((last, others)) = rows.filter(|_| is_unknown) else {
        return;
    };
    let is_sum_of = |of: fn(&Indicator) -> &Field| {
        let mut points = others.iter().filter_map(|row| value(of(row))).peekable();
        let has_points = points.peek().is_some();
        let sum = points.try_fold(Decimal::ZERO, figure::sum);
        has_points && sum.zip(value(of(last))).is_some_and(|(sum, last)| last >= sum)
    };
    let is_named = !last.target.text().is_empty() || !last.actual.text().is_empty();
    let is_total = is_sum_of(|row| &row.weight) || is_sum_of(|row| &row.score);
    if is_total && (others.len() > 1 || !is_named) {
        let row = Scope::Row("indicators", others.len());
        let place = last.score.place().or(last.weight.place());
        for scope in [row, Scope::single("total_weight"), Scope::single("total_score")] {
            ledger.not_understood_at(scope, place, may_be_total(last));
        }
    }
}

/// Rows that are none of their block: a grade without a figure beside it, under a word that nothing knows; a figure in place of a name.
pub(super) fn warn_of_strange_rows(form: &Form, ledger: &mut Ledger) {
    let mut warn = |row: Scope, field: &Field, other: Option<Scope>| {
        for scope in std::iter::once(row).chain(other) {
            ledger.not_understood_at(scope, field.place(), strange_row(field.text()));
        }
    };
    for (n, row) in form.funds.iter().enumerate() {
        let fields = row.fields().map(|(_, field)| field);
        let has_figure = fields.iter().any(|field| has_digit(field.text()));
        if let Some(grade) = fields.iter().find(|field| !has_figure && is_grade(field.text())) {
            warn(Scope::Row("funds", n), grade, Some(Scope::single("grade")));
        }
    }
    for (n, row) in form.indicators.iter().enumerate() {
        let fields = row.fields().map(|(_, field)| field);
        let has_figure = fields.iter().any(|field| has_digit(field.text()));
        let levels = [&row.level1, &row.level2, &row.level3];
        if let Some(grade) = fields.iter().find(|field| !has_figure && is_grade(field.text())) {
            warn(Scope::Row("indicators", n), grade, Some(Scope::single("grade")));
        } else if let Some(name) = levels.iter().find(|level| is_bare_figure(level.text())) {
            warn(Scope::Row("indicators", n), name, None);
        }
    }
}

/// A bare figure in place of a reason, beside a blank score: it may be the score, printed too far right.
pub(super) fn warn_of_shifted_scores(form: &Form, ledger: &mut Ledger) {
    for (n, row) in form.indicators.iter().enumerate() {
        if row.score.is_blank() && is_bare_figure(row.deviation.text()) {
            for column in ["score", "deviation"] {
                let name = FieldName::indicator(n, column);
                let message = shifted(row.deviation.text());
                ledger.not_understood_at(name, row.deviation.place(), message);
            }
        }
    }
}

fn shifted(text: &str) -> Bilingual {
    bilingual!(
        "得分空白，而偏差原因一栏印有“{text}”，可能是得分；请对照原件",
        "the score is blank, and \"{text}\" stands in place of a reason: it may be the score; compare with the page"
    )
}

/// Digits without a unit; 100万 may be the name of an indicator.
fn is_bare_figure(text: &str) -> bool {
    Figure::parse(text).is_some_and(|figure| figure.unit.is_empty())
}

fn strange_row(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”所在的一行不像本部分的行；请对照原件",
        "the row of \"{text}\" does not look like one of its part; compare with the page"
    )
}

/// The funds end the form, their last row has one figure, and no total was found: it may be the total, under a word that we do not know.
pub(super) fn warn_of_last_fund(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let is_last = blocks.all.last().is_some_and(|block| block.kind == BlockKind::Funds);
    let Some((last, _)) = form.funds.split_last().filter(|(_, above)| !above.is_empty()) else {
        return;
    };
    let mut figures = last.fields().into_iter().filter(|(_, field)| has_digit(field.text()));
    if let (Some((_, only)), None) = (figures.next(), figures.next())
        && is_last
        && form.total_score.text().is_empty()
    {
        let row = Scope::Row("funds", form.funds.len() - 1);
        for scope in [row, Scope::single("total_weight"), Scope::single("total_score")] {
            ledger.not_understood_at(scope, only.place(), strange_row(only.text()));
        }
    }
}

fn may_be_total(row: &Indicator) -> Bilingual {
    let texts = [&row.level1, &row.level2, &row.level3].map(Field::text);
    let name = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    bilingual!(
        "“{name}”一行的分数不小于其他各指标之和，可能是总分；请对照原件",
        "the points of the row \"{name}\" are those of all the others, or more: it may be the total; compare with the page"
    )
}

fn no_figure(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”不是一个数，可能混入了别的文字；请对照原件",
        "\"{text}\" is not one figure; other text may stand in its cell; compare with the page"
    )
}
