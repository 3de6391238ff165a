"""The samples there are. A page is a folder of samples; there is no registry to keep in step."""

import ast
import difflib
import hashlib
import os
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text, reason, require_guide, shown
from pidguide.samples.excerpt import without_marks

SERVICE_OF_HOST = {
    "doi.org": "doi.org",
    "www.doi.org": "doi.org",
    "dx.doi.org": "doi.org",
    "hdl.handle.net": "doi.org",
    "citation.doi.org": "doi.org",
    "api.crossref.org": "Crossref",
    "doi.crossref.org": "Crossref",
    "test.crossref.org": "Crossref test system",
    "api.datacite.org": "DataCite",
    "mds.datacite.org": "DataCite",
    "data.crosscite.org": "DataCite",
    "data.datacite.org": "DataCite",
    "api.test.datacite.org": "DataCite test system",
    "mds.test.datacite.org": "DataCite test system",
    "handle.stage.datacite.org": "DataCite test system",
    "orcid.org": "ORCID",
    "pub.orcid.org": "ORCID",
    "api.orcid.org": "ORCID",
    "sandbox.orcid.org": "ORCID sandbox",
    "pub.sandbox.orcid.org": "ORCID sandbox",
    "api.sandbox.orcid.org": "ORCID sandbox",
}


@dataclass(frozen=True)
class Sample:
    """One sample: its script, what it prints, and its cassette, all under one name.

    `name` is its page and its own name, e.g. `doi/access/csl_json`, `tutorial/read_record`.
    """

    name: str

    @property
    def page(self) -> str:
        """The page that shows it, e.g. `doi/access`."""
        return self.name.rpartition("/")[0]

    @property
    def anchor(self) -> str:
        """The sample's anchor on its page, e.g. `csl_json`."""
        return self.name.rpartition("/")[2]

    @property
    def script(self) -> Path:
        return paths.SAMPLES / f"{self.name}.py"

    @property
    def output(self) -> Path:
        return paths.SAMPLES / f"{self.name}.out"

    @property
    def cassette(self) -> Path:
        return paths.CASSETTES / f"{self.name}.yaml"

    @cached_property
    def source(self) -> str:
        """The script's text. Raises UserError, naming the file, where it cannot be read."""
        return read_text(self.script)

    @property
    def listing(self) -> str:
        """The script as readers get it: its text without the marks of the excerpt."""
        return without_marks(self.source)

    @property
    def tree(self) -> ast.Module:
        """The script, parsed. Raises UserError, naming the file and the line, where it is no Python."""
        return _parse(self.source, self.script)

    @property
    def sha256(self) -> str:
        """Digest of the script, by which a cassette knows whether it was recorded from this very text."""
        return hashlib.sha256(self.script.read_bytes()).hexdigest()

    @property
    def title(self) -> str:
        """First line of the script's docstring: what the sample does, as an order.

        Of a script that cannot be read, that it cannot: the others are to be listed all the same.
        """
        try:
            return _read_title(self.source, self.script)
        except UserError as error:
            return f"({error})"

    @property
    def flaw(self) -> str:
        """Why the script can be neither read nor run; "" of almost all."""
        try:
            _read_title(self.source, self.script)
        except UserError as error:
            return str(error)
        return ""


@cache
def _read_title(source: str, script: Path) -> str:
    docstring = ast.get_docstring(_parse(source, script)) or ""
    return docstring.strip().partition("\n")[0].rstrip(".")


def _parse(source: str, script: Path) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:  # ValueError: a null byte, before Python 3.12
        raise UserError(f"{shown(script)} cannot be read: {reason(error)}") from None


def find_samples() -> list[Sample]:
    """Return all samples, sorted by name. Raises UserError where there is no guide."""
    require_guide()
    return [
        Sample(script.relative_to(paths.SAMPLES).with_suffix("").as_posix())
        for script in sorted(paths.SAMPLES.rglob("*.py"))
        if not script.is_dir()
    ]


def get_sample(name: str) -> Sample:
    """Return one sample by its name or by the path of its script, as a shell completes it.

    Raises UserError that suggests near names when there is none.
    """
    for known in _possible_names(name):
        sample = Sample(known)
        if "/" in known and sample.script.is_file():
            return sample
    given = name or "without a name"
    raise UserError(f"There is no sample {given}. {_near_names(name)}", exit_code=2)


def _possible_names(given: str) -> list[str]:
    """Return what a word may name: a script below samples/, as seen from there, the guide or here."""
    names = []
    for base in (paths.SAMPLES, paths.ROOT, Path.cwd()):
        script = Path(os.path.normpath(base / given.removesuffix(".py")))
        if script.is_relative_to(paths.SAMPLES):
            names.append(script.relative_to(paths.SAMPLES).as_posix())
    return names


def _near_names(given: str) -> str:
    name = given.removesuffix(".py").rpartition("samples/")[2]
    names = [known.name for known in find_samples()]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    near += [known for known in names if known.endswith(f"/{name}") and known not in near]
    return f"Did you mean {' or '.join(near)}?" if near else "`pidguide list` shows all names."


def choose_samples(names: tuple[str, ...], everything: bool) -> list[Sample]:
    """Return the samples a command was asked for. Raises UserError when it was asked for none."""
    if everything and names:
        raise UserError("Give names or --all, not both.", exit_code=2)
    if everything:
        return find_samples()
    if not names:
        raise UserError("Name a sample, or give --all. `pidguide list` shows the names.", exit_code=2)
    return [get_sample(name) for name in names]


def services_of(hosts: list[str]) -> list[str]:
    """Return the names of the services behind host names, in order, each once."""
    return list(dict.fromkeys(SERVICE_OF_HOST.get(host, host) for host in hosts))
