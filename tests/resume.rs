//! Runs that are killed, stopped or hindered, and gone on with: the tables are those of a run that nobody disturbed.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;
mod written;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use paper::form::{Form, form};
use tempfile::TempDir;
use written::{complaint, tables};

/// Files of the run that is killed, and how often.
const FILES: usize = 2_000;
const KILLS: usize = 20;

/// Forms of a long document, and how often its run is killed.
const LONG: usize = 150;
const KILLS_IN_LONG: usize = 4;

fn check(input: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    command.env("LC_ALL", "C").arg("check").arg(input).arg("--out").arg(out);
    // The second reader is another test's matter.
    command.args(["--quiet", "--threads", "2", "--confirm", "none", "--lang", "en"]);
    command
}

fn output(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn manifest(path: PathBuf) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// So many small documents, most of them unlike all others, in folders and an archive: pages of text, forms here and there, copies.
fn archive(files: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = paper::text_pages(1);
    let form = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted/grade.pdf")).unwrap();
    let mut members = zip::ZipWriter::new(fs::File::create(folder.path().join("3.zip")).unwrap());
    for number in 0..files {
        let mut bytes = if number % 50 == 7 { form.clone() } else { page.clone() };
        if number % 5 != 0 {
            bytes.extend(format!("\n% number {number}\n").into_bytes());
        }
        if number % 10 == 9 {
            let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            members.start_file(format!("{number:04}.pdf"), options).unwrap();
            std::io::Write::write_all(&mut members, &bytes).unwrap();
        } else {
            let below = folder.path().join((number % 7).to_string());
            fs::create_dir_all(&below).unwrap();
            fs::write(below.join(format!("{number:04}.pdf")), bytes).unwrap();
        }
    }
    members.finish().unwrap();
    folder
}

/// Numbers that look random, the same ones each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_gone_on_with() {
    let folder = archive(FILES);
    let (took, gone_on_with) = killed_and_gone_on_with(folder.path(), FILES, KILLS);
    // Where a run takes no longer than the time between two notes, all begin anew.
    assert!(gone_on_with > 0 || took < 3_000_000, "{took} us");
}

#[test]
fn a_run_that_is_killed_inside_a_long_document_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let named = |number: usize| form().text("project_name", &format!("校园安全改造项目{number}"));
    let forms: Vec<Form> = (0..LONG).map(named).collect();
    fs::write(folder.path().join("1.pdf"), paper::text_pages(1)).unwrap();
    fs::write(folder.path().join("2.pdf"), Form::pdf_of(&forms)).unwrap();
    killed_and_gone_on_with(folder.path(), 2, KILLS_IN_LONG);
}

