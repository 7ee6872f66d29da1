"""The workflow core, told as the days of an office. What holds for any order of presses is in `test_alur_model.py`."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.sop.alur import Cara, cara, kekurangan, putar_ulang, putuskan
from bot.sop.kejadian import (
    Batalkan,
    GiliranDimulai,
    Hasil,
    Ingatkan,
    Kejadian,
    Kembalikan,
    KirimRealisasi,
    Lampirkan,
    LangkahDikembalikan,
    LangkahSelesai,
    Mulai,
    PelaksanaanDibatalkan,
    PelaksanaanDimulai,
    PelaksanaanSelesai,
    Pelaku,
    PengingatJatuh,
    RealisasiDikirim,
    RekapDisetujui,
    Selesaikan,
    Setujui,
    Status,
    Tahap,
    Tugas,
    TugasSelesai,
    TutupUnggahan,
    UnggahanDitutup,
)
from bot.sop.model import Satuan, StandarWaktu
from bot.sop.pemuat import daftar
from bot.sop.penolakan import (
    AlasanKosong,
    BukanCaranya,
    BukanPelaksana,
    BukanPengunggah,
    LampiranKurang,
    SudahBerakhir,
    TidakBerjalan,
    TidakSiap,
    UnggahanTertutup,
)
from tests.sop.kantor import SENIN, Jalannya, batas, kantor_contoh, kantor_kecil
from tests.sop.sop_kecil import TEKS, ubah

BIDANG = {"bidang/sekretariat", "bidang/koperasi", "bidang/ukm", "bidang/perdagangan", "bidang/perindustrian"}
SEMENIT = timedelta(minutes=1)


@pytest.fixture
def dkupp() -> Jalannya:
    return Jalannya(kantor_contoh("dkupp-purwakarta"))


@pytest.fixture
def gowa() -> Jalannya:
    return Jalannya(kantor_contoh("gowa"))


@pytest.fixture
def setwan() -> Jalannya:
    return Jalannya(kantor_contoh("setwan-balangan"))


def jenis(kejadian: list[Kejadian]) -> list[type]:
    return [type(k) for k in kejadian]


def selesai_oleh(kejadian: list[Kejadian]) -> dict[str, int]:
    """Unit -> person whose figures counted."""
    return {k.tugas.bidang: k.personel for k in kejadian if isinstance(k, TugasSelesai) and k.hasil is Hasil.DIKIRIM}


# From the order to the end -------------------------------------------------------------------------------------------


def test_perintah_kepala_memulai_dan_menyelesaikan_langkah_pertama(dkupp: Jalannya) -> None:
    """The order is step 1: one press, and the sekretaris has the disposition."""
    kejadian = dkupp.mulai()

    assert jenis(kejadian) == [PelaksanaanDimulai, GiliranDimulai, TugasSelesai, LangkahSelesai, GiliranDimulai]
    assert (dkupp.keadaan.status, dkupp.keadaan.langkah, dkupp.giliran) == (Status.BERJALAN, 2, {"sekretaris"})
    assert dkupp.tenggat == SENIN + timedelta(minutes=60)


def test_satu_triwulan_penuh_di_dkupp(dkupp: Jalannya) -> None:
    """Whose turn it is at each step, as the sheet says; the recap is approved at 11 and nowhere else."""
    dkupp.mulai()

    dkupp.selesai("sekretaris")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (3, {"sekretaris"})
    dkupp.selesai("sekretaris")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (4, {"tim", *BIDANG})
    dkupp.selesai("bidang/ukm")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (5, {"sekretaris", "tim", *BIDANG})
    dkupp.lampirkan("tim")
    dkupp.selesai("tim")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (6, {"sekretaris", "tim", *BIDANG})
    for siapa in sorted(BIDANG):
        dkupp.kirim(siapa)
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (7, {"tim", *BIDANG})
    dkupp.setuju("tim", *BIDANG)
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (8, {"tim", *BIDANG})
    for siapa in ("tim", *BIDANG):
        dkupp.selesai(siapa)
    assert (dkupp.keadaan.langkah, dkupp.keadaan.tahap, dkupp.giliran) == (8, Tahap.PUTUS, {"sekretaris"})
    dkupp.setuju("sekretaris")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (9, {"kepala"})
    dkupp.setuju("kepala")
    assert (dkupp.keadaan.langkah, dkupp.giliran) == (10, {"sekretaris"})
    dkupp.selesai("sekretaris")
    assert (dkupp.keadaan.langkah, dkupp.giliran, dkupp.keadaan.disetujui) == (11, {"kepala"}, False)
    dkupp.setuju("kepala")
    assert (dkupp.keadaan.langkah, dkupp.giliran, dkupp.keadaan.disetujui) == (12, {"tim"}, True)
    dkupp.selesai("tim")
    dkupp.selesai("tim")

    assert (dkupp.keadaan.status, dkupp.keadaan.langkah, dkupp.giliran) == (Status.SELESAI, 13, set())
    assert [k.no for k in dkupp.riwayat if isinstance(k, LangkahSelesai)] == list(range(1, 14))
    assert [k.no for k in dkupp.riwayat if isinstance(k, RekapDisetujui)] == [11]


@pytest.mark.parametrize("id_sop", daftar())
def test_kelima_sop_sampai_akhir(id_sop: str) -> None:
    """When everybody does the right thing, every shipped procedure ends, with its recap approved once by the head."""
    jalan = Jalannya(kantor_contoh(id_sop))

    jalan.sampai_akhir()

    assert jalan.keadaan.status is Status.SELESAI
    (setuju,) = [k for k in jalan.riwayat if isinstance(k, RekapDisetujui)]
    assert jalan.sop[setuju.no].terbitkan
    assert setuju.personel == jalan.pelaku("kepala").personel
    assert isinstance(jalan.riwayat[-1], PelaksanaanSelesai)
    assert putar_ulang(jalan.riwayat) == jalan.keadaan


# The beginning -------------------------------------------------------------------------------------------------------


def test_hanya_kepala_yang_memerintahkan(dkupp: Jalannya) -> None:
    """Nobody starts a run in the head's place."""
    with pytest.raises(BukanPelaksana) as tolak:
        dkupp.mulai("sekretaris")

    assert tolak.value.pemegang == "Kepala Dinas"
    assert dkupp.riwayat == []


