//! The real binary on files that are broken or mean harm: the run ends, every file has its row, nothing takes more than its limits.
//!
//! `FUHE_MUTATIONS=5000 cargo test --release --test hostile` takes the full number of broken files.

// A test may fail. What processes take is looked up where Linux shows it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![expect(clippy::print_stdout, reason = "prints what it found")]

mod damage;
mod paper;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use damage::{Random, fixtures};
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Broken files where nobody asks for more: what a build without optimisation does in a minute.
const MUTATIONS: usize = 300;

/// Seconds that a file may take, and the second by which that may be overdrawn, in milliseconds.
const LIMIT_SECONDS: u64 = 5;
const LONGEST_MILLISECONDS: u64 = (LIMIT_SECONDS + 1) * 1_000;

/// Memory of all processes of the run together.
const MOST_MEMORY_BYTES: u64 = 1 << 30;

/// A document with bits flipped, cut, or with a piece of another one in it.
fn mutated(documents: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = documents[random.below(documents.len())].clone();
    match random.below(4) {
        0 => {
            for _ in 0..=random.below(60) {
                let place = random.below(bytes.len());
                bytes[place] ^= 1 << random.below(8);
            }
        }
        1 => bytes.truncate(random.below(bytes.len())),
        2 => drop(bytes.drain(..random.below(bytes.len()))),
        _ => {
            let other = &documents[random.below(documents.len())];
            let from = random.below(other.len());
            let piece = &other[from..from + random.below(other.len() - from)];
            let place = random.below(bytes.len());
            let end = (place + random.below(2_000)).min(bytes.len());
            bytes.splice(place..end, piece.iter().copied());
        }
    }
    bytes
}

/// A stream of zeros, deflated.
fn bomb(head: &str, bytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..bytes >> 20 {
        encoder.write_all(&zeros).unwrap();
    }
    let deflated = encoder.finish().unwrap();
    let mut object = format!("<< {head} /Filter /FlateDecode /Length {} >>\nstream\n", deflated.len()).into_bytes();
    object.extend(deflated);
    object.extend_from_slice(b"\nendstream");
    object
}

fn one_page(content: &[u8], more: &[String]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>".to_vec(),
        content.to_vec(),
    ];
    objects.extend(more.iter().map(|object| object.clone().into_bytes()));
    paper::pdf_of_bytes(&objects)
}

fn content(text: &str) -> Vec<u8> {
    format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()).into_bytes()
}

/// Files made to do harm.
fn harmful() -> Vec<(&'static str, Vec<u8>)> {
    const DEEP: usize = 100_000;
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(DEEP), close.repeat(DEEP));
    let own = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream";
    let page_tree = |depth: usize| {
        let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
        let node = |number: usize| {
            format!(
                "<< /Type /Pages /Count 1 /Kids [{} 0 R] /Parent {} 0 R >>",
                number + 1,
                number - 1
            )
        };
        objects.extend((2..depth).map(node));
        objects.push("<< /Type /Page /MediaBox [0 0 9 9] >>".to_owned());
        paper::pdf(&objects)
    };
    let members = zip_of_zeros(60);
    vec![
        ("deep-arrays.pdf", one_page(&content(&nested("[", "]")), &[])),
        ("deep-dictionaries.pdf", one_page(&content(&nested("<</A", ">>")), &[])),
        ("deep-states.pdf", one_page(&content(&nested("q ", "Q ")), &[])),
        ("deep-strings.pdf", one_page(&content(&nested("(", ")")), &[])),
        ("deep-object.pdf", one_page(&content(""), &[nested("[", "]")])),
        (
            "deep-object-dictionary.pdf",
            one_page(&content(""), &[nested("<</A ", ">>")]),
        ),
        ("deep-unclosed.pdf", one_page(&content(""), &["[".repeat(DEEP)])),
        ("deep-page-tree.pdf", page_tree(20_000)),
        ("form-in-itself.pdf", one_page(&content("/X Do"), &[own.to_owned()])),
        (
            "cyclic-length.pdf",
            one_page(b"<< /Length 4 0 R >>\nstream\nq\nendstream", &[]),
        ),
        ("cyclic-reference.pdf", one_page(b"5 0 R", &["4 0 R".to_owned()])),
        ("cyclic-pages.pdf", paper::cyclic_page_tree()),
        ("content-bomb.pdf", one_page(&bomb("", 600 << 20), &[])),
        (
            "object-stream-bomb.pdf",
            one_page(&bomb("/Type /ObjStm /N 100000 /First 10", 900 << 20), &[]),
        ),
        ("xref-bomb.pdf", xref_bomb()),
        ("long-arrays.pdf", one_page(&content(&"[1 ".repeat(2_000_000)), &[])),
        (
            "many-operators.pdf",
            one_page(&content(&"0 0 m 9 9 l S ".repeat(400_000)), &[]),
        ),
        ("archive-bomb.zip", members),
    ]
}

