// One finding, opened: the picture of its page with all figures that were used, beside the recomputation.
"use strict";

// More figures than this are folded.
const FOLDED_FROM = 7;

// A window over the page: a heading, a side for paper, and one for facts.
function openableDialog(id) {
  const heading = element("h2", { id: id + "-heading", tabIndex: -1 });
  const badge = element("span", { className: "badge" });
  const tools = element("div", { className: "tools" });
  const close = signed("✕", say("Close"));
  const paper = element("div", { className: "paper" });
  const facts = element("div", { className: "facts" });
  const bar = element("div", { className: "head" }, badge, heading, element("span", { className: "grow" }), tools, close);
  const dialog = element("dialog", { id, "aria-labelledby": heading.id }, bar, element("div", { className: "sides" }, paper, facts));
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  return { dialog, heading, badge, tools, paper, facts };
}

// Opens findings; `neighbour(index, step)` is the finding before or after in the list, `ticks` those that are set aside. `moved` hears which one is
// shown, none when it is closed.
function findingDialog(neighbour, ticks, moved) {
  let shown = null;
  let sheet = null;
  const { dialog, heading, badge, tools, paper, facts } = openableDialog("finding");
  const previous = signed("‹", say("PreviousFinding"));
  const next = signed("›", say("NextFinding"));
  const print = element("button", { type: "button", className: "print", textContent: say("PrintOne") });
  tools.append(print, previous, next);
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  print.addEventListener("click", () => window.print());
  const KEYS = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    "+": () => sheet.zoom(STEP),
    "=": () => sheet.zoom(STEP),
    "-": () => sheet.zoom(1 / STEP),
    0: () => sheet.zoom(0),
    x: () => ticks.set(shown, !ticks.has(shown)),
    p: () => window.print(),
  };
  dialog.addEventListener("keydown", (event) => {
    if (!isForKeys(event) || !KEYS[event.key] || !sheet) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  dialog.addEventListener("close", () => {
    const row = document.querySelector('[data-finding="' + shown + '"] button');
    shown = null;
    clearPrint();
    moved(null);
    if (row) row.focus();
  });

  function step(by) {
    const index = neighbour(shown, by);
    if (index !== null) open(index);
  }

  async function open(index) {
    shown = index;
    if (!isWhole) await whole;
    if (shown !== index) return;
    const finding = fuhe.findings.at(index);
    const form = formOf(index);
    badge.className = "badge " + SEVERITIES[finding[FINDING.severity]];
    badge.textContent = severityName(finding[FINDING.severity]);
    heading.textContent = ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field];
    previous.disabled = neighbour(index, -1) === null;
    next.disabled = neighbour(index, 1) === null;
    if (!dialog.open) dialog.showModal();
    heading.focus();
    moved(index);
    const told = await toldOf(index);
    // Another one may have been opened while that came.
    if (shown !== index) return;
    const label = pictureLabel(form, finding);
    sheet = showSheet(paper, pageSheet(form[FORM.file], finding[FINDING.page], boxesOf(index, told), label), label);
    const point = (value) => pointAt(value, finding[FINDING.page], paper, sheet);
    facts.replaceChildren(
      ...recomputation(index, told, point),
      ...theGroup(index, open),
      ...ticking(index),
      ...aboutTheForm(form, finding, told),
      ...doubtsOf(told.about, point),
      ...coverage(finding[FINDING.form], form, told.about),
      ...aboutTheRule(finding),
    );
    facts.scrollTop = 0;
    preparePrint([articleOf(index, told)]);
  }

  function ticking(index) {
    const box = element("input", { type: "checkbox", checked: ticks.has(index) });
    const reason = element("input", { type: "text", value: ticks.reason(index), placeholder: say("ReasonHint"), "aria-label": say("Reason") });
    box.addEventListener("change", () => ticks.set(index, box.checked));
    reason.addEventListener("input", () => {
      ticks.giveReason(index, reason.value);
      box.checked = ticks.has(index);
    });
    ticks.onChange = () => (box.checked = ticks.has(index));
    return [element("p", { className: "ticking" }, element("label", {}, box, " " + say("Tick")), reason)];
  }

  return { open, shown: () => shown, close: () => dialog.close() };
}

