// The run at a glance: by stage, rule and site, what was least certain, and what went wrong.

import { barTable } from "./charts.js";
import { report } from "./data.js";
import { counted, element, foreign, percent } from "./text.js";

const SITES = 500;
const LEAST = 40;
const PROBLEMS = 200;
const WORDS = { clean: "already clean", html: "HTML (left alone)", binary: "binary (left alone)", undecodable: "undecodable (left alone)" };

// `filter(changes)` narrows the list, `open(document, edit)` shows a document.
export function drawOverview(content, filter, open) {
  const holder = element("div", { class: "overview" }, element("h2", {}, "Overview"));
  const { documents, edits, characters } = report.summary;
  const total = Object.values(documents).reduce((sum, count) => sum + count, 0);
  const statuses = Object.keys(documents).sort((a, b) => documents[b] - documents[a]);
  const kinds = statuses.map((status) => `${documents[status].toLocaleString("en")} ${WORDS[status] ?? status}`);
  holder.append(element("p", {}, `${counted(total, "document")}: ${kinds.join(", ") || "none"}. ${counted(edits, "edit")}, ` +
    `${counted(characters.removed, "character")} removed, ${characters.added.toLocaleString("en")} added.`));
  if (report.omitted) {
    holder.append(element("p", { class: "note" }, `${counted(report.omitted, "document")} left out: ` +
      "these are the least certain ones. All edits are in edits.jsonl; --report-limit sets the limit."));
  }
  if (!edits) holder.append(element("p", { class: "note" }, "Nothing was changed."));
  else holder.append(charts(filter));
  holder.append(...problems(open), ...leastCertain(open));
  content.replaceChildren(holder);
}

function charts(filter) {
  const stages = Object.entries(report.summary.stages).map(([name, count]) => ({ name, count }));
  const rules = report.rules.map((rule, number) => ({
    name: rule.name, code: rule.code, count: report.summary.rules[rule.code] ?? 0,
    choose: () => filter({ rule: String(number) }),
  })).filter((row) => row.count);
  const made = element("div", { class: "charts" }, barTable("Edits by stage", sorted(stages)),
    barTable("Edits by rule", sorted(rules)));
  const sites = sorted(bySite(filter));
  if (sites.length > 1) {
    made.append(barTable("Edits by site", sites.slice(0, SITES)));
  }
  return made;
}

function bySite(filter) {
  const counts = new Array(report.sites.length).fill(0);
  for (const one of report.documents) counts[one.site] += one.edits;
  return counts.map((count, number) => ({
    name: report.sites[number] || "no folder", count, choose: () => filter({ site: String(number) }),
  })).filter((row) => row.count);
}

const sorted = (rows) => rows.sort((a, b) => b.count - a.count);

function problems(open) {
  const found = report.documents.filter((one) => one.why || !["clean", "changed"].includes(one.status));
  if (!found.length) return [];
  const rows = found.slice(0, PROBLEMS).map((one) => element("li", {},
    element("button", { type: "button", class: "link", onclick: () => open(one, -1) }, foreign("span", {}, one.name)),
    " ", element("span", { class: "status" }, one.status), " ", foreign("span", {}, one.why)));
  const title = "Not cleaned, or only in part" + (found.length > PROBLEMS ? ` (${PROBLEMS} of ${found.length})` : "");
  return [element("h3", {}, title), element("ul", { class: "problems" }, ...rows)];
}

function leastCertain(open) {
  if (!report.least.length) return [];
  const rows = report.least.slice(0, LEAST).map((removal) => {
    const one = report.documents[removal.doc];
    return element("li", {},
      element("button", { type: "button", class: "link removal", onclick: () => open(one, removal.edit) },
        foreign("del", {}, removal.before)),
      element("p", { class: "because" }, element("b", {}, percent(removal.certainty)), " ",
        foreign("span", {}, report.rules[removal.code].code), " ", foreign("span", {}, removal.because), " ",
        foreign("span", { class: "from" }, one.name)));
  });
  return [element("h3", {}, "The least certain removals"), element("ol", { class: "least" }, ...rows)];
}
