//! A small form made on the fly, with one thing about it that is not usual. Texts are in STSong-Light, which no file has to bring.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Left edges of the columns, and the right edge of the last, in points.
const COLUMNS: [u32; 9] = [40, 104, 168, 232, 296, 360, 424, 488, 552];
const TOP: u32 = 360;
const ROW: u32 = 24;

/// First column, first row, columns and rows that it covers, the field that it holds (or none), and what stands in it.
pub(super) type Cell = (usize, u32, usize, u32, &'static str, &'static str);

pub(super) const CELLS: [Cell; 56] = [
    (0, 0, 1, 1, "", "项目名称"),
    (1, 0, 7, 1, "project_name", "道路养护"),
    (0, 1, 1, 1, "", "主管部门"),
    (1, 1, 3, 1, "department", "交通局"),
    (4, 1, 1, 1, "", "实施单位"),
    (5, 1, 3, 1, "unit", "养护中心"),
    (0, 2, 1, 2, "", "项目资金(万元)"),
    (1, 2, 1, 1, "", ""),
    (2, 2, 1, 1, "", "年初预算数"),
    (3, 2, 1, 1, "", "全年预算数"),
    (4, 2, 1, 1, "", "全年执行数"),
    (5, 2, 1, 1, "", "分值"),
    (6, 2, 1, 1, "", "执行率"),
    (7, 2, 1, 1, "", "得分"),
    (1, 3, 1, 1, "funds[0].item", "年度资金总额"),
    (2, 3, 1, 1, "funds[0].initial", "100.00"),
    (3, 3, 1, 1, "funds[0].budget", "100.00"),
    (4, 3, 1, 1, "funds[0].executed", "98.00"),
    (5, 3, 1, 1, "funds[0].weight", "10"),
    (6, 3, 1, 1, "funds[0].rate", "98.00%"),
    (7, 3, 1, 1, "funds[0].score", "9.80"),
    (0, 4, 1, 2, "", "年度总体目标"),
    (1, 4, 3, 1, "", "预期目标"),
    (4, 4, 4, 1, "", "实际完成情况"),
    (1, 5, 3, 1, "expected_goal", "按计划养护道路"),
    (4, 5, 4, 1, "actual_result", "已按计划完成"),
    (0, 6, 1, 1, "", "一级指标"),
    (1, 6, 1, 1, "", "二级指标"),
    (2, 6, 1, 1, "", "三级指标"),
    (3, 6, 1, 1, "", "年度指标值"),
    (4, 6, 1, 1, "", "实际完成值"),
    (5, 6, 1, 1, "", "分值"),
    (6, 6, 1, 1, "", "得分"),
    (7, 6, 1, 1, "", "偏差原因"),
    (0, 7, 1, 1, "indicators[0].level1", "产出指标"),
    (1, 7, 1, 1, "indicators[0].level2", "数量指标"),
    (2, 7, 1, 1, "indicators[0].level3", "养护里程"),
    (3, 7, 1, 1, "indicators[0].target", "≥10公里"),
    (4, 7, 1, 1, "indicators[0].actual", "12公里"),
    (5, 7, 1, 1, "indicators[0].weight", "50"),
    (6, 7, 1, 1, "indicators[0].score", "50"),
    (7, 7, 1, 1, "indicators[0].deviation", ""),
    (0, 8, 1, 1, "indicators[1].level1", "满意度指标"),
    (1, 8, 1, 1, "indicators[1].level2", "满意度"),
    (2, 8, 1, 1, "indicators[1].level3", "居民满意度"),
    (3, 8, 1, 1, "indicators[1].target", "≥90%"),
    (4, 8, 1, 1, "indicators[1].actual", "95%"),
    (5, 8, 1, 1, "indicators[1].weight", "40"),
    (6, 8, 1, 1, "indicators[1].score", "40"),
    (7, 8, 1, 1, "indicators[1].deviation", ""),
    (0, 9, 5, 1, "", "总分"),
    (5, 9, 1, 1, "total_weight", "100"),
    (6, 9, 1, 1, "total_score", "99.80"),
    (7, 9, 1, 1, "", ""),
    (0, 10, 2, 1, "", "评分等级"),
    (2, 10, 6, 1, "grade", "优"),
];

/// Left end, base line and size of the two lines above the table, the field that they hold, and what stands in them.
pub(super) const HEADING: [(u32, u32, u32, &str, &str); 2] = [
    (230, 395, 12, "title", "财政项目支出绩效自评表"),
    (270, 375, 8, "year", "(2023年度)"),
];

/// Size of the type in the cells; how far inside its cell a text begins, from the left and from below.
pub(super) const SIZE: u32 = 8;
pub(super) const INSET: (u32, u32) = (3, 8);

/// The page, in points.
const WIDTH: u32 = 592;
const HEIGHT: u32 = 420;

