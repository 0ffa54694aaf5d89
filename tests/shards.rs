//! A run in parts, each by itself, and the parts put together: byte for byte what one run over all writes.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;
mod written;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use written::{complaint, tables};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Parts of a run.
const PARTS: usize = 3;

/// Files of the run whose parts are killed, and how often each part is.
const FILES: usize = 600;
const KILLS: usize = 4;

fn fuhe(at: &Path, arguments: &[&str]) -> Output {
    command(at, arguments).output().unwrap()
}

fn command(at: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").current_dir(at).args(arguments);
    command
}

/// Checks `in` below the folder, or a part of it; what the tables are called, there.
fn check(at: &Path, part: Option<usize>, options: &[&str]) -> PathBuf {
    let output = check_command(at, part, options).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", complaint(&output));
    at.join(folder_of(part))
}

fn check_command(at: &Path, part: Option<usize>, options: &[&str]) -> Command {
    let mut command = command(
        at,
        &["check", "in", "--out", &folder_of(part), "--quiet", "--lang", "en"],
    );
    command.args(["--threads", "2"]).args(options);
    if let Some(part) = part {
        command.args(["--shard", &format!("{part}/{PARTS}")]);
    }
    command
}

fn folder_of(part: Option<usize>) -> String {
    part.map_or_else(|| "whole".to_owned(), |part| format!("part{part}"))
}

fn merge(parts: &[PathBuf], out: &Path, options: &[&str]) -> Output {
    let mut command = command(Path::new("/"), &["merge", "--quiet", "--lang", "en", "--out"]);
    command.arg(out).args(parts).args(options).output().unwrap()
}

fn manifest(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap()
}

/// What is in both folders is the same, byte for byte.
fn assert_same(found: &Path, expected: &Path) {
    let (found, expected) = (tables(found), tables(expected));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in found {
        assert!(bytes == expected[&name], "{name} differs");
    }
}

