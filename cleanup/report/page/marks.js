// Edits that the reader marked as wrong. They stay in this browser, and go out as the lines of rejected.jsonl.

import { report } from "./data.js";

const PLACE = `cleanup-rejected:${location.pathname}`;
const VERSION = 1;

const marks = new Map(readMarks());
const listeners = [];

function readMarks() {
  try {
    return Object.entries(JSON.parse(localStorage.getItem(PLACE) ?? "{}"));
  } catch {
    return []; // no storage here, or something strange in it: the marks live as long as the page
  }
}

function keep() {
  try {
    localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(marks)));
  } catch {
    // as above
  }
  for (const listener of listeners) listener();
}

const keyOf = (one, edit) => `${edit.id} ${one.name}`;

export function markOf(one, edit) {
  return marks.get(keyOf(one, edit));
}

export function countMarks() {
  return marks.size;
}

// Whether an edit can be found again: without its text at hand, nothing tells where it stands.
export function canMark(edit) {
  return edit.left !== undefined;
}

export function toggleMark(one, edit) {
  const key = keyOf(one, edit);
  if (!marks.delete(key)) marks.set(key, lineOf(one, edit));
  keep();
}

// A phrase is left alone in every document; anything else only where it stands.
export function setEverywhere(one, edit, everywhere) {
  const mark = markOf(one, edit);
  if (!mark) return;
  if (everywhere) mark.everywhere = true;
  else delete mark.everywhere;
  keep();
}

function lineOf(one, edit) {
  const { id, before, after, left, right } = edit;
  const codes = [...new Set(edit.why.map(([rule]) => report.rules[rule].code))];
  return { v: VERSION, doc: one.name, id, before, after, left, right, codes };
}

export function onMarks(listener) {
  listeners.push(listener);
}

export function markLines() {
  return [...marks.values()].map((mark) => JSON.stringify(mark) + "\n").join("");
}

export function downloadMarks() {
  const url = URL.createObjectURL(new Blob([markLines()], { type: "application/jsonl" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "rejected.jsonl";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
