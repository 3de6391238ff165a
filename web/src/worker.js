// One Python for a page, in a worker: it loads when it is first asked, and answers one message after the other.
// All of it comes from this site. What a script asks is answered here: nothing leaves the tab.
import { publicKey, sign } from "./web_crypto.js";

const base = new URL("./", import.meta.url);
const MOST_OUTPUT = 200_000; // characters that a run shows; a loop that prints for ever must not fill the tab

const fetchFromSite = self.fetch.bind(self);
const manifest = fetchFromSite(new URL("manifest.json", base)).then((answer) => answer.json());
const loaded = new Set();
let python; // Pyodide, once it is asked for
let sitePackages; // where it looks for what is unpacked
let tab; // pidguide.in_page.tab.Tab
let kept; // what the registries knew in an earlier worker of this visit
let started = false;

async function get(name) {
  const answer = await counted(new URL(name, base));
  if (!answer.ok) throw new Error(`${name} could not be loaded: ${answer.status}`);
  return answer;
}

// ---- Loading, with the bytes that have come

const LOADING = Symbol("what is loaded");
let wanted = {}; // files of the load that is under way, and the share of each that is here

async function counted(address, ...options) {
  const answer = await fetchFromSite(address, ...options);
  const name = String(address.url ?? address).replace(base.href, "");
  if (!(name in wanted) || !answer.body) return answer;
  const size = (await manifest).sizes[name][0];
  const count = new TransformStream({
    transform(chunk, controller) {
      wanted[name] += chunk.length / size;
      tellProgress();
      controller.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(count), { status: answer.status, headers: answer.headers });
}
self.fetch = counted; // Pyodide's own files come this way, too

async function expect(what, names) {
  const { sizes } = await manifest;
  wanted = Object.fromEntries(names.filter((name) => name in sizes).map((name) => [name, 0]));
  wanted[LOADING] = what;
  tellProgress();
}

async function tellProgress() {
  const { sizes } = await manifest;
  let [got, all] = [0, 0];
  for (const [name, share] of Object.entries(wanted)) {
    all += sizes[name][1];
    got += sizes[name][1] * Math.min(share, 1);
  }
  postMessage({ kind: "loading", what: wanted[LOADING], got, all });
}

const CORE = ["pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip", "requests.zip"];

async function startPython() {
  await expect("Python", CORE);
  const archive = get("requests.zip").then((answer) => answer.arrayBuffer());
  archive.catch(() => {}); // told below
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", base));
  const started = await loadPyodide({ indexURL: new URL("pyodide/", base).href });
  sitePackages = started.runPython("import site; site.getsitepackages()[0]");
  started.unpackArchive(await archive, "zip", { extractDir: sitePackages });
  loaded.add("requests");
  return started;
}

async function need(what, bundles) {
  const missing = bundles.filter((name) => !loaded.has(name));
  if (!missing.length) return;
  const { packages } = await manifest;
  await expect(what, missing.map((name) => `${name}.zip`));
  const [compiled, plain] = [missing.filter((name) => packages.includes(name)), missing.filter((name) => !packages.includes(name))];
  const archives = await Promise.all(plain.map(async (name) => (await get(`${name}.zip`)).arrayBuffer()));
  for (const archive of archives) python.unpackArchive(archive, "zip", { extractDir: sitePackages });
  if (compiled.length) await python.loadPackage(compiled, { messageCallback() {} });
  python.pyimport("importlib").invalidate_caches();
  for (const name of missing) loaded.add(name);
}

async function ready({ memory, state }) {
  if (python) return;
  python = await startPython();
  const hosts = toPython((await manifest).hosts);
  tab = python.pyimport("pidguide.in_page.tab").Tab(hosts);
  if (memory) tab.remember(memory);
  kept = state;
}

async function startRegistries() {
  if (started) return;
  const { packages, modules } = await manifest;
  await need("the registries", [...new Set(Object.values(modules)), ...packages]);
  findSchemas();
  await doWithout(packages);
  postMessage({ kind: "starting" });
  await new Promise((resolve) => setTimeout(resolve)); // so that it is seen
  tab.start(kept ? python.toPy(kept) : undefined);
  started = true;
}

// What compiled packages would do for the registries, and are not here to do. Signing in a browser is a promise, for
// which Python can wait only where WebAssembly can be suspended; elsewhere the registries say what they lack.
async function doWithout(packages) {
  if (!packages.includes("lxml")) {
    const { validator } = await import(new URL("libxml2.js", base));
    const read = (name) => {
      const path = name.replace(/^file:\/\//, "");
      return python.FS.analyzePath(path).exists ? python.FS.readFile(path) : undefined;
    };
    tab.check_schemas_by(validator(read));
  }
  if (!packages.includes("cryptography") && canWait) tab.sign_by(sign, publicKey, python.pyimport("pyodide.ffi").run_sync);
}

const canWait = "Suspending" in WebAssembly;
const call = (method, ...given) => (canWait ? method.callPromising(...given) : method(...given));

// The official schemas, where the build had them: registries and samples find them by this variable.
function findSchemas() {
  if (loaded.has("schemas")) python.runPython("import os, site; os.environ['PIDGUIDE_SCHEMAS'] = site.getsitepackages()[0] + '/official_schemas'");
}

async function needImports(source) {
  const { modules, packages } = await manifest;
  let names = [];
  try {
    names = python.pyimport("pyodide.code").find_imports(source).toJs();
  } catch {} // no Python: running it will say so
  const bundles = names.flatMap((name) => {
    const top = name.split(".")[0];
    const compiled = ["joserfc", "authlib"].includes(top) ? "cryptography" : top;
    return [modules[top], packages.includes(compiled) ? compiled : undefined].filter(Boolean);
  });
  if (source.includes("PIDGUIDE_SCHEMAS") && modules.official_schemas) bundles.push("schemas");
  await need("what the script imports", [...new Set(bundles)]);
  findSchemas();
}

// ---- Running

const realNow = Date.now;

// A sample runs at the time of its recording, as it does in the tests.
async function at(seconds, run) {
  if (seconds) Date.now = () => seconds * 1000;
  try {
    return await run();
  } finally {
    Date.now = realNow;
  }
}

function teller() {
  let [waiting, told, last] = ["", 0, 0];
  const flush = () => {
    if (waiting) postMessage({ kind: "output", text: waiting });
    waiting = "";
    last = performance.now();
  };
  const write = (text) => {
    if (told > MOST_OUTPUT) return;
    told += text.length;
    waiting += told > MOST_OUTPUT ? "\n… more than can be shown\n" : text;
    if (performance.now() - last > 60) flush();
  };
  return { write, flush };
}

const toPython = (value) => python.pyimport("json").loads(JSON.stringify(value)); // null is None in it

function finish(finished) {
  const result = finished.as_dict().toJs({ dict_converter: Object.fromEntries });
  finished.destroy();
  result.output = result.output.slice(0, MOST_OUTPUT);
  return result;
}

const answers = {
  async warm(asked) {
    await ready(asked);
    return {};
  },

  async run(asked) {
    const { source, sample, extra, registriesOnly } = asked;
    await ready(asked);
    await needImports(source);
    const moment = sample?.recorded_at;
    postMessage({ kind: "running" });
    if (sample && !registriesOnly) {
      const { write, flush } = teller();
      const recording = toPython(sample);
      const finished = await at(moment, () => tab.run_recorded(source, recording, write));
      recording.destroy();
      if (finished) {
        flush();
        return { ...finish(finished), memory: tab.memory() };
      }
    }
    await startRegistries();
    postMessage({ kind: "running" });
    const { write, flush } = teller();
    const [faults, environment] = [toPython(sample?.faults ?? []), toPython(extra ?? {})];
    const finished = finish(await at(moment, () => call(tab.run_emulated, source, faults, environment, write)));
    flush();
    return { ...finished, ...remembered() };
  },

  async reset(asked) {
    await ready(asked);
    await startRegistries();
    tab.reset();
    return remembered();
  },

  // One step of the frame that shows a registry's pages.
  async visit(asked) {
    await ready(asked);
    await startRegistries();
    const [form, environment] = [toPython(asked.form), toPython(asked.environment ?? {})];
    const page = await at(asked.moment, () => call(tab.visit, asked.method, asked.url, form, environment));
    const result = page.as_dict().toJs({ dict_converter: Object.fromEntries });
    page.destroy();
    return { ...result, ...remembered() };
  },
};

function remembered() {
  const state = tab.state();
  const bytes = state.toJs();
  state.destroy();
  return { memory: tab.memory(), state: bytes };
}

let turn = Promise.resolve();
self.onmessage = ({ data }) => {
  turn = turn.then(async () => {
    try {
      postMessage({ kind: "done", result: await answers[data.what](data) });
    } catch (error) {
      postMessage({ kind: "failed", text: String(error.message ?? error).trim().split("\n").pop() });
    }
  });
};
