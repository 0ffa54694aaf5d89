//! Counts -> charts: plain SVG in the page, coloured by its style sheet, with the figures in the text for whoever does not see them.

use maud::{Markup, html};

/// Height of the columns' drawing; the style sheet scales it.
const HEIGHT: u64 = 150;

/// Its width, where it stands beside another one, and where it has the whole page.
pub(super) const HALF: u64 = 400;
pub(super) const WHOLE: u64 = 830;

/// Room below the columns for their labels, and above for the highest count.
const FOOT: u64 = 18;
const HEAD: u64 = 16;

/// Thousandths of the width of a column that stay free beside it.
const GAP: u64 = 180;

/// So many columns have room for a count each; of more, the highest one has it.
const ALL_COUNTED: usize = 14;

/// One row of a bar chart.
pub(super) struct Bar<'a> {
    pub label: Markup,
    pub count: u64,
    /// A class of the style sheet, for its colour.
    pub class: &'a str,
    /// The address of the findings of what it counts.
    pub address: String,
}

/// Bars lying one below the other, as a table: label, bar, count.
pub(super) fn bars(rows: &[Bar]) -> Markup {
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
    html! {
        table.bars {
            @for row in rows {
                tr {
                    th scope="row" { a href=(row.address) { (row.label) } }
                    td.bar aria-hidden="true" {
                        a href=(row.address) tabindex="-1" {
                            svg viewBox="0 0 1000 12" preserveAspectRatio="none" {
                                rect.track x="0" y="0" width="1000" height="12" {}
                                rect class=(row.class) x="0" y="0" width=(share(row.count, most, 1000)) height="12" {}
                            }
                        }
                    }
                    td.count { (row.count) }
                }
            }
        }
    }
}

/// One column.
pub(super) struct Column {
    /// What it counts.
    pub name: String,
    /// What stands below it; not every column has room for that.
    pub label: Option<String>,
    pub count: u64,
    pub is_marked: bool,
    /// The address of the findings of what it counts.
    pub address: String,
}

/// Columns side by side, each a way to what it counts.
pub(super) fn columns(columns: &[Column], width: u64, description: &str) -> Markup {
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0).max(1);
    let slot = 1000 * width / (columns.len() as u64).max(1);
    let floor = HEIGHT - FOOT;
    html! {
        svg.columns viewBox={ "0 0 " (width) " " (HEIGHT) } role="group" aria-label=(description) {
            line.axis x1="0" y1=(floor) x2=(width) y2=(floor) {}
            @for (place, column) in (0_u64..).zip(columns) {
                @let left = place * slot;
                @let middle = thousandths(left + slot / 2);
                @let tall = share(column.count, most, floor - HEAD).max(u64::from(column.count > 0));
                @let drawn = html! {
                    title { (column.name) }
                    rect class=(if column.is_marked { "column marked" } else { "column" })
                        x=(thousandths(left + slot * GAP / 2000)) y=(floor - tall)
                        width=(thousandths(slot - slot * GAP / 1000)) height=(tall) {}
                    // The whole height answers to the pointer, however low the column.
                    rect.touch x=(thousandths(left)) y="0" width=(thousandths(slot)) height=(floor) {}
                };
                g {
                    @if column.count > 0 { a href=(column.address) aria-label=(column.name) { (drawn) } } @else { (drawn) }
                    @if let Some(label) = &column.label {
                        text x=(middle) y=(HEIGHT - 5) { (label) }
                    }
                    @if column.count == most || columns.len() <= ALL_COUNTED && column.count > 0 {
                        text.peak x=(middle) y=(floor - tall - 4) { (column.count) }
                    }
                }
            }
        }
    }
}

/// The part of `whole` that a count is of the largest one.
fn share(count: u64, most: u64, whole: u64) -> u64 {
    count.saturating_mul(whole) / most.max(1)
}

/// Thousandths, as a decimal.
fn thousandths(number: u64) -> String {
    format!("{}.{:03}", number / 1000, number % 1000)
}

/// The address of the findings that a filter leaves.
pub(super) fn address(filter: &str, value: &str) -> String {
    let taken_for_signs =
        |c: char| matches!(c, '%' | '&' | '+' | '#' | '=' | '"') || c.is_whitespace() || c.is_control();
    let mut address = format!("#{filter}=");
    for c in value.chars() {
        if taken_for_signs(c) {
            let mut bytes = [0; 4];
            address.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            address.push(c);
        }
    }
    address
}

/// A share in percent with one decimal, rounded down: 99.9% is not all of it.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let tenths = share(part, whole, 1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_not_all_of_it_is_not_called_so() {
        assert_eq!(percent(9_999, 10_000), "99.9");
        assert_eq!(percent(3, 3), "100.0");
        assert_eq!(percent(0, 0), "0.0");
    }

    #[test]
    fn an_address_holds_any_name() {
        assert_eq!(address("department", "某局"), "#department=某局");
        assert_eq!(address("department", "a&b=1+ %"), "#department=a%26b%3D1%2B%20%25");
    }

    #[test]
    fn a_single_count_among_many_is_still_seen() {
        let column = |count| Column {
            name: String::new(),
            label: None,
            count,
            is_marked: false,
            address: String::new(),
        };
        let drawn = columns(&[column(1), column(1_000_000)], HALF, "").into_string();
        assert!(drawn.contains("height=\"1\""), "{drawn}");
    }
}
