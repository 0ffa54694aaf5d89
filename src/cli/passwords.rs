//! The passwords that were given, one on the command line and more in a file.

use std::fs::File;

use anyhow::anyhow;

use fuhe::input;
use fuhe::language::Language;
use fuhe::messages::{Message, reason};

use super::arguments::Passwords;

/// All of them, in the order in which they are tried.
pub fn all(asked: &Passwords, spoken: Language) -> anyhow::Result<Vec<String>> {
    let mut passwords: Vec<String> = asked.password.iter().cloned().collect();
    if let Some(file) = &asked.password_file {
        let listed = File::open(file).and_then(input::read_passwords).map_err(|error| {
            anyhow!(Message::PasswordFileNotReadable.fill(
                spoken,
                &[("path", &file.display()), ("reason", &reason(&error, spoken))]
            ))
        })?;
        passwords.extend(listed);
    }
    Ok(passwords)
}
