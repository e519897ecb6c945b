// Nobody there: the screen locks after some time without a key or a touch.
"use strict";

let last = performance.now();
let seconds = 180;
let isOn = false;

export function watchIdle(afterSeconds, on) {
  seconds = afterSeconds;
  if (on && !isOn) last = performance.now();
  isOn = on;
}

export function startIdle(lock) {
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    window.addEventListener(kind, () => { last = performance.now(); }, { capture: true, passive: true });
  }
  setInterval(() => {
    if (isOn && performance.now() - last > seconds * 1000) { isOn = false; lock(); }
  }, 1000);
}
