// Deep links into samples, and a few names that assistive technology needs and the theme leaves out.
// The pages can be read without any of it.
(() => {
  const tabs = ["python", "output", "http", "curl"];

  // #csl_json shows the sample, #csl_json-http its HTTP tab.
  function openLinkedTab() {
    const name = decodeURIComponent(location.hash.slice(1));
    const [, anchor, tab] = name.match(/^(.+)-(python|output|http|curl)$/) || [];
    const sample = anchor && document.getElementById(anchor);
    if (!sample || !sample.classList.contains("pg-sample")) return;
    const input = sample.querySelectorAll(".tabbed-set > input")[tabs.indexOf(tab)];
    if (!input) return;
    input.click();
    sample.scrollIntoView();
  }

  function name(root) {
    for (const search of root.querySelectorAll("[data-md-component=search][role=dialog]")) {
      search.setAttribute("aria-label", "Search");
    }
    for (const buttons of root.querySelectorAll("nav.md-code__nav:not([role])")) {
      buttons.setAttribute("role", "none");
    }
  }

  // What scrolls to the side has to be reachable by keyboard; what does not is no stop on the way.
  function reachWhatScrolls() {
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .pg-diagram")) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  }

  name(document);
  new MutationObserver((changes) => {
    for (const { target } of changes) name(target);
  }).observe(document.body, { childList: true, subtree: true });
  addEventListener("load", reachWhatScrolls);
  addEventListener("resize", reachWhatScrolls);
  addEventListener("hashchange", openLinkedTab);
  addEventListener("load", () => setTimeout(openLinkedTab, 0));
})();
