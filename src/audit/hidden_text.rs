//! hidden-text: text on the pages that nobody sees, held against what is shown in the same cell.
//!
//! Pages without such text, nearly all, cost one look at each glyph. On the others, copies of what is shown are passed over (`copies`), the
//! rest goes piece by piece to the field in whose cell it lies.

mod copies;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::figure::Agreement;
use crate::figure::{Computed, Figure};
use crate::form::model::{Field, FieldName, Form, Value};
use crate::geometry::{Milli, Point, Rect};
use crate::messages::Message;
use crate::pdf::{Direction, Glyph, Page, Visibility};
use crate::place::Place;
use crate::rules::{Finding, HIDDEN_TEXT};
use crate::table::Tables;
use crate::text::{
    GlyphLine, as_drawn, follows, glyphs_to_lines, glyphs_to_text, is_doubtful, is_unprinted, lines_to_text,
};
use copies::Copies;

/// Within a line, a gap of this many ems parts two texts.
const GAP_BETWEEN_TEXTS: Milli = 1;

/// Type larger than this many times the usual size of the page is a watermark, or page furniture.
const FURNITURE_FROM: Milli = 3;

/// The hidden text of a document that is no copy of what is shown, by page.
#[derive(Debug, Default)]
pub(super) struct HiddenText(BTreeMap<u32, Hiding>);

/// A page on which something is hidden.
#[derive(Debug)]
pub(super) struct Hiding {
    page: Page,
    pieces: Vec<Piece>,
    copies: Copies,
    /// Where the texts of its cells stand, and their borders.
    cells: Vec<(Rect, Rect)>,
}

/// Glyphs that were set one behind another, and where they belong.
#[derive(Debug)]
struct Piece {
    /// Within the cell that the piece belongs to.
    anchor: Point,
    glyphs: Vec<Glyph>,
}

/// A field, and what is hidden in its cell.
struct Suspect<'f> {
    name: FieldName,
    value: &'f Value,
    place: Place,
    /// Its cell, or the line that it stands in.
    region: Rect,
    glyphs: Vec<Glyph>,
}

/// The form without the cells in which something is hidden, and nothing is shown: they are no blanks that count as nothing.
pub(super) fn without_hidden_blanks<'f>(form: &'f Form, hidden: &[Finding]) -> Cow<'f, Form> {
    let mut judged = Cow::Borrowed(form);
    for blank in hidden.iter().filter(|finding| finding.stated.is_empty()) {
        if let Some(field) = judged.to_mut().field_mut(blank.field) {
            *field = Field::Absent;
        }
    }
    judged
}

impl Hiding {
    /// What is hidden on a page; nearly always nothing is.
    pub(super) fn of(page: &Page) -> Option<Self> {
        if !page.glyphs.iter().any(is_hidden) {
            return None;
        }
        let copies = Copies::of(page);
        let pieces = pieces(page, &copies);
        (!pieces.is_empty()).then(|| Self {
            page: page.clone(),
            pieces,
            copies,
            cells: Vec::new(),
        })
    }

    /// The cell that a piece belongs to: where its text stands, and its borders.
    fn cell_at(&self, piece: &Piece) -> Option<(Rect, Rect)> {
        let mut cells = self.cells.iter();
        cells.find(|(_, borders)| borders.contains(piece.anchor)).copied()
    }
}

impl HiddenText {
    /// Takes in what is hidden on a page.
    pub(super) fn take(&mut self, hiding: Hiding) {
        self.0.insert(hiding.page.number, hiding);
    }

    /// Takes in the cells of tables, for the pages that hide something.
    pub(super) fn take_cells(&mut self, tables: &Tables) {
        if !self.0.is_empty() {
            for cell in tables.cells() {
                if let Some(hiding) = self.0.get_mut(&cell.page) {
                    hiding.cells.push((cell.text_place().bbox, cell.place().bbox));
                }
            }
        }
    }

    /// Cells are told by something else.
    pub(super) fn forget_cells(&mut self) {
        for hiding in self.0.values_mut() {
            hiding.cells.clear();
        }
    }

