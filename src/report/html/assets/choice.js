// A filter that takes several values: folded, it says what is chosen; opened, it lists all values to choose from.
"use strict";

// Most values that are listed at once; more are found by typing.
const LISTED = 100;

// From so many values on one may type to find some.
const TYPED_FROM = 12;

// `known`: the values in their order, where that is not the dictionary's. `changed` hears what is chosen.
function choice(id, { name, text, known, isOfCharts }, changed) {
  let chosen = [];
  const label = element("span", { className: "label", id: "label-" + id, textContent: say(name) });
  const shown = element("span", { id: "chosen-" + id });
  const summary = element("summary", { id: "filter-" + id, "aria-labelledby": label.id + " " + shown.id }, shown);
  const panel = element("div", { className: "panel" });
  const fold = element("details", { className: "choice" }, summary, panel);
  const box = element("div", {}, label, fold);

  function fill() {
    const counts = valuesOf(id);
    const values = known ? known.filter((value) => counts.has(value)) : [...counts.keys()].sort(isOfCharts ? undefined : dictionary().compare);
    // What is chosen stays in reach, whether any finding has it or not.
    const all = [...new Set([...chosen, ...values])];
    const typed = element("input", { type: "search", placeholder: say("ChoiceHint"), "aria-label": say("ChoiceHint"), autocomplete: "off" });
    const list = element("div", { role: "group", "aria-labelledby": label.id });
    const more = element("p", { className: "remark" });
    const draw = () => {
      const word = typed.value.trim().toLowerCase();
      const found = all.filter((value) => word === "" || text(value).toLowerCase().includes(word));
      list.replaceChildren(...found.slice(0, LISTED).map((value) => line(value, counts.get(value) || 0)));
      more.hidden = found.length <= LISTED;
      more.textContent = say("ChoiceMore", { count: found.length - LISTED });
    };
    typed.addEventListener("input", draw);
    panel.replaceChildren(...(all.length < TYPED_FROM ? [] : [typed]), list, more);
    draw();
  }

  function line(value, count) {
    const tick = element("input", { type: "checkbox", checked: chosen.includes(value) });
    tick.addEventListener("change", () => {
      chosen = tick.checked ? [...chosen, value] : chosen.filter((other) => other !== value);
      changed(chosen);
    });
    return element("label", {}, tick, element("span", { textContent: text(value) }), element("span", { className: "faint", textContent: String(count) }));
  }

  fold.addEventListener("toggle", () => {
    if (!fold.open) return;
    // A list at the right of the window goes to the left.
    panel.classList.toggle("leftwards", box.getBoundingClientRect().left > window.innerWidth / 2);
    fill();
  });
  // As a menu does: it folds when one goes elsewhere.
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    event.stopPropagation();
    fold.open = false;
    summary.focus();
  });
  document.addEventListener("pointerdown", (event) => box.contains(event.target) || (fold.open = false));
  box.addEventListener("focusout", (event) => event.relatedTarget && !box.contains(event.relatedTarget) && (fold.open = false));

  return {
    box,
    show(values) {
      const isOther = values.join("\n") !== chosen.join("\n");
      chosen = values;
      shown.textContent = values.length === 0 ? say("Any") : values.length === 1 ? text(values[0]) : say("Chosen", { count: values.length });
      summary.classList.toggle("set", values.length > 0);
      box.hidden = Boolean(isOfCharts) && values.length === 0;
      if (isOther && fold.open) fill();
    },
  };
}

// The columns of the charts, by the number from which each counts.
function scoreText(from) {
  if (from === "") return say("NotStated");
  return Number(from) === 0 ? "<60" : Number(from) >= 100 ? from : from + " – <" + (Number(from) + 1);
}

function rateText(from) {
  if (from === "") return say("NotStated");
  return Number(from) > 100 ? ">100%" : Number(from) === 100 ? "100%" : from + "% – <" + (Number(from) + 10) + "%";
}
