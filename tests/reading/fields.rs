//! Fillable forms: values in widgets, with appearances and without.

use std::fmt::Write as _;

use crate::paper::form::{FREE, Form, cell, form};
use crate::{findings, only_form, text, warnings};

/// A form in the making whose values are widgets.
#[derive(Default)]
struct Filled {
    widgets: Vec<String>,
    others: Vec<String>,
    acro_form: String,
    emptied: Vec<&'static str>,
}

/// `TEXT` as a text string of a PDF.
fn string(text: &str) -> String {
    let units = text.encode_utf16().fold(String::from("<FEFF"), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    });
    units + ">"
}

impl Filled {
    /// Takes the printed text out of a field's cell, and puts a widget there.
    fn widget(mut self, field: &'static str, entries: &str) -> Self {
        let (x0, y0, x1, y1) = cell(field);
        self.emptied.push(field);
        self.widgets.push(format!(
            "<< /Type /Annot /Subtype /Widget /Rect [{} {} {} {}] {entries} >>",
            x0 + 1,
            y0 + 1,
            x1 - 1,
            y1 - 1
        ));
        self
    }

    fn text(self, field: &'static str, entries: &str, value: &str) -> Self {
        self.widget(field, &format!("/FT /Tx {entries} /V {}", string(value)))
    }

    /// Another object; those behind the widgets are numbered on.
    fn object(mut self, object: String) -> Self {
        self.others.push(object);
        self
    }

    fn acro_form(mut self, entries: &str) -> Self {
        self.acro_form.push_str(entries);
        self
    }

    fn form(&self) -> Form {
        let mut made = self
            .emptied
            .iter()
            .fold(form(), |form, field| form.operators(field, ""));
        for object in self.widgets.iter().chain(&self.others) {
            made = made.object(object);
        }
        let references: Vec<String> = (0..self.widgets.len())
            .map(|index| format!("{} 0 R", FREE + index))
            .collect();
        let references = references.join(" ");
        let catalog = format!(
            "/AcroForm << /Fields [{references}] /DA (/Helv 0 Tf 0 g) {} >>",
            self.acro_form
        );
        made.page(&format!("/Annots [{references}]")).catalog(&catalog)
    }

    fn read(&self) -> fuhe::audit::AuditedForm {
        only_form(self.form().pdf())
    }
}

fn filled() -> Filled {
    Filled::default()
}

/// An appearance that shows a text, in its own Helvetica.
fn appearance(content: &str) -> String {
    format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 62 22] /Resources << /Font << /H << /Type /Font /Subtype /Type1 \
         /BaseFont /Helvetica >> /Z << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >> >> /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

#[test]
fn values_of_text_fields_without_appearance_stand_in_their_cells() {
    let read = filled()
        .text("project_name", "/DA (/Song 9 Tf 0 g)", "道路养护")
        .text("funds[0].budget", "/Q 2", "100.00")
        .text("funds[0].executed", "/Q 1 /DA (/Helv 40 Tf 0 0 1 rg)", "98.00")
        .text(
            "expected_goal",
            "/Ff 4096",
            "按计划养护道路，修补路面，疏通边沟，更换井盖，\r全年不少于四次，做到及时、完整，不留隐患",
        )
        .text("funds[0].score", "/Ff 16777216 /MaxLen 6", "9.80")
        .text("unit", "/MK << /R 180 >>", "养护中心")
        .acro_form("/NeedAppearances true")
        .read();
    assert_eq!((findings(&read), warnings(&read)), (vec![], vec![]));
    assert_eq!(text(&read.form, "project_name"), "道路养护");
    assert_eq!(text(&read.form, "funds[0].budget"), "100.00");
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    assert_eq!(text(&read.form, "funds[0].score"), "9.80");
    assert_eq!(
        text(&read.form, "expected_goal"),
        "按计划养护道路，修补路面，疏通边沟，更换井盖，全年不少于四次，做到及时、完整，不留隐患"
    );
}

#[test]
fn what_a_widget_does_not_say_it_takes_from_the_fields_above() {
    let read = filled()
        .widget("funds[0].executed", "/Parent 12 0 R")
        .widget("total_score", "/Parent 12 0 R /V (99.80)")
        .object("<< /T (b) /Parent 13 0 R >>".to_owned())
        .object("<< /T (a) /FT /Tx /V (98.00) /Q 1 /DA (/Helv 8 Tf 0 g) >>".to_owned())
        .read();
    assert_eq!(text(&read.form, "funds[0].executed"), "98.00");
    assert_eq!(text(&read.form, "total_score"), "99.80");
}

