"""The HTML that the proxy answers."""

from support.doi_org import Get


def test_pages_escape_what_was_asked_for(get: Get) -> None:
    answer = get("https://doi.org/10.5281/%3Cscript%3E")
    assert "<script>" not in answer.text


def test_the_body_of_a_redirect_names_its_target_as_recorded(get: Get) -> None:
    assert get("https://doi.org/10.5281/zenodo.1").text == (
        "<html><head><title>Handle Redirect</title></head>\n"
        '<body><a href="https://repository.example/1">https://repository.example/1</a></body></html>'
    )
