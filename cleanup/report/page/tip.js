// The reason of an edit, beside it, while the pointer or the focus is on it.

import { report } from "./data.js";
import { element, foreign, percent } from "./text.js";

const MARGIN = 8;

// `editAt(number)` gives the edit of the document on screen.
export function attachTip(tip, content, editAt) {
  let owner = null;

  function show(target) {
    const edit = editAt(Number(target.dataset.edit));
    if (!edit) return;
    owner?.removeAttribute("aria-describedby");
    owner = target;
    owner.setAttribute("aria-describedby", "tip");
    tip.replaceChildren(...edit.why.map(reasonElement));
    tip.hidden = false;
    place(target.getClientRects()[0] ?? target.getBoundingClientRect());
  }

  function place(box) {
    const left = Math.max(MARGIN, Math.min(box.left, innerWidth - tip.offsetWidth - MARGIN));
    const below = box.bottom + MARGIN;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${fits ? below : Math.max(MARGIN, box.top - tip.offsetHeight - MARGIN)}px`;
  }

  function hide() {
    tip.hidden = true;
    owner?.removeAttribute("aria-describedby");
    owner = null;
  }

  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    content.addEventListener(enter, (event) => {
      const target = event.target.closest(".edit");
      if (target) show(target);
    });
    content.addEventListener(leave, (event) => {
      if (event.target.closest(".edit") && !event.relatedTarget?.closest?.(".edit")) hide();
    });
  }
  addEventListener("scroll", hide, true);
  return hide;
}

// One rule's part in an edit: its code and name, why, how sure.
export function reasonElement([number, stage, because, certainty]) {
  const rule = report.rules[number];
  return element(
    "div", { class: "reason" },
    element("p", { class: "what" }, foreign("b", {}, rule.code), " ", foreign("span", {}, rule.name)),
    foreign("p", { class: "because" }, because),
    element("p", { class: "sure" }, `${percent(certainty)} certain · `, foreign("span", {}, stage), " stage"),
  );
}
