//! Who audits a document: this thread, or a process of its own that the document may kill.

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::crash;
use super::lending::Lending;
use super::wire::{Answer, DocumentId, Order, Reply, Setup, read_bytes, read_header, write_header};
use crate::audit::{Audited, Examined, audit_with_attached};
use crate::audited::{Entry, Status};
use crate::child::{Child, Death, Orders};
use crate::input::{Document, Input, Location, OpenError};
use crate::limits::Limits;
use crate::messages::Message;
use crate::pdf::Attachment;
use crate::report::{Counts, Exporter, Style, Tally, exporters};
use crate::settings::Settings;

/// The argument that makes the program a worker.
const ARGUMENT: &str = "worker";

/// The memory that one file was read to is kept for the next one up to this size, in bytes: nearly all are smaller.
const KEPT_BYTES: usize = 8 << 20;

/// The tables of a document with more forms than this are written by several threads, where there are some.
const FORMS_OF_ONE_THREAD: usize = 64;

/// What an allocation that fails says before it ends the process, and a stack that is exhausted.
const OUT_OF_MEMORY: &str = "memory allocation of";
const STACK_EXHAUSTED: &str = "overflowed its stack";

/// One document's result, ready to be written, and the documents in it.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) rendered: Rendered,
    pub(super) attachments: Vec<Attachment>,
}

/// Rows for each table, and their count.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) tables: Vec<Vec<u8>>,
    pub(super) tally: Tally,
}

/// What came of an input.
pub(super) enum Taken {
    /// No document: its row.
    NotOpened(Rendered),
    /// A document of which a copy is audited already.
    Copy(DocumentId),
    /// Its rows, and the documents in it.
    Audited(DocumentId, Finished),
}

/// Audits documents one after the other, whatever becomes of one of them.
pub(super) struct Worker {
    settings: Settings,
    style: Style,
    exporters: Vec<Box<dyn Exporter>>,
    /// The program that is started as `PROGRAM worker`; without it, documents are audited in this thread.
    program: Option<PathBuf>,
    process: Option<Child>,
    /// Where the next file is read to.
    place: Vec<u8>,
    /// The threads of the run, and which one of them this is.
    lending: Arc<Lending>,
    number: usize,
}

impl Worker {
    pub(super) fn new(settings: &Settings, style: Style, program: Option<PathBuf>) -> Self {
        Self::of_run(settings, style, program, (Arc::new(Lending::new(1)), 0))
    }

    /// One of those of a run.
    pub(super) fn of_run(
        settings: &Settings,
        style: Style,
        program: Option<PathBuf>,
        (lending, number): (Arc<Lending>, usize),
    ) -> Self {
        Self {
            lending,
            number,
            settings: settings.clone(),
            style,
            exporters: exporters(style),
            program,
            process: None,
            place: Vec::new(),
        }
    }

    /// Opens an input, and audits it where it is wanted.
    pub(super) fn take(
        &mut self,
        input: &Input,
        is_wanted: &mut dyn FnMut(&DocumentId) -> io::Result<bool>,
    ) -> io::Result<Taken> {
        if let (Some(_), Location::File(path)) = (&self.program, &input.location) {
            return self.have_taken(input, path, is_wanted);
        }
        let place = mem::take(&mut self.place);
        let opened = crash::caught(|| input.open_into(place, &self.settings.limits));
        let document = match opened.unwrap_or_else(|reason| Err(OpenError::BrokenMember(reason))) {
            Ok(document) => document,
            Err(error) => return self.not_opened(&input.name, error.bytes(), Audited::not_opened(&error)),
        };
        let id = DocumentId::from(&document);
        let taken = if is_wanted(&id)? {
            Taken::Audited(id, self.audit(&document)?)
        } else {
            Taken::Copy(id)
        };
        self.place = Arc::into_inner(document.bytes)
            .filter(|place| place.capacity() <= KEPT_BYTES)
            .unwrap_or_default();
        Ok(taken)
    }

