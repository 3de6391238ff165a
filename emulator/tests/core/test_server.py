"""`Emulator.request()` sends what it is given, however odd the path."""

import pytest

from pid_emulator import Emulator


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://doi.org", "/"),
        ("https://doi.org//10.5555/12345678", "//10.5555/12345678"),
        ("https://doi.org/10.5555%2F12345678?a=b%20c#part", "/10.5555%2F12345678?a=b%20c"),
    ],
)
def test_the_service_sees_the_request_line_as_it_was_written(url: str, target: str) -> None:
    emulator = Emulator()
    seen: list[tuple[str, str]] = []
    answer = emulator.application

    def look(environ, start_response):  # type: ignore[no-untyped-def]
        seen.append((environ["HTTP_HOST"], environ["REQUEST_URI"]))
        return answer(environ, start_response)

    emulator.application = look  # type: ignore[method-assign]
    emulator.request("GET", url)
    assert seen == [("doi.org", target)]
