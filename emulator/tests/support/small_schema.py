"""A small XML schema with one of each rule, and a document that keeps them all."""

from pathlib import Path

from lxml import etree

NAMESPACE = "urn:example:pots"
SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}"
    targetNamespace="{NAMESPACE}" elementFormDefault="qualified">
  <xs:simpleType name="text"><xs:restriction base="xs:string"><xs:pattern value=".*\\S.*"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="short"><xs:restriction base="text"><xs:maxLength value="5"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="month"><xs:restriction base="xs:integer">
    <xs:minInclusive value="1"/><xs:maxInclusive value="12"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="glaze"><xs:restriction base="xs:string">
    <xs:enumeration value="ash"/><xs:enumeration value="salt"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="numbers"><xs:list itemType="xs:int"/></xs:simpleType>
  <xs:simpleType name="month-or-glaze"><xs:union memberTypes="month glaze"/></xs:simpleType>
  <xs:complexType name="item"><xs:sequence>
    <xs:element name="name" type="short"/>
    <xs:element name="fired" minOccurs="0"><xs:complexType><xs:simpleContent>
      <xs:extension base="month"><xs:attribute name="cone" type="month" use="required"/></xs:extension>
    </xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="glaze" type="glaze" minOccurs="0"/>
    <xs:element name="code" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
      <xs:length value="3"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="note" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
      <xs:minLength value="2"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="price" minOccurs="0"><xs:simpleType><xs:restriction base="xs:decimal">
      <xs:totalDigits value="4"/><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="heat" minOccurs="0"><xs:simpleType><xs:restriction base="xs:decimal">
      <xs:minExclusive value="0"/><xs:maxExclusive value="9"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="made" type="xs:date" minOccurs="0"/>
    <xs:element name="sizes" type="numbers" minOccurs="0"/>
    <xs:element name="mark" type="month-or-glaze" minOccurs="0"/>
    <xs:element name="cracked" minOccurs="0"><xs:complexType/></xs:element>
    <xs:element name="kiln" type="xs:string" fixed="wood" minOccurs="0"/>
    <xs:element ref="lid" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="pot"><xs:complexContent><xs:extension base="item">
    <xs:attribute name="number" type="xs:positiveInteger"/>
    <xs:attribute name="shape"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="round"/></xs:restriction></xs:simpleType></xs:attribute>
    <xs:attribute name="form" fixed="1"/>
  </xs:extension></xs:complexContent></xs:complexType>
  <xs:element name="lid" type="text"/>
  <xs:element name="pot" type="pot"/>
</xs:schema>"""


def pot(content: str = "<name>Jug</name>", attributes: str = "") -> etree._Element:
    """Return a document of the small schema."""
    return etree.fromstring(f'<pot xmlns="{NAMESPACE}" {attributes}>{content}</pot>')


def written(folder: Path) -> Path:
    """Write the schema to a folder and return its file."""
    file = folder / "pots.xsd"
    file.write_text(SCHEMA, encoding="utf-8")
    return file