#[test]
fn choices_show_the_text_of_the_chosen_value() {
    let options = format!("/Opt [[(1) {}] [(2) {}]]", string("优"), string("良"));
    let read = filled()
        .widget("grade", &format!("/FT /Ch /Ff 131072 {options} /V (1)"))
        .widget("unit", &format!("/FT /Ch {options} /V [(2) (1)]"))
        .read();
    assert_eq!(text(&read.form, "grade"), "优");
    assert_eq!(text(&read.form, "unit"), "良优");
}

#[test]
fn check_boxes_and_radio_buttons_show_a_sign_where_they_are_on() {
    let signs = |entries: &str| text(&filled().widget("grade", entries).read().form, "grade");
    assert_eq!(signs("/FT /Btn /AS /Yes /V /Yes"), "✔");
    assert_eq!(signs("/FT /Btn /V /Yes /MK << /CA (8) >>"), "✘");
    assert_eq!(signs("/FT /Btn /AS /Off /V /Yes"), "");
    assert_eq!(signs("/FT /Btn /Ff 32768 /AS /A /V /A"), "●");
    assert_eq!(
        signs("/FT /Btn /Ff 32768 /V /A"),
        "",
        "which button of the field has the value, nobody says"
    );
    assert_eq!(signs("/FT /Btn /Ff 65536 /AS /A"), "", "a push button has no value");
}

#[test]
fn appearances_show_the_state_that_a_box_is_in() {
    let shown = |entries: &str| {
        let states = format!("/FT /Btn /AP << /N << /On 11 0 R /Off 12 0 R >> >> {entries}");
        let filled = filled()
            .widget("grade", &states)
            .object(appearance("BT /Z 10 Tf 2 2 Td (4) Tj ET"))
            .object(appearance(""));
        text(&filled.read().form, "grade")
    };
    assert_eq!(shown("/AS /On"), "✔");
    assert_eq!(shown("/AS /Off /V /On"), "");
    assert_eq!(shown("/V /On"), "✔", "without a state of its own, that of the field");
}

#[test]
fn an_appearance_counts_and_another_value_behind_it_is_hidden_text() {
    let read = |value: &str| {
        filled()
            .text("funds[0].executed", "/AP << /N 11 0 R >>", value)
            .object(appearance("/Tx BMC BT /H 8 Tf 2 6 Td (98.00) Tj ET EMC"))
            .read()
    };
    let other = read("86");
    assert_eq!(findings(&other), [["hidden-text", "funds[0].executed", "98.00", "86"]]);
    assert!(other.findings[0].explanation.en.contains("value of the form field"));
    for same in ["98.00", "98", "98.001"] {
        assert_eq!(
            findings(&read(same)),
            Vec::<[&str; 4]>::new(),
            "{same}: the same number, written otherwise"
        );
    }
}

#[test]
fn an_empty_appearance_that_viewers_must_redraw_is_out_of_date() {
    let read = |acro_form: &str| {
        filled()
            .text("funds[0].executed", "/AP << /N 11 0 R >>", "98.00")
            .object(appearance("/Tx BMC EMC"))
            .acro_form(acro_form)
            .read()
    };
    assert_eq!(text(&read("/NeedAppearances true").form, "funds[0].executed"), "98.00");
    let kept = read("");
    assert_eq!(text(&kept.form, "funds[0].executed"), "");
    assert!(findings(&kept).contains(&["hidden-text", "funds[0].executed", "", "98.00"]));
}

#[test]
fn hidden_widgets_show_nothing_and_hide_nothing() {
    for flags in [2, 32] {
        let read = filled()
            .text("indicators[0].deviation", &format!("/F {flags}"), "雨季")
            .read();
        assert_eq!(text(&read.form, "indicators[0].deviation"), "");
        assert_eq!(findings(&read), Vec::<[&str; 4]>::new());
    }
}

#[test]
fn white_type_on_a_white_ground_is_not_shown_and_a_ground_hides_what_is_below() {
    let white = filled()
        .text("indicators[0].deviation", "/DA (/Helv 8 Tf 1 g)", "雨季")
        .read();
    assert_eq!(
        findings(&white),
        [["hidden-text", "indicators[0].deviation", "", "雨季"]]
    );
    let mut ground = filled().text("funds[0].executed", "/MK << /BG [1] >>", "98.00");
    ground.emptied.clear();
    let ground = only_form(ground.form().text("funds[0].executed", "填写").pdf());
    assert_eq!(
        findings(&ground),
        [["hidden-text", "funds[0].executed", "98.00", "填写"]]
    );
}
