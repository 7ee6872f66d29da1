"""What a recap document shows: the measured quarter with its letterhead, time record and signature block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from bot.kinerja.banding import Lampau
from bot.kinerja.model import Rekap
from bot.kinerja.rekap import Aturan


@dataclass(frozen=True)
class BarisWaktu:
    """Time record of one step: the sheet `Kepatuhan Waktu`. Minutes are working minutes."""

    no: int
    kegiatan: str
    pelaksana: str
    standar: str  # as printed in the SOP: "240 menit"
    putaran: int
    mulai: datetime | None  # aware, in the office's zone
    selesai: datetime | None
    menit_nyata: Decimal | None
    menit_standar: Decimal
    tepat: bool | None  # None: not finished yet
    selisih: str  # "", or Indonesian "terlambat 35 menit kerja"
    menit_sendiri: Decimal | None = None  # with `menit_menunggu` it is `menit_nyata`
    menit_menunggu: Decimal | None = None  # while nobody who held the step up could go on
    rincian: str = ""  # who worked and waited how long, where there is more to say


@dataclass(frozen=True)
class PenandaTangan:
    jabatan: str
    nama: str
    pangkat: str
    nip: str


@dataclass(frozen=True)
class Naskah:
    """Everything that `tulis(naskah) -> bytes` of excel, pdf and gambar needs; they calculate nothing."""

    rekap: Rekap
    kode_instansi: str
    nama_instansi: str
    nama_sop: str
    nomor_sop: str
    zona: str  # IANA name
    dibuat: datetime  # aware
    disetujui: datetime | None  # aware; None: a draft
    penanda_tangan: PenandaTangan
    waktu: tuple[BarisWaktu, ...]
    tanpa_data_dukung: tuple[str, ...]  # codes of assessed indicators without evidence
    sidik: str  # the code of this very document: office, run, version and figures (`kode_rekap`)
    alamat: str = ""  # address line of the letterhead
    pemerintah: str = ""  # "PEMERINTAH KABUPATEN PURWAKARTA"
    tempat: str = ""  # town before the date of the signature, "Purwakarta"
    aturan: Aturan = field(default_factory=Aturan)  # the one that `rekap` was computed with
    lampau: tuple[Lampau, ...] = ()  # earlier quarters that were approved
    bukti: Mapping[str, Sequence[str]] = field(default_factory=dict)  # code to names of what is attached
    tautan: str = ""  # where anybody can ask about this recap, https://t.me/<bot>?start=v<sidik>
    logo: bytes = b""  # PNG or JPEG in the letterhead
    segel: str = ""  # whose certificate seals the PDF
    versi: int = 1  # of the approved recap: each correction after it was handed out makes another
    menggantikan: datetime | None = None  # aware; when the version before this one was handed out
    sementara: bool = False  # asked for while the run is under way: stamped, and no draft of a step

    @property
    def draf(self) -> bool:
        return self.disetujui is None

    @property
    def kode_verifikasi(self) -> str:
        """What is printed for verification; "" on a draft: nothing on it may ever be called genuine."""
        return "" if self.draf else self.sidik

    @property
    def cap(self) -> str:
        """The stamp on every page; "" on an approved recap."""
        if not self.draf:
            return ""
        return "SEMENTARA – belum disetujui" if self.sementara else "DRAF – belum disetujui"

    def nama_berkas(self, akhiran: str) -> str:
        """``rekap-dkupp-2026-TW1.xlsx``; a draft begins with ``draf-`` or ``sementara-``."""
        rekap = f"rekap-{self.kode_instansi}-{self.rekap.tahun}-TW{self.rekap.triwulan}"
        pisah = "-" if "." in akhiran else "."  # ``bertanda.pdf``: …-TW1-bertanda.pdf
        depan = ("sementara-" if self.sementara else "draf-") if self.draf else ""
        return f"{depan}{rekap}{pisah}{akhiran}"
