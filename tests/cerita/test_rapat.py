"""Meetings: called by buttons or typed, answered, changed, reminded of, closed with attendance and minutes."""

from collections.abc import Callable
from io import BytesIO

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from sqlmodel import select

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import Kejadian, Lampiran
from tests.cerita.cerita import Cerita
from tests.cerita.test_pengingat import pukul
from tests.simulasi.gambar import png


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
            hasil.append(
                isi | {"METHOD": str(kalender["METHOD"]), "DTSTART": f"{acara.decoded('DTSTART'):%d/%m %H.%M}"}
            )
    return hasil


def draf(orang: Orang) -> list[str]:
    """The texts of the drafts of minutes that this person was sent."""
    pdf = [p.berkas.isi for p in orang.berkas_diterima if p.berkas.nama.startswith("notulen-")]
    return [" ".join(" ".join(h.extract_text() for h in PdfReader(BytesIO(isi)).pages).split()) for isi in pdf]


async def diundang(cerita: Cerita, kapan: str = "Rabu 1 April 2026 13.30, Ruang Rapat") -> None:
    """The team has set the time and sent the invitations: step 5 has begun."""
    await cerita.sampai(langkah=4)
    await cerita.tim.tekan("📅 Atur rapat")
    await cerita.tim.tulis(kapan)
    await cerita.tim.tekan("✅ Selesai", cerita.tim.cari("📨 DISPOSISI 4/13"))


async def test_waktu_dan_tempat_dari_tombol(dkupp: Cerita):
    """Three working times and usual places to tap; invitations leave with `✅ Selesai`, each with a calendar entry."""
    await dkupp.sampai(langkah=4)

    await dkupp.tim.tekan("📅 Atur rapat")
    tanya = dkupp.tim.pesan_terakhir
    assert tanya.label_tombol == [
        "Rabu 1 April 2026 09.00", "Rabu 1 April 2026 13.30", "Kamis 2 April 2026 09.00"
    ]  # fmt: skip
    await dkupp.tim.tekan("Rabu 1 April 2026 13.30")
    await dkupp.tim.tekan("Ruang Rapat")

    assert tanya.label_tombol == []
    assert "Undangan belum dikirim" in dkupp.tim.cari("📅 Rapat Anda")
    assert not any("Undangan" in p for p in dkupp.kepala.semua_pesan)
    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 4/13"))
    for orang in (dkupp.kepala, dkupp.sekretaris, dkupp.anggota, *dkupp.bidang.values()):
        assert "Rabu, 1 April 2026 13.30 WIB" in undangan(orang)
        assert "Ruang Rapat" in undangan(orang)
        assert undangan(orang).label_tombol == ["👍 Hadir", "👎 Tidak hadir"]
        (satu,) = entri(orang)
        assert (satu["METHOD"], satu["SEQUENCE"], satu["DTSTART"]) == ("REQUEST", "0", "01/04 06.30")
    assert [e["SEQUENCE"] for e in entri(dkupp.tim)] == ["0"]
    assert not any("Rapat" in p for p in dkupp.pesan_grup if not p.teks.startswith("📊"))


async def test_jawaban_dan_perubahan(dkupp: Cerita):
    """The organiser's one message shows who comes; a change reaches all, in the invitation and in the calendar."""
    await diundang(dkupp)
    ukm = dkupp.bidang["ukm"]

    await dkupp.kepala.tekan("👎 Tidak hadir")
    await dkupp.kepala.tekan("🔁 Kirim wakil")
    contoh = dkupp.kepala.pesan_terakhir
    assert "<code>Budi Santoso</code>" in contoh.isi["text"] or "Budi Santoso" in contoh
    await dkupp.kepala.tulis("Budi Santoso")
    await ukm.tekan("👍 Hadir")
    await dkupp.sekretaris.tekan("👎 Tidak hadir")

    (panel,) = [p for p in dkupp.tim.semua_pesan if "📅 Rapat Anda" in p]
    assert "oleh Budi Santoso" in panel
    assert "👎 Tidak hadir (1): Sekretaris" in panel
    assert "👍 Hadir (2): Ketua Tim Evaluasi Kinerja" in panel
    assert "diwakili Budi Santoso" in undangan(dkupp.kepala)
    assert undangan(ukm).label_tombol == ["👎 Tidak hadir"]

    await dkupp.tim.tekan("🕘 Ubah waktu")
    await dkupp.tim.tulis("Rabu 1 April 2026 14.00, Aula Lantai 2")

    for orang in (dkupp.kepala, ukm):
        assert "14.00 WIB" in undangan(orang)
        assert "Aula Lantai 2" in undangan(orang)
        assert any("Perubahan rapat" in p for p in orang.semua_pesan)
        lama, baru = entri(orang)
        assert lama["UID"] == baru["UID"]
        assert (lama["SEQUENCE"], baru["SEQUENCE"]) == ("0", "1")
        assert (baru["DTSTART"], baru["LOCATION"]) == ("01/04 07.00", "Aula Lantai 2")
    assert "👍 Jawaban Anda: hadir" in undangan(ukm)


