"""Who acts for two units, and who presses twice, is told which and what, and no more."""

from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengganti import tawarkan


def kartu(orang: Orang) -> list[str]:
    return [label for label in orang.pesan_terakhir.label_tombol if label.startswith("▶️")]


async def test_tombol_menyebut_unitnya(dkupp: Cerita):
    """One assignment: step and quarter. Two of the same step: each button names its unit, and /isi writes the quarter as always."""
    await dkupp.sampai(langkah=6)
    koperasi, ukm = dkupp.bidang["koperasi"], dkupp.bidang["ukm"]
    await koperasi.tulis("/tugas")
    assert kartu(koperasi) == ["▶️ Langkah 6 · Triwulan I 2026"]

    await tawarkan(dkupp, ukm, koperasi.pengguna.nama.split()[0])
    await koperasi.tekan("🤝 Terima")
    await koperasi.tulis("/tugas")

    dua = kartu(koperasi)
    assert len(set(dua)) == 2
    assert any("Koperasi" in label for label in dua)
    assert any("UKM" in label or "Usaha" in label for label in dua)
    assert all(label.endswith("Triwulan I 2026") for label in dua)
    await koperasi.tekan(dua[1])
    assert "DISPOSISI 6/13" in koperasi.pesan_terakhir
    await koperasi.tulis("/isi")
    pilihan = [label for label in koperasi.pesan_terakhir.label_tombol if "Triwulan" in label]
    assert len(pilihan) == 2
    assert all(label.endswith(" · Triwulan I 2026") and "dkupp" not in label for label in pilihan)


async def test_ketukan_ganda_sekilas_saja(dkupp: Cerita):
    """The second press of a double click gets a passing toast, in which it is the presser who did it."""
    await dkupp.sampai(langkah=9)
    kepala = dkupp.kepala
    disposisi = kepala.cari("📨 DISPOSISI 9/13")
    data = next(t["callback_data"] for b in disposisi.tombol for t in b if t["text"] == "✅ Setuju")

    kepala.tekan("✅ Setuju", disposisi)
    await kepala.tekan_mentah(data, disposisi.id)

    pertama, kedua = kepala.panggilan[-2:]
    assert not (pertama.jawaban or {}).get("show_alert")
    assert kedua.toast is not None
    assert "sudah selesai: disetujui Anda, " in kedua.toast
    assert not (kedua.jawaban or {}).get("show_alert")
