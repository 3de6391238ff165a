"""datacite, the Python client of DataCite's API, runs against the emulator through its usual address."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from datacite.errors import (
    DataCiteForbiddenError,
    DataCiteNotFoundError,
    DataCiteServerError,
    DataCiteUnauthorizedError,
)

from datacite import DataCiteRESTClient
from pid_emulator import Emulator
from pid_emulator.core import accounts
from pid_emulator.core.schema_files import DATACITE_KERNEL, schema_file
from pidguide.running import transports

TEST_API = "https://api.test.datacite.org/"
URL = "https://repository.example.org/1"
METADATA: dict[str, Any] = {
    "creators": [{"name": "Carberry, Josiah"}],
    "titles": [{"title": "Cracks in bowls"}],
    "publisher": "Brown University",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}

pytestmark = pytest.mark.skipif(
    schema_file(DATACITE_KERNEL) is None, reason="needs the DataCite kernel 4.7 XSD: run `pidguide schemas`"
)


def connect(password: str = accounts.DATACITE_PASSWORD) -> DataCiteRESTClient:
    return DataCiteRESTClient(
        username=accounts.DATACITE_REPOSITORY_ID,
        password=password,
        prefix=accounts.DATACITE_PREFIX,
        url=TEST_API,
    )


@pytest.fixture
def client(emulator: Emulator) -> Iterator[DataCiteRESTClient]:
    """The client of the guide's repository, its requests led to the emulator."""
    with transports.emulator(emulator):
        yield connect()


def metadata() -> dict[str, Any]:
    """Return metadata of its own for each call: the client writes into what it is given."""
    return copy.deepcopy(METADATA)


def test_wrong_password_on_create_is_not_found(client: DataCiteRESTClient) -> None:
    with pytest.raises(DataCiteNotFoundError):
        connect("wrong").draft_doi()


def test_wrong_password_on_update_is_unauthorized(client: DataCiteRESTClient) -> None:
    doi = client.draft_doi()
    with pytest.raises(DataCiteUnauthorizedError):
        connect("wrong").update_url(doi, URL)


def test_foreign_prefix_is_forbidden(client: DataCiteRESTClient) -> None:
    with pytest.raises(DataCiteForbiddenError):
        client.post_doi({"attributes": {"doi": "10.1594/mine"}})


def test_invalid_metadata_is_reported_as_a_server_error(client: DataCiteRESTClient) -> None:
    incomplete = {**metadata(), "creators": []}
    with pytest.raises(DataCiteServerError, match="Missing child element"):
        client.public_doi(incomplete, URL)


def test_findable_doi_is_not_deleted(client: DataCiteRESTClient) -> None:
    doi = client.public_doi(metadata(), URL)
    with pytest.raises(DataCiteServerError, match="Method not allowed"):
        client.delete_doi(doi)


def test_life_of_a_doi(client: DataCiteRESTClient) -> None:
    doi = client.draft_doi()
    assert client.get_metadata(doi)["state"] == "draft"
    client.update_url(doi, URL)
    assert client.get_doi(doi) == URL
    client.put_doi(doi, {"attributes": {**metadata(), "event": "publish"}})
    assert client.get_metadata(doi)["state"] == "findable"
    client.update_doi(doi, {**metadata(), "titles": [{"title": "More cracks"}]})
    assert client.get_metadata(doi)["titles"] == [{"title": "More cracks"}]
    client.hide_doi(doi)
    assert client.get_metadata(doi)["state"] == "registered"
    client.show_doi(doi)
    assert client.get_metadata(doi)["state"] == "findable"


def test_private_doi_is_registered(client: DataCiteRESTClient) -> None:
    doi = client.private_doi(metadata(), URL)
    assert client.get_metadata(doi)["state"] == "registered"


def test_draft_is_deleted(client: DataCiteRESTClient) -> None:
    doi = client.draft_doi(doi=f"{accounts.DATACITE_PREFIX}/to-delete")
    client.delete_doi(doi)
    with pytest.raises(DataCiteNotFoundError):
        client.get_metadata(doi)
