"""Recognise a wrong Crossref login or password."""

import os

import requests

SYSTEM = "https://test.crossref.org/servlet/"  # production: https://doi.crossref.org/servlet/


def try_login(login: str, password: str) -> str:
    """Return what the deposit system makes of a login, by asking for the result of a file that is not there.

    Clients expect 401 for a refused login. Accounts of the production system are unknown to the test system.
    https://www.crossref.org/documentation/register-maintain-records/verify-your-registration/
    """
    query = {"usr": login, "pwd": password, "file_name": "no-such-file.xml", "type": "result"}
    headers = {"Accept": "text/xml"}
    response = requests.get(SYSTEM + "submissionDownload", query, headers=headers, timeout=30)
    if response.status_code == 401:
        return "401: login or password is wrong, or the account belongs to the other system"
    if response.status_code != 200:  # raise_for_status() would show the address, and the password in it
        raise RuntimeError(f"submissionDownload answered {response.status_code}")
    return f"{response.status_code}: the login works"


if __name__ == "__main__":
    login = os.environ["CROSSREF_LOGIN"]
    print("wrong password:", try_login(login, "not-the-password"))
    print("right password:", try_login(login, os.environ["CROSSREF_PASSWORD"]))
