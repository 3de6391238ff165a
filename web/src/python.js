// The page's one Python, in a worker that is started when it is first needed and ended by Stop.
// What the registries learnt outlives the worker, and the page: it stands in this tab's session storage.
const VISIT = "pg-run";
let worker;
let turn = Promise.resolve();
let end = () => {}; // of the run that is under way

function start() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  return recall();
}

// Sends one message and resolves with its answer; `tell` gets what is said on the way.
export function ask(message, tell = () => {}) {
  let isOff = false;
  const call = {
    answer: (turn = turn.then(() => {
      if (isOff) return { kind: "stopped" };
      return new Promise((resolve) => {
        const first = worker ? {} : start();
        end = () => resolve({ kind: "stopped" });
        worker.onmessage = ({ data }) => {
          if (data.kind === "done") keep(data.result);
          if (data.kind === "done" || data.kind === "failed") resolve(data);
          else tell(data);
        };
        worker.onerror = () => resolve({ kind: "failed", text: "Python could not be started in this browser." });
        call.isUnderWay = true;
        worker.postMessage({ ...first, ...message });
      });
    })),
    stop() {
      isOff = true;
      if (!call.isUnderWay) return;
      stop();
      ask({ what: "warm" });
    },
  };
  return call;
}

// A loop that never ends can only be ended with its worker.
function stop() {
  worker?.terminate();
  worker = undefined;
  end();
}

// A page that is left gives its memory back, also while the browser keeps it to come back to.
addEventListener("pagehide", stop);

function keep({ memory, state }) {
  if (memory === undefined) return;
  const known = recall();
  try {
    const kept = { memory, state: state ? toText(state) : known.state && toText(known.state) };
    sessionStorage.setItem(VISIT, JSON.stringify(kept));
  } catch {} // no storage, or it is full: then the visit ends with the page
}

function recall() {
  try {
    const { memory, state } = JSON.parse(sessionStorage.getItem(VISIT) ?? "{}");
    return { memory, state: state && fromText(state) };
  } catch {
    return {};
  }
}

const toText = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
};
const fromText = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
