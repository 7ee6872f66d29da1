"""Every table. Times are timezone-aware UTC, Telegram ids are 64 bit, nothing is validated here: check at the edge."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Instansi(SQLModel, table=True):
    """An office."""

    id: int | None = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    nama: str
    versi_sop_id: int = Field(foreign_key="versisop.id")  # what the next run will use
    zona: str
    grup: int | None = Field(default=None, sa_type=BigInteger)
    topik: int | None = None
    tahun: int
    jam_kerja: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # None: Perpres 21/2023
    pengingat: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # {"tangga", "mati"}; None: domain 5.3, all on
    alamat: str = Field(default="", sa_type=Text)  # line of the letterhead
    logo: str = ""  # SHA-256 of the picture in the letterhead
    aturan: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # {"cara", "skala", "desimal"} of the next run


class VersiSop(SQLModel, table=True):
    """The text of an SOP as it was when an office took it; a run keeps its version."""

    id: int | None = Field(default=None, primary_key=True)
    sop_id: str
    sidik: str = Field(unique=True)
    isi: str = Field(sa_type=Text)


class HariKhusus(SQLModel, table=True):
    """A local addition to or removal from the national calendar."""

    __table_args__ = (UniqueConstraint("instansi_id", "tanggal"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    tanggal: date
    libur: bool  # False: an ordinary working day although the national calendar says otherwise
    nama: str


class Bidang(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("instansi_id", "kode"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    kode: str
    nama: str
    urutan: int = 0
    aktif: bool = True


class Personel(SQLModel, table=True):
    """A person in an office. Recognised by `telegram` alone; one Telegram account may serve in two offices."""

    __table_args__ = (UniqueConstraint("instansi_id", "telegram"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    telegram: int = Field(sa_type=BigInteger, index=True)
    nama: str
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    aktif: bool = True


class PemegangPeran(SQLModel, table=True):
    """Who holds which role, for which unit (its code; "" where the role is not per unit)."""

    __table_args__ = (UniqueConstraint("personel_id", "peran", "bidang"),)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    peran: str
    bidang: str = ""


class Kontak(SQLModel, table=True):
    """Whether the bot may write to a Telegram account in private."""

    telegram: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    terjangkau: bool = False
    nama: str = ""  # as Telegram shows it; never used for rights
    diubah: datetime


class GrupTelegram(SQLModel, table=True):
    """A group that the bot was added to: where an office can be set up from the phone."""

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    judul: str = ""  # as it was then
    ada: bool  # False: the bot was put out, or the group has moved to another number
    diubah: datetime


class VersiRencana(SQLModel, table=True):
    """The yearly plan as it was stored at one moment; never changed afterwards, and a run keeps its version."""

    __table_args__ = (UniqueConstraint("instansi_id", "tahun", "nomor"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    tahun: int
    nomor: int  # from 1; the highest is what the next run will use
    alasan: str
    oleh: str
    dibuat: datetime
    isi: list[Any] = Field(
        sa_type=JSON
    )  # a dict per indicator: the columns of its file, as text; in the office's order


class Pelaksanaan(SQLModel, table=True):
    """One run of an SOP for one quarter. `versi` counts its transitions: one writer per run."""

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    tahun: int
    triwulan: int
    kunci: str | None = Field(default=None, unique=True)  # "instansi:tahun:tw"; None when cancelled
    versi_sop_id: int = Field(foreign_key="versisop.id")
    rencana_id: int | None = Field(default=None, foreign_key="versirencana.id")  # None: ordered without a plan
    aturan: dict[str, Any] | None = Field(
        default=None, sa_type=JSON
    )  # the office's rules of measuring when it was ordered, or as an administrator applied them since
    versi: int = 0
    status: str = "berjalan"  # berjalan, selesai, batal
    langkah: int = 1
    keadaan: str = Field(default="{}", sa_type=Text)  # JSON of `bot.sop.alur.Keadaan`; the events are the truth
    hash_akhir: str = ""
    status_kotak_id: int | None = None  # the outbox row of the living status message
    tawaran_kotak_id: int | None = None  # the outbox row that offers to take the newest act back
    ada_kendala: bool = False  # an obstacle was reported: only then an act looks for open ones
    ada_perpanjangan: bool = False  # more time was asked for: the same
    dokumen: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # approved recap: {"xlsx": sha256, "pdf": …}
    mulai_pada: datetime
    selesai_pada: datetime | None = None


class Kejadian(SQLModel, table=True):
    """Append-only event log of a run; each entry holds the hash of the one before."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "no"),)

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id")
    no: int
    waktu: datetime
    jenis: str
    isi: str = Field(sa_type=Text)  # canonical JSON
    hash_sebelum: str
    hash: str


