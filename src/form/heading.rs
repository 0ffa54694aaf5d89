//! Title, year and unit of amounts: the lines above the table, or its first rows.

use unicode_normalization::UnicodeNormalization;

use super::blocks::{BlockKind, Blocks};
use super::ledger::{Ledger, Role};
use super::model::{Field, FieldName, Value};
use super::row::RowKind;
use super::spot::Line;
use super::value::{below_label, labelled};
use super::vocabulary::{Label, Part};
use super::year;
use crate::digits::has_digit;
use crate::geometry::Milli;
use crate::language::{Bilingual, bilingual};
use crate::place::Place;
use crate::table::{Cell, is_form_title, is_other_title, is_report_title, parts_tables};

/// What the heading says.
#[derive(Debug, Default)]
pub(super) struct Heading {
    /// The title, without a bracketed year.
    pub title: Field,
    /// 年度.
    pub year: Field,
    /// 万元 or 元.
    pub amount_unit: Field,
}

/// A text of the heading: a line above the table, or a cell of its first rows.
#[derive(Debug, Clone, Copy)]
enum Text<'t> {
    Line(Line<'t>),
    Cell(&'t Cell),
}

impl<'t> Text<'t> {
    fn text(self) -> &'t str {
        match self {
            Self::Line(line) => line.text(),
            Self::Cell(cell) => cell.text(),
        }
    }

    fn place(self) -> Place {
        match self {
            Self::Line(line) => line.line().place(),
            Self::Cell(cell) => cell.text_place(),
        }
    }

    /// The field that a part of it holds.
    fn field(self, column: &'static str, part: &str, ledger: &mut Ledger) -> Field {
        let name = FieldName::single(column);
        match self {
            Self::Line(line) => ledger.line(name, &line, part),
            Self::Cell(cell) => ledger.part(name, cell, part),
        }
    }
}

/// Reads title, year and unit of amounts.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Heading {
    let heading = heading(blocks);
    let at = title(&heading).or_else(|| largest_line(blocks, &heading));
    let title = at.and_then(|at| heading.get(at));
    Heading {
        year: year(blocks, &heading, at, ledger),
        title: title.map_or(Field::Absent, |h| h.field("title", without_year(h.text()), ledger)),
        amount_unit: amount_unit(blocks, &heading, ledger),
    }
}

/// Where the title stands: a form's, else what else names the table or its report (项目绩效目标完成情况表): the nearest.
fn title(heading: &[Text]) -> Option<usize> {
    let form = heading.iter().rposition(|h| is_form_title(h.text()));
    let other = |h: &Text| is_other_title(h.text()) || is_report_title(h.text());
    form.or_else(|| heading.iter().rposition(other))
}

/// Where nothing names a table (资金使用情况, 专项资金绩效情况): the line over the form that is set larger than its cells and all other lines there.
fn largest_line(blocks: &Blocks, heading: &[Text]) -> Option<usize> {
    let first = blocks.segment.rows.first()?.own.iter().find(|c| !c.text().is_empty())?;
    let lines = heading.iter().enumerate().filter_map(|(at, text)| match text {
        Text::Line(line) if line.line().page == first.page => Some((at, line.line())),
        _ => None,
    });
    let (at, line) = lines.clone().max_by_key(|(_, line)| line.size)?;
    let least = line.size / 100 * OF_A_TITLE;
    let is_largest = lines
        .filter(|(other, _)| *other != at)
        .all(|(_, other)| other.size <= least);
    let length = line.text().chars().count();
    let is_said = line.text().contains(['。', '，', '；', ':', '：', '…']) || parts_tables(line.text());
    let names = LENGTHS_OF_A_TITLE.contains(&length) && !is_said && line.bbox.y1 <= first.bbox.y0;
    (is_largest && names && first.text_place().bbox.height() <= least).then_some(at)
}

/// Type of a title, to this part of it (1/100) the next largest over the form comes at most: titles are set in 16 to 22 points, years in 10 to 14.
const OF_A_TITLE: Milli = 85;

/// A title has so many characters.
const LENGTHS_OF_A_TITLE: std::ops::RangeInclusive<usize> = 4..=40;

/// The lines above the form and the rows before its first label.
fn heading<'t>(blocks: &Blocks<'_, 't>) -> Vec<Text<'t>> {
    let cells = blocks.opening().flat_map(|r| r.own.iter().copied());
    let cells = cells.filter(|c| !c.text().is_empty()).map(Text::Cell);
    let lines = blocks.lines_above().into_iter().map(Text::Line);
    lines.chain(cells).collect()
}

