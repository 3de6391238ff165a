"""The macros of the pages. mkdocs-macros and Zensical both load this file by its path.

It keeps to what both offer: `env.macro`, `env.conf`. Whatever a macro raises stops the build.
"""

import sys
from pathlib import Path
from typing import Any

# Zensical may run in an environment of its own, into which neither distribution is installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "emulator" / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pidguide.site.render.complete_pages import complete_pages
from pidguide.site.render.diagrams import show_diagram
from pidguide.site.render.error_gallery import show_error_gallery
from pidguide.site.render.facts import show_fact
from pidguide.site.render.fields import show_fields
from pidguide.site.render.loaded_records import show_loaded
from pidguide.site.render.opening import show_download, show_opening, show_paste, show_prints
from pidguide.site.render.playground import show_loaded_records, show_playground
from pidguide.site.render.sample_block import sample_outline, show_card
from pidguide.site.render.sample_heading import show_heading
from pidguide.site.render.status import show_status


def define_env(env: Any) -> None:
    """Give the pages their macros."""

    env.macro(sample_outline, "sample")  # the card takes the outline's place when the page has been written
    for macro in (
        show_heading, show_card, show_opening, show_paste, show_download, show_prints,
        show_fact, show_fields, show_diagram, show_error_gallery, show_status,
        show_loaded, show_playground, show_loaded_records,
    ):  # fmt: skip
        env.macro(macro, macro.__name__.removeprefix("show_"))


def on_post_build(env: Any) -> None:
    """Complete the pages. MkDocs calls this; after Zensical, `pidguide.site.build` completes them."""
    complete_pages(Path(env.conf["site_dir"]), (env.conf.get("repo_url") or "").rstrip("/"))
