//! Inputs -> their rows: what a thread of a run does.

use std::io;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::claims::{Claims, Content, content};
use super::queue::Queue;
use super::wire::DocumentId;
use super::worker::{Finished, Rendered, Taken, Worker, entry};
use crate::audit::Audited;
use crate::input::{Document, Input, OpenError, SEPARATOR};
use crate::pdf::Attachment;

/// One input with all that is attached to it.
pub(super) struct Unit {
    /// Its place among the inputs of all shards.
    pub place: u64,
    pub file: String,
    pub sha256: String,
    /// What it holds, where its rows say nothing else than that.
    pub content: Option<Content>,
    /// Its rows; none where another input of the same content has them.
    pub rendered: Option<Rendered>,
    pub elapsed: Duration,
}

/// Reads one input after the other, until there is none.
pub(super) fn work(
    mut worker: Worker,
    queue: &Queue<'_>,
    claims: &Claims,
    sender: &mpsc::Sender<(usize, io::Result<Unit>)>,
) {
    while let Some((number, place, input)) = queue.next() {
        let began = Instant::now();
        let unit = read(&mut worker, &input, claims).map(|unit| Unit {
            elapsed: began.elapsed(),
            place,
            ..unit
        });
        // The receiver is gone only when writing has failed; the window is then about to close.
        let _ = sender.send((number, unit));
    }
}

fn read(worker: &mut Worker, input: &Input, claims: &Claims) -> io::Result<Unit> {
    let mut is_first = |id: &DocumentId| Ok(claims.is_first(content(&id.sha256)));
    let (id, rendered) = match worker.take(input, &mut is_first)? {
        Taken::NotOpened(rendered) => (None, Some(rendered)),
        Taken::Copy(id) => (Some(id), None),
        Taken::Audited(id, finished) => (Some(id), Some(with_attached(worker, &input.name, finished)?)),
    };
    Ok(Unit {
        place: 0,
        file: input.name.clone(),
        content: id.as_ref().map(|id| content(&id.sha256)),
        sha256: id.map(|id| id.sha256).unwrap_or_default(),
        rendered,
        elapsed: Duration::ZERO,
    })
}

/// The rows of a document, and behind them those of what is attached to it, and to that.
pub(super) fn with_attached(worker: &mut Worker, name: &str, finished: Finished) -> io::Result<Rendered> {
    let deepest = worker.limits().archive.attachment_depth;
    let mut rendered = finished.rendered;
    // What is to be read next is last.
    let mut open: Vec<(u32, Document)> = Vec::new();
    let attached = |around: &str, depth, attachments: Vec<Attachment>| {
        let documents = attachments.into_iter().rev();
        let within = documents.map(|pdf| {
            (
                depth,
                Document::new(format!("{around}{SEPARATOR}{}", pdf.name), pdf.bytes),
            )
        });
        within.collect::<Vec<_>>()
    };
    open.extend(attached(name, 1, finished.attachments));
    while let Some((depth, document)) = open.pop() {
        if depth > deepest {
            let audited = Audited::not_opened(&OpenError::NestedTooDeep);
            rendered.add(&worker.render(&entry(&document.name, &DocumentId::from(&document), audited))?);
            continue;
        }
        let finished = worker.audit(&document)?;
        rendered.add(&finished.rendered);
        open.extend(attached(&document.name, depth + 1, finished.attachments));
    }
    Ok(rendered)
}
