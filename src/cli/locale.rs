//! The language that the machine is set to.

use fuhe::language::Language;

/// The variables that say it, the first that is set first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Chinese where the locale is a Chinese one, English everywhere else.
pub fn language() -> Language {
    of_values(&VARIABLES.map(|name| std::env::var(name).unwrap_or_default()))
}

fn of_values(values: &[String; 3]) -> Language {
    match values.iter().find(|value| !value.is_empty()) {
        Some(value) if value.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |values: [&str; 3]| of_values(&values.map(str::to_owned));
        assert_eq!(of(["", "", "zh_CN.UTF-8"]), Language::Zh);
        assert_eq!(of(["", "zh_TW", "en_US"]), Language::Zh);
        assert_eq!(of(["C.UTF-8", "", "zh_CN"]), Language::En);
        assert_eq!(of(["", "", ""]), Language::En);
    }
}
