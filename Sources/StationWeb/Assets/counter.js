// The officer's counter. The station holds the state; the page shows its view, and sends what the officer does.
"use strict";
import { ask, el, failurePanel, language, languages, nextLanguage, setLanguage, word, wordIn } from "/assets/page.js";
import { deskState, onEvent } from "/assets/reader.js";
import { onScan } from "/assets/wedge.js";
import { commandButton, setCommands, startKeys } from "/assets/counter-keys.js";
import { startIdle, watchIdle } from "/assets/counter-idle.js";
import { home, locked, signIn } from "/assets/counter-home.js";
import { approvals, endOfDay, health, queue } from "/assets/counter-lists.js";
import { session } from "/assets/counter-session.js";
import { slip } from "/assets/counter-slip.js";

const screens = {
  "sign-in": signIn, locked, home, session, queue, approvals, "end-of-day": endOfDay, health, slip,
};

/** The view that is shown, and what the screens may do with the page. */
const page = {
  view: null,
  error: null,
  /** The reading that is going on: { name, percent }, or null. */
  reading: null,
  isBusy: false,
  /** What was typed and is not at the station yet, by the element's id. */
  typed: {},
  /** What the screen at hand keeps for itself until another one is shown. */
  local: {},
  act, quietly, refresh, show, fail, refocus: false,
};
let place = "";
let before = "";
let quiet = Promise.resolve();

/** Sends an action and shows the view that comes back. Resolves to whether it succeeded. */
async function act(name, values = {}) {
  if (page.isBusy) return false;
  page.isBusy = true;
  document.body.dataset.busy = name;
  await quiet;
  const { ok, body } = await ask("/api/counter", { do: name, ...values });
  page.isBusy = false;
  page.reading = null;
  delete document.body.dataset.busy;
  const view = ok ? body : body.view;
  if (!ok) page.error = body.error;
  else if (name !== "look") page.error = null;
  if (view) page.view = view;
  show();
  return ok;
}

/** Sends an action whose view is not shown: what was typed is kept at the station while the officer goes on typing. */
function quietly(name, values) {
  quiet = quiet.then(() => ask("/api/counter", { do: name, ...values })).then(() => {});
}

/** Looks again without holding the officer up: what comes is shown unless something else was done meanwhile. */
async function refresh() {
  const shown = page.view;
  if (page.isBusy || document.querySelector("dialog[open]")) return;
  const { ok, body } = await ask("/api/counter", { do: "look" });
  if (!ok || page.isBusy || page.view !== shown || document.querySelector("dialog[open]")) return;
  page.view = body;
  show();
}

function fail(code) {
  page.error = { code, title: code, remedy: "", texts: {} };
  show();
}

/** Shows the view: what was typed and where the focus was stay, as long as it is the same place. */
function show() {
  const view = page.view;
  if (!view) {
    document.getElementById("notice").replaceChildren(...(page.error ? [failurePanel(page.error)] : []));
    return;
  }
  const now = [view.screen, view.session?.id, view.session?.step, view.session?.sealed?.record].join("/");
  const isSame = now === place;
  if (!isSame) {
    if (page.local.leave) page.local.leave();
    // A lock strikes anywhere, and its end leads to the same field with what was typed.
    if (view.screen === "locked") before = { place, local: {}, typed: page.typed, focus: document.activeElement?.id };
    const isBack = before && before.place === now;
    page.typed = isBack ? before.typed : {};
    page.refocus = isBack ? before.focus : "";
    page.local = {};
    if (view.screen !== "locked") before = null;
    place = now;
  } else {
    page.refocus = document.activeElement?.id ?? "";
  }
  const screen = screens[view.screen](page);
  document.body.dataset.screen = view.screen;
  document.body.dataset.step = view.session?.step ?? "";
  showTop();
  document.getElementById("notice").replaceChildren(...(page.error ? [failurePanel(page.error)] : []));
  const main = document.getElementById("main");
  main.replaceChildren(...screen.content);
  restoreTyped(main);
  setCommands([...screen.commands, ...commonCommands(view)]);
  watchIdle(view.idleSeconds, view.officer !== undefined && view.screen !== "locked" && view.screen !== "sign-in");
  const kept = page.refocus ? document.getElementById(page.refocus) : null;
  const next = kept && main.contains(kept) && !kept.disabled ? kept : screen.focus?.() ?? main.querySelector("h1") ?? main;
  next.focus();
  // After a failure what was typed is there, to be corrected or typed anew.
  if (page.error && next instanceof HTMLInputElement) next.select();
}

function restoreTyped(main) {
  for (const [id, value] of Object.entries(page.typed)) {
    const input = main.querySelector(`#${CSS.escape(id)}`);
    if (input) input.value = value;
  }
}

function commonCommands(view) {
  const speak = { key: "F9", label: wordIn(nextLanguage(), "language"), lang: nextLanguage(), run: changeLanguage, isAtTop: true };
  if (view.screen === "sign-in" || view.screen === "locked") return [speak];
  return [speak, { key: "F10", label: word("action.lock"), run: lock, isAtTop: true }];
}

function changeLanguage() {
  setLanguage(nextLanguage());
  history.replaceState(null, "", `?lang=${language()}`);
  show();
}

/** What is typed goes to the station first, so that the lock costs nothing. */
function lock() {
  if (page.local.keep) page.local.keep();
  act("lock");
}

function showTop() {
  const view = page.view;
  const state = deskState();
  document.getElementById("top").replaceChildren(
    el("p", { class: "brand" }, el("strong", {}, word("counter.title")), el("span", {}, view.station)),
    el("p", { class: "desk", "data-state": state, role: "status" }, word(`desk.${state}`)),
    el("div", { class: "tools" },
      view.officer ? el("p", { class: "who" }, el("strong", {}, view.officer.name), el("span", {}, word(`role.${view.officer.role}`))) : null,
      commonCommands(view).map(commandButton)));
}

document.addEventListener("input", event => {
  if (event.target.id && event.target.type !== "checkbox" && event.target.type !== "password") {
    page.typed[event.target.id] = event.target.value;
  }
});

onEvent(event => {
  if (!page.view) return;
  switch (event.kind) {
  case "progress": case "step":
    page.reading = { name: event.name, percent: event.percent };
    page.local.progress?.();
    return;
  case "view": refresh(); return;
  case "card-inserted": case "reader-arrived":
    // What the failure asked for has come: it goes away by itself.
    if (["no-card", "no-reader", "card-removed", "smart-card-service-down"].includes(page.error?.code)) {
      page.error = null;
      document.getElementById("notice").replaceChildren();
    }
    break;
  default: break;
  }
  showTop();
  page.local.desk?.(event);
});

onScan(async text => {
  const view = page.view;
  if (!view?.officer || view.screen === "locked") return;
  if (page.local.scanned) { page.local.scanned(text); return; }
  await act("scan", { text });
});

if (!languages.includes(language())) setLanguage(languages[0]);
setLanguage(language());
startKeys();
startIdle(lock);
act("look");
