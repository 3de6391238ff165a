from tests.support.recordings import traffic

__all__ = ["traffic"]
