//! `fuhe completions` and `fuhe man`: what shells and `man` know of the command line, made from its grammar.

use anyhow::anyhow;
use clap::Command;
use clap::builder::StyledStr;
use clap_complete::Shell;

use fuhe::language::Language;
use fuhe::messages::Message;

use super::help::grammar;
use super::{Exit, print};

/// The name under which the program is completed.
const PROGRAM: &str = "fuhe";

/// Prints the completions of a shell.
pub fn completions(shell: Shell, spoken: Language) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut for_people(&grammar(spoken)), PROGRAM, &mut script);
    print(&script)?;
    Ok(Exit::Done)
}

/// Prints the manual page of the program, or of one of its commands.
pub fn man(command: Option<&str>, spoken: Language) -> anyhow::Result<Exit> {
    let mut program = for_people(&grammar(spoken));
    program.build();
    let page = match command {
        None => program,
        Some(name) => {
            let found = program.get_subcommands().find(|known| known.get_name() == name);
            let unknown = || anyhow!(Message::UnknownCommand.fill(spoken, &[("command", &name)]));
            found.ok_or_else(unknown)?.clone()
        }
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    print(&roff)?;
    Ok(Exit::Done)
}

/// The grammar without what the program calls itself with: no shell should offer that.
fn for_people(grammar: &Command) -> Command {
    let shown = grammar.get_subcommands().filter(|command| !command.is_hide_set());
    let text = |text: Option<&StyledStr>| text.cloned().unwrap_or_default();
    Command::new(PROGRAM)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .about(text(grammar.get_about()))
        .after_help(text(grammar.get_after_help()))
        .args(grammar.get_arguments().cloned())
        .subcommands(shown.cloned())
}
