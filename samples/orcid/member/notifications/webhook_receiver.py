"""Receive ORCID's calls, answer 204 at once, and read the record again."""

import hmac
import queue
import secrets

import requests
from flask import Flask, abort

PUBLIC_API = "https://pub.sandbox.orcid.org/v3.0"  # production: https://pub.orcid.org/v3.0


def create_receiver(changed: "queue.Queue[str]", secret: str) -> Flask:
    """Return an application that notes which records have changed.

    The call has an empty body and no signature: its path is all that it tells. `secret` is the unguessable
    part of the callback that you have registered. Any 2xx answer stops ORCID from repeating the call, so
    note the iD and answer; read the record after that.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/webhooks.md
    """
    app = Flask(__name__)

    @app.post("/orcid-changes/<word>/<orcid>")
    def record_changed(word: str, orcid: str) -> tuple[str, int]:
        if not hmac.compare_digest(word.encode(), secret.encode()):
            abort(404)
        changed.put(orcid)
        return "", 204

    return app


if __name__ == "__main__":
    changed: queue.Queue[str] = queue.Queue()
    secret = secrets.token_urlsafe(32)  # make it once, and keep it where passwords go
    # In place of `create_receiver(changed, secret).run()`, this calls it as ORCID would.
    orcid_calls = create_receiver(changed, secret).test_client()
    print("forged call:", orcid_calls.post("/orcid-changes/guess/0000-0002-1825-0097").status_code)
    print("ORCID's call:", orcid_calls.post(f"/orcid-changes/{secret}/0000-0002-1825-0097").status_code)
    orcid = changed.get(timeout=5)
    response = requests.get(f"{PUBLIC_API}/{orcid}/works", headers={"Accept": "application/json"}, timeout=30)
    response.raise_for_status()
    print("read again:", orcid, "has", len(response.json()["group"]), "works")
