"""What every emulated service is: a name, the hosts it answers for, and an application."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

WSGIApplication = Callable[[dict[str, Any], Any], Any]


@dataclass(frozen=True)
class Service:
    """One registry's web service.

    `name` is the one that scores and pages use: "doi.org", "crossref", "datacite" or "orcid".
    `hosts` are the real host names; requests for any of them reach `application`, whichever
    scheme they came by (look at `request.scheme` where http is answered in another way).
    """

    name: str
    hosts: tuple[str, ...]
    application: WSGIApplication
