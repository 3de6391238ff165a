from tests.support.schema_sources import cache

__all__ = ["cache"]
