// What the data files bring, and the findings that the filters leave of it. Draws nothing.
"use strict";

// Places in the rows of the data files, as they are written there.
const FORM = { file: 0, number: 1, project: 2, department: 3, unit: 4, year: 5, total: 6, grade: 7, firstPage: 8, doubts: 9, place: 10, agreed: 11, silent: 12 };
const FINDING = { form: 0, rule: 1, severity: 2, field: 3, stated: 4, expected: 5, page: 6, confirmed: 7, group: 8, accepted: 9 };
const GROUP = { number: 0, isCause: 1 };
const DETAIL = { field: 0, stated: 1, expected: 2, against: 3, explanation: 4, uses: 5, box: 6 };
const VALUE = { name: 0, field: 1, text: 2, page: 3, box: 4 };
const ABOUT = { silences: 0, doubts: 1 };
const SILENCE = { rule: 0, fields: 1, reason: 2 };
const DOUBT = { fields: 0, kind: 1, message: 2, values: 3 };
const PAIR = { kind: 0, explanation: 1, members: 2, fields: 3 };
const PICTURE = { file: 0, page: 1, name: 2, width: 3, height: 4, remarks: 5 };
const RULE = { id: 0, name: 1, severity: 2, summary: 3, ground: 4, computation: 5 };

const SEVERITIES = ["error", "warning", "notice"];
const DISPUTE = "readers-disagree";

const fuhe = {
  words: {},
  severities: [],
  confirmed: {},
  rules: new Map(),
  forms: [],
  findings: [],
  clean: [],
  pictures: new Map(),
  cells: new Map(),
  clauses: new Map(),
  loaded: new Map(),

  // Called by data/words.js.
  say(words, rules, severities, confirmed) {
    Object.assign(fuhe, { words, severities, confirmed });
    rules.forEach((rule) => fuhe.rules.set(rule[RULE.id], rule));
  },

  // Called by the other data files. Those of one kind come in their order.
  add(kind, number, rows) {
    if (kind === "pictures") rows.forEach((row) => fuhe.pictures.set(pictureKey(row[PICTURE.file], row[PICTURE.page]), row));
    else if (kind === "cells" || kind === "clauses") rows.forEach(([finding, what]) => fuhe[kind].set(finding, what));
    else if (kind in fuhe) for (const row of rows) fuhe[kind].push(row);
    else fuhe.loaded.set(kind + number, rows);
  },
};

// What the page says of the data.
const given = (name) => document.getElementById("findings").dataset[name];

function pictureKey(file, page) {
  return page + "\n" + file;
}

// A text with its names in braces filled in.
function say(id, fillings = {}) {
  return fuhe.words[id].replace(/\{(\w+)\}/g, (_, name) => String(fillings[name]));
}

function formOf(index) {
  return fuhe.forms[fuhe.findings[index][FINDING.form]];
}

function ruleName(id) {
  const rule = fuhe.rules.get(id);
  return rule ? rule[RULE.name] : id;
}

function severityName(place) {
  return fuhe.severities[place];
}

// The findings that follow from one another with this one, the cause first; none where it stands alone. They are written together.
function groupOf(index) {
  const group = fuhe.findings[index][FINDING.group];
  if (group === null) return [];
  const isOfIt = (at) => {
    const other = fuhe.findings[at] && fuhe.findings[at][FINDING.group];
    return Boolean(other) && other[GROUP.number] === group[GROUP.number];
  };
  let first = index;
  while (isOfIt(first - 1)) first--;
  const indexes = [];
  for (let at = first; isOfIt(at); at++) indexes.push(at);
  return indexes;
}

// What the finding is in its group, in words.
function roleName(group) {
  return say(group[GROUP.isCause] ? "GroupCause" : "GroupConsequence", { group: group[GROUP.number] });
}

