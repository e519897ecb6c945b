// Rules of accessibility over the page as it is shown. arguments[0]: the least side of a target in CSS pixels.
// Returns a list of [rule, element].
const least = arguments[0];
const breaches = [];
const seen = new Set();
function breach(rule, element, more = "") {
  const text = (element.innerText ?? element.textContent ?? "").trim().slice(0, 40);
  const line = `<${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}> “${text}” ${more}`;
  if (!seen.has(rule + line)) breaches.push([rule, line]);
  seen.add(rule + line);
}
function isShown(element) {
  if (element.closest(".visually-hidden, [hidden]")) return false;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return box.width > 0 && box.height > 0 && style.visibility !== "hidden" && style.display !== "none";
}
// A question over the page hides the page from everybody.
const root = document.querySelector("dialog[open]") ?? document.body;
const all = [...root.querySelectorAll("*")];

// contrast: 4.5 to 1, or 3 to 1 for large text (WCAG 2.2 §1.4.3)
const parse = text => (text.match(/[\d.]+/g) ?? ["0", "0", "0", "0"]).map(Number);
function luminance([r, g, b]) {
  const linear = value => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
function over([r, g, b, a = 1], base) { return [r, g, b].map((value, index) => value * a + base[index] * (1 - a)); }
function background(element) {
  const chain = [];
  for (let one = element; one; one = one.parentElement) chain.unshift(getComputedStyle(one).backgroundColor);
  return chain.reduce((base, colour) => over(parse(colour), base), [255, 255, 255]);
}
for (const element of all) {
  const hasText = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const isField = ["INPUT", "SELECT"].includes(element.tagName) && element.type !== "checkbox" && element.type !== "file";
  if ((!hasText && !isField) || !isShown(element) || element.closest("svg, option") || element.closest(":disabled")) continue;
  const style = getComputedStyle(element);
  const base = background(element);
  const ink = over(parse(style.color), base);
  const [one, two] = [luminance(ink), luminance(base)].sort((a, b) => b - a);
  const ratio = (one + 0.05) / (two + 0.05);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (isLarge ? 3 : 4.5)) breach("contrast", element, ratio.toFixed(2));
}

// name: whatever can be used says what it is (§4.1.2); label: a field has a label that is seen (§3.3.2)
const named = element => (element.getAttribute("aria-label") ?? "").trim()
  || (element.getAttribute("aria-labelledby") ?? "").split(" ").map(id => document.getElementById(id)?.textContent ?? "").join("").trim()
  || (element.textContent ?? "").trim();
const usable = all.filter(element => element.matches("button, a[href], input, select, textarea, summary, [tabindex='0']") && isShown(element));
for (const element of usable) {
  if (element.matches("input, select, textarea")) {
    const label = element.id && root.querySelector(`label[for="${CSS.escape(element.id)}"]`);
    if (!label || !label.textContent.trim() || !isShown(label)) breach("label", element);
  } else if (!named(element)) breach("name", element);
}
for (const element of all.filter(one => one.matches("[role=group], [role=region], nav, aside, dialog, progress, output, svg[role=img]"))) {
  if (isShown(element) && element.matches("nav:not(#keys):not(#steps), aside, [role=group], [role=region], progress, svg[role=img]") && !named(element)) breach("name", element);
}

// language: of the page, and of parts in another one (§3.1.1, §3.1.2)
if (!/^[a-z]{2}(-[A-Za-z]+)?$/.test(document.documentElement.lang)) breach("language", document.documentElement, document.documentElement.lang);
if (!document.title.trim() || document.title === "…") breach("language", document.documentElement, "no title");

// heading: one h1, and no level left out (§1.3.1)
const headings = all.filter(element => /^H[1-6]$/.test(element.tagName) && isShown(element));
const first = headings.filter(element => element.tagName === "H1");
if (root === document.body && first.length !== 1) breach("heading", document.body, `${first.length} h1`);
headings.reduce((level, element) => {
  const own = Number(element.tagName[1]);
  if (level > 0 && own > level + 1) breach("heading", element, `h${own} after h${level}`);
  return own;
}, 0);

// target: large enough to be hit (§2.5.8)
for (const element of usable) {
  let box = element.getBoundingClientRect();
  // A label belongs to what it labels.
  if (element.type === "checkbox" && element.closest("label")) box = element.closest("label").getBoundingClientRect();
  if (box.width < least || box.height < least) breach("target", element, `${Math.round(box.width)} × ${Math.round(box.height)}`);
}

// order: the focus goes as one reads, so nothing says another order (§2.4.3)
for (const element of all) if (element.tabIndex > 0) breach("order", element, `tabindex ${element.tabIndex}`);
const stops = usable.filter(element => element.tabIndex >= 0 && !element.disabled);
for (let place = 1; place < stops.length; place += 1) {
  const [one, two] = [stops[place - 1], stops[place]].map(element => element.getBoundingClientRect());
  if (two.bottom <= one.top - 4 && two.left <= one.left + 4) breach("order", stops[place], "is above what comes before it");
}

// identifier: no two elements have one (§4.1.1); picture: says what it shows or that it shows nothing (§1.1.1)
const identifiers = new Map();
for (const element of document.querySelectorAll("[id]")) identifiers.set(element.id, (identifiers.get(element.id) ?? 0) + 1);
for (const [id, count] of identifiers) if (count > 1) breach("identifier", document.getElementById(id), `${count} times`);
for (const element of all) {
  if (element.tagName === "IMG" && !element.hasAttribute("alt")) breach("picture", element);
  if (element.tagName === "svg" && element.getAttribute("aria-hidden") !== "true" && element.getAttribute("role") !== "img") breach("picture", element);
}

// landmark: what is shown lies in a part of the page that has a role (§1.3.1)
if (root === document.body) {
  if (document.querySelectorAll("main").length !== 1) breach("landmark", document.body, "no main, or more than one");
  for (const element of usable) if (!element.closest("main, header, footer, nav, aside, dialog")) breach("landmark", element);
}
return breaches;
