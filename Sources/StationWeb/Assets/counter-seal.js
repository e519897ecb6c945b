// The end of an enrollment: everything once more, a second officer where one is needed, the seal, and what then.
"use strict";
import { el, say, word } from "/assets/page.js";
import { fingerWord } from "/assets/counter-hands.js";
import { verdictKind } from "/assets/counter-card.js";

export function signature(page, session) {
  const counted = state => session.fingers.filter(one => one.state === state);
  return {
    content: [
      session.missing.length === 0 ? el("p", { class: "lead fine" }, word("seal.complete")) : el("section", { class: "notice" },
        el("h2", {}, word("seal.missing")),
        el("ul", { class: "choices" }, session.missing.map(one => el("li", {}, el("button", {
          type: "button", "data-item": "", id: `missing-${one.step}`, on: { click: () => page.act("go", { step: one.step }) },
        }, say(one.text)))))),
      el("dl", { class: "review" },
        session.report ? row(word("review.card"), el("span", { class: "pill", "data-state": verdictKind(session.report) }, say(session.report.sentences))) : null,
        entered(session),
        session.documents.filter(one => one.value).map(one => row(say(one.title), one.value)),
        session.livePortrait ? row(word("review.portrait"), word(session.portraitAccepted ? "portrait.accepted" : "portrait.open")) : null,
        session.fingers.length ? row(word("review.fingers"), word("review.fingers-count", { captured: counted("captured").length, all: session.fingers.length })
          + counted("missing").map(one => ` · ${fingerWord(one.finger)}: ${word("finger-state.missing")}`).join("")) : null,
        session.consent ? row(word("review.consent"), word(session.consent.agreed ? "consent.agreed" : "consent.open")) : null,
        session.approval ? row(word("review.approval"), session.approval.approvedBy
          ? word("approval.given", { officer: session.approval.approvedBy })
          : word(session.approval.atOnce ? "approval.open" : "approval.later")) : null),
      el("p", { class: "lead" }, word("seal.lead", { name: page.view.officer?.name ?? "" })),
    ],
    commands: [{ key: "Enter", label: word("seal.sign"), run: () => page.act("sign"), main: true, off: !session.canSeal }],
    focus: () => document.querySelector("main [data-item]"),
  };
}

const row = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));

/** What the officer entered: as fields with their choices in words, or as rows. */
function entered(session) {
  const filled = session.fields.filter(field => field.value);
  if (filled.length > 0) return filled.map(field => row(say(field.label), shown(field)));
  return session.rows.filter(one => one.source === "officer").map(one => row(say(one.label), one.words ? say(one.words) : one.value));
}

function shown(field) {
  const choice = field.choices.find(one => one.value === field.value);
  return choice ? say(choice.label) : field.value;
}

export function approval(page, session) {
  const need = session.approval;
  const isOpen = need?.atOnce && !need.approvedBy;
  const value = id => document.getElementById(id)?.value.trim() ?? "";
  async function approve() {
    for (const id of ["supervisor", "supervisor-password"]) {
      if (!value(id)) { document.getElementById(id).focus(); return; }
    }
    const card = value("supervisor-can") ? { can: value("supervisor-can") } : {};
    const isDone = await page.act("approve", {
      record: session.id, supervisor: value("supervisor"), password: document.getElementById("supervisor-password").value, ...card,
    });
    if (isDone && page.view.session?.step === session.step) await page.act("next");
  }
  const needsCard = ["officer-card-needed", "officer-card-wrong"].includes(page.error?.code) || page.local.needsCard;
  page.local.needsCard = needsCard;
  const field = (id, label, attributes) => el("p", { class: "field" }, el("label", { for: id }, label),
    el("input", { id, autocomplete: "off", spellcheck: "false", ...attributes }));
  return {
    content: isOpen ? [
      el("p", { class: "lead" }, word("approval.lead", { role: word(`role.${need.by}`) })),
      el("div", { class: "form" }, field("supervisor", word("sign-in.officer"), { type: "text", maxlength: 32 }),
        field("supervisor-password", word("sign-in.password"), { type: "password", maxlength: 200 }),
        needsCard ? field("supervisor-can", word("sign-in.can"), { type: "text", inputmode: "numeric", maxlength: 6, class: "can" }) : null),
    ] : [el("p", { class: "lead fine" }, need?.approvedBy ? word("approval.given", { officer: need.approvedBy }) : word("approval.later"))],
    commands: [isOpen ? { key: "Enter", label: word("approvals.approve"), run: approve, main: true }
      : { key: "Enter", label: word("action.next"), run: () => page.act("next"), main: true }],
    focus: () => document.getElementById("supervisor"),
  };
}

export function sealed(page, session) {
  const record = session.sealed;
  return {
    content: [el("div", { class: "sealed", role: "status" },
      el("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" }, el("circle", { cx: 32, cy: 32, r: 29 }), el("path", { d: "M19 33 l9 9 l18 -20" })),
      el("h1", { id: "step-title", tabindex: "-1" }, word("sealed.title", { number: record.sequence })),
      el("p", { class: "lead" }, word("sealed.lead")),
      el("p", { class: "code" }, record.record))],
    commands: [
      { key: "F2", label: word("sealed.slip"), run: () => page.act("slip", { record: record.record }) },
      { key: "Enter", label: word("sealed.next"), run: () => page.act("home"), main: true },
    ],
  };
}
