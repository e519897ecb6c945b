// One card is checked, and nothing kept: what is shown goes when the card goes.
"use strict";
import { ask, el, failurePanel, language, nextLanguage, say, setLanguage, word, wordIn } from "/assets/page.js";
import { deskState, onEvent } from "/assets/reader.js";

let report = null;
let error = null;
let isReading = false;

function show() {
  document.getElementById("top").replaceChildren(
    el("p", { class: "brand" }, el("strong", {}, word("check.title"))),
    el("p", { class: "desk", id: "desk", "data-state": deskState(), role: "status" }, word(`desk.${deskState()}`)),
    el("button", { type: "button", lang: nextLanguage(), id: "language", on: { click: change } }, wordIn(nextLanguage(), "language")));
  const can = el("input", {
    id: "can", class: "can", inputmode: "numeric", pattern: "[0-9]{6}", maxlength: 6, required: true, autocomplete: "off", disabled: isReading,
  });
  document.getElementById("main").replaceChildren(
    el("form", { class: "panel narrow", on: { submit: read } }, el("h1", {}, word("check.title")),
      el("p", { class: "lead" }, word("check.lead")),
      el("p", { class: "field" }, el("label", { for: "can" }, word("card.can")), can),
      el("p", { class: "buttons" }, el("button", { class: "key main", id: "read", disabled: isReading }, word(isReading ? "card.reading" : "card.read")))),
    el("div", { class: "reading", id: "reading", hidden: !isReading }, el("progress", { id: "bar", max: 100, "aria-label": word("card.reading") })),
    ...(error ? [failurePanel(error)] : []), ...(report ? [result()] : []));
  if (!isReading) can.focus();
}

function result() {
  const kind = report.verdict === "valid" && !report.isChipProven ? "data-valid" : report.verdict;
  const rows = [["check.name", report.fullName], ["check.number", report.personalNumber], ["check.document", report.documentNumber], ["check.birth", report.dateOfBirth]];
  return el("section", { class: "panel narrow", id: "result", "aria-live": "polite" },
    el("p", { class: "verdict", id: "verdict", "data-verdict": kind }, say(report.sentences)),
    el("div", { class: "holder" }, report.portrait ? el("img", { class: "portrait", src: report.portrait, alt: word("portrait.chip") }) : null,
      el("dl", { class: "rows" }, rows.map(([label, value]) => [el("dt", {}, word(label)), el("dd", {}, value)]))),
    el("details", {}, el("summary", {}, word("card.checks", { count: report.checks.length })),
      el("ul", { class: "checks" }, report.checks.map(check => el("li", { class: check.result },
        el("span", { class: "visually-hidden" }, word(`check.${check.result}`), " "), say(check.sentences))))));
}

async function read(event) {
  event.preventDefault();
  if (isReading) return;
  const can = document.getElementById("can").value;
  [report, error, isReading] = [null, null, true];
  show();
  const { ok, body } = await ask("/api/read", { can });
  isReading = false;
  if (ok) report = body; else error = body.error;
  show();
}

function change() {
  setLanguage(nextLanguage());
  history.replaceState(null, "", `?lang=${language()}`);
  show();
}

onEvent(event => {
  if (event.kind === "progress") {
    const bar = document.getElementById("bar");
    if (bar && event.percent !== null) bar.value = event.percent;
    return;
  }
  if (["card-removed", "reader-left", "service-down", "lost"].includes(event.kind) && !isReading) [report, error] = [null, null];
  if (!isReading) show();
});
setLanguage(language());
show();