async def test_pengingat_sekali_untuk_waktu_yang_berlaku(dkupp: Cerita):
    """Fifteen minutes before the time that counts, once; nobody who stays away, nothing for the time given up."""
    await diundang(dkupp, "Rabu 1 April 2026 09.00, Ruang Rapat")
    await dkupp.sekretaris.tekan("👎 Tidak hadir")
    await dkupp.tim.tekan("🕘 Ubah waktu")
    await dkupp.tim.tekan("Rabu 1 April 2026 09.00")  # no change: nobody hears of it
    await dkupp.tim.tekan("🕘 Ubah waktu")
    await dkupp.tim.tulis("09.30")

    await dkupp.maju(jam=2)

    for orang in (dkupp.kepala, dkupp.tim, dkupp.bidang["ukm"]):
        assert [pukul(p) for p in orang.semua_pesan if "Rapat segera dimulai" in p] == ["01/04 09.15"]
        assert [e["SEQUENCE"] for e in entri(orang)] == ["0", "1"]
    assert not any("Rapat segera dimulai" in p for p in dkupp.sekretaris.semua_pesan)


async def test_ditutup_dengan_kehadiran_dan_notulen(dkupp_dua: Cerita):
    """Attendance comes from the answers and is corrected by name; the minutes become a draft that is kept and handed on."""
    dkupp = dkupp_dua
    await diundang(dkupp)
    ukm = dkupp.bidang["ukm"]
    await ukm.tekan("👍 Hadir")
    await dkupp.sekretaris.tekan("👎 Tidak hadir")
    await dkupp.maju(jam=7)

    await dkupp.tim.tekan("🏁 Tutup rapat")
    await dkupp.tim.tekan("⬜ Sekretaris")
    assert dkupp.tim.toast.endswith(": hadir.")
    await dkupp.tim.tekan("💾 Simpan kehadiran")

    assert undangan(ukm).label_tombol == []
    assert "tercatat: hadir" in undangan(ukm)
    await dkupp.tim.tulis("1. Format disepakati & dipakai.\n2. Data dikirim <Jumat>.")
    (isi,) = draf(dkupp.tim)
    for kata in (
        "Ruang Rapat",
        "Pembahasan pengukuran kinerja",
        "Format disepakati & dipakai.",
        "Data dikirim <Jumat>.",
    ):
        assert kata in isi
    assert "3 dari 9 undangan hadir" in isi
    await dkupp.tim.tekan("✅ Selesai")
    assert dkupp.langkah == 6
    assert draf(ukm) == [isi]
    assert not [p for p in ukm.semua_pesan if "Notulen rapat dari" in p]  # the draft has every word of it
    assert draf(dkupp.tim) == [isi]  # whoever wrote it has it already
    nama = await dkupp.baca(lambda sesi: [x.nama for x in sesi.exec(select(Lampiran)).all()])
    assert "notulen-dkupp-2026-TW1-langkah5.pdf" in nama
    catatan = await dkupp.baca(lambda sesi: [k.isi for k in sesi.exec(select(Kejadian)) if k.jenis == "HalDicatat"])
    for kata in ("menetapkan rapat", "mengundang 8 orang", "akan hadir", "menutup rapat: 3 dari 9", "draf notulen"):
        assert any(kata in satu for satu in catatan), kata


