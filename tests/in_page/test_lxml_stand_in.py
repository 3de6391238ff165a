"""What stands in for lxml does as lxml does, in what the registries use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pid_emulator.core.schema_files import DATACITE_KERNEL, schema_file
from pidguide.in_page import lxml_stand_in as stand_in
from pidguide.samples.schemas_needed import WITHOUT_SCHEMAS

DOCUMENT = """<a:root xmlns:a="urn:a" xmlns="urn:b" a:kind="x &amp; &quot;y&quot;">
  <title xml:lang="en">Gr\u00fcn &lt; rot</title>
  <a:empty/>
  <list><item>1</item><item>2</item>tail</list>
</a:root>"""


def test_a_document_is_written_as_it_was_read() -> None:
    ours, theirs = stand_in.fromstring(DOCUMENT.encode()), etree.fromstring(DOCUMENT.encode())
    assert ours is not None
    assert stand_in.tostring(ours, "unicode") == etree.tostring(theirs, encoding="unicode")
    assert stand_in.tostring(ours, "UTF-8") == etree.tostring(theirs, encoding="UTF-8")


def test_names_prefixes_parents_and_lines_are_those_of_lxml() -> None:
    ours, theirs = stand_in.fromstring(DOCUMENT), etree.fromstring(DOCUMENT)
    assert ours is not None
    for our, their in zip(ours.iter(), theirs.iter(), strict=True):
        assert (our.tag, our.text, our.tail, dict(our.attrib)) == (
            their.tag, their.text, their.tail, dict(their.attrib)
        )  # fmt: skip
        assert (our.prefix, our.nsmap, our.sourceline) == (their.prefix, their.nsmap, their.sourceline)
        our_name, their_name = stand_in.QName(our), etree.QName(their)
        assert (our_name.namespace, our_name.localname) == (their_name.namespace, their_name.localname)
        assert [above.tag for above in our.iterancestors()] == [above.tag for above in their.iterancestors()]
        assert our.getroottree().getroot() is ours


def test_libxml2s_own_paths_lead_to_the_element() -> None:
    ours, theirs = stand_in.fromstring(DOCUMENT), etree.fromstring(DOCUMENT)
    assert ours is not None
    for our, their in zip(ours.iter(), theirs.iter(), strict=True):
        path = theirs.getroottree().getpath(their)
        assert stand_in.Tree(ours).xpath(path, {"a": "urn:a"}) == [our], path
    assert stand_in.Tree(ours).xpath("/a:root/*[9]", {"a": "urn:a"}) == []


def test_elements_are_made_as_with_lxml() -> None:
    for module in (stand_in, etree):
        root = module.Element("{urn:a}root", nsmap={None: "urn:a"})
        module.SubElement(root, "{urn:a}child", {"{urn:b}kind": "1"}, name="2").text = "text"
        written = module.tostring(root, encoding="unicode")
        assert written.startswith('<root xmlns="urn:a"><child ') and written.endswith(">text</child></root>")
        assert etree.fromstring(written)[0].attrib["name"] == "2"
        assert etree.fromstring(written)[0].attrib["{urn:b}kind"] == "1"


@pytest.mark.parametrize("broken", ["<a>", "<a></b>", "no XML", "", "<a><b/></a><c/>"])
def test_what_is_not_well_formed_is_refused(broken: str) -> None:
    with pytest.raises(stand_in.XMLSyntaxError) as refused:
        stand_in.fromstring(broken)
    assert refused.value.position[0] >= 1
    assert stand_in.fromstring(broken, stand_in.XMLParser(recover=True)) is None


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'
    with pytest.raises(stand_in.XMLSyntaxError, match="Entities are not resolved"):
        stand_in.fromstring(bomb)


REGISTRIES = Path(__file__).with_name("registries_without_wheels.py")
NAMES = (
    "doi/create/datacite/publish", "doi/create/datacite/publish_fails",
    "doi/create/datacite-metadata/mds_errors",
    "doi/access/metadata/schema_org", "orcid/member/add_work", "orcid/member/invalid_items",
    "orcid/member/works/add_works_in_bulk",
)  # fmt: skip


@pytest.mark.skipif(schema_file(DATACITE_KERNEL) is None, reason=f"DataCite's registration {WITHOUT_SCHEMAS}")
@pytest.mark.skipif(
    schema_file("orcid/record_3.0/work-3.0.xsd") is None, reason=f"writing to ORCID {WITHOUT_SCHEMAS}"
)
def test_the_registries_answer_the_same_with_it() -> None:
    """In an interpreter of its own, in which nothing but the schemas' check is lxml's."""
    command = [sys.executable, str(REGISTRIES), *NAMES]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    for name, (with_lxml, with_stand_in) in json.loads(run.stdout).items():
        assert with_stand_in == with_lxml, name
