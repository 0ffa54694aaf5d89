//! The ledger: for each cell and line of a form the stretches of its text, each with what it is for. What has no role in the end is left over
//! (`remainder`), and said. Every stretch has one owner, the first that entered it; a later one quotes it.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::covered::{self, Covered};
use super::doubts;
use super::model::{Field, FieldName, Form, Scope};
pub(super) use super::role::Role;
use super::row::Row;
use super::spot::{CellId, Line, Spot};
use super::vocabulary::is_grade;
use crate::language::Bilingual;
use crate::place::Place;
use crate::table::Cell;
use crate::warning::{Warning, WarningKind};

/// One stretch of a text, in bytes, and its role.
#[derive(Debug, Clone, Copy)]
struct Entry {
    spot: Spot,
    from: usize,
    to: usize,
    role: Role,
    /// The entry of the same spot before this one.
    before: Option<usize>,
}

/// A state of the ledger, to which it can go back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    entries: usize,
    covered: usize,
    warnings: usize,
}

/// What became of each stretch of text, and what is doubtful about it.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    entries: Vec<Entry>,
    /// The last entry of each spot; only ever looked up, never gone through.
    last: FxHashMap<Spot, usize>,
    /// The fields over which a cell reaches that another field holds.
    covered: Vec<Covered>,
    warnings: Vec<Warning>,
}

impl Ledger {
    /// One with room for the entries of so many cells.
    pub(super) fn with_room(cells: usize) -> Self {
        Self {
            entries: Vec::with_capacity(cells),
            last: FxHashMap::with_capacity_and_hasher(cells, FxBuildHasher),
            covered: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The field that these cells hold together, left to right or top to bottom; `Absent` where there are none.
    pub(super) fn cells(&mut self, name: FieldName, cells: &[&Cell]) -> Field {
        let Some((first, rest)) = cells.split_first() else {
            return Field::Absent;
        };
        for cell in cells {
            self.doubt_cell(name, cell);
            self.enter(cell, Role::Field(name));
        }
        let mut text = first.text().to_owned();
        let mut place = first.text_place();
        for cell in rest.iter().filter(|c| !c.text().is_empty()) {
            if text.is_empty() {
                place = cell.text_place();
            } else if place.page == cell.page {
                place.bbox = place.bbox.union(&cell.text_place().bbox);
            }
            text.push_str(cell.text());
        }
        if let Some(cell) = cells
            .iter()
            .find(|c| name.is_of_a_figure() && doubts::has_two_figures(c))
        {
            self.not_understood(name, cell, doubts::two_figures(cell));
        }
        if text.is_empty()
            && let Some(cell) = cells.iter().find(|c| c.doubt.beside)
        {
            self.warn(name, cell, WarningKind::UnreadInk, doubts::beside());
        }
        Field::stated(text, place)
    }

    /// The field that one cell holds.
    pub(super) fn cell(&mut self, name: FieldName, cell: &Cell) -> Field {
        self.cells(name, &[cell])
    }

    /// The field that a part of a cell's text holds. The rest of the text has a role of its own.
    pub(super) fn part(&mut self, name: FieldName, cell: &Cell, text: &str) -> Field {
        self.doubt_cell(name, cell);
        let (from, to) = stretch(cell.text(), text);
        self.push(Spot::Cell(CellId::of(cell)), from, to, Role::Field(name));
        if text.is_empty() && cell.doubt.beside {
            self.warn(name, cell, WarningKind::UnreadInk, doubts::beside());
        }
        Field::stated(text, cell.text_place())
    }

    /// The field that a part of a line's text holds.
    pub(super) fn line(&mut self, name: FieldName, line: &Line, text: &str) -> Field {
        for (kind, message) in doubts::of_line(line.line()) {
            self.doubt(name, Some(line.line().place()), kind, message);
        }
        self.quote_line(line, text, Role::Field(name));
        Field::stated(text, line.line().place())
    }

    /// Enters the whole text of a cell.
    pub(super) fn enter(&mut self, cell: &Cell, role: Role) {
        self.push(Spot::Cell(CellId::of(cell)), 0, cell.text().len(), role);
    }

    /// Enters a part of a cell's text, without a doubt about it.
    pub(super) fn quote(&mut self, cell: &Cell, text: &str, role: Role) {
        let (from, to) = stretch(cell.text(), text);
        self.push(Spot::Cell(CellId::of(cell)), from, to, role);
    }

    /// Enters a part of a line's text, without a doubt about it.
    pub(super) fn quote_line(&mut self, line: &Line, text: &str, role: Role) {
        let (from, to) = stretch(line.text(), text);
        self.push(Spot::Line(line.id()), from, to, role);
    }

    fn push(&mut self, spot: Spot, from: usize, to: usize, role: Role) {
        let before = self.last.insert(spot, self.entries.len());
        self.entries.push(Entry {
            spot,
            from,
            to,
            role,
            before,
        });
    }

    /// The field over which a cell reaches that holds another one.
    pub(super) fn covered(&mut self, name: FieldName, cell: &Cell) -> Field {
        self.covered.push(Covered {
            name,
            cell: CellId::of(cell),
            place: cell.place(),
        });
        Field::Covered
    }

    /// Doubts the fields over which a cell in doubt reaches.
    pub(super) fn doubt_covered(&mut self) {
        let fields_at = |cell| self.fields_at(Spot::Cell(cell));
        let doubts = covered::doubts(&self.covered, &self.warnings, fields_at);
        self.warnings.extend(doubts);
    }

    /// Whether some field holds the cell, or a part of it.
    pub(super) fn has_taken(&self, cell: &Cell) -> bool {
        self.fields_of(cell).next().is_some()
    }

    /// The fields that a cell holds, the last entered first.
    pub(super) fn fields_of(&self, cell: &Cell) -> impl Iterator<Item = FieldName> {
        self.fields_at(Spot::Cell(CellId::of(cell)))
    }

    fn fields_at(&self, spot: Spot) -> impl Iterator<Item = FieldName> {
        self.entries_of(spot).filter_map(|entry| entry.role.field())
    }

    fn entries_of(&self, spot: Spot) -> impl Iterator<Item = &Entry> {
        let entry = |at: usize| self.entries.get(at);
        let last = self.last.get(&spot).and_then(|at| entry(*at));
        std::iter::successors(last, move |after| after.before.and_then(entry))
    }

    /// The roles of a cell's text, the last entered first.
    pub(super) fn roles_of(&self, cell: &Cell) -> impl Iterator<Item = Role> {
        self.entries_of(Spot::Cell(CellId::of(cell))).map(|entry| entry.role)
    }

    /// The roles of a line's text, the last entered first.
    pub(super) fn roles_of_line(&self, line: &Line) -> impl Iterator<Item = Role> {
        self.entries_of(Spot::Line(line.id())).map(|entry| entry.role)
    }

    /// Whether the whole text of a cell has a role.
    pub(super) fn is_entered(&self, cell: &Cell) -> bool {
        let spot = Spot::Cell(CellId::of(cell));
        let is_whole = |entry: &Entry| entry.from == 0 && entry.to == cell.text().len();
        self.entries_of(spot).any(is_whole) || self.without_role(spot, cell.text()).is_empty()
    }

    /// Whether nothing of a line has a role.
    pub(super) fn is_left_over(&self, line: &Line) -> bool {
        self.entries_of(Spot::Line(line.id())).next().is_none()
    }

    /// The parts of a cell's text that have no role.
    pub(super) fn unowned<'c>(&self, cell: &'c Cell) -> Vec<&'c str> {
        self.without_role(Spot::Cell(CellId::of(cell)), cell.text())
    }

