//! Ways to put objects into a file, and ways in which files break: what repair brings back whole is `ok`, what is lost is `damaged`.

use std::fmt::Write as _;

use fuhe::audit::{AuditedForm, Status};

use crate::paper::form::{form, show};
use crate::{audited, findings, only_form, text, warnings};

/// A file in the making, and where its objects begin.
struct File {
    bytes: Vec<u8>,
    offsets: Vec<(usize, usize)>,
}

impl File {
    fn new(version: &str) -> Self {
        Self {
            bytes: format!("%PDF-{version}\n").into_bytes(),
            offsets: Vec::new(),
        }
    }

    fn object(&mut self, number: usize, object: &str) -> &mut Self {
        self.offsets.push((number, self.bytes.len()));
        self.bytes
            .extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
        self
    }

    /// A table of the objects so far, shifted by so many bytes; says where it begins.
    fn table(&mut self, trailer: &str, shift: usize) -> usize {
        let start = self.bytes.len();
        let mut entries = String::new();
        for (number, offset) in &self.offsets {
            let _ = write!(entries, "{number} 1\n{:010} 00000 n \n", offset + shift);
        }
        self.bytes.extend(
            format!("xref\n0 1\n0000000000 65535 f \n{entries}trailer\n<< /Root 1 0 R {trailer} >>\n").into_bytes(),
        );
        start
    }

    /// A table as a stream: the objects so far, and those in the object stream `holder`.
    fn stream_table(&mut self, number: usize, holder: usize, held: &[usize], entries: &str) -> usize {
        let start = self.bytes.len();
        let mut rows: Vec<(usize, [usize; 3])> = self
            .offsets
            .iter()
            .map(|(number, offset)| (*number, [1, *offset, 0]))
            .collect();
        rows.push((number, [1, start, 0]));
        rows.extend(
            held.iter()
                .enumerate()
                .map(|(index, number)| (*number, [2, holder, index])),
        );
        rows.sort_unstable();
        let (mut index, mut data) = (String::new(), String::new());
        for (number, [kind, a, b]) in rows {
            let _ = write!(index, "{number} 1 ");
            let _ = write!(data, "{kind:02X}{a:08X}{b:04X}");
        }
        let stream = format!(
            "<< /Type /XRef /Size 99 /W [1 4 2] /Index [{index}] /Filter /ASCIIHexDecode {entries} /Length {} >>\nstream\n{data}>\nendstream",
            data.len() + 1
        );
        self.object(number, &stream);
        start
    }

    fn end(&mut self, start: usize) -> Vec<u8> {
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        std::mem::take(&mut self.bytes)
    }

    /// The table of a first page, as it stands before its objects.
    fn table_bytes(mut self, rest: usize) -> Vec<u8> {
        self.table(&format!("/Size 21 /Prev {rest:010}"), 0);
        self.bytes
    }
}

/// An object stream of these objects.
fn object_stream(objects: &[(usize, &str)]) -> String {
    let (mut head, mut data) = (String::new(), String::new());
    for (number, object) in objects {
        let _ = write!(head, "{number} {} ", data.len());
        data.push_str(object);
        data.push('\n');
    }
    format!(
        "<< /Type /ObjStm /N {} /First {} /Length {} >>\nstream\n{head}{data}\nendstream",
        objects.len(),
        head.len(),
        head.len() + data.len()
    )
}

/// Objects with their numbers.
type Numbered<'o> = Vec<(usize, &'o str)>;

/// The form's objects, streams and others.
fn parted(objects: &[String]) -> (Numbered<'_>, Numbered<'_>) {
    let numbered = (1..).zip(objects.iter().map(String::as_str));
    numbered.partition(|(_, object)| object.contains("stream\n"))
}

fn assert_whole(bytes: Vec<u8>, executed: &str) {
    let read = only_form(bytes);
    assert_eq!(text(&read.form, "funds[0].executed"), executed);
    assert_eq!(text(&read.form, "grade"), "优");
    assert_eq!((warnings(&read), findings(&read)), (vec![], vec![]));
}

