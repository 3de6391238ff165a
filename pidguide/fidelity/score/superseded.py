"""What the services have changed since a recording was made.

The emulator does what the services do today. A recording older than a change is scored without what the
change touched, and the report names it. Each rule is about a behaviour, dated and with its evidence.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from pid_emulator.orcid.record.external_ids import grouping_ids
from pid_emulator.orcid.record.external_ids import key as identifier_key
from pidguide.compare.exchanges import Exchange
from pidguide.fidelity.before.datacite_owner import sent_attributes


def _as_recorded(body: bytes) -> bytes:
    return body


@dataclass(frozen=True)
class Superseded:
    """One change of a service.

    It concerns exchanges recorded before `since` that `concerns` tells. Of these are left out: the values
    of `headers`, the presence of `new_headers`, the absence of `gone_headers`, the `media_type_parameter`,
    what `paths` matches in either body, what `new_paths` matches where only the emulator has it, with
    `empty_was_null` a null that is an empty list or object today, with `times_written_otherwise` how times
    are written; or the exchange as a whole where `whole` is set. `in_words_of_today` leaves nothing out: it
    puts the recorded body into the words that the service has for the same today.
    """

    behaviour: str
    since: date
    evidence: str
    concerns: Callable[[Exchange], bool]
    headers: tuple[str, ...] = ()
    new_headers: tuple[str, ...] = ()
    gone_headers: tuple[str, ...] = ()
    paths: re.Pattern[str] | None = None
    new_paths: re.Pattern[str] | None = None
    media_type_parameter: str = ""
    empty_was_null: bool = False
    times_written_otherwise: bool = False
    in_words_of_today: Callable[[bytes], bytes] = _as_recorded
    whole: bool = False


def _host(*names: str) -> Callable[[Exchange], bool]:
    return lambda exchange: exchange.host in names


def _crossref_bibtex(exchange: Exchange) -> bool:
    return exchange.host == "api.crossref.org" and exchange.answer.body.lstrip().startswith(b"@")


def _datacite(exchange: Exchange) -> bool:
    return re.fullmatch(r"api(\.test|\.stage)?\.datacite\.org", exchange.host) is not None


def _datacite_doi(exchange: Exchange) -> bool:
    """Tell whether an exchange is about DOIs or their media, not about repositories, members or prefixes."""
    return _datacite(exchange) and urlsplit(exchange.url).path.startswith("/dois")


def _datacite_list(exchange: Exchange) -> bool:
    return _datacite(exchange) and urlsplit(exchange.url).path == "/dois" and exchange.method == "GET"


def _datacite_write(exchange: Exchange) -> bool:
    return _datacite(exchange) and exchange.method != "GET"


def _datacite_assignments(exchange: Exchange) -> bool:
    path = urlsplit(exchange.url).path
    return _datacite(exchange) and path.startswith(("/client-prefixes", "/provider-prefixes"))


def _has_hyphenated_names(exchange: Exchange) -> bool:
    """Tell whether an answer's resources have names such as is-active; events still have them."""
    document = exchange.json() if _datacite(exchange) and "/events" not in exchange.url else None
    data = document.get("data") if isinstance(document, dict) else None
    resources = data if isinstance(data, list) else [data]
    return any(
        "-" in name
        for resource in resources
        if isinstance(resource, dict) and isinstance(resource.get("attributes"), dict)
        for name in resource["attributes"]
    )


def _datacite_invalid(exchange: Exchange) -> bool:
    return _datacite(exchange) and exchange.status == 422


def _names_a_source_twice(exchange: Exchange) -> bool:
    document = exchange.json() if _datacite_invalid(exchange) else None
    errors = document.get("errors") if isinstance(document, dict) else None
    sources = [str(error.get("source")) for error in errors or [] if isinstance(error, dict)]
    return len(sources) > len(set(sources))


def _sends_attributes_beside_xml(exchange: Exchange) -> bool:
    """Tell whether a write was refused that sent XML and, beside it, attributes that XML holds, too."""
    sent = sent_attributes(exchange) if _datacite_invalid(exchange) else {}
    return bool(sent.get("xml")) and any(sent.get(name) for name in ("creators", "titles", "types"))


def _sends_xml_without_name_types(exchange: Exchange) -> bool:
    """Tell whether a write sent XML that does not say of a name whether it is a person's."""
    try:
        xml = (
            base64.b64decode(str(sent_attributes(exchange).get("xml") or "")) if _datacite(exchange) else b""
        )
    except ValueError:
        return False
    return b"<creatorName" in xml and b"nameType" not in xml


