"""Behind every figure: who sent it and what proves it, as it stands now; and all of it put away when a recap goes out."""

from sqlmodel import Session, col, select

from bot.berkas.naskah import Naskah
from bot.berkas.naskah_data import NaskahData
from bot.layanan import muat
from bot.layanan.angka import kiriman_berlaku, realisasi_setahun
from bot.layanan.bekuan import Bekuan, nomor_persetujuan
from bot.layanan.muat import Jalan
from bot.pesan.asal_angka import Bukti, Pengirim
from db.tabel import DataDukung, Personel


def bekukan(sesi: Session, j: Jalan, n: Naskah) -> Bekuan:
    """A recap that goes out, with everything that is asked of it later."""
    data = NaskahData(n, realisasi_setahun(sesi, j.baris))
    return Bekuan(nomor_persetujuan(sesi, j.nomor), data, pengirim(sesi, j), bukti(sesi, j))


def pengirim(sesi: Session, j: Jalan) -> dict[str, Pengirim]:
    """Unit code to who sent the figures that count."""
    hasil = {}
    for kiriman in kiriman_berlaku(sesi, j.nomor):
        orang = sesi.get(Personel, kiriman.personel_id)
        hasil[kiriman.bidang] = Pengirim(
            muat.sebutan(orang) if orang else "",
            kiriman.dikirim_pada or kiriman.dibuat,
            j.instansi.zona,
            kiriman.nama_berkas,
            kiriman.sha256,
        )
    return hasil


def bukti(sesi: Session, j: Jalan) -> dict[str, tuple[Bukti, ...]]:
    """Indicator code to what is attached to it, oldest first."""
    milik = (DataDukung.pelaksanaan_id == j.nomor, col(DataDukung.dilepas_pada).is_(None))
    hasil: dict[str, tuple[Bukti, ...]] = {}
    for d in sesi.exec(select(DataDukung).where(*milik).order_by(col(DataDukung.id))):
        hasil[d.kode] = (*hasil.get(d.kode, ()), Bukti(d.nama, d.tautan, d.dibuat))
    return hasil
