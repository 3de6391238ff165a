"""doi.org: the proxy, the handle API, which agency; and agencies that have no registry of their own here."""

from pid_emulator.core.service import Service, WSGIApplication
from pid_emulator.doi_org.world import DoiOrgWorld

PROXY_HOSTS = ("doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net")
UNOBSERVED = (
    "DataCite DOIs: content negotiation redirects to data.crosscite.org, as recorded in 2023 and seen by "
    "others in October 2026; the documentation names data.datacite.org.",
    "An Accept header whose best entry is not text/html, application/xhtml+xml or a wildcard asks for "
    "metadata; which other types the proxy takes for a web page is not known.",
    "The handle API answers 200 with responseCode 200 and an empty list of values where none matches, and "
    "400 with responseCode 2 for an index that is no number. Others saw 200 with 1 and 404 with 100 in "
    "October 2026.",
    "Handles of Crossref and DataCite DOIs are derived from the records: URL, administrator, Crossref's "
    "700050; their timestamps are those of the record.",
    "doiRA says `DOI does not exist` of an unregistered DOI, also under a prefix that is assigned.",
    "A DOI whose address is not among the records shows the table of its values, with status 200.",
    "Proxy parameters (noredirect, ignore_aliases, type, index, urlappend, locatt, nols, action=showurls) "
    "follow the documentation; auth and cert change nothing.",
    "The pages of 400 and 404 have the recorded titles, but the emulator's own words.",
    "Crossref's transform: an unsupported type, an unknown style or locale is 406 `No acceptable resource "
    "available.`; 406 is documented, its body is not. The few CSL styles that citeproc-py cannot read "
    "answer 406, too. Without an Accept header it answers CSL JSON.",
    "RIS, RDF, UNIXREF and UNIXSD are made from the REST record, so fields that only Crossref's deposit "
    "XML holds are missing. /styles and /locales list what citeproc-py brings.",
    "UNIXSD of what was last deposited before 2012 is in UNIXREF 1.0, as one recording shows.",
    "mEDRA and JaLC negotiate CSL JSON as recorded; mEDRA's BibTeX and citations follow the documentation, "
    "its ONIX and RDF are not offered, and both agencies' error bodies are the emulator's own.",
    "citation.doi.org: the status and the words of its errors.",
)


def doi_org_services(world: DoiOrgWorld) -> list[Service]:
    """Return the services of doi.org and of the agencies that the emulator has no other registry of."""

    def proxy() -> WSGIApplication:
        from pid_emulator.doi_org.routes import create_application

        return create_application(world)

    def citations() -> WSGIApplication:
        from pid_emulator.doi_org.citation_service import citation_application

        return citation_application(world)

    def jalc() -> WSGIApplication:
        from pid_emulator.doi_org.other_agencies import jalc_application

        return jalc_application(world)

    def medra() -> WSGIApplication:
        from pid_emulator.doi_org.other_agencies import medra_application

        return medra_application(world)

    return [
        Service(PROXY_HOSTS, proxy),
        Service(("citation.doi.org", "citation.crosscite.org"), citations),
        Service(("japanlinkcenter.org",), jalc),
        Service(("data.medra.org",), medra),
    ]
