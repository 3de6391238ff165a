"""The types that an XML schema gives to text and to attributes, by the names that Xerces has for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pid_emulator.core.libraries import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema"
_COMPONENTS = ("element", "simpleType", "complexType", "group", "attribute", "attributeGroup")
_REFERENCES = ("include", "import", "redefine")
_INNER = tuple(
    f"{_XSD}{name}" for name in ("simpleType", "complexType", "simpleContent", "extension", "restriction")
)
_WHOLE_NUMBERS = (
    "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
)  # fmt: skip
ANONYMOUS = "#AnonType_"

Name = tuple[str, str]  # namespace, local name


class SchemaTypes:
    """The declarations of a schema file and of all that it includes or imports from beside it."""

    def __init__(self, file: Path) -> None:
        self._components: dict[tuple[str, Name], etree._Element] = {}
        self._namespaces: dict[etree._Element, str] = {}
        self._load(file, "", set())

    def of_text(self, element: etree._Element) -> str | None:
        """Return the name of the simple type of an element's text; None where it has none or is unknown."""
        declaration = self._declaration(element)
        return None if declaration is None else self._value_type(declaration)

    def of_attribute(self, element: etree._Element, attribute: str) -> str | None:
        """Return the name of the type of an element's attribute; None where it is unknown."""
        declaration = self._declaration(element)
        found = None if declaration is None else self._attribute(declaration, attribute)
        return None if found is None else self._value_type(found)

    def built_in(self, element: etree._Element, attribute: str = "") -> str:
        """Return the type of XML Schema itself that an element's text, or its attribute, is a form of.

        Every kind of whole number is "integer", as Xerces reads it; where it is unknown, "string".
        """
        declaration = self._declaration(element)
        if declaration is not None and attribute:
            declaration = self._attribute(declaration, attribute)
        name = self._built_in(declaration) if declaration is not None else "string"
        return "integer" if name in _WHOLE_NUMBERS else name

    def is_complex(self, element: etree._Element) -> bool:
        """Tell whether an element's declared type is a complex one, if only with text in it."""
        declaration = self._declaration(element)
        definition = None if declaration is None else self._definition(declaration)
        return definition is not None and definition.tag == f"{_XSD}complexType"

    def _load(self, file: Path, including: str, seen: set[Path]) -> None:
        if file in seen or not file.is_file():
            return
        seen.add(file)
        root = etree.parse(str(file), etree.XMLParser(no_network=True)).getroot()
        namespace = root.get("targetNamespace") or including
        self._namespaces[root] = namespace
        for node in root.iter(*(f"{_XSD}{kind}" for kind in _REFERENCES)):
            if (location := node.get("schemaLocation", "")) and "://" not in location:
                is_import = node.tag == f"{_XSD}import"
                self._load((file.parent / location).resolve(), "" if is_import else namespace, seen)
        for kind in _COMPONENTS:
            for node in root.findall(f"{_XSD}{kind}"):
                self._components.setdefault((kind, (namespace, node.get("name", ""))), node)

    def _declaration(self, element: etree._Element) -> etree._Element | None:
        """Return what declares an element of a document, found from the document's root on."""
        name = etree.QName(element)
        qualified = (name.namespace or "", name.localname)
        everywhere = self._components.get(("element", qualified))
        parent = element.getparent()
        above = None if parent is None else self._declaration(parent)
        if above is None:
            return everywhere
        for node in self._parts(self._definition(above)):
            if node.tag == f"{_XSD}element":
                if node.get("ref"):
                    if self._resolve(node, node.get("ref")) == qualified:
                        return everywhere
                elif node.get("name") == name.localname:
                    return node
        return everywhere

    def _attribute(self, declaration: etree._Element, attribute: str) -> etree._Element | None:
        for node in self._parts(self._definition(declaration)):
            if node.tag == f"{_XSD}attribute" and _local(node.get("name") or node.get("ref")) == attribute:
                target = self._components.get(("attribute", self._resolve(node, node.get("ref"))))
                return node if target is None else target
        return None

    def _definition(self, declaration: etree._Element) -> etree._Element | None:
        """Return the definition of a declaration's type; None where it is built in."""
        if named := declaration.get("type"):
            return self._type_named(declaration, named)
        inline = declaration.find(f"{_XSD}complexType")
        return inline if inline is not None else declaration.find(f"{_XSD}simpleType")

    def _type_named(self, node: etree._Element, name: str) -> etree._Element | None:
        resolved = self._resolve(node, name)
        found = self._components.get(("complexType", resolved))
        return found if found is not None else self._components.get(("simpleType", resolved))

    def _parts(self, definition: etree._Element | None) -> Iterator[etree._Element]:
        """Yield the declarations of elements and attributes in a type, those that it extends included."""
        for node in () if definition is None else definition:
            if node.tag in (f"{_XSD}element", f"{_XSD}attribute"):
                yield node
                continue
            if node.tag in (f"{_XSD}extension", f"{_XSD}restriction"):
                yield from self._parts(self._type_named(node, node.get("base", "")))
            for kind in ("group", "attributeGroup"):
                if node.tag == f"{_XSD}{kind}" and node.get("ref"):
                    yield from self._parts(self._components.get((kind, self._resolve(node, node.get("ref")))))
            if isinstance(node.tag, str):
                yield from self._parts(node)

    def _value_type(self, declaration: etree._Element) -> str | None:
        definition = self._definition(declaration)
        if definition is None:
            return _local(declaration.get("type")) or None
        if definition.tag == f"{_XSD}simpleType":
            return definition.get("name") or _anonymous_name(definition)
        return self._text_in_complex(definition)

    def _built_in(self, node: etree._Element) -> str:
        """Follow a declaration or definition to the type of XML Schema that it restricts."""
        name = node.get("type") or node.get("base")
        if name and self._resolve(node, name)[0] == _XSD_NAMESPACE:
            return _local(name)
        below = self._type_named(node, name) if name else None
        inner = below if below is not None else next((each for each in node if each.tag in _INNER), None)
        return "string" if inner is None else self._built_in(inner)

    def _text_in_complex(self, definition: etree._Element) -> str | None:
        content = definition.find(f"{_XSD}simpleContent")
        if content is None:
            return None
        if content.find(f"{_XSD}restriction") is not None:
            return _anonymous_name(content)
        extension = content.find(f"{_XSD}extension")
        if extension is None:
            return None
        base = self._type_named(extension, extension.get("base", ""))
        if base is not None and base.tag == f"{_XSD}complexType":
            return self._text_in_complex(base)
        return _local(extension.get("base"))

    def _resolve(self, node: etree._Element, name: str | None) -> Name:
        prefix, _, local = (name or "").rpartition(":")
        if namespace := node.nsmap.get(prefix or None):
            return namespace, local
        return self._namespaces.get(node.getroottree().getroot(), ""), local


@cache
def types_of(file: Path) -> SchemaTypes:
    """Return the types that a schema file gives."""
    return SchemaTypes(file)


def _local(name: str | None) -> str:
    return (name or "").rpartition(":")[2]


def _anonymous_name(definition: etree._Element) -> str:
    """Return what Xerces calls a type without a name: after all that it stands in."""
    root = definition.getroottree().getroot()
    around = (node for node in definition.iterancestors() if node is not root)
    return ANONYMOUS + "".join(node.get("name", "") for node in around)
