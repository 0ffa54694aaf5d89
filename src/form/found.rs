//! What is found in a document.

use super::model::Form;
use super::verdict::Lookalike;

/// What a document has of forms.
#[derive(Debug, Default)]
pub struct Found {
    /// All self-evaluation forms, in reading order.
    pub forms: Vec<Form>,
    /// The tables that have the labels of a form and are none, in reading order.
    pub lookalikes: Vec<Lookalike>,
}

impl Found {
    /// Puts what is found further down behind it, and numbers it on.
    pub(super) fn append(&mut self, mut below: Self) {
        let before = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        for form in &mut below.forms {
            form.form_no = form.form_no.saturating_add(before);
        }
        self.forms.append(&mut below.forms);
        self.lookalikes.append(&mut below.lookalikes);
    }
}
