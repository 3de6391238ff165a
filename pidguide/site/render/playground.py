"""What `{{ playground() }}` and `{{ loaded_records() }}` put on the page "Try it".

Both are made at build: an empty script with its button, and what the registries know at their start.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import indent
from typing import Any

from pid_emulator.core.accounts import FIXED_ENVIRONMENT, ORCID_SIGN_IN_PASSWORD
from pidguide.basics import paths
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.runnable import packages_missing_for, run_folder

STARTING_POINTS = (
    "doi/access/csl_json",
    "doi/search/crossref/filters",
    "doi/create/datacite/publish",
    "doi/create/datacite/draft",
    "orcid/public/read_record",
    "orcid/search/search_by_name",
    "orcid/member/add_work",
)
_RECORDS = paths.ROOT / "emulator" / "src" / "pid_emulator" / "records"
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")  # titles come with some
_PAGE = "../"  # from the page to the site's root


def show_playground() -> str:
    """Return the empty script, its tools and its starting points as HTML."""
    if not run_folder():
        return (
            '<p class="pg-no-run">This copy of the guide was built without Node, so scripts cannot run here. '
            'Install the emulator instead: <a href="../about/emulator/">the emulator</a>.</p>'
        )
    points = "".join(
        f'<li><a href="{_PAGE}downloads/{sample.name}.py" data-start>{escape(sample.title)}</a></li>'
        for sample in map(get_sample, STARTING_POINTS)
        if not packages_missing_for(sample)
    )
    return (
        f'<div class="pg-sample pg-try" data-run="{_PAGE}{run_folder()}/">'
        '<div class="pg-try-bar"><span>Python</span></div>'
        '<div class="pg-panel pg-python"><textarea aria-label="Python to run" rows="14" spellcheck="false">'
        "</textarea></div>"
        '<button class="pg-run" type="button"><span aria-hidden="true">▶</span> Run</button>'
        '<div class="pg-panel pg-output"><p>Output</p><pre><code id="try-output"></code></pre></div>'
        '<div class="pg-footer"><button type="button" data-try="link">Copy a link to this script</button>'
        '<button type="button" data-try="download">Download as .py</button>'
        '<span class="pg-try-said" role="status"></span></div></div>'
        f'<p>Start from one of these:</p><ul class="pg-starts">{points}</ul>'
        f'<script src="{_PAGE}assets/js/try.js" defer></script>'
    )


def show_loaded_records() -> str:
    """Return the DOIs, people and accounts that the registries know at their start: tables that open."""
    return "\n\n".join(
        f'??? note "{title}"\n\n{indent(table, "    ")}' for title, table in loaded_records().items()
    )


def loaded_records() -> dict[str, str]:
    """Return the same as Markdown tables, each by what it has."""
    dois = sorted(_dois(), key=lambda row: (row[2], row[0]))
    people = sorted(_people(), key=lambda row: row[1])
    accounts = [*FIXED_ENVIRONMENT.items(), ("everyone's password at ORCID", ORCID_SIGN_IN_PASSWORD)]
    return {
        f"{len(dois)} DOIs": _table(("DOI", "Title", "Registry"), dois),
        f"{len(people)} people": _table(("ORCID iD", "Name"), people),
        "The accounts, by the variables that scripts read": _table(("Variable", "Value"), accounts),
    }


def _dois() -> Iterator[tuple[str, str, str]]:
    for work in _records("crossref/works"):
        yield work["DOI"], (work.get("title") or ["(without title)"])[0], "Crossref"
    for folder, registry in (("datacite/dois", "DataCite"), ("datacite/test/dois", "DataCite test system")):
        for doi in _records(folder):
            attributes = doi.get("attributes", doi)
            titles = attributes.get("titles") or [{"title": "(without title)"}]
            yield attributes["doi"], titles[0]["title"], registry


def _people() -> Iterator[tuple[str, str]]:
    for record in _records("orcid/records"):
        if "orcid-identifier" not in record:  # one that is locked or gone, of which only its number is left
            continue
        name = (record.get("person") or {}).get("name") or {}
        parts = [(name.get(part) or {}).get("value", "") for part in ("given-names", "family-name")]
        yield record["orcid-identifier"]["path"], " ".join(filter(None, parts)) or "(no public name)"


def _records(folder: str) -> Iterator[dict[str, Any]]:
    for file in sorted((_RECORDS / folder).glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        yield from content if isinstance(content, list) else [content]


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *((f"`{row[0]}`", *row[1:]) for row in rows)]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(_TAG.sub("", text).split()).replace("|", "\\|").replace("<", "&lt;")