@pytest.mark.parametrize("usai", [False, True])
async def test_notulen_panjang_satu_draf(dkupp_dua: Cerita, usai: bool):
    """Minutes that Telegram cuts into pieces are one text and one draft, also when the step has ended before."""
    dkupp = dkupp_dua
    await diundang(dkupp)
    isi = " ".join(f"{n}. Butir {n} disepakati seluruh peserta." for n in range(1, 140))
    await dkupp.maju(jam=7)
    await dkupp.tim.tekan("🏁 Tutup rapat")
    await dkupp.tim.tekan("💾 Simpan kehadiran")
    if usai:
        await dkupp.tim.tekan("✅ Selesai")
    sebelum = len(draf(dkupp.tim))

    await dkupp.tim.tulis(isi)
    await dkupp.maju(menit=1)

    (baru,) = draf(dkupp.tim)[sebelum:]
    assert "139. Butir 139 disepakati" in " ".join(baru.split())
    notulen = await dkupp.baca(lambda sesi: [x.teks for x in sesi.exec(select(Lampiran)).all() if x.jenis == "teks"])
    assert notulen == [isi]


@pytest.mark.parametrize("bentuk", ["teks", "foto", "dokumen"])
async def test_rapat_tanpa_pengaturan(dkupp: Cerita, bentuk: str):
    """Nobody has to set anything: the minutes and `✅ Selesai` are enough, and no draft is made of nothing."""
    await dkupp.sampai(langkah=4)
    await dkupp.tim.tekan("✅ Selesai")
    assert undangan(dkupp.kepala).label_tombol == ["👍 Hadir", "👎 Tidak hadir"]
    assert "diharapkan sebelum" in undangan(dkupp.kepala)

    kirim = {
        "teks": lambda: dkupp.sekretaris.tulis("Rapat dihadiri seluruh bidang."),
        "foto": lambda: dkupp.sekretaris.kirim_foto(png(90, 60)),
        "dokumen": lambda: dkupp.sekretaris.kirim_berkas(b"notulen", "notulen.pdf"),
    }
    await kirim[bentuk]()
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 6
    assert undangan(dkupp.kepala).label_tombol == []
    assert draf(dkupp.tim) == draf(dkupp.sekretaris) == []
    assert entri(dkupp.kepala) == []


async def test_selesai_tanpa_menutup_rapat(dkupp: Cerita):
    """`✅ Selesai` closes a meeting that nobody closed: attendance as answered, the draft to the organiser."""
    await diundang(dkupp)
    await dkupp.kepala.tekan("👍 Hadir")
    await dkupp.maju(jam=7)

    await dkupp.sekretaris.tulis("Format disepakati.")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert "tercatat: hadir" in undangan(dkupp.kepala)
    assert "Rapat ditutup" in dkupp.tim.cari("📅 Rapat Anda")
    assert "Format disepakati." in draf(dkupp.tim)[0]


STIKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 9,
    "height": 9,
    "is_animated": False,
    "is_video": False,
}
SALAH = {
    "kapan-kapan": "belum terbaca",
    "Selasa 1 April 2026 09.00, Aula": "hari Rabu",
    "31 Maret 2026 09.00, Aula": "sudah lewat",
    "2 April 2026 25.00": "tidak ada",
    "2 April 2026 09.00 WITA, Aula": "WIB",
}


async def test_k44_jawaban_yang_tidak_terbaca(dkupp: Cerita):
    """What cannot be read is answered with the reason and an example that is itself valid; the question stays open."""
    await dkupp.sampai(langkah=4)
    await dkupp.tim.tekan("📅 Atur rapat")

    for teks, sebab in SALAH.items():
        await dkupp.tim.tulis(teks)
        assert sebab in dkupp.tim.pesan_terakhir
    await dkupp.tim.kirim_foto(png(90, 60))
    assert "sebagai teks" in dkupp.tim.pesan_terakhir
    await dkupp.tim.kirim_lain({"sticker": STIKER})
    assert "sebagai teks" in dkupp.tim.pesan_terakhir
    contoh = dkupp.tim.pesan_terakhir.teks.splitlines()[-1]
    await dkupp.tim.tulis(contoh)

    assert contoh == "Kamis 2 April 2026 09.00, Ruang Rapat"
    assert "Kamis, 2 April 2026 09.00 WIB" in dkupp.tim.cari("📅 Rapat Anda")


