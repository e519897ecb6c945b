// What the citizen takes home, as it is printed.
"use strict";
import { el, moment, say, word } from "/assets/page.js";

export function slip(page) {
  const slip = page.view.slip;
  // The receipt's code comes when the record is delivered, a moment later or tomorrow.
  if (!slip.qr && !page.local.timer) page.local.timer = setInterval(() => page.refresh(), 2000);
  if (slip.qr) clearInterval(page.local.timer);
  page.local.leave = () => clearInterval(page.local.timer);
  return {
    content: [el("article", { class: "slip" },
      el("header", {}, el("p", {}, slip.station), el("h1", { tabindex: "-1" }, say(slip.title)),
        el("p", { class: "hint" }, 
          slip.sequence === undefined ? word("state.waiting-approval") : word("slip.number", { number: slip.sequence }), " · ", moment(slip.time))),
      slip.holder ? el("p", { class: "holder" }, slip.holder) : null,
      el("div", { class: "body" },
        el("div", {},
          slip.lines.map(line => el("p", {}, say(line))),
          el("h2", {}, word("slip.collected")), el("ul", {}, slip.collected.map(one => el("li", {}, say(one)))),
          slip.consent ? [el("h2", {}, word("slip.consent")), el("p", {}, say(slip.consent))] : null,
          slip.contact ? [el("h2", {}, word("slip.contact")), el("p", {}, say(slip.contact))] : null),
        slip.qr ? el("figure", {}, el("img", { src: slip.qr, alt: word("slip.qr") }), el("figcaption", {}, word("slip.qr")))
          : el("p", { class: "hint waiting" }, word(slip.sequence === undefined ? "slip.unnumbered" : "slip.waiting"))),
      el("p", { class: "code" }, slip.record))],
    commands: [
      { key: "F2", label: word("slip.print"), run: () => window.print() },
      { key: "Enter", label: word("sealed.next"), run: () => page.act("home"), main: true },
      { key: "Escape", label: word("action.home"), run: () => page.act("home") },
    ],
  };
}
