// From the parts of a document to lines of pieces: what stays, what goes and what comes, each with the edit it belongs to.

import { isBlank } from "./data.js";

const NEAR = 2; // unchanged lines that stand beside a change
const FEWEST = 4; // unchanged lines that are worth folding away
const LONG = 3000; // characters of one unchanged piece from which its middle folds away

// Pieces {kind, text, edit}; kind is "same", "del", "ins" or "cut" (text that the report does not hold).
function* pieces(texts, before, after) {
  for (const part of texts.parts) {
    if (typeof part === "string") yield { kind: "same", text: part, edit: -1 };
    else if (Array.isArray(part)) yield { kind: "cut", text: "", count: part[0], edit: -1 };
    else {
      const edit = texts.edits[part];
      if (before && edit.before) yield { kind: "del", text: edit.before, edit: part };
      if (after && edit.after) yield { kind: "ins", text: edit.after, edit: part };
    }
  }
}

// Where nothing ends lines but "\r", it does.
function withNewlines(found) {
  if (found.some((piece) => piece.text.includes("\n"))) return found;
  return found.map((piece) => ({ ...piece, text: piece.text.replaceAll("\r", "\n") }));
}

// Lines, each a list of pieces. A line end that goes or comes with other white space only is shown as a sign, or it would not be
// seen; one that goes breaks no line, or blank lines that are gone would fill the screen.
export function linesOf(texts, before = true, after = true) {
  const lines = [[]];
  for (const piece of withNewlines([...pieces(texts, before, after)])) {
    const shown = piece.kind !== "same" && isBlank(piece.text);
    piece.text.split("\n").forEach((text, index) => {
      if (index) {
        if (shown) lines.at(-1).push({ ...piece, text: "↵", end: true });
        if (!(shown && after && piece.kind === "del")) lines.push([]);
      }
      const bare = piece.kind === "same" && text.endsWith("\r") ? text.slice(0, -1) : text;
      if (bare || piece.kind === "cut") lines.at(-1).push({ ...piece, text: bare });
    });
  }
  return lines;
}

export const isUnchanged = (line) => line.every((piece) => piece.edit < 0);

// A line of which nothing stays: shown as a block, not as words struck out.
export const isGone = (line) => line.every((piece) => piece.kind === "del") && line.some((piece) => !isBlank(piece.text) && !piece.end);

export const isEmpty = (line) => line.every((piece) => piece.edit < 0 && piece.kind !== "cut" && isBlank(piece.text));

// Runs of lines: {lines, folded}. What is far from any change is folded.
export function folds(lines) {
  const near = new Array(lines.length).fill(false);
  lines.forEach((line, at) => {
    if (isUnchanged(line)) return;
    near[at] = true;
    for (const step of [-1, 1]) {
      let filled = 0;
      for (let other = at + step; other >= 0 && other < lines.length && filled < NEAR; other += step) {
        near[other] = true;
        if (!isEmpty(lines[other])) filled += 1;
      }
    }
  });
  const runs = [];
  lines.forEach((line, at) => {
    if (!runs.length || runs.at(-1).folded === near[at]) runs.push({ lines: [], folded: !near[at] });
    runs.at(-1).lines.push(line);
  });
  for (const run of runs) {
    if (run.folded && run.lines.filter((line) => !isEmpty(line)).length < FEWEST) run.folded = false;
  }
  return runs;
}

// A long unchanged piece as [head, middle, tail], cut between words; null if it is short enough.
export function thirds(text) {
  if (text.length <= LONG) return null;
  const head = text.indexOf(" ", LONG / 5);
  const tail = text.lastIndexOf(" ", text.length - LONG / 5);
  if (head < 0 || tail <= head) return [text.slice(0, LONG / 5), text.slice(LONG / 5, -LONG / 5), text.slice(-LONG / 5)];
  return [text.slice(0, head), text.slice(head, tail), text.slice(tail)];
}
