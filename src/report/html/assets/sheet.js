// The picture of a page with boxes on it, to be looked at closely.
"use strict";

// Free paper around a boxed value, in points, so that the frame does not touch the figures.
const AROUND = 2;

// How far one can look into a page, and by how much a key or button goes.
const CLOSEST = 10;
const STEP = 1.4;

// A figure that is lower than this on the screen, in pixels, is brought nearer at once.
const LEGIBLE = 9;

// The picture of a page, or why there is none. `boxes` are { at: [x0, y0, x1, y1], kind, title }; the first one of kind "main" is looked at.
function pageSheet(file, page, boxes, label) {
  const picture = fuhe.pictures.get(pictureKey(file, page));
  const missing = page === null ? "PictureWithoutPlace" : !picture ? "PictureBeyondLimit" : null;
  if (missing || picture[PICTURE.name] === null) {
    const remarks = missing ? [missing] : picture[PICTURE.remarks];
    return { remarks: remarks.map(remarkOf), sheet: null };
  }
  const image = element("img", { src: picture[PICTURE.name], alt: label, width: picture[PICTURE.width], height: picture[PICTURE.height] });
  image.draggable = false;
  const sheet = element("div", { className: "sheet" }, image);
  for (const box of boxes) sheet.append(boxOn(picture, box));
  return { remarks: picture[PICTURE.remarks].map(remarkOf), sheet };
}

function remarkOf(name) {
  return element("p", { className: "remark", textContent: say(name) });
}

function boxOn(picture, { at: [x0, y0, x1, y1], kind, title }) {
  const [width, height] = [picture[PICTURE.width], picture[PICTURE.height]];
  const box = element("div", { className: "box " + kind, title });
  const percent = (part, whole) => ((100 * part) / whole).toFixed(3) + "%";
  box.style.left = percent(x0 - AROUND, width);
  box.style.top = percent(y0 - AROUND, height);
  box.style.width = percent(x1 - x0 + 2 * AROUND, width);
  box.style.height = percent(y1 - y0 + 2 * AROUND, height);
  return box;
}

// The sheet in a window of its own: the wheel and the keys + - 0 zoom, dragging moves. Returns what can be asked of it.
function showSheet(place, { sheet, remarks }, label) {
  if (!sheet) {
    place.replaceChildren(...remarks);
    return { zoom() {}, lookAt() {} };
  }
  const view = element("div", { className: "view", tabIndex: 0, role: "group", "aria-label": label }, sheet);
  const button = (sign, text, by) => {
    const made = element("button", { type: "button", textContent: sign, title: say(text), "aria-label": say(text) });
    made.addEventListener("click", () => zoom(by));
    return made;
  };
  const buttons = element("div", { className: "zoom" }, button("−", "ZoomOut", 1 / STEP), button("▢", "ZoomFit", 0), button("+", "ZoomIn", STEP));
  place.replaceChildren(element("div", { className: "stage" }, view, buttons), ...remarks);
  let scale = 1;

  // By a factor, 0 for the whole page; what lies under the point, or in the middle, stays there.
  function zoom(by, at) {
    const next = by === 0 ? 1 : Math.min(Math.max(scale * by, 1), CLOSEST);
    const x = at ? at.x : view.clientWidth / 2;
    const y = at ? at.y : view.clientHeight / 2;
    const [left, top] = [(view.scrollLeft + x) / scale, (view.scrollTop + y) / scale];
    scale = next;
    sheet.style.width = scale * 100 + "%";
    view.scrollLeft = left * scale - x;
    view.scrollTop = top * scale - y;
    view.dataset.scale = scale.toFixed(2);
  }

  function lookAt(box) {
    view.scrollTop = box.offsetTop + box.offsetHeight / 2 - view.clientHeight / 2;
    view.scrollLeft = box.offsetLeft + box.offsetWidth / 2 - view.clientWidth / 2;
  }

  view.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const around = view.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 600), { x: event.clientX - around.left, y: event.clientY - around.top });
    },
    { passive: false },
  );
  // A finger moves the page by itself.
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
    const move = (event) => {
      view.scrollLeft = from.left + from.x - event.clientX;
      view.scrollTop = from.top + from.y - event.clientY;
    };
    view.setPointerCapture(event.pointerId);
    view.classList.add("dragged");
    view.addEventListener("pointermove", move);
    const end = () => {
      view.classList.remove("dragged");
      view.removeEventListener("pointermove", move);
    };
    view.addEventListener("pointerup", end, { once: true });
    view.addEventListener("pointercancel", end, { once: true });
  });

  const main = sheet.querySelector(".box.main");
  // A whole page on a narrow screen cannot be read, nor a poster on any.
  if (matchMedia("(max-width: 48rem)").matches) zoom(2.5);
  if (main && main.offsetHeight < LEGIBLE) zoom(LEGIBLE / Math.max(main.offsetHeight, 1));
  if (main) lookAt(main);
  return { zoom, lookAt };
}