/// The form in the making.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Operators that show a field's text, where they are not the usual ones.
    shown: BTreeMap<String, String>,
    /// Content before and behind the form.
    before: String,
    behind: String,
    /// More entries of the page, its resources and the catalogue.
    page: String,
    /// Its size, where it is not the usual one.
    media_box: Option<String>,
    fonts: String,
    resources: String,
    catalog: String,
    /// What stands in the dictionaries of the page's resources and in its lists, by their keys.
    named: BTreeMap<&'static str, String>,
    annotations: Vec<String>,
    widgets: Vec<String>,
    hidden_layers: Vec<String>,
    print_layers: Vec<String>,
    /// More objects: the first has number 10.
    objects: Vec<String>,
}

/// The first number that is free for objects of a test.
pub const FREE: usize = 10;

/// A form in which everything agrees.
pub fn form() -> Form {
    Form::default()
}

impl Form {
    /// Writes another text into a field.
    pub fn text(self, field: &str, text: &str) -> Self {
        let shown = show(text);
        self.operators(field, &shown)
    }

    /// Another word for a label, wherever it stands.
    pub fn label(mut self, label: &str, word: &str) -> Self {
        let labels = (0..CELLS.len()).filter(|at| CELLS[*at].4.is_empty() && CELLS[*at].5 == label);
        let names: Vec<String> = labels.map(name).collect();
        assert!(!names.is_empty(), "no such label: {label}");
        self.shown.extend(names.into_iter().map(|name| (name, show(word))));
        self
    }

    /// Leaves a field's cell to these operators: the pen stands where its text begins, the font is of 8 points.
    pub fn operators(mut self, field: &str, operators: &str) -> Self {
        let is_cell = (0..CELLS.len()).any(|at| name(at) == field);
        let is_line = HEADING.iter().any(|line| line.3 == field);
        assert!(is_cell || is_line, "no such field: {field}");
        self.shown.insert(field.to_owned(), operators.to_owned());
        self
    }

    pub fn before(mut self, content: &str) -> Self {
        self.before.push_str(content);
        self
    }

    pub fn behind(mut self, content: &str) -> Self {
        self.behind.push_str(content);
        self
    }

    pub fn page(mut self, entries: &str) -> Self {
        self.page.push_str(entries);
        self
    }

    /// Another media box: left, bottom, right, top.
    pub fn media_box(mut self, edges: &str) -> Self {
        self.media_box = Some(edges.to_owned());
        self
    }

    /// More fonts, beside /F.
    pub fn fonts(mut self, entries: &str) -> Self {
        self.fonts.push_str(entries);
        self
    }

    pub fn resources(mut self, entries: &str) -> Self {
        self.resources.push_str(entries);
        self
    }

    pub fn catalog(mut self, entries: &str) -> Self {
        self.catalog.push_str(entries);
        self
    }

    pub fn object(mut self, object: &str) -> Self {
        self.objects.push(object.to_owned());
        self
    }

    pub fn stream(self, entries: &str, data: &str) -> Self {
        self.object(&stream(entries, data))
    }

    /// The number of the next object, which makes names that nobody else has.
    pub fn next(&self) -> usize {
        FREE + self.objects.len()
    }

    /// Names the next object in one of the dictionaries of the page's resources: `Font`, `XObject`, `Pattern`, `Properties`.
    pub fn named(mut self, kind: &'static str, name: &str) -> Self {
        let entry = format!("/{name} {} 0 R ", self.next());
        self.named.entry(kind).or_default().push_str(&entry);
        self
    }

    /// An annotation of the page.
    pub fn annotation(mut self, entries: &str) -> Self {
        self.annotations.push(format!("{} 0 R", self.next()));
        self.object(&format!("<< /Type /Annot {entries} >>"))
    }

    /// A field of a form to be filled in, with its widget.
    pub fn widget(mut self, entries: &str) -> Self {
        self.widgets.push(format!("{} 0 R", self.next()));
        self.annotation(&format!("/Subtype /Widget {entries}"))
    }

    /// A layer that is off, of this name in the content.
    pub fn hidden_layer(mut self, name: &str) -> Self {
        self = self.named("Properties", name);
        self.hidden_layers.push(format!("{} 0 R", self.next()));
        self.object("<< /Type /OCG /Name (draft) >>")
    }

    /// A layer that is printed, and not shown on the screen, of this name in the content.
    pub fn print_layer(mut self, name: &str) -> Self {
        self = self.named("Properties", name);
        self.print_layers.push(format!("{} 0 R", self.next()));
        self.object(
            "<< /Type /OCG /Name (print) /Usage << /View << /ViewState /OFF >> /Print << /PrintState /ON >> >> >>",
        )
    }

    /// The entries of the catalogue for widgets and layers.
    fn catalog_entries(&self) -> String {
        let mut entries = self.catalog.clone();
        if !self.widgets.is_empty() {
            let fields = self.widgets.join(" ");
            let _ = write!(
                entries,
                " /AcroForm << /Fields [{fields}] /DA (/F 8 Tf 0 g) /DR << /Font << /F 5 0 R >> >> >>"
            );
        }
        if !self.hidden_layers.is_empty() || !self.print_layers.is_empty() {
            let (hidden, printed) = (self.hidden_layers.join(" "), self.print_layers.join(" "));
            let _ = write!(
                entries,
                " /OCProperties << /OCGs [{hidden} {printed}] /D << /OFF [{hidden}] /AS [\
                 << /Event /View /Category [/View] /OCGs [{printed}] >> \
                 << /Event /Print /Category [/Print] /OCGs [{printed}] >>] >> >>"
            );
        }
        entries
    }

