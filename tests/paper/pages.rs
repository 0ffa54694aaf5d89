//! A form over two pages, broken after any of its rows in one of many ways.

use std::fmt::Write as _;

use super::form::show;

/// Left edges of the columns, and the right edge of the last, in points.
const COLUMNS: [i32; 9] = [40, 100, 166, 236, 300, 362, 420, 482, 552];
const ROW: i32 = 24;
const WIDTH: i32 = 595;
const HEIGHT: i32 = 560;

/// The upper edge of a page's first row, below its heading.
const TOP: i32 = HEIGHT - 70;

/// First column, first row, columns and rows that it covers, the fields that it holds, and what stands in it.
pub type Cell = (usize, usize, usize, usize, &'static str, &'static str);

/// The rows of the form.
pub const ROWS: usize = 18;

/// The row that heads the indicators.
const HEADER: usize = 8;

/// What stands in the form. A level that covers several rows names the first indicator and how many there are.
pub const CELLS: [Cell; 95] = [
    (0, 0, 1, 1, "", "项目名称"),
    (1, 0, 7, 1, "project_name", "道路养护"),
    (0, 1, 1, 1, "", "主管部门"),
    (1, 1, 3, 1, "department", "交通局"),
    (4, 1, 1, 1, "", "实施单位"),
    (5, 1, 3, 1, "unit", "养护中心"),
    (0, 2, 1, 4, "", "项目资金（万元）"),
    (1, 2, 1, 1, "", ""),
    (2, 2, 1, 1, "", "年初预算数"),
    (3, 2, 1, 1, "", "全年预算数"),
    (4, 2, 1, 1, "", "全年执行数"),
    (5, 2, 1, 1, "", "分值"),
    (6, 2, 1, 1, "", "执行率"),
    (7, 2, 1, 1, "", "得分"),
    (1, 3, 1, 1, "funds[0].item", "年度资金总额"),
    (2, 3, 1, 1, "funds[0].initial", "100.00"),
    (3, 3, 1, 1, "funds[0].budget", "120.00"),
    (4, 3, 1, 1, "funds[0].executed", "117.60"),
    (5, 3, 1, 1, "funds[0].weight", "10"),
    (6, 3, 1, 1, "funds[0].rate", "98.00%"),
    (7, 3, 1, 1, "funds[0].score", "9.80"),
    (1, 4, 1, 1, "funds[1].item", "当年财政拨款"),
    (2, 4, 1, 1, "funds[1].initial", "90.00"),
    (3, 4, 1, 1, "funds[1].budget", "110.00"),
    (4, 4, 1, 1, "funds[1].executed", "107.80"),
    (5, 4, 1, 1, "funds[1].weight", "-"),
    (6, 4, 1, 1, "funds[1].rate", "98.00%"),
    (7, 4, 1, 1, "funds[1].score", "-"),
    (1, 5, 1, 1, "funds[2].item", "其他资金"),
    (2, 5, 1, 1, "funds[2].initial", "10.00"),
    (3, 5, 1, 1, "funds[2].budget", "10.00"),
    (4, 5, 1, 1, "funds[2].executed", "9.80"),
    (5, 5, 1, 1, "funds[2].weight", "-"),
    (6, 5, 1, 1, "funds[2].rate", "98.00%"),
    (7, 5, 1, 1, "funds[2].score", "-"),
    (0, 6, 1, 2, "", "年度总体目标"),
    (1, 6, 3, 1, "", "预期目标"),
    (4, 6, 4, 1, "", "实际完成情况"),
    (1, 7, 3, 1, "expected_goal", "按计划养护道路"),
    (4, 7, 4, 1, "actual_result", "已按计划完成"),
    (0, 8, 1, 1, "", "一级指标"),
    (1, 8, 1, 1, "", "二级指标"),
    (2, 8, 1, 1, "", "三级指标"),
    (3, 8, 1, 1, "", "年度指标值"),
    (4, 8, 1, 1, "", "实际完成值"),
    (5, 8, 1, 1, "", "分值"),
    (6, 8, 1, 1, "", "得分"),
    (7, 8, 1, 1, "", "偏差原因"),
    (0, 9, 1, 4, "indicators[0-3].level1", "产出指标"),
    (1, 9, 1, 2, "indicators[0-1].level2", "数量指标"),
    (2, 9, 1, 1, "indicators[0].level3", "养护里程数"),
    (3, 9, 1, 1, "indicators[0].target", "≥10公里"),
    (4, 9, 1, 1, "indicators[0].actual", "12公里"),
    (5, 9, 1, 1, "indicators[0].weight", "15"),
    (6, 9, 1, 1, "indicators[0].score", "15"),
    (7, 9, 1, 1, "indicators[0].deviation", ""),
    (2, 10, 1, 1, "indicators[1].level3", "抢修次数"),
    (3, 10, 1, 1, "indicators[1].target", "≥8次"),
    (4, 10, 1, 1, "indicators[1].actual", "9次"),
    (5, 10, 1, 1, "indicators[1].weight", "15"),
    (6, 10, 1, 1, "indicators[1].score", "15"),
    (7, 10, 1, 1, "indicators[1].deviation", ""),
    (1, 11, 1, 1, "indicators[2].level2", "质量指标"),
    (2, 11, 1, 1, "indicators[2].level3", "验收合格率"),
    (3, 11, 1, 1, "indicators[2].target", "≥95%"),
    (4, 11, 1, 1, "indicators[2].actual", "97%"),
    (5, 11, 1, 1, "indicators[2].weight", "10"),
    (6, 11, 1, 1, "indicators[2].score", "10"),
    (7, 11, 1, 1, "indicators[2].deviation", ""),
    (1, 12, 1, 1, "indicators[3].level2", "时效指标"),
    (2, 12, 1, 1, "indicators[3].level3", "完成及时性"),
    (3, 12, 1, 1, "indicators[3].target", "及时"),
    (4, 12, 1, 1, "indicators[3].actual", "达成指标"),
    (5, 12, 1, 1, "indicators[3].weight", "10"),
    (6, 12, 1, 1, "indicators[3].score", "9"),
    (7, 12, 1, 1, "indicators[3].deviation", "雨季延误"),
    (0, 13, 1, 2, "indicators[4-5].level1", "效益指标"),
    (1, 13, 1, 2, "indicators[4-5].level2", "社会效益指标"),
    (2, 13, 1, 1, "indicators[4].level3", "道路通行能力"),
    (3, 13, 1, 1, "indicators[4].target", "提高"),
    (4, 13, 1, 1, "indicators[4].actual", "达成指标"),
    (5, 13, 1, 1, "indicators[4].weight", "20"),
    (6, 13, 1, 1, "indicators[4].score", "20"),
    (7, 13, 1, 1, "indicators[4].deviation", ""),
    (2, 14, 1, 1, "indicators[5].level3", "事故减少数"),
    (3, 14, 1, 1, "indicators[5].target", "≥5起"),
    (4, 14, 1, 1, "indicators[5].actual", "6起"),
    (5, 14, 1, 1, "indicators[5].weight", "10"),
    (6, 14, 1, 1, "indicators[5].score", "10"),
    (7, 14, 1, 1, "indicators[5].deviation", ""),
    (0, 15, 1, 1, "indicators[6].level1", "满意度指标"),
    (1, 15, 1, 1, "indicators[6].level2", "服务对象满意度"),
    (2, 15, 1, 1, "indicators[6].level3", "居民满意度"),
    (3, 15, 1, 1, "indicators[6].target", "≥90%"),
    (4, 15, 1, 1, "indicators[6].actual", "95%"),
];