class Penugasan(SQLModel, table=True):
    """One assignee (a role, and a unit where it is per unit) at one step in one round."""

    __table_args__ = (
        UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "tahap", "peran", "bidang"),
        Index("ix_penugasan_terbuka", "selesai_pada"),
    )

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    langkah: int
    putaran: int
    tahap: str  # kerja, putus (a decider named by `pemutus`)
    peran: str
    bidang: str = ""
    mulai_pada: datetime
    batas: datetime
    selesai_pada: datetime | None = None
    hasil: str = ""  # selesai, setuju, kembali, ditutup, gugur (somebody else's act ended it)
    personel_id: int | None = Field(default=None, foreign_key="personel.id")  # who really did it


class Berkas(SQLModel, table=True):
    """A file in DATA_DIR/berkas, addressed by its content."""

    sha256: str = Field(primary_key=True)
    ukuran: int
    jenis: str  # media type
    dibuat: datetime


class Lampiran(SQLModel, table=True):
    """A paper that an actor added to a step: document, photo or text."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    penugasan_id: int = Field(foreign_key="penugasan.id")
    langkah: int
    personel_id: int = Field(foreign_key="personel.id", index=True)
    jenis: str  # dokumen, foto, teks
    nama: str = ""
    sha256: str | None = Field(default=None, foreign_key="berkas.sha256")
    teks: str = Field(default="", sa_type=Text)
    dibuat: datetime


class Kiriman(SQLModel, table=True):
    """A unit's filled form, read and checked: a draft until `✅ Kirim`, then a version of its realisation."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "bidang", "versi"),)

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    bidang: str
    versi: int
    status: str  # draf, dikirim, diganti
    personel_id: int = Field(foreign_key="personel.id")
    sha256: str = ""  # the file it was read from
    nama_berkas: str = ""
    isi: list[Any] = Field(sa_type=JSON)  # realisations per indicator, `bot.kinerja` JSON
    dibuat: datetime
    dikirim_pada: datetime | None = None


class IsianChat(SQLModel, table=True):
    """A form that somebody fills in by conversation: it can be left and taken up again on another day."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    bidang: str
    telegram: int = Field(sa_type=BigInteger, index=True)
    ragam: str = "penuh"  # penuh, wajar (only the plausibility questions of a draft)
    kiriman_id: int | None = Field(default=None, foreign_key="kiriman.id")  # the draft whose questions are asked
    isi: list[Any] = Field(sa_type=JSON)  # realisations so far, as in `Kiriman`
    kode: str  # the indicator that is asked about
    bagian: str  # what is asked of it: `bot.kinerja.isian.Bagian`
    urut: int = 0  # counts the questions: a button of an earlier one is stale
    kotak_id: int | None = None  # the outbox row of the open question
    status: str = "berjalan"  # berjalan, jeda, menyusun, selesai
    dibuat: datetime
    diubah: datetime


class DataDukung(SQLModel, table=True):
    """A piece of evidence for one indicator: file, photo or link. Nothing is deleted; `dilepas_pada` takes it out."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    bidang: str
    kode: str
    personel_id: int = Field(foreign_key="personel.id")
    jenis: str  # dokumen, foto, tautan
    nama: str
    sha256: str | None = Field(default=None, foreign_key="berkas.sha256")
    tautan: str = Field(default="", sa_type=Text)
    dibuat: datetime
    dilepas_pada: datetime | None = None


