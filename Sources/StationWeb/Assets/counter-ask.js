// Small questions over the page: a reason, a finger, what is wrong with a record. Esc takes the question back.
"use strict";
import { el, word } from "/assets/page.js";
import { keyName } from "/assets/counter-keys.js";

/**
 * Asks for values. `parts` are { name, label, kind: "choice" | "checks" | "text" | "password", choices?, optional? }.
 * Resolves to the values by name, or to null where the question was taken back.
 */
export function question(title, parts, confirm) {
  return new Promise(resolve => {
    const controls = parts.map(part);
    const form = el("form", { method: "dialog", novalidate: true },
      el("h2", { id: "question" }, title),
      ...controls.map(control => control.element),
      el("p", { class: "buttons" },
        el("button", { type: "submit", class: "key main" }, el("kbd", {}, keyName("Enter")), el("span", {}, confirm)),
        el("button", { type: "button", class: "key", on: { click: () => close(null) } },
          el("kbd", {}, keyName("Escape")), el("span", {}, word("action.cancel")))));
    const dialog = el("dialog", { "aria-labelledby": "question" }, form);
    const returnTo = document.activeElement;
    function close(values) {
      dialog.close();
      dialog.remove();
      if (returnTo?.isConnected) returnTo.focus();
      resolve(values);
    }
    form.addEventListener("submit", event => {
      event.preventDefault();
      const wrong = controls.find(control => !control.isDone());
      if (wrong) { wrong.focus(); return; }
      close(Object.fromEntries(controls.map(control => [control.name, control.value()])));
    });
    form.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      // The page behind must not take it for its own.
      event.stopPropagation();
      form.requestSubmit();
    });
    dialog.addEventListener("cancel", event => { event.preventDefault(); close(null); });
    document.body.append(dialog);
    dialog.showModal();
    controls[0]?.focus();
  });
}

function part({ name, label, kind, choices = [], optional = false }) {
  const id = `ask-${name}`;
  if (kind === "checks") {
    const boxes = choices.map(({ value, text }, place) =>
      el("label", { class: "check", for: `${id}-${place}` }, el("input", { type: "checkbox", id: `${id}-${place}`, value }), text));
    const inputs = boxes.map(box => box.querySelector("input"));
    return {
      name, element: el("fieldset", {}, el("legend", {}, label), ...boxes), focus: () => inputs[0].focus(),
      value: () => inputs.filter(box => box.checked).map(box => box.value),
      isDone: () => optional || inputs.some(box => box.checked),
    };
  }
  const input = kind === "choice"
    ? el("select", { id }, ...choices.map(({ value, text }) => el("option", { value }, text)))
    : el("input", { id, type: kind, maxlength: 200, autocomplete: "off", required: !optional });
  return {
    name, element: el("p", { class: "field" }, el("label", { for: id }, label), input), focus: () => input.focus(),
    value: () => input.value.trim(), isDone: () => optional || input.value.trim() !== "",
  };
}
