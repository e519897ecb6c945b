// One enrollment: the path at the left, the step in the middle, the person at the right.
"use strict";
import { el, hasWord, say, word } from "/assets/page.js";
import { card } from "/assets/counter-card.js";
import { fields, papers } from "/assets/counter-form.js";
import { portrait } from "/assets/counter-portrait.js";
import { fingerprints } from "/assets/counter-fingers.js";
import { consent } from "/assets/counter-consent.js";
import { approval, sealed, signature } from "/assets/counter-seal.js";

const kinds = { card, papers, fields, portrait, fingerprints, consent, signature, approval };

export function session(page) {
  const session = page.view.session;
  const step = session.steps.find(one => one.id === session.step);
  const content = session.sealed ? sealed(page, session) : kinds[step.kind](page, session, step);
  const place = session.steps.filter(one => one.state !== "skipped");
  const isFirst = place[0]?.id === session.step;
  return {
    content: [el("div", { class: "session" },
      el("nav", { class: "path", "aria-label": word("session.path") },
        el("p", { class: "procedure" }, say(session.procedure.title), " ", el("span", { class: "form" }, session.procedure.form)),
        el("ol", {}, place.map(one => el("li", {
          "data-state": one.state, "aria-current": one.state === "current" ? "step" : null,
        }, el("span", { class: "mark", "aria-hidden": "true" }), el("span", {}, say(one.title)),
        el("span", { class: "visually-hidden" }, word(`step.${one.state}`)))))),
      el("section", { class: "panel step", "aria-labelledby": "step-title" },
        session.sealed ? null : el("h1", { id: "step-title", tabindex: "-1" }, say(step.title),
          session.person ? el("span", { class: "whose" }, say(session.person.title)) : null),
        session.sealed ? null : rejection(session.rejection),
        ...content.content),
      person(session))],
    commands: [
      ...content.commands,
      session.sealed || isFirst ? null : { key: "F8", label: word("action.back"), run: () => page.act("back") },
      { key: "Escape", label: word(session.sealed ? "action.home" : "action.aside"), run: () => leave(page) },
    ],
    focus: content.focus,
  };
}

function leave(page) {
  page.local.keep?.();
  page.act("home");
}

/** Why it came back, until it is signed anew. */
function rejection(rejected) {
  if (!rejected) return null;
  return el("section", { class: "notice rejection" },
    el("h2", {}, word("session.rejected", { officer: rejected.officer })),
    el("ul", {}, rejected.reasons.map(code => el("li", {}, hasWord(`reason.${code}`) ? word(`reason.${code}`) : code))),
    rejected.text ? el("p", {}, `“${rejected.text}”`) : null);
}

/** What is known of the person. What the chip said is marked, and cannot be edited. */
function person(session) {
  if (session.rows.length === 0) {
    return el("aside", { class: "person", "aria-label": word("session.person") },
      el("div", { class: "portrait empty", id: "chip-portrait" }, el("div", { class: "filling", id: "filling" })),
      el("p", { class: "hint" }, word("session.unread")));
  }
  return el("aside", { class: "person", "aria-label": word("session.person") },
    session.portrait ? el("img", { class: "portrait", src: session.portrait, alt: word("portrait.chip") })
      : el("div", { class: "portrait empty", id: "chip-portrait" }, el("div", { class: "filling", id: "filling" })),
    el("dl", { class: "rows" }, session.rows.map(row => [
      el("dt", {}, say(row.label)),
      el("dd", { "data-source": row.source }, row.value)])),
    el("p", { class: "hint source" }, word("session.from-chip")));
}
