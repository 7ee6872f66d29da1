"""The rounding that an office chooses: every capaian and average follows it, money and its share do not (domain 3.8)."""

from decimal import Decimal as D
from typing import Any

import pytest

from bot.berkas.tulisan import efisiensi_setahun
from bot.kinerja.asal import hitungan_capaian, hitungan_rata
from bot.kinerja.aturan import CARA, PEMBULATAN, SKALA, KodeAturan, aturan_dari
from bot.kinerja.model import Angka, Rekap
from bot.kinerja.predikat import muat_skala
from bot.kinerja.rekap import Aturan, hitung_rekap, sidik_angka
from tests.berkas.naskah_uji import indikator, lapor

SEMUA = pytest.mark.parametrize("desimal", [2, 1, 0])


def satu(nilai: str, desimal: int, **ganti: Any) -> Rekap:
    """One indicator with the target 100, so that its capaian is what was reported."""
    i = indikator(target=Angka(D(100)), **ganti)
    return hitung_rekap([i], {1: {"I-1": lapor(nilai=nilai, anggaran="333")}}, 2026, 1, {}, Aturan(desimal=desimal))


@pytest.mark.parametrize(
    ("nilai", "tampil"),
    [
        ("76.345", ("76.35 Tinggi", "76.3 Tinggi", "76 Tinggi")),
        ("90.95", ("90.95 Tinggi", "91.0 Sangat Tinggi", "91 Sangat Tinggi")),
        ("90.995", ("91.00 Sangat Tinggi", "91.0 Sangat Tinggi", "91 Sangat Tinggi")),
        ("90.5", ("90.50 Tinggi", "90.5 Tinggi", "91 Sangat Tinggi")),
        ("90.49", ("90.49 Tinggi", "90.5 Tinggi", "90 Tinggi")),  # never rounded twice: 90,5 is not 91
        ("75.449", ("75.45 Sedang", "75.4 Sedang", "75 Sedang")),
        ("75.5", ("75.50 Sedang", "75.5 Sedang", "76 Tinggi")),
        ("50.95", ("50.95 Sangat Rendah", "51.0 Rendah", "51 Rendah")),
        ("0", ("0.00 Sangat Rendah", "0.0 Sangat Rendah", "0 Sangat Rendah")),
        ("119.96", ("119.96 Sangat Tinggi", "120.0 Sangat Tinggi", "120 Sangat Tinggi")),
    ],
)
def test_predikat_dari_angka_yang_dibulatkan(nilai: str, tampil: tuple[str, ...]) -> None:
    """Half up at the very end; word and printed number agree at every rounding."""
    for desimal, kata in zip((2, 1, 0), tampil, strict=True):
        rekap = satu(nilai, desimal)
        b, r = rekap.baris[0], rekap.instansi
        assert f"{b.capaian} {b.predikat}" == kata
        assert f"{b.capaian_sd}" == f"{b.capaian_tahun}" == kata.split()[0]
        assert (r.rata_rata, r.predikat) == (min(D(kata.split()[0]), D(100)), b.predikat)
        assert rekap.per_bidang[0].rata_rata == r.rata_rata


@SEMUA
def test_rata_rata_dari_yang_belum_dibulatkan(desimal: int) -> None:
    """76,5 and 75,5 show as 77 and 76, yet their average is 76 and not 76,5: what is averaged is not rounded."""
    daftar = [indikator(f"I-{n}", Angka(D(100))) for n in (1, 2)]
    laporan = {i.kode: lapor(i.kode, nilai) for i, nilai in zip(daftar, ("76.5", "75.5"), strict=True)}

    rekap = hitung_rekap(daftar, {1: laporan}, 2026, 1, {}, Aturan(desimal=desimal))

    assert str(rekap.instansi.rata_rata) == ("76", "76.0", "76.00")[desimal]
    assert [str(b.capaian) for b in rekap.baris] == [["77", "76"], ["76.5", "75.5"], ["76.50", "75.50"]][desimal]


@SEMUA
def test_uang_dan_serapan_tidak_ikut(desimal: int) -> None:
    """Spending is a share of money: two decimals in every office, as the budget report prints it."""
    rekap = satu("80", desimal, pagu=D(1000))

    assert {str(x) for x in (rekap.baris[0].serapan, rekap.instansi.serapan)} == {"33.30"}
    assert rekap.instansi.anggaran == D(333)


