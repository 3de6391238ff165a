"""Which requests change something: of those, the answer waits until the change is kept."""

import pytest

from pid_emulator import Emulator
from pid_emulator.crossref import crossref_services
from pid_emulator.orcid import orcid_services


@pytest.mark.parametrize(
    ("host", "method", "path", "reads"),
    [
        ("orcid.org", "GET", "/oauth/authorize", False),  # hands out a code
        ("orcid.org", "GET", "/0009-9000-0000-0010", True),
        ("orcid.org", "POST", "/signin", False),
        ("test.crossref.org", "GET", "/servlet/submissionDownload", False),  # the queue goes on
        ("doi.crossref.org", "HEAD", "/servlet/submissionDownload", False),
        ("api.crossref.org", "GET", "/works", True),
        ("api.crossref.org", "HEAD", "/works", True),
    ],
)
def test_what_changes_something_is_known_before_it_is_answered(
    emulator: Emulator, host: str, method: str, path: str, reads: bool
) -> None:
    services = [
        *orcid_services(emulator.world),
        *crossref_services(emulator.world, lambda doi: None, lambda doi: False),
    ]
    (service,) = [each for each in services if host in each.hosts]
    assert service.only_reads({"REQUEST_METHOD": method, "PATH_INFO": path}) is reads
