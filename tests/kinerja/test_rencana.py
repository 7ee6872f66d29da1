"""Two versions of a plan beside each other, and the questions about one."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.data import (
    DataDitolak,
    Masalah,
    baca_indikator_csv,
    baca_indikator_lembar,
    indikator_dari_isi,
    isi_dari_indikator,
)
from bot.kinerja.model import Indikator, Sifat
from bot.kinerja.rencana import Ubahan, bandingkan, seejaan, tanyakan_rencana
from bot.kinerja.wajar import periksa_rencana
from tests.kinerja.bantu import indikator

UNIT = {"ukm": "Bidang UKM", "dagang": "Bidang Perdagangan"}
TAJUK = ["Kode", "Indikator", "Satuan", "Arah", "Sifat", "Target Tahunan", "Target TW I", "Target TW II",
         "Target TW III", "target_tw4", "Pagu (Rp)", "Bidang"]  # fmt: skip
BARIS = ["A-1", "Pelatihan", "orang", "naik", "jumlah", "100", "20", "30", "30", "20", "", "Bidang UKM"]


def isi(*semua: Indikator) -> list[dict[str, str]]:
    return [isi_dari_indikator(i) for i in semua]


def buat(kode: str, **lain: Any) -> Indikator:
    return indikator(kode=kode, **lain)


def test_baru_diubah_disisihkan():
    """Indicators are recognised by their code; each column that differs is named, old and new."""
    lama = isi(buat("A-1"), buat("A-2", satuan="orang"), buat("A-3"))
    baru = isi(buat("A-2", satuan="paket"), buat("A-4"), buat("A-1"))

    beda = bandingkan(lama, baru)

    assert [b["kode"] for b in beda.baru] == ["A-4"]
    assert beda.diubah == (Ubahan("A-2", "satuan", "orang", "paket"),)
    assert [b["kode"] for b in beda.disisihkan] == ["A-3"]
    assert not beda.urutan


def test_sama_dan_urutan():
    """The same plan is no difference; another order is one, since the recap follows it."""
    lama = isi(buat("A-1"), buat("A-2"))

    assert not bandingkan(lama, lama)
    assert bandingkan(lama, lama[::-1]).urutan
    assert len(bandingkan((), lama).baru) == 2


def test_ejaan_angka_dipertahankan():
    """What Excel drops is no change: 53,50 stays 53,50; what really differs is taken."""
    lama = [{"kode": "A-1", "target_tw1": "53,50", "pagu": "1000", "satuan": "%"}]
    baru = [{"kode": "A-1", "target_tw1": "53,5", "pagu": "100", "satuan": "%"}]

    assert seejaan(lama, baru) == [{"kode": "A-1", "target_tw1": "53,50", "pagu": "100", "satuan": "%"}]
    assert seejaan([], baru) == baru


@pytest.mark.parametrize(
    ("kata", "ubah"),
    [
        ("Rata-rata target triwulan 5", {"tw": "5|5|5|5", "tahunan": "6", "sifat": Sifat.RATA_RATA}),
        ("tertinggi 5", {"tw": "3|5|4|", "tahunan": "6", "sifat": Sifat.MAKSIMUM}),
        ("tidak akan dinilai", {"tw": "|||", "tahunan": "6"}),
        ("sama sekali", {"tw": "|||", "tahunan": ""}),
        ("Target tahunan kosong", {"tw": "1|2|3|4", "tahunan": ""}),
        ("berbeda bentuk", {"tw": "1|2|3|WTP", "tahunan": "4"}),
        ("biasanya akhir", {"tw": "|||WTP", "tahunan": "WTP", "sifat": Sifat.JUMLAH}),
        ("lebih dari 100 %", {"tw": "90|95|100|105", "tahunan": "105", "satuan": "%"}),
        ("bukan bilangan bulat", {"tw": "1|1,5|2|2", "tahunan": "2", "satuan": "orang"}),
    ],
)
def test_pertanyaan_tentang_satu_baris(kata, ubah):
    """Quarters against the year by `sifat` (domain 3.6), and slips that nobody means."""
    assert any(kata in satu for satu in periksa_rencana(indikator(**ubah)))


@pytest.mark.parametrize(
    "ubah",
    [
        {"tw": "5|5|5|5", "tahunan": "5", "sifat": Sifat.RATA_RATA},
        {"tw": "3|3|4|", "tahunan": "3,33", "sifat": Sifat.RATA_RATA},
        {"tw": "3|5|4|", "tahunan": "5", "sifat": Sifat.MAKSIMUM},
        {"tw": "|||WTP", "tahunan": "WTP"},
        {"tw": "2-4|2-4|2-4|2-4", "tahunan": "2-4"},
    ],
)
def test_yang_wajar_tidak_ditanyakan(ubah):
    assert periksa_rencana(indikator(**ubah)) == []


def test_pertanyaan_tentang_seluruh_rencana():
    """Twins, a ceiling counted twice, a weight that is a percentage, a unit without indicators."""
    semua = [
        indikator(
            nama=nama, pagu=Decimal(100), bidang="ukm", bobot=Decimal(bobot), tw="1|2|3|4", tahunan="4", kode=kode
        )
        for kode, nama, bobot in (("A-1", "Sama", 1), ("A-2", "sama", 40))
    ]

    tanya = tanyakan_rencana(semua, UNIT)

    assert [k for k, _ in tanya] == ["A-2", "A-1", "A-2", ""]
    for kata in ("Nama indikatornya sama", "Rp100 yang sama juga di A-2", 'Bobot "40"', "Bidang Perdagangan"):
        assert any(kata in t for _, t in tanya)


def test_judul_yang_terbaca_orang_dan_nama_bidang():
    """``Target TW II`` is target_tw2, ``Pagu (Rp)`` is pagu, and a unit's name is as good as its code."""
    (i,) = baca_indikator_lembar([[(1, ["Rencana 2026"]), (5, TAJUK), (6, BARIS)]], UNIT)

    assert (i.bidang, i.target_tw[1]) == ("ukm", baca_indikator_csv(CSV, UNIT)[0].target_tw[1])


