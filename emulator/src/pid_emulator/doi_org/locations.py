"""The handle value type 10320/loc: several places for one DOI, and which of them a request gets.

https://www.doi.org/the-identifier/resources/handbook/ describes the attributes: `id`, `href`, `weight`,
`country`, `http_role`.
"""

import random
from collections.abc import Mapping

from pid_emulator.core.libraries import etree

TYPE = "10320/loc"


def parse_locations(xml: str) -> list[dict[str, str]]:
    """Return each location's attributes; none where the value is not XML."""
    try:
        root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return []
    return [
        {str(key): str(value) for key, value in location.attrib.items()}
        for location in root.iter("location")
        if location.get("href")
    ]


def choose_location(
    locations: list[dict[str, str]], wanted: Mapping[str, str], chance: random.Random
) -> str | None:
    """Return one address: among those with the wanted attributes (else among all), drawn by weight.

    A location with an `http_role` only serves requests of that role, one of weight 0 is never drawn.
    """
    open_to_all = [location for location in locations if "http_role" not in location]
    matching = [location for location in open_to_all if wanted.items() <= location.items()]
    if wanted and matching:
        return matching[0]["href"]
    weights = [_weight(location) for location in open_to_all]
    if not any(weights):
        return None
    return chance.choices(open_to_all, weights)[0]["href"]


def conneg_location(locations: list[dict[str, str]]) -> str | None:
    """Return the address that serves metadata, where the handle itself names one."""
    return next((location["href"] for location in locations if location.get("http_role") == "conneg"), None)


def _weight(location: dict[str, str]) -> float:
    try:
        return max(float(location.get("weight", "1")), 0.0)
    except ValueError:
        return 0.0
