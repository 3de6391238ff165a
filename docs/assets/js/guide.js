// Deep links into samples: #csl_json shows the sample, #csl_json-http its HTTP tab.
// Everything else on the pages works without a script of ours.
(() => {
  const tabs = ["python", "output", "http", "curl"];

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

  addEventListener("hashchange", openLinkedTab);
  addEventListener("load", () => setTimeout(openLinkedTab, 0));
})();
