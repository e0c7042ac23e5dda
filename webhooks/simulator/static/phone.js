// One person's phone: the talk with the office, newest at the bottom.
import { bubble } from "./bubble.js";
import { element } from "./element.js";
import { day, dayOf } from "./format.js";
import { icon } from "./icons.js";
import * as service from "./service.js";
import { writer } from "./writer.js";

const WRITING = ["waiting", "accepted"];
const NEAR = 120;
const SOON = 20; // seconds in which an answer is expected

export function face(owner) {
  const hue = [...owner.address].reduce((sum, each) => sum + each.charCodeAt(0), 0) % 6;
  const letters = new Intl.Segmenter(owner.language, { granularity: "grapheme" });
  const name = owner.name.split(" ").at(owner.name.split(" ").length > 1 ? 1 : 0);
  return element("span", { class: `face hue${hue}`, "aria-hidden": "true" }, [...letters.segment(name)][0]?.segment ?? "");
}

function number(address) {
  return address.replace("whatsapp:", "").replace(/^(\+91)(\d{5})(\d{5})$/, "$1 $2 $3");
}

export class Phone {
  // `page` offers: words, places, hurry(), complain(text)
  constructor(owner, page) {
    this.owner = owner;
    this.language = owner.language;
    this.words = page.words[owner.language];
    this.places = page.places;
    this.complain = page.complain;
    this.page = page;
    this.messages = new Map();
    this.shown = new Map();
    this.now = 0;
    this.seenUpto = 0;
    this.on = !page.off.has(owner.address);
    this.upto = page.receipts[owner.address] ?? "read";
    this.say = (text) => this.send({ body: text }).catch(() => this.complain(this.words.lost));
    this.settle = () => this.atEnd && this.toEnd();
    this.atEnd = true;
    this.build();
  }

  build() {
    const words = this.words;
    this.about = element("small", {}, words.about);
    this.talk = element("div", { class: "talk", role: "log", "aria-live": "polite", "aria-label": words.office, tabindex: 0 });
    this.writer = writer(this);
    this.reports = element("select", { class: "reports", "aria-label": words.receipts, title: words.receipts }, ...["read", "delivered", "none"].map((each) => element("option", { value: each, selected: each === this.upto }, words[each])));
    this.reports.addEventListener("change", () => this.report());
    this.power = element("button", { type: "button", onclick: () => this.turn(!this.on) }, icon("power"));
    this.element = element(
      "section",
      { class: "phone", lang: this.language, "aria-label": this.owner.name, "data-phone": this.owner.address, id: `phone-${this.owner.address.replace(/\W/g, "")}` },
      element("div", { class: "owner" }, face(this.owner), element("span", {}, element("b", {}, this.owner.name), element("small", {}, [number(this.owner.address), this.owner.office].filter(Boolean).join(" · ")))),
      element(
        "div",
        { class: "device" },
        element("div", { class: "bar" }, element("img", { class: "emblem", src: "/simulator/static/emblem.svg", alt: "" }), element("span", {}, element("b", {}, words.office), this.about), this.reports, this.power),
        this.talk,
        ...this.writer.parts,
      ),
    );
    this.talk.addEventListener("click", () => this.writer.close());
    this.talk.addEventListener("scroll", () => (this.atEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < NEAR), { passive: true });
    new ResizeObserver(this.settle).observe(this.talk);
    this.eye = new IntersectionObserver((entries) => this.look(entries), { root: this.talk });
    this.draw();
    this.showPower();
  }

  async turn(on) {
    try {
      await service.turn(this.owner.address, on);
    } catch {
      return this.complain(this.words.lost);
    }
    this.on = on;
    this.showPower();
    if (on) this.lookAgain();
    return this.page.hurry();
  }

  async report() {
    try {
      await service.report(this.owner.address, this.reports.value);
      this.upto = this.reports.value;
    } catch {
      this.reports.value = this.upto;
      this.complain(this.words.lost);
    }
  }

  bySid(sid) {
    return [...this.messages.values()].find((each) => each.sid === sid);
  }

  quote(message) {
    this.writer.quote(message);
  }