def test_perintah_kedua_ditolak(dkupp: Jalannya) -> None:
    """A run that lives is not begun again."""
    dkupp.mulai()

    with pytest.raises(SudahBerakhir):
        dkupp.mulai()


def test_sebelum_perintah_tidak_ada_yang_dapat_dilakukan(dkupp: Jalannya) -> None:
    """Figures and presses count from the order on."""
    with pytest.raises(TidakBerjalan):
        dkupp.kirim("bidang/koperasi")


@pytest.mark.parametrize(
    ("tanpa", "unit", "kurang"),
    [
        ("", ("pasar", "umum"), []),
        ("tim", ("pasar", "umum"), ["belum ada personel untuk peran Tim"]),
        ("bidang/umum", ("pasar", "umum"), ["belum ada Bidang untuk bidang umum"]),
        ("bidang/umum", ("pasar",), []),
        ("", (), ["belum ada indikator pada tahun ini"]),
    ],
    ids=["lengkap", "peran kosong", "unit tanpa pengisi", "unit tanpa indikator", "tanpa indikator"],
)
def test_yang_membuat_macet_disebut_sebelum_mulai(tanpa: str, unit: tuple[str, ...], kurang: list[str]) -> None:
    """A run does not begin when somebody would be waited for who does not exist."""
    kantor = kantor_kecil()
    jalan = Jalannya(kantor)
    slot = tuple(s for s in kantor.slot if "/".join(filter(None, s)) != tanpa)

    assert kekurangan(kantor.sop, slot, unit) == kurang
    if kurang:
        with pytest.raises(TidakSiap) as tolak:
            jalan.lakukan(Mulai(jalan.pelaku("kepala"), slot, unit))
        assert tolak.value.kekurangan == tuple(kurang)


