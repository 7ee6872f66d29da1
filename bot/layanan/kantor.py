"""Install an office or bring it up to date: rows that follow the file, and a list of what changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.kinerja.data import isi_dari_indikator
from bot.kinerja.rencana import bandingkan
from bot.layanan import muat
from bot.layanan.kantor_berkas import Kantor, KantorDitolak, Orang, Unit, baca_kantor
from bot.layanan.kop_kantor import daftarkan_logo
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN
from bot.layanan.selaras import selaraskan
from bot.layanan.susun_ulang import susun_ulang
from bot.layanan.triwulan import siapkan
from bot.pesan.dasar import nama_triwulan, waktu_singkat
from bot.sop.kejadian import Pelaku, Slot
from bot.sop.penolakan import Ditolak
from db.tabel import Bidang, Instansi, PemegangPeran, Personel, VersiRencana, VersiSop

__all__ = [
    "TANPA_PERUBAHAN",
    "Kantor",
    "KantorBentrok",
    "KantorDitolak",
    "Orang",
    "Unit",
    "baca_kantor",
    "pasang",
    "pasang_orang",
    "pasang_personel",
]

TANPA_PERUBAHAN = "tidak ada perubahan"
RINCI = 12  # more new indicators than this are told as one line


class KantorBentrok(Ditolak):
    """Another office has what must be this one's own. ``kunci``: grup or kode; ``lain``: that office's name."""

    def __init__(self, kunci: str, nilai: object, lain: str, anjuran: str) -> None:
        self.kunci, self.nilai, self.lain = kunci, nilai, lain
        super().__init__(f"{kunci} {nilai} sudah dipakai kantor lain: {lain}. {anjuran}")


def pasang(sesi: Session, kantor: Kantor, waktu: datetime) -> list[str]:
    """Bring the rows of this office to what `kantor` says; Indonesian lines of what changed. Raises KantorBentrok.

    Rows are found by natural keys (office code, unit code, Telegram id). What the file no longer names is set aside, not
    deleted, since runs of the past refer to it, and comes back when the file names it again. The yearly plan is stored
    as a new version when it differs; a file without indicators leaves it as it is.
    """
    instansi = _instansi(sesi, kantor)
    jam_lama = instansi.zona, instansi.jam_kerja
    baris = _pasang_instansi(sesi, instansi, kantor, waktu)
    assert instansi.id is not None
    bidang_lama = set(muat.nama_bidang(sesi, instansi.id))
    baris += _pasang_bidang(sesi, instansi.id, kantor.bidang)
    if kantor.hanya_kantor:
        baris += _lepas_peran(sesi, instansi.id, kantor)
        rencana = []
    else:
        baris += pasang_personel(sesi, instansi.id, kantor.personel)
        rencana = _pasang_rencana(sesi, instansi.id, kantor, waktu)
    sesi.flush()
    baris += _susul_jalan(sesi, instansi.id, bidang_lama, waktu)
    siapkan(sesi, instansi, waktu)
    if jam_lama[0] and jam_lama != (instansi.zona, instansi.jam_kerja):
        baris += _susul_waktu(sesi, instansi.id, waktu)
    return [*baris, *rencana, *_pengingat_jalan(sesi, instansi.id, kantor.tahun, bool(rencana))] or [TANPA_PERUBAHAN]


def _susul_jalan(sesi: Session, instansi_id: int, bidang_lama: set[str], waktu: datetime) -> list[str]:
    """Open work of living runs follows the people; a unit that is new waits for the next quarter."""
    hidup = muat.pelaksanaan_hidup(sesi, instansi_id)
    baru = [n for k, n in muat.nama_bidang(sesi, instansi_id).items() if k not in bidang_lama] if hidup else []
    pindah = (
        selaraskan(sesi, instansi_id, waktu, Pelaku(0, TINDAKAN_ADMIN), "(susunan pejabat diubah)") if hidup else []
    )
    return [
        *(f"disposisi dipindahkan: {satu}" for satu in pindah),
        *(f"catatan: {nama} ikut mulai pengukuran triwulan berikutnya, bukan yang sedang berjalan" for nama in baru),
    ]


def _susul_waktu(sesi: Session, instansi_id: int, waktu: datetime) -> list[str]:
    """Other working hours: open deadlines move."""
    pindah = susun_ulang(sesi, instansi_id, waktu, Pelaku(0, TINDAKAN_ADMIN), "jam kerja kantor diubah")
    return [
        f"batas langkah {g.penugasan.langkah} pindah: "
        f"{waktu_singkat(g.dari, g.jalan.instansi.zona)} → {waktu_singkat(g.ke, g.jalan.instansi.zona)}"
        for g in pindah
    ]


# The office ----------------------------------------------------------------------------------------------------------


def _instansi(sesi: Session, kantor: Kantor) -> Instansi:
    """The office's row, new where there is none."""
    serupa = sesi.exec(select(Instansi).where(func.lower(Instansi.kode) == kantor.kode.lower())).first()
    lain = serupa is not None and not kantor.hanya_kantor and _orang_lain(sesi, serupa, kantor)
    if serupa is not None and (serupa.kode != kantor.kode or lain):
        raise KantorBentrok("kode", serupa.kode, serupa.nama, "Pilih kode lain untuk kantor ini.")
    if kantor.grup is not None:
        tetangga = sesi.exec(select(Instansi).where(Instansi.grup == kantor.grup)).first()
        if tetangga is not None and tetangga is not serupa:
            anjuran = "Satu grup untuk satu kantor: buat grup tersendiri."
            raise KantorBentrok("grup", kantor.grup, tetangga.nama, anjuran)
    return serupa or Instansi(kode=kantor.kode, nama="", versi_sop_id=0, zona="", tahun=0)