    /// Has the process take a file.
    fn have_taken(
        &mut self,
        input: &Input,
        path: &Path,
        is_wanted: &mut dyn FnMut(&DocumentId) -> io::Result<bool>,
    ) -> io::Result<Taken> {
        let order = Order::Read {
            name: input.name.clone(),
            path: path.into(),
        };
        let mut wanted = None;
        let taken = self.ask(|orders, answers| {
            write_header(orders, &order)?;
            let id = match read_answer(answers)? {
                Answer::Read(id) => id,
                Answer::Done(reply) => return Ok(Taken::NotOpened(read_finished(answers, reply)?.rendered)),
            };
            // A second process is told the same as the first.
            if wanted.as_ref() != Some(&id) && !is_wanted(&id)? {
                write_header(orders, &Order::Leave)?;
                return Ok(Taken::Copy(id));
            }
            wanted = Some(id.clone());
            write_header(orders, &Order::GoOn)?;
            Ok(Taken::Audited(id, read_done(answers)?))
        })?;
        let (death, known) = match (taken, wanted) {
            (Ok(taken), _) => return Ok(taken),
            (Err(death), Some(id)) => (death, id),
            (Err(Death::Late), None) => return self.not_opened(&input.name, None, self.obituary(&Death::Late)),
            // Too large for the memory of the process: it is known all the same.
            (Err(death), None) => match input.open(&self.settings.limits) {
                Ok(document) => (death, DocumentId::from(&document)),
                Err(error) => return self.not_opened(&input.name, error.bytes(), Audited::not_opened(&error)),
            },
        };
        Ok(Taken::Audited(known.clone(), self.buried(&input.name, &known, &death)?))
    }

    /// Audits a document.
    pub(super) fn audit(&mut self, document: &Document) -> io::Result<Finished> {
        let id = DocumentId::from(document);
        if self.program.is_none() {
            let caught = crash::caught(|| audit_with_attached(document, &self.settings));
            let Examined {
                audited, attachments, ..
            } = caught.unwrap_or_else(|reason| Audited::crashed(&reason).into());
            return Ok(Finished {
                rendered: self.render(&entry(&document.name, &id, audited))?,
                attachments,
            });
        }
        let order = Order::Audit {
            name: document.name.clone(),
            sha256: document.sha256.clone(),
            bytes: document.bytes.len(),
        };
        let finished = self.ask(|orders, answers| {
            orders.at_once(|orders| {
                write_header(orders, &order)?;
                orders.write_all(&document.bytes)
            })?;
            read_done(answers)
        })?;
        finished.or_else(|death| self.buried(&document.name, &id, &death))
    }

    /// The row of an input that gave no document.
    fn not_opened(&self, name: &str, bytes: Option<u64>, audited: Audited) -> io::Result<Taken> {
        let entry = Entry {
            file: name.to_owned(),
            sha256: String::new(),
            bytes,
            audited,
        };
        Ok(Taken::NotOpened(self.render(&entry)?))
    }

    /// The row of a document that killed the process that read it.
    fn buried(&self, name: &str, id: &DocumentId, death: &Death) -> io::Result<Finished> {
        let rendered = self.render(&entry(name, id, self.obituary(death)))?;
        Ok(Finished::from(rendered))
    }

    /// The rows of a result.
    pub(super) fn render(&self, entry: &Entry) -> io::Result<Rendered> {
        let write = |exporter: &dyn Exporter| {
            let mut bytes = Vec::new();
            exporter.write_rows(entry, &mut bytes).map(|()| bytes)
        };
        let exporters = self.exporters.iter().map(|exporter| &**exporter);
        let tables: io::Result<Vec<Vec<u8>>> = if entry.audited.forms.len() > FORMS_OF_ONE_THREAD {
            self.settings.crew.map(exporters.collect(), write).into_iter().collect()
        } else {
            exporters.map(write).collect()
        };
        let tables = tables?;
        Ok(Rendered {
            tables,
            tally: Tally::of(entry),
        })
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.settings.limits
    }

    /// Talks with the process. Where it dies of what earlier documents left behind in its memory, a new one says what becomes of this one by
    /// itself, in every run the same. Both have the time of one.
    fn ask<T>(
        &mut self,
        mut talk: impl FnMut(&mut Orders, &mut BufReader<ChildStdout>) -> io::Result<T>,
    ) -> io::Result<Result<T, Death>> {
        let (began, limit) = (Instant::now(), self.settings.longest_time());
        if let Some(process) = self.process.take() {
            match self.ask_process(process, limit, &mut talk) {
                Err(Death::Sudden(_)) => {}
                answer => return Ok(answer),
            }
        }
        let fresh = self.start()?;
        Ok(self.ask_process(fresh, limit.saturating_sub(began.elapsed()), &mut talk))
    }

