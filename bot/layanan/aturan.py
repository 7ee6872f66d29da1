"""The rule card: an administrator chooses how an office counts, and sees the same quarter under every choice."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlmodel import Session, col, select

from bot.kinerja.aturan import CARA, PEMBULATAN, SKALA, KodeAturan, contoh
from bot.kinerja.model import Ringkasan
from bot.kinerja.predikat import muat_skala
from bot.kinerja.tampil import persen_id
from bot.layanan.angka import Bahan, bahan
from bot.layanan.aturan_jalan import tawarkan
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.rencana_simpan import sebutan_admin
from bot.pesan import aturan as pesan
from bot.pesan.dasar import Tombol, nama_triwulan, tanggal
from bot.sop.penolakan import TidakDitemukan
from db.tabel import Instansi, Kiriman, Pelaksanaan

LAYAR = "aturan"


def _milik(sesi: Session, lay: Layanan, asal: Asal, tombol: Tombol) -> Instansi:
    """Raises TidakDitemukan."""
    instansi = sesi.get(Instansi, tombol.nomor) if asal.telegram in lay.admin else None
    if instansi is None:
        raise TidakDitemukan
    return instansi


def _baca(pilihan: str) -> KodeAturan:
    """Raises TidakDitemukan."""
    try:
        return KodeAturan.baca(pilihan)
    except KeyError:
        raise TidakDitemukan from None


async def lihat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📐 Aturan hitung`, and every choice on the card. Raises TidakDitemukan.

    The quarter is measured in a look of its own, so that nobody who writes has to wait for it.
    """

    def hitung(sesi: Session, _: datetime) -> tuple[pesan.IsiAturan, str]:
        instansi = _milik(sesi, lay, asal, tombol)
        kode = _baca(tombol.sidik) if tombol.sidik else KodeAturan.dari(instansi.aturan)
        return _isi(sesi, instansi, kode), kode.nama

    isi, nama = await lay.baca(hitung)

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _milik(sesi, lay, asal, tombol)
        tampilkan(sesi, asal, LAYAR, pesan.kartu(isi), waktu, baru=not tombol.sidik)
        if not tombol.sidik:
            tawarkan(sesi, asal, instansi, waktu)
        return Kilasan(nama)

    return await lay.tulis(asal, kerja)


async def pakai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Pakai aturan ini`: for the runs that are ordered from now on. Raises TidakDitemukan.

    A run that is under way keeps its rules; each is offered to go by these.
    """

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _milik(sesi, lay, asal, tombol)
        kode = _baca(tombol.sidik)
        if kode == KodeAturan.dari(instansi.aturan):
            return Kilasan(pesan.SUDAH)
        oleh, pada = sebutan_admin(sesi, asal.telegram, tombol.nomor), tanggal(waktu, instansi.zona)
        instansi.aturan = {**asdict(kode), "sejak": pada, "oleh": oleh}
        tutup(sesi, asal, LAYAR, pesan.disimpan(instansi.nama, kode.nama, pada, oleh), waktu)
        tawarkan(sesi, asal, instansi, waktu)
        return Kilasan("Aturan hitung disimpan.")

    return await lay.tulis(asal, kerja)


def _isi(sesi: Session, instansi: Instansi, kode: KodeAturan) -> pesan.IsiAturan:
    assert instansi.id is not None
    triwulan, satu = _triwulan(sesi, instansi.id)
    berlaku, isi = KodeAturan.dari(instansi.aturan), instansi.aturan or {}

    def pilihan(nama: str, lain: KodeAturan, arti: str = "", angka: bool = True) -> pesan.Pilihan:
        r = satu.hitung(lain.aturan()).instansi
        return pesan.Pilihan(str(lain), nama, arti, _hasil(r) if angka else r.predikat, lain == kode)

    return pesan.IsiAturan(
        kantor=instansi.id,
        instansi=instansi.nama,
        berlaku=berlaku.nama,
        sejak=f"sejak {isi['sejak']} ({isi['oleh']})" if isi else "",
        triwulan=triwulan,
        cara=[pilihan(c.nama, replace(kode, cara=k), c.arti) for k, c in CARA.items()],
        skala=[pilihan(muat_skala(k).nama, replace(kode, skala=k), angka=False) for k in SKALA],
        pembulatan=[pilihan(p.nama, replace(kode, desimal=k)) for k, p in PEMBULATAN.items()],
        per_bidang=[f"{r.nama} {_hasil(r)}" for r in satu.hitung(kode.aturan()).per_bidang],
        pilihan=str(kode),
        berubah=kode != berlaku,
    )


def _hasil(r: Ringkasan) -> str:
    return f"{persen_id(r.rata_rata)} {r.predikat}".strip()


def _triwulan(sesi: Session, instansi_id: int) -> tuple[str, Bahan]:
    """The newest quarter with figures, else an invented one; what it is called."""
    berisi = select(Kiriman.id).where(col(Kiriman.pelaksanaan_id) == col(Pelaksanaan.id), Kiriman.status == "dikirim")
    milik = (Pelaksanaan.instansi_id == instansi_id, Pelaksanaan.status != "batal", berisi.exists())
    urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc())
    jalan = sesi.exec(select(Pelaksanaan).where(*milik).order_by(*urut)).first()
    if jalan is not None:
        return nama_triwulan(jalan.triwulan, jalan.tahun), bahan(sesi, jalan)
    indikator, realisasi = contoh()
    return pesan.CONTOH, Bahan(indikator, realisasi, 2026, 1, {"contoh": "Unit contoh"})
