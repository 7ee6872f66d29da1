"""What the validator of pyHanko says of a sealed PDF."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.berkas.segel_uji import Kantor


@dataclass(frozen=True)
class Sah:
    """utuh: the bytes under it are as they were; seluruh: nothing follows it; tambahan: what does, changes the paper."""

    utuh: bool
    seluruh: bool
    tambahan_mengubah: bool
    saat: datetime
    alasan: str


def sah(isi: bytes, pemilik: Kantor, saat: datetime) -> list[Sah]:
    """Every signature in the file, oldest first, for a reader who trusts `pemilik` at the moment `saat`."""
    akar = Certificate.load(pemilik.sertifikat.public_bytes(Encoding.DER))
    hasil = []
    for satu in PdfFileReader(BytesIO(isi)).embedded_signatures:
        konteks = ValidationContext(trust_roots=[akar], moment=saat, allow_fetching=False)
        status = validate_pdf_signature(satu, konteks)
        hasil.append(
            Sah(
                utuh=status.intact and status.valid,
                seluruh=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
                tambahan_mengubah=status.modification_level is ModificationLevel.OTHER,
                saat=satu.self_reported_timestamp,
                alasan=satu.sig_object["/Reason"],
            )
        )
    return hasil
