// The edits of a document, one card each; those of white space alone are one card together.

import { certaintyOf, isBlank, isLayout, report, ruleOf } from "./data.js";
import { canMark, markOf, setEverywhere, toggleMark } from "./marks.js";
import { counted, directionOf, element, foreign, percent, shortened } from "./text.js";

const AT_ONCE = 300; // cards drawn before the reader asks for more
const FEWEST = 3; // white-space edits of one rule that are worth a card together
const SHOWN = 400;
const BESIDE = 24;

// The steps of `n` and `p`: for each card the numbers of its edits, in the order of the text.
export function stepsOf(texts) {
  const layout = new Map();
  texts.edits.forEach((edit, number) => {
    if (isLayout(edit)) layout.set(edit.why[0][0], [...(layout.get(edit.why[0][0]) ?? []), number]);
  });
  const together = new Map([...layout].filter(([, numbers]) => numbers.length >= FEWEST));
  const steps = [];
  texts.edits.forEach((edit, number) => {
    const group = isLayout(edit) && together.get(edit.why[0][0]);
    if (!group) steps.push([number]);
    else if (group[0] === number) steps.push(group);
  });
  return steps;
}

// Draws the cards; `choose(number)` is called with the edit a reader picks.
export function drawCards(list, one, texts, steps, choose, everything = false) {
  const now = everything ? steps.length : AT_ONCE;
  const cards = steps.slice(0, now).map((numbers) => cardElement(one, texts, numbers, choose));
  if (now < steps.length) {
    const more = () => drawCards(list, one, texts, steps, choose, true);
    cards.push(element("li", {}, element("button", { type: "button", class: "fold", onclick: more },
      counted(steps.length - now, "more edit"))));
  }
  list.replaceChildren(...cards);
}

function cardElement(one, texts, numbers, choose) {
  const [number] = numbers;
  const edit = texts.edits[number];
  const rule = ruleOf(edit);
  const together = numbers.length > 1;
  const title = element("button", { type: "button", class: "go" },
    foreign("b", {}, rule.code), " ", foreign("span", {}, rule.name || rule.stage), together ? ` × ${numbers.length}` : "");
  const mark = markOf(one, edit);
  const card = element("li", { class: mark ? "card wrong" : "card", "data-card": number },
    element("div", { class: "head" }, title, element("span", { class: "sure" }, percent(certaintyOf(edit)))));
  if (!together) card.append(changeElement(texts, number));
  edit.why.forEach(([reason, , because], index) => {
    const other = report.rules[reason];
    const text = index ? `${other.code} ${other.name}: ${because}` : because;
    card.append(foreign("p", { class: "because" }, together ? rule.why || because : text));
  });
  if (!together && canMark(edit)) card.append(wrongElement(one, edit, mark));
  card.addEventListener("click", (event) => {
    if (!event.target.closest(".verdict")) choose(number);
  });
  return card;
}

// What goes and what comes, a small change with the words around it.
function changeElement(texts, number) {
  const { before, after } = texts.edits[number];
  const small = isBlank(before) || before.trim().length < 3;
  const [left, right] = small ? [beside(texts, number, -1), beside(texts, number, 1)] : ["", ""];
  const dir = directionOf(left + before + after + right);
  const made = element("p", { class: "change", dir });
  if (left) made.append(foreign("span", { dir }, left));
  if (before) made.append(foreign("del", { class: isBlank(before) ? "gap" : "" }, visible(before)));
  if (after) made.append(foreign("ins", { class: isBlank(after) ? "gap" : "" }, visible(after)));
  if (right) made.append(foreign("span", { dir }, right));
  return made;
}

const visible = (text) => (isBlank(text) ? text.replaceAll("\n", "↵") : shortened(text.trim(), SHOWN));

function beside(texts, number, side) {
  const at = texts.parts ? texts.parts.indexOf(number) : -1;
  const text = at < 0 ? "" : texts.parts[at + side];
  if (typeof text !== "string") return "";
  const [line] = side < 0 ? text.split("\n").slice(-1) : text.split("\n");
  const characters = Array.from(side < 0 ? line.slice(-4 * BESIDE) : line.slice(0, 4 * BESIDE));
  if (characters.length <= BESIDE) return characters.join("");
  const near = (side < 0 ? characters.slice(-BESIDE) : characters.slice(0, BESIDE)).join("");
  return side < 0 ? near.replace(/^\S*\s(?=.)/u, "…\u00a0") : near.replace(/(.)\s\S*$/u, "$1\u00a0…"); // whole words, where there are some
}

function wrongElement(one, edit, mark) {
  const button = element("button", {
    type: "button", class: "mark", "aria-pressed": String(Boolean(mark)), onclick: () => toggleMark(one, edit),
  }, mark ? "Marked as wrong" : "Wrong?");
  const made = element("div", { class: "verdict" }, button);
  if (mark && edit.before.trim().length > 3) {
    const box = element("input", { type: "checkbox", onchange: (event) => setEverywhere(one, edit, event.target.checked) });
    box.checked = Boolean(mark.everywhere);
    made.append(element("label", {}, box, " in every document"));
  }
  return made;
}
