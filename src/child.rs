//! A process of our own program that answers requests over its pipes, for work that can hang, abort or take all memory: a thread that does so
//! cannot be ended, and takes the whole run with it; a process can.
//!
//! Measured over the 70 fixtures on one thread (`cargo bench --bench batch`), a document takes 1.4 ms by the clock in a process that audits, its
//! start included, and 0.96 ms in a thread. The process reads the file itself: through a pipe it would be copied three times.

use std::io::{self, BufReader, Read, Write};
use std::process::{Child as Process, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often it is looked whether a request takes too long: far less than the second by which a limit may be overdrawn.
const WATCH_EVERY: Duration = Duration::from_millis(50);

/// How long a process may take to end when nobody asks it any more; it takes a millisecond.
const FAREWELL: Duration = Duration::from_secs(1);

/// Bytes of an answer that are read at once: as many as a pipe holds.
const ANSWER_BYTES: usize = 64 << 10;

/// Longest last words that are listened to, in bytes.
const LAST_WORDS: usize = 4_096;

/// The process, as long as it lives; it is ended with this value.
#[derive(Debug)]
pub(crate) struct Child {
    input: Option<Orders>,
    output: BufReader<ChildStdout>,
    /// Listens to standard error, and returns the last of it.
    errors: Option<JoinHandle<String>>,
    life: Arc<Life>,
}

/// What the process is told. Each message that is written at once is whole, whoever else writes.
#[derive(Debug, Clone)]
pub(crate) struct Orders(Arc<Mutex<ChildStdin>>);

impl Orders {
    fn lock(&self) -> MutexGuard<'_, ChildStdin> {
        // A pipe: what was written to it is gone.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what may not be parted.
    pub(crate) fn at_once<T>(&self, write: impl FnOnce(&mut ChildStdin) -> T) -> T {
        write(&mut self.lock())
    }
}

impl Write for Orders {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.lock().flush()
    }
}

/// Why there is no answer. The process is ended.
#[derive(Debug)]
pub(crate) enum Death {
    /// Its time was up.
    Late,
    /// It ended by itself, with these last words on standard error.
    Sudden(String),
}

#[derive(Debug)]
struct Life {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Debug)]
struct State {
    process: Process,
    deadline: Option<Instant>,
    is_late: bool,
    has_ended: bool,
}

impl Child {
    /// Starts the program.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        apart(command);
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let life = Arc::new(Life {
            state: Mutex::new(State {
                process,
                deadline: None,
                is_late: false,
                has_ended: false,
            }),
            ended: Condvar::new(),
        });
        let (Some(input), Some(output), Some(errors)) = pipes else {
            life.end();
            return Err(io::Error::other("no pipes"));
        };
        let mut child = Self {
            input: Some(Orders(Arc::new(Mutex::new(input)))),
            output: BufReader::with_capacity(ANSWER_BYTES, output),
            errors: None,
            life: Arc::clone(&life),
        };
        // Nobody may have to wait because standard error is full. Where a thread cannot be had, the process is ended with the child.
        child.errors = Some(thread::Builder::new().spawn(move || last_words(errors))?);
        thread::Builder::new().spawn(move || life.watch())?;
        Ok(child)
    }

    /// Where it is told what to do.
    pub(crate) fn orders(&self) -> Option<Orders> {
        self.input.clone()
    }

    /// Talks with the process: asks, and listens to answers. It is ended where that fails, or takes longer than the limit.
    pub(crate) fn talk<T>(
        &mut self,
        limit: Duration,
        talk: impl FnOnce(&mut Orders, &mut BufReader<ChildStdout>) -> io::Result<T>,
    ) -> Result<T, Death> {
        self.life.lock().deadline = Instant::now().checked_add(limit);
        let mut said = match &mut self.input {
            Some(input) => talk(input, &mut self.output),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        };
        if said
            .as_ref()
            .is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
        {
            // A process that ends before it has heard everything is judged by its last words: they are said by the end of its answers.
            said = io::copy(&mut self.output, &mut io::sink()).and(said);
        }
        let is_late = {
            let mut state = self.life.lock();
            state.deadline = None;
            state.is_late
        };
        match said {
            Ok(answer) if !is_late => Ok(answer),
            _ => {
                self.life.end();
                let said = self.errors.take().and_then(|errors| errors.join().ok());
                Err(if is_late {
                    Death::Late
                } else {
                    Death::Sudden(said.unwrap_or_default())
                })
            }
        }
    }
}

