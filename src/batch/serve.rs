//! The other end of a [`super::worker::Worker`]: the whole life of a process that audits documents for a run.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use super::WORKER_STACK_BYTES;
use super::wire::{Reply, Request, Setup, read_bytes, read_header, write_header};
use super::worker::Worker;
use crate::input::Document;
use crate::limits::bound_memory;
use crate::settings::Settings;

/// Audits what it is asked for on `input`, until that ends.
///
/// A run that is killed cannot end the processes that it started; they notice by the end of their input, at once, even in the middle of
/// a document that would never end.
pub fn serve(
    mut input: impl Read + Send + 'static,
    output: impl Write + Send,
    second_reader: Option<PathBuf>,
) -> io::Result<()> {
    let Some(setup) = read_header::<Setup>(&mut input)? else {
        return Ok(());
    };
    let settings = Settings {
        passwords: setup.passwords,
        second_reader,
        ..setup.settings
    };
    bound_memory(settings.limits.memory);
    // What panics is told in the answer.
    std::panic::set_hook(Box::new(|_| {}));
    // One document waits while another is audited: nobody sends more.
    let (sender, documents) = mpsc::sync_channel(1);
    thread::Builder::new().spawn(move || receive(input, &sender))?;
    let worker = Worker::new(&settings, setup.style, None);
    thread::scope(|scope| {
        let auditor = thread::Builder::new().stack_size(WORKER_STACK_BYTES);
        let auditor = auditor.spawn_scoped(scope, move || answer(documents, worker, output))?;
        auditor.join().map_err(|_| io::Error::other("panic"))?
    })
}

fn receive(input: impl Read, documents: &SyncSender<Document>) {
    let mut input = BufReader::new(input);
    while let Ok(Some(document)) = read_document(&mut input) {
        if documents.send(document).is_err() {
            break;
        }
    }
    // Nobody is left to hear an answer.
    std::process::exit(0);
}

fn read_document(input: &mut impl Read) -> io::Result<Option<Document>> {
    let Some(request) = read_header::<Request>(input)? else {
        return Ok(None);
    };
    Ok(Some(Document {
        bytes: read_bytes(input, request.bytes)?.into(),
        name: request.name,
        sha256: request.sha256,
    }))
}

fn answer(documents: Receiver<Document>, mut worker: Worker, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    for document in documents {
        let finished = worker.audit(&document)?;
        write_header(&mut output, &Reply::from(&finished))?;
        for table in &finished.rendered.tables {
            output.write_all(table)?;
        }
        for attachment in &finished.attachments {
            output.write_all(&attachment.bytes)?;
        }
        output.flush()?;
    }
    Ok(())
}
