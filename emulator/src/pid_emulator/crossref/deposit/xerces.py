"""Says libxml2's findings about a document in the words of Apache Xerces, which Crossref's system runs.

Both report the same faults. Where one value breaks several rules, Xerces lists each; this module lists those
that libxml2 finds, each with the line that Xerces adds on the element or attribute.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"

# ruff: noqa: E501  (each message in one piece, so that a search finds it)
_UNKNOWN_ROOT = "cvc-elt.1.a: Cannot find the declaration of element '{element}'."
_UNEXPECTED = "cvc-complex-type.2.4.a: Invalid content was found starting with element '{element}'. One of '{{{expected}}}' is expected."
_INCOMPLETE = "cvc-complex-type.2.4.b: The content of element '{element}' is not complete. One of '{{{expected}}}' is expected."
_NOTHING_EXPECTED = "cvc-complex-type.2.4.d: Invalid content was found starting with element '{element}'. No child element is expected at this point."
_TEXT_NOT_ALLOWED = "cvc-complex-type.2.3: Element '{element}' cannot have character [children], because the type's content type is element-only."
_ATTRIBUTE_NOT_ALLOWED = (
    "cvc-complex-type.3.2.2: Attribute '{attribute}' is not allowed to appear in element '{element}'."
)
_ATTRIBUTE_MISSING = "cvc-complex-type.4: Attribute '{attribute}' must appear on element '{element}'."
_ATTRIBUTE_FIXED = "cvc-attribute.4: The value '{value}' of attribute '{attribute}' on element '{element}' is not valid with respect to its fixed '{{value constraint}}'. The attribute must have a value of '{wanted}'."
_CHILDREN_NOT_ALLOWED = "cvc-type.3.1.2: Element '{element}' is a simple type, so it must have no element information item [children]."
_PATTERN = "cvc-pattern-valid: Value '{value}' is not facet-valid with respect to pattern '{limit}' for type '{type}'."
_ENUMERATION = "cvc-enumeration-valid: Value '{value}' is not facet-valid with respect to enumeration '[{limit}]'. It must be a value from the enumeration."
_LENGTH = "cvc-{facet}-valid: Value '{value}' with length = '{actual}' is not facet-valid with respect to {facet} '{limit}' for type '{type}'."
_BOUND = "cvc-{facet}-valid: Value '{value}' is not facet-valid with respect to {facet} '{limit}' for type '{type}'."
_DATATYPE = "cvc-datatype-valid.1.2.1: '{value}' is not a valid value for '{type}'."
_BAD_ATTRIBUTE_VALUE = "cvc-attribute.3: The value '{value}' of attribute '{attribute}' on element '{element}' is not valid with respect to its type, '{type}'."
_BAD_COMPLEX_VALUE = (
    "cvc-complex-type.2.2: Element '{element}' must have no element [children], and the value must be valid."
)
_BAD_VALUE = "cvc-type.3.1.3: The value '{value}' of element '{element}' is not valid."


def in_xerces_words(fault: etree._LogEntry, root: etree._Element, types: dict[str, str]) -> Iterator[str]:
    """Yield what Xerces says of one of libxml2's findings about the document under `root`.

    `types` names the type of each element's text (see `type_names`).
    """
    element = _element_at(root, fault.path)
    name = shown(element) if element is not None else "?"
    text = fault.message
    in_attribute = re.search(r"', attribute '([^']+)': ", text)
    attribute = in_attribute[1] if in_attribute else ""
    match fault.type_name:
        case "SCHEMAV_ELEMENT_CONTENT":
            yield _content_fault(name, text)
        case "SCHEMAV_CVC_ELT_1":
            yield _UNKNOWN_ROOT.format(element=name)
        case "SCHEMAV_CVC_COMPLEX_TYPE_4":
            yield _ATTRIBUTE_MISSING.format(
                attribute=_quoted(text, "The attribute '{}' is required"), element=name
            )
        case "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1":
            yield _ATTRIBUTE_NOT_ALLOWED.format(attribute=attribute, element=name)
        case "SCHEMAV_CVC_COMPLEX_TYPE_2_3":
            yield _TEXT_NOT_ALLOWED.format(element=name)
        case "SCHEMAV_CVC_AU":
            value = _quoted(text, "The value '{}' does not match")
            wanted = _quoted(text, "fixed value constraint '{}'.")
            yield _ATTRIBUTE_FIXED.format(value=value, attribute=attribute, element=name, wanted=wanted)
        case "SCHEMAV_CVC_TYPE_3_1_2":
            yield _CHILDREN_NOT_ALLOWED.format(element=name)
        case _:
            yield from _value_faults(text, element, name, attribute, types)


def shown(element: etree._Element) -> str:
    """Return an element's name as it stands in the document, with its prefix."""
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


