//! How the forms of each department are distributed -> a table of drawings, one line a department, so that who scores itself otherwise than
//! the others is seen at a glance.

use std::cmp::Reverse;

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ReportText as Text;
use super::chart::{address, percent};
use crate::across::{Measure, Statistic};
use crate::language::Language;
use crate::report::distributions::Distribution;

/// Most departments that are drawn: those with the most forms. cross.csv has all.
const MOST_DRAWN: usize = 300;

/// So many of them are seen at once, and the findings below stay near.
const SEEN_AT_ONCE: usize = 12;

/// Where an axis may begin, and its steps from there to 100: the first one that begins below all values is taken.
const AXES: [(u32, usize); 5] = [(90, 5), (80, 5), (60, 10), (40, 20), (20, 20)];

/// The axis where some value is lower than all of these.
const WHOLE_AXIS: (u32, usize) = (0, 25);

/// Where all axes end: a full score, a whole budget. What is beyond is drawn at the end.
const AXIS_END: u32 = 100;

/// Width of a drawing in units of its own, thousandths of the axis, and its height.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 20;

/// Width of the median's mark; a box is at least as wide.
const MARK: u64 = 10;

/// Below so many forms there is no half of them to speak of: each is a point.
const LEAST_FOR_BOX: u64 = 5;

/// What stands on the axis, from left to right.
const MARKS: [Statistic; 5] = [
    Statistic::Min,
    Statistic::LowerQuartile,
    Statistic::Median,
    Statistic::UpperQuartile,
    Statistic::Max,
];

/// Those of the departments that are drawn.
#[derive(Debug, Default)]
pub(super) struct Departments {
    /// Not many more than are drawn.
    kept: Vec<Department>,
    all: usize,
}

#[derive(Debug)]
struct Department {
    name: String,
    /// Scores and rates, as in [`Measure::ALL`].
    spreads: [Option<Spread>; 2],
}

/// One distribution.
#[derive(Debug, Clone, Copy)]
struct Spread {
    count: u64,
    marks: [Decimal; 5],
    nearly_full: u64,
}

impl Departments {
    /// Adds a department, in the order of the table.
    pub(super) fn add(&mut self, distribution: &Distribution) {
        self.all += 1;
        self.kept.push(Department::of(distribution));
        if self.kept.len() > 2 * MOST_DRAWN {
            self.keep_most();
        }
    }

    /// Keeps those that are drawn, most forms first; of as many forms, in the order of the table.
    fn keep_most(&mut self) {
        self.kept.sort_by_key(|department| Reverse(department.count()));
        self.kept.truncate(MOST_DRAWN);
    }

    /// The figure; nothing where no forms were compared.
    pub(super) fn draw(mut self, language: Language) -> Markup {
        if self.kept.is_empty() {
            return html! {};
        }
        self.keep_most();
        let say = |text: Text| text.text(language);
        let axes = Measure::ALL.map(|measure| self.axis(measure));
        let separator = if language == Language::Zh { "；" } else { "; " };
        let (seen, others) = self.kept.split_at(SEEN_AT_ONCE.min(self.kept.len()));
        html! {
            figure.departments {
                figcaption {
                    h2 { (say(Text::DepartmentsChart)) }
                    p.remark { (say(Text::DepartmentsNote)) (separator) (say(Text::DepartmentsPoints)) }
                    @if self.all > self.kept.len() {
                        p.remark { (Text::DepartmentsLeftOut.fill(language, &[("shown", &self.kept.len()), ("all", &self.all)])) }
                    }
                }
                (table(seen, axes, language))
                @if !others.is_empty() {
                    details {
                        summary { (Text::DepartmentsMore.fill(language, &[("count", &others.len())])) }
                        (table(others, axes, language))
                    }
                }
            }
        }
    }

    fn axis(&self, measure: Measure) -> (u32, usize) {
        let spreads = self.kept.iter().filter_map(|department| department.spread(measure));
        let least = spreads.flat_map(|spread| spread.marks).min().unwrap_or_default();
        let below = AXES.into_iter().find(|(from, _)| Decimal::from(*from) <= least);
        below.unwrap_or(WHOLE_AXIS)
    }
}

