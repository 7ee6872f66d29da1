"""Evidence comes in: files, photos, links, forwarded ones too, each to an indicator of the sender's unit."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.kinerja.kode import kode_disebut
from bot.kinerja.model import Indikator
from bot.layanan import bukti_tunggu, muat
from bot.layanan.angka import indikator
from bot.layanan.bukti_data import semua_bukti
from bot.layanan.bukti_tunggu import PERTANYAAN
from bot.layanan.cap import cap_bukti
from bot.layanan.dasar import Asal, Layanan, Simpanan, laksanakan
from bot.layanan.formulir_keluar import Sasaran, semua_sasaran
from bot.layanan.isian_ruang import PERTANYAAN as ISIAN
from bot.layanan.kertas import BERUNTUN, Kertas
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan, giliran, lupakan, tanya
from bot.pesan import bukti as pesan
from bot.pesan.dasar import Tombol
from bot.sop.kejadian import Cap, Catat
from bot.sop.penolakan import BukanPengunggah, Ditolak, TidakDitemukan
from db.album import keterangan_album
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import DataDukung, IsianChat, KotakKeluar, Pertanyaan

TENTANG = "data dukung"  # what the log says it is about
TAUTAN = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
_KODE = re.compile(r"[A-Za-z][A-Za-z0-9./-]*[0-9]")
_PISAH = re.compile(r"[,;\n]|\bdan\b", re.IGNORECASE)  # between codes that answer the question


class Dibekukan(Ditolak):
    """The recap is approved."""

    def __init__(self) -> None:
        super().__init__(pesan.DIBEKUKAN)


class PilihanLewat(Ditolak):
    def __init__(self) -> None:
        super().__init__(pesan.LEWAT)


@dataclass(frozen=True)
class Tempat:
    """An indicator of a unit in a living run."""

    s: Sasaran
    i: Indikator


def _milik(sesi: Session, s: Sasaran) -> list[Indikator]:
    return [i for i in indikator(sesi, s.jalan.baris) if i.bidang == s.bidang]


def tempat_disebut(sesi: Session, telegram: int, teks: str) -> list[Tempat]:
    """The indicators of this person's units whose codes the text names, all of the newest run that has any."""
    polos = TAUTAN.sub(" ", teks)
    if not any(c.isdigit() for c in polos):
        return []
    sasaran = semua_sasaran(sesi, telegram)
    milik = [i.kode for j in {s.jalan.nomor: s.jalan for s in sasaran}.values() for i in indikator(sesi, j.baris)]
    return _berkode(sasaran, {k.casefold() for k in kode_disebut(polos, milik)}, sesi)


def _berkode(sasaran: Sequence[Sasaran], kode: Collection[str], sesi: Session) -> list[Tempat]:
    ada: list[Tempat] = []
    for s in sasaran:
        if ada and ada[0].s.jalan.nomor != s.jalan.nomor:
            break
        ada += [Tempat(s, i) for i in _milik(sesi, s) if i.kode.casefold() in kode]
    return ada


async def terima(lay: Layanan, asal: Asal, kertas: Kertas, album: tuple[int, str] | None = None) -> None:
    """A file or photo that may be evidence: to the indicators named or asked for, else one question. Raises a `Ditolak`.

    album: chat and group of a piece without a caption of its own; it shares that of the others.
    """

    def kerja(sesi: Session, waktu: datetime) -> None:
        teks = kertas.teks
        if album is not None and asal.update_id is not None:
            teks = keterangan_album(sesi, asal.update_id, *album)
        bukti_tunggu.lewat(sesi, sesi.get(Pertanyaan, asal.telegram), waktu)
        tempat = tempat_disebut(sesi, asal.telegram, teks) or _diminta(sesi, asal.telegram)
        if tempat:
            _simpan(sesi, asal, tempat, [kertas], waktu)
        else:
            _tanyakan(sesi, asal, kertas, waktu)

    await lay.tulis(asal, kerja)


