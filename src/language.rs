//! The two languages in which fuhe speaks.

use serde::{Deserialize, Serialize};

/// A language of texts for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Chinese (`zh`): the default in files.
    #[default]
    Zh,
    /// English (`en`).
    En,
}

impl Language {
    /// What stands between two texts of which one is put behind the other.
    pub fn joint(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }

    /// What stands between the names of a list.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::En => ", ",
        }
    }

    /// What markup calls it (BCP 47), so that browsers choose the right shapes of characters, and voices.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// One text in both languages, so that whoever writes it down chooses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The same text, said in Chinese and in English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// This text, and another one behind it where there is one already.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        if *self == Self::default() {
            return other.clone();
        }
        Self::new(
            [&*self.zh, Language::Zh.joint(), &other.zh].concat(),
            [&*self.en, Language::En.joint(), &other.en].concat(),
        )
    }

    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A text in both languages, each written as `format!` writes it: `bilingual!("总分 {total}", "a total of {total}")`. What both name by place
/// follows once.
macro_rules! bilingual {
    ($zh:literal, $en:literal $(, $said:expr)* $(,)?) => {
        $crate::language::Bilingual::new(format!($zh $(, $said)*), format!($en $(, $said)*))
    };
}
pub(crate) use bilingual;
