//! PDFs made on the fly, for what no file has to be kept: many pages, odd page trees, plain text, a small form.

#![allow(dead_code, reason = "each test takes its part of it")]

pub mod form;
pub mod pages;
pub mod spots;

/// A PDF of these objects, the first of which is the catalogue.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let objects: Vec<Vec<u8>> = objects.iter().map(|object| object.clone().into_bytes()).collect();
    pdf_of_bytes(&objects)
}

/// The same, of objects that are not all text.
pub fn pdf_of_bytes(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").into_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let count = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    bytes
}

/// A PDF of so many pages, each with a line of text.
pub fn text_pages(count: usize) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let text = "BT /F1 12 Tf 72 700 Td (Minutes of the meeting, as agreed by all who were present.) Tj ET";
    let kids: Vec<String> = (0..count).map(|page| format!("{} 0 R", page + 5)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {count} /Kids [{}] >>", kids.join(" ")),
        font.to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>";
    objects.resize(count + 4, page.to_owned());
    pdf(&objects)
}

/// A PDF of one small page with a table of 3 rows and 3 columns: the first two cells of the first row are one, and the first two of the
/// first column below it. Its text is what CSV, HTML and terminals have to be careful with.
pub fn small_table() -> Vec<u8> {
    let lines = [
        "30 170 m 270 170 l S 30 140 m 270 140 l S 110 110 m 270 110 l S 30 80 m 270 80 l S",
        "30 170 m 30 80 l S 110 140 m 110 80 l S 190 170 m 190 80 l S 270 170 m 270 80 l S",
        // A slanted line is no line of a table, nor is one that meets no other.
        "200 60 m 260 20 l S 30 40 m 120 40 l S",
    ];
    let texts = [
        (35, 150, "Goods <b>&\"x\"</b>"),
        (195, 150, "2024"),
        (35, 105, "Rent"),
        (115, 120, "=1+1"),
        (195, 120, "1,250.00"),
        (115, 90, "-5"),
    ];
    let texts = texts.map(|(x, y, text)| format!("BT /F1 9 Tf {x} {y} Td ({text}) Tj ET"));
    let content = format!("{}\n{}", lines.join("\n"), texts.join("\n"));
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
            .to_owned(),
    ])
}

/// A PDF whose page tree is its own child.
pub fn cyclic_page_tree() -> Vec<u8> {
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] /Parent 3 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>".to_owned(),
    ])
}

/// A PDF of one page with files attached to it.
pub fn portfolio(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_vec(),
    ];
    let mut names = String::new();
    for (name, bytes) in files {
        let number = objects.len() + 1;
        let mut stream = format!("<< /Length {} >>\nstream\n", bytes.len()).into_bytes();
        stream.extend_from_slice(bytes);
        stream.extend_from_slice(b"\nendstream");
        objects.push(stream);
        let file = format!("<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {number} 0 R >> >>");
        objects.push(file.into_bytes());
        names.extend([format!("({name}) {} 0 R ", number + 1)]);
    }
    objects[0] =
        format!("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{names}] >> >> >>").into_bytes();
    pdf_of_bytes(&objects)
}
