from tests.support.live_services import stand_in

__all__ = ["stand_in"]
