// The pages beside the enrollment: records and their state, approvals, the day, the station's condition.
"use strict";
import { el, hasWord, keysUnder, moment, say, word } from "/assets/page.js";
import { question } from "/assets/counter-ask.js";

const home = page => ({ key: "Escape", label: word("action.home"), run: () => page.act("home") });
const reasonWord = code => (hasWord(`reason.${code}`) ? word(`reason.${code}`) : code);
const pill = (kind, state) => el("span", { class: "pill", "data-state": state }, word(`${kind}.${state}`));

// A registry may be newer than the station's words.
const outcome = code => el("span", { class: "pill", "data-state": `outcome-${code}` },
  hasWord(`outcome.${code}`) ? word(`outcome.${code}`) : code);

export function queue(page) {
  const rows = page.view.queue;
  const slip = () => {
    const record = document.activeElement?.dataset.record;
    if (record) page.act("slip", { record });
  };
  return {
    content: [el("section", { class: "panel wide" }, el("h1", { tabindex: "-1" }, word("queue.title")),
      rows.length === 0 ? el("p", { class: "lead" }, word("queue.none")) : el("table", {},
        el("thead", {}, el("tr", {}, ["number", "time", "procedure", "state", "remark"].map(column =>
          el("th", { scope: "col" }, word(`queue.${column}`))))),
        el("tbody", {}, rows.map(row => el("tr", {
          tabindex: "0", id: `record-${row.record}`, "data-item": "", "data-record": row.record,
        }, el("th", { scope: "row" }, row.sequence === undefined ? "–" : String(row.sequence)), el("td", {}, moment(row.time)), el("td", {}, say(row.procedure)),
        el("td", {}, pill("state", row.state), row.outcome ? outcome(row.outcome) : null,
          row.percent ? el("span", { class: "hint" }, ` ${row.percent} %`) : null),
        el("td", {}, [say(row.problem), row.remark, ...row.reasons.map(reasonWord)].filter(Boolean).join(" · ")))))))],
    commands: [
      { key: "Enter", label: word("queue.slip"), run: slip, main: true, off: rows.length === 0 },
      { key: "F2", label: word("action.send-now"), run: () => page.act("send-now") }, home(page),
    ],
    focus: () => document.querySelector("main [data-item]"),
  };
}

export function approvals(page) {
  const list = page.view.approvals;
  const chosen = list.find(one => one.record === page.local.record) ?? list[0];
  page.local.record = chosen?.record;
  const choose = record => { page.local.record = record; page.show(); };
  async function reject() {
    const reasons = keysUnder("reason.").map(key => ({ value: key.slice("reason.".length), text: word(key) }));
    const answer = await question(word("approvals.reject"), [
      { name: "reasons", label: word("ask.reasons"), kind: "checks", choices: reasons },
      { name: "text", label: word("ask.remark"), kind: "text", optional: true },
    ], word("approvals.reject"));
    if (answer) page.act("reject", { record: chosen.record, ...answer });
  }
  return {
    content: [el("div", { class: "columns unequal" },
      el("section", { class: "panel" }, el("h1", { tabindex: "-1" }, word("approvals.title")),
        list.length === 0 ? el("p", { class: "lead" }, word("approvals.none")) : null,
        el("ul", { class: "choices" }, list.map(one => el("li", {}, el("button", {
          type: "button", id: `approval-${one.record}`, "data-item": "", "aria-pressed": String(one === chosen),
          on: { click: () => choose(one.record), focus: () => { if (page.local.record !== one.record) choose(one.record); } },
        }, el("span", { class: "title" }, say(one.procedure)),
        el("span", { class: "hint" }, `${moment(one.time)} · ${one.officer}`)))))),
      chosen ? el("section", { class: "panel case" }, el("h2", {}, word("approvals.record")),
        el("div", { class: "faces" }, face(chosen.portrait, "portrait.chip"), face(chosen.livePortrait, "portrait.live")),
        el("dl", { class: "rows" }, chosen.rows.map(row => [el("dt", {}, say(row.label)), el("dd", {}, row.words ? say(row.words) : row.value)])),
        el("p", { class: "hint" }, word("approvals.needs", { role: word(`role.${chosen.needs}`) }))) : null)],
    commands: [
      chosen ? { key: "F2", label: word("approvals.approve"), run: () => page.act("approve", { record: chosen.record }) } : null,
      chosen ? { key: "F4", label: word("approvals.reject"), run: reject } : null, home(page),
    ],
    focus: () => document.querySelector("main [data-item][aria-pressed=true]"),
  };
}

const face = (source, label) => (source
  ? el("figure", {}, el("img", { src: source, alt: word(label) }), el("figcaption", {}, word(label))) : null);

export function endOfDay(page) {
  const day = page.view.day;
  const numbers = ["enrolled", "approved", "sent", "waiting", "rejected", "refused"];
  return {
    content: [el("section", { class: "panel wide" },
      el("h1", { tabindex: "-1" }, word("day.title"), day ? ` · ${moment(day.date, false)}` : ""),
      el("dl", { class: "tiles" }, numbers.map(name => el("div", { "data-name": name },
        el("dt", {}, word(`day.${name}`)), el("dd", {}, String(day?.[name] ?? 0))))),
      el("h2", {}, word("day.problems")),
      day?.problems.length ? el("ul", { class: "problems" }, day.problems.map(problem => el("li", {}, say(problem))))
        : el("p", { class: "lead fine" }, word("day.nothing")))],
    commands: [
      { key: "F2", label: word("action.send-now"), run: () => page.act("send-now") },
      { key: "F3", label: word("queue.title"), run: () => page.act("queue") }, home(page),
    ],
  };
}

export function health(page) {
  return {
    content: [el("section", { class: "panel wide" }, el("h1", { tabindex: "-1" }, word("health.title")),
      el("ul", { class: "health" }, page.view.health.map(row => el("li", { "data-state": row.state },
        pill("health", row.state),
        el("div", {}, el("h2", {}, say(row.title)), el("p", {}, say(row.text)),
          row.remedy ? el("p", { class: "remedy" }, say(row.remedy)) : null)))))],
    commands: [{ key: "F2", label: word("action.look-again"), run: () => page.act("health") }, home(page)],
  };
}
