// The list of findings: filters, rows, pages, and the export of those that are set aside.
"use strict";

// Rows on a page: what one scrolls through without losing the place.
const ROWS = 50;

// Most rows that are printed: some 20 sheets.
const PRINTED_ROWS = 500;

// Milliseconds without a key before a search begins.
const PAUSE = 120;

const COLUMNS = [
  ["severity", "Severity"],
  ["rule", "Rule"],
  ["project", "Project"],
  ["year", "Year"],
  ["field", "FieldName"],
  ["stated", "Stated"],
  ["expected", "Expected"],
  ["source", "Source"],
];

// Only where something is accepted already.
const ACCEPTED_COLUMN = ["accepted", "AcceptedReason"];

// The findings that are set aside, with the reason of each where it has one of its own. Those that were accepted before are among them: what
// is exported takes the place of the earlier list.
function tickedFindings(changed) {
  const [before, reasons] = [new Map(), new Map()];
  const takeAccepted = () => {
    for (let index = 0; index < fuhe.findings.length; index++) {
      if (!isAccepted(index)) continue;
      before.set(index, fuhe.findings.at(index)[FINDING.accepted]);
      if (!reasons.has(index)) reasons.set(index, before.get(index));
    }
    changed();
  };
  if (someAccepted()) whole.then(takeAccepted);
  return {
    onChange: null,
    isChanged: () => reasons.size !== before.size || [...reasons].some(([index, reason]) => before.get(index) !== reason),
    has: (index) => reasons.has(index),
    reason: (index) => reasons.get(index) || "",
    set(index, ticked) {
      if (ticked) reasons.set(index, reasons.get(index) || "");
      else reasons.delete(index);
      changed();
    },
    giveReason(index, reason) {
      reasons.set(index, reason);
      changed();
    },
    clear() {
      reasons.clear();
      changed();
    },
    count: () => reasons.size,
    withoutReason: () => [...reasons.values()].some((reason) => reason.trim() === ""),
    all: () => [...reasons.keys()].sort((a, b) => a - b),
  };
}

