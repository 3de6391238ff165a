"""What DataCite's server works out by itself: types for other formats, licences, languages, subjects."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"

FOS_SCHEME = "Fields of Science and Technology (FOS)"
FOS_SCHEME_URI = "http://www.oecd.org/science/inno/38235147.pdf"
FIELDS_OF_SCIENCE = (
    "Natural sciences", "Mathematics", "Computer and information sciences", "Physical sciences",
    "Chemical sciences", "Earth and related environmental sciences", "Biological sciences",
    "Other natural sciences", "Engineering and technology", "Civil engineering",
    "Electrical engineering, electronic engineering, information engineering", "Mechanical engineering",
    "Chemical engineering", "Materials engineering", "Medical engineering", "Environmental engineering",
    "Environmental biotechnology", "Industrial biotechnology", "Nano-technology",
    "Other engineering and technologies", "Medical and health sciences", "Basic medicine",
    "Clinical medicine", "Health sciences", "Health biotechnology", "Other medical sciences",
    "Agricultural sciences", "Agriculture, forestry, and fisheries", "Animal and dairy science",
    "Veterinary science", "Agricultural biotechnology", "Other agricultural sciences", "Social sciences",
    "Psychology", "Economics and business", "Educational sciences", "Sociology", "Law",
    "Political science", "Social and economic geography", "Media and communications",
    "Other social sciences", "Humanities", "History and archaeology", "Languages and literature",
    "Philosophy, ethics and religion", "Arts (arts, history of arts, performing arts, music)",
    "Other humanities",
)  # fmt: skip
# The divisions of the Australian and New Zealand Fields of Research (2008).
FOR_DIVISIONS = {
    "01": "Mathematics", "02": "Physical sciences", "03": "Chemical sciences",
    "04": "Earth and related environmental sciences", "05": "Earth and related environmental sciences",
    "06": "Biological sciences", "07": "Agriculture, forestry, and fisheries",
    "08": "Computer and information sciences", "09": "Other engineering and technologies",
    "10": "Other engineering and technologies", "11": "Medical and health sciences",
    "12": "Civil engineering", "13": "Educational sciences", "14": "Economics and business",
    "15": "Economics and business", "16": "Sociology", "17": "Psychology", "18": "Law",
    "19": "Arts (arts, history of arts, performing arts, music)", "20": "Languages and literature",
    "21": "History and archaeology", "22": "Philosophy, ethics and religion",
}  # fmt: skip

# Free-text resource types that are Crossref's names of types win over the general type:
# (schema.org, CSL, BibTeX, RIS); None leaves a column to the general type.
_SPECIFIC_TYPES: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "Proceedings": (None, None, "proceedings", "CONF"),
    "ReferenceBook": ("Book", None, "book", "BOOK"),
    "JournalIssue": ("PublicationIssue", None, None, None),
    "ProceedingsArticle": (None, "paper-conference", None, "CPAPER"),
    "Other": ("CreativeWork", None, None, "GEN"),
    "Dissertation": ("Thesis", "thesis", "phdthesis", "THES"),
    "Dataset": ("Dataset", "dataset", None, "DATA"),
    "EditedBook": ("Book", "book", "book", "BOOK"),
    "JournalArticle": ("ScholarlyArticle", "article-journal", "article", "JOUR"),
    "Report": ("Report", "report", "techreport", "RPRT"),
    "Standard": (None, None, None, "STAND"),
    "BookSection": (None, "chapter", "inbook", "CHAP"),
    "BookPart": (None, None, None, "CHAP"),
    "Book": ("Book", "book", "book", "BOOK"),
    "BookChapter": ("Chapter", "chapter", "inbook", "CHAP"),
    "Monograph": ("Book", "book", "book", "BOOK"),
    "Component": ("CreativeWork", None, None, None),
    "ReferenceEntry": (None, "entry-dictionary", None, "DICT"),
    "JournalVolume": ("PublicationVolume", None, None, None),
    "PostedContent": ("ScholarlyArticle", None, "article", None),
    "PeerReview": ("Review", None, None, None),
}
# resourceTypeGeneral: (schema.org, RIS); all others are a CreativeWork and GEN.
_GENERAL_TYPES = {
    "Audiovisual": ("MediaObject", "MPCT"),
    "Book": ("Book", "BOOK"),
    "BookChapter": ("Chapter", "CHAP"),
    "Collection": ("Collection", "GEN"),
    "ComputationalNotebook": ("SoftwareSourceCode", "COMP"),
    "ConferencePaper": ("Article", "CPAPER"),
    "ConferenceProceeding": ("Periodical", "CONF"),
    "DataPaper": ("Article", "GEN"),
    "Dataset": ("Dataset", "DATA"),
    "Dissertation": ("Thesis", "THES"),
    "Event": ("Event", "GEN"),
    "Image": ("ImageObject", "FIGURE"),
    "Journal": ("Periodical", "GEN"),
    "JournalArticle": ("ScholarlyArticle", "JOUR"),
    "PeerReview": ("Review", "GEN"),
    "Report": ("Report", "RPRT"),
    "Service": ("Service", "GEN"),
    "Software": ("SoftwareSourceCode", "COMP"),
    "Sound": ("AudioObject", "SOUND"),
    "Text": ("ScholarlyArticle", "RPRT"),
}
_CITEPROC = {
    "Article": "", "AudioObject": "song", "Blog": "report", "BlogPosting": "post-weblog", "Book": "book",
    "Chapter": "chapter", "DataCatalog": "dataset", "Dataset": "dataset", "ImageObject": "graphic",
    "Movie": "motion_picture", "Report": "report", "Review": "review",
    "ScholarlyArticle": "article-journal", "Thesis": "thesis", "VideoObject": "broadcast",
    "WebPage": "webpage", "WebSite": "webpage",
}  # fmt: skip
_BIBTEX = {
    "Article": "article", "Book": "book", "BlogPosting": "article", "Chapter": "inbook",
    "Report": "techreport", "ScholarlyArticle": "article", "Thesis": "phdthesis",
}  # fmt: skip
_BIBTEX_GENERAL = {"ConferencePaper": "inproceedings", "ConferenceProceeding": "proceedings"}


def with_computed_types(types: dict[str, Any]) -> dict[str, Any]:
    """Return `types` with `schemaOrg`, `citeproc`, `bibtex` and `ris`, where the sender has not set them."""
    general = types.get("resourceTypeGeneral")
    if not isinstance(general, str) or not general:
        return types
    specific = _camel(str(types.get("resourceType") or ""))
    special = _SPECIFIC_TYPES.get(specific, (None, None, None, None))
    schema_org_general, ris_general = _GENERAL_TYPES.get(general, ("CreativeWork", "GEN"))
    schema_org = special[0] or schema_org_general
    computed = {
        "schemaOrg": schema_org,
        "citeproc": special[1] or _CITEPROC.get(schema_org, "article"),
        "bibtex": special[2] or _BIBTEX_GENERAL.get(general) or _BIBTEX.get(schema_org, "misc"),
        "ris": special[3] or ris_general,
    }
    return {**computed, **{key: value for key, value in types.items() if value not in (None, "")}}


def normalized_language(language: str) -> str:
    """Return the ISO 639-1 code of a language code or English name; anything else as it came."""
    base = language.strip()
    if not base:
        return base
    return _languages().get(re.split(r"[-_]", base)[0].lower()) or base


def with_spdx_licence(rights: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of the rights list; a licence that SPDX knows gets SPDX's name, address and id."""
    identifier = str(rights.get("rightsIdentifier") or "").lower()
    addresses = {_licence_address(rights.get("rightsUri")), _licence_address(rights.get("rights"))} - {None}
    for row in _licences():
        if identifier == row["id"].lower() or row["url"] in addresses or row["name"] == rights.get("rights"):
            known = {
                "rights": row["name"],
                "rightsUri": row["url"],
                "schemeUri": "https://spdx.org/licenses/",
                "rightsIdentifier": row["id"].lower(),
                "rightsIdentifierScheme": "SPDX",
            }
            return known | ({"lang": rights["lang"]} if rights.get("lang") else {})
    return {**rights, "rightsIdentifier": identifier} if identifier else dict(rights)