# Returns -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dari", "siapa", "ke", "giliran"),
    [
        (7, "tim", 6, {"sekretaris", "tim", *BIDANG}),
        (7, "bidang/ukm", 6, {"sekretaris", "tim", *BIDANG}),
        (8, "sekretaris", 7, {"tim", *BIDANG}),
        (9, "kepala", 7, {"tim", *BIDANG}),
        (11, "kepala", 7, {"tim", *BIDANG}),
    ],
    ids=["7 tim", "7 bidang", "8", "9", "11"],
)
def test_pengembalian_membuka_putaran_baru(dkupp: Jalannya, dari: int, siapa: str, ke: int, giliran: set[str]) -> None:
    """A return opens the earlier step for everybody who works there: a new round, a full new deadline, the reason."""
    dkupp.sampai(dari, Tahap.PUTUS if dari == 8 else Tahap.KERJA)
    lama = next(k.batas for k in dkupp.riwayat if isinstance(k, GiliranDimulai) and k.tugas[0].langkah == ke)
    dkupp.waktu += timedelta(days=2)

    kejadian = dkupp.kembalikan(siapa, "  IKU 2 belum ada bukti ")

    assert jenis(kejadian) == [LangkahDikembalikan, GiliranDimulai]
    assert (dkupp.keadaan.langkah, dkupp.keadaan.tahap, dkupp.putaran) == (ke, Tahap.KERJA, 2)
    assert dkupp.giliran == giliran
    assert dkupp.tenggat == batas(dkupp.sop[ke].waktu, dkupp.waktu) > lama
    assert dkupp.keadaan.catatan is not None
    assert dkupp.keadaan.catatan.alasan == "IKU 2 belum ada bukti"
    assert dkupp.keadaan.catatan.oleh == dkupp.pelaku(siapa).nama
    dkupp.sampai_akhir()
    assert dkupp.keadaan.catatan is None


def test_sesudah_dikembalikan_ke_unggahan_semua_bidang_mengirim_lagi(dkupp: Jalannya) -> None:
    """Figures of the round before do not answer the return: each unit confirms or corrects them."""
    dkupp.sampai(7)

    dkupp.kembalikan("tim", "Angka UKM terbalik")

    for siapa in sorted(BIDANG):
        assert dkupp.keadaan.langkah == 6
        dkupp.kirim(siapa, kiriman=2)
    assert (dkupp.keadaan.langkah, dkupp.putaran) == (7, 2)


def test_pengembalian_tanpa_alasan_ditolak(dkupp: Jalannya) -> None:
    """Whoever must correct has a right to know what."""
    dkupp.sampai(9)

    with pytest.raises(AlasanKosong):
        dkupp.kembalikan("kepala", " \n ")

    assert dkupp.giliran == {"kepala"}


def test_alasan_kepala_tidak_hilang_karena_pengembalian_lain(dkupp: Jalannya) -> None:
    """The head's words come back after the team's own return has been dealt with, until the head has seen the result."""
    dkupp.sampai(9)
    dkupp.kembalikan("kepala", "IKU 2 belum ada bukti")
    dkupp.kembalikan("tim", "Koperasi: unggah bukti IKU 2")

    alasan = {}
    while dkupp.keadaan.langkah < 10:
        assert dkupp.keadaan.catatan is not None
        alasan[dkupp.keadaan.langkah] = dkupp.keadaan.catatan.alasan
        dkupp.sampai(dkupp.keadaan.langkah + 1)

    dari_tim, dari_kepala = "Koperasi: unggah bukti IKU 2", "IKU 2 belum ada bukti"
    assert alasan == {6: dari_tim, 7: dari_tim, 8: dari_kepala, 9: dari_kepala}
    assert dkupp.keadaan.catatan is None


