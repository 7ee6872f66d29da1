"""The workflow core and its assignments: who, how many, with what, and presses that must not count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sop.alur import menerbitkan
from bot.sop.kejadian import (
    Batalkan,
    GiliranDimulai,
    Kembalikan,
    KirimRealisasi,
    Lampirkan,
    LangkahSelesai,
    PelaksanaanSelesai,
    RekapDisetujui,
    Selesaikan,
    Setujui,
    Tahap,
    TugasSelesai,
    TutupUnggahan,
)
from bot.sop.penolakan import (
    BukanCaranya,
    BukanPelaksana,
    LampiranKurang,
    SudahBerakhir,
    TidakBerjalan,
)
from tests.sop.kantor import BIDANG, SEMENIT, Jalannya, jenis, kantor_contoh, kantor_kecil
from tests.sop.sop_kecil import ubah

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
    laporan = setwan.tugas("tim")
    assert not menerbitkan(setwan.sop, laporan)
    assert RekapDisetujui not in jenis(setwan.selesai("tim"))
    assert menerbitkan(setwan.sop, setwan.tugas("kepala"))

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
