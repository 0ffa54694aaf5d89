//! What a word means that no vocabulary has, by what stands beside and below it: points that add up to 100 and none of which is exceeded by those
//! beside them, a rate that is the quotient of two columns, targets by their operators, levels by what is merged; and the places of the other labels.
//!
//! It only proposes. The form is read without the proposed words, and once more with them: no label that is known is overruled, and whatever is
//! read otherwise with them has the warning `by-structure`, as has what was in doubt without them.

mod around;
mod grid;
mod lies;
mod roles;
mod seen;
mod together;
mod ways;
mod word;

use super::found::Found;
use super::model::{Field, FieldName, Form, Indicator, Layout, Scope};
use super::row::RowKind;
use super::segment::Segment;
use super::verdict::{Stretch, Verdict};
use super::vocabulary::{Label, Part, Word, is_known, with_proposed};
use crate::digits::has_digit;
use crate::language::Bilingual;
use crate::table::Cell;
use crate::warning::{Warning, WarningKind};
pub(super) use lies::doubt as doubt_turned_columns;
use word::is_word;

/// The words that the forms of a document print, that nobody knows, and what they seem to mean.
pub(super) fn propose(segments: &[Segment], verdicts: &[Verdict], found: &Found) -> Vec<Word> {
    let mut forms = found.forms.iter().filter(|form| form.layout == Layout::Form);
    let mut proposed: Vec<Word> = Vec::new();
    for (segment, verdict) in segments.iter().zip(verdicts) {
        let is_form = matches!(verdict, Verdict::Form | Verdict::StrangeForm);
        let stretch = segment.stretch();
        if is_form {
            let form = forms.next();
            if !form.is_some_and(is_whole) {
                let mut words = of_form(stretch, |_| true);
                // No guess overrules what labels that are known have said.
                if form.is_some_and(states_goals) {
                    words.retain(|word| word.part != Part::Goals && word.label != Label::GoalsBlock);
                }
                proposed.extend(words);
            }
        } else if stretch.is_titled() {
            proposed.extend(of_form(stretch, |_| true));
        } else {
            // Nothing but its figures says that it is one; behind another table it may seem to go on with that.
            let tables = stretch.rows.chunk_by(|row, below| row.number < below.number);
            let alone = tables.map(|rows| Stretch { lines: &[], rows });
            let may_be: Vec<Stretch> = if stretch.may_be_form() {
                vec![stretch]
            } else {
                alone.skip(1).filter(|table| table.may_be_form()).collect()
            };
            for own in may_be {
                proposed.extend(of_form(own, |solved| around::scores_itself(own.rows, solved)));
            }
        }
    }
    proposed.sort();
    proposed.dedup();
    // What means one thing here and another there means nothing that we know.
    let is_contradicted = |word: &Word| {
        let mut others = proposed.iter().filter(|other| other.label != word.label);
        others.any(|other| (other.part, &other.name) == (word.part, &word.name))
    };
    proposed.iter().filter(|word| !is_contradicted(word)).cloned().collect()
}

/// Whether nothing is left to tell: each label that all layouts have was found, and no word was met that may be another one.
fn is_whole(form: &Form) -> bool {
    let single = [
        "project_name",
        "department",
        "unit",
        "expected_goal",
        "actual_result",
        "total_score",
    ]
    .map(FieldName::single);
    let of_funds = ["budget", "executed", "rate"].map(|column| FieldName::fund(0, column));
    let of_indicators = Indicator::COLUMNS.iter().map(|column| FieldName::indicator(0, column));
    let mut all = single.into_iter().chain(of_funds).chain(of_indicators);
    all.all(|name| form.field(name).is_some_and(|field| *field != Field::Absent))
        && !form.warnings.iter().any(Warning::casts_doubt)
}