// The findings of a form, which are written together.
function findingsOf(form) {
  const at = (index) => fuhe.findings[index] && fuhe.findings[index][FINDING.form];
  // Forms and findings are in one order.
  let [low, high] = [0, fuhe.findings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < form) low = middle + 1;
    else high = middle;
  }
  const indexes = [];
  for (let index = low; at(index) === form; index++) indexes.push(index);
  return indexes;
}

// A group stands where the gravest of its findings does.
function gravestOfGroups() {
  const gravest = new Map();
  for (const finding of fuhe.findings) {
    const group = finding[FINDING.group];
    if (group) gravest.set(group[GROUP.number], Math.min(finding[FINDING.severity], gravest.get(group[GROUP.number]) ?? Infinity));
  }
  return (index) => {
    const finding = fuhe.findings[index];
    return finding[FINDING.group] ? gravest.get(finding[FINDING.group][GROUP.number]) : finding[FINDING.severity];
  };
}

function isAccepted(index) {
  return fuhe.findings[index][FINDING.accepted] !== null;
}

function someAccepted() {
  return fuhe.findings.some((_, index) => isAccepted(index));
}

// What a search looks through: a string for each form, and one for each finding.
const searched = { forms: [], findings: [] };

function searchTextOfForm(place) {
  const form = fuhe.forms[place];
  return (searched.forms[place] ??= textOfForm(form));
}

function textOfForm(form) {
  return [form[FORM.project], form[FORM.department], form[FORM.unit], form[FORM.year], form[FORM.file]].join("\n").toLowerCase();
}

function searchText(index) {
  if (searched.findings[index] === undefined) {
    const finding = fuhe.findings[index];
    const parts = [ruleName(finding[FINDING.rule]), finding[FINDING.rule], finding[FINDING.field], finding[FINDING.stated], finding[FINDING.expected], finding[FINDING.accepted] || ""];
    searched.findings[index] = parts.join("\n").toLowerCase();
  }
  return searched.findings[index];
}

// Makes these strings while nothing else is to be done, so that the first search is as fast as the next.
function prepareSearch(from = 0) {
  const PART = 5000;
  const to = Math.min(from + PART, fuhe.findings.length);
  for (let index = from; index < to; index++) {
    searchText(index);
    searchTextOfForm(fuhe.findings[index][FINDING.form]);
  }
  if (to < fuhe.findings.length) setTimeout(prepareSearch, 0, to);
}

// What each filter compares.
const FILTERED_BY = {
  rule: (finding) => finding[FINDING.rule],
  severity: (finding) => SEVERITIES[finding[FINDING.severity]],
  department: (finding) => fuhe.forms[finding[FINDING.form]][FORM.department],
  unit: (finding) => fuhe.forms[finding[FINDING.form]][FORM.unit],
  year: (finding) => fuhe.forms[finding[FINDING.form]][FORM.year],
  confirmed: (finding) => finding[FINDING.confirmed],
  accepted: (finding) => String(finding[FINDING.accepted] !== null),
};

// The findings that match, as places in fuhe.findings, in the order of a column.
function matching(filters, column, descending) {
  const words = (filters.search || "").toLowerCase().split(/\s+/).filter(Boolean);
  const names = Object.keys(FILTERED_BY).filter((name) => filters[name] !== null && filters[name] !== undefined);
  const wanted = names.map((name) => filters[name]);
  const values = names.map((name) => FILTERED_BY[name]);
  const found = [];
  all: for (const index of orderedBy(column, descending)) {
    const finding = fuhe.findings[index];
    for (let at = 0; at < values.length; at++) if (values[at](finding) !== wanted[at]) continue all;
    if (words.length > 0) {
      const [own, form] = [searchText(index), searchTextOfForm(finding[FINDING.form])];
      if (!words.every((word) => own.includes(word) || form.includes(word))) continue;
    }
    found.push(index);
  }
  return found;
}

