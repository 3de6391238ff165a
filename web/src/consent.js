// ORCID's pages, answered in this tab, in a frame: sign in, consent, and the code that comes of it.
import { element } from "./dom.js";
import { ask } from "./python.js";

// Where a script only reads the code, a person has been here before.
const FOR_A_CODE =
  "https://sandbox.orcid.org/oauth/authorize?client_id=APP-XXXXXXXXXXXXXXXX&response_type=code" +
  "&scope=%2Fread-limited%20%2Factivities%2Fupdate&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000%2Fcallback";
const CONSENT = /https:\/\/(?:sandbox\.)?orcid\.org\/oauth\/authorize\?[^\s"'<>]+/;

// The address of the consent page that a run is about, if it is about one.
export function whereToConsent(source, output) {
  return CONSENT.exec(output)?.[0] ?? (source.includes("ORCID_AUTHORIZATION_CODE") ? FOR_A_CODE : undefined);
}

// Shows the page at an address, follows its forms and links, and hands over the code that ORCID sends at the end.
export function showConsent(place, address, sample, found) {
  const frame = element("iframe", { title: "ORCID, emulated in this tab", sandbox: "allow-same-origin allow-forms" });
  const bar = element("p", { className: "pg-frame-address", role: "status" }, address);
  place.replaceChildren(bar, frame);

  async function go(method, url, form) {
    bar.textContent = url;
    const { kind, result, text } = await ask({
      what: "visit",
      moment: sample?.recorded_at,
      environment: sample?.environment ?? { ORCID_CLIENT_ID: "APP-XXXXXXXXXXXXXXXX" },
      method,
      url,
      form,
    }).answer;
    if (kind !== "done") {
      bar.textContent = text ?? "Stopped";
      return;
    }
    bar.textContent = result.url;
    if (result.is_elsewhere) {
      frame.remove();
      tellEnd(result.url);
      return;
    }
    frame.srcdoc = result.html;
  }

  function tellEnd(url) {
    const answered = new URL(url);
    const code = answered.searchParams.get("code");
    if (code) found(code);
    place.append(element("p", {}, code
      ? `ORCID has sent the code ${code} to your application. The next run finds it in ORCID_AUTHORIZATION_CODE.`
      : `ORCID has answered: ${answered.searchParams.get("error") ?? answered.hash.slice(1)}`));
  }

  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    inside.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target;
      const fields = [...new FormData(form, event.submitter).entries()];
      const method = (event.submitter?.getAttribute("formmethod") ?? form.method).toUpperCase();
      go(method, new URL(form.getAttribute("action") ?? "", bar.textContent).href, fields);
    });
    inside.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link) return;
      event.preventDefault();
      go("GET", new URL(link.getAttribute("href"), bar.textContent).href, []);
    });
  });
  go("GET", address, []);
}
