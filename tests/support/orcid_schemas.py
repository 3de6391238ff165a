"""ORCID's official schemas: without them the emulator can check no write, and says so with 501."""

import pytest

from pid_emulator.core.schema_files import schema_file

needs_orcid_schemas = pytest.mark.skipif(
    schema_file("orcid/record_3.0/work-3.0.xsd") is None,
    reason="needs ORCID's schemas: run `pidguide schemas`",
)
