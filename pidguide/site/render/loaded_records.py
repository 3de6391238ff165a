"""What the emulator knows at its start, as a page lists it: accounts, people, clients, DOIs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import indent


def show_loaded() -> str:
    """Return the lists in Markdown, read from the emulator itself."""
    from pid_emulator.core import accounts  # here, because few pages need it

    known = what_is_loaded()
    people = [(f"`{orcid}`", name, state) for orcid, name, state in known.people]
    sections = [
        "## Credentials",
        "These variables are set by every way of use. Tokens and codes are new each time.",
        table(("Variable", "Value"), [(f"`{k}`", f"`{v}`") for k, v in accounts.FIXED_ENVIRONMENT.items()]),
        "## People",
        f"Each signs in with the iD or an e-mail address, password `{accounts.ORCID_SIGN_IN_PASSWORD}`.",
        table(("iD", "Public name", "State"), people),
        "## ORCID clients",
        "A redirect URI also covers the addresses that begin with it.",
        table(("Client", "Secret", "Kind", "Redirect URIs"), known.clients),
    ]
    for registry, dois in known.dois.items():
        rows = [(f"`{doi}`", title) for doi, title in dois]
        sections += [f"## DOIs of {registry}", fold(f"{len(rows)} DOIs", table(("DOI", "Title"), rows))]
    return "\n\n".join(sections)


@dataclass(frozen=True)
class Loaded:
    """What there is: iD, public name, state of people; clients as cells; DOI and title by registry."""

    people: list[tuple[str, str, str]]
    clients: Sequence[tuple[str, str, str, str]]
    dois: dict[str, list[tuple[str, str]]]


@cache
def what_is_loaded() -> Loaded:
    """Return what an emulator knows at its start."""
    from pid_emulator import Emulator  # here, because few pages need it
    from pid_emulator.orcid.oauth.people import names

    world = Emulator().world
    people = [(record.orcid, names(record).display or "", record.state) for record in world.orcid]
    clients = [
        (f"`{each.client_id}`", f"`{each.client_secret}`", each.kind, ", ".join(each.redirect_uris))
        for each in world.orcid.clients
    ]
    dois = {"Crossref": [(doi, _title(work)) for doi, work in sorted(world.crossref.all("works").items())]}
    for name, system in world.datacite.systems.items():
        dois[f"DataCite, {name} system"] = [
            (doi, _first_title(found.attributes.get("titles"))) for doi, found in sorted(system.dois.items())
        ]
    return Loaded(sorted(people), clients, dois)


def _title(work: dict[str, object]) -> str:
    titles = work.get("title")
    return str(titles[0]) if isinstance(titles, list) and titles else ""


def _first_title(titles: object) -> str:
    first = titles[0] if isinstance(titles, list) and titles else {}
    return str(first.get("title", "")) if isinstance(first, dict) else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; cells in backticks stay code."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def fold(title: str, text: str) -> str:
    """Return Markdown that opens below a title."""
    return f'??? note "{title}"\n\n{indent(text, "    ")}'


def _cell(text: str) -> str:
    """Return a text for a cell, on one line and with nothing that means something to Markdown or HTML."""
    plain = " ".join(re.sub(r"</?[a-z:]+[^<>]*>", "", text).split()).replace("|", "\\|")
    return plain if plain.startswith("`") else plain.replace("<", "&lt;").replace("*", "\\*")
