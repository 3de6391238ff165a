// Makes what a page loads when Run is pressed: node build.mjs GIVEN WHEELS TARGET
//
// GIVEN/sources has a folder for each bundle, laid out by pidguide/site/run/bundles.py: plain Python, compiled here by
// the very Python that will run it, so that the page compiles nothing; GIVEN/more.json what the manifest says besides.
// WHEELS has the compiled packages that are at hand.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { loadPyodide } from "pyodide";

const [given, wheels, target] = process.argv.slice(2);
const sources = join(given, "sources");
const here = dirname(fileURLToPath(import.meta.url));
const distribution = join(here, "node_modules", "pyodide");
const COMPILE = `
import compileall, importlib, pathlib, py_compile, sys, zipfile

def bundle(folder, file):
    root = pathlib.Path(folder)
    if (root / "luqum").is_dir():  # ply writes the tables of its parsers when they are first imported
        sys.path.insert(0, folder)
        for module in ("luqum.parser", "luqum.thread"):
            importlib.import_module(module)
        sys.path.remove(folder)
    compileall.compile_dir(
        folder, quiet=2, legacy=True, stripdir=folder, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(root.rglob("*")):
            is_compiled = path.suffix == ".py" and path.with_suffix(".pyc").exists()
            if path.is_file() and "__pycache__" not in path.parts and not is_compiled:
                entry = zipfile.ZipInfo(str(path.relative_to(root)), (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return sorted(path.stem for path in root.iterdir() if path.suffix in (".py", "") and path.stem.isidentifier())
`;

async function bundleScripts() {
  await build({
    entryPoints: ["run", "worker", "libxml2"].map((name) => join(here, "src", `${name}.js`)),
    outdir: target,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    legalComments: "none",
  });
  copyFileSync(join(here, "src/run.css"), join(target, "run.css"));
}

// What Pyodide's lock file says of the compiled packages that are here, whole: it names the hash of each file.
function copyPython() {
  const folder = join(target, "pyodide");
  mkdirSync(folder, { recursive: true });
  for (const file of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]) {
    copyFileSync(join(distribution, file), join(folder, file));
  }
  const lock = JSON.parse(readFileSync(join(distribution, "pyodide-lock.json"), "utf8"));
  const isHere = (one) => statSync(join(wheels, one.file_name), { throwIfNoEntry: false })?.isFile();
  lock.packages = Object.fromEntries(Object.entries(lock.packages).filter(([, one]) => isHere(one)));
  for (const one of Object.values(lock.packages)) {
    const content = readFileSync(join(wheels, one.file_name));
    const found = createHash("sha256").update(content).digest("hex");
    if (found !== one.sha256) throw new Error(`${one.file_name} has the SHA-256 ${found}, not ${one.sha256}`);
    writeFileSync(join(folder, one.file_name), content);
  }
  writeFileSync(join(folder, "pyodide-lock.json"), JSON.stringify(lock));
  return Object.keys(lock.packages);
}

async function bundlePython() {
  const python = await loadPyodide();
  python.runPython(COMPILE);
  const bundle = python.globals.get("bundle");
  const modules = {};
  for (const name of readdirSync(sources)) {
    const folder = `/bundles/${name}`;
    copyInto(python.FS, join(sources, name), folder);
    for (const module of bundle(folder, `/${name}.zip`).toJs()) modules[module] = name;
    writeFileSync(join(target, `${name}.zip`), python.FS.readFile(`/${name}.zip`));
  }
  return modules;
}

function copyInto(FS, from, to) {
  FS.mkdirTree(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) copyInto(FS, source, copy);
    else FS.writeFile(copy, readFileSync(source));
  }
}

// Sizes of all files in bytes: as they are, and as a server that compresses sends them.
function sizes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const content = readFileSync(file);
      return [relative(folder, file), [content.length, Math.min(content.length, gzipSync(content).length)]];
    }),
  );
}

mkdirSync(target, { recursive: true });
const more = JSON.parse(readFileSync(join(given, "more.json"), "utf8"));
await bundleScripts();
const packages = copyPython();
const modules = await bundlePython();
writeFileSync(join(target, "manifest.json"), JSON.stringify({ packages, modules, sizes: sizes(target), ...more }));
