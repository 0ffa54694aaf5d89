//! The frame of every HTML page that is written: what browsers must know before they show anything that comes from a PDF.

use maud::{DOCTYPE, Markup, html};

use crate::language::Language;

/// A page: what stands in its head and body, and what it may load.
pub(super) struct Frame<'a> {
    pub language: Language,
    /// The content security policy: the only thing that stands between a mistake in our escaping and a script that runs.
    pub policy: &'a str,
    pub title: &'a str,
    /// What else stands in the head.
    pub head: Markup,
    pub body: Markup,
}

impl Frame<'_> {
    /// The whole page.
    pub(super) fn page(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    (self.head)
                }
                body { (self.body) }
            }
        }
    }
}
