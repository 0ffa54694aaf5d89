//! `fuhe FOLDER`: what lands on the program when a folder or files are dropped on it. They are checked, for people, beside where they are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use fuhe::language::Language;

/// The arguments of the check that is meant, where all that is given are paths that exist and none is a command.
pub fn meant(arguments: &[OsString], commands: &[&str]) -> Option<Vec<OsString>> {
    let (program, given) = arguments.split_first()?;
    let is_path = |argument: &OsString| {
        argument.to_str().is_none_or(|word| !commands.contains(&word)) && Path::new(argument).exists()
    };
    if given.is_empty() || !given.iter().all(is_path) {
        return None;
    }
    let mut meant = vec![program.clone(), "check".into()];
    meant.extend(given.iter().cloned());
    if given.len() > 1 {
        // Files that are dropped together lie in one folder.
        let folder = beside(Path::new(given.first()?), Language::Zh)?;
        meant.extend(["--out".into(), folder.into_os_string()]);
    }
    meant.extend(["--html", "--xlsx", "--open"].map(OsString::from));
    Some(meant)
}

/// The folder for the tables of what is checked, beside it: `2023-复核` for `2023`, `a-复核` for `a.pdf`. None where it has no name, or is not
/// there.
pub fn beside(path: &Path, spoken: Language) -> Option<PathBuf> {
    let whole = path.canonicalize().ok()?;
    let name = if whole.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    let mut name = name?.to_os_string();
    name.push(if spoken == Language::Zh { "-复核" } else { "-checked" });
    // As it was given, so that links and what is said stay short.
    let beside = path.parent().filter(|_| path.file_name().is_some());
    Some(beside.map_or_else(|| whole.with_file_name(&name), |folder| folder.join(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_alone_are_checked_for_people_and_commands_are_not_paths() {
        let of = |arguments: &[&str]| {
            let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            meant(&arguments, &["check", "src"])
        };
        let meant = of(&["fuhe", "fixtures"]).unwrap();
        assert_eq!(meant, ["fuhe", "check", "fixtures", "--html", "--xlsx", "--open"]);
        assert_eq!(of(&["fuhe", "src"]), None, "a command");
        assert_eq!(of(&["fuhe", "no/such/folder"]), None);
        assert_eq!(of(&["fuhe", "fixtures", "--quiet"]), None);
        assert_eq!(of(&["fuhe"]), None);
    }

    #[test]
    fn tables_go_beside_what_is_checked() {
        let beside = |path: &str| beside(Path::new(path), Language::Zh);
        assert_eq!(beside("fixtures/forms"), Some("fixtures/forms-复核".into()));
        assert_eq!(
            beside("fixtures/planted/grade.pdf"),
            Some("fixtures/planted/grade-复核".into())
        );
        assert_eq!(beside("/"), None);
        assert_eq!(beside("no/such/folder"), None);
        assert!(beside(".").is_some_and(|folder| folder.is_absolute()));
    }
}
