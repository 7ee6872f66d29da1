"""Seals for tests: certificates that an office could have made for itself, in PKCS#12 files."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from bot.berkas.segel import Segel

SANDI = "sandi segel rahasia"
PEMILIK = "DKUPP Kabupaten Purwakarta"
MULAI, SAMPAI = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kantor:
    """A certificate with its key."""

    kunci: Any
    sertifikat: x509.Certificate

    def p12(self, sandi: str = SANDI, *, dengan_kunci: bool = True) -> bytes:
        enkripsi = BestAvailableEncryption(sandi.encode()) if sandi else NoEncryption()
        if dengan_kunci:
            return pkcs12.serialize_key_and_certificates(b"segel", self.kunci, self.sertifikat, None, enkripsi)
        return pkcs12.serialize_key_and_certificates(b"segel", None, None, [self.sertifikat], enkripsi)


@cache
def kantor(mulai: datetime = MULAI, sampai: datetime = SAMPAI, pemilik: str = PEMILIK, jenis: str = "ec") -> Kantor:
    kunci = rsa.generate_private_key(65537, 2048) if jenis == "rsa" else ec.generate_private_key(ec.SECP256R1())
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, pemilik)])
    guna = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(mulai)
        .not_valid_after(sampai)
        .add_extension(guna, critical=True)
        .sign(kunci, hashes.SHA256())
    )
    return Kantor(kunci, sertifikat)


def segel(folder: Path, isi: bytes | None = None, sandi: str = SANDI) -> Segel:
    """A seal that lies in a folder; `isi`: other bytes than those of a good one."""
    berkas = folder / "kantor.p12"
    berkas.write_bytes(kantor().p12() if isi is None else isi)
    return Segel(berkas, sandi)
