// Readers and cards as they come and go, told by the station.
"use strict";

const readers = new Map();
let isServiceDown = false;
const listeners = [];

/** `service-down`, `no-reader`, `no-card` or `card`. */
export function deskState() {
  if (isServiceDown) return "service-down";
  if (readers.size === 0) return "no-reader";
  return [...readers.values()].some(card => card) ? "card" : "no-card";
}

/** Calls back for each event of the station, after the desk's state is known. */
export function onEvent(listener) { listeners.push(listener); }

function tell(event) { for (const listener of listeners) listener(event); }

const events = new EventSource("/events");
events.onmessage = message => {
  const event = JSON.parse(message.data);
  switch (event.kind) {
  case "reader-arrived": isServiceDown = false; if (!readers.has(event.name)) readers.set(event.name, false); break;
  case "reader-left": readers.delete(event.name); break;
  case "card-inserted": isServiceDown = false; readers.set(event.name, true); break;
  case "card-removed": readers.set(event.name, false); break;
  case "service-down": readers.clear(); isServiceDown = true; break;
  default: break;
  }
  tell(event);
};
events.onopen = () => { readers.clear(); isServiceDown = false; tell({ kind: "connected" }); };
events.onerror = () => { readers.clear(); tell({ kind: "lost" }); };
