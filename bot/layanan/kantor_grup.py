"""The group of an office, and people who cannot be reached: what membership and the courier tell about them."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.muat import Pegawai
from bot.pesan import pasang_awal, umum
from db.kotak_keluar import Surat, berkunci, lepaskan, pindahkan, sunting, titipkan
from db.tabel import GrupTelegram, Instansi, KotakKeluar, KotakMasuk, Pelaksanaan, Penugasan, Personel, Pertanyaan

PASANG = "pasang"  # the kind of question that holds an office being set up
PANJANG_JUDUL = 200  # characters of a group's title that are kept


async def pindahkan_grup(lay: Layanan, asal: Asal, lama: int, baru: int) -> None:
    """A group became a supergroup: office and waiting messages follow in one transaction (K21)."""
    await lay.tulis(asal, lambda sesi, _: ikut_pindah(sesi, lama, baru))


async def keanggotaan(lay: Layanan, asal: Asal, grup: int, judul: str, ada: bool) -> None:
    """The bot joined a group: what was held for it goes out, or administrators may set an office up. Or it is out."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        lama = sesi.get(GrupTelegram, grup)
        sudah = ada and lama is not None and lama.ada  # only its rights there have changed
        sesi.merge(GrupTelegram(chat_id=grup, judul=judul[:PANJANG_JUDUL], ada=ada, diubah=waktu))
        instansi = sesi.exec(select(Instansi).where(Instansi.grup == grup)).first()
        if ada and instansi is not None:
            lepaskan(sesi, grup, waktu)
        if ada and (sudah or instansi is not None):
            return
        isi = pasang_awal.admin_grup(grup, judul, instansi.nama if instansi else "", ada)
        for admin in sorted(lay.admin):
            kunci = f"{_kunci(grup)}{asal.update_id}:{admin}"
            titipkan(sesi, Surat(admin, "sendMessage", isi, kunci=kunci), waktu)

    await lay.tulis(asal, kerja)


def _kunci(grup: int) -> str:
    return f"admin-grup:{grup}:"


def tandai_terpasang(sesi: Session, grup: int, judul: str, kantor: str, waktu: datetime) -> None:
    """The group has an office now: what administrators were told about it, and could press, turns into that."""
    for satu in berkunci(sesi, _kunci(grup)):
        sunting(sesi, satu.id, pasang_awal.grup_terpasang(judul, kantor), waktu)


def ikut_pindah(sesi: Session, lama: int, baru: int) -> None:
    grup = sesi.get(GrupTelegram, lama)
    if grup is not None:
        sesi.merge(GrupTelegram(chat_id=baru, judul=grup.judul, ada=grup.ada, diubah=grup.diubah))
        grup.ada = False
    for soal in sesi.exec(select(Pertanyaan).where(Pertanyaan.jenis == PASANG)):
        rancangan = soal.isi["rancangan"]
        if rancangan["grup"] == lama:
            soal.isi = soal.isi | {"rancangan": rancangan | {"grup": baru, "topik": None}}
    for instansi in sesi.exec(select(Instansi).where(Instansi.grup == lama)).all():
        instansi.grup, instansi.topik = baru, None
    pindahkan(sesi, lama, baru)


