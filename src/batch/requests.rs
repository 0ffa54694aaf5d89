//! `fuhe worker --jsonl`: a program asks for documents one after the other, and hears of each in one object. docs/worker.md is the protocol.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::crash;
use super::lending::Lending;
use super::unit::with_attached;
use super::worker::{Rendered, Taken, Worker};
use crate::audit::Audited;
use crate::input::{Input, Inputs, Location, OpenError, Roots};
use crate::language::Language;
use crate::messages::Message;
use crate::report::{Shape, Style, columns};
use crate::settings::Settings;

/// Changes when a reader of the objects has to change.
const SCHEMA: &str = "fuhe-worker/1";

/// Longest line of a request, in bytes: settings with all words that a user may add are below a megabyte.
const LONGEST_REQUEST: u64 = 16 << 20;

/// How documents are read where a request says nothing else.
pub struct Service<'a> {
    /// How each document is read and checked.
    pub settings: Settings,
    /// The language of what fuhe itself writes.
    pub language: Language,
    /// Threads that one long document may have.
    pub threads: usize,
    /// The program that audits documents when it is started as `PROGRAM worker`: the `fuhe` command. Without it, documents are audited in this
    /// process.
    pub worker: Option<PathBuf>,
    /// What is wrong with settings that are well-formed.
    pub mistake: &'a dyn Fn(&Settings) -> Option<String>,
}

/// What a program may ask for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    path: Option<PathBuf>,
    bytes: Option<u64>,
    file: Option<String>,
    settings: Option<Settings>,
    passwords: Option<Vec<String>>,
    lang: Option<Language>,
    rows: Option<bool>,
    records: Option<bool>,
}

/// What of a request is understood where the rest makes no sense: how long it is, and whose it is.
#[derive(Debug, Default, Deserialize)]
struct Outline<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    bytes: Option<&'a RawValue>,
}

/// The first line.
#[derive(Serialize)]
struct Greeting {
    schema: &'static str,
    version: &'static str,
    columns: BTreeMap<&'static str, Vec<&'static str>>,
    copy: CopyDetail,
}

/// What a run adds to the detail of a copy.
#[derive(Serialize)]
struct CopyDetail {
    joint: &'static str,
    remark: &'static str,
}

/// The head of every other line.
#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    id: Option<&'a RawValue>,
    last: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    input: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Answers the requests on `input` until it ends, or until nobody knows where the next one begins: then the answer is `false`.
///
/// # Errors
/// The input cannot be read, an answer cannot be written, or the process that reads documents cannot be started.
pub fn answer_requests(mut input: impl BufRead, output: impl Write, service: &Service<'_>) -> io::Result<bool> {
    let mut answers = Answers {
        output,
        service,
        reader: None,
    };
    answers.greet()?;
    let _quiet = crash::quiet();
    let mut line = Vec::new();
    loop {
        line.clear();
        // One byte more, so that a line of the longest length still shows its end.
        (&mut input).take(LONGEST_REQUEST + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(true);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if line.len() as u64 > LONGEST_REQUEST {
            answers.refuse(None, "more than 16 MiB on one line")?;
            return Ok(false);
        }
        match serde_json::from_slice::<Request>(&line) {
            Ok(request) => {
                if !answers.answer(&request, &mut input)? {
                    return Ok(false);
                }
            }
            Err(error) => {
                let Some((id, bytes)) = outline(&line) else {
                    answers.refuse(None, &error.to_string())?;
                    return Ok(false);
                };
                let is_whole = skip(&mut input, bytes)?;
                answers.refuse(id, &error.to_string())?;
                if !is_whole {
                    return Ok(false);
                }
            }
        }
    }
}

/// Whose request it is, and how many bytes follow it; nothing where that cannot be known.
fn outline(line: &[u8]) -> Option<(Option<&RawValue>, u64)> {
    let outline: Outline = serde_json::from_slice(line).ok()?;
    let bytes = outline.bytes.map_or(Ok(0), |bytes| serde_json::from_str(bytes.get()));
    Some((outline.id, bytes.ok()?))
}

/// Reads so many bytes and forgets them; whether there were so many.
fn skip(input: &mut impl BufRead, bytes: u64) -> io::Result<bool> {
    let skipped = io::copy(&mut input.take(bytes), &mut io::sink())?;
    Ok(skipped == bytes)
}

/// Who answers.
struct Answers<'a, W> {
    output: W,
    service: &'a Service<'a>,
    /// Reads documents, as the last request wanted it.
    reader: Option<(Manner, Worker)>,
}

/// How the documents of a request are read, and what is said of them.
#[derive(PartialEq)]
struct Manner {
    settings: Settings,
    shape: Shape,
    language: Language,
}

