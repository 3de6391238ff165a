// The page "Try it": where its script comes from and goes to. What runs it is loaded by the button.
(() => {
  const card = document.querySelector(".pg-try");
  const script = card.querySelector("textarea");
  const said = card.querySelector(".pg-try-said");

  // Shows a script, in the editor too where that is open.
  function show(text) {
    script.value = text;
    card.dispatchEvent(new CustomEvent("pg-script"));
  }

  // A script in an address: UTF-8, deflated, in base64 that needs no escaping. All of it stays behind the #.
  async function through(stream, bytes) {
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }
  async function pack(text) {
    const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  }
  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
    return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
  }

  async function showLinked() {
    const packed = location.hash.match(/^#script=([\w-]+)$/)?.[1];
    if (!packed) return;
    try {
      show(await unpack(packed));
      said.textContent = "This script came with the link: read it before you run it.";
    } catch {
      said.textContent = "The link is not whole, so its script cannot be shown.";
    }
  }

  const tools = {
    async link() {
      history.replaceState(history.state, "", `#script=${await pack(script.value)}`);
      await navigator.clipboard.writeText(location.href);
      said.textContent = "The link is copied. It carries the script itself.";
    },
    download() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([script.value], { type: "text/x-python" }));
      link.download = "script.py";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
  };

  document.addEventListener("click", async (event) => {
    const tool = event.target.closest("[data-try]");
    if (tool) Promise.resolve(tools[tool.dataset.try]()).catch(() => (said.textContent = "That did not work here."));
    const start = event.target.closest("[data-start]");
    if (start && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const answer = await fetch(start.href);
      if (answer.ok) show(await answer.text());
      else location.assign(start.href);
    }
  });
  addEventListener("hashchange", showLinked);
  showLinked();
})();
