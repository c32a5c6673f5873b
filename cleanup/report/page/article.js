// The article in its four views.

import { isBlank, report, ruleOf } from "./data.js";
import { folds, isEmpty, isGone, linesOf, thirds } from "./lines.js";
import { markOf } from "./marks.js";
import { appendText, counted, directionOf, element, foreign, plain, shortened } from "./text.js";

const AT_ONCE = 1500; // lines drawn before the reader asks for more

export const VIEWS = ["Diff", "Before", "After", "Side by side"];

// Draws a document's text into `content`; `everything` leaves nothing folded away or for later.
export function drawArticle(content, one, texts, view, everything = false) {
  const holder = element("article", { class: `article view-${view}`, "aria-label": VIEWS[view] });
  content.replaceChildren(holder);
  if (one.why) holder.append(foreign("p", { class: "note" }, one.why));
  if (!texts.parts) {
    const said = one.edits ? "Its text is not in the report; its edits are listed beside." : "Nothing was changed in it.";
    holder.append(element("p", { class: "note" }, said));
    return;
  }
  const context = { one, texts, first: new Set(), everything };
  if (view === 1 || view === 2) drawLines(holder, linesOf(texts, view === 1, view === 2), context, lineElement);
  else drawRuns(holder, folds(linesOf(texts)), context, view === 3 ? rowElement : lineElement);
}

function drawRuns(holder, runs, context, draw) {
  for (const run of runs) {
    if (!run.folded || context.everything) drawLines(holder, run.lines, context, draw);
    else holder.append(foldButton(run.lines, context, draw));
  }
}

function foldButton(lines, context, draw) {
  const count = lines.filter((line) => !isEmpty(line)).length;
  const button = element("button", { type: "button", class: "fold" }, `${counted(count, "unchanged paragraph")}`);
  button.addEventListener("click", () => {
    const opened = document.createDocumentFragment();
    drawLines(opened, lines, { ...context, everything: true }, draw, !button.previousElementSibling);
    button.replaceWith(opened);
  });
  return button;
}

// `blank` says whether nothing, or a gap, stands above: another one would only make it wider.
function drawLines(holder, lines, context, draw, blank = (holder.lastElementChild?.className ?? "blank") === "blank") {
  const now = context.everything ? lines.length : AT_ONCE;
  for (const line of lines.slice(0, now)) {
    const empty = isEmpty(line);
    if (!empty || !blank) holder.append(empty ? element("div", { class: "blank" }) : draw(line, context));
    blank = empty;
  }
  if (now >= lines.length) return;
  const more = element("button", { type: "button", class: "fold" }, `${counted(lines.length - now, "more line")}`);
  more.addEventListener("click", () => {
    const rest = document.createDocumentFragment();
    drawLines(rest, lines.slice(now), context, draw, blank);
    more.replaceWith(rest);
  });
  holder.append(more);
}

function lineElement(line, context) {
  const gone = isGone(line);
  const dir = directionOf(line.map((piece) => piece.text).join(""));
  const made = element("p", { class: gone ? "line gone" : "line", dir });
  for (const piece of line) made.append(pieceElement(piece, context));
  if (gone) {
    const edit = context.texts.edits[line.find((piece) => !piece.end).edit];
    const codes = [...new Set(edit.why.map(([rule]) => report.rules[rule].code))];
    made.append(" ", foreign("span", { class: "tag", "aria-hidden": "true" }, codes.join(" ")));
  }
  return made;
}

function rowElement(line, context) {
  const row = element("div", { class: "row" });
  for (const hidden of ["ins", "del"]) {
    const half = line.filter((piece) => piece.kind !== hidden);
    row.append(half.length ? lineElement(half, context) : element("p", { class: "line" }));
  }
  return row;
}

function pieceElement(piece, context) {
  if (piece.kind === "cut") return element("span", { class: "note" }, ` … ${counted(piece.count, "character")} more … `);
  if (piece.kind === "same") return sameElement(piece.text, context);
  return editElement(piece, context);
}

function sameElement(text, context) {
  const made = document.createDocumentFragment();
  const third = context.everything ? null : thirds(text);
  if (!third) {
    appendText(made, text);
    return made;
  }
  const button = element("button", { type: "button", class: "fold inline" }, counted(third[1].length, "unchanged character"));
  button.addEventListener("click", () => {
    const opened = document.createDocumentFragment();
    appendText(opened, third[1]);
    button.replaceWith(opened);
  });
  appendText(made, third[0]);
  made.append(button);
  appendText(made, third[2]);
  return made;
}

// One stretch that goes or comes. The first of an edit can be reached by keyboard; its others belong to it.
function editElement(piece, context) {
  const edit = context.texts.edits[piece.edit];
  const gap = piece.end || isBlank(piece.text);
  const kinds = ["edit", piece.kind, gap && "gap", piece.end && "end", markOf(context.one, edit) && "wrong"];
  const made = element("span", { class: kinds.filter(Boolean).join(" "), "data-edit": piece.edit });
  if (!context.first.has(piece.edit)) {
    context.first.add(piece.edit);
    made.tabIndex = 0;
    made.setAttribute("role", "button");
    made.setAttribute("aria-label", spoken(edit));
  }
  const inner = foreign(piece.kind, {}, piece.text);
  made.append(inner);
  return made;
}

// What an edit is, in one line without markup.
export function spoken(edit) {
  const rule = ruleOf(edit);
  const [before, after] = [edit.before, edit.after].map((text) => `“${plain(shortened(text.trim() || "white space", 80))}”`);
  const what = !edit.after ? `${before} is removed` : !edit.before ? `${after} is inserted` : `${before} becomes ${after}`;
  return `${rule.code} ${plain(rule.name)}: ${what}`;
}