impl<W: Write> Answers<'_, W> {
    fn greet(&mut self) -> io::Result<()> {
        let language = self.service.language;
        let greeting = Greeting {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            columns: columns().into_iter().collect(),
            copy: CopyDetail {
                joint: language.joint(),
                remark: Message::Duplicate.text(language),
            },
        };
        self.write(&serde_json::to_vec(&greeting)?)
    }

    /// Answers a request; whether the next one can be found.
    fn answer(&mut self, request: &Request<'_>, input: &mut impl BufRead) -> io::Result<bool> {
        let manner = self.manner(request);
        let limit = manner.settings.limits.bytes;
        // What follows the request is taken first, so that whatever is said, the next one is found.
        let (bytes, is_whole) = match request.bytes {
            Some(bytes) if bytes > limit => (None, skip(input, bytes)?),
            Some(bytes) => {
                let mut place = Vec::new();
                input.take(bytes).read_to_end(&mut place)?;
                let is_whole = place.len() as u64 == bytes;
                (Some(place), is_whole)
            }
            None => (None, true),
        };
        if !is_whole {
            self.refuse(request.id, "the input ended before all bytes had come")?;
            return Ok(false);
        }
        let location = match (&request.path, request.bytes, bytes) {
            (Some(path), None, _) => match path.metadata() {
                Ok(_) => Location::File(path.clone()),
                Err(error) => Location::Unreachable(OpenError::from(&error)),
            },
            (None, Some(_), Some(bytes)) => Location::Memory(bytes.into()),
            (None, Some(bytes), None) => Location::Unreachable(OpenError::TooLarge { bytes, limit }),
            _ => {
                self.refuse(request.id, "either `path` or `bytes` is needed")?;
                return Ok(true);
            }
        };
        let path_name = request.path.as_deref().map(Path::to_string_lossy);
        let Some(name) = request.file.as_deref().or(path_name.as_deref()) else {
            self.refuse(request.id, "`bytes` need a `file`")?;
            return Ok(true);
        };
        if let Some(settings) = &request.settings
            && let Some(mistake) = (self.service.mistake)(settings)
        {
            self.refuse(request.id, &mistake)?;
            return Ok(true);
        }
        let named = Input {
            name: name.to_owned(),
            location,
        };
        self.answer_each(request.id, named, manner)?;
        Ok(true)
    }

    /// Says what became of each document of an input.
    fn answer_each(&mut self, id: Option<&RawValue>, input: Input, manner: Manner) -> io::Result<()> {
        let mut reader = match self.reader.take() {
            Some((before, reader)) if before == manner => reader,
            _ => self.start(&manner),
        };
        // Of each it is known whether it is the last one only when the next one is there.
        let mut held: Option<(String, Vec<u8>)> = None;
        for input in Inputs::new(&Roots::of(input), &manner.settings.limits) {
            let rendered = read(&mut reader, &input)?;
            for object in rendered
                .tables
                .iter()
                .flat_map(|lines| lines.split(|byte| *byte == b'\n'))
            {
                if object.is_empty() {
                    continue;
                }
                if let Some((name, before)) = held.replace((input.name.clone(), object.to_vec())) {
                    self.tell(id, false, &name, &before)?;
                }
            }
        }
        self.reader = Some((manner, reader));
        match held {
            Some((name, object)) => self.tell(id, true, &name, &object),
            None => Ok(()),
        }
    }

    fn manner(&self, request: &Request<'_>) -> Manner {
        let own = &self.service.settings;
        let mut settings = request.settings.clone().unwrap_or_else(|| own.clone());
        settings.second_reader.clone_from(&own.second_reader);
        settings.passwords = request.passwords.clone().unwrap_or_else(|| own.passwords.clone());
        Manner {
            settings,
            shape: Shape::Object {
                rows: request.rows != Some(false),
                records: request.records != Some(false),
            },
            language: request.lang.unwrap_or(self.service.language),
        }
    }

    fn start(&self, manner: &Manner) -> Worker {
        let style = Style {
            language: manner.language,
            byte_order_mark: false,
            chinese_headers: false,
            guards_dates: false,
        };
        let helpers = self.service.threads.saturating_sub(1);
        let lent = (Arc::new(Lending::with_idle(1, helpers)), 0);
        Worker::of_run(
            &manner.settings,
            (manner.shape, style),
            self.service.worker.clone(),
            lent,
        )
    }

    /// Writes the object of a document, with what this protocol says of it before what is said of it anyway.
    fn tell(&mut self, id: Option<&RawValue>, last: bool, input: &str, object: &[u8]) -> io::Result<()> {
        let head = Head {
            schema: SCHEMA,
            id,
            last,
            input: Some(input),
            status: None,
            detail: None,
        };
        let mut line = serde_json::to_vec(&head)?;
        // Two objects become one where the brace that ends the first and the one that begins the second become a comma.
        line.pop();
        line.push(b',');
        line.extend_from_slice(object.get(1..).unwrap_or_default());
        self.write(&line)
    }

    fn refuse(&mut self, id: Option<&RawValue>, reason: &str) -> io::Result<()> {
        let detail = Message::BadRequest.fill(self.service.language, &[("reason", &reason)]);
        let head = Head {
            schema: SCHEMA,
            id,
            last: true,
            input: None,
            status: Some("bad-request"),
            detail: Some(detail),
        };
        self.write(&serde_json::to_vec(&head)?)
    }

    fn write(&mut self, object: &[u8]) -> io::Result<()> {
        self.output.write_all(object)?;
        self.output.write_all(b"\n")?;
        self.output.flush()
    }
}

/// The objects of an input, and of what is attached to it.
fn read(reader: &mut Worker, input: &Input) -> io::Result<Rendered> {
    match reader.take(input, &mut |_| Ok(true))? {
        Taken::NotOpened(rendered) => Ok(rendered),
        Taken::Audited(_, finished) => with_attached(reader, &input.name, finished),
        // Everything is wanted; were something left all the same, that is said.
        Taken::Copy(id) => reader.render(&super::worker::entry(&input.name, &id, Audited::crashed("not read"))),
    }
}
