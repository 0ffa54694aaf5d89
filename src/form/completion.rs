//! Parts of a form that lines did not give, taken from the same form as white space alone tells its cells: where all that lines gave is the same
//! there, white space is right about the form. What was said of the part stays said: its values are there to be looked at, and are not judged.

use super::model::{Field, Form, FundRow, Indicator};
use crate::warning::{Warning, WarningKind};

const FUNDS: &str = "funds";
const INDICATORS: &str = "indicators";

/// What is read of a form once, and may have been lost with the rest of its block.
const SINGLE: [&str; 6] = [
    "amount_unit",
    "expected_goal",
    "actual_result",
    "total_weight",
    "total_score",
    "grade",
];

/// Whether rows of a form may stand outside its tables.
pub fn lacks_rows(form: &Form) -> bool {
    [FUNDS, INDICATORS].iter().any(|part| is_said(form, part))
}

/// Whether something was not understood of a whole part, or a field, of a form.
fn is_said(form: &Form, part: &str) -> bool {
    let mut said = form.warnings.iter().filter(|w| w.kind == WarningKind::NotUnderstood);
    said.any(|w| w.field == part)
}

/// Completes forms by what white space gave, where both found the same ones.
pub fn complete_by_space(forms: &mut [Form], by_space: Vec<Form>) {
    if forms.len() != by_space.len() {
        return;
    }
    for (form, mut found) in forms.iter_mut().zip(by_space) {
        if lacks_rows(form) && form.first_page == found.first_page && says_the_same(form, &found) {
            complete(form, &mut found);
        }
    }
}

/// Whether all that lines gave of the form without a doubt is the same there, and something is.
fn says_the_same(form: &Form, found: &Form) -> bool {
    let doubted = |name: &str| form.warnings.iter().any(|w| w.covers(name));
    let mut single = form.fields().into_iter().zip(found.fields());
    let is_same = single
        .all(|((name, ours), (_, theirs))| ours.text().is_empty() || doubted(name) || ours.text() == theirs.text());
    is_same
        && !form.project_name.text().is_empty()
        && places_among(&form.funds, &found.funds, funds_agree).is_some()
        && places_among(&form.indicators, &found.indicators, indicators_agree).is_some()
}

fn funds_agree(ours: &FundRow, theirs: &FundRow) -> bool {
    let mut fields = ours.fields().into_iter().zip(theirs.fields());
    fields.all(|((_, ours), (_, theirs))| agree(ours, theirs))
}

fn indicators_agree(ours: &Indicator, theirs: &Indicator) -> bool {
    let mut fields = ours.fields().into_iter().zip(theirs.fields());
    fields.all(|((_, ours), (_, theirs))| agree(ours, theirs))
}

fn agree(ours: &Field, theirs: &Field) -> bool {
    ours.text().is_empty() || ours.text() == theirs.text()
}

/// Where each of our rows stands among theirs, in the same order.
fn places_among<T>(ours: &[T], theirs: &[T], agree: fn(&T, &T) -> bool) -> Option<Vec<usize>> {
    let mut all = theirs.iter().enumerate();
    ours.iter()
        .map(|row| all.find(|(_, theirs)| agree(row, theirs)).map(|(at, _)| at))
        .collect()
}

fn complete(form: &mut Form, found: &mut Form) {
    let funds = places_among(&form.funds, &found.funds, funds_agree);
    let indicators = places_among(&form.indicators, &found.indicators, indicators_agree);
    let mut taken: Vec<&str> = Vec::new();
    if let Some(places) = funds.filter(|at| is_said(form, FUNDS) && at.len() < found.funds.len()) {
        form.funds = std::mem::take(&mut found.funds);
        form.points_in_heading = found.points_in_heading;
        renumber(&mut form.warnings, FUNDS, &places);
        taken.push(FUNDS);
    }
    if let Some(places) = indicators.filter(|at| is_said(form, INDICATORS) && at.len() < found.indicators.len()) {
        form.indicators = std::mem::take(&mut found.indicators);
        renumber(&mut form.warnings, INDICATORS, &places);
        taken.push(INDICATORS);
    }
    let unit_is_lost = taken.contains(&FUNDS);
    for name in SINGLE {
        let is_lost = is_said(form, name) || name == "amount_unit" && unit_is_lost;
        let theirs = found.fields_mut().into_iter().find(|(column, _)| *column == name);
        let ours = form.fields_mut().into_iter().find(|(column, _)| *column == name);
        if let (Some((_, ours)), Some((_, theirs))) = (ours, theirs)
            && is_lost
            && ours.text().is_empty()
            && !theirs.text().is_empty()
        {
            *ours = std::mem::take(theirs);
            taken.push(name);
        }
    }
    // What white space says of what was taken, that no lines part it among it.
    let part_of = |field: &str| field.split(['[', '.']).next().is_some_and(|part| taken.contains(&part));
    form.warnings
        .extend(found.warnings.drain(..).filter(|w| part_of(&w.field)));
}

/// Puts what was said of rows to where they stand now.
fn renumber(warnings: &mut [Warning], part: &str, places: &[usize]) {
    for warning in warnings {
        let row = warning.field.strip_prefix(part).and_then(|rest| rest.strip_prefix('['));
        let Some((number, rest)) = row.and_then(|row| row.split_once(']')) else {
            continue;
        };
        if let Some(place) = number.parse::<usize>().ok().and_then(|n| places.get(n)) {
            warning.field = format!("{part}[{place}]{rest}");
        }
    }
}
