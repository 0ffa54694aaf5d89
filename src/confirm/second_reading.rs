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
use crate::second::{Answer, Character, Ink, Look, Request, read_answer, write_request};
use crate::settings::Settings;

/// The argument that makes the program a second reader.
const ARGUMENT: &str = "second-reader";

/// For the allocator of the GNU C library, where that is in use: it gives memory back to the system after each document, and takes it again for
/// the next one, and keeps as many heaps as there are threads. In bytes; a run over 96 forms, half of them flagged, took 0.94 of the time so.
const MEMORY: [(&str, &str); 4] = [
    ("MALLOC_ARENA_MAX", "1"),
    ("MALLOC_MMAP_THRESHOLD_", "67108864"),
    ("MALLOC_TOP_PAD_", "1048576"),
    ("MALLOC_TRIM_THRESHOLD_", "67108864"),
];

/// Largest document that is handed over: it is held in memory once more. A file of twelve forms has 1 MB.
const MOST_BYTES: usize = 64 << 20;

/// How many processes may end over one document: each costs the page that it was busy with, and no page may cost all others. Pages that all take
/// for ever would cost their limit each.
const MOST_DEATHS: usize = 4;

/// Longest answer that is listened to: a page takes 20 kB at most.
const MOST_ANSWER_BYTES: u64 = 64 << 20;

/// What the second reader says of a document.
#[derive(Debug)]
pub(super) struct SecondReading {
    pages: BTreeMap<u32, Result<PageReading, Bilingual>>,
    /// The boxes that were looked at on the pages as painted, and the ink in and near each.
    looks: BTreeMap<Look, Vec<Ink>>,
    /// Why the pages that are missing are missing.
    missing: Bilingual,
}

/// What the second reader says of a page.
#[derive(Debug)]
pub(super) struct PageReading {
    /// How many pages the document has.
    pub(super) pages: usize,
    /// The characters in the boxes that were asked about, and others near them.
    pub(super) characters: Vec<Character>,
    /// About how many characters the page has.
    pub(super) count: usize,
}