@cache
def type_names(schema: Path) -> dict[str, str]:
    """Return the named type of each element's text, by local name, as a schema and its common part say."""
    names: dict[str, str] = {}
    for file in (schema, *sorted(schema.parent.glob("common*.xsd"))):
        for declaration in etree.parse(str(file)).iter(f"{_XSD}element"):
            extension = declaration.find(f".//{_XSD}simpleContent/{_XSD}extension")
            type_name = declaration.get("type") or (extension.get("base") if extension is not None else None)
            if (name := declaration.get("name")) and type_name:
                names.setdefault(name, type_name.rpartition(":")[2])
    return names


def _content_fault(name: str, text: str) -> str:
    listed = re.search(r"Expected is (?:one of )?\( (.+) \)\.", text)
    if not listed:
        return _NOTHING_EXPECTED.format(element=name)
    expected = ", ".join(re.sub(r"\{(.*)\}", r'"\1":', entry) for entry in listed[1].split(", "))
    template = _INCOMPLETE if "Missing child element(s)" in text else _UNEXPECTED
    return template.format(element=name, expected=expected)


def _value_faults(
    text: str, element: etree._Element | None, name: str, attribute: str, types: dict[str, str]
) -> Iterator[str]:
    """Yield the rule that a value breaks, then which element or attribute has it."""
    value = ""
    if element is not None:
        value = (element.get(attribute) if attribute else element.text) or ""
    local_name = name.rpartition(":")[2]
    type_name = f"#AnonType_{attribute}" if attribute else types.get(local_name, f"#AnonType_{local_name}")
    if pattern := re.search(r"by the pattern '(.*)'\.", text, re.DOTALL):
        yield _PATTERN.format(value=value, limit=pattern[1], type=type_name)
    elif allowed := re.search(r"element of the set \{(.*)\}\.", text, re.DOTALL):
        listed = ", ".join(re.findall(r"'([^']*)'", allowed[1]))
        yield _ENUMERATION.format(value=value, limit=listed)
    elif length := re.search(r"facet '(\w+)'\] .* length of '(\d+)'; .* length of '(\d+)'", text, re.DOTALL):
        facet, actual, limit = length.groups()
        yield _LENGTH.format(facet=facet, value=value, actual=actual, limit=limit, type=type_name)
    elif bound := re.search(r"facet '(m(?:in|ax)(?:In|Ex)clusive)'\] .*\('(.*)'\)", text, re.DOTALL):
        yield _BOUND.format(facet=bound[1], value=value, limit=bound[2], type=type_name)
    elif datatype := re.search(r"is not a valid value of the \w+ type '(?:xs:)?(.+?)'", text):
        # Xerces names the primitive that it parses a whole number with
        type_name = "integer" if datatype[1] == "nonNegativeInteger" else datatype[1]
        yield _DATATYPE.format(value=value, type=type_name)
    else:
        yield text
        return
    if attribute:
        shown_type = type_name.removeprefix("#AnonType_")
        yield _BAD_ATTRIBUTE_VALUE.format(value=value, attribute=attribute, element=name, type=shown_type)
    elif element is not None and (element.attrib or local_name == "ORCID"):
        yield _BAD_COMPLEX_VALUE.format(element=name)
    else:
        yield _BAD_VALUE.format(value=value, element=name)


def _quoted(text: str, template: str) -> str:
    before, after = (re.escape(part) for part in template.split("{}"))
    found = re.search(f"{before}(.*?){after}", text, re.DOTALL)
    return found[1] if found else "?"


def _element_at(root: etree._Element, path: str | None) -> etree._Element | None:
    found = root.getroottree().xpath(path) if path else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
