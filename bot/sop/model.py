"""An SOP as data: frozen shapes that the loader fills and everything else reads."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Jenis(StrEnum):
    """What the actor of a step does: decides the buttons and what completes the step."""

    PERINTAH = "perintah"
    RAPAT = "rapat"
    UNDANGAN = "undangan"
    FORMAT = "format"
    UNGGAH = "unggah"
    REKAP = "rekap"
    ANALISIS = "analisis"
    TELAAH = "telaah"
    LAPORAN = "laporan"
    TANDA_TANGAN = "tanda-tangan"
    SOSIALISASI = "sosialisasi"
    INPUT_ESAKIP = "input-esakip"
    PENGGANDAAN = "penggandaan"
    ARSIP = "arsip"


class Satuan(StrEnum):
    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"


class Selesai(StrEnum):
    SEMUA = "semua"
    SALAH_SATU = "salah_satu"


@dataclass(frozen=True)
class StandarWaktu:
    """A printed time standard: ``StandarWaktu(240, Satuan.MENIT)``. `hari` are working days (domain 6.4)."""

    jumlah: int
    satuan: Satuan

    def __str__(self) -> str:
        return f"{self.jumlah} {self.satuan.value}"


@dataclass(frozen=True)
class Peran:
    """A role. ``per_bidang``: one assignment per unit. ``atasan``: role id of the superior told of lateness, or ""."""

    id: str
    nama: str
    per_bidang: bool = False
    atasan: str = ""


@dataclass(frozen=True)
class Langkah:
    """One row of the SOP's table, with the columns of the sheet and the few keys the machine needs beside them."""

    no: int
    kegiatan: str
    pelaksana: tuple[str, ...]  # role ids
    jenis: Jenis
    kelengkapan: tuple[str, ...]
    waktu: StandarWaktu
    output: str
    selesai: Selesai = Selesai.SEMUA
    tidak: int | None = None  # where "Kembalikan" leads
    penerima: tuple[str, ...] = ()
    pemutus: str = ""  # role id of who decides, where that is not the actor
    peserta: tuple[str, ...] = ()
    terbitkan: bool = False  # the approval after which the recap goes to the group
    wajib_lampiran: bool = False  # `✅ Selesai` needs a paper of the actor's own
    disimpulkan: str = ""  # what is our reading and not the paper's, in Indonesian

    @property
    def memutuskan(self) -> bool:
        """True when somebody says Setuju or Kembalikan at this step."""
        return bool(self.pemutus) or self.jenis in (Jenis.TELAAH, Jenis.TANDA_TANGAN)


@dataclass(frozen=True)
class LembarSampul:
    """The cover sheet of an SOP under PermenPANRB 35/2012. Unreadable fields are empty strings or tuples."""

    instansi: str
    unit: str = ""
    sebutan: tuple[str, ...] = ()  # how the sheet calls its office
    nomor: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_efektif: str = ""
    disahkan_oleh: str = ""
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: str = ""
    pencatatan: tuple[str, ...] = ()
    disimpulkan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sop:
    """A whole procedure. Steps are numbered 1..N without gaps; `sop[7]` is step 7."""

    id: str
    nama: str
    zona: str
    sampul: LembarSampul
    peran: tuple[Peran, ...]
    langkah: tuple[Langkah, ...]
    sidik: str = field(default="", compare=False)  # sha256 of the text it was read from

    def __getitem__(self, no: int) -> Langkah:
        return self.langkah[no - 1]

    def __len__(self) -> int:
        return len(self.langkah)

    def nama_peran(self, id_peran: str) -> str:
        return self.peran_dari(id_peran).nama

    def untuk(self, kantor: str) -> "Sop":
        """This procedure as the office of that name reads it.

        Who borrows the sheet of another office reads its own name where the sheet names that office, and no number of
        a sheet that is not its own.
        """
        milik_sendiri = any(s.casefold() in kantor.casefold() for s in self.sampul.sebutan)
        if not kantor or not self.sampul.sebutan or milik_sendiri:
            return self
        langkah = tuple(replace(x, kegiatan=self._tanpa_sebutan(x.kegiatan, kantor)) for x in self.langkah)
        return replace(self, sampul=replace(self.sampul, nomor=""), langkah=langkah)

    def _tanpa_sebutan(self, teks: str, kantor: str) -> str:
        for sebutan in self.sampul.sebutan:
            teks = teks.replace(sebutan, kantor)
        return teks

    def peran_dari(self, id_peran: str) -> Peran:
        """Raises KeyError for a role that the SOP does not have."""
        for peran in self.peran:
            if peran.id == id_peran:
                return peran
        raise KeyError(id_peran)