@SEMUA
def test_efisiensi_setahun_tidak_ikut(desimal: int) -> None:
    """E and NE are computed from what was achieved, not from what is printed of it."""
    i = indikator(target=Angka(D(3)), pagu=D(1000))
    laporan = {4: {"I-1": lapor(nilai="2", anggaran="500")}}

    rekap = hitung_rekap([i], laporan, 2026, 4, {}, Aturan(desimal=desimal))

    assert str(rekap.baris[0].capaian_tahun) == ("67", "66.7", "66.67")[desimal]
    e, ne = (isi for _, isi in efisiensi_setahun(rekap))
    assert e.startswith("25,00 %")  # (666,67 − 500) / 666,67; from 67 % it would be 25,37 %
    assert ne.startswith("100,00;")


def test_bawaan_tercetak_seperti_semula() -> None:
    """The fingerprint of a recap covers its printed rules: those of an office that never chose must not change."""
    assert Aturan().tercetak() == {
        "Rumus arah turun": "(2 × target − realisasi) ÷ target × 100",
        "Batas capaian dalam rata-rata": "100,00 %",
        "Yang belum dilaporkan": "tidak dihitung dalam rata-rata",
        "Skala predikat": "Permendagri 86/2017",
        "Pembulatan": "dua desimal, setengah ke atas, pada hasil akhir",
    }


def test_tiap_pembulatan_sidiknya_sendiri() -> None:
    """Also where all figures happen to be the same: 80 is 80,0 and 80,00, but another rule was printed with it."""
    assert len({sidik_angka(satu("80", desimal)) for desimal in (2, 1, 0)}) == 3
    assert {Aturan(desimal=d).tercetak()["Pembulatan"].partition(",")[0] for d in (2, 1, 0)} == {
        "dua desimal",
        "satu desimal",
        "bilangan bulat",
    }


@pytest.mark.parametrize(
    ("nilai", "desimal", "kata"),
    [
        ("76.345", 2, "dihitung 76,35 % dengan bobot 1"),
        ("76.345", 1, "dihitung 76,35 % (belum dibulatkan) dengan bobot 1"),
        ("76.345", 0, "dihitung 76,35 % (belum dibulatkan) dengan bobot 1"),
        ("76", 0, "dihitung 76 % dengan bobot 1"),
        ("130", 1, "dihitung 100,0 % dengan bobot 1"),
        ("99.96", 1, "dihitung 99,96 % (belum dibulatkan) dengan bobot 1"),
    ],
)
def test_asal_angka_menyebut_yang_belum_dibulatkan(nilai: str, desimal: int, kata: str) -> None:
    """Whoever asks where an average comes from reads what entered it, not what the row shows."""
    baris, aturan = satu(nilai, desimal).baris[0], Aturan(desimal=desimal)

    hitungan = hitungan_capaian(baris, aturan)

    assert hitungan_rata(baris, aturan) == kata
    assert hitungan is not None
    assert hitungan.terisi.endswith(f"= {str(baris.capaian).replace('.', ',')} %")


def test_kode_tersimpan_tanpa_pembulatan_berarti_dua() -> None:
    """An office that chose its rules before rounding could be chosen, and one that never chose."""
    assert aturan_dari({"cara": "ketat", "skala": "baik"}).desimal == aturan_dari(None).desimal == 2
    assert aturan_dari({"cara": "ketat", "skala": "baik", "desimal": "0", "oleh": "x"}).desimal == 0
    with pytest.raises(KeyError):
        aturan_dari({"cara": "baku", "skala": "baik", "desimal": "3"})


def test_kode_pulang_pergi() -> None:
    """What a button carries is read back; what nobody can choose is refused; a button of an older card means two decimals."""
    for cara in CARA:
        for skala in SKALA:
            for desimal in PEMBULATAN:
                kode = KodeAturan(cara, skala, desimal)
                assert KodeAturan.baca(str(kode)) == kode
                assert len(f"aturan-terap:{10**9}:{kode}") <= 64  # what a button can carry
    assert KodeAturan.baca("ketat.baik") == KodeAturan("ketat", "baik", "2")
    for salah in ("", "baku", "baku.akip.2", "x.baik.2", "baku.baik.3", "baku.baik.2.2"):
        with pytest.raises(KeyError):
            KodeAturan.baca(salah)


def test_skala_membulatkan_seperti_angkanya() -> None:
    """A scale with "above 90": 90,04 shows as 90,0 and is not above it."""
    lampu = muat_skala("lampu")

    assert [lampu.predikat(D("90.04"), d) for d in (2, 1, 0)] == ["Hijau", "Kuning", "Kuning"]
