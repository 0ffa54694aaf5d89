//! A document, read once more in a process of its own, which is ended when its time is up. Whatever becomes of that process costs
//! the document its confirmation, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::input::Document;
use crate::language::Bilingual;
use crate::messages::Message;
use crate::pdf::second::{Answer, Character, Request, read_answers, write_request};
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
    /// Why the pages that are missing are missing.
    missing: Bilingual,
}

impl SecondReading {
    /// Has these pages of a document read.
    pub fn of(document: &Document, pages: &BTreeSet<u32>, settings: &Settings) -> Self {
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
        };
        match ask(program, &request, &document.bytes, settings.limits.second_reading) {
            Ok(heard) => Self::heard(&heard, settings.limits.second_reading),
            Err(error) => Self::none(Message::SecondReaderNotStarted.bilingual(&[("reason", &error)])),
        }
    }

    fn none(reason: Bilingual) -> Self {
        Self {
            pages: BTreeMap::new(),
            missing: reason,
        }
    }

    fn heard(heard: &Heard, limit: Duration) -> Self {
        let mut reading = Self::none(if heard.is_late {
            Message::SecondReaderTooSlow.bilingual(&[("seconds", &limit.as_secs_f32())])
        } else {
            Message::SecondReaderDied.bilingual(&[])
        });
        let failed = |reason: &str| Message::SecondReaderFailed.bilingual(&[("reason", &reason)]);
        for answer in read_answers(heard.answer.as_slice()) {
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
                Answer::Closed { reason } => reading.missing = failed(&reason),
            }
        }
        reading
    }

    /// The characters of a page, or why there are none. The document must have as many pages for both readers, or they would speak
    /// of different ones.
    pub fn page(&self, number: u32, pages: usize) -> Result<&[Character], Bilingual> {
        match self.pages.get(&number) {
            Some(Ok((counted, characters))) if *counted == pages => Ok(characters),
            Some(Ok(_)) => Err(Message::SecondReaderOtherPages.bilingual(&[])),
            Some(Err(reason)) => Err(reason.clone()),
            None => Err(self.missing.clone()),
        }
    }
}

/// What a process said until its end, or until its time was up.
struct Heard {
    answer: Vec<u8>,
    is_late: bool,
}

fn ask(program: &Path, request: &Request, bytes: &[u8], limit: Duration) -> io::Result<Heard> {
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A process that ends before it has heard everything is judged by what it said.
            let _ = input.map(|input: ChildStdin| write_request(input, request, bytes));
        });
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            let mut answer = Vec::new();
            if let Some(output) = output {
                let _ = output.take(MOST_ANSWER_BYTES).read_to_end(&mut answer);
            }
            // The receiver waits no longer when the time is up; the answer is joined below all the same.
            let _ = sender.send(answer);
        });
        let in_time = receiver.recv_timeout(limit);
        end(&mut child);
        // Its pipes are closed now, so both threads come to their end.
        Ok(match in_time {
            Ok(answer) => Heard { answer, is_late: false },
            Err(_) => Heard {
                answer: receiver.recv().unwrap_or_default(),
                is_late: true,
            },
        })
    })
}

/// Ends the process, if it has not ended itself, and leaves no trace of it.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
