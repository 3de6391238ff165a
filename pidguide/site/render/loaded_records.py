"""What the emulator knows at its start, as a page lists it: accounts, people, clients, DOIs."""

import re
from collections.abc import Iterable, Sequence


def show_loaded() -> str:
    """Return the lists in Markdown, read from the emulator itself."""
    from pid_emulator import Emulator  # here, because no other page needs it
    from pid_emulator.core import accounts
    from pid_emulator.orcid.oauth.people import names

    world = Emulator().world
    people = [
        (f"`{record.orcid}`", names(record).display or "", record.state)
        for record in sorted(world.orcid, key=lambda record: record.orcid)
    ]
    clients = [
        (f"`{each.client_id}`", f"`{each.client_secret}`", each.kind, ", ".join(each.redirect_uris))
        for each in world.orcid.clients
    ]
    crossref = [(f"`{doi}`", _title(work)) for doi, work in sorted(world.crossref.all("works").items())]
    sections = [
        "## Credentials",
        "These variables are set by every way of use. Tokens and codes are new each time.",
        _table(("Variable", "Value"), [(f"`{k}`", f"`{v}`") for k, v in accounts.FIXED_ENVIRONMENT.items()]),
        "## People",
        f"Each signs in with the iD or an e-mail address, password `{accounts.ORCID_SIGN_IN_PASSWORD}`.",
        _table(("iD", "Public name", "State"), people),
        "## ORCID clients",
        "A redirect URI also covers the addresses that begin with it.",
        _table(("Client", "Secret", "Kind", "Redirect URIs"), clients),
        "## DOIs of Crossref",
        _table(("DOI", "Title"), crossref),
    ]
    for name, system in world.datacite.systems.items():
        known = [
            (f"`{doi}`", _first_title(found.attributes.get("titles")))
            for doi, found in sorted(system.dois.items())
        ]
        sections += [f"## DOIs of DataCite, {name} system", _table(("DOI", "Title"), known)]
    return "\n\n".join(sections)


def _title(work: dict[str, object]) -> str:
    titles = work.get("title")
    return str(titles[0]) if isinstance(titles, list) and titles else ""


def _first_title(titles: object) -> str:
    first = titles[0] if isinstance(titles, list) and titles else {}
    return str(first.get("title", "")) if isinstance(first, dict) else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    """Return a text for a cell, on one line and with nothing that means something to Markdown or HTML."""
    plain = " ".join(re.sub(r"</?[a-z:]+[^<>]*>", "", text).split()).replace("|", "\\|")
    return plain if plain.startswith("`") else plain.replace("<", "&lt;").replace("*", "\\*")
