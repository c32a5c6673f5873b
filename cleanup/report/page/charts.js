// Small charts: a bar for each of a few numbers.

import { element, foreign } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// A table of names, numbers and bars; each row is {name, code, count, choose}. Past `limit` rows a button shows the others.
export function barTable(caption, rows, limit = 12) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  const body = element("tbody");
  const add = (row) => {
    const name = row.choose ? element("button", { type: "button", class: "link", onclick: row.choose }) : element("span");
    if (row.code) name.append(foreign("b", {}, row.code), " ");
    name.append(foreign("span", {}, row.name));
    const drawing = svg("svg", { class: "bar-chart", "aria-hidden": "true", width: "100%", height: 8 });
    drawing.append(svg("rect", { width: `${Math.max(0.5, (100 * row.count) / most)}%`, height: 8, rx: 2 }));
    body.append(element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" },
      row.count.toLocaleString("en")), element("td", { class: "drawn" }, drawing)));
  };
  rows.slice(0, limit).forEach(add);
  if (rows.length > limit) {
    const more = element("button", { type: "button", class: "link more" }, `${rows.length - limit} more`);
    more.addEventListener("click", () => {
      more.closest("tr").remove();
      rows.slice(limit).forEach(add);
    });
    body.append(element("tr", {}, element("td", { colspan: 3 }, more)));
  }
  return element("table", { class: "bars" }, element("caption", {}, caption), body);
}
