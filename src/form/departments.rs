//! 主管部门: of several authorities that are printed, the one nearest to the unit that fills the form.

use super::blocks::Blocks;
use super::ledger::{Ledger, Role};
use super::model::{Field, FieldName};
use super::row::{Row, head_label};
use super::value::labelled;
use super::vocabulary::{Label, Part, cut_before_labels, label_and_value};
use crate::table::Cell;

/// The department, and what else is printed.
#[derive(Debug, Default)]
pub(super) struct Departments {
    /// The nearest to the unit that is not blank; blank where all are; `None` where none is printed.
    pub nearest: Option<Field>,
    /// The others, as printed, in the order of the page.
    pub others: Vec<String>,
}

/// How near to the unit an authority stands, the farthest first. A 主管部门 without a level is the form's own, unless a local one is named
/// beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Above,
    Province,
    Unnamed,
    Local,
    City,
    County,
}

/// Words in the labels, and what they say. 自治区 and 市县 come before the words that they hold.
const LEVELS: [(&str, Level); 17] = [
    ("上级", Level::Above),
    ("中央", Level::Above),
    ("国家", Level::Above),
    ("自治区", Level::Province),
    ("省", Level::Province),
    ("地方", Level::Local),
    ("市县", Level::County),
    ("区县", Level::County),
    ("旗县", Level::County),
    ("市（县", Level::County),
    ("市(县", Level::County),
    ("县", Level::County),
    ("旗", Level::County),
    ("区", Level::County),
    ("市", Level::City),
    ("州", Level::City),
    ("盟", Level::City),
];

/// An authority beside or behind its label: the whole cell, or a part of it.
#[derive(Debug, Clone, Copy)]
struct Printed<'t> {
    level: Level,
    cell: &'t Cell,
    text: &'t str,
}

/// Reads them. Where no 主管部门 is named, 部门 is it.
pub(super) fn read(blocks: &Blocks, ledger: &mut Ledger) -> Departments {
    let name = FieldName::single("department");
    let printed: Vec<Printed> = blocks.labelled().flat_map(printed_in).collect();
    let filled = printed.iter().filter(|p| !p.text.is_empty());
    // Of those of one level the first: a head may come again on the next page.
    let nearest = filled.min_by_key(|p| std::cmp::Reverse(p.level)).or(printed.first());
    let Some(nearest) = nearest else {
        let other = blocks
            .labelled()
            .find_map(|row| labelled(row, Label::OtherDepartment, name, ledger));
        return Departments {
            nearest: other,
            others: Vec::new(),
        };
    };
    let mut authorities = authorities(nearest.text);
    let last = authorities.pop().unwrap_or_default();
    let field = ledger.part(name, nearest.cell, last);
    let mut others: Vec<String> = Vec::new();
    for other in &printed {
        let is_nearest = std::ptr::eq(other.cell, nearest.cell) && other.text == nearest.text;
        let texts = if is_nearest {
            authorities.clone()
        } else {
            vec![other.text]
        };
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            ledger.quote(other.cell, text, Role::OtherColumn);
            if text != last && !others.iter().any(|known| known == text) {
                others.push(text.to_owned());
            }
        }
    }
    Departments {
        nearest: Some(field),
        others,
    }
}

/// The authorities that a row names.
fn printed_in<'t>(row: &Row<'t>) -> Vec<Printed<'t>> {
    let mut printed = Vec::new();
    for (at, cell) in row.own.iter().enumerate() {
        let text = cell.text();
        if head_label(text) != Some(Label::Department) {
            continue;
        }
        let beside = row.own.get(at + 1).filter(|next| head_label(next.text()).is_none());
        let parts: Vec<(&str, &str)> = cut_before_labels(Part::Head, text)
            .into_iter()
            .filter(|part| label_and_value(Part::Head, part).is_some_and(|(label, _)| label == Label::Department))
            .filter_map(|part| part.split_once([':', '：']))
            .collect();
        match (parts.as_slice(), beside) {
            ([] | [(_, "")], Some(beside)) => printed.push(Printed {
                level: level_of(text),
                cell: beside,
                text: beside.text(),
            }),
            (parts, _) => printed.extend(parts.iter().map(|(label, value)| Printed {
                level: level_of(label),
                cell,
                text: value.trim(),
            })),
        }
    }
    printed
}

/// 主管部门 alone, 业务主管部门 and 预算主管部门 name no level.
fn level_of(label: &str) -> Level {
    let found = LEVELS.iter().find(|(word, _)| label.contains(word));
    found.map_or(Level::Unnamed, |(_, level)| *level)
}

/// What parts two authorities in one cell.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '/', ' '];

/// How the names of authorities end.
const ENDS: [&str; 13] = [
    "部",
    "委",
    "局",
    "厅",
    "办",
    "院",
    "署",
    "会",
    "室",
    "政府",
    "中心",
    "人民银行",
    "联社",
];

/// 财政部 is the shortest name of one.
const SHORTEST_NAME: usize = 3;

/// The authorities that a text names, where each part of it is the name of one; else the whole text: a name may have such a mark in it.
fn authorities(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text
        .split(BETWEEN)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_name = |part: &&str| {
        part.chars().count() >= SHORTEST_NAME
            && ENDS.iter().any(|end| part.ends_with(end))
            && !part.contains(['(', ')', '（', '）'])
    };
    if parts.len() > 1 && parts.iter().all(is_name) {
        parts
    } else {
        vec![text]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_how_near_an_authority_is() {
        for (label, level) in [
            ("中央主管部门", Level::Above),
            ("自治区主管部门", Level::Province),
            ("省级主管部门", Level::Province),
            ("地方主管部门", Level::Local),
            ("市（县）主管部门", Level::County),
            ("市县主管部门", Level::County),
            ("市级主管部门", Level::City),
            ("区级主管部门", Level::County),
            ("主管部门及代码", Level::Unnamed),
        ] {
            assert_eq!(level_of(label), level, "{label}");
        }
    }

    #[test]
    fn authorities_are_parted_where_each_part_is_the_name_of_one() {
        assert_eq!(authorities("国家发展改革委、财政部"), ["国家发展改革委", "财政部"]);
        assert_eq!(
            authorities("国家体育总局/四川省体育局"),
            ["国家体育总局", "四川省体育局"]
        );
        for one in [
            "某市文化、广电局",
            "某局（市水利局、市农业局）",
            "财政部 130",
            "",
            "某县人民政府",
        ] {
            assert_eq!(authorities(one), [one], "{one}");
        }
    }
}
