"""The event log as it is kept: nothing is lost on the way to JSON and back, and nobody changes it unseen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.sop.catatan import AWAL, hash_kejadian, isi_keadaan, isi_kejadian, kanonis, keadaan_dari, kejadian_dari
from bot.sop.kejadian import (
    Cap,
    Catatan,
    Giliran,
    HalDicatat,
    Hasil,
    Jeda,
    Keadaan,
    Kejadian,
    KirimanAwal,
    LangkahDikembalikan,
    RealisasiDikirim,
    RekapDisetujui,
    Slot,
    Status,
    Tahap,
    Terakhir,
    Tugas,
)
from bot.sop.pemuat import daftar
from tests.sop.kantor import Jalannya, kantor_contoh

WIB, WITA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
SAAT = datetime(2026, 11, 20, 9, 28, 5, 120, tzinfo=UTC)
KEMBALI = LangkahDikembalikan(
    Tugas(9, 1, Tahap.KERJA, "kepala"), 7, "IKU 2 “bukti”\nbelum ada 🙏", 5001, "Kepala Dinas (Rina Oktavia)", SAAT
)

SEBELUM_ADA_BIDANG = (
    '{"alasan":"IKU 2 “bukti”\\nbelum ada 🙏","ke":7,"nama":"Kepala Dinas (Rina Oktavia)","personel":5001,'
    '"tugas":{"bidang":"","langkah":9,"peran":"kepala","putaran":1,"tahap":"kerja"},'
    '"waktu":"2026-11-20T09:28:05.000120Z"}'
)

WAKTU = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.sampled_from([UTC, WIB, WITA]))
TEKS = st.text(max_size=30)
ANGKA = st.integers(0, 2**52)  # Telegram's ids fit
TUGAS = st.builds(Tugas, ANGKA, ANGKA, st.sampled_from(Tahap), TEKS, TEKS)
BENTUK: dict[Any, st.SearchStrategy[Any]] = {
    int: ANGKA,
    str: TEKS,
    bool: st.booleans(),
    datetime: WAKTU,
    Hasil: st.sampled_from(Hasil),
    Status: st.sampled_from(Status),
    Tahap: st.sampled_from(Tahap),
    Tugas: TUGAS,
    Tugas | None: st.none() | TUGAS,
    Tugas | None: st.none() | TUGAS,
    tuple[Tugas, ...]: st.lists(TUGAS, max_size=3).map(tuple),
    tuple[Slot, ...]: st.lists(st.tuples(TEKS, TEKS), max_size=3).map(tuple),
    tuple[str, ...]: st.lists(TEKS, max_size=3).map(tuple),
    tuple[Cap, ...]: st.lists(st.builds(Cap, TEKS, TEKS), max_size=2).map(tuple),
    tuple[int, ...]: st.lists(ANGKA, max_size=3).map(tuple),
    tuple[Giliran, ...]: st.lists(st.builds(Giliran, TUGAS, WAKTU, WAKTU), max_size=2).map(tuple),
    tuple[KirimanAwal, ...]: st.lists(st.builds(KirimanAwal, TEKS, ANGKA, ANGKA, TEKS), max_size=2).map(tuple),
    tuple[Catatan, ...]: st.lists(
        st.builds(Catatan, ANGKA, TEKS, TEKS, st.lists(TEKS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    Terakhir | None: st.none() | st.builds(Terakhir, ANGKA, st.none() | TUGAS, ANGKA),
    Jeda | None: st.none() | st.builds(Jeda, WAKTU, TEKS),
    frozenset[Tugas]: st.frozensets(TUGAS, max_size=3),
}


def sembarang(kelas: Any) -> st.SearchStrategy[Any]:
    """Any value of a dataclass; a field of a new type must be named in `BENTUK`."""
    return st.builds(kelas, **{f.name: BENTUK[f.type] for f in fields(kelas)})


@dataclass(frozen=True)
class Baris:
    """One stored entry, as db.tabel.Kejadian keeps it."""

    no: int
    waktu: datetime
    jenis: str
    isi: str
    hash: str


def buku(riwayat: Sequence[Kejadian], waktu: datetime = SAAT) -> list[Baris]:
    """The log of a history, chained."""
    baris: list[Baris] = []
    for no, kejadian in enumerate(riwayat, 1):
        jenis, isi = type(kejadian).__name__, isi_kejadian(kejadian)
        kini = hash_kejadian(baris[-1].hash if baris else AWAL, no, waktu, jenis, isi)
        baris.append(Baris(no, waktu, jenis, isi, kini))
    return baris


def utuh(baris: Sequence[Baris], hash_akhir: str) -> bool:
    """Is this the log that ended in this hash?"""
    sebelum = AWAL
    for b in baris:
        if hash_kejadian(sebelum, b.no, b.waktu, b.jenis, b.isi) != b.hash:
            return False
        sebelum = b.hash
    return sebelum == hash_akhir


# There and back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kelas", get_args(Kejadian), ids=lambda k: k.__name__)
def test_kejadian_pulang_pergi(kelas: type) -> None:
    """Every kind of event comes back as it was, and is written the same a second time: its hash can be checked for ever."""

    @given(kejadian=sembarang(kelas))
    @settings(max_examples=25)
    def pulang_pergi(kejadian: Kejadian) -> None:
        isi = isi_kejadian(kejadian)
        kembali = kejadian_dari(kelas.__name__, isi)
        assert kembali == kejadian
        assert isi_kejadian(kembali) == isi

    pulang_pergi()


@given(keadaan=sembarang(Keadaan))
def test_keadaan_pulang_pergi(keadaan: Keadaan) -> None:
    """What the next process loads is what this one stored."""
    assert keadaan_dari(isi_keadaan(keadaan)) == keadaan


@pytest.mark.parametrize("id_sop", daftar())
def test_seluruh_buku_pulang_pergi(id_sop: str) -> None:
    """A whole quarter as it was played, not as chance makes it up."""
    jalan = Jalannya(kantor_contoh(id_sop))
    jalan.sampai_akhir()

    tersimpan = buku(jalan.riwayat)

    assert [kejadian_dari(b.jenis, b.isi) for b in tersimpan] == jalan.riwayat
    assert utuh(tersimpan, tersimpan[-1].hash)


def test_bentuk_tersimpan() -> None:
    """Two offices that record the same event write the same text and the same hash."""
    isi = isi_kejadian(KEMBALI)

    assert isi == SEBELUM_ADA_BIDANG.replace('"ke":7', '"bidang":[],"indikator":[],"ke":7')
    assert hash_kejadian(AWAL, 1, SAAT, "LangkahDikembalikan", SEBELUM_ADA_BIDANG) == (
        "c3c17ac7bacb7a9833bd5a873511128f60343abc353c7978d62e31c0e5e1aab9"
    )


def test_k13_kejadian_rilis_lama_terbaca() -> None:
    """What an earlier release wrote, without the fields that came later, means the same today."""
    assert kejadian_dari("LangkahDikembalikan", SEBELUM_ADA_BIDANG) == KEMBALI


def test_kejadian_tanpa_sidik_terbaca() -> None:
    """Submissions, approvals and notes of earlier releases have no SHA-256; everything else of them is as it was."""
    kirim = '{"awal":false,"bidang":"ukm","kiriman":7,"nama":"Umar","personel":3,"waktu":"2026-11-20T09:28:05.000120Z"}'
    setuju = '{"nama":"Rina","no":11,"personel":1,"waktu":"2026-11-20T09:28:05.000120Z"}'
    hal = setuju.replace('"no":11', '"tentang":"rapat","tugas":null,"uraian":"mengundang rapat"')

    assert kejadian_dari("RealisasiDikirim", kirim) == RealisasiDikirim("ukm", 7, False, 3, "Umar", SAAT)
    assert kejadian_dari("RekapDisetujui", setuju) == RekapDisetujui(11, 1, "Rina", SAAT)
    assert kejadian_dari("HalDicatat", hal) == HalDicatat("rapat", "mengundang rapat", None, 1, "Rina", SAAT)


def test_k13_keadaan_rilis_lama_terbaca() -> None:
    """A run that was stored before acts could be taken back goes on; its newest act just stays."""
    jalan = Jalannya(kantor_contoh("dkupp-purwakarta"))
    jalan.sampai(9)
    jalan.kembalikan("kepala", "IKU 2")
    lama = json.loads(isi_keadaan(jalan.keadaan))
    del lama["terakhir"], lama["semua_catatan"][0]["bidang"]

    kini = keadaan_dari(json.dumps(lama))

    assert kini == jalan.keadaan
    assert kini.terakhir is None


def test_kanonis() -> None:
    """One content, one text: order of keys, blanks and escapes say nothing."""
    assert kanonis({"b": [1, None, "–"], "a": {"é": True}}) == '{"a":{"é":true},"b":[1,null,"–"]}'


@pytest.mark.parametrize(
    ("jenis", "isi", "galat"),
    [
        ("Tugas", "{}", KeyError),
        ("TugasSelesai", "{}", ValidationError),
        ("PelaksanaanSelesai", '{"waktu":"kemarin"}', ValidationError),
        ("PelaksanaanSelesai", "{", ValidationError),
    ],
    ids=["jenis tak dikenal", "isi kurang", "isi salah", "bukan JSON"],
)
def test_isi_asing_ditolak(jenis: str, isi: str, galat: type[Exception]) -> None:
    """What is no event of ours does not become one."""
    with pytest.raises(galat):
        kejadian_dari(jenis, isi)


# The chain -----------------------------------------------------------------------------------------------------------


def test_hash_tidak_bergantung_zona() -> None:
    """A moment is a moment, however the database or the office writes it."""
    isi = isi_kejadian(KEMBALI)

    beda = {hash_kejadian(AWAL, 1, SAAT.astimezone(zona), "LangkahDikembalikan", isi) for zona in (UTC, WIB, WITA)}

    assert len(beda) == 1


@pytest.mark.parametrize(
    "bahan",
    [
        ("1" * 64, 3, SAAT, "RekapDisetujui", "{}"),
        (AWAL, 4, SAAT, "RekapDisetujui", "{}"),
        (AWAL, 3, SAAT + timedelta(microseconds=1), "RekapDisetujui", "{}"),
        (AWAL, 3, SAAT, "PelaksanaanSelesai", "{}"),
        (AWAL, 3, SAAT, "RekapDisetujui", "{} "),
    ],
    ids=["hash sebelum", "nomor", "waktu", "jenis", "isi"],
)
def test_semua_bahan_masuk_hash(bahan: tuple[str, int, datetime, str, str]) -> None:
    """Nothing of an entry can be changed without changing its hash."""
    assert hash_kejadian(*bahan) != hash_kejadian(AWAL, 3, SAAT, "RekapDisetujui", "{}")


@given(data=st.data())
def test_rantai_menunjukkan_setiap_perubahan(data: st.DataObject) -> None:
    """Whatever is altered, left out, put in, swapped or cut off: the chain does not close any more."""
    jalan = Jalannya(kantor_contoh("dkupp-purwakarta"))
    jalan.sampai(9)
    jalan.kembalikan("kepala", "IKU 2 belum ada bukti")
    asli = buku(jalan.riwayat)
    baris, akhir = list(asli), asli[-1].hash
    n = data.draw(st.integers(0, len(baris) - 2))

    match data.draw(st.sampled_from(["isi", "waktu", "jenis", "hapus", "sisip", "tukar", "potong"])):
        case "isi":
            posisi = data.draw(st.integers(0, len(baris[n].isi) - 1))
            huruf = "x" if baris[n].isi[posisi] != "x" else "y"
            baris[n] = replace(baris[n], isi=baris[n].isi[:posisi] + huruf + baris[n].isi[posisi + 1 :])
        case "waktu":
            baris[n] = replace(baris[n], waktu=SAAT - timedelta(days=1))
        case "jenis":
            baris[n] = replace(baris[n], jenis="PengingatJatuh")
        case "hapus":
            del baris[n]
        case "sisip":
            baris.insert(n, baris[n])
        case "tukar":
            baris[n], baris[n + 1] = baris[n + 1], baris[n]
        case "potong":
            del baris[n + 1 :]

    assert utuh(asli, akhir)
    assert not utuh(baris, akhir)


def test_memalsukan_satu_entri_berarti_menulis_ulang_semua_sesudahnya() -> None:
    """Who forges an approval with a fitting hash is betrayed by the entry after it."""
    jalan = Jalannya(kantor_contoh("dkupp-purwakarta"))
    jalan.sampai_akhir()
    baris = buku(jalan.riwayat)
    n, setuju = next((i, k) for i, k in enumerate(jalan.riwayat) if isinstance(k, RekapDisetujui))
    palsu = isi_kejadian(replace(setuju, nama="Orang lain"))

    hash_palsu = hash_kejadian(baris[n - 1].hash, n + 1, SAAT, "RekapDisetujui", palsu)
    baris[n] = replace(baris[n], isi=palsu, hash=hash_palsu)

    assert utuh(baris[: n + 1], hash_palsu)
    assert not utuh(baris, baris[-1].hash)
