//! A second reader that hangs, aborts, eats memory or reads something else: it costs the document its confirmation, and nothing else.
//!
//! The program of this test is the second reader too, started by the library as the `fuhe` command would be. How it behaves is
//! written at the end of the document.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test, though it has a main of its own"
)]
#![expect(clippy::print_stdout, reason = "a second reader answers on standard output")]

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use fuhe::audit::{Audited, audit_one};
use fuhe::input::Document;
use fuhe::rules::{Confirmed, Severity};
use fuhe::second::{Answer, Request, answer, bound_memory, read_answer, read_request};
use fuhe::settings::{Confirming, Settings};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("second-reader") {
        misbehave();
        return;
    }
    let tests: [(&str, fn()); 7] = [
        ("an_honest_reader_confirms", an_honest_reader_confirms),
        ("one_that_hangs_costs_its_time", one_that_hangs_costs_its_time),
        ("one_that_aborts_is_told", one_that_aborts_is_told),
        ("one_that_eats_memory_ends", one_that_eats_memory_ends),
        ("one_that_reads_otherwise_disputes", one_that_reads_otherwise_disputes),
        (
            "one_that_fails_in_painting_has_read_all_the_same",
            one_that_fails_in_painting_has_read_all_the_same,
        ),
        (
            "without_a_program_nothing_is_confirmed",
            without_a_program_nothing_is_confirmed,
        ),
    ];
    for (name, test) in tests {
        test();
        println!("test {name} ... ok");
    }
}

/// What the stub does in the place of `fuhe second-reader`.
fn misbehave() {
    let mut input = io::stdin().lock();
    while let Some((request, bytes)) = read_request(&mut input).unwrap() {
        let manner = bytes.rsplit(|byte| *byte == b'%').next().unwrap();
        match manner {
            b"hang" => std::thread::sleep(Duration::from_mins(10)),
            b"abort" => std::process::abort(),
            b"eat" => eat(),
            b"paint-and-hang" | b"paint-and-eat" | b"paint-and-abort" | b"paint-nothing" => {
                for answer in answers(&request, &bytes) {
                    if !matches!(answer, Answer::Painted { .. }) {
                        println!("{}", serde_json::to_string(&answer).unwrap());
                    }
                }
                match manner {
                    b"paint-and-hang" => std::thread::sleep(Duration::from_mins(10)),
                    b"paint-and-eat" => eat(),
                    b"paint-and-abort" => std::process::abort(),
                    _ => {
                        let reason = "panic".to_owned();
                        println!(
                            "{}",
                            serde_json::to_string(&Answer::NotPainted { page: 1, reason }).unwrap()
                        );
                        println!("{}", serde_json::to_string(&Answer::Done).unwrap());
                    }
                }
            }
            b"other" => {
                for mut answer in answers(&request, &bytes).into_iter().chain([Answer::Done]) {
                    if let Answer::Page { characters, .. } = &mut answer {
                        let nines = characters.iter_mut().filter(|character| character.c == Some('9'));
                        nines.for_each(|character| character.c = Some('6'));
                    }
                    println!("{}", serde_json::to_string(&answer).unwrap());
                }
            }
            _ => answer(&request, &bytes, io::stdout()).unwrap(),
        }
    }
}

fn eat() -> ! {
    bound_memory();
    let mut eaten = Vec::new();
    loop {
        eaten.push(vec![1_u8; 16 << 20]);
    }
}

/// What an honest reader answers.
fn answers(request: &Request, bytes: &[u8]) -> Vec<Answer> {
    let (mut answered, mut answers) = (Vec::new(), Vec::new());
    answer(request, bytes, &mut answered).unwrap();
    let mut answered = answered.as_slice();
    while let Some(answer) = read_answer(&mut answered, u64::MAX).unwrap() {
        answers.push(answer);
    }
    answers
}

fn settings() -> Settings {
    let mut settings = Settings {
        second_reader: std::env::current_exe().ok(),
        ..Settings::default()
    };
    settings.limits.second_reading = Duration::from_secs(30);
    settings
}

/// A form whose total is not the sum of its scores, read again by a stub that behaves in this manner.
fn audit(manner: &str, settings: &Settings) -> Audited {
    audit_file("score-sum.pdf", manner, settings)
}