class TindakLanjut(SQLModel, table=True):
    """What a unit promised to do about an indicator in an approved quarter, and what has become of it."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "kode"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id", index=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id")
    bidang: str
    kode: str
    uraian: str = Field(sa_type=Text)
    batas: date | None = None  # where the text names one
    status: str = "terbuka"  # terbuka, selesai, batal
    personel_id: int | None = Field(default=None, foreign_key="personel.id")  # who closed it
    dibuat: datetime
    selesai_pada: datetime | None = None


class Pertanyaan(SQLModel, table=True):
    """What the bot has asked a person and waits to hear; survives restarts. One at a time per account."""

    telegram: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    jenis: str  # alasan_kembali, alasan_tutup, lampiran, …
    penugasan_id: int | None = None
    isi: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    dibuat: datetime


class Tonggak(SQLModel, table=True):
    """A due moment. `kunci` makes it unique, `selesai_pada` makes it fire once."""

    __table_args__ = (Index("ix_tonggak_tiba", "selesai_pada", "kapan"),)

    id: int | None = Field(default=None, primary_key=True)
    kunci: str = Field(unique=True)
    kapan: datetime
    jenis: str
    pelaksanaan_id: int | None = Field(default=None, foreign_key="pelaksanaan.id")
    penugasan_id: int | None = Field(default=None, foreign_key="penugasan.id", index=True)
    instansi_id: int | None = Field(
        default=None, foreign_key="instansi.id", index=True
    )  # of what an office is reminded
    isi: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    percobaan: int = 0
    selesai_pada: datetime | None = None


class KotakMasuk(SQLModel, table=True):
    """An update, stored before Telegram learns that it was received."""

    __table_args__ = (Index("ix_kotakmasuk_antri", "status", "update_id"),)

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    chat_id: int = Field(default=0, sa_type=BigInteger)
    isi: str = Field(sa_type=Text)  # raw JSON
    diterima_pada: datetime
    status: str = "baru"  # baru, selesai, disisihkan
    percobaan: int = 0
    coba_lagi_pada: datetime | None = None
    selesai_pada: datetime | None = None
    galat: str = ""


class KotakKeluar(SQLModel, table=True):
    """A message to be sent, or sent. Order within a chat is the order of `id`."""

    __table_args__ = (Index("ix_kotakkeluar_antri", "status", "chat_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    kunci: str | None = Field(default=None, unique=True)  # the same message is never written twice
    chat_id: int = Field(sa_type=BigInteger)
    topik: int | None = None
    metode: str  # sendMessage, sendDocument, sendPhoto, sendMediaGroup, editMessageText, editMessageCaption
    isi: dict[str, Any] = Field(sa_type=JSON)  # parameters of the method, without chat and files
    berkas: list[Any] = Field(default_factory=list, sa_type=JSON)  # [{"sha256", "nama", "jenis", "keterangan"}]
    prioritas: int = 1  # 0 answer to the person's own act (not paced), 1 private, 2 group, 3 reminder
    ulang: int = 1  # how often it may be repeated after an uncertain time-out: 1 decision/disposition, 0 reminder
    asal_id: int | None = Field(default=None, foreign_key="kotakkeluar.id", index=True)  # for edits: the row edited
    penugasan_id: int | None = Field(default=None, foreign_key="penugasan.id", index=True)
    status: str = "menunggu"  # menunggu, ditahan (person unreachable), terkirim, ragu, gagal, batal
    percobaan: int = 0
    coba_lagi_pada: datetime | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    dibuat: datetime
    terkirim_pada: datetime | None = None
    galat: str = ""


class IsiPengingat(SQLModel, table=True):
    """One assignment that a reminder in the outbox speaks of: one message may remind of several."""

    id: int | None = Field(default=None, primary_key=True)
    kotak_id: int = Field(foreign_key="kotakkeluar.id", index=True)
    penugasan_id: int = Field(foreign_key="penugasan.id", index=True)
    sebagai: str  # pelaksana (it is theirs), atasan (they are told of somebody else's)
    nama: str  # of the moment, see `jadwal.tonggak`


class JedaChat(SQLModel, table=True):
    """Telegram's `retry_after` for a chat; 0 stands for the whole bot."""

    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    sampai: datetime


