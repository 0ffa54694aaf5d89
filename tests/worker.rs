//! `fuhe worker --jsonl`, as docs/worker.md describes it: what it says of documents is what a run writes, and no document or request ends it.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod paper;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How often it is looked for a process before it is taken for missing.
#[cfg(target_os = "linux")]
const WAITS: u32 = 500;

const TABLES: [&str; 5] = ["files", "forms", "funds", "indicators", "findings"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// A worker that is being spoken with.
struct Worker {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    greeting: Value,
}

impl Worker {
    fn start(at: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
        command
            .env("LC_ALL", "zh_CN.UTF-8")
            .current_dir(at)
            .args(["worker", "--jsonl"])
            .args(options);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = process.stdin.take();
        let mut worker = Self {
            output: BufReader::new(process.stdout.take().unwrap()),
            process,
            input,
            greeting: Value::Null,
        };
        worker.greeting = worker.next().unwrap();
        worker
    }

    fn say(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        (!line.is_empty()).then(|| serde_json::from_str(&line).unwrap())
    }

    /// All objects of a request.
    fn ask(&mut self, request: &Value, bytes: &[u8]) -> Vec<Value> {
        self.say(format!("{request}\n").as_bytes());
        self.say(bytes);
        let mut objects = Vec::new();
        loop {
            let object = self.next().unwrap();
            assert_eq!(object["schema"], "fuhe-worker/1");
            assert_eq!(object["id"], request["id"]);
            objects.push(object);
            if objects.last().unwrap()["last"] == true {
                return objects;
            }
        }
    }

    /// The exit status, once nothing more is said.
    fn end(mut self) -> Option<i32> {
        self.input = None;
        self.process.wait().unwrap().code()
    }
}

/// A folder with what a run may meet.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let [grade, sum, notice] = ["planted/grade.pdf", "planted/fund-sum.pdf", "other/notice.pdf"].map(fixture);
    let portfolio = paper::portfolio(&[("b.pdf", &sum), ("a.pdf", &notice)]);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("1.pdf", &grade), ("2.pdf", &b"none".to_vec()), ("3.pdf", &portfolio)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    for (name, bytes) in [
        ("a.pdf", &grade),
        ("b.pdf", &sum),
        ("c.pdf", &grade),
        ("d.pdf", &portfolio),
        ("e.zip", &zip),
        ("f.zip", &b"PK".to_vec()),
        ("g.pdf", &Vec::new()),
        ("=h.pdf", &notice),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// The text without what CSV puts before it for spreadsheets.
fn unguarded(cell: &str) -> String {
    let guarded = cell
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '@', '-']));
    guarded.unwrap_or(cell).to_owned()
}

/// The rows of the tables of a run, and the lines of forms.jsonl.
fn checked(at: &Path) -> (BTreeMap<String, Vec<Vec<String>>>, Vec<Value>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuhe"));
    let names = ["=h.pdf", "a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.zip", "f.zip", "g.pdf"];
    command
        .current_dir(at)
        .arg("check")
        .args(names)
        .args(["--out", "out", "--quiet", "--lang", "zh"]);
    assert_eq!(command.status().unwrap().code(), Some(3));
    let table = |name: &str| {
        let rows = csv::Reader::from_path(at.join(format!("out/{name}.csv"))).unwrap();
        let rows = rows
            .into_records()
            .map(|row| row.unwrap().iter().map(unguarded).collect());
        (name.to_owned(), rows.collect())
    };
    let lines = fs::read_to_string(at.join("out/forms.jsonl")).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (TABLES.into_iter().map(table).collect(), lines)
}

