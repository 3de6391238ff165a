"""The emulator: every registry's services over one world."""

import gc
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from pid_emulator import __version__, crossref, datacite, doi_org, orcid
from pid_emulator.core import accounts
from pid_emulator.core.authority import write_trust_store
from pid_emulator.core.collection import reading
from pid_emulator.core.faults import Faults
from pid_emulator.core.server import Server
from pid_emulator.core.variables import java_options, node_options, python_path, variables
from pid_emulator.crossref import crossref_services
from pid_emulator.datacite import datacite_services
from pid_emulator.datacite.search.results import prepare as prepare_datacite
from pid_emulator.doi_org import doi_org_services
from pid_emulator.doi_org.agencies import find_agency
from pid_emulator.orcid import orcid_services
from pid_emulator.orcid.limits import quota_used_up
from pid_emulator.orcid.search.index import prepare as prepare_orcid
from pid_emulator.world import World, garbage_left_alone

# The kinds of record that a folder of one's own may hold, by service.
KINDS = {
    "crossref": crossref.store.KINDS,
    "datacite": datacite.store.KINDS,
    "doi_org": doi_org.store.KINDS,
    "orcid": orcid.store.KINDS,
}


class Emulator(Server):
    """All emulated services in one process.

    Without `start()` it answers `request()` only, in-process and without a socket; `start()` (or
    `with`) listens on loopback, TLS on one port and plain HTTP on another.

    `record_folders` hold a user's own records, laid out as the built-in ones are;
    `built_in_records=False` starts from nothing else. In the folder `data` lasts what requests change: the
    next emulator with that folder goes on from there, whatever records it is given. With a `seed` the same
    requests are answered with the same identifiers, tokens, codes and times in each run. Raises ValueError,
    in one line, where a record file or that folder cannot be used.
    """

    def __init__(
        self,
        record_folders: Sequence[Path] = (),
        *,
        built_in_records: bool = True,
        data: Path | None = None,
        seed: int | None = None,
    ) -> None:
        self.world = World(record_folders, built_in_records=built_in_records, data=data, seed=seed)
        services = [
            *doi_org_services(self.world),
            *crossref_services(
                self.world,
                partial(find_agency, self.world),
                lambda doi: self.world.datacite.is_dataset(doi),
            ),
            *datacite_services(self.world),
            *orcid_services(self.world),
        ]
        super().__init__(
            services,
            Faults(quota_used_up),
            self._control_application,
            self.world.save,
            self.world.clock.step,
        )

    def _control_application(self, server: Server) -> Flask:
        from pid_emulator import seeding
        from pid_emulator.core import control, openapi
        from pid_emulator.record_schemas import SCHEMAS

        app = control.create_application(server, self.world.clock, self.environment, __version__)
        app.register_blueprint(seeding.blueprint(self.world))
        app.add_url_rule("/openapi.json", "show_openapi", lambda: openapi.describe(app, __version__, SCHEMAS))
        return app

    def variables(self, *, java: bool = False) -> dict[str, str]:
        """Return the environment that leads a program here: credentials, and `addresses()`."""
        return {**self.environment(), **self.addresses(java=java)}

    def addresses(self, *, java: bool = False) -> dict[str, str]:
        """Return the variables that say where the registries are and whom to trust, without credentials.

        Java reads another variable, and says so at each start: `java` adds it.
        """
        ports = (self.port, self.plain_port)
        found = variables(self.control, str(self.ca_file))
        found |= node_options(ports, self.hosts, os.environ.get("NODE_OPTIONS", ""))
        found |= python_path(os.environ.get("PYTHONPATH", ""))
        if java:
            found |= java_options(self.address, self.plain_port, write_trust_store(self.ca_file))
        return found

    def environment(self) -> dict[str, str]:
        """Return credentials that work on this emulator, by the variable names samples read.

        Fixed accounts, and what a person would have to fetch by hand: an access token, a refresh
        token and a fresh single-use authorization code.
        """
        granted = self.world.orcid.tokens.grant_to_guide(self.world.clock.now(), self.world.random)
        return {**accounts.FIXED_ENVIRONMENT, **granted}

    def start(self, *ports: Any, **options: Any) -> None:
        """Listen, with everything ready to be searched. Takes what Server.start takes."""
        self.prepare()
        super().start(*ports, **options)

    def prepare(self) -> None:
        """Make now what the first searches would have to wait for: the indexes over all records.

        What is there then is not looked through for garbage any more until a reset: with many records a
        request would wait seconds for that.
        """
        with self._lock, reading(), garbage_left_alone():
            prepare_datacite(self.world.datacite)
            self.world.crossref.prepare()
            prepare_orcid(self.world.orcid)
        gc.freeze()

    def reset(self) -> None:
        """Forget everything that requests have changed, count anew, and inject no more faults.

        Raises ValueError, and forgets nothing, where a record file has become unreadable meanwhile.
        """
        with self._lock:
            gc.unfreeze()
            self.world.reset()
            super().reset()

    def stop(self) -> None:
        """Stop listening, remove the certificate authority, and let go of the folder where state is kept."""
        super().stop()
        self.world.close()
        gc.unfreeze()