/// The last of its cells: points of the last indicator, and the foot.
pub const FOOT: [Cell; 9] = [
    (5, 15, 1, 1, "indicators[6].weight", "10"),
    (6, 15, 1, 1, "indicators[6].score", "10"),
    (7, 15, 1, 1, "indicators[6].deviation", ""),
    (0, 16, 5, 1, "", "总分"),
    (5, 16, 1, 1, "total_weight", "100"),
    (6, 16, 1, 1, "total_score", "98.80"),
    (7, 16, 1, 1, "", ""),
    (0, 17, 2, 1, "", "评分等级"),
    (2, 17, 6, 1, "grade", "优"),
];

/// What the second page prints again above its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    Nothing,
    /// The column heads of the block that goes on.
    Columns,
    /// The same in other words.
    OtherWords,
    /// The numbers of the columns in place of them.
    Numbers,
    /// 项目名称, its value, and the column heads, as print titles of a spreadsheet.
    Names,
    /// The same, the heads in other words.
    NamesOtherWords,
    /// The title outside the table, as well.
    Title,
    /// The title, said to go on.
    Continued,
}

/// Where a label stands that covers rows of both pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    First,
    Second,
    Both,
    /// Its last character on the second page.
    Cut,
}

/// A way to break a form.
#[allow(clippy::struct_excessive_bools, reason = "each is a thing that may be so")]
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub name: &'static str,
    pub again: Again,
    pub label: Label,
    /// Whether lines close the frame at the break.
    pub is_open: bool,
    /// Whether the last row of the first page goes on with a line on the second.
    pub cuts_row: bool,
    /// Whether the points of that row stand on the second page.
    pub cuts_points: bool,
    /// A row at the foot of the first page, and one at the head of the second, that carry the sum of the indicators over.
    pub carries: bool,
    /// A running title and a page number.
    pub runs: bool,
    /// A page between that has but its number.
    pub blank: bool,
    /// How far the second page is moved to the right, in points.
    pub shift: i32,
    /// The size of the second page, in hundredths.
    pub scale: i32,
    /// How far its inner borders are moved to and fro.
    pub anew: i32,
}

