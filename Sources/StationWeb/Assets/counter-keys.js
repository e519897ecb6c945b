// The keys at the foot of the page: every command has one, and the button shows it.
"use strict";
import { el, hasWord, word } from "/assets/page.js";
import { isAlone, settleTime } from "/assets/wedge.js";

let commands = [];

/**
 * Shows the commands of the page: { key, label, run, main?, isDeliberate?, off? }. `main` is what Enter does too, unless it
 * is deliberate: then its own key alone does it.
 */
export function setCommands(list) {
  commands = list.filter(Boolean);
  const bar = document.getElementById("keys");
  bar.replaceChildren(...commands.filter(command => !command.isHidden && !command.isAtTop).map(commandButton));
}

/** A command's button, with the key that does the same. The keyboard has the key, so Tab does not stop there. */
export function commandButton(command) {
  return el("button", {
    type: "button", class: command.main ? "key main" : "key", disabled: command.off, "data-key": command.key, lang: command.lang,
    tabindex: "-1", on: { click: () => command.run() },
  }, el("kbd", {}, keyName(command.key)), el("span", {}, command.label));
}

/** How a key is called: by what stands on it. */
export const keyName = key => (hasWord(`key.${key}`) ? word(`key.${key}`) : key);

/** The fields that Enter goes through, in their order. */
const inputs = () => [...document.querySelectorAll("main input, main select")]
  .filter(input => !input.disabled && input.type !== "checkbox" && input.type !== "file");

function enter(event) {
  const target = event.target;
  if (target instanceof HTMLButtonElement || target instanceof HTMLTextAreaElement || target.tagName === "SUMMARY") return;
  event.preventDefault();
  const all = inputs();
  const place = all.indexOf(target);
  // Enter goes on to the next field; from the last one, or from none, to what the page does next.
  if (place >= 0 && place < all.length - 1) { all[place + 1].focus(); all[place + 1].select?.(); return; }
  const main = commands.find(command => command.main && !command.isDeliberate && !command.off);
  main?.run();
}

function moveInList(event) {
  const items = [...document.querySelectorAll("main [data-item]")];
  if (items.length === 0 || event.target instanceof HTMLSelectElement) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const place = items.indexOf(document.activeElement);
  items[place < 0 ? 0 : (place + step + items.length) % items.length].focus();
}

export function startKeys() {
  window.addEventListener("keydown", event => {
    if (document.querySelector("dialog[open]") || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") { enter(event); return; }
    moveInList(event);
    const command = commands.find(command => command.key === event.key);
    if (!command) {
      // Keys of the page that have another meaning in a browser do nothing by accident.
      if (/^F([1-9]|10|12)$/.test(event.key) && event.key !== "F5") event.preventDefault();
      return;
    }
    if (event.key.length === 1) {
      if (event.target instanceof HTMLInputElement) return;
      // It may be the first sign of a scanner's burst.
      setTimeout(() => { if (isAlone(event.key) && !command.off) command.run(); }, settleTime);
      return;
    }
    event.preventDefault();
    if (!command.off && !event.repeat) command.run();
  });
}
