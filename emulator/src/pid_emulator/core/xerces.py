"""Says libxml2's findings about a document in the words of Apache Xerces, which Crossref and ORCID run.

Both report the same faults. Where one value breaks several rules, Xerces lists each; this module lists those
that libxml2 finds, each with the line that Xerces adds on the element or attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pid_emulator.core.libraries import etree
from pid_emulator.core.schema_types import ANONYMOUS, SchemaTypes

# ruff: noqa: E501  (each message in one piece, so that a search finds it)
_UNKNOWN_ROOT = "cvc-elt.1.a: Cannot find the declaration of element '{element}'."
_ABSTRACT = "cvc-elt.2: The value of {{abstract}} in the element declaration for '{element}' must be false."
_NOT_NILLABLE = "cvc-elt.3.1: Attribute 'http://www.w3.org/2001/XMLSchema-instance,nil' must not appear on element '{element}', because the {{nillable}} property of '{element}' is false."
_NIL_WITH_CONTENT = "cvc-elt.3.2.1: Element '{element}' cannot have character or element information [children], because 'http://www.w3.org/2001/XMLSchema-instance,nil' is specified."
_UNKNOWN_TYPE = "cvc-elt.4.2: Cannot resolve '{value}' to a type definition for element '{element}'."
_OTHER_TYPE = "cvc-elt.4.3: Type '{value}' is not validly derived from the type definition, '{type}', of element '{element}'."
_ELEMENT_FIXED = "cvc-elt.5.2.2.2.2: The value '{value}' of element '{element}' does not match the {{value constraint}} value '{wanted}'."
_UNEXPECTED = "cvc-complex-type.2.4.a: Invalid content was found starting with element '{element}'. One of '{{{expected}}}' is expected."
_INCOMPLETE = "cvc-complex-type.2.4.b: The content of element '{element}' is not complete. One of '{{{expected}}}' is expected."
_UNDECLARED = "cvc-complex-type.2.4.c: The matching wildcard is strict, but no declaration can be found for element '{element}'."
_NOTHING_EXPECTED = "cvc-complex-type.2.4.d: Invalid content was found starting with element '{element}'. No child element is expected at this point."
_NOT_EMPTY = "cvc-complex-type.2.1: Element '{element}' must have no character or element information item [children], because the type's content type is empty."
_TEXT_NOT_ALLOWED = "cvc-complex-type.2.3: Element '{element}' cannot have character [children], because the type's content type is element-only."
_ATTRIBUTE_NOT_ALLOWED = (
    "cvc-complex-type.3.2.2: Attribute '{attribute}' is not allowed to appear in element '{element}'."
)
_ATTRIBUTE_MISSING = "cvc-complex-type.4: Attribute '{attribute}' must appear on element '{element}'."
_ATTRIBUTE_FIXED = "cvc-attribute.4: The value '{value}' of attribute '{attribute}' on element '{element}' is not valid with respect to its fixed '{{value constraint}}'. The attribute must have a value of '{wanted}'."
_NO_ATTRIBUTES = "cvc-type.3.1.1: Element '{element}' is a simple type, so it cannot have attributes, excepting those whose namespace name is identical to 'http://www.w3.org/2001/XMLSchema-instance' and whose [local name] is one of 'type', 'nil', 'schemaLocation' or 'noNamespaceSchemaLocation'. However, the attribute, '{attribute}' was found."
_CHILDREN_NOT_ALLOWED = "cvc-type.3.1.2: Element '{element}' is a simple type, so it must have no element information item [children]."
_PATTERN = "cvc-pattern-valid: Value '{value}' is not facet-valid with respect to pattern '{limit}' for type '{type}'."
_ENUMERATION = "cvc-enumeration-valid: Value '{value}' is not facet-valid with respect to enumeration '[{limit}]'. It must be a value from the enumeration."
_LENGTH = "cvc-{facet}-valid: Value '{value}' with length = '{actual}' is not facet-valid with respect to {facet} '{limit}' for type '{type}'."
_BOUND = "cvc-{facet}-valid: Value '{value}' is not facet-valid with respect to {facet} '{limit}' for type '{type}'."
_TOTAL_DIGITS = "cvc-totalDigits-valid: Value '{value}' has {actual} total digits, but the number of total digits has been limited to {limit}."
_FRACTION_DIGITS = "cvc-fractionDigits-valid: Value '{value}' has {actual} fraction digits, but the number of fraction digits has been limited to {limit}."
_DATATYPE = "cvc-datatype-valid.1.2.1: '{value}' is not a valid value for '{type}'."
_LIST = "cvc-datatype-valid.1.2.2: '{value}' is not a valid value of list type '{type}'."
_UNION = "cvc-datatype-valid.1.2.3: '{value}' is not a valid value of union type '{type}'."
_BAD_ATTRIBUTE_VALUE = "cvc-attribute.3: The value '{value}' of attribute '{attribute}' on element '{element}' is not valid with respect to its type, '{type}'."
_BAD_COMPLEX_VALUE = (
    "cvc-complex-type.2.2: Element '{element}' must have no element [children], and the value must be valid."
)
_BAD_VALUE = "cvc-type.3.1.3: The value '{value}' of element '{element}' is not valid."

# libxml2's findings that need nothing but the names of element and attribute.
_ABOUT_STRUCTURE = {
    "SCHEMAV_CVC_ELT_1": _UNKNOWN_ROOT,
    "SCHEMAV_CVC_ELT_2": _ABSTRACT,
    "SCHEMAV_CVC_ELT_3_1": _NOT_NILLABLE,
    "SCHEMAV_CVC_ELT_3_2_1": _NIL_WITH_CONTENT,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": _NOT_EMPTY,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": _BAD_COMPLEX_VALUE,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": _TEXT_NOT_ALLOWED,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": _ATTRIBUTE_NOT_ALLOWED,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": _ATTRIBUTE_NOT_ALLOWED,
    "SCHEMAV_CVC_TYPE_3_1_1": _NO_ATTRIBUTES,
    "SCHEMAV_CVC_TYPE_3_1_2": _CHILDREN_NOT_ALLOWED,
    "SCHEMAV_CVC_WILDCARD": _UNDECLARED,
}


def in_xerces_words(fault: etree._LogEntry, root: etree._Element, types: SchemaTypes) -> Iterator[str]:
    """Yield what Xerces says of one of libxml2's findings about the document under `root`."""
    element = element_at(root, fault.path)
    name = shown(element) if element is not None else "?"
    text = fault.message
    in_attribute = re.search(r"', attribute '([^']+)': ", text)
    attribute = in_attribute[1].rpartition("}")[2] if in_attribute else ""
    match fault.type_name:
        case "SCHEMAV_ELEMENT_CONTENT":
            yield _content_fault(name, text)
        case "SCHEMAV_CVC_COMPLEX_TYPE_4":
            yield _ATTRIBUTE_MISSING.format(
                attribute=_quoted(text, "The attribute '{}' is required"), element=name
            )
        case "SCHEMAV_CVC_AU":
            value = _quoted(text, "The value '{}' does not match")
            wanted = _quoted(text, "fixed value constraint '{}'.")
            yield _ATTRIBUTE_FIXED.format(value=value, attribute=attribute, element=name, wanted=wanted)
        case "SCHEMAV_CVC_ELT_5_2_2_2_1" | "SCHEMAV_CVC_ELT_5_2_2_2_2":
            value = _quoted(text, "The actual value '{}' does not match")
            wanted = _quoted(text, "fixed value constraint '{}'.")
            yield _ELEMENT_FIXED.format(value=value, element=name, wanted=wanted)
        case "SCHEMAV_CVC_ELT_4_2":
            value = _quoted(text, "The QName value '{}' of the xsi:type").rpartition("}")[2]
            yield _UNKNOWN_TYPE.format(value=value, element=name)
        case "SCHEMAV_CVC_ELT_4_3":
            value = _quoted(text, "The type definition '{}', specified").rpartition("}")[2]
            declared = types.of_text(element) if element is not None else None
            yield _OTHER_TYPE.format(value=value, type=declared, element=name)
        case known if known in _ABOUT_STRUCTURE:
            yield _ABOUT_STRUCTURE[known].format(element=name, attribute=attribute)
        case _ if element is not None:
            yield from _value_faults(text, element, attribute, types)
        case _:
            yield text


