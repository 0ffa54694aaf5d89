//! Blocks of which no cell was told, because no lines part them: their labels and figures stand in lines around the tables of the form.

use super::lost::blank_names;
use crate::figure::Figure;
use crate::form::blocks::Blocks;
use crate::form::ledger::{Ledger, Role};
use crate::form::model::{FieldName, Form, Scope};
use crate::form::outside::levels;
use crate::form::spot::Line;
use crate::form::vocabulary::{Label, Part};
use crate::language::{Bilingual, bilingual};
use crate::table::is_form_title;

/// The goals, which no row was found of.
const GOALS: [&str; 2] = ["expected_goal", "actual_result"];

/// Says which blocks were not found, and are named outside the tables.
pub(super) fn warn(blocks: &Blocks, form: &Form, ledger: &mut Ledger) {
    let lacks_funds = form.funds.is_empty();
    let goals: Vec<FieldName> = blank_names(form).filter(|name| GOALS.contains(&name.column)).collect();
    if !lacks_funds && goals.is_empty() {
        return;
    }
    let lines: Vec<Line> = own_lines(blocks);
    if lacks_funds {
        let named = lines.iter().copied().find(|line| words(line).any(names_funds));
        if let Some(line) = named.or_else(|| row_of_figures(&lines)) {
            say(Scope::FUNDS, &line, ledger);
        }
    }
    if goals.is_empty() {
        return;
    }
    let named = lines.iter().find(|line| words(line).any(names_goals));
    if let Some(line) = named.or_else(|| lines.iter().find(|line| is_prose_between(blocks, line))) {
        for name in goals {
            say(name, line, ledger);
        }
    }
}

/// The lines around the tables, from the title of the form on.
fn own_lines<'t>(blocks: &Blocks<'_, 't>) -> Vec<Line<'t>> {
    let above = blocks.lines_above();
    let title = above.iter().rposition(|line| is_form_title(line.text()));
    let own = above.into_iter().skip(title.map_or(0, |at| at + 1));
    own.chain(blocks.lines_below()).collect()
}

/// Words with figures beside them, as a row of the funds has: its labels may be broken into pieces that name nothing.
fn row_of_figures<'t>(lines: &[Line<'t>]) -> Option<Line<'t>> {
    levels(lines).into_iter().find_map(|level| {
        let (first, rest) = level.split_first()?;
        let figures = rest.iter().filter(|line| Figure::parse(line.text()).is_some()).count();
        (Figure::parse(first.text()).is_none() && figures >= FIGURES_OF_A_ROW).then_some(*first)
    })
}

/// A row of the funds has so many figures at least; the total of the form has two.
const FIGURES_OF_A_ROW: usize = 3;

/// The words of a line: labels side by side may stand in one.
fn words<'t>(line: &Line<'t>) -> impl Iterator<Item = &'t str> + use<'t> {
    let text = line.text();
    std::iter::once(text).chain(text.split_whitespace())
}

/// Whether a line of prose stands between two rows of the form on its page.
fn is_prose_between(blocks: &Blocks, line: &Line) -> bool {
    let (page, bbox) = (line.line().page, line.line().bbox);
    let cells = || {
        blocks
            .segment
            .rows
            .iter()
            .filter_map(|row| row.own.first())
            .filter(|c| c.page == page)
    };
    line.text().chars().count() >= SHORTEST_PROSE
        && cells().any(|c| c.bbox.y1 <= bbox.y0)
        && cells().any(|c| c.bbox.y0 >= bbox.y1)
}

/// Prose has so many characters at least; the label of a block has fewer.
const SHORTEST_PROSE: usize = 8;

fn names_funds(word: &str) -> bool {
    let of_head = Part::Head.label(word) == Some(Label::FundsBlock);
    of_head || Part::Funds.label(word).is_some_and(Label::is_of_amounts)
}

fn names_goals(word: &str) -> bool {
    let of_head = Part::Head.label(word) == Some(Label::GoalsBlock);
    of_head || matches!(Part::Goals.label(word), Some(Label::Goal | Label::Result))
}

fn say(field: impl Into<Scope>, line: &Line, ledger: &mut Ledger) {
    if ledger.is_left_over(line) {
        ledger.quote_line(line, line.text(), Role::Label);
    }
    let place = Some(line.line().place());
    ledger.not_understood_at(field, place, outside(line.text()));
}

fn outside(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”印在表格之外，其下各行没有表线，未能读出；请对照原件",
        "\"{text}\" is printed outside the tables: no lines part what belongs to it, and it was not read; compare with the page"
    )
}
