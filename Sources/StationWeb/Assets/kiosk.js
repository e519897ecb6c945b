// A citizen alone: lay the card down, scan or type, see the answer. Nothing stays after thirty seconds or without the card.
"use strict";
import { ask, el, failureWords, language, languages, say, setLanguage, word, wordIn } from "/assets/page.js";
import { deskState, onEvent } from "/assets/reader.js";
import { onScan } from "/assets/wedge.js";

const shownFor = 30;
const digits = 6;

/** `lay`, `open`, `reading`, `result` or `failure`; everything that is known of anybody is in here. */
let state = fresh();
let isHelpCalled = false;
let wipeAt = 0;

function fresh() { return { name: deskState() === "card" ? "open" : "lay", can: "", outcome: null, error: null, percent: 0 }; }

function wipe() {
  state = fresh();
  isHelpCalled = false;
  setLanguage(languages[0]);
  show();
}

/** Begins the time after which everything goes. */
function hold() { wipeAt = performance.now() + shownFor * 1000; }

async function read(values) {
  if (state.name === "reading") return;
  if (deskState() !== "card") { state = { ...fresh(), name: "lay" }; show(); return; }
  const reading = { ...fresh(), name: "reading" };
  state = reading;
  show();
  const { ok, body } = await ask("/api/kiosk", { do: "read", ...values });
  // The card left meanwhile: the answer is nobody's.
  if (state !== reading) return;
  if (ok) state = { ...reading, name: "result", outcome: body }; else state = { ...reading, name: "failure", error: body.error };
  hold();
  show();
}

function press(key) {
  if (state.name !== "open") return;
  state.can = key === "⌫" ? state.can.slice(0, -1) : (state.can + key).slice(0, digits);
  hold();
  show(key);
}

async function help() {
  isHelpCalled = true;
  hold();
  show();
  await ask("/api/kiosk", { do: "help" });
}

function show(pressed) {
  const step = { lay: 1, open: 2, reading: 3, result: 3, failure: 3 }[state.name];
  document.body.dataset.state = state.name;
  document.getElementById("top").replaceChildren(
    el("h1", {}, word("kiosk.title")),
    el("div", { class: "languages", role: "group", "aria-label": word("kiosk.language") }, languages.map(code => el("button", {
      type: "button", lang: code, "data-language": code, "aria-pressed": String(code === language()), on: { click: () => { setLanguage(code); hold(); show(); } },
    }, wordIn(code, "language")))));
  document.getElementById("steps").setAttribute("aria-label", word("kiosk.steps"));
  document.getElementById("steps").replaceChildren(el("ol", {}, [1, 2, 3].map(number => el("li", {
    "aria-current": number === step ? "step" : null, "data-done": number < step ? "" : null,
  }, el("span", { "aria-hidden": "true" }, String(number)), word(`kiosk.step-${number}`)))));
  const [content, spoken] = { lay, open, reading, result, failure }[state.name]();
  document.getElementById("main").replaceChildren(...content);
  document.getElementById("foot").replaceChildren(
    el("p", { class: "help", role: "status" }, word(isHelpCalled ? "kiosk.help-called" : "kiosk.help-hint")),
    el("button", { type: "button", id: "help", on: { click: help }, disabled: isHelpCalled }, word("kiosk.help")));
  const line = document.getElementById("spoken");
  if (line.textContent !== spoken) line.textContent = spoken;
  if (pressed) document.querySelector(`[data-key="${pressed}"]`)?.focus();
}

const picture = (name, ...parts) => el("svg", { viewBox: "0 0 240 160", class: `picture ${name}`, "aria-hidden": "true" }, ...parts);
const cardShape = (y, attributes) => el("g", attributes ?? {}, el("rect", { x: 60, y, width: 120, height: 76, rx: 9, class: "card" }),
  el("rect", { x: 74, y: y + 16, width: 26, height: 20, rx: 4, class: "chip" }), el("line", { x1: 74, y1: y + 54, x2: 150, y2: y + 54, class: "print" }));

function lay() {
  const down = deskState() === "no-reader" || deskState() === "service-down";
  const lead = word(down ? "kiosk.out-of-order" : "kiosk.lay");
  return [[picture("lay", el("rect", { x: 36, y: 118, width: 168, height: 26, rx: 10, class: "reader" }), cardShape(20, { class: "falling" })),
    el("p", { class: "lead" }, lead)], lead];
}

function open() {
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0"];
  const lead = word("kiosk.open");
  return [[el("div", { class: "open" },
    el("div", {}, el("p", { class: "lead" }, lead),
      el("p", { class: "hint" }, word("kiosk.which-digits")),
      picture("where", cardShape(40), el("rect", { x: 122, y: 88, width: 40, height: 14, rx: 4, class: "ring" }))),
    el("div", { class: "pad" },
      el("output", { class: "digits", "aria-label": word("kiosk.typed", { count: state.can.length }) }, state.can.padEnd(digits, "·").split("").map(sign => el("span", { "aria-hidden": "true" }, sign))),
      el("div", { class: "keypad" }, keys.map(key => el("button", {
        type: "button", "data-key": key, "aria-label": key === "⌫" ? word("kiosk.delete") : null, on: { click: () => press(key) },
      }, key)), el("button", {
        type: "button", class: "go", id: "go", disabled: state.can.length !== digits, on: { click: () => read({ can: state.can }) },
      }, word("kiosk.go")))))], lead];
}

