"""The certificate authority: kept whole or not at all, readable for its owner, trusted by Java."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from pid_emulator.core.authority import TRUST_STORE_PASSWORD, authority_in, write_trust_store, write_whole


def test_an_authority_in_a_folder_stays_and_its_key_is_its_owners(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "ca"
    first = authority_in(folder).cert_pem.bytes()
    (folder / "ca.pem").unlink()
    assert authority_in(folder).cert_pem.bytes() == first == (folder / "ca.pem").read_bytes()
    assert b"PRIVATE" not in first
    assert stat.S_IMODE((folder / "ca-key.pem").stat().st_mode) == 0o600
    assert sorted(file.name for file in folder.iterdir()) == ["ca-key.pem", "ca.pem"]


@pytest.mark.parametrize("content", [b"", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"])
def test_what_holds_no_authority_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ca-key.pem"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="ca-key.pem holds no certificate authority of an emulator: delete"):
        authority_in(tmp_path)
    assert file.read_bytes() == content


def test_a_key_without_its_certificate_is_no_authority(tmp_path: Path) -> None:
    authority_in(tmp_path)
    file = tmp_path / "ca-key.pem"
    file.write_bytes(file.read_bytes().partition(b"-----END CERTIFICATE-----\n")[2])
    with pytest.raises(ValueError, match="holds no certificate authority"):
        authority_in(tmp_path)


def test_a_folder_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match=r"\A\S*file cannot be used: (Not a directory|File exists)\.\Z"):
        authority_in(tmp_path / "file")


def test_java_reads_the_trust_store(tmp_path: Path) -> None:
    keytool = shutil.which("keytool")
    if keytool is None:
        pytest.skip("trust store NOT READ BY JAVA: no keytool on this machine")
    authority_in(tmp_path)
    file = write_trust_store(tmp_path / "ca.pem")
    listed = subprocess.run(
        [keytool, "-list", "-keystore", file, "-storepass", TRUST_STORE_PASSWORD],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "trustedCertEntry" in listed.stdout


def test_a_file_that_cannot_take_its_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "taken", b"content")
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]
