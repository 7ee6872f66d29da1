"""The rule card: an administrator chooses how an office counts, and sees the same quarter under every choice."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from bot.kinerja.aturan import CARA, CARA_BAWAAN, SKALA, aturan_dari, contoh
from bot.kinerja.model import Rekap, Ringkasan
from bot.kinerja.predikat import SKALA_BAWAAN, muat_skala
from bot.kinerja.tampil import persen_id
from bot.layanan.angka import Bahan, bahan
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


def _berlaku(instansi: Instansi) -> str:
    """``cara.skala`` of what counts for the next run."""
    isi: Mapping[str, str] = instansi.aturan or {}
    return f"{isi.get('cara', CARA_BAWAAN)}.{isi.get('skala', SKALA_BAWAAN)}"


def _baca(pilihan: str) -> tuple[str, str]:
    """Raises TidakDitemukan."""
    cara, _, skala = pilihan.partition(".")
    if cara not in CARA or skala not in SKALA:
        raise TidakDitemukan
    return cara, skala


async def lihat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📐 Aturan hitung`, and every choice on the card. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _milik(sesi, lay, asal, tombol)
        cara, skala = _baca(tombol.sidik or _berlaku(instansi))
        isi = _isi(sesi, instansi, cara, skala)
        tampilkan(sesi, asal, LAYAR, pesan.kartu(isi), waktu, baru=not tombol.sidik)
        return Kilasan(_nama(cara, skala))

    return await lay.tulis(asal, kerja)


async def pakai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Pakai aturan ini`: for the runs that are ordered from now on. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _milik(sesi, lay, asal, tombol)
        cara, skala = _baca(tombol.sidik)
        if tombol.sidik == _berlaku(instansi):
            return Kilasan(pesan.SUDAH)
        oleh, pada = sebutan_admin(sesi, asal.telegram, tombol.nomor), tanggal(waktu, instansi.zona)
        instansi.aturan = {"cara": cara, "skala": skala, "sejak": pada, "oleh": oleh}
        tutup(sesi, asal, LAYAR, pesan.disimpan(instansi.nama, _nama(cara, skala), pada, oleh), waktu)
        return Kilasan("Aturan hitung disimpan.")

    return await lay.tulis(asal, kerja)


def _nama(cara: str, skala: str) -> str:
    return f"{CARA[cara].nama} · {muat_skala(skala).nama}"


def _isi(sesi: Session, instansi: Instansi, cara: str, skala: str) -> pesan.IsiAturan:
    assert instansi.id is not None
    triwulan, satu = _triwulan(sesi, instansi.id)

    def hitung(c: str, s: str) -> Rekap:
        return satu.hitung(aturan_dari({"cara": c, "skala": s}))

    terpilih = hitung(cara, skala)
    isi = instansi.aturan or {}
    return pesan.IsiAturan(
        kantor=instansi.id,
        instansi=instansi.nama,
        berlaku=_nama(*_baca(_berlaku(instansi))),
        sejak=f"sejak {isi['sejak']} ({isi['oleh']})" if isi else "",
        triwulan=triwulan,
        cara=[pesan.Pilihan(k, c.nama, c.arti, _hasil(hitung(k, skala).instansi), k == cara) for k, c in CARA.items()],
        skala=[
            pesan.Pilihan(k, muat_skala(k).nama, "", hitung(cara, k).instansi.predikat or "–", k == skala)
            for k in SKALA
        ],
        per_bidang=[f"{r.nama} {_hasil(r)}" for r in terpilih.per_bidang],
        pilihan=f"{cara}.{skala}",
        berubah=f"{cara}.{skala}" != _berlaku(instansi),
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
    return pesan.CONTOH, Bahan(indikator, realisasi, 2026, 1, {"contoh": "Bidang contoh"})
