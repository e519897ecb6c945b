// What the officer adds: papers that were seen, and the fields of the procedure.
"use strict";
import { el, say, word } from "/assets/page.js";

const kinds = { phone: "tel", email: "email", number: "number", text: "text", list: "text", date: "text" };

export function fields(page, session) {
  const values = () => Object.fromEntries(session.fields.map(field => [field.name, sent(field, document.getElementById(`field-${field.name}`)?.value ?? "")]));
  const focused = () => document.activeElement?.id?.startsWith("field-") ? { focus: document.activeElement.id.slice("field-".length) } : {};
  // Each field that is left goes to the station, so that a power cut costs one field at most.
  page.local.keep = () => page.quietly("fields", { values: values(), ...focused() });
  async function go() {
    const isKept = await page.act("fields", { values: values() });
    if (!isKept) return;
    const wrong = page.view.session?.fields.find(field => field.problem);
    if (wrong) { document.getElementById(`field-${wrong.name}`)?.focus(); return; }
    page.typed = {};
    await page.act("next");
  }
  return {
    content: [el("div", { class: "form" }, session.fields.map(field => input(field, page.local.keep)))],
    commands: [{ key: "Enter", label: word("action.next"), run: go, main: true }],
    focus: () => {
      const wanted = session.focus ?? session.fields.find(field => field.problem)?.name
        ?? session.fields.find(field => field.required && !field.value)?.name ?? session.fields[0]?.name;
      return document.getElementById(`field-${wanted}`);
    },
  };
}

/** What was wrong is not called so while it is being corrected; Enter or leaving the field looks again. */
function corrected(id) {
  document.getElementById(id)?.removeAttribute("aria-invalid");
  const problem = document.getElementById(`${id}-problem`);
  if (problem) problem.hidden = true;
}

/** A list is one line on the page, so that Enter goes on; the station has an entry a line. */
const sent = (field, text) => (field.type === "list" ? text.split(/[\s,;]+/).filter(Boolean).join("\n") : text.trim());
const shown = field => (field.type === "list" ? field.value.split("\n").join(", ") : field.value);

function input(field, keep) {
  const id = `field-${field.name}`;
  const described = [field.hint || field.type === "list" ? `${id}-hint` : "", field.problem ? `${id}-problem` : ""].filter(Boolean).join(" ") || null;
  const shared = {
    id, required: field.required, "aria-invalid": field.problem ? "true" : null, "aria-describedby": described,
    autocomplete: "off", on: { change: keep, input: () => corrected(id) },
  };
  const control = field.type === "choice"
    ? el("select", shared, el("option", { value: "" }, "—"), field.choices.map(choice =>
      el("option", { value: choice.value }, say(choice.label))))
    : el("input", {
      ...shared, type: kinds[field.type] ?? "text", maxlength: field.type === "list" ? 1000 : field.maximumLength ?? 200,
      placeholder: field.type === "date" ? "dd/mm/yyyy" : null,
    });
  control.value = shown(field);
  return el("p", { class: "field" },
    el("label", { for: id }, say(field.label), field.required ? null : el("span", { class: "optional" }, ` ${word("fields.optional")}`)),
    control,
    field.type === "list" ? el("span", { class: "hint", id: `${id}-hint` }, word("fields.list"))
      : field.hint ? el("span", { class: "hint", id: `${id}-hint` }, say(field.hint)) : null,
    field.problem ? el("span", { class: "problem", id: `${id}-problem` }, say(field.problem)) : null);
}

export function papers(page, session) {
  const documents = () => Object.fromEntries(session.documents.map(one => [one.id, document.getElementById(`paper-${one.id}`)?.value.trim() ?? ""]));
  const isChecked = () => document.getElementById("papers-checked").checked;
  async function go() {
    if (!isChecked()) { document.getElementById("papers-checked").focus(); return; }
    if (await page.act("papers", { documents: documents(), checked: true })
      && !page.view.session?.documents.some(one => one.problem)) {
      page.typed = {};
      await page.act("next");
    }
  }
  const tick = () => {
    const box = document.getElementById("papers-checked");
    box.checked = !box.checked;
    page.local.checked = box.checked;
    box.focus();
  };
  return {
    content: [el("p", { class: "lead" }, word("papers.lead")),
      el("div", { class: "form" }, session.documents.map(one => {
        const id = `paper-${one.id}`;
        const control = el("input", {
          id, type: "text", maxlength: 64, autocomplete: "off", required: one.required,
          "aria-describedby": one.problem ? `${id}-problem` : null, "aria-invalid": one.problem ? "true" : null,
          on: { input: () => corrected(id) },
        });
        control.value = one.value;
        return el("p", { class: "field" }, el("label", { for: id }, say(one.title),
          one.required ? null : el("span", { class: "optional" }, ` ${word("fields.optional")}`)), control,
        one.problem ? el("span", { class: "problem", id: `${id}-problem` }, say(one.problem)) : null);
      })),
      el("label", { class: "check", for: "papers-checked" },
        el("input", {
          type: "checkbox", id: "papers-checked", checked: page.local.checked ?? session.documentsChecked,
          on: { change: event => { page.local.checked = event.target.checked; } },
        }), word("papers.checked"))],
    commands: [
      { key: "Enter", label: word("action.next"), run: go, main: true },
      { key: "F2", label: word("papers.seen"), run: tick },
    ],
    focus: () => document.querySelector("main .form input") ?? document.getElementById("papers-checked"),
  };
}
