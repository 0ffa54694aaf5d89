//! hidden-text: text that the page does not show says something else than what it shows in the same place. Found on the page, not by
//! checking a form.

use super::{Against, Documentation, Rule, Severity, Text};

/// What is said about it; auditing the page makes the findings.
pub const RULE: Rule = Rule {
    id: "hidden-text",
    name: Text {
        zh: "隐藏文字",
        en: "Hidden text",
    },
    against: Against::Hidden,
    severity: Severity::Warning,
    documentation: Documentation {
        summary: Text {
            zh: "单元格中是否另有页面不显示的、内容不同的文字。",
            en: "Whether a cell holds text that the page does not show and that says something else.",
        },
        ground: Text {
            zh: "以打印或浏览所见为准；但被遮盖、改写前的数仍留在文件中，复制或检索时会出现，可能是改动的痕迹。",
            en: "What counts is what a person sees; but a figure that was covered or replaced is still in the file, turns up when it is copied or searched, and may be the trace of a change.",
        },
        computation: Text {
            zh: "查找裁剪框或页面之外、关闭的图层中、与底色相同、不着色、被色块或图像遮盖的文字，以及表单域所存而未显示的值；文字归入它所在（或由所示文字延续而来）的单元格，与该处所示逐段比较。“表中所填”（stated）一栏为页面所示，“对照”（expected）一栏为不显示的文字；哪一个是对的，都不作判断。",
            en: "Looks for text outside the clip or the page, in layers that are off, in the colour of what is behind it, without paint, under a box or a picture painted later, and for values that form fields store and do not show. Such text belongs to the cell that it lies in (or whose shown text it continues) and is compared, piece by piece, with what is shown there. Stated is what the page shows, expected the text that it does not show; neither is said to be right.",
        },
        example: Text {
            zh: "单元格显示 98.52，白色色块下另有 86.52：请查明原数。",
            en: "A cell shows 98.52, and under a white box there is 86.52: find out which holds.",
        },
        silence: Text {
            zh: "不显示的文字与所示相同（副本、加粗、OCR 层，或同一个数的另一种写法）；不在任何栏目的单元格内；为水印（斜排或大字）。",
            en: "What is hidden equals what is shown (a copy, a bold look, an OCR layer, the same number written otherwise), lies in no field's cell, or is a watermark (slanted or in large type).",
        },
    },
    ..Rule::PLAIN
};
