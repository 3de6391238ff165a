"""The rules that a deposit's records meet after the schema: prefix, version, title, conflict, citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pid_emulator.core.libraries import etree
from pid_emulator.core.orcid_ids import check_digit
from pid_emulator.crossref.deposit.diagnostic import FAILURE, SUCCESS, WARNING, RecordDiagnostic

_CONFLICT_IDS_FROM = 1_400_001


@dataclass(frozen=True)
class Account:
    """Who may deposit: the login and the prefixes it may use."""

    login: str
    prefixes: frozenset[str]


@dataclass
class Deposited:
    """A DOI that the system knows."""

    doi: str
    version: int
    url: str
    likeness: tuple[str, ...]


@dataclass
class Registry:
    """What a deposit system knows: its DOIs by their small-letter form, and each ISSN's title."""

    dois: dict[str, Deposited] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    conflicts: int = 0


def register(root: etree._Element, account: Account, registry: Registry) -> list[RecordDiagnostic]:
    """Register every record of a valid deposit; return what became of each, in the file's order."""
    batch_version = _text(root, "{*}head/{*}timestamp")
    first_prefix: str | None = None
    diagnostics = []
    for data in root.iter("{*}doi_data"):
        doi = _text(data, "{*}doi")
        prefix = doi.partition("/")[0]
        first_prefix = first_prefix or prefix
        version = _version(_text(data, "{*}timestamp") or batch_version)
        record = data.getparent()
        if record is None:
            continue
        failure = _failure(record, doi, prefix, first_prefix, version, account, registry)
        diagnostics.append(failure or _store(record, data, doi, version or 0, registry))
    return diagnostics


def _failure(
    record: etree._Element,
    doi: str,
    prefix: str,
    first_prefix: str,
    version: int | None,
    account: Account,
    registry: Registry,
) -> RecordDiagnostic | None:
    """Return the failure of a record that breaks a rule, None for one that may be stored."""
    if prefix not in account.prefixes:
        return RecordDiagnostic(FAILURE, doi, f"User not allowed to add records for prefix: {prefix}")
    if prefix != first_prefix:
        return RecordDiagnostic(FAILURE, doi, f"All prefixes in a submission must match (DOI[{doi}])")
    if version is None:
        return RecordDiagnostic(FAILURE, doi, "Submission version NULL is invalid")
    for orcid_id in _orcid_ids(record):
        if not _is_orcid_id(orcid_id):
            return RecordDiagnostic(
                FAILURE, "DOI not found", f"ORCID iD {orcid_id} is not valid", message_id=45
            )
    if (issn_and_title := _issn_and_title(record)) and not _owns_title(*issn_and_title, registry):
        message = f'ISSN "{issn_and_title[0]}" has already been assigned to a different title/publisher/genre'
        return RecordDiagnostic(FAILURE, doi, message)
    known = registry.dois.get(doi.lower())
    if known is not None and version <= known.version:
        message = (
            f"Record not processed because submitted version: {version} is less or equal to "
            f"previously submitted version {known.version}"
        )
        return RecordDiagnostic(FAILURE, doi, message, message_id=4)
    return None


def _store(
    record: etree._Element, data: etree._Element, doi: str, version: int, registry: Registry
) -> RecordDiagnostic:
    key = doi.lower()
    is_new = key not in registry.dois
    likeness = _likeness(record)
    alike = [
        other.doi
        for other_key, other in registry.dois.items()
        if other_key != key and other.likeness == likeness
    ]
    registry.dois[key] = Deposited(doi, version, _text(data, "{*}resource"), likeness)
    citations = tuple(_citations(record, registry))
    if is_new and alike:
        registry.conflicts += 1
        return RecordDiagnostic(
            WARNING,
            doi,
            "Added with conflict",
            conflict_id=_CONFLICT_IDS_FROM + registry.conflicts,
            dois_in_conflict=tuple(alike),
            citations=citations,
        )
    message = "Successfully added" if is_new else "Successfully updated"
    return RecordDiagnostic(SUCCESS, doi, message, citations=citations)


def _version(timestamp: str) -> int | None:
    """Return a timestamp as the number that versions are compared by, None where it is too long to be one."""
    return int(timestamp) if timestamp.isdecimal() and len(timestamp) < 100 else None


def _owns_title(issn: str, title: str, registry: Registry) -> bool:
    return registry.titles.setdefault(issn, title.casefold()) == title.casefold()


def _issn_and_title(record: etree._Element) -> tuple[str, str] | None:
    journal = next(record.iterancestors("{*}journal"), None)
    metadata = journal.find("{*}journal_metadata") if journal is not None else None
    issn = _text(metadata, "{*}issn").replace("-", "") if metadata is not None else ""
    return (issn, _text(metadata, "{*}full_title")) if metadata is not None and issn else None


def _likeness(record: etree._Element) -> tuple[str, ...]:
    """Return what makes two records the same work to the system, whatever their DOIs."""
    container = next(record.iterancestors("{*}journal", "{*}book", "{*}conference", "{*}database"), None)
    paths: list[tuple[etree._Element | None, str]] = [
        (container, "{*}journal_metadata/{*}full_title"),
        (container, "{*}journal_issue//{*}volume"),
        (container, "{*}journal_issue/{*}issue"),
        (record, "{*}titles/{*}title"),
        (record, "{*}contributors/{*}person_name/{*}surname"),
        (record, "{*}pages/{*}first_page"),
        (record, "{*}publication_date/{*}year"),
        (record, "{*}posted_date/{*}year"),
    ]
    kind = etree.QName(record).localname
    return kind, *(_text(element, path).casefold() for element, path in paths)


def _citations(record: etree._Element, registry: Registry) -> Iterator[tuple[str, str, str]]:
    for citation in record.iterfind("{*}citation_list/{*}citation"):
        doi = _text(citation, "{*}doi")
        status = "resolved_reference" if doi else "stored_query"
        yield citation.get("key") or "", status, doi


def _orcid_ids(record: etree._Element) -> Iterator[str]:
    for element in record.iterfind("{*}contributors/{*}person_name/{*}ORCID"):
        yield (element.text or "").strip()


def _is_orcid_id(address: str) -> bool:
    """Return whether an ORCID iD's last character is the checksum of the rest (ISO 7064, MOD 11-2)."""
    characters = address.rpartition("/")[2].replace("-", "")
    return characters[-1:] == check_digit(characters[:-1])


def _text(element: etree._Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return "".join(str(part) for part in found.itertext()).strip() if found is not None else ""
