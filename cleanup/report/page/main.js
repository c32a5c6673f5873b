// The page as a whole: what is on screen, the keys, the address.

import { drawArticle, VIEWS } from "./article.js";
import { drawCards, stepsOf } from "./column.js";
import { documentAt, receivePage, textsOf } from "./data.js";
import { by, changeTheme, fillChoices, fillFigures, startTheme } from "./frame.js";
import { find, makeList } from "./list.js";
import { canMark, countMarks, downloadMarks, onMarks, toggleMark } from "./marks.js";
import { drawOverview } from "./overview.js";
import { appendText, counted, element, percent, wellFormed } from "./text.js";
import { attachTip } from "./tip.js";

const root = document.documentElement;
const content = by("content");

const now = { one: null, texts: null, steps: [], edit: -1, view: 0 };
const wanted = { query: "", rule: "", site: "", sort: "edits" };
const list = makeList(by("documents"), by("rows"), (one) => open(one, -1));
const hideTip = attachTip(by("tip"), content, (number) => now.texts?.edits[number]);

// Shows a document; `edit` is the number of one of its edits, or -1 for none.
async function open(one, edit, view = now.view, address = true) {
  now.one = one;
  list.reveal(one);
  let texts;
  try {
    texts = await textsOf(one);
  } catch (error) {
    texts = { edits: [], parts: null, why: error.message };
  }
  if (now.one !== one) return; // the reader went on meanwhile
  Object.assign(now, { texts, steps: stepsOf(texts), edit: -1, view });
  root.dataset.view = "document";
  by("bar").hidden = false;
  by("name").replaceChildren();
  appendText(by("name"), one.name);
  by("size").textContent = sizeOf(one);
  if (texts.why && !one.why) one.why = texts.why;
  draw();
  content.parentElement.scrollTop = 0;
  pane("text");
  if (edit >= 0) choose(edit, address);
  else if (address) remember();
}

function sizeOf(one) {
  const left = one.length - one.removed + one.added;
  const share = one.length ? (left - one.length) / one.length : 0;
  return `${counted(one.edits, "edit")}, ${one.length.toLocaleString("en")} to ${left.toLocaleString("en")} characters` +
    (share ? ` (${share < 0 ? "−" : "+"}${percent(Math.abs(share))})` : "");
}

function draw(everything = false) {
  hideTip();
  drawArticle(content, now.one, now.texts, now.view, everything);
  by("edits-title").textContent = counted(now.one.edits, "edit");
  drawCards(by("cards"), now.one, now.texts, now.steps, (number) => {
    choose(number);
    pane("text");
  });
  for (const button of by("views").children) button.setAttribute("aria-pressed", String(Number(button.value) === now.view));
  point(false);
  rest();
}

// What has no focus elsewhere leaves it to the text, so that Page Down, space and the arrows scroll that.
function rest() {
  if (document.activeElement === document.body) content.parentElement.focus({ preventScroll: true });
}

function overview(address = true) {
  Object.assign(now, { one: null, texts: null, steps: [], edit: -1 });
  root.dataset.view = "overview";
  by("bar").hidden = true;
  by("cards").replaceChildren();
  list.reveal(null);
  drawOverview(content, narrow, open);
  pane("text");
  rest();
  if (address) remember();
}

function choose(number, address = true) {
  if (!now.texts?.edits[number]) return;
  now.edit = number;
  if (!content.querySelector(`[data-edit="${number}"]`) && now.texts.parts && !(now.view === 2 && !now.texts.edits[number].after)) {
    draw(true); // folded away, or further down than is drawn
  }
  point(true);
  if (address) remember();
}

// Marks the chosen edit in the text and in the column, and brings it into sight.
function point(scroll) {
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  if (now.edit < 0) return;
  const pieces = content.querySelectorAll(`[data-edit="${now.edit}"]`);
  for (const piece of pieces) piece.classList.add("here");
  const step = now.steps.find((numbers) => numbers.includes(now.edit));
  const card = step && by("cards").querySelector(`[data-card="${step[0]}"]`);
  card?.classList.add("here");
  if (!scroll) return;
  pieces[0]?.scrollIntoView({ block: "center" });
  card?.scrollIntoView({ block: "nearest" });
}

// The next edit, or the one before; at the end of a document, of the next document.
function step(by) {
  if (!now.one) return move(1);
  const at = now.steps.findIndex((numbers) => numbers.includes(now.edit));
  const next = at < 0 ? (by > 0 ? 0 : now.steps.length - 1) : at + by;
  if (now.steps[next]) return choose(now.steps[next][0]);
  return move(by, by < 0);
}

async function move(by, last = false) {
  const one = list.beside(by);
  if (!one) return;
  await open(one, -1);
  if (now.one === one && now.steps.length) choose(now.steps.at(last ? -1 : 0)[0]);
}

