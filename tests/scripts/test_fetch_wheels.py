"""Compiled packages are kept only when they are the ones that Pyodide's lock file names."""

import hashlib

import pytest

from pidguide.basics.errors import UserError
from scripts.fetch_wheels import check, wanted

LOCK = {
    "lxml": {"file_name": "lxml.whl", "depends": [], "sha256": hashlib.sha256(b"lxml").hexdigest()},
    "cryptography": {"file_name": "cryptography.whl", "depends": ["cffi", "six"]},
    "cffi": {"file_name": "cffi.whl", "depends": ["pycparser"]},
    "pycparser": {"file_name": "pycparser.whl", "depends": []},
    "six": {"file_name": "six.whl", "depends": []},
    "numpy": {"file_name": "numpy.whl", "depends": []},
}


def test_what_a_package_depends_on_is_fetched_with_it() -> None:
    names = {entry["file_name"] for entry in wanted(LOCK, {"lxml", "cryptography"})}
    assert names == {"lxml.whl", "cryptography.whl", "cffi.whl", "pycparser.whl", "six.whl"}


def test_another_file_under_the_same_name_is_refused() -> None:
    check(b"lxml", LOCK["lxml"])
    with pytest.raises(UserError, match="lxml.whl has the SHA-256 .* it is not kept"):
        check(b"lxml, changed", LOCK["lxml"])
