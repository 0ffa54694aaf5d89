//! What a form prints outside its tables: names above them, and a total above or below them.

use super::blocks::Blocks;
use super::ledger::Ledger;
use super::model::{Field, FieldName, Form};
use super::row::head_label;
use super::spot::Line;
use super::totals::warn_of_two_totals;
use super::vocabulary::{
    Label, Part, cut_before_labels, grade_of, key_of_label, label_and_value, labels_in, may_name_grade,
};
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::language::{Bilingual, bilingual};
use crate::table::is_form_title;

/// Texts stand side by side when their middles differ by less than this part of their height (1/100).
const SAME_LEVEL: Milli = 50;

/// Reads names, totals and the grade that no cell holds. A total outside is in doubt: it may be the full marks, or another form's.
pub(super) fn read(blocks: &Blocks, mut form: Form, ledger: &mut Ledger) -> Form {
    let (above, below) = (blocks.lines_above(), blocks.lines_below());
    let above = levels(&above);
    for level in &above {
        read_names(level, &mut form, ledger);
    }
    let mut lines = blocks.lines_above().into_iter().chain(blocks.lines_below());
    warn_of_other_totals(&form.total_score, &above, &levels(&below), ledger);
    let may_have_grade = form.grade == Field::Absent && lines.any(|l| may_name_grade(l.text()));
    if form.total_score != Field::Absent && !may_have_grade {
        return form;
    }
    // What stands below the table alone may have gone over to the next page.
    let last_page = form.last_page + 1;
    let below: Vec<Line> = below.into_iter().filter(|l| l.line().page <= last_page).collect();
    let below = levels(&below);
    for level in below.iter().chain(above.iter().rev()) {
        if form.total_score == Field::Absent {
            read_total(level, &mut form, ledger);
        }
    }
    if form.total_score == Field::Absent {
        warn_of_lost_total(&below, ledger);
    }
    read_grade(&below, &above, &mut form, ledger);
    form
}

/// A label of the total below the table with figures behind it that could not be told apart.
fn warn_of_lost_total(below: &[Vec<Line>], ledger: &mut Ledger) {
    for level in below {
        let Some((first, rest)) = level.split_first() else {
            continue;
        };
        let figures = rest.iter().flat_map(|line| line.text().split_whitespace());
        let has_figures = figures.filter(|text| Figure::parse(text).is_some()).count() > 0;
        let is_label = matches!(Part::Totals.label(first.text()), Some(Label::Total | Label::Sum));
        if is_label && has_figures {
            let text: Vec<&str> = level.iter().map(Line::text).collect();
            let place = Some(first.line().place());
            for column in ["total_weight", "total_score"] {
                let name = FieldName::single(column);
                ledger.not_understood_at(name, place, message(&text.join(" ")));
            }
        }
    }
}

/// Totals below the title or below the table that are not the one in the table.
fn warn_of_other_totals(total: &Field, above: &[Vec<Line>], below: &[Vec<Line>], ledger: &mut Ledger) {
    let is_title = |level: &Vec<Line>| level.iter().any(|l| is_form_title(l.text()));
    let title = above.iter().rposition(is_title);
    let own = title.and_then(|at| above.get(at..)).unwrap_or_default();
    for level in own.iter().chain(below) {
        let Some((first, rest)) = level.split_first() else {
            continue;
        };
        let key = key_of_label(first.text());
        let beside = rest.first().map_or("", Line::text);
        for (label, value) in labels_in(first.text(), &key) {
            let value = if value.is_empty() { beside } else { value };
            if label == Label::Total {
                warn_of_two_totals(total, value, Some(first.line().place()), ledger);
            }
        }
    }
}

/// Reads the grade, where no cell holds it. Above the table without a title it may be that of the form before.
fn read_grade(below: &[Vec<Line>], above: &[Vec<Line>], form: &mut Form, ledger: &mut Ledger) {
    if form.grade != Field::Absent {
        return;
    }
    let title = above
        .iter()
        .rposition(|level| level.iter().any(|l| is_form_title(l.text())));
    let own = above.get(title.unwrap_or(0)..).unwrap_or_default();
    let name = FieldName::single("grade");
    if let Some((grade, line)) = below.iter().find_map(|level| grade_in(level)) {
        form.grade = ledger.line(name, &line, grade);
    } else if let Some((grade, line)) = own.iter().find_map(|level| grade_in(level)) {
        form.grade = ledger.line(name, &line, grade);
        if title.is_none() {
            let place = Some(line.line().place());
            ledger.not_understood_at(name, place, message(grade));
        }
    }
}