#[test]
fn objects_in_object_streams() {
    let objects = form().objects();
    let (streams, others) = parted(&objects);
    let mut file = File::new("1.5");
    for (number, object) in streams {
        file.object(number, object);
    }
    file.object(20, &object_stream(&others));
    let held: Vec<usize> = others.iter().map(|(number, _)| *number).collect();
    let start = file.stream_table(21, 20, &held, "/Root 1 0 R");
    assert_whole(file.end(start), "98.00");
}

#[test]
fn hybrid_references_to_objects_that_old_readers_do_not_see() {
    let objects = form().objects();
    let fonts: Vec<(usize, &str)> = (5..=7).map(|number| (number, objects[number - 1].as_str())).collect();
    let mut file = File::new("1.4");
    for number in 1..=4 {
        file.object(number, &objects[number - 1]);
    }
    let mut hidden = File {
        bytes: std::mem::take(&mut file.bytes),
        offsets: Vec::new(),
    };
    hidden.object(20, &object_stream(&fonts));
    let stream = hidden.stream_table(21, 20, &[5, 6, 7], "");
    file.bytes = hidden.bytes;
    let start = file.table(&format!("/Size 22 /XRefStm {stream}"), 0);
    assert_whole(file.end(start), "98.00");
}

#[test]
fn a_linearised_file_has_two_tables() {
    let objects = form().objects();
    let mut first = File::new("1.4");
    first.object(20, "<< /Linearized 1 /L 9999 /H [0 0] /O 3 /E 9999 /N 1 /T 9999 >>");
    // The table of the first page stands before its objects, and points on to that of the rest: lengths must be known beforehand.
    let length = |at: usize| {
        let mut trial = File::new("1.4");
        trial.offsets = (3..=7).map(|number| (number, at)).collect();
        trial.bytes.clear();
        trial.table(&format!("/Size 21 /Prev {:010}", 0), 0);
        trial.bytes.len() + "startxref\n0\n%%EOF\n".len()
    };
    let mut at = first.bytes.len() + length(0);
    let mut entries = Vec::new();
    for number in 3..=7 {
        entries.push((number, at));
        at += format!("{number} 0 obj\n{}\nendobj\n", objects[number - 1]).len();
    }
    let mut rest = File {
        bytes: vec![b' '; at],
        offsets: Vec::new(),
    };
    rest.object(1, &objects[0]).object(2, &objects[1]);
    let main = rest.table("/Size 3", 0);
    let table = File {
        bytes: Vec::new(),
        offsets: entries,
    }
    .table_bytes(main);
    let start = first.bytes.len();
    first.bytes.extend(table);
    first.bytes.extend(b"startxref\n0\n%%EOF\n");
    for number in 3..=7 {
        first.object(number, &objects[number - 1]);
    }
    assert_eq!(first.bytes.len(), at);
    first.bytes.extend(&rest.bytes[at..]);
    assert_whole(first.end(start), "98.00");
}

#[test]
fn of_several_updates_the_last_one_counts() {
    let (old, new) = (form().text("funds[0].executed", "55.00"), form());
    let mut file = File::new("1.4");
    for (number, object) in (1..).zip(old.objects()) {
        file.object(number, &object);
    }
    let first = file.table("/Size 20", 0);
    let mut bytes = file.end(first);
    file.bytes.append(&mut bytes);
    file.offsets.clear();
    file.object(4, &new.objects()[3]);
    let second = file.table(&format!("/Size 20 /Prev {first}"), 0);
    assert_whole(file.end(second), "98.00");
}

#[test]
fn a_table_that_is_wrong_or_missing_is_made_anew() {
    let written = |shift: usize| {
        let mut file = File::new("1.4");
        for (number, object) in (1..).zip(form().objects()) {
            file.object(number, &object);
        }
        let start = file.table("/Size 20", shift);
        (file.end(start), start)
    };
    assert_whole(written(13).0, "98.00");
    let (mut bytes, start) = written(0);
    bytes.truncate(start + 40);
    assert_whole(bytes.clone(), "98.00");
    bytes.truncate(start);
    assert_whole(bytes, "98.00");
    let (mut bytes, _) = written(0);
    let tail = bytes.len() - "startxref\n0000\n%%EOF\n".len();
    bytes.truncate(tail);
    bytes.extend(b"startxref\n7\n%%EOF\n");
    assert_whole(bytes, "98.00");
}