// Keys are for the page, unless somebody writes, or asks the browser for something.
function isForKeys(event) {
  return !event.target.matches("input:not([type=checkbox]), textarea, select") && !event.altKey && !event.ctrlKey && !event.metaKey;
}

// A button with a sign; its text is left out where there is no room for it.
function signed(sign, text) {
  const shown = element("span", { className: "text", textContent: " " + text });
  return element("button", { type: "button", "aria-label": text, title: text }, element("span", { "aria-hidden": "true", textContent: sign }), shown);
}

// A text as the form has it; a blank is said to be one.
function asGiven(text) {
  return text === "" ? say("Blank") : text;
}

// All that is loaded for a finding: its details, what is known of its form, and those of its form that readers dispute.
async function toldOf(index) {
  const finding = fuhe.findings.at(index);
  const [detail, about] = await Promise.all([detailOf(index), aboutOf(formOf(index))]);
  const disputes = finding[FINDING.confirmed] === "no" ? findingsOf(finding[FINDING.form]).filter((at) => fuhe.findings.at(at)[FINDING.rule] === DISPUTE) : [];
  return { detail, about, disputes };
}

function pictureLabel(form, finding) {
  return say("PictureOf", { file: form[FORM.file], page: finding[FINDING.page], stated: finding[FINDING.stated] });
}

// What is boxed on the page of a finding: the stated value or its clause, all that was used, and what may have been misread.
function boxesOf(index, { detail, about }) {
  const finding = fuhe.findings.at(index);
  const here = (value) => value[VALUE.page] === finding[FINDING.page] && value[VALUE.box].length === 4;
  const boxes = [];
  for (const doubt of about[ABOUT.doubts]) {
    for (const value of doubt[DOUBT.values].filter(here)) boxes.push({ at: value[VALUE.box], kind: "doubt", title: value[VALUE.name] + ": " + doubt[DOUBT.kind] });
  }
  const clause = fuhe.clauses.get(index);
  for (const value of detail[DETAIL.uses].filter(here)) {
    if (value[VALUE.field] !== detail[DETAIL.field] || clause) boxes.push({ at: value[VALUE.box], kind: "used", title: value[VALUE.name] + ": " + asGiven(value[VALUE.text]) });
  }
  const severity = SEVERITIES[finding[FINDING.severity]];
  const lines = clause || (detail[DETAIL.box] ? [detail[DETAIL.box]] : []);
  lines.forEach((at, line) => boxes.push({ at, kind: "main " + severity + (line === 0 && lines.length === 1 ? " spot" : ""), title: asGiven(finding[FINDING.stated]) }));
  return boxes;
}

// Shows where a value stands, on the page that is open.
function pointAt(value, page, paper, sheet) {
  if (value[VALUE.page] !== page) return;
  const title = value[VALUE.name] + ": ";
  const boxes = [...paper.querySelectorAll(".box")];
  const found = boxes.find((box) => box.title.startsWith(title)) || boxes.find((box) => box.classList.contains("main"));
  if (!found) return;
  boxes.forEach((box) => box.classList.toggle("pointed", box === found));
  sheet.lookAt(found);
}