// What the columns are sorted by.
const SORTED_BY = {
  severity: () => gravestOfGroups(),
  rule: () => (index) => ruleName(fuhe.findings[index][FINDING.rule]),
  project: () => (index) => formOf(index)[FORM.project],
  year: () => (index) => formOf(index)[FORM.year],
  field: () => (index) => fuhe.findings[index][FINDING.field],
  stated: () => (index) => figure(fuhe.findings[index][FINDING.stated]),
  expected: () => (index) => figure(fuhe.findings[index][FINDING.expected].replace(/^[^:：]*[:：]/, "")),
  source: () => (index) => formOf(index)[FORM.file],
  accepted: () => (index) => fuhe.findings[index][FINDING.accepted] || "",
};

// A printed figure sorts as a number, anything else behind all numbers, as text.
function figure(text) {
  const number = parseFloat(text.normalize("NFKC").replace(/,/g, ""));
  return Number.isNaN(number) ? text : number;
}

const orders = new Map();

// All findings in the order of a column: numbers before texts; rows of the same key stay in the order of the tables. Made once for each column.
function orderedBy(column, descending) {
  const name = column + (descending ? " down" : "");
  if (!orders.has(name)) {
    const key = SORTED_BY[column]();
    const keys = fuhe.findings.map((_, index) => key(index));
    // Comparing texts as a dictionary does is slow, and most stand in many rows: each is compared once.
    const { compare } = dictionary();
    const isText = (value) => typeof value === "string";
    const distinct = [...new Set(keys)].sort((a, b) => isText(a) - isText(b) || (isText(a) ? compare(a, b) : a - b));
    if (descending) distinct.reverse();
    const ranks = new Map(distinct.map((value, rank) => [value, rank]));
    const rows = distinct.map(() => []);
    keys.forEach((value, index) => rows[ranks.get(value)].push(index));
    orders.set(name, rows.flat());
  }
  return orders.get(name);
}

function dictionary() {
  return new Intl.Collator(document.documentElement.lang, { numeric: true });
}

// Names one behind the other, as they are written in the language of the page.
const SEPARATOR = document.documentElement.lang.startsWith("zh") ? "、" : ", ";

// The distinct values that a filter may ask for, with how many findings each has.
function valuesOf(filter) {
  const counts = new Map();
  const value = FILTERED_BY[filter];
  for (const finding of fuhe.findings) {
    const own = value(finding);
    counts.set(own, (counts.get(own) || 0) + 1);
  }
  return counts;
}

// The rows of a data file that is loaded when it is needed.
const asked = new Map();

function load(kind, number) {
  const name = kind + "-" + number;
  if (!asked.has(name)) {
    const come = new Promise((resolve, reject) => {
      const script = element("script", { src: "data/" + name + ".js" });
      script.onload = () => resolve(fuhe.loaded.get(kind + number));
      script.onerror = () => reject(new Error(script.src));
      document.head.append(script);
    });
    asked.set(name, come);
  }
  return asked.get(name);
}

async function loadRow(kind, place, perFile) {
  const rows = await load(kind, Math.floor(place / perFile));
  return rows[place % perFile];
}

const detailOf = (index) => loadRow("details", index, Number(given("details")));
const aboutOf = (form) => loadRow("about", form[FORM.place], Number(given("about")));

// The way to a document, at a page; a member of an archive leads to the archive.
function documentAt(file, page) {
  const [outer, member] = file.split("!/");
  const path = outer.split("/").map(encodeURIComponent).join("/").replace(/^([A-Za-z])%3A/, "/$1:");
  const way = path.startsWith("/") ? "file://" + path : given("documents") + "/" + path;
  return way + (member === undefined && page ? "#page=" + page : "");
}

function documentLink(file, page) {
  const text = page ? say("OpenDocumentAt", { page }) : say("OpenDocument");
  return element("a", { href: documentAt(file, page), target: "_blank", rel: "noopener", className: "document", textContent: text });
}

// An element; texts are never read as markup.
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key in made && key !== "list" && key !== "form") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
