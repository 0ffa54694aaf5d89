//! What of a page a person sees.

use super::{Document, shown};

#[test]
fn the_ink_none_leaves_no_mark() {
    let resources = "/ColorSpace << /C [/Separation /None /DeviceGray \
                     << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >>";
    let content = "/C CS /C cs 1 SCN 1 scn 10 50 m 110 50 l S BT /F 10 Tf 20 30 Td (A) Tj ET";
    let page = Document::page_with("", resources, content).only_page();
    assert_eq!((shown(&page).as_str(), page.strokes.len()), ("", 0));
}
