"""The outbox: a message is a row, written in the transaction that makes it necessary. `bot.kurir` sends the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, update
from sqlalchemy import select as pilih
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel, col, select

from db.pangkalan import ADA_SURAT
from db.potong import BATAS_KETERANGAN, BATAS_TEKS, potong
from db.tabel import JedaChat, Kontak, KotakKeluar

Isi = dict[str, Any]

BERTEKS = "sendMessage"
BERKETERANGAN = ("sendDocument", "sendPhoto", "sendMediaGroup")
PRATINJAU = "link_preview_options"
PENYUNTING = ("editMessageText", "editMessageCaption", "editMessageReplyMarkup")
BELUM_KIRIM = ("menunggu", "ditahan")
BAGIAN_TERBANYAK = 4  # a text longer than this many messages goes out as one file


@dataclass(frozen=True)
class Surat:
    """A message to be sent.

    `isi`: parameters of the Bot API method as JSON, without chat, topic and files (`text`, `parse_mode`, `reply_markup` …).
    `berkas`: [{"sha256", "nama", "jenis", "keterangan"}], files of the content-addressed store.
    `prioritas`: 0 answer to the person's own act, 1 private, 2 group, 3 reminder.
    `ulang`: how often it may be repeated when nobody knows whether it arrived (K17): 1 decision, 0 reminder.
    `kunci`: the same key is never written twice.
    """

    chat_id: int
    metode: str
    isi: Isi
    berkas: list[dict[str, str]] = field(default_factory=list)
    prioritas: int = 1
    ulang: int = 1
    kunci: str | None = None
    topik: int | None = None
    penugasan_id: int | None = None


def titipkan(sesi: Session, surat: Surat, waktu: datetime) -> int:
    """Write the message and return its row's id; of a known `kunci`, the id of the row that is there already.

    A text or caption that is too long becomes several rows (K23). The id is that of the row which carries the buttons:
    the last part of a text, the file of a caption.
    """
    bagian = _bagi(surat)
    utama = 0 if surat.metode in BERKETERANGAN else len(bagian) - 1
    nomor: int | None = None
    for ke, satu in enumerate(bagian):
        baru = _sisipkan(sesi, satu, waktu)
        if baru is None:  # `kunci` is known, so its companions are there as well
            return _nomor_kunci(sesi, satu)
        if ke == utama:
            nomor = baru
    assert nomor is not None
    sesi.info[ADA_SURAT] = True
    return nomor


def sunting(
    sesi: Session,
    asal_id: int,
    isi: Isi,
    waktu: datetime,
    prioritas: int = 0,
    terkait: Sequence[Row[Any]] | None = None,
) -> None:
    """Change a message: its text or caption with the buttons (no `reply_markup`: none), or only `reply_markup`.

    `text` and `caption` mean the same here. What has not been sent yet is changed where it lies; edits that wait for the
    same message merge into the newest. A cancelled message is left alone. `terkait`: the message and its waiting edits,
    where the caller has just read them.
    """
    sesi.flush()
    if terkait is None:
        terkait = sesi.connection().execute(_DENGAN_SUNTINGAN, {"nomor": asal_id}).all()
    menunggu = {baris.id: baris for baris in terkait}
    asal = menunggu.pop(asal_id, None)
    if asal is None:
        raise LookupError(f"kotak keluar tidak punya baris {asal_id}")
    sesi.info[ADA_SURAT] = True
    isi = _sesuaikan(asal.metode, isi)
    if asal.status in BELUM_KIRIM:
        _ubah(sesi, asal_id, isi=_gabung(asal.isi, isi))
        return
    if asal.status == "batal":
        return
    tertunda = menunggu[max(menunggu)] if menunggu else None
    if tertunda is None:
        _sisipkan(sesi, _surat_suntingan(asal, isi, prioritas), waktu, asal_id)
        return
    isi = _gabung(tertunda.isi, isi)
    _ubah(sesi, tertunda.id, isi=isi, metode=_metode_sunting(isi), prioritas=min(tertunda.prioritas, prioritas))


def batalkan(sesi: Session, id: int) -> None:
    """Do not send the row any more; nothing happens when it has been sent."""
    sesi.exec(
        update(KotakKeluar)
        .where(col(KotakKeluar.id) == id, col(KotakKeluar.status).in_(BELUM_KIRIM))
        .values(status="batal")
    )


def lepas_dari_tugas(sesi: Session, id: int, **ubah: str) -> None:
    """The message no longer speaks for its assignment, which has gone to somebody else. ``kunci=…`` frees its key."""
    _ubah(sesi, id, penugasan_id=None, **ubah)


def lepaskan(sesi: Session, chat_id: int, waktu: datetime) -> int:
    """The chat can be reached (again): everything held for it may go. Returns how many rows."""
    if chat_id > 0:
        kontak = sesi.get(Kontak, chat_id) or Kontak(telegram=chat_id, diubah=waktu)
        if not kontak.terjangkau:
            kontak.terjangkau, kontak.diubah = True, waktu
            sesi.add(kontak)
    lepas = sesi.exec(
        update(KotakKeluar)
        .where(col(KotakKeluar.chat_id) == chat_id, col(KotakKeluar.status) == "ditahan")
        .values(status="menunggu", coba_lagi_pada=None)
    ).rowcount
    if lepas:
        sesi.info[ADA_SURAT] = True
    return int(lepas)


def tahan(sesi: Session, chat_id: int, coba_lagi_pada: datetime | None) -> None:
    """The chat cannot be reached: its rows wait until `lepaskan`."""
    sesi.exec(
        update(KotakKeluar)
        .where(col(KotakKeluar.chat_id) == chat_id, col(KotakKeluar.status).in_(BELUM_KIRIM))
        .values(status="ditahan", coba_lagi_pada=coba_lagi_pada)
    )


def pindahkan(sesi: Session, lama: int, baru: int) -> None:
    """A group has become a supergroup: what waits for the old id goes to the new one (K21)."""
    milik = col(KotakKeluar.chat_id) == lama
    sesi.exec(
        update(KotakKeluar).where(milik, col(KotakKeluar.status).in_(BELUM_KIRIM)).values(chat_id=baru, topik=None)
    )
    jeda = sesi.get(JedaChat, lama)
    if jeda is not None:
        sesi.delete(jeda)
    sesi.info[ADA_SURAT] = True


def untuk_penugasan(sesi: Session, penugasan_id: int) -> Sequence[Row[Any]]:
    """The messages about an assignment, oldest first, edits left out: `id`, `kunci`, `metode`, `prioritas`, `isi`."""
    return sesi.connection().execute(_TENTANG, {"penugasan": penugasan_id}).all()


def beserta_suntingan(
    sesi: Session, penugasan_id: int | None, nomor: int | None = None
) -> list[tuple[Row[Any], list[Row[Any]]]]:
    """Each message about an assignment, oldest first, with itself and its waiting edits, as `sunting` takes them.

    `nomor`: one message more, whatever it is about.
    """
    semua = sesi.connection().execute(_TENTANG_LENGKAP, {"penugasan": penugasan_id, "nomor": nomor}).all()
    asal = [baris for baris in semua if baris.asal_id is None]
    return [(pesan, [baris for baris in semua if pesan.id in (baris.id, baris.asal_id)]) for pesan in asal]


def berkunci(sesi: Session, depan: str) -> Sequence[Row[Any]]:
    """The messages whose key begins so, oldest first; with the columns of `untuk_penugasan`."""
    sambungan = sesi.connection()
    batas = {"dari": depan, "sampai": depan[:-1] + chr(ord(depan[-1]) + 1)}
    return sambungan.execute(_BERKUNCI[sambungan.dialect.name], batas).all()


_TABEL = SQLModel.metadata.tables["kotakkeluar"]
# Below the ORM: several messages are written in every transaction.
_SISIP = {
    nama: insert(_TABEL).on_conflict_do_nothing(index_elements=["kunci"]).returning(_TABEL.c.id)
    for nama, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_PILIH = pilih(
    *(_TABEL.c[n] for n in ("id", "kunci", "chat_id", "topik", "metode", "isi", "status", "prioritas", "penugasan_id"))
)
# Written out instead of IN, which SQLAlchemy puts together anew each time.
_MENUNGGU = or_(*(_TABEL.c.status == s for s in BELUM_KIRIM))
_BUKAN_SUNTINGAN = and_(*(_TABEL.c.metode != m for m in PENYUNTING))
_SATU = (_TABEL.c.id == bindparam("nomor")) | (_TABEL.c.asal_id == bindparam("nomor")) & _MENUNGGU
_DENGAN_SUNTINGAN = _PILIH.where(_SATU)  # a message, and the edits of it that wait
_TENTANG = _PILIH.where(_TABEL.c.penugasan_id == bindparam("penugasan"), _BUKAN_SUNTINGAN).order_by(_TABEL.c.id)
_TENTANG_LENGKAP = (
    _PILIH.add_columns(_TABEL.c.asal_id)
    .where((_TABEL.c.penugasan_id == bindparam("penugasan")) & (_BUKAN_SUNTINGAN | _MENUNGGU) | _SATU)
    .order_by(_TABEL.c.id)
)
# By range, since LIKE would look at every message ever written. Not every collation of PostgreSQL keeps prefixes together.
_BERKUNCI = {
    nama: _PILIH.where(kunci >= bindparam("dari"), kunci < bindparam("sampai")).order_by(_TABEL.c.id)
    for nama, kunci in (("sqlite", _TABEL.c.kunci), ("postgresql", _TABEL.c.kunci.collate("C")))
}
_UBAH = update(_TABEL).where(_TABEL.c.id == bindparam("nomor"))


def _sisipkan(sesi: Session, surat: Surat, waktu: datetime, asal_id: int | None = None) -> int | None:
    """The id of the new row; None when its key is there already."""
    nilai = {
        "kunci": surat.kunci,
        "chat_id": surat.chat_id,
        "topik": surat.topik,
        "metode": surat.metode,
        "isi": surat.isi,
        "berkas": surat.berkas,
        "prioritas": surat.prioritas,
        "ulang": surat.ulang,
        "asal_id": asal_id,
        "penugasan_id": surat.penugasan_id,
        "status": "menunggu",
        "percobaan": 0,
        "dibuat": waktu,
        "galat": "",
    }
    sambungan = sesi.connection()
    hasil: int | None = sambungan.execute(_SISIP[sambungan.dialect.name], nilai).scalar()
    return hasil


def _nomor_kunci(sesi: Session, surat: Surat) -> int:
    return int(sesi.connection().execute(select(_TABEL.c.id).where(_TABEL.c.kunci == surat.kunci)).scalar_one())


def _ubah(sesi: Session, id: int, **nilai: Any) -> None:
    sesi.connection().execute(_UBAH, {"nomor": id, **nilai})
    terbaca = sesi.identity_map.get(identity_key(KotakKeluar, id))
    if terbaca is not None:
        sesi.expire(terbaca)


def _surat_suntingan(asal: Row[Any], isi: Isi, prioritas: int) -> Surat:
    return Surat(
        asal.chat_id,
        _metode_sunting(isi),
        isi,
        prioritas=prioritas,
        topik=asal.topik,
        penugasan_id=asal.penugasan_id,
    )


def _sesuaikan(metode: str, isi: Isi) -> Isi:
    """`text` for a message of text, `caption` for one with a file, which has no preview of links."""
    if metode in BERKETERANGAN:
        return {"caption" if nama == "text" else nama: nilai for nama, nilai in isi.items() if nama != PRATINJAU}
    return {"text" if nama == "caption" else nama: nilai for nama, nilai in isi.items()}


def _gabung(lama: Isi, baru: Isi) -> Isi:
    """A new text replaces text and buttons together, as Telegram does it; only buttons leave the text."""
    if "text" not in baru and "caption" not in baru:
        return {**lama, **baru}
    return {**{nama: nilai for nama, nilai in lama.items() if nama != "reply_markup"}, **baru}


def _metode_sunting(isi: Isi) -> str:
    if "text" in isi:
        return "editMessageText"
    return "editMessageCaption" if "caption" in isi else "editMessageReplyMarkup"


def _bagi(surat: Surat) -> Sequence[Surat]:
    html = surat.isi.get("parse_mode") == "HTML"
    if surat.metode == BERTEKS:
        bagian = potong(surat.isi["text"], BATAS_TEKS, html_=html)
        if len(bagian) == 1 or len(bagian) > BAGIAN_TERBANYAK:
            return [surat]
        return [*_pengantar(surat, bagian[:-1]), replace(surat, isi={**surat.isi, "text": bagian[-1]})]
    if surat.metode in BERKETERANGAN and surat.isi.get("caption"):
        bagian = potong(surat.isi["caption"], BATAS_TEKS, pertama=BATAS_KETERANGAN, html_=html)
        if len(bagian) > 1:
            return [replace(surat, isi={**surat.isi, "caption": bagian[0]}), *_pengantar(surat, bagian[1:])]
    return [surat]


def _pengantar(surat: Surat, teks: Sequence[str]) -> list[Surat]:
    """The parts that carry no buttons and no key."""
    pakai: Isi = {nama: surat.isi[nama] for nama in ("parse_mode", "link_preview_options") if nama in surat.isi}
    return [
        replace(surat, metode=BERTEKS, isi={**pakai, "text": satu}, berkas=[], kunci=None, penugasan_id=None)
        for satu in teks
    ]