    /// Talks with this process, and keeps it where it lives on.
    fn ask_process<T>(
        &mut self,
        mut process: Child,
        limit: Duration,
        talk: impl FnOnce(&mut Orders, &mut BufReader<ChildStdout>) -> io::Result<T>,
    ) -> Result<T, Death> {
        self.lending.begin(self.number, process.orders());
        let answer = process.talk(limit, talk);
        self.lending.end(self.number);
        if answer.is_ok() {
            self.process = Some(process);
        }
        answer
    }

    fn start(&self) -> io::Result<Child> {
        /// Starting takes 2 ms; on a machine that has no time at all, much longer.
        const SETTING_UP: Duration = Duration::from_mins(1);
        let program = self.program.clone().unwrap_or_default();
        let second_reader = self.settings.second_reader.clone().map(OsString::from);
        let mut command = Command::new(program);
        // What recognises shares lines out over our threads, and would start as many of its own, whose stacks count as memory.
        command.arg(ARGUMENT).args(second_reader).env("RTEN_NUM_THREADS", "1");
        let mut process = Child::start(&mut command)?;
        let setup = Setup {
            settings: self.settings.clone(),
            passwords: self.settings.passwords.clone(),
            style: self.style,
        };
        let told = process.talk(SETTING_UP, |input, _| write_header(input, &setup));
        told.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(process)
    }

    /// What is said of a document that killed the process that read it.
    fn obituary(&self, death: &Death) -> Audited {
        let limits = &self.settings.limits;
        match death {
            Death::Late => {
                let seconds = limits.time.as_secs();
                Audited::without_pages(Status::Timeout, Message::TimeIsUp.bilingual(&[("seconds", &seconds)]))
            }
            Death::Sudden(said) if said.contains(OUT_OF_MEMORY) => {
                let megabytes = limits.memory >> 20;
                Audited::without_pages(
                    Status::TooLarge,
                    Message::TooMuchMemory.bilingual(&[("megabytes", &megabytes)]),
                )
            }
            Death::Sudden(said) if said.contains(STACK_EXHAUSTED) => Audited::crashed("nested too deep"),
            Death::Sudden(said) => Audited::crashed(said.lines().next().unwrap_or("the process ended")),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.lending.leave();
    }
}

pub(super) fn entry(name: &str, id: &DocumentId, audited: Audited) -> Entry {
    Entry {
        file: name.to_owned(),
        sha256: id.sha256.clone(),
        bytes: Some(id.bytes),
        audited,
    }
}

fn read_answer(output: &mut impl Read) -> io::Result<Answer> {
    read_header(output)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// What came of a document whose audit was asked for.
fn read_done(output: &mut impl Read) -> io::Result<Finished> {
    match read_answer(output)? {
        Answer::Done(reply) => read_finished(output, reply),
        Answer::Read(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// The rows and documents that the reply announces.
fn read_finished(output: &mut impl Read, reply: Reply) -> io::Result<Finished> {
    let tables = reply.tables.iter().map(|length| read_bytes(output, *length));
    let tables = tables.collect::<io::Result<_>>()?;
    let attachments = reply.attachments.into_iter().map(|(name, length)| {
        let bytes = read_bytes(output, length)?;
        Ok(Attachment { name, bytes })
    });
    Ok(Finished {
        rendered: Rendered {
            tables,
            tally: Tally::from(&reply.counts),
        },
        attachments: attachments.collect::<io::Result<_>>()?,
    })
}

impl Rendered {
    /// Adds the rows of another document behind these.
    pub(super) fn add(&mut self, other: &Self) {
        for (table, rows) in self.tables.iter_mut().zip(&other.tables) {
            table.extend_from_slice(rows);
        }
        self.tally.add(&other.tally);
    }
}

/// Rows of something in which there are no documents.
impl From<Rendered> for Finished {
    fn from(rendered: Rendered) -> Self {
        Self {
            rendered,
            attachments: Vec::new(),
        }
    }
}

impl From<&Finished> for Reply {
    fn from(finished: &Finished) -> Self {
        let attachments = finished.attachments.iter();
        Self {
            counts: Counts::from(&finished.rendered.tally),
            tables: finished.rendered.tables.iter().map(Vec::len).collect(),
            attachments: attachments
                .map(|attachment| (attachment.name.clone(), attachment.bytes.len()))
                .collect(),
        }
    }
}
