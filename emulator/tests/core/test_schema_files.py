"""Where the official schemas are looked for, and what comes of one that is missing or broken."""

from pathlib import Path

import pytest
from lxml import etree

from pid_emulator.core import schema_files

NAME = "toy/1.0/toy.xsd"
GOOD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>'


def put(folder: Path, content: str = GOOD) -> Path:
    file = folder / NAME
    file.parent.mkdir(parents=True)
    file.write_text(content)
    return file


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of a user who has not named another."""
    monkeypatch.delenv("PIDGUIDE_SCHEMAS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pidguide" / "schemas"


def test_a_schema_that_is_nowhere_is_none(cache: Path) -> None:
    assert schema_files.schema_file(NAME) is None
    assert schema_files.load_schema(NAME) is None


def test_a_folder_of_the_name_is_no_schema(cache: Path) -> None:
    (cache / NAME).mkdir(parents=True)
    assert schema_files.schema_file(NAME) is None


def test_a_broken_schema_is_told(cache: Path) -> None:
    put(cache, GOOD.replace("xs:element name", "xs:element nam"))
    with pytest.raises(etree.XMLSchemaParseError):
        schema_files.load_schema(NAME)


def test_the_cache_is_read_where_no_folder_is_named(cache: Path) -> None:
    file = put(cache)
    assert schema_files.cache_folder() == cache
    assert schema_files.schema_file(NAME) == file


def test_without_a_cache_home_it_is_in_the_users_own(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert schema_files.cache_folder() == Path.home() / ".cache" / "pidguide" / "schemas"


def test_a_named_folder_comes_first_and_the_cache_fills_its_gaps(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIDGUIDE_SCHEMAS", str(tmp_path / "named"))
    cached = put(cache)
    assert schema_files.schema_file(NAME) == cached
    named = put(tmp_path / "named")
    assert schema_files.schema_file(NAME) == named


def test_a_schema_validates(cache: Path) -> None:
    put(cache)
    schema = schema_files.load_schema(NAME)
    assert schema is not None
    assert [schema.validate(etree.fromstring(text)) for text in ("<a/>", "<b/>")] == [True, False]


def test_the_layout_is_the_one_that_pidguide_schemas_fills() -> None:
    assert schema_files.CROSSREF_DEPOSIT == "crossref/5.4.0/crossref5.4.0.xsd"
    assert schema_files.DATACITE_KERNEL == "datacite/kernel-4.7/metadata.xsd"
    assert "`pidguide schemas`" in schema_files.HOW_TO_GET
    assert "PIDGUIDE_SCHEMAS" in schema_files.HOW_TO_GET
