"""Meetings: called by buttons or typed, answered, changed, reminded of, closed with attendance and minutes."""

from io import BytesIO

from icalendar import Calendar
from pypdf import PdfReader

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengingat import pukul


def undangan(orang: Orang) -> Pesan:
    return orang.cari("📅 Undangan")


def entri(orang: Orang) -> list[dict[str, str]]:
    """The calendar entries that this person was sent, oldest first."""
    hasil = []
    for pesan in orang.berkas_diterima:
        if pesan.berkas.nama.endswith(".ics"):
            kalender = Calendar.from_ical(pesan.berkas.isi)
            (acara,) = kalender.walk("VEVENT")
            isi = {k: str(acara[k]) for k in ("UID", "SEQUENCE", "LOCATION", "SUMMARY")}
            hasil.append(isi | {"METHOD": str(kalender["METHOD"]), "DTSTART": f"{acara.start:%d/%m %H.%M}"})
    return hasil


def draf(orang: Orang) -> list[str]:
    """The texts of the drafts of minutes that this person was sent."""
    pdf = [p.berkas.isi for p in orang.berkas_diterima if p.berkas.nama.startswith("notulen-")]
    return [" ".join(" ".join(h.extract_text() for h in PdfReader(BytesIO(isi)).pages).split()) for isi in pdf]


async def test_dari_undangan_sampai_notulen(dkupp: Cerita):
    """The whole life of a meeting: called, answered, changed, reminded of, closed, its minutes drafted and handed on."""
    await dkupp.sampai(langkah=4)
    ukm = dkupp.bidang["ukm"]

    await dkupp.tim.tekan("📅 Atur rapat")
    assert dkupp.tim.pesan_terakhir.label_tombol == [
        "Rabu 1 April 2026 09.00", "Rabu 1 April 2026 13.30", "Kamis 2 April 2026 09.00"
    ]  # fmt: skip
    await dkupp.tim.tekan("Rabu 1 April 2026 13.30")
    await dkupp.tim.tekan("Ruang Rapat")
    assert "Undangan belum dikirim" in dkupp.tim.cari("📅 Rapat Anda")
    assert not any("Undangan" in p for p in dkupp.kepala.semua_pesan)
    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 4/13"))

    assert "Rabu, 1 April 2026 13.30 WIB" in undangan(dkupp.kepala)
    assert undangan(dkupp.kepala).label_tombol == ["👍 Hadir", "👎 Tidak hadir"]
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST"]
    await dkupp.kepala.tekan("👎 Tidak hadir")
    await dkupp.kepala.tekan("🔁 Kirim wakil")
    await dkupp.kepala.tulis("Budi Santoso")
    await ukm.tekan("👍 Hadir")
    await dkupp.sekretaris.tekan("👎 Tidak hadir")

    panel = dkupp.tim.cari("📅 Rapat Anda")
    assert "oleh Budi Santoso" in panel
    assert "👎 Tidak hadir (1): Sekretaris" in panel
    assert "diwakili Budi Santoso" in undangan(dkupp.kepala)

    await dkupp.tim.tekan("🕘 Ubah waktu")
    await dkupp.tim.tulis("Rabu 1 April 2026 14.00, Aula Lantai 2")

    assert "14.00 WIB" in undangan(ukm)
    assert "Aula Lantai 2" in undangan(ukm)
    lama, baru = entri(ukm)
    assert lama["UID"] == baru["UID"]
    assert (lama["SEQUENCE"], baru["SEQUENCE"]) == ("0", "1")
    assert (baru["DTSTART"], baru["LOCATION"]) == ("01/04 07.00", "Aula Lantai 2")

    await dkupp.maju(jam=6, menit=10)
    ingat = [p for p in ukm.semua_pesan if "Rapat segera dimulai" in p]
    assert [pukul(p) for p in ingat] == ["01/04 13.45"]
    assert not any("Rapat segera dimulai" in p for p in dkupp.sekretaris.semua_pesan)

    await dkupp.tim.tekan("🏁 Tutup rapat")
    await dkupp.tim.tekan("⬜ Sekretaris")
    assert dkupp.tim.toast.endswith(": hadir.")
    await dkupp.tim.tekan("💾 Simpan kehadiran")
    assert undangan(ukm).label_tombol == []
    assert "tercatat: hadir" in undangan(ukm)
    await dkupp.tim.tulis("1. Format disepakati & dipakai.\n2. Data dikirim Jumat.")

    (isi,) = draf(dkupp.tim)
    for kata in ("Aula Lantai 2", "Diwakili Budi Santoso", "Format disepakati & dipakai.", "Data dikirim Jumat."):
        assert kata in isi
    await dkupp.tim.tekan("✅ Selesai")
    assert dkupp.langkah == 6
    assert draf(ukm) == [isi]
    tentang = [j for j in await dkupp.jejak() if j == "HalDicatat"]
    assert len(tentang) >= 8
