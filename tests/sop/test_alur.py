"""The workflow core, told as the days of an office. What holds for any order of presses is in `test_alur_model.py`."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.sop.alur import kekurangan, putuskan
from bot.sop.kejadian import (
    Batalkan,
    BatasDipindah,
    Catat,
    GiliranDimulai,
    HalDicatat,
    Ingatkan,
    LangkahDikembalikan,
    LangkahSelesai,
    Mulai,
    PelaksanaanDibatalkan,
    PelaksanaanDimulai,
    PelaksanaanSelesai,
    Pelaku,
    PengingatJatuh,
    PindahkanBatas,
    RekapDisetujui,
    Status,
    Tahap,
    Tugas,
    TugasSelesai,
)
from bot.sop.model import Satuan, StandarWaktu
from bot.sop.pemuat import daftar
from bot.sop.penolakan import (
    AlasanKosong,
    BukanPelaksana,
    SudahBerakhir,
    TidakBerjalan,
    TidakSiap,
)
from bot.sop.terapan import putar_ulang
from tests.sop.kantor import BIDANG, SENIN, Jalannya, batas, jenis, kantor_contoh, kantor_kecil
from tests.sop.sop_kecil import TEKS, ubah

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
        ("bidang/umum", ("pasar", "umum"), ["belum ada Bidang untuk unit umum"]),
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


def test_catatan_tidak_menggerakkan_apa_pun(dkupp: Jalannya) -> None:
    """A meeting called or an obstacle reported is told in the log; the turn and the deadline stay as they are."""
    dkupp.sampai(5)
    sebelum, tugas = dkupp.keadaan, dkupp.tugas("tim")

    kejadian = dkupp.lakukan(Catat(dkupp.pelaku("tim"), "kendala", "melaporkan kendala: ruang rapat dipakai", tugas))

    assert jenis(kejadian) == [HalDicatat]
    assert dkupp.keadaan == sebelum


def test_batas_dipindah_hanya_yang_terbuka(dkupp: Jalannya) -> None:
    """More time moves one deadline; what was done before can no longer be taken back; nothing else changes."""
    dkupp.sampai(5)
    tugas, lain = dkupp.tugas("tim"), dkupp.tugas("sekretaris")
    sebelum = dkupp.keadaan.giliran(tugas)
    assert sebelum is not None
    batas = sebelum.batas + timedelta(days=2)
    pindah = PindahkanBatas(dkupp.pelaku("sekretaris"), tugas, batas, "perpanjangan 2 hari kerja: data belum lengkap")
    tetap = dkupp.keadaan.giliran(lain)

    (kejadian,) = dkupp.lakukan(pindah)

    assert isinstance(kejadian, BatasDipindah)
    assert (kejadian.dari, kejadian.batas) == (sebelum.batas, batas)
    assert dkupp.keadaan.giliran(tugas) == replace(sebelum, batas=batas)
    assert dkupp.keadaan.giliran(lain) == tetap
    assert dkupp.keadaan.terakhir is None
    assert dkupp.lakukan(pindah) == []
    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(replace(pindah, tugas=replace(tugas, langkah=4)))
