"""`/status` in private: text at once, then the procedure as a picture; words say what the colours show."""

from collections.abc import Callable

import pytest

from bot.berkas.peta import Peta
from bot.berkas.rakit import GagalMerakit, Perakit
from bot.layanan import muat
from bot.layanan.peta import peta
from bot.simulasi.gambar import ukuran
from bot.simulasi.model import Pesan
from tests.cerita.cerita import Cerita


async def _peta(cerita: Cerita) -> Peta:
    """What the picture would show now."""
    waktu = cerita.panggung.jam.sekarang()
    isi = await cerita.baca(lambda sesi: peta(sesi, muat.jalan(sesi, 1), waktu))
    assert isinstance(isi, Peta)
    return isi


def _lebar_tinggi(pesan: Pesan) -> tuple[int, int]:
    assert pesan.berkas is not None
    hasil = ukuran(pesan.berkas.isi)
    assert hasil is not None
    return hasil


async def test_teks_dahulu_lalu_gambar(dkupp: Cerita):
    """The text does not wait for the picture; the group gets text only."""
    await dkupp.sampai(langkah=7)
    await dkupp.tim.tulis("/status")
    await dkupp.bidang["ukm"].tulis("/status", chat=dkupp.kantor.grup)

    teks, gambar = dkupp.tim.semua_pesan[-2:]
    assert "Langkah 7 dari 13" in teks
    assert "Triwulan I 2026" in gambar
    assert _lebar_tinggi(gambar)[0] == 1080
    assert "Langkah 7 dari 13" in dkupp.pesan_grup[-1]
    assert dkupp.pesan_grup[-1].berkas is None


async def test_selesai_berjalan_dan_terlambat(dkupp: Cerita):
    """Done in time, done late, running, running late, not yet: each has its word."""
    await dkupp.sampai(langkah=8)
    await dkupp.maju(hari=30)

    isi = await _peta(dkupp)
    assert [x.keadaan for x in isi.langkah[:9]] == ["tepat"] * 7 + ["lewat", "belum"]
    assert isi.langkah[0].kata.endswith("tepat waktu")
    assert "TERLAMBAT" in isi.langkah[7].kata

    await dkupp.semua_setuju(("tim", "bidang", "sekretaris"))
    await dkupp.sekretaris.tekan("✅ Setuju")
    isi = await _peta(dkupp)

    assert [x.keadaan for x in isi.langkah[7:10]] == ["telat", "kini", "belum"]
    assert "hari kerja" in isi.langkah[7].kata
    assert "Kepala Dinas" in isi.langkah[8].giliran


async def test_putaran_dan_tindakan_admin(dkupp: Cerita):
    """A return: what was done before it will be done again, in round 2; an administrator's act is called one."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis("IKU 2 belum ada bukti")

    isi = await _peta(dkupp)
    assert "putaran 2" in isi.langkah[6].kata
    assert [x.kata for x in isi.langkah[7:9]] == ["Akan diulang sesudah perbaikan"] * 2

    await dkupp.admin.tulis("/sop")
    await dkupp.admin.tekan("⏭️ Lewati langkah")
    await dkupp.admin.tulis("Tim dinas luar")
    isi = await _peta(dkupp)

    assert isi.langkah[6].keadaan == "admin"
    assert "tindakan admin (putaran 2)" in isi.langkah[6].kata


@pytest.mark.parametrize(
    "sop",
    ["bkpsdm-purwakarta", "gowa", "disnakerperintrans-kapuas-hulu", "setwan-balangan", "dkupp-purwakarta"],
)
async def test_kelima_sop(buat: Callable[..., Cerita], sop: str):
    """Every step is on the picture, and a phone shows the whole of it without making it smaller."""
    cerita = await buat(sop).sampai(langkah=5)
    await cerita.kepala.tulis("/status")

    isi = await _peta(cerita)
    lebar, tinggi = _lebar_tinggi(cerita.kepala.pesan_terakhir)
    assert [x.keadaan for x in isi.langkah] == ["tepat"] * 4 + ["kini"] + ["belum"] * (len(isi.langkah) - 5)
    assert lebar == 1080
    assert tinggi <= 2.1 * lebar


async def test_gambar_gagal_teks_tetap_ada(dkupp: Cerita, monkeypatch: pytest.MonkeyPatch):
    """When the picture cannot be drawn, nobody is told of a fault: the text says everything."""
    await dkupp.sampai(langkah=7)

    async def gagal(self: Perakit, bagian: str, naskah: object) -> bytes:
        raise GagalMerakit(bagian, "huruf tidak ada")

    monkeypatch.setattr(Perakit, "satu", gagal)
    await dkupp.tim.tulis("/status")

    assert "Langkah 7 dari 13" in dkupp.tim.pesan_terakhir
