//! What the form prints and no field took: what is left over says that its part of the form is not understood, and the part says so. The only
//! place that decides what is complete.
//!
//! Heads that come twice (`again`), lines (`lines`), heads of columns that nothing knows (`heads`), blocks and fields that were not found (`lost`), fields of figures that are none
//! (`figures`), and the cells that no field took, one by one (`cells`), and blanks beside a value in doubt (`blanks`): each stretch of their text gets a role, or the fields that it may be a
//! warning.

mod again;
mod below;
mod blanks;
mod cells;
mod figures;
mod heads;
mod lines;
mod lost;
mod unlined;

use super::blocks::Blocks;
use super::ledger::Ledger;
use super::model::Form;
use crate::table::Aside;

/// Gives each stretch of text that no field took a role, and says which fields may be in what has none.
pub(super) fn warn(blocks: &Blocks, asides: &[Aside], form: &Form, ledger: &mut Ledger) {
    lines::warn_of_rows(blocks, form, ledger);
    lines::warn_of_rows_on_next_page(blocks, ledger);
    lines::warn_of_asides(blocks, asides, ledger);
    lines::warn_of_lost_heading(blocks, asides, form, ledger);
    lost::warn(blocks, form, ledger);
    below::warn_of_names(blocks, form, ledger);
    unlined::warn(blocks, form, ledger);
    heads::warn(blocks, ledger);
    again::warn(blocks, ledger);
    figures::warn_of_no_figures(form, ledger);
    figures::warn_of_last_fund(blocks, form, ledger);
    figures::warn_of_strange_rows(form, ledger);
    figures::warn_of_shifted_scores(form, ledger);
    figures::warn_of_row_of_total(form, ledger);
    cells::explain(blocks, form, ledger);
    lines::explain(blocks, ledger);
    ledger.doubt_covered();
    blanks::warn_of_blanks_beside_doubts(form, ledger);
}
