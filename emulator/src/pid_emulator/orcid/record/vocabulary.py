"""The words that ORCID's members take, from its model of v3.0."""

import json
import re
from pathlib import Path

WORK_TYPES = (
    "annotation",
    "artistic-performance",
    "blog-post",
    "book-chapter",
    "book-review",
    "book",
    "cartographic-material",
    "clinical-study",
    "conference-abstract",
    "conference-output",
    "conference-paper",
    "conference-poster",
    "conference-presentation",
    "conference-proceedings",
    "data-management-plan",
    "data-set",
    "design",
    "dictionary-entry",
    "disclosure",
    "dissertation-thesis",
    "edited-book",
    "encyclopedia-entry",
    "image",
    "invention",
    "journal-article",
    "journal-issue",
    "learning-object",
    "lecture-speech",
    "license",
    "magazine-article",
    "manual",
    "moving-image",
    "musical-composition",
    "newsletter-article",
    "newspaper-article",
    "online-resource",
    "other",
    "patent",
    "physical-object",
    "preprint",
    "public-speech",
    "registered-copyright",
    "report",
    "research-technique",
    "research-tool",
    "review",
    "software",
    "sound",
    "spin-off-company",
    "standards-and-policy",
    "supervised-student-publication",
    "technical-standard",
    "test",
    "trademark",
    "transcription",
    "translation",
    "website",
    "working-paper",
    "undefined",
)
CITATION_TYPES = (
    "formatted-unspecified", "bibtex", "formatted-apa", "formatted-harvard", "formatted-ieee",
    "formatted-mla", "formatted-vancouver", "formatted-chicago", "ris",
)  # fmt: skip
RELATIONSHIPS = ("self", "part-of", "version-of", "funded-by")
SEQUENCES = ("first", "additional")
WORK_ROLES = (
    "author", "assignee", "editor", "chair-or-translator", "co-investigator", "co-inventor",
    "graduate-student", "other-inventor", "principal-investigator", "postdoctoral-researcher",
    "support-staff",
)  # fmt: skip
_CREDIT_ROLE = re.compile(r"https?://credit\.niso\.org/contributor-roles/[a-z-]+/?")
FUNDING_TYPES = ("grant", "contract", "award", "salary-award")
FUNDING_ROLES = ("lead", "co-lead", "supported-by", "other-contribution")
REVIEW_TYPES = ("review", "evaluation")
REVIEWER_ROLES = ("reviewer", "editor", "member", "chair", "organizer")
_CODES = json.loads((Path(__file__).parent / "codes.json").read_text(encoding="utf-8"))
COUNTRIES, CURRENCIES, LANGUAGES = (tuple(_CODES[kind]) for kind in ("countries", "currencies", "languages"))


def is_work_role(role: str) -> bool:
    """Tell whether a contributor to a work can have this role: ORCID's own or a CRediT one."""
    return role in WORK_ROLES or _CREDIT_ROLE.fullmatch(role) is not None
