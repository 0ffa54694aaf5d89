// What the data files bring, and the findings that the filters leave of it. Draws nothing.
"use strict";

// Places in the rows of the data files, as they are written there.
const FORM = { file: 0, number: 1, project: 2, department: 3, unit: 4, year: 5, total: 6, grade: 7, firstPage: 8, doubts: 9, place: 10, agreed: 11, silent: 12, countedAs: 13 };
const COUNTED_AS = { grade: 0, score: 1, rate: 2 };
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

// Rows in files of so many each, which are loaded after the page, and parsed when one of their rows is asked for. Each row has a sign that is known
// from the beginning.
function packedRows(kind) {
  const perFile = Number(given("rows"));
  const texts = new Map();
  const all = [];
  const partOf = (index) => Math.floor(index / perFile);
  const rows = {
    length: 0,
    signs: "",
    sign(signs) {
      rows.signs = signs;
      rows.length = signs.length;
    },
    take: (part, text) => texts.set(part, text),
    at(index) {
      if (all[index] === undefined) parse(partOf(index));
      return all[index];
    },
    // Loads the files that have these rows.
    load: (indexes) => Promise.all([...new Set(indexes.map(partOf))].map((part) => load(kind, part))),
    // Loads and parses all, a file at a time, so that the page answers in between. `hear` gets the rows of each.
    async loadAll(hear) {
      for (let part = 0; part * perFile < rows.length; part++) {
        await load(kind, part);
        parse(part);
        hear(all.slice(part * perFile, (part + 1) * perFile));
      }
    },
  };
  function parse(part) {
    if (!texts.has(part)) return;
    JSON.parse(texts.get(part)).forEach((row, at) => (all[part * perFile + at] = row));
    texts.delete(part);
  }
  return rows;
}

// What the page says of the data.
const given = (name) => document.getElementById("findings").dataset[name];

