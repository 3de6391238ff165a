"""E-mail addresses are found in every spelling, those that belong to nobody stay, and names stay names."""

import pytest

from pidguide.cassettes.email_addresses import found_in, replace_all

# Joined here: no file holds an address of a person.
HOST = "uni-" + "muenster.de"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"jane@{HOST}", "someone@example.org"),
        (f"Ask jane.doe+x@{HOST}.", "Ask someone@example.org."),
        (f"mailto%3Ajane%40{HOST}", "mailto%3Asomeone%40example.org"),
        (f"jane=40{HOST}", "someone=40example.org"),
        (f"jane(a){HOST}", "someone(a)example.org"),
        (f"jane (at) {HOST}", "someone (at) example.org"),
        ("jane [at] uni-muenster [dot] de", "someone [at] example.org"),
        ("jane_at_uni-muenster_dot_de", "someone_at_example.org"),
        (f"jane_at_{HOST}", "someone_at_example.org"),
        ("jane at uni-muenster dot de", "someone at example.org"),
        (f"<span>jane</span>@<b>{HOST}</b>", "<span>someone</span>@<b>example.org</b>"),
        (f"jane&nbsp;(at)&nbsp;{HOST}", "someone&nbsp;(at)&nbsp;example.org"),
        (f"'jane' + '@' + '{HOST}'", "'someone' + '@' + 'example.org'"),
        ("jane@<i>uni</i>.<i>de</i>", "someone@<i>example.org</i>"),
        (f'"jane doe"@{HOST}', "someone@example.org"),
        ("jane@[192.0.2.1]", "someone@example.org"),
    ],
)
def test_an_address_is_replaced_as_it_is_written(text: str, kept: str) -> None:
    assert replace_all(text) == kept
    assert len(list(found_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["you@example.org", "you@mail.example.com", "you%40example.net", "@app.get('/')", "a @ b", "look at this",
     "created_at_index", "meet at noon. dot the i", "\\n@pytest.fixture", "10.5555/a@b", "user@host"],
)  # fmt: skip
def test_nobodys_address_and_what_is_none_stay(text: str) -> None:
    assert replace_all(text) == text
    assert list(found_in(text)) == []
