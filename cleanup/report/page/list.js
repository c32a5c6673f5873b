// The list of documents: what is searched for, in the order asked for, with only the rows on screen in the page.

import { report } from "./data.js";
import { counted, element, foreign, plain } from "./text.js";

export const SORTS = {
  edits: ["Most edits", (a, b) => b.weight - a.weight || b.edits - a.edits],
  doubt: ["Least certain", (a, b) => a.certainty - b.certainty],
  removed: ["Most removed", (a, b) => b.removed - b.added - (a.removed - a.added)],
  name: ["Path", () => 0],
};
const MORE = 6; // rows drawn beyond what is on screen

// Documents worth a row: those with edits, and those that something happened to.
const listed = report.documents.filter((one) => one.edits || one.why || !["clean", "changed"].includes(one.status));

export function find({ query, rule, site, sort }) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = listed.filter((one) =>
    (rule === "" || (rule === "!" ? !["clean", "changed"].includes(one.status) || one.why : one.codes.has(Number(rule)))) &&
    (site === "" || one.site === Number(site)) && words.every((word) => one.folded.includes(word)));
  return found.sort((a, b) => SORTS[sort][1](a, b) || a.index - b.index);
}

// Shows documents in `box`, whose tall child `rows` makes it scroll; `choose(document)` is called with the one picked.
export function makeList(box, rows, choose) {
  let found = [];
  let chosen = null;

  const height = () => parseFloat(getComputedStyle(box).getPropertyValue("--row")) || 52;

  function draw() {
    const row = height();
    rows.style.height = `${found.length * row}px`;
    const first = Math.max(0, Math.floor(box.scrollTop / row) - MORE);
    const last = Math.min(found.length, Math.ceil((box.scrollTop + box.clientHeight) / row) + MORE);
    const drawn = [];
    for (let at = first; at < last; at += 1) drawn.push(rowElement(found[at], at, row));
    rows.replaceChildren(...drawn);
    const here = rows.querySelector("[aria-selected=true]");
    if (here) box.setAttribute("aria-activedescendant", here.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function rowElement(one, at, row) {
    const slash = one.name.lastIndexOf("/");
    const made = element("div", {
      class: "document", role: "option", id: `document-${one.index}`, "aria-selected": String(one === chosen),
      "aria-setsize": found.length, "aria-posinset": at + 1, title: plain(one.name), onclick: () => choose(one),
    }, foreign("span", { class: "file" }, one.name.slice(slash + 1)), detailElement(one, slash));
    made.style.top = `${at * row}px`;
    return made;
  }

  function detailElement(one, slash) {
    const made = element("span", { class: "detail" });
    if (!["clean", "changed"].includes(one.status)) made.append(element("span", { class: "status" }, one.status), " ");
    if (slash > 0) made.append(foreign("span", {}, one.name.slice(0, slash)), "  ");
    for (const [rule, count] of one.codes) made.append(`${plain(report.rules[rule].code)}${count > 1 ? `×${count}` : ""} `);
    return made;
  }

  function reveal(one) {
    chosen = one;
    const at = found.indexOf(one);
    if (at >= 0) {
      const [top, row] = [at * height(), height()];
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + row > box.scrollTop + box.clientHeight) box.scrollTop = top + row - box.clientHeight;
    }
    draw();
  }

  box.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(draw).observe(box); // on a phone it stands on no screen until asked for
  return {
    draw,
    reveal,
    show(documents) {
      found = documents;
      box.scrollTop = 0;
      reveal(chosen);
    },
    // The document `step` further on from the chosen one; the first, if that is not in the list.
    beside(step) {
      const at = found.indexOf(chosen);
      return at < 0 ? found[0] : found[at + step];
    },
    count() {
      const unlisted = found.length === listed.length ? report.documents.length - listed.length : 0;
      return counted(found.length, "document") + (unlisted ? ` (${unlisted.toLocaleString("en")} clean, not listed)` : "");
    },
  };
}
