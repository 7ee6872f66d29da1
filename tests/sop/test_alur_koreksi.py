"""`✏️ Koreksi setelah terbit`: what the procedure allows an administrator once the recap is approved."""

import pytest

from bot.sop.alur import langkah_terbit
from bot.sop.kejadian import (
    Batalkan,
    GiliranDimulai,
    Koreksi,
    KoreksiDimulai,
    PelaksanaanSelesai,
    Pelaku,
    RekapDisetujui,
    Status,
    Tarik,
)
from bot.sop.model import Jenis
from bot.sop.pemuat import daftar
from bot.sop.penolakan import AlasanKosong, BelumDisetujui, BidangTakTerkait, BidangTerkunci, TakBisaDitarik
from bot.sop.terapan import putar_ulang
from tests.sop.kantor import BIDANG, Jalannya, jenis, kantor_contoh

ADMIN = Pelaku(0, "administrator (tindakan admin)")
SATU = sorted(BIDANG)[0].partition("/")[2]


def koreksi(jalan: Jalannya, *bidang: str, alasan: str = "salah ketik") -> list:
    return jalan.lakukan(Koreksi(ADMIN, alasan, bidang))


@pytest.mark.parametrize("sop", daftar())
def test_setiap_sop_kembali_ke_unggahan_lalu_terbit_lagi(sop: str) -> None:
    """Whatever the procedure: from its end to the upload before the approval, in a new round, and to its end again."""
    jalan = Jalannya(kantor_contoh(sop))
    jalan.sampai_akhir()

    hasil = koreksi(jalan)

    assert jenis(hasil)[:2] == [KoreksiDimulai, GiliranDimulai]
    assert jalan.keadaan.status is Status.BERJALAN
    assert not jalan.keadaan.disetujui
    assert jalan.sop[jalan.keadaan.langkah].jenis is Jenis.UNGGAH
    assert jalan.keadaan.langkah < langkah_terbit(jalan.sop)
    assert jalan.putaran == 2
    jalan.sampai_akhir()
    assert jenis(jalan.riwayat).count(RekapDisetujui) == jenis(jalan.riwayat).count(PelaksanaanSelesai) == 2
    assert jalan.keadaan.disetujui
    assert putar_ulang(jalan.riwayat) == jalan.keadaan


def test_hanya_bidang_yang_ditandai(dkupp: Jalannya) -> None:
    """One unit corrects; the others stay locked, and the reason travels to the approval."""
    dkupp.sampai(12)
    koreksi(dkupp, SATU)

    assert {g.tugas.bidang for g in dkupp.keadaan.terbuka} - {""} == {SATU}
    with pytest.raises(BidangTerkunci):
        dkupp.kirim(sorted(BIDANG)[1])
    dkupp.sampai(langkah_terbit(dkupp.sop))
    assert dkupp.keadaan.catatan is not None
    assert dkupp.keadaan.catatan.alasan == "salah ketik"
    dkupp.setuju("kepala")
    assert dkupp.keadaan.catatan is None


def test_yang_tidak_dapat_dikoreksi(dkupp: Jalannya) -> None:
    """Nothing approved, twice, without a reason, a unit that sends nothing, a cancelled run."""
    with pytest.raises(BelumDisetujui):
        koreksi(dkupp)
    dkupp.sampai(langkah_terbit(dkupp.sop))
    with pytest.raises(BelumDisetujui):
        koreksi(dkupp)
    dkupp.setuju("kepala")
    with pytest.raises(AlasanKosong):
        koreksi(dkupp, alasan=" \n")
    with pytest.raises(BidangTakTerkait):
        koreksi(dkupp, "tidak-ada")
    koreksi(dkupp)
    with pytest.raises(BelumDisetujui):
        koreksi(dkupp)
    dkupp.sampai(12)
    dkupp.lakukan(Batalkan(ADMIN, "salah mulai"))
    with pytest.raises(BelumDisetujui):
        koreksi(dkupp)


def test_persetujuan_sebelum_koreksi_tidak_dapat_ditarik(dkupp: Jalannya) -> None:
    """The head's earlier approval is no longer the newest act."""
    dkupp.sampai(langkah_terbit(dkupp.sop))
    tugas = dkupp.tugas("kepala")
    dkupp.setuju("kepala")
    koreksi(dkupp)

    with pytest.raises(TakBisaDitarik):
        dkupp.lakukan(Tarik(dkupp.pelaku("kepala"), tugas, tuple(dkupp.riwayat)))
