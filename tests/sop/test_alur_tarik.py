"""Slips taken back, steps that an administrator brings to an end, returns of single units."""

from datetime import timedelta

import pytest

from bot.sop.kejadian import (
    Catat,
    Ingatkan,
    Kembalikan,
    Paksa,
    Pelaku,
    RekapDisetujui,
    Tahap,
    Tarik,
    TindakanDitarik,
    Tugas,
)
from bot.sop.penolakan import BidangTakTerkait, BidangTerkunci, MilikPimpinan, SudahBerakhir, TakBisaDitarik
from bot.sop.tarik import berlaku
from bot.sop.terapan import putar_ulang
from tests.sop.kantor import BIDANG, SEMENIT, Jalannya, jenis

ADMIN = Pelaku(0, "administrator (tindakan admin)")


def tarik(jalan: Jalannya, siapa: str, tugas: Tugas, *, terbit: bool = False) -> None:
    jalan.lakukan(Tarik(jalan.pelaku(siapa), tugas, tuple(jalan.riwayat), terbit))


# Taken back ----------------------------------------------------------------------------------------------------------


def test_persetujuan_ditarik_membuka_lagi_dengan_batas_semula(dkupp: Jalannya) -> None:
    """The head's slip at step 9: the same assignment with the same clock, as if nothing had been pressed."""
    dkupp.sampai(9)
    semula, tugas = dkupp.keadaan, dkupp.tugas("kepala")
    dkupp.waktu += timedelta(minutes=5)
    dkupp.setuju("kepala")

    tarik(dkupp, "kepala", tugas)

    assert dkupp.keadaan.terbuka == semula.terbuka
    assert dkupp.keadaan.langkah == 9
    assert jenis(dkupp.riwayat)[-1] is TindakanDitarik
    assert putar_ulang(dkupp.riwayat) == dkupp.keadaan


def test_yang_dimulai_lagi_berputaran_baru(dkupp: Jalannya) -> None:
    """What lapsed and what begins anew never share a name: the second disposition of step 10 is round 2."""
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")
    tarik(dkupp, "kepala", tugas)

    dkupp.setuju("kepala")

    assert dkupp.putaran == 2
    assert {g.tugas.putaran for g in dkupp.keadaan.terbuka} == {2}


def test_keputusan_pemutus_ditarik_lalu_diulang(dkupp: Jalannya) -> None:
    """Step 8 has a decider of its own: handing over again opens a decision with a name of its own."""
    dkupp.sampai(8)
    for siapa in ("tim", *sorted(BIDANG)):
        terakhir = dkupp.tugas(siapa)
        dkupp.selesai(siapa)
    lama = dkupp.tugas("sekretaris")
    tarik(dkupp, sorted(BIDANG)[-1], terakhir)
    assert dkupp.keadaan.tahap is Tahap.KERJA

    dkupp.selesai(sorted(BIDANG)[-1])

    assert dkupp.keadaan.tahap is Tahap.PUTUS
    assert dkupp.tugas("sekretaris") != lama


def test_pengembalian_ditarik(dkupp: Jalannya) -> None:
    """A return taken back: nobody works on it, and its reason travels no further."""
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.kembalikan("kepala", "salah tekan")

    tarik(dkupp, "kepala", tugas)

    assert dkupp.giliran == {"kepala"}
    assert dkupp.keadaan.catatan is None


def test_kiriman_terakhir_ditarik_membuka_lagi_pengumpulan(dkupp: Jalannya) -> None:
    """The last unit's press ended the step; taken back, the step waits for that unit alone."""
    dkupp.sampai(6)
    for siapa in sorted(BIDANG):
        terakhir = dkupp.tugas(siapa)
        dkupp.kirim(siapa, kiriman=len(dkupp.riwayat))
    assert dkupp.keadaan.langkah == 7

    tarik(dkupp, sorted(BIDANG)[-1], terakhir)

    assert dkupp.keadaan.langkah == 6
    assert dkupp.giliran & BIDANG == {sorted(BIDANG)[-1]}


def test_pengingat_dan_catatan_tidak_menutup_kesempatan(dkupp: Jalannya) -> None:
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")
    dkupp.lakukan(Ingatkan(dkupp.tugas("sekretaris"), "batas"))
    dkupp.lakukan(Catat(dkupp.pelaku("sekretaris"), "kendala", "melaporkan printer rusak", None))

    tarik(dkupp, "kepala", tugas)

    assert dkupp.giliran == {"kepala"}


def test_tindakan_berikutnya_menutup_kesempatan(dkupp: Jalannya) -> None:
    """Once the next person has acted it stays, also when they only handed in a paper."""
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")
    dkupp.lampirkan("sekretaris")

    with pytest.raises(TakBisaDitarik):
        tarik(dkupp, "kepala", tugas)


