//! What makes the text of a cell or line doubtful, in words: each reason is worded here, once.

use super::model::{Form, Scope};
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::language::{Bilingual, bilingual};
use crate::table::{BoxText, Cell, Doubt, OutsideLine, Torn};
use crate::warning::{Warning, WarningKind};

/// A reason to doubt a value, and what is said of it.
type Reason = (WarningKind, Bilingual);

/// Whether a doubt says that a text may hold more, or less, than its own.
pub(super) fn is_of_text(kind: WarningKind) -> bool {
    matches!(
        kind,
        WarningKind::OverlappingText
            | WarningKind::UnmappedGlyph
            | WarningKind::DoubtfulGlyph
            | WarningKind::NotUnderstood
    )
}

/// Why the text of a cell may not be what its field says.
pub(super) fn of_cell(cell: &Cell) -> Vec<Reason> {
    // Nearly all cells are read without a doubt.
    if cell.content.unmapped == 0 && cell.content.doubtful == 0 && cell.doubt == Doubt::default() {
        return Vec::new();
    }
    let text = cell.text();
    let mut reasons = of_text(&cell.content);
    if cell.doubt.unlined {
        reasons.push((
            WarningKind::NoLines,
            bilingual!(
                "“{text}”与相邻单元格之间没有表线，是按文字位置分开的；请对照原件",
                "no line parts \"{text}\" from its neighbours: its place alone tells its cell; compare with the page"
            ),
        ));
    }
    if cell.doubt.overflow {
        reasons.push((
            WarningKind::OverlappingText,
            bilingual!(
                "“{text}”越过单元格边线，可能与相邻单元格混在一起；请对照原件",
                "\"{text}\" runs over the border of its cell and may be mixed with its neighbour; compare with the page"
            ),
        ));
    }
    reasons.extend(of_tear(cell));
    if cell.doubt.mixed {
        reasons.push((
            WarningKind::OverlappingText,
            bilingual!(
                "“{text}”所在的单元格里有互相重叠或不属于同一段的文字，可能混在一起；请对照原件",
                "the cell of \"{text}\" holds texts that lie over each other, or are not one text, and may be mixed; compare with the page"
            ),
        ));
    }
    if cell.doubt.ink {
        reasons.push((WarningKind::UnreadInk, in_cell(text)));
    }
    if cell.doubt.void {
        reasons.push((
            WarningKind::NotUnderstood,
            bilingual!(
                "“{text}”整个被划去，旁边没有读到改正的内容；请看原件",
                "all of \"{text}\" is struck out, and nothing was read in its place; look at the page"
            ),
        ));
    }
    if cell.doubt.struck {
        reasons.push((
            WarningKind::StruckOut,
            bilingual!(
                "“{text}”旁有划去的内容，未计入",
                "something struck out stands beside \"{text}\", and was left out"
            ),
        ));
    }
    reasons
}

/// Why the text of a line outside the tables may not be what its field says.
pub(super) fn of_line(line: &OutsideLine) -> Vec<Reason> {
    let text = line.text();
    let mut reasons = of_text(&line.content);
    if line.doubt.mixed || line.doubt.overflow {
        reasons.push((
            WarningKind::OverlappingText,
            bilingual!(
                "“{text}”与别的文字重叠，或有一部分被遮住、切去，或不在同一行上；请对照原件",
                "\"{text}\" lies over another text, is hidden in part, or goes on off its line; compare with the page"
            ),
        ));
    }
    if line.doubt.ink {
        reasons.push((
            WarningKind::UnreadInk,
            bilingual!(
                "“{text}”上或其旁还有图形或未能读出的内容；请看原件",
                "something that is no text stands on \"{text}\" or right beside it; look at the page"
            ),
        ));
    }
    reasons
}

/// Why a text may not be what is printed.
pub(super) fn of_text(content: &BoxText) -> Vec<Reason> {
    let text = &content.text;
    let mut reasons = Vec::new();
    if content.unmapped > 0 {
        let n = content.unmapped;
        reasons.push((
            WarningKind::UnmappedGlyph,
            bilingual!(
                "有 {n} 个字形没有对应的字符，读出的“{text}”不完整；请对照原件",
                "{n} glyphs have no character, so \"{text}\" is incomplete; compare with the page"
            ),
        ));
    }
    if content.doubtful > 0 {
        reasons.push((WarningKind::DoubtfulGlyph, bilingual!(
            "“{text}”含有私用区或控制字符，未必是页面上的字；请对照原件",
            "\"{text}\" has private-use or control characters, which may not be what is drawn; compare with the page"
        )));
    }
    reasons
}