/// The end of what a process says on standard error.
fn last_words(mut errors: ChildStderr) -> String {
    let (mut said, mut part) = (Vec::new(), [0; LAST_WORDS]);
    while let Ok(count @ 1..) = errors.read(&mut part) {
        said.extend_from_slice(part.get(..count).unwrap_or_default());
        said.drain(..said.len().saturating_sub(LAST_WORDS));
    }
    String::from_utf8_lossy(&said).trim().to_owned()
}

impl Drop for Child {
    /// Whoever hears nothing more ends by itself, and ends its own processes before; it is waited for, but not for long.
    fn drop(&mut self) {
        self.input = None;
        self.life.lock().deadline = Instant::now().checked_add(FAREWELL);
        let _ = io::copy(&mut self.output, &mut io::sink());
        self.life.end();
    }
}

impl Life {
    /// Ends the process when a request takes too long, until it is ended otherwise.
    fn watch(&self) {
        let mut state = self.lock();
        while !state.has_ended {
            if state.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                state.is_late = true;
                state.end();
                break;
            }
            let waited = self.ended.wait_timeout(state, WATCH_EVERY);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn end(&self) {
        self.lock().end();
        self.ended.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Plain values: whoever panicked has not left them half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends the process, if it has not ended itself, and leaves no trace of it.
    fn end(&mut self) {
        if !self.has_ended {
            let _ = self.process.kill();
            let _ = self.process.wait();
            self.has_ended = true;
        }
    }
}

/// Keeps Ctrl-C from the process: who started it decides when it ends.
fn apart(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        command.creation_flags(CREATE_NEW_PROCESS_GROUP);
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::BufRead;

    use super::*;

    fn shell(script: &str) -> Child {
        Child::start(Command::new("sh").args(["-c", script])).unwrap()
    }

    fn ask(child: &mut Child, limit: Duration) -> Result<String, Death> {
        child.talk(limit, |input, output| {
            input.write_all(b"ping\n")?;
            let mut line = String::new();
            match output.read_line(&mut line)? {
                0 => Err(io::ErrorKind::UnexpectedEof.into()),
                _ => Ok(line),
            }
        })
    }

    #[test]
    fn a_process_answers_as_often_as_it_is_asked() {
        let mut child = shell("while read line; do echo \"$line pong\"; done");
        for _ in 0..3 {
            assert_eq!(ask(&mut child, Duration::from_secs(20)).unwrap(), "ping pong\n");
        }
    }

    #[test]
    fn one_that_hangs_is_ended_in_time() {
        let began = Instant::now();
        let answer = ask(&mut shell("read line; exec sleep 60"), Duration::from_millis(200));
        assert!(matches!(answer, Err(Death::Late)), "{answer:?}");
        assert!(began.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn one_that_is_not_asked_any_more_may_end_by_itself() {
        let place = tempfile::tempdir().unwrap();
        let mark = place.path().join("ended");
        drop(shell(&format!("read line; touch {}", mark.display())));
        assert!(mark.exists());
        let began = Instant::now();
        drop(shell("exec sleep 60"));
        assert!(began.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn the_last_words_of_one_that_ends_are_heard() {
        let answer = ask(&mut shell("read line; echo alas >&2; exit 1"), Duration::from_secs(20));
        assert!(
            matches!(&answer, Err(Death::Sudden(said)) if said == "alas"),
            "{answer:?}"
        );
    }
}
