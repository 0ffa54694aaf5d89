//! Columns that no word names: what they are was told by their places and figures. They are judged like any other, and what rests on one of them
//! is a notice that says so.

use super::evidence;
use super::recognized::make_notice;
use crate::audited::AuditedForm;
use crate::messages::Message;

/// Makes a notice of every finding that rests on what was told by structure, and has it say so.
pub fn soften_proposed(audited: &mut AuditedForm) {
    let warnings = audited.form.warnings.iter();
    let proposed: Vec<_> = warnings.filter(|w| w.is_by_structure()).map(|w| w.scope).collect();
    if proposed.is_empty() {
        return;
    }
    for finding in &mut audited.findings {
        let behind = evidence::figures_behind(finding, &audited.form);
        if behind
            .iter()
            .any(|figure| proposed.iter().any(|scope| scope.covers(figure.field)))
        {
            make_notice(finding, Message::RestsOnStructure);
        }
    }
}
