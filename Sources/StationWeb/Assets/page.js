// What every page of the station needs: its words, its elements, its requests. Everything goes in as text, never as HTML.
"use strict";

const table = JSON.parse(document.getElementById("words").textContent);
const token = document.querySelector("meta[name=station-token]").content;

export const languages = table.languages;
export const language = () => document.documentElement.lang;

/** The next language in the order of the page. */
export function nextLanguage() {
  return languages[(languages.indexOf(language()) + 1) % languages.length];
}

export function setLanguage(code) {
  document.documentElement.lang = code;
  document.title = word(document.body.dataset.title);
}

/** A word of the catalogue, with {name} replaced. A word that is missing shows its key, so that it is noticed. */
export function word(key, values = {}) {
  const text = table.words[language()]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** Whether the catalogue has a word. */
export const hasWord = key => table.words[language()]?.[key] !== undefined;

/** The keys that begin with a prefix, in the catalogue's order. */
export const keysUnder = prefix => Object.keys(table.words[language()] ?? {}).filter(key => key.startsWith(prefix));

/** The word in another language, for the button that leads there. */
export const wordIn = (code, key) => table.words[code]?.[key] ?? key;

/** A text that came in each language. */
export const say = texts => (texts ? texts[language()] ?? texts.en ?? Object.values(texts)[0] ?? "" : "");

/** An element. Attributes that are null or false are left out; `on` holds listeners; children are elements or text. */
export function el(name, attributes = {}, ...children) {
  const svg = ["svg", "path", "g", "title", "circle", "rect", "ellipse", "line", "text"].includes(name);
  const element = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key === "value") element.value = value;
    else if (key === "checked") element.checked = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Asks the station. Resolves to { ok, body }, also where nothing answers. */
export async function ask(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json", "X-Station-Token": token },
      body: JSON.stringify(body),
    });
    return { ok: answer.ok, body: await answer.json() };
  } catch {
    return { ok: false, body: { error: { code: "no-answer", title: "no-answer", remedy: "", texts: {} } } };
  }
}

/** A failure in the page's language: title, cause, remedy. The page's own failures have their words in the catalogue. */
export function failureWords(error) {
  const own = error.texts?.[language()] ?? error.texts?.en;
  if (own) return own;
  if (hasWord(`failure.${error.code}.title`)) {
    return {
      title: word(`failure.${error.code}.title`), cause: word(`failure.${error.code}.cause`),
      remedy: word(`failure.${error.code}.remedy`),
    };
  }
  return { title: error.title, cause: "", remedy: error.remedy };
}

/** The panel of a failure: what to do first, then why, and the code for the ticket. */
export function failurePanel(error) {
  const words = failureWords(error);
  return el("section", { class: "failure", role: "alert", "data-code": error.code },
    el("h2", {}, words.title),
    words.cause ? el("p", { class: "cause" }, words.cause) : null,
    words.remedy ? el("p", { class: "remedy" }, words.remedy) : null,
    error.triesLeft !== undefined && hasWord("card.tries") ? el("p", { class: "remedy" }, word("card.tries", { count: error.triesLeft })) : null,
    error.detail ? el("p", { class: "detail" }, error.detail) : null,
    el("p", { class: "code" }, error.code));
}

/** A moment as people here write it. */
export function moment(text, withTime = true) {
  const date = new Date(text);
  if (Number.isNaN(date.valueOf())) return text;
  const two = number => String(number).padStart(2, "0");
  const day = `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
  return withTime ? `${two(date.getHours())}:${two(date.getMinutes())}  ${day}` : day;
}
