"""What is kept of a published recap comes back as it was, whatever people typed."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.berkas import data_csv, data_json, data_renja
from bot.berkas.naskah_data import NaskahData
from bot.kinerja.aturan import KodeAturan
from bot.kinerja.banding import lampau
from bot.kinerja.model import Bacaan, Kategori, Keterbacaan, Realisasi, Rentang
from bot.layanan.bekuan import Bekuan, baca, tulis
from bot.pesan.asal_angka import Bukti, Pengirim
from tests.berkas.naskah_uji import KANTOR, naskah_kantor

SAAT = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("kantor", KANTOR)
def test_bolak_balik(kantor: str):
    """Every field of every shape: the same recap, and the same files made of it."""
    lalu, n = (
        naskah_kantor(kantor, 1),
        naskah_kantor(kantor, 2, aturan=KodeAturan("tanpa-batas", "lampu", "0").aturan()),
    )
    n = replace(n, lampau=(replace(lampau(lalu.rekap), dikoreksi=True),), bukti={"A": ["lhe.pdf"]}, menggantikan=SAAT)
    setahun = {tw: {b.indikator.kode: b.realisasi for b in x.rekap.baris} for tw, x in ((1, lalu), (2, n))}
    beku = Bekuan(
        7,
        NaskahData(n, setahun),
        {"umum": Pengirim("Plt. Kepala (A)", SAAT, "Asia/Jayapura", "formulir.xlsx", "ab" * 32)},
        {"A": (Bukti("lhe.pdf", "", SAAT), Bukti("tautan", "https://contoh.go.id", SAAT))},
    )

    kembali = baca(tulis(beku))

    assert kembali == beku
    assert tulis(kembali) == tulis(beku)
    assert data_json.tulis(kembali.data) == data_json.tulis(beku.data)
    assert data_csv.tulis(kembali.data) == data_csv.tulis(beku.data)
    assert load_workbook(BytesIO(data_renja.tulis(kembali.data))).sheetnames == ["Evaluasi Renja"]


def test_isi_yang_ganjil():
    """Ranges, categories, huge and tiny numbers, half a character from a broken file."""
    n = naskah_kantor()
    satu = n.rekap.baris[0]
    ganjil = Realisasi(
        satu.indikator.kode,
        Bacaan(Keterbacaan.NILAI, Decimal("1E+20"), asli="\ud83d = 1e20 \x00", sel="F9"),
        Bacaan(Keterbacaan.KONFIRMASI, alasan="dua angka"),
        penjelasan=(("Satuan?", "orang; bukan 'org'"),),
        soal=("Satuan?",),
    )
    target = (Rentang(Decimal("2.50"), Decimal("4.50")), Kategori("Tepat Waktu"), None, None)
    indikator = replace(satu.indikator, target_tw=target, target_tahunan=Kategori("WTP"), bobot=Decimal("0.0001"))
    baris = replace(satu, indikator=indikator, target=target[0], realisasi=ganjil, tahun_utuh=Decimal("1") / Decimal(3))
    n = replace(n, rekap=replace(n.rekap, baris=(baris, *n.rekap.baris[1:])))
    beku = Bekuan(1, NaskahData(n, {1: {ganjil.kode: ganjil}}))

    assert baca(tulis(beku)) == beku
    assert tulis(beku).isascii()