fn table(departments: &[Department], axes: [(u32, usize); 2], language: Language) -> Markup {
    let say = |text: Text| text.text(language);
    let counts = [Text::Forms, Text::DepartmentsRated];
    html! {
        table {
            thead { tr {
                th scope="col" { (say(Text::Department)) }
                @for ((measure, axis), count) in Measure::ALL.into_iter().zip(axes).zip(counts) {
                    th.count scope="col" { (say(count)) }
                    th.spread scope="col" {
                        (say(measure_name(measure)))
                        div.scale aria-hidden="true" { @for tick in ticks(axis) { span { (tick) } } }
                    }
                    th.count scope="col" { (say(Text::Median)) }
                    th.count scope="col" { (say(Text::NearlyFull)) }
                }
            } }
            tbody { @for department in departments { (department.row(axes, language)) } }
        }
    }
}

fn measure_name(measure: Measure) -> Text {
    match measure {
        Measure::Score => Text::TotalScore,
        Measure::Rate => Text::FieldRate,
    }
}

fn ticks((from, step): (u32, usize)) -> impl Iterator<Item = u32> {
    (from..=AXIS_END).step_by(step)
}

impl Department {
    fn of(distribution: &Distribution) -> Self {
        let spreads = Measure::ALL.map(|measure| Spread::of(distribution, measure));
        Self {
            name: distribution.department.clone(),
            spreads,
        }
    }

    fn spread(&self, measure: Measure) -> Option<Spread> {
        let [scores, rates] = self.spreads;
        match measure {
            Measure::Score => scores,
            Measure::Rate => rates,
        }
    }

    fn count(&self) -> u64 {
        let counts = self.spreads.iter().flatten().map(|spread| spread.count);
        counts.max().unwrap_or(0)
    }

    fn row(&self, axes: [(u32, usize); 2], language: Language) -> Markup {
        let name = if self.name.is_empty() {
            Text::NotStated.text(language)
        } else {
            &self.name
        };
        html! {
            tr {
                th scope="row" { a href=(address("department", &self.name)) { (name) } }
                @for (measure, axis) in Measure::ALL.into_iter().zip(axes) {
                    @match self.spread(measure) {
                        Some(spread) => (spread.cells(measure, axis, language)),
                        None => { td {} td.spread {} td {} td {} }
                    }
                }
            }
        }
    }
}

impl Spread {
    /// `None` where no form states the measure.
    fn of(distribution: &Distribution, measure: Measure) -> Option<Self> {
        let number = |statistic| distribution.get(measure, statistic)?.parse::<Decimal>().ok();
        let mut marks = [Decimal::ZERO; MARKS.len()];
        for (mark, statistic) in marks.iter_mut().zip(MARKS) {
            *mark = number(statistic)?;
        }
        Some(Self {
            count: number(Statistic::Count)?.to_u64()?,
            marks,
            nearly_full: number(Statistic::AtLeast99)?.to_u64()?,
        })
    }

    fn cells(&self, measure: Measure, axis: (u32, usize), language: Language) -> Markup {
        let [.., median, _, _] = self.marks;
        let head = |text: Text| format!("{} · {}", measure_name(measure).text(language), text.text(language));
        let share = percent(self.nearly_full, self.count);
        html! {
            td.count data-head=(head(Text::Forms)) { (self.count) }
            td.spread data-head=(measure_name(measure).text(language)) { (self.drawing(axis, language)) }
            td.count data-head=(head(Text::Median)) { (median) }
            td.count data-head=(head(Text::NearlyFull)) { (share) "%" }
        }
    }

