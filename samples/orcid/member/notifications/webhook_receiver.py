"""Receive ORCID's webhook calls with Flask."""

import hmac
import queue
import secrets

from flask import Flask, abort


def create_receiver(changed: "queue.Queue[str]", secret: str) -> Flask:
    """Return an application that puts the iDs of changed records into a queue.

    `secret` is the unguessable word in the callback that you have registered.
    https://github.com/ORCID/ORCID-Source/blob/main/orcid-api-web/tutorial/webhooks.md
    """
    app = Flask(__name__)

    # region excerpt
    @app.post("/orcid-changes/<word>/<orcid>")
    def record_changed(word: str, orcid: str) -> tuple[str, int]:
        if not hmac.compare_digest(word.encode(), secret.encode()):
            abort(404)
        changed.put(orcid)  # answer at once; read the record after that
        return "", 204

    # endregion
    return app


if __name__ == "__main__":
    changed: queue.Queue[str] = queue.Queue()
    secret = secrets.token_urlsafe(32)  # make it once, and keep it where passwords go
    # In place of `create_receiver(changed, secret).run()`: call it as ORCID would.
    orcid_calls = create_receiver(changed, secret).test_client()
    for word in ("guess", secret):
        address = f"/orcid-changes/{word}/0000-0002-1825-0097"
        print(orcid_calls.post(address).status_code)
    print("read again:", changed.get(timeout=5))
