"""What a return was about: the indicators that its reason names, and the figures that have changed since."""

import re
from collections.abc import Mapping

from sqlmodel import Session

from bot.kinerja.model import Realisasi
from bot.kinerja.tampil import bacaan_id
from bot.layanan import rantai
from bot.layanan.angka import indikator, kiriman_berlaku, realisasi_bidang
from bot.layanan.muat import Jalan
from bot.pesan import pengembalian as pesan
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import KoreksiDimulai, LangkahDikembalikan, RealisasiDikirim
from bot.sop.tarik import berlaku
from db.tabel import Kiriman

TERBANYAK = 20


def angka_berubah(sesi: Session, j: Jalan) -> list[str]:
    """``DKP-14: 178 → 190`` for every figure that differs from what the pending return was about."""
    catatan = j.keadaan.catatan
    if catatan is None:
        return []
    dulu = _kiriman_saat_kembali(sesi, j, catatan.langkah)
    hasil = []
    for kini in kiriman_berlaku(sesi, j.nomor):
        if dulu.get(kini.bidang) != kini.id:
            lama = sesi.get(Kiriman, dulu[kini.bidang]) if kini.bidang in dulu else None
            hasil += _beda(realisasi_bidang(lama), realisasi_bidang(kini))
    return [*hasil[:TERBANYAK], f"… dan {len(hasil) - TERBANYAK} lagi"] if len(hasil) > TERBANYAK else hasil


def _kiriman_saat_kembali(sesi: Session, j: Jalan, langkah: int) -> dict[str, int]:
    """Unit to what it had sent when this step last returned."""
    kiriman: dict[str, int] = {}
    saat: dict[str, int] = {}
    for satu in berlaku(kejadian_dari(k.jenis, k.isi) for k in rantai.kejadian(sesi, j.baris)):
        match satu:
            case RealisasiDikirim(bidang=bidang, kiriman=nomor):
                kiriman[bidang] = nomor
            case LangkahDikembalikan(tugas=tugas) if tugas.langkah == langkah:
                saat = dict(kiriman)
            case KoreksiDimulai(dari=dari) if dari == langkah:
                saat = dict(kiriman)
            case _:
                pass
    return saat


def _beda(lama: Mapping[str, Realisasi], kini: Mapping[str, Realisasi]) -> list[str]:
    hasil = []
    for kode, baru in kini.items():
        dulu = lama.get(kode, Realisasi(kode))
        pasangan = (("", dulu.kinerja, baru.kinerja), (" (anggaran)", dulu.anggaran, baru.anggaran))
        for bagian, sebelum, sesudah in pasangan:
            kiri, kanan = bacaan_id(sebelum) or "–", bacaan_id(sesudah) or "–"
            if kiri != kanan:
                hasil.append(pesan.berubah(kode + bagian, kiri, kanan))
    return hasil


def yang_diminta(sesi: Session, j: Jalan, bidang: str) -> list[str]:
    """The unit's indicators that the pending return opens, or names in its reason by their code; with what was sent.

    Returns of steps farther on are pending as well, unless this one opens single indicators.
    """
    catatan = j.keadaan.catatan
    if catatan is None:
        return []
    terbuka = (catatan,) if catatan.indikator else j.keadaan.semua_catatan
    terkirim = realisasi_bidang(next((k for k in kiriman_berlaku(sesi, j.nomor) if k.bidang == bidang), None))
    return [
        pesan.diminta(i.kode, i.nama, bacaan_id(terkirim.get(i.kode, Realisasi(i.kode)).kinerja) or "–")
        for i in indikator(sesi, j.baris)
        if i.bidang == bidang and (i.kode in catatan.indikator or any(_disebut(i.kode, c.alasan) for c in terbuka))
    ]


def _disebut(kode: str, alasan: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(kode)}(?![\w-])", alasan, re.IGNORECASE) is not None
