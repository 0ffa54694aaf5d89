//! What is wrong with the arguments, in Chinese: the parser speaks English only.

use clap::Error;
use clap::error::{ContextKind, ErrorKind};

use fuhe::language::Language;
use fuhe::messages::{Filling, Message};

/// The complaint, and where the usage is told; nothing where the parser prints help.
pub fn told(error: &Error, command: &str, spoken: Language) -> Option<String> {
    let of = |kind: ContextKind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let argument = of(ContextKind::InvalidArg).unwrap_or_default();
    // A choice of options stands as one: <--xlsx|--html>.
    let argument = argument
        .replace("<--", "--")
        .replace("|--", " / --")
        .replace("html>", "html");
    let value = of(ContextKind::InvalidValue);
    let say = |message: Message, fillings: &[Filling]| message.fill(spoken, fillings);
    let mut said = match (error.kind(), &value) {
        (
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
            _,
        ) => return None,
        (ErrorKind::MissingRequiredArgument, _) => say(Message::UsageMissing, &[("what", &argument)]),
        (ErrorKind::UnknownArgument, _) => say(Message::UsageUnknown, &[("what", &argument)]),
        (ErrorKind::InvalidSubcommand, _) => {
            let command = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            say(Message::UsageUnknownCommand, &[("what", &command)])
        }
        (ErrorKind::MissingSubcommand, _) => say(Message::UsageNoCommand, &[]),
        (ErrorKind::InvalidValue, None) => say(Message::UsageNoValue, &[("what", &argument)]),
        (ErrorKind::InvalidValue, Some(value)) => say(Message::UsageBadValue, &[("what", &argument), ("value", value)]),
        (ErrorKind::ValueValidation, Some(value)) if argument.starts_with("--shard") => {
            say(Message::UsageBadShard, &[("what", &"--shard"), ("value", value)])
        }
        (ErrorKind::ValueValidation, Some(value)) => {
            say(Message::UsageBadNumber, &[("what", &argument), ("value", value)])
        }
        (ErrorKind::ArgumentConflict, _) => {
            let other = of(ContextKind::PriorArg).unwrap_or_default();
            say(Message::UsageConflict, &[("what", &argument), ("other", &other)])
        }
        _ => say(Message::UsageOther, &[("what", &argument)]),
    };
    let guess = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(name) = guess.into_iter().find_map(of) {
        said += &say(Message::DidYouMean, &[("name", &name)]);
    } else if let Some(values) = of(ContextKind::ValidValue) {
        said += &say(Message::UsageValues, &[("values", &values)]);
    }
    let help = say(Message::UsageSeeHelp, &[("command", &command)]);
    Some(format!("{}{said}\n{help}\n", Message::ErrorPrefix.text(spoken)))
}
