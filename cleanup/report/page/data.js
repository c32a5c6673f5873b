// What the page knows: the index of all documents, which is always there, and their texts, which come when asked for.

import { wellFormed } from "./text.js";

const waiting = new Map(); // number of a shard: what to do when it has come
const shards = new Map();

export const report = readIndex();

function readIndex() {
  const { documents, ...rest } = JSON.parse(document.getElementById("index").textContent);
  const named = documents.map(([name, status, site, edits, removed, added, certainty, length, shard, codes, why], index) => ({
    index, name, status, site, edits, removed, added, certainty, length, shard, codes: pairs(codes), why,
    place: 0, // its place in the shard, set below
    folded: name.toLowerCase(),
  }));
  const seen = new Map();
  for (const one of named) {
    one.weight = weightOf(one, rest.rules);
    one.place = seen.get(one.shard) ?? 0;
    seen.set(one.shard, one.place + 1);
  }
  return { ...rest, documents: named };
}

// How many edits a document has for sorting: those of white space alone count once for each rule, or they would drown the others.
function weightOf(one, rules) {
  let weight = 0;
  for (const [rule, count] of one.codes) weight += rules[rule].stage === "layout" ? 1 : count;
  return weight;
}

function pairs(flat) {
  const map = new Map();
  for (let at = 0; at < flat.length; at += 2) map.set(flat[at], flat[at + 1]);
  return map;
}

// The texts of a document: {edits, parts, why}, in a promise. parts is null where only the edits are known.
export async function textsOf(one) {
  if (one.shard < 0) return { edits: [], parts: null, why: one.why };
  if (!shards.has(one.shard)) await load(one.shard);
  return shards.get(one.shard)[one.place];
}

function load(number) {
  const block = document.getElementById(`page-${number}`);
  if (block) {
    shards.set(number, JSON.parse(block.textContent));
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    waiting.set(number, resolve);
    const script = document.createElement("script");
    script.src = `pages/${number}.js`;
    script.addEventListener("error", () => reject(new Error(`pages/${number}.js is missing: it belongs beside this page`)));
    document.head.append(script);
  });
}

// Called by the files in pages/.
export function receivePage(number, documents) {
  shards.set(number, documents);
  waiting.get(number)?.();
  waiting.delete(number);
}

export function ruleOf(edit) {
  return report.rules[edit.why[0][0]];
}

export function certaintyOf(edit) {
  return edit.why[0][3];
}

// White space that only layout is about: such edits are grouped, or they would drown the others.
export function isLayout(edit) {
  return edit.why.every(([, stage]) => stage === "layout");
}

export function isBlank(text) {
  return !text.trim();
}

let byAddress = null;

// The document that a link speaks of, or undefined.
export function documentAt(name) {
  byAddress ??= new Map(report.documents.map((one) => [wellFormed(one.name), one]));
  return byAddress.get(name);
}
