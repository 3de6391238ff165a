"""A DOI as the REST API answers it, and what the formats make of it."""

from typing import Any

from pid_emulator.datacite import formats

NEXUS: dict[str, Any] = {
    "id": "10.7272/q6g15xs4",
    "type": "dois",
    "attributes": {
        "doi": "10.7272/q6g15xs4",
        "creators": [
            {
                "name": "Rodriguez, Robert",
                "nameType": "Personal",
                "givenName": "Robert",
                "familyName": "Rodriguez",
                "affiliation": [],
                "nameIdentifiers": [],
            },
            {"name": "Mower, William", "nameType": "Personal", "givenName": "William", "familyName": "Mower"},
        ],
        "titles": [{"title": "NEXUS Head CT"}],
        "publisher": "Dryad",
        "publicationYear": 2017,
        "subjects": [{"subject": "head injury"}, {"subject": "FOS: Clinical medicine"}],
        "contributors": [],
        "dates": [{"date": "2017-04-10", "dateType": "Issued"}],
        "language": "en",
        "types": {
            "ris": "DATA",
            "bibtex": "misc",
            "citeproc": "dataset",
            "schemaOrg": "Dataset",
            "resourceTypeGeneral": "Dataset",
        },
        "relatedIdentifiers": [
            {"relationType": "Cites", "relatedIdentifier": "10.1234/ABC", "relatedIdentifierType": "DOI"},
            {"relationType": "IsPartOf", "relatedIdentifier": "0264-3561", "relatedIdentifierType": "ISSN"},
            {
                "relationType": "IsSupplementTo",
                "relatedIdentifier": "10.1234/X",
                "relatedIdentifierType": "DOI",
            },
        ],
        "sizes": ["41 files"],
        "formats": [],
        "version": None,
        "rightsList": [{"rights": "CC0", "rightsUri": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "descriptions": [{"description": "Data of a trial.", "descriptionType": "Abstract"}],
        "geoLocations": [
            {
                "geoLocationBox": {
                    "southBoundLatitude": 53.4,
                    "westBoundLongitude": 6.5,
                    "northBoundLatitude": 54.9,
                    "eastBoundLongitude": 9.1,
                }
            }
        ],
        "fundingReferences": [
            {"funderName": "Example Fund", "funderIdentifier": "https://doi.org/10.13039/1"}
        ],
        "container": {},
        "url": "https://datadryad.org/stash/dataset/doi:10.7272/Q6G15XS4",
        "registered": "2017-04-10T12:00:00.000Z",
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "state": "findable",
    },
    "relationships": {
        "client": {"data": {"id": "dryad.dryad", "type": "clients"}},
        "provider": {"data": {"id": "dryad", "type": "providers"}},
    },
}


def changed(**attributes: Any) -> dict[str, Any]:
    """Return the DOI with other attributes."""
    return {**NEXUS, "attributes": {**NEXUS["attributes"], **attributes}}


def body(media_type: str, resource: dict[str, Any] = NEXUS, **options: str) -> str:
    """Return the DOI in a format, as text."""
    rendered = formats.render(resource, media_type, **options)
    assert rendered is not None
    return rendered[0] if isinstance(rendered[0], str) else rendered[0].decode()
