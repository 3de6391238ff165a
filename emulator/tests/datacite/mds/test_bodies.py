"""The text bodies of the MDS API."""

import pytest

from pid_emulator.datacite.mds.bodies import WrongBody, read_media, read_registration
from support.datacite_mds import DOI, PREFIX, TEXT, Repository


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "400 "),
        ("url=https://example.org/1", "400 param 'doi' required"),
        (f"doi={DOI}", "400 param 'url' required"),
        (f"doi={DOI}\nurl=", "400 param 'url' required"),
        (
            f"doi={PREFIX}/other\nurl=https://example.org/1",
            "400 doi parameter does not match doi of resource",
        ),
        (f"doi={DOI}\nurl=example.org", "422 URL is not valid"),
    ],
)
def test_a_registration_needs_doi_and_url(body: str, told: str, repository: Repository) -> None:
    assert repository.told("PUT", f"/doi/{DOI}", body, TEXT) == told


@pytest.mark.parametrize(
    ("body", "resource", "found"),
    [
        ("doi=10.1234/A\nurl=https://a", None, ("10.1234/a", "https://a")),
        (" doi = 10.1234/a \r\n url = https://a \r\n", "10.1234/a", ("10.1234/a", "https://a")),
        ("doi=10.1234%2Fa\nurl=https://a/%20b?c=d", None, ("10.1234/a", "https://a/ b?c=d")),
        ("doi=https://doi.org/10.1234/a\nurl=https://a\nmore", None, ("10.1234/a", "https://a")),
    ],
)
def test_a_registration_is_a_line_for_the_doi_and_one_for_the_url(
    body: str, resource: str | None, found: tuple[str, str]
) -> None:
    assert read_registration(body.encode(), resource) == found


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        (b" \n ", 400, ""),
        (b"DOI=10.1234/a\nurl=https://a", 400, "param 'doi' required"),
        (b"\xff", 400, "param 'doi' required"),
        (b"doi=10.123/a\nurl=https://a", 404, "DOI not found"),
        (b"doi=10.1234/a\n\nurl=https://a", 400, "param 'url' required"),
        (b"doi=10.1234/a\nURL=https://a", 400, "param 'url' required"),
    ],
)
def test_what_no_registration_is(body: bytes, status: int, text: str) -> None:
    with pytest.raises(WrongBody) as wrong:
        read_registration(body, None)
    assert (wrong.value.status, str(wrong.value)) == (status, text)


def test_media_are_a_type_and_a_url() -> None:
    assert read_media(b" application/pdf = https://a?b=c\n") == ("application/pdf", "https://a?b=c")
    for body in (b"", b"=", b"application/pdf", b"application/pdf= ", b" =https://a"):
        with pytest.raises(WrongBody) as wrong:
            read_media(body)
        assert (wrong.value.status, str(wrong.value)) == (404, "No media for the DOI")
