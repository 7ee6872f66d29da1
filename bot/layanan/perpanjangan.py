"""`⏳ Minta perpanjangan`: more time for an open task, with a reason. The superior grants or refuses.

The head, above whom nobody stands, extends their own deadline: it takes effect at once and is recorded as their own act.
The printed standard stays; the time record shows both (domain 6.4).
"""

import re
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.atasan import peran_penjawab
from bot.layanan.atur_waktu import atur_ulang
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import nama_pemegang, segarkan_satu
from bot.layanan.kertas import jawab
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, Kilasan, giliran, lupakan, tanya
from bot.layanan.pengingat import segarkan as segarkan_pengingat
from bot.layanan.perpanjangan_dasar import antar, isi, pemutus, segarkan
from bot.layanan.tugas import tugas_terbuka
from bot.pesan import perpanjangan as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.pesan.perpanjangan import DIAJUKAN, DISETUJUI, DITOLAK
from bot.sop.kejadian import Catat, PindahkanBatas
from bot.sop.model import Satuan, StandarWaktu
from bot.sop.penolakan import BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Penugasan, Perpanjangan, Personel, Pertanyaan

LAYAR = "panjang"  # the conversation that chooses the task
BERAPA, MENGAPA = "panjang_hari", "panjang_alasan"  # questions
TERLAMA = 30  # working days
_JUMLAH = re.compile(r"\s*(\d{1,2})\s*(?:hari(?:\s+kerja)?)?\s*", re.IGNORECASE)


class SudahDiminta(Ditolak):
    """One request for a task at a time."""

    def __init__(self) -> None:
        super().__init__("Perpanjangan untuk tugas ini sudah diminta dan menunggu keputusan.")


class SudahDiputuskan(Ditolak):
    """The request was answered, or its step has ended."""

    def __init__(self) -> None:
        super().__init__("Permintaan ini sudah dijawab, atau langkahnya sudah berakhir.")


# Asking --------------------------------------------------------------------------------------------------------------