function showFindings() {
  showFolds();
  const place = document.getElementById("list");
  if (fuhe.findings.length === 0) {
    place.append(element("p", { className: "nothing", textContent: say("NoFindings") }));
    return;
  }
  const NO_FILTERS = { search: "", ...Object.fromEntries(Object.keys(FILTERED_BY).map((id) => [id, []])) };
  const filters = { ...NO_FILTERS };
  const hasAccepted = someAccepted();
  const columns = hasAccepted ? [...COLUMNS, ACCEPTED_COLUMN] : COLUMNS;
  const FIRST_ORDER = "severity";
  const order = { column: FIRST_ORDER, descending: false };
  let found = [];
  let page = 0;

  const ticks = tickedFindings(() => {
    showTicks();
    if (ticks.onChange) ticks.onChange();
  });
  let places = null;
  const placeOf = (index) => (places ??= new Map(found.map((index, at) => [index, at]))).get(index);
  const neighbour = (index, step) => {
    const at = placeOf(index);
    return at === undefined ? null : (found[at + step] ?? null);
  };
  const dialog = findingDialog(neighbour, ticks, writeAddress);

  // Filters.
  const search = element("input", { type: "search", id: "search", placeholder: say("SearchHint"), autocomplete: "off" });
  let pause = 0;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => choose("search", search.value), PAUSE);
  });
  const asGivenOr = (blank) => (value) => value || say(blank);
  const NAMES = {
    rule: { name: "Rule", text: ruleName, known: [...fuhe.rules.keys()] },
    severity: { name: "Severity", text: (id) => severityName(SEVERITIES.indexOf(id)), known: SEVERITIES },
    department: { name: "Department", text: asGivenOr("NotStated") },
    unit: { name: "Unit", text: asGivenOr("NotStated") },
    year: { name: "Year", text: asGivenOr("NotStated") },
    confirmed: { name: "ConfirmedFilter", text: (id) => fuhe.confirmed[id] || say("ConfirmedNotAsked"), known: ["yes", "text-only", "no", "unavailable", ""], isLeftOut: Number(given("asked")) === 0 },
    accepted: { name: "Accepted", text: (value) => say(value === "true" ? "Accepted" : "NotAccepted"), known: ["true", "false"], isLeftOut: !hasAccepted },
    // Chosen in the charts, and seen here as long as they are.
    grade: { name: "GradesChart", text: asGivenOr("NoGrade"), isOfCharts: true },
    score: { name: "TotalScore", text: scoreText, isOfCharts: true },
    rate: { name: "FieldRate", text: rateText, isOfCharts: true },
  };
  const choices = {};
  for (const [id, told] of Object.entries(NAMES)) {
    if (!told.isLeftOut) choices[id] = choice(id, told, (values) => choose(id, values));
  }
  const reset = element("button", { type: "button", textContent: say("Reset"), hidden: true });
  reset.addEventListener("click", () => take({}));
  const filterBar = element(
    "search",
    { className: "filters" },
    element("div", { className: "wide" }, element("label", { htmlFor: "search", textContent: say("Search") }), search),
    ...Object.values(choices).map((choice) => choice.box),
    reset,
  );

  function choose(id, value) {
    filters[id] = value;
    update();
  }

  // Takes the filters that are given, and none besides.
  function take(given) {
    Object.assign(filters, NO_FILTERS, given);
    search.value = filters.search;
    update();
  }

  // The address names what is shown: it can be kept, and sent to others who have the report.
  function writeAddress(shown) {
    if (isReading) return;
    const told = new URLSearchParams();
    if (filters.search !== "") told.set("search", filters.search);
    for (const id of Object.keys(choices)) filters[id].forEach((value) => told.append(id, value));
    if (order.column !== FIRST_ORDER || order.descending) told.set("sort", (order.descending ? "-" : "") + order.column);
    if (shown !== null) told.set("f", shown + 1);
    const text = String(told);
    if (text !== location.hash.slice(1)) history.replaceState(null, "", "#" + text);
  }

  let isReading = false;
  function readAddress() {
    // Other addresses are of parts of the page.
    if (location.hash !== "" && !location.hash.includes("=")) return;
    isReading = true;
    const told = new URLSearchParams(location.hash.slice(1));
    const sort = told.get("sort") || FIRST_ORDER;
    order.descending = sort.startsWith("-");
    order.column = Object.hasOwn(SORTED_BY, sort.replace("-", "")) ? sort.replace("-", "") : FIRST_ORDER;
    const chosen = Object.keys(choices).map((id) => [id, told.getAll(id)]);
    take({ search: told.get("search") || "", ...Object.fromEntries(chosen) });
    const number = Number(told.get("f")) - 1;
    if (Number.isInteger(number) && number >= 0 && number < fuhe.findings.length) dialog.open(number);
    else if (dialog.shown() !== null) dialog.close();
    isReading = false;
  }
  window.addEventListener("hashchange", readAddress);

  // What a chart leads to is an address; the list comes into view.
  document.querySelectorAll(".charts a").forEach((link) => {
    link.addEventListener("click", () => {
      document.getElementById("findings").scrollIntoView();
      count.focus({ preventScroll: true });
    });
  });

  // Table.
  const count = element("p", { className: "count", role: "status", tabIndex: -1 });
  const tickAll = element("input", { type: "checkbox", "aria-label": say("TickPage") });
  tickAll.addEventListener("change", () => {
    const ticked = tickAll.checked;
    shownRows().forEach((index) => ticks.set(index, ticked));
  });
  const heads = columns.map(([column, name]) => {
    const button = element("button", { type: "button", textContent: say(name) });
    const head = element("th", { scope: "col", className: column }, button);
    button.addEventListener("click", () => {
      order.descending = order.column === column && !order.descending;
      order.column = column;
      update();
    });
    return head;
  });
  const body = element("tbody");
  const table = element(
    "table",
    { className: "findings" },
    element("thead", {}, element("tr", {}, element("th", { scope: "col", className: "tick" }, tickAll), ...heads)),
    body,
  );
  const nothing = element("p", { className: "nothing", textContent: say("NothingFound"), hidden: true });

  // Pages.
  const previous = element("button", { type: "button", textContent: say("Previous") });
  const next = element("button", { type: "button", textContent: say("Next") });
  const where = element("span");
  previous.addEventListener("click", () => turn(page - 1));
  next.addEventListener("click", () => turn(page + 1));
  const pages = element("nav", { className: "pages", "aria-label": say("Findings") }, previous, where, next);

  // Setting aside.
  const aside = element("div", { className: "aside", hidden: true });
  const ticked = element("span", { role: "status" });
  const reason = element("input", { type: "text", id: "reason", placeholder: say("ReasonHint") });
  const save = element("button", { type: "button", className: "main", textContent: say("ExportAccepted") });
  const untick = element("button", { type: "button", textContent: say("Untick") });
  save.addEventListener("click", () => {
    // The list would be refused, and the work be lost that went into ticking.
    const lacking = ticks.withoutReason() && reason.value.trim() === "";
    reason.setCustomValidity(lacking ? say("ReasonNeeded") : "");
    if (!reason.reportValidity()) return;
    exportAccepted(ticks, reason.value);
    ticks.isExported = true;
  });
  reason.addEventListener("input", () => reason.setCustomValidity(""));
  untick.addEventListener("click", () => ticks.clear());
  aside.append(ticked, element("label", { htmlFor: "reason", textContent: say("Reason") }), reason, save, untick);

  const printed = element("p", { className: "printed" });
  const printAll = element("button", { type: "button", className: "print-all" });
  printAll.addEventListener("click", () => printFindings(found));
  const above = element("div", { className: "above" }, count, printAll);
  place.append(filterBar, above, table, nothing, pages, printed, aside, element("p", { className: "keys faint", textContent: say("Keys") }));

  function update() {
    const isAsWritten = Object.values(filters).every((value) => value.length === 0);
    // What stands first without filters is known before all findings are there.
    if (!isWhole && (!isAsWritten || order.column !== FIRST_ORDER)) {
      document.dispatchEvent(new Event("list-drawn"));
      whole.then(update);
      return;
    }
    found = matching(filters, order.column, order.descending);
    places = null;
    columns.forEach(([column], at) => heads[at].setAttribute("aria-sort", column !== order.column ? "none" : order.descending ? "descending" : "ascending"));
    for (const [id, choice] of Object.entries(choices)) choice.show(filters[id]);
    reset.hidden = isAsWritten;
    count.textContent = say("Count", { shown: found.length, all: fuhe.findings.length });
    nothing.hidden = found.length > 0;
    table.hidden = printAll.hidden = found.length === 0;
    printAll.textContent = found.length > PRINTED_FINDINGS ? say("PrintAllFirst", { count: PRINTED_FINDINGS }) : say("PrintAll");
    turn(0, true);
    writeAddress(dialog.shown());
  }

  function turn(to, stay) {
    const last = Math.max(0, Math.ceil(found.length / ROWS) - 1);
    page = Math.min(Math.max(to, 0), last);
    previous.disabled = page === 0;
    next.disabled = page === last;
    pages.hidden = last === 0;
    where.textContent = say("PageOf", { page: page + 1, pages: last + 1 });
    draw(shownRows());
    if (!stay) table.scrollIntoView({ block: "start" });
  }

  function shownRows() {
    return found.slice(page * ROWS, (page + 1) * ROWS);
  }

  async function draw(indexes) {
    if (!isWhole) {
      await loadFindings(indexes);
      // Others may be shown by now.
      if (indexes.join() !== shownRows().join()) return;
      document.dispatchEvent(new Event("list-drawn"));
    }
    body.replaceChildren(...indexes.map((index) => rowOf(index, ticks, dialog, hasAccepted)));
    showTicks();
  }

  function showTicks() {
    ticked.textContent = say("Accepting", { count: ticks.count() });
    aside.hidden = !ticks.isChanged();
    const boxes = [...body.querySelectorAll("input[type=checkbox]")];
    boxes.forEach((box) => (box.checked = ticks.has(Number(box.value))));
    tickAll.checked = boxes.length > 0 && boxes.every((box) => box.checked);
  }

  window.addEventListener("beforeprint", () => {
    if (isWhole) draw(found.slice(0, PRINTED_ROWS));
    printed.textContent = found.length > PRINTED_ROWS ? say("PrintedRows", { shown: PRINTED_ROWS, all: found.length }) : "";
  });
  window.addEventListener("afterprint", () => turn(page, true));

  document.addEventListener("keydown", (event) => {
    if (!isForKeys(event) || document.querySelector("dialog[open]")) return;
    const rows = [...body.querySelectorAll("tr")];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isHere = at >= 0 || document.activeElement === document.body;
    if (event.key === "/") search.focus();
    else if (step && isHere && rows[at + step]) rows[at + step].querySelector("button").focus();
    else if (event.key === "x" && at >= 0) ticks.set(Number(rows[at].dataset.finding), !ticks.has(Number(rows[at].dataset.finding)));
    else return;
    event.preventDefault();
  });

  readAddress();
  showFindings.open = dialog.open;
  // What has been ticked is in the page only until it is exported.
  window.addEventListener("beforeunload", (event) => ticks.isChanged() && !ticks.isExported && event.preventDefault());
}

