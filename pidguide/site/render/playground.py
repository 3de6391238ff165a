"""What `{{ playground() }}` and `{{ loaded_records() }}` put on the page "Try it".

Both are made at build: an empty script with its button, and what the registries know at their start.
"""

from html import escape

from pid_emulator.core.accounts import FIXED_ENVIRONMENT, ORCID_SIGN_IN_PASSWORD
from pidguide.samples.catalogue import get_sample
from pidguide.site.pages.runnable import packages_missing_for, run_folder
from pidguide.site.render.loaded_records import fold, table, what_is_loaded

STARTING_POINTS = (
    "doi/access/csl_json",
    "doi/search/crossref/filters",
    "doi/create/datacite/publish",
    "doi/create/datacite/draft",
    "orcid/public/read_record",
    "orcid/search/search_by_name",
    "orcid/member/add_work",
)
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
        "<noscript><p><strong>This page needs JavaScript.</strong> Without it, download one of the scripts "
        'below and run it against <a href="../emulator/install/">the emulator</a> on your computer.</p>'
        "<style>.pg-try { display: none !important }</style></noscript>"
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
    return "\n\n".join(fold(title, table) for title, table in loaded_records().items())


def loaded_records() -> dict[str, str]:
    """Return the same as Markdown tables, each by what it has."""
    known = what_is_loaded()
    dois = [
        (f"`{doi}`", title or "(without title)", registry)
        for registry, found in known.dois.items()
        for doi, title in found
    ]
    people = [(f"`{orcid}`", name or "(no public name)", state) for orcid, name, state in known.people]
    accounts = [*FIXED_ENVIRONMENT.items(), ("everyone's password at ORCID", ORCID_SIGN_IN_PASSWORD)]
    return {
        f"{len(dois)} DOIs": table(("DOI", "Title", "Registry"), dois),
        f"{len(people)} people": table(("ORCID iD", "Name", "State"), people),
        "The accounts, by the variables that scripts read": table(
            ("Variable", "Value"), [(f"`{name}`", value) for name, value in accounts]
        ),
    }