const fuhe = {
  words: {},
  severities: [],
  confirmed: {},
  rules: new Map(),
  forms: packedRows("forms"),
  findings: packedRows("findings"),
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
  sign: (kind, signs) => fuhe[kind].sign(signs),
  pack: (kind, number, text) => fuhe[kind].take(number, text),
  add(kind, number, rows) {
    if (kind === "pictures") rows.forEach((row) => fuhe.pictures.set(pictureKey(row[PICTURE.file], row[PICTURE.page]), row));
    else if (kind === "cells" || kind === "clauses") rows.forEach(([finding, what]) => fuhe[kind].set(finding, what));
    else if (kind in fuhe) for (const row of rows) fuhe[kind].push(row);
    else fuhe.loaded.set(kind + number, rows);
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
  return fuhe.forms.at(fuhe.findings.at(index)[FINDING.form]);
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
  const group = fuhe.findings.at(index)[FINDING.group];
  if (group === null) return [];
  const isOfIt = (at) => {
    const other = fuhe.findings.at(at) && fuhe.findings.at(at)[FINDING.group];
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
  const at = (index) => fuhe.findings.at(index) && fuhe.findings.at(index)[FINDING.form];
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

function isAccepted(index) {
  return fuhe.findings.at(index)[FINDING.accepted] !== null;
}

// Whether findings have been set aside before.
const someAccepted = () => Number(given("accepted")) > 0;

// What a search of the forms looks through.
function textOfForm(form) {
  return [form[FORM.project], form[FORM.department], form[FORM.unit], form[FORM.year], form[FORM.file]].join("\n").toLowerCase();
}

// Remembers what a function says of a value.
function remembered(of) {
  const known = new Map();
  return (value) => {
    let said = known.get(value);
    if (said === undefined) known.set(value, (said = of(value)));
    return said;
  };
}

// The texts of many rows as few long ones, which a browser looks through fastest. Rows come in their order.
function searchable(textOf) {
  const parts = [];
  let count = 0;
  return {
    add(rows) {
      const ends = new Uint32Array(rows.length);
      let [text, end] = [[], 0];
      rows.forEach((row, at) => {
        const own = textOf(row) + "\n";
        text.push(own);
        ends[at] = end += own.length;
      });
      text = text.join("");
      const small = text.toLowerCase();
      // In a few languages a small letter is longer: then capitals are asked for as they are.
      parts.push({ text: small.length === text.length ? small : text, ends, from: count });
      count += rows.length;
    },
    // For each row, whether it has the word.
    have(word) {
      const marks = new Uint8Array(count);
      for (const { text, ends, from } of parts) {
        let row = 0;
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[row])) {
          while (ends[row] <= at) row++;
          marks[from + row] = 1;
        }
      }
      return marks;
    },
  };
}

const textOfFinding = (finding) => [ruleName(finding[FINDING.rule]), finding[FINDING.rule], finding[FINDING.field], finding[FINDING.stated], finding[FINDING.expected], finding[FINDING.accepted] || ""].join("\n");
const searchableFindings = searchable(textOfFinding);
const searchableForms = searchable(textOfForm);

// Whether a finding, or its form, has a word.
function searcher(word) {
  const [own, forms] = [searchableFindings.have(word), searchableForms.have(word)];
  return (finding, index) => own[index] === 1 || forms[finding[FINDING.form]] === 1;
}

// Loads these findings, and their forms.
async function loadFindings(indexes) {
  await fuhe.findings.load(indexes);
  await fuhe.forms.load(indexes.map((index) => fuhe.findings.at(index)[FINDING.form]));
}

// Loads all findings and forms; whoever needs more than a few of them waits for that.
let isWhole = false;
const whole = new Promise((resolve) => {
  // What is drawn is shown first.
  document.addEventListener("list-drawn", () => setTimeout(() => resolve(loadWhole()), PAUSE), { once: true });
});

async function loadWhole() {
  await fuhe.findings.loadAll(searchableFindings.add);
  await fuhe.forms.loadAll(searchableForms.add);
  isWhole = true;
}

// A department is one, however its name is spaced: as the charts count it.
const departmentKey = remembered((name) => name.normalize("NFKC").replace(/\s/g, ""));

const formWith = (finding) => fuhe.forms.at(finding[FINDING.form]);

// What each filter compares.
const FILTERED_BY = {
  rule: (finding) => finding[FINDING.rule],
  severity: (finding) => SEVERITIES[finding[FINDING.severity]],
  department: (finding) => departmentKey(formWith(finding)[FORM.department]),
  unit: (finding) => formWith(finding)[FORM.unit],
  year: (finding) => formWith(finding)[FORM.year],
  grade: (finding) => formWith(finding)[FORM.countedAs][COUNTED_AS.grade],
  score: (finding) => formWith(finding)[FORM.countedAs][COUNTED_AS.score],
  rate: (finding) => formWith(finding)[FORM.countedAs][COUNTED_AS.rate],
  confirmed: (finding) => finding[FINDING.confirmed],
  accepted: (finding) => String(finding[FINDING.accepted] !== null),
};

// The findings that match, as places in fuhe.findings, in the order of a column. Of each filter one of the values has to be there, where it has any;
// of a search all words.
function matching(filters, column, descending) {
  const words = (filters.search || "").toLowerCase().split(/\s+/).filter(Boolean);
  const tests = words.map(searcher);
  for (const [name, value] of Object.entries(FILTERED_BY)) {
    const wanted = new Set(filters[name]);
    if (wanted.size > 0) tests.unshift((finding) => wanted.has(value(finding)));
  }
  const ordered = orderedBy(column, descending);
  if (tests.length === 0) return ordered;
  return ordered.filter((index) => {
    const finding = fuhe.findings.at(index);
    return tests.every((test) => test(finding, index));
  });
}

// What the columns are sorted by.
const SORTED_BY = {
  // A group stands where the gravest of its findings does.
  severity: () => (index) => fuhe.findings.signs.charCodeAt(index),
  rule: () => (index) => ruleName(fuhe.findings.at(index)[FINDING.rule]),
  project: () => (index) => formOf(index)[FORM.project],
  year: () => (index) => formOf(index)[FORM.year],
  field: () => (index) => fuhe.findings.at(index)[FINDING.field],
  stated: () => (index) => figure(fuhe.findings.at(index)[FINDING.stated]),
  expected: () => (index) => figure(fuhe.findings.at(index)[FINDING.expected].replace(/^[^:：]*[:：]/, "")),
  source: () => (index) => formOf(index)[FORM.file],
  accepted: () => (index) => fuhe.findings.at(index)[FINDING.accepted] || "",
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
    const keys = Array.from({ length: fuhe.findings.length }, (_, index) => key(index));
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
const valuesOf = remembered((filter) => {
  const counts = new Map();
  const value = FILTERED_BY[filter];
  for (let index = 0; index < fuhe.findings.length; index++) {
    const own = value(fuhe.findings.at(index));
    counts.set(own, (counts.get(own) || 0) + 1);
  }
  return counts;
});

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
