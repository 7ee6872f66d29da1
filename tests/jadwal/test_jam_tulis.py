"""Typed working hours: what is read, what is refused with which sentence, and that the ready ones are right."""

import pytest

from jadwal.jam_kerja import PERPRES_21_2023, JamKerja, JamKerjaSalah
from jadwal.jam_tulis import CONTOH, JAM_SIAP, baca_jam, uraikan


def jam_seminggu(jam: JamKerja) -> float:
    return sum(
        (r.selesai.hour - r.mulai.hour) + (r.selesai.minute - r.mulai.minute) / 60 for hari in jam.pekan for r in hari
    )


def test_jam_siap_terbaca_dan_cukup_panjang():
    """Perpres 21/2023 asks for 37.5 hours a week."""
    assert [jam_seminggu(JamKerja.dari_json(j.isi)) for j in JAM_SIAP] == [37.5, 37.0, 37.5, 37.5]
    assert JamKerja.dari_json(JAM_SIAP[0].isi) == PERPRES_21_2023
    assert len({j.kode for j in JAM_SIAP}) == len(JAM_SIAP)


def test_contoh_adalah_jawaban_yang_sah():
    isi = baca_jam(CONTOH)

    assert isi == {"pekan": JAM_SIAP[2].isi["pekan"]}
    assert uraikan(JamKerja.dari_json(isi)) == [
        "Senin–Kamis 08.00–12.00, 13.00–16.30",
        "Jumat 08.00–11.30, 13.00–17.00",
    ]


@pytest.mark.parametrize(
    "teks",
    [
        "senin 8-12\nselasa 08:00 – 12:00",
        "SENIN, SELASA: 08.00-12.00",
        "Sen dan Sel pukul 8.00 s.d. 12.00 WIB",
        "Senin s/d Selasa 8 sampai 12; Minggu libur",
        "hari senin & hari selasa = 08.00-12.00",
    ],
)
def test_cara_menulis_yang_lazim(teks: str):
    assert baca_jam(teks) == {"pekan": {"senin": ["08.00-12.00"], "selasa": ["08.00-12.00"]}}


def test_jumat_dengan_petik():
    assert baca_jam("Jum'at 07.30-11.30") == {"pekan": {"jumat": ["07.30-11.30"]}}


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "tidak ada hari kerja"),
        ("Sabtu libur", "tidak ada hari kerja"),
        ("07.30-16.00", "harinya belum ditulis"),
        ("Senin-Kamis", "jamnya belum ditulis"),
        ("Senen 07.30-16.00", "“senen” bukan nama hari"),
        ("Senin 25.00-26.00", '"25.00-26.00" memuat jam yang tidak ada. Tulis jam mulai'),
        ("Senin 08.00-07.00", '"08.00-07.00" selesai sebelum mulai: 07.00 lebih awal daripada 08.00. Tulis jam mulai'),
        ("Senin 08.00-08.00", '"08.00-08.00" selesai pada saat mulainya. Tulis jam mulai'),
        ("Senin 13.00-16.00 07.30-12.00", "Urutkan dari pagi ke sore"),
        ("Senin 07.30-12.00\nSenin 13.00-16.00", "Senin sudah disebut"),
        ("Kamis-Senin 07.30-12.00", "urutan harinya"),
        ("Senin 07.30-12.00 lembur", "“lembur” tidak terbaca"),
        ("Senin 07.30-12.00\n<b>Jumat", "bukan nama hari"),
        ("\n".join(["Senin 07.30-12.00"] * 15), "15 baris"),
        ("Senin ²-³", "bukan nama hari"),
    ],
)
def test_yang_keliru_dijelaskan(teks: str, kata: str):
    with pytest.raises(JamKerjaSalah) as salah:
        baca_jam(teks)

    assert kata in str(salah.value)


def test_hari_yang_sama_jamnya_disebut_bersama():
    assert uraikan(PERPRES_21_2023) == ["Senin–Kamis 07.30–12.00, 13.00–16.00", "Jumat 07.30–11.30, 13.00–16.30"]
    assert uraikan(JamKerja.dari_json(JAM_SIAP[3].isi))[-1] == "Sabtu 07.30–13.00"
