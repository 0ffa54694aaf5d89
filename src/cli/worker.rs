//! `fuhe worker`: what reads documents for others. A run starts it without options, and speaks with it as it likes; any other program starts it with
//! `--jsonl`.

use std::io::{self, BufReader, IsTerminal};

use anyhow::anyhow;

use fuhe::batch::{self, Service};
use fuhe::language::Language;
use fuhe::messages::{Message, reason};

use super::arguments::Worker;
use super::config::Configuration;
use super::{Exit, log};

/// Bytes that are read at once of what is asked.
const REQUEST_BYTES: usize = 64 << 10;

/// Reads what standard input asks for.
pub fn run(asked: &Worker, written: Option<Language>, spoken: Language) -> anyhow::Result<Exit> {
    if asked.jsonl {
        return answer(asked, written, spoken);
    }
    if io::stdin().is_terminal() {
        return Err(anyhow!(Message::WorkerNeedsProgram.text(spoken)));
    }
    batch::serve(io::stdin(), io::stdout(), asked.second_reader.clone())?;
    Ok(Exit::Done)
}

fn answer(asked: &Worker, written: Option<Language>, spoken: Language) -> anyhow::Result<Exit> {
    let configured = Configuration::read(asked.config.as_deref(), spoken)?;
    if let Some(path) = asked.log.as_deref().or(configured.log.as_deref()) {
        log::write_to(path).map_err(|error| super::check::not_writable(path, &error, spoken))?;
    }
    let language = written.or(configured.lang).unwrap_or_default();
    let service = Service {
        settings: configured.own_settings(&asked.reading, spoken)?,
        language,
        threads: asked.threads.map_or(1, usize::from),
        worker: std::env::current_exe().ok(),
        mistake: &|settings| Configuration::mistake_in(settings, language),
    };
    let input = BufReader::with_capacity(REQUEST_BYTES, io::stdin());
    match batch::answer_requests(input, io::stdout().lock(), &service) {
        Ok(true) => Ok(Exit::Done),
        Ok(false) => Ok(Exit::Usage),
        // Whoever asked has gone away.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(error) => Err(anyhow!(
            Message::WorkerNotStarted.fill(spoken, &[("reason", &reason(&error, spoken))])
        )),
    }
}