def shown(element: etree._Element) -> str:
    """Return an element's name as it stands in the document, with its prefix."""
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


def element_at(root: etree._Element, path: str | None) -> etree._Element | None:
    """Return the element that one of libxml2's findings is about."""
    found = root.getroottree().xpath(path, namespaces=_prefixes(root)) if path else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _prefixes(root: etree._Element) -> dict[str, str]:
    """Return every prefix in a document; libxml2's paths are written with them."""
    return {prefix: uri for each in root.iter(etree.Element) for prefix, uri in each.nsmap.items() if prefix}


def _content_fault(name: str, text: str) -> str:
    listed = re.search(r"Expected is (?:one of )?\( (.+) \)\.", text)
    if not listed:
        return _NOTHING_EXPECTED.format(element=name)
    expected = ", ".join(re.sub(r"\{(.*)\}", r'"\1":', entry) for entry in listed[1].split(", "))
    template = _INCOMPLETE if "Missing child element(s)" in text else _UNEXPECTED
    return template.format(element=name, expected=expected)


def _value_faults(text: str, element: etree._Element, attribute: str, types: SchemaTypes) -> Iterator[str]:
    """Yield the rule that a value breaks, then which element or attribute has it."""
    name = shown(element)
    value = (_attribute(element, attribute) if attribute else element.text) or ""
    type_name = types.of_attribute(element, attribute) if attribute else types.of_text(element)
    if type_name is None or (attribute and type_name.startswith(ANONYMOUS)):
        type_name = f"{ANONYMOUS}{attribute or etree.QName(element).localname}"
    if pattern := re.search(r"by the pattern '(.*)'\.", text, re.DOTALL):
        yield _PATTERN.format(value=value, limit=pattern[1], type=type_name)
    elif allowed := re.search(r"element of the set \{(.*)\}\.", text, re.DOTALL):
        listed = ", ".join(re.findall(r"'([^']*)'", allowed[1]))
        yield _ENUMERATION.format(value=value, limit=listed)
    elif length := re.search(r"facet '(\w+)'\] .* length of '(\d+)'; .* length of '(\d+)'", text, re.DOTALL):
        facet, actual, limit = length.groups()
        yield _LENGTH.format(facet=facet, value=value, actual=actual, limit=limit, type=type_name)
    elif bound := re.search(
        r"facet '(m(?:in|ax)(?:In|Ex)clusive)'\] .*(?:\('| than ')(.*?)'\)?\.", text, re.DOTALL
    ):
        yield _BOUND.format(facet=bound[1], value=value, limit=bound[2], type=type_name)
    elif digits := re.search(r"facet '(total|fraction)Digits'\] .*'(\d+)'", text, re.DOTALL):
        yield _digits_fault(digits[1], value, int(digits[2]))
    elif kind := re.search(r"is not a valid value of the (?:local )?(\w+) type", text):
        template = {"list": _LIST, "union": _UNION}.get(kind[1], _DATATYPE)
        shown_type = types.built_in(element, attribute) if template is _DATATYPE else type_name
        yield template.format(value=value.strip(), type=shown_type)
    else:
        yield text
        return
    if attribute:
        shown_type = type_name.removeprefix(ANONYMOUS)
        yield _BAD_ATTRIBUTE_VALUE.format(value=value, attribute=attribute, element=name, type=shown_type)
    elif types.is_complex(element):
        yield _BAD_COMPLEX_VALUE.format(element=name)
    else:
        yield _BAD_VALUE.format(value=value, element=name)


def _digits_fault(which: str, value: str, limit: int) -> str:
    whole, _, fraction = value.strip().lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    if which == "fraction":
        return _FRACTION_DIGITS.format(value=value, actual=len(fraction), limit=limit)
    return _TOTAL_DIGITS.format(value=value, actual=len(whole.lstrip("0") + fraction), limit=limit)


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def _quoted(text: str, template: str) -> str:
    before, after = (re.escape(part) for part in template.split("{}"))
    found = re.search(f"{before}(.*?){after}", text, re.DOTALL)
    return found[1] if found else "?"
