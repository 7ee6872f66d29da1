"""The recap as PDF with the office's seal: an invisible signature field in an incremental update, without any network.

The PDF/A that Typst made stays in front of it byte for byte, metadata included. The seal forbids nothing: the official's
own certified signature (TTE) may follow it in the same file.
"""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from bot.berkas import pdf
from bot.berkas.segel import ALASAN, PASANG, PesananSegel, SegelDitolak, Sertifikat, kunci_sandi, periksa

RUANG = "Segel"  # name of the signature field


def tulis(pesanan: PesananSegel) -> bytes:
    """The sealed PDF, which also says whose seal it bears. Raises SegelDitolak, typst.TypstError."""
    naskah, segel = pesanan.naskah, pesanan.segel
    sertifikat = periksa(segel, naskah.dibuat)
    polos = pdf.tulis(replace(naskah, segel=sertifikat.pemilik))
    return bubuhkan(polos, sertifikat, segel.sandi, naskah.dibuat)


def bubuhkan(isi: bytes, sertifikat: Sertifikat, sandi: str, saat: datetime) -> bytes:
    """A PDF with a seal of the moment `saat`. Raises SegelDitolak where its libraries are missing."""
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
    except ImportError:
        raise SegelDitolak(f"paket pyHanko tidak dapat dipakai. Pasang ulang dengan: {PASANG}") from None

    class Penambah(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """The paper itself does not change, so its metadata do not: they hold what makes it a PDF/A."""

    class Penyegel(PdfSigner):
        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            sesi = super().init_signing_session(*args, **kwargs)
            sesi.system_time = saat  # it would ask the computer's clock
            return sesi

    penanda = SimpleSigner.load_pkcs12_data(sertifikat.isi, (), kunci_sandi(sandi))
    sifat = PdfSignatureMetadata(field_name=RUANG, reason=ALASAN, subfilter=SigSeedSubFilter.PADES)
    # Without a box the field is invisible, with the flags that PDF/A wants.
    penyegel = Penyegel(sifat, penanda, new_field_spec=SigFieldSpec(RUANG))
    hasil: bytes = penyegel.sign_pdf(Penambah(BytesIO(isi))).getvalue()
    return hasil