/// Nothing special about it.
pub const PLAIN: Way = Way {
    name: "plain",
    again: Again::Nothing,
    label: Label::First,
    is_open: false,
    cuts_row: false,
    cuts_points: false,
    carries: false,
    runs: false,
    blank: false,
    shift: 0,
    scale: 100,
    anew: 0,
};

/// The form broken after this row, as a PDF.
pub fn broken(way: &Way, after: usize) -> Vec<u8> {
    let mut pages = vec![first_page(way, after)];
    if way.blank {
        pages.push(text(290, 30, 8, "2"));
    }
    pages.push(second_page(way, after));
    pages_to_pdf(&pages)
}

/// Pages with this content, as a PDF.
pub fn pages_to_pdf(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len())
        .map(|page| format!("{} 0 R", 6 + 2 * page))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", contents.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 \
         /Descent -120 /CapHeight 880 /StemV 93 >>"
            .to_owned(),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            7 + 2 * page
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    super::pdf(&objects)
}

fn cells() -> impl Iterator<Item = Cell> {
    CELLS.into_iter().chain(FOOT)
}

fn first_page(way: &Way, after: usize) -> String {
    let mut page = furniture(way, 1);
    page.push_str(&heading("财政项目支出绩效自评表"));
    let mut borders = String::new();
    for (column, row, columns, rows, _, said) in cells().filter(|cell| cell.1 <= after) {
        let own = rows.min(after + 1 - row);
        let (before, _) = parts(way, said, column, rows > own, row + rows == after + 1);
        let closes = row + own <= after || !way.is_open;
        page.push_str(&cell(
            &COLUMNS,
            (column, row, columns, own),
            &before,
            [true, closes],
            &mut borders,
        ));
    }
    if way.carries && (9..=14).contains(&after) {
        page.push_str(&carried("过次页", after + 1, &COLUMNS, &mut borders));
    }
    page + &borders
}

/// A row that carries a sum over.
fn carried(word: &str, row: usize, columns: &[i32; 9], borders: &mut String) -> String {
    let cells = [(0, 5, word), (5, 1, "30"), (6, 1, "30"), (7, 1, "")];
    let drawn = cells.map(|(column, wide, said)| cell(columns, (column, row, wide, 1), said, [true, true], borders));
    drawn.concat()
}

fn second_page(way: &Way, after: usize) -> String {
    let mut columns = COLUMNS;
    for (border, sign) in columns[1..8].iter_mut().zip([1, -1, 1, 1, -1, 1, -1]) {
        *border += sign * way.anew;
    }
    let mut page = furniture(way, if way.blank { 3 } else { 2 });
    let _ = writeln!(
        page,
        "q {} 0 0 {} {} {} cm",
        hundredths(way.scale),
        hundredths(way.scale),
        way.shift,
        HEIGHT - HEIGHT * way.scale / 100
    );
    match way.again {
        Again::Title => page.push_str(&heading("财政项目支出绩效自评表")),
        Again::Continued => page.push_str(&text(230, HEIGHT - 40, 12, "财政项目支出绩效自评表（续表）")),
        _ => {}
    }
    let repeated = repeated(way.again, after);
    let mut borders = String::new();
    for (at, row) in repeated.iter().enumerate() {
        for (column, _, wide, _, _, said) in cells().filter(|cell| cell.1 == *row) {
            let number = (column + usize::from(*row == HEADER)).to_string();
            let is_label = *row != HEADER && column == 0;
            let said = match way.again {
                Again::Numbers if !is_label => &number,
                Again::OtherWords | Again::NamesOtherWords => in_other_words(said),
                _ => said,
            };
            // The label of a block covers its rows.
            page.push_str(&cell(&columns, (column, at, wide, 1), said, [true, true], &mut borders));
        }
    }
    let mut skipped = repeated.len();
    if way.carries && (9..=14).contains(&after) {
        page.push_str(&carried("承前页", skipped, &columns, &mut borders));
        skipped += 1;
    }
    let cut = usize::from(way.cuts_row);
    for (column, row, wide, rows, _, said) in cells().filter(|cell| cell.1 + cell.3 > after + 1 - cut) {
        let above = (after + 1).saturating_sub(row);
        let is_cut = way.cuts_row && row + rows == after + 1;
        let (first, own) = if is_cut {
            (skipped, 1)
        } else {
            (
                (row + skipped + cut).saturating_sub(after + 1).max(skipped),
                rows - above.min(rows),
            )
        };
        // Of a row that is cut, a line stands on the second page, and what goes on below covers it, too.
        let own = if !is_cut && above > 0 { own + cut } else { own };
        let is_split = above > 0 && !is_cut;
        let (_, said) = parts(way, said, column, is_split, is_cut);
        let opens = first > skipped || !way.is_open || skipped > 0;
        page.push_str(&cell(
            &columns,
            (column, first, wide, own),
            &said,
            [opens, true],
            &mut borders,
        ));
    }
    page + &borders + "Q\n"
}

