//! The kinds of marks on a picture: their class, their look, and what the legend says of each.

use maud::{Markup, PreEscaped, html};

use super::marks::{boxes, circle, line};
use crate::geometry::{Milli, POINT, Point, Rect, points};
use crate::language::Language;

/// One kind of mark.
pub(super) struct Kind {
    /// Class of its group.
    pub class: &'static str,
    zh: &'static str,
    en: &'static str,
    sample: Sample,
}

/// How the legend shows a kind.
enum Sample {
    Line,
    Box,
    Circle,
    Character(char),
}

const fn kind(class: &'static str, zh: &'static str, en: &'static str, sample: Sample) -> Kind {
    Kind { class, zh, en, sample }
}

pub(super) const FILLS: Kind = kind("fills", "底色", "filled boxes", Sample::Box);
pub(super) const IMAGES: Kind = kind("images", "图像", "images", Sample::Box);
pub(super) const STROKES: Kind = kind("strokes", "线条", "strokes", Sample::Line);
pub(super) const SLANTED: Kind = kind(
    "ignored-strokes",
    "未用的线条（斜线、点）",
    "strokes not used (slanted)",
    Sample::Line,
);
pub(super) const CELLS: Kind = kind("cells", "单元格：行,列 跨度", "cells: row,column span", Sample::Box);
pub(super) const UNLINED: Kind = kind(
    "unlined-cells",
    "单元格：仅凭文字划分",
    "cells told apart by text",
    Sample::Box,
);
pub(super) const OVERFLOWS: Kind = kind(
    "overflowing-cells",
    "单元格：文字越过边线",
    "cells: text over a border",
    Sample::Box,
);
pub(super) const EDGES: Kind = kind("edges", "边", "edges", Sample::Line);
pub(super) const LOOSE: Kind = kind("loose-edges", "不属于任何表格的边", "edges of no table", Sample::Line);
pub(super) const SIDES: Kind = kind("sides", "底色的边", "edges of filled boxes", Sample::Line);
pub(super) const CROSSINGS: Kind = kind("crossings", "交点", "crossings", Sample::Circle);
pub(super) const GLYPHS: Kind = kind("glyphs", "字形", "glyphs", Sample::Character('字'));
pub(super) const HIDDEN: Kind = kind(
    "hidden-glyphs",
    "看不见的字形",
    "glyphs that are not seen",
    Sample::Character('字'),
);
pub(super) const UNMAPPED: Kind = kind(
    "unmapped-glyphs",
    "字符不明的字形",
    "glyphs of unknown character",
    Sample::Character('?'),
);

pub(super) const NAMED: Kind = kind(
    "named-asides",
    "不属表格内容：印章、水印、批注等",
    "asides: stamps, watermarks, notes ...",
    Sample::Box,
);
pub(super) const UNNAMED: Kind = kind(
    "unnamed-asides",
    "未能读出：图、图形、斜体或特大字",
    "not read: pictures, shapes, slanted or huge type",
    Sample::Box,
);

pub(super) const FIELDS: Kind = kind("fields", "取作字段值", "taken as a field", Sample::Box);
pub(super) const LABELS: Kind = kind("labels", "认作标签、标题", "labels and titles", Sample::Box);
pub(super) const OTHERS: Kind = kind(
    "other-texts",
    "其他栏目、序号、小计、说明",
    "other columns, numbers, sums, remarks",
    Sample::Box,
);
pub(super) const UNEXPLAINED: Kind = kind(
    "unexplained",
    "未能认出是哪一项",
    "not known which field it is",
    Sample::Box,
);

/// The kinds in the order of the legend; the steps from the page to its tables are read from top to bottom.
pub(super) const KINDS: [&Kind; 20] = [
    &GLYPHS,
    &HIDDEN,
    &UNMAPPED,
    &FILLS,
    &IMAGES,
    &STROKES,
    &SLANTED,
    &EDGES,
    &LOOSE,
    &SIDES,
    &CROSSINGS,
    &CELLS,
    &UNLINED,
    &OVERFLOWS,
    &NAMED,
    &UNNAMED,
    &FIELDS,
    &LABELS,
    &OTHERS,
    &UNEXPLAINED,
];

/// Width of the legend beside the page.
pub(super) const WIDTH: Milli = 230 * POINT;

/// Distance between two entries.
const ENTRY: Milli = 16 * POINT;

/// Height of the legend, with a blank entry above and below.
pub(super) const HEIGHT: Milli = ENTRY * (KINDS.len() as Milli + 2);

