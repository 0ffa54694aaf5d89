//! What the rules of the form prescribe: dated data with its source, nothing computed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One grade, from its least total up to the next better grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeBand {
    /// The grade as the tables name it.
    pub grade: String,
    /// Other names that forms print for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// The least total of the grade, included; `None` for the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
}

impl GradeBand {
    /// Whether the text names this grade.
    pub fn is_named(&self, text: &str) -> bool {
        text == self.grade || self.synonyms.iter().any(|synonym| synonym == text)
    }
}

/// The parameters of one set of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Parameters {
    /// The year since which they hold.
    pub year: u16,
    /// Title and number of the document that they come from.
    pub source: String,
    /// The 分值 of all parts together.
    pub full_marks: u32,
    /// The grades, best first.
    pub grades: Vec<GradeBand>,
}

/// The Ministry of Finance's measures for project evaluation: 100 points in all, and four grades.
impl Default for Parameters {
    fn default() -> Self {
        let band = |grade: &str, synonym: &str, from| GradeBand {
            grade: grade.to_owned(),
            synonyms: vec![synonym.to_owned()],
            from,
        };
        Self {
            year: 2020,
            source: "财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）".to_owned(),
            full_marks: 100,
            grades: vec![
                band("优", "优秀", Some(90)),
                band("良", "良好", Some(80)),
                band("中", "中等", Some(60)),
                band("差", "较差", None),
            ],
        }
    }
}

impl Parameters {
    /// The grade of a total.
    pub fn grade_of(&self, total: Decimal) -> Option<&GradeBand> {
        let reaches = |band: &&GradeBand| band.from.is_none_or(|from| total >= Decimal::from(from));
        self.grades.iter().find(reaches)
    }

    /// Those that hold in a year: the latest of that year or before; the earliest for years before all, the latest where the year is unknown.
    pub fn of_year(all: &[Self], year: Option<u16>) -> Option<&Self> {
        let year = year.unwrap_or(u16::MAX);
        let begun = all.iter().filter(|parameters| parameters.year <= year);
        begun
            .max_by_key(|parameters| parameters.year)
            .or_else(|| all.iter().min_by_key(|parameters| parameters.year))
    }

    /// The grade that a text names.
    pub fn grade_named(&self, text: &str) -> Option<&GradeBand> {
        self.grades.iter().find(|band| band.is_named(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_begins_with_its_least_total() {
        let grade = |total: &str| {
            let total = total.parse().unwrap();
            Parameters::default().grade_of(total).unwrap().grade.clone()
        };
        let table = [
            ("100", "优"),
            ("90", "优"),
            ("90.00", "优"),
            ("89.99", "良"),
            ("80", "良"),
            ("79.99", "中"),
            ("60", "中"),
            ("59.99", "差"),
            ("0", "差"),
        ];
        for (total, expected) in table {
            assert_eq!(grade(total), expected, "of {total}");
        }
    }

    #[test]
    fn bands_stand_best_first_and_end_open() {
        let bands = Parameters::default().grades;
        assert!(bands.is_sorted_by(|better, worse| better.from > worse.from));
        assert_eq!(bands.last().unwrap().from, None);
    }

    #[test]
    fn the_latest_measures_of_a_year_hold() {
        let since = |year| Parameters {
            year,
            ..Parameters::default()
        };
        let all = [since(2020), since(2011), since(2024)];
        let of_year = |year| Parameters::of_year(&all, year).unwrap().year;
        let table = [(Some(2023), 2020), (Some(2024), 2024), (Some(2001), 2011), (None, 2024)];
        for (year, expected) in table {
            assert_eq!(of_year(year), expected, "{year:?}");
        }
    }
}
