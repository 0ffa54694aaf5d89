//! The help of the command line, in the user's language.

use clap::{Arg, Command, CommandFactory};

use fuhe::language::Language;
use fuhe::messages::HelpText;

use fuhe::report::fold;

use super::arguments::Arguments;
use super::terminal;

/// The grammar with all its help in one language.
pub fn grammar(language: Language) -> clap::Command {
    let say = |text: HelpText| text.text(language);
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
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
        .mut_subcommand("ocr", |ocr| {
            spoken(ocr, HelpText::Ocr).after_help(say(HelpText::OcrExamples))
        })
        .mut_subcommand("man", |man| {
            spoken(man, HelpText::Man).after_help(say(HelpText::ManExamples))
        })
}

/// The columns at which help on an argument begins where it stands below its name.
const HELP_INDENT: usize = 10;

/// Longer lines than this are hard to read.
const LONGEST_LINE: usize = 100;

/// The grammar with its Chinese in lines that end where they may: the parser breaks lines at spaces only. Its own words are said in Chinese too.
pub fn for_terminal(grammar: Command, language: Language) -> Command {
    if language == Language::En {
        return grammar;
    }
    let most = terminal::width().min(LONGEST_LINE);
    let mut built = grammar.clone();
    built.build();
    let usage = |command: &mut Command| {
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[选项]");
        usage.replace("<COMMAND>", "<命令>").replace("<--xlsx|--html>", "")
    };
    let whole = usage(&mut built);
    let usages = built
        .get_subcommands_mut()
        .map(|command| (command.get_name().to_owned(), usage(command)));
    let mut folded = folded(grammar, whole, most);
    for (name, usage) in usages.collect::<Vec<_>>() {
        folded = folded.mut_subcommand(name, |command| {
            let command = self::folded(command, usage, most).next_line_help(true);
            command.mut_args(|argument| {
                let help = argument
                    .get_help()
                    .map(|help| fold(&help.to_string(), most.saturating_sub(HELP_INDENT)));
                argument.help(help.unwrap_or_default())
            })
        });
    }
    folded.term_width(0)
}

fn folded(command: Command, usage: String, most: usize) -> Command {
    let about = command
        .get_about()
        .map(|about| fold(&about.to_string(), most))
        .unwrap_or_default();
    let behind = command
        .get_after_help()
        .map(|text| fold(&text.to_string(), most))
        .unwrap_or_default();
    command.override_usage(usage).about(about).after_help(behind)
}

/// The name of what an option is followed by.
fn chinese_value(name: &str) -> Option<&'static str> {
    Some(match name {
        "PATH" => "路径",
        "FILE" => "文件",
        "DIR" => "文件夹",
        "LIST" => "清单",
        "SECONDS" => "秒数",
        "N" => "数",
        "LANG" => "语言",
        "FORMS" | "PAGES" => "范围",
        "WITNESS" => "依据",
        "SEVERITY" => "级别",
        "FORMAT" => "格式",
        "RULE" => "规则",
        "COMMAND" => "命令",
        "PASSWORD" => "密码",
        _ => return None,
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
        "ocr_models" => (HelpText::GroupInput, HelpText::OcrModels),
        "ocr_any_model" => (HelpText::GroupInput, HelpText::OcrAnyModel),
        "cache" => (HelpText::GroupInput, HelpText::Cache),
        "check" => (HelpText::GroupRun, HelpText::OcrCheck),
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
        "guard_dates" => (HelpText::GroupOutput, HelpText::GuardDates),
        "xlsx" => (HelpText::GroupOutput, HelpText::Xlsx),
        "open" => (HelpText::GroupOutput, HelpText::Open),
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
    let names = argument.get_value_names().unwrap_or_default();
    let own = names.first().and_then(|name| chinese_value(name));
    let argument = match own {
        Some(own) if language == Language::Zh => argument.value_name(own),
        _ => argument,
    };
    argument.help_heading(group.text(language)).help(help.text(language))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::arguments::COMMANDS;

    #[test]
    fn the_grammar_has_no_contradictions() {
        grammar(Language::En).debug_assert();
    }

    #[test]
    fn the_commands_that_people_call_are_those_that_are_shown() {
        let grammar = grammar(Language::En);
        let shown = grammar.get_subcommands().filter(|command| !command.is_hide_set());
        let shown: BTreeSet<&str> = shown.map(Command::get_name).collect();
        assert_eq!(shown, COMMANDS.into_iter().collect());
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
