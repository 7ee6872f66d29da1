"""`/mulai`: the readiness check, the order, and what is refused."""

from pathlib import Path

from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita


async def test_kesiapan_lalu_perintah(dkupp: Cerita):
    """Without arguments the quarter that has just ended is proposed; one press sends the next disposition."""
    await dkupp.sampai(langkah=1)

    await dkupp.kepala.tulis("/mulai")

    kesiapan = dkupp.kepala.pesan_terakhir
    assert "Triwulan I 2026" in kesiapan
    assert "24 indikator pada 5 unit" in kesiapan
    assert "⚠️" not in kesiapan.teks
    assert kesiapan.label_tombol == ["✅ Perintahkan", "✏️ Isi disposisi"]

    await dkupp.kepala.tekan("✅ Perintahkan")

    assert kesiapan.label_tombol == []
    assert "Perintah diberikan" in kesiapan
    assert dkupp.giliran == {"sekretaris"}
    assert "Langkah 2 dari 13" in dkupp.status


async def test_mulai_menyebut_yang_belum_menekan_start(dkupp: Cerita):
    """The head is told whom the bot cannot reach, and may order all the same."""
    await dkupp.sampai(langkah=0)
    await dkupp.kepala.mulai()

    await dkupp.kepala.tulis("/mulai 1 2026")

    kesiapan = dkupp.kepala.pesan_terakhir
    assert "Belum menekan START: Sekretaris" in kesiapan
    assert kesiapan.label_tombol == ["✅ Perintahkan", "✏️ Isi disposisi"]


async def test_mulai_menyebut_semua_yang_kurang(dkupp: Cerita, tmp_path: Path):
    """Missing roles and units are all named at once, and there is no button that could only fail."""
    await dkupp.sampai(langkah=1)

    def tanpa_tim_dan_ukm(tempat: Path) -> None:
        berkas = tempat / "instansi_dkupp-purwakarta.toml"
        orang = berkas.read_text("utf-8").split("[[personel]]")
        sisa = [o for o in orang if 'peran = ["tim"]' not in o and 'bidang = "ukm"' not in o]
        berkas.write_text("[[personel]]".join(sisa), "utf-8")

    dkupp.pasang("dkupp-purwakarta", tanpa_tim_dan_ukm, tmp_path)
    await dkupp.kepala.tulis("/mulai 1 2026")

    pesan = dkupp.kepala.pesan_terakhir
    assert "Tim Evaluasi Kinerja" in pesan
    assert "Bidang UKM" in pesan
    assert pesan.label_tombol == []


async def test_mulai_tanpa_indikator_ditolak_dengan_sebabnya(dkupp: Cerita):
    """A year without indicators cannot be measured; the head learns that before anybody is bothered."""
    await dkupp.sampai(langkah=1)

    await dkupp.kepala.tulis("/mulai 4 2025")

    pesan = dkupp.kepala.pesan_terakhir
    assert "belum ada indikator" in pesan
    assert "2025" in pesan
    assert "/mulai 1 2026" in pesan
    assert pesan.label_tombol == []
    assert await dkupp.jejak() == []


async def test_pelaksanaan_kedua_ditolak_dan_yang_hidup_ditunjukkan(dkupp: Cerita):
    """One run per office and quarter: a second order, also with an old button, shows the living one instead."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.tulis("/mulai 1 2026")
    lama = dkupp.kepala.pesan_terakhir.tombol[0][0]["callback_data"]
    await dkupp.kepala.tekan("✅ Perintahkan")
    jejak = await dkupp.jejak()

    await dkupp.kepala.tulis("/mulai 1 2026")

    pesan = dkupp.kepala.pesan_terakhir
    assert "tidak dimulai lagi" in pesan
    assert "Langkah 2 dari 13" in pesan
    assert pesan.label_tombol == []

    await dkupp.kepala.tekan_mentah(lama, 1)

    assert "sudah berjalan" in dkupp.kepala.kilasan
    assert await dkupp.jejak() == jejak
    assert len(dkupp.pesan_grup) == 1


async def test_triwulan_yang_belum_dimulai_ditolak(dkupp: Cerita):
    """On 1 April the second quarter may be ordered, the third may not."""
    await dkupp.sampai(langkah=1)

    await dkupp.kepala.tulis("/mulai 3 2026")

    assert "Triwulan III 2026 belum dimulai" in dkupp.kepala.pesan_terakhir

    await dkupp.kepala.tulis("/mulai II 2026")

    assert dkupp.kepala.pesan_terakhir.label_tombol == ["✅ Perintahkan", "✏️ Isi disposisi"]


async def test_triwulan_yang_tidak_terbaca_dijawab_dengan_contoh(dkupp: Cerita):
    """A mistyped quarter is answered with an example that works."""
    await dkupp.sampai(langkah=1)

    for salah in ("/mulai 5", "/mulai satu", "/mulai 1 20266", "/mulai 1 2026 lagi", "/mulai ² 2026"):
        await dkupp.kepala.tulis(salah)

        assert "/mulai 1 2026" in dkupp.kepala.pesan_terakhir
        assert dkupp.kepala.pesan_terakhir.label_tombol == []


async def test_hanya_pimpinan_yang_dapat_memulai(dkupp: Cerita):
    """Others are told whose order it is, by command and by a forged button alike."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.tulis("/mulai 1 2026")
    data = dkupp.kepala.pesan_terakhir.tombol[0][0]["callback_data"]

    await dkupp.sekretaris.tulis("/mulai 1 2026")
    await dkupp.sekretaris.tekan_mentah(data, dkupp.sekretaris.pesan_terakhir.id)

    assert "pimpinan" in dkupp.sekretaris.pesan_terakhir
    assert "Kepala Dinas" in dkupp.sekretaris.kilasan
    assert await dkupp.jejak() == []


def menu(orang: Orang) -> set[str]:
    return set(orang.menu())


async def test_menu_memuat_perintah_peran_itu_saja(dkupp: Cerita):
    """The list behind the menu button holds what this person can use and nothing else."""
    await dkupp.sampai(langkah=1)

    assert "mulai" in menu(dkupp.kepala)
    assert "mulai" not in menu(dkupp.sekretaris)
    assert "formulir" in menu(dkupp.bidang["ukm"])
    assert "formulir" not in menu(dkupp.kepala)
    assert set(dkupp.kepala.menu(dkupp.kantor.grup)) == {"status", "rekap", "bantuan"}
