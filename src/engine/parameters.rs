//! What the rules of the form prescribe: dated data with its source, nothing computed.

use rust_decimal::Decimal;

/// Where parameters come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Title and number of the document.
    pub document: &'static str,
    /// The year since which it holds.
    pub year: u16,
}

/// One grade, from its least total up to the next better grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeBand {
    /// The grade as the tables name it.
    pub grade: &'static str,
    /// Other names that forms print for it.
    pub synonyms: &'static [&'static str],
    /// The least total of the grade, included; `None` for the last.
    pub from: Option<u32>,
}

impl GradeBand {
    /// Whether the text names this grade.
    pub fn is_named(&self, text: &str) -> bool {
        text == self.grade || self.synonyms.contains(&text)
    }
}

/// The parameters of one set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// The 分值 of all parts together.
    pub full_marks: u32,
    /// The grades, best first.
    pub grade_bands: &'static [GradeBand],
    /// Where they come from.
    pub source: Source,
}

/// The Ministry of Finance's measures for project evaluation: 100 points in all, and four grades.
const MEASURES_OF_2020: Parameters = Parameters {
    full_marks: 100,
    grade_bands: &[
        band("优", &["优秀"], Some(90)),
        band("良", &["良好"], Some(80)),
        band("中", &["中等"], Some(60)),
        band("差", &["较差"], None),
    ],
    source: Source {
        document: "财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）",
        year: 2020,
    },
};

const fn band(grade: &'static str, synonyms: &'static [&'static str], from: Option<u32>) -> GradeBand {
    GradeBand { grade, synonyms, from }
}

impl Default for Parameters {
    fn default() -> Self {
        MEASURES_OF_2020
    }
}

impl Parameters {
    /// The grade of a total.
    pub fn grade_of(&self, total: Decimal) -> Option<&'static GradeBand> {
        let reaches = |band: &&GradeBand| band.from.is_none_or(|from| total >= Decimal::from(from));
        self.grade_bands.iter().find(reaches)
    }

    /// The grade that a text names.
    pub fn grade_named(&self, text: &str) -> Option<&'static GradeBand> {
        self.grade_bands.iter().find(|band| band.is_named(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_begins_with_its_least_total() {
        let grade = |total: &str| {
            let total = total.parse().unwrap();
            Parameters::default().grade_of(total).unwrap().grade
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
        let bands = Parameters::default().grade_bands;
        assert!(bands.is_sorted_by(|better, worse| better.from > worse.from));
        assert_eq!(bands.last().unwrap().from, None);
    }
}
