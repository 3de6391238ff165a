"""Always send Accept: what ORCID answers with and without it."""

import requests

PUBLIC_API = "https://pub.orcid.org/v3.0"


def answered_format(accept: str | None, content_type: str | None = None) -> str:
    """Return status and first characters of a record's keywords, asked for with these headers.

    Without Accept, or with */* as requests sends by itself, ORCID takes the Content-Type of the request,
    and where there is none it answers XML. A type that it does not have is refused with 406.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/read_public.md
    """
    headers = {"Accept": accept} if accept else {}
    if content_type:
        headers["Content-Type"] = content_type
    response = requests.get(f"{PUBLIC_API}/0000-0002-1825-0097/keywords", headers=headers, timeout=30)
    return f"{response.status_code} {response.text[:20]!r}"


if __name__ == "__main__":
    print("nothing said:", answered_format(None))
    print("Content-Type only:", answered_format(None, "application/json"))
    print("application/json:", answered_format("application/json"))
    print("application/vnd.orcid+json:", answered_format("application/vnd.orcid+json"))
    print("text/csv:", answered_format("text/csv"))
