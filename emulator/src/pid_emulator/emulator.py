"""The emulator: every registry's services over one world."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pid_emulator import __version__
from pid_emulator.core import accounts, control
from pid_emulator.core.authority import write_trust_store
from pid_emulator.core.faults import Faults
from pid_emulator.core.server import Server
from pid_emulator.core.variables import java_options, variables
from pid_emulator.crossref import crossref_services
from pid_emulator.datacite import datacite_services
from pid_emulator.doi_org import doi_org_services
from pid_emulator.doi_org.agencies import find_agency
from pid_emulator.orcid import orcid_services
from pid_emulator.orcid.limits import quota_used_up
from pid_emulator.world import World


class Emulator(Server):
    """All emulated services in one process.

    Without `start()` it answers `request()` only, in-process and without a socket; `start()` (or
    `with`) listens on loopback, TLS on one port and plain HTTP on another.

    `record_folders` hold a user's own records, laid out as the built-in ones are;
    `built_in_records=False` starts from nothing else.
    """

    def __init__(self, record_folders: Sequence[Path] = (), *, built_in_records: bool = True) -> None:
        self.world = World(record_folders, built_in_records=built_in_records)
        services = [
            *doi_org_services(self.world),
            *crossref_services(self.world, partial(find_agency, self.world)),
            *datacite_services(self.world),
            *orcid_services(self.world),
        ]
        super().__init__(
            services,
            Faults(quota_used_up),
            lambda server: control.create_application(
                server, self.world.clock, self.environment, __version__
            ),
        )

    def variables(self, *, java: bool = False) -> dict[str, str]:
        """Return the environment that leads a program here: credentials, proxy, certificate authority.

        Java reads another variable, and says so at each start: `java` adds it.
        """
        found = {**self.environment(), **variables(self.control, str(self.ca_file))}
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

    def reset(self) -> None:
        """Forget everything that requests have changed, count anew, and inject no more faults.

        Raises ValueError, and forgets nothing, where a record file has become unreadable meanwhile.
        """
        with self._lock:
            self.world.reset()
            super().reset()
