from tests.support.two_recordings import folders

__all__ = ["folders"]
