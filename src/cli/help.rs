//! The help of the command line, in the user's language.

use clap::{Arg, CommandFactory};

use fuhe::language::Language;
use fuhe::messages::Message;

use super::arguments::Arguments;

/// The grammar with all its help in one language.
pub fn grammar(language: Language) -> clap::Command {
    let say = |message: Message| message.text(language);
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        say(Message::HelpUsage)
    );
    let spoken = |command: clap::Command, about: Message| {
        command
            .about(say(about))
            .help_template(template.clone())
            .mut_args(|argument| explained(argument, language))
    };
    spoken(Arguments::command(), Message::HelpAbout)
        .subcommand_help_heading(say(Message::HelpCommands))
        .after_help(say(Message::HelpExamples))
        .mut_subcommand("check", |check| {
            spoken(check, Message::HelpCheck).after_help(say(Message::HelpCheckExamples))
        })
        .mut_subcommand("show", |show| {
            spoken(show, Message::HelpShow).after_help(say(Message::HelpShowExamples))
        })
        .mut_subcommand("tables", |tables| {
            spoken(tables, Message::HelpTables).after_help(say(Message::HelpTablesExamples))
        })
        .mut_subcommand("rules", |rules| {
            spoken(rules, Message::HelpRules).after_help(say(Message::HelpRulesExamples))
        })
        .mut_subcommand("config", |config| {
            spoken(config, Message::HelpConfig).after_help(say(Message::HelpConfigExamples))
        })
        .mut_subcommand("verify", |verify| {
            spoken(verify, Message::HelpVerify).after_help(say(Message::HelpVerifyExamples))
        })
        .mut_subcommand("completions", |completions| {
            spoken(completions, Message::HelpCompletions).after_help(say(Message::HelpCompletionsExamples))
        })
        .mut_subcommand("man", |man| {
            spoken(man, Message::HelpMan).after_help(say(Message::HelpManExamples))
        })
}

fn explained(argument: Arg, language: Language) -> Arg {
    let (group, help) = match argument.get_id().as_str() {
        "paths" => (Message::HelpGroupArguments, Message::HelpPaths),
        "files_from" => (Message::HelpGroupInput, Message::HelpFilesFrom),
        "password" => (Message::HelpGroupInput, Message::HelpPassword),
        "password_file" => (Message::HelpGroupInput, Message::HelpPasswordFile),
        "file" => (Message::HelpGroupArguments, Message::HelpFile),
        "form" => (Message::HelpGroupInput, Message::HelpForm),
        "pages" => (Message::HelpGroupInput, Message::HelpPages),
        "format" => (Message::HelpGroupOutput, Message::HelpFormat),
        "debug" => (Message::HelpGroupOutput, Message::HelpDebug),
        "shell" => (Message::HelpGroupArguments, Message::HelpShell),
        "command" => (Message::HelpGroupArguments, Message::HelpCommand),
        "rule" => (Message::HelpGroupArguments, Message::HelpRule),
        "out" => (Message::HelpGroupOutput, Message::HelpOut),
        "resume" => (Message::HelpGroupOutput, Message::HelpResume),
        "dir" => (Message::HelpGroupArguments, Message::HelpDir),
        "config" => (Message::HelpGroupRun, Message::HelpConfigFile),
        "print" => (Message::HelpGroupRun, Message::HelpPrint),
        "timeout" => (Message::HelpGroupLimits, Message::HelpTimeout),
        "memory" => (Message::HelpGroupLimits, Message::HelpMemory),
        "max_size" => (Message::HelpGroupLimits, Message::HelpMaxSize),
        "max_pages" => (Message::HelpGroupLimits, Message::HelpMaxPages),
        "log" => (Message::HelpGroupRun, Message::HelpLog),
        "cross" => (Message::HelpGroupOutput, Message::HelpCross),
        "html" => (Message::HelpGroupOutput, Message::HelpHtml),
        "report_pages" => (Message::HelpGroupOutput, Message::HelpReportPages),
        "paint" => (Message::HelpGroupOutput, Message::HelpPaint),
        "no_bom" => (Message::HelpGroupOutput, Message::HelpNoBom),
        "xlsx" => (Message::HelpGroupOutput, Message::HelpXlsx),
        "accepted" => (Message::HelpGroupOutput, Message::HelpAccepted),
        "headers" => (Message::HelpGroupOutput, Message::HelpHeaders),
        "lang" => (Message::HelpGroupOutput, Message::HelpLang),
        "threads" => (Message::HelpGroupRun, Message::HelpThreads),
        "confirm" => (Message::HelpGroupRun, Message::HelpConfirm),
        "fail_on" => (Message::HelpGroupRun, Message::HelpFailOn),
        "quiet" => (Message::HelpGroupRun, Message::HelpQuiet),
        "version" => (Message::HelpGroupRun, Message::HelpVersion),
        "help" => (Message::HelpGroupRun, Message::HelpHelp),
        _ => return argument,
    };
    argument.help_heading(group.text(language)).help(help.text(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_has_no_contradictions() {
        grammar(Language::En).debug_assert();
    }

    #[test]
    fn every_argument_is_explained_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            let grammar = grammar(language);
            let shown = grammar.get_subcommands().filter(|command| !command.is_hide_set());
            let commands = std::iter::once(&grammar).chain(shown);
            for command in commands {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    let is_chinese = help.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                    assert!(!help.is_empty(), "{} of {}", argument.get_id(), command.get_name());
                    assert_eq!(is_chinese, language == Language::Zh, "{help}");
                    assert!(
                        argument.get_help_heading().is_some(),
                        "{} of {}",
                        argument.get_id(),
                        command.get_name()
                    );
                }
            }
        }
    }
}