/// Kills a run over this folder so many times, each time another one, and goes on with it. How long a run takes, in microseconds, and how many had
/// noted something.
fn killed_and_gone_on_with(folder: &Path, files: usize, kills: usize) -> (u64, u64) {
    let whole = tempfile::tempdir().unwrap();
    let began = Instant::now();
    assert_eq!(output(&mut check(folder, whole.path())).status.code(), Some(0));
    let took = u64::try_from(began.elapsed().as_micros()).unwrap();
    let expected = tables(whole.path());
    assert_eq!(expected.len(), 6);
    let rows = String::from_utf8(expected["files.csv"].clone())
        .unwrap()
        .lines()
        .count();
    assert_eq!(rows, files + 1);
    let mut random = Random(7);
    let mut gone_on_with = 0;
    for _ in 0..kills {
        let out = tempfile::tempdir().unwrap();
        let moment = Duration::from_micros(random.below(took));
        let mut run = check(folder, out.path()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(moment);
        run.kill().unwrap();
        run.wait().unwrap();
        let checkpoint = out.path().join("run.json.partial");
        if checkpoint.exists() {
            assert!(!out.path().join("run.json").exists());
            gone_on_with += u64::from(manifest(checkpoint)["done"].as_u64() > Some(0));
        }
        let resumed = output(check(folder, out.path()).arg("--resume"));
        assert_eq!(
            resumed.status.code(),
            Some(0),
            "killed after {moment:?}: {}",
            complaint(&resumed)
        );
        let found = tables(out.path());
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (name, bytes) in found {
            assert!(bytes == expected[&name], "{name} differs, killed after {moment:?}");
        }
    }
    (took, gone_on_with)
}

/// A run that was begun and stopped before its first document.
fn begun(folder: &Path, out: &Path) {
    let mut run = check(folder, out).stderr(Stdio::null()).spawn().unwrap();
    while !out.join("run.json.partial").exists() && run.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    assert!(out.join("run.json.partial").exists(), "it was killed in time");
}

#[test]
fn another_run_than_the_one_begun_is_refused_with_what_differs() {
    let folder = archive(600);
    let out = tempfile::tempdir().unwrap();
    begun(folder.path(), out.path());
    let left = tables(out.path());
    let refused = |options: &[&str], said: &str| {
        let refused = output(check(folder.path(), out.path()).arg("--resume").args(options));
        assert_eq!(refused.status.code(), Some(2));
        assert!(complaint(&refused).contains(said), "{}", complaint(&refused));
        assert!(tables(out.path()) == left, "nothing is touched");
    };
    refused(&["--max-pages", "7"], "limits.pages: 5000 then, 7 now");
    refused(&["--no-bom"], "byte_order_mark: true then, false now");
    refused(&["--password", "geheim"], "password");
    let words = tempfile::tempdir().unwrap();
    let words = words.path().join("words.toml");
    fs::create_dir_all(words.parent().unwrap()).unwrap();
    fs::write(&words, "[head]\nunit = [\"执行机构\"]\n").unwrap();
    refused(&["--words", words.to_str().unwrap()], "words: null then");
    fs::write(folder.path().join("new.pdf"), "").unwrap();
    refused(&[], "input files: 541 then, 542 now");
    fs::remove_file(folder.path().join("new.pdf")).unwrap();
    fs::write(folder.path().join("1/0001.pdf"), "now something else").unwrap();
    refused(&[], "another name, size or time");
}

#[test]
fn earlier_tables_stay_until_a_second_run_is_complete() {
    let folder = archive(600);
    let out = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    output(&mut check(&fixtures, out.path()));
    let first = tables(out.path());
    begun(folder.path(), out.path());
    for (name, bytes) in &first {
        assert!(fs::read(out.path().join(name)).unwrap() == *bytes, "{name}");
    }
    let resumed = output(check(folder.path(), out.path()).arg("--resume"));
    assert_eq!(resumed.status.code(), Some(0), "{}", complaint(&resumed));
    assert_eq!(tables(out.path()).len(), first.len(), "nothing unfinished is left");
    assert!(tables(out.path())["files.csv"] != first["files.csv"]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_saves_what_is_done_and_says_how_to_go_on() {
    let folder = archive(600);
    let (out, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut run = check(folder.path(), out.path()).stderr(Stdio::piped()).spawn().unwrap();
    while !out.path().join("run.json.partial").exists() {
        thread::sleep(Duration::from_millis(1));
    }
    let interrupt = Command::new("kill")
        .args(["-INT", &run.id().to_string()])
        .status()
        .unwrap();
    assert!(
        interrupt.success() && run.try_wait().unwrap().is_none(),
        "it was interrupted in time"
    );
    let stopped = run.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(130), "{}", complaint(&stopped));
    assert!(complaint(&stopped).contains("--resume"), "{}", complaint(&stopped));
    assert_eq!(
        output(check(folder.path(), out.path()).arg("--resume")).status.code(),
        Some(0)
    );
    output(&mut check(folder.path(), whole.path()));
    assert!(tables(out.path()) == tables(whole.path()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_clear_error_and_what_was_there_stays() {
    let folder = archive(60);
    let out = tempfile::tempdir().unwrap();
    output(&mut check(folder.path(), out.path()));
    let first = tables(out.path());
    std::os::unix::fs::symlink("/dev/full", out.path().join("run.json.partial.new")).unwrap();
    let full = output(&mut check(folder.path(), out.path()));
    assert_eq!(full.status.code(), Some(2));
    assert!(complaint(&full).contains("No space left"), "{}", complaint(&full));
    for (name, bytes) in &first {
        assert!(fs::read(out.path().join(name)).unwrap() == *bytes, "{name}");
    }
    fs::remove_file(out.path().join("run.json.partial.new")).unwrap();
    assert_eq!(
        output(check(folder.path(), out.path()).arg("--resume")).status.code(),
        Some(0)
    );
    assert!(tables(out.path()) == first);
}

#[test]
fn the_manifest_says_whether_tables_were_changed() {
    let folder = archive(60);
    let out = tempfile::tempdir().unwrap();
    output(&mut check(folder.path(), out.path()));
    let run = manifest(out.path().join("run.json"));
    assert_eq!(run["counts"]["files"], serde_json::json!({"ok": 2, "no-form": 58}));
    assert_eq!(run["inputs"]["files"], 55);
    assert_eq!(run["tables"].as_object().unwrap().len(), 6);
    let verify = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
        output(command.env("LC_ALL", "C").arg("verify").arg(out.path()))
    };
    assert_eq!(verify().status.code(), Some(0), "{}", complaint(&verify()));
    let mut changed = fs::read(out.path().join("forms.csv")).unwrap();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(out.path().join("forms.csv"), changed).unwrap();
    fs::remove_file(out.path().join("funds.csv")).unwrap();
    let told = verify();
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8(told.stdout).unwrap();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in ["forms.csv changed", "funds.csv missing", "files.csv as written"] {
        assert!(told.contains(line), "{told}");
    }
    fs::remove_file(out.path().join("run.json")).unwrap();
    assert_eq!(verify().status.code(), Some(2));
}

#[test]
fn workbook_report_and_documents_are_held_against_what_the_run_says_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let planted = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/planted");
    for name in ["grade.pdf", "fund-sum.pdf", "score-sum.pdf"] {
        fs::copy(planted.join(name), folder.path().join(name)).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    output(check(folder.path(), out.path()).args(["--html", "--xlsx"]));
    let verify = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
        let told = output(command.env("LC_ALL", "C").arg("verify").arg(out.path()));
        let text = String::from_utf8(told.stdout).unwrap();
        (
            told.status.code(),
            text.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let (status, told) = verify();
    assert_eq!(status, Some(0), "{told}");
    for line in ["fuhe.xlsx as written", "report as written", "as they were: 3"] {
        assert!(told.contains(line), "{told}");
    }
    let spoil = |path: PathBuf| {
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(path, bytes).unwrap();
    };
    spoil(folder.path().join("grade.pdf"));
    fs::rename(folder.path().join("fund-sum.pdf"), folder.path().join("moved.pdf")).unwrap();
    spoil(out.path().join("report/assets/report.css"));
    let (status, told) = verify();
    assert_eq!(status, Some(1));
    let lines = [
        "report changed",
        "fuhe.xlsx as written",
        "changed: 1",
        "grade.pdf PDFs that are no longer",
        "fund-sum.pdf",
    ];
    for line in lines {
        assert!(told.contains(line), "{told}");
    }
    // A run without them leaves those of an earlier one, of which it says nothing.
    output(&mut check(folder.path(), out.path()));
    assert!(verify().1.contains("fuhe.xlsx of another run"), "{}", verify().1);
}
