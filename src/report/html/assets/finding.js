// One finding, opened: the picture of its page with the stated value boxed, beside the recomputation.
"use strict";

// Opens findings in a dialog; `neighbour(index, step)` is the finding before or after in the list, `ticks` those that are set aside.
function findingDialog(neighbour, ticks) {
  let shown = null;

  const heading = element("h2", { id: "finding-heading", tabIndex: -1 });
  const badge = element("span", { className: "badge" });
  const close = signed("✕", say("Close"));
  const previous = signed("‹", say("PreviousFinding"));
  const next = signed("›", say("NextFinding"));
  const paper = element("div", { className: "paper" });
  const facts = element("div", { className: "facts" });
  const bar = element("div", { className: "head" }, badge, heading, element("span", { className: "grow" }), previous, next, close);
  const dialog = element("dialog", { id: "finding", "aria-labelledby": heading.id }, bar, element("div", { className: "sides" }, paper, facts));
  document.body.append(dialog);

  close.addEventListener("click", () => dialog.close());
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  dialog.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  dialog.addEventListener("close", () => {
    const row = document.querySelector('[data-finding="' + shown + '"] button');
    shown = null;
    if (row) row.focus();
  });

  function step(by) {
    const index = neighbour(shown, by);
    if (index !== null) open(index);
  }

  async function open(index) {
    shown = index;
    const finding = fuhe.findings[index];
    const form = formOf(index);
    badge.className = "badge " + SEVERITIES[finding[FINDING.severity]];
    badge.textContent = severityName(finding[FINDING.severity]);
    heading.textContent = ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field];
    previous.disabled = neighbour(index, -1) === null;
    next.disabled = neighbour(index, 1) === null;
    if (!dialog.open) dialog.showModal();
    heading.focus();
    const detail = await detailOf(index);
    // Another one may have been opened while the details came.
    if (shown !== index) return;
    facts.replaceChildren(...recomputation(finding, detail), ...theGroup(index, open), ...ticking(index), ...aboutTheForm(form, finding, detail), ...aboutTheRule(finding));
    facts.scrollTop = 0;
    showPage(paper, finding, form);
  }

  function ticking(index) {
    const box = element("input", { type: "checkbox", checked: ticks.has(index) });
    const reason = element("input", { type: "text", value: ticks.reason(index), placeholder: say("ReasonHint"), "aria-label": say("Reason") });
    box.addEventListener("change", () => ticks.set(index, box.checked));
    reason.addEventListener("input", () => {
      ticks.giveReason(index, reason.value);
      box.checked = ticks.has(index);
    });
    return [element("p", { className: "ticking" }, element("label", {}, box, " " + say("Tick")), reason)];
  }

  return { open };
}

// A button with a sign; its text is left out where there is no room for it.
function signed(sign, text) {
  const shown = element("span", { className: "text", textContent: " " + text });
  return element("button", { type: "button", "aria-label": text }, element("span", { "aria-hidden": "true", textContent: sign }), shown);
}

// A text as the form has it; a blank is said to be one.
function given(text) {
  return text === "" ? say("Blank") : text;
}

function recomputation(finding, detail) {
  const parts = [
    element("h3", { textContent: say("Recomputation") }),
    element(
      "dl",
      { className: "against" },
      element("div", { className: "stated" }, element("dt", { textContent: say("Stated") }), element("dd", { textContent: given(detail[DETAIL.stated]) })),
      element("div", {}, element("dt", { textContent: say("Expected") }), element("dd", { textContent: given(detail[DETAIL.expected]) })),
    ),
    element("p", { className: "explanation", textContent: detail[DETAIL.explanation] }),
  ];
  if (finding[FINDING.accepted] !== null) {
    parts.push(element("p", { className: "accepted", textContent: say("AcceptedBecause", { reason: finding[FINDING.accepted] }) }));
  }
  const confirmed = { yes: "ConfirmedYes", "text-only": "ConfirmedTextOnly", no: "ConfirmedNo", unavailable: "ConfirmedUnavailable" }[finding[FINDING.confirmed]];
  if (confirmed) {
    const sign = finding[FINDING.confirmed] === "yes" ? "✓ " : "! ";
    parts.push(element("p", { className: "confirmed " + finding[FINDING.confirmed], textContent: sign + say(confirmed) }));
  }
  return parts;
}

// The findings that follow from one another, each to be opened.
function theGroup(index, open) {
  const group = groupOf(index);
  if (group.length === 0) return [];
  const items = group.map((at) => {
    const finding = fuhe.findings[at];
    const button = element("button", { type: "button", className: "link", textContent: ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field] });
    if (at === index) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => open(at));
    const figures = given(finding[FINDING.stated]) + " → " + given(finding[FINDING.expected]);
    return element("li", { className: at === index ? "current" : "" }, button, element("div", { className: "faint", textContent: figures }));
  });
  return [
    element("h3", { textContent: say("Group") }),
    element("p", { className: "remark", textContent: say("GroupNote") }),
    element("ol", { className: "group" }, ...items),
  ];
}

