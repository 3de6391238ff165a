// Deep links into samples, copying, and a few names that assistive technology needs and the theme leaves out.
// The pages can be read without any of it.
(() => {
  const article = document.querySelector("article") || document.body;

  // #csl_json shows the sample, #csl_json-http its HTTP tab.
  function openLinkedTab() {
    const name = decodeURIComponent(location.hash.slice(1));
    const [, anchor, tab] = name.match(/^(\w+)-(python|output|http|curl)$/) || [];
    const sample = anchor && document.querySelector(`.pg-sample[data-sample$="/${anchor}"]`);
    if (!sample) return;
    const labels = [...sample.querySelectorAll(".tabbed-labels > label")];
    const wanted = tab === "output" ? "python" : tab;
    const label = labels.find((one) => one.textContent.trim().toLowerCase() === wanted);
    if (!label) return;
    document.getElementById(label.htmlFor).checked = true; // of this card only
    const target = document.getElementById(tab === "output" ? name : anchor);
    // A frame later: what moves below the screen is no jump to its reader.
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  }

  // What stood on this page before is on another now: an old link leads on, also to a tab.
  function followMoved() {
    const name = decodeURIComponent(location.hash.slice(1));
    const [, anchor, tab = ""] = name.match(/^(.+?)(-(?:python|output|http|curl))?$/) || [];
    const moved = anchor && document.getElementById(anchor);
    if (moved?.matches(".pg-moved")) location.replace(moved.firstElementChild.href + tab);
  }

  // A long body stands here with its first lines; the page of its recording has all of them.
  async function complete(body) {
    const address = new URL(body.dataset.whole, location.href);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    body.replaceChildren(...page.getElementById(body.id).childNodes);
    delete body.dataset.whole;
    body.parentElement.querySelector(".pg-more").remove();
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    if (source.dataset.whole) await complete(source);
    const text = source.textContent;
    // Of a console, what was typed: without prompts, without what was answered.
    const typed = text.split("\n").filter((line) => line.startsWith("$ ")).map((line) => `${line.slice(2)}\n`);
    await navigator.clipboard.writeText(source.closest(".language-console") ? typed.join("") : text);
  }

  async function copyPage(button) {
    const answer = await fetch(button.dataset.copyPage);
    if (!answer.ok) throw new Error(`${button.dataset.copyPage}: ${answer.status}`);
    await navigator.clipboard.writeText(await answer.text());
  }

  function tell(button, words) {
    status.textContent = button.dataset.done = words;
    setTimeout(() => {
      delete button.dataset.done;
      status.textContent = "";
    }, 1500);
  }

  const status = document.createElement("p");
  status.className = "pg-said";
  status.setAttribute("role", "status");
  document.body.append(status);

  // Blocks of code in the text get the button that the cards' panels have.
  for (const [number, code] of [...article.querySelectorAll(".highlight > pre > code")].entries()) {
    if (code.closest(".pg-sample")) continue;
    code.id = code.id || `code-${number}`;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "pg-copy", title: "Copy the code" });
    button.setAttribute("aria-label", "Copy the code");
    button.dataset.copy = code.id;
    const block = code.closest(".highlight");
    block.classList.add("pg-panel");
    block.append(button);
  }

  // Nothing of Python is loaded before Run is pressed once; on later pages of the visit it is ready by then.
  const loadRun = (card) => import(new URL(`${card.dataset.run}run.js`, location.href));
  async function run(card) {
    try {
      await (await loadRun(card)).press(card);
      sessionStorage.setItem("pg-has-run", "yes");
    } catch (error) {
      status.textContent = card.querySelector(".pg-output > p").textContent = `Run could not be loaded: ${error.message}`;
    }
  }
  const runs = document.querySelector("[data-run]");
  if (runs && sessionStorage.getItem("pg-has-run")) {
    addEventListener("load", () => setTimeout(() => loadRun(runs).then((loaded) => loaded.warm(), () => {}), 500));
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest(".pg-run");
    if (pressed) run(pressed.closest(".pg-sample"));
    const button = event.target.closest("[data-copy], [data-copy-page]");
    const copied = button && (button.dataset.copy ? copy(button) : copyPage(button));
    if (copied) copied.then(() => tell(button, "Copied"), () => tell(button, "Not copied"));
    const more = event.target.closest(".pg-more > a");
    if (more && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      complete(more.closest(".pg-panel").querySelector("[data-whole]")).catch(() => location.assign(more.href));
    }
  });

  // The errors' filter. An error is a heading with all up to the next one; what is typed stands in the address (?q= is the search's).
  function filterErrors(box) {
    const [input, told] = [box.querySelector("input"), box.querySelector("output")];
    const errors = [...article.querySelectorAll("h3[id]")].map((heading) => {
      const parts = [heading];
      while (parts.at(-1).nextElementSibling?.matches(":not(h2, h3)")) parts.push(parts.at(-1).nextElementSibling);
      return { parts, text: parts.map((part) => part.textContent).join(" ").toLowerCase() };
    });
    function filter() {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = errors.filter(({ text }) => words.every((word) => text.includes(word)));
      for (const error of errors) for (const part of error.parts) part.hidden = !found.includes(error);
      told.textContent = `${found.length} of ${errors.length} errors`;
    }
    input.addEventListener("input", () => {
      filter();
      const query = input.value ? `?filter=${encodeURIComponent(input.value)}` : "";
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    });
    input.value = new URLSearchParams(location.search).get("filter") || "";
    filter();
  }
  for (const box of document.querySelectorAll(".pg-filter")) filterErrors(box);

  function name(root) {
    for (const search of root.querySelectorAll("[data-md-component=search][role=dialog]")) {
      search.setAttribute("aria-label", "Search");
    }
  }

  // What scrolls to the side has to be reachable by keyboard; what does not is no stop on the way.
  function reach(wide) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    else wide.removeAttribute("tabindex");
  }
  const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => reach(target))); // as tabs open
  function reachWhatScrolls() {
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .pg-diagram, pre > code")) {
      reach(wide);
      sizes.observe(wide);
    }
  }

  name(document);
  new MutationObserver((changes) => {
    for (const { target } of changes) name(target);
  }).observe(document.body, { childList: true, subtree: true });
  addEventListener("load", reachWhatScrolls); // the theme has wrapped the tables by then
  addEventListener("resize", reachWhatScrolls);
  addEventListener("hashchange", followMoved);
  followMoved();
  addEventListener("hashchange", openLinkedTab);
  openLinkedTab();
  addEventListener("load", openLinkedTab); // the theme may have chosen another tab since
})();