class Rapat(SQLModel, table=True):
    """A meeting of a step of kind rapat or undangan; `mulai` and `tempat` are empty until the organiser has set them."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "langkah", "putaran"),)

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    langkah: int
    putaran: int
    acara: str
    mulai: datetime | None = None
    tempat: str = ""
    agenda: str = Field(default="", sa_type=Text)
    urutan: int = 0  # SEQUENCE of the iCalendar entry: counts changes
    status: str = "disusun"  # disusun, diundang, selesai, batal, ditarik
    personel_id: int | None = Field(default=None, foreign_key="personel.id")  # the organiser
    ditutup_pada: datetime | None = None  # before `mulai`: not held at the time that people were invited to


class Kehadiran(SQLModel, table=True):
    """One invited person's answer, and whether they really came."""

    __table_args__ = (UniqueConstraint("rapat_id", "personel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    rapat_id: int = Field(foreign_key="rapat.id", index=True)
    personel_id: int = Field(foreign_key="personel.id")
    jawaban: str = ""  # "", hadir, tidak, diwakili
    wakil: str = ""  # who comes instead
    hadir: bool | None = None  # as the organiser recorded it
    dijawab_pada: datetime | None = None


class Pengalihan(SQLModel, table=True):
    """One assignment handed on to another person by `/alihkan`."""

    id: int | None = Field(default=None, primary_key=True)
    penugasan_id: int = Field(foreign_key="penugasan.id", index=True)
    dari_personel: int = Field(foreign_key="personel.id")
    ke_personel: int = Field(foreign_key="personel.id")
    pesan: str = Field(default="", sa_type=Text)
    status: str = "ditawarkan"  # ditawarkan, diterima, ditolak, ditarik
    dibuat: datetime
    dijawab_pada: datetime | None = None


class PejabatSementara(SQLModel, table=True):
    """Plt., Plh. or Pj.: somebody who stands in for a role (and unit) by a letter, for a time.

    `status` moves at the office's midnight, by a due moment: rights and open cards change in that one transaction.
    """

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id", index=True)
    personel_id: int = Field(foreign_key="personel.id")
    menggantikan: int | None = Field(default=None, foreign_key="personel.id")  # None: nobody held the role
    status: str = "terjadwal"  # terjadwal, berlaku, berakhir
    jabatan: str = ""  # the title of the office stood in for, without the prefix
    peran: str
    bidang: str = ""
    jenis: str  # Plt., Plh., Pj.
    nomor_surat: str = ""
    dari: date
    sampai: date | None = None
    dicabut_pada: datetime | None = None
    oleh: str = ""  # who entered it


class Kendala(SQLModel, table=True):
    """An obstacle reported at a step, and the superior's answer."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    penugasan_id: int = Field(foreign_key="penugasan.id")
    personel_id: int = Field(foreign_key="personel.id")
    uraian: str = Field(sa_type=Text)
    jenis_berkas: str = ""  # dokumen, foto: what was sent along
    nama_berkas: str = ""
    sha256: str | None = Field(default=None, foreign_key="berkas.sha256")
    status: str = (
        "terbuka"  # terbuka, dijawab, selesai (says the reporter), berakhir (with its step), dicatat (no superior)
    )
    jawaban: str = Field(default="", sa_type=Text)
    dijawab_oleh: int | None = Field(default=None, foreign_key="personel.id")
    dibuat: datetime
    dijawab_pada: datetime | None = None
    selesai_pada: datetime | None = None


class Perpanjangan(SQLModel, table=True):
    """More time asked for, and what the superior said. `batas_lama`: the deadline at the moment of asking."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    penugasan_id: int = Field(foreign_key="penugasan.id")
    personel_id: int = Field(foreign_key="personel.id")
    hari: int  # working days
    alasan: str = Field(sa_type=Text)
    status: str = "diajukan"  # diajukan, disetujui, ditolak, berakhir (with its step)
    batas_lama: datetime
    batas_baru: datetime
    dijawab_oleh: int | None = Field(default=None, foreign_key="personel.id")
    dibuat: datetime
    dijawab_pada: datetime | None = None


class TautanUndangan(SQLModel, table=True):
    """A link that opens an application. Only the hash of its token is kept.

    With roles in `slot` it is personal: one use, 24 hours. Without, it is the one of the office's group: it gives no
    rights, whoever opens it names a role and waits for an administrator.
    """

    token_hash: str = Field(primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id", index=True)
    slot: list[Any] = Field(default_factory=list, sa_type=JSON)  # [[role, unit], …]
    nama: str = ""  # what is known of the person already
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    dibuat: datetime
    sampai: datetime
    dipakai_oleh: int | None = Field(default=None, sa_type=BigInteger)  # who opened it first
    dipakai_pada: datetime | None = None  # when that person was registered by it


class CalonPersonel(SQLModel, table=True):
    """Somebody who asks to hold a role; an administrator accepts with one tap."""

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id", index=True)
    telegram: int = Field(sa_type=BigInteger, index=True)
    slot: list[Any] = Field(sa_type=JSON)  # [[role, unit], …]; the unit is "" until it has been chosen
    nama: str = ""
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    tautan: str = ""  # token_hash of a personal invitation
    status: str = "mengisi"  # mengisi, menunggu, diterima, ditolak, batal
    dibuat: datetime


class Tanggapan(SQLModel, table=True):
    """What a receiver said to a paper: seen, or what is to be corrected; or that a copy reached them."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "personel_id", "jenis"),)

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    langkah: int
    putaran: int
    personel_id: int = Field(foreign_key="personel.id")
    jenis: str  # terima, koreksi, salinan
    teks: str = Field(default="", sa_type=Text)
    dibuat: datetime


class CentangEsakip(SQLModel, table=True):
    """One indicator entered into the other application."""

    __table_args__ = (UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "kode"),)

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    langkah: int
    putaran: int
    kode: str
    personel_id: int = Field(foreign_key="personel.id")
    dibuat: datetime


class NomorAgenda(SQLModel, table=True):
    """Running number of disposition sheets per office and year, never reused (domain 8.2)."""

    __table_args__ = (UniqueConstraint("instansi_id", "tahun", "nomor"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    tahun: int
    nomor: int
    penugasan_id: int = Field(foreign_key="penugasan.id", unique=True)
    dibuat: datetime


class IsiDisposisi(SQLModel, table=True):
    """What was written on the disposition of an order; at step 1 it is there before the run is."""

    __table_args__ = (UniqueConstraint("instansi_id", "tahun", "triwulan", "langkah"),)

    id: int | None = Field(default=None, primary_key=True)
    instansi_id: int = Field(foreign_key="instansi.id")
    tahun: int
    triwulan: int
    langkah: int
    teks: str = Field(sa_type=Text)
    personel_id: int = Field(foreign_key="personel.id")
    dibuat: datetime


class Terbitan(SQLModel, table=True):
    """An approved recap as it was handed out: what its papers are compared with later, and the trend is made of."""

    id: int | None = Field(default=None, primary_key=True)
    pelaksanaan_id: int = Field(foreign_key="pelaksanaan.id", index=True)
    sidik: str = Field(default="", index=True)  # the code printed on it
    berlaku: bool = True  # False: a later one has replaced it
    ringkasan: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # `bot.kinerja.banding.Lampau`; {}: unknown
    dibuat: datetime


class BerkasTerbitan(SQLModel, table=True):
    """One file of an approved recap: made here, or the signed copy that the head sent back."""

    id: int | None = Field(default=None, primary_key=True)
    terbitan_id: int = Field(foreign_key="terbitan.id", index=True)
    jenis: str  # xlsx, pdf, png, bertanda
    sha256: str = Field(foreign_key="berkas.sha256", index=True)
    personel_id: int | None = Field(default=None, foreign_key="personel.id")  # who sent the signed copy
    dibuat: datetime


class IsiTerbitan(SQLModel, table=True):
    """All that an approved recap was published with (`bot.layanan.bekuan`); recaps of before have none."""

    terbitan_id: int = Field(foreign_key="terbitan.id", primary_key=True)
    isi: str = Field(sa_type=Text)
