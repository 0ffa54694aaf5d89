//! What the user typed -> what the program does. Texts come from [`fuhe::messages`]; the only place that draws on the terminal.

mod accepted;
mod arguments;
mod check;
mod complaint;
mod config;
mod document;
mod dropped;
mod help;
mod log;
mod merge;
mod page_ranges;
mod passwords;
mod progress;
mod report;
mod rules;
mod second_reader;
mod shell;
mod show;
mod tables;
mod terminal;
mod values;
mod verify;
mod views;
mod words;
mod worker;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use fuhe::language::Language;
use fuhe::messages::Message;

use arguments::{Arguments, Command};

/// What a command came to; the numbers are part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All well.
    Done = 0,
    /// There are findings that the user asked to fail on.
    Findings = 1,
    /// Bad usage, or the output cannot be written.
    Usage = 2,
    /// Some input could not be read whole.
    NotAllRead = 3,
    /// Ctrl-C: what shells make of the signal.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Does what the arguments ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let locale = system_language();
    let arguments = dropped::meant(&arguments, &arguments::COMMANDS).unwrap_or(arguments);
    let asked = arguments::asked_language(&arguments).unwrap_or(locale);
    let command = arguments.get(1).and_then(|word| word.to_str());
    let command = command.filter(|word| arguments::COMMANDS.contains(word));
    let arguments = match Arguments::read(&arguments, asked) {
        Ok(arguments) => arguments,
        // Help and version come this way too, and go to standard output with status 0.
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            let command = command.map_or_else(|| "fuhe".to_owned(), |command| format!("fuhe {command}"));
            match complaint::told(&error, &command, asked).filter(|_| asked == Language::Zh) {
                Some(complaint) => tell(&complaint),
                // Where printing fails, the reader has gone away.
                None => drop(error.print()),
            }
            return exit.into();
        }
    };
    let spoken = arguments.lang.unwrap_or(locale);
    let outcome = match &arguments.command {
        Command::Check(check) => check::run(check, arguments.lang, spoken),
        Command::Report(asked) => report::run(asked, spoken),
        Command::Config(asked) => config::run(asked, spoken),
        Command::Verify(asked) => verify::run(&asked.dir, spoken),
        Command::Merge(asked) => merge::run(asked, spoken),
        Command::Worker(asked) => worker::run(asked, arguments.lang, spoken),
        Command::Rules(asked) => rules::run(asked.rule.as_deref(), spoken),
        Command::Words(asked) => words::run(asked.words_file.as_deref(), spoken),
        Command::Show(asked) => show::run(asked, spoken),
        Command::Tables(asked) => tables::run(asked, spoken),
        Command::Completions(asked) => shell::completions(asked.shell, spoken),
        Command::Man(asked) => shell::man(asked.command.as_deref(), spoken),
        Command::SecondReader => second_reader::run(),
    };
    outcome.unwrap_or_else(|error| complain(&error, spoken)).into()
}

/// Chinese where the system is set to it, English everywhere else.
fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

fn complain(error: &anyhow::Error, language: Language) -> Exit {
    tell(&format!("{}{error:#}\n", Message::ErrorPrefix.text(language)));
    Exit::Usage
}

/// Writes to standard output.
fn print(bytes: &[u8]) -> io::Result<()> {
    match io::stdout().lock().write_all(bytes) {
        // `fuhe rules | head`: the reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Says something on standard error.
fn tell(text: &str) {
    // Where that is closed, nobody wants to be told.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
