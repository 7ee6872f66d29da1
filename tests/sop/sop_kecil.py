"""A small valid SOP to break in one place, and how to look at what is said about it."""

import pytest

from bot.sop.pemuat import muat_teks
from bot.sop.temuan import SopDitolak, Temuan

NAMA = "contoh.toml"
TEKS = """\
id = "dinas-contoh"
nama = "Pengukuran Kinerja"
zona = "Asia/Jakarta"

[sampul]
instansi = "Dinas Contoh"
dasar_hukum = [
    "Peraturan [satu]",  # kurung dan "kutip" di catatan
]

[peran]
kepala = "Kepala Dinas"
sekretaris = "Sekretaris"
bidang = { nama = "Bidang", per = "bidang" }

[peran.tim]
nama = "Tim"

[[langkah]]
no = 1
kegiatan = "Memerintahkan"
pelaksana = ["kepala"]
jenis = "perintah"
kelengkapan = ["Lembar disposisi"]
waktu = "15 menit"
output = "Disposisi"

[[langkah]]
no = 2
kegiatan = "Rapat"
pelaksana = ["sekretaris"]
jenis = "rapat"
kelengkapan = [
    "Undangan",
    "[[langkah]]",
]
waktu = "1 jam"
output = "Notulen"
peserta = ["tim"]
wajib_lampiran = true

[[langkah]]
no = 3
kegiatan = "Menghimpun data"
pelaksana = ["tim", "bidang"]
jenis = "unggah"
kelengkapan = ["Formulir"]
waktu = "2 Hari"
output = "Data"

[[langkah]]
no = 4
kegiatan = "Menandatangani"
pelaksana = ["kepala"]
jenis = "tanda-tangan"
kelengkapan = ["Rekap"]
waktu = "10 menit"
output = "Rekap"
tidak = 3
terbitkan = true

[[langkah]]
no = 5
kegiatan = "Melaporkan"
pelaksana = ["tim"]
jenis = "laporan"
kelengkapan = ["Rekap"]
waktu = "10 menit"
output = "Laporan"
penerima = ["sekretaris"]
"""


def ubah(*ganti: tuple[str, str]) -> str:
    """The small SOP with each first text replaced by the second; the first must stand there exactly once."""
    teks = TEKS
    for lama, baru in ganti:
        assert teks.count(lama) == 1, f"{lama!r} stands {teks.count(lama)} times in the small SOP"
        teks = teks.replace(lama, baru)
    return teks


def nomor_baris(teks: str, penggalan: str) -> int:
    """The line of the first place where this stands."""
    return teks[: teks.index(penggalan)].count("\n") + 1


def penolakan(teks: str) -> tuple[Temuan, ...]:
    with pytest.raises(SopDitolak) as ditolak:
        muat_teks(teks, NAMA)
    return ditolak.value.temuan


def satu_temuan(teks: str) -> Temuan:
    """The only thing that is wrong: a second finding would be noise for the person who corrects the file."""
    temuan = penolakan(teks)
    assert len(temuan) == 1, "\n\n".join(map(str, temuan))
    return temuan[0]