def test_alasan_terakhir_menggantikan_alasan_langkah_yang_sama(dkupp: Jalannya) -> None:
    """Who returns again means the new reason."""
    dkupp.sampai(9)
    dkupp.kembalikan("kepala", "IKU 2 belum ada bukti")
    dkupp.sampai(9)

    dkupp.kembalikan("kepala", "Bukti IKU 2 tidak terbaca")

    assert [c.alasan for c in dkupp.keadaan.semua_catatan] == ["Bukti IKU 2 tidak terbaca"]


def test_kembali_sampai_ke_perintah() -> None:
    """An SOP may return to the order itself; then the head orders again."""
    jalan = Jalannya(kantor_kecil(ubah(("tidak = 3", "tidak = 1"))))
    jalan.sampai(4)

    jalan.kembalikan("kepala", "Ulangi dari awal")

    assert (jalan.keadaan.langkah, jalan.giliran, jalan.putaran) == (1, {"kepala"}, 2)
    jalan.selesai("kepala")
    assert (jalan.keadaan.langkah, jalan.giliran) == (2, {"sekretaris"})
    jalan.sampai_akhir()
    assert jalan.keadaan.status is Status.SELESAI


def test_yang_sudah_terbit_tetap_disetujui() -> None:
    """A return between steps after the approval does not take the approval back: the recap is in the group."""
    telaah = 'jenis = "telaah"\ntidak = 5\nkelengkapan = ["Laporan"]\nwaktu = "5 menit"\noutput = "Laporan"\n'
    langkah = f'\n[[langkah]]\nno = 6\nkegiatan = "Memeriksa arsip"\npelaksana = ["sekretaris"]\n{telaah}'
    jalan = Jalannya(kantor_kecil(TEKS + langkah))
    jalan.sampai(6)

    jalan.kembalikan("sekretaris", "Lampiran kurang")

    assert (jalan.keadaan.langkah, jalan.keadaan.disetujui) == (5, True)
    jalan.sampai_akhir()
    assert jenis(jalan.riwayat).count(RekapDisetujui) == 1


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

    kejadian = dkupp.tutup("tim", "Bidang lain menyusul triwulan depan")

    assert jenis(kejadian) == [UnggahanDitutup, LangkahSelesai, GiliranDimulai]
    assert isinstance(kejadian[0], UnggahanDitutup)
    assert kejadian[0].alasan == "Bidang lain menyusul triwulan depan"
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


# Who, how many, with what --------------------------------------------------------------------------------------------


def test_salah_satu_sudah_cukup(dkupp: Jalannya) -> None:
    """dkupp 4: the first who invites has done it for all."""
    dkupp.sampai(4)

    kejadian = dkupp.selesai("bidang/perdagangan")

    assert jenis(kejadian) == [TugasSelesai, LangkahSelesai, GiliranDimulai]
    assert dkupp.keadaan.langkah == 5


def test_semua_harus_selesai(dkupp: Jalannya) -> None:
    """dkupp 7: the step waits for the last of tim and units; who is done has no turn any more."""
    dkupp.sampai(7)
    awal = dkupp.tenggat
    dkupp.waktu += SEMENIT

    dkupp.setuju(*sorted(BIDANG))

    assert (dkupp.keadaan.langkah, dkupp.giliran, dkupp.tenggat) == (7, {"tim"}, awal)
    dkupp.setuju("tim")
    assert dkupp.keadaan.langkah == 8