def with_fields_of_science(subjects: list[Any]) -> list[Any]:
    """Return the subjects, behind each that names a field of science the entry that says so."""
    result: list[Any] = []
    for subject in subjects:
        if subject not in result:
            result.append(subject)
        if isinstance(subject, dict) and (field := _field_of_science(subject)):
            entry = {"subject": f"FOS: {field}", "schemeUri": FOS_SCHEME_URI, "subjectScheme": FOS_SCHEME}
            known = any(isinstance(item, dict) and item.get("subject") == entry["subject"] for item in result)
            if not known:
                result.append(entry)
    return result


def dasherize(name: str) -> str:
    """Return the id of a type's name: JournalArticle gives journal-article."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name.strip()).replace("_", "-").replace(" ", "-").lower()


def titleize(identifier: str) -> str:
    """Return an id in words that begin with a capital, as facets show them."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", identifier).replace("-", " ").replace("_", " ")
    return re.sub(r"(?<![\w'])[a-z]", lambda match: match[0].upper(), words.lower())


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, the code itself where there is none."""
    return next((row["name"] for row in _language_rows() if row["alpha_2"] == code), code)


def licence_id(identifier: str) -> str:
    """Return SPDX's own spelling of a lower-case licence id."""
    return next((row["id"] for row in _licences() if row["id"].lower() == identifier), identifier)