async def test_batal_mengatur_rapat(dkupp: Cerita):
    """`/batal` forgets the question; its buttons go, and an old one does nothing."""
    await dkupp.sampai(langkah=4)
    await dkupp.tim.tekan("📅 Atur rapat")
    tanya = dkupp.tim.pesan_terakhir
    data = tanya.tombol[0][0]["callback_data"]

    await dkupp.tim.tulis("/batal")

    assert tanya.label_tombol == []
    await dkupp.tim.tekan_mentah(data, tanya.id)
    assert "tidak berlaku" in dkupp.tim.toast
    await dkupp.tim.tekan("✅ Selesai")
    assert dkupp.langkah == 5


async def test_undangan_milik_sendiri(dkupp: Cerita):
    """Nobody answers for somebody else, and only those who act at the meeting's steps arrange it."""
    await diundang(dkupp)
    milik = undangan(dkupp.kepala)
    jejak = await dkupp.jejak()

    await dkupp.bidang["ukm"].tekan_mentah(milik.tombol[0][0]["callback_data"], milik.id)
    assert "orang lain" in dkupp.bidang["ukm"].toast
    panel = dkupp.tim.cari("📅 Rapat Anda")
    for baris in panel.tombol:
        for tombol in baris:
            await dkupp.kepala.tekan_mentah(tombol["callback_data"], panel.id)
            assert "Ini tugas" in dkupp.kepala.toast

    assert await dkupp.jejak() == jejak


async def test_k46_rapat_kantor_lain(dua_kantor: Cerita):
    """No button of a meeting means anything to somebody of the other office."""
    await diundang(dua_kantor)
    await dua_kantor.tim.tekan("🏁 Tutup rapat")
    lain = dua_kantor.pemegang("kepala", kantor=1)
    jejak = await dua_kantor.jejak()
    semua = [undangan(dua_kantor.kepala), dua_kantor.tim.cari("📅 Rapat Anda")]
    data = {t["callback_data"] for p in semua for isi in (p.isi, *p.riwayat) for t in _tombol(isi)}
    assert len({d.split(":")[0] for d in data}) >= 6

    for satu in data:
        await lain.tekan_mentah(satu, 1)
        assert "tidak berlaku" in lain.toast, satu

    assert await dua_kantor.jejak() == jejak


def _tombol(isi: dict) -> list[dict]:
    return [t for baris in isi.get("reply_markup", {}).get("inline_keyboard", []) for t in baris]


async def test_sop_tanpa_langkah_rapat(buat: Callable[..., Cerita]):
    """Where the SOP only invites (Gowa 3) the meeting lives on after its step and is closed on its own."""
    gowa = await buat("gowa").sampai(langkah=3)
    kabid = gowa.orang(gowa.kantor.pemegang("bidang", gowa.kantor.isi["bidang"][0]["kode"])[0])
    await kabid.tekan("📅 Atur rapat")
    await kabid.tulis("Kamis 2 April 2026 09.00, Aula")
    await kabid.tekan("✅ Selesai", kabid.cari("📨 DISPOSISI 3/10"))
    assert gowa.langkah == 4
    await gowa.kepala.tekan("👍 Hadir")

    await kabid.tekan("🏁 Tutup rapat")
    await kabid.tekan("✅ Rapat sudah berlangsung")
    await kabid.tekan("💾 Simpan kehadiran")
    await kabid.tulis("Data dievaluasi bersama.")

    assert "Data dievaluasi bersama." in draf(kabid)[0]
    assert kabid.cari("📅 Rapat Anda").label_tombol == []


async def test_surat_undangan_ikut_terkirim(dkupp: Cerita):
    """A paper of the inviting step reaches those who are only invited, with their invitation; no second notice."""
    await dkupp.sampai(langkah=4)

    await dkupp.tim.kirim_berkas(b"surat", "surat undangan.pdf")
    await dkupp.tim.tekan("✅ Selesai")

    for orang in (dkupp.kepala, dkupp.sekretaris):
        assert [p.berkas.nama for p in orang.berkas_diterima].count("surat undangan.pdf") == 1
    assert not any("Untuk diketahui" in p for p in dkupp.kepala.semua_pesan if "Langkah 4" in p)


