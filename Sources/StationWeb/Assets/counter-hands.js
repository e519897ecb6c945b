// A picture of two hands, as the person sees their own: each finger by its name and state.
"use strict";
import { el, word } from "/assets/page.js";

/** The left hand's fingers as lines on a picture of 300 by 320; the right hand is the same, turned over. */
const shapes = {
  LittleFinger: { x1: 62, y1: 190, x2: 38, y2: 110 }, RingFinger: { x1: 98, y1: 170, x2: 86, y2: 62 },
  MiddleFinger: { x1: 136, y1: 165, x2: 136, y2: 42 }, IndexFinger: { x1: 174, y1: 170, x2: 186, y2: 66 },
  Thumb: { x1: 205, y1: 245, x2: 262, y2: 178 },
};
const sides = ["Left", "Right"];

export const fingerWord = finger => word(`finger.${finger.replace(" ", "-").toLowerCase()}`);

export function hands(fingers, choose) {
  const byName = new Map(fingers.map(one => [one.finger, one]));
  return el("div", { class: "hands", role: "group", "aria-label": word("fingers.hands") }, sides.map(side =>
    el("svg", { viewBox: "0 0 300 320", class: `hand ${side.toLowerCase()}`, role: "img", "aria-label": summary(side, byName) },
      el("g", { transform: side === "Right" ? "translate(300 0) scale(-1 1)" : null },
        el("rect", { x: 48, y: 160, width: 150, height: 140, rx: 52, class: "palm" }),
        Object.entries(shapes).map(([name, line]) => {
          const finger = byName.get(`${side} ${name}`);
          return el("line", {
            ...line, class: "finger", "data-finger": `${side} ${name}`, "data-state": finger?.state ?? "unused",
            on: finger ? { click: () => choose(finger.finger) } : {},
          });
        })),
      el("g", { "aria-hidden": "true" }, Object.entries(shapes).map(([name, line]) => {
        const finger = byName.get(`${side} ${name}`);
        const sign = { captured: "✓", poor: "!", missing: "✕" }[finger?.state] ?? "";
        return el("text", { x: side === "Right" ? 300 - line.x2 : line.x2, y: line.y2 + 8, "data-state": finger?.state ?? "unused" }, sign);
      })))));
}

function summary(side, byName) {
  return Object.keys(shapes).map(name => byName.get(`${side} ${name}`)).filter(Boolean)
    .map(one => `${fingerWord(one.finger)}: ${word(`finger-state.${one.state}`)}`).join(", ");
}