def terima_tautan(sesi: Session, asal: Asal, teks: str, waktu: datetime) -> bool:
    """A text with a link from somebody who reports: evidence. False when it is something else."""
    tautan = TAUTAN.search(teks)
    if tautan is None:
        return False
    kertas = Kertas("tautan", tautan[0][:500], tautan[0])
    tempat = tempat_disebut(sesi, asal.telegram, teks) or _diminta(sesi, asal.telegram)
    if tempat:
        _simpan(sesi, asal, tempat, [kertas], waktu)
        return True
    if TAUTAN.sub("", teks).strip() or not semua_sasaran(sesi, asal.telegram):
        return False
    _tanyakan(sesi, asal, kertas, waktu)
    return True


def jawab_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """While evidence is awaited: a link, or nothing but codes of indicators. Raises a `Ditolak`."""
    asal = Asal(None, soal.telegram)
    if terima_tautan(sesi, asal, teks, waktu):
        return None
    disebut = [k.strip() for k in _PISAH.split(teks) if k.strip()]
    milik = [s for s in semua_sasaran(sesi, soal.telegram) if bukti_tunggu.setriwulan(sesi, soal, s.jalan.baris)]
    tempat = _berkode(milik, {k.casefold() for k in disebut}, sesi)
    ada = {t.i.kode.casefold() for t in tempat}
    asing = [k for k in disebut if k.casefold() not in ada]
    if asing or not tempat:
        kode_semua = all(_KODE.fullmatch(k) for k in disebut)
        menunggu = ", ".join(m["nama"] for m in bukti_tunggu.menunggu(soal))
        return pesan.bukan_bukti(menunggu, asing if kode_semua else [])
    _pilih(sesi, asal, tempat, waktu)
    return None


def _diminta(sesi: Session, telegram: int) -> list[Tempat]:
    """The indicators whose evidence is awaited, or the one that the conversation is about."""
    soal = sesi.get(Pertanyaan, telegram)
    if soal is None or soal.jenis not in (PERTANYAAN, ISIAN):
        return []
    pelaksanaan, kode = soal.isi.get("pelaksanaan"), soal.isi.get("kode", [])
    if soal.jenis == ISIAN and (b := sesi.get(IsianChat, int(soal.isi["isian"]))):
        pelaksanaan, kode = b.pelaksanaan_id, b.kode
    disebut = {k.casefold() for k in ([kode] if isinstance(kode, str) else kode)}
    milik = [s for s in semua_sasaran(sesi, telegram) if s.jalan.nomor == pelaksanaan] if disebut else []
    return _berkode(milik, disebut, sesi)


def _tanyakan(sesi: Session, asal: Asal, kertas: Kertas, waktu: datetime) -> None:
    """For which indicator? What came waits for the answer, several things together."""
    sasaran = semua_sasaran(sesi, asal.telegram)
    if not sasaran:
        raise BukanPengunggah
    tujuan = next((s for s in sasaran if not s.jalan.keadaan.disetujui), None)
    if tujuan is None:
        raise Dibekukan
    soal = _seperiode(sesi, asal.telegram, tujuan.jalan, waktu)
    menunggu = bukti_tunggu.menunggu(soal)
    sha = kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else ""
    menunggu.append({"jenis": kertas.jenis, "nama": kertas.nama, "teks": kertas.teks, "sha256": sha})
    isi = _isi_daftar(sesi, tujuan, ", ".join(m["nama"] for m in menunggu), foto=kertas.jenis == "foto")
    if soal is not None and menunggu[1:] and waktu - soal.dibuat <= BERUNTUN:  # an album asks once
        sunting(sesi, int(soal.isi["pesan"]), isi, waktu)
        soal.isi = {**soal.isi, "bukti": menunggu}
        return
    nomor = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    letak = {"bukti": menunggu, "pesan": nomor, "pelaksanaan": tujuan.jalan.nomor}
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi=letak)


def _seperiode(sesi: Session, telegram: int, j: Jalan, waktu: datetime) -> Pertanyaan | None:
    """What this person has been asked; what waits for another quarter ends, so that two are never mixed."""
    soal = sesi.get(Pertanyaan, telegram)
    if soal is not None and bukti_tunggu.menunggu(soal) and not bukti_tunggu.setriwulan(sesi, soal, j.baris):
        bukti_tunggu.akhiri(sesi, soal, waktu)
        return None
    return soal


