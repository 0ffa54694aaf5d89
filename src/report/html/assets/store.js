// What the data files bring, and the findings that the filters leave of it. Draws nothing.
"use strict";

// Places in the rows of the data files, as they are written there.
const FORM = { file: 0, number: 1, project: 2, department: 3, unit: 4, year: 5, total: 6, grade: 7, firstPage: 8, doubts: 9 };
const FINDING = { form: 0, rule: 1, severity: 2, field: 3, stated: 4, expected: 5, page: 6, box: 7, confirmed: 8, group: 9, accepted: 10 };
const GROUP = { number: 0, isCause: 1 };
const DETAIL = { field: 0, stated: 1, expected: 2, explanation: 3 };
const PICTURE = { file: 0, page: 1, name: 2, width: 3, height: 4, remark: 5 };
const RULE = { id: 0, name: 1, severity: 2, summary: 3, ground: 4, computation: 5 };

const SEVERITIES = ["error", "warning", "notice"];

const fuhe = {
  words: {},
  severities: [],
  rules: new Map(),
  forms: [],
  findings: [],
  pictures: new Map(),
  details: new Map(),

  // Called by data/words.js.
  say(words, rules, severities) {
    fuhe.words = words;
    fuhe.severities = severities;
    rules.forEach((rule) => fuhe.rules.set(rule[RULE.id], rule));
  },

  // Called by the other data files. Those of one kind come in their order.
  add(kind, number, rows) {
    if (kind === "details") {
      fuhe.details.set(number, rows);
    } else if (kind === "pictures") {
      rows.forEach((row) => fuhe.pictures.set(pictureKey(row[PICTURE.file], row[PICTURE.page]), row));
    } else {
      for (const row of rows) fuhe[kind].push(row);
    }
  },
};

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

// A group stands where the gravest of its findings does.
function gravestOfGroup(index) {
  const severities = groupOf(index).map((at) => fuhe.findings[at][FINDING.severity]);
  return Math.min(fuhe.findings[index][FINDING.severity], ...severities);
}

function isAccepted(index) {
  return fuhe.findings[index][FINDING.accepted] !== null;
}

function someAccepted() {
  return fuhe.findings.some((_, index) => isAccepted(index));
}

// What a search looks through, in one string for each finding; made when the first search is typed.
const searched = [];

function searchText(index) {
  if (searched[index] === undefined) {
    const finding = fuhe.findings[index];
    const form = formOf(index);
    const parts = [form[FORM.project], form[FORM.department], form[FORM.unit], form[FORM.year], form[FORM.file]];
    parts.push(ruleName(finding[FINDING.rule]), finding[FINDING.rule]);
    parts.push(finding[FINDING.field], finding[FINDING.stated], finding[FINDING.expected], finding[FINDING.accepted] || "");
    searched[index] = parts.join("\n").toLowerCase();
  }
  return searched[index];
}

// The findings that match, as places in fuhe.findings.
function matching(filters) {
  const words = filters.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (let index = 0; index < fuhe.findings.length; index++) {
    const finding = fuhe.findings[index];
    const form = fuhe.forms[finding[FINDING.form]];
    if (filters.rule !== null && finding[FINDING.rule] !== filters.rule) continue;
    if (filters.severity !== null && SEVERITIES[finding[FINDING.severity]] !== filters.severity) continue;
    if (filters.department !== null && form[FORM.department] !== filters.department) continue;
    if (filters.year !== null && form[FORM.year] !== filters.year) continue;
    if (filters.accepted !== null && isAccepted(index) !== filters.accepted) continue;
    if (words.length > 0) {
      const text = searchText(index);
      if (!words.every((word) => text.includes(word))) continue;
    }
    found.push(index);
  }
  return found;
}

// What the columns are sorted by.
const SORTED_BY = {
  severity: gravestOfGroup,
  rule: (index) => ruleName(fuhe.findings[index][FINDING.rule]),
  project: (index) => formOf(index)[FORM.project],
  year: (index) => formOf(index)[FORM.year],
  field: (index) => fuhe.findings[index][FINDING.field],
  stated: (index) => figure(fuhe.findings[index][FINDING.stated]),
  expected: (index) => figure(fuhe.findings[index][FINDING.expected]),
  source: (index) => formOf(index)[FORM.file],
  accepted: (index) => fuhe.findings[index][FINDING.accepted] || "",
};

// A printed figure sorts as a number, anything else behind all numbers, as text.
function figure(text) {
  const number = parseFloat(text.normalize("NFKC").replace(/,/g, ""));
  return Number.isNaN(number) ? text : number;
}

// Numbers stand before texts; rows of the same key stay in the order of the tables.
function sorted(indexes, column, descending) {
  const key = SORTED_BY[column];
  if (!key) return indexes;
  const keyed = indexes.map((index) => [key(index), index]);
  // Comparing texts as a dictionary does is slow, and most stand in many rows: each is compared once.
  const texts = [...new Set(keyed.map(([value]) => value).filter((value) => typeof value === "string"))];
  const ranks = new Map(texts.sort(dictionary().compare).map((text, rank) => [text, rank]));
  const compared = ([a], [b]) => {
    const [ra, rb] = [ranks.get(a), ranks.get(b)];
    if (ra === undefined && rb === undefined) return a - b;
    return ra === undefined ? -1 : rb === undefined ? 1 : ra - rb;
  };
  const direction = descending ? -1 : 1;
  keyed.sort((a, b) => direction * compared(a, b) || a[1] - b[1]);
  return keyed.map(([, index]) => index);
}

function dictionary() {
  return new Intl.Collator(document.documentElement.lang, { numeric: true });
}

// The distinct values of a column of the forms that have findings, with how many findings each has.
function valuesOf(column) {
  const counts = new Map();
  for (const finding of fuhe.findings) {
    const value = fuhe.forms[finding[FINDING.form]][column];
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  const { compare } = dictionary();
  return [...counts].sort(([a], [b]) => compare(a, b));
}

// The details of a finding; loads the file that holds them.
function detailOf(index) {
  const rowsPerFile = Number(document.getElementById("findings").dataset.details);
  const number = Math.floor(index / rowsPerFile);
  const row = () => fuhe.details.get(number)[index % rowsPerFile];
  if (fuhe.details.has(number)) return Promise.resolve(row());
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "data/details-" + number + ".js";
    script.onload = () => resolve(row());
    script.onerror = () => reject(new Error(script.src));
    document.head.append(script);
  });
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