function recomputation(index, { detail, disputes }, point) {
  const finding = fuhe.findings.at(index);
  const against = detail[DETAIL.expected] === "" ? "—" : detail[DETAIL.expected];
  const parts = [
    element("h3", { textContent: say("Recomputation") }),
    element(
      "dl",
      { className: "against" },
      element("div", { className: "stated" }, element("dt", { textContent: say("Stated") }), element("dd", { textContent: asGiven(detail[DETAIL.stated]) })),
      element("div", {}, element("dt", { textContent: detail[DETAIL.against] }), element("dd", { textContent: against })),
    ),
    element("p", { className: "explanation", textContent: detail[DETAIL.explanation] }),
    ...theUses(finding, detail, point),
  ];
  if (finding[FINDING.accepted] !== null) {
    parts.push(element("p", { className: "accepted", textContent: say("AcceptedBecause", { reason: finding[FINDING.accepted] }) }));
  }
  const confirmed = { yes: "ConfirmedYes", "text-only": "ConfirmedTextOnly", no: "ConfirmedNo", unavailable: "ConfirmedUnavailable" }[finding[FINDING.confirmed]];
  if (confirmed) {
    const sign = finding[FINDING.confirmed] === "yes" ? "✓ " : "! ";
    parts.push(element("p", { className: "confirmed " + finding[FINDING.confirmed], textContent: sign + say(confirmed) }));
  }
  return [...parts, ...cutOuts(index, disputes)];
}

// All figures that the computation used, with the names of their cells.
function theUses(finding, detail, point) {
  const uses = detail[DETAIL.uses].filter((value) => value[VALUE.field] !== detail[DETAIL.field]);
  if (uses.length === 0) return [];
  const row = (value) => {
    const where = value[VALUE.page] === finding[FINDING.page] ? "" : say("OnPage", { page: value[VALUE.page] });
    const made = element("tr", {}, element("td", { textContent: value[VALUE.name] }), element("td", { className: "value", textContent: asGiven(value[VALUE.text]) }), element("td", { className: "faint", textContent: where }));
    if (point) {
      made.tabIndex = 0;
      ["click", "focus"].forEach((event) => made.addEventListener(event, () => point(value)));
    }
    return made;
  };
  const table = element("table", { className: "uses" }, element("tbody", {}, ...uses.map(row)));
  const heading = element("h3", { textContent: say("Uses") });
  if (uses.length < FOLDED_FROM) return [heading, table];
  const fold = element("details", { open: !point }, element("summary", { textContent: say("UsesAll", { count: uses.length }) }), table);
  return [heading, fold];
}

// What the witness saw: of the finding itself, or of the figures about which the readers differ, with both readings.
function cutOuts(index, disputes) {
  const finding = fuhe.findings.at(index);
  const own = disputes.length > 0 ? disputes : [index];
  const shown = own.filter((at) => fuhe.cells.has(at));
  if (shown.length === 0) return [];
  const figure = (at) => {
    const seen = fuhe.findings.at(at);
    const isDisputed = seen[FINDING.rule] === DISPUTE;
    const readings = say("CutOutReadings", { first: asGiven(seen[FINDING.stated]), second: seen[FINDING.expected].replace(/^[^:：]*[:：]\s*/, "") });
    const caption = isDisputed ? seen[FINDING.field] + " — " + readings : seen[FINDING.field];
    const image = element("img", { src: fuhe.cells.get(at), alt: caption });
    return element("figure", { className: "cutout" }, image, element("figcaption", { textContent: caption }));
  };
  const parts = [element("h3", { textContent: say("CutOut") }), ...shown.map(figure)];
  if (finding[FINDING.confirmed] === "text-only") parts.push(remarkOf("CutOutNoFont"));
  return parts;
}

// The findings that follow from one another, each to be opened.
function theGroup(index, open) {
  const group = groupOf(index);
  if (group.length === 0) return [];
  const items = group.map((at) => {
    const finding = fuhe.findings.at(at);
    const button = element("button", { type: "button", className: "link", textContent: ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field] });
    if (at === index) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => open(at));
    const figures = asGiven(finding[FINDING.stated]) + " → " + finding[FINDING.expected];
    return element("li", { className: at === index ? "current" : "" }, button, element("div", { className: "faint", textContent: figures }));
  });
  return [
    element("h3", { textContent: say("Group") }),
    element("p", { className: "remark", textContent: say("GroupNote") }),
    element("ol", { className: "group" }, ...items),
  ];
}

