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
  const before = new Map();
  fuhe.findings.forEach((finding, index) => isAccepted(index) && before.set(index, finding[FINDING.accepted]));
  const reasons = new Map(before);
  return {
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
  const place = document.getElementById("list");
  if (fuhe.findings.length === 0) {
    place.append(element("p", { className: "nothing", textContent: say("NoFindings") }));
    return;
  }
  const NO_FILTERS = { search: "", rule: null, severity: null, department: null, year: null, accepted: null };
  const filters = { ...NO_FILTERS };
  const hasAccepted = someAccepted();
  const columns = hasAccepted ? [...COLUMNS, ACCEPTED_COLUMN] : COLUMNS;
  const order = { column: "severity", descending: false };
  let found = [];
  let page = 0;

  const ticks = tickedFindings(showTicks);
  const places = new Map();
  const dialog = findingDialog((index, step) => {
    const at = places.get(index) + step;
    return at >= 0 && at < found.length ? found[at] : null;
  }, ticks);

  // Filters.
  const search = element("input", { type: "search", id: "search", placeholder: say("SearchHint"), autocomplete: "off" });
  let pause = 0;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => choose("search", search.value), PAUSE);
  });
  const choices = {
    rule: choice("rule", "Rule", counted(FINDING.rule, (id) => id, ruleName)),
    severity: choice("severity", "Severity", counted(FINDING.severity, (at) => SEVERITIES[at], severityName)),
    department: choice("department", "Department", valuesOf(FORM.department).map(([value, count]) => [value, value, count])),
    year: choice("year", "Year", valuesOf(FORM.year).map(([value, count]) => [value, value, count])),
  };
  if (hasAccepted) {
    const accepted = fuhe.findings.filter((_, index) => isAccepted(index)).length;
    choices.accepted = choice("accepted", "Accepted", [
      [true, say("Accepted"), accepted],
      [false, say("NotAccepted"), fuhe.findings.length - accepted],
    ]);
  }
  const reset = element("button", { type: "button", textContent: say("Reset"), hidden: true });
  reset.addEventListener("click", () => {
    search.value = "";
    Object.values(choices).forEach((select) => (select.value = ""));
    Object.assign(filters, NO_FILTERS);
    update();
  });
  const filterBar = element(
    "search",
    { className: "filters" },
    element("div", { className: "wide" }, element("label", { htmlFor: "search", textContent: say("Search") }), search),
    ...Object.entries(choices).map(([id, select]) => element("div", {}, select.label, select)),
    reset,
  );

  function choice(id, name, options) {
    const select = element("select", { id: "filter-" + id }, element("option", { value: "", textContent: say("Any") }));
    // Values are numbered, so that a blank one differs from all.
    options.forEach(([, text, count], number) => {
      select.append(element("option", { value: String(number), textContent: (text || say("NotStated")) + " (" + count + ")" }));
    });
    select.addEventListener("change", () => choose(id, select.value === "" ? null : options[Number(select.value)][0]));
    const made = Object.assign(select, { choose: (value) => (select.value = String(options.findIndex(([known]) => known === value))) });
    made.label = element("label", { htmlFor: select.id, textContent: say(name) });
    return made;
  }

  function choose(id, value) {
    filters[id] = value;
    update();
  }

  // Called for the rules in the chart.
  document.querySelectorAll("[data-rule]").forEach((button) => {
    button.addEventListener("click", () => {
      choices.rule.choose(button.dataset.rule);
      choose("rule", button.dataset.rule);
      document.getElementById("findings").scrollIntoView();
      choices.rule.focus({ preventScroll: true });
    });
  });

  // Table.
  const count = element("p", { className: "count", role: "status" });
  const tickAll = element("input", { type: "checkbox", "aria-label": say("TickPage") });
  tickAll.addEventListener("change", () => {
    const ticked = tickAll.checked;
    shownRows().forEach((index) => ticks.set(index, ticked));
  });
  const heads = columns.map(([column, name]) => {
    const button = element("button", { type: "button", textContent: say(name) });
    const head = element("th", { scope: "col", className: column, "aria-sort": column === order.column ? "ascending" : "none" }, button);
    button.addEventListener("click", () => {
      order.descending = order.column === column && !order.descending;
      order.column = column;
      heads.forEach((other) => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
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
    if (reason.reportValidity()) exportAccepted(ticks, reason.value);
  });
  reason.addEventListener("input", () => reason.setCustomValidity(""));
  untick.addEventListener("click", () => ticks.clear());
  aside.append(ticked, element("label", { htmlFor: "reason", textContent: say("Reason") }), reason, save, untick);

  const printed = element("p", { className: "printed" });
  place.append(filterBar, count, table, nothing, pages, printed, aside);

  function update() {
    found = sorted(matching(filters), order.column, order.descending);
    places.clear();
    found.forEach((index, at) => places.set(index, at));
    reset.hidden = Object.values(filters).every((value) => value === null || value === "");
    count.textContent = say("Count", { shown: found.length, all: fuhe.findings.length });
    nothing.hidden = found.length > 0;
    table.hidden = found.length === 0;
    turn(0, true);
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

  function draw(indexes) {
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
    draw(found.slice(0, PRINTED_ROWS));
    printed.textContent = found.length > PRINTED_ROWS ? say("PrintedRows", { shown: PRINTED_ROWS, all: found.length }) : "";
  });
  window.addEventListener("afterprint", () => turn(page, true));
  update();
}

// What the findings have in a column: value, text and count of each, in the order of the rules or severities.
function counted(column, value, text) {
  const counts = new Map();
  for (const finding of fuhe.findings) counts.set(finding[column], (counts.get(finding[column]) || 0) + 1);
  const known = column === FINDING.rule ? [...fuhe.rules.keys()] : SEVERITIES.map((_, at) => at);
  return known.filter((key) => counts.has(key)).map((key) => [value(key), text(key), counts.get(key)]);
}

function rowOf(index, ticks, dialog, hasAccepted) {
  const finding = fuhe.findings[index];
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
    rows.push([form[FORM.file], String(form[FORM.number]), form[FORM.project], fuhe.findings[index][FINDING.rule], detail[DETAIL.field], reason]);
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
