"""Webhooks: who wants to be called when a record changes, and the calls that are due."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

BATCH_INTERVAL = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=10)
TIMEOUT_SECONDS = 10
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")

Post = Callable[[str], int]
Deliver = Callable[[Callable[[Post], object]], None]


def post_to(callback: str) -> int:
    """Call a webhook as ORCID does, with an empty POST. Returns the status, 0 where nobody answered.

    The emulator calls this computer only; any other address counts as nobody.
    """
    import requests

    try:
        if urlsplit(callback).hostname not in LOOPBACK_HOSTS:
            return 0
        answer = requests.post(callback, data=b"", timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except (requests.RequestException, ValueError):
        return 0
    return answer.status_code


def deliver_in_background(make_calls: Callable[[Post], object]) -> None:
    """Make the calls that are due without keeping the request waiting that they follow from."""
    threading.Thread(target=make_calls, args=(post_to,), daemon=True).start()


@dataclass
class Webhook:
    """One registration. `changed_at` is the change that its client has not heard of yet."""

    orcid: str
    callback: str
    client_id: str
    changed_at: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Tell whether its call is to be made in a batch at `now`."""
        return self.changed_at is not None and (self.not_before is None or now >= self.not_before)


@dataclass
class WebhookStore:
    """Every registration, and the last batch of calls."""

    _webhooks: dict[tuple[str, str], Webhook] = field(default_factory=dict)
    _last_batch: datetime | None = None

    def find(self, orcid: str, callback: str) -> Webhook | None:
        """Return the registration of a callback for a record."""
        return self._webhooks.get((orcid, callback))

    def register(self, orcid: str, callback: str, client_id: str) -> bool:
        """Register a callback; tell whether it is new."""
        if (orcid, callback) in self._webhooks:
            return False
        self._webhooks[orcid, callback] = Webhook(orcid, callback, client_id)
        return True

    def unregister(self, webhook: Webhook) -> None:
        """Remove a registration."""
        del self._webhooks[webhook.orcid, webhook.callback]

    def note_change(self, orcid: str, now: datetime) -> None:
        """Remember that a record has changed, for the next batch."""
        for webhook in self._webhooks.values():
            if webhook.orcid == orcid:
                webhook.changed_at = now

    def deliver_due(self, now: datetime, post: Post) -> list[Webhook]:
        """Make the calls that are due at `now`, and return those that were made.

        Any 2xx answer is a delivery. Otherwise the call is repeated after ten minutes, then after twice as
        long each time. A 429 ends the run for its client.
        """
        called, silenced = [], set()
        for webhook in list(self._webhooks.values()):
            if not webhook.is_due(now) or webhook.client_id in silenced:
                continue
            called.append(webhook)
            status = post(webhook.callback)
            if 200 <= status < 300:
                webhook.changed_at, webhook.failures, webhook.not_before = None, 0, None
                continue
            webhook.not_before = now + FIRST_RETRY * 2**webhook.failures
            webhook.failures += 1
            if status == 429:
                silenced.add(webhook.client_id)
        return called

    def deliver_batch(self, now: datetime, deliver: Deliver) -> None:
        """Hand to `deliver` what is due, at most once every five minutes."""
        if self._last_batch is not None and now - self._last_batch < BATCH_INTERVAL:
            return
        if any(webhook.is_due(now) for webhook in self._webhooks.values()):
            self._last_batch = now
            deliver(partial(self.deliver_due, now))