function aboutTheForm(form, finding, { detail }) {
  const list = element("dl", { className: "pairs" });
  const pair = (name, ...values) => {
    if (values.some((value) => value !== "")) list.append(element("dt", { textContent: say(name) }), element("dd", {}, ...values));
  };
  pair("Project", form[FORM.project]);
  pair("Department", form[FORM.department]);
  pair("Unit", form[FORM.unit]);
  pair("Year", form[FORM.year]);
  pair("TotalScore", [form[FORM.total], form[FORM.grade]].filter(Boolean).join(" · "));
  pair("File", form[FORM.file]);
  pair("Source", finding[FINDING.page] === null ? "" : say("PageShort", { page: finding[FINDING.page] }) + " · ", documentLink(form[FORM.file], finding[FINDING.page]));
  pair("FormNumber", String(form[FORM.number]));
  pair("MachineField", detail[DETAIL.field]);
  return [element("h3", { textContent: say("FormFacts") }), list];
}

// What may have been misread; what is said of several fields is said once.
function doubtsOf(about, point) {
  const doubts = about[ABOUT.doubts];
  if (doubts.length === 0) return [];
  const item = (doubt) => {
    const fields = doubt[DOUBT.fields].map((name, at) => {
      const value = doubt[DOUBT.values].find((value) => value[VALUE.name] === name);
      if (!value || !point) return element("span", { textContent: (at > 0 ? SEPARATOR : "") + name });
      const button = element("button", { type: "button", className: "link", textContent: name });
      button.addEventListener("click", () => point(value));
      return element("span", {}, at > 0 ? SEPARATOR : "", button);
    });
    return element("li", {}, element("b", { textContent: doubt[DOUBT.kind] }), " ", ...fields, element("div", { className: "faint", textContent: doubt[DOUBT.message] }));
  };
  const count = doubts.reduce((sum, doubt) => sum + doubt[DOUBT.fields].length, 0);
  return [
    element("h3", { textContent: say("DoubtsHead") }),
    element("details", { className: "doubts", open: !point || doubts.length <= 3 }, element("summary", { textContent: say("Doubts", { count }) }), element("ul", {}, ...doubts.map(item))),
  ];
}

// Form and rule: agreed, flagged, or not judged and why.
function coverage(place, form, about) {
  const silences = about[ABOUT.silences];
  const flagged = place === null ? [] : [...new Set(findingsOf(place).map((index) => fuhe.findings.at(index)[FINDING.rule]))];
  const line = (rule, state, text) => element("li", {}, element("span", { className: "badge " + state, textContent: say(state === "flagged" ? "Flagged" : "NotJudged") }), " ", element("b", { textContent: ruleName(rule) }), element("div", { className: "faint", textContent: text }));
  const items = [
    ...flagged.map((rule) => line(rule, "flagged", "")),
    ...silences.map((silence) => line(silence[SILENCE.rule], "silent", silence[SILENCE.fields].join(SEPARATOR) + " — " + silence[SILENCE.reason])),
    element("li", { textContent: say("RuleAgreed", { count: form[FORM.agreed] }) }),
  ];
  return [element("details", { className: "coverage" }, element("summary", { textContent: say("FormJudged") }), element("ul", {}, ...items))];
}

function aboutTheRule(finding) {
  const rule = fuhe.rules.get(finding[FINDING.rule]);
  if (!rule) return [];
  const texts = [RULE.summary, RULE.ground, RULE.computation].map((part) => element("p", { textContent: rule[part] }));
  const summary = element("summary", { textContent: say("AboutTheRule") + " " }, element("code", { textContent: rule[RULE.id] }));
  return [element("details", {}, summary, ...texts)];
}
