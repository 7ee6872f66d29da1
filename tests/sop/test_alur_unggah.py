"""The workflow core and the figures: who sends, when they count, who may end the waiting."""

from dataclasses import replace

import pytest

from bot.sop.alur import Cara, cara, kekurangan
from bot.sop.kejadian import (
    GiliranDimulai,
    Hasil,
    Kejadian,
    KirimRealisasi,
    LangkahSelesai,
    Mulai,
    Pelaku,
    RealisasiDikirim,
    Status,
    TugasSelesai,
    TutupUnggahan,
    UnggahanDitutup,
)
from bot.sop.penolakan import (
    AlasanKosong,
    BukanCaranya,
    BukanPelaksana,
    BukanPengunggah,
    UnggahanTertutup,
)
from tests.sop.kantor import BIDANG, Jalannya, jenis, kantor_contoh, kantor_kecil
from tests.sop.sop_kecil import TEKS, ubah


def selesai_oleh(kejadian: list[Kejadian]) -> dict[str, int]:
    """Unit -> person whose figures counted."""
    return {k.tugas.bidang: k.personel for k in kejadian if isinstance(k, TugasSelesai) and k.hasil is Hasil.DIKIRIM}


# Figures -------------------------------------------------------------------------------------------------------------


def test_formulir_sebelum_waktunya_menunggu_langkahnya(dkupp: Jalannya) -> None:
    """Figures may come from the start of the run; when their step opens those units are done, under their names."""
    dkupp.mulai()

    awal = [k for siapa in sorted(BIDANG - {"bidang/ukm"}) for k in dkupp.kirim(siapa)]
    assert [(type(k), k.awal) for k in awal if isinstance(k, RealisasiDikirim)] == [(RealisasiDikirim, True)] * 4
    assert dkupp.giliran == {"sekretaris"}
    dkupp.sampai(6)

    assert dkupp.giliran == {"sekretaris", "tim", "bidang/ukm"}
    assert dkupp.keadaan.kiriman_awal == ()
    koperasi = dkupp.pelaku("bidang/koperasi").personel
    assert selesai_oleh(dkupp.riwayat)["koperasi"] == koperasi


def test_semua_formulir_sudah_ada_maka_langkahnya_langsung_selesai(dkupp: Jalannya) -> None:
    """Nobody is asked for what has come already: step 6 opens and closes in the same moment."""
    dkupp.mulai()
    for siapa in BIDANG:
        dkupp.kirim(siapa)

    dkupp.sampai(7)

    assert (dkupp.keadaan.langkah, dkupp.giliran) == (7, {"tim", *BIDANG})
    assert set(selesai_oleh(dkupp.riwayat)) == {b.removeprefix("bidang/") for b in BIDANG}
    assert [k.no for k in dkupp.riwayat if isinstance(k, LangkahSelesai)][-1] == 6


def test_kiriman_awal_dapat_diganti(dkupp: Jalannya) -> None:
    """The last figures count, and whoever sent them."""
    rekan = Pelaku(77, "Pengganti", frozenset({("bidang", "koperasi")}))
    dkupp.mulai()
    dkupp.kirim("bidang/koperasi", kiriman=1)

    dkupp.lakukan(KirimRealisasi(rekan, "koperasi", 2))

    assert [(k.bidang, k.kiriman) for k in dkupp.keadaan.kiriman_awal] == [("koperasi", 2)]
    dkupp.sampai(6)
    assert selesai_oleh(dkupp.riwayat) == {"koperasi": 77}


def test_kiriman_pengganti_selama_masih_ditunggu(dkupp: Jalannya) -> None:
    """A unit may correct itself while others are awaited; it is not asked twice and nobody is passed over."""
    dkupp.sampai(6)
    dkupp.kirim("bidang/koperasi", kiriman=1)

    kejadian = dkupp.kirim("bidang/koperasi", kiriman=2)

    assert jenis(kejadian) == [RealisasiDikirim]
    assert dkupp.giliran == {"sekretaris", "tim", *BIDANG} - {"bidang/koperasi"}


def test_sesudah_ditutup_kiriman_ditolak_sampai_dikembalikan(dkupp: Jalannya) -> None:
    """Figures do not change under the eyes of those who validate them."""
    dkupp.sampai(7)

    with pytest.raises(UnggahanTertutup) as tolak:
        dkupp.kirim("bidang/koperasi")

    assert tolak.value.giliran == "7 (Memvalidasi data kinerja)"
    dkupp.kembalikan("tim", "Angka koperasi kurang satu nol")
    assert jenis(dkupp.kirim("bidang/koperasi")) == [RealisasiDikirim, TugasSelesai]


def test_kiriman_orang_lain_ditolak(dkupp: Jalannya) -> None:
    """A unit's figures come from the unit."""
    dkupp.sampai(6)

    for bukan in ("tim", "kepala", "bidang/ukm"):
        with pytest.raises(BukanPengunggah):
            dkupp.lakukan(KirimRealisasi(dkupp.pelaku(bukan), "koperasi", 1))

    assert "bidang/koperasi" in dkupp.giliran


def test_bidang_tanpa_indikator_tidak_ditunggu(dkupp: Jalannya) -> None:
    """Who has nothing to report is not asked to, but validates like everybody."""
    dkupp.lakukan(Mulai(dkupp.pelaku("kepala"), dkupp.kantor.slot, ("koperasi", "ukm")))
    dkupp.sampai(6)

    assert dkupp.giliran == {"sekretaris", "tim", "bidang/koperasi", "bidang/ukm"}
    with pytest.raises(BukanPengunggah):
        dkupp.kirim("bidang/perdagangan")
    dkupp.sampai(7)
    assert dkupp.giliran == {"tim", *BIDANG}


