"""The recap of a run as it stands now: the approved documents where there are some, else a draft."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import GagalMerakit
from bot.layanan import muat
from bot.layanan.dasar import Layanan, Simpanan
from bot.layanan.dokumen import JENIS, naskah
from bot.layanan.terbitan import rakit


@dataclass(frozen=True)
class DokumenKini:
    """`berkas`: kind (xlsx, pdf) to the kept file; register it in the transaction that sends it."""

    naskah: Naskah
    berkas: dict[str, Simpanan]

    def lampiran(self, jenis: str) -> dict[str, str]:
        """The file as the outbox wants it."""
        return {"sha256": self.berkas[jenis].sha256, "nama": self.naskah.nama_berkas(jenis), "jenis": JENIS[jenis]}

    @property
    def baca(self) -> str:
        """The kind that people read: the PDF, unless it could not be made."""
        return "pdf" if "pdf" in self.berkas else "xlsx"


async def dokumen_kini(lay: Layanan, pelaksanaan_id: int) -> DokumenKini:
    """Raises `GagalMerakit` when neither PDF nor workbook can be made."""

    def bahan(sesi: Session, waktu: datetime) -> tuple[Naskah, dict[str, str], str]:
        j = muat.jalan(sesi, pelaksanaan_id)
        return naskah(sesi, j, waktu), dict(j.baris.dokumen or {}), j.instansi.logo

    isi, jadi, logo = await lay.baca(bahan)
    if ("xlsx" in jadi or "pdf" in jadi) and not isi.draf:
        return DokumenKini(
            isi, {jenis: Simpanan(sha, 0, JENIS[jenis]) for jenis, sha in jadi.items() if jenis in JENIS}
        )
    dokumen = await rakit(lay, isi, logo)
    if dokumen.pdf is None and dokumen.xlsx is None:
        raise GagalMerakit("rekap", dokumen.galat)
    data = {"xlsx": dokumen.xlsx, "pdf": dokumen.pdf}
    simpan = {jenis: lay.taruh(satu, JENIS[jenis]) for jenis, satu in data.items() if satu is not None}
    return DokumenKini(isi, dict(zip(simpan, await asyncio.gather(*simpan.values()), strict=True)))