/// A title without the bracketed year behind it.
fn without_year(title: &str) -> &str {
    let open = title.rfind(['(', '（', '【', '〔', '[']);
    match open.map(|at| title.split_at(at)) {
        Some((name, tail)) if tail.contains('年') && tail.ends_with([')', '）', '】', '〕', ']']) => {
            name.trim_end()
        }
        _ => title,
    }
}

/// The year: behind the title, in it, or before it, where it is the most certain; else beside its label in the head.
fn year(blocks: &Blocks, heading: &[Text], title: Option<usize>, ledger: &mut Ledger) -> Field {
    let title = title.unwrap_or(0);
    let (before, behind) = heading.split_at(title.min(heading.len()));
    let nearest = || behind.iter().skip(1).chain(behind.first()).chain(before.iter().rev());
    let years = nearest().filter_map(|h| year::find(h.text()).map(|(year, certainty)| (year, certainty, h)));
    // Of the equally certain ones the nearest, which comes first.
    let best = years.min_by_key(|(_, certainty, _)| std::cmp::Reverse(*certainty));
    let blank = nearest().find(|h| year::is_blank(h.text()));
    match (best, blank) {
        (Some((_, certainty, _)), Some(blank)) if certainty < year::Certainty::OfTheForm => {
            blank.field("year", "", ledger)
        }
        (Some((year, _, text)), _) => text.field("year", &year, ledger),
        (None, Some(blank)) => blank.field("year", "", ledger),
        (None, None) => match year_beside_label(blocks, ledger) {
            Field::Absent => {
                if let Some(cut) = nearest().find(|h| year::may_be_cut(h.text())) {
                    ledger.not_understood_at(FieldName::single("year"), Some(cut.place()), no_year(cut.text()));
                }
                Field::Absent
            }
            year => year,
        },
    }
}

fn year_beside_label(blocks: &Blocks, ledger: &mut Ledger) -> Field {
    let name = FieldName::single("year");
    let mut rows = blocks.labelled();
    let found = rows.find_map(|row| labelled(row, Label::Year, name, ledger));
    let found = found.or_else(|| below_label(blocks, Label::Year, name, ledger));
    match found {
        Some(Field::Cell(value)) => {
            let text = year::alone(&value.text).unwrap_or_default();
            if text.is_empty() && has_digit(&value.text) {
                let message = no_year(&value.text);
                ledger.not_understood_at(name, value.place, message);
            }
            Field::Cell(Value { text, ..value })
        }
        _ => Field::Absent,
    }
}

fn no_year(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”中未能认出年度；请对照原件",
        "no year was recognised in \"{text}\"; compare with the page"
    )
}

/// 万元 or 元: from the label of the fund block, the headers of its columns, their rows, or a line that names the unit.
fn amount_unit(blocks: &Blocks, heading: &[Text], ledger: &mut Ledger) -> Field {
    let rows = || blocks.segment.rows.iter();
    let in_block = rows()
        .flat_map(|r| r.own.iter())
        .filter(|c| Part::Head.label(c.text()) == Some(Label::FundsBlock));
    let in_header = rows()
        .filter(|r| matches!(r.kind, RowKind::FundHeader | RowKind::FundPairs))
        .flat_map(|r| r.all.iter());
    // The name of a fund row may say it: 金额（万元）.
    let below_header = blocks.of(BlockKind::Funds).iter().flat_map(|block| block.rows);
    let items = below_header.filter(|r| r.kind == RowKind::Body);
    let items = items.filter_map(|r| r.own.first());
    let cells = in_block.chain(in_header).chain(items).copied();
    let mut texts = cells.map(Text::Cell).chain(heading.iter().copied());
    let found = texts.find_map(|text| Some((unit_in(text.text())?, text)));
    found.map_or(Field::Absent, |(unit, text)| unit_of(text, unit, ledger))
}

/// The unit as a word of a longer text: whatever is doubtful about the rest, the unit was read.
fn unit_of(text: Text, unit: &str, ledger: &mut Ledger) -> Field {
    let role = Role::Quoted(FieldName::single("amount_unit"));
    let place = match text {
        Text::Line(line) => {
            ledger.quote_line(&line, unit, role);
            line.line().place()
        }
        Text::Cell(cell) => {
            ledger.quote(cell, unit, role);
            cell.text_place()
        }
    };
    Field::stated(unit, place)
}

/// The unit that a label names: in brackets, or behind 单位.
pub(super) fn unit_in(text: &str) -> Option<&'static str> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let named = ["(", "单位:", ":", "单位", ","];
    let has = |unit: &str| named.iter().any(|before| plain.contains(&format!("{before}{unit}")));
    if has("万元") {
        Some("万元")
    } else if has("元") {
        Some("元")
    } else {
        None
    }
}