function aboutTheForm(form, finding, detail) {
  const list = element("dl", { className: "pairs" });
  const pair = (name, value) => {
    if (value !== "") list.append(element("dt", { textContent: say(name) }), element("dd", { textContent: value }));
  };
  pair("Project", form[FORM.project]);
  pair("Department", form[FORM.department]);
  pair("Unit", form[FORM.unit]);
  pair("Year", form[FORM.year]);
  pair("TotalScore", [form[FORM.total], form[FORM.grade]].filter(Boolean).join(" · "));
  pair("File", form[FORM.file]);
  pair("Source", finding[FINDING.page] === null ? "" : say("PageShort", { page: finding[FINDING.page] }));
  pair("FormNumber", String(form[FORM.number]));
  pair("MachineField", detail[DETAIL.field]);
  const parts = [element("h3", { textContent: say("FormFacts") }), list];
  if (form[FORM.doubts] > 0) parts.push(element("p", { className: "remark", textContent: say("Doubts", { count: form[FORM.doubts] }) }));
  return parts;
}

function aboutTheRule(finding) {
  const rule = fuhe.rules.get(finding[FINDING.rule]);
  if (!rule) return [];
  const texts = [RULE.summary, RULE.ground, RULE.computation].map((part) => element("p", { textContent: rule[part] }));
  const summary = element("summary", { textContent: say("AboutTheRule") + " " }, element("code", { textContent: rule[RULE.id] }));
  return [element("details", {}, summary, ...texts)];
}

// The picture with the box on it, or why there is none.
function showPage(paper, finding, form) {
  const picture = fuhe.pictures.get(pictureKey(form[FORM.file], finding[FINDING.page]));
  const missing =
    finding[FINDING.page] === null ? "PictureWithoutPlace" : !picture ? "PictureBeyondLimit" : picture[PICTURE.name] === null ? "PictureFailed" : null;
  if (missing) {
    paper.replaceChildren(element("p", { className: "remark", textContent: say(missing) }));
    return;
  }
  const label = say("PictureOf", { file: form[FORM.file], page: finding[FINDING.page], stated: finding[FINDING.stated] });
  const image = element("img", { src: picture[PICTURE.name], alt: label, width: picture[PICTURE.width], height: picture[PICTURE.height] });
  const sheet = element("div", { className: "sheet" }, image);
  const box = boxOn(picture, finding);
  if (box) sheet.append(box);
  const zoom = element("button", { type: "button", className: "zoom", textContent: say("Zoom"), "aria-pressed": "false" });
  const view = element("div", { className: "view", tabIndex: 0, role: "group", "aria-label": label }, sheet);
  const enlarge = (large) => {
    view.classList.toggle("large", large);
    zoom.setAttribute("aria-pressed", String(large));
  };
  zoom.addEventListener("click", () => {
    enlarge(!view.classList.contains("large"));
    bringIntoView(view, box);
  });
  // A whole page on a narrow screen cannot be read.
  enlarge(matchMedia("(max-width: 48rem)").matches);
  paper.replaceChildren(element("div", { className: "stage" }, view, zoom));
  if (picture[PICTURE.remark]) paper.append(element("p", { className: "remark", textContent: say(picture[PICTURE.remark]) }));
  bringIntoView(view, box);
}

// Free paper around the boxed value, in points, so that the frame does not touch the figures.
const AROUND = 2;

function boxOn(picture, finding) {
  if (finding[FINDING.box] === null) return null;
  const [x0, y0, x1, y1] = finding[FINDING.box];
  const [width, height] = [picture[PICTURE.width], picture[PICTURE.height]];
  const box = element("div", { className: "box " + SEVERITIES[finding[FINDING.severity]] });
  const percent = (part, whole) => ((100 * part) / whole).toFixed(3) + "%";
  box.style.left = percent(x0 - AROUND, width);
  box.style.top = percent(y0 - AROUND, height);
  box.style.width = percent(x1 - x0 + 2 * AROUND, width);
  box.style.height = percent(y1 - y0 + 2 * AROUND, height);
  return box;
}

// Scrolls so that the box stands in the middle.
function bringIntoView(view, box) {
  if (!box) return;
  view.scrollTop = box.offsetTop + box.offsetHeight / 2 - view.clientHeight / 2;
  view.scrollLeft = box.offsetLeft + box.offsetWidth / 2 - view.clientWidth / 2;
}
