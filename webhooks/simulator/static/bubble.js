// One message as it looks on the phone.
import { element } from "./element.js";
import { lines, minutes, size, time } from "./format.js";
import { icon, mapPicture, paperIcon } from "./icons.js";
import { fileUrl } from "./service.js";

const TICKS = { waiting: "waiting", trying: "waiting", accepted: "two", answered: "two", sent: "one", delivered: "two", read: "two", failed: "wrong" };

// `phone` offers: words, language, messages, say(text), tap(message, kind, row), again(message), quote(message)
export function bubble(message, phone, { first, newest }) {
  const words = phone.words;
  const said = message.body ? element("div", { class: "text" }, ...lines(message.body, newest && !message.mine ? phone.say : null)) : null;
  return element(
    "div",
    { role: "article", class: ["bubble", message.mine && "mine", first && "first", message.state === "failed" && "failed", message.arrived === false && "coming"].filter(Boolean).join(" "), "data-id": message.id, "data-state": message.state },
    element("span", { class: "unseen" }, `${message.mine ? words.you : words.office}: `),
    message.quote && quotation(phone.bySid(message.quote.sid), phone),
    message.file && attachment(message.file, phone),
    message.fetching && element("div", { class: message.state === "failed" ? "note bad" : "note" }, message.state === "failed" ? words.no_file : words.fetching),
    message.pin && place(message.pin),
    said,
    beside(said, meta(message, phone)),
    trouble(message, phone),
    message.choices && offers(message, phone),
    element("button", { type: "button", class: "reply", "aria-label": phone.words.reply, title: phone.words.reply, onclick: () => phone.quote(message) }, icon("reply")),
  );
}

// Whose message is quoted, and how it begins.
export function quotation(quoted, phone) {
  const { words } = phone;
  if (!quoted) return null;
  const begins = quoted.body.trim().replace(/\s+/g, " ").slice(0, 200) || quoted.file?.name || quoted.pin?.label || words.document;
  return element("div", { class: "quote" }, element("b", {}, quoted.mine ? words.you : words.office), element("span", {}, begins));
}

// The time stands in the last line where that has room, as on the phone; never inside a line that can be tapped.
function beside(said, meta) {
  const last = said?.lastElementChild;
  if (last?.tagName !== "DIV") return meta;
  last.append(meta);
  return null;
}

function meta(message, phone) {
  const trying = message.state === "waiting" && message.attempts > 0;
  const state = trying ? "trying" : message.state;
  const label = message.mine || !["waiting", "trying", "failed"].includes(state) ? phone.words[state === "failed" ? "not_sent" : state] : phone.words.unreported;
  const tick = icon(TICKS[state]);
  tick.classList.add("tick", state);
  return element("span", { class: "meta", title: label }, element("time", {}, time(message.at, phone.language)), tick, element("span", { class: "unseen" }, label));
}

function trouble(message, phone) {
  if (!message.mine || !message.attempts) return null;
  if (message.state === "waiting") return element("div", { class: "note bad" }, phone.words.trying);
  if (message.state !== "failed") return null;
  return element("div", { class: "note bad" }, phone.words.not_sent, element("button", { type: "button", onclick: () => phone.again(message) }, phone.words.again));
}

function attachment(file, phone) {
  const url = fileUrl(file);
  if (file.type.startsWith("image/")) {
    return element("a", { class: "photo", href: url, target: "_blank", rel: "noopener" }, element("img", { src: url, alt: `${phone.words.photo}: ${file.name}`, onload: phone.settle }));
  }
  if (file.type.startsWith("audio/")) return sound(url, phone);
  const isPdf = file.type === "application/pdf";
  return element(
    "a",
    { class: "paper", href: url, target: "_blank", rel: "noopener", "aria-label": `${phone.words.open}: ${file.name}` },
    isPdf ? paperIcon("PDF", "#d0342c") : paperIcon("", "#5f7f95"),
    element("span", {}, element("b", {}, file.name || phone.words.document), element("small", {}, [isPdf ? "PDF" : "", size(file.size, phone.language)].filter(Boolean).join(" · "))),
  );
}

function sound(url, phone) {
  const audio = new Audio();
  audio.preload = "metadata";
  audio.src = url;
  const button = element("button", { type: "button", "aria-label": phone.words.play, onclick: () => (audio.paused ? audio.play() : audio.pause()) }, icon("play"));
  const bar = element("input", { type: "range", min: 0, max: 100, step: 1, value: 0, "aria-label": phone.words.voice });
  const clock = element("small", {}, minutes(0, phone.language));
  const show = () => {
    const known = Number.isFinite(audio.duration);
    if (known && audio.duration) bar.value = (100 * audio.currentTime) / audio.duration;
    clock.textContent = minutes(audio.currentTime || (known ? audio.duration : 0), phone.language);
  };
  const turn = (name) => () => {
    button.replaceChildren(icon(name));
    button.setAttribute("aria-label", phone.words[name]);
  };
  bar.addEventListener("input", () => Number.isFinite(audio.duration) && (audio.currentTime = (bar.value / 100) * audio.duration));
  for (const event of ["loadedmetadata", "timeupdate", "ended"]) audio.addEventListener(event, show);
  audio.addEventListener("play", turn("pause"));
  for (const event of ["pause", "ended"]) audio.addEventListener(event, turn("play"));
  return element("div", { class: "sound" }, button, bar, clock);
}

function place(pin) {
  return element("span", { class: "map" }, mapPicture(), element("span", {}, pin.label || null, element("small", {}, `${pin.latitude}, ${pin.longitude}`)));
}

function offers(message, phone) {
  const { kind, title, rows } = message.choices;
  if (kind === "buttons") return element("div", { class: "offers" }, ...rows.map((row) => element("button", { type: "button", onclick: () => phone.tap(message, "button", row) }, row.title)));
  const items = rows.map((row) => element("li", {}, element("button", { type: "button", onclick: () => phone.tap(message, "list", row) }, row.title, row.description ? element("small", {}, row.description) : null)));
  return element("details", { class: "offers" }, element("summary", {}, title || phone.words.choose), element("ul", {}, ...items));
}
