//! Pages that are turned, scaled, cut, and written on around the table: the form is the same.

use crate::paper::form::{Form, form, show};
use crate::{audited, findings, only_form, text, warnings};

fn assert_same(form: &Form, what: &str) {
    let read = only_form(form.pdf());
    assert_eq!((findings(&read), warnings(&read)), (vec![], vec![]), "{what}");
    for (field, expected) in [
        ("title", "财政项目支出绩效自评表"),
        ("project_name", "道路养护"),
        ("funds[0].executed", "98.00"),
        ("indicators[1].actual", "95%"),
        ("total_score", "99.80"),
        ("grade", "优"),
    ] {
        assert_eq!(text(&read.form, field), expected, "{what}: {field}");
    }
}

#[test]
fn a_page_is_read_whichever_way_it_is_turned() {
    for turn in [90, 180, 270, -90, 450] {
        assert_same(
            &form().page(&format!("/Rotate {turn}")),
            &format!("shown turned by {turn}"),
        );
    }
    // /Rotate, and the content turned back: the page looks upright.
    let upright = [
        (90, "0 0 420 592", "0 1 -1 0 420 0 cm "),
        (180, "0 0 592 420", "-1 0 0 -1 592 420 cm "),
        (270, "0 0 420 592", "0 -1 1 0 0 592 cm "),
    ];
    for (turn, edges, back) in upright {
        let turned = form().media_box(edges).before(back);
        assert_same(
            &turned.clone().page(&format!("/Rotate {turn}")),
            &format!("turned by {turn} and back"),
        );
        assert_same(&turned, &format!("drawn sideways, by {turn}"));
    }
}

#[test]
fn a_page_that_lies_askew_is_straightened() {
    // A thousandth, and one and three degrees to either side.
    for sine in [0.001, 0.017_45, -0.017_45, 0.052_34, -0.052_34_f64] {
        let cosine = (1.0 - sine * sine).sqrt();
        let turned = format!("{cosine} {sine} {} {cosine} 0 0 cm ", -sine);
        assert_same(&form().media_box("-40 -40 640 500").before(&turned), &turned);
    }
}

#[test]
fn a_page_is_read_in_whatever_units_and_boxes() {
    assert_same(&form().page("/UserUnit 2.5"), "a larger unit");
    assert_same(
        &form().media_box("0 0 59.2 42").before("0.1 0 0 0.1 0 0 cm "),
        "a tiny page",
    );
    assert_same(
        &form().media_box("-100 -50 492 370").before("1 0 0 1 -100 -50 cm "),
        "away from the origin",
    );
    let cut = form().page("/CropBox [20 20 572 410]");
    let outside = format!(
        "BT /F 8 Tf 2 200 Td {} ET BT /F 8 Tf 100 2 Td {} ET",
        show("旧表"),
        show("页 1")
    );
    assert_same(&cut.behind(&outside), "text outside the crop box");
}

#[test]
fn what_stands_around_and_across_the_table_is_not_in_it() {
    let around = format!(
        "BT /F 8 Tf 40 410 Td {} ET BT /F 8 Tf 290 10 Td {} ET BT /F 9 Tf 40 60 Td {} ET",
        show("区财政局归档材料"),
        show("第1页共1页"),
        show("填表人：某某  联系电话：12345678")
    );
    assert_same(&form().behind(&around), "headers, footers, a line below");
    let slanted = format!(
        "q 0.8 g BT /F 30 Tf 0.7 0.7 -0.7 0.7 200 100 Tm {} ET Q",
        show("内部资料 100.00")
    );
    assert_same(&form().before(&slanted), "a watermark below");
    assert_same(&form().behind(&slanted), "a watermark over it");
    let large = format!("q 0.8 g BT /F 60 Tf 100 200 Td {} ET Q", show("内部资料"));
    assert_same(&form().before(&large), "a large watermark");
}

#[test]
fn a_document_of_500_pages_gives_each_of_its_forms_and_no_more() {
    const PAGES: usize = 500;
    let (mut pages, mut wanted, mut state) = (Vec::new(), Vec::new(), 7_u64);
    for number in 1..=PAGES {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let name = format!("项目{number}");
        let page = form().text("project_name", &name);
        pages.push(match (state >> 33) % 5 {
            0 => page.text("title", "项目绩效目标申报表"),
            1 => page.text("title", "项目绩效运行监控表"),
            2 => page.text("title", "项目支出绩效评价表"),
            _ => {
                wanted.push((u32::try_from(number).unwrap(), name));
                page
            }
        });
    }
    let audited = audited(Form::pdf_of(&pages));
    let found: Vec<(u32, String)> = audited
        .forms
        .iter()
        .map(|audited| &audited.form)
        .inspect(|form| assert_eq!(form.first_page, form.last_page))
        .inspect(|form| assert_eq!((form.indicators.len(), form.total_score.text()), (2, "99.80")))
        .map(|form| (form.first_page, form.project_name.text().to_owned()))
        .collect();
    assert_eq!(found, wanted);
    let numbers: Vec<u32> = audited.forms.iter().map(|audited| audited.form.form_no).collect();
    assert_eq!(numbers, (1..=u32::try_from(wanted.len()).unwrap()).collect::<Vec<_>>());
    assert!(audited.forms.iter().all(|audited| audited.findings.is_empty()));
}
