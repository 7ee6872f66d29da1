"""The vocabulary of a run: who, which assignment, what somebody wants, what has happened, what the state is."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Slot = tuple[str, str]  # role id, unit code ("" where the role is not per unit)


class Status(StrEnum):
    BELUM = "belum"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    BATAL = "batal"


class Tahap(StrEnum):
    """The two halves of a step with a decider of its own: the actors work, then somebody else decides."""

    KERJA = "kerja"
    PUTUS = "putus"


class Hasil(StrEnum):
    """How an assignment ended."""

    SELESAI = "selesai"
    SETUJU = "setuju"
    KEMBALI = "kembali"
    DIKIRIM = "dikirim"
    DITUTUP = "ditutup"
    GUGUR = "gugur"  # somebody else's act ended it
    BATAL = "batal"  # the whole run was cancelled
    DITARIK = "ditarik"  # the act that had begun it was taken back
    DILEWATI = "dilewati"  # an administrator skipped the step
    DIPAKSA = "dipaksa"  # an administrator ended it in the actors' place


@dataclass(frozen=True, order=True)
class Tugas:
    """One assignment: a role (and a unit) at one step in one round. It belongs to the role, not to a person."""

    langkah: int
    putaran: int
    tahap: Tahap
    peran: str
    bidang: str = ""

    @property
    def slot(self) -> Slot:
        return self.peran, self.bidang


@dataclass(frozen=True)
class Pelaku:
    """Who acts, with the slots held at this moment."""

    personel: int
    nama: str
    slot: frozenset[Slot] = frozenset()


@dataclass(frozen=True)
class Cap:
    """What exactly: the name under which the program finds a content again, and its SHA-256."""

    apa: str
    sidik: str


@dataclass(frozen=True)
class Giliran:
    """An open assignment with its clock."""

    tugas: Tugas
    mulai: datetime
    batas: datetime


@dataclass(frozen=True)
class KirimanAwal:
    """Figures that a unit sent before its step began."""

    bidang: str
    kiriman: int
    personel: int
    nama: str


@dataclass(frozen=True)
class Catatan:
    """Why a step was returned; it travels along until the step that returned it has been passed again."""

    langkah: int  # where it was returned
    alasan: str
    oleh: str
    bidang: tuple[str, ...] = ()  # only these units send anew on the way back; (): all
    indikator: tuple[str, ...] = ()  # of a unit that has some here, only these may change; codes
    ke: int = 0  # where it led; 0: where the SOP says that this step returns to


@dataclass(frozen=True)
class Terakhir:
    """The newest act, while the person who did it may take it back."""

    personel: int
    tugas: Tugas | None = None  # what it ended; None: nothing, so there is nothing to open again
    kiriman: int = 0  # the figures that it sent


@dataclass(frozen=True)
class Jeda:
    """The run stands still. What people finish nevertheless counts."""

    sejak: datetime
    alasan: str


@dataclass(frozen=True)
class Keadaan:
    status: Status = Status.BELUM
    slot: tuple[Slot, ...] = ()
    pengunggah: tuple[str, ...] = ()  # units that own indicators: they must send
    langkah: int = 0
    tahap: Tahap = Tahap.KERJA
    putaran: tuple[int, ...] = ()  # how often each step has begun; index no - 1
    terbuka: tuple[Giliran, ...] = ()
    berlampiran: frozenset[Tugas] = frozenset()
    kiriman_awal: tuple[KirimanAwal, ...] = ()
    disetujui: bool = False  # the recap may be posted
    semua_catatan: tuple[Catatan, ...] = ()  # of steps still ahead, the farthest first
    dijeda: Jeda | None = None
    # Follows from the log and decides nothing beside `Tarik`; states stored by earlier releases lack it.
    terakhir: Terakhir | None = field(default=None, compare=False)

    @property
    def catatan(self) -> Catatan | None:
        """The reason that matters now: of the nearest step that returned and has not been passed again."""
        return self.semua_catatan[-1] if self.semua_catatan else None

    def giliran(self, tugas: Tugas) -> Giliran | None:
        return next((g for g in self.terbuka if g.tugas == tugas), None)

    def dibuka_lagi(self, no: int) -> tuple[str, ...]:
        """The units that a return has opened for the upload of step `no`; (): every unit may send."""
        return next((c.bidang for c in reversed(self.semua_catatan) if c.langkah >= no), ())

    def indikator_dibuka(self, no: int) -> tuple[str, ...]:
        """The indicators that the same return names, of any unit; (): those of the opened units are all open."""
        return next((c.indikator for c in reversed(self.semua_catatan) if c.langkah >= no), ())


# What somebody wants ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mulai:
    pelaku: Pelaku
    slot: tuple[Slot, ...]  # every slot that somebody holds
    pengunggah: tuple[str, ...]


@dataclass(frozen=True)
class Selesaikan:
    """`✅ Selesai`, and `✅ Perintahkan` at a step of kind perintah."""

    pelaku: Pelaku
    tugas: Tugas


@dataclass(frozen=True)
class Setujui:
    pelaku: Pelaku
    tugas: Tugas
    sidik: str = ""  # SHA-256 of what is approved, for the log


@dataclass(frozen=True)
class Kembalikan:
    pelaku: Pelaku
    tugas: Tugas
    alasan: str
    bidang: tuple[str, ...] = ()  # open the upload for these units only; (): for all
    indikator: tuple[str, ...] = ()  # and of these units, where any of theirs is named, only these indicators


@dataclass(frozen=True)
class KirimRealisasi:
    pelaku: Pelaku
    bidang: str
    kiriman: int
    sidik: str = ""  # SHA-256 of the figures, for the log


@dataclass(frozen=True)
class TutupUnggahan:
    pelaku: Pelaku
    tugas: Tugas
    alasan: str


@dataclass(frozen=True)
class Lampirkan:
    pelaku: Pelaku
    tugas: Tugas
    lampiran: str  # what was attached, for the log


@dataclass(frozen=True)
class Tarik:
    """`↶ Tarik kembali`: the person who did it takes it back. `tugas`: the assignment that the act ended."""

    pelaku: Pelaku
    tugas: Tugas
    riwayat: tuple["Kejadian", ...]  # everything that has happened in this run
    terbit: bool = False  # the approved recap has left for the group


@dataclass(frozen=True)
class Paksa:
    """An administrator brings a step to its end that nobody else does."""

    pelaku: Pelaku
    no: int
    alasan: str
    lewati: bool  # True: the step ends without its work; False: its actors' work counts as handed over


@dataclass(frozen=True)
class Jedakan:
    """An administrator lets a run stand still: nobody is reminded, and its clocks count as waiting."""

    pelaku: Pelaku
    alasan: str


@dataclass(frozen=True)
class Lanjutkan:
    pelaku: Pelaku


@dataclass(frozen=True)
class Koreksi:
    """An administrator opens a run again whose recap is approved: the figures are sent and decided on anew."""

    pelaku: Pelaku
    alasan: str
    bidang: tuple[str, ...] = ()  # open the upload for these units only; (): for all


@dataclass(frozen=True)
class Ingatkan:
    """A due moment of an assignment has come."""

    tugas: Tugas
    tonggak: str


@dataclass(frozen=True)
class PindahkanBatas:
    """An open assignment gets another deadline. The printed standard of its step stays what it is."""

    pelaku: Pelaku
    tugas: Tugas
    batas: datetime
    alasan: str


@dataclass(frozen=True)
class Batalkan:
    pelaku: Pelaku
    alasan: str


@dataclass(frozen=True)
class Catat:
    """Something worth remembering that moves nothing: a meeting called, an obstacle, a paper received."""

    pelaku: Pelaku
    tentang: str  # rapat, kehadiran, kendala, pengalihan, tanggapan, …
    uraian: str  # an Indonesian sentence without its subject: "mengundang rapat …"
    tugas: Tugas | None = None
    cap: tuple[Cap, ...] = ()


Tindakan = (
    Mulai
    | Selesaikan
    | Setujui
    | Kembalikan
    | KirimRealisasi
    | TutupUnggahan
    | Lampirkan
    | Tarik
    | Paksa
    | Jedakan
    | Lanjutkan
    | Koreksi
    | Ingatkan
    | Catat
    | PindahkanBatas
    | Batalkan
)


# What has happened --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PelaksanaanDimulai:
    slot: tuple[Slot, ...]
    pengunggah: tuple[str, ...]
    banyak_langkah: int
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class GiliranDimulai:
    """A step (or its decision) begins: these assignments run against this deadline."""

    tugas: tuple[Tugas, ...]
    mulai: datetime
    batas: datetime


@dataclass(frozen=True)
class TugasSelesai:
    tugas: Tugas
    hasil: Hasil
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class RealisasiDikirim:
    bidang: str
    kiriman: int
    awal: bool  # before its step began: it waits
    personel: int
    nama: str
    waktu: datetime
    sidik: str = ""  # SHA-256 of the figures; "": logged by an earlier release


@dataclass(frozen=True)
class UnggahanDitutup:
    tugas: Tugas
    alasan: str
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class LampiranDiterima:
    tugas: Tugas
    lampiran: str
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class LangkahSelesai:
    """A step has reached its end; whatever is still open at it lapses."""

    no: int
    putaran: int
    waktu: datetime


@dataclass(frozen=True)
class LangkahDikembalikan:
    tugas: Tugas
    ke: int
    alasan: str
    personel: int
    nama: str
    waktu: datetime
    bidang: tuple[str, ...] = ()
    indikator: tuple[str, ...] = ()


@dataclass(frozen=True)
class TindakanDitarik:
    """Everything after the first `sampai` entries of the log is undone; the fields say where that leaves the run."""

    tugas: Tugas  # what is open again, with the clock that it had
    sampai: int
    langkah: int
    tahap: Tahap
    terbuka: tuple[Giliran, ...]
    kiriman_awal: tuple[KirimanAwal, ...]
    disetujui: bool
    semua_catatan: tuple[Catatan, ...]
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class LangkahDipaksa:
    """An administrator has ended what was open at this step."""

    no: int
    lewati: bool
    alasan: str
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class PelaksanaanDijeda:
    alasan: str
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class PelaksanaanDilanjutkan:
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class KoreksiDimulai:
    """The approval of a recap counts no more; a run that was over lives again."""

    dari: int  # the step that had approved, and decides again
    ke: int  # the upload that is open again
    alasan: str
    personel: int
    nama: str
    waktu: datetime
    bidang: tuple[str, ...] = ()


@dataclass(frozen=True)
class RekapDisetujui:
    no: int
    personel: int
    nama: str
    waktu: datetime
    sidik: str = ""  # SHA-256 of what was approved; "": logged by an earlier release


@dataclass(frozen=True)
class PengingatJatuh:
    tugas: Tugas
    tonggak: str
    waktu: datetime


@dataclass(frozen=True)
class HalDicatat:
    """Told in the log, changes nothing."""

    tentang: str
    uraian: str
    tugas: Tugas | None
    personel: int
    nama: str
    waktu: datetime
    cap: tuple[Cap, ...] = ()


@dataclass(frozen=True)
class BatasDipindah:
    tugas: Tugas
    dari: datetime
    batas: datetime
    alasan: str
    personel: int
    nama: str
    waktu: datetime


@dataclass(frozen=True)
class PelaksanaanSelesai:
    waktu: datetime


@dataclass(frozen=True)
class PelaksanaanDibatalkan:
    alasan: str
    personel: int
    nama: str
    waktu: datetime


Kejadian = (
    PelaksanaanDimulai
    | GiliranDimulai
    | TugasSelesai
    | RealisasiDikirim
    | UnggahanDitutup
    | LampiranDiterima
    | LangkahSelesai
    | LangkahDikembalikan
    | TindakanDitarik
    | LangkahDipaksa
    | PelaksanaanDijeda
    | PelaksanaanDilanjutkan
    | KoreksiDimulai
    | RekapDisetujui
    | PengingatJatuh
    | HalDicatat
    | BatasDipindah
    | PelaksanaanSelesai
    | PelaksanaanDibatalkan
)
