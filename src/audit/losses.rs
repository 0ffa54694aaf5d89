//! What of a form is known to be lost: with its file, on a page that is a picture, or beyond the edge of a page. What is left is judged row by row;
//! whatever needs all rows is not.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::page_numbers::{self, PageNumbers, Said};
use crate::digits::has_digit;
use crate::form::model::{Field, FieldName, Form, Scope};
use crate::messages::Message;
use crate::pdf::{Damage, DamagePlace};
use crate::rules::{Confirmed, Finding, Severity};
use crate::table::{Tables, Torn};
use crate::warning::{Warning, WarningKind};

/// What is known to be lost of a document.
#[derive(Debug)]
pub(super) struct Losses<'d> {
    /// Content that is lost.
    damage: &'d [Damage],
    /// Pages that are pictures.
    pictures: &'d [u32],
    /// Pages whose edge cuts cells.
    cut: BTreeSet<u32>,
    /// What the pages say of their numbers.
    numbers: PageNumbers,
}

/// What of tables tells that something is lost.
#[derive(Debug, Default)]
pub(super) struct Seen {
    cut: BTreeSet<u32>,
    said: Said,
}

impl Seen {
    pub(super) fn take(&mut self, tables: &Tables) {
        let cut = tables.cells().filter(|cell| cell.doubt.torn == Some(Torn::PageEdge));
        self.cut.extend(cut.map(|cell| cell.page));
        self.said.extend(page_numbers::said(tables));
    }
}

impl<'d> Losses<'d> {
    pub(super) fn of(damage: &'d [Damage], pictures: &'d [u32], seen: Seen) -> Self {
        Self {
            damage,
            pictures,
            cut: seen.cut,
            numbers: PageNumbers::of(&seen.said),
        }
    }

    /// Marks a form of which something is lost, and says what it may be. Returns whether rows of it may stand on pages that are pictures.
    pub(super) fn mark(&self, form: &mut Form) -> bool {
        let reach = reach(form);
        let pages: Vec<u32> = self
            .pictures
            .iter()
            .filter(|page| reach.contains(page))
            .copied()
            .collect();
        let said = [
            self.is_damaged(&reach)
                .then(|| Message::FormMayBeDamaged.bilingual(&[])),
            self.numbers
                .miss_a_page(form.first_page, form.last_page, has_end(form))
                .then(|| Message::PagesMissing.bilingual(&[])),
            (!pages.is_empty()).then(|| super::legibility::about_pages(Message::PicturesInForm, &pages)),
        ];
        let page = form.first_page;
        let warnings = said.into_iter().flatten().map(|message| Warning {
            scope: Scope::Form,
            kind: WarningKind::Damaged,
            page,
            message,
        });
        form.warnings.extend(warnings);
        form.is_incomplete |= form.warnings.iter().any(Warning::tells_of_lost_rows) || self.is_cut(form);
        !pages.is_empty()
    }

    /// Whether content is lost that may be a form's, which reaches over these pages.
    fn is_damaged(&self, reach: &RangeInclusive<u32>) -> bool {
        self.damage.iter().any(|damage| match damage.place {
            DamagePlace::Page(page) => reach.contains(&page),
            DamagePlace::Anywhere => true,
            DamagePlace::Attachment => false,
        })
    }

    /// Makes notices of what was found in what is left of a damaged file, unless a second reader has confirmed it: and also then, where the page itself
    /// is damaged, for both read what the damage has left.
    pub(super) fn soften(&self, findings: &mut [Finding]) {
        let is_damaged = |page: u32| self.damage.iter().any(|damage| damage.place == DamagePlace::Page(page));
        for finding in findings {
            let stands_in_damage = finding.place.is_some_and(|place| is_damaged(place.page));
            if stands_in_damage || finding.confirmed == Confirmed::Unavailable {
                finding.severity = Severity::Notice;
            }
        }
    }

    /// Whether the edge of a page cuts cells where the form stands.
    fn is_cut(&self, form: &Form) -> bool {
        let pages = form.first_page..=form.last_page.max(form.first_page);
        self.cut.range(pages).next().is_some()
    }
}

/// Whether a form has its total or its grade.
fn has_end(form: &Form) -> bool {
    let ends = [&form.total_weight, &form.total_score, &form.grade];
    ends.iter().any(|field| **field != Field::Absent)
}

/// The pages that a form may stand on: its own, and the one before and behind them where its head or its end is missing.
fn reach(form: &Form) -> RangeInclusive<u32> {
    let is_missing = |fields: &[&Field]| fields.iter().all(|field| **field == Field::Absent);
    let has_no_head = is_missing(&[&form.project_name]);
    let has_no_end = !has_end(form);
    form.first_page.saturating_sub(has_no_head.into())..=form.last_page.saturating_add(has_no_end.into())
}

