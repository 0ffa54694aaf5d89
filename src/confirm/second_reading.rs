//! A document, read once more in a process of its own, which is ended when its time is up. Whatever becomes of that process costs
//! the document its confirmation, and nothing else.
//!
//! Each thread keeps its process from document to document: over 400 forms with findings, on one thread, a document took 5.0 ms by the clock, and
//! 9.6 ms with a process for each.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::child::{Child, Death};
use crate::input::Document;
use crate::language::Bilingual;
use crate::messages::Message;
use crate::second::{Answer, Character, Ink, Look, Request, read_answers, write_request};
use crate::settings::Settings;

/// The argument that makes the program a second reader.
const ARGUMENT: &str = "second-reader";

/// Largest document that is handed over: the second reader takes all of it apart, whatever pages it is asked for. A file of twelve forms
/// has 1 MB.
const MOST_BYTES: usize = 64 << 20;

/// Longest answer that is listened to: a page takes 20 kB, the longest of a corpus of 739 documents 116 kB.
const MOST_ANSWER_BYTES: u64 = 64 << 20;

/// What the second reader says of a document.
#[derive(Debug)]
pub(super) struct SecondReading {
    pages: BTreeMap<u32, Result<(usize, Vec<Character>), Bilingual>>,
    /// The boxes that were looked at on the pages as painted, and the ink in and near each.
    looks: BTreeMap<Look, Vec<Ink>>,
    /// Why the pages that are missing are missing.
    missing: Bilingual,
}

impl SecondReading {
    /// Has these pages of a document, of so many, read, and these boxes looked at.
    pub(super) fn of(
        document: &Document,
        pages: &BTreeSet<u32>,
        looks: &BTreeSet<Look>,
        count: usize,
        settings: &Settings,
    ) -> Self {
        let Some(program) = &settings.second_reader else {
            return Self::none(Message::SecondReaderMissing.bilingual(&[]));
        };
        if document.bytes.len() > MOST_BYTES {
            let (bytes, limit) = (document.bytes.len(), MOST_BYTES);
            return Self::none(Message::TooManyBytes.bilingual(&[("bytes", &bytes), ("limit", &limit)]));
        }
        let request = Request {
            passwords: settings.passwords.clone(),
            pages: pages.iter().copied().collect(),
            looks: looks.iter().copied().collect(),
            bytes: document.bytes.len(),
        };
        match ask(program, &request, &document.bytes, settings.limits.second_reading) {
            Ok(heard) => Self::heard(heard, looks, count, settings.limits.second_reading),
            Err(error) => Self::none(Message::SecondReaderNotStarted.because(&error)),
        }
    }

    fn none(reason: Bilingual) -> Self {
        Self {
            pages: BTreeMap::new(),
            looks: BTreeMap::new(),
            missing: reason,
        }
    }

    fn heard(heard: Heard, looks: &BTreeSet<Look>, count: usize, limit: Duration) -> Self {
        let mut reading = Self::none(if heard.is_late {
            Message::SecondReaderTooSlow.bilingual(&[("seconds", &limit.as_secs_f32())])
        } else {
            Message::SecondReaderDied.bilingual(&[])
        });
        let failed = |reason: &str| Message::SecondReaderFailed.because(&reason);
        for answer in heard.answers {
            match answer {
                Answer::Page {
                    page,
                    pages,
                    characters,
                } => {
                    reading.pages.insert(page, Ok((pages, characters)));
                }
                Answer::Failed { page, reason } => {
                    reading.pages.insert(page, Err(failed(&reason)));
                }
                Answer::Painted { page, pages, seen } => {
                    let asked = looks.iter().filter(|look| look.page == page && pages == count);
                    reading.looks.extend(asked.copied().zip(seen));
                }
                Answer::Closed { reason } => reading.missing = failed(&reason),
                // What could not be painted is not seen.
                Answer::NotPainted { .. } | Answer::Done => {}
            }
        }
        reading
    }

    /// The characters of a page, or why there are none. The document must have as many pages for both readers, or they would speak
    /// of different ones.
    pub(super) fn page(&self, number: u32, pages: usize) -> Result<&[Character], Bilingual> {
        match self.pages.get(&number) {
            Some(Ok((counted, characters))) if *counted == pages => Ok(characters),
            Some(Ok(_)) => Err(Message::SecondReaderOtherPages.bilingual(&[])),
            Some(Err(reason)) => Err(reason.clone()),
            None => Err(self.missing.clone()),
        }
    }
}

impl SecondReading {
    /// The ink in and near a box of the page as painted; none where that could not be painted.
    pub(super) fn seen(&self, look: &Look) -> Option<&[Ink]> {
        self.looks.get(look).map(Vec::as_slice)
    }
}

/// What a process said until it was done, or its time was up.
struct Heard {
    answers: Vec<Answer>,
    is_late: bool,
}

thread_local! {
    /// The process that this thread asks, and its program.
    static READER: RefCell<Option<(PathBuf, Child)>> = const { RefCell::new(None) };
}

fn ask(program: &Path, request: &Request, bytes: &[u8], limit: Duration) -> io::Result<Heard> {
    let kept = READER.take().filter(|(kept, _)| kept == program);
    let start = || Child::start(Command::new(program).arg(ARGUMENT));
    if let Some((_, reader)) = kept {
        match ask_reader(reader, program, request, bytes, limit) {
            // Earlier documents leave their memory behind: a new process says what becomes of this one by itself.
            (_, Err(Death::Sudden(_))) => {}
            (answers, ended) => return Ok(Heard::of(answers, &ended)),
        }
    }
    let (answers, ended) = ask_reader(start()?, program, request, bytes, limit);
    Ok(Heard::of(answers, &ended))
}

/// Asks the process, and keeps it where it lives on.
fn ask_reader(
    mut reader: Child,
    program: &Path,
    request: &Request,
    bytes: &[u8],
    limit: Duration,
) -> (Vec<Answer>, Result<(), Death>) {
    let mut answers = Vec::new();
    let ended = reader.talk(limit, |input, output| {
        // One that ends before it has heard everything may have answered all the same.
        let asked = write_request(input, request, bytes);
        read_answers(output, MOST_ANSWER_BYTES, &mut answers).and(asked)
    });
    if ended.is_ok() {
        READER.set(Some((program.to_path_buf(), reader)));
    }
    (answers, ended)
}

impl Heard {
    fn of(answers: Vec<Answer>, ended: &Result<(), Death>) -> Self {
        Self {
            answers,
            is_late: matches!(ended, Err(Death::Late)),
        }
    }
}
