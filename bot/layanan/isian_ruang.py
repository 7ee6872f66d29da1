"""A conversation with everything that its questions need: who fills in which form, what was answered so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from bot.kinerja import isian as inti
from bot.kinerja.aturan import rumus_turun
from bot.kinerja.data import realisasi_dari_json
from bot.kinerja.isian import Bagian, Pos
from bot.kinerja.model import Indikator, Realisasi
from bot.layanan import janji, terkunci
from bot.layanan.angka import realisasi_lalu
from bot.layanan.dasar import Asal
from bot.layanan.formulir_keluar import Sasaran
from bot.layanan.isian_tanya import susun_tanya
from bot.layanan.pelaksanaan import tanya
from bot.layanan.unggahan import bahan_periksa, boleh_mengirim
from bot.pesan import isian as pesan
from bot.sop.penolakan import BukanPengunggah, Ditolak
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import IsianChat, Pertanyaan, TindakLanjut

PERTANYAAN = "isian"
PENUH, WAJAR = "penuh", "wajar"
BERJALAN, JEDA, MENYUSUN, SELESAI = "berjalan", "jeda", "menyusun", "selesai"
HIDUP = (BERJALAN, JEDA)
TERPENDEK = 3  # letters and digits of a note or an explanation


class IsianLewat(Ditolak):
    """The question has been answered, or the conversation is over."""

    def __init__(self) -> None:
        super().__init__("Pertanyaan ini sudah lewat. Ketik /isi untuk melanjutkan atau mengisi lagi.")


@dataclass(frozen=True)
class Ruang:
    """A conversation with everything that its questions need."""

    baris: IsianChat
    s: Sasaran
    semua: tuple[Indikator, ...]
    isi: Mapping[str, Realisasi]
    tahun_ini: Mapping[str, Realisasi]  # quarter before, same year: what figures are compared with
    lalu: Mapping[str, Realisasi]  # quarter before, also of last year: what is shown
    janji: Mapping[str, TindakLanjut] = field(default_factory=dict)  # open follow-ups of earlier quarters, by code

    @property
    def tw(self) -> int:
        return self.s.jalan.baris.triwulan

    @property
    def pos(self) -> Pos:
        return Pos(self.baris.kode, Bagian(self.baris.bagian))

    @property
    def indikator(self) -> Indikator:
        return next(i for i in self.semua if i.kode == self.baris.kode)

    @property
    def kini(self) -> Realisasi:
        return self.isi.get(self.baris.kode, Realisasi(self.baris.kode))

    @property
    def daftar(self) -> list[Pos]:
        return inti.rangkaian(
            self.semua,
            self.tw,
            self.isi,
            self.tahun_ini,
            hanya_wajar=self.baris.ragam == WAJAR,
            berjanji=self.janji,
            varian=rumus_turun(self.s.jalan.baris.aturan),
        )

    @property
    def soal(self) -> str:
        """The plausibility question that is open at this indicator, "" when there is none."""
        terbuka = inti.pertanyaan_terbuka(self.indikator, self.tw, self.kini, self.tahun_ini.get(self.baris.kode))
        return next(iter(terbuka), "")


def sasaran_isian(boleh: Sequence[Sasaran], pelaksanaan_id: int, bidang: str) -> Sasaran:
    """The unit's form among those that this person may send in now. Raises BukanPengunggah."""
    for s in boleh:
        if (s.jalan.nomor, s.bidang) == (pelaksanaan_id, bidang):
            return s
    raise BukanPengunggah


def sasaran_kini(sesi: Session, asal: Asal, pelaksanaan_id: int, bidang: str) -> Sasaran:
    """Raises a `Ditolak`."""
    return sasaran_isian(boleh_mengirim(sesi, asal), pelaksanaan_id, bidang)


def yang_hidup(sesi: Session, s: Sasaran, telegram: int) -> IsianChat | None:
    milik = (
        IsianChat.pelaksanaan_id == s.jalan.nomor,
        IsianChat.bidang == s.bidang,
        IsianChat.telegram == telegram,
        col(IsianChat.status).in_(HIDUP),
    )
    return sesi.exec(select(IsianChat).where(*milik).order_by(col(IsianChat.id).desc())).first()


def pindahkan(sesi: Session, baris: IsianChat, waktu: datetime) -> None:
    """The open question's message has no buttons any more."""
    if baris.kotak_id is not None:
        sunting(sesi, baris.kotak_id, pesan.pindah(baris.kode, Bagian(baris.bagian)), waktu)
        baris.kotak_id = None


def buka_ruang(sesi: Session, baris: IsianChat, s: Sasaran) -> Ruang:
    semua, tahun_ini, _ = bahan_periksa(sesi, s)
    isi = {r.kode: r for r in map(realisasi_dari_json, baris.isi)}
    buka = terkunci.terbuka(s.jalan, semua)
    terbuka = tuple(i for i in semua if i.kode in buka)
    terjanji = janji.per_kode(sesi, s.jalan, s.bidang)
    return Ruang(baris, s, terbuka, isi, tahun_ini or {}, realisasi_lalu(sesi, s.jalan.baris), terjanji)


def tanyakan(sesi: Session, r: Ruang, waktu: datetime, keliru: str = "") -> None:
    """The question of the moment, as a message of its own; what is typed next answers it."""
    b = r.baris
    b.urut, b.diubah = b.urut + 1, waktu
    isi = pesan.tanya(susun_tanya(sesi, r, keliru))
    b.kotak_id = titipkan(sesi, Surat(b.telegram, "sendMessage", isi, prioritas=0), waktu)
    soal = sesi.get(Pertanyaan, b.telegram)
    if soal is None or soal.jenis != PERTANYAAN or soal.isi.get("isian") != b.id:
        tanya(sesi, b.telegram, PERTANYAAN, waktu, isi={"isian": b.id})


def daftar_realisasi(baris: IsianChat, semua: Sequence[Indikator]) -> dict[str, Realisasi]:
    """Everything that was answered, one report for each indicator of the unit."""
    ada = {r.kode: r for r in map(realisasi_dari_json, baris.isi)}
    return {i.kode: ada.get(i.kode, Realisasi(i.kode)) for i in semua}
