"""The site builds once, fails closed, and is served as a static host would serve it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from pidguide.basics import paths
from pidguide.basics.errors import UserError
from pidguide.site import build, serve
from pidguide.site.pages.built_pages import find_missing
from pidguide.site.pages.published import published_samples
from pidguide.site.serve import open_server


@pytest.fixture
def copy_of_the_guide(tmp_path: Path) -> Path:
    """A small guide of its own to break: one page, the real configuration without navigation."""
    for name in ("pidguide", "samples", "cassettes"):
        (tmp_path / name).symlink_to(paths.ROOT / name)
    configuration = (paths.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    configuration = configuration[: configuration.index("\nnav:")]
    start, end = configuration.index("  - redirects:"), configuration.index("\nmarkdown_extensions:")
    (tmp_path / "mkdocs.yml").write_text(configuration[:start] + configuration[end:])
    shutil.copytree(paths.DOCS / "overrides", tmp_path / "docs" / "overrides")
    shutil.copytree(paths.DOCS / "assets", tmp_path / "docs" / "assets")
    return tmp_path


def build_pages(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "docs" / "index.md").write_text(text)
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={**os.environ, **quiet, **environment},
        text=True,
        capture_output=True,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{{ sample("doi/access/no_such_sample") }}',
            "docs/index.md: There is no sample doi/access/no_such_",
        ),
        (
            '{{ fact("crossref.no_such_figure") }}',
            "docs/index.md: There is no figure crossref.no_such_figure",
        ),
        (
            '{{ diagram("no-such-diagram", "…") }}',
            "docs/index.md: There is no diagram docs/assets/diagrams/no",
        ),
        ("{{ undefined_name }}", "docs/index.md: 'undefined_name' is undefined"),
        ("{% if %}", "docs/index.md: Line 3 in Markdown file: Expected an expression, got 'end of statement"),
        (
            '--8<-- "no/such/file.py"',
            "Error reading page 'index.md': Snippet at path 'no/such/file.py' could",
        ),
        ("[nowhere](nowhere.md)", "'index.md' contains a link 'nowhere.md'"),
        ("[no anchor](#no-anchor)", "'index.md' contains a link '#no-anchor'"),
    ],
)
def test_whatever_is_wrong_on_a_page_stops_the_build_with_a_line(
    copy_of_the_guide: Path, text: str, told: str
) -> None:
    done = build_pages(copy_of_the_guide, f"# Page\n\n{text}\n")
    assert done.returncode != 0
    (line,) = build.what_is_wrong(f"{done.stdout}{done.stderr}")
    assert told in line


def test_where_no_page_is_named_the_error_is_told() -> None:
    said = "INFO - Building\nTraceback (most recent call last):\n  File x\n\n    run()\nOSError: disk full\n"
    assert build.what_is_wrong(said) == ["OSError: disk full"]


def test_a_sample_without_recording_or_output_is_told_before_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ROOT", "SAMPLES", "CASSETTES", "DOCS"):
        monkeypatch.setattr(paths, name, tmp_path / ("" if name == "ROOT" else name.lower()))
    for file in ("samples/about/a.py", "samples/about/b.py", "cassettes/about/b.yaml", "docs/about.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("")
    (tmp_path / "docs" / "about.md").write_text('{{ sample("about/a") }}\n\n{{ sample("about/b") }}\n')
    assert build.find_unrecorded() == [
        "docs/about.md: about/a has no recording; make it with `pidguide record about/a --via emulator`",
        "docs/about.md: about/b has no output; make it with `pidguide record about/b --via emulator`",
    ]
    with pytest.raises(UserError, match="about/a has no recording"):
        build.build(tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_good_page_builds_without_links_to_addresses_that_are_not_known(copy_of_the_guide: Path) -> None:
    done = build_pages(copy_of_the_guide, "# Page\n\nText.\n")
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((copy_of_the_guide / "site" / "index.html").read_bytes(), "lxml")
    assert not page.find("link", rel="canonical")
    assert not page.select("a[title='Edit this page'], .md-source")


ODD_SCRIPT = '''"""Print what looks like Markdown, HTML or a template."""

ODD = """
```python
x = "**bold**"
```
{{ undefined }} {% if %} --8<-- "no/such/file"