impl SecondReading {
    /// Has the pages of these figures read, of a document of so many, and these boxes looked at.
    pub(super) fn of(
        document: &Document,
        figures: &BTreeSet<Look>,
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
            pages: figures
                .iter()
                .map(|figure| figure.page)
                .collect::<BTreeSet<u32>>()
                .into_iter()
                .collect(),
            figures: figures.iter().copied().collect(),
            looks: looks.iter().copied().collect(),
            bytes: document.bytes.len(),
            // A path that is no text cannot be told, and a pipe cannot be read twice.
            file: document
                .path
                .clone()
                .filter(|path| path.to_str().is_some() && path.is_file()),
        };
        match ask(program, request, &document.bytes, settings.limits.second_reading) {
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
                    left_out,
                } => {
                    let read = PageReading {
                        pages,
                        count: characters.len().saturating_add(left_out),
                        characters,
                    };
                    reading.pages.insert(page, Ok(read));
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
                Answer::NotPainted { .. } | Answer::Opened | Answer::Done => {}
            }
        }
        reading
    }

    /// The reading of a page, or why there is none. The document must have as many pages for both readers, or they would speak of
    /// different ones.
    pub(super) fn page(&self, number: u32, pages: usize) -> Result<&PageReading, Bilingual> {
        match self.pages.get(&number) {
            Some(Ok(read)) if read.pages == pages => Ok(read),
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

/// Asks for all pages. One that ends the process costs no other one: what is left is asked of a new process.
fn ask(program: &Path, mut request: Request, bytes: &[u8], limit: Duration) -> io::Result<Heard> {
    let mut heard = Heard {
        answers: Vec::new(),
        is_late: false,
    };
    let mut kept = READER.take().filter(|(kept, _)| kept == program);
    for _ in 0..MOST_DEATHS {
        let is_kept = kept.is_some();
        let reader = match kept.take() {
            Some((_, reader)) => reader,
            None => Child::start(Command::new(program).arg(ARGUMENT).envs(MEMORY))?,
        };
        let known = heard.answers.len();
        let Err(death) = ask_reader(reader, program, &request, bytes, limit, &mut heard.answers) else {
            break;
        };
        // Earlier documents leave their memory behind: a new process says what becomes of this one by itself.
        let is_of_this_one = !is_kept || matches!(death, Death::Late);
        heard.is_late |= matches!(death, Death::Late);
        let new = heard.answers.get(known..).unwrap_or_default();
        if !is_left(&mut request, new, is_of_this_one) {
            break;
        }
    }
    Ok(heard)
}

/// Takes out of a request what has been answered, and the page that ended the process if that was the document's own doing. Says whether
/// anything is left to ask.
fn is_left(request: &mut Request, answers: &[Answer], is_of_this_one: bool) -> bool {
    if is_of_this_one && answers.is_empty() && !request.pages.is_empty() {
        // It cannot be opened.
        return false;
    }
    for answer in answers {
        match answer {
            Answer::Page { page, .. } | Answer::Failed { page, .. } => request.pages.retain(|asked| asked != page),
            Answer::Painted { page, .. } | Answer::NotPainted { page, .. } => {
                request.looks.retain(|look| look.page != *page);
            }
            Answer::Closed { .. } | Answer::Opened | Answer::Done => {}
        }
    }
    if is_of_this_one {
        if !request.pages.is_empty() {
            request.pages.remove(0);
        } else if let Some(page) = request.looks.first().map(|look| look.page) {
            request.looks.retain(|look| look.page != page);
        }
    }
    !request.pages.is_empty() || !request.looks.is_empty()
}

/// Asks the process, and keeps it where it lives on. Each answer has the limit for itself.
fn ask_reader(
    mut reader: Child,
    program: &Path,
    request: &Request,
    bytes: &[u8],
    limit: Duration,
    answers: &mut Vec<Answer>,
) -> Result<(), Death> {
    let mut asked = Some(request);
    loop {
        let answer = reader.talk(limit, |input, output| {
            // One that ends before it has heard everything may have answered all the same.
            let written = asked
                .take()
                .map_or(Ok(()), |request| write_request(input, request, bytes));
            read_answer(output, MOST_ANSWER_BYTES).and_then(|answer| written.map(|()| answer))
        })?;
        match answer {
            Some(answer) => answers.push(answer),
            None => break,
        }
    }
    READER.set(Some((program.to_path_buf(), reader)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn look(page: u32) -> Look {
        Look {
            page,
            bbox: Rect::default(),
        }
    }

    fn read(page: u32) -> Answer {
        Answer::Page {
            page,
            pages: 9,
            characters: Vec::new(),
            left_out: 0,
        }
    }

    /// What is asked again of pages 3, 5 and 7 after these answers.
    fn left(answers: &[Answer], is_of_this_one: bool) -> Option<(Vec<u32>, Vec<u32>)> {
        let mut request = Request {
            pages: vec![3, 5, 7],
            looks: vec![look(3), look(3), look(7)],
            ..Request::default()
        };
        let is_left = is_left(&mut request, answers, is_of_this_one);
        is_left.then(|| (request.pages, request.looks.iter().map(|look| look.page).collect()))
    }

    #[test]
    fn a_page_that_ends_the_process_costs_no_other_page() {
        assert_eq!(left(&[Answer::Opened, read(3)], true), Some((vec![7], vec![3, 3, 7])));
        assert_eq!(
            left(&[Answer::Opened, read(3), read(5), read(7)], true),
            Some((vec![], vec![7]))
        );
        let painted = Answer::NotPainted {
            page: 3,
            reason: String::new(),
        };
        assert_eq!(left(&[Answer::Opened, read(3), read(5), read(7), painted], true), None);
    }

    #[test]
    fn what_cannot_be_opened_is_not_asked_again_but_of_a_process_of_its_own() {
        assert_eq!(left(&[], true), None);
        assert_eq!(left(&[], false), Some((vec![3, 5, 7], vec![3, 3, 7])));
    }
}
