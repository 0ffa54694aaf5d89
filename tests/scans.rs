//! Scanned pages as files: their pixels come from however the page holds them, and no picture can hold up or kill a reading.

mod paper;

use fuhe::audit::{examine, rebuild};
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
use fuhe::table::Block;

const WIDTH: usize = 400;
const HEIGHT: usize = 300;

/// A table of two rows and two columns in grey pixels, on paper of 4 by 3 inches.
fn pixels() -> Vec<u8> {
    let is_line = |at: usize, of: [usize; 3]| of.iter().any(|line| (*line..line + 2).contains(&at));
    let pixel = |x: usize, y: usize| {
        let inside = (50..352).contains(&x) && (50..252).contains(&y);
        let is_ink = inside && (is_line(x, [50, 150, 350]) || is_line(y, [50, 120, 250]));
        if is_ink { 30 } else { 250 }
    };
    (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| pixel(x, y))).collect()
}

/// A page that shows the pictures, each with its place on the page; `dictionary`: what is said of each.
fn scan(pictures: &[(&str, &str, Vec<u8>)], page: &str) -> Vec<u8> {
    let names: Vec<String> = (0..pictures.len())
        .map(|number| format!("/I{number} {} 0 R", number + 5))
        .collect();
    let draw = pictures.iter().enumerate();
    let draw: Vec<String> = draw
        .map(|(number, picture)| format!("q {} cm /I{number} Do Q", picture.1))
        .collect();
    let content = draw.join("\n");
    let mut objects: Vec<Vec<u8>> = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 216] /Resources << /XObject << {} >> >> /Contents 3 0 R {page} >>",
            names.join(" ")
        ),
    ]
    .map(String::into_bytes)
    .to_vec();
    for (dictionary, _, bytes) in pictures {
        let head = format!(
            "<< /Type /XObject /Subtype /Image {dictionary} /Length {} >>\nstream\n",
            bytes.len()
        );
        objects.push([head.as_bytes(), bytes, b"\nendstream"].concat());
    }
    paper::pdf_of_bytes(&objects)
}

fn gray(height: usize) -> String {
    format!("/Width {WIDTH} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8")
}

/// Rows and columns of the tables that the lines of a file make.
fn tables(bytes: Vec<u8>, ruled_scans: bool) -> Vec<(usize, usize)> {
    let settings = Settings {
        ruled_scans,
        confirming: Confirming::None,
        ..Settings::default()
    };
    let document = Document::new("scan.pdf", bytes);
    let examined = examine(&document, &settings);
    let blocks = rebuild(&examined.pages).tables.blocks;
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some((table.rows, table.cols)),
        Block::Line(_) => None,
    });
    tables.collect()
}

#[test]
fn a_scan_shows_its_grid_where_that_is_asked_for_and_nothing_where_it_is_not() {
    let bytes = scan(&[(&gray(HEIGHT), "288 0 0 216 0 0", pixels())], "");
    assert_eq!(tables(bytes.clone(), true), [(2, 2)]);
    assert_eq!(tables(bytes, false), []);
}

#[test]
fn strips_stencils_and_turned_pictures_are_pages_all_the_same() {
    let (upper, lower) = (pixels()[..WIDTH * 100].to_vec(), pixels()[WIDTH * 100..].to_vec());
    let strips = [
        (gray(100), "288 0 0 72 0 144", upper),
        (gray(200), "288 0 0 144 0 0", lower),
    ];
    let strips = strips
        .each_ref()
        .map(|(dictionary, place, bytes)| (dictionary.as_str(), *place, bytes.clone()));
    assert_eq!(tables(scan(&strips, ""), true), [(2, 2)]);

    let bits: Vec<u8> = pixels()
        .chunks(8)
        .map(|eight| eight.iter().fold(0, |byte, pixel| byte << 1 | u8::from(*pixel > 128)))
        .collect();
    let stencil = format!("/Width {WIDTH} /Height {HEIGHT} /ImageMask true /BitsPerComponent 1");
    assert_eq!(tables(scan(&[(&stencil, "288 0 0 216 0 0", bits)], ""), true), [(2, 2)]);

    let turned = scan(&[(&gray(HEIGHT), "288 0 0 216 0 0", pixels())], "/Rotate 90");
    assert_eq!(tables(turned, true), [(2, 2)]);
    // Upside down, and aslant by so much that the page has to be painted.
    let place = "-288 0 0 -216 288 216";
    assert_eq!(tables(scan(&[(&gray(HEIGHT), place, pixels())], ""), true), [(2, 2)]);
    let aslant = "286 6 -5 214 2 0";
    assert_eq!(tables(scan(&[(&gray(HEIGHT), aslant, pixels())], ""), true), [(2, 2)]);
}

#[test]
fn pictures_that_are_torn_or_too_large_leave_the_page_a_picture() {
    let place = "288 0 0 216 0 0";
    let huge = "/Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let fax = "/Width 40000 /Height 40000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 40000 >>";
    let nothing = "/Width 0 /Height 0 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let torn = pixels()[..1_000].to_vec();
    let jpx = [
        b"\xff\x4f\xff\x51\x00\x2f\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00".as_slice(),
        &[0; 40],
    ]
    .concat();
    for (dictionary, bytes) in [
        (huge.to_owned(), torn.clone()),
        (fax.to_owned(), torn.clone()),
        (nothing.to_owned(), torn.clone()),
        (gray(HEIGHT), torn.clone()),
        (format!("{} /Filter /DCTDecode", gray(HEIGHT)), torn.clone()),
        (format!("{} /Filter /JPXDecode", gray(HEIGHT)), jpx),
        (format!("{} /Filter /JBIG2Decode", gray(HEIGHT)), torn),
    ] {
        assert_eq!(
            tables(scan(&[(&dictionary, place, bytes)], ""), true),
            [],
            "{dictionary}"
        );
    }
}
