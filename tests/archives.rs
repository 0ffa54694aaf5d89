//! The real binary on archives, on PDFs with PDFs attached to them, and on copies of one document.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

fn form() -> Vec<u8> {
    fixture("planted/grade.pdf")
}

fn check(input: &Path, out: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").arg("check").arg(input).arg("--out").arg(out);
    command
        .args(["--quiet", "--lang", "en"])
        .args(options)
        .output()
        .unwrap()
}

fn rows(out: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(out.join(table)).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    csv::Reader::from_reader(text)
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Name below the folder, status and detail of each file, in the order of the table.
fn fates(folder: &Path, out: &Path) -> Vec<(String, String, String)> {
    let prefix = format!("{}/", folder.display());
    let fate = |row: BTreeMap<String, String>| {
        let name = row["file"].strip_prefix(&prefix).unwrap_or(&row["file"]).to_owned();
        (name, row["status"].clone(), row["detail"].clone())
    };
    rows(out, "files.csv").into_iter().map(fate).collect()
}

fn statuses(fates: &[(String, String, String)]) -> Vec<(&str, &str)> {
    fates
        .iter()
        .map(|(name, status, _)| (name.as_str(), status.as_str()))
        .collect()
}

fn zip(members: &[(&str, &[u8], CompressionMethod)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in members {
        let options = SimpleFileOptions::default().compression_method(*method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn stored(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<_> = members
        .iter()
        .map(|(name, bytes)| (*name, *bytes, CompressionMethod::Stored))
        .collect();
    zip(&members)
}

/// A 7z whose members are one compressed stream.
fn seven(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = sevenz_rust2::ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    let entries: Vec<_> = members
        .iter()
        .map(|(name, _)| sevenz_rust2::ArchiveEntry::new_file(name))
        .collect();
    let bytes: Vec<_> = members
        .iter()
        .map(|(_, bytes)| sevenz_rust2::SourceReader::new(*bytes))
        .collect();
    writer.push_archive_entries(entries, bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

/// A 7z with the member `a.pdf`, for which a password is needed.
const ENCRYPTED: &str = "\
377abcaf271c0004987f07e210000000000000006900000000000000d9133b3e43eef6a526c2763f459eae2c9ed35348010406000109100a015dd6585300070b\
0100022406f1070112530f2dde313284add2ef1426c47ec90e7bba010001000c040400080a0104c0bed100000501190400000000110d0061002e007000640066\
000000140a0100e0e6c11b2481dd0115060100208080810000";

#[test]
fn members_of_7z_are_read_like_those_of_zip() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let other = fixture("planted/fund-sum.pdf");
    let inner = stored(&[("within.pdf", &form())]);
    let whole = seven(&[
        ("b.pdf", &other),
        ("notes.txt", b"none"),
        ("子目录\\a.pdf", &form()),
        ("inner.zip", &inner),
    ]);
    write("1.7z", &whole);
    write("2.7z", &whole[..whole.len() / 2]);
    write("3.7z", b"no archive");
    let encrypted: Vec<u8> = (0..ENCRYPTED.len() / 2)
        .map(|at| u8::from_str_radix(&ENCRYPTED[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    write("4.7z", &encrypted);
    write("5.7z", &seven(&[("bomb.pdf", &vec![0; 20 << 20])]));
    let mut flipped = whole.clone();
    flipped[400] ^= 0x55;
    write("6.7z", &flipped);
    let out = tempfile::tempdir().unwrap();
    let run = check(folder.path(), out.path(), &["--confirm", "none"]);
    assert_eq!(run.status.code(), Some(3), "{}", String::from_utf8_lossy(&run.stderr));
    let fates = fates(folder.path(), out.path());
    let told: Vec<(&str, &str)> = statuses(&fates);
    assert_eq!(
        told[..9],
        [
            ("1.7z!/b.pdf", "ok"),
            ("1.7z!/inner.zip!/within.pdf", "ok"),
            ("1.7z!/子目录/a.pdf", "ok"),
            ("2.7z", "damaged"),
            ("3.7z", "damaged"),
            ("4.7z!/a.pdf", "encrypted"),
            ("5.7z!/bomb.pdf", "too-large"),
            ("6.7z!/b.pdf", "damaged"),
            ("6.7z!/inner.zip", "damaged"),
        ]
    );
}

/// The archive with one name written otherwise, in its header and in the directory.
fn renamed(archive: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut archive = archive.to_vec();
    for start in 0..archive.len() - from.len() {
        if archive[start..].starts_with(from) {
            archive[start..start + to.len()].copy_from_slice(to);
        }
    }
    archive
}

struct Run {
    folder: TempDir,
    out: TempDir,
}

/// Runs over a folder of these files.
fn run(files: &[(&str, &[u8])], options: &[&str]) -> (Run, Output) {
    let run = Run {
        folder: tempfile::tempdir().unwrap(),
        out: tempfile::tempdir().unwrap(),
    };
    for (name, bytes) in files {
        fs::write(run.folder.path().join(name), bytes).unwrap();
    }
    let output = check(run.folder.path(), run.out.path(), options);
    (run, output)
}

#[test]
fn what_a_mac_or_an_office_program_keeps_beside_documents_is_no_document() {
    let form = form();
    let sidecar = b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ";
    let archive = stored(&[
        ("\u{8868}/1.pdf", &form[..]),
        ("__MACOSX/\u{8868}/._1.pdf", &sidecar[..]),
        ("__MACOSX/\u{8868}/._2.zip", &sidecar[..]),
        ("~$1.pdf", b"\x05owner"),
    ]);
    let files: [(&str, &[u8]); 4] = [
        ("a.zip", &archive),
        ("._a.zip", sidecar),
        ("._z.pdf", sidecar),
        ("~$z.pdf", b"\x05owner"),
    ];
    let (run, output) = run(&files, &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for (name, status) in statuses(&fates(run.folder.path(), run.out.path())) {
        let expected = if name == "a.zip!/\u{8868}/1.pdf" {
            "ok"
        } else {
            "no-form"
        };
        assert_eq!(status, expected, "{name}");
    }
}

#[test]
fn members_are_read_in_the_order_of_their_names() {
    let form = form();
    let inner = stored(&[("第二份.pdf", &form[..]), ("too/deep.zip", b"PK")]);
    let archive = zip(&[
        ("b/deflated.PDF", &form[..], CompressionMethod::Deflated),
        (
            "a/stored.pdf",
            &fixture("planted/fund-sum.pdf"),
            CompressionMethod::Stored,
        ),
        ("../../escape.pdf", b"no PDF", CompressionMethod::Stored),
        ("notes.txt", b"no matter", CompressionMethod::Stored),
        ("inner.ZIP", &inner, CompressionMethod::Stored),
    ]);
    let (run, output) = run(&[("归档.zip", &archive), ("z.pdf", &form)], &[]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let fates = fates(run.folder.path(), run.out.path());
    let expected = [
        ("z.pdf", "ok"),
        ("归档.zip!/../../escape.pdf", "damaged"),
        ("归档.zip!/a/stored.pdf", "ok"),
        ("归档.zip!/b/deflated.PDF", "ok"),
        ("归档.zip!/inner.ZIP!/too/deep.zip", "too-large"),
        ("归档.zip!/inner.ZIP!/第二份.pdf", "ok"),
    ];
    assert_eq!(statuses(&fates), expected, "{fates:?}");
    let forms = rows(run.out.path(), "forms.csv");
    assert_eq!(forms.len(), 4);
    let left: Vec<PathBuf> = fs::read_dir(run.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left.len(), 2, "nothing is unpacked: {left:?}");
}

#[test]
fn names_in_gbk_are_read_as_such() {
    let archive = stored(&[("AAAA.pdf", &form()[..])]);
    let archive = renamed(&archive, b"AAAA.pdf", b"\xd7\xd4\xc6\xc0.pdf");
    let (run, _) = run(&[("a.zip", &archive)], &[]);
    assert_eq!(
        statuses(&fates(run.folder.path(), run.out.path())),
        [("a.zip!/自评.pdf", "ok")]
    );
}

#[test]
fn what_is_wrong_with_an_archive_has_a_row() {
    let form = form();
    let two = stored(&[("one.pdf", &form[..]), ("two.pdf", &form[..])]);
    let mut locked = stored(&[("locked.pdf", &form[..])]);
    // The flag of an encrypted member, in its header and in the directory.
    locked[6] |= 1;
    let directory = locked.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    let mut broken_member = stored(&[("broken.pdf", &form[..])]);
    broken_member[200] ^= 0xff;
    let bomb = zip(&[("bomb.pdf", &vec![0; 40 << 20], CompressionMethod::Deflated)]);
    let (run, output) = run(
        &[
            ("1-cut.zip", &two[..two.len() / 2]),
            ("2-words.zip", b"no archive at all"),
            ("3-locked.zip", &locked),
            ("4-member.zip", &broken_member),
            ("5-bomb.zip", &bomb),
            ("6-empty.zip", &stored(&[("notes.txt", b"no matter")])),
            ("7-same.zip", &renamed(&two, b"two.pdf", b"one.pdf")),
        ],
        &[],
    );
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let fates = fates(run.folder.path(), run.out.path());
    let expected = [
        ("1-cut.zip", "damaged"),
        ("2-words.zip", "damaged"),
        ("3-locked.zip!/locked.pdf", "encrypted"),
        ("4-member.zip!/broken.pdf", "damaged"),
        ("5-bomb.zip!/bomb.pdf", "too-large"),
        ("6-empty.zip", "no-form"),
        ("7-same.zip", "damaged"),
        ("7-same.zip!/one.pdf", "ok"),
    ];
    assert_eq!(statuses(&fates), expected, "{fates:?}");
    assert!(fates[2].2.contains("password"), "{}", fates[2].2);
}

#[test]
fn an_archive_with_too_many_members_is_not_read() {
    let names: Vec<String> = (0..120).map(|number| format!("{number:03}.pdf")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("fuhe.toml");
    fs::write(&config, "[limits.archive]\nmembers = 100\n").unwrap();
    let (run, _) = run(&[("a.zip", &stored(&members))], &["--config", config.to_str().unwrap()]);
    assert_eq!(
        statuses(&fates(run.folder.path(), run.out.path())),
        [("a.zip", "too-large")]
    );
}

#[test]
fn attached_pdfs_follow_the_document_they_are_attached_to() {
    let form = form();
    let inner = paper::portfolio(&[("inner.pdf", &form)]);
    let portfolio = paper::portfolio(&[
        ("b.pdf", &fixture("planted/fund-sum.pdf")),
        ("a.pdf", &inner),
        ("notes.txt", b"no matter"),
    ]);
    let archive = stored(&[("p.pdf", &portfolio[..])]);
    let (run, output) = run(&[("p.pdf", &portfolio), ("q.zip", &archive)], &["--threads", "3"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let fates = fates(run.folder.path(), run.out.path());
    let below = |name: &str| {
        ["", "!/a.pdf", "!/a.pdf!/inner.pdf", "!/b.pdf"]
            .map(|member| format!("{name}{member}"))
            .to_vec()
    };
    let names: Vec<&str> = fates.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(names, [below("p.pdf"), below("q.zip!/p.pdf")].concat());
    assert_eq!(fates[0].1, "no-form");
    assert!(fates[4].2.contains("the same bytes as"), "{fates:?}");
    assert_eq!(rows(run.out.path(), "forms.csv").len(), 4);
}

#[test]
fn copies_are_read_once_and_keep_their_rows() {
    let form = form();
    let names: Vec<String> = (0..40).map(|number| format!("{number:02}.pdf")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &form[..])).collect();
    let (alone, _) = run(&files[..1], &[]);
    let (run, output) = run(&files, &["--threads", "4"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let fates = fates(run.folder.path(), run.out.path());
    assert_eq!(fates.len(), 40);
    assert_eq!(fates[0].2, "");
    let first = format!("the same bytes as {}/00.pdf, read once", run.folder.path().display());
    assert!(
        fates[1..]
            .iter()
            .all(|(_, status, detail)| status == "ok" && *detail == first),
        "{fates:?}"
    );
    for table in ["forms.csv", "funds.csv", "indicators.csv", "findings.csv"] {
        let (one, all) = (rows(alone.out.path(), table), rows(run.out.path(), table));
        assert_eq!(all.len(), 40 * one.len(), "{table}");
        for (number, row) in all.iter().enumerate() {
            let mut expected = one[number % one.len()].clone();
            let name = format!("{}/{}", run.folder.path().display(), names[number / one.len()]);
            expected.insert("file".into(), name);
            assert_eq!(*row, expected, "{table}");
        }
    }
    let lines = fs::read_to_string(run.out.path().join("forms.jsonl")).unwrap();
    let files: Vec<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["file"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(files.len(), 40);
    assert!(files.is_sorted() && files[39].ends_with("/39.pdf"));
}