function reading() {
  const lead = word("kiosk.reading");
  return [[picture("read", el("rect", { x: 36, y: 118, width: 168, height: 26, rx: 10, class: "reader" }), cardShape(46)),
    el("p", { class: "lead" }, lead), el("progress", { max: 100, value: state.percent, id: "bar", "aria-label": lead })], lead];
}

const signs = { genuine: "M14 34 l13 13 l24 -28", "not-genuine": "M18 18 l28 28 M46 18 l-28 28", "not-checked": "M23 24 a9 9 0 1 1 13 8 q-4 3 -4 8 M32 49 v1" };

function result() {
  const { outcome, sentences, fullName, portrait } = state.outcome;
  const title = word(`kiosk.${outcome}.title`);
  const reason = sentences[language()];
  // What the reason says is to be done comes before the catalogue's general advice.
  const what = outcome === "not-checked" && reason ? "" : word(`kiosk.${outcome}.what`);
  return [[el("div", { class: "outcome", "data-outcome": outcome },
    el("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" }, el("circle", { cx: 32, cy: 32, r: 29 }), el("path", { d: signs[outcome] })),
    el("div", {}, el("h2", { id: "outcome" }, title), reason ? el("p", {}, reason) : null, what ? el("p", { class: "what" }, what) : null),
    fullName ? el("figure", {}, portrait ? el("img", { src: portrait, alt: word("kiosk.portrait") }) : null,
      el("figcaption", {}, fullName)) : null),
  ending()], `${title} ${reason ?? ""} ${what}`];
}

/** Failures for which the kiosk has words of its own. */
const ownKinds = { "card-removed": "removed", "card-mute": "mute" };

function failure() {
  const words = failureWords(state.error);
  const kind = ownKinds[state.error.code] ?? "failed";
  // The catalogue speaks to an officer: where the kiosk has words for a citizen they go before it, in every language; the
  // languages beside the catalogue's two have none but the kiosk's.
  const own = kind === "failed" ? state.error.texts?.[language()] : null;
  const title = own ? words.title : word(`kiosk.${kind}.title`);
  const what = own ? words.remedy : word(`kiosk.${kind}.what`);
  return [[el("div", { class: "outcome", "data-outcome": "failure" },
    el("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" }, el("circle", { cx: 32, cy: 32, r: 29 }), el("path", { d: "M32 16 v22 M32 46 v1" })),
    el("div", {}, el("h2", { id: "outcome" }, title), el("p", { class: "what" }, what), el("p", { class: "code" }, state.error.code))),
  ending()], `${title} ${what}`];
}

/** The time that is left, more of it, and the way back. */
function ending() {
  return el("div", { class: "ending" },
    el("p", { class: "left" }, word("kiosk.wiped-in", { seconds: left() })),
    el("button", { type: "button", id: "more", on: { click: () => { hold(); tick(); } } }, word("kiosk.more-time")),
    el("button", { type: "button", id: "again", on: { click: () => { state = fresh(); hold(); show(); } } }, word("kiosk.again")),
    el("button", { type: "button", class: "go", id: "done", on: { click: wipe } }, word("kiosk.done")));
}

const left = () => Math.max(0, Math.ceil((wipeAt - performance.now()) / 1000));

function tick() {
  const isHeld = state.name === "result" || state.name === "failure" || state.can || isHelpCalled || language() !== languages[0];
  if (!isHeld || state.name === "reading") { hold(); return; }
  if (left() === 0) { wipe(); return; }
  const line = document.querySelector(".left");
  if (line) line.textContent = word("kiosk.wiped-in", { seconds: left() });
}

onEvent(event => {
  switch (event.kind) {
  case "progress":
    if (state.name !== "reading") return;
    state.percent = event.percent ?? state.percent;
    document.getElementById("bar").value = state.percent;
    return;
  case "card-removed": case "reader-left": case "service-down": case "lost":
    // Only the failure that says so may outlive the card.
    if (state.name === "failure" && state.error.code === "card-removed") return;
    if (state.name === "reading") {
      state = { ...fresh(), name: "failure", error: { code: "card-removed", title: "", remedy: "", texts: {} } };
      hold();
      show();
      return;
    }
    if (deskState() !== "card") { state = fresh(); show(); }
    return;
  case "scanned":
    // A scanner at a serial port: the station has what it read, and gives it to nobody but the reading.
    if (state.name === "open" || state.name === "lay") { state.can = ""; read({}); }
    return;
  case "card-inserted":
    if (state.name === "lay" || state.name === "failure") { state = fresh(); show(); }
    return;
  default:
    if (state.name === "lay") { state = fresh(); show(); }
  }
});
window.addEventListener("keydown", event => {
  if (/^[0-9]$/.test(event.key)) press(event.key);
  else if (event.key === "Backspace") press("⌫");
  else if (event.key === "Enter" && state.can.length === digits && !(event.target instanceof HTMLButtonElement)) read({ can: state.can });
});
onScan(text => {
  if (state.name === "open" || state.name === "lay") { state.can = ""; read({ scanned: text }); }
});
window.addEventListener("contextmenu", event => event.preventDefault());
setInterval(tick, 1000);
setLanguage(language());
hold();
show();