/// A small archive with what may be told apart wrongly: copies on all levels, zips, an archive with a member twice, PDFs in a PDF, broken files.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let below = |name: &str| {
        let path = folder.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    let mut planted: Vec<PathBuf> = fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    planted.retain(|path| path.extension().is_some_and(|ending| ending == "pdf"));
    planted.sort();
    let forms: Vec<Vec<u8>> = planted.iter().map(|path| fs::read(path).unwrap()).collect();
    for (number, form) in forms.iter().enumerate() {
        fs::write(below(&format!("2023/{number:02}.pdf")), form).unwrap();
    }
    for (number, form) in forms.iter().take(5).enumerate() {
        fs::write(below(&format!("{number}.pdf")), form).unwrap();
        fs::write(below(&format!("归档/副本 {number}.pdf")), form).unwrap();
    }
    let zipped = |members: &[(&str, &[u8])]| {
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in members {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let portfolio = paper::portfolio(&[("b.pdf", &forms[1]), ("a.pdf", &forms[2])]);
    let inner = zipped(&[("x.pdf", &forms[0]), ("y.pdf", &portfolio)]);
    let members: [(&str, &[u8]); 5] = [
        ("1.pdf", &forms[3]),
        ("2/a.pdf", &forms[0]),
        ("2/b.pdf", b"no PDF"),
        ("inner.zip", &inner),
        ("z.pdf", &portfolio),
    ];
    fs::write(below("members.zip"), zipped(&members)).unwrap();
    fs::write(below("members.zip.pdf"), &forms[4]).unwrap();
    fs::write(below("portfolio.pdf"), &portfolio).unwrap();
    fs::write(below("portfolio.pdf!/a.pdf"), &forms[2]).unwrap();
    fs::write(below("none.zip"), zipped(&[("a.txt", b"")])).unwrap();
    fs::write(below("broken.zip"), b"PK\x03\x04").unwrap();
    fs::write(below("broken.pdf"), b"%PDF-1.4").unwrap();
    fs::write(below("empty.pdf"), b"").unwrap();
    fs::write(below("=1+1.pdf"), &forms[0]).unwrap();
    folder
}

#[test]
fn parts_put_together_are_one_run() {
    let folder = archive();
    let options = ["--cross", "--unknown-words", "--confirm", "none"];
    let whole = check(folder.path(), None, &options);
    let parts: Vec<PathBuf> = (0..PARTS)
        .map(|part| check(folder.path(), Some(part), &options))
        .collect();
    for part in &parts {
        assert!(
            fs::read(part.join("files.csv")).unwrap().len() > 100,
            "each part has some"
        );
    }
    let out = folder.path().join("merged");
    // The order in which they are named is nobody's matter.
    let output = merge(&[parts[2].clone(), parts[0].clone(), parts[1].clone()], &out, &[]);
    assert_eq!(
        output.status.code(),
        Some(3),
        "as that of one run: {}",
        complaint(&output)
    );
    assert_same(&out, &whole);
    let (mut one, mut merged) = (manifest(&whole), manifest(&out));
    assert_eq!(merged["merged"], PARTS);
    for manifest in [&mut one, &mut merged] {
        for key in ["started", "ended", "merged"] {
            manifest.as_object_mut().unwrap().remove(key);
        }
    }
    assert_eq!(merged, one);
    assert_eq!(manifest(&parts[1])["shard"]["index"], 1);
    assert_eq!(fuhe(folder.path(), &["verify", "merged"]).status.code(), Some(0));
    assert_eq!(
        fuhe(folder.path(), &["report", "merged", "--quiet"]).status.code(),
        Some(0)
    );
    assert!(out.join("fuhe.xlsx").exists() && out.join("report").exists());
}

#[test]
fn where_the_files_are_mounted_is_nobodys_matter() {
    let folder = archive();
    let options = ["--confirm", "none"];
    let whole = check(folder.path(), None, &options);
    let machines: Vec<TempDir> = (0..PARTS).map(|_| archive()).collect();
    let parts: Vec<PathBuf> = (0..PARTS)
        .map(|part| check(machines[part].path(), Some(part), &options))
        .collect();
    let out = folder.path().join("merged");
    let output = merge(&parts, &out, &["--cross"]);
    assert_eq!(output.status.code(), Some(3), "{}", complaint(&output));
    assert!(out.join("cross.csv").exists(), "it is made where it is asked for then");
    fs::remove_file(out.join("cross.csv")).unwrap();
    assert_same(&out, &whole);
}

/// So many small documents, most of them unlike all others, copies among them.
fn many(files: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = paper::text_pages(1);
    let form = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted/grade.pdf")).unwrap();
    for number in 0..files {
        let mut bytes = if number % 20 == 7 { form.clone() } else { page.clone() };
        if number % 5 != 0 && number % 20 != 7 {
            bytes.extend(format!("\n% number {number}\n").into_bytes());
        }
        let below = folder.path().join("in").join((number % 7).to_string());
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join(format!("{number:04}.pdf")), bytes).unwrap();
    }
    folder
}