async def test_undangan_yang_ditarik_kembali(dkupp: Cerita):
    """The invitation says so, also in the calendar, and cannot be answered; a second press says that it was done.

    Pressed again, what was planned goes out anew.
    """
    await diundang(dkupp)
    lama = undangan(dkupp.kepala)
    data = lama.tombol[0][0]["callback_data"]
    await dkupp.tim.tulis("/batal")
    tarik = dkupp.tim.pesan_terakhir
    await dkupp.tim.tekan("↶ Tarik kembali")
    assert dkupp.langkah == 4
    assert lama.label_tombol == []
    assert "ditarik kembali" in lama
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL"]
    await dkupp.kepala.tekan_mentah(data, lama.id)
    assert "sudah ditutup" in dkupp.kepala.kilasan
    await dkupp.tim.tekan_mentah(tarik.riwayat[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"], tarik.id)
    assert "Sudah ditarik kembali" in dkupp.tim.kilasan

    await dkupp.tim.tekan("✅ Selesai")

    assert dkupp.langkah == 5
    (baru,) = [p for p in dkupp.kepala.semua_pesan if "📅 Undangan" in p and p.label_tombol]
    assert "Rabu, 1 April 2026 13.30" in baru
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL", "REQUEST"]
    await dkupp.maju(jam=7)
    await dkupp.tim.tekan("🏁 Tutup rapat")
    await dkupp.tim.tekan("💾 Simpan kehadiran")
    await dkupp.tim.tekan("📅 Atur rapat")
    assert "sudah ditutup" in dkupp.tim.toast


async def test_penyelenggara_baru_sesudah_ditarik(dkupp: Cerita):
    """A colleague who then arranges the meeting is its organiser: it goes out under that name, with their time."""
    await diundang(dkupp)
    assert "Penyelenggara: Ketua Tim" in undangan(dkupp.kepala)
    await dkupp.tim.tulis("/batal")
    await dkupp.tim.tekan("↶ Tarik kembali")

    await dkupp.anggota.tekan("📅 Atur rapat")
    await dkupp.anggota.tulis("Kamis 2 April 2026 09.00, Aula")
    await dkupp.anggota.tekan("✅ Selesai", dkupp.anggota.cari("📨 DISPOSISI 4/13"))

    (baru,) = [p for p in dkupp.kepala.semua_pesan if "📅 Undangan" in p and p.label_tombol]
    assert "Kamis, 2 April 2026 09.00" in baru
    assert "Penyelenggara: Ketua Tim" not in baru.teks
    assert "Undangan terkirim" in dkupp.anggota.cari("📅 Rapat Anda")


async def test_pengukuran_dibatalkan(dkupp: Cerita):
    """A cancelled run cancels its meeting, also in the calendars; nobody is reminded of it."""
    await diundang(dkupp)

    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah mulai")
    await dkupp.maju(jam=6)

    assert "Rapat dibatalkan" in undangan(dkupp.kepala)
    assert undangan(dkupp.kepala).label_tombol == []
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL"]
    assert not any("Rapat segera dimulai" in p for p in dkupp.kepala.semua_pesan)


async def test_satu_rapat_dibatalkan_penyelenggara(dkupp: Cerita):
    """Only this meeting: everybody invited is told, also in the calendar, nobody is reminded; another one can be called."""
    await diundang(dkupp)
    panel = dkupp.tim.cari("📅 Rapat Anda")
    data = panel.tombol[-1][0]["callback_data"]
    await dkupp.kepala.tekan_mentah(data, panel.id)
    assert "Rapat dibatalkan" not in undangan(dkupp.kepala).teks

    await dkupp.tim.tekan("🚫 Batalkan rapat")
    assert undangan(dkupp.kepala).label_tombol != []
    await dkupp.tim.tekan("🚫 Ya, batalkan")

    assert "Rapat dibatalkan" in undangan(dkupp.kepala)
    assert undangan(dkupp.kepala).label_tombol == []
    assert panel.label_tombol == []
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL"]
    assert dkupp.langkah == 5
    await dkupp.tim.tekan("📅 Atur rapat")
    await dkupp.tim.tulis("Kamis 2 April 2026 09.00, Aula")
    assert [e["METHOD"] for e in entri(dkupp.kepala)] == ["REQUEST", "CANCEL", "REQUEST"]


async def test_agenda_panjang_tetap_terbaca(dkupp: Cerita):
    """One line an item, five at most, all in the calendar; who has answered and the organiser do not read it again."""
    await dkupp.sampai(langkah=4)
    await dkupp.tim.tekan("📅 Atur rapat")
    await dkupp.tim.tulis("Rabu 1 April 2026 13.30, Ruang Rapat")
    await dkupp.tim.tekan("🗒 Agenda")
    await dkupp.tim.tulis("\n".join(f"{n}. Butir <{n}>" for n in range(1, 15)))
    await dkupp.tim.tekan("✅ Selesai", dkupp.tim.cari("📨 DISPOSISI 4/13"))

    surat = undangan(dkupp.kepala).teks.splitlines()
    awal = surat.index("Agenda:")
    assert surat[awal + 1 : awal + 6] == [f"• Butir <{n}>" for n in range(1, 6)]
    assert surat[awal + 6] == "… dan 9 lainnya (semuanya di entri kalender dan notulen)"
    assert "Butir" not in dkupp.tim.cari("📅 Rapat Anda").teks
    assert "14 butir" in dkupp.tim.cari("📅 Rapat Anda")
    (kalender,) = [p.berkas.isi for p in dkupp.kepala.berkas_diterima if p.berkas.nama.endswith(".ics")]
    assert "Butir <14>" in str(Calendar.from_ical(kalender).walk("VEVENT")[0]["DESCRIPTION"])

    await dkupp.kepala.tekan("👍 Hadir")
    assert "Butir" not in undangan(dkupp.kepala).teks


async def test_pertanyaan_tentang_rapat_yang_sudah_ditutup(dkupp: Cerita):
    """Asked about the meeting and left open: closed with it, so that the unit's form is taken as its form."""
    await diundang(dkupp)
    ukm = dkupp.bidang["ukm"]
    await dkupp.kepala.tekan("👎 Tidak hadir")
    await dkupp.kepala.tekan("🔁 Kirim wakil")
    await dkupp.kepala.tulis("Budi Santoso")
    await ukm.tekan("📅 Atur rapat")
    tanya = ukm.pesan_terakhir
    await dkupp.tim.tekan("🗒 Agenda")
    await dkupp.tim.tulis("1. Format data\n2) Jadwal 2026\n2026 dimulai")
    assert any(p.teks.startswith("🗒 Agenda rapat:\n• Format data") for p in ukm.semua_pesan)
    assert not any("Perubahan rapat" in p for p in ukm.semua_pesan)
    await dkupp.maju(jam=7)
    await dkupp.tim.tekan("🏁 Tutup rapat")
    await dkupp.tim.tekan("💾 Simpan kehadiran")
    await dkupp.tim.tulis("Format disepakati, lalu dipakai oleh semua bidang mulai triwulan ini juga.\nSelesai.")

    assert tanya.label_tombol == []
    assert "sudah lewat" in tanya
    assert "tercatat: diwakili Budi Santoso." in undangan(dkupp.kepala)
    (isi,) = draf(dkupp.tim)
    assert "1. Format data 2. Jadwal 2026 3. 2026 dimulai" in isi
    assert "📎 Diterima: Format disepakati, lalu dipakai oleh semua bidang mulai tri…" in dkupp.tim.cari("📎 Diterima")
    await dkupp.tim.tekan("✅ Selesai")
    assert dkupp.langkah == 6
    await ukm.kirim_berkas(dkupp.isian(ukm), "ukm.xlsx")
    assert "Bidang UKM" in ukm.pesan_terakhir
    assert "✅ Kirim" in ukm.pesan_terakhir.label_tombol


async def test_menunggu_rapat_tidak_ditagih(dkupp: Cerita):
    """A meeting called for tomorrow: the deadline is told with it, nobody is urged nor reported until it is over."""
    await diundang(dkupp, "Kamis 2 April 2026 09.00, Ruang Rapat")
    ukm = dkupp.bidang["ukm"]

    await dkupp.maju(hari=1, jam=2, menit=50)  # 2 April, 10.50

    (satu,) = [p for p in ukm.semua_pesan if p.teks.startswith("⏰ Batas")]
    assert "terlewati" in satu
    assert "Rapatnya 2 Apr 09.00 WIB" in satu
    assert not any("🔔 Untuk diketahui: sudah lewat" in p for p in dkupp.kepala.semua_pesan)

    await dkupp.maju(jam=1)

    lewat = [p for p in ukm.semua_pesan if p.teks.startswith("⏰ Batas")][1:]
    assert [pukul(p) for p in lewat] == ["02/04 11.00"]
    assert "Rapatnya" not in lewat[0]
    assert "Pengingat berikutnya sampai juga kepada Sekretaris" in lewat[0]
