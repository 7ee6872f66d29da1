"""The picture for the group."""

import struct

import pytest

from bot.berkas.gambar import MAKS_BIDANG, MAKS_PERHATIAN, data, tulis
from bot.kinerja.tampil import persen_id
from tests.berkas.naskah_uji import indikator, naskah, naskah_banyak, naskah_kantor


def ukuran(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("bidang", [1, 2, 5, 12, 13, 40])
def test_gambar_selebar_telepon_untuk_berapa_pun_bidang(bidang):
    """1080 pixels wide, and not taller than a chat shows; units beyond the twelfth are counted."""
    isi = naskah_banyak(80, bidang)

    lebar, tinggi = ukuran(tulis(isi))

    assert lebar == 1080
    assert 1350 <= tinggi <= 2600
    assert len(data(isi)["bidang"]) == min(bidang, MAKS_BIDANG)
    assert data(isi)["bidang_lain"] == max(0, bidang - MAKS_BIDANG)


def test_lebih_dari_dua_belas_unit_terendah_dahulu():
    """Where not all units fit, the weakest are shown and it is said; what was not reported is weaker than any figure."""
    biasa, banyak = naskah_kantor(), naskah_banyak(80, 20)
    baris = [*(b.indikator for b in banyak.rekap.baris), indikator("Z-1", bidang="bisu")]
    laporan = {1: {b.indikator.kode: b.realisasi for b in banyak.rekap.baris}}
    sunyi = naskah(baris, laporan)

    unit = data(sunyi)

    assert data(biasa)["judul_bidang"] == "Per unit"
    assert [b["nama"] for b in data(biasa)["bidang"]] == [r.nama for r in biasa.rekap.per_bidang]
    assert unit["judul_bidang"] == "Per unit, terendah dahulu"
    assert unit["bidang"][0]["predikat"] == "Belum dilaporkan"
    rata = sorted(r.rata_rata for r in sunyi.rekap.per_bidang if r.rata_rata is not None)
    assert [b["nilai"] for b in unit["bidang"][1:]] == [persen_id(n) for n in rata[: MAKS_BIDANG - 1]]
    assert unit["bidang_lain"] == len(sunyi.rekap.per_bidang) - MAKS_BIDANG


@pytest.mark.parametrize("banyak", [0, 1, 500])
def test_banyak_indikator(banyak):
    assert ukuran(tulis(naskah_banyak(banyak)))[0] == 1080


def test_angka_dan_kata_seperti_rekap():
    """The bars say percent and predikat in words; a unit without an average says why."""
    isi = naskah_kantor("dkupp-purwakarta", 2)

    batang = [*data(isi)["bidang"], data(isi)["instansi"]]

    for b, r in zip(batang, (*isi.rekap.per_bidang, isi.rekap.instansi), strict=True):
        assert (b["nilai"], b["predikat"]) == (persen_id(r.rata_rata), r.predikat)


def test_capaian_terendah_lebih_dahulu():
    """The lowest are named, lowest first; the rest is counted, not hidden."""
    isi = naskah_banyak(60)

    sorotan = data(isi)

    rendah = sorted(b.capaian for b in isi.rekap.baris if b.capaian is not None and b.capaian < 66)
    assert [s["nilai"] for s in sorotan["perhatian"]] == [persen_id(c) for c in rendah[:MAKS_PERHATIAN]]
    assert sorotan["perhatian_lain"] == len(rendah) - MAKS_PERHATIAN


def test_draf_bercap():
    """A draft is drawn with its stamp, so it is another picture."""
    draf = naskah_kantor(disetujui=None)

    assert data(draf)["cap"] == "DRAF – belum disetujui"
    assert "Disetujui" not in data(draf)["kaki"]
    assert tulis(draf) != tulis(naskah_kantor())


@pytest.mark.parametrize("jahat", ["", "#x *y* $z$ \\", "👍🏽", "x" * 3000, "\u202eterbalik", "kata " * 500])
def test_nama_ganjil_tidak_menggagalkan(jahat):
    isi = naskah([indikator(nama=jahat)], {}, bidang={"umum": jahat}, nama_instansi=jahat)

    assert ukuran(tulis(isi))[0] == 1080


def test_naskah_sama_gambar_sama():
    assert tulis(naskah_kantor()) == tulis(naskah_kantor())
