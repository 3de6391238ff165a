"""Cleans names, texts, identifiers and coordinates as DataCite's server does."""

import re
from typing import Any

_KEPT_TAGS = re.compile(r"(</?(?:strong|em|b|i|code|pre|sub|sup|br)\s*/?>)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[0-9X]")
_ROR = re.compile(r"0\w{6}\d{2}")


def sanitized(text: str | None) -> str | None:
    """Return text as the server cleans it: single spaces, simple formatting tags kept, others dropped."""
    if text is None:
        return None
    parts = _KEPT_TAGS.split(text)
    cleaned = [part if index % 2 else _escaped(_TAG.sub("", part)) for index, part in enumerate(parts)]
    return " ".join("".join(cleaned).split()) or None


def cleaned_name(name: str) -> str:
    """Return a name as the server writes it: no brackets, no spaces around hyphens, capitals first."""
    name = " ".join(re.sub(r"\s*\(.+\)\s*", "", name).replace(" - ", "-").split())
    return re.sub(r"\b[^\W\d_]", lambda match: match[0].upper(), name)


def normalized_orcid(value: str) -> str:
    """Return an ORCID iD as a URL, the value itself where it is none."""
    match = _ORCID.search(value)
    if not match:
        return value
    digits = match[0].replace("-", "")
    return f"https://orcid.org/{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"


def normalized_ror(value: str) -> str:
    """Return a ROR id as a URL, the value itself where it is none."""
    match = _ROR.search(value.lower())
    return f"https://ror.org/{match[0]}" if match else value


def number(value: Any) -> Any:
    """Return a coordinate as a number, as DataCite stores it since October 2025; other text as it came."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[+-]?\d{1,15}", value.strip()):
        return int(value)
    if re.fullmatch(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)", value.strip()):
        return float(value)
    return value


def _escaped(text: str) -> str:
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|#\d+);)", "&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
