"""The quarter begins by itself: an office is reminded as it ends, the head orders with one tap (domain 5.2)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.berkas.formulir import Formulir, Identitas, nama_formulir, tulis_formulir
from bot.kinerja.aturan import rumus_turun
from bot.layanan import janji, muat, saklar
from bot.layanan.angka import indikator, realisasi_lalu
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.formulir_keluar import JENIS_XLSX, baris_formulir
from bot.layanan.jumat import jadwalkan_kabar
from bot.layanan.muat import Pegawai
from bot.layanan.pelaksanaan import KEPALA, Kilasan, baca_periode, pesan_kesiapan
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import isi_tonggak, tulis_tonggak
from bot.pesan import triwulan as pesan
from bot.pesan.dasar import Tombol, waktu_lengkap
from bot.sop.alur import peran_pengunggah
from bot.sop.kejadian import Slot
from bot.sop.model import Jenis, Sop
from bot.sop.penolakan import BukanPelaksana, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, Tonggak
from jadwal.kalender import SEHARI, KalenderKerja
from jadwal.tonggak import PAGI, Saat
from jadwal.triwulan import (
    ESKALASI,
    HARI_DATA,
    HARI_REKAP,
    SIANG_HARI_5,
    ULANG,
    hari_sesudah,
    hari_terakhir,
    sebelumnya,
    tonggak_triwulan,
    triwulan_dari,
)

JENIS = "triwulan"
SEKALIGUS = 50  # offices in one transaction
TUNDA = "tunda"
PRIORITAS = 4  # after the reminders of steps
AJAKAN = "ajakan"  # in the key of a prompt
SEKRETARIS = ("sekretaris", "")
# Who is told at which moment. The first name stands for the audience.
KEPALA_ = ("h-10", "hari-1", "hari-10")
BIDANG = ("h-5", "hari-1", "hari-3", "hari-5", SIANG_HARI_5, "hari-6")
STAF = ("hari-6", "h-10", *ESKALASI)
Terlampir = tuple[str, Simpanan]  # name and content of a form


# Writing the dates down ----------------------------------------------------------------------------------------------


def siapkan(sesi: Session, instansi: Instansi, kini: datetime) -> None:
    """What is still to come of the quarter that this day lies in, and of the one before it. What is there stays."""
    kalender = muat.kalender(sesi, instansi)
    ini = triwulan_dari(kalender.setempat(kini).date())
    for tahun, tw in (sebelumnya(*ini), ini):
        saat = [s for s in tonggak_triwulan(tahun, tw, kalender) if s.kapan > kini]
        if saat:
            tulis_tonggak(sesi, [_baris(instansi, tahun, tw, s) for s in saat])


def _baris(instansi: Instansi, tahun: int, tw: int, saat: Saat) -> dict[str, Any]:
    kunci = f"{JENIS}:{instansi.id}:{tahun}.{tw}:{saat.nama}"
    isi: dict[str, str | int] = {"nama": saat.nama, "tahun": tahun, "triwulan": tw}
    return isi_tonggak(kunci, saat.kapan, JENIS, None, None, instansi.id, **isi)


async def lengkapi(lay: Layanan) -> None:
    """At the start: offices without dates get theirs, offices with a run their morning list. A few at a time."""

    def kerja(sesi: Session, waktu: datetime) -> bool:
        tanpa = select(Instansi).where(col(Instansi.id).not_in(_punya(JENIS))).limit(SEKALIGUS)
        baru = sesi.exec(tanpa).all()
        for instansi in baru:
            siapkan(sesi, instansi, waktu)
        hidup = select(Pelaksanaan.instansi_id).where(Pelaksanaan.status == "berjalan")
        tanpa = select(Instansi).where(col(Instansi.id).in_(hidup), col(Instansi.id).not_in(_punya("pagi")))
        berjalan = sesi.exec(tanpa.limit(SEKALIGUS)).all()
        for instansi in berjalan:
            jadwalkan_kabar(sesi, instansi.id or 0, muat.kalender(sesi, instansi), waktu)
        return len(baru) == SEKALIGUS or len(berjalan) == SEKALIGUS

    while await lay.tulis(Asal(None), kerja):
        pass


def _punya(jenis: str):  # type: ignore[no-untyped-def]  # SQLModel's Select is not public
    menunggu = (col(Tonggak.selesai_pada).is_(None), col(Tonggak.instansi_id).is_not(None))
    return select(Tonggak.instansi_id).where(Tonggak.jenis == jenis, *menunggu)


# When one comes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Saat:
    """A moment of a quarter of an office whose run has not begun."""

    nama: str
    instansi: Instansi
    t: pesan.Tenggat
    sop: Sop
    pemegang: dict[Slot, list[Pegawai]]
    unit: dict[str, str]  # code to name, of those that report
    terbaru: frozenset[str]

    @property
    def kunci(self) -> str:
        return f"{JENIS}:{self.instansi.id}:{self.t.tahun}.{self.t.triwulan}:{self.nama}"

    def untuk(self, sasaran: Sequence[str]) -> bool:
        """Whether this audience is told now."""
        return f"{sasaran[0]}:{self.nama}" in self.terbaru

    def akun(self, *slot: Slot) -> list[int]:
        return sorted({o.telegram for s in slot for o in self.pemegang.get(s, [])})

    def pengisi(self) -> list[tuple[str, Slot]]:
        """Unit and role of everybody who reports."""
        return [(kode, (peran, kode)) for peran in sorted(peran_pengunggah(self.sop)) for kode in self.unit]


async def tiba(lay: Layanan, tonggak_id: int) -> None:
    """A due moment. Nothing is said once a run has begun, where it is switched off, or twice."""

    def bahan(sesi: Session, waktu: datetime) -> list[tuple[str, Formulir]]:
        baris = sesi.get(Tonggak, tonggak_id)
        saat = _berlaku(sesi, baris, waktu) if baris else None
        return _formulir(sesi, saat, waktu) if saat and saat.nama == "h-5" else []

    formulir: dict[str, Terlampir] = {}
    for kode, satu in await lay.baca(bahan):
        data = await asyncio.to_thread(tulis_formulir, satu)
        formulir[kode] = (nama_formulir(satu.identitas), await lay.taruh(data, JENIS_XLSX))

    def kerja(sesi: Session, waktu: datetime) -> None:
        baris = sesi.get(Tonggak, tonggak_id)
        if baris is None or baris.selesai_pada is not None:
            return
        instansi = sesi.get_one(Instansi, baris.instansi_id)
        kalender = muat.kalender(sesi, instansi)
        if not kalender.buka(waktu):
            baris.kapan = kalender.pembukaan_berikut(waktu)
            return
        saat = _berlaku(sesi, baris, waktu)
        tunaikan(sesi, tonggak_id, waktu)
        if saat is not None:
            _sampaikan(sesi, saat, formulir, waktu)
        siapkan(sesi, instansi, waktu)

    await lay.tulis(Asal(None), kerja)


def _berlaku(sesi: Session, baris: Tonggak, waktu: datetime) -> _Saat | None:
    """None when there is nothing to say: the run has begun, or it is switched off."""
    instansi = sesi.get_one(Instansi, baris.instansi_id)
    assert instansi.id is not None
    nama, tahun, tw = str(baris.isi["nama"]), int(baris.isi["tahun"]), int(baris.isi["triwulan"])
    mulai = _sudah_mulai(instansi.id, tahun, tw)
    if saklar.mati(instansi, nama) or sesi.exec(select(Pelaksanaan.id).where(*mulai)).first():
        return None
    kalender = muat.kalender(sesi, instansi)
    rencana = muat.rencana_kini(sesi, instansi.id, tahun)
    nama_unit = muat.nama_bidang(sesi, instansi.id)
    unit = {kode: nama_unit.get(kode, kode) for kode in muat.bidang_berindikator(sesi, instansi.id, rencana)}
    return _Saat(
        nama,
        instansi,
        _tenggat(tahun, tw, kalender),
        muat.sop_versi(sesi, instansi.versi_sop_id),
        muat.pemegang(sesi, instansi.id),
        unit,
        frozenset(_terbaru(sasaran, tahun, tw, kalender, waktu) for sasaran in (KEPALA_, BIDANG, STAF)),
    )


def _terbaru(sasaran: Sequence[str], tahun: int, tw: int, kalender: KalenderKerja, waktu: datetime) -> str:
    """Of what one audience should have been told by now, the last: after an outage that is enough."""
    lewat = [s.nama for s in tonggak_triwulan(tahun, tw, kalender) if s.nama in sasaran and s.kapan <= waktu]
    return f"{sasaran[0]}:{lewat[-1]}" if lewat else ""


def _tenggat(tahun: int, tw: int, kalender: KalenderKerja) -> pesan.Tenggat:
    awal = hari_sesudah(tahun, tw)
    data, rekap = (kalender.hari_kerja_ke(awal, n) for n in (HARI_DATA, HARI_REKAP))
    return pesan.Tenggat(tahun, tw, hari_terakhir(tahun, tw), data, rekap)


def _sampaikan(sesi: Session, saat: _Saat, formulir: Mapping[str, Terlampir], waktu: datetime) -> None:
    """To whom it concerns, in private; somebody who is meant twice hears the weightier one."""
    sudah: set[int] = set()
    if saat.nama == TUNDA or saat.untuk(KEPALA_):
        sudah |= _ajak_kepala(sesi, saat, waktu)
    if saat.untuk(STAF):
        isi = pesan.untuk_staf(saat.nama, saat.t, list(saat.unit.values()), _ke(saat.nama))
        slot = [SEKRETARIS, *_perencana(saat)] if saat.nama == "h-10" else [SEKRETARIS]
        sudah |= _kirim(sesi, saat, [t for t in saat.akun(*slot) if t not in sudah], isi, waktu)
    if saat.untuk(BIDANG):
        for kode, slot_ in saat.pengisi():
            akun = [t for t in saat.akun(slot_, *_atasan_unit(saat, slot_)) if t not in sudah]
            sudah |= _beri_tahu_unit(sesi, saat, kode, akun, formulir.get(kode), waktu)


def _ke(nama: str) -> int:
    return int(nama.removeprefix(ULANG)) if nama.startswith(ULANG) else 0


def _perencana(saat: _Saat) -> list[Slot]:
    """Who works out the recap."""
    return [(p, "") for langkah in saat.sop.langkah if langkah.jenis is Jenis.REKAP for p in langkah.pelaksana]


def _atasan_unit(saat: _Saat, slot: Slot) -> list[Slot]:
    """The head of the unit, where somebody else reports for it, and only once it is late."""
    atasan = saat.sop.peran_dari(slot[0]).atasan
    return [(atasan, slot[1])] if saat.nama == "hari-6" and atasan and saat.sop.peran_dari(atasan).per_bidang else []


def _kirim(sesi: Session, saat: _Saat, akun: Sequence[int], isi: dict[str, Any], waktu: datetime) -> set[int]:
    for telegram in akun:
        kunci = f"{saat.kunci}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, prioritas=PRIORITAS, kunci=kunci), waktu)
    return set(akun)


def _beri_tahu_unit(
    sesi: Session, saat: _Saat, kode: str, akun: Sequence[int], lampiran: Terlampir | None, waktu: datetime
) -> set[int]:
    if lampiran is None:
        return _kirim(sesi, saat, akun, pesan.untuk_bidang(saat.nama, saat.t, saat.unit[kode]), waktu)
    nama, simpanan = lampiran
    berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": nama, "jenis": JENIS_XLSX}]
    isi = pesan.keterangan_formulir(saat.t, saat.unit[kode])
    for telegram in akun:
        kunci = f"{saat.kunci}:{kode}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendDocument", isi, berkas, prioritas=PRIORITAS, kunci=kunci), waktu)
    return set(akun)


def _formulir(sesi: Session, saat: _Saat, waktu: datetime) -> list[tuple[str, Formulir]]:
    """A form for each unit, as a run that began now would issue it: empty, with the quarter before beside it."""
    rencana = muat.rencana_kini(sesi, saat.instansi.id or 0, saat.t.tahun)
    bakal = Pelaksanaan(
        instansi_id=saat.instansi.id or 0,
        tahun=saat.t.tahun,
        triwulan=saat.t.triwulan,
        versi_sop_id=saat.instansi.versi_sop_id,
        rencana_id=rencana.id if rencana else None,
        mulai_pada=waktu,
    )
    semua, lalu = indikator(sesi, bakal), realisasi_lalu(sesi, bakal)
    janjinya = {(t.bidang, t.kode): t for t in janji.terbuka(sesi, bakal.instansi_id)}
    hasil = []
    for kode, nama in saat.unit.items():
        identitas = Identitas(saat.instansi.kode, kode, saat.t.tahun, saat.t.triwulan, saat.sop.id)
        milik = [i for i in semua if i.bidang == kode]
        baris = tuple(baris_formulir(i, None, lalu.get(i.kode), janjinya.get((kode, i.kode))) for i in milik)
        hasil.append((kode, Formulir(identitas, saat.instansi.nama, nama, baris, rumus_turun(saat.instansi.aturan))))
    return hasil


# The head ------------------------------------------------------------------------------------------------------------


def _ajak_kepala(sesi: Session, saat: _Saat, waktu: datetime) -> set[int]:
    """The key begins like that of `/mulai`, so that the order turns this message into its outcome as well."""
    assert saat.instansi.id is not None
    siap = pesan_kesiapan(sesi, saat.instansi, saat.t.tahun, saat.t.triwulan, waktu)
    isi = pesan.ajakan_kepala(saat.nama, saat.t, siap, saat.instansi.id, list(saat.unit.values()))
    akun = saat.akun((KEPALA, ""))
    for telegram in akun:
        kunci = f"{_depan(saat.instansi.id, saat.t)}{AJAKAN}:{saat.nama}:{int(waktu.timestamp())}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, prioritas=PRIORITAS, kunci=kunci), waktu)
    return set(akun)


def _depan(instansi_id: int, t: pesan.Tenggat) -> str:
    return f"mulai:{instansi_id}:{t.tahun}:{t.triwulan}:"


async def tunda(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`⏳ Ingatkan besok`: the head is asked again on the next working day. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = sesi.get(Instansi, tombol.nomor)
        if instansi is None:
            raise TidakDitemukan
        orang = muat.personel(sesi, tombol.nomor, asal.telegram)
        tahun, tw = baca_periode(tombol.sidik)
        if (KEPALA, "") not in muat.slot_dari(muat.pemegang(sesi, tombol.nomor), orang.id):
            raise BukanPelaksana("pimpinan kantor")
        kalender = muat.kalender(sesi, instansi)
        t = _tenggat(tahun, tw, kalender)
        if sesi.exec(select(Pelaksanaan.id).where(*_sudah_mulai(tombol.nomor, tahun, tw))).first():
            return Kilasan(f"Pengukuran {t.nama} sudah berjalan. Ketik /status.", layar=True)
        kapan = _tunda_sampai(sesi, instansi, t, kalender, waktu)
        pukul = waktu_lengkap(kapan, instansi.zona)
        for satu in berkunci(sesi, f"{_depan(tombol.nomor, t)}{AJAKAN}:"):
            if satu.isi.get("reply_markup", {}).get("inline_keyboard"):
                sunting(sesi, satu.id, pesan.ditunda(t, pukul), waktu)
        return Kilasan(f"Baik, diingatkan lagi {pukul}.")

    return await lay.tulis(asal, kerja)


def _sudah_mulai(instansi_id: int, tahun: int, tw: int) -> tuple[Any, ...]:
    milik = (col(Pelaksanaan.instansi_id) == instansi_id, col(Pelaksanaan.tahun) == tahun)
    return (*milik, col(Pelaksanaan.triwulan) == tw, col(Pelaksanaan.status) != "batal")


def _tunda_sampai(
    sesi: Session, instansi: Instansi, t: pesan.Tenggat, kalender: KalenderKerja, waktu: datetime
) -> datetime:
    """08.30 of the next working day; where a prompt comes by then anyway, that one is enough."""
    besok = kalender.hari_kerja_ke(kalender.setempat(waktu).date() + SEHARI, 1)
    kapan = kalender.pukul(besok, PAGI)
    for saat in tonggak_triwulan(t.tahun, t.triwulan, kalender):
        if saat.nama in KEPALA_ and waktu < saat.kapan <= kapan and not saklar.mati(instansi, saat.nama):
            return saat.kapan
    baris = _baris(instansi, t.tahun, t.triwulan, Saat(TUNDA, kapan))
    if not tulis_tonggak(sesi, [baris]):
        lama = sesi.exec(select(Tonggak).where(Tonggak.kunci == baris["kunci"])).one()
        lama.kapan, lama.selesai_pada, lama.percobaan = kapan, None, 0
    return kapan


AKSI = {pesan.TUNDA: tunda}