#[test]
fn parts_that_were_killed_and_gone_on_with_are_those_of_one_run() {
    let folder = many(FILES);
    let options = ["--confirm", "none"];
    let began = Instant::now();
    let whole = check(folder.path(), None, &options);
    let took = began.elapsed() / u32::try_from(PARTS).unwrap();
    let mut parts = Vec::new();
    for part in 0..PARTS {
        for kill in 0..KILLS {
            let options = [&options[..], if kill == 0 { &[] } else { &["--resume"] }].concat();
            let mut run = check_command(folder.path(), Some(part), &options)
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            thread::sleep(took * u32::try_from(kill + 1).unwrap() / u32::try_from(KILLS + 1).unwrap());
            run.kill().unwrap();
            run.wait().unwrap();
        }
        let out = folder.path().join(folder_of(Some(part)));
        if !out.join("run.json").exists() {
            let output = merge(&[out], &folder.path().join("early"), &[]);
            assert_eq!(output.status.code(), Some(2));
            assert!(complaint(&output).contains("not finished"), "{}", complaint(&output));
        }
        parts.push(check(
            folder.path(),
            Some(part),
            &[&options[..], &["--resume"]].concat(),
        ));
    }
    let out = folder.path().join("merged");
    let output = merge(&parts, &out, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    assert_same(&out, &whole);
    assert_eq!(manifest(&out)["counts"], manifest(&whole)["counts"]);
}

#[test]
fn another_part_than_the_one_begun_is_not_gone_on_with() {
    let folder = many(200);
    let mut run = check_command(folder.path(), Some(0), &[])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let notes = folder.path().join("part0/run.json.partial");
    while !notes.exists() && run.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let output = fuhe(
        folder.path(),
        &[
            "check", "in", "--out", "part0", "--lang", "en", "--quiet", "--shard", "1/3", "--resume",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("0/3"), "{}", complaint(&output));
}

#[test]
fn what_are_no_parts_of_one_run_is_refused_with_the_reason() {
    let folder = archive();
    let options = ["--confirm", "none"];
    let whole = check(folder.path(), None, &options);
    let parts: Vec<PathBuf> = (0..PARTS)
        .map(|part| check(folder.path(), Some(part), &options))
        .collect();
    let out = folder.path().join("merged");
    let refused = |parts: &[PathBuf], said: &[&str]| {
        let output = merge(parts, &out, &[]);
        assert_eq!(output.status.code(), Some(2), "{said:?}");
        let complaint = complaint(&output);
        assert!(
            said.iter().all(|said| complaint.contains(said)),
            "{said:?}: {complaint}"
        );
        assert!(
            !out.join("run.json").exists() && !out.join("files.csv").exists(),
            "{said:?}"
        );
    };
    let with = |index: usize, other: &Path| {
        let mut parts = parts.clone();
        parts[index] = other.to_path_buf();
        parts
    };
    refused(&parts[..2], &["missing", "2 of 3"]);
    refused(&parts[1..], &["missing", "0 of 3"]);
    refused(&with(2, &parts[1]), &["same shard", "1/3"]);
    refused(
        &[parts.as_slice(), &[parts[0].clone()]].concat(),
        &["same shard", "0/3"],
    );
    refused(&with(0, &whole), &["--shard"]);
    refused(&with(0, &folder.path().join("nowhere")), &["nowhere"]);
    let changed = |name: &str, table: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let copy = folder.path().join(name);
        fs::create_dir_all(&copy).unwrap();
        for (name, bytes) in tables(&parts[0]) {
            fs::write(copy.join(name), bytes).unwrap();
        }
        fs::copy(parts[0].join("run.json"), copy.join("run.json")).unwrap();
        let path = copy.join(table);
        fs::write(&path, change(fs::read(&path).unwrap())).unwrap();
        copy
    };
    let replaced = |from: &'static str, to: &'static str| {
        move |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replacen(from, to, 1).into_bytes()
    };
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let version: &'static str = version.leak();
    let old = changed("old", "run.json", &replaced(version, "\"version\": \"0.0.1\""));
    refused(&with(0, &old), &["0.0.1"]);
    let other = changed("other", "run.json", &replaced("\"pages\": 5000", "\"pages\": 7"));
    refused(&with(0, &other), &["limits.pages", "7"]);
    let english = changed(
        "english",
        "run.json",
        &replaced("\"guards_dates\": false", "\"guards_dates\": true"),
    );
    refused(&with(0, &english), &["guards_dates"]);
    let of = changed("of", "run.json", &replaced("\"of\": 3", "\"of\": 4"));
    refused(&with(0, &of), &["0/4"]);
    let row = changed("row", "files.csv", &|mut bytes| {
        bytes.pop();
        bytes
    });
    refused(&with(0, &row), &["files.csv", "changed"]);
    let index = changed("index", "shard.index", &|_| Vec::new());
    refused(&with(0, &index), &["shard.index"]);
    let output = merge(&parts, &parts[1], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complaint(&output).contains("one of the shards"),
        "{}",
        complaint(&output)
    );
    // A file that came between two parts.
    fs::write(folder.path().join("in/new.pdf"), b"").unwrap();
    let later = check(folder.path(), Some(1), &options);
    refused(&with(1, &later), &["39 and 38 files found"]);
    // Nothing was lost by any of that.
    fs::remove_file(folder.path().join("in/new.pdf")).unwrap();
    check(folder.path(), Some(1), &options);
    assert_eq!(merge(&parts, &out, &[]).status.code(), Some(3));
    assert_same(&out, &whole);
}

#[test]
fn one_name_for_another_between_two_parts_is_found() {
    let folder = many(40);
    let options = ["--confirm", "none"];
    let parts: Vec<PathBuf> = (0..PARTS)
        .map(|part| check(folder.path(), Some(part), &options))
        .collect();
    // As many files as before, of which one belongs to another part now, or stands in another place.
    let from = folder.path().join("in/0/0000.pdf");
    for name in ["0/0000a.pdf", "0/0000b.pdf", "0/0000c.pdf", "0/0000d.pdf", "6/x.pdf"] {
        let to = folder.path().join("in").join(name);
        fs::rename(&from, &to).unwrap();
        check(folder.path(), Some(2), &options);
        let output = merge(&parts, &folder.path().join("merged"), &[]);
        let held = |part: usize| {
            let table = fs::read_to_string(parts[part].join("files.csv")).unwrap();
            table.contains("in/0/0000.pdf") || table.contains(&format!("in/{name},"))
        };
        // It was read once, by a part that found it under either name, or the parts do not fit.
        let times = (0..PARTS).filter(|part| held(*part)).count();
        let expected = if times == 1 && !name.starts_with('6') { 0 } else { 2 };
        assert_eq!(output.status.code(), Some(expected), "{name}: {}", complaint(&output));
        fs::rename(&to, &from).unwrap();
    }
}

/// Runs a script of examples/ with this program on the path.
#[cfg(unix)]
fn example(at: &Path, script: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let own = Path::new(env!("CARGO_BIN_EXE_fuhe")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap();
    let paths = std::iter::once(own.to_path_buf()).chain(std::env::split_paths(&paths));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(script);
    let mut command = Command::new(script);
    command
        .current_dir(at)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("PATH", std::env::join_paths(paths).unwrap());
    command.envs(variables.iter().copied()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn the_examples_come_to_one_run() {
    let folder = archive();
    let whole = folder.path().join("whole");
    fuhe(folder.path(), &["check", "in", "--out", "whole", "--quiet"]);
    let root = env!("CARGO_MANIFEST_DIR");
    for part in ["0", "1", "2", "1"] {
        let variables = [
            ("ARCHIVE", "in"),
            ("RESULTS", "results"),
            ("SLURM_SUBMIT_DIR", root),
            ("SLURM_ARRAY_TASK_ID", part),
            ("SLURM_ARRAY_TASK_COUNT", "3"),
        ];
        let output = example(folder.path(), "slurm.sh", &[], &variables);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    }
    let parts = ["results/part0", "results/part1", "results/part2"].map(|part| folder.path().join(part));
    assert_eq!(merge(&parts, &folder.path().join("slurm"), &[]).status.code(), Some(3));
    assert_same(&folder.path().join("slurm"), &whole);
    if Command::new("parallel").arg("--version").output().is_err() {
        return;
    }
    let output = example(folder.path(), "parallel.sh", &["in", "by-parallel", "3"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    assert_same(&folder.path().join("by-parallel/all"), &whole);
}

/// What the pods of the example run, with the mounts where the test has them.
#[cfg(unix)]
#[test]
fn the_pods_of_the_example_come_to_one_run() {
    let folder = archive();
    fs::rename(folder.path().join("in"), folder.path().join("archive")).unwrap();
    fuhe(folder.path(), &["check", "archive", "--out", "whole", "--quiet"]);
    let yaml = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kubernetes.yaml")).unwrap();
    let script: Vec<&str> = yaml.lines().skip_while(|line| line.trim() != "- |").skip(1).collect();
    let script: Vec<&str> = script
        .into_iter()
        .take_while(|line| line.starts_with("              "))
        .collect();
    let own = Path::new(env!("CARGO_BIN_EXE_fuhe")).parent().unwrap();
    let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap());
    let mut parts = Vec::new();
    for part in ["0", "1", "2"] {
        let mut command = Command::new("/bin/sh");
        command.current_dir(folder.path()).args(["-c", &script.join("\n")]);
        let variables = [
            ("JOB_COMPLETION_INDEX", part),
            ("PARTS", "3"),
            ("PATH", &*path),
            ("LC_ALL", "C"),
        ];
        let output = command.envs(variables).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        parts.push(folder.path().join(format!("results/part{part}")));
    }
    assert_eq!(merge(&parts, &folder.path().join("merged"), &[]).status.code(), Some(3));
    assert_same(&folder.path().join("merged"), &folder.path().join("whole"));
}