function rowOf(index, ticks, dialog, hasAccepted) {
  const finding = fuhe.findings.at(index);
  const form = formOf(index);
  const name = ruleName(finding[FINDING.rule]);
  const severity = SEVERITIES[finding[FINDING.severity]];
  const box = element("input", { type: "checkbox", value: String(index), "aria-label": say("Tick") + ": " + name });
  box.addEventListener("change", () => ticks.set(index, box.checked));
  const open = element("button", { type: "button", className: "link", textContent: name, "aria-haspopup": "dialog" });
  open.setAttribute("aria-label", say("Open", { finding: name + ", " + finding[FINDING.field] }));
  const cell = (column, head, ...children) => element("td", { className: column, "data-head": say(head) }, ...children);
  const blank = (text) => (text === "" ? element("span", { className: "faint", textContent: say("Blank") }) : text);
  const page = finding[FINDING.page] === null ? "" : say("PageShort", { page: finding[FINDING.page] });
  const group = finding[FINDING.group];
  const role = group && element("div", { className: "role faint", textContent: roleName(group) });
  const states = [group && !group[GROUP.isCause] && "follows", isAccepted(index) && "accepted"].filter(Boolean);
  const row = element(
    "tr",
    { "data-finding": String(index), className: states.join(" ") },
    element("td", { className: "tick" }, box),
    cell("severity", "Severity", element("span", { className: "badge " + severity, textContent: severityName(finding[FINDING.severity]) })),
    cell("rule", "Rule", ...[open, role].filter(Boolean)),
    cell("project", "Project", element("div", { textContent: form[FORM.project] }), element("div", { className: "faint", textContent: form[FORM.department] })),
    cell("year", "Year", form[FORM.year]),
    cell("field", "FieldName", finding[FINDING.field]),
    cell("stated", "Stated", blank(finding[FINDING.stated])),
    cell("expected", "Expected", blank(finding[FINDING.expected])),
    cell("source", "Source", element("div", { className: "path", title: form[FORM.file], textContent: fileName(form[FORM.file]) }), element("div", { className: "faint", textContent: page })),
  );
  if (hasAccepted) row.append(cell("accepted", "AcceptedReason", finding[FINDING.accepted] || ""));
  row.addEventListener("click", (event) => {
    // Whoever marks text or ticks a row does not mean to open it.
    if (event.target.closest(".tick") || String(getSelection()) !== "") return;
    dialog.open(index);
  });
  return row;
}

// The folder stands in the finding, and comes up under the pointer.
function fileName(file) {
  return file.slice(file.lastIndexOf("/") + 1) || file;
}

// Saves the ticked findings as a table that `fuhe` takes back.
async function exportAccepted(ticks, commonReason) {
  const rows = [["file", "form_no", "project", "rule", "field", "reason"]];
  for (const index of ticks.all()) {
    const detail = await detailOf(index);
    const form = formOf(index);
    const reason = ticks.reason(index) || commonReason;
    rows.push([form[FORM.file], String(form[FORM.number]), form[FORM.project], fuhe.findings.at(index)[FINDING.rule], detail[DETAIL.field], reason]);
  }
  const text = "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "accepted.csv" });
  link.click();
  URL.revokeObjectURL(link.href);
}

// What a spreadsheet would run as a formula gets a sign before it, as in the other tables.
const RUNS_AS_FORMULA = /^[=+@\t\r]|^-./;

function csvCell(text) {
  const guarded = RUNS_AS_FORMULA.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(guarded) ? '"' + guarded.replace(/"/g, '""') + '"' : guarded;
}

document.addEventListener("DOMContentLoaded", showFindings);
