"""Commands: what they answer, to whom, and where they belong."""

import pytest

from bot.simulasi.model import Pesan
from tests.cerita.cerita import Cerita


async def test_tugas_mengurutkan_pekerjaan_yang_terbuka(dkupp: Cerita):
    """`/tugas` names step, role and deadline of what waits, marks what is late, and is friendly when nothing waits."""
    await dkupp.sampai(langkah=2)

    await dkupp.sekretaris.tulis("/tugas")
    await dkupp.kepala.tulis("/tugas")

    assert "Langkah 2/13" in dkupp.sekretaris.pesan_terakhir
    assert "Batas: Rabu, 1 April 2026 09.00 WIB" in dkupp.sekretaris.pesan_terakhir
    assert "🟢" in dkupp.sekretaris.pesan_terakhir
    assert "Tidak ada tugas" in dkupp.kepala.pesan_terakhir

    await dkupp.maju(jam=2)
    await dkupp.sekretaris.tulis("/tugas")

    assert "🔴" in dkupp.sekretaris.pesan_terakhir


async def test_status_di_chat_pribadi_dan_di_grup(dkupp: Cerita):
    """Where things stand is one message anywhere: step, whose turn, deadline, what comes next."""
    await dkupp.sampai(langkah=6)

    await dkupp.kepala.tulis("/status")
    await dkupp.bidang["ukm"].tulis("/status", chat=dkupp.kantor.grup)

    for pesan in (dkupp.kepala.cari("📊"), dkupp.pesan_grup[-1]):
        assert "Langkah 6 dari 13" in pesan
        assert "Terkumpul: 0 dari 5 unit" in pesan
        assert "Batas: Rabu, 1 April 2026 10.00 WIB" in pesan
        assert "Berikutnya: 7. Memvalidasi data kinerja" in pesan


async def test_status_sebelum_ada_pelaksanaan(dkupp: Cerita):
    """Nothing runs yet: said so, in private and in the group."""
    await dkupp.sampai(langkah=1)

    await dkupp.tim.tulis("/status")
    await dkupp.tim.tulis("/status", chat=dkupp.kantor.grup)

    assert "Belum ada pengukuran" in dkupp.tim.pesan_terakhir
    assert "Belum ada pengukuran" in dkupp.pesan_grup[-1]


async def test_status_bagi_administrator_tanpa_jabatan(dkupp: Cerita):
    """An administrator who holds no role reads what runs in every office, in private and in a group."""
    await dkupp.sampai(langkah=6)

    await dkupp.admin.tulis("/status")
    assert "Langkah 6 dari 13" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("/bantuan")
    assert "/status" in dkupp.admin.pesan_terakhir


async def test_satu_pesan_status_selalu_terbaru(dkupp: Cerita):
    """The living message counts the units as they send, and names whom the office waits for."""
    await dkupp.sampai(langkah=6)

    await dkupp.kirim_isian(dkupp.bidang["ukm"])

    assert len(dkupp.pesan_grup) == 1
    assert "Terkumpul: 1 dari 5 unit" in dkupp.status
    assert "Bidang UKM" not in dkupp.status.teks.split("Ditunggu:")[1].splitlines()[0]


async def test_bantuan_sesuai_peran(dkupp: Cerita):
    """Help lists what this person can use, not what others can."""
    await dkupp.sampai(langkah=1)

    for orang in (dkupp.kepala, dkupp.bidang["ukm"], dkupp.tim):
        await orang.tulis("/bantuan")
    await dkupp.tim.tulis("/bantuan", chat=dkupp.kantor.grup)

    assert "/mulai" in dkupp.kepala.pesan_terakhir
    assert "/mulai" not in dkupp.tim.pesan_terakhir.teks
    assert "/formulir" in dkupp.bidang["ukm"].pesan_terakhir
    assert "/formulir" not in dkupp.tim.pesan_terakhir.teks
    assert "/status" in dkupp.pesan_grup[-1]


async def test_rekap_setelah_disetujui(dkupp: Cerita):
    """`/rekap` sends the approved documents again, in private and in the group; before there is none."""
    await dkupp.sampai(langkah=11)
    await dkupp.bidang["ukm"].tulis("/rekap 1 2026")
    assert "Belum ada rekap" in dkupp.bidang["ukm"].pesan_terakhir

    await dkupp.kepala.tekan("✅ Setuju")
    terbit = [p.berkas.isi for p in dkupp.pesan_grup if p.berkas]
    await dkupp.sekretaris.tulis("/rekap")
    await dkupp.tim.tulis("/rekap TW1 2026", chat=dkupp.kantor.grup)
    await dkupp.tim.tulis("/rekap 2 2026")

    assert [p.berkas.isi for p in dkupp.sekretaris.berkas_diterima[-3:]] == terbit
    assert [p.berkas.isi for p in dkupp.pesan_grup if p.berkas] == terbit * 2
    assert "Belum ada rekap" in dkupp.tim.pesan_terakhir


async def test_formulir_dapat_diminta_kapan_saja(dkupp: Cerita):
    """Those who report get their form from the start of the run; others are told that it is not for them."""
    await dkupp.sampai(langkah=2)

    await dkupp.bidang["ukm"].tulis("/formulir")
    await dkupp.kepala.tulis("/formulir")

    assert dkupp.formulir(dkupp.bidang["ukm"]).berkas.nama == "formulir-dkupp-ukm-2026-TW1.xlsx"
    assert "pengisi data" in dkupp.kepala.pesan_terakhir