def test_pengunggah_tanpa_bidang_tidak_ditunggu() -> None:
    """Somebody entered as Bidang without a unit has no form that could ever be sent; nobody waits for it."""
    kantor = kantor_kecil()
    tanpa_bidang = Pelaku(90, "Tanpa bidang", frozenset({("bidang", "")}))
    jalan = Jalannya(replace(kantor, orang=(*kantor.orang, tanpa_bidang)))

    jalan.sampai(3)
    assert jalan.giliran == {"tim", "bidang/pasar", "bidang/umum"}
    jalan.kirim("bidang/pasar")
    jalan.kirim("bidang/umum")

    assert jalan.keadaan.langkah == 4


def test_tiap_langkah_unggah_menunggu_pengunggahnya_sendiri() -> None:
    """Where one role uploads first and another later, neither can do the other's assignment."""
    fungsional = 'fungsional = { nama = "Fungsional", per = "bidang" }\n\n[peran.tim]'
    unggah = 'jenis = "unggah"\nkelengkapan = ["Undangan"]\nwaktu = "1 jam"\noutput = "Data awal"\n'
    rapat = TEKS[TEKS.index('pelaksana = ["sekretaris"]\njenis = "rapat"') : TEKS.index("\n[[langkah]]\nno = 3")]
    jalan = Jalannya(
        kantor_kecil(ubah(("[peran.tim]", fungsional), (rapat, f'pelaksana = ["sekretaris", "fungsional"]\n{unggah}')))
    )
    jalan.sampai(2)

    with pytest.raises(BukanPelaksana) as tolak:
        jalan.kirim("bidang/pasar")

    assert tolak.value.pemegang == "Fungsional"
    assert jalan.giliran == {"sekretaris", "fungsional/pasar", "fungsional/umum"}
    jalan.sampai_akhir()
    assert jalan.keadaan.status is Status.SELESAI


# Closing the upload --------------------------------------------------------------------------------------------------


def test_pemegang_langkah_menutup_unggahan_dengan_alasan(dkupp: Jalannya) -> None:
    """One of the owners ends the waiting; what is missing stays missing, and the reason is on record."""
    dkupp.sampai(6)
    dkupp.kirim("bidang/koperasi")

    kejadian = dkupp.tutup("tim", "Unit lain menyusul triwulan depan")

    assert jenis(kejadian) == [UnggahanDitutup, LangkahSelesai, GiliranDimulai]
    assert isinstance(kejadian[0], UnggahanDitutup)
    assert kejadian[0].alasan == "Unit lain menyusul triwulan depan"
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (7, {"tim", *BIDANG})


def test_menutup_unggahan_perlu_alasan_dan_hak(dkupp: Jalannya) -> None:
    """Not without a reason, and not by a unit that would rather not send."""
    dkupp.sampai(6)

    with pytest.raises(AlasanKosong):
        dkupp.tutup("sekretaris", "")
    with pytest.raises(BukanCaranya):
        dkupp.tutup("bidang/koperasi", "Malas")
    with pytest.raises(BukanPelaksana):
        dkupp.lakukan(TutupUnggahan(dkupp.pelaku("kepala"), dkupp.tugas("sekretaris"), "Sudah cukup"))

    assert dkupp.giliran == {"sekretaris", "tim", *BIDANG}


def test_unggahan_tanpa_pemegang_menjadi_milik_penerimanya(gowa: Jalannya) -> None:
    """gowa 4 names only the uploaders: the head, who receives the data, has the turn and may close it."""
    gowa.sampai(4)

    assert gowa.giliran == {"kepala", *(f"fungsional/{b}" for b in gowa.kantor.unit)}
    assert cara(gowa.sop, gowa.tugas("kepala")) is Cara.TUTUP
    gowa.kirim("fungsional/kearsipan")
    gowa.tutup("kepala", "Perpustakaan sedang akreditasi")
    assert (gowa.keadaan.langkah, gowa.giliran) == (5, {"kepala"})


def test_penerima_tidak_memegang_langkah_yang_sudah_ada_pemegangnya() -> None:
    """disnakerperintrans 4: the staf own it; the fungsional who receive the draft neither upload nor wait."""
    jalan = Jalannya(kantor_contoh("disnakerperintrans-kapuas-hulu"))
    jalan.sampai(4)

    assert jalan.giliran == {"staf", *(f"bidang/{b}" for b in jalan.kantor.unit)}
    with pytest.raises(BukanPengunggah):
        jalan.kirim("fungsional/perindustrian")


def test_penerima_yang_akan_memegang_unggahan_harus_ada() -> None:
    """The readiness check knows the owner by the same rule that gives him the turn."""
    kantor = kantor_kecil(
        ubah(
            ('pelaksana = ["tim", "bidang"]', 'pelaksana = ["bidang"]\npenerima = ["tim"]'),
            ('pelaksana = ["tim"]', 'pelaksana = ["kepala"]'),
        )
    )
    slot = [s for s in kantor.slot if s[0] != "tim"]

    assert kekurangan(kantor.sop, slot, kantor.unit) == ["belum ada personel untuk peran Tim"]
