from tests.support.recordings import altered

__all__ = ["altered"]
