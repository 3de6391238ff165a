"""The path of a request as the client wrote it."""

import pytest

from support.doi_org import Get


@pytest.mark.parametrize(
    ("path", "handle"),
    [
        ("10.5555/a%2Fb", "10.5555/a/b"),
        ("10.5555/a%252Fb", "10.5555/a%2Fb"),  # decoded once
        ("10.5555/a+b", "10.5555/a+b"),
        ("10.5555/a//b", "10.5555/a//b"),
        ("10.5555/stra%C3%9Fe", "10.5555/straße"),
        ("10.5555/%FF", "10.5555/\N{REPLACEMENT CHARACTER}"),
        ("10.5555/a%3Fb?index=1", "10.5555/a?b"),
        ("10.5555/a%23b#part", "10.5555/a#b"),
    ],
)
def test_a_name_is_what_was_written_decoded_once(get: Get, path: str, handle: str) -> None:
    answer = get(f"https://doi.org/api/handles/{path}").json
    assert answer == {"responseCode": 100, "handle": handle}
