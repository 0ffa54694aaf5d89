//! What stands outside the tables beside rows of the form, in a line or in none.

use super::heads::INDICATORS_AND_TOTALS;
use super::lost::blank_names;
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::form::blocks::{BlockKind, Blocks};
use crate::form::end::has_ended;
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{Field, Form, Scope};
use crate::form::outside::levels;
use crate::form::row::Row;
use crate::form::spot::Line;
use crate::form::vocabulary::Label;
use crate::geometry::{Milli, Rect};
use crate::language::{Bilingual, bilingual};
use crate::table::Aside;
use crate::warning::WarningKind;

/// A row that has lost its borders lies below the others within so many times its own height.
const NEAR_BELOW: Milli = 2;

/// Says which parts of the form may have rows outside its tables: texts and figures side by side, between two rows of the form or directly below
/// its last one.
pub(super) fn warn_of_rows(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let mut lines = blocks.lines_above();
    lines.extend(blocks.lines_below());
    for level in levels(&lines) {
        let Some((first, [_, ..])) = level.split_first() else {
            continue;
        };
        let figures = level.iter().filter(|l| Figure::parse(l.text()).is_some()).count();
        // Below the table stand notes, names and telephone numbers, too.
        let is_row_below = figures >= 2 && level.len() > figures;
        let Some(part) =
            part_beside(blocks, first.line().page, first.line().bbox, is_row_below).filter(|_| figures > 0)
        else {
            continue;
        };
        for line in &level {
            ledger.quote_line(line, line.text(), Role::Unexplained);
        }
        let text: Vec<&str> = level.iter().map(Line::text).collect();
        let text = text.join(" ");
        let total = form.total_score == Field::Absent;
        // Where their header is lost, rows of indicators seem to be rows of funds.
        let has_header = !blocks.of(BlockKind::Indicators).is_empty();
        let indicators = part == Scope::FUNDS && !has_header;
        let fields = [
            Some(part),
            indicators.then_some(Scope::INDICATORS),
            total.then_some(Scope::single("total_score")),
        ];
        for field in fields.into_iter().flatten() {
            let message = bilingual!(
                "“{text}”印在表格之外，可能是表中的一行；请对照原件",
                "\"{text}\" is printed outside the table, and may be one of its rows; compare with the page"
            );
            let place = Some(first.line().place());
            ledger.not_understood_at(field, place, message);
        }
    }
}

/// Rows of indicators on the page behind a form that has not ended, in no table: figures under both columns of points.
pub(super) fn warn_of_rows_on_next_page(blocks: &Blocks, ledger: &mut Ledger) {
    let rows = &blocks.segment.rows;
    let last = blocks.all.iter().rfind(|block| block.kind == BlockKind::Indicators);
    let columns = last.and_then(|b| Some([b.columns.get(Label::Weight)?, b.columns.get(Label::Score)?]));
    let (Some(columns), false) = (columns, has_ended(rows)) else {
        return;
    };
    let (_, last_page) = blocks.pages();
    let mut below = blocks.lines_below();
    below.retain(|line| line.line().page == last_page + 1);
    let is_row = |level: &Vec<Line>| {
        let has_points = columns.iter().all(|column| {
            let mut figures = level.iter().filter(|l| Figure::parse(l.text()).is_some());
            figures.any(|l| column.is_over(l.line().bbox.center().x))
        });
        let words = level.iter().filter(|l| Figure::parse(l.text()).is_none()).count();
        has_points && words >= WORDS_OF_AN_INDICATOR
    };
    let levels = levels(&below);
    let Some(first) = levels
        .iter()
        .find(|level| is_row(level))
        .and_then(|level| level.first())
    else {
        return;
    };
    let text = first.text();
    let message = bilingual!(
        "下一页还有“{text}”等各行，不在表格之内，可能是本表的指标，未读入；请对照原件",
        "on the next page stand rows outside every table (\"{text}\" and more), which may be indicators of this form and were not read; compare with the page"
    );
    for scope in INDICATORS_AND_TOTALS {
        let place = Some(first.line().place());
        ledger.not_understood_at(scope, place, message.clone());
    }
}

/// An indicator has so many texts beside its points at least: its name, and what was reached.
const WORDS_OF_AN_INDICATOR: usize = 2;