def test_pelaksana_menyerahkan_lalu_pemutus_memutuskan(dkupp: Jalannya) -> None:
    """dkupp 8: those who hand over do not decide, and the decider's time runs from the last hand-over."""
    dkupp.sampai(8)
    serah = dkupp.tugas("tim")
    with pytest.raises(BukanCaranya):
        dkupp.setuju("tim")
    with pytest.raises(BukanCaranya):
        dkupp.kembalikan("tim", "Bukan wewenang tim")
    for siapa in sorted(BIDANG):
        dkupp.selesai(siapa)
    assert (dkupp.keadaan.tahap, dkupp.giliran) == (Tahap.KERJA, {"tim"})
    dkupp.waktu += SEMENIT

    kejadian = dkupp.selesai("tim")

    assert jenis(kejadian) == [TugasSelesai, GiliranDimulai]
    assert (dkupp.keadaan.langkah, dkupp.keadaan.tahap, dkupp.putaran) == (8, Tahap.PUTUS, 1)
    assert (dkupp.giliran, dkupp.tenggat) == ({"sekretaris"}, dkupp.waktu + timedelta(minutes=40))
    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(Kembalikan(dkupp.pelaku("tim"), serah, "Berubah pikiran"))
    with pytest.raises(BukanCaranya):
        dkupp.selesai("sekretaris")


def test_penyerahan_pertama_cukup_bila_salah_satu() -> None:
    """With `salah_satu` one hand-over is enough; what the others had lapses, and the decider has the full time."""
    laporan = 'pelaksana = ["tim", "bidang"]\njenis = "laporan"\nselesai = "salah_satu"\npemutus = "kepala"'
    jalan = Jalannya(kantor_kecil(ubah(('pelaksana = ["kepala"]\njenis = "tanda-tangan"', laporan))))
    jalan.sampai(4)
    tunggu = jalan.tugas("tim")
    jalan.waktu += SEMENIT

    kejadian = jalan.selesai("bidang/umum")

    assert jenis(kejadian) == [TugasSelesai, GiliranDimulai]
    assert (jalan.giliran, jalan.tenggat) == ({"kepala"}, jalan.waktu + timedelta(minutes=10))
    with pytest.raises(SudahBerakhir):
        jalan.lakukan(Selesaikan(jalan.pelaku("tim"), tunggu))
    assert RekapDisetujui in jenis(jalan.setuju("kepala"))


def test_pemutus_dapat_peran_yang_sama_dengan_pelaksananya() -> None:
    """disnakerperintrans 6: the perencana socialises, and then says whether corrections came up: two assignments."""
    jalan = Jalannya(kantor_contoh("disnakerperintrans-kapuas-hulu"))
    jalan.sampai(6)
    kerja = jalan.tugas("perencana")
    jalan.selesai("perencana")

    assert jalan.tugas("perencana") == replace(kerja, tahap=Tahap.PUTUS)
    jalan.kembalikan("perencana", "Data transmigrasi dikoreksi peserta")
    assert (jalan.keadaan.langkah, jalan.putaran) == (4, 2)


def test_tanpa_lampiran_belum_selesai(dkupp: Jalannya) -> None:
    """dkupp 5 must produce notes of the meeting; anybody's paper serves whoever ends the step."""
    dkupp.sampai(5)
    with pytest.raises(LampiranKurang) as tolak:
        dkupp.selesai("tim")
    assert tolak.value.output == "Draf Pengukuran Kinerja"

    dkupp.lampirkan("bidang/koperasi")
    dkupp.selesai("tim")

    assert dkupp.keadaan.langkah == 6


def test_putaran_baru_perlu_lampiran_baru(setwan: Jalannya) -> None:
    """The notes of the first meeting are not those of the second."""
    setwan.sampai(7, Tahap.PUTUS)
    setwan.kembalikan("kepala", "Angka bagian umum salah")
    for siapa in ("bidang/persidangan", "bidang/penganggaran", "bidang/umum"):
        setwan.kirim(siapa)
    for siapa in ("bidang/persidangan", "bidang/penganggaran", "bidang/umum"):
        setwan.selesai(siapa)
    assert (setwan.keadaan.langkah, setwan.putaran) == (6, 2)

    with pytest.raises(LampiranKurang):
        setwan.selesai("kepala")

    setwan.lampirkan("kepala")
    setwan.selesai("kepala")
    assert setwan.keadaan.langkah == 7


