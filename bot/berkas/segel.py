"""The office's seal: its own certificate and key in a PKCS#12 file, looked at before anything rests on them.

A seal shows whose file it is and that nobody has changed it since. It is no signature of an official and not one of
BSrE (domain 8.6). Its libraries are an extra of the program, so they are imported only where a seal is asked for.
"""

from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.berkas.naskah import Naskah
from bot.berkas.tulisan import bersih, tanggal

PASANG = "python -m pip install --require-hashes -r requirements-segel.lock"
CIRI = "Segel kantor pada rekap yang disetujui di dalam sistem"  # stands so in every seal, letter by letter
ALASAN = f"{CIRI}; bukan tanda tangan pejabat"
ZONA = "Asia/Jakarta"  # of the dates in a refusal: a certificate does not end in the middle of an office's day


class SegelDitolak(Exception):
    """The seal cannot be used; the text says why and what to do, and holds no password."""


@dataclass(frozen=True)
class Segel:
    """Where the seal lies. The file is read at every use, so that a renewed certificate counts at once."""

    berkas: Path
    sandi: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sertifikat:
    """A seal that was found fit for use. `isi`: the PKCS#12 file."""

    pemilik: str
    sampai: datetime  # aware
    isi: bytes = field(repr=False)


@dataclass(frozen=True)
class PesananSegel:
    """A recap whose PDF is wanted with a seal; sealed at the moment `naskah.dibuat`."""

    naskah: Naskah
    segel: Segel


def periksa(segel: Segel, saat: datetime) -> Sertifikat:
    """Open the seal as it would be used at `saat`. Raises SegelDitolak."""
    if find_spec("pyhanko") is None:
        raise SegelDitolak(f"paket pyHanko belum terpasang. Pasang dengan: {PASANG}")
    try:
        isi = segel.berkas.read_bytes()
    except OSError as galat:
        sebab = galat.strerror or type(galat).__name__
        raise SegelDitolak(
            f"berkas {segel.berkas} tidak dapat dibaca ({sebab}). Periksa SEGEL_BERKAS dan izin bacanya."
        ) from None
    sertifikat = _sertifikat(isi, segel.sandi)
    try:
        hasil = Sertifikat(_pemilik(sertifikat), sertifikat.not_valid_after_utc, isi)
    except ValueError:  # it is read piece by piece
        raise SegelDitolak("isi sertifikatnya tidak terbaca. Mintalah sertifikat yang baru.") from None
    if saat >= hasil.sampai:
        raise SegelDitolak(
            f"sertifikat {hasil.pemilik} sudah berakhir pada {tanggal(hasil.sampai, ZONA)}. Ganti berkas SEGEL_BERKAS "
            "dengan sertifikat yang baru."
        )
    if saat < sertifikat.not_valid_before_utc:
        mulai = tanggal(sertifikat.not_valid_before_utc, ZONA)
        raise SegelDitolak(
            f"sertifikat {hasil.pemilik} baru berlaku mulai {mulai}. Tunggu, atau periksa jam komputer ini."
        )
    return hasil


def kunci_sandi(sandi: str) -> bytes | None:
    """The password as the libraries want it; None for a file without one."""
    return sandi.encode() or None


def _sertifikat(isi: bytes, sandi: str) -> Any:
    """The certificate that goes with the private key inside."""
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
        from cryptography.hazmat.primitives.serialization import pkcs12
    except ImportError:
        raise SegelDitolak(f"paket cryptography tidak dapat dipakai. Pasang ulang dengan: {PASANG}") from None
    try:
        ada = pkcs12.load_pkcs12(isi, kunci_sandi(sandi))
    except UnsupportedAlgorithm:
        raise SegelDitolak("isinya disandikan dengan cara lama. Ekspor ulang sertifikatnya dengan AES-256.") from None
    except ValueError as galat:
        if "password" in str(galat).lower():
            raise SegelDitolak("kata sandinya tidak cocok. Periksa SEGEL_SANDI.") from None
        raise SegelDitolak("berkasnya bukan PKCS#12 (.p12 atau .pfx) atau rusak. Ekspor ulang sertifikatnya.") from None
    if ada.key is None or ada.cert is None:
        raise SegelDitolak("berkasnya tidak memuat kunci. Ekspor ulang sertifikat beserta kunci privatnya.")
    if not isinstance(
        ada.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey
    ):
        raise SegelDitolak("jenis kuncinya tidak dapat dipakai. Mintalah sertifikat dengan kunci RSA atau ECDSA.")
    return ada.cert.certificate


def _pemilik(sertifikat: Any) -> str:
    """The name that people know: the common name, else the whole subject."""
    from cryptography.x509.oid import NameOID

    nama = sertifikat.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return " ".join(bersih(str(nama[0].value) if nama else sertifikat.subject.rfc4514_string()).split())