function narrow(changes) {
  Object.assign(wanted, changes);
  for (const [id, value] of Object.entries(wanted)) by(id).value = value;
  list.show(find(wanted));
  by("count").textContent = list.count();
  if (changes.rule !== undefined || changes.site !== undefined) pane("list");
}

// The address names the document, the edit and the view, so that it can be passed on.
function remember() {
  const about = new URLSearchParams();
  if (now.one) about.set("doc", wellFormed(now.one.name));
  if (now.edit >= 0) about.set("edit", now.texts.edits[now.edit].id);
  if (now.one && now.view) about.set("view", VIEWS[now.view].toLowerCase().replaceAll(" ", "-"));
  const address = `#${about}`;
  if (address !== (location.hash || "#")) history.pushState(null, "", address);
}

async function goToAddress() {
  const about = new URLSearchParams(location.hash.slice(1));
  const one = about.has("doc") ? documentAt(about.get("doc")) : undefined;
  if (!one) return overview(false);
  const view = VIEWS.findIndex((name) => name.toLowerCase().replaceAll(" ", "-") === about.get("view"));
  await open(one, -1, Math.max(0, view), false);
  if (now.one === one && about.has("edit")) choose(now.texts.edits.findIndex((edit) => edit.id === about.get("edit")), false);
}

function changeView(view) {
  if (!now.one) return;
  now.view = view;
  draw();
  if (now.edit >= 0) choose(now.edit);
  else remember();
}

function mark() {
  const edit = now.texts?.edits[now.edit];
  if (edit && canMark(edit)) toggleMark(now.one, edit);
}

function showMarks() {
  const count = countMarks();
  by("download").hidden = !count;
  by("download").textContent = `${count.toLocaleString("en")} marked wrong: download rejected.jsonl`;
  if (!now.one) return;
  const kept = [content.parentElement, by("pane-edits")].map((box) => [box, box.scrollTop]);
  const focused = document.activeElement?.closest?.("[data-card]")?.dataset.card;
  draw(Boolean(now.edit >= 0 && !content.querySelector(".fold")));
  for (const [box, top] of kept) box.scrollTop = top;
  if (focused) by("cards").querySelector(`[data-card="${focused}"] .mark`)?.focus();
}

function pane(name) {
  root.dataset.pane = name;
  by("switch").querySelector('[data-pane="text"]').textContent = now.one ? "Text" : "Overview";
  for (const button of by("switch").children) button.setAttribute("aria-pressed", String(button.dataset.pane === name));
}

function escape() {
  hideTip();
  if (by("help").open) by("help").close();
  else if (document.activeElement === by("query")) {
    by("query").blur();
    rest();
  }
  else if (now.edit >= 0) {
    now.edit = -1;
    document.activeElement?.blur();
    point(false);
    rest();
    remember();
  } else overview();
}

const KEYS = {
  j: () => move(1), k: () => move(-1), n: () => step(1), p: () => step(-1), x: mark, t: changeTheme, o: () => overview(),
  1: () => changeView(0), 2: () => changeView(1), 3: () => changeView(2), 4: () => changeView(3),
  "/": () => {
    pane("list");
    by("query").focus();
    by("query").select();
  },
  "?": () => by("help").showModal(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    event.preventDefault();
    escape();
    return;
  }
  if (by("help").open || event.target.closest?.("input[type=search], select")) return;
  const piece = event.target.closest?.(".edit");
  if (piece && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(Number(piece.dataset.edit));
  } else if (event.target.id === "documents" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (Object.hasOwn(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

function start() {
  globalThis.receivePage = receivePage; // for the files in pages/
  startTheme();
  fillChoices();
  fillFigures();
  VIEWS.forEach((name, view) => by("views").append(element("button", {
    type: "button", value: view, title: `${name} (${view + 1})`, onclick: () => changeView(view),
  }, name)));
  by("home").addEventListener("click", () => overview());
  by("theme").addEventListener("click", changeTheme);
  by("keys").addEventListener("click", KEYS["?"]);
  by("download").addEventListener("click", downloadMarks);
  by("query").addEventListener("input", () => narrow({ query: by("query").value }));
  for (const id of ["rule", "site", "sort"]) by(id).addEventListener("change", () => narrow({ [id]: by(id).value }));
  for (const button of by("switch").children) button.addEventListener("click", () => pane(button.dataset.pane));
  content.addEventListener("click", (event) => {
    const piece = event.target.closest(".edit");
    if (piece) choose(Number(piece.dataset.edit));
  });
  addEventListener("keydown", pressed);
  addEventListener("popstate", goToAddress);
  onMarks(showMarks);
  showMarks();
  narrow({});
  goToAddress();
}

start();
