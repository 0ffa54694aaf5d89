// Findings on paper: the page as printed, the recomputation and the form, in a part of the page that is seen in print only. A dialog lies over the
// page, and would not flow from sheet to sheet.
"use strict";

// Most findings that are printed with their pictures: some 600 sheets.
const PRINTED_FINDINGS = 300;

function preparePrint(articles) {
  document.getElementById("print").replaceChildren(...articles);
}

function clearPrint() {
  preparePrint([]);
  document.body.classList.remove("prints-all");
}

// One finding as it is printed.
function articleOf(index, told) {
  const finding = fuhe.findings.at(index);
  const form = formOf(index);
  const severity = SEVERITIES[finding[FINDING.severity]];
  const heading = element(
    "h2",
    {},
    element("span", { className: "badge " + severity, textContent: severityName(finding[FINDING.severity]) }),
    " " + (index + 1) + " · " + ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field],
  );
  const { sheet, remarks } = pageSheet(form[FORM.file], finding[FINDING.page], boxesOf(index, told), pictureLabel(form, finding));
  return element(
    "article",
    {},
    heading,
    ...recomputation(index, told, null),
    ...aboutTheForm(form, finding, told),
    ...doubtsOf(told.about, null),
    element("div", { className: "paper" }, ...[...remarks, sheet].filter(Boolean)),
  );
}

// Prints these findings, one after the other.
async function printFindings(indexes) {
  const articles = [];
  for (const index of indexes.slice(0, PRINTED_FINDINGS)) articles.push(articleOf(index, await toldOf(index)));
  preparePrint(articles);
  document.body.classList.add("prints-all");
  // A picture that cannot be shown is missing on paper too.
  await Promise.allSettled([...document.querySelectorAll("#print img")].map((image) => image.decode()));
  window.addEventListener("afterprint", clearPrint, { once: true });
  window.print();
}
