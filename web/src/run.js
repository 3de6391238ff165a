// Loaded on the first press of Run. A card becomes one that runs; its page's recordings come with it.
import { Card } from "./card.js";
import { element } from "./dom.js";
import { ask } from "./python.js";
export { ask };

const base = new URL("./", import.meta.url);
const cards = new WeakMap();
const pages = new Map();

const styled = new Promise((resolve) => {
  const sheet = element("link", { rel: "stylesheet", href: new URL("run.css", base).href, onload: resolve, onerror: resolve });
  document.head.append(sheet);
});

async function fetchJson(name) {
  const answer = await fetch(new URL(name, base));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

// A page's recordings come once.
function page(name) {
  if (!pages.has(name)) pages.set(name, fetchJson(`recordings/${name}.json`));
  pages.get(name).catch(() => pages.delete(name));
  return pages.get(name);
}

export async function press(root) {
  let card = cards.get(root);
  if (!card) {
    await styled;
    const name = root.dataset.sample; // none in the playground
    const sample = name && (await page(name.replace(/\/[^/]+$/, "")))[name];
    card = new Card(root, sample, sample?.source ?? root.querySelector("textarea").value);
    cards.set(root, card);
  }
  card.press();
}

// Later pages of a visit have Python ready before it is asked for.
export const warm = () => ask({ what: "warm" }).answer;