def test_laporan_yang_diputuskan_kepala_menerbitkan_rekap(setwan: Jalannya) -> None:
    """setwan 7 is a report with a decider: handing it over publishes nothing, the head's approval does, and it ends."""
    setwan.sampai(7)
    assert RekapDisetujui not in jenis(setwan.selesai("tim"))

    kejadian = setwan.setuju("kepala")

    assert jenis(kejadian) == [TugasSelesai, RekapDisetujui, LangkahSelesai, PelaksanaanSelesai]


@pytest.mark.parametrize(
    ("langkah", "tindakan"),
    [(2, Setujui), (2, Kembalikan), (2, TutupUnggahan), (6, Selesaikan), (6, Setujui), (9, Selesaikan), (9, TutupUnggahan)],
)  # fmt: skip
def test_tindakan_harus_sesuai_jenis_langkah(dkupp: Jalannya, langkah: int, tindakan: type) -> None:
    """A forged press of the right person does nothing that the step does not offer."""
    dkupp.sampai(langkah)
    siapa = "kepala" if langkah == 9 else "sekretaris"
    alasan = ["Tanpa alasan"] if tindakan in (Kembalikan, TutupUnggahan) else []

    with pytest.raises(BukanCaranya) as tolak:
        dkupp.lakukan(tindakan(dkupp.pelaku(siapa), dkupp.tugas(siapa), *alasan))

    assert tolak.value.kegiatan == dkupp.sop[langkah].kegiatan


# Presses that come too late, twice, or from somebody else ------------------------------------------------------------


def test_k31_setuju_dua_kali_satu_persetujuan(dkupp: Jalannya) -> None:
    """K31: the second press on the head's approval changes nothing and is told so."""
    dkupp.sampai(11)
    tekan = Setujui(dkupp.pelaku("kepala"), dkupp.tugas("kepala"))
    dkupp.lakukan(tekan)
    sesudah = dkupp.keadaan

    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(tekan)

    assert dkupp.keadaan == sesudah
    assert jenis(dkupp.riwayat).count(RekapDisetujui) == 1


def test_k31_dua_anggota_tim_satu_tugas(dkupp: Jalannya) -> None:
    """The assignment is the role's: the first member does it, the second is told that it is done."""
    dkupp.sampai(7)
    tugas = dkupp.tugas("tim")
    dkupp.lakukan(Setujui(dkupp.rekan("tim"), tugas))

    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(Setujui(dkupp.pelaku("tim"), tugas))

    assert dkupp.giliran == BIDANG


def test_k32_setuju_dan_kembalikan_yang_pertama_berlaku(dkupp: Jalannya) -> None:
    """K32: a reason that arrives after the approval does not undo it."""
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")

    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(Kembalikan(dkupp.pelaku("kepala"), tugas, "Tunggu dulu"))

    assert (dkupp.keadaan.langkah, dkupp.keadaan.catatan) == (10, None)


@pytest.mark.parametrize("bukan", ["sekretaris", "tim", "bidang/koperasi"])
def test_k38_orang_lain_menekan(dkupp: Jalannya, bukan: str) -> None:
    """K38: whoever forwards or finds the button cannot use it; the refusal names who can."""
    dkupp.sampai(9)
    tugas, sebelum = dkupp.tugas("kepala"), dkupp.keadaan

    for tindakan in (
        Setujui(dkupp.pelaku(bukan), tugas),
        Kembalikan(dkupp.pelaku(bukan), tugas, "Bukan saya"),
        Lampirkan(dkupp.pelaku(bukan), tugas, "foto.jpg"),
    ):
        with pytest.raises(BukanPelaksana) as tolak:
            dkupp.lakukan(tindakan)
        assert tolak.value.pemegang == "Kepala Dinas"

    assert dkupp.keadaan == sebelum


def test_k38_bidang_lain_bukan_bidang_sendiri(dkupp: Jalannya) -> None:
    """Holding the same role for another unit is not enough."""
    dkupp.sampai(7)

    with pytest.raises(BukanPelaksana):
        dkupp.lakukan(Setujui(dkupp.pelaku("bidang/ukm"), dkupp.tugas("bidang/koperasi")))


