//! `fuhe second-reader`: what a run starts beside itself to read a document once more. Not for people, so no help speaks of it.

use std::io;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use fuhe::second::{self, Request};

use super::Exit;

/// The libraries below nest as deep as a document asks them to.
const STACK_BYTES: usize = 64 << 20;

/// Answers the requests on standard input, until that ends.
pub fn run() -> anyhow::Result<Exit> {
    second::bound_memory();
    // What panics is told in the answer.
    std::panic::set_hook(Box::new(|_| {}));
    let (sender, requests) = mpsc::sync_channel(1);
    thread::Builder::new().spawn(move || receive(&sender))?;
    let answer = move || -> io::Result<()> {
        for (request, bytes) in requests {
            second::answer(&request, &bytes, io::stdout().lock())?;
        }
        Ok(())
    };
    let reader = thread::Builder::new().stack_size(STACK_BYTES).spawn(answer)?;
    reader.join().map_err(|_| io::Error::other("panic"))??;
    Ok(Exit::Done)
}

fn receive(requests: &SyncSender<(Request, Vec<u8>)>) {
    let mut input = io::stdin().lock();
    while let Ok(Some(request)) = second::read_request(&mut input) {
        if requests.send(request).is_err() {
            break;
        }
    }
    // Whoever asked has ended; what is being read, perhaps for ever, is of no use to anyone.
    std::process::exit(0);
}
