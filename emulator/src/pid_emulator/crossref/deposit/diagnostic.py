"""The XML that tells how a submission went (`doi_batch_diagnostic`)."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

SUCCESS, WARNING, FAILURE = "Success", "Warning", "Failure"
SERVER = "ds4.crossref.org"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class RecordDiagnostic:
    """What became of one record: its status, DOI and message, and what the system adds to them."""

    status: str
    doi: str
    message: str
    message_id: int | None = None
    conflict_id: int | None = None
    dois_in_conflict: tuple[str, ...] = ()
    citations: tuple[tuple[str, str, str], ...] = field(default=())  # key, status, DOI

    def as_xml(self) -> str:
        """Return the `record_diagnostic` element, indented as in the system's answers."""
        number = f' msg_id="{self.message_id}"' if self.message_id is not None else ""
        lines = [
            f'   <record_diagnostic status="{self.status}"{number}>',
            f"      <doi>{_text(self.doi)}</doi>" if self.doi else "      <doi />",
            f"      <msg>{_text(self.message)}</msg>",
        ]
        if self.conflict_id is not None:
            lines.append(f"      <conflict_id>{self.conflict_id}</conflict_id>")
            lines.append("      <dois_in_conflict>")
            lines += [f"         <doi>{_text(doi)}</doi>" for doi in self.dois_in_conflict]
            lines.append("      </dois_in_conflict>")
        if self.citations:
            lines.append("      <citations_diagnostic>")
            lines += [
                f'         <citation key="{_text(key)}" status="{status}">{_text(doi)}</citation>'
                for key, status, doi in self.citations
            ]
            lines.append("      </citations_diagnostic>")
        return "\n".join([*lines, "   </record_diagnostic>"])


def pending(status: str, submission_id: int, batch_id: str = "") -> str:
    """Return the diagnostic of a submission that is not done: `queued`, `in_process`, `unknown_submission`.

    These have the line ends and the indentation that the system gave them.
    """
    server = f' sp="{SERVER}"' if status == "in_process" else ""
    lines = [
        f'<doi_batch_diagnostic status="{status}"{server}>',
        f"  <submission_id>{submission_id}</submission_id>",
        f"  <batch_id>{_text(batch_id)}</batch_id>" if batch_id else "  <batch_id />",
        "</doi_batch_diagnostic>",
    ]
    return _DECLARATION + "\r\n".join(lines)


def completed(submission_id: int, batch_id: str, records: list[RecordDiagnostic]) -> str:
    """Return the diagnostic of a finished submission: each record, then the counts."""
    counts = {
        status: sum(record.status == status for record in records) for status in (SUCCESS, WARNING, FAILURE)
    }
    lines = [
        f'<doi_batch_diagnostic status="completed" sp="{SERVER}">',
        f"   <submission_id>{submission_id}</submission_id>",
        f"   <batch_id>{_text(batch_id)}</batch_id>" if batch_id else "   <batch_id />",
        *(record.as_xml() for record in records),
        "   <batch_data>",
        f"      <record_count>{len(records)}</record_count>",
        f"      <success_count>{counts[SUCCESS]}</success_count>",
        f"      <warning_count>{counts[WARNING]}</warning_count>",
        f"      <failure_count>{counts[FAILURE]}</failure_count>",
        "   </batch_data>",
        "</doi_batch_diagnostic>",
    ]
    return _DECLARATION + "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return escape(text, {'"': "&quot;"})