async def test_batal_tanpa_pertanyaan(dkupp: Cerita):
    """There is nothing to cancel: said so."""
    await dkupp.sampai(langkah=2)

    await dkupp.tim.tulis("/batal")

    assert "Tidak ada isian" in dkupp.tim.pesan_terakhir


@pytest.mark.parametrize("perintah", ["/mulai 1 2026", "/tugas", "/formulir", "/batal", "/start"])
async def test_perintah_di_tempat_yang_salah(dkupp: Cerita, perintah: str):
    """A private command in the group is answered with where it belongs, and does nothing."""
    await dkupp.sampai(langkah=1)

    await dkupp.kepala.tulis(perintah, chat=dkupp.kantor.grup)

    assert "chat pribadi" in dkupp.pesan_grup[-1]
    assert await dkupp.jejak() == []


async def test_grup_tetap_tenang(dkupp: Cerita):
    """Talk in the group, also in reply to the bot or naming it, gets no answer."""
    await dkupp.sampai(langkah=2)
    sebelum = [p.id for p in dkupp.pesan_grup]

    await dkupp.tim.tulis("Sudah sampai mana, ya?", chat=dkupp.kantor.grup)
    await dkupp.tim.tulis("Terima kasih", dkupp.status, dkupp.kantor.grup)
    await dkupp.tim.tulis(f"@{dkupp.dunia.bot.username} tolong", chat=dkupp.kantor.grup)
    await dkupp.tim.kirim_berkas(b"isi", "notulen.txt", balas_ke=dkupp.status, chat=dkupp.kantor.grup)

    assert [p.id for p in dkupp.pesan_grup] == sebelum


SEMUA_PERINTAH = (
    "/start", "/start undangan", "/bantuan", "/tugas", "/status", "/formulir", "/isi", "/rekap", "/rekap 1 2026",
    "/arsip", "/alihkan", "/kendala", "/batal", "/mulai", "/mulai 1 2026", "/pasang", "/personel", "/indikator",
    "/sop", "/libur", "/jamkerja", "/pengingat", "/cadangan", "/batalkan dkupp 2026 1 iseng", "/tidakada", "halo",
)  # fmt: skip


def tentang_kantor(pesan: Pesan) -> bool:
    return any(kata in pesan for kata in ("Dinas", "Langkah", "Rina", "DKP", "Triwulan", "dkupp", "SOP"))


async def test_orang_tak_terdaftar_hanya_tahu_cara_mendaftar(dkupp: Cerita):
    """Whatever a stranger sends, the answer says how to register and nothing about the office."""
    await dkupp.sampai(langkah=6)
    tamu = await dkupp.tamu()

    for perintah in SEMUA_PERINTAH:
        await tamu.tulis(perintah)

        assert "belum terdaftar" in tamu.pesan_terakhir
        assert "6666" in tamu.pesan_terakhir
        assert not tentang_kantor(tamu.pesan_terakhir)
        assert tamu.tombol() == []
    assert len([p for p in tamu.semua_pesan if p.dari_bot]) == len(SEMUA_PERINTAH)


@pytest.mark.parametrize("perintah", ["/status", "/rekap", "/bantuan", "/mulai"])
async def test_orang_tak_terdaftar_di_grup(dkupp: Cerita, perintah: str):
    """In the group as well: a member whom no office knows learns how to register."""
    await dkupp.sampai(langkah=6)
    tamu = await dkupp.tamu()

    await tamu.tulis(perintah, chat=dkupp.kantor.grup)

    assert "belum terdaftar" in dkupp.pesan_grup[-1]
    assert not tentang_kantor(dkupp.pesan_grup[-1])


async def test_perintah_tak_dikenal_mendapat_petunjuk(dkupp: Cerita):
    """A registered person who mistypes gets help, not silence."""
    await dkupp.sampai(langkah=2)

    await dkupp.tim.tulis("/tugasku")

    assert "/tugas" in dkupp.tim.pesan_terakhir


async def test_pesan_yang_tidak_cocok_diarahkan(dkupp: Cerita):
    """A text, photo or sticker that nobody waits for is answered with where to look."""
    await dkupp.sampai(langkah=2)

    await dkupp.kepala.tulis("Selamat pagi")
    assert "/tugas" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.kirim_lain({"sticker": {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1,
                                               "type": "regular", "is_animated": False, "is_video": False}})  # fmt: skip

    assert "/tugas" in dkupp.kepala.pesan_terakhir


async def test_perintah_tanpa_garis_miring(dkupp: Cerita):
    """The word alone does what the command does, with its quarter too; a sentence that begins with it is a text."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.tulis("Mulai 1 2026")
    assert "✅ Perintahkan" in dkupp.kepala.pesan_terakhir.label_tombol
    await dkupp.kepala.tekan("✅ Perintahkan")
    assert dkupp.langkah == 2

    await dkupp.sekretaris.tulis("kendala")
    assert "kendala" in dkupp.sekretaris.pesan_terakhir.teks.casefold()
    await dkupp.sekretaris.tulis("/batal")
    await dkupp.kepala.tulis("jejak TW1 2026")
    await dkupp.tenang()
    assert any("Langkah 1 dari 13" in p for p in dkupp.kepala.semua_pesan)
    await dkupp.bidang["ukm"].tulis("isi")
    assert "✍️ DKP-11" in dkupp.bidang["ukm"].pesan_terakhir
    await dkupp.sekretaris.tulis("Mulai sekarang format baru dipakai")
    assert "Kiriman ini dilampirkan" in dkupp.sekretaris.pesan_terakhir
