// Text of articles, and the elements it stands in. Nothing but this file puts foreign text on the page, and only as text.

// What hides, acts or is no character: controls, marks of direction, soft hyphens, surrogates without their other half.
// Joiners (U+200C, U+200D) belong to words of several scripts and stay.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]/u;
const NAMES = { "\r": "CR", "\f": "FF", "\0": "NUL", "\u00ad": "SHY", "\u200b": "ZWSP", "\ufeff": "BOM" };

// An element with attributes and children; a child that is a string is shown as text.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, wellFormed(String(value)));
  }
  made.append(...children);
  return made;
}

// Appends foreign text; characters that cannot be seen appear by name.
export function appendText(parent, text) {
  if (!UNSEEN.test(text)) {
    parent.append(text);
    return;
  }
  for (const piece of text.split(new RegExp(`(${UNSEEN.source})`, "u"))) {
    if (piece && UNSEEN.test(piece)) parent.append(element("span", { class: "unseen" }, nameOf(piece)));
    else if (piece) parent.append(piece);
  }
}

// An element that holds foreign text; its direction is its own and does not leak.
export function foreign(name, attributes, text) {
  const made = element(name, { dir: "auto", ...attributes });
  appendText(made, text);
  return made;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u; // Unicode's blocks for such scripts

// The direction of a text by its first letter, for elements whose text stands in others: `dir="auto"` does not look into those.
export function directionOf(text) {
  const letter = /\p{L}/u.exec(text);
  return letter && RIGHT_TO_LEFT.test(letter[0]) ? "rtl" : "ltr";
}

// Foreign text for attributes and options, where nothing can be marked up.
export function plain(text) {
  return text.replace(new RegExp(UNSEEN.source, "gu"), (found) => `‹${nameOf(found)}›`);
}

// A text without halves of surrogate pairs, which URLs and files cannot hold.
export function wellFormed(text) {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}

export function shortened(text, length) {
  const characters = Array.from(text.slice(0, 4 * length));
  return characters.length > length ? characters.slice(0, length - 1).join("") + "…" : text.slice(0, 4 * length);
}

export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

export function percent(share) {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;
}

function nameOf(character) {
  return NAMES[character] ?? `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
