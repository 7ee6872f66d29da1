"""The recap of a quarter, with the figures of a whole sample office worked out apart from the program."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kinerja.data import baca_indikator_csv, baca_realisasi_csv
from bot.kinerja.model import Arah, Indikator, Realisasi, Rekap, Sifat, Status
from bot.kinerja.predikat import muat_skala
from bot.kinerja.rekap import Aturan, hitung_rekap, sidik_angka
from bot.kinerja.ukur import VarianTurun
from tests.kinerja.bantu import indikator, lapor

CONTOH = Path(__file__).parents[2] / "bot/simulasi/contoh"
D = Decimal


def kantor(nama: str) -> tuple[tuple[Indikator, ...], dict[int, dict[str, Realisasi]], dict[str, str]]:
    """A sample office: plan, reports of TW I and II, names of the units."""
    rencana = baca_indikator_csv((CONTOH / f"indikator_{nama}.csv").read_bytes())
    laporan = {q: baca_realisasi_csv((CONTOH / f"realisasi_{nama}_tw{q}.csv").read_bytes(), rencana) for q in (1, 2)}
    instansi = tomllib.loads((CONTOH / f"instansi_{nama}.toml").read_text(encoding="utf-8"))
    return rencana, laporan, {b["kode"]: b["nama"] for b in instansi["bidang"]}


def rekap_dkupp(tw: int) -> Rekap:
    rencana, laporan, bidang = kantor("dkupp-purwakarta")
    return hitung_rekap(rencana, laporan, 2026, tw, bidang)


# Worked out from the CSV with fractions, apart from the program. "" = not assessed.
CAPAIAN_DKUPP = {
    1: """ 98.28 93.00 100.00  99.68 95.00   100.00 90.00 99.42  89.00  75.05 100.00 93.54 76.00 92.83 66.00  100.00 0.00""",
    2: """ 100.27 100.00 50.00 100.37 100.17 85.00 65.00 101.94 90.00 91.00 100.27 70.00 87.33  104.48 80.00 104.99 100.00 103.00 51.00 50.00 95.00 100.00""",
}
PER_BIDANG_DKUPP = {
    1: [
        ("Sekretariat", "97.09", "Sangat Tinggi", "20.00"),
        ("Bidang Koperasi", "98.59", "Sangat Tinggi", "7.68"),
        ("Bidang UKM", "91.68", "Sangat Tinggi", "15.00"),
        ("Bidang Perdagangan", "82.64", "Tinggi", "12.30"),
        ("Bidang Perindustrian", "50.00", "Sangat Rendah", "15.00"),
        ("Instansi", "86.79", "Tinggi", "17.56"),
    ],
    2: [
        ("Sekretariat", "83.33", "Tinggi", "45.00"),
        ("Bidang Koperasi", "93.33", "Sangat Tinggi", "42.41"),
        ("Bidang UKM", "88.39", "Tinggi", "45.70"),
        ("Bidang Perdagangan", "90.14", "Tinggi", "42.62"),
        ("Bidang Perindustrian", "73.75", "Sedang", "45.00"),
        ("Instansi", "87.80", "Tinggi", "44.61"),
    ],
}
HITUNGAN_DKUPP = {1: (24, 17, 1, 0, 6), 2: (24, 22, 0, 0, 2)}


@pytest.mark.parametrize("tw", [1, 2])
def test_dkupp(tw):
    """TW I and TW II 2026 of the sample office, indicator by indicator and unit by unit."""
    rekap = rekap_dkupp(tw)
    assert ["" if b.capaian is None else str(b.capaian) for b in rekap.baris] == CAPAIAN_DKUPP[tw].split(" ")
    ringkas = [(r.nama, str(r.rata_rata), r.predikat, str(r.serapan)) for r in (*rekap.per_bidang, rekap.instansi)]
    assert ringkas == PER_BIDANG_DKUPP[tw]
    i = rekap.instansi
    assert (i.jumlah, i.dinilai, i.belum_dilaporkan, i.perlu_konfirmasi, i.tidak_ditargetkan) == HITUNGAN_DKUPP[tw]


def test_dkupp_baris():
    """The figures beside the capaian: s.d., progress of the year, absorption, predikat or why there is none."""
    baris = {b.indikator.kode: b for b in rekap_dkupp(2).baris}
    rata_rata, jumlah, turun = baris["DKP-16"], baris["DKP-14"], baris["DKP-24"]
    assert (rata_rata.capaian, rata_rata.capaian_sd, rata_rata.serapan) == (D("104.48"), D("89.77"), D("45.00"))
    assert (jumlah.capaian_sd, jumlah.capaian_tahun, jumlah.predikat) == (D("88.00"), D("44.00"), "Tinggi")
    assert (turun.capaian_sd, turun.capaian_tahun) == (D("30.00"), None)
    assert (baris["DKP-11"].predikat, baris["DKP-11"].efisiensi) == ("Sangat Tinggi", "efisien")
    assert (baris["DKP-01"].predikat, baris["DKP-01"].efisiensi) == ("Tidak ditargetkan", "–")


def test_dkupp_yang_belum_lapor():
    """Who has not reported is named, not counted as zero."""
    belum = [b.indikator.kode for b in rekap_dkupp(1).baris if b.status is Status.BELUM_DILAPORKAN]
    assert belum == ["DKP-13"]


@pytest.mark.parametrize("nama", ["bkpsdm-purwakarta", "gowa", "disnakerperintrans-kapuas-hulu", "setwan-balangan"])
def test_kantor_lain(nama):
    """Every sample office can be measured in both quarters; units come in the order of the office."""
    rencana, laporan, bidang = kantor(nama)
    for tw in (1, 2):
        rekap = hitung_rekap(rencana, laporan, 2026, tw, bidang)
        assert [r.kode for r in rekap.per_bidang] == list(bidang)
        assert len(rekap.baris) == len(rencana) == rekap.instansi.jumlah
        assert rekap.instansi.rata_rata is not None
        assert sum(r.jumlah for r in rekap.per_bidang) == rekap.instansi.jumlah


@pytest.mark.parametrize(
    ("nama", "tw", "kode", "predikat", "capaian"),
    [
        ("gowa", 1, "GOW-10", "Perlu konfirmasi", None),
        ("gowa", 1, "GOW-04", "Sangat Rendah", "0.00"),
        ("gowa", 2, "GOW-12", "Tidak ditargetkan", None),
        ("disnakerperintrans-kapuas-hulu", 1, "KPH-08", "Perlu konfirmasi", None),
        ("disnakerperintrans-kapuas-hulu", 2, "KPH-09", "Perlu konfirmasi", None),
        ("disnakerperintrans-kapuas-hulu", 2, "KPH-14", "Tidak ditargetkan", None),
        ("disnakerperintrans-kapuas-hulu", 2, "KPH-15", "Sangat Rendah", "0.00"),
        ("bkpsdm-purwakarta", 1, "BKP-03", "Sangat Tinggi", "200.00"),
        ("bkpsdm-purwakarta", 1, "BKP-02", "Tidak ditargetkan", None),
        ("bkpsdm-purwakarta", 2, "BKP-12", "Belum dilaporkan", None),
        ("bkpsdm-purwakarta", 2, "BKP-16", "Sangat Rendah", "0.00"),
        ("setwan-balangan", 1, "BLG-15", "Sangat Tinggi", "100.00"),
        ("setwan-balangan", 2, "BLG-13", "Sangat Tinggi", "91.00"),
    ],
)
def test_sel_sulit(nama, tw, kode, predikat, capaian):
    """The difficult cells of the samples end where the rules say."""
    rencana, laporan, bidang = kantor(nama)
    baris = {b.indikator.kode: b for b in hitung_rekap(rencana, laporan, 2026, tw, bidang).baris}[kode]
    assert (baris.predikat, None if baris.capaian is None else str(baris.capaian)) == (predikat, capaian)


def test_serapan_kosong_bukan_nol():
    """ "(belum rekon)" is no spending of zero: the row has no absorption."""
    rencana, laporan, bidang = kantor("setwan-balangan")
    umum = hitung_rekap(rencana, laporan, 2026, 2, bidang).per_bidang[2]
    assert (umum.nama, umum.serapan, umum.anggaran) == ("Bagian Umum dan Keuangan", None, 0)


def dua_bidang() -> tuple[list[Indikator], dict[int, dict[str, Realisasi]]]:
    rencana = [
        indikator("A-1", "100", bidang="a"),
        indikator("A-2", "100", bidang="a"),
        indikator("B-1", "100", bidang="b"),
        indikator("B-2", "100", bidang="b"),
        indikator("B-3", "", bidang="b"),
    ]
    isi = {"A-1": 50, "A-2": 130, "B-1": 90, "B-2": "-"}
    return rencana, {1: {i.kode: lapor(i, isi[i.kode]) for i in rencana if i.kode in isi}}


def test_instansi_bukan_rata_rata_bidang():
    """Mean over all indicators (80,00), not the mean of the unit means 75 and 90 (trap 14)."""
    rekap = hitung_rekap(*dua_bidang(), 2026, 1, {"b": "Bidang B", "a": "Bidang A"})
    assert [(r.kode, r.rata_rata) for r in rekap.per_bidang] == [("b", D("90.00")), ("a", D("75.00"))]
    assert rekap.instansi.rata_rata == D("80.00")
    assert next(b.capaian for b in rekap.baris if b.indikator.kode == "A-2") == D("130.00")


@pytest.mark.parametrize(
    ("aturan", "rata", "tercetak"),
    [
        (Aturan(), "80.00", "100,00 %"),
        (Aturan(cap=None), "90.00", "tanpa batas"),
        (Aturan(cap=D(120)), "86.67", "120,00 %"),
        (Aturan(kosong_nol=True), "60.00", "dihitung 0"),
        (Aturan(skala=muat_skala("baik")), "80.00", "Sangat Baik sampai"),
        (Aturan(varian=VarianTurun.RASIO), "80.00", "target ÷ realisasi"),
    ],
    ids=["bawaan", "tanpa cap", "cap 120", "kosong nol", "skala lain", "rasio"],
)
def test_aturan_kantor(aturan, rata, tercetak):
    """What an office may decide differently changes the figures and is printed with them."""
    rekap = hitung_rekap(*dua_bidang(), 2026, 1, {}, aturan)
    assert str(rekap.instansi.rata_rata) == rata
    assert any(tercetak in nilai for nilai in rekap.aturan.values())


def test_k63_tanpa_laporan():
    """Nothing reported, no indicators, an unknown unit: well-formed, with the reason in place of a predikat (K63)."""
    rencana, _ = dua_bidang()
    rekap = hitung_rekap(rencana, {}, 2026, 1, {"kosong": "Bidang Kosong", "a": "Bidang A"})
    assert [(r.kode, r.nama, r.rata_rata, r.predikat) for r in rekap.per_bidang] == [
        ("kosong", "Bidang Kosong", None, "Tidak ditargetkan"),
        ("a", "Bidang A", None, "Belum dilaporkan"),
        ("b", "b", None, "Belum dilaporkan"),
    ]
    hampa = hitung_rekap([], {}, 2026, 1, {})
    assert (hampa.instansi.jumlah, hampa.instansi.serapan, hampa.instansi.predikat) == (0, None, "Tidak ditargetkan")
    with pytest.raises(ValueError, match="triwulan"):
        hitung_rekap([], {}, 2026, 5, {})


def test_rata_rata_dari_yang_belum_dibulatkan():
    """Three times 100/3 and once 100 average 50,00; rounded first they would give 49,9975."""
    rencana = [indikator(f"A-{n}", "3", bobot=D(1)) for n in range(3)] + [indikator("A-9", "3")]
    laporan = {1: {i.kode: lapor(i, 3 if i.kode == "A-9" else 1) for i in rencana}}
    assert hitung_rekap(rencana, laporan, 2026, 1, {}).instansi.rata_rata == D("50.00")


def test_predikat_dari_angka_bulat():
    """90,995 prints as 91,00 and must read Sangat Tinggi beside it."""
    i = indikator("A-1", "100")
    baris = hitung_rekap([i], {1: {"A-1": lapor(i, "90,995")}}, 2026, 1, {}).baris[0]
    assert (baris.capaian, baris.predikat) == (D("91.00"), "Sangat Tinggi")


def test_sd_tidak_lengkap():
    """A recap marks a year so far that misses a quarter."""
    i = indikator("A-1", "20|40", "120", sifat=Sifat.JUMLAH, satuan="%")
    laporan = {1: {"A-1": lapor(i, "4O")}, 2: {"A-1": lapor(i, 44)}}
    baris = hitung_rekap([i], laporan, 2026, 2, {}).baris[0]
    assert (baris.capaian_sd, baris.sd_lengkap, baris.capaian_tahun) == (D("110.00"), False, D("36.67"))


def sidik(i: Indikator, r: Realisasi, **lain: Any) -> str:
    isi: dict[str, Any] = {"tahun": 2026, "triwulan": 1, "nama_bidang": {"umum": "Bidang Umum"}}
    return sidik_angka(hitung_rekap([i], {1: {i.kode: r}}, **{**isi, **lain}))


def test_sidik_mengikat_isi():
    """A decision binds to what was shown: any changed figure, note or name gives another fingerprint."""
    i = indikator("A-1", "1000|2000", "2000", satuan="orang", pagu=D(1000))
    asal = lapor(i, "1.250", "500")
    ubah = [
        sidik(i, lapor(i, "1.251", "500")),
        sidik(i, lapor(i, "1.250", "501")),
        sidik(i, lapor(i, "1.250", "-")),
        sidik(i, replace(asal, faktor_penghambat="Hujan")),
        sidik(i, replace(asal, data_dukung="Daftar hadir")),
        sidik(replace(i, nama="Nama lain"), asal),
        sidik(replace(i, pagu=D(1001)), asal),
        sidik(replace(i, arah=Arah.TURUN), asal),
        sidik(indikator("A-1", "1001|2000", "2000", satuan="orang", pagu=D(1000)), asal),
        sidik(i, asal, nama_bidang={"umum": "Bidang Baru"}),
        sidik(i, asal, tahun=2027),
        sidik(i, asal, aturan=Aturan(cap=None)),
    ]
    assert len({sidik(i, asal), *ubah}) == len(ubah) + 1


def test_sidik_tidak_peduli_cara_menulis():
    """1.250 typed as text and 1250 typed as a number, 85,50 and 85,5 are the same content."""
    i = indikator("A-1", "1000", satuan="orang")
    assert sidik(i, lapor(i, "1.250")) == sidik(i, lapor(i, 1250)) == sidik(i, lapor(i, "1250,00 orang"))
    assert len(sidik(i, lapor(i, 1250))) == 64


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "0", "5", "12,5", "2-4", "WTP"]),
            st.sampled_from(["", "0", "5", "1.250", "4O", "-3", "WTP", "99999999999"]),
            st.sampled_from(Arah),
            st.sampled_from(Sifat),
        ),
        max_size=8,
    ),
    st.integers(1, 4),
)
def test_rekap_apa_pun(isi, tw):
    """Whatever is planned and reported: the counts add up, averages stay within 0 and 100, a reason replaces a number."""
    rencana = [
        indikator(f"A-{n}", "|".join([t] * 4), t, arah=arah, sifat=sifat) for n, (t, _, arah, sifat) in enumerate(isi)
    ]
    laporan = {q: {i.kode: lapor(i, r, r) for i, (_, r, _, _) in zip(rencana, isi, strict=True)} for q in (1, 2, 3, 4)}
    rekap = hitung_rekap(rencana, laporan, 2026, tw, {})
    i = rekap.instansi
    assert i.dinilai + i.belum_dilaporkan + i.perlu_konfirmasi + i.tidak_ditargetkan == i.jumlah == len(rencana)
    assert i.rata_rata is None or 0 <= i.rata_rata <= 100
    assert all((b.capaian is None) == (b.status is not Status.DINILAI) for b in rekap.baris)
    assert sidik_angka(rekap) == sidik_angka(hitung_rekap(rencana, laporan, 2026, tw, {}))