CSV = (";".join(TAJUK) + "\n" + ";".join(BARIS)).encode()


def test_kesalahan_menyebut_alamat_sel():
    """In a workbook every mistake has its cell, in a CSV its line."""
    salah = [*BARIS[:3], "maju", *BARIS[4:11], "dagangan"]
    with pytest.raises(DataDitolak) as lembar:
        baca_indikator_lembar([[(5, TAJUK), (6, BARIS), (7, salah)]], UNIT)
    with pytest.raises(DataDitolak) as csv:
        baca_indikator_csv(CSV + ("\n" + ";".join(salah)).encode(), UNIT)

    assert [(m.sel, m.kolom) for m in lembar.value.masalah] == [("D7", "arah"), ("L7", "bidang"), ("A7", "kode")]
    assert [(m.sel, m.baris) for m in csv.value.masalah] == [("", 3), ("", 3), ("", 3)]
    assert "ukm, dagang" in str(lembar.value)


def test_dua_lembar_bertabel_ditolak():
    """Nobody knows which of two tables is meant; a sheet without the header does not count."""
    with pytest.raises(DataDitolak, match="dua lembar"):
        baca_indikator_lembar([[(1, TAJUK), (2, BARIS)], [(1, TAJUK), (2, BARIS)]], UNIT)
    with pytest.raises(DataDitolak, match="tidak berisi lembar"):
        baca_indikator_lembar([], UNIT)
    assert len(baca_indikator_lembar([[(1, ["Petunjuk", "Kode"])], [(1, TAJUK), (2, BARIS)]], UNIT)) == 1


SEL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "-", "0", "1,250", "12,5", "2,50-4,50", "WTP", "naik", "jumlah", "ukm", "=A1", "#DIV/0!", "1e9", "²"]
    ),
)


@given(st.lists(st.dictionaries(st.integers(0, len(TAJUK) - 1), SEL, max_size=3), max_size=4))
def test_isi_apa_pun_diterima_atau_ditolak_dengan_alasan(ubah):
    """No cell crashes the reading; what is taken can be stored, compared, asked about, and read back as it is."""
    baris = [[satu.get(k, isi) for k, isi in enumerate([f"A-{n}", *BARIS[1:]])] for n, satu in enumerate(ubah)]
    masalah, semua = _baca([(5, TAJUK), *enumerate(baris, 6)])

    assert bool(masalah) != bool(semua)
    assert all(m.saran for m in masalah)
    rencana = isi(*semua)
    assert not bandingkan(rencana, seejaan(rencana, rencana))
    assert tuple(indikator_dari_isi(satu) for satu in rencana) == semua
    tanyakan_rencana(semua, UNIT)


def _baca(lembar: list[tuple[int, list[str]]]) -> tuple[tuple[Masalah, ...], tuple[Indikator, ...]]:
    try:
        return (), baca_indikator_lembar([lembar], UNIT)
    except DataDitolak as tolak:
        return tolak.masalah, ()