#[test]
fn what_it_says_of_documents_is_what_a_run_writes_copies_too() {
    let folder = archive();
    let (expected, lines) = checked(folder.path());
    let mut worker = Worker::start(folder.path(), &[]);
    let mut objects = Vec::new();
    for (number, name) in ["=h.pdf", "a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.zip", "f.zip", "g.pdf"]
        .iter()
        .enumerate()
    {
        let by_path = worker.ask(&json!({"id": number, "path": name}), b"");
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let by_bytes = worker.ask(&json!({"id": number, "file": name, "bytes": bytes.len()}), &bytes);
        assert_eq!(by_path, by_bytes, "{name}");
        objects.extend(by_path);
    }
    let greeting = worker.greeting.clone();
    assert_eq!(worker.end(), Some(0));
    // As the documentation has it: of inputs of the same bytes, the first is the original.
    let (joint, remark) = (
        greeting["copy"]["joint"].as_str().unwrap(),
        greeting["copy"]["remark"].as_str().unwrap(),
    );
    let mut originals: HashMap<String, String> = HashMap::new();
    let mut original = None;
    let mut found: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut records = Vec::new();
    for object in &objects {
        let row = &object["rows"]["files"][0];
        assert_eq!(
            [&object["file"], &object["status"], &object["detail"]],
            [&row[0], &row[5], &row[6]]
        );
        if object["input"] == object["file"] {
            let (sha256, file) = (row[1].as_str().unwrap().to_owned(), row[0].as_str().unwrap().to_owned());
            original = originals.get(&sha256).cloned();
            if !sha256.is_empty() {
                originals.entry(sha256).or_insert(file);
            }
        }
        for name in TABLES {
            let rows: Vec<Vec<String>> = serde_json::from_value(object["rows"][name].clone()).unwrap();
            found.entry(name.to_owned()).or_default().extend(rows);
        }
        if let Some(original) = &original {
            let detail = &mut found.get_mut("files").unwrap().last_mut().unwrap()[6];
            let joint = if detail.is_empty() { "" } else { joint };
            *detail = format!("{detail}{joint}{}", remark.replace("{file}", original));
        }
        records.extend(object["records"].as_array().unwrap().clone());
    }
    assert_eq!(found, expected);
    assert_eq!(records, lines);
    for name in TABLES {
        let columns: Vec<String> = serde_json::from_value(greeting["columns"][name].clone()).unwrap();
        let table = csv::Reader::from_path(folder.path().join(format!("out/{name}.csv")));
        let head = table.unwrap().headers().unwrap().clone();
        assert_eq!(
            columns.join(","),
            head.iter().collect::<Vec<_>>().join(",").trim_start_matches('\u{feff}')
        );
    }
}

#[test]
fn a_request_may_have_settings_of_its_own_and_leave_out_what_it_does_not_want() {
    let folder = archive();
    let mut worker = Worker::start(folder.path(), &["--lang", "en"]);
    let plain = worker
        .ask(
            &json!({"id": [1, {"a": null}], "path": "b.pdf", "file": "甲/乙.pdf"}),
            b"",
        )
        .remove(0);
    assert_eq!(plain["file"], "甲/乙.pdf");
    let rules = |object: &Value| -> Vec<String> {
        let rows = object["rows"]["findings"].as_array().unwrap();
        rows.iter().map(|row| row[3].as_str().unwrap().to_owned()).collect()
    };
    assert!(rules(&plain).contains(&"fund-sum".to_owned()));
    let settings = json!({"confirm": "none", "rules": {"off": ["fund-sum"]}});
    let asked = json!({"path": "b.pdf", "settings": settings, "records": false, "lang": "zh"});
    let other = worker.ask(&asked, b"").remove(0);
    assert!(!rules(&other).contains(&"fund-sum".to_owned()) && other.get("records").is_none());
    let bare = worker
        .ask(&json!({"path": "g.pdf", "rows": false, "records": false}), b"")
        .remove(0);
    assert_eq!(bare["detail"], "empty file: get the original again");
    assert!(bare.get("rows").is_none());
    let small = json!({"path": "a.pdf", "settings": {"limits": {"pages": 1}}});
    assert_eq!(worker.ask(&small, b"")[0]["status"], "too-large");
    let again = worker
        .ask(
            &json!({"id": [1, {"a": null}], "path": "b.pdf", "file": "甲/乙.pdf"}),
            b"",
        )
        .remove(0);
    assert_eq!(again, plain, "nothing stays of what another request wanted");
    assert_eq!(worker.end(), Some(0));
}