async def minta(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """For which task (0: choose), then how long. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        if tombol.nomor:
            _tanya_hari(sesi, asal, *giliran(sesi, tombol.nomor, asal.telegram), waktu)
            return Kilasan("Perlu berapa hari kerja?")
        if not muat.diri(sesi, asal.telegram):
            raise TidakDitemukan
        tugas = tugas_terbuka(sesi, asal.telegram)
        if not tugas:
            jawab(sesi, asal, pesan.TIDAK_ADA, waktu)
        elif len(tugas) == 1:
            _tanya_hari(sesi, asal, *tugas[0], waktu)
        else:
            pilihan = [(p.id or 0, f"{p.langkah}. {nama_pemegang(j, p.peran, p.bidang)}") for p, j, _ in tugas]
            tampilkan(sesi, asal, LAYAR, pesan.pilih(pilihan), waktu, baru=True)
        return Kilasan("Silakan pilih.")

    return await lay.tulis(asal, kerja)


def _tanya_hari(sesi: Session, asal: Asal, p: Penugasan, j: Jalan, orang: Pegawai, waktu: datetime) -> None:
    assert p.id is not None
    _pastikan_baru(sesi, p)
    tutup(sesi, asal, LAYAR, umum.PILIHAN_LEWAT, waktu)
    zona, langkah = j.instansi.zona, j.sop[p.langkah]
    menjadi = [waktu_singkat(_batas_baru(j, p, n, waktu), zona) for n in pesan.PILIHAN_HARI]
    batas = waktu_singkat(p.batas, zona)
    isi_ = pesan.berapa(p.id, p.langkah, len(j.sop), langkah.kegiatan, str(langkah.waktu), batas, menjadi)
    nomor = titipkan(sesi, Surat(orang.telegram, "sendMessage", isi_, prioritas=0), waktu)
    tanya(sesi, asal.telegram, BERAPA, waktu, p.id, {"pesan": nomor})


def _pastikan_baru(sesi: Session, p: Penugasan) -> None:
    """Raises SudahDiminta."""
    milik = (Perpanjangan.penugasan_id == p.id, Perpanjangan.status == DIAJUKAN)
    if sesi.exec(select(Perpanjangan.id).where(*milik)).first() is not None:
        raise SudahDiminta


def _batas_baru(j: Jalan, p: Penugasan, hari: int, waktu: datetime) -> datetime:
    """So many working days after the deadline, or from now where it has passed."""
    return j.kalender.tambah(max(p.batas, waktu), StandarWaktu(hari, Satuan.HARI))


def _soal(sesi: Session, asal: Asal, tombol: Tombol, jenis: str) -> Pertanyaan:
    """The open question that a button answers. Raises TidakDitemukan."""
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.jenis != jenis or soal.penugasan_id != tombol.nomor:
        raise TidakDitemukan
    return soal


async def pilih_hari(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """1, 2 or 3 working days: asks for the reason. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _soal(sesi, asal, tombol, BERAPA)
        if tombol.sidik not in map(str, pesan.PILIHAN_HARI):
            raise TidakDitemukan
        _tanya_alasan(sesi, soal, int(tombol.sidik), waktu)
        return Kilasan("Apa alasannya?")

    return await lay.tulis(asal, kerja)


def terima_hari(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The number of days was typed. Returns an answer when it cannot be taken."""
    cocok = _JUMLAH.fullmatch(teks)
    if cocok is None or not 1 <= int(cocok[1]) <= TERLAMA:
        return pesan.HARI_SALAH  # the question stays
    return _coba(sesi, soal, lambda: _tanya_alasan(sesi, soal, int(cocok[1]), waktu), waktu)


def _coba(sesi: Session, soal: Pertanyaan, kerja: Any, waktu: datetime) -> dict[str, Any] | None:
    """Do it; what has become impossible meanwhile is said, and the question forgotten."""
    try:
        kerja()
    except (SudahBerakhir, BukanPelaksana, TidakDitemukan, SudahDiminta) as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    return None


def _tanya_alasan(sesi: Session, soal: Pertanyaan, hari: int, waktu: datetime) -> None:
    assert soal.penugasan_id is not None
    p, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
    _pastikan_baru(sesi, p)
    menjadi = waktu_singkat(_batas_baru(j, p, hari, waktu), j.instansi.zona)
    tujuan = peran_penjawab(j, p, orang.id)
    isi_ = pesan.mengapa(soal.penugasan_id, p.langkah, len(j.sop), hari, menjadi, tujuan)
    sunting(sesi, int(soal.isi["pesan"]), isi_, waktu)
    soal.jenis, soal.isi = MENGAPA, {**soal.isi, "hari": hari}


async def pilih_alasan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A ready reason. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = _soal(sesi, asal, tombol, MENGAPA)
        siap = dict(zip(map(str, range(len(pesan.SIAP_ALASAN))), pesan.SIAP_ALASAN, strict=True))
        if tombol.sidik not in siap:
            raise TidakDitemukan
        _ajukan(sesi, soal, siap[tombol.sidik], waktu)
        return Kilasan("Permintaan tercatat.")

    return await lay.tulis(asal, kerja)


def terima_alasan(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The reason was typed. Returns an answer when it cannot be taken."""
    if sum(huruf.isalnum() for huruf in teks) < ALASAN_TERPENDEK:
        return pesan.ALASAN_SINGKAT  # the question stays
    return _coba(sesi, soal, lambda: _ajukan(sesi, soal, teks.strip(), waktu), waktu)


def _ajukan(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> None:
    assert soal.penugasan_id is not None
    p, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
    assert orang.id is not None
    _pastikan_baru(sesi, p)
    hari = int(soal.isi["hari"])
    m = Perpanjangan(
        pelaksanaan_id=j.nomor,
        penugasan_id=soal.penugasan_id,
        personel_id=orang.id,
        hari=hari,
        alasan=alasan,
        status=DIAJUKAN,
        batas_lama=p.batas,
        batas_baru=_batas_baru(j, p, hari, waktu),
        dibuat=waktu,
    )
    sesi.add(m)
    j.baris.ada_perpanjangan = True
    sesi.flush()
    lupakan(sesi, soal, waktu, pesan.dipilih(p.langkah, hari, alasan))
    if not pemutus(j, m, p):
        _berikan(sesi, j, m, p, orang, waktu)
        return
    catat = Catat(muat.pelaku(j, orang), "perpanjangan", pesan.uraian_minta(hari, alasan), tugas_dari(p))
    j, _ = laksanakan(sesi, j, catat, waktu)
    isi_ = pesan.permintaan(isi(sesi, j, m, p))
    surat = Surat(soal.telegram, "sendMessage", isi_, prioritas=0, kunci=f"panjang:{m.id}:minta")
    titipkan(sesi, surat, waktu)
    antar(sesi, j, m, p, waktu)
    segarkan_satu(sesi, j, p, waktu)


# Deciding ------------------------------------------------------------------------------------------------------------


def _untuk_diputus(sesi: Session, nomor: int, telegram: int) -> tuple[Perpanjangan, Penugasan, Jalan, Pegawai]:
    """A request that this account may decide now. Raises TidakDitemukan, SudahDiputuskan."""
    m = sesi.get(Perpanjangan, nomor)
    if m is None:
        raise TidakDitemukan
    p, j, _ = muat.penugasan(sesi, m.penugasan_id, telegram)
    orang = next((o for o in pemutus(j, m, p) if o.telegram == telegram), None)
    if orang is None:
        raise TidakDitemukan
    if m.status != DIAJUKAN or p.selesai_pada is not None:
        raise SudahDiputuskan
    return m, p, j, orang


async def buka(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The request once more, with its answers. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        m, p, j, orang = _untuk_diputus(sesi, tombol.nomor, asal.telegram)
        kunci = f"panjang:{m.id}:atasan:{orang.telegram}:{asal.update_id}"
        isi_ = pesan.untuk_atasan(isi(sesi, j, m, p))
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi_, prioritas=0, kunci=kunci), waktu)
        return Kilasan("Permintaannya ditampilkan di bawah.")

    return await lay.tulis(asal, kerja)


async def izinkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🟢 Beri perpanjangan`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        m, p, j, orang = _untuk_diputus(sesi, tombol.nomor, asal.telegram)
        _berikan(sesi, j, m, p, orang, waktu)
        return Kilasan("Perpanjangan diberikan.")

    return await lay.tulis(asal, kerja)


def _berikan(sesi: Session, j: Jalan, m: Perpanjangan, p: Penugasan, orang: Pegawai, waktu: datetime) -> None:
    """The deadline moves, and with it reminders, cards and the group's message.

    The days count anew where the answer came late, or the calendar has moved the deadline since.
    """
    if p.batas != m.batas_lama or m.batas_baru <= waktu:
        m.batas_lama, m.batas_baru = p.batas, _batas_baru(j, p, m.hari, waktu)
    m.status, m.dijawab_oleh, m.dijawab_pada = DISETUJUI, orang.id, waktu
    sesi.flush()
    alasan = pesan.alasan_pindah(m.hari, m.alasan, m.personel_id == orang.id)
    pindah = PindahkanBatas(muat.pelaku(j, orang), tugas_dari(p), m.batas_baru, alasan)
    j, _ = laksanakan(sesi, j, pindah, waktu)
    sesi.refresh(p)
    atur_ulang(sesi, p, waktu, baru=True, j=j)
    segarkan_pengingat(sesi, [p.id or 0], waktu)
    _kabarkan(sesi, j, m, p, waktu)


async def tolak(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔴 Belum dapat`: the deadline stays. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        m, p, j, orang = _untuk_diputus(sesi, tombol.nomor, asal.telegram)
        m.status, m.dijawab_oleh, m.dijawab_pada = DITOLAK, orang.id, waktu
        sesi.flush()
        uraian = pesan.uraian_tolak(m.hari, isi(sesi, j, m, p).pemohon)
        j, _ = laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "perpanjangan", uraian, tugas_dari(p)), waktu)
        _kabarkan(sesi, j, m, p, waktu)
        return Kilasan("Tercatat. Pemohonnya diberi tahu.")

    return await lay.tulis(asal, kerja)


def _kabarkan(sesi: Session, j: Jalan, m: Perpanjangan, p: Penugasan, waktu: datetime) -> None:
    """Outcome to asker and holders; cards and messages follow."""
    segarkan(sesi, j, m, p, waktu)
    segarkan_satu(sesi, j, p, waktu)
    pemohon = sesi.get(Personel, m.personel_id)
    kini = {o.telegram for o in j.pemegang.get((p.peran, p.bidang), [])}
    isi_ = pesan.kabar(isi(sesi, j, m, p))
    for telegram in sorted(kini | ({pemohon.telegram} if pemohon else set())):
        titipkan(sesi, Surat(telegram, "sendMessage", isi_, kunci=f"panjang-kabar:{m.id}:{telegram}"), waktu)


AKSI = {
    pesan.MINTA: minta,
    pesan.HARI: pilih_hari,
    pesan.SIAP: pilih_alasan,
    "panjangbuka": buka,
    pesan.IZINKAN: izinkan,
    pesan.TOLAK: tolak,
}
PENJAWAB = {BERAPA: terima_hari, MENGAPA: terima_alasan}