    /// The parts of a line's text that have no role.
    pub(super) fn unowned_of_line<'c>(&self, line: &Line<'c>) -> Vec<&'c str> {
        self.without_role(Spot::Line(line.id()), line.text())
    }

    fn without_role<'c>(&self, spot: Spot, text: &'c str) -> Vec<&'c str> {
        let mut owned: Vec<(usize, usize)> = self.entries_of(spot).map(|e| (e.from, e.to)).collect();
        owned.sort_unstable();
        let (mut parts, mut at) = (Vec::new(), 0);
        for (from, to) in owned.into_iter().chain([(text.len(), text.len())]) {
            parts.extend(text.get(at..from).map(str::trim).filter(|part| !part.is_empty()));
            at = at.max(to);
        }
        parts
    }

    /// A field of the fund or indicator that a row became.
    pub(super) fn row_of(&self, row: &Row) -> Option<FieldName> {
        // A level that is merged over rows holds a field of each of them: its own row is the first.
        let names = row.own.iter().flat_map(|cell| self.fields_of(cell));
        names.filter(|name| !name.table.is_empty()).min_by_key(|name| name.row)
    }

    /// Gives what was entered for a field another role: the field is not in the form after all.
    pub(super) fn withdraw(&mut self, name: FieldName, role: Role) {
        let entries = self.entries.iter_mut();
        for entry in entries.filter(|entry| entry.role == Role::Field(name)) {
            entry.role = role;
        }
    }

    /// Says that what one field holds is another one's, too: a score and the grade in one cell.
    pub(super) fn share(&mut self, name: FieldName, other: FieldName) {
        let shared = self.entries.iter().filter(|e| e.role == Role::Field(name));
        for entry in shared.copied().collect::<Vec<Entry>>() {
            self.push(entry.spot, entry.from, entry.to, Role::Field(other));
        }
    }

    /// How far the ledger is.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            entries: self.entries.len(),
            covered: self.covered.len(),
            warnings: self.warnings.len(),
        }
    }

    /// Forgets what was entered and doubted since.
    pub(super) fn withdraw_to(&mut self, mark: Mark) {
        while self.entries.len() > mark.entries {
            let Some(entry) = self.entries.pop() else { break };
            match entry.before {
                Some(before) => self.last.insert(entry.spot, before),
                None => self.last.remove(&entry.spot),
            };
        }
        self.covered.truncate(mark.covered);
        self.warnings.truncate(mark.warnings);
    }

    fn doubt_cell(&mut self, name: FieldName, cell: &Cell) {
        // Where one grade alone is printed, what is drawn around it chooses nothing: the frame and the arrow of a list to choose from.
        let is_chosen = name.column == "grade" && is_grade(cell.text());
        for (kind, message) in doubts::of_cell(cell) {
            if !(is_chosen && kind == WarningKind::UnreadInk) {
                self.warn(name, cell, kind, message);
            }
        }
    }

    /// Says why a cell may not be whole, if it is not.
    pub(super) fn warn_of_tear(&mut self, field: impl Into<Scope>, cell: &Cell) {
        if let Some((kind, message)) = doubts::of_tear(cell) {
            self.warn(field, cell, kind, message);
        }
    }

    /// Says that a field may have been misread or lost.
    pub(super) fn warn(&mut self, field: impl Into<Scope>, cell: &Cell, kind: WarningKind, message: Bilingual) {
        self.doubt(field, Some(cell.place()), kind, message);
    }

    /// Says that a cell was not understood, and may be what the field should say.
    pub(super) fn not_understood(&mut self, field: impl Into<Scope>, cell: &Cell, message: Bilingual) {
        self.warn(field, cell, WarningKind::NotUnderstood, message);
    }

    /// The same of what stands at a place.
    pub(super) fn not_understood_at(&mut self, field: impl Into<Scope>, place: Option<Place>, message: Bilingual) {
        self.doubt(field, place, WarningKind::NotUnderstood, message);
    }

    /// The same of a field whose place is known, and not its cell.
    pub(super) fn doubt(
        &mut self,
        field: impl Into<Scope>,
        place: Option<Place>,
        kind: WarningKind,
        message: Bilingual,
    ) {
        self.warnings.push(Warning {
            scope: field.into(),
            kind,
            page: place.map_or(0, |place| place.page),
            message,
        });
    }

    /// The fields of which something of these kinds was said.
    pub(super) fn doubted(&self, is_of: fn(WarningKind) -> bool) -> impl Iterator<Item = Scope> {
        let said = self.warnings.iter().filter(move |w| is_of(w.kind));
        said.map(|w| w.scope)
    }

    /// Whether something was said of a field.
    pub(super) fn doubts(&self, name: FieldName) -> bool {
        self.warnings.iter().any(|w| w.scope == name.into())
    }

    /// The form, with all that is doubtful about it in the order in which it was entered. Each of these cells and lines has a role over its whole
    /// text, each value of the form an entry, and each entry of a field that says something its value.
    pub(super) fn close<'t>(self, form: Form, cells: impl Iterator<Item = &'t Cell>, lines: &[Line<'t>]) -> Form {
        if cfg!(debug_assertions) {
            let left = cells.filter(|cell| !self.is_entered(cell)).map(Cell::text);
            let lines = lines.iter().filter(|line| !self.unowned_of_line(line).is_empty());
            let left: Vec<&str> = left.chain(lines.map(Line::text)).collect();
            debug_assert_eq!(left, [""; 0], "what has no role");
        }
        let is_unexplained = self.entries.iter().any(|entry| entry.role == Role::Unexplained);
        debug_assert!(
            !is_unexplained || !self.warnings.is_empty(),
            "what nothing explains is said"
        );
        debug_assert_eq!(self.fields_out_of_thin_air(&form), Vec::<String>::new());
        debug_assert_eq!(self.fields_dropped(&form), Vec::<String>::new());
        Form {
            warnings: self.warnings,
            ..form
        }
    }

    /// Values of the form that nothing was entered for.
    fn fields_out_of_thin_air(&self, form: &Form) -> Vec<String> {
        let roles = |name| [Role::Field(name), Role::Quoted(name)];
        let is_entered = |name| self.entries.iter().any(|entry| roles(name).contains(&entry.role));
        let values = form.named_fields().filter(|(_, field)| field.value().is_some());
        let lost = values.filter(|(name, _)| !is_entered(*name));
        lost.map(|(name, _)| name.to_string()).collect()
    }

    /// What was entered for fields that the form does not have.
    fn fields_dropped(&self, form: &Form) -> Vec<String> {
        let is_there = |name| form.field(name).and_then(Field::value).is_some();
        let entries = self.entries.iter().filter(|entry| entry.from < entry.to);
        let names = entries.filter_map(|entry| entry.role.field());
        let dropped = names.filter(|name| !is_there(*name));
        dropped.map(|name| name.to_string()).collect()
    }
}

/// Where a part of a text stands in it; the whole text where it was put together otherwise.
fn stretch(whole: &str, part: &str) -> (usize, usize) {
    if whole.len() == part.len() {
        return (0, whole.len());
    }
    // A piece of the text itself stands where it was cut out, though its words come again.
    let from = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    if whole.get(from..from.saturating_add(part.len())) == Some(part) {
        return (from, from + part.len());
    }
    match whole.rfind(part) {
        Some(from) => (from, from + part.len()),
        None => (0, whole.len()),
    }
}
