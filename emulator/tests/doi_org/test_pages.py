"""The HTML that the proxy answers."""

import pytest

from support.doi_org import Get


def test_pages_escape_what_was_asked_for(get: Get) -> None:
    answer = get("https://doi.org/10.5281/%3Cscript%3E")
    assert "<script>" not in answer.text


def test_the_body_of_a_redirect_names_its_target_as_recorded(get: Get) -> None:
    assert get("https://doi.org/10.5281/zenodo.1").text == (
        "<html><head><title>Handle Redirect</title></head>\n"
        '<body><a href="https://repository.example/1">https://repository.example/1</a></body></html>'
    )


@pytest.mark.parametrize(
    ("path", "heading", "text"),
    [
        (
            "10.5281/a%26b",
            "Error: DOI Not Found",
            "<p>No DOI <code>10.5281/a&amp;b</code> is registered.</p>",
        ),
        ("a%26b/c", "Error: Not a DOI", "<p><code>a&amp;b/c</code> does not have the form of a DOI.</p>"),
    ],
)
def test_an_error_is_a_page_that_names_what_was_asked_for(
    get: Get, path: str, heading: str, text: str
) -> None:
    assert get(f"https://doi.org/{path}").text == (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="UTF-8"><title>{heading}</title></head>\n'
        f"<body>\n<h1>{heading}</h1>\n{text}\n</body>\n</html>\n"
    )


def test_the_values_of_a_handle_are_a_table(get: Get) -> None:
    assert (
        "<p>Handle values of 10.5240/7290-C8AD</p>\n<table>\n"
        "<tr><th>Index</th><th>Type</th><th>Timestamp</th><th>Data</th></tr>\n"
        "<tr><td>1</td><td>URL</td><td></td><td>https://film.example/7290</td></tr>\n"
        "<tr><td>2</td><td>EMAIL</td><td></td><td>film@example.org</td></tr>\n</table>"
    ) in get("https://doi.org/10.5240/7290-C8AD?noredirect").text


def test_the_page_on_the_way_to_https_is_as_recorded(get: Get) -> None:
    assert get("http://doi.org/10.5281/zenodo.1").text == (
        "<html>\r\n<head><title>301 Moved Permanently</title></head>\r\n<body>\r\n"
        "<center><h1>301 Moved Permanently</h1></center>\r\n<hr><center>cloudflare</center>\r\n"
        "</body>\r\n</html>\r\n"
    )