def _isi_daftar(sesi: Session, s: Sasaran, menunggu: str = "", foto: bool = False) -> dict[str, Any]:
    banyak: dict[str, int] = {}
    for b in semua_bukti(sesi, s.jalan.nomor):
        banyak[b.kode] = banyak.get(b.kode, 0) + 1
    unit = s.jalan.keadaan.pengunggah.index(s.bidang)
    semua = [pesan.Indeks(f"{unit}.{ke}", i.kode, banyak.get(i.kode, 0)) for ke, i in enumerate(_milik(sesi, s))]
    baris = s.jalan.baris
    return pesan.daftar(s.jalan.nomor, s.nama_bidang, baris.triwulan, baris.tahun, semua, menunggu, foto)


async def buka(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📎 Data dukung` on the disposition. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, _, _ = giliran(sesi, tombol.nomor, asal.telegram)
        s = _sasaran(sesi, asal.telegram, baris.pelaksanaan_id, baris.bidang)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", _isi_daftar(sesi, s), prioritas=0), waktu)
        return Kilasan("Pilih indikatornya di bawah.")

    return await lay.tulis(asal, kerja)


def _sasaran(sesi: Session, telegram: int, pelaksanaan_id: int, bidang: str | None = None) -> Sasaran:
    for s in semua_sasaran(sesi, telegram):
        if s.jalan.nomor == pelaksanaan_id and bidang in (None, s.bidang):
            return s
    raise TidakDitemukan


async def pilih(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """An indicator of the list: what waits is attached to it, else the next things sent are. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        unit, _, ke = tombol.sidik.partition(".")
        if not (unit.isascii() and unit.isdigit() and ke.isascii() and ke.isdigit()):
            raise TidakDitemukan
        bidang = _sasaran(sesi, asal.telegram, tombol.nomor).jalan.keadaan.pengunggah
        if int(unit) >= len(bidang):
            raise TidakDitemukan
        s = _sasaran(sesi, asal.telegram, tombol.nomor, bidang[int(unit)])
        milik = _milik(sesi, s)
        if int(ke) >= len(milik):
            raise TidakDitemukan
        _pilih(sesi, asal, [Tempat(s, milik[int(ke)])], waktu)
        return Kilasan(f"{milik[int(ke)].kode} dipilih.")

    return await lay.tulis(asal, kerja)


def _pilih(sesi: Session, asal: Asal, tempat: Sequence[Tempat], waktu: datetime) -> None:
    soal = _seperiode(sesi, asal.telegram, tempat[0].s.jalan, waktu)
    menunggu = bukti_tunggu.menunggu(soal)
    if soal is not None and menunggu:
        lupakan(sesi, soal, waktu)
        _simpan(sesi, asal, tempat, [_kertas(satu) for satu in menunggu], waktu)
        return
    jalan = tempat[0].s.jalan
    if jalan.keadaan.disetujui:
        raise Dibekukan
    kode = [t.i.kode for t in tempat]
    ada = [b.nama for b in semua_bukti(sesi, jalan.nomor) if b.kode in kode]
    isi = pesan.minta(", ".join(kode), "; ".join(t.i.nama for t in tempat), ada)
    titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"pelaksanaan": jalan.nomor, "kode": kode})


def _kertas(satu: dict[str, str]) -> Kertas:
    simpanan = Simpanan(satu["sha256"], 0, "") if satu["sha256"] else None
    return Kertas(satu["jenis"], satu["nama"], satu["teks"], simpanan)


def _simpan(sesi: Session, asal: Asal, tempat: Sequence[Tempat], kertas: Sequence[Kertas], waktu: datetime) -> None:
    """Everything to every one of these places of one run: kept, logged, answered once for each. Raises Dibekukan."""
    jalan, kode = tempat[0].s.jalan, ", ".join(t.i.kode for t in tempat)
    if jalan.keadaan.disetujui:
        raise Dibekukan
    for satu in kertas:
        sha = satu.simpanan.daftarkan(sesi, waktu) if satu.simpanan else None
        rumpun = [_baris(t, satu, sha, waktu) for t in tempat]
        sesi.add_all(rumpun)
        sesi.flush()
        uraian, cap = pesan.uraian_lampir(kode, rumpun[0].nama), tuple(map(cap_bukti, rumpun))
        jalan = _catat(sesi, replace(tempat[0].s, jalan=jalan), uraian, waktu, cap)
        isi = _isi_tersimpan(sesi, jalan, rumpun)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=f"bukti:{rumpun[0].id}"), waktu)


def _baris(tempat: Tempat, kertas: Kertas, sha: str | None, waktu: datetime) -> DataDukung:
    s = tempat.s
    assert s.orang.id is not None
    return DataDukung(
        pelaksanaan_id=s.jalan.nomor,
        bidang=s.bidang,
        kode=tempat.i.kode,
        personel_id=s.orang.id,
        jenis=kertas.jenis,
        nama=kertas.nama[:200],
        sha256=sha,
        tautan=kertas.teks if kertas.jenis == "tautan" else "",
        dibuat=waktu,
    )


def _isi_tersimpan(sesi: Session, j: Jalan, rumpun: Sequence[DataDukung]) -> dict[str, Any]:
    """What one paper is attached to now, and what else is missing in the units concerned."""
    ada = [b.kode for b in semua_bukti(sesi, j.nomor)]
    unit, tw = {b.bidang for b in rumpun}, j.baris.triwulan
    kurang = [
        i.kode
        for i in indikator(sesi, j.baris)
        if i.bidang in unit and i.kode not in ada and i.target_tw[tw - 1] is not None
    ]
    masih = [(b.id or 0, b.kode, ada.count(b.kode)) for b in rumpun if b.dilepas_pada is None]
    lepas_ = [b.kode for b in rumpun if b.dilepas_pada is not None]
    return pesan.tersimpan(masih, rumpun[0].nama, kurang, lepas_)


def _catat(sesi: Session, s: Sasaran, uraian: str, waktu: datetime, cap: tuple[Cap, ...] = ()) -> Jalan:
    """A line in the run's log."""
    hal = Catat(muat.pelaku(s.jalan, s.orang), TENTANG, uraian, cap=cap)
    jalan, _ = laksanakan(sesi, s.jalan, hal, waktu)
    return jalan


async def lepas(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🗑 Lepas`: attached to the wrong indicator. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris = sesi.get(DataDukung, tombol.nomor)
        if baris is None:
            raise TidakDitemukan
        s = _sasaran(sesi, asal.telegram, baris.pelaksanaan_id, baris.bidang)
        if s.jalan.keadaan.disetujui:
            raise Dibekukan
        if baris.dilepas_pada is not None:
            raise PilihanLewat
        baris.dilepas_pada = waktu
        _catat(sesi, s, pesan.uraian_lepas(baris.kode, baris.nama), waktu)
        rumpun = _serumpun(sesi, baris)
        for nomor in _kotak(sesi, rumpun[0]):
            sunting(sesi, nomor, _isi_tersimpan(sesi, s.jalan, rumpun), waktu)
        return Kilasan("Dilepas.")

    return await lay.tulis(asal, kerja)


def _serumpun(sesi: Session, baris: DataDukung) -> list[DataDukung]:
    """What one paper was attached to at once: the first of them has the message."""
    milik = (DataDukung.pelaksanaan_id == baris.pelaksanaan_id, DataDukung.personel_id == baris.personel_id)
    sama = (DataDukung.dibuat == baris.dibuat, DataDukung.nama == baris.nama)
    hasil: list[DataDukung] = []
    for satu in sesi.exec(select(DataDukung).where(*milik, *sama).order_by(col(DataDukung.id))):
        if _kotak(sesi, satu):  # the same name came twice for one answer: each has its own message
            if any(b.id == baris.id for b in hasil):
                break
            hasil = []
        hasil.append(satu)
    return hasil


def _kotak(sesi: Session, baris: DataDukung) -> list[int]:
    kunci = f"bukti:{baris.id}"
    return [n for n in sesi.exec(select(KotakKeluar.id).where(KotakKeluar.kunci == kunci)) if n is not None]


AKSI = {"bukti": buka, pesan.KE: pilih, pesan.LEPAS: lepas}