    /// A finding for every field of the form in whose cell something else is hidden.
    pub(super) fn findings(&self, form: &Form) -> Vec<Finding> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let own = form.named_fields().filter_map(|(name, field)| {
            let value = field.value().filter(|value| !value.filled)?;
            Some((name, value, value.place?))
        });
        let fields: Vec<(FieldName, &Value, Place)> = own.collect();
        let pages: BTreeSet<u32> = fields.iter().map(|(.., place)| place.page).collect();
        let hiding = pages.iter().filter_map(|page| self.0.get(page));
        let mut suspects: BTreeMap<usize, Suspect<'_>> = BTreeMap::new();
        for (hiding, piece) in hiding.flat_map(|hiding| hiding.pieces.iter().map(move |piece| (hiding, piece))) {
            let cell = hiding.cell_at(piece);
            let target = cell.as_ref().map_or(piece.anchor, |(text, _)| text.center());
            let holds = |place: &Place| place.page == hiding.page.number && place.bbox.contains(target);
            let Some(index) = fields.iter().position(|(_, _, place)| holds(place)) else {
                continue;
            };
            let Some((name, value, place)) = fields.get(index) else {
                continue;
            };
            let suspect = suspects.entry(index).or_insert_with(|| Suspect {
                name: *name,
                value,
                place: *place,
                region: place.bbox,
                glyphs: Vec::new(),
            });
            if let Some((_, region)) = cell {
                suspect.region = suspect.region.union(&region);
            }
            suspect.glyphs.extend(&piece.glyphs);
        }
        suspects.values().filter_map(|suspect| self.judge(suspect)).collect()
    }

    fn judge(&self, suspect: &Suspect<'_>) -> Option<Finding> {
        let Hiding { page, copies, .. } = self.0.get(&suspect.place.page)?;
        let inside = |glyph: &&Glyph| is_shown(glyph) && suspect.region.contains(glyph.bbox.center());
        let shown: Vec<Glyph> = page.glyphs.iter().filter(inside).copied().collect();
        // What may be misread contradicts nothing.
        if shown.iter().any(is_uncertain) {
            return None;
        }
        let shown = [normal(&glyphs_to_text(&shown).text), normal(&suspect.value.text)];
        let differs = |(text, _): &(String, Visibility)| {
            let hidden = normal(text);
            !shown
                .iter()
                .any(|shown| occurs_whole(shown, &hidden) || is_same_number(shown, &hidden))
        };
        let texts = texts(&suspect.glyphs, copies).into_iter().filter(differs);
        let texts: Vec<(String, Visibility)> = texts.collect();
        let (_, visibility) = texts.first()?;
        let reason = reason(*visibility).bilingual(&[]);
        let hidden = texts
            .iter()
            .map(|(text, _)| text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let stated = &suspect.value.text;
        let message = if stated.is_empty() {
            Message::HiddenTextInBlank
        } else {
            Message::HiddenText
        };
        let mut explanation = message.bilingual(&[("shown", stated), ("hidden", &hidden), ("reason", &reason.zh)]);
        explanation.en = message
            .bilingual(&[("shown", stated), ("hidden", &hidden), ("reason", &reason.en)])
            .en;
        Some(Finding {
            stated: stated.clone(),
            place: Some(suspect.place),
            ..HIDDEN_TEXT.finding(suspect.name, &Field::Absent, hidden, explanation)
        })
    }
}

fn reason(visibility: Visibility) -> Message {
    match visibility {
        Visibility::Shown | Visibility::Invisible => Message::HiddenAsInvisible,
        Visibility::Outside => Message::HiddenOutside,
        Visibility::LayerOff => Message::HiddenInLayer,
        Visibility::SameColor => Message::HiddenByColor,
        Visibility::Covered => Message::HiddenUnderPaint,
        Visibility::TooSmall => Message::HiddenBySize,
        Visibility::Stored => Message::HiddenInField,
    }
}

/// The hidden text of a page, where not all of it is a copy of what is shown.
fn pieces(page: &Page, copies: &Copies) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if page
        .glyphs
        .iter()
        .filter(|glyph| is_hidden(glyph))
        .all(|glyph| copies.has(glyph))
    {
        return pieces;
    }
    let furniture = page.usual_size().unwrap_or(0).saturating_mul(FURNITURE_FROM);
    for run in page
        .glyphs
        .chunk_by(|a, b| a.direction == Direction::Right && follows(a, b))
    {
        let hidden = run.iter().filter(|glyph| is_hidden(glyph) && glyph.size <= furniture);
        let glyphs: Vec<Glyph> = hidden.copied().collect();
        // What continues shown text belongs with it, wherever it reaches.
        let shown = run.iter().find(|glyph| is_shown(glyph) && !is_blank(glyph));
        let Some(anchor) = shown.or_else(|| glyphs.get(glyphs.len() / 2)) else {
            continue;
        };
        if !glyphs.is_empty() {
            pieces.push(Piece {
                anchor: anchor.bbox.center(),
                glyphs,
            });
        }
    }
    pieces
}

fn is_shown(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Shown
}

fn is_hidden(glyph: &Glyph) -> bool {
    !is_shown(glyph) && glyph.direction != Direction::Slanted && glyph.character.is_some() && !is_blank(glyph)
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.character.is_some_and(|c| c.is_whitespace() || is_unprinted(c))
}

/// Whether the file does not say for certain which character it is.
fn is_uncertain(glyph: &Glyph) -> bool {
    glyph.in_doubt || glyph.character.is_none_or(is_doubtful)
}