#[test]
fn a_request_that_makes_no_sense_is_answered_and_the_next_one_is_found() {
    let folder = archive();
    let mut worker = Worker::start(folder.path(), &["--lang", "en"]);
    let bytes = fixture("planted/grade.pdf");
    for (request, said) in [
        (json!({"id": 1, "path": "a.pdf", "colour": "red"}), "colour"),
        (json!({"id": 2}), "either"),
        (
            json!({"id": 3, "path": "a.pdf", "bytes": bytes.len(), "file": "x"}),
            "either",
        ),
        (json!({"id": 4, "bytes": bytes.len()}), "file"),
        (
            json!({"id": 5, "bytes": bytes.len(), "file": "x", "settings": {"limit": 1}}),
            "limit",
        ),
        (
            json!({"id": 6, "path": "a.pdf", "settings": {"rules": {"off": ["fund-sun"]}}}),
            "fund-sun",
        ),
        (
            json!({"id": 7, "path": "a.pdf", "settings": {"limits": {"seconds": 0}}}),
            "seconds",
        ),
        (json!({"id": 8, "path": 5}), "path"),
    ] {
        let follows = if request.get("bytes").is_some() {
            &bytes[..]
        } else {
            b""
        };
        let answer = worker.ask(&request, follows).remove(0);
        assert_eq!(answer["status"], "bad-request", "{request}");
        assert!(answer["detail"].as_str().unwrap().contains(said), "{answer}");
        assert!(answer.get("file").is_none() && answer.get("rows").is_none());
    }
    let large = json!({"file": "l.pdf", "bytes": bytes.len(), "settings": {"limits": {"bytes": 9}}});
    assert_eq!(worker.ask(&large, &bytes)[0]["status"], "too-large");
    worker.say(b"\n \n");
    assert_eq!(worker.ask(&json!({"path": "b.pdf"}), b"")[0]["status"], "ok");
    assert_eq!(
        worker.ask(&json!({"path": "no such.pdf"}), b"")[0]["status"],
        "unreadable"
    );
    worker.say(b"{\"id\": 9, \n");
    assert_eq!(worker.next().unwrap()["status"], "bad-request");
    assert!(worker.next().is_none());
    assert_eq!(worker.end(), Some(2));
    let mut worker = Worker::start(folder.path(), &[]);
    worker.say(b"{\"id\": 10, \"file\": \"a.pdf\", \"bytes\": 100}\nabc");
    worker.input = None;
    assert_eq!(worker.next().unwrap()["status"], "bad-request");
    assert_eq!(worker.end(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_hangs_or_ends_its_process_is_its_object_and_others_go_on() {
    let folder = archive();
    let pipe = folder.path().join("pipe.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut worker = Worker::start(folder.path(), &[]);
    let late = json!({"path": "pipe.pdf", "settings": {"limits": {"seconds": 1}}});
    assert_eq!(worker.ask(&late, b"")[0]["status"], "timeout");
    assert_eq!(worker.ask(&json!({"path": "a.pdf"}), b"")[0]["status"], "ok");
    // The process below the worker is killed between two documents, and within one.
    let process = worker.process.id();
    let kill = move || {
        let list = format!("/proc/{process}/task/{process}/children");
        let mut children = String::new();
        for _ in 0..WAITS {
            children = fs::read_to_string(&list).unwrap();
            if !children.trim().is_empty() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert!(!children.trim().is_empty(), "there is a process below the worker");
        for child in children.split_whitespace() {
            Command::new("kill").args(["-9", child]).status().unwrap();
        }
    };
    kill();
    assert_eq!(worker.ask(&json!({"path": "b.pdf"}), b"")[0]["status"], "ok");
    // Nobody else writes to the pipe, so a process that reads it is there until it is ended.
    let killer = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(700));
        kill();
    });
    let killed = worker.ask(
        &json!({"path": "pipe.pdf", "settings": {"limits": {"seconds": 9}}}),
        b"",
    );
    killer.join().unwrap();
    assert_ne!(killed[0]["status"], "ok", "{killed:?}");
    assert_eq!(worker.ask(&json!({"path": "a.pdf"}), b"")[0]["status"], "ok");
    assert_eq!(worker.end(), Some(0));
}

#[test]
fn threads_change_nothing_of_what_it_says() {
    let folder = archive();
    let [one, four] = ["1", "4"].map(|threads| {
        let mut worker = Worker::start(folder.path(), &["--threads", threads]);
        let objects = worker.ask(&json!({"path": "e.zip"}), b"");
        assert_eq!(worker.end(), Some(0));
        objects
    });
    assert_eq!(one, four);
}
