"""What becomes of a row after Telegram has answered, or has not. Functions of a transaction; nothing here waits or sends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, SQLModel

from bot.catatan import sembunyikan
from bot.galat_telegram import (
    ChatTakDitemukan,
    GalatTelegram,
    GrupPindah,
    Putus,
    Ragu,
    TakTerjangkau,
    Tunggu,
)
from bot.pengirim import Terkirim
from db.kotak_keluar import PENYUNTING, lepaskan, pindahkan, sunting, tahan
from db.tabel import JedaChat, Kontak, KotakKeluar

PERCOBAAN_TERBANYAK = 20
JEDA_TERPANJANG = timedelta(minutes=5)
INTIP_GRUP = timedelta(minutes=10)  # how often a group that cannot be written to is tried again
TAMPILAN = ("text", "caption", "parse_mode", "link_preview_options", "reply_markup")

_KELUAR, _KONTAK = SQLModel.metadata.tables["kotakkeluar"], SQLModel.metadata.tables["kontak"]
_KINI = (
    select(_KELUAR.c.isi, _KONTAK.c.terjangkau)
    .outerjoin(_KONTAK, _KONTAK.c.telegram == _KELUAR.c.chat_id)
    .where(_KELUAR.c.id == bindparam("nomor"))
)
_UBAH = update(_KELUAR).where(_KELUAR.c.id == bindparam("nomor"))


@dataclass(frozen=True)
class Akibat:
    """What the services do about it, in the same transaction."""

    tak_terjangkau: Callable[[Session, KotakKeluar, datetime], None]
    gagal: Callable[[Session, KotakKeluar, str, datetime], None]
    pindah: Callable[[Session, int, int], None]


def jeda(percobaan: int, acak: float) -> timedelta:
    """The pause before the next attempt: doubles from 1 second to 5 minutes; `acak` (0–1) shortens it by up to a quarter."""
    penuh = min(JEDA_TERPANJANG.total_seconds(), float(2 ** min(percobaan - 1, 12)))
    return timedelta(seconds=penuh * (1 - 0.25 * acak))


def berhasil(sesi: Session, dikirim: KotakKeluar, terkirim: Terkirim, waktu: datetime) -> bool:
    """Sent. `dikirim`: the row as it went out; what was changed meanwhile follows as an edit.

    Returns whether this same row goes once more: an edit that was merged with a newer one while it was under way.
    """
    if _seperti_biasa(sesi, dikirim, terkirim, waktu):
        return False
    baris = sesi.get_one(KotakKeluar, dikirim.id)
    if baris.metode in PENYUNTING:
        _suntingan_berhasil(sesi, baris, dikirim, terkirim, waktu)
    else:
        _pesan_berhasil(sesi, baris, dikirim, terkirim, waktu)
    baris.galat, baris.coba_lagi_pada = "", None
    kontak = sesi.get(Kontak, baris.chat_id) if baris.chat_id > 0 else None
    if dikirim.status == "ditahan" or (
        kontak is not None and not kontak.terjangkau and terkirim.message_id is not None
    ):
        lepaskan(sesi, baris.chat_id, waktu)
    return baris.status != "terkirim"


def _seperti_biasa(sesi: Session, dikirim: KotakKeluar, terkirim: Terkirim, waktu: datetime) -> bool:
    """Nearly always, so below the ORM: a message went out as it was written, and nobody has changed it since."""
    if dikirim.metode in PENYUNTING or dikirim.status != "menunggu":
        return False
    if (terkirim.permintaan.metode, terkirim.permintaan.topik) != (dikirim.metode, dikirim.topik):
        return False
    sambungan = sesi.connection()
    isi, terjangkau = sambungan.execute(_KINI, {"nomor": dikirim.id}).one()
    if isi != dikirim.isi or terjangkau is False:
        return False
    hasil = {"status": "terkirim", "message_id": terkirim.message_id, "terkirim_pada": waktu}
    sambungan.execute(_UBAH, {"nomor": dikirim.id, **hasil, "galat": "", "coba_lagi_pada": None})
    return True


def _pesan_berhasil(
    sesi: Session, baris: KotakKeluar, dikirim: KotakKeluar, terkirim: Terkirim, waktu: datetime
) -> None:
    berubah = baris.isi != dikirim.isi
    isi_baru, isi_lama = baris.isi, dikirim.isi
    baris.status, baris.message_id, baris.terkirim_pada = "terkirim", terkirim.message_id, waktu
    baris.metode, baris.isi = terkirim.permintaan.metode, isi_lama
    if baris.topik is not None and terkirim.permintaan.topik is None:
        baris.topik = None  # the topic is gone
    if berubah:
        assert baris.id is not None
        sunting(sesi, baris.id, {nama: isi_baru[nama] for nama in TAMPILAN if nama in isi_baru}, waktu)


def _suntingan_berhasil(
    sesi: Session, baris: KotakKeluar, dikirim: KotakKeluar, terkirim: Terkirim, waktu: datetime
) -> None:
    asal = sesi.get_one(KotakKeluar, baris.asal_id)
    if "text" in dikirim.isi or "caption" in dikirim.isi:
        asal.isi = {**{nama: nilai for nama, nilai in asal.isi.items() if nama != "reply_markup"}, **dikirim.isi}
    else:
        asal.isi = {**asal.isi, **dikirim.isi}
    if terkirim.message_id is not None:
        asal.message_id, asal.status, asal.chat_id = terkirim.message_id, "terkirim", baris.chat_id
        asal.metode, asal.terkirim_pada = terkirim.permintaan.metode, waktu
    if baris.isi == dikirim.isi:
        baris.status, baris.terkirim_pada, baris.message_id = "terkirim", waktu, asal.message_id
    else:
        baris.percobaan = 0  # merged with a newer edit while this one was under way: go again


def gagal(
    sesi: Session,
    dikirim: KotakKeluar,
    kendala: GalatTelegram,
    waktu: datetime,
    akibat: Akibat,
    *,
    hitung: bool,
    acak: float,
) -> None:
    """Not sent, or nobody knows. `hitung`: the attempt counts (not while Telegram as a whole cannot be reached)."""
    baris = sesi.get_one(KotakKeluar, dikirim.id)
    baris.galat = sembunyikan(f"{type(kendala).__name__}: {kendala.keterangan}")[:500]
    match kendala:
        case Tunggu():
            _beri_jeda(sesi, baris.chat_id, waktu + timedelta(seconds=kendala.detik + 1))
        case GrupPindah():
            lama = baris.chat_id
            pindahkan(sesi, lama, kendala.baru)
            akibat.pindah(sesi, lama, kendala.baru)
        case ChatTakDitemukan() if baris.chat_id < 0:
            _sisihkan(sesi, baris, waktu, akibat)
        case TakTerjangkau():
            _tahan(sesi, baris, waktu, akibat)
        case Ragu() if baris.metode not in PENYUNTING:
            _ragu(baris, waktu, acak)
        case Putus() | Ragu():
            _coba_lagi(sesi, baris, waktu, akibat, hitung=hitung, acak=acak)
        case _:
            _sisihkan(sesi, baris, waktu, akibat)


def _beri_jeda(sesi: Session, chat_id: int, sampai: datetime) -> None:
    ada = sesi.get(JedaChat, chat_id)
    if ada is None:
        sesi.add(JedaChat(chat_id=chat_id, sampai=sampai))
    else:
        ada.sampai = max(ada.sampai, sampai)


def _tahan(sesi: Session, baris: KotakKeluar, waktu: datetime, akibat: Akibat) -> None:
    sudah_ditahan = baris.status == "ditahan"
    sesi.flush()
    if baris.chat_id > 0:
        _tandai_tak_terjangkau(sesi, baris.chat_id, waktu)
        tahan(sesi, baris.chat_id, None)
    else:
        tahan(sesi, baris.chat_id, waktu + INTIP_GRUP)
    if not sudah_ditahan:
        akibat.tak_terjangkau(sesi, baris, waktu)


def _tandai_tak_terjangkau(sesi: Session, telegram: int, waktu: datetime) -> None:
    kontak = sesi.get(Kontak, telegram)
    if kontak is None:
        sesi.add(Kontak(telegram=telegram, terjangkau=False, diubah=waktu))
    elif kontak.terjangkau:
        kontak.terjangkau, kontak.diubah = False, waktu


def _ragu(baris: KotakKeluar, waktu: datetime, acak: float) -> None:
    """Repeated as often as the row allows (K17), then left as uncertain."""
    if baris.ulang <= 0:
        baris.status = "ragu"
        return
    baris.ulang -= 1
    baris.percobaan += 1
    baris.coba_lagi_pada = waktu + jeda(baris.percobaan, acak)


def _coba_lagi(
    sesi: Session, baris: KotakKeluar, waktu: datetime, akibat: Akibat, *, hitung: bool, acak: float
) -> None:
    if hitung:
        baris.percobaan += 1
    if baris.percobaan >= PERCOBAAN_TERBANYAK:
        _sisihkan(sesi, baris, waktu, akibat)
        return
    baris.coba_lagi_pada = waktu + jeda(max(1, baris.percobaan), acak)


def _sisihkan(sesi: Session, baris: KotakKeluar, waktu: datetime, akibat: Akibat) -> None:
    baris.status = "gagal"
    akibat.gagal(sesi, baris, baris.galat, waktu)