/// The texts that hidden glyphs make, line by line and parted by wide gaps, without those that are copies as a whole.
fn texts(glyphs: &[Glyph], copies: &Copies) -> Vec<(String, Visibility)> {
    let mut texts = Vec::new();
    for line in glyphs_to_lines(glyphs) {
        let direction = line.direction;
        let parts = line.glyphs.chunk_by(|a, b| {
            let wide = a.size.saturating_mul(GAP_BETWEEN_TEXTS);
            direction != Direction::Right || b.bbox.x0 - a.bbox.x1 <= wide
        });
        let certain = parts.filter(|part| !part.iter().any(is_uncertain));
        for part in certain.filter(|part| !part.iter().all(|glyph| copies.has(glyph))) {
            let glyphs = part.to_vec();
            let text = lines_to_text(&[GlyphLine { glyphs, direction }]).text;
            if let Some(first) = part.first() {
                texts.push((text, first.visibility));
            }
        }
    }
    texts
}

/// Without space, and spelt alike.
fn normal(text: &str) -> String {
    let alike = text.chars().map(as_drawn).nfkc();
    alike.filter(|c| !c.is_whitespace() && !is_unprinted(*c)).collect()
}

/// Whether a text holds another one as a whole: a part of a figure is another figure.
fn occurs_whole(text: &str, part: &str) -> bool {
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let cuts = |before: Option<char>, after: Option<char>| is_figure(before) && is_figure(after);
    part.is_empty()
        || text.match_indices(part).any(|(at, _)| {
            let (before, from) = text.split_at(at);
            let after = from.strip_prefix(part).unwrap_or_default();
            !cuts(before.chars().next_back(), part.chars().next())
                && !cuts(part.chars().next_back(), after.chars().next())
        })
}

/// Whether two texts are one number, however written: `1234.5` is shown as `1,234.50`, and `0.985` as `98.5%`.
fn is_same_number(shown: &str, hidden: &str) -> bool {
    const PERCENT: u32 = 100;
    let (Some(shown), Some(hidden)) = (Figure::parse_with_unit(shown), Figure::parse_with_unit(hidden)) else {
        return false;
    };
    if !shown.unit.is_empty() && !hidden.unit.is_empty() && shown.unit != hidden.unit {
        return false;
    }
    let share = hidden.value.checked_mul(PERCENT.into()).filter(|_| shown.is_percent());
    [Some(hidden.value), share].into_iter().flatten().any(|value| {
        let agreement = Agreement::of(&shown, &Computed::exactly(value));
        agreement.is_some_and(Agreement::is_consistent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{expect, sample};
    use crate::form::model::{Field, Scope};
    use crate::language::Bilingual;
    use crate::parameters::Parameters;
    use crate::rules;

    fn finding(rule: &'static str, field: &str, stated: &str) -> Finding {
        let name = Scope::named(field).and_then(Scope::field).unwrap();
        Finding {
            stated: stated.to_owned(),
            ..rules::find(rule)
                .unwrap()
                .finding(name, &Field::Absent, "", Bilingual::default())
        }
    }

    #[test]
    fn what_hides_in_a_blank_part_of_the_funds_is_not_nothing() {
        let mut form = sample::form();
        form.funds[0].executed = sample::cell("90");
        form.funds[2].executed = sample::cell("");
        let is_summed = |field: &str, stated: &str| {
            let judged = without_hidden_blanks(&form, &[finding(HIDDEN_TEXT.id, field, stated)]);
            let findings = rules::check(&judged, &expect(&judged, &Parameters::default()));
            findings
                .iter()
                .any(|finding| finding.rule == "fund-sum" && finding.field == FieldName::fund(0, "executed"))
        };
        assert!(!is_summed("funds[2].executed", ""));
        // Another column, and a part that states a figure.
        assert!(is_summed("funds[2].budget", ""));
        assert!(is_summed("funds[2].executed", "15"));
    }

    #[test]
    fn a_part_whose_cell_hides_something_counts_as_no_nothing() {
        let mut blank = sample::form();
        blank.funds[1].budget = sample::cell("");
        let hides = |stated: &str| Finding {
            stated: stated.to_owned(),
            ..HIDDEN_TEXT.finding(
                FieldName::fund(1, "budget"),
                &sample::cell(""),
                "5.80",
                Bilingual::default(),
            )
        };
        let judged = without_hidden_blanks(&blank, &[hides("")]).into_owned();
        assert_eq!(judged.funds[1].budget, Field::Absent);
        assert_eq!(judged.funds[2], blank.funds[2]);
        // What is shown is judged.
        assert_eq!(*without_hidden_blanks(&blank, &[hides("0")]), blank);
    }
}