def _orang_lain(sesi: Session, lama: Instansi, kantor: Kantor) -> bool:
    """Is this a copied file whose code was forgotten? Another name, another group, and none of the people."""
    if lama.nama == kantor.nama or lama.grup == kantor.grup:
        return False
    dikenal = set(sesi.exec(select(Personel.telegram).where(Personel.instansi_id == lama.id)).all())
    return bool(dikenal) and dikenal.isdisjoint(o.telegram for o in kantor.personel)


def _pasang_instansi(sesi: Session, instansi: Instansi, kantor: Kantor, waktu: datetime) -> list[str]:
    nilai: dict[str, Any] = {"nama": kantor.nama, "zona": kantor.zona, "tahun": kantor.tahun}
    if kantor.grup is not None:
        nilai |= {"grup": kantor.grup, "topik": kantor.topik}
    if kantor.jam_kerja is not None:
        nilai["jam_kerja"] = dict(kantor.jam_kerja) or None
    if kantor.alamat is not None:
        nilai["alamat"] = kantor.alamat
    if kantor.logo is not None:
        nilai["logo"] = daftarkan_logo(sesi, kantor.logo, waktu)
    versi = _versi_sop(sesi, kantor)
    if instansi.id is None:
        for kunci, isi in {**nilai, "versi_sop_id": versi.id}.items():
            setattr(instansi, kunci, isi)
        sesi.add(instansi)
        sesi.flush()
        return [f"instansi ditambah: {kantor.nama} ({kantor.kode}), SOP {kantor.sop.id}"]
    baris = [f"instansi diubah: {beda}" for beda in _ubah(instansi, nilai)]
    if instansi.versi_sop_id != versi.id:
        lama = sesi.get(VersiSop, instansi.versi_sop_id)
        dari = lama.sop_id if lama else ""
        apa = f"{dari} → {versi.sop_id}" if dari != versi.sop_id else f"isi {versi.sop_id}"
        baris.append(f"SOP diubah: {apa}, berlaku untuk pengukuran berikutnya")
        assert versi.id is not None
        instansi.versi_sop_id = versi.id
    return baris


def _versi_sop(sesi: Session, kantor: Kantor) -> VersiSop:
    """The SOP's text as it is now; the same text is stored once."""
    versi = sesi.exec(select(VersiSop).where(VersiSop.sidik == kantor.sop.sidik)).first()
    if versi is None:
        versi = VersiSop(sop_id=kantor.sop.id, sidik=kantor.sop.sidik, isi=kantor.teks_sop)
        sesi.add(versi)
        sesi.flush()
    return versi


# Units and people ----------------------------------------------------------------------------------------------------


