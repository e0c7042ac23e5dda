// The page: which phones are shown, in which language, and asking for what is new.
import { element } from "./element.js";
import { icon } from "./icons.js";
import { Phone, face } from "./phone.js";
import * as service from "./service.js";

const QUICK = 250; // milliseconds between two questions while something is going on
const CALM = 1500;
const LIVELY = 20_000; // how long after something happened

const narrow = matchMedia("(max-width: 699px)");
const byId = (id) => document.getElementById(id);

const page = {
  words: {},
  places: [],
  owners: [],
  off: new Set(),
  receipts: {},
  phones: new Map(),
  shown: [],
  language: "bn",
  revision: 0,
  livelyUntil: 0,
  timer: 0,

  hurry() {
    page.livelyUntil = Date.now() + LIVELY;
    clearTimeout(page.timer);
    page.timer = setTimeout(ask, 60);
  },
  complain(text) {
    byId("trouble").textContent = text;
    byId("trouble").hidden = !text;
    if (text) setTimeout(() => byId("trouble").textContent === text && page.complain(""), 4000);
  },
};

function readAddress() {
  const wishes = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  const known = page.owners.map((owner) => owner.address);
  const wished = (wishes.get("phones") ?? "").split(",").map((each) => `whatsapp:${each}`).filter((each) => known.includes(each));
  page.shown = wished.length ? wished : known.slice(0, 2);
  page.language = page.words[wishes.get("language")] ? wishes.get("language") : "bn";
}

function writeAddress() {
  const phones = page.shown.map((each) => each.replace("whatsapp:", "")).join(",");
  history.replaceState(null, "", `#phones=${phones}&language=${page.language}`);
}

function phoneOf(owner) {
  if (!page.phones.has(owner.address)) page.phones.set(owner.address, new Phone(owner, page));
  return page.phones.get(owner.address);
}

function draw() {
  const words = page.words[page.language];
  document.documentElement.lang = page.language;
  document.title = `${words.office}: ${words.title}`;
  byId("office").textContent = `${words.office} ·`;
  byId("title").textContent = words.title;
  byId("promise").textContent = words.promise;
  byId("language-label").textContent = words.language;
  byId("language").value = page.language;
  const visible = narrow.matches ? page.shown.slice(0, 1) : page.shown;
  const nav = byId("people");
  const focused = document.activeElement?.dataset?.owner;
  nav.setAttribute("aria-label", words.phones);
  nav.replaceChildren(
    ...page.owners.map((owner) =>
      element("button", { type: "button", lang: owner.language, "data-owner": owner.address, "aria-pressed": String(visible.includes(owner.address)), onclick: () => toggle(owner.address) }, face(owner), owner.name),
    ),
    element("button", { type: "button", class: "another", onclick: addPhone }, icon("plus"), words.new_number),
  );
  if (focused) nav.querySelector(`[data-owner="${CSS.escape(focused)}"]`)?.focus();
  const wanted = page.owners.filter((owner) => visible.includes(owner.address)).map((owner) => phoneOf(owner).element);
  const main = byId("phones");
  for (const each of [...main.children]) if (!wanted.includes(each)) each.remove();
  wanted.forEach((each, position) => main.children[position] !== each && main.insertBefore(each, main.children[position] ?? null));
  for (const phone of page.phones.values()) if (phone.element.isConnected) phone.settle();
}

function toggle(address) {
  if (narrow.matches) page.shown = [address, ...page.shown.filter((each) => each !== address)];
  else if (!page.shown.includes(address)) page.shown.push(address);
  else if (page.shown.length > 1) page.shown = page.shown.filter((each) => each !== address);
  writeAddress();
  page.revision = 0; // a phone that was put away takes all it has missed
  draw();
  page.hurry();
}

async function addPhone() {
  try {
    const owner = await service.addPhone(page.language);
    page.owners.push(owner);
    toggle(owner.address);
    phoneOf(owner).writer.focus();
  } catch {
    page.complain(page.words[page.language].lost);
  }
}

async function ask() {
  clearTimeout(page.timer);
  try {
    const asked = page.revision;
    const { revision, now, messages } = await service.changes(asked);
    if (asked === page.revision) page.revision = revision;
    if (messages.length) page.livelyUntil = Date.now() + LIVELY;
    for (const [address, phone] of page.phones) {
      phone.take(messages.filter((each) => each.phone === address && isNews(phone, each)), now);
    }
  } catch {
    page.complain(page.words[page.language].lost);
  }
  clearTimeout(page.timer);
  page.timer = setTimeout(ask, document.visibilityState === "visible" && Date.now() < page.livelyUntil ? QUICK : CALM);
}

function isNews(phone, message) {
  return JSON.stringify(phone.messages.get(message.id)) !== JSON.stringify(message);
}

async function begin() {
  const { words, places, phones, switched_off, receipts } = await service.setup();
  Object.assign(page, { words, places, owners: phones, off: new Set(switched_off), receipts });
  readAddress();
  narrow.addEventListener("change", draw);
  byId("language").addEventListener("change", (event) => {
    page.language = event.target.value;
    writeAddress();
    draw();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    for (const phone of page.phones.values()) phone.lookAgain();
    page.hurry();
  });
  draw();
  page.hurry();
}

begin().catch(() => {
  byId("promise").textContent = "Smart Panchayat does not answer. Load the page again.";
});
