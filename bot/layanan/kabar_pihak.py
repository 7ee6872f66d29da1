"""Those who are told what has happened though nothing is asked of them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.layanan.muat import Jalan
from bot.pesan import koreksi_terbit, umum
from bot.pesan import pengembalian as pesan
from bot.sop.kejadian import KoreksiDimulai, LangkahDikembalikan, PelaksanaanDibatalkan, Slot
from db.kotak_keluar import BELUM_KIRIM, Surat, batalkan, berkunci, sunting, titipkan

PIMPINAN = (("kepala", ""), ("sekretaris", ""))


def terlewati(
    sesi: Session, j: Jalan, kembali: LangkahDikembalikan, sudah_tahu: Collection[Slot], waktu: datetime
) -> None:
    """Whoever worked between where a return leads and where it came from: their step will come again.

    `sudah_tahu`: slots whose card began or ended by the return.
    """
    antara = j.sop.langkah[kembali.ke : kembali.tugas.langkah - 1]
    peran = {p for langkah in antara for p in (*langkah.pelaksana, langkah.pemutus) if p}
    tahu = _akun(j, (*sudah_tahu, kembali.tugas.slot))
    akun = _akun(j, (s for s in j.pemegang if s[0] in peran)) - tahu
    langkah = j.sop[kembali.tugas.langkah]
    isi = pesan.kabar_kembali(
        langkah.no, langkah.kegiatan, kembali.ke, kembali.nama, kembali.alasan, j.baris.triwulan, j.baris.tahun
    )
    for telegram in sorted(akun):
        kunci = f"{_depan(j, langkah.no, kembali.tugas.putaran)}{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=kunci), waktu)


def kembali_ditarik(sesi: Session, j: Jalan, langkah: int, putaran: int, waktu: datetime) -> None:
    """The return has been taken back: what they were told is not so."""
    for satu in berkunci(sesi, _depan(j, langkah, putaran)):
        if satu.status in BELUM_KIRIM:
            batalkan(sesi, satu.id)
        else:
            sunting(sesi, satu.id, pesan.KABAR_DITARIK, waktu)


def dibatalkan(sesi: Session, j: Jalan, batal: PelaksanaanDibatalkan, waktu: datetime) -> None:
    """The head and the secretary learn that a run has been cancelled, by whom and why."""
    isi: dict[str, Any] = umum.kabar_dibatalkan(
        j.instansi.nama, j.baris.triwulan, j.baris.tahun, batal.nama, batal.alasan
    )
    for telegram in sorted(_akun(j, PIMPINAN)):
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=f"batal:{j.nomor}:{telegram}"), waktu)


def dikoreksi(sesi: Session, j: Jalan, koreksi: KoreksiDimulai, sudah_tahu: Collection[Slot], waktu: datetime) -> None:
    """An approved recap is being corrected: head and secretary learn it, and whoever's step comes again later.

    `sudah_tahu`: slots that get a card, which tells the reason.
    """
    peran = {p for langkah in j.sop.langkah[koreksi.ke :] for p in (*langkah.pelaksana, langkah.pemutus) if p}
    akun = _akun(j, (s for s in j.pemegang if s[0] in peran)) - _akun(j, sudah_tahu) | _akun(j, PIMPINAN)
    putaran = j.keadaan.putaran[koreksi.ke - 1]
    unit = [j.nama_bidang.get(b, b) for b in koreksi.bidang]
    isi = koreksi_terbit.kabar(
        j.instansi.nama, j.baris.triwulan, j.baris.tahun, koreksi.nama, koreksi.alasan, koreksi.ke, unit
    )
    for telegram in sorted(akun):
        kunci = f"koreksi:{j.nomor}:{putaran}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=kunci), waktu)


def _depan(j: Jalan, langkah: int, putaran: int) -> str:
    return f"kembali:{j.nomor}:{langkah}:{putaran}:"


def _akun(j: Jalan, slot: Iterable[Slot]) -> set[int]:
    return {o.telegram for s in slot for o in j.pemegang.get(s, [])}
