//! Who audits a document: this thread, or a process of its own that the document may kill.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::crash;
use super::wire::{Reply, Request, Setup, read_bytes, read_header, write_header};
use crate::audit::{Audited, Examined, examine};
use crate::child::{Child, Death};
use crate::input::Document;
use crate::limits::Limits;
use crate::messages::Message;
use crate::pdf::Attachment;
use crate::report::{Counts, Entry, Exporter, Status, Style, Tally, exporters};
use crate::settings::Settings;

/// The argument that makes the program a worker.
const ARGUMENT: &str = "worker";

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

/// Audits documents one after the other, whatever becomes of one of them.
pub(super) struct Worker {
    settings: Settings,
    style: Style,
    exporters: Vec<Box<dyn Exporter>>,
    /// The program that is started as `PROGRAM worker`; without it, documents are audited in this thread.
    program: Option<PathBuf>,
    process: Option<Child>,
}

impl Worker {
    pub(super) fn new(settings: &Settings, style: Style, program: Option<PathBuf>) -> Self {
        Self {
            settings: settings.clone(),
            style,
            exporters: exporters(style),
            program,
            process: None,
        }
    }

    /// Audits a document.
    pub(super) fn audit(&mut self, document: &Document) -> io::Result<Finished> {
        if self.program.is_none() {
            let caught = crash::caught(|| examine(document, &self.settings));
            let Examined {
                audited, attachments, ..
            } = caught.unwrap_or_else(|reason| Audited::crashed(&reason).into());
            return Ok(Finished {
                rendered: render(&entry(document, audited), &self.exporters)?,
                attachments,
            });
        }
        let was_fresh = self.process.is_none();
        let (began, limit) = (Instant::now(), self.settings.limits.time);
        let died = match self.ask(document, limit)? {
            // Earlier documents leave their memory behind: a new process says what this one takes by itself, in every run the same. Both have the
            // time of one.
            Err(Death::Sudden(_)) if !was_fresh => self.ask(document, limit.saturating_sub(began.elapsed()))?,
            answer => answer,
        };
        died.or_else(|death| {
            Ok(Finished {
                rendered: render(&entry(document, self.obituary(&death)), &self.exporters)?,
                attachments: Vec::new(),
            })
        })
    }

    /// The rows of a result.
    pub(super) fn render(&self, entry: &Entry) -> io::Result<Rendered> {
        render(entry, &self.exporters)
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.settings.limits
    }

    fn ask(&mut self, document: &Document, limit: Duration) -> io::Result<Result<Finished, Death>> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => self.start()?,
        };
        let request = Request {
            name: document.name.clone(),
            sha256: document.sha256.clone(),
            bytes: document.bytes.len(),
        };
        let answer = process.ask(
            limit,
            |input| {
                use io::Write;
                write_header(input, &request)?;
                input.write_all(&document.bytes)
            },
            |output| {
                let reply: Reply = read_header(output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
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
            },
        );
        if answer.is_ok() {
            self.process = Some(process);
        }
        Ok(answer)
    }

    fn start(&self) -> io::Result<Child> {
        /// Starting takes 2 ms; on a machine that has no time at all, much longer.
        const SETTING_UP: Duration = Duration::from_mins(1);
        let program = self.program.clone().unwrap_or_default();
        let second_reader = self.settings.second_reader.clone().map(OsString::from);
        let mut process = Child::start(Command::new(program).arg(ARGUMENT).args(second_reader))?;
        let setup = Setup {
            settings: self.settings.clone(),
            passwords: self.settings.passwords.clone(),
            style: self.style,
        };
        let told = process.ask(SETTING_UP, |input| write_header(input, &setup), |_| Ok(()));
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

pub(super) fn entry(document: &Document, audited: Audited) -> Entry {
    Entry {
        file: document.name.clone(),
        sha256: document.sha256.clone(),
        bytes: Some(document.bytes.len() as u64),
        audited,
    }
}

fn render(entry: &Entry, exporters: &[Box<dyn Exporter>]) -> io::Result<Rendered> {
    let mut tables = Vec::with_capacity(exporters.len());
    for exporter in exporters {
        let mut bytes = Vec::new();
        exporter.write_rows(entry, &mut bytes)?;
        tables.push(bytes);
    }
    Ok(Rendered {
        tables,
        tally: Tally::of(entry),
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
