"""What Java takes for a number and for a URI: ORCID leaves both to Java's own classes."""

import re
from ipaddress import AddressValueError, IPv6Address

# The grammar of Double.valueOf, which Double.parseDouble follows; it leaves out white space around it.
_DIGITS = r"[0-9]+"
_EXPONENT = rf"(?:[eE][+-]?{_DIGITS})?"
_DECIMAL = rf"(?:{_DIGITS}\.?(?:{_DIGITS})?|\.{_DIGITS}){_EXPONENT}"
_HEXADECIMAL = rf"0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?{_DIGITS}"
_DOUBLE = re.compile(rf"[+-]?(?:NaN|Infinity|(?:{_DECIMAL}|{_HEXADECIMAL})[fFdD]?)")
_WHITE_SPACE = "".join(map(chr, range(33)))

# The grammar of java.net.URI: RFC 2396, with brackets in queries and other letters than ASCII's anywhere.
_OTHER = r"(?![\s\u0080-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])[^\x00-\x7f]"
_LETTERS = rf"%[0-9a-fA-F]{{2}}|{_OTHER}|[A-Za-z0-9_.!~*'()&=+$,:;@\-"
_URIC = re.compile(rf"(?:{_LETTERS}/?\[\]])*")
_PATH = re.compile(rf"(?:{_LETTERS}/])*")
_NAME = re.compile(rf"(?:{_LETTERS}])+")
_IPV6_SERVER = re.compile(r"(?:[^@]*@)?\[([0-9A-Fa-f:.]+)(?:%[A-Za-z0-9_.]+)?\](?::[0-9]*)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")


def is_double(text: str) -> bool:
    """Tell whether `Double.parseDouble` takes a text."""
    return _DOUBLE.fullmatch(text.strip(_WHITE_SPACE)) is not None


def is_uri(text: str) -> bool:
    """Tell whether `new java.net.URI` takes a text: a relative address is one, too."""
    before, mark, fragment = text.partition("#")
    if not _URIC.fullmatch(fragment):
        return False
    scheme, colon, place = before.partition(":")
    if not colon or re.search("[/?]", scheme):
        return _is_place(before, has_more=bool(mark))
    if not _SCHEME.fullmatch(scheme):
        return False
    if place.startswith("/"):
        return _is_place(place, has_more=bool(mark))
    return bool(place) and _URIC.fullmatch(place) is not None


def _is_place(text: str, *, has_more: bool) -> bool:
    """Tell whether a text is authority, path and query; an authority may be empty where something follows."""
    path, mark, query = text.partition("?")
    if path.startswith("//"):
        authority, slash, rest = path[2:].partition("/")
        if not (_is_authority(authority) if authority else slash or mark or has_more):
            return False
        path = slash + rest
    return _PATH.fullmatch(path) is not None and _URIC.fullmatch(query) is not None


def _is_authority(text: str) -> bool:
    """Tell whether a text is a server or, as Java then supposes, a name in some registry."""
    if _NAME.fullmatch(text):
        return True
    server = _IPV6_SERVER.fullmatch(text)
    return server is not None and _is_ipv6(server[1])


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
