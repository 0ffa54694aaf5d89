//! The drawings on the first sheet: findings of the departments beside the forms of each grade.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType,
    Color, Worksheet, XlsxError,
};

use super::columns::OVERVIEW;
use crate::language::Language;
use crate::messages::Message;
use crate::report::wording::severity_message;
use crate::rules::Severity;

/// Rows of 20 pixels that are left free for the drawings.
pub(super) const CHART_ROWS: usize = 22;

/// Their size in pixels, and the columns in which they begin.
const HEIGHT: u32 = 420;
const WIDTHS: [u32; 2] = [560, 520];
const COLUMNS: [u16; 2] = [0, 2];

/// Columns with what they show.
const NAMES: u16 = 0;
const COUNTS: u16 = 2;
const SEVERITIES: u16 = 3;

/// Space between two bars, in hundredths of their breadth.
const GAP: u16 = 60;

/// In points.
const TITLE_SIZE: f64 = 12.0;

/// Of severities, gravest first, of forms, and of the lines behind.
const INKS: [u32; 3] = [0xB4_2A_2A, 0xD9_98_1F, 0x4A_7F_BE];
const FORMS_INK: u32 = 0x2F_4A_6D;
const GRID_INK: u32 = 0xE2_E6_EB;

/// Where on the sheet stands what is drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// First and last row of the departments, and of the grades.
    pub(super) departments: (u32, u32),
    pub(super) grades: (u32, u32),
    /// The first row of the room for the drawings.
    pub(super) charts: u32,
}

pub(super) fn draw(sheet: &mut Worksheet, drawn: &Drawn, language: Language) -> Result<(), XlsxError> {
    let name = OVERVIEW.get(language);
    let (first, last) = drawn.departments;
    let title = Message::WorkbookDepartmentsChart.text(language);
    let mut departments = chart(ChartType::BarStacked, title, WIDTHS[0]);
    for ((severity, ink), column) in Severity::ALL.into_iter().zip(INKS).zip(SEVERITIES..) {
        let series = departments.add_series();
        series
            .set_name(severity_message(severity).text(language))
            .set_categories((name, first, NAMES, last, NAMES))
            .set_values((name, first, column, last, column))
            .set_gap(GAP)
            .set_format(&mut filled(ink));
    }
    departments.legend().set_position(ChartLegendPosition::Bottom);
    // The first row is the uppermost bar, and each has its name. The two axes of bars are exchanged.
    departments.y_axis().set_reverse().set_label_interval(1);
    departments.x_axis().set_label_position(ChartAxisLabelPosition::High);
    sheet.insert_chart(drawn.charts, COLUMNS[0], &departments)?;

    let (first, last) = drawn.grades;
    let title = Message::WorkbookGradesChart.text(language);
    let mut grades = chart(ChartType::Column, title, WIDTHS[1]);
    let series = grades.add_series();
    series
        .set_categories((name, first, NAMES, last, NAMES))
        .set_values((name, first, COUNTS, last, COUNTS))
        .set_gap(GAP)
        .set_format(&mut filled(FORMS_INK));
    grades.legend().set_hidden();
    sheet.insert_chart(drawn.charts, COLUMNS[1], &grades)?;
    Ok(())
}

fn chart(kind: ChartType, title: &str, width: u32) -> Chart {
    let mut chart = Chart::new(kind);
    let mut font = ChartFont::new();
    chart.title().set_name(title).set_font(font.set_size(TITLE_SIZE));
    let grid = ChartLine::new().set_color(Color::RGB(GRID_INK)).clone();
    let across = chart.x_axis();
    across.set_major_gridlines_line(&grid).set_major_gridlines(false);
    chart.y_axis().set_major_gridlines_line(&grid);
    chart.set_width(width).set_height(HEIGHT);
    chart
}

fn filled(ink: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(ink)));
    format
}
