"""Changes of addresses without a deposit (`doTransferDOIsUpload`): lines of a DOI, a tab and its new URL."""

from pid_emulator.crossref.deposit.diagnostic import FAILURE, SUCCESS, RecordDiagnostic
from pid_emulator.crossref.deposit.records import Account, Registry


def change(content: bytes, account: Account, registry: Registry) -> list[RecordDiagnostic]:
    """Give each listed DOI its new URL; return what became of each.

    The file's first line is a header, `H: email=…;fromPrefix=…`, and is not a record.
    """
    lines = content.decode("utf-8", errors="replace").splitlines()
    return [
        _change_one(line, account, registry)
        for line in lines
        if line.strip() and not line.upper().startswith("H:")
    ]


def _change_one(line: str, account: Account, registry: Registry) -> RecordDiagnostic:
    doi, _, url = (part.strip() for part in line.partition("\t"))
    prefix = doi.partition("/")[0]
    if prefix not in account.prefixes:
        return RecordDiagnostic(FAILURE, doi, f"User not allowed to add records for prefix: {prefix}")
    known = registry.dois.get(doi.lower())
    if known is None or not url:
        return RecordDiagnostic(FAILURE, doi, "DOI not found" if known is None else "URL not found")
    known.url = url
    return RecordDiagnostic(SUCCESS, doi, "Successfully updated")
