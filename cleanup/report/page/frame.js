// What stands around the texts: the figures at the top, the choices of the list, light and dark.

import { report } from "./data.js";
import { SORTS } from "./list.js";
import { counted, element, percent, plain } from "./text.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

export const by = (id) => document.getElementById(id);

export function fillChoices() {
  const option = (value, text) => element("option", { value }, plain(text));
  const rules = report.rules.map((rule, number) => [number, `${rule.code} ${rule.name}`]).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  by("rule").append(option("", "all"), option("!", "not cleaned, or only in part"), ...rules.map(([number, text]) => option(number, text)));
  const sites = report.sites.map((name, number) => [number, name || "no folder"]).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  by("site").append(option("", "all"), ...sites.map(([number, text]) => option(number, text)));
  by("sort").append(...Object.entries(SORTS).map(([value, [text]]) => option(value, text)));
}

export function fillFigures() {
  const { documents, edits, characters } = report.summary;
  const total = Object.values(documents).reduce((sum, count) => sum + count, 0);
  const length = report.documents.reduce((sum, one) => sum + one.length, 0);
  const figure = (text, kind = "") => {
    const [number, ...words] = text.split(" ");
    by("figures").append(element("li", { class: kind }, element("b", {}, number), ` ${words.join(" ")}`));
  };
  figure(counted(total, "document"));
  figure(`${(documents.changed ?? 0).toLocaleString("en")} changed`);
  figure(counted(edits, "edit"));
  if (length && !report.omitted) figure(`${percent(characters.removed / length)} of characters removed`);
  for (const status of ["guarded", "failed"]) if (documents[status]) figure(`${documents[status].toLocaleString("en")} ${status}`, "bad");
}

// The theme the reader chose before, or that of the system, which may change.
export function startTheme() {
  const chosen = ["light", "dark"].find((theme) => theme === storedTheme());
  setTheme(chosen ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", () => storedTheme() || setTheme(system.matches ? "dark" : "light"));
}

function storedTheme() {
  try {
    return localStorage.getItem("cleanup-theme");
  } catch {
    return null; // no storage: the theme lasts as long as the page
  }
}

function setTheme(theme) {
  root.dataset.theme = theme;
  by("theme").textContent = theme === "dark" ? "Light" : "Dark";
}

export function changeTheme() {
  setTheme(root.dataset.theme === "dark" ? "light" : "dark");
  try {
    localStorage.setItem("cleanup-theme", root.dataset.theme);
  } catch {
    // as above
  }
}
