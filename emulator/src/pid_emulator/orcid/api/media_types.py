"""Which format ORCID's API answers in, from Accept and Content-Type."""

from dataclasses import dataclass

from werkzeug.http import parse_options_header

from pid_emulator.orcid.errors import ApiError

# ORCID's own quality of what it can produce; it decides where the client has no preference.
QUALITY = {
    "application/xml": 1.0,
    "application/json": 1.0,
    "application/vnd.orcid+xml": 0.5,
    "application/vnd.orcid+json": 0.4,
    "application/orcid+xml": 0.3,
    "application/orcid+json": 0.2,
}
JSON_LD = "application/ld+json"
CSL_JSON = "application/vnd.citationstyles.csl+json"
XML_DEFAULT = "application/vnd.orcid+xml"
XML_DEFAULT_CONTENT_TYPE = "application/vnd.orcid+xml;qs=0.5;charset=UTF-8"
PRETTY = ("application/vnd.orcid+json", "application/orcid+json")


class MalformedAccept(Exception):
    """An Accept header that is no list of media types."""


@dataclass(frozen=True)
class Format:
    """The chosen format: its media type, and the Content-Type to answer with."""

    media_type: str
    content_type: str

    @property
    def is_xml(self) -> bool:
        return self.media_type.endswith("xml")

    @property
    def is_pretty(self) -> bool:
        return self.media_type in PRETTY


DEFAULT = Format(XML_DEFAULT, XML_DEFAULT_CONTENT_TYPE)


def choose(accept: str | None, content_type: str | None, produces: tuple[str, ...] = ()) -> Format:
    """Choose among ORCID's six types and what else the path `produces`.

    Where Accept is missing or takes anything, the type of the request's own body decides, and without one
    it is XML. Raises ApiError 9001 with status 406 when nothing fits, MalformedAccept when it is no list of
    media types.
    """
    offered = {**QUALITY, **dict.fromkeys(produces, 1.0)}
    sent = parse_options_header(content_type)[0].lower() if content_type else ""
    if not accept or "*/*" in accept:
        if sent in QUALITY:
            return _format(sent)
        if not accept or accept.strip() == "*/*":
            return DEFAULT
    best = max((_match(wanted, order, offered) for order, wanted in enumerate(_parse(accept))), default=None)
    if best is None or best[0] <= 0:
        raise ApiError(9001, "HTTP 406 Not Acceptable", status=406)
    return _format(best[-1])


def _format(media_type: str) -> Format:
    return Format(media_type, f"{media_type};charset=UTF-8")


def _parse(accept: str) -> list[tuple[str, float]]:
    wanted = []
    for part in accept.split(","):
        media_type, options = parse_options_header(part.strip())
        kind, slash, subtype = media_type.partition("/")
        if not (kind and slash and subtype):
            raise MalformedAccept(accept)
        try:
            quality = float(options.get("q", "1"))
        except ValueError:
            raise MalformedAccept(accept) from None
        wanted.append((media_type.lower(), quality))
    return wanted


def _match(
    wanted: tuple[str, float], order: int, offered: dict[str, float]
) -> tuple[float, float, int, int, str]:
    """Rank the best offer for one wanted type: client's quality, ours, how specific, how early."""
    media_type, quality = wanted
    kind, _, subtype = media_type.partition("/")
    best: tuple[float, float, int, int, str] = (0.0, 0.0, 0, -order, "")
    for position, (offer, own_quality) in enumerate(offered.items()):
        if media_type == offer:
            rank = (quality, own_quality, 2, -order, offer)
        elif subtype == "*" and kind in ("*", offer.partition("/")[0]):
            rank = (quality, own_quality - position / 1000, 1, -order, offer)
        else:
            continue
        best = max(best, rank)
    return best