/// The part of the form whose rows stand directly above a text: with others below it, or none so far away that it is a note.
fn part_beside(blocks: &Blocks, page: u32, bbox: Rect, is_row_below: bool) -> Option<Scope> {
    let rows = &blocks.segment.rows;
    let on_page = |r: &&Row| r.own.first().is_some_and(|c| c.page == page);
    let is_above = |r: &&Row| r.own.iter().all(|c| c.bbox.y0 < bbox.y0);
    let above = rows.iter().rposition(|r| on_page(&r) && is_above(&r))?;
    let is_below = |r: &&Row| on_page(r) && r.own.iter().all(|c| c.bbox.y0 > bbox.y0);
    let bottom = rows.get(above)?.own.iter().map(|c| c.bbox.y1).max()?;
    let is_near = bbox.y0 - bottom < bbox.height().saturating_mul(NEAR_BELOW);
    let is_between = rows.iter().skip(above + 1).any(|r| is_below(&r));
    let part = match blocks.around(above)?.kind {
        // The indicators stand below the goals: their header may be outside as well.
        BlockKind::Indicators | BlockKind::Goals => Some(Scope::INDICATORS),
        BlockKind::Funds | BlockKind::Unknown => Some(Scope::FUNDS),
        BlockKind::Head | BlockKind::Foot => None,
    };
    part.filter(|_| is_between || is_near && is_row_below)
}

/// The other lines: what stands above heads the form, what stands below remarks on it.
pub(super) fn explain(blocks: &Blocks, ledger: &mut Ledger) {
    let above = blocks.lines_above().into_iter().map(|line| (line, Role::Heading));
    let below = blocks.lines_below().into_iter().map(|line| (line, Role::Note));
    for (line, role) in above.chain(below) {
        for part in ledger.unowned_of_line(&line) {
            ledger.quote_line(&line, part, role);
        }
    }
}

/// Figures that stand in no cell and no line, between the rows of the form.
pub(super) fn warn_of_asides(blocks: &Blocks, asides: &[Aside], ledger: &mut Ledger) {
    let (first, last) = blocks.pages();
    let on_form = |aside: &&Aside| (first..=last).contains(&aside.page);
    let is_left_out = |aside: &&Aside| !aside.kind.is_no_content() && has_digit(&aside.text);
    for aside in asides.iter().filter(on_form).filter(is_left_out) {
        if is_in_cell(blocks, aside) {
            // Its cell has a doubt, and so its field.
            continue;
        }
        if let Some(part) = part_beside(blocks, aside.page, aside.bbox, true) {
            let text = &aside.text;
            let message = bilingual!(
                "“{text}”印在表中各行之间，未能读入任何单元格；请对照原件",
                "\"{text}\" stands between the rows of the form, and in none of its cells; compare with the page"
            );
            ledger.not_understood_at(part, Some(aside.place()), message);
        }
    }
}

/// Something above the first row that no layer could read may be what was not found: a title that is a picture, a year in a box.
pub(super) fn warn_of_lost_heading(blocks: &Blocks, asides: &[Aside], form: &Form, ledger: &mut Ledger) {
    let (first_page, _) = blocks.pages();
    let cells = || blocks.segment.rows.iter().flat_map(|row| &row.own);
    let top = cells().filter(|c| c.page == first_page).map(|c| c.bbox.y0).min();
    let is_above = |aside: &&Aside| {
        let is_over = top.is_some_and(|top| aside.bbox.center().y < top);
        aside.page == first_page && is_over && !aside.kind.is_no_content()
    };
    let Some(aside) = asides.iter().find(is_above) else {
        return;
    };
    for field in blank_names(form) {
        ledger.doubt(
            field,
            Some(aside.place()),
            WarningKind::UnreadInk,
            above_the_form(&aside.text),
        );
    }
}

fn above_the_form(text: &str) -> Bilingual {
    bilingual!(
        "表格上方有图形或未能读出的内容“{text}”，可能是未找到的这一项；请看原件",
        "above the form stands something that was not read (\"{text}\"), and may be what was not found; look at the page"
    )
}

fn is_in_cell(blocks: &Blocks, aside: &Aside) -> bool {
    let middle = aside.bbox.center();
    let mut cells = blocks.segment.rows.iter().flat_map(|row| &row.own);
    cells.any(|c| {
        let b = c.bbox;
        c.page == aside.page && b.x0 <= middle.x && middle.x < b.x1 && b.y0 <= middle.y && middle.y < b.y1
    })
}
