"""The time record of a run: per step the standard, the real working time, and how much of it was waiting (domain 6.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.naskah import BarisWaktu
from bot.kinerja.hitungan import bulatkan
from bot.kinerja.tampil import angka_id
from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.kabar import nama_pemegang
from bot.layanan.masa_jeda import Masa, batas_berlaku, masa_jeda
from bot.layanan.muat import Jalan
from bot.layanan.sendiri import catatan_pelaksana
from bot.pesan import kepatuhan as pesan
from bot.pesan.dasar import waktu_singkat
from bot.pesan.kendala import DICATAT
from bot.pesan.perpanjangan import DISETUJUI, di_rekap
from bot.sop.alur import Cara, cara
from bot.sop.kejadian import Hasil, Tahap, Tugas
from bot.sop.putaran import putaran_tampil
from db.tabel import Kendala, Penugasan, Perpanjangan, Personel
from jadwal.kalender import MENIT_SEHARI, KalenderKerja, menit_standar

Selang = tuple[datetime, datetime]  # from, until

TINDAKAN_ADMIN = {
    Hasil.DILEWATI.value: " (dilewati, tindakan admin)",
    Hasil.DIPAKSA.value: " (diselesaikan paksa, tindakan admin)",
}


def waktu_langkah(sesi: Session, j: Jalan) -> tuple[BarisWaktu, ...]:
    """Per step, round and half: from the first turn to the last act, in working minutes."""
    return tuple(catatan_waktu(sesi, j).values())


def catatan_waktu(sesi: Session, j: Jalan) -> dict[tuple[int, int, str], BarisWaktu]:
    """The same by step, round of the core and half; the rows carry the round that is shown."""
    urut = (col(Penugasan.langkah), col(Penugasan.putaran), col(Penugasan.id))
    baris = sesi.exec(select(Penugasan).where(Penugasan.pelaksanaan_id == j.nomor).order_by(*urut)).all()
    kelompok: dict[tuple[int, int, str], list[Penugasan]] = {}
    for p in baris:
        if p.hasil != Hasil.DITARIK.value:  # began by a slip: it has not taken place
            kelompok.setdefault((p.langkah, p.putaran, p.tahap), []).append(p)
    diperpanjang = _diperpanjang(sesi, j)
    bahan = _Bahan(
        j, catatan_pelaksana(sesi, j.nomor), _menunggu_jawaban(sesi, j), diperpanjang, masa_jeda(sesi, j.nomor)
    )
    tampil = putaran_tampil((p.langkah, p.putaran, p.hasil) for p in baris)
    return {kunci: _baris(bahan, satu, tampil[kunci[:2]]) for kunci, satu in kelompok.items()}


@dataclass(frozen=True)
class _Bahan:
    """What the record of a run is made of beside its assignments; numbers are those of assignments."""

    j: Jalan
    catatan: Mapping[Tugas, str]
    jawaban: Mapping[int, Sequence[tuple[datetime, datetime | None]]]  # see _menunggu_jawaban
    diperpanjang: Mapping[int, Sequence[tuple[Perpanjangan, str]]]  # granted, with by whom; oldest first
    jeda: Sequence[Masa] = ()

    def batas_standar(self, p: Penugasan) -> datetime:
        """The deadline by the printed standard and the pauses, whatever was granted later."""
        lama = self.diperpanjang.get(p.id or 0)
        if not lama:
            return self.batas(p)
        pertama = lama[0][0]
        return batas_berlaku(self.j.kalender, p, pertama.batas_lama, pertama.dijawab_pada, self.jeda)

    def batas(self, p: Penugasan) -> datetime:
        """The deadline that counts."""
        return batas_berlaku(self.j.kalender, p, p.batas, p.selesai_pada, self.jeda)


def _diperpanjang(sesi: Session, j: Jalan) -> dict[int, list[tuple[Perpanjangan, str]]]:
    hasil: dict[int, list[tuple[Perpanjangan, str]]] = {}
    if j.baris.ada_perpanjangan:
        milik = (Perpanjangan.pelaksanaan_id == j.nomor, Perpanjangan.status == DISETUJUI)
        for m in sesi.exec(select(Perpanjangan).where(*milik).order_by(col(Perpanjangan.dijawab_pada))):
            orang = sesi.get(Personel, m.dijawab_oleh) if m.dijawab_oleh else None
            hasil.setdefault(m.penugasan_id, []).append((m, muat.sebutan(orang) if orang else ""))
    return hasil


def _menunggu_jawaban(sesi: Session, j: Jalan) -> dict[int, list[tuple[datetime, datetime | None]]]:
    """Per assignment: from the report of an obstacle to its answer, or to what ended it before; None: not yet."""
    hasil: dict[int, list[tuple[datetime, datetime | None]]] = {}
    if j.baris.ada_kendala:
        milik = (Kendala.pelaksanaan_id == j.nomor, Kendala.status != DICATAT)
        for k in sesi.exec(select(Kendala).where(*milik).order_by(col(Kendala.id))):
            hasil.setdefault(k.penugasan_id, []).append((k.dibuat, k.dijawab_pada or k.selesai_pada))
    return hasil


def _baris(bahan: _Bahan, tugas: Sequence[Penugasan], putaran: int) -> BarisWaktu:
    j, catatan, contoh = bahan.j, bahan.catatan, tugas[0]
    langkah = j.sop[contoh.langkah]
    akhir = [p.selesai_pada for p in tugas if p.selesai_pada is not None]
    selesai = max(akhir) if len(akhir) == len(tugas) else None
    batas = bahan.batas_standar(next(p for p in tugas if selesai is None or p.selesai_pada == selesai))
    nyata = j.kalender.menit_kerja(contoh.mulai_pada, selesai) if selesai else None
    lewat = j.kalender.menit_kerja(batas, selesai) if selesai and selesai > batas else Decimal(0)
    telat = [p for p in tugas if p.selesai_pada and p.selesai_pada > bahan.batas_standar(p)]
    dimaklumi = bool(telat) and all(p.selesai_pada and p.selesai_pada <= bahan.batas(p) for p in telat)
    zona = ZoneInfo(j.instansi.zona)
    peran = dict.fromkeys(p.peran for p in tugas)
    khusus = "; ".join(dict.fromkeys(catatan[t] for t in map(tugas_dari, tugas) if t in catatan))
    memutus = " (keputusan)" if contoh.tahap == Tahap.PUTUS.value else ""
    memutus += next((TINDAKAN_ADMIN[p.hasil] for p in tugas if p.hasil in TINDAKAN_ADMIN), "")
    sendiri, rincian = _pembagian(j, tugas, bahan.jawaban, bahan.jeda) if selesai else (None, "")
    return BarisWaktu(
        no=contoh.langkah,
        kegiatan=langkah.kegiatan + memutus,
        pelaksana=", ".join(j.sop.nama_peran(p) for p in peran) + (f" ({khusus})" if khusus else ""),
        standar=str(langkah.waktu),
        putaran=putaran,
        mulai=contoh.mulai_pada.astimezone(zona),
        selesai=selesai.astimezone(zona) if selesai else None,
        menit_nyata=bulatkan(nyata, 0) if nyata is not None else None,
        menit_standar=Decimal(menit_standar(langkah.waktu)),
        tepat=None if selesai is None else selesai <= batas,
        selisih=terlambat(lewat, telat, len(tugas), j) + (pesan.DALAM_PERPANJANGAN if dimaklumi and lewat >= 1 else ""),
        menit_sendiri=sendiri,
        menit_menunggu=bulatkan(nyata, 0) - sendiri if nyata is not None and sendiri is not None else None,
        rincian="; ".join(filter(None, (rincian, *_perpanjangan(bahan, tugas)))),
    )


def _perpanjangan(bahan: _Bahan, tugas: Sequence[Penugasan]) -> Iterable[str]:
    for p in tugas:
        if lama := bahan.diperpanjang.get(p.id or 0):
            m, oleh = lama[-1]
            siapa = nama_pemegang(bahan.j, p.peran, p.bidang)
            ditepati = p.selesai_pada <= bahan.batas(p) if p.selesai_pada else None
            batas = waktu_singkat(p.batas, bahan.j.instansi.zona)
            yield di_rekap(siapa, batas, oleh, m.personel_id == m.dijawab_oleh, ditepati)


def terlambat(lewat: Decimal, telat: Sequence[Penugasan], banyak: int, j: Jalan) -> str:
    """``terlambat 2,7 hari kerja (Bidang UKM)``: who was late, where not all were."""
    if lewat < 1:
        return ""
    hari = lewat >= MENIT_SEHARI
    ukuran = (
        f"{angka_id(bulatkan(lewat / MENIT_SEHARI, 1))} hari kerja"
        if hari
        else f"{angka_id(bulatkan(lewat, 0))} menit kerja"
    )
    siapa = dict.fromkeys(nama_pemegang(j, p.peran, p.bidang) for p in telat if p.hasil != Hasil.GUGUR.value)
    return f"terlambat {ukuran}" + (f" ({', '.join(siapa)})" if siapa and len(telat) < banyak else "")


# Waiting is not working ------------------------------------------------------------------------------------------------


def _pembagian(
    j: Jalan,
    tugas: Sequence[Penugasan],
    jawaban: Mapping[int, Sequence[tuple[datetime, datetime | None]]],
    jeda: Sequence[Masa] = (),
) -> tuple[Decimal, str]:
    """Own working minutes of a step that has ended, and in words what each of several did.

    The step waits while nobody who still holds it up could go on; all other time is its own.
    """
    unit = [p for p in tugas if cara(j.sop, tugas_dari(p)) is Cara.UNGGAH]
    terakhir = max((p.selesai_pada for p in unit if p.selesai_pada), default=None)
    bekerja: list[Selang] = []
    uraian = []
    for p in tugas:
        assert p.selesai_pada is not None
        seluruh = (p.mulai_pada, p.selesai_pada)
        pemilik = terakhir is not None and cara(j.sop, tugas_dari(p)) is Cara.TUTUP
        dijeda = iris([(dari, sampai or p.selesai_pada) for dari, sampai in jeda], seluruh)
        menunggu_bidang = kurang(iris([(p.mulai_pada, terakhir)], seluruh), dijeda) if pemilik and terakhir else []
        tunggu = [(dari, sampai or p.selesai_pada) for dari, sampai in jawaban.get(p.id or 0, ())]
        menunggu_atasan = kurang(iris(tunggu, seluruh), [*dijeda, *menunggu_bidang])
        sendiri = kurang([seluruh], [*dijeda, *menunggu_bidang, *menunggu_atasan])
        bekerja += sendiri
        menit = [_menit(j.kalender, selang) for selang in (sendiri, menunggu_bidang, menunggu_atasan, dijeda)]
        if (pemilik or p.hasil != Hasil.GUGUR.value) and (len(tugas) > 1 or any(menit[1:])):
            uraian.append(pesan.rincian(nama_pemegang(j, p.peran, p.bidang), *map(angka_id, menit)))
    return _menit(j.kalender, gabung(bekerja)), "; ".join(uraian)


def _menit(kalender: KalenderKerja, selang: Iterable[Selang]) -> Decimal:
    return bulatkan(sum((kalender.menit_kerja(dari, sampai) for dari, sampai in selang), Decimal(0)), 0)


def gabung(selang: Iterable[Selang]) -> list[Selang]:
    """The same time without overlaps, in order."""
    hasil: list[Selang] = []
    for dari, sampai in sorted(selang):
        if hasil and dari <= hasil[-1][1]:
            hasil[-1] = (hasil[-1][0], max(hasil[-1][1], sampai))
        elif dari < sampai:
            hasil.append((dari, sampai))
    return hasil


def iris(selang: Iterable[Selang], dalam: Selang) -> list[Selang]:
    """What of it lies within `dalam`, without overlaps."""
    return gabung((max(dari, dalam[0]), min(sampai, dalam[1])) for dari, sampai in selang if dari < dalam[1])


def kurang(selang: Iterable[Selang], tanpa: Iterable[Selang]) -> list[Selang]:
    """What is left of it outside `tanpa`."""
    sisa = gabung(selang)
    for dari, sampai in gabung(tanpa):
        sisa = [
            bagian
            for awal, akhir in sisa
            for bagian in ((awal, min(akhir, dari)), (max(awal, sampai), akhir))
            if bagian[0] < bagian[1]
        ]
    return sisa
