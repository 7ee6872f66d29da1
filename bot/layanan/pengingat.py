"""A reminder in the outbox: what it speaks of, and how it keeps saying what is true until its work is done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from bot.layanan import muat
from bot.layanan.atasan import atasan
from bot.layanan.catat import Perubahan, tugas_dari
from bot.layanan.kabar import isi_status, nama_pemegang
from bot.layanan.muat import Jalan
from bot.layanan.rapat import menanti
from bot.pesan import pengingat as pesan
from bot.pesan import status
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, nama_triwulan, waktu_singkat
from bot.pesan.disposisi import KATA_SINGKAT
from bot.sop.alur import Cara, cara
from bot.sop.kejadian import Hasil
from db.kotak_keluar import BELUM_KIRIM, Isi, Surat, batalkan, sunting, titipkan
from db.tabel import IsiPengingat, KotakKeluar, Penugasan, Tonggak
from jadwal.tonggak import ke_sesudah, sampai_ke_atasan

PELAKSANA, ATASAN = "pelaksana", "atasan"
PAGI = "pagi"  # the name of the morning list among the moments
CATATAN = "jumat"  # the head's weekly note, see `catatan_jumat`
LAGI = "lagi"  # the moment at which somebody asked to be reminded again
KUNCI = "ingat:"
PRIORITAS = 3
PRIORITAS_LAMA = 5  # what is only tidied up

_ISI = SQLModel.metadata.tables["isipengingat"]


@dataclass
class Bahan:
    """What several reminders of one moment are made of, each run and assignment loaded once."""

    sesi: Session
    waktu: datetime
    _jalan: dict[int, Jalan] = field(default_factory=dict)

    def jalan(self, pelaksanaan_id: int) -> Jalan:
        if pelaksanaan_id not in self._jalan:
            self._jalan[pelaksanaan_id] = muat.jalan(self.sesi, pelaksanaan_id)
        return self._jalan[pelaksanaan_id]

    def perbarui(self, j: Jalan) -> None:
        """The run has gone on."""
        self._jalan[j.nomor] = j


@dataclass(frozen=True)
class Sebut:
    """One assignment that somebody is told of. `sebagai`: whether it is theirs; `nama`: the moment."""

    penugasan: Penugasan
    sebagai: str
    nama: str


def kirim(bahan: Bahan, untuk: Mapping[int, Sequence[Sebut]], nomor: int) -> None:
    """One message to each account. `nomor`: a due moment of this lot, for the key.

    What waits for the account from an earlier moment (it, or Telegram, could not be reached) is taken into the new message.
    """
    tertunda = _tertunda(bahan.sesi, untuk)
    for telegram, sebut in untuk.items():
        semua: dict[tuple[int | None, str], Sebut] = {}
        for s in (*sebutan_pesan(bahan, *tertunda.get(telegram, ())), *sebut):
            if s.nama != PAGI or (s.penugasan.id, s.sebagai) not in semua:
                semua[s.penugasan.id, s.sebagai] = s
        pagi = any(s.nama == PAGI for s in sebut)
        cap = str(int(bahan.waktu.timestamp()))
        isi = _susun(bahan, telegram, list(semua.values()), Tombol(pesan.LAGI, nomor, cap), pagi=pagi)
        for lama in tertunda.get(telegram, ()):
            batalkan(bahan.sesi, lama)
        if isi is None:
            continue
        kunci = f"{KUNCI}{nomor}:{cap}:{telegram}" + (f":{PAGI}" if pagi else "")
        kotak = titipkan(
            bahan.sesi, Surat(telegram, "sendMessage", isi, prioritas=PRIORITAS, ulang=0, kunci=kunci), bahan.waktu
        )
        baris = [
            {"kotak_id": kotak, "penugasan_id": s.penugasan.id, "sebagai": s.sebagai, "nama": s.nama}
            for s in semua.values()
        ]
        _gantikan(bahan, telegram, [s.penugasan.id for s in semua.values()])
        bahan.sesi.connection().execute(insert(_ISI), baris)


def _gantikan(bahan: Bahan, telegram: int, penugasan: Sequence[int | None]) -> None:
    """Earlier reminders of the same, to the same person, lose their buttons: the newest one has them."""
    milik = (
        select(IsiPengingat, KotakKeluar)
        .join(KotakKeluar, col(KotakKeluar.id) == col(IsiPengingat.kotak_id))
        .where(col(IsiPengingat.penugasan_id).in_(penugasan), IsiPengingat.sebagai != CATATAN)
        .where(KotakKeluar.chat_id == telegram, KotakKeluar.status == "terkirim")
    )
    lama: dict[int, tuple[KotakKeluar, bool]] = {}
    for isi, kotak in bahan.sesi.exec(milik).all():
        bahan.sesi.delete(isi)
        bertombol = lama.get(isi.kotak_id, (kotak, False))[1]
        lama[isi.kotak_id] = kotak, bertombol or isi.sebagai == PELAKSANA
    bahan.sesi.flush()
    for nomor, (kotak, bertombol) in lama.items():
        if sebutan_pesan(bahan, nomor):  # it speaks of something else as well
            tulis_lagi(bahan, kotak)
        elif bertombol:
            sunting(bahan.sesi, nomor, {"reply_markup": TANPA_TOMBOL}, bahan.waktu, prioritas=PRIORITAS_LAMA)


def _tertunda(sesi: Session, akun: Iterable[int]) -> dict[int, list[int]]:
    """Reminders that have not left, per account."""
    menunggu = select(KotakKeluar.chat_id, KotakKeluar.id).where(
        col(KotakKeluar.status).in_(BELUM_KIRIM),
        col(KotakKeluar.chat_id).in_(list(akun)),
        col(KotakKeluar.prioritas) == PRIORITAS,
        col(KotakKeluar.kunci).startswith(KUNCI),
    )
    hasil: dict[int, list[int]] = defaultdict(list)
    for telegram, nomor in sesi.exec(menunggu.order_by(col(KotakKeluar.id))).all():
        hasil[telegram].append(nomor or 0)
    return hasil


def sebutan_pesan(bahan: Bahan, *kotak: int) -> list[Sebut]:
    """What these messages speak of."""
    if not kotak:
        return []
    milik = (
        select(IsiPengingat, Penugasan)
        .join(Penugasan, col(Penugasan.id) == col(IsiPengingat.penugasan_id))
        .where(col(IsiPengingat.kotak_id).in_(kotak))
        .order_by(col(IsiPengingat.id))
    )
    kini = milik.execution_options(populate_existing=True)  # assignments end below the ORM
    return [Sebut(p, i.sebagai, i.nama) for i, p in bahan.sesi.exec(kini).all()]


# What it says --------------------------------------------------------------------------------------------------------


def _susun(
    bahan: Bahan,
    telegram: int,
    semua: Sequence[Sebut],
    tanda: Tombol,
    *,
    pagi: bool,
    lengkap: bool = False,
    memilih: bool = False,
) -> Isi | None:
    """The message for this account; None when nothing of it is open. `lengkap`: what has ended is named, with its outcome."""
    semua = [s for s in semua if lengkap or not bahan.jalan(s.penugasan.pelaksanaan_id).keadaan.dijeda]
    tugas = [(s, _isi_tugas(bahan, telegram, s)) for s in sorted(semua, key=lambda s: s.penugasan.batas)]
    if not any(not t.akhir for _, t in tugas) and not lengkap:
        return None
    tampil = [(s, t) for s, t in tugas if lengkap or not t.akhir]
    sendiri = [t for s, t in tampil if s.sebagai == PELAKSANA]
    bawahan = [t for s, t in tampil if s.sebagai == ATASAN]
    return pesan.pengingat(sendiri, bawahan, tanda, pagi=pagi, memilih=memilih)


def _isi_tugas(bahan: Bahan, telegram: int, s: Sebut) -> pesan.IsiTugas:
    p = s.penugasan
    j = bahan.jalan(p.pelaksanaan_id)
    zona, langkah, slot = j.instansi.zona, j.sop[p.langkah], (p.peran, p.bidang)
    ke = ke_sesudah(s.nama)
    memegang = any(o.telegram == telegram for o in j.pemegang.get(slot, []))
    akhir = ""
    if p.selesai_pada is not None:
        akhir = f"{KATA_SINGKAT[Hasil(p.hasil)]}, {waktu_singkat(p.selesai_pada, zona)}"
    elif s.sebagai == PELAKSANA and not memegang:
        akhir = f"dialihkan kepada {', '.join(o.jabatan or o.nama for o in j.pemegang.get(slot, [])) or 'yang lain'}"
    caranya = cara(j.sop, tugas_dari(p))
    ditunggu = () if akhir else isi_status(bahan.sesi, j).ditunggu
    lanjut = berikut(bahan.sesi, p) if s.nama == LAGI else ke + 1
    pertama = sampai_ke_atasan(lanjut) and not sampai_ke_atasan(lanjut - 1)
    di_atas = atasan(j, slot, _nomor(j, slot)) if pertama else None
    rapat = None if akhir else menanti(bahan.sesi, j, p.langkah, bahan.waktu)
    ajakan = pesan.ajakan_rapat(rapat[0].mulai, zona) if rapat else status.ajakan(caranya, ditunggu)
    return pesan.IsiTugas(
        penugasan=p.id or 0,
        no=p.langkah,
        banyak=len(j.sop),
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        kegiatan=langkah.kegiatan,
        batas=p.batas,
        zona=zona,
        lewat=bahan.waktu >= p.batas,
        ajakan="" if akhir else ajakan,
        pemegang=nama_pemegang(j, *slot),
        ditunggu=tuple(ditunggu) if caranya is Cara.TUTUP else _unit(j, p) if caranya is Cara.UNGGAH else (),
        ke=ke,
        atasan=j.sop.nama_peran(di_atas[0][0]) if di_atas else "",
        akhir=akhir,
    )


def berikut(sesi: Session, p: Penugasan) -> int:
    """Which reminder after the deadline is the next one of its own accord; 0 before the deadline."""
    menunggu = (Tonggak.penugasan_id == p.id, Tonggak.jenis == "ingat", col(Tonggak.selesai_pada).is_(None))
    return max((ke_sesudah(str(isi["nama"])) for isi in sesi.exec(select(Tonggak.isi).where(*menunggu))), default=0)


def _unit(j: Jalan, p: Penugasan) -> tuple[str, ...]:
    return (j.nama_bidang.get(p.bidang, p.bidang),)


def _nomor(j: Jalan, slot: tuple[str, str]) -> set[int | None]:
    return {o.id for o in j.pemegang.get(slot, [])}


def akun_atasan(j: Jalan, p: Penugasan) -> list[int]:
    """Who is told of lateness: the nearest superior who is not late themselves."""
    slot = (p.peran, p.bidang)
    di_atas = atasan(j, slot, _nomor(j, slot))
    return [o.telegram for o in di_atas[1]] if di_atas else []


# When something that it speaks of changes ------------------------------------------------------------------------------


def ikuti(sesi: Session, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """Reminders of what has ended, or is open again: those not sent forget it, the others show the outcome."""
    nomor = [n for satu in perubahan for a, n in satu.berakhir if a.diingatkan]
    nomor += [p.id or 0 for satu in perubahan for p in satu.dibuka_lagi]
    if nomor:
        segarkan(sesi, nomor, waktu)


def segarkan(sesi: Session, penugasan: Sequence[int], waktu: datetime) -> None:
    """Every reminder of these assignments says what is true now."""
    milik = (col(IsiPengingat.penugasan_id).in_(penugasan), col(IsiPengingat.sebagai) != CATATAN)
    tentang = select(IsiPengingat.kotak_id).where(*milik)
    baris = sesi.exec(select(KotakKeluar).where(col(KotakKeluar.id).in_(tentang)).order_by(col(KotakKeluar.id))).all()
    bahan = Bahan(sesi, waktu)
    for satu in baris:
        if satu.status in (*BELUM_KIRIM, "terkirim"):
            tulis_lagi(bahan, satu)


def tulis_lagi(bahan: Bahan, kotak: KotakKeluar, *, memilih: bool = False) -> None:
    """The message as it would be written now; one that has not left and says nothing any more is not sent."""
    assert kotak.id is not None
    sebut, tanda = sebutan_pesan(bahan, kotak.id), tanda_dari(kotak)
    pagi, terkirim = (kotak.kunci or "").endswith(PAGI), kotak.status == "terkirim"
    isi = _susun(bahan, kotak.chat_id, sebut, tanda, pagi=pagi, lengkap=terkirim, memilih=memilih)
    if isi is None:
        batalkan(bahan.sesi, kotak.id)
    else:
        sunting(bahan.sesi, kotak.id, isi, bahan.waktu)


def tanda_dari(kotak: KotakKeluar) -> Tombol:
    """What the buttons of a reminder carry."""
    _, nomor, cap, *_ = (kotak.kunci or "").split(":")
    return Tombol(pesan.LAGI, int(nomor), cap)


def tidur(sesi: Session, instansi: Iterable[int | None]) -> set[tuple[int, int]]:
    """(account, assignment) whose holder has asked to be reminded later."""
    lagi = (Tonggak.jenis == LAGI, col(Tonggak.selesai_pada).is_(None), col(Tonggak.instansi_id).in_(list(instansi)))
    semua = sesi.exec(select(Tonggak.isi).where(*lagi)).all()
    return {(int(isi["telegram"]), int(nomor)) for isi in semua for nomor in isi["penugasan"]}
