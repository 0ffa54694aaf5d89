//! A title or a year that was not found: what stands above the form, and could not be read, may be it.

use super::blocks::Blocks;
use super::doubts;
use super::ledger::Ledger;
use super::model::{FieldName, Form};
use super::year;
use crate::geometry::Milli;
use crate::language::{Bilingual, bilingual};
use crate::table::{Aside, AsideKind, Block, Cell, Tables, is_form_title};
use crate::warning::WarningKind;

/// Says of a title and a year that were not found what above the form may be them.
pub(super) fn warn(blocks: &Blocks, tables: &Tables, form: &Form, ledger: &mut Ledger) {
    // A title that is no form's may stand above one that could not be read.
    let lost_title = (!is_form_title(form.title.text())).then_some("title");
    let lost_year = form.year.text().is_empty().then_some("year");
    let lost = lost_title.into_iter().chain(lost_year).map(FieldName::single);
    let lost: Vec<FieldName> = lost.filter(|name| !ledger.doubts(*name)).collect();
    if lost.is_empty() {
        return;
    }
    for line in blocks.lines_above() {
        let mut reasons = doubts::of_line(line.line());
        if line.line().is_turned() {
            reasons.push((WarningKind::NotUnderstood, not_read(line.text())));
        }
        for (kind, message) in reasons {
            for name in &lost {
                ledger.doubt(*name, Some(line.line().place()), kind, message.clone());
            }
        }
    }
    let Some(first) = blocks.segment.rows.first().and_then(|row| row.own.first()) else {
        return;
    };
    let mut asides = tables.asides.iter().filter(|aside| aside.page == first.page);
    // Nearly always nothing stands aside.
    let Some(next) = asides.next() else { return };
    let floor = bottom_of_table_above(tables, first);
    let is_above = |aside: &Aside| {
        let b = aside.bbox;
        aside.turn == first.turn && b.y0 < first.bbox.y0 && b.y1 > floor && b.y1 > 0
    };
    for name in lost {
        let may_be = |aside: &&Aside| is_above(aside) && may_be(name, aside);
        if let Some(aside) = std::iter::once(next).chain(asides.clone()).find(may_be) {
            let kind = WarningKind::UnreadInk;
            ledger.doubt(name, Some(aside.place()), kind, not_read(&aside.text));
        }
    }
}

/// Where the table above a form's first cell ends on its page.
fn bottom_of_table_above(tables: &Tables, first: &Cell) -> Milli {
    let tables = tables.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.pages.contains(&first.page) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| &table.cells);
    let above = cells.filter(|c| c.page == first.page && c.turn == first.turn && c.bbox.y1 <= first.bbox.y0);
    above.map(|c| c.bbox.y1).max().unwrap_or(Milli::MIN)
}

/// Whether what stands aside may be such a field.
fn may_be(name: FieldName, aside: &Aside) -> bool {
    let says_it = match name.column {
        "title" => is_form_title(&aside.text),
        _ => year::find(&aside.text).is_some(),
    };
    says_it || !aside.kind.is_no_content() || aside.kind == AsideKind::Hidden
}

fn not_read(text: &str) -> Bilingual {
    if text.is_empty() {
        return Bilingual::new(
            "表格上方没有认出这一项，但有图形、被遮住或未能读出的内容，可能就是它；请看原件",
            "it was not found above the table, where something stands that could not be read, or is hidden, and may be it; look at the page",
        );
    }
    bilingual!(
        "表格上方没有认出这一项，“{text}”可能就是它；请看原件",
        "it was not found above the table, and \"{text}\" may be it; look at the page"
    )
}
