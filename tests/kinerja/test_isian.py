"""The conversation's order of questions: pure, without anybody to talk to."""

from dataclasses import replace
from decimal import Decimal

from bot.kinerja.baca import baca_kinerja
from bot.kinerja.data import realisasi_dari_json, realisasi_ke_json
from bot.kinerja.isian import (
    Bagian,
    Pos,
    bagian_untuk,
    dengan_jawaban,
    pertanyaan_terbuka,
    rangkaian,
    sebelum,
    sesudah,
    tanpa_jawaban_usang,
    warisi_jawaban,
)
from bot.kinerja.model import Angka, Realisasi, Sifat
from tests.berkas.bahan import indikator

JUMLAH = {"satuan": "orang", "sifat": Sifat.JUMLAH, "target_tw": (Angka(Decimal(20)),) * 4, "pagu": None}


def isi(kode: str, nilai: str) -> Realisasi:
    return Realisasi(kode, baca_kinerja(indikator(kode, **JUMLAH), nilai))


def test_bagian_mengikuti_isian() -> None:
    """Money where there is a ceiling, explanations where they are due, a question where something stands out."""
    polos, berpagu = indikator("A", **JUMLAH), indikator("A", **(JUMLAH | {"pagu": Decimal(5_000_000)}))

    assert bagian_untuk(polos, 1, Realisasi("A"), None) == [Bagian.KINERJA]
    assert bagian_untuk(berpagu, 1, isi("A", "20"), None) == [Bagian.KINERJA, Bagian.ANGGARAN]
    assert bagian_untuk(polos, 1, isi("A", "10"), None) == [Bagian.KINERJA, Bagian.PENGHAMBAT, Bagian.TINDAK_LANJUT]
    assert bagian_untuk(polos, 1, isi("A", "500"), None) == [Bagian.KINERJA, Bagian.WAJAR, Bagian.PENDUKUNG]


def test_urutan_maju_dan_mundur() -> None:
    """What need not be asked any more is passed over, also when it is the question of the moment."""
    semua = [indikator(k, **JUMLAH) for k in "AB"]
    daftar = rangkaian(semua, 1, {"A": isi("A", "10")}, {})

    assert [(p.kode, p.bagian) for p in daftar] == [
        ("A", Bagian.KINERJA), ("A", Bagian.PENGHAMBAT), ("A", Bagian.TINDAK_LANJUT), ("B", Bagian.KINERJA),
    ]  # fmt: skip
    assert sesudah(daftar, semua, Pos("A", Bagian.WAJAR)) == Pos("A", Bagian.PENGHAMBAT)
    assert sesudah(daftar, semua, Pos("B", Bagian.KINERJA)) is None
    assert sebelum(daftar, semua, Pos("B", Bagian.KINERJA)) == Pos("A", Bagian.TINDAK_LANJUT)
    assert sebelum(daftar, semua, Pos("A", Bagian.KINERJA)) is None


def test_jawaban_tinggal_pada_angkanya() -> None:
    """Answered is not asked again; stored and read back it is the same; another figure asks anew."""
    i = indikator("A", **JUMLAH)
    r = isi("A", "500")
    (soal,) = pertanyaan_terbuka(i, 1, r, None)

    jawab = dengan_jawaban(r, [soal], "Ada program baru")

    assert pertanyaan_terbuka(i, 1, jawab, None) == []
    assert realisasi_dari_json(realisasi_ke_json(jawab)) == jawab
    lain = replace(jawab, kinerja=isi("A", "600").kinerja)
    assert tanpa_jawaban_usang(i, 1, lain, None).penjelasan == ()
    assert [p.bagian for p in rangkaian([i], 1, {"A": lain}, {}, hanya_wajar=True)] == [Bagian.WAJAR]


def test_jawaban_diwarisi_berkas_yang_sama() -> None:
    """The same figure in a new file keeps its answer, another one does not."""
    i = indikator("A", **JUMLAH)
    (soal,) = pertanyaan_terbuka(i, 1, isi("A", "500"), None)
    dulu = {"A": dengan_jawaban(isi("A", "500"), [soal], "Ya, benar")}

    assert warisi_jawaban([i], 1, {"A": isi("A", "500")}, dulu, {})["A"].penjelasan == ((soal, "Ya, benar"),)
    assert warisi_jawaban([i], 1, {"A": isi("A", "501")}, dulu, {})["A"].penjelasan == ()
    assert warisi_jawaban([i], 1, {"A": isi("A", "500")}, {}, {})["A"].penjelasan == ()