def _pasang_bidang(sesi: Session, instansi_id: int, semua: Sequence[Unit]) -> list[str]:
    ada = {b.kode: b for b in sesi.exec(select(Bidang).where(Bidang.instansi_id == instansi_id))}
    baris = []
    for urutan, unit in enumerate(semua):
        lama = ada.pop(unit.kode, None)
        if lama is None:
            sesi.add(Bidang(instansi_id=instansi_id, kode=unit.kode, nama=unit.nama, urutan=urutan))
            baris.append(f"unit ditambah: {unit.nama} ({unit.kode})")
            continue
        if not lama.aktif:
            lama.aktif = True
            baris.append(f"unit diaktifkan lagi: {unit.nama} ({unit.kode})")
        baris += [f"unit diubah: {unit.kode} {beda}" for beda in _ubah(lama, {"nama": unit.nama})]
        lama.urutan = urutan
    for sisa in ada.values():
        if sisa.aktif:
            sisa.aktif = False
            baris.append(f"unit dinonaktifkan: {sisa.nama} ({sisa.kode})")
    return baris


def pasang_personel(sesi: Session, instansi_id: int, semua: Sequence[Orang]) -> list[str]:
    """Bring the people of an office to `semua`; whoever is not among them is set aside. Lines of what changed."""
    baris = [satu for orang in semua for satu in pasang_orang(sesi, instansi_id, orang)]
    ada = {o.telegram for o in semua}
    for sisa in sesi.exec(select(Personel).where(Personel.instansi_id == instansi_id)).all():
        if sisa.telegram in ada:
            continue
        _pasang_peran(sesi, sisa, ())
        if sisa.aktif:
            sisa.aktif = False
            baris.append(f"personel dinonaktifkan: {muat.sebutan(sisa)}")
    return baris


def pasang_orang(sesi: Session, instansi_id: int, orang: Orang) -> list[str]:
    """Bring one person, recognised by the Telegram id, to what `orang` says. Lines of what changed."""
    milik = (Personel.instansi_id == instansi_id, Personel.telegram == orang.telegram)
    lama = sesi.exec(select(Personel).where(*milik)).first()
    nilai: dict[str, Any] = {k: getattr(orang, k) for k in ("nama", "nip", "pangkat", "jabatan")}
    if lama is None:
        lama = Personel(instansi_id=instansi_id, telegram=orang.telegram, **nilai)
        sesi.add(lama)
        sesi.flush()
        _pasang_peran(sesi, lama, orang.slot)
        return [f"personel ditambah: {orang}"]
    dulu = lama.nama
    beda = _ubah(lama, nilai) + _pasang_peran(sesi, lama, orang.slot)
    if not lama.aktif:
        lama.aktif = True
        return [f"personel diaktifkan lagi: {orang}"]
    return [f"personel diubah: {dulu}, {satu}" for satu in beda]


def _pasang_peran(sesi: Session, orang: Personel, slot: Iterable[Slot]) -> list[str]:
    """The roles of one person; what changed, if anything."""
    assert orang.id is not None
    milik = select(PemegangPeran).where(PemegangPeran.personel_id == orang.id).order_by(col(PemegangPeran.id))
    ada = {(p.peran, p.bidang): p for p in sesi.exec(milik)}
    harus = dict.fromkeys(slot)
    if ada.keys() == harus.keys():
        return []
    for lama in ada.keys() - harus.keys():
        sesi.delete(ada[lama])
    sesi.add_all(PemegangPeran(personel_id=orang.id, peran=p, bidang=b) for p, b in harus if (p, b) not in ada)
    sesi.flush()
    return [f"peran {_sebut_slot(ada)} → {_sebut_slot(harus)}"]


def _lepas_peran(sesi: Session, instansi_id: int, kantor: Kantor) -> list[str]:
    """Roles that SOP and units do not have any more go; the people stay."""
    unit = {u.kode for u in kantor.bidang}
    ada = {(p.id, b) for p in kantor.sop.peran for b in (unit if p.per_bidang else {""})}
    milik = (Personel.instansi_id == instansi_id, col(Personel.aktif).is_(True))
    baris = []
    for orang in sesi.exec(select(Personel).where(*milik).order_by(col(Personel.id))).all():
        kini = sesi.exec(select(PemegangPeran).where(PemegangPeran.personel_id == orang.id)).all()
        tetap = [(p.peran, p.bidang) for p in kini if (p.peran, p.bidang) in ada]
        baris += [f"personel diubah: {orang.nama}, {beda}" for beda in _pasang_peran(sesi, orang, tetap)]
    return baris


