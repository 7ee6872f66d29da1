"""The office's announcement: a tick is for roles that lack nobody."""

from bot.pesan.pendaftaran import umum


def test_tanda_hanya_bila_lengkap():
    peran = [("Sekretaris", "Sari", True), ("Bidang", "2 dari 3 unit", False), ("Tim", "", False)]
    teks = umum("Dinas Contoh", peran, {})["text"]
    assert "✅ Sekretaris: Sari" in teks
    assert "▫️ Bidang: 2 dari 3 unit" in teks
    assert teks.rstrip().endswith("▫️ Tim")