def _field_of_science(subject: dict[str, Any]) -> str | None:
    if subject.get("subjectScheme") == FOS_SCHEME:
        return None
    label = str(subject.get("subject") or "")
    plain = label.removeprefix("FOS: ")
    if plain in FIELDS_OF_SCIENCE:
        return plain
    code = re.match(r"\d{2,6}\b", label) if subject.get("subjectScheme") == "FOR" else None
    if code is None:
        return None
    # Codes of six digits lose their leading zero in many records.
    digits = code[0] if len(code[0]) in (2, 4, 6) else f"0{code[0]}"
    return FOR_DIVISIONS.get(digits[:2])


def _licence_address(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    address = value.strip().replace("http://creativecommons", "https://creativecommons")
    if not address.startswith("https://creativecommons.org/"):
        return address
    address = address.rstrip("/").removesuffix("/legalcode")
    if address.endswith("licenses/publicdomain"):
        return f"{address}/"
    parts = re.fullmatch(
        r"(https://creativecommons\.org/(?:licenses|publicdomain)/[\w-]+/\d\.\d)(?:/\w+)?", address
    )
    return f"{parts[1]}/legalcode" if parts else address


def _camel(text: str) -> str:
    # Rails' underscore.camelcase: the first letter of each part in capitals, the rest as it is.
    if not re.fullmatch(r"[A-Za-z_-]+", text):
        return ""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[_-]", text))


def ror_id_of_funder(funder_id: str) -> str | None:
    """Return the ROR id (`021nxhr62`) of a Funder Registry id (`100000001`), None for an unknown one."""
    return next((row["ror"] for row in _funders() if row["funder_id"] == funder_id), None)


def ror_ids_above(ror_id: str) -> list[str]:
    """Return the ROR ids of the organisations that a funder belongs to, the nearest first."""
    parent = next((row["parent"] for row in _funders() if row["ror"] == ror_id), "")
    return [parent, *ror_ids_above(parent)] if parent else []


@cache
def _funders() -> list[dict[str, str]]:
    return _rows("funders.csv")


@cache
def _licences() -> list[dict[str, str]]:
    return _rows("licences.csv")


@cache
def _language_rows() -> list[dict[str, str]]:
    return _rows("languages.csv")


@cache
def _languages() -> dict[str, str]:
    codes = {}
    for row in _language_rows():
        for key in ("alpha_2", "alpha_3", "bibliographic", "name"):
            if row[key]:
                codes[row[key].lower()] = row["alpha_2"]
    return codes


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