/// The rows that the second page prints again.
fn repeated(again: Again, after: usize) -> Vec<usize> {
    let block = match after {
        3..=4 => Some(2),
        9..=14 => Some(HEADER),
        _ => None,
    };
    match again {
        Again::Nothing | Again::Continued => Vec::new(),
        Again::Columns | Again::OtherWords | Again::Numbers => block.into_iter().collect(),
        Again::Names | Again::NamesOtherWords | Again::Title if after < 2 => Vec::new(),
        Again::Names | Again::NamesOtherWords | Again::Title => {
            [0, 1].into_iter().chain(block.filter(|b| *b == HEADER)).collect()
        }
    }
}

/// The words of a head in other words.
fn in_other_words(said: &str) -> &str {
    match said {
        "年初预算数" => "年初预算",
        "全年预算数" => "预算数",
        "全年执行数" => "执行数",
        "分值" => "权重",
        "得分" => "自评得分",
        "年度指标值" => "指标值",
        "实际完成值" => "完成值",
        "偏差原因" => "原因分析",
        other => other,
    }
}

/// The first of the columns of points.
const FIRST_OF_POINTS: usize = 5;

/// What stands of a text on the first page, and on the second.
fn parts(way: &Way, said: &str, column: usize, is_split: bool, is_cut: bool) -> (String, String) {
    let count = said.chars().count();
    let (head, last): (String, String) = (
        said.chars().take(count.saturating_sub(1)).collect(),
        said.chars().skip(count.saturating_sub(1)).collect(),
    );
    let whole = said.to_owned();
    if is_split {
        return match way.label {
            Label::First => (whole, String::new()),
            Label::Second => (String::new(), whole),
            Label::Both => (whole.clone(), whole),
            Label::Cut => (head, last),
        };
    }
    let is_points = column >= FIRST_OF_POINTS && said.chars().any(|c| c.is_ascii_digit() || c == '-');
    if is_cut && way.cuts_points && is_points {
        return (String::new(), whole);
    }
    // A figure is not broken, nor a short word.
    if is_cut && way.cuts_row {
        let breaks = count > 4 && !said.chars().any(|c| c.is_ascii_digit());
        return if breaks { (head, last) } else { (whole, String::new()) };
    }
    (whole.clone(), whole)
}

fn furniture(way: &Way, number: u32) -> String {
    if !way.runs {
        return String::new();
    }
    text(40, HEIGHT - 20, 8, "某市交通局2023年度部门决算公开") + &text(280, 20, 8, &format!("- {number} -"))
}

fn heading(title: &str) -> String {
    text(230, HEIGHT - 40, 12, title) + &text(270, HEIGHT - 60, 8, "（2023年度）")
}

fn text(x: i32, y: i32, size: i32, text: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td {} ET\n", show(text))
}

/// The text of a cell; its borders are added to the others. Whether its upper and its lower edge are drawn.
fn cell(
    columns: &[i32; 9],
    (column, row, wide, rows): (usize, usize, usize, usize),
    said: &str,
    [upper, lower]: [bool; 2],
    borders: &mut String,
) -> String {
    let (x0, x1) = (columns[column], columns[column + wide]);
    let [row, rows] = [row, rows].map(|n| i32::try_from(n).unwrap());
    let (y1, y0) = (TOP - row * ROW, TOP - (row + rows) * ROW);
    let _ = writeln!(borders, "0.5 w {x0} {y0} m {x0} {y1} l S {x1} {y0} m {x1} {y1} l S");
    for (y, _) in [(y1, upper), (y0, lower)].iter().filter(|(_, drawn)| *drawn) {
        let _ = writeln!(borders, "{x0} {y} m {x1} {y} l S");
    }
    let fit = usize::try_from((x1 - x0 - 4) / 8).unwrap();
    let characters: Vec<char> = said.chars().collect();
    let lines: Vec<String> = characters
        .chunks(fit.max(1))
        .map(|line| line.iter().collect())
        .collect();
    let height = i32::try_from(lines.len()).unwrap() * 9;
    let mut shown = String::new();
    for (at, line) in (0..).zip(&lines) {
        shown.push_str(&text(x0 + 3, (y0 + y1 + height) / 2 - 8 - at * 9, 8, line));
    }
    shown
}

fn hundredths(value: i32) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}
