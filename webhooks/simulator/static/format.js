// How WhatsApp shows text: *bold*, _italic_, ~struck~, ```fixed```, addresses as links; and numbers and dates by language.
import { element } from "./element.js";

const INLINE = /```([^`]+)```|(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+)(?<!\s)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?!\s)([^~\n]+)(?<!\s)~(?![\p{L}\p{N}~])|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)।])/gu;
const TAGS = ["code", "strong", "em", "s"];
const ROW = /^([0-9০-৯०-९]{1,2})\. \S/u;
const LOCALES = { bn: "bn-IN-u-nu-beng", en: "en-IN", hi: "hi-IN-u-nu-deva" };
const ZONE = "Asia/Kolkata";

export function inline(text) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(done, found.index));
    const kind = found.slice(1).findIndex((group) => group !== undefined);
    if (kind === 4) parts.push(element("a", { href: found[5], target: "_blank", rel: "noopener noreferrer" }, found[5]));
    else parts.push(element(TAGS[kind], {}, ...(kind ? inline(found[kind + 1]) : [found[1]])));
    done = found.index + found[0].length;
  }
  return [...parts, text.slice(done)].filter((part) => part !== "");
}

// A numbered line can be tapped where `say` is given: it sends the number, as a person would type it.
export function lines(text, say) {
  return text.split("\n").map((line) => {
    const number = say && ROW.exec(line)?.[1];
    if (!number) return element("div", {}, ...inline(line));
    return element("button", { class: "row", type: "button", onclick: () => say(number) }, ...inline(line));
  });
}

export function time(seconds, language) {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: ZONE }).format(seconds * 1000);
}

export function dayOf(seconds) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(seconds * 1000);
}

export function day(seconds, now, language) {
  const ago = Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(seconds))) / 86_400_000);
  if (ago === 0 || ago === 1) return new Intl.RelativeTimeFormat(LOCALES[language], { numeric: "auto" }).format(-ago, "day");
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: ZONE }).format(seconds * 1000);
}

export function size(bytes, language) {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kB"] : [bytes / 1_000_000, "MB"];
  return `${new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}

export function minutes(seconds, language) {
  const whole = Math.floor(Number.isFinite(seconds) ? seconds : 0);
  const digits = new Intl.NumberFormat(LOCALES[language], { minimumIntegerDigits: 2 });
  return `${new Intl.NumberFormat(LOCALES[language]).format(Math.floor(whole / 60))}:${digits.format(whole % 60)}`;
}
