//! readers-disagree: two readers see different characters in a figure. Found by confirming, not by checking a form.

use super::{Against, Documentation, Rank, Rule, Severity, Text};

/// What is said about it; confirming makes the findings.
pub const RULE: Rule = Rule {
    id: "readers-disagree",
    name: Text {
        zh: "读数不一致",
        en: "Readings differ",
    },
    against: Against::OtherReading,
    severity: Severity::Warning,
    rank: Rank::Reading,
    documentation: Documentation {
        summary: Text {
            zh: "本程序与另一套独立读取程序读出的数是否相同，页面画出的是否也是此数。",
            en: "Whether two independent readers read the same figure, and the page as painted shows it.",
        },
        ground: Text {
            zh: "PDF 中的字形与其声明的字符可以不一致；读数不能确定时，不应据以提出疑点。",
            en: "What a PDF draws and what it says it draws can differ; nobody is accused on a figure that may have been misread.",
        },
        computation: Text {
            zh: "比较两套程序在该数所在位置读出的字符；再看页面在该格中画出了什么（多余的墨迹、无墨迹的字、字形明显为另一数字）；又以内嵌字体自带的 Unicode 表核对文件所声明的数字。读数不同的，“表中所填”（stated）一栏为本程序所读，“对照”（expected）一栏为另一读数；以此数为据的疑点降为“提示”。",
            en: "The characters that both readers find in the place of the figure are compared; what the page paints in its cell is held against them (other ink, characters without ink, outlines that are plainly another digit's); and digits as the file declares them are held against the embedded font's own Unicode table. Where they differ, stated is the reading of the first reader and expected the other one; findings that rest on the figure become notices.",
        },
        example: Text {
            zh: "一套程序读出 98.52，另一套读出 96.52：请看原页面。",
            en: "One reader reads 98.52, the other 96.52: look at the page itself.",
        },
        silence: Text {
            zh: "没有要求核实（--confirm 为 none，或为 flagged 而该表没有疑点）；另一套独立读取程序读不出该文件。内嵌字体的核对始终进行。",
            en: "No second reader was asked (--confirm none, or flagged and nothing found on the form), or it cannot read the file. The embedded font is always asked.",
        },
    },
    ..Rule::PLAIN
};
