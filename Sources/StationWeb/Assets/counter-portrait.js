// The portrait of today beside the chip's: from the camera or a file, with named findings, and the officer's decision.
"use strict";
import { el, keysUnder, say, word } from "/assets/page.js";
import { question } from "/assets/counter-ask.js";

// A portrait of 3:4 as documents have it; the camera's picture is cut to it.
const shape = 3 / 4;
const largestHeight = 1280;
const largestFile = 6 << 20;

export function portrait(page, session) {
  const hasPicture = Boolean(session.livePortrait) && !page.local.isRetaking;
  if (!hasPicture) startCamera(page);
  page.local.leave = () => stopCamera(page);
  const isPoor = session.portraitQuality.some(one => one.passed === false);

  async function take() {
    const video = page.local.video;
    if (!video || video.videoWidth === 0) return;
    await send(page, await jpeg(video, video.videoWidth, video.videoHeight));
  }
  async function accept() {
    if (session.portraitAccepted) { page.act("next"); return; }
    let reason = {};
    if (isPoor) {
      if (!session.portraitMayBePoor) { page.fail("portrait-poor"); return; }
      const answer = await question(word("portrait.accept-poor"),
        [{ name: "reason", label: word("ask.reason"), kind: "text" }], word("portrait.accept"));
      if (!answer) return;
      reason = answer;
    }
    if (await page.act("portrait-decision", { accept: true, ...reason })) await page.act("next");
  }
  async function refuse() {
    const reasons = keysUnder("portrait-reason.").map(key => ({ value: key.slice("portrait-reason.".length), text: word(key) }));
    const answer = await question(word("portrait.refuse"),
      [{ name: "reason", label: word("ask.reason"), kind: "choice", choices: reasons }], word("portrait.refuse"));
    if (answer) page.act("portrait-decision", { accept: false, ...answer });
  }
  const file = el("input", {
    type: "file", id: "portrait-file", accept: "image/jpeg", tabindex: "-1", class: "visually-hidden", "aria-label": word("portrait.file"),
    on: { change: async event => { if (event.target.files[0]) await fromFile(page, event.target.files[0]); } },
  });
  return {
    content: [el("div", { class: "portraits" },
      el("div", { class: "faces" },
        figure(session.portrait ? el("img", { src: session.portrait, alt: word("portrait.chip") })
          : el("div", { class: "portrait empty" }), word("portrait.chip")),
        figure(hasPicture ? el("img", { src: session.livePortrait, alt: word("portrait.live") }) : camera(page),
          word(hasPicture ? "portrait.live" : "portrait.camera"))),
      el("div", {},
        hasPicture ? el("ul", { class: "checks findings" }, session.portraitQuality.map(one => {
          const result = one.passed === null || one.passed === undefined ? "not-done" : one.passed ? "passed" : "failed";
          return el("li", { class: result }, el("span", { class: "visually-hidden" }, word(`check.${result}`), " "), say(one.sentence));
        })) : el("p", { class: "lead" }, word("portrait.lead")),
        hasPicture && session.comparison ? el("p", { class: "hint" }, say(session.comparison.text)) : null)),
      file,
      hasPicture ? el("p", { class: "lead" }, word(session.portraitAccepted ? "portrait.accepted" : "portrait.same")) : null,
    ],
    commands: [
      hasPicture ? { key: "Enter", label: word(session.portraitAccepted ? "action.next" : "portrait.accept"), run: accept, main: true }
        : { key: "F2", label: word("portrait.take"), run: take, main: true },
      hasPicture ? { key: "F2", label: word("portrait.again"), run: () => { page.local.isRetaking = true; page.show(); } } : null,
      { key: "F3", label: word("portrait.file"), run: () => file.click() },
      hasPicture && !session.portraitAccepted ? { key: "F4", label: word("portrait.refuse"), run: refuse } : null,
    ],
  };
}

const figure = (content, caption) => el("figure", {}, content, el("figcaption", {}, caption));

function camera(page) {
  const frame = el("div", { class: "camera" }, page.local.video ?? null,
    el("svg", { viewBox: "0 0 300 400", "aria-hidden": "true", class: "oval" }, el("ellipse", { cx: 150, cy: 185, rx: 92, ry: 125 })));
  page.local.frame = frame;
  return frame;
}

async function startCamera(page) {
  if (page.local.video || page.local.isStarting) return;
  page.local.isStarting = true;
  const local = page.local;
  try {
    if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError");
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false });
    const video = el("video", { playsinline: true, "aria-label": word("portrait.camera") });
    video.muted = true;
    video.srcObject = stream;
    // The officer may have gone on while the camera started.
    if (page.local !== local) { for (const track of stream.getTracks()) track.stop(); return; }
    local.video = video;
    await video.play();
    local.frame?.prepend(video);
    document.body.dataset.camera = "on";
  } catch (error) {
    const code = { NotAllowedError: "camera-denied", NotReadableError: "camera-busy" }[error.name] ?? "camera-missing";
    if (page.local === local) page.fail(code);
  }
}

function stopCamera(page) {
  for (const track of page.local.video?.srcObject?.getTracks() ?? []) track.stop();
  delete document.body.dataset.camera;
}

/** The middle of a picture in a portrait's shape, as a JPEG in base 64. */
async function jpeg(source, width, height) {
  const cut = Math.min(width, height * shape);
  const canvas = document.createElement("canvas");
  canvas.height = Math.min(largestHeight, Math.round(cut / shape));
  canvas.width = Math.round(canvas.height * shape);
  canvas.getContext("2d").drawImage(source, (width - cut) / 2, (height - cut / shape) / 2, cut, cut / shape, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.92).split(",")[1];
}

async function fromFile(page, file) {
  if (file.size > largestFile) { page.fail("request-too-large"); return; }
  try {
    const image = await createImageBitmap(file);
    await send(page, await jpeg(image, image.width, image.height));
  } catch { page.fail("portrait-unreadable"); }
}

async function send(page, image) {
  if (await page.act("portrait", { image })) {
    stopCamera(page);
    page.local.video = null;
    page.local.isStarting = false;
    page.local.isRetaking = false;
    page.show();
  }
}