def saat_tak_terjangkau(lay: Callable[[], Layanan]) -> Callable[[Session, KotakKeluar, datetime], None]:
    """Somebody never pressed START or blocked the bot: a mention in the group, a notice to the administrators (K19)."""

    def kerja(sesi: Session, baris: KotakKeluar, waktu: datetime) -> None:
        tugas = sesi.get(Penugasan, baris.penugasan_id) if baris.penugasan_id else None
        jalan = sesi.get(Pelaksanaan, tugas.pelaksanaan_id) if tugas else None
        if tugas is None or jalan is None:
            return
        instansi = sesi.get(Instansi, jalan.instansi_id)
        cocok = select(Personel).where(Personel.instansi_id == jalan.instansi_id, Personel.telegram == baris.chat_id)
        orang = sesi.exec(cocok).first()
        if instansi is None or orang is None or tugas.selesai_pada is not None:
            return
        if instansi.grup is not None:
            isi = umum.sebut_di_grup(orang.telegram, orang.jabatan or orang.nama, f"{lay().tautan_bot}?start=tugas")
            kunci = f"sebut:{orang.telegram}:{tugas.id}"
            surat = Surat(instansi.grup, "sendMessage", isi, prioritas=2, kunci=kunci, topik=instansi.topik)
            titipkan(sesi, surat, waktu)
        for admin in sorted(lay().admin - {baris.chat_id}):
            isi = umum.admin_tak_terjangkau(orang.nama, orang.jabatan, instansi.nama)
            kunci = f"admin-tak-terjangkau:{jalan.id}:{orang.telegram}:{admin}"
            titipkan(sesi, Surat(admin, "sendMessage", isi, prioritas=3, kunci=kunci), waktu)

    return kerja


def jawab_sebutan(sesi: Session, orang: Pegawai, waktu: datetime) -> None:
    """Somebody who was mentioned in the group has pressed START: the mentions turn into their outcome."""
    for sebutan in berkunci(sesi, f"sebut:{orang.telegram}:"):
        sunting(sesi, sebutan.id, umum.tersambung(orang.jabatan or orang.nama), waktu, prioritas=2)


def saat_gagal(lay: Callable[[], Layanan]) -> Callable[[Session, KotakKeluar, str, datetime], None]:
    """A message was refused for good: the administrators are told (K18)."""

    def kerja(sesi: Session, baris: KotakKeluar, sebab: str, waktu: datetime) -> None:
        for admin in sorted(lay().admin - {baris.chat_id}):
            isi = umum.admin_pesan_gagal(baris.id or 0, baris.chat_id, sebab)
            surat = Surat(admin, "sendMessage", isi, prioritas=3, kunci=f"admin-gagal:{baris.id}:{admin}")
            titipkan(sesi, surat, waktu)

    return kerja


def saat_topik_hilang(lay: Callable[[], Layanan]) -> Callable[[Session, KotakKeluar, datetime], None]:
    """The office's topic is closed or deleted: administrators are told once, the messages go on in the general topic."""

    def kerja(sesi: Session, baris: KotakKeluar, waktu: datetime) -> None:
        instansi = sesi.exec(select(Instansi).where(Instansi.grup == baris.chat_id)).first()
        for admin in sorted(lay().admin):
            isi = umum.admin_topik_hilang(instansi.nama if instansi else "", baris.topik or 0)
            kunci = f"admin-topik:{baris.chat_id}:{baris.topik}:{admin}"
            titipkan(sesi, Surat(admin, "sendMessage", isi, prioritas=3, kunci=kunci), waktu)

    return kerja


def saat_disisihkan(lay: Callable[[], Layanan]) -> Callable[[Session, KotakMasuk, datetime], None]:
    """An update was set aside: the administrators are told (K08, K09)."""

    def kerja(sesi: Session, baris: KotakMasuk, waktu: datetime) -> None:
        for admin in sorted(lay().admin):
            isi = umum.admin_pembaruan_disisihkan(baris.update_id, baris.galat)
            surat = Surat(admin, "sendMessage", isi, prioritas=3, kunci=f"admin-disisihkan:{baris.update_id}:{admin}")
            titipkan(sesi, surat, waktu)

    return kerja


def diri_di(sesi: Session, telegram: int, grup: int | None) -> list[Pegawai]:
    """The offices of an account; in a group only the one whose group it is."""
    semua = [(orang, sesi.get(Instansi, orang.instansi_id)) for orang in muat.diri(sesi, telegram)]
    return [orang for orang, i in semua if i is not None and (grup is None or i.grup == grup)]
