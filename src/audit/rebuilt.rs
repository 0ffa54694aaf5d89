//! Pages -> tables and forms, by lines; by white space where those are not enough.

use super::form_words;
use crate::form;
use crate::pdf::Page;
use crate::table::{self, BySpace, Tables, ToldBy};

/// The tables of pages that follow each other, and the forms in them.
#[derive(Debug)]
pub struct Rebuilt {
    /// All tables, whether forms or not, and the lines between them.
    pub tables: Tables,
    /// The forms.
    pub forms: Vec<form::Form>,
    /// The tables that have the labels of a form and are none.
    pub lookalikes: Vec<form::Lookalike>,
    /// What the cells were told apart by.
    pub told_by: ToldBy,
}

/// Rebuilds tables from their lines. Where lines give no form, and the pages speak of forms, white space is asked for them; and for the rows of a
/// form that may stand outside its tables.
pub fn rebuild(pages: &[Page]) -> Rebuilt {
    let tables = table::pages_to_tables_below_heads(pages, form::names_of_columns);
    let each = |show: &mut dyn FnMut(&Page)| pages.iter().for_each(show);
    let found = form::tables_to_found(&tables);
    found_to_rebuilt(found, tables, each, || pages.iter().any(form_words::has_form_word))
}

/// What lines give, or white space where that is not enough: then `each` shows the pages once more.
pub(super) fn found_to_rebuilt(
    form::Found { mut forms, lookalikes }: form::Found,
    tables: Tables,
    each: impl Fn(&mut dyn FnMut(&Page)),
    speaks_of_forms: impl Fn() -> bool,
) -> Rebuilt {
    let by_space = || {
        let mut reading = BySpace::new(form::headings);
        each(&mut |page| reading.take(page));
        reading.finish()
    };
    if forms.iter().any(form::lacks_rows) {
        form::complete_by_space(&mut forms, form::tables_by_space_to_forms(&by_space()));
    }
    if forms.is_empty() && speaks_of_forms() {
        let tables = by_space();
        let forms = form::tables_by_space_to_forms(&tables);
        if !forms.is_empty() {
            return Rebuilt {
                tables,
                forms,
                lookalikes,
                told_by: ToldBy::Space(form::headings),
            };
        }
    }
    Rebuilt {
        tables,
        forms,
        lookalikes,
        told_by: ToldBy::Lines,
    }
}