--8<-- "no/such/file"
~~~
# No heading
~~~
</code></pre></div><script>alert(1)</script>
/// tab | No tab
///
&lt;b&gt; [no link](nowhere.md) \\g<1> $&
"""

if __name__ == "__main__":
    print(ODD)
'''


def test_what_a_script_holds_is_shown_as_it_is(copy_of_the_guide: Path) -> None:
    (copy_of_the_guide / "pidguide").unlink()  # a copy finds the samples beside it, a link the real ones
    shutil.copytree(paths.ROOT / "pidguide", copy_of_the_guide / "pidguide")
    for name in ("samples", "cassettes"):
        (copy_of_the_guide / name).unlink()
        (copy_of_the_guide / name / "index").mkdir(parents=True)
    shutil.copy(published_samples()[0].cassette, copy_of_the_guide / "cassettes" / "index" / "odd.yaml")
    (copy_of_the_guide / "samples" / "index" / "odd.py").write_text(ODD_SCRIPT)
    (copy_of_the_guide / "samples" / "index" / "odd.out").write_text(ODD_SCRIPT)
    done = build_pages(copy_of_the_guide, '# Page\n\n{{ sample("index/odd") }}\n\nEnd.\n')
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((copy_of_the_guide / "site" / "index.html").read_bytes(), "lxml")
    card = page.select_one('.pg-sample[data-sample="index/odd"]')
    labels = [label.get_text().split()[0] for label in card.select(".tabbed-labels label")]
    assert labels == ["Python", "HTTP", "curl"]
    shown = [block.get_text() for block in card.select("pre")]
    assert shown.count(ODD_SCRIPT) == 2  # the whole script, and what it printed
    assert not page.select(".pg-outline, article script")
    assert card.find_next_sibling("p").get_text() == "End."


def test_known_addresses_bring_canonical_and_edit_links(copy_of_the_guide: Path) -> None:
    done = build_pages(
        copy_of_the_guide,
        "# Page\n\nText.\n",
        SITE_URL="https://guide.example/",
        REPO_URL="https://code.example/guide",
        EDIT_URI="edit/main/docs/",
    )
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((copy_of_the_guide / "site" / "index.html").read_bytes(), "lxml")
    canonical = page.find("link", rel="canonical")
    assert canonical and canonical["href"] == "https://guide.example/"
    assert page.select_one("a[href='https://code.example/guide/edit/main/docs/index.md']")


def test_nothing_is_built_again_while_nothing_has_changed(
    built_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build", lambda site: pytest.fail("it built again"))
    build.build_if_needed(built_site)


def test_a_changed_address_builds_again(built_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Path] = []
    monkeypatch.setattr(build, "build", built.append)
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    build.build_if_needed(built_site)
    assert built == [built_site]


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("", "text/html"),
        ("index.md", "text/markdown; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("status.json", "application/json"),
        ("assets/icon.svg", "image/svg+xml"),
    ],
)
def test_files_are_served_with_their_type(site_address: str, address: str, media_type: str) -> None:
    with urlopen(site_address + address) as answer:
        assert answer.headers["Content-Type"] == media_type


def test_a_missing_page_gets_the_sites_own_404(site_address: str) -> None:
    with pytest.raises(HTTPError) as failed:
        urlopen(site_address + "no/such/page/")
    assert failed.value.code == 404
    assert "There is no such page" in failed.value.read().decode()


@pytest.mark.parametrize("address", ["%00", "a%00b/", "%ED%A0%80", "a" * 5000])
def test_an_address_that_no_file_can_have_is_not_found(
    site_address: str, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(HTTPError) as failed:
        urlopen(site_address + address)
    assert failed.value.code == 404
    assert "There is no such page" in failed.value.read().decode()
    assert capfd.readouterr().err == ""


def test_a_port_in_use_is_said_in_one_line_before_the_build(
    built_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "build_if_needed", lambda: pytest.fail("it builds"))
    with open_server(built_site, 0) as first, pytest.raises(UserError, match="is in use; choose another"):
        serve.serve(first.server_port)


@pytest.mark.parametrize(
    ("error", "said"), [(ConnectionResetError(), ""), (KeyError("x"), "KeyError: 'x'\n")]
)
def test_only_a_browser_that_leaves_leaves_nothing_in_the_terminal(
    error: Exception, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_server(tmp_path, 0) as server:
        try:
            raise error
        except Exception:
            server.handle_error(None, ("127.0.0.1", 1))
    told = capsys.readouterr().err
    assert said in told if said else told == ""


@pytest.mark.parametrize(("words", "port"), [([], 8000), (["--port"], 8000), (["--port", "81"], 81)])
def test_without_a_number_the_port_is_the_usual_one(
    words: list[str], port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[int] = []
    monkeypatch.setattr(serve, "serve", served.append)
    monkeypatch.setattr(sys, "argv", ["serve", *words])
    serve.main()
    assert served == [port]


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_what_is_no_port_is_refused(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "serve", lambda port: pytest.fail("it is served"))
    monkeypatch.setattr(sys, "argv", ["serve", "--port", port])
    with pytest.raises(SystemExit) as ended:
        serve.main()
    assert ended.value.code == 2
    assert f"'{port}' is no port; choose a number from 0 to 65535" in capsys.readouterr().err


def test_interrupted_while_it_builds_it_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "build_if_needed", interrupt)
    with pytest.raises(SystemExit) as ended:
        serve.serve(0)
    assert (ended.value.code, *capsys.readouterr()) == (1, "", "")


def test_a_sample_that_is_not_on_its_built_page_is_found(built_site: Path, tmp_path: Path) -> None:
    samples = [sample for sample in published_samples() if "timeout" in sample.source]
    assert find_missing(built_site, samples) == []
    page = samples[0].page
    text = (built_site / page / "index.html").read_text(encoding="utf-8")
    (tmp_path / page).mkdir(parents=True)
    (tmp_path / page / "index.html").write_text(text.replace("timeout", "patience"))
    assert find_missing(tmp_path, samples[:1])
    (tmp_path / page / "index.html").write_text("<p>Unrendered page</p>")
    assert find_missing(tmp_path, samples[:1]) == [
        f"{page}: {samples[0].name} is not shown with its heading, script and output"
    ]