fn audit_file(name: &str, manner: &str, settings: &Settings) -> Audited {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/planted")
        .join(name);
    let mut bytes = fs::read(path).unwrap();
    bytes.extend_from_slice(format!("\n%{manner}").as_bytes());
    audit_one(&Document::new(name, bytes), settings)
}

fn assert_unavailable(audited: &Audited, said: &str) {
    let form = &audited.forms[0];
    assert_eq!(audited.status.id(), "ok");
    assert_eq!(form.confirmed, Confirmed::Unavailable);
    let finding = &form.findings[0];
    assert_eq!((finding.rule, finding.severity), ("score-sum", Severity::Error));
    assert_eq!(finding.confirmed, Confirmed::Unavailable);
    assert!(audited.detail.en.contains(said), "{}", audited.detail.en);
}

fn an_honest_reader_confirms() {
    let settings = settings();
    // The second time, the process that was started for the first document is asked.
    let once = audit("honest", &settings);
    let audited = audit("honest", &settings);
    assert_eq!(once, audited);
    // Its font is not in the file.
    assert_eq!(audited.forms[0].confirmed, Confirmed::TextOnly, "{}", audited.detail.en);
    assert_eq!(audited.detail.en, "");
    assert_eq!(
        audit_file("grade.pdf", "honest", &settings).forms[0].confirmed,
        Confirmed::Yes
    );
}

fn one_that_fails_in_painting_has_read_all_the_same() {
    let mut settings = settings();
    // Where the system cannot bound memory, nothing must be eaten.
    let eats = cfg!(target_os = "linux").then_some("paint-and-eat");
    for manner in ["paint-nothing", "paint-and-abort", "paint-and-hang"]
        .into_iter()
        .chain(eats)
    {
        settings.limits.second_reading = if manner == "paint-and-hang" {
            Duration::from_millis(600)
        } else {
            Duration::from_secs(30)
        };
        let began = Instant::now();
        let audited = audit_file("grade.pdf", manner, &settings);
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{manner}: {:?}",
            began.elapsed()
        );
        let finding = &audited.forms[0].findings[0];
        assert_eq!(
            (finding.confirmed, finding.severity),
            (Confirmed::TextOnly, Severity::Error),
            "{manner}"
        );
        assert_eq!(audited.detail.en, "", "{manner}");
    }
}

fn one_that_hangs_costs_its_time() {
    let mut settings = settings();
    settings.limits.second_reading = Duration::from_millis(300);
    let began = Instant::now();
    let audited = audit("hang", &settings);
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_unavailable(&audited, "did not finish in 0.3 s");
}

fn one_that_aborts_is_told() {
    assert_unavailable(&audit("abort", &settings()), "broke down");
}

fn one_that_eats_memory_ends() {
    // Where the system cannot bound memory, nothing must be eaten.
    if cfg!(target_os = "linux") {
        assert_unavailable(&audit("eat", &settings()), "broke down");
    }
}

fn one_that_reads_otherwise_disputes() {
    let audited = audit("other", &settings());
    let form = &audited.forms[0];
    assert_eq!(form.confirmed, Confirmed::No);
    let accusing = &form.findings[0];
    assert_eq!((accusing.rule, accusing.severity), ("score-sum", Severity::Notice));
    assert_eq!(accusing.confirmed, Confirmed::No);
    let disputes: Vec<_> = form.findings.iter().filter(|f| f.rule == "readers-disagree").collect();
    assert!(!disputes.is_empty());
    for dispute in disputes {
        assert_eq!(dispute.severity, Severity::Warning);
        assert_eq!(dispute.stated.replace('9', "6"), dispute.expected);
        assert!(
            dispute.explanation.en.contains(&dispute.stated),
            "{}",
            dispute.explanation.en
        );
    }
}

fn without_a_program_nothing_is_confirmed() {
    let mut settings = Settings::default();
    assert_unavailable(&audit("honest", &settings), "no program of the second reader");
    settings.confirming = Confirming::None;
    let audited = audit("honest", &settings);
    assert_eq!(audited.forms[0].confirmed, Confirmed::NotAsked);
    assert_eq!(audited.detail.en, "");
}