def test_hanya_yang_melakukan_yang_menarik(dkupp: Jalannya) -> None:
    """A colleague of the same role has not pressed it."""
    dkupp.sampai(12)
    tugas = dkupp.tugas("tim")
    dkupp.selesai("tim")

    with pytest.raises(TakBisaDitarik):
        dkupp.lakukan(Tarik(dkupp.rekan("tim"), tugas, tuple(dkupp.riwayat)))


@pytest.mark.parametrize("terbit", [False, True])
def test_persetujuan_rekap_hanya_sampai_rekap_terbit(dkupp: Jalannya, terbit: bool) -> None:
    """What the group has seen is not unsaid; before that, the approval goes, and comes again once."""
    dkupp.sampai(11)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")

    if terbit:
        with pytest.raises(TakBisaDitarik):
            tarik(dkupp, "kepala", tugas, terbit=True)
        return
    tarik(dkupp, "kepala", tugas)
    assert not dkupp.keadaan.disetujui
    dkupp.setuju("kepala")
    assert jenis(berlaku(dkupp.riwayat)).count(RekapDisetujui) == 1


def test_perubahan_lain_sesudahnya_menolak(dkupp: Jalannya) -> None:
    """A history that does not end in this act is not wound back."""
    dkupp.sampai(9)
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")
    riwayat = (*dkupp.riwayat, dkupp.riwayat[0])

    with pytest.raises(TakBisaDitarik):
        dkupp.lakukan(Tarik(dkupp.pelaku("kepala"), tugas, riwayat))


# An administrator ----------------------------------------------------------------------------------------------------


def test_melewati_langkah(dkupp: Jalannya) -> None:
    """Skipped with its decision: the next step begins, and nobody has approved anything."""
    dkupp.sampai(8)

    dkupp.lakukan(Paksa(ADMIN, 8, "tim sedang tugas luar", lewati=True))

    assert (dkupp.keadaan.langkah, dkupp.keadaan.terakhir) == (9, None)


def test_memaksa_selesai_menyisakan_keputusan(dkupp: Jalannya) -> None:
    """Forced: what the actors owed counts as handed over, and the decider still decides."""
    dkupp.sampai(8)

    dkupp.lakukan(Paksa(ADMIN, 8, "sudah disampaikan di atas kertas", lewati=False))

    assert dkupp.giliran == {"sekretaris"}
    assert dkupp.keadaan.tahap is Tahap.PUTUS


def test_melewati_pengumpulan_menutupnya(dkupp: Jalannya) -> None:
    dkupp.sampai(6)
    dkupp.kirim("bidang/ukm")

    dkupp.lakukan(Paksa(ADMIN, 6, "bidang lain tidak dapat dihubungi", lewati=True))

    assert dkupp.keadaan.langkah == 7


@pytest.mark.parametrize("lewati", [False, True])
def test_persetujuan_pimpinan_tidak_dapat_digantikan(dkupp: Jalannya, lewati: bool) -> None:
    """The recap is approved by the head or by nobody."""
    dkupp.sampai(11)

    with pytest.raises(MilikPimpinan):
        dkupp.lakukan(Paksa(ADMIN, 11, "pimpinan cuti", lewati=lewati))


def test_tombol_admin_untuk_langkah_yang_sudah_lewat(dkupp: Jalannya) -> None:
    dkupp.sampai(8)

    with pytest.raises(SudahBerakhir):
        dkupp.lakukan(Paksa(ADMIN, 7, "terlambat", lewati=True))


# Single units --------------------------------------------------------------------------------------------------------


def test_hanya_bidang_yang_disebut_yang_dibuka(dkupp: Jalannya) -> None:
    """7 → 6 for one unit: the others stay locked, and the step ends with that unit's figures."""
    dkupp.sampai(7)
    dkupp.lakukan(Kembalikan(dkupp.pelaku("tim"), dkupp.tugas("tim"), "DKP-14", ("ukm",)))
    assert dkupp.giliran & BIDANG == {"bidang/ukm"}

    with pytest.raises(BidangTerkunci) as tolak:
        dkupp.kirim("bidang/koperasi", 7)
    dkupp.kirim("bidang/ukm", 8)

    assert tolak.value.dibuka == ("ukm",)
    assert dkupp.keadaan.langkah == 7
    dkupp.waktu += SEMENIT
    assert dkupp.keadaan.catatan is not None


def test_bidang_hanya_bila_pengumpulan_dilalui(dkupp: Jalannya) -> None:
    """9 → 7 does not pass the collection: naming units would promise what does not happen."""
    dkupp.sampai(9)

    with pytest.raises(BidangTakTerkait):
        dkupp.lakukan(Kembalikan(dkupp.pelaku("kepala"), dkupp.tugas("kepala"), "DKP-14", ("ukm",)))
    dkupp.kembalikan("kepala", "DKP-14")

    assert dkupp.keadaan.langkah == 7