fn of_form<'s>(stretch: Stretch<'s, '_>, is_sure: impl FnOnce(&[roles::Solved<'_, 's, '_>]) -> bool) -> Vec<Word> {
    let rows = stretch.rows;
    let is_odd = |text: &str| is_word(text) && !is_known(text);
    if !rows.iter().flat_map(|row| &row.own).any(|c| is_odd(c.text())) {
        return Vec::new();
    }
    let grids = grid::find(rows);
    let mut solved: Vec<roles::Solved> = grids.iter().map(roles::Solved::of).collect();
    // Of a part that is known, no other header is looked for; else of all that might be its own, the likeliest is.
    let states_amounts = rows.iter().any(|row| {
        let mut pairs = row.own.windows(2);
        row.kind == RowKind::FundPairs
            || pairs.any(|pair| {
                let is_label = |c: &Cell| Part::Funds.label(c.text()).is_some_and(Label::is_of_figures);
                matches!(pair, [label, value] if is_label(label) && has_digit(value.text()))
            })
    });
    for part in [Part::Funds, Part::Indicators] {
        let is_known = grids.iter().any(|grid| grid.part == Some(part)) || part == Part::Funds && states_amounts;
        let likeliest = solved
            .iter()
            .filter(|grid| grid.part == Some(part))
            .map(|grid| grid.likelihood)
            .max();
        for grid in &mut solved {
            let is_it = grid.grid.part == Some(part) || !is_known && Some(grid.likelihood) == likeliest;
            grid.part = grid.part.filter(|own| *own != part || is_it);
        }
    }
    if !is_sure(&solved) {
        return Vec::new();
    }
    let mut words: Vec<Word> = solved.iter().flat_map(roles::Solved::words).collect();
    // One block has one label: what stands beside each of several headers says what its rows are.
    let blocks: Vec<Word> = words
        .extract_if(.., |word| word.label == Label::IndicatorsBlock)
        .collect();
    words.extend(
        blocks
            .first()
            .filter(|first| blocks.iter().all(|word| word == *first))
            .cloned(),
    );
    words.extend(around::words(rows, &solved));
    words
}

/// Whether goal and result are there, and not in doubt.
fn states_goals(form: &Form) -> bool {
    let stated = |name: FieldName| form.field(name).is_some_and(|field| !field.text().is_empty());
    let mut both = ["expected_goal", "actual_result"].map(FieldName::single).into_iter();
    both.all(|name| !form.is_in_doubt(name) && stated(name))
}

/// The forms once more, with the proposed words; what rests on these is said.
pub(super) fn read_again(before: Found, words: &[Word], read: impl FnOnce() -> Found) -> Found {
    let mut again = with_proposed(words, read);
    if again.forms.len() < before.forms.len() {
        return before;
    }
    for form in &mut again.forms {
        let is_same = |other: &&Form| other.form_no == form.form_no && other.first_page == form.first_page;
        let other = before.forms.iter().find(is_same);
        let mut rests: Vec<(Scope, u32)> = Vec::new();
        // What was in doubt is no less so because a guess explains it.
        let doubts = other
            .iter()
            .flat_map(|other| &other.warnings)
            .filter(|warning| warning.casts_doubt());
        rests.extend(doubts.map(|warning| (warning.scope, warning.page)));
        let differs = |(name, field): &(FieldName, &Field)| other.and_then(|other| other.field(*name)) != Some(*field);
        let fields = form
            .named_fields()
            .filter(differs)
            .filter(|(_, field)| **field != Field::Absent);
        rests.extend(
            fields.map(|(name, field)| (name.into(), field.place().map_or(form.first_page, |place| place.page))),
        );
        let mut said: Vec<Scope> = form
            .warnings
            .iter()
            .filter(|w| w.casts_doubt())
            .map(|w| w.scope)
            .collect();
        for (scope, page) in rests {
            let is_said = said.contains(&scope)
                || matches!(scope, Scope::Field(name) if said.iter().any(|said| said.covers(name)));
            if !is_said {
                said.push(scope);
                form.warnings.push(Warning {
                    scope,
                    kind: WarningKind::ByStructure,
                    page,
                    message: by_structure(),
                });
            }
        }
    }
    again
}

fn by_structure() -> Bilingual {
    Bilingual::new(
        "表中有未能认出的表头或标签，此项是按各栏的位置和数字关系推断的；请对照原件，或用 --words 添加这些词",
        "a head or label of the form is not known: where it stands, and the figures beside it, say what this is; compare with the page, or add the word with --words",
    )
}