    /// The objects of the document, from number 1: catalogue, pages, page, content, fonts.
    pub fn objects(&self) -> Vec<String> {
        let media_box = self
            .media_box
            .clone()
            .unwrap_or_else(|| format!("0 0 {WIDTH} {HEIGHT}"));
        let mut fonts = self.fonts.clone();
        let mut resources = self.resources.clone();
        for (kind, entries) in &self.named {
            if *kind == "Font" {
                fonts.push_str(entries);
            } else {
                let _ = write!(resources, " /{kind} << {entries} >>");
            }
        }
        let mut page = self.page.clone();
        if !self.annotations.is_empty() {
            let _ = write!(page, " /Annots [{}]", self.annotations.join(" "));
        }
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog_entries()),
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Contents 4 0 R {page} /Resources << /Font << /F 5 0 R {fonts} >> {resources} >> >>"
            ),
            stream("", &self.content()),
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>".to_owned(),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
             /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>"
                .to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 \
             /Descent -120 /CapHeight 880 /StemV 93 >>"
                .to_owned(),
        ];
        objects.resize(FREE - 1, "null".to_owned());
        objects.extend(self.objects.iter().cloned());
        objects
    }

    /// A document of these forms, one a page; what is not their text is the first one's.
    pub fn pdf_of(forms: &[Self]) -> Vec<u8> {
        let mut objects = forms[0].objects();
        let first = objects.len() + 1;
        let page = objects[2].clone();
        let kids: Vec<String> = (0..forms.len()).map(|at| format!("{} 0 R", first + 2 * at)).collect();
        objects[1] = format!("<< /Type /Pages /Count {} /Kids [{}] >>", forms.len(), kids.join(" "));
        for (at, form) in forms.iter().enumerate() {
            objects.push(page.replace("/Contents 4 0 R", &format!("/Contents {} 0 R", first + 2 * at + 1)));
            objects.push(stream("", &form.content()));
        }
        super::pdf(&objects)
    }

    /// The document.
    pub fn pdf(&self) -> Vec<u8> {
        super::pdf(&self.objects())
    }

    fn content(&self) -> String {
        let mut content = format!("{}\n0.5 w\n{}", self.before, lines());
        for (x, y, size, field, text) in HEADING {
            let shown = self.shown.get(field).cloned().unwrap_or_else(|| show(text));
            let _ = writeln!(content, "BT /F {size} Tf {x} {y} Td {shown} ET");
        }
        for (at, (column, row, columns, rows, _, text)) in CELLS.into_iter().enumerate() {
            let (x, y, ..) = edges(column, row, columns, rows);
            let shown = self.shown.get(&name(at)).cloned().unwrap_or_else(|| show(text));
            let _ = writeln!(content, "BT /F {SIZE} Tf {} {} Td {shown} ET", x + INSET.0, y + INSET.1);
        }
        content.push_str(&self.behind);
        content
    }
}

/// The lines of the table.
pub fn lines() -> String {
    let mut lines = String::new();
    for (column, row, columns, rows, ..) in CELLS {
        let (x0, y0, x1, y1) = edges(column, row, columns, rows);
        let _ = writeln!(lines, "{x0} {y0} {} {} re S", x1 - x0, y1 - y0);
    }
    lines
}

/// The operator that shows a text in /F.
pub fn show(text: &str) -> String {
    let mut hex = String::new();
    for unit in text.encode_utf16() {
        let _ = write!(hex, "{unit:04X}");
    }
    format!("<{hex}> Tj")
}

/// The cell of a field: left, bottom, right, top.
pub fn cell(field: &str) -> (u32, u32, u32, u32) {
    let found = CELLS.iter().find(|cell| cell.4 == field);
    let (column, row, columns, rows, ..) = *found.unwrap();
    edges(column, row, columns, rows)
}

/// The field of a cell; for a label, a name by its number.
pub(super) fn name(at: usize) -> String {
    match CELLS[at].4 {
        "" => format!("label {at} {}", CELLS[at].5),
        field => field.to_owned(),
    }
}

/// The frame of the table: left, bottom, right, top.
pub const FRAME: (u32, u32, u32, u32) = (COLUMNS[0], TOP - 11 * ROW, COLUMNS[8], TOP);

pub(super) fn edges(column: usize, row: u32, columns: usize, rows: u32) -> (u32, u32, u32, u32) {
    (
        COLUMNS[column],
        TOP - (row + rows) * ROW,
        COLUMNS[column + columns],
        TOP - row * ROW,
    )
}

pub fn stream(entries: &str, data: &str) -> String {
    format!("<< {entries} /Length {} >>\nstream\n{data}\nendstream", data.len())
}
