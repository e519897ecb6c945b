// The consent: the text that the citizen reads, in their language, and what they said.
"use strict";
import { el, language, word, wordIn } from "/assets/page.js";

export function consent(page, session) {
  const text = session.consent;
  const codes = Object.keys(text.texts).sort().reverse();
  const shown = page.local.consentLanguage ?? (text.agreed ? text.language : codes.includes(language()) ? language() : codes[0]);
  const other = codes[(codes.indexOf(shown) + 1) % codes.length];
  const answer = agreed => page.act("consent", { language: shown, agreed });
  const change = () => { page.local.consentLanguage = other; page.show(); };
  return {
    content: [
      el("div", { class: "consent", lang: shown, tabindex: "0", role: "region", "aria-label": word("consent.text"), id: "consent-text" },
        text.texts[shown].split(/\n\s*\n/).map(part => el("p", {}, part.trim()))),
      el("p", { class: "answer", "data-agreed": String(text.agreed), role: "status" },
        word(text.agreed ? "consent.agreed" : "consent.open")),
      el("p", { class: "hint" }, word("consent.version", { id: text.id, version: text.version })),
    ],
    commands: [
      text.agreed ? { key: "Enter", label: word("action.next"), run: () => page.act("next"), main: true } : null,
      text.agreed ? { key: "F4", label: word("consent.withdraw"), run: () => answer(false) }
        : { key: "F2", label: word("consent.agree"), run: () => answer(true), main: true, isDeliberate: true },
      codes.length > 1 ? { key: "F3", label: `${word("consent.in")} ${wordIn(other, "language")}`, run: change } : null,
    ],
    focus: () => document.getElementById("consent-text"),
  };
}
