// The exchanges of a run, as the HTTP tab has them: a line each, which opens; and who answered each.
import { element } from "./dom.js";

export function showExchanges(exchanges, answeredBy) {
  return exchanges.map((exchange) =>
    element("details", { className: "pg-exchange" },
      element("summary", {},
        element("span", { className: "pg-method" }, exchange.method), " ",
        element("code", { className: "pg-address" }, exchange.url), " ",
        element("span", { className: "pg-answer" },
          element("span", { className: `pg-status pg-status-${Math.floor(exchange.status / 100)}xx` }, String(exchange.status)), " ",
          exchange.reason, " ",
          element("span", { className: "pg-note" }, answeredBy))),
      ...side("Request", exchange.sent_headers, exchange.sent),
      ...side("Answer", exchange.headers, exchange.answer)));
}

function side(title, headers, body) {
  const parts = [element("p", { className: "pg-side" }, title)];
  if (headers.length) {
    parts.push(element("dl", { className: "pg-headers" },
      ...headers.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))));
  }
  if (body.trim()) {
    parts.push(element("div", { className: "pg-panel" }, element("div", { className: "pg-body highlight" }, indent(body))));
  }
  return parts;
}

function indent(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
