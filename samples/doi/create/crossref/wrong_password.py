"""Recognise a wrong Crossref login or password."""

import os

import requests

SYSTEM = "https://test.crossref.org/servlet"  # production: https://doi.crossref.org


def try_login(login: str, password: str) -> bool:
    """Tell whether the deposit system knows a login, by asking for a file never sent.

    Status 200 alone is no proof. Raises RuntimeError for an answer that is neither.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    # region excerpt
    answer = requests.post(
        f"{SYSTEM}/submissionDownload",
        {"usr": login, "pwd": password, "file_name": "none.xml", "type": "result"},
        headers={"Accept": "text/xml"},
        timeout=30,
    )
    if answer.status_code == 401 or "Wrong credentials" in answer.text:
        return False
    if answer.status_code == 200 and "<doi_batch_diagnostic" in answer.text:
        return True
    # endregion
    raise RuntimeError(f"submissionDownload answered {answer.status_code}")


if __name__ == "__main__":
    login, password = os.environ["CROSSREF_LOGIN"], os.environ["CROSSREF_PASSWORD"]
    print("wrong password accepted:", try_login(login, "not-the-password"))
    print("right password accepted:", try_login(login, password))
