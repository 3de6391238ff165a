// Signs with RS256 through the browser's own cryptography, where Python has no `cryptography`. Keys stay in the tab.
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const keys = new Map();

function key(id) {
  if (!keys.has(id)) keys.set(id, crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]));
  return keys.get(id);
}

export async function sign(id, text) {
  const { privateKey } = await key(id);
  const signature = await crypto.subtle.sign(ALGORITHM.name, privateKey, new TextEncoder().encode(text));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(signature)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export async function publicKey(id) {
  const { n, e } = await crypto.subtle.exportKey("jwk", (await key(id)).publicKey);
  return JSON.stringify({ n, e });
}