def test_k40_tombol_langkah_yang_sudah_lewat(dkupp: Jalannya) -> None:
    """K40: buttons live for months; those of a past step, of a past round and of the lapsed half are dead."""
    dkupp.sampai(4)
    gugur = dkupp.tugas("tim")
    dkupp.selesai("bidang/koperasi")
    dkupp.sampai(7)
    putaran_lama = dkupp.tugas("tim")
    dkupp.kembalikan("bidang/ukm", "Salah ketik")
    dkupp.sampai(7)

    for tugas in (gugur, putaran_lama, replace(putaran_lama, putaran=3), replace(putaran_lama, langkah=99)):
        with pytest.raises(SudahBerakhir):
            dkupp.lakukan(Setujui(dkupp.pelaku("tim"), tugas))

    assert dkupp.giliran == {"tim", *BIDANG}


def test_k40_sesudah_pengukuran_berakhir(dkupp: Jalannya) -> None:
    """A finished run says that it is finished, to every act."""
    dkupp.sampai(13)
    tugas = dkupp.tugas("tim")
    dkupp.sampai_akhir()

    for tindakan in (
        Selesaikan(dkupp.pelaku("tim"), tugas),
        KirimRealisasi(dkupp.pelaku("bidang/ukm"), "ukm", 9),
        Batalkan(dkupp.pelaku("kepala"), "Terlambat"),
    ):
        with pytest.raises(TidakBerjalan):
            dkupp.lakukan(tindakan)


# The clock and the administrator -------------------------------------------------------------------------------------


def test_pengingat_hanya_untuk_tugas_yang_terbuka(dkupp: Jalannya) -> None:
    """A reminder is on record and changes nothing; one that comes after the work is done falls away silently."""
    dkupp.mulai()
    tugas, sebelum = dkupp.tugas("sekretaris"), dkupp.keadaan
    ingatkan = Ingatkan(tugas, "batas")

    assert dkupp.lakukan(ingatkan) == [PengingatJatuh(tugas, "batas", dkupp.waktu)]
    assert dkupp.keadaan == sebelum
    dkupp.selesai("sekretaris")
    assert dkupp.lakukan(ingatkan) == []


def test_pembatalan_mengakhiri_semua_giliran(dkupp: Jalannya) -> None:
    """A cancelled run waits for nobody and is not begun again; the reason is kept."""
    dkupp.sampai(7)
    admin = Pelaku(0, "administrator")
    with pytest.raises(AlasanKosong):
        dkupp.lakukan(Batalkan(admin, " "))

    assert dkupp.lakukan(Batalkan(admin, "Salah triwulan")) == [
        PelaksanaanDibatalkan("Salah triwulan", 0, "administrator", dkupp.waktu)
    ]

    assert (dkupp.keadaan.status, dkupp.giliran) == (Status.BATAL, set())
    with pytest.raises(SudahBerakhir):
        dkupp.mulai()


def test_tenggat_dihitung_dari_saat_giliran_mulai(dkupp: Jalannya) -> None:
    """The core hands time standard and moment to whoever knows the calendar, and takes the answer as it is."""
    tanya: list[tuple[StandarWaktu, datetime]] = []

    def catat(standar: StandarWaktu, mulai: datetime) -> datetime:
        tanya.append((standar, mulai))
        return SENIN + timedelta(days=30)

    mulai = Mulai(dkupp.pelaku("kepala"), dkupp.kantor.slot, dkupp.kantor.unit)
    kejadian = putuskan(dkupp.sop, dkupp.keadaan, mulai, SENIN, catat)

    assert tanya == [(StandarWaktu(15, Satuan.MENIT), SENIN), (StandarWaktu(60, Satuan.MENIT), SENIN)]
    assert isinstance(kejadian[-1], GiliranDimulai)
    assert kejadian[-1].tugas == (Tugas(2, 1, Tahap.KERJA, "sekretaris"),)
    assert kejadian[-1].batas == SENIN + timedelta(days=30)
