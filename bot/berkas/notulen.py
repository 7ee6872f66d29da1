"""The minutes of a meeting as a paper: agenda, who came, what was decided (domain 8.3). Calculates nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.berkas.naskah import PenandaTangan
from bot.berkas.percetakan import cetak_pdf
from bot.berkas.tulisan import hari_tanggal_pukul, nip_cetak, tanggal


@dataclass(frozen=True)
class Hadirin:
    """A line of the attendance list."""

    nama: str
    jabatan: str
    keterangan: str  # Hadir, Tidak hadir, "Diwakili Budi"


@dataclass(frozen=True)
class NaskahNotulen:
    """Everything that `tulis` needs."""

    nama_instansi: str
    pemerintah: str  # "PEMERINTAH KABUPATEN PURWAKARTA" or ""
    periode: str  # "Triwulan I 2026"
    acara: str
    mulai: datetime | None  # aware; None: never fixed
    tempat: str
    zona: str  # IANA name
    agenda: tuple[str, ...]
    hadirin: tuple[Hadirin, ...]
    hadir: int
    keputusan: tuple[str, ...]  # empty: lines to write on
    lampiran: tuple[str, ...]  # names of papers that go with it
    pimpinan: PenandaTangan  # the organiser
    kota: str  # before the date of the signature
    dibuat: datetime


def tulis(naskah: NaskahNotulen) -> bytes:
    """The PDF, the same bytes for the same `naskah`. Raises typst.TypstError when it cannot be set."""
    pejabat = naskah.pimpinan
    hari = tanggal(naskah.mulai or naskah.dibuat, naskah.zona)
    data = {
        "kop": {"pemerintah": naskah.pemerintah, "nama": naskah.nama_instansi},
        "periode": naskah.periode,
        "acara": naskah.acara,
        "waktu": hari_tanggal_pukul(naskah.mulai, naskah.zona) if naskah.mulai else "–",
        "tempat": naskah.tempat or "–",
        "agenda": list(naskah.agenda),
        "hadirin": [vars(h) for h in naskah.hadirin],
        "hitungan": f"{naskah.hadir} dari {len(naskah.hadirin)} undangan hadir atau diwakili",
        "keputusan": list(naskah.keputusan),
        "lampiran": list(naskah.lampiran),
        "dibuat": hari_tanggal_pukul(naskah.dibuat, naskah.zona),
        "pengesahan": {
            "tempat_tanggal": f"{naskah.kota}, {hari}" if naskah.kota else hari,
            "jabatan": pejabat.jabatan,
            "nama": pejabat.nama,
            "pangkat": pejabat.pangkat,
            "nip": nip_cetak(pejabat.nip) if pejabat.nip else "",
        },
    }
    return cetak_pdf("notulen.typ", data, naskah.dibuat)