/// Why a cell may not be whole, if it is not.
pub(super) fn of_tear(cell: &Cell) -> Option<Reason> {
    let text = cell.text();
    Some(match cell.doubt.torn? {
        Torn::SlantedLine => (
            WarningKind::NoLines,
            bilingual!(
                "“{text}”处有一条斜得不像表线的线，可能有单元格或行被并在一起，或没有读到；请对照原件",
                "at \"{text}\" stands a line too slanted to be a border: cells or rows may have been joined there, or lost; compare with the page"
            ),
        ),
        Torn::PageBreak => (
            WarningKind::NotUnderstood,
            bilingual!(
                "“{text}”处分页，上页末行与下页首行可能是同一行；请对照原件",
                "a page break stands at \"{text}\": the last row of one page and the first of the next may be one; compare with the page"
            ),
        ),
        Torn::PageEdge => (
            WarningKind::OverlappingText,
            bilingual!(
                "“{text}”所在的单元格被页边切断，其内容或其后的行、列可能不在页面上；请对照原件",
                "the page's edge cuts the cell of \"{text}\": some of it, or of the rows and columns behind it, may not be on the page; compare with another copy"
            ),
        ),
    })
}

/// Whether each of several lines in a cell is a figure of its own: joined they would be another one. A figure that is too long for its cell goes
/// on in the next line, but only where the first one fills the cell.
pub(super) fn has_two_figures(cell: &Cell) -> bool {
    let BoxText { text, bbox, breaks, .. } = &cell.content;
    let Some(bbox) = bbox.filter(|_| !breaks.is_empty()) else {
        return false;
    };
    let ends = breaks.iter().copied().chain([text.len()]);
    let begins = std::iter::once(0).chain(breaks.iter().copied());
    let mut lines = begins
        .zip(ends)
        .map(|(begin, end)| text.get(begin..end).unwrap_or_default());
    let is_wrapped = bbox.width() / FILLED * 100 >= cell.bbox.width();
    !is_wrapped && lines.all(|line| Figure::parse(line).is_some())
}

/// What is broken to fit its cell fills so much of its width at least (1/100): the rest is padding, and less than a digit.
const FILLED: Milli = 60;

/// What is said of it.
pub(super) fn two_figures(cell: &Cell) -> Bilingual {
    let text = cell.text();
    bilingual!(
        "“{text}”在单元格里印成几行，每行都像一个完整的数；请对照原件",
        "\"{text}\" stands on several lines of its cell, each of which looks like a figure of its own; compare with the page"
    )
}

/// Something in the cell is no text.
pub(super) fn in_cell(text: &str) -> Bilingual {
    if text.is_empty() {
        return Bilingual::new(
            "单元格里没有读到文字，但有图形或未能读出的内容，不一定是空白；请看原件",
            "no text was read in the cell, but something stands in it: it may not be blank; look at the page",
        );
    }
    bilingual!(
        "“{text}”所在的单元格里还有图形或未能读出的内容；请看原件",
        "something that is no text stands in the cell of \"{text}\"; look at the page"
    )
}

/// Something beside a blank cell is in no cell.
pub(super) fn beside() -> Bilingual {
    Bilingual::new(
        "单元格空白，但紧靠它的表格之外有内容，可能是它的值；请看原件",
        "the cell is blank, but something stands right beside it outside the table, and may be its value; look at the page",
    )
}

/// Says of every part of a form, whether it was found or not, that no lines tell its cells.
pub(super) fn doubt_all(form: &mut Form) {
    form.warnings.retain(|w| w.kind != WarningKind::NoLines);
    let single = Form::COLUMNS.iter().map(|column| Scope::single(column));
    let parts = single.chain([Scope::FUNDS, Scope::INDICATORS]);
    form.warnings.extend(parts.map(|scope| Warning {
        scope,
        kind: WarningKind::NoLines,
        page: form.first_page,
        message: Bilingual::new(
            "表格没有表线，单元格是按文字位置和表头分开的；请对照原件",
            "the table has no lines: its cells are told by where texts stand and by their headers; compare with the page",
        ),
    }));
}
