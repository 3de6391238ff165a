from tests.support.live_services import stand_in
from tests.support.schema_sources import cache
from tests.support.two_recordings import folders

__all__ = ["cache", "folders", "stand_in"]