def _sebut_slot(slot: Iterable[Slot]) -> str:
    return ", ".join(f"{peran} ({bidang})" if bidang else peran for peran, bidang in slot) or "–"


# The yearly plan -----------------------------------------------------------------------------------------------------


def _pasang_rencana(sesi: Session, instansi_id: int, kantor: Kantor, waktu: datetime) -> list[str]:
    """A new version where the file says something else than the newest one; runs keep theirs."""
    if not kantor.indikator:
        return []
    lama = muat.rencana_kini(sesi, instansi_id, kantor.tahun)
    isi = [isi_dari_indikator(i) for i in kantor.indikator]
    beda = bandingkan(lama.isi if lama else (), isi)
    if not beda:
        return []
    baru = simpan_rencana(sesi, instansi_id, kantor.tahun, isi, "berkas kantor", "pasang", waktu)
    baris = [
        *_sebut_baru([f"{b['kode']} {b['indikator']}" for b in beda.baru], kantor.tahun),
        *(f"indikator diubah: {u.kode} {u.kolom} {_sebut(u.lama)} → {_sebut(u.baru)}" for u in beda.diubah),
        *(f"indikator dinonaktifkan: {b['kode']} {b['indikator']}" for b in beda.disisihkan),
        *(["urutan indikator diubah"] if beda.urutan else []),
    ]
    return [*baris, f"rencana {kantor.tahun} menjadi versi {baru.nomor}"] if baru.nomor > 1 else baris


def simpan_rencana(
    sesi: Session, instansi_id: int, tahun: int, isi: list[dict[str, str]], alasan: str, oleh: str, waktu: datetime
) -> VersiRencana:
    """The next version of a year's plan; nothing refers to it yet."""
    lama = muat.rencana_kini(sesi, instansi_id, tahun)
    baru = VersiRencana(
        instansi_id=instansi_id,
        tahun=tahun,
        nomor=lama.nomor + 1 if lama else 1,
        alasan=alasan,
        oleh=oleh,
        dibuat=waktu,
        isi=isi,
    )
    sesi.add(baru)
    sesi.flush()
    return baru


def _sebut_baru(baru: Sequence[str], tahun: int) -> list[str]:
    if len(baru) > RINCI:
        return [f"indikator ditambah: {len(baru)} untuk tahun {tahun}, dari {baru[0]} sampai {baru[-1]}"]
    return [f"indikator ditambah: {satu}" for satu in baru]


def _pengingat_jalan(sesi: Session, instansi_id: int, tahun: int, berubah: bool) -> list[str]:
    """A quarter that is under way is not rewritten behind anybody's back."""
    hidup = [p for p in muat.pelaksanaan_hidup(sesi, instansi_id) if p.tahun == tahun] if berubah else []
    return [
        f"catatan: pengukuran {nama_triwulan(p.triwulan, p.tahun)} sedang berjalan dan tetap memakai rencana saat ia "
        "dimulai; bila perlu, administrator menerapkan yang baru lewat /indikator"
        for p in hidup
    ]


# Differences ---------------------------------------------------------------------------------------------------------


def _ubah(baris: Any, nilai: Mapping[str, Any]) -> list[str]:
    """Set what differs; ``jabatan Sekretaris → Plt. Sekretaris`` for each."""
    beda = _beda({k: getattr(baris, k) for k in nilai}, nilai)
    for kunci, isi in nilai.items():
        if getattr(baris, kunci) != isi:
            setattr(baris, kunci, isi)
    return beda


def _beda(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[str]:
    return [
        f"{kunci} {_sebut(lama.get(kunci))} → {_sebut(isi)}" for kunci, isi in baru.items() if lama.get(kunci) != isi
    ]


def _sebut(nilai: Any) -> str:
    if isinstance(nilai, dict):
        return "jam sendiri"
    if isinstance(nilai, str) and re.fullmatch("[0-9a-f]{64}", nilai):
        return f"berkas {nilai[:8]}"
    return "(kosong)" if nilai in (None, "") else str(nilai)
