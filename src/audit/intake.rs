//! What is kept of the pages of a document as they are read: forms that have ended are read at once, and their tables given up.

use super::hidden_text::{HiddenText, Hiding};
use super::legibility::{Legibility, PageLegibility};
use super::losses;
use crate::confirm::{Doubted, Surroundings};
use crate::crew::Crew;
use crate::form;
use crate::pdf::{self, Page};
use crate::settings::{Confirming, Settings};
use crate::table::{Draft, Joining, Tables, page_to_draft};

/// What is taken in of the pages of a document.
pub(super) struct Intake {
    pub joining: Joining,
    pub legibility: Legibility,
    pub hidden: HiddenText,
    pub doubted: Doubted,
    pub finding: form::Finding,
    pub lost: losses::Seen,
    /// Where something is to be confirmed.
    pub surroundings: Option<Surroundings>,
    crew: Crew,
    words: form::vocabulary::InForce,
    /// How many more pages are taken in before forms that have ended are read; none where all tables are kept.
    wait: Option<usize>,
    waited: usize,
}

/// So many pages make a piece of a long document.
const PAGES_OF_A_PIECE: usize = 32;

impl Intake {
    pub(super) fn new(keeps_tables: bool, settings: &Settings) -> Self {
        Self {
            joining: Joining::new(form::names_of_columns),
            legibility: Legibility::default(),
            hidden: HiddenText::default(),
            doubted: Doubted::default(),
            finding: form::finding(),
            lost: losses::Seen::default(),
            surroundings: (settings.confirming != Confirming::None).then(Surroundings::default),
            crew: settings.crew.clone(),
            words: form::vocabulary::words_in_force(),
            wait: (!keeps_tables && !settings.unknown_words).then_some(PAGES_OF_A_PIECE),
            waited: 0,
        }
    }

    /// Joins what stands on the next page to what stands before.
    fn join(&mut self, page: &Page, draft: Draft) {
        self.joining.take(page, draft);
        self.waited += 1;
        if self.wait.is_some_and(|wait| self.waited >= wait) {
            self.give_up_ended();
        }
    }

    /// Reads the forms that have ended, and gives up their tables.
    fn give_up_ended(&mut self) {
        let (finding, crew) = (&mut self.finding, &self.crew);
        match self
            .joining
            .give_away(|tables, open| finding.take_ended(tables, open, crew))
        {
            Some(tables) => {
                self.see(&tables);
                self.wait = Some(PAGES_OF_A_PIECE);
            }
            // Looked at again at twice the length: what has no end is not walked once a piece.
            None => self.wait = self.wait.map(|pages| pages.saturating_mul(2)),
        }
        self.waited = 0;
    }

    /// Takes in what is known of tables by themselves.
    pub(super) fn see(&mut self, tables: &Tables) {
        self.lost.take(tables);
        self.hidden.take_cells(tables);
        if let Some(surroundings) = &mut self.surroundings {
            surroundings.take(tables);
        }
    }
}

impl pdf::Intake for Intake {
    type Made = (Draft, PageLegibility, Option<Hiding>);

    fn make(page: &Page) -> Self::Made {
        (page_to_draft(page), PageLegibility::of(page), Hiding::of(page))
    }

    fn take(&mut self, page: &Page, (draft, legibility, hiding): Self::Made) {
        self.legibility.take(page.number, &legibility);
        if let Some(hiding) = hiding {
            self.hidden.take(hiding);
        }
        self.doubted.take(page);
        let words = self.words.clone();
        words.with(|| self.join(page, draft));
    }
}
