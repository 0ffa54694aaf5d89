//! Parts of a form that lines did not give, taken from the same form as white space alone tells its cells: where all that lines gave is the same
//! there, white space is right about the form. What was said of the part stays said: its values are there to be looked at, and are not judged.

use super::model::{Field, FieldName, Form, FundRow, Indicator, Scope};
use crate::warning::{Warning, WarningKind};

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
    [Scope::FUNDS, Scope::INDICATORS]
        .iter()
        .any(|part| is_said(form, *part))
}

/// Whether something was not understood of a whole part, or a field, of a form.
fn is_said(form: &Form, part: Scope) -> bool {
    let mut said = form.warnings.iter().filter(|w| w.kind == WarningKind::NotUnderstood);
    said.any(|w| w.scope == part)
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
    let doubted = |name| form.warnings.iter().any(|w| w.scope.covers(Scope::single(name)));
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
    let mut taken: Vec<Scope> = Vec::new();
    if let Some(places) = funds.filter(|at| is_said(form, Scope::FUNDS) && at.len() < found.funds.len()) {
        form.funds = std::mem::take(&mut found.funds);
        form.points_in_heading = found.points_in_heading;
        renumber(&mut form.warnings, "funds", &places);
        taken.push(Scope::FUNDS);
    }
    if let Some(places) = indicators.filter(|at| is_said(form, Scope::INDICATORS) && at.len() < found.indicators.len())
    {
        form.indicators = std::mem::take(&mut found.indicators);
        renumber(&mut form.warnings, "indicators", &places);
        taken.push(Scope::INDICATORS);
    }
    let unit_is_lost = taken.contains(&Scope::FUNDS);
    for name in SINGLE.map(FieldName::single) {
        let is_lost = is_said(form, name.into()) || name.column == "amount_unit" && unit_is_lost;
        if let (Some(ours), Some(theirs)) = (form.field_mut(name), found.field_mut(name))
            && is_lost
            && ours.text().is_empty()
            && !theirs.text().is_empty()
        {
            *ours = std::mem::take(theirs);
            taken.push(name.into());
        }
    }
    // What white space says of what was taken, that no lines part it among it.
    let is_taken = |w: &Warning| taken.iter().any(|part| part.covers(w.scope));
    form.warnings.extend(found.warnings.drain(..).filter(is_taken));
}

/// Puts what was said of rows to where they stand now.
fn renumber(warnings: &mut [Warning], part: &str, places: &[usize]) {
    for warning in warnings {
        if let Scope::Row(table, row) | Scope::Field(FieldName { table, row, .. }) = &mut warning.scope
            && *table == part
            && let Some(place) = places.get(*row)
        {
            *row = *place;
        }
    }
}
