"""Proposed codes and names, and units as people type them."""

import pytest

from bot.layanan.kode_usul import usul_kode_bidang, usul_kode_kantor
from bot.layanan.rancangan import Rancangan, baca_bidang, namai_bidang, tambah_bidang, usul_nama
from bot.sop.bentuk import Keliru


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("Dinas Perdagangan Kabupaten Contoh", "dinas-perdagangan-contoh"),
        ("Badan Kepegawaian (BKPSDM) Kabupaten Purwakarta", "bkpsdm"),
        ("Dinas Koperasi UKM Perdagangan dan Perindustrian", "dinas-koperasi-ukm"),
        ("Grup Kantor", "grup-kantor"),
        ("🎉🎉", "kantor"),
        ("漢字", "kantor"),
        ("Écoles <b>", "ecoles-b"),
        ("a" * 200, "a" * 24),
        ("Dinas Contoh", "dinas-contoh-3"),
    ],
)
def test_kode_kantor_diusulkan(nama: str, kode: str):
    assert usul_kode_kantor(nama, ["dinas-contoh", "Dinas-Contoh-2"]) == kode


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("Bidang Perdagangan", "perdagangan"),
        ("Sekretariat", "sekretariat"),
        ("Bagian Umum dan Keuangan", "umum-keuangan"),
        ("Bidang", "bidang"),
        ("🎉", "bidang"),
        ("Seksi UKM", "ukm-2"),
    ],
)
def test_kode_bidang_diusulkan(nama: str, kode: str):
    assert usul_kode_bidang(nama, ["ukm"]) == kode


@pytest.mark.parametrize(
    ("judul", "nama"),
    [
        ("Dinas Contoh", "Dinas Contoh"),
        ("Grup: Dinas Contoh", "Dinas Contoh"),
        ("GRUP Dinas  Contoh", "Dinas Contoh"),
        ("Gruping Dinas", "Gruping Dinas"),
        ("Grup", ""),
        ("🎉", ""),
        ("", ""),
        ("x" * 201, ""),
    ],
)
def test_nama_diusulkan_dari_judul_grup(judul: str, nama: str):
    assert usul_nama(Rancangan(judul=judul)) == nama


def test_bidang_satu_tiap_baris():
    assert baca_bidang("1. Sekretariat\n\n 2) Bidang UKM\n• Bidang  Pasar \n- 3 Pilar\n4") == [
        "Sekretariat",
        "Bidang UKM",
        "Bidang Pasar",
        "3 Pilar",
        "4",
    ]


def test_bidang_yang_kodenya_sama_tetap_berbeda():
    r = tambah_bidang(Rancangan(), ["Bidang UKM", "Seksi UKM"])
    assert r.bidang == (("ukm", "Bidang UKM"), ("ukm-2", "Seksi UKM"))
    assert namai_bidang(r, "ukm", "Bidang Usaha Mikro").bidang[0] == ("ukm", "Bidang Usaha Mikro")
    with pytest.raises(Keliru):
        namai_bidang(r, "ukm", "seksi ukm")
    assert namai_bidang(r, "ukm", "BIDANG UKM").bidang[0][1] == "BIDANG UKM"


def test_rancangan_selamat_lewat_json():
    r = tambah_bidang(Rancangan(grup=-1, nama="X", jam={"pekan": {"senin": ["08.00-12.00"]}}), ["Bidang UKM"])
    assert Rancangan.dari_json(r.ke_json()) == r
