"""The samples there are. A page is a folder of samples; there is no registry to keep in step."""

import ast
import difflib
import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pidguide import paths
from pidguide.errors import UserError

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
        return self.script.read_text(encoding="utf-8")

    @property
    def sha256(self) -> str:
        """Digest of the script, by which a cassette knows whether it was recorded from this very text."""
        return hashlib.sha256(self.script.read_bytes()).hexdigest()

    @property
    def title(self) -> str:
        """First line of the script's docstring: what the sample does, as an order."""
        return _read_title(self.source)


@cache
def _read_title(source: str) -> str:
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return docstring.strip().partition("\n")[0].rstrip(".")


def find_samples() -> list[Sample]:
    """Return all samples, sorted by name."""
    return [
        Sample(script.relative_to(paths.SAMPLES).with_suffix("").as_posix())
        for script in sorted(paths.SAMPLES.rglob("*.py"))
    ]


def get_sample(name: str) -> Sample:
    """Return one sample by name. Raises UserError that suggests near names when there is none."""
    name = name.removeprefix("samples/").removesuffix(".py")
    sample = Sample(name)
    if name.count("/") >= 1 and sample.script.is_file():
        return sample
    names = [known.name for known in find_samples()]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    near += [known for known in names if known.endswith(f"/{name}") and known not in near]
    hint = f"Did you mean {' or '.join(near)}?" if near else "`pidguide list` shows all names."
    raise UserError(f"There is no sample {name}. {hint}", exit_code=2)


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
