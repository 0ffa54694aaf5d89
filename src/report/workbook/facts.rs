//! Of what run the workbook is: when, by which program, with which settings.

use serde_json::Value;

use crate::language::Language;
use crate::messages::Message;
use crate::report::wording::{rule_name, severity_message};
use crate::rules::Severity;

/// What the manifest of a run says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFacts {
    /// The version of fuhe.
    pub version: String,
    /// When the run began, in UTC, as RFC 3339 has it.
    pub started: String,
    /// The effective settings.
    pub settings: Value,
    /// Whether its forms have been compared with each other.
    pub is_compared: bool,
}

impl RunFacts {
    /// What a reader has to know of them: each under its name.
    pub(super) fn in_words(&self, language: Language) -> Vec<(Message, String)> {
        let date_and_time = self.started.trim_end_matches('Z').split_once('T');
        let started = date_and_time.map_or_else(String::new, |(date, time)| {
            // Nobody needs the second.
            let time = time.rsplit_once(':').map_or(time, |(minute, _)| minute);
            Message::WorkbookTime.fill(language, &[("date", &date), ("time", &time)])
        });
        let version = if self.version.is_empty() {
            String::new()
        } else {
            format!("fuhe {}", self.version)
        };
        let facts = [
            (Message::WorkbookDate, started),
            (Message::WorkbookVersion, version),
            (Message::WorkbookGround, self.ground()),
            (Message::WorkbookRules, self.rules(language)),
            (Message::WorkbookConfirming, self.confirming(language).to_owned()),
        ];
        facts.into_iter().filter(|(_, said)| !said.is_empty()).collect()
    }

    /// The ids of the rules that were not checked.
    pub(super) fn rules_off(&self) -> Vec<&str> {
        let rules = self.settings.get("rules").and_then(|rules| rules.get("off"));
        let ids = rules.and_then(Value::as_array).into_iter().flatten();
        ids.filter_map(Value::as_str).collect()
    }

    fn ground(&self) -> String {
        let parameters = self.settings.get("parameters").and_then(Value::as_array);
        let sources = parameters.into_iter().flatten();
        let sources = sources.filter_map(|dated| dated.get("source").and_then(Value::as_str));
        sources.collect::<Vec<_>>().join("; ")
    }

    fn rules(&self, language: Language) -> String {
        let Some(rules) = self.settings.get("rules") else {
            return String::new();
        };
        let (comma, stop) = (language.comma(), language.joint());
        let mut said = Vec::new();
        let off: Vec<&str> = self.rules_off().into_iter().map(|id| rule_name(id, language)).collect();
        if !off.is_empty() {
            said.push(Message::WorkbookRulesOff.fill(language, &[("rules", &off.join(comma))]));
        }
        let severities = rules.get("severity").and_then(Value::as_object).into_iter().flatten();
        let severities = severities.filter_map(|(rule, severity)| {
            let severity = severity_message(Severity::named(severity.as_str()?)?).text(language);
            Some(format!("{} {severity}", rule_name(rule, language)))
        });
        let severities: Vec<String> = severities.collect();
        if !severities.is_empty() {
            said.push(Message::WorkbookRuleSeverities.fill(language, &[("rules", &severities.join(comma))]));
        }
        if said.is_empty() {
            said.push(Message::WorkbookAllRules.text(language).to_owned());
        }
        if let Some(tolerance) = rules.get("tolerance").and_then(Value::as_str) {
            said.push(Message::WorkbookTolerance.fill(language, &[("tolerance", &tolerance)]));
        }
        said.join(stop)
    }

    fn confirming(&self, language: Language) -> &'static str {
        let message = match self.settings.get("confirm").and_then(Value::as_str) {
            Some("none") => Message::WorkbookConfirmNone,
            Some("flagged") => Message::WorkbookConfirmFlagged,
            Some("all") => Message::WorkbookConfirmAll,
            _ => return "",
        };
        message.text(language)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_told_in_words() {
        let facts = RunFacts {
            version: "0.1.0".into(),
            started: "2026-11-30T22:51:05Z".into(),
            settings: json!({
                "confirm": "flagged",
                "parameters": [{"source": "财预〔2020〕10号"}],
                "rules": {"off": ["grade"], "severity": {"fund-sum": "notice"}, "tolerance": "0.01"},
            }),
            is_compared: false,
        };
        let said: Vec<String> = facts.in_words(Language::Zh).into_iter().map(|(_, said)| said).collect();
        let expected = [
            "2026-11-30 22:51（协调世界时）",
            "fuhe 0.1.0",
            "财预〔2020〕10号",
            "停用：等级不符；级别改为：资金合计不符 提示；容差 0.01",
            "核实有疑点的表",
        ];
        assert_eq!(said, expected);
        assert_eq!(RunFacts::default().in_words(Language::En), []);
    }
}
