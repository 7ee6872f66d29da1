"""Rows of a form that a return did not open: they stay as they were sent, whatever the file says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.berkas.periksa import HasilPeriksa
from bot.berkas.temuan import Temuan
from bot.kinerja.model import Indikator, Realisasi
from bot.kinerja.tampil import bacaan_id
from bot.layanan.angka import kiriman_berlaku, realisasi_bidang
from bot.layanan.muat import Jalan
from bot.pesan import pengembalian as pesan
from bot.sop.alur import langkah_unggah_berikut

TEKS = (
    ("Data Dukung", "data_dukung"),
    ("Faktor Pendukung", "faktor_pendukung"),
    ("Faktor Penghambat", "faktor_penghambat"),
    ("Tindak Lanjut", "tindak_lanjut"),
)


def terbuka(j: Jalan, milik: Sequence[Indikator]) -> frozenset[str]:
    """Codes of the unit's indicators that may change; those of all its indicators where the return names none."""
    tujuan = langkah_unggah_berikut(j.sop, j.keadaan)
    dibuka = set(j.keadaan.indikator_dibuka(tujuan.no)) if tujuan else set()
    semua = frozenset(i.kode for i in milik)
    return semua & dibuka or semua


def terkirim(sesi: Session, j: Jalan, bidang: str) -> Mapping[str, Realisasi]:
    """What the unit has sent so far."""
    return realisasi_bidang(next((k for k in kiriman_berlaku(sesi, j.nomor) if k.bidang == bidang), None))


def kunci(hasil: HasilPeriksa, buka: frozenset[str], lama: Mapping[str, Realisasi]) -> HasilPeriksa:
    """The upload with its locked rows as they were sent; every difference is named, ours win."""
    beda = [
        t for kode, r in hasil.realisasi.items() if kode not in buka for t in _beda(lama.get(kode, Realisasi(kode)), r)
    ]
    tetap = {k: r if k in buka else lama.get(k, Realisasi(k)) for k, r in hasil.realisasi.items()}
    return replace(
        hasil,
        realisasi=tetap,
        konfirmasi=tuple(t for t in hasil.konfirmasi if not t.kode or t.kode in buka),
        peringatan=(*beda, *(t for t in hasil.peringatan if not t.kode or t.kode in buka)),
    )


def berbeda(baru: Mapping[str, Realisasi], buka: frozenset[str], lama: Mapping[str, Realisasi]) -> list[str]:
    """Codes of locked indicators that differ from what was sent."""
    return [k for k, r in baru.items() if k not in buka and _beda(lama.get(k, Realisasi(k)), r)]


def _beda(lama: Realisasi, baru: Realisasi) -> list[Temuan]:
    angka = (("Realisasi", lama.kinerja, baru.kinerja), ("Realisasi Anggaran", lama.anggaran, baru.anggaran))
    hasil = [
        Temuan(kini.sel, baru.kode, pesan.terkunci(nama, bacaan_id(dulu) or "kosong"))
        for nama, dulu, kini in angka
        if bacaan_id(dulu) != bacaan_id(kini)
    ]
    teks = [nama for nama, medan in TEKS if getattr(lama, medan).strip() != getattr(baru, medan).strip()]
    sel = baru.kinerja.sel
    return [*hasil, *(Temuan(sel, baru.kode, pesan.terkunci(nama, "seperti yang sudah dikirim")) for nama in teks)]