/// The grade that texts side by side state, behind its label: `自评等级：优`. Notes on how grades are given name several, or words before the
/// label.
fn grade_in<'t>(level: &[Line<'t>]) -> Option<(&'t str, Line<'t>)> {
    let beside = level.iter().skip(1).map(Some).chain([None]);
    level.iter().zip(beside).find_map(|(line, beside)| {
        let is_label = Part::Totals.label(line.text()) == Some(Label::Grade);
        match beside {
            Some(beside) if is_label => Some((grade_of(beside.text())?, *beside)),
            _ => Some((grade_in_line(line.text())?, *line)),
        }
    })
}

/// The grade behind its label in a line that begins with a label; another label may follow.
fn grade_in_line(text: &str) -> Option<&str> {
    let parts = cut_before_labels(Part::Totals, text);
    let begins_with_label = |part: &&str| label_and_value(Part::Totals, part).is_some() || head_label(part).is_some();
    parts.first().filter(|part| begins_with_label(part))?;
    let mut labelled = parts.iter().filter_map(|part| label_and_value(Part::Totals, part));
    let (_, value) = labelled.find(|(label, _)| *label == Label::Grade)?;
    let ends = value.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let mut cuts = ends
        .map(|at| value.split_at(at))
        .filter(|(_, rest)| label_and_value(Part::Head, rest).is_some());
    let own = cuts.next().map_or(value, |(own, _)| own.trim_end());
    grade_of(own)
}

/// Lines that stand side by side, left to right.
pub(super) fn levels<'t>(lines: &[Line<'t>]) -> Vec<Vec<Line<'t>>> {
    let is_beside = |a: &Line, b: &Line| {
        let (a, b) = (a.line(), b.line());
        let apart = (a.bbox.center().y - b.bbox.center().y).abs();
        a.page == b.page && apart < a.bbox.height().min(b.bbox.height()) / 100 * SAME_LEVEL
    };
    lines
        .chunk_by(is_beside)
        .map(|level| {
            let mut level = level.to_vec();
            level.sort_by_key(|l| l.line().bbox.x0);
            level
        })
        .collect()
}

fn read_names(level: &[Line], form: &mut Form, ledger: &mut Ledger) {
    let beside = level.iter().skip(1).map(Some).chain([None]);
    for (line, beside) in level.iter().zip(beside) {
        for part in cut_before_labels(Part::Head, line.text()) {
            let named = label_and_value(Part::Head, part);
            let Some((label, value)) = named.or_else(|| Some((Part::Head.label(part)?, ""))) else {
                continue;
            };
            let (slot, column) = match label {
                Label::ProjectName => (&mut form.project_name, "project_name"),
                Label::Department | Label::OtherDepartment => (&mut form.department, "department"),
                Label::Unit | Label::OtherUnit => (&mut form.unit, "unit"),
                _ => continue,
            };
            let (value, line) = match beside {
                Some(next) if value.is_empty() => (next.text(), next),
                _ => (value, line),
            };
            // Behind the name may stand another label that is none of ours: 单位：万元.
            let words = value.split_whitespace().take_while(|word| !word.contains([':', '：']));
            let value = words.collect::<Vec<_>>().join(" ");
            let is_label = value.is_empty() || head_label(&value).is_some();
            if *slot == Field::Absent && !is_label {
                *slot = ledger.line(FieldName::single(column), line, &value);
            }
        }
    }
}

/// `总分：98.5` in one text, or 合计, 100 and 98.5 side by side.
fn read_total(level: &[Line], form: &mut Form, ledger: &mut Ledger) {
    let Some((first, rest)) = level.split_first() else {
        return;
    };
    let key = key_of_label(first.text());
    let labels = labels_in(first.text(), &key);
    let figures: Vec<&Line> = rest.iter().filter(|l| Figure::parse(l.text()).is_some()).collect();
    let mut take = |column: &'static str, slot: &mut Field, text: &str, line: &Line| {
        let name = FieldName::single(column);
        *slot = ledger.line(name, line, text);
        let place = Some(line.line().place());
        ledger.not_understood_at(name, place, message(text));
    };
    match (labels.as_slice(), figures.as_slice()) {
        ([(Label::Total | Label::Sum, "")], [score]) => {
            take("total_score", &mut form.total_score, score.text(), score);
        }
        ([(Label::Total | Label::Sum, "")], [weight, score]) => {
            take("total_weight", &mut form.total_weight, weight.text(), weight);
            take("total_score", &mut form.total_score, score.text(), score);
        }
        (labels, _) => {
            for (label, value) in labels {
                match label {
                    Label::Total if Figure::parse(value).is_some() => {
                        take("total_score", &mut form.total_score, value, first);
                    }
                    Label::Grade if !value.is_empty() && form.grade == Field::Absent => {
                        take("grade", &mut form.grade, value, first);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn message(text: &str) -> Bilingual {
    bilingual!(
        "“{text}”印在表格之外，不一定是本表的总分或等级；请对照原件",
        "\"{text}\" is printed outside the table, and may not be this form's total or grade; compare with the page"
    )
}