  showPower() {
    const label = this.words[this.on ? "switch_off" : "switch_on"];
    this.power.setAttribute("aria-label", label);
    this.power.title = label;
    this.element.classList.toggle("off", !this.on);
    for (const part of this.writer.parts) part.inert = !this.on;
    this.tellState();
  }

  // Messages that are new or have changed since the last call.
  take(messages, now) {
    this.now = now;
    for (const message of messages) {
      this.messages.set(message.id, message);
      this.shown.delete(message.id);
    }
    if (messages.length) this.draw();
    this.tellState();
  }

  draw() {
    const all = [...this.messages.values()].sort((one, other) => one.id - other.id);
    const newest = all.at(-1);
    const children = [];
    let before = null;
    for (const message of all) {
      const sameDay = before && dayOf(before.at) === dayOf(message.at);
      if (!sameDay) children.push(this.separator(message));
      children.push(this.drawn(message, { first: !sameDay || before.mine !== message.mine, newest: message === newest }));
      before = message;
    }
    if (!all.length) children.push(this.hint());
    replace(this.talk, children);
    if (this.atEnd || newest?.mine) this.toEnd();
  }

  drawn(message, place) {
    const key = JSON.stringify(place);
    const known = this.shown.get(message.id);
    if (known?.key === key) return known.element;
    const made = bubble(message, this, place);
    const old = this.talk.querySelector(`[data-id="${message.id}"]`);
    // A playing voice message goes on playing while its ticks change.
    const [playing, still] = [old?.querySelector(".sound"), made.querySelector(".sound")];
    if (playing && still) still.replaceWith(playing);
    this.shown.set(message.id, { key, element: made });
    if (!message.mine && message.id > this.seenUpto) this.eye.observe(made);
    return made;
  }

  separator(message) {
    return element("div", { class: "day" }, day(message.at, this.now, this.language));
  }

  hint() {
    return element("div", { class: "hint" }, this.words.hint, element("button", { type: "button", onclick: () => this.say(this.words.greeting) }, this.words.greeting));
  }

  toEnd() {
    this.talk.scrollTop = this.talk.scrollHeight;
    this.atEnd = true;
  }

  tellState() {
    const newest = [...this.messages.values()].at(-1);
    const writing = newest?.mine && WRITING.includes(newest.state) && this.now - newest.at < SOON;
    const text = !this.on ? this.words.off : writing ? this.words.typing : this.words.about;
    if (this.about.textContent !== text) this.about.textContent = text;
  }

  // What is on the screen of a page that somebody looks at has been seen.
  look(entries) {
    if (document.visibilityState !== "visible" || !this.on) return;
    const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => Number(entry.target.dataset.id));
    const upto = Math.max(this.seenUpto, ...seen);
    if (upto === this.seenUpto) return;
    this.seenUpto = upto;
    service.seen(this.owner.address, upto).catch(() => (this.seenUpto = 0));
    this.page.hurry();
  }

  lookAgain() {
    for (const each of this.talk.querySelectorAll(".bubble:not(.mine)")) {
      this.eye.unobserve(each);
      if (Number(each.dataset.id) > this.seenUpto) this.eye.observe(each);
    }
  }

  async send(message) {
    if (!this.on) return this.complain(this.words.off);
    await service.write({ phone: this.owner.address, quote_sid: message.tap_id ? undefined : this.writer.quoted()?.sid, ...message });
    this.writer.quote(null);
    this.atEnd = true;
    return this.page.hurry();
  }

  tap(message, kind, row) {
    this.send({ body: row.title, tap_kind: kind, tap_id: row.id, tap_sid: message.sid }).catch(() => this.complain(this.words.lost));
  }

  again(message) {
    service.again(message.sid).then(() => this.page.hurry(), () => this.complain(this.words.lost));
  }
}

// Changes only what differs, so that the focus stays and readers hear new messages alone.
function replace(parent, wanted) {
  wanted.forEach((child, position) => {
    const present = parent.children[position];
    if (present === child) return;
    if (present && present.className === "day" && present.isEqualNode(child)) return;
    if (present && present.dataset.id && present.dataset.id === child.dataset.id) present.replaceWith(child);
    else parent.insertBefore(child, present ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
}
