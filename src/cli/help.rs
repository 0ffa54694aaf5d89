//! The help of the command line, in the user's language.

use clap::{Arg, CommandFactory};

use fuhe::language::Language;
use fuhe::messages::HelpText;

use super::arguments::Arguments;

/// The grammar with all its help in one language.
pub fn grammar(language: Language) -> clap::Command {
    let say = |text: HelpText| text.text(language);
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        say(HelpText::Usage)
    );
    let spoken = |command: clap::Command, about: HelpText| {
        command
            .about(say(about))
            .help_template(template.clone())
            .mut_args(|argument| explained(argument, language))
    };
    spoken(Arguments::command(), HelpText::About)
        .subcommand_help_heading(say(HelpText::Commands))
        .after_help(say(HelpText::Examples))
        .mut_subcommand("check", |check| {
            spoken(check, HelpText::Check).after_help(say(HelpText::CheckExamples))
        })
        .mut_subcommand("report", |report| {
            spoken(report, HelpText::Report).after_help(say(HelpText::ReportExamples))
        })
        .mut_subcommand("show", |show| {
            spoken(show, HelpText::Show).after_help(say(HelpText::ShowExamples))
        })
        .mut_subcommand("tables", |tables| {
            spoken(tables, HelpText::Tables).after_help(say(HelpText::TablesExamples))
        })
        .mut_subcommand("rules", |rules| {
            spoken(rules, HelpText::Rules).after_help(say(HelpText::RulesExamples))
        })
        .mut_subcommand("words", |words| {
            spoken(words, HelpText::Words).after_help(say(HelpText::WordsExamples))
        })
        .mut_subcommand("config", |config| {
            spoken(config, HelpText::Config).after_help(say(HelpText::ConfigExamples))
        })
        .mut_subcommand("verify", |verify| {
            spoken(verify, HelpText::Verify).after_help(say(HelpText::VerifyExamples))
        })
        .mut_subcommand("completions", |completions| {
            spoken(completions, HelpText::Completions).after_help(say(HelpText::CompletionsExamples))
        })
        .mut_subcommand("man", |man| {
            spoken(man, HelpText::Man).after_help(say(HelpText::ManExamples))
        })
}

fn explained(argument: Arg, language: Language) -> Arg {
    let (group, help) = match argument.get_id().as_str() {
        "paths" => (HelpText::GroupArguments, HelpText::Paths),
        "files_from" => (HelpText::GroupInput, HelpText::FilesFrom),
        "words" => (HelpText::GroupInput, HelpText::WordsFile),
        "words_file" => (HelpText::GroupArguments, HelpText::WordsToCheck),
        "password" => (HelpText::GroupInput, HelpText::Password),
        "password_file" => (HelpText::GroupInput, HelpText::PasswordFile),
        "file" => (HelpText::GroupArguments, HelpText::File),
        "form" => (HelpText::GroupInput, HelpText::Form),
        "pages" => (HelpText::GroupInput, HelpText::Pages),
        "format" => (HelpText::GroupOutput, HelpText::Format),
        "debug" => (HelpText::GroupOutput, HelpText::Debug),
        "shell" => (HelpText::GroupArguments, HelpText::Shell),
        "command" => (HelpText::GroupArguments, HelpText::Command),
        "rule" => (HelpText::GroupArguments, HelpText::Rule),
        "out" => (HelpText::GroupOutput, HelpText::Out),
        "resume" => (HelpText::GroupOutput, HelpText::Resume),
        "dir" => (HelpText::GroupArguments, HelpText::Dir),
        "config" => (HelpText::GroupRun, HelpText::ConfigFile),
        "print" => (HelpText::GroupRun, HelpText::Print),
        "timeout" => (HelpText::GroupLimits, HelpText::Timeout),
        "memory" => (HelpText::GroupLimits, HelpText::Memory),
        "max_size" => (HelpText::GroupLimits, HelpText::MaxSize),
        "max_pages" => (HelpText::GroupLimits, HelpText::MaxPages),
        "log" => (HelpText::GroupRun, HelpText::Log),
        "unknown_words" => (HelpText::GroupOutput, HelpText::UnknownWords),
        "cross" => (HelpText::GroupOutput, HelpText::Cross),
        "html" => (HelpText::GroupOutput, HelpText::Html),
        "report_pages" => (HelpText::GroupOutput, HelpText::ReportPages),
        "paint" => (HelpText::GroupOutput, HelpText::Paint),
        "no_bom" => (HelpText::GroupOutput, HelpText::NoBom),
        "xlsx" => (HelpText::GroupOutput, HelpText::Xlsx),
        "accepted" => (HelpText::GroupOutput, HelpText::Accepted),
        "headers" => (HelpText::GroupOutput, HelpText::Headers),
        "lang" => (HelpText::GroupOutput, HelpText::Lang),
        "threads" => (HelpText::GroupRun, HelpText::Threads),
        "confirm" => (HelpText::GroupRun, HelpText::Confirm),
        "witness" => (HelpText::GroupRun, HelpText::Witness),
        "fail_on" => (HelpText::GroupRun, HelpText::FailOn),
        "quiet" => (HelpText::GroupRun, HelpText::Quiet),
        "version" => (HelpText::GroupRun, HelpText::Version),
        "help" => (HelpText::GroupRun, HelpText::Help),
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
