//! Links as formulas: a sheet may hold only 65,530 links of the other kind, and a run has more findings.

use std::path::{Component, Path, PathBuf};

/// A string in a formula may have so many characters, and so may a link.
const LONGEST_STRING: usize = 255;

/// What stands between an archive and the path of its member.
const MEMBER: &str = "!/";

/// The formula that shows a text and leads somewhere; `None` where the place is too long to be one.
pub(super) fn hyperlink(target: &str, shown: &str) -> Option<String> {
    let target = quoted(target)?;
    // A page number stays a number, so that it sorts as one.
    let is_number = !shown.is_empty() && shown.len() < 10 && shown.bytes().all(|byte| byte.is_ascii_digit());
    let shown = if is_number { shown.to_owned() } else { quoted(shown)? };
    Some(format!("=HYPERLINK({target},{shown})"))
}

fn quoted(text: &str) -> Option<String> {
    (text.chars().count() <= LONGEST_STRING).then(|| format!("\"{}\"", text.replace('"', "\"\"")))
}

/// A cell of this workbook.
pub(super) fn cell(sheet: &str, row: u32, column: usize) -> String {
    format!("#'{sheet}'!{}{}", letters(column), row + 1)
}

/// The letters of a column from 0.
fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column))
    }
}

/// The way from the folder of the workbook to a file, at a page if one is given; a member of an archive leads to the archive.
pub(super) fn document(folder: &Path, file: &str, page: Option<u32>) -> String {
    let (file, page) = match file.split_once(MEMBER) {
        Some((archive, _)) => (archive, None),
        None => (file, page),
    };
    let path = way(&plain(folder), &plain(Path::new(file)));
    let page = page.map_or_else(String::new, |page| format!("#page={page}"));
    // What a link would take for its own signs.
    format!("{}{page}", path.replace('%', "%25").replace('#', "%23"))
}

/// Absolute, without `.` and `..`: the shorter of the two would mean another place from another folder.
pub(in crate::report) fn plain(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The way from one folder to another, or to a file; both absolute.
pub(in crate::report) fn way(from: &Path, to: &Path) -> String {
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    // Another drive: there is no way but the whole one.
    let nothing_shared = shared == 0;
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared);
    let down = down.map(|component| component.as_os_str().to_string_lossy().into_owned());
    if nothing_shared {
        return to.to_string_lossy().replace('\\', "/");
    }
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_from_the_folder_of_the_workbook() {
        let table = [
            ("out", "archive/a.pdf", Some(3), "../archive/a.pdf#page=3"),
            ("out/deep", "./archive/a b.pdf", None, "../../archive/a b.pdf"),
            (
                "archive/../out",
                "archive/复核#1 100%.pdf",
                Some(1),
                "../archive/复核%231 100%25.pdf#page=1",
            ),
            (".", "a.pdf", None, "a.pdf"),
            ("out", "x.zip!/in/a.pdf", Some(2), "../x.zip"),
        ];
        for (folder, file, page, link) in table {
            assert_eq!(document(Path::new(folder), file, page), link);
        }
    }

    #[test]
    fn a_text_cannot_get_out_of_its_quotes() {
        assert_eq!(
            hyperlink("a\"b.pdf", "x\",1)&CMD(\"").as_deref(),
            Some("=HYPERLINK(\"a\"\"b.pdf\",\"x\"\",1)&CMD(\"\"\")")
        );
        assert_eq!(hyperlink("a", "12").as_deref(), Some("=HYPERLINK(\"a\",12)"));
        assert_eq!(hyperlink(&"长".repeat(256), "x"), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(cell("疑点 2", 4, 0), "#'疑点 2'!A5");
        assert_eq!([25, 26, 51, 52].map(letters), ["Z", "AA", "AZ", "BA"]);
    }
}
