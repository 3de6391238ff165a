"""Recordings of the real services that packages on PyPI carry, so that anyone can repeat the measurement.

Nothing of them is part of the guide: they are downloaded by pip into the cache folder, and used only where
their hashes are the pinned ones.
"""

import hashlib
import json
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from pidguide.basics.paths import CACHE
from pidguide.basics.source_packages import CannotDownload, download_source, find_source


@dataclass(frozen=True)
class Package:
    """A source distribution with recordings in it: pip's requirement, the file's hash and where they are."""

    requirement: str
    sha256: str
    recordings: str
    licence: str


HABANERO = Package(
    "habanero==2.9.2",
    "efcdfecec965c413e0f1ee9034fbe955d42e6b815b0784aa0c4a3df2cc272019",
    "test/cassettes",
    "MIT",
)
COMMONMETA_SCHEMA = Package(
    "commonmeta-schema==1.0.3",
    "71374a13c821df57c7edcb6abac05786f8524106a39323b2f219867bc3771e7f",
    "fixtures/datacite_reader",
    "MIT",
)
PACKAGES = (HABANERO, COMMONMETA_SCHEMA)


class DownloadError(Exception):
    """pip could not fetch a package, or what it fetched is not what is pinned."""


def fetch(folder: Path | None = None) -> list[Path]:
    """Download the packages unless they are in the folder already; return their folders of cassettes.

    Raises DownloadError when pip fails or a hash differs.
    """
    folder = folder or CACHE / "fidelity"
    folder.mkdir(parents=True, exist_ok=True)
    return [_recordings(package, _download(package, folder), folder) for package in PACKAGES]


def _download(package: Package, folder: Path) -> Path:
    archive = find_source(package.requirement, folder)
    if archive is None:
        try:
            archive = download_source(package.requirement, package.sha256, folder)
        except CannotDownload as error:
            raise DownloadError(f"pip could not download {package.requirement}: {error}") from None
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise DownloadError(
            f"{archive} has the SHA-256 {found}, not the pinned {package.sha256}; delete it to fetch it anew"
        )
    return archive


def _recordings(package: Package, archive: Path, folder: Path) -> Path:
    """Return the folder of cassettes; of bodies alone cassettes are made first."""
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    if not unpacked.is_dir():
        with tarfile.open(archive) as content:
            content.extractall(folder, filter="data")
    found = next((path for path in unpacked.rglob(Path(package.recordings).name) if path.is_dir()), None)
    if found is None:
        raise DownloadError(f"{archive.name} holds no {package.recordings}")
    return found if package is HABANERO else _as_cassettes(package, found, folder / "datacite-bodies")


def _as_cassettes(package: Package, bodies: Path, folder: Path) -> Path:
    """Write a cassette for each body that DataCite answered to GET /dois/{id}?include=media,client."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in sorted(bodies.glob("*.json")):
        body = file.read_text(encoding="utf-8")
        document = json.loads(body)
        data = document.get("data") if isinstance(document, dict) else None
        if not isinstance(data, dict) or data.get("type") != "dois":
            continue
        included = "?include=media,client" if "included" in document else ""
        cassette = {
            "interactions": [
                {
                    "request": {
                        "method": "GET",
                        "uri": f"https://api.datacite.org/dois/{data['id']}{included}",
                        "body": None,
                        "headers": {},
                    },
                    "response": {
                        "status": {"code": 200, "message": "OK"},
                        "headers": {},
                        "body": {"string": body},
                    },
                }
            ],
            "metadata": {
                "source": package.requirement,
                "recorded_at": data["attributes"].get("updated"),
                "headers_recorded": False,
            },
            "version": 1,
        }
        (folder / f"{file.stem}.yaml").write_text(yaml.safe_dump(cassette), encoding="utf-8")
    return folder
