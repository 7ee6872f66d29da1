"""A step that issues the form: who issues it sees a sample. What was issued is what comes back."""

import asyncio
from datetime import datetime

from sqlmodel import Session

from bot.berkas.formulir import Formulir, nama_formulir, tulis_formulir
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.formulir_keluar import JENIS_XLSX, formulir_bidang
from bot.layanan.tenggat import tunaikan
from bot.pesan import jenis_langkah as pesan
from bot.sop.model import Jenis, Sop
from db.kotak_keluar import Surat, titipkan
from db.tabel import Penugasan


def menerbitkan_formulir(sop: Sop, no: int) -> bool:
    """The first step of kind format before the upload that asks for no paper of its own works out the form."""
    unggah = next((x.no for x in sop.langkah if x.jenis is Jenis.UNGGAH), 0)
    calon = (x.no for x in sop.langkah[:unggah] if x.jenis is Jenis.FORMAT and not x.wajib_lampiran)
    return no == next(calon, 0)


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the step has begun, its actors get the form of the first unit as a sample."""

    def bahan(sesi: Session, _: datetime) -> Formulir | None:
        contoh, j = sesi.get(Penugasan, penugasan_id), muat.jalan(sesi, pelaksanaan_id)
        if contoh is None or not j.keadaan.pengunggah or not menerbitkan_formulir(j.sop, contoh.langkah):
            return None
        return formulir_bidang(sesi, j, j.keadaan.pengunggah[0])

    formulir = await lay.baca(bahan)
    simpanan = await lay.taruh(await asyncio.to_thread(tulis_formulir, formulir), JENIS_XLSX) if formulir else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        contoh = sesi.get(Penugasan, penugasan_id)
        if not tunaikan(sesi, tonggak_id, waktu) or formulir is None or simpanan is None or contoh is None:
            return
        j = muat.jalan(sesi, pelaksanaan_id)
        nama = f"contoh-{nama_formulir(formulir.identitas)}"
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": nama, "jenis": JENIS_XLSX}]
        isi = pesan.keterangan_contoh(formulir.nama_bidang)
        for orang in j.pemegang.get((contoh.peran, contoh.bidang), []):
            kunci = f"contoh:{contoh.id}:{orang.telegram}"
            titipkan(sesi, Surat(orang.telegram, "sendDocument", isi, berkas, kunci=kunci), waktu)

    await lay.tulis(Asal(None), kerja)