/// The look of each kind. The colours are those that Okabe and Ito chose so that colour-blind people can tell them apart; dashes, outlines
/// and shapes say the same once more.
pub(super) const STYLE: &str = "\
svg{background:#eee}\
text{font-family:'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Zen Hei',sans-serif}\
path,circle,line{fill:none}\
.paper{fill:#fff;stroke:#999;stroke-width:.5}\
.fills path{fill:#f0e442;fill-opacity:.25;stroke:#b8ad1f;stroke-width:.3}\
.images path{fill:#999;fill-opacity:.2;stroke:#666;stroke-width:.5;stroke-dasharray:1 1}\
.strokes line{stroke:#999}\
.ignored-strokes line{stroke:#cc79a7;stroke-dasharray:2 1.5}\
.edges path{stroke:#0072b2;stroke-width:.7}\
.loose-edges path{stroke:#0072b2;stroke-width:.7;stroke-dasharray:1 2}\
.sides path{stroke:#009e73;stroke-width:.7;stroke-dasharray:4 1}\
.crossings circle{stroke:#d55e00;stroke-width:.6;fill:#fff;fill-opacity:.6}\
.cells path{fill:#e69f00;fill-opacity:.09;stroke:#e69f00;stroke-width:.5}\
.unlined-cells path{fill:#56b4e9;fill-opacity:.15;stroke:#0072b2;stroke-width:.6;stroke-dasharray:3 1.5}\
.overflowing-cells path{fill:#cc79a7;fill-opacity:.2;stroke:#a3447a;stroke-width:.8;stroke-dasharray:.6 1.2}\
.named-asides path{fill:#009e73;fill-opacity:.15;stroke:#009e73;stroke-width:.6;stroke-dasharray:2 .8}\
.unnamed-asides path{fill:#d55e00;fill-opacity:.25;stroke:#d55e00;stroke-width:.8}\
.fields path{fill:#009e73;fill-opacity:.12;stroke:#009e73;stroke-width:.5}\
.labels path{fill:#0072b2;fill-opacity:.1;stroke:#0072b2;stroke-width:.4;stroke-dasharray:1 .6}\
.other-texts path{stroke:#666;stroke-width:.4;stroke-dasharray:.5 .8}\
.unexplained path{fill:#d55e00;fill-opacity:.2;stroke:#d55e00;stroke-width:1}\
.numbers text{fill:#8a5a00;font-size:3.6px;paint-order:stroke;stroke:#fff;stroke-width:.8}\
.glyphs path{stroke:#56b4e9;stroke-width:.2}\
.hidden-glyphs path{stroke:#cc79a7;stroke-width:.4;stroke-dasharray:1 .7}\
.hidden-glyphs text{fill:#a3447a;fill-opacity:.6}\
.unmapped-glyphs path{fill:#d55e00;fill-opacity:.3;stroke:#d55e00;stroke-width:.4}\
.legend text{font-size:9px}";

/// The legend, its top left corner at `at`.
pub(super) fn draw(at: Point, language: Language) -> Markup {
    html! {
        g class="legend" {
            @for (kind, index) in KINDS.into_iter().zip(1..) {
                (entry(kind, Point { x: at.x, y: at.y + ENTRY * index }, language))
            }
        }
    }
}

fn entry(kind: &Kind, at: Point, language: Language) -> Markup {
    let sample = Rect::new(at.x + 10 * POINT, at.y - 4 * POINT, at.x + 30 * POINT, at.y + 4 * POINT);
    let said = match language {
        Language::Zh => kind.zh,
        Language::En => kind.en,
    };
    let middle = sample.center();
    html! {
        g class=(kind.class) {
            @match kind.sample {
                // A line of the picture's edges is a path, one of its strokes has a width of its own: the sample is both.
                Sample::Line => {
                    (boxes([Rect::new(sample.x0, middle.y, sample.x1, middle.y)]))
                    (line(Point { x: sample.x0, y: middle.y }, Point { x: sample.x1, y: middle.y }, POINT))
                }
                Sample::Box => (boxes([sample])),
                Sample::Circle => (circle(middle)),
                Sample::Character(character) => {
                    (boxes([Rect::new(middle.x - 5 * POINT, sample.y0 - POINT, middle.x + 5 * POINT, sample.y1 + POINT)]))
                    text x=(points(middle.x)) y=(points(middle.y + 3 * POINT)) text-anchor="middle" { (character) }
                }
            }
        }
        text x=(points(sample.x1 + 6 * POINT)) y=(points(middle.y + 3 * POINT)) { (said) }
    }
}

/// The style sheet, whose quotation marks stay as they are.
pub(super) fn style() -> Markup {
    html! { style { (PreEscaped(STYLE)) } }
}
