// The card first: scan or type what opens it, read it, see what it says and whether it is genuine.
"use strict";
import { el, keysUnder, say, word } from "/assets/page.js";
import { deskState } from "/assets/reader.js";
import { question } from "/assets/counter-ask.js";

/** How the verdict is shown: the colour never says it alone. */
export const verdictKind = report =>
  (report.verdict === "valid" ? (report.isChipProven ? "valid" : "data-valid") : report.verdict);

export function card(page, session) {
  const can = () => document.getElementById("can")?.value.trim() ?? "";
  const mayRead = () => session.scanned || /^[0-9]{6}$/.test(can());
  async function read() {
    if (!mayRead()) { document.getElementById("can").focus(); return; }
    await page.act("read-card", can() ? { can: can() } : {});
  }
  async function skip() {
    const reasons = keysUnder("silent.").map(key => ({ value: key.slice("silent.".length), text: word(key) }));
    const answer = await question(word("card.silent"),
      [{ name: "reason", label: word("ask.reason"), kind: "choice", choices: reasons }], word("card.silent"));
    if (answer && await page.act("chip-silent", answer) && page.view.session?.step === session.step) await page.act("next");
  }
  page.local.scanned = async text => {
    page.typed = {};
    // The card lies there already: nothing else has to be pressed.
    if (await page.act("scan", { text }) && deskState() === "card" && !page.view.session?.isVerified) page.act("read-card");
  };
  page.local.progress = () => showProgress(page.reading);
  page.local.desk = () => {
    const hint = document.getElementById("card-hint");
    if (hint) hint.textContent = word(`desk.${deskState()}`);
  };
  const report = session.report;
  const content = report ? result(page, session, report) : session.isVerified ? [
    // Gone on with: the card was read before, and its evidence was verified again.
    el("p", { class: "verdict", "data-verdict": "valid", role: "status" }, word("card.verified")),
    session.duplicates.map(one => el("p", { class: "notice", "data-code": one.code }, say(one.text))),
  ] : [
    el("ol", { class: "howto" },
      el("li", {}, word("card.lay"), " ", el("strong", { id: "card-hint" }, word(`desk.${deskState()}`))),
      el("li", {}, word("card.open"))),
    el("p", { class: "field" }, el("label", { for: "can" }, word("card.can")),
      el("input", {
        id: "can", class: "can", inputmode: "numeric", maxlength: 6, autocomplete: "off",
        "aria-describedby": "can-hint",
      }),
      el("span", { class: "hint", id: "can-hint" }, session.scanned ? word("card.scanned") : word("card.can-hint"))),
    el("div", { class: "reading", id: "reading", hidden: true },
      el("progress", { max: 100, id: "bar", "aria-label": word("card.reading") }), el("p", { id: "reading-step" }, word("card.reading"))),
  ];
  const go = session.isVerified
    ? { key: "Enter", label: word("action.next"), run: () => page.act("next"), main: true }
    // A card that was refused stays on the screen with its report until another one is asked for.
    : report ? { key: "Enter", label: word("card.read-again"), run: again, main: true }
      : { key: "Enter", label: word("card.read"), run: read, main: true };
  return {
    content,
    commands: [
      go,
      session.isVerified ? { key: "F2", label: word("card.read-again"), run: again } : null,
      session.maySkipChip && !session.isVerified ? { key: "F3", label: word("card.silent"), run: skip } : null,
      report ? { key: "F4", label: word("card.details"), run: details } : null,
    ],
    focus: () => document.getElementById("can") ?? document.getElementById("step-title"),
  };

  function again() {
    if (session.scanned) { page.act("read-card"); return; }
    session.report = null;
    session.isVerified = false;
    // Another card has another number.
    page.typed = {};
    page.error = null;
    page.show();
    document.getElementById("can")?.focus();
  }
}

function details() {
  const element = document.querySelector("details");
  if (element) { element.open = !element.open; element.querySelector("summary").focus(); }
}

function result(page, session, report) {
  return [
    el("p", { class: "verdict", "data-verdict": verdictKind(report), role: "status" }, say(report.sentences)),
    session.duplicates.map(one => el("p", { class: "notice", "data-code": one.code }, say(one.text))),
    session.differences.length === 0 ? null : el("section", {},
      el("h2", {}, word("card.differences")),
      el("table", {}, el("thead", {}, el("tr", {}, ["field", "printed", "chip"].map(column =>
        el("th", { scope: "col" }, word(`card.${column}`))))),
      el("tbody", {}, session.differences.map(one => el("tr", {}, el("th", { scope: "row" }, say(one.label)),
        el("td", {}, one.scanned), el("td", {}, one.chip)))))),
    el("details", {}, el("summary", {}, word("card.checks", { count: report.checks.length })),
      el("ul", { class: "checks" }, report.checks.map(check =>
        el("li", { class: check.result }, el("span", { class: "visually-hidden" }, word(`check.${check.result}`), " "),
          say(check.sentences))))),
    el("p", { class: "hint" }, word("card.took", { time: (report.milliseconds / 1000).toFixed(1) })),
    el("div", { class: "reading", id: "reading", hidden: true },
      el("progress", { max: 100, id: "bar", "aria-label": word("card.reading") }), el("p", { id: "reading-step" }, word("card.reading"))),
  ];
}

/** How far the reading is; the portrait's frame fills as its bytes come. */
function showProgress(reading) {
  const bar = document.getElementById("bar");
  if (!reading || !bar) return;
  document.getElementById("reading").hidden = false;
  if (reading.percent === null || reading.percent === undefined) bar.removeAttribute("value"); else bar.value = reading.percent;
  const isPortrait = reading.name === "EF.DG2";
  document.getElementById("reading-step").textContent = word(isPortrait ? "card.reading-portrait" : "card.reading");
  const filling = document.getElementById("filling");
  if (isPortrait && filling) filling.style.height = `${reading.percent ?? 0}%`;
}
