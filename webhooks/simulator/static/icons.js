// Small drawings, made without markup in strings so that the page needs no exception from its own rules.
const SPACE = "http://www.w3.org/2000/svg";

const DRAWINGS = {
  plus: ["M12 5v14M5 12h14"],
  close: ["M6 6l12 12M18 6 6 18"],
  clip: ["M20 11.5l-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.5-8.5a3.5 3.5 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5l7.7-7.7"],
  send: ["M4 12 3 4l18 8-18 8 1-8zm0 0h9"],
  mic: ["M12 15a3.5 3.5 0 0 0 3.5-3.5v-5a3.5 3.5 0 0 0-7 0v5A3.5 3.5 0 0 0 12 15z", "M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5"],
  photo: ["M4 6h16v13H4z", "M4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5v.01"],
  document: ["M6 3h8l4 4v14H6z", "M14 3v4h4M9 12h6M9 16h6"],
  pin: ["M12 21c4.5-5 6.5-8.4 6.5-11.2a6.5 6.5 0 0 0-13 0C5.5 12.600 7.500 16 12 21z", "M12 12.200a2.400 2.400 0 1 0 0-4.800 2.400 2.400 0 0 0 0 4.800z"],
  play: ["M8 5.500v13l10.500-6.500z"],
  pause: ["M8 6v12M16 6v12"],
  power: ["M12 3.5v8", "M7.2 6.400a7.500 7.500 0 1 0 9.600 0"],
  reply: ["M10 7 4.500 12.500 10 18", "M4.500 12.500H14a6 6 0 0 1 6 6"],
  bin: ["M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"],
  waiting: ["M12 5.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13z", "M12 8.500V12l2.300 1.500"],
  one: ["M6 12.500l4 4 8-9"],
  two: ["M2.500 12.500l4 4 8-9M11 15.200l1.300 1.300 8-9"],
  wrong: ["M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15z", "M12 8v5M12 15.800v.1"],
};

function shape(name, attributes) {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" });
  svg.append(...DRAWINGS[name].map((d) => shape("path", { d, fill: name === "play" ? "currentColor" : "none" })));
  return svg;
}

export function paperIcon(kind, colour) {
  const svg = shape("svg", { viewBox: "0 0 40 48", "aria-hidden": "true" });
  const label = shape("text", { x: 20, y: 35, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: "#fff" });
  label.textContent = kind;
  svg.append(shape("path", { d: "M5 0h21l14 14v31a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z", fill: colour }), shape("path", { d: "M26 0v11a3 3 0 0 0 3 3h11z", fill: "#ffffff80" }), label);
  return svg;
}

export function mapPicture() {
  const svg = shape("svg", { viewBox: "0 0 240 104", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" });
  const paths = [
    ["M0 0h240v104H0z", "#e6eadc"], ["M0 70c40-16 66 10 108-4s70-34 132-22v60H0z", "#cfe3c4"],
    ["M150 0c-14 30 22 46 8 104h26c12-52-16-74 0-104z", "#b9d8ea"],
  ];
  svg.append(...paths.map(([d, fill]) => shape("path", { d, fill })));
  for (const d of ["M0 38h240M60 0v104M0 88l120-50 60-38"]) svg.append(shape("path", { d, stroke: "#fff", "stroke-width": 5, fill: "none" }));
  svg.append(shape("path", { d: "M120 66c13-14 18-22 18-30a18 18 0 0 0-36 0c0 8 5 16 18 30z", fill: "#d33f31" }), shape("circle", { cx: 120, cy: 36, r: 6.5, fill: "#fff" }));
  return svg;
}