def _groups_that_are_one_today(exchange: Exchange) -> bool:
    """Tell whether an answer has two groups of works with the same identifier, written otherwise."""
    document = exchange.json() if exchange.host.endswith("orcid.org") else None
    groups = document.get("group") if isinstance(document, dict) else None
    seen: set[tuple[str, str]] = set()
    for group in groups or []:
        keys = {identifier_key(each) for each in grouping_ids(group.get("external-ids"))}
        if keys & seen:
            return True
        seen |= keys
    return False


_LIMITS = ("x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit")

_REMOVED = re.compile(r"/(works|members|data-centers)(/|$)")

RULES = (
    Superseded(
        "Crossref named its pools anew (public-single, polite-array …) and lowered the limits of lists",
        date(2026, 7, 1),
        "answers of June and of July 2026 differ",
        _host("api.crossref.org"),
        headers=_LIMITS,
    ),
    Superseded(
        "Crossref's JSON names no charset in capitals",
        date(2022, 11, 9),
        "answers of June 2021 and of November 2022 differ",
        lambda exchange: exchange.host == "api.crossref.org" and "json" in exchange.media_type,
        media_type_parameter="charset",
    ),
    Superseded(
        "Crossref refuses a cursor that is none with 404, not with an exception",
        date(2023, 12, 1),
        "answers of November 2022 and of June 2026 differ; Crossref's Swagger document of December 2023",
        lambda exchange: (
            exchange.host == "api.crossref.org"
            and exchange.status == 500
            and "cursor" in parse_qs(urlsplit(exchange.url).query)
        ),
        whole=True,
    ),
    Superseded(
        "Crossref's list of types takes rows",
        date(2023, 12, 1),
        "an answer of November 2022; Crossref's Swagger document of December 2023",
        lambda exchange: exchange.host == "api.crossref.org" and urlsplit(exchange.url).path == "/types",
        paths=re.compile(r"^message\.items(\[|$)"),
    ),
    Superseded(
        "Crossref's errors carry rate-limit headers since the pools have limits of their own",
        date(2025, 12, 1),
        "announced 2025-11-05",
        _host("api.crossref.org"),
        new_headers=_LIMITS,
    ),
    Superseded(
        "Crossref's BibTeX comes from a citation style: on one line, other fields, names and dashes",
        date(2025, 6, 1),
        "answers of November 2022 and of August 2025 differ in every field",
        lambda exchange: _crossref_bibtex(exchange) and b",\n\t" in exchange.answer.body,
        whole=True,
    ),
    Superseded(
        "Crossref's content negotiation no longer links to full texts and licences in a header",
        date(2025, 6, 1),
        "answers of November 2022 and of August 2025 differ",
        lambda exchange: exchange.host == "api.crossref.org" and "/transform" in exchange.url,
        gone_headers=("link",),
    ),
    Superseded(
        "Crossref's members, journals, funders and licences can be read with a cursor",
        date(2023, 12, 1),
        "an answer of December 2018; Crossref's Swagger document of December 2023",
        lambda exchange: b"This route does not support cursor" in exchange.answer.body,
        whole=True,
    ),
    Superseded(
        "Crossref's errors put the name of an unknown filter in quotation marks",
        date(2026, 6, 16),
        "answers of 2025-06-08 and of 2026-06-16 differ",
        lambda exchange: exchange.host == "api.crossref.org" and b"Filter " in exchange.answer.body,
        in_words_of_today=lambda body: re.sub(
            rb"\bFilter ([\w.-]+) specified", rb"Filter '\1' specified", body
        ),
    ),
    Superseded(
        "Crossref's BibTeX writes the month with a capital",
        date(2026, 6, 1),
        "answers of 2025-08 to 2026-02 and of June and July 2026 differ",
        _crossref_bibtex,
        paths=re.compile(r"\.month$"),
    ),
    Superseded(
        "Crossref calls the limit x-rate-limit-limit, not x-rate-limit",
        date(2026, 2, 1),
        "answers of 2026-01 and of 2026-02 differ",
        lambda exchange: exchange.answer.header("x-rate-limit") is not None,
        new_headers=("x-rate-limit-limit",),
    ),
    Superseded(
        "DataCite has no /works, /members and /data-centers any more",
        date(2026, 7, 7),
        "lupo pull request 1555",
        lambda exchange: _datacite(exchange) and _REMOVED.match(urlsplit(exchange.url).path) is not None,
        whole=True,
    ),
    Superseded(
        "DataCite counts facets only when asked: disable-facets=false",
        date(2026, 3, 1),
        "DataCite's documentation; lupo pull request 1485",
        lambda exchange: _datacite_list(exchange) and "disable-facets=false" not in exchange.url,
        paths=re.compile(r"^meta\.(?!total$|totalPages$|page$)"),
    ),
    Superseded(
        "DataCite answers a POST with unknown credentials 404, not 401",
        date(2021, 1, 1),
        "answers of 2018 and of October 2021 differ; lupo's source of 2026-08 does as in 2021",
        lambda exchange: (
            _datacite(exchange)
            and urlsplit(exchange.url).path == "/dois"
            and exchange.method == "POST"
            and exchange.status == 401
        ),
        whole=True,
    ),
    Superseded(
        "DataCite's 422 names the DOI as uid",
        date(2021, 1, 1),
        "answers of 2018 and of 2021 differ",
        _datacite_invalid,
        new_paths=re.compile(r"^errors\[(\d*)\]\.uid$"),
    ),
    Superseded(
        "DataCite's 422 names each source once",
        date(2021, 1, 1),
        "an answer of 2018; lupo's source of 2026-08",
        _names_a_source_twice,
        paths=re.compile(r"^errors\[[1-9]\d*\]"),
    ),
    Superseded(
        "DataCite's own JSON format gives the publisher as an object, not as a name",
        date(2024, 1, 22),
        "an answer of 2023; bolognese's source since kernel 4.5",
        lambda exchange: "datacite+json" in exchange.media_type,
        paths=re.compile(r"^publisher(\.|$)"),
    ),
    Superseded(
        "DataCite leaves out attributes that it does not know, instead of refusing them",
        date(2021, 1, 1),
        "answers of December 2018 and of October 2021 differ; lupo's source of 2026-08",
        lambda exchange: _datacite_invalid(exchange) and b"unpermitted parameter" in exchange.answer.body,
        whole=True,
    ),
    Superseded(
        "DataCite tells an error of the XML in the words of its validator, the DOI before them",
        date(2021, 1, 1),
        "answers of 2018 and of October 2024 differ; lupo's source of 2026-08",
        lambda exchange: _datacite_invalid(exchange) and b"facet" in exchange.answer.body,
        paths=re.compile(r"^errors\[\d*\]\.title$"),
    ),
    Superseded(
        "DataCite writes the XML anew where attributes come beside it, and checks that, not what was sent",
        date(2021, 1, 1),
        "an answer of 2018; lupo's source of 2026-08",
        _sends_attributes_beside_xml,
        paths=re.compile(r"^errors\["),
    ),
    Superseded(
        "DataCite's DOIs give empty lists where they gave null, are not among their own identifiers, and "
        "have counts, alternateIdentifiers, SPDX licences and relations to other DOIs",
        date(2020, 7, 1),
        "answers of 2018 to 2020-03 and of 2021 differ",
        _datacite,
        paths=re.compile(
            r"attributes\.(identifiers?|periodical|landingPage)(\[|\.|$)"
            r"|attributes\.rightsList\[[^\]]*\]\.rights(Uri)?$|^included\[[^\]]*\]\.attributes\.published$"
        ),
        new_paths=re.compile(
            r"attributes\.(alternateIdentifiers|relatedItems|published|\w+Count|\w+OverTime)(\[|$)"
            r"|attributes\.rightsList\[\]\.(rightsIdentifier(Scheme)?|schemeUri)$"
            r"|^data(\[\])?\.relationships\.(references|citations|parts|partOf|versions|versionOf)(\.|$)"
            r"|(creators|contributors)\[\](\.nameIdentifiers\[\]\.schemeUri|\.affiliation|\.contributorType)$"
        ),
        empty_was_null=True,
    ),
    Superseded(
        "DataCite side-loads with DOIs and media only what is asked for; a DOI names its media as one",
        date(2020, 7, 1),
        "answers of 2018 to 2019 and of 2020-10 differ",
        _datacite_doi,
        paths=re.compile(r"^included(\[|$)|^data\.relationships\.media(\.|$)"),
    ),
    Superseded(
        "DataCite gives times in UTC, with milliseconds for one record and without in lists",
        date(2021, 1, 1),
        "answers of 2018 to 2020-03 and of 2021 differ",
        _datacite,
        times_written_otherwise=True,
    ),
    Superseded(
        "DataCite's DOIs have the year of publication in `published` no more: it is null",
        date(2021, 1, 1),
        "answers of 2020-01 and of 2021 differ",
        _datacite_list,
        paths=re.compile(r"^data\[[^\]]*\]\.attributes\.published$"),
    ),
    Superseded(
        "DataCite's DOIs name their member, and every person has a list of identifiers",
        date(2021, 1, 1),
        "answers of 2020-10 and of 2021-03 differ",
        _datacite,
        new_paths=re.compile(
            r"^data\.relationships\.provider(\.|$)|(creators|contributors)\[\]\.nameIdentifiers$"
        ),
    ),
    Superseded(
        "DataCite writes names in camel case (isActive), creators and titles instead of author and title",
        date(2018, 11, 1),
        "answers of September and of November 2018 differ",
        _has_hyphenated_names,
        whole=True,
    ),
    Superseded(
        "DataCite's formats name their charset, and the DOI at doi.org on the test system, too",
        date(2018, 12, 1),
        "answers of July and of December 2018 differ",
        lambda exchange: _datacite(exchange) and exchange.json() is None,
        media_type_parameter="charset",
        paths=re.compile(r"^\[\d+\]\.\(key\)$"),
    ),
    Superseded(
        "DataCite names a type in other vocabularies, and the time of registration, as soon as it is written",
        date(2021, 1, 1),
        "answers of December 2019 and of October 2021 differ",
        _datacite_write,
        paths=re.compile(r"attributes\.registered$"),
        new_paths=re.compile(r"attributes\.types\.(bibtex|citeproc|ris|schemaOrg)$"),
    ),
    Superseded(
        "DataCite's assignments of prefixes side-load only what is asked for, and are counted by repository "
        "and member",
        date(2021, 1, 1),
        "an answer of March 2020; lupo's source of 2026-08",
        _datacite_assignments,
        paths=re.compile(r"^included(\[|$)"),
        new_paths=re.compile(r"^meta\.(clients|providers)(\[|\.|$)"),
    ),
    Superseded(
        "DataCite no longer shows e-mail addresses and passwords set of repositories and members",
        date(2021, 1, 1),
        "answers of 2020-03 and of 2026 differ",
        _datacite,
        paths=re.compile(r"attributes\.(contactEmail|groupEmail|systemEmail|hasPassword)$"),
    ),
    Superseded(
        "DataCite's resources have relatedItems",
        date(2022, 12, 1),
        "answers of September 2022 and of October 2023 differ",
        _datacite,
        new_paths=re.compile(r"attributes\.relatedItems$"),
    ),
    Superseded(
        "DataCite calls a creator a person only where the XML says so",
        date(2025, 10, 9),
        "answers of 2018-12 and of 2025-10-09 to the same XML differ",
        _sends_xml_without_name_types,
        paths=re.compile(r"(creators|contributors)\[\d*\]\.nameType$"),
    ),
    Superseded(
        "DataCite turns coordinates into numbers when they are written",
        date(2025, 10, 1),
        "lupo's source: since October 2025",
        _datacite_write,
        paths=re.compile(r"(Latitude|Longitude)$"),
    ),
    Superseded(
        "DataCite's schema.org names the DOI as @id, not a row number and an identifier object; its own name "
        "is in small letters",
        date(2020, 7, 1),
        "answers of 2018 and of 2023 differ",
        lambda exchange: _datacite(exchange) and "schemaorg" in exchange.media_type,
        paths=re.compile(r"^(@id|identifier|provider)(\.|$)"),
    ),
    Superseded(
        "DataCite's /prefixes/{prefix} told the agency of any prefix",
        date(2020, 7, 1),
        "an answer of 2018; lupo's source of 2026-08 knows DataCite's prefixes only",
        lambda exchange: _datacite(exchange) and b'"type":"handles"' in exchange.answer.body,
        whole=True,
    ),
    Superseded(
        "ORCID no longer names a quality (qs=4) in Content-Type when an Accept asks for a type",
        date(2022, 1, 1),
        "answers of 2020 and 2021 and those observed in October 2026 differ",
        lambda exchange: exchange.host.endswith("orcid.org"),
        media_type_parameter="qs",
    ),
    Superseded(
        "ORCID's member API gives the Location of what it created with https",
        date(2023, 1, 1),
        "answers of 2021 and of 2023 differ",
        lambda exchange: exchange.host.startswith("api.") and exchange.host.endswith("orcid.org"),
        headers=("location",),
    ),
    Superseded(
        "ORCID's error 9021 tells the put-code of the item that is there already",
        date(2021, 5, 18),
        "answers of December 2018 and of May 2021 differ",
        lambda exchange: b"(matched by external identifiers.)" in exchange.answer.body,
        paths=re.compile(r"(^|\.)developer-message$"),
    ),
    Superseded(
        "ORCID groups works by normalised identifiers: arXiv:1803.10594 is 1803.10594",
        date(2020, 2, 5),
        "answers of October 2018 and of February 2020 differ",
        _groups_that_are_one_today,
        whole=True,
    ),
    Superseded(
        "ORCID's search answers up to 1000 rows, not 200",
        date(2022, 1, 1),
        "an answer of 2020; ORCID's documentation of 2026",
        lambda exchange: b"must be an integer between 0 and 200" in exchange.answer.body,
        paths=re.compile(r"^developer-message$|developer-message\[1\]$"),
    ),
)


def rules_for(exchange: Exchange) -> list[Superseded]:
    """Return the changes that came after the exchange was recorded and that concern it."""
    recorded = exchange.date
    if recorded is None:
        return []
    return [rule for rule in RULES if recorded < rule.since and rule.concerns(exchange)]