#[test]
fn what_stands_before_and_behind_a_file_does_no_harm() {
    let mut before = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n".to_vec();
    before.extend(form().pdf());
    assert_whole(before, "98.00");
    let mut behind = form().pdf();
    behind.extend([0; 3000]);
    behind.extend(b"<html>404</html>");
    assert_whole(behind, "98.00");
}

#[test]
fn wrong_lengths_and_missing_ends_of_objects_are_put_right() {
    let pdf = String::from_utf8(form().pdf()).unwrap();
    assert_whole(pdf.replace("endobj\n", "").into_bytes(), "98.00");
    let content = form().objects()[3].clone();
    let length = content
        .split("/Length ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .to_owned();
    let short: usize = length.parse::<usize>().unwrap() - 7;
    let wrong = pdf.replace(&format!("/Length {length}"), &format!("/Length {short}"));
    assert_whole(wrong.into_bytes(), "98.00");
}

#[test]
fn of_a_file_that_breaks_off_what_is_there_is_read_and_the_file_is_damaged() {
    let last = show("99.80");
    // The fonts come first: without them nothing could be read.
    let objects = form().objects();
    let mut file = File::new("1.4");
    for number in [1, 2, 3, 5, 6, 7, 4] {
        file.object(number, &objects[number - 1]);
    }
    let place = file
        .bytes
        .windows(last.len())
        .position(|window| window == last.as_bytes());
    // Within a string, and between two operators.
    for cut in [place.unwrap() + 5, place.unwrap()] {
        let document = audited(file.bytes[..cut].to_vec());
        assert_eq!(document.status, Status::Damaged);
        let read = &document.forms[0].form;
        assert_eq!(text(read, "funds[0].executed"), "98.00");
        assert_ne!(text(read, "total_score"), "99.80");
    }
}

#[test]
fn on_what_is_left_of_a_file_rows_are_judged_and_nobody_is_accused_for_sure() {
    let wrong = form().text("funds[0].rate", "50.00%").text("indicators[1].score", "30");
    let cut_before = |text: &str| {
        let last = show(text);
        let objects = wrong.objects();
        let mut file = File::new("1.4");
        for number in [1, 2, 3, 5, 6, 7, 4] {
            file.object(number, &objects[number - 1]);
        }
        let mut windows = file.bytes.windows(last.len());
        let place = windows.position(|window| window == last.as_bytes()).unwrap();
        file.bytes[..place].to_vec()
    };
    let rules = |audited: &AuditedForm| -> Vec<(&str, &str)> {
        let findings = audited.findings.iter();
        findings.map(|finding| (finding.rule, finding.severity.id())).collect()
    };
    let whole = only_form(wrong.pdf());
    assert_eq!(
        rules(&whole),
        [
            ("execution-rate", "error"),
            ("score-sum", "error"),
            ("indicator-score", "warning"),
            ("deviation-missing", "warning")
        ]
    );
    let document = audited(cut_before("优"));
    assert_eq!(document.status, Status::Damaged);
    assert_eq!(
        rules(&document.forms[0]),
        [("execution-rate", "notice"), ("indicator-score", "notice")]
    );
    assert_eq!(warnings(&document.forms[0])[0], ("damaged", ""));
}

#[test]
fn text_in_a_font_that_is_lost_is_not_guessed() {
    let objects = form().objects();
    let mut file = File::new("1.4");
    for number in 1..=4 {
        file.object(number, &objects[number - 1]);
    }
    // The file breaks off between two objects: its text, and no fonts.
    let document = audited(std::mem::take(&mut file.bytes));
    assert_eq!(document.status, Status::Damaged);
    assert!(
        document.detail.en.contains("fonts are missing"),
        "{}",
        document.detail.en
    );
    assert_eq!(document.forms.len(), 0);
}
