// Signing in, the lock, and the first page: what can be begun, and what waits.
"use strict";
import { el, moment, say, word } from "/assets/page.js";
import { question } from "/assets/counter-ask.js";

const input = (id, label, attributes) => el("p", { class: "field" }, el("label", { for: id }, label),
  el("input", { id, autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...attributes }));

/** How old a draft is, and how old its procedure lets it become. */
function age(draft) {
  if (draft.limit === undefined) return null;
  const isLate = draft.hours >= draft.limit;
  return el("span", { class: isLate ? "late" : null }, " · ",
    word(isLate ? "home.late" : "home.age", { hours: draft.hours, limit: draft.limit }));
}

/** Elements by id once they are in the page. */
const value = id => document.getElementById(id)?.value.trim() ?? "";

/** Whether the station asked for the officer's own card; then there is a field more, and the password that was typed stays. */
function needsCard(page) {
  page.local.needsCard ||= ["officer-card-needed", "officer-card-wrong"].includes(page.error?.code);
  return page.local.needsCard;
}

const passwordField = page => input("password", word("sign-in.password"),
  { type: "password", maxlength: 200, value: needsCard(page) ? page.local.password ?? "" : "" });

const ownCard = page => (needsCard(page)
  ? input("own-can", word("sign-in.can"), { type: "text", inputmode: "numeric", maxlength: 6, class: "can" }) : null);

/** What was typed: the password as it is, and the own card's digits where they are asked for. */
function typed(page) {
  const password = document.getElementById("password").value;
  page.local.password = password;
  return value("own-can") ? { password, can: value("own-can") } : { password };
}

export function signIn(page) {
  const run = () => {
    if (!value("officer")) { document.getElementById("officer").focus(); return; }
    if (!value("password")) { document.getElementById("password").focus(); return; }
    page.act("sign-in", { officer: value("officer"), ...typed(page) });
  };
  return {
    content: [el("section", { class: "panel narrow" },
      el("h1", { tabindex: "-1" }, word("sign-in.title")),
      input("officer", word("sign-in.officer"), { type: "text", maxlength: 32 }),
      passwordField(page), ownCard(page),
      el("p", { class: "hint" }, word("sign-in.hint")))],
    commands: [{ key: "Enter", label: word("sign-in.title"), run, main: true }],
    focus: () => document.getElementById(!value("officer") ? "officer" : value("password") && needsCard(page) ? "own-can" : "password"),
  };
}

export function locked(page) {
  const run = () => {
    if (!value("password")) { document.getElementById("password").focus(); return; }
    page.act("unlock", typed(page));
  };
  return {
    content: [el("section", { class: "panel narrow" },
      el("h1", { tabindex: "-1" }, word("locked.title")),
      el("p", { class: "lead" }, word("locked.lead", { name: page.view.officer?.name ?? "" })),
      passwordField(page), ownCard(page))],
    commands: [
      { key: "Enter", label: word("locked.unlock"), run, main: true },
      { key: "F8", label: word("locked.other"), run: () => page.act("sign-out") },
    ],
    focus: () => document.getElementById(value("password") && needsCard(page) ? "own-can" : "password"),
  };
}

export function home(page) {
  const view = page.view;
  const mayApprove = view.officer && view.officer.role !== "officer";
  const begin = procedure => page.act("begin", { procedure: procedure.id });
  async function discard() {
    const id = document.activeElement?.dataset.draft ?? view.drafts[0]?.id;
    if (!id) return;
    const answer = await question(word("home.discard"),
      [{ name: "reason", label: word("ask.reason"), kind: "text" }], word("home.discard"));
    if (answer) page.act("discard", { draft: id, reason: answer.reason });
  }
  return {
    content: [el("div", { class: "columns" },
      el("section", { class: "panel" }, el("h1", { tabindex: "-1" }, word("home.begin")),
        el("ul", { class: "choices" }, view.procedures.map((procedure, place) => el("li", {},
          el("button", { type: "button", id: `begin-${procedure.id}`, "data-item": "", on: { click: () => begin(procedure) } },
            el("kbd", {}, String(place + 1)), el("span", { class: "title" }, say(procedure.title)),
            el("span", { class: "form" }, procedure.form)))))),
      el("section", { class: "panel" }, el("h2", {}, word("home.drafts")),
        view.drafts.length === 0 ? el("p", { class: "hint" }, word("home.no-drafts")) : null,
        el("ul", { class: "choices" }, view.drafts.map(draft => el("li", {},
          el("button", {
            type: "button", id: `draft-${draft.id}`, "data-item": "", "data-draft": draft.id,
            on: { click: () => page.act("resume", { draft: draft.id }) },
          }, el("span", { class: "title" }, draft.person || word("home.unread")),
          el("span", { class: "hint" }, `${say(draft.procedure)} · ${say(draft.step)}`),
          draft.isRejected ? el("span", { class: "pill", "data-state": "rejected" }, word("state.rejected")) : null,
          el("span", { class: "hint" }, moment(draft.began), age(draft))))))))],
    commands: [
      ...view.procedures.slice(0, 9).map((procedure, place) => (
        { key: String(place + 1), label: "", run: () => begin(procedure), isHidden: true })),
      { key: "F3", label: word("queue.title"), run: () => page.act("queue") },
      mayApprove ? { key: "F4", label: word("approvals.title"), run: () => page.act("approvals") } : null,
      { key: "F6", label: word("day.title"), run: () => page.act("end-of-day") },
      { key: "F7", label: word("health.title"), run: () => page.act("health") },
      view.drafts.length ? { key: "Delete", label: word("home.discard"), run: discard } : null,
      { key: "F12", label: word("action.sign-out"), run: () => page.act("sign-out") },
    ],
    focus: () => document.querySelector("main [data-item]"),
  };
}
