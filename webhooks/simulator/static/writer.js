// The bar at the bottom of a phone: text, and what can be attached to it.
import { quotation } from "./bubble.js";
import { element } from "./element.js";
import { minutes, size } from "./format.js";
import { icon } from "./icons.js";
import { sample } from "./service.js";
import { canRecord, record } from "./voice.js";

const LARGEST = 16 * 1024 * 1024;

// `phone` offers: words, language, places, bySid(sid), send(message), complain(words)
export function writer(phone) {
  const words = phone.words;
  let file = null;
  let recording = null;
  let quoted = null;

  const text = element("textarea", { rows: 1, maxlength: 1600, placeholder: words.message, "aria-label": words.message, enterkeyhint: "send" });
  const go = element("button", { class: "round go", type: "submit" });
  const clip = element("button", { class: "round", type: "button", "aria-label": words.attach, "aria-expanded": "false", onclick: () => (sheet.hidden ? open(kinds()) : close()) }, icon("clip"));
  const field = element("div", { class: "field" }, text, clip);
  const form = element("form", { class: "writer" }, field, go);
  const sheet = element("div", { class: "sheet", hidden: true, role: "group", "aria-label": words.attach });
  const draft = element("div", { class: "draft", hidden: true });

  const quoting = element("div", { class: "quoting", hidden: true, role: "group", "aria-label": words.replying });

  const quote = (message) => {
    quoted = message;
    quoting.hidden = !message;
    if (!message) return quoting.replaceChildren();
    quoting.replaceChildren(quotation(message, phone), element("button", { class: "round", type: "button", "aria-label": words.unquote, onclick: () => (quote(null), text.focus()) }, icon("close")));
    return text.focus();
  };
  const ready = () => Boolean(text.value.trim() || file);
  const show = () => {
    text.rows = Math.min(5, text.value.split("\n").length);
    const name = ready() || recording ? "send" : "voice";
    go.setAttribute("aria-label", words[name]);
    go.replaceChildren(icon(name === "send" ? "send" : "mic"));
  };
  const open = (...content) => {
    sheet.replaceChildren(...content);
    sheet.hidden = false;
    clip.setAttribute("aria-expanded", "true");
    sheet.querySelector("button, input")?.focus();
  };
  const close = () => {
    sheet.hidden = true;
    clip.setAttribute("aria-expanded", "false");
  };
  const send = async (message) => {
    close();
    try {
      await phone.send(message);
      return true;
    } catch {
      phone.complain(words.lost);
      return false;
    }
  };
  const attach = (chosen) => {
    close();
    if (!chosen) return;
    if (chosen.size > LARGEST) return phone.complain(words.too_large);
    file = chosen;
    const picture = chosen.type.startsWith("image/") ? element("img", { src: URL.createObjectURL(chosen), alt: "" }) : icon("document");
    picture.classList.add("round");
    if (picture.tagName === "IMG") picture.className = "";
    draft.replaceChildren(picture, element("span", {}, `${chosen.name} · ${size(chosen.size, phone.language)}`), element("button", { class: "round", type: "button", "aria-label": words.discard, onclick: detach }, icon("bin")));
    draft.hidden = false;
    show();
    text.focus();
  };
  const detach = () => {
    const picture = draft.querySelector("img");
    if (picture) URL.revokeObjectURL(picture.src);
    file = null;
    draft.hidden = true;
    show();
  };
  const choose = (accept, then) => {
    const input = element("input", { type: "file", accept, class: "unseen" });
    input.addEventListener("change", () => then(input.files[0]));
    form.append(input);
    input.addEventListener("cancel", () => input.remove());
    input.click();
  };
  const sayFile = (chosen) => chosen && send({ file: chosen });

  const kinds = () => {
    const kind = (name, drawing, colour, act) => element("button", { type: "button", onclick: act, "data-kind": name }, element("i", { class: colour }, icon(drawing)), words[name]);
    return element(
      "div",
      { class: "kinds" },
      kind("photo", "photo", "violet", () => choose("image/*", attach)),
      kind("document", "document", "sky", () => choose("", attach)),
      kind("place", "pin", "green", () => open(...places())),
      kind("sample_photo", "photo", "pink", async () => attach(await sample("sample.jpg", "image/jpeg"))),
      kind("voice", "mic", "orange", startRecording),
      kind("sample_voice", "mic", "sand", async () => sayFile(await sample("sample.ogg", "audio/ogg"))),
    );
  };
  const places = () => {
    const named = phone.places.map((each) => {
      const label = each.names[phone.language] ?? each.names.bn;
      return element("li", {}, element("button", { type: "button", onclick: () => send({ latitude: each.latitude, longitude: each.longitude, label }) }, icon("pin"), label));
    });
    const degree = (name, largest) => element("label", {}, words[name], element("input", { name, type: "number", step: "any", min: -largest, max: largest, required: true }));
    const typed = element("form", { class: "degrees" }, degree("latitude", 90), degree("longitude", 180), element("button", {}, words.send_place));
    typed.addEventListener("submit", (event) => {
      event.preventDefault();
      send(Object.fromEntries(new FormData(typed)));
    });
    return [element("ul", { class: "places", role: "list" }, ...named), typed];
  };

  const noMicrophone = () =>
    open(
      element("p", {}, words.no_microphone),
      element(
        "div",
        { class: "kinds" },
        element("button", { type: "button", onclick: () => choose("audio/*", (chosen) => (close(), sayFile(chosen))) }, element("i", { class: "orange" }, icon("document")), words.choose_file),
        element("button", { type: "button", onclick: async () => sayFile(await sample("sample.ogg", "audio/ogg")) }, element("i", { class: "sand" }, icon("mic")), words.sample_voice),
      ),
    );
  async function startRecording() {
    close();
    if (!canRecord()) return noMicrophone();
    try {
      recording = await record();
    } catch {
      return noMicrophone();
    }
    const began = Date.now();
    const clock = element("span", {}, minutes(0, phone.language));
    const bar = element("div", { class: "recording", role: "status" }, words.recording, clock);
    const ticking = setInterval(() => (clock.textContent = minutes((Date.now() - began) / 1000, phone.language)), 500);
    const bin = element("button", { class: "round", type: "button", "aria-label": words.discard }, icon("bin"));
    const end = () => {
      clearInterval(ticking);
      recording = null;
      field.hidden = false;
      bar.remove();
      bin.remove();
      show();
    };
    const { stop, discard } = recording;
    recording.finish = async () => {
      end();
      sayFile(await stop());
    };
    bin.addEventListener("click", () => (end(), discard()));
    field.hidden = true;
    form.prepend(bin, bar);
    show();
    go.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (recording) return recording.finish();
    if (!ready()) return startRecording();
    const message = { body: text.value, file: file ?? undefined };
    text.value = "";
    const kept = file;
    detach();
    if (!(await send(message))) {
      text.value = message.body;
      if (kept) attach(kept);
    }
    show();
  });
  text.addEventListener("input", show);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !ready()) return;
    event.preventDefault();
    form.requestSubmit();
  });
  text.addEventListener("keydown", (event) => event.key === "Escape" && quote(null));
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    clip.focus();
  });
  show();
  return { parts: [sheet, quoting, draft, form], close, quote, quoted: () => quoted, focus: () => text.focus() };
}
