// Fingerprints: group by group, with what is missing marked on the picture of the hands.
"use strict";
import { el, keysUnder, say, word } from "/assets/page.js";
import { fingerWord, hands } from "/assets/counter-hands.js";
import { question } from "/assets/counter-ask.js";

const groups = {
  "right-four": ["Right IndexFinger", "Right MiddleFinger", "Right RingFinger", "Right LittleFinger"],
  "left-four": ["Left IndexFinger", "Left MiddleFinger", "Left RingFinger", "Left LittleFinger"],
  thumbs: ["Left Thumb", "Right Thumb"],
};

/** The group that has a finger to be captured: open ones before poor ones. */
function nextGroup(fingers) {
  const isIn = state => Object.keys(groups).find(group => fingers.some(one => one.state === state && groups[group].includes(one.finger)));
  return isIn("open") ?? isIn("poor");
}

export function fingerprints(page, session) {
  const group = nextGroup(session.fingers);
  const isDone = session.fingers.every(one => one.state === "captured" || one.state === "missing");
  async function missing(finger) {
    const reasons = keysUnder("finger-reason.").map(key => ({ value: key.slice("finger-reason.".length), text: word(key) }));
    const choices = session.fingers.map(one => ({ value: one.finger, text: `${fingerWord(one.finger)} – ${word(`finger-state.${one.state}`)}` }));
    const known = session.fingers.find(one => one.finger === finger);
    if (known?.state === "missing") { page.act("finger-missing", { finger, missing: false, reason: "" }); return; }
    const answer = await question(finger ? `${word("fingers.missing")}: ${fingerWord(finger)}` : word("fingers.missing"), [
      finger ? null : { name: "finger", label: word("fingers.which"), kind: "choice", choices },
      { name: "reason", label: word("ask.reason"), kind: "choice", choices: reasons },
    ].filter(Boolean), word("fingers.missing"));
    if (answer) page.act("finger-missing", { finger: finger ?? answer.finger, missing: true, reason: answer.reason });
  }
  const device = session.fingersDevice;
  return {
    content: [
      el("p", { class: "lead", role: "status" }, isDone ? word("fingers.done")
        : group ? word(`fingers.put.${group}`) : ""),
      hands(session.fingers, missing),
      el("ul", { class: "legend" }, ["Left", "Right"].flatMap(side => session.fingers.filter(one => one.finger.startsWith(side))).map(one => el("li", { "data-state": one.state },
        el("span", {}, fingerWord(one.finger)),
        el("span", { class: "pill", "data-state": one.state }, word(`finger-state.${one.state}`),
          one.quality === null || one.quality === undefined ? "" : ` ${one.quality}`),
        one.attempts > 1 ? el("span", { class: "hint" }, word("fingers.attempts", { count: one.attempts })) : null))),
      el("p", { class: "hint" }, device ? `${device.name} · ${word(device.ready ? "fingers.ready" : "fingers.not-ready")}` : word("fingers.no-device")),
    ],
    commands: [
      isDone ? { key: "Enter", label: word("action.next"), run: () => page.act("next"), main: true } : null,
      group ? { key: "F2", label: word(`fingers.capture.${group}`), run: () => page.act("capture-fingers", { group }), main: !isDone } : null,
      { key: "F3", label: word("fingers.missing"), run: () => missing(null) },
    ],
  };
}
