"""The people's workbook, cells in, people and findings out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, LembarMentah, SelMentah
from bot.berkas.personel_excel import JUDUL
from bot.berkas.sel_excel import alamat
from bot.layanan.personel_periksa import HasilPersonel, Pilihan, periksa_personel

PILIHAN = Pilihan(
    {"Kepala Dinas": ("kepala", False), "Tim Evaluasi": ("tim", False), "Bidang": ("bidang", True)},
    {"Bidang UKM": "ukm", "Bidang Koperasi": "koperasi"},
)
HARI = date(2026, 11, 20)
NIP_A, NIP_B = "199403232018071038", "198001012005011009"


def berkas(baris: Sequence[Sequence[Any]], judul: Sequence[str] = JUDUL, **ciri: str) -> BerkasMentah:
    isi = []
    for nomor, satu in enumerate([judul, *baris], 5):
        sel = {
            kolom: SelMentah(alamat(nomor, kolom), "angka" if isinstance(nilai, int | float) else "teks", nilai, "@")
            for kolom, nilai in enumerate(satu, 1)
            if nilai != ""
        }
        isi.append(BarisMentah(nomor, sel))
    return BerkasMentah((LembarMentah("Personel", False, tuple(isi)),), ciri or None, ())


def periksa(*baris: Sequence[Any], judul: Sequence[str] = JUDUL, **ciri: str) -> HasilPersonel:
    return periksa_personel(berkas(baris, judul, **ciri), "dkupp", PILIHAN, HARI)


def temuan(hasil: HasilPersonel) -> list[tuple[str, str]]:
    return [(t.sel, t.uraian) for t in hasil.temuan]


def test_dua_baris_satu_orang():
    """By account, by NIP, or by name where neither speaks against it; what is missing in one row comes from another."""
    hasil = periksa(
        ("Rina", NIP_A, "", "Kepala Dinas", "5001", "Kepala Dinas", ""),
        ("rina ", "", "Pembina", "", "", "tim evaluasi", ""),
        ("Umar", "", "", "", "", "Bidang", "bidang ukm"),
        ("Umar", "", "", "Kabid", "", "Bidang", "Bidang Koperasi"),
    )

    assert hasil.temuan == ()
    (rina,), (umar,) = hasil.orang, hasil.undangan
    assert (rina.telegram, rina.pangkat, rina.slot) == (5001, "Pembina", (("kepala", ""), ("tim", "")))
    assert (umar.telegram, umar.jabatan, umar.slot) == (0, "Kabid", (("bidang", "ukm"), ("bidang", "koperasi")))


def test_dua_orang_satu_nama():
    """Two accounts or two NIPs are two people, whatever they are called."""
    hasil = periksa(
        ("Budi", NIP_A, "", "", "5001", "Kepala Dinas", ""), ("Budi", NIP_B, "", "", "5002", "Tim Evaluasi", "")
    )

    assert [o.telegram for o in hasil.orang] == [5001, 5002]


def test_pertentangan():
    hasil = periksa(
        ("Rina", NIP_A, "", "", "5001", "Kepala Dinas", ""),
        ("Sari", NIP_A, "", "", "", "Tim Evaluasi", ""),
        ("Tono", "", "", "", "5001", "Tim Evaluasi", ""),
        ("Rina", NIP_B, "", "", "5001", "Tim Evaluasi", ""),
    )

    assert temuan(hasil) == [
        ("B7", "NIP ini juga dipakai baris 6 (Rina)."),
        ("E8", "Nomor Telegram ini juga dipakai baris 6 (Rina)."),
        ("B9", "Berbeda dari NIP di baris 6 (Rina), orang yang sama."),
    ]
    assert hasil.orang == ()


def test_kolom_dipindah_dan_bilangan():
    """Columns in another order; an account typed as a number; a unit beside a role that has none is no matter."""
    hasil = periksa(
        ("Kepala Dinas", 5001, "Rina", "Bidang UKM"), judul=("PERAN", "Telegram", " nama ", "Bidang"), jenis="personel",
        instansi="DKUPP",
    )  # fmt: skip

    assert [(o.nama, o.telegram, o.slot) for o in hasil.orang] == [("Rina", 5001, (("kepala", ""),))]


def test_tanpa_peran_asal_berakun():
    """Somebody who only stands in has no role of their own."""
    hasil = periksa(("Rina", "", "", "", "5001", "", ""), ("Tono", "", "", "", "", "", ""))

    assert temuan(hasil) == [("F7", "Peran belum dipilih.")]


def test_berkas_lain():
    assert "bukan daftar personel kantor ini" in temuan(periksa(jenis="personel", instansi="bkpsdm"))[0][1]
    assert "bukan daftar personel kantor ini" in temuan(periksa(jenis="rencana", instansi="dkupp"))[0][1]
    assert "tidak ditemukan" in temuan(periksa(judul=("Kode", "Target")))[0][1]
    assert "Belum ada satu orang pun" in temuan(periksa())[0][1]
