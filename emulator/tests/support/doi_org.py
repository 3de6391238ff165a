"""A DOI with every awkward character, and how tests ask."""

import json
from collections.abc import Callable

from werkzeug.test import TestResponse

SICI = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
Get = Callable[..., TestResponse]


def entries(get: Get, names: str, route: str = "doiRA") -> list[dict[str, str]]:
    """Return what doiRA says of each name."""
    answer = get(f"https://doi.org/{route}/{names}")
    assert answer.status_code == 200
    assert answer.content_type == "application/json;charset=UTF-8"
    found: list[dict[str, str]] = json.loads(answer.text)
    return found
