// What is folded: the forms and what was judged of them, forms that were compared, charts. What is loaded is loaded when it is opened.
"use strict";

const OPEN_FOLDS = "fuhe.open";

// Which parts are open is remembered, where the browser remembers anything of a page from disk.
function rememberedFolds() {
  try {
    return new Set(JSON.parse(localStorage.getItem(OPEN_FOLDS) || "[]"));
  } catch {
    return new Set();
  }
}

function remember(folds) {
  try {
    localStorage.setItem(OPEN_FOLDS, JSON.stringify([...folds]));
  } catch {
    // Then they are folded next time.
  }
}

function showFolds() {
  const open = rememberedFolds();
  const fill = { forms: showForms };
  for (const fold of document.querySelectorAll("details.fold")) {
    fold.addEventListener("toggle", () => {
      if (fold.open) open.add(fold.id);
      else open.delete(fold.id);
      remember(open);
      if (!fold.open || fold.dataset.filled) return;
      fold.dataset.filled = "true";
      if (fill[fold.id]) fill[fold.id]();
      const pairs = fold.querySelector(".pairs-list");
      if (pairs) showPairs(pairs);
    });
    fold.open = open.has(fold.id);
  }
}

// All forms, those without findings too.
async function showForms() {
  const place = document.getElementById("forms-list");
  place.replaceChildren(element("p", { className: "remark", textContent: say("Loading") }));
  await whole;
  for (let number = 0; number < Number(given("clean")); number++) await load("clean", number);
  const all = fuhe.clean.map((form) => [form, null]);
  for (let at = 0; at < fuhe.forms.length; at++) all.push([fuhe.forms.at(at), at]);
  all.sort(([a], [b]) => a[FORM.place] - b[FORM.place]);
  const dialog = formDialog();
  const search = element("input", { type: "search", id: "search-forms", placeholder: say("SearchHint"), "aria-label": say("Search"), autocomplete: "off" });
  const clean = element("input", { type: "checkbox" });
  const silent = element("input", { type: "checkbox" });
  const count = element("p", { className: "count", role: "status" });
  const heads = ["Project", "Unit", "Year", "TotalScore", "Agreed", "Flagged", "NotJudged", "DoubtsHead"].map((name) => element("th", { scope: "col", textContent: say(name) }));
  const body = element("tbody");
  const more = element("button", { type: "button", textContent: say("Next") });
  let [found, shown] = [[], 0];

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = ([form, at]) => (!clean.checked || at === null) && (!silent.checked || form[FORM.silent] > 0) && words.every((word) => textOfForm(form).includes(word));
    found = all.filter(matches);
    shown = 0;
    body.replaceChildren();
    count.textContent = say("CountForms", { shown: found.length, all: all.length });
    draw();
  }

  function draw() {
    const next = found.slice(shown, shown + ROWS);
    body.append(...next.map((form) => formRow(form, dialog)));
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  [search, clean, silent].forEach((control) => control.addEventListener("input", update));
  more.addEventListener("click", draw);
  const bar = element(
    "div",
    { className: "filters" },
    element("div", { className: "wide" }, search),
    element("label", {}, clean, " " + say("OnlyClean")),
    element("label", {}, silent, " " + say("OnlySilent")),
  );
  place.replaceChildren(bar, count, element("table", { className: "forms" }, element("thead", {}, element("tr", {}, ...heads)), body), more);
  update();
}

function formRow([form, at], dialog) {
  const open = element("button", { type: "button", className: "link", textContent: form[FORM.project] || say("NotStated"), "aria-haspopup": "dialog" });
  open.addEventListener("click", () => dialog(form, at));
  const cell = (head, ...children) => element("td", { "data-head": say(head) }, ...children);
  const number = (head, count) => cell(head, count > 0 ? String(count) : "–");
  return element(
    "tr",
    {},
    cell("Project", open, element("div", { className: "faint path", textContent: fileName(form[FORM.file]) + " · " + say("PageShort", { page: form[FORM.firstPage] }) })),
    cell("Unit", form[FORM.unit]),
    cell("Year", form[FORM.year]),
    cell("TotalScore", [form[FORM.total], form[FORM.grade]].filter(Boolean).join(" · ")),
    number("Agreed", form[FORM.agreed]),
    number("Flagged", at === null ? 0 : findingsOf(at).length),
    number("NotJudged", form[FORM.silent]),
    number("DoubtsHead", form[FORM.doubts]),
  );
}

