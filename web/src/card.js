// A card that runs: its script in an editor, its output below, and who answered each request.
import { element } from "./dom.js";
import { openEditor } from "./editor.js";
import { showExchanges } from "./exchanges.js";
import { showConsent, whereToConsent } from "./consent.js";
import { ask } from "./python.js";

const ICONS = { Run: "▶", Stop: "■", Cancel: "■" };

export class Card {
  // `sample` is what its page's recordings hold of it; undefined where there is only a script.
  constructor(root, sample, original) {
    Object.assign(this, { root, sample, original });
    this.button = root.querySelector(".pg-run");
    this.panel = root.querySelector(".pg-python");
    this.output = root.querySelector(".pg-output");
    this.label = this.output.querySelector("p");
    this.code = this.output.querySelector("code");
    this.recorded = this.code.textContent;
    this.listing = root.querySelector(".pg-whole code");
    this.plain = root.querySelector("textarea"); // of the playground, which has no sample
    root.addEventListener("pg-script", () => (this.editor.text = this.plain.value));
    this.ran = element("div", { className: "pg-ran", hidden: true });
    this.output.after(this.ran);
    this.label.setAttribute("role", "status");
    this.extra = {}; // environment variables that the reader has fetched for the next run
    this.openEditor();
  }

  openEditor() {
    const marked = [...(this.listing?.querySelectorAll(".pg-line") ?? [])].findIndex((line) => line.matches(".pg-marked"));
    this.shown = this.listing?.innerHTML;
    this.place = element("div", { className: "pg-editor" });
    this.panel.classList.add("pg-edits");
    this.panel.append(this.place);
    this.editor = openEditor(this.place, {
      text: this.original,
      original: this.original,
      name: `Python of ${this.sample?.name ?? "your own"}, editable. Control and Enter run it, Tab leaves it.`,
      run: () => this.run(),
      changed: (text) => this.noticeEdit(text),
    });
    if (marked > 0) requestAnimationFrame(() => this.editor.showFrom(marked + 1));
  }

  get isEdited() {
    return Boolean(this.sample) && this.editor.text !== this.original;
  }

  noticeEdit(text) {
    if (this.listing) this.listing.textContent = text; // what the copy button takes
    if (this.plain) this.plain.value = text;
    this.root.classList.toggle("pg-edited", this.isEdited);
    if (this.call) return;
    if (this.isEdited) this.say(this.code.textContent === this.recorded ? "Recorded output, before your change" : "Output before your change");
    else this.say("Output");
  }

  // Back to the script, the output and the exchanges of the page.
  restore() {
    this.call?.stop();
    this.editor.text = this.original;
    if (this.listing) this.listing.innerHTML = this.shown;
    this.code.textContent = this.recorded;
    this.ran.hidden = true;
    this.extra = {};
    this.root.classList.remove("pg-edited", "pg-failed");
    this.say("Output");
    this.editor.focus();
  }

  say(...parts) {
    const back = element("button", { type: "button", className: "pg-as-it-was", onclick: () => this.restore() }, "As it was");
    this.label.replaceChildren(...parts, ...(this.isEdited ? [" ", back] : []));
  }

  press() {
    if (this.call) this.call.stop();
    else this.run();
  }

  show(name, progress) {
    this.button.replaceChildren(element("span", { "aria-hidden": "true" }, ICONS[name]), ` ${name}`);
    this.button.classList.toggle("pg-busy", name !== "Run");
    this.button.classList.toggle("pg-moves", name === "Stop");
    this.root.style.setProperty("--pg-share", progress ?? 0);
  }

  async run() {
    if (this.call) return;
    this.root.classList.remove("pg-failed");
    this.editor.markError();
    this.show("Cancel");
    const started = performance.now();
    const { sample, extra } = this;
    const source = this.editor.text;
    this.call = ask({ what: "run", source, sample, extra, registriesOnly: !sample || Object.keys(extra).length > 0 }, (said) => this.hear(said));
    const answer = await this.call.answer;
    this.call = undefined;
    this.show("Run");
    if (answer.kind === "stopped") this.finish("Stopped");
    else if (answer.kind === "failed") this.fail(answer.text);
    else this.tell(source, answer.result, (performance.now() - started) / 1000);
  }

  hear(said) {
    if (said.kind === "loading" && said.all) {
      const [got, all] = [said.got, said.all].map((bytes) => (bytes / 1e6).toFixed(1));
      this.label.removeAttribute("role"); // a screen reader need not hear every byte
      this.say(element("strong", {}, `Loading ${said.what}:`), ` ${got} of ${all} MB, once for this visit`);
      this.show("Cancel", said.got / said.all);
    }
    if (said.kind === "starting") {
      this.label.setAttribute("role", "status");
      this.say(element("strong", {}, "Starting the registries"), " in this tab");
    }
    if (said.kind === "running") {
      this.label.setAttribute("role", "status");
      this.show("Stop");
      this.code.textContent = "";
      this.ran.hidden = true;
      this.say(element("strong", {}, "Running"));
    }
    if (said.kind === "output") this.code.append(said.text);
  }

  tell(source, result, seconds) {
    this.root.dataset.seconds = seconds.toFixed(2);
    this.code.textContent = result.problem ? `${result.output}${result.problem}\n` : result.output;
    if (result.problem) {
      this.root.classList.add("pg-failed");
      this.editor.markError(result.line);
      this.say(element("strong", { className: "pg-bad" }, "Stopped with an error"), result.line ? ` in line ${result.line}` : "");
    } else {
      const same = this.sample && result.output === this.recorded;
      this.say(element("strong", { className: "pg-good" }, "Ran in this tab"), same ? ", output as recorded" : "");
    }
    const day = this.sample && new Date(this.sample.recorded_at * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const by = result.is_recorded ? `recorded ${day}` : "emulated in this tab";
    const parts = showExchanges(result.exchanges, by);
    const address = whereToConsent(source, result.output);
    if (address) parts.push(this.offerConsent(address));
    if (!result.is_recorded) parts.push(this.offerReset());
    this.ran.replaceChildren(...parts);
    this.ran.hidden = parts.length === 0;
  }

  offerConsent(address) {
    const place = element("div", { className: "pg-consent" });
    const open = element("button", {
      type: "button",
      onclick: () => showConsent(place, address, this.sample, (code) => {
        this.extra = { ...this.extra, ORCID_AUTHORIZATION_CODE: code };
      }),
    }, "Open ORCID’s consent page here");
    place.append(open);
    return place;
  }

  offerReset() {
    const told = element("span", { role: "status" });
    const reset = element("button", {
      type: "button",
      onclick: async () => {
        const answer = await ask({ what: "reset" }).answer;
        told.textContent = answer.kind === "done" ? " They are as they were." : " That did not work.";
      },
    }, "Reset the registries");
    return element("p", { className: "pg-keeps" }, "The registries in this tab keep what you change until you close it. ", reset, told);
  }

  finish(words) {
    this.say(element("strong", {}, words));
  }

  fail(text) {
    this.root.classList.add("pg-failed");
    this.say(element("strong", { className: "pg-bad" }, "Could not run: "), text);
  }
}
