// A 2D scanner that types like a keyboard: its bursts are told from typing wherever the focus is, and never stay in a field.
"use strict";

// The slowest scanners type a key every 40 ms; nobody types twelve digits in a row at twice that.
const longestGap = 80;
// More than any QR code of a card holds.
const mostCharacters = 2000;

let burst = "";
let lines = [];
let before = null;
let last = 0;
let isScan = false;
let timer = 0;

const zoneLine = /^[A-Z0-9<]{30}$/;

/** Whether what came so far can only be a scanner's: a personal number and a bar, or a zone's first signs. */
function looksScanned(text) {
  return /^[0-9]{12}\|/.test(text) || (/^[IAC][A-Z<][A-Z0-9<]{13,}/.test(text) && /[0-9<]/.test(text));
}

function snapshot(target) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    || target instanceof HTMLTextAreaElement)) return null;
  return target.type === "checkbox" || target.type === "radio"
    ? { target, checked: target.checked } : { target, value: target.value };
}

function restore() {
  if (!before) return;
  if ("checked" in before) before.target.checked = before.checked;
  else before.target.value = before.value;
  before.target.dispatchEvent(new Event("input", { bubbles: true }));
}

function forget() {
  burst = ""; lines = []; before = null; isScan = false;
}

/** How long a shortcut that is a single sign waits, for it may be the first of a burst. */
export const settleTime = 150;
/** Whether nothing came after a sign: it was a key and no scan. */
export const isAlone = key => burst === key && lines.length === 0;

/**
 * Calls back with what was scanned: a QR code's text, or a zone's lines with line feeds between them.
 * Listens before everybody else, so that Enter at the end of a burst does nothing else.
 */
export function onScan(callback) {
  const finish = () => {
    const text = lines.length ? lines.join("\n") : burst;
    forget();
    callback(text);
  };
  window.addEventListener("keydown", event => {
    if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    // When the key was pressed, not when the page came to it: a busy page breaks no burst.
    const now = event.timeStamp;
    if (now - last > longestGap) forget();
    const swallow = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (event.key === "Enter" && burst) {
      last = now;
      if (zoneLine.test(burst) && (lines.length > 0 || isScan)) {
        swallow();
        if (lines.length === 0) restore();
        lines.push(burst);
        burst = "";
        clearTimeout(timer);
        if (lines.length === 3) finish(); else timer = setTimeout(finish, 4 * longestGap);
      } else if (isScan) {
        swallow();
        finish();
      } else {
        // What was typed ends here: a scan that comes at once begins anew.
        forget();
      }
      return;
    }
    if (event.key.length !== 1) return;
    last = now;
    if (burst === "" && lines.length === 0) before = snapshot(event.target);
    if (burst.length < mostCharacters) burst += event.key;
    if (lines.length > 0) { clearTimeout(timer); timer = setTimeout(finish, 4 * longestGap); swallow(); return; }
    if (!isScan && looksScanned(burst)) { isScan = true; restore(); }
    if (isScan) swallow();
  }, true);
}