// Opens a form: its page where there is a picture, what was judged, and what may have been misread.
function formDialog() {
  const { dialog, heading, paper, facts } = openableDialog("form");
  return async (form, at) => {
    heading.textContent = form[FORM.project] || form[FORM.file];
    dialog.showModal();
    const about = await aboutOf(form);
    const page = form[FORM.firstPage];
    const values = about[ABOUT.doubts].flatMap((doubt) => doubt[DOUBT.values]).filter((value) => value[VALUE.page] === page && value[VALUE.box].length === 4);
    const boxes = values.map((value) => ({ at: value[VALUE.box], kind: "doubt", title: value[VALUE.name] + ": " + asGiven(value[VALUE.text]) }));
    const sheet = showSheet(paper, pageSheet(form[FORM.file], page, boxes, form[FORM.file]), form[FORM.file]);
    const findings = (at === null ? [] : findingsOf(at)).map((index) => {
      const finding = fuhe.findings.at(index);
      const button = element("button", { type: "button", className: "link", textContent: ruleName(finding[FINDING.rule]) + " · " + finding[FINDING.field] });
      button.addEventListener("click", () => {
        dialog.close();
        showFindings.open(index);
      });
      return element("li", {}, button);
    });
    const [judged] = coverage(at, form, about);
    judged.open = true;
    const where = element("p", { className: "path" }, form[FORM.file] + " ", documentLink(form[FORM.file], page));
    facts.replaceChildren(where, judged, ...(findings.length > 0 ? [element("h3", { textContent: say("Findings") }), element("ol", {}, ...findings)] : []), ...doubtsOf(about, (value) => pointAt(value, page, paper, sheet)));
  };
}

// The groups of one kind of forms that were compared.
async function showPairs(place) {
  place.replaceChildren(element("p", { className: "remark", textContent: say("Loading") }));
  const groups = (await load("pairs", 0)).filter((group) => group[PAIR.kind] === place.dataset.kind);
  const all = Number(place.parentElement.querySelector("summary .badge").textContent);
  const open = pairDialog(place.dataset.kind);
  const items = groups.map((group) => {
    const button = element("button", { type: "button", textContent: say("PairsOpen"), "aria-haspopup": "dialog" });
    button.addEventListener("click", () => open(group));
    const members = group[PAIR.members].map(([file, number, [project, department, unit, year]]) =>
      element("li", {}, element("b", { textContent: project || say("NotStated") }), " ", element("span", { className: "faint path", textContent: [department, unit, year, file, say("FormShort", { number })].filter(Boolean).join(" · ") })),
    );
    return element("li", { className: "group" }, element("p", {}, group[PAIR.explanation] + " ", button), element("ul", {}, ...members));
  });
  place.replaceChildren(element("ol", { className: "groups" }, ...items));
  if (all > groups.length) place.prepend(element("p", { className: "remark", textContent: say("PairsMore", { shown: groups.length }) }));
}

// Forms side by side, what is spoken of boxed on each.
function pairDialog(kind) {
  const { dialog, heading, paper, facts } = openableDialog("pair-" + kind);
  dialog.classList.add("side-by-side");
  return (group) => {
    heading.textContent = group[PAIR.explanation];
    const members = group[PAIR.members];
    paper.replaceChildren();
    dialog.showModal();
    members.forEach(([file, number, [project]], at) => {
      const stated = group[PAIR.fields].map(([name, values]) => [name, values[at]]).filter(([, value]) => value !== null);
      const page = (stated.find(([, value]) => value[1] !== null) || [null, [null, null]])[1][1];
      const here = stated.filter(([, value]) => value[1] === page && value[2] !== null);
      const boxes = here.map(([name, value], first) => ({ at: value[2], kind: first === 0 ? "main warning" : "warning", title: name + ": " + asGiven(value[0]) }));
      const side = element("div", { className: "side" });
      const caption = element("p", { className: "path" }, (project || say("NotStated")) + " · " + file + " · " + say("FormShort", { number }) + " ", documentLink(file, page));
      const window = element("div", { className: "paper" });
      side.append(caption, window);
      paper.append(side);
      showSheet(window, pageSheet(file, page, boxes, file), file);
    });
    const row = ([name, values]) => element("tr", {}, element("th", { scope: "row", textContent: name }), ...values.map((value) => element("td", { textContent: value === null ? "–" : asGiven(value[0]) })));
    facts.replaceChildren(element("h3", { textContent: say("PairsDiffer") }), element("table", { className: "uses" }, element("tbody", {}, ...group[PAIR.fields].map(row))));
  };
}
