//! What every rule says about itself, in one shape.

use crate::language::Language;

/// A fixed text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The same text, said in Chinese and in English.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in this language.
    pub fn get(self, language: Language) -> &'static str {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// The documentation of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documentation {
    /// What it checks, in one line.
    pub summary: Text,
    /// On what ground.
    pub ground: Text,
    /// How it computes.
    pub computation: Text,
    /// An example.
    pub example: Text,
    /// When it keeps silent.
    pub silence: Text,
}

impl Documentation {
    /// None.
    pub(super) const NONE: Self = {
        let nothing = Text::new("", "");
        Self {
            summary: nothing,
            ground: nothing,
            computation: nothing,
            example: nothing,
            silence: nothing,
        }
    };

    /// The parts under their headings, in their order.
    pub fn parts(&self) -> [(Text, Text); 5] {
        [
            (Text::new("检查内容", "What it checks"), self.summary),
            (Text::new("依据", "On what ground"), self.ground),
            (Text::new("算法", "How it computes"), self.computation),
            (Text::new("示例", "Example"), self.example),
            (Text::new("何时不提示", "When it keeps silent"), self.silence),
        ]
    }
}
