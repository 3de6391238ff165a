"""The certificate authority that clients are told to trust: made at each start, or kept in a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import trustme

CERTIFICATE, WITH_KEY = "ca.pem", "ca-key.pem"
TRUST_STORE, TRUST_STORE_PASSWORD = "truststore.p12", "changeit"  # the password that Java's own has


def authority_in(folder: Path) -> trustme.CA:
    """Return the authority in a folder, made when there is none, and see that its certificate is in `ca.pem`.

    The key is readable for its owner only. Raises ValueError, in one line, where the folder cannot be used.
    """
    import trustme

    kept = folder / WITH_KEY
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            _keep(trustme.CA(organization_name="pid-emulator, not for any other use"), kept)
        authority = _read(kept)
        write_whole(folder / CERTIFICATE, authority.cert_pem.bytes())
    except OSError as error:
        raise ValueError(f"{error.filename or folder} cannot be used: {error.strerror}.") from None
    return authority


def write_trust_store(certificate: Path) -> Path:
    """Write a trust store for Java, PKCS #12, beside a certificate in PEM, and return its file."""
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509 import load_pem_x509_certificate

    trusted = pkcs12.PKCS12Certificate(load_pem_x509_certificate(certificate.read_bytes()), b"pid-emulator")
    file = certificate.with_name(TRUST_STORE)
    write_whole(
        file,
        pkcs12.serialize_java_truststore([trusted], BestAvailableEncryption(TRUST_STORE_PASSWORD.encode())),
    )
    return file


def write_whole(file: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that who reads it never finds half of it."""
    new = _beside(file, content, mode)
    try:
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _beside(file: Path, content: bytes, mode: int) -> Path:
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as target:
        target.write(content)
    return new


def _keep(authority: trustme.CA, file: Path) -> None:
    """Write certificate and key into one file. Where another process was quicker, its authority stays."""
    new = _beside(file, authority.cert_pem.bytes() + authority.private_key_pem.bytes(), 0o600)
    try:
        os.link(new, file)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def _read(file: Path) -> trustme.CA:
    import trustme

    whole = file.read_bytes()
    certificate = re.search(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n", whole, re.DOTALL)
    key = re.search(rb"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----\n", whole, re.DOTALL)
    try:
        if certificate is None or key is None:
            raise ValueError
        return trustme.CA.from_pem(certificate[0], key[0])
    except ValueError:
        raise ValueError(
            f"{file} holds no certificate authority of an emulator: delete it or name another folder."
        ) from None
