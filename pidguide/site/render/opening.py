"""What opens a guide page, what to paste first and the list of its samples; and the parts of a quick start.

All is made from the samples, so that no page names another package, variable, title or output than theirs.
"""

from html import escape

from pidguide.basics.errors import UserError
from pidguide.basics.reading import read_text
from pidguide.samples.catalogue import Sample, get_sample
from pidguide.site.pages.published import shown_on
from pidguide.site.render.markdown_text import fence
from pidguide.site.render.to_paste import lines_to_paste, required_variables_of, variables_of


def show_opening(page: str) -> str:
    """Return what to paste before a page's samples run, and links to them, as Markdown.

    Raises UserError for a page without samples.
    """
    samples = samples_on_page(page)
    links = "".join(
        f'<li><a href="#{sample.anchor}">{escape(sample.title, quote=False)}</a></li>' for sample in samples
    )
    return "\n\n".join([*tell_what_to_paste(samples), f'<ul class="pg-list">{links}</ul>'])


def samples_on_page(page: str) -> list[Sample]:
    """Return the samples that a page calls, in its order. Raises UserError where there are none."""
    if not (names := shown_on(page)):
        raise UserError(f"docs/{page}.md has no samples to open with.")
    return [get_sample(name) for name in names]


def tell_what_to_paste(samples: list[Sample]) -> list[str]:
    """Return paragraphs of Markdown: what to paste before samples run; none where they need nothing."""
    if not (lines := lines_to_paste(samples)):
        return []
    required = required_variables_of(samples)
    optional = [f"`{name}`" for name in variables_of(samples) if name not in required]
    told = "Paste this first, with your own values:" if required else "Paste this first:"
    return [told, fence("sh", lines), *([f"Optional: {', '.join(optional)}."] if optional else [])]


def show_paste(*names: str) -> str:
    """Return the commands to paste before some samples run, as a block of code."""
    return fence("sh", lines_to_paste([get_sample(name) for name in names]))


def show_download(name: str) -> str:
    """Return a link that downloads a sample, for a page two folders below the site's root."""
    sample = get_sample(name)
    return f'<a href="../../downloads/{sample.name}.py" download>{sample.anchor}.py</a>'


def show_prints(name: str) -> str:
    """Return what a sample printed when it was recorded, as a block of code."""
    return fence("text", read_text(get_sample(name).output))