/// Whether the form has amounts of which not one can be read: no digit of them is known.
pub(super) fn has_lost_all_amounts(form: &Form) -> bool {
    let is_about_glyphs =
        |warning: &&Warning| matches!(warning.kind, WarningKind::UnmappedGlyph | WarningKind::DoubtfulGlyph);
    let about_glyphs = form
        .warnings
        .iter()
        .filter(is_about_glyphs)
        .map(|warning| warning.scope);
    let doubted = |name: FieldName| about_glyphs.clone().any(|scope| scope.covers(name));
    let mut lost = false;
    for (row, fund) in form.funds.iter().enumerate() {
        for (name, field) in [
            ("initial", &fund.initial),
            ("budget", &fund.budget),
            ("executed", &fund.executed),
        ] {
            if has_digit(field.text()) {
                return false;
            }
            lost |= doubted(FieldName::fund(row, name));
        }
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample;
    use crate::form::model::{FundRow, Value};
    use crate::language::Bilingual;
    use crate::table::Block;

    #[test]
    fn a_form_reaches_as_far_as_its_head_or_its_end_is_missing() {
        let mut form = sample::form();
        (form.first_page, form.last_page) = (3, 5);
        assert_eq!(reach(&form), 3..=5);
        form.project_name = Field::Absent;
        assert_eq!(reach(&form), 2..=5);
        (form.total_weight, form.total_score, form.grade) = (Field::Absent, Field::Absent, Field::Absent);
        assert_eq!(reach(&form), 2..=6);
    }

    fn damage(place: DamagePlace) -> [Damage; 1] {
        [Damage {
            place,
            what: Bilingual::default(),
        }]
    }

    #[test]
    fn a_form_is_incomplete_where_content_within_its_reach_is_lost() {
        let marked = |damage: &[Damage], pictures: &[u32]| {
            let mut form = sample::form();
            (form.first_page, form.last_page) = (3, 5);
            let may_stand_on_pictures = Losses::of(damage, pictures, Seen::default()).mark(&mut form);
            (form.is_incomplete, may_stand_on_pictures, form.warnings.len())
        };
        assert_eq!(marked(&damage(DamagePlace::Page(4)), &[]), (true, false, 1));
        assert_eq!(marked(&damage(DamagePlace::Anywhere), &[]), (true, false, 1));
        assert_eq!(marked(&damage(DamagePlace::Page(6)), &[]), (false, false, 0));
        assert_eq!(marked(&damage(DamagePlace::Attachment), &[]), (false, false, 0));
        assert_eq!(marked(&[], &[4]), (true, true, 1));
        assert_eq!(marked(&[], &[2, 6]), (false, false, 0));
    }

    #[test]
    fn a_form_whose_cells_the_edge_of_a_page_cuts_is_incomplete_and_no_more_is_said() {
        let cell = crate::table::Cell {
            row: 0,
            col: 0,
            row_span: 1,
            col_span: 1,
            content: crate::text::BoxText::default(),
            page: 4,
            bbox: crate::geometry::Rect::default(),
            drawn: None,
            turn: crate::table::Turn::default(),
            doubt: crate::table::Doubt {
                torn: Some(Torn::PageEdge),
                ..crate::table::Doubt::default()
            },
        };
        let table = crate::table::Table {
            cells: vec![cell],
            ..crate::table::Table::default()
        };
        let tables = Tables {
            blocks: vec![Block::Table(table)],
            ..Tables::default()
        };
        for (page, expected) in [(4, true), (5, false)] {
            let mut seen = Seen::default();
            seen.take(&tables);
            let mut form = sample::form();
            (form.first_page, form.last_page) = (page, page);
            Losses::of(&[], &[], seen).mark(&mut form);
            assert_eq!((form.is_incomplete, form.warnings.len()), (expected, 0));
        }
    }

    #[test]
    fn what_stands_on_a_damaged_page_is_a_notice_whoever_reads_it() {
        let finding = |page: u32, confirmed: Confirmed| Finding {
            rule: "grade",
            severity: Severity::Error,
            field: FieldName::single("grade"),
            stated: String::new(),
            expected: String::new(),
            explanation: Bilingual::default(),
            place: Some(crate::place::Place {
                page,
                bbox: crate::geometry::Rect::default(),
            }),
            confirmed,
            group: None,
        };
        let mut findings = [
            finding(1, Confirmed::Yes),
            finding(1, Confirmed::Unavailable),
            finding(2, Confirmed::Yes),
        ];
        Losses::of(&damage(DamagePlace::Page(2)), &[], Seen::default()).soften(&mut findings);
        let severities = findings.map(|finding| finding.severity);
        assert_eq!(severities, [Severity::Error, Severity::Notice, Severity::Notice]);
    }

    fn form(amounts: [&str; 2], doubted: &[&str]) -> Form {
        let cell = |text: &str| {
            Field::Cell(Value {
                text: text.into(),
                ..Value::default()
            })
        };
        let warning = |field: &&str| Warning {
            scope: Scope::named(field).unwrap(),
            kind: WarningKind::UnmappedGlyph,
            page: 1,
            message: Bilingual::default(),
        };
        Form {
            funds: vec![FundRow {
                budget: cell(amounts[0]),
                executed: cell(amounts[1]),
                ..FundRow::default()
            }],
            warnings: doubted.iter().map(warning).collect(),
            ..Form::default()
        }
    }

    #[test]
    fn one_amount_that_can_be_read_is_enough() {
        assert!(has_lost_all_amounts(&form(
            [".", ""],
            &["funds[0].budget", "funds[0].executed"]
        )));
        assert!(has_lost_all_amounts(&form([".", "-"], &["funds[0].budget"])));
        assert!(has_lost_all_amounts(&form([".", "."], &["funds"])));
        assert!(
            !has_lost_all_amounts(&form(["6?80", "6?70"], &["funds"])),
            "only the point is in doubt"
        );
        assert!(!has_lost_all_amounts(&form([".", "6.70"], &["funds[0].budget"])));
        assert!(!has_lost_all_amounts(&form(["6.80", "6.70"], &["title"])));
        assert!(
            !has_lost_all_amounts(&form(["", ""], &[])),
            "a blank form has lost nothing"
        );
    }
}
