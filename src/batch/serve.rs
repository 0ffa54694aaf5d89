//! The other end of a [`Worker`]: the whole life of a process that audits documents for a run.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

use super::wire::{Answer, Order, Reply, Setup, read_bytes, read_header, write_header};
use super::worker::{Finished, Taken, Worker};
use crate::crew::STACK_BYTES;
use crate::input::{Document, Input, Location};
use crate::limits::bound_memory;
use crate::settings::Settings;

/// Bytes of an answer that are written at once: the rows of most documents.
const REPLY_BYTES: usize = 64 << 10;

/// How long the process may take to end when nobody asks any more; that it is over a document that never ends is then the reason.
const FAREWELL: Duration = Duration::from_millis(300);

/// Audits what it is asked for on `input`, until that ends.
///
/// A run that is killed cannot end the processes that it started; they notice by the end of their input, at once, even in the middle of
/// a document that would never end.
///
/// # Errors
/// A request cannot be understood, or an answer cannot be written.
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
    // One order waits while another is carried out: nobody sends more.
    let (sender, orders) = mpsc::sync_channel(1);
    let crew = settings.crew.clone();
    let has_threads = move |threads: usize| {
        crew.allow(threads);
        bound_memory(settings.limits.memory.saturating_add(crew.bytes()));
    };
    thread::Builder::new().spawn(move || receive(input, sender, &has_threads))?;
    let worker = Worker::new(&settings, (setup.shape, setup.style), None);
    thread::scope(|scope| {
        let auditor = thread::Builder::new().stack_size(STACK_BYTES);
        let auditor = auditor.spawn_scoped(scope, move || answer(&orders, worker, output))?;
        auditor.join().map_err(|_| io::Error::other("panic"))?
    })
}

/// An order, and the bytes of the document that it may be for.
type Received = (Order, Vec<u8>);

fn receive(input: impl Read, orders: SyncSender<Received>, has_threads: &dyn Fn(usize)) {
    let mut input = BufReader::new(input);
    while let Ok(Some(received)) = read_order(&mut input) {
        if let Order::Threads(threads) = received.0 {
            has_threads(threads);
            continue;
        }
        if orders.send(received).is_err() {
            break;
        }
    }
    // Nobody is left to hear an answer. Whoever waits for orders ends by itself, and the second reader with it.
    drop(orders);
    thread::sleep(FAREWELL);
    std::process::exit(0);
}

fn read_order(input: &mut impl Read) -> io::Result<Option<Received>> {
    let Some(order) = read_header(input)? else {
        return Ok(None);
    };
    let bytes = match &order {
        Order::Audit { bytes, .. } => read_bytes(input, *bytes)?,
        Order::Read { .. } | Order::GoOn | Order::Leave | Order::Threads(_) => Vec::new(),
    };
    Ok(Some((order, bytes)))
}

fn answer(orders: &Receiver<Received>, mut worker: Worker, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(REPLY_BYTES, output);
    while let Ok((order, bytes)) = orders.recv() {
        let finished = match order {
            Order::Read { name, path } => {
                let input = Input {
                    name,
                    location: Location::File(path.into()),
                };
                let taken = worker.take(&input, &mut |id| {
                    write_header(&mut output, &Answer::Read(id.clone()))?;
                    output.flush()?;
                    Ok(matches!(orders.recv(), Ok((Order::GoOn, _))))
                })?;
                match taken {
                    Taken::Copy(_) => continue,
                    Taken::NotOpened(rendered) => Finished::from(rendered),
                    Taken::Audited(_, finished) => finished,
                }
            }
            Order::Audit { name, sha256, .. } => worker.audit(&Document {
                name,
                sha256,
                bytes: Arc::new(bytes),
                path: None,
            })?,
            Order::GoOn | Order::Leave | Order::Threads(_) => return Err(io::ErrorKind::InvalidData.into()),
        };
        write_header(&mut output, &Answer::Done(Reply::from(&finished)))?;
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
