"""Draw every diagram whose Mermaid source has changed: docs/assets/diagrams/NAME.mmd → NAME.svg.

Needs npm and Chromium, here only: the drawings are committed, and no page and no build loads Mermaid.
`--all` draws them all anew.
"""

import re
import subprocess
import sys
from pathlib import Path

from pidguide.basics import paths
from pidguide.site.pages.browser import open_browser
from pidguide.site.render.diagrams import find_sources, is_fresh, mark_of

MERMAID = "mermaid@12.3.0"
PACKAGES = paths.CACHE / "npm"

# Colours that stand in for the theme's variables while Mermaid draws; it can't mix CSS variables.
COLOURS = {
    "#a10001": "var(--pg-diagram-ink)",
    "#a10002": "var(--pg-diagram-box)",
    "#a10003": "var(--pg-diagram-line)",
    "#a10004": "var(--pg-diagram-note)",
    "#a10005": "var(--pg-diagram-paper)",
}
INK, BOX, LINE, NOTE, PAPER = COLOURS
SETTINGS = {
    "startOnLoad": False,
    "securityLevel": "strict",
    "theme": "base",
    "look": "classic",
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False, "padding": 12, "curve": "linear"},
    # Narrow enough for a phone, where what is scaled down could not be read.
    "sequence": {
        "mirrorActors": False,
        "boxMargin": 4,
        "messageMargin": 30,
        "useMaxWidth": True,
        "width": 112,
        "actorMargin": 40,
        "diagramMarginX": 4,
        "wrap": True,
        "wrapPadding": 4,
    },
    "fontFamily": "inherit",
    "themeVariables": {
        "fontSize": "15px",
        "background": PAPER,
        "primaryColor": BOX,
        "primaryTextColor": INK,
        "primaryBorderColor": LINE,
        "secondaryColor": BOX,
        "tertiaryColor": PAPER,
        "lineColor": LINE,
        "textColor": INK,
        "titleColor": INK,
        "nodeTextColor": INK,
        "mainBkg": BOX,
        "nodeBorder": LINE,
        "clusterBkg": PAPER,
        "clusterBorder": LINE,
        "edgeLabelBackground": PAPER,
        "actorBkg": BOX,
        "actorBorder": LINE,
        "actorTextColor": INK,
        "actorLineColor": LINE,
        "signalColor": LINE,
        "signalTextColor": INK,
        "labelBoxBkgColor": BOX,
        "labelBoxBorderColor": LINE,
        "labelTextColor": INK,
        "loopTextColor": INK,
        "noteBkgColor": NOTE,
        "noteBorderColor": LINE,
        "noteTextColor": INK,
        "activationBkgColor": BOX,
        "activationBorderColor": LINE,
        "sequenceNumberColor": PAPER,
        "transitionColor": LINE,
        "transitionLabelColor": INK,
        "stateLabelColor": INK,
        "stateBkg": BOX,
        "compositeBackground": PAPER,
        "compositeTitleBackground": BOX,
        "specialStateColor": LINE,
        "labelBackgroundColor": PAPER,
    },
}
DRAW = """async ([name, source, settings]) => {
  mermaid.initialize(settings);
  const { svg } = await mermaid.render("diagram-" + name, source);
  document.body.innerHTML = svg;
  const drawing = document.querySelector("svg");
  const style = drawing.querySelector("style");
  const used = [...style.sheet.cssRules].filter((rule) =>
    rule.selectorText && rule.style.length && drawing.parentElement.querySelector(rule.selectorText));
  style.textContent = used.map((rule) => rule.cssText).join("");
  for (const unused of drawing.querySelectorAll("defs > *, marker, symbol, filter, linearGradient")) {
    if (unused.id && !drawing.outerHTML.includes("#" + unused.id + ")")) unused.remove();
  }
  return new XMLSerializer().serializeToString(drawing);
}"""


def find_mermaid() -> Path:
    """Return Mermaid's browser bundle, fetched from npm the first time."""
    bundle = PACKAGES / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
    if not bundle.is_file():
        print(f"Fetching {MERMAID} …")
        command = [
            "npm",
            "install",
            "--silent",
            "--no-fund",
            "--no-audit",
            "--prefix",
            str(PACKAGES),
            MERMAID,
        ]
        subprocess.run(command, check=True)
    return bundle


def draw(sources: list[Path]) -> None:
    """Draw the diagrams in one browser."""
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 900, "height": 700})
        page.set_content('<body style="font: 15px DejaVu Sans, system-ui, sans-serif"></body>')
        page.add_script_tag(path=str(find_mermaid()))
        for source in sources:
            svg = page.evaluate(DRAW, [source.stem, source.read_text(encoding="utf-8"), SETTINGS])
            target = source.with_suffix(".svg")
            target.write_text(f"{mark_of(source)}\n{_use_theme(svg)}\n", encoding="utf-8")
            print(f"{target.relative_to(paths.ROOT)}: {target.stat().st_size} bytes")


def _use_theme(svg: str) -> str:
    for stand_in, variable in COLOURS.items():
        red, green, blue = (int(stand_in[place : place + 2], 16) for place in (1, 3, 5))
        svg = re.sub(rf"{stand_in}|rgb\({red}, {green}, {blue}\)", variable, svg, flags=re.IGNORECASE)
    svg = re.sub(r'\s(?:aria-roledescription|role)="[^"]*"', "", svg, count=2)
    svg = re.sub(r"(\d+\.\d\d)\d+", r"\1", svg)  # a hundredth of a pixel is enough
    return svg.replace("\n", " ").replace("`", "&#96;")


if __name__ == "__main__":
    chosen = [source for source in find_sources() if "--all" in sys.argv or not is_fresh(source)]
    if chosen:
        draw(chosen)
    else:
        print("Every diagram is drawn from its source as it is.")
