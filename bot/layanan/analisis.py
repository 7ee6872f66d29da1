"""Recap and analysis: the draft, the deviations with the lowest first, and the causes that people give for them."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, select

from bot.berkas.naskah import Naskah
from bot.kinerja.model import Angka, BarisRekap, Keterbacaan
from bot.kinerja.tampil import angka_id, bacaan_id, persen_id, target_id
from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.dokumen_kini import dokumen_kini
from bot.layanan.kertas import Kertas, jawab, lampirkan
from bot.layanan.sebab import NAMA, SEBAB
from bot.layanan.tenggat import tunaikan
from bot.layanan.tugas import tugas_terbuka
from bot.pesan import jenis_langkah as pesan
from bot.pesan import umum
from bot.sop.kejadian import Tahap
from bot.sop.model import Jenis
from db.kotak_keluar import Surat, titipkan
from db.tabel import Penugasan

RENDAH = Decimal(66)  # below this the cause is asked for: predikat "Rendah" and less (Permendagri 86/2017)
TERBANYAK = 15  # rows of the text; the rest is in the workbook
MENGANALISIS = (Jenis.REKAP, Jenis.ANALISIS)
_SEBAB = re.compile(r"\s*([A-Za-z][A-Za-z0-9./-]*[0-9])\s*:\s*(\S.*?)\s*")


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the step has begun, its actors get the draft and the deviations."""
    kini = await dokumen_kini(lay, pelaksanaan_id)

    def kerja(sesi: Session, waktu: datetime) -> None:
        contoh = sesi.get(Penugasan, penugasan_id)
        if not tunaikan(sesi, tonggak_id, waktu) or contoh is None:
            return
        j = muat.jalan(sesi, pelaksanaan_id)
        for simpanan in kini.berkas.values():
            simpanan.daftarkan(sesi, waktu)
        lampiran = [kini.lampiran(jenis) for jenis in ("xlsx", "pdf") if jenis in kini.berkas]
        metode = "sendMediaGroup" if len(lampiran) > 1 else "sendDocument"
        keterangan = pesan.keterangan_bahan(j.baris.triwulan, j.baris.tahun)
        milik = (Penugasan.pelaksanaan_id == j.nomor, Penugasan.langkah == contoh.langkah)
        serumpun = select(Penugasan).where(*milik, Penugasan.putaran == contoh.putaran)
        for p in [p for p in sesi.exec(serumpun) if p.selesai_pada is None and p.tahap == Tahap.KERJA.value]:
            teks = _teks(kini.naskah, p.bidang)
            for orang in j.pemegang.get((p.peran, p.bidang), []):
                ciri = f"{p.id}:{orang.telegram}"
                titipkan(sesi, Surat(orang.telegram, metode, keterangan, lampiran, kunci=f"bahan:{ciri}"), waktu)
                titipkan(sesi, Surat(orang.telegram, "sendMessage", teks, kunci=f"capaian:{ciri}"), waktu)

    await lay.tulis(Asal(None), kerja)


def _teks(n: Naskah, bidang: str) -> dict[str, object]:
    """Lowest first; for a unit only its own indicators, where it has some."""
    semua = [b for b in n.rekap.baris if b.capaian is not None]
    dinilai = [b for b in semua if b.indikator.bidang == bidang] or semua
    urut = sorted(dinilai, key=lambda b: b.capaian or Decimal(0))
    baris = [
        {
            "tanda": _tanda(b.capaian or Decimal(0)),
            "kode": b.indikator.kode,
            "capaian": persen_id(b.capaian),
            "target": target_id(b.target),
            "realisasi": bacaan_id(b.realisasi.kinerja),
            "selisih": _selisih(b),
        }
        for b in urut[:TERBANYAK]
    ]
    rendah = [b.indikator.kode for b in urut if b.capaian is not None and b.capaian < RENDAH]
    return pesan.bahan_analisis(n.rekap.triwulan, n.rekap.tahun, baris, len(urut) - len(baris), rendah)


def _tanda(capaian: Decimal) -> str:
    return "🔴" if capaian < RENDAH else "🟡" if capaian < 100 else "🟢"


def _selisih(b: BarisRekap) -> str:
    """``+3``, ``-1,5``; a dash where target or figure is no number."""
    kinerja = b.realisasi.kinerja
    if not isinstance(b.target, Angka) or kinerja.status is not Keterbacaan.NILAI or kinerja.nilai is None:
        return "–"
    beda = kinerja.nilai - b.target.nilai
    return f"+{angka_id(beda)}" if beda > 0 else angka_id(beda)


def terima_sebab(sesi: Session, asal: Asal, teks: str, waktu: datetime) -> bool:
    """Lines like ``DKP-16 : panen mundur``; False when this is something else, or nobody asked for it."""
    sebab = _baca(teks)
    if not sebab:
        return False
    for baris, j, orang in tugas_terbuka(sesi, asal.telegram):
        if j.sop[baris.langkah].jenis not in MENGANALISIS or baris.tahap != Tahap.KERJA.value:
            continue
        kode = {b["kode"].upper(): b["kode"] for b in muat.rencana_jalan(sesi, j.baris)}
        if not all(k.upper() in kode for k, _ in sebab):
            continue
        for k, isi in sebab:
            satu = Kertas(SEBAB, NAMA.format(kode=kode[k.upper()]), isi)
            lampirkan(sesi, baris, muat.jalan(sesi, j.nomor), orang, satu, waktu)
        jawab(sesi, asal, umum.kalimat(pesan.sebab_diterima([kode[k.upper()] for k, _ in sebab])), waktu)
        return True
    return False


def _baca(teks: str) -> Sequence[tuple[str, str]]:
    """Every line must be a cause; else none is."""
    cocok = [_SEBAB.fullmatch(baris) for baris in teks.splitlines() if baris.strip()]
    return [(c[1], c[2]) for c in cocok if c] if cocok and all(cocok) else []
