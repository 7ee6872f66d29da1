"""What the picture of a quarter shows, and hours that change from a day on."""

from dataclasses import replace
from datetime import date

import pytest

from bot.berkas.gambar_kalender import WARNA, KalenderTriwulan
from bot.layanan.hari_tulis import baca_hari, baca_masa, baca_tanggal, baca_tukar
from bot.layanan.kalender_triwulan import triwulan
from bot.layanan.usul_kalender import ganti_pekan
from bot.sop.bentuk import Keliru
from jadwal.jam_kerja import PERPRES_21_2023, JamKerja
from jadwal.jam_tulis import baca_jam
from jadwal.kalender import KalenderKerja

TUKAR = {date(2026, 3, 30): (True, "Ditukar"), date(2026, 2, 21): (False, "Pengganti")}


def gambar(tahun: int, tw: int, kalender: KalenderKerja | None = None) -> KalenderTriwulan:
    return triwulan("Dinas Contoh", kalender or KalenderKerja("Asia/Jakarta"), tahun, tw)


def test_hari_dan_tanda_triwulan_pertama():
    isi = gambar(2026, 1, KalenderKerja("Asia/Jakarta", khusus=TUKAR))

    jenis = {(b.nama.split()[0], h.no): h for b in isi.bulan for h in b.hari if h.jenis}
    assert len(jenis) == 31 + 28 + 31
    assert {h.jenis for h in jenis.values()} == set(WARNA)
    assert jenis["Maret", 30].jenis == "khusus"
    assert jenis["Februari", 21].jenis == "masuk"
    assert jenis["Maret", 18].jenis == "cuti"
    assert jenis["Maret", 19].jenis == "libur"
    assert jenis["Februari", 20].ramadan
    assert not jenis["Februari", 18].ramadan
    assert isi.bulan[0].hari[0].jenis == ""  # January 2026 begins on a Thursday
    assert ("Sab 21 Feb", "Masuk kerja: Pengganti", "masuk") in isi.libur
    assert ("Sel 10 Mar", "Pimpinan ditawari memulai, TW I 2026") in isi.batas  # Monday 30th is free: a day earlier


@pytest.mark.parametrize(
    ("tahun", "tw", "batas"),
    [(2026, 2, ["1 Apr", "6 Apr", "8 Apr", "15 Apr", "17 Jun", "24 Jun"]), (2027, 1, ["4 Jan", "7 Jan", "11 Jan", "18 Jan", "16 Mar", "23 Mar"])],
)  # fmt: skip
def test_tanggal_menurut_tabel(tahun: int, tw: int, batas: list[str]):
    """Domain 5.1: day 1, 3, 5, 10 of the quarter before, H-10 and H-5 of this one."""
    assert [t.split(" ", 1)[1] for t, _ in gambar(tahun, tw).batas] == batas


def test_hari_kerja_setahun():
    """Domain 6.3: 240 working days in 2026, 242 in 2027."""
    for tahun, banyak in ((2026, 240), (2027, 242)):
        assert sum(int(gambar(tahun, tw).ringkasan.split()[0]) for tw in (1, 2, 3, 4)) == banyak


def test_jam_baru_menyimpan_jam_lama():
    """Two changes, then one that comes before the second: every day keeps what applied on it."""
    satu, dua, tiga = (JamKerja.dari_json(baca_jam(f"Senin-Jumat {jam}.00-15.00")).pekan for jam in ("07", "08", "09"))
    awal = replace(PERPRES_21_2023, pekan=satu)

    baru = ganti_pekan(ganti_pekan(awal, dua, date(2026, 6, 1)), tiga, date(2026, 9, 1))
    assert [baru.pekan_pada(date(2026, b, 15)) for b in (5, 6, 8, 9)] == [satu, dua, dua, tiga]
    assert baru.pekan_pada(date(2027, 2, 15)) == PERPRES_21_2023.pekan_pada(date(2027, 2, 15))  # Ramadan stays
    lagi = ganti_pekan(baru, satu, date(2026, 8, 1))
    assert [lagi.pekan_pada(date(2026, b, 15)) for b in (5, 6, 7, 8, 9)] == [satu, dua, dua, satu, satu]
    assert JamKerja.dari_json(lagi.ke_json()) == lagi


@pytest.mark.parametrize("teks", ["22/07/2026", "22-7-2026", "22 Juli 2026", "22 jul 2026", "2026-07-22", "22.07.2026"])
def test_cara_menulis_tanggal(teks: str):
    assert baca_tanggal(teks) == date(2026, 7, 22)


@pytest.mark.parametrize("teks", ["Rabu, 22 Juli 2026", "rabu 22/07/2026", "Rab, 22 Jul 2026", "hari Rabu 22-7-2026"])
def test_tanggal_dengan_harinya(teks: str):
    """As the bot itself writes dates."""
    assert baca_tanggal(teks) == date(2026, 7, 22)


def test_hari_yang_tidak_cocok_disebut():
    with pytest.raises(Keliru, match="bukan hari Sabtu") as galat:
        baca_hari("Sabtu, 22 Juli 2026 Hari jadi")
    assert "Rabu, 22 Juli 2026" in galat.value.seharusnya


def test_beberapa_hari_dan_pasangan():
    assert baca_hari("22/7/2026 s.d. 23/7/2026: Pekan olahraga\n1 Agustus 2026") == [
        (date(2026, 7, 22), "Pekan olahraga"),
        (date(2026, 7, 23), "Pekan olahraga"),
        (date(2026, 8, 1), ""),
    ]
    assert baca_tukar("30/3/2026 = 4/4/2026") == (date(2026, 3, 30), date(2026, 4, 4))
    assert baca_masa("8/2/2027 sampai 9/3/2027") == (date(2027, 2, 8), date(2027, 3, 9))


@pytest.mark.parametrize(
    "teks", ["", "29/2/2027", "0/1/2026", "1/0/2026", "1/1/26", "1/1/20266", "1/foo/2026", "٣/٤/٢٠٢٦", "9999-99-99"]
)
def test_bukan_tanggal(teks: str):
    with pytest.raises(Keliru):
        baca_hari(teks)


def test_tanggal_yang_tidak_ditulis_disebut_begitu():
    """Nothing is quoted where nothing was written."""
    for baca, teks in ((baca_tanggal, ""), (baca_tukar, "10/4/2026 ditukar ")):
        with pytest.raises(Keliru, match=r"^Tanggalnya belum ditulis\. Tulis hari/bulan/tahun"):
            baca(teks)