/// A document whose table of objects is a stream that inflates without end.
fn xref_bomb() -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let start = bytes.len();
    bytes.extend_from_slice(b"1 0 obj\n");
    bytes.extend(bomb("/Type /XRef /Size 100000000 /W [1 2 1] /Root 2 0 R", 900 << 20));
    bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").into_bytes());
    bytes
}

/// An archive of so many members, each of which is 60 MiB of zeros.
fn zip_of_zeros(members: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![0; 60 << 20];
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("0.pdf", options).unwrap();
    writer.write_all(&zeros).unwrap();
    for number in 1..members {
        writer.shallow_copy_file("0.pdf", &format!("{number}.pdf")).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Bytes in memory of a process and of all that it started.
fn memory(root: u32) -> u64 {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents: BTreeMap<u32, u32> = numbers
        .filter_map(|process| {
            let line = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            // Behind the name, which may hold anything: the state, then the parent.
            let parent = line.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((process, parent))
        })
        .collect();
    let is_below = |process: u32| {
        let above = std::iter::successors(Some(process), |process| parents.get(process).copied());
        above.take(9).any(|above| above == root)
    };
    let resident = |process: &u32| {
        let pages: u64 = fs::read_to_string(format!("/proc/{process}/statm"))
            .ok()?
            .split_whitespace()
            .nth(1)?
            .parse()
            .ok()?;
        Some(pages * 4_096)
    };
    parents
        .keys()
        .filter(|process| is_below(**process))
        .filter_map(resident)
        .sum()
}

#[test]
fn whatever_the_files_are_the_run_ends_and_every_file_has_its_row() {
    let mutations = std::env::var("FUHE_MUTATIONS").map_or(MUTATIONS, |count| count.parse().unwrap());
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let documents: Vec<Vec<u8>> = fixtures().into_iter().map(|(_, bytes)| bytes).collect();
    let mut random = Random(2_026);
    for number in 0..mutations {
        fs::write(
            folder.path().join(format!("{number:05}.pdf")),
            mutated(&documents, &mut random),
        )
        .unwrap();
    }
    let harmful = harmful();
    for (name, bytes) in &harmful {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let log = folder.path().join("log");
    let mut run = Command::new(env!("CARGO_BIN_EXE_fuhe"))
        .arg("check")
        .arg(folder.path())
        .args([
            "--quiet",
            "--threads",
            "2",
            "--timeout",
            &LIMIT_SECONDS.to_string(),
            "--lang",
            "en",
            "--out",
        ])
        .arg(out.path())
        .arg("--log")
        .arg(&log)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut most = 0;
    while run.try_wait().unwrap().is_none() {
        most = most.max(memory(run.id()));
        thread::sleep(Duration::from_millis(20));
    }
    let ended = run.wait_with_output().unwrap();
    assert_eq!(
        ended.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );

    let table = fs::read_to_string(out.path().join("files.csv")).unwrap();
    let rows: Vec<_> = csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .collect();
    let archived = rows.iter().filter(|row| row[0].contains("!/")).count();
    assert_eq!(archived, 60, "every member of the archive has a row");
    assert_eq!(rows.len(), mutations + harmful.len() - 1 + archived);

    let events = fs::read_to_string(log).unwrap();
    let events = events
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    for event in events.filter(|event| event["message"] == "input") {
        assert!(
            event["milliseconds"].as_u64().unwrap() <= LONGEST_MILLISECONDS,
            "{event}"
        );
    }
    println!("most memory: {} MiB", most >> 20);
    for row in rows
        .iter()
        .filter(|row| !row[0].contains("!/") && !row[0].contains("/0"))
    {
        println!("{}: {} {}", &row[0], &row[5], &row[6]);
    }
    assert!(most < MOST_MEMORY_BYTES, "{} MiB", most >> 20);
}