    /// A line from the least to the greatest, on it a box with half of all, in it the median.
    fn drawing(&self, axis: (u32, usize), language: Language) -> Markup {
        let [min, lower, median, upper, max] = self.marks;
        let told = Text::SpreadTold.fill(
            language,
            &[
                ("min", &min),
                ("lower", &lower),
                ("median", &median),
                ("upper", &upper),
                ("max", &max),
            ],
        );
        let at = |value: Decimal| along(value, axis.0);
        let bar = |class: &str, from: u64, width: u64, height: u64| {
            // What would stick out at the end is moved in.
            let x = from.min(WIDTH.saturating_sub(width));
            html! { rect class=(class) x=(x) y=((HEIGHT - height) / 2) width=(width) height=(height) {} }
        };
        html! {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(told) {
                title { (told) }
                @for tick in ticks(axis) { (bar("grid", at(tick.into()), 2, HEIGHT)) }
                @if self.count < LEAST_FOR_BOX {
                    @for point in self.points() { (bar("median", at(point).saturating_sub(MARK / 2), MARK, 8)) }
                } @else {
                    (bar("whole", at(min), (at(max) - at(min)).max(MARK), 2))
                    (bar("half", at(lower), (at(upper) - at(lower)).max(MARK), 12))
                    (bar("median", at(median).saturating_sub(MARK / 2), MARK, 18))
                }
            }
        }
    }

    /// The values themselves, of fewer than five: the quartiles lie between neighbours, at known parts of the way.
    fn points(&self) -> Vec<Decimal> {
        let [min, lower, median, upper, max] = self.marks;
        let third = |part: Decimal| part * Decimal::from(4) / Decimal::from(3);
        match self.count {
            1 => vec![min],
            2 => vec![min, max],
            3 => vec![min, median, max],
            _ => vec![min, min + third(lower - min), max - third(max - upper), max],
        }
    }
}

/// Where a value stands on an axis from there on.
fn along(value: Decimal, from: u32) -> u64 {
    let span = Decimal::from(AXIS_END.saturating_sub(from).max(1));
    let share = (value - Decimal::from(from)) * Decimal::from(WIDTH) / span;
    share.clamp(Decimal::ZERO, Decimal::from(WIDTH)).to_u64().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_five_forms_are_points_where_each_of_them_stands() {
        let spread = |count, marks: [&str; 5]| Spread {
            count,
            marks: marks.map(|mark| mark.parse().unwrap()),
            nearly_full: 0,
        };
        let points = |spread: Spread| {
            spread
                .points()
                .iter()
                .map(|point| point.round_dp(4).normalize().to_string())
                .collect::<Vec<_>>()
        };
        let of_four = spread(4, ["90", "96.75", "99.25", "99.625", "100"]);
        assert_eq!(points(of_four), ["90", "99", "99.5", "100"]);
        assert_eq!(points(spread(3, ["1", "1.5", "2", "3", "4"])), ["1", "2", "4"]);
        let drawn = |spread: Spread| spread.drawing((60, 10), Language::Zh).into_string();
        assert!(!drawn(of_four).contains("half"));
        assert!(drawn(spread(5, ["90", "91", "92", "93", "94"])).contains("half"));
    }

    #[test]
    fn values_stand_where_the_axis_says_and_what_is_beyond_it_at_its_end() {
        let table = [
            ("60", 0),
            ("80", 500),
            ("99.5", 987),
            ("100", 1000),
            ("130", 1000),
            ("-5", 0),
        ];
        for (value, place) in table {
            assert_eq!(along(value.parse().unwrap(), 60), place, "{value}");
        }
    }

    #[test]
    fn an_axis_begins_below_all_values_and_ends_with_a_tick() {
        let department = |min: &str| Department {
            name: String::new(),
            spreads: [
                Some(Spread {
                    count: 1,
                    marks: [min.parse().unwrap(); 5],
                    nearly_full: 0,
                }),
                None,
            ],
        };
        let table = [("95", 90), ("90", 90), ("89.9", 80), ("61", 60), ("7", 0), ("-3", 0)];
        for (min, from) in table {
            let departments = Departments {
                kept: vec![department("99"), department(min)],
                all: 2,
            };
            let axis = departments.axis(Measure::Score);
            assert_eq!(axis.0, from, "{min}");
            assert_eq!(ticks(axis).last(), Some(AXIS_END));
        }
    }
}
