"""The data of a recap for other programs: CSV, JSON, and the layout of the quarterly Renja evaluation (domain 7.1)."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot.berkas.naskah_data import JENIS_EKSPOR, NaskahData
from bot.layanan import muat
from bot.layanan.angka import realisasi_setahun
from bot.layanan.bekuan import bekuan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.dokumen import naskah
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.rekap_lagi import mengawasi
from bot.pesan import ekspor as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, titipkan


def naskah_data(sesi: Session, j: Jalan, waktu: datetime) -> NaskahData:
    """Everything that the files hold: of an approved recap that is out, what it was published with."""
    beku = bekuan(sesi, j.baris)
    return beku.data if beku else NaskahData(naskah(sesi, j, waktu), realisasi_setahun(sesi, j.baris))


async def kirim(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📤 Data`: the files in private. Raises TidakDitemukan for whoever may not see the recap."""

    def bahan(sesi: Session, waktu: datetime) -> NaskahData:
        j = muat.jalan(sesi, tombol.nomor)
        orang = muat.personel(sesi, j.baris.instansi_id, asal.telegram)
        if j.baris.status == "batal" or not (j.keadaan.disetujui or mengawasi(sesi, orang)):
            raise TidakDitemukan
        return naskah_data(sesi, j, waktu)

    data = await lay.baca(bahan)
    isi = [await lay.perakit.satu(f"data-{jenis}", data) for jenis in JENIS_EKSPOR]
    semua = await asyncio.gather(*(lay.taruh(i, j) for i, j in zip(isi, JENIS_EKSPOR.values(), strict=True)))

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        berkas = [
            {"sha256": satu.daftarkan(sesi, waktu), "nama": data.nama_berkas(jenis), "jenis": satu.jenis}
            for jenis, satu in zip(JENIS_EKSPOR, semua, strict=True)
        ]
        isi_ = pesan.keterangan(data.naskah)
        surat = Surat(asal.telegram, "sendMediaGroup", isi_, berkas, prioritas=0, kunci=f"ekspor:{asal.update_id}")
        titipkan(sesi, surat, waktu)
        return Kilasan("Datanya sedang dikirim.")

    return await lay.tulis(asal, kerja)


def tulis_data(tempat: Path, data: NaskahData) -> list[Path]:
    """Write the files into a folder. Returns the paths."""
    from bot.berkas import data_csv, data_json, data_renja

    tempat.mkdir(parents=True, exist_ok=True)
    hasil = []
    for jenis, penulis in zip(JENIS_EKSPOR, (data_csv, data_json, data_renja), strict=True):
        jalur = tempat / data.nama_berkas(jenis)
        jalur.write_bytes(penulis.tulis(data))
        hasil.append(jalur)
    return hasil
