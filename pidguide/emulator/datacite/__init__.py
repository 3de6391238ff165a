"""DataCite: the REST API and MDS of both systems, content negotiation, the test system's handle server."""

from typing import TYPE_CHECKING

from pidguide.emulator.datacite.handle_test import handle_services
from pidguide.emulator.datacite.mds import mds_services
from pidguide.emulator.datacite.resolver import resolver_services
from pidguide.emulator.datacite.rest import create_application
from pidguide.emulator.service import Service

if TYPE_CHECKING:
    from pidguide.emulator.world import World

PRODUCTION_HOSTS = ("api.datacite.org",)
TEST_HOSTS = ("api.test.datacite.org", "api.stage.datacite.org")


def datacite_services(world: "World") -> list[Service]:
    """Return the services of DataCite."""
    return [
        Service("datacite", PRODUCTION_HOSTS, create_application(world, "production")),
        Service("datacite", TEST_HOSTS, create_application(world, "test")),
        *mds_services(world),
        *resolver_services(world),
        *handle_services(world),
    ]
