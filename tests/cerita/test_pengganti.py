"""Tasks handed on, stand-ins by letter, officials who change while a quarter runs (K43)."""


from sqlmodel import select

from bot.simulasi.orang import Orang
from db.tabel import Kejadian, Pengalihan, Penugasan
from tests.cerita.cerita import Cerita


def label(orang: Orang, potongan: str) -> str:
    """The newest button of this person whose label contains a text."""
    return next(t for p in reversed(orang.semua_pesan) for t in p.label_tombol if potongan in t)


def kartu(orang: Orang, no: int) -> list[str]:
    """Buttons of this person's newest disposition of a step, none when there is no such."""
    ada = [p for p in orang.semua_pesan if p.teks.startswith(f"📨 DISPOSISI {no}/")]
    return ada[-1].label_tombol if ada else []


async def uraian(cerita: Cerita) -> list[str]:
    """The log as text."""
    return await cerita.baca(lambda sesi: [k.isi for k in sesi.exec(select(Kejadian)).all()])


async def tawarkan(cerita: Cerita, dari: Orang, nama: str, pesan: str = "") -> None:
    await dari.tulis("/alihkan")
    await dari.tekan(label(dari, nama))
    if pesan:
        await dari.tulis(pesan)
    else:
        await dari.tekan("➡️ Tawarkan tanpa pesan")


async def test_k43_tugas_dialihkan(dkupp: Cerita):
    """A task handed on: offered with a word, accepted, the card moves, the giver is refused, the log names who did it."""
    await dkupp.sampai(langkah=2)
    sekretaris, galih = dkupp.sekretaris, dkupp.anggota
    data = sekretaris.cari("📨 DISPOSISI 2/13").tombol[0][0]["callback_data"]

    await sekretaris.tulis("/tugas")
    await sekretaris.tekan("🔁 Alihkan")
    await sekretaris.tekan(label(sekretaris, "Galih"))
    await sekretaris.tulis("Saya dinas luar, mohon dilanjutkan <ya>")
    assert "dinas luar, mohon dilanjutkan <ya>" in galih.pesan_terakhir
    await galih.tekan("🤝 Terima")

    assert "Dialihkan kepada" in sekretaris.cari("📨 DISPOSISI 2/13")
    assert kartu(sekretaris, 2) == []
    await sekretaris.tekan_mentah(data, 1)
    assert dkupp.langkah == 2
    assert "✅ Selesai" in kartu(galih, 2)
    await galih.tekan("✅ Selesai")
    assert dkupp.langkah == 3
    assert any("Galih Permana" in isi and '"TugasSelesai"' not in isi for isi in await uraian(dkupp))
    p = await dkupp.baca(lambda sesi: sesi.exec(select(Penugasan).where(Penugasan.langkah == 2)).one())
    assert (p.peran, p.personel_id) == ("sekretaris", 4)
    assert kartu(galih, 3) == [] or "tim" in dkupp.giliran


async def test_k43_tawaran_ditolak_dan_ditarik(dkupp: Cerita):
    """A refusal leaves everything where it was; an accepted task can be taken back."""
    await dkupp.sampai(langkah=2)
    sekretaris, galih, vera = dkupp.sekretaris, dkupp.anggota, dkupp.tim

    await tawarkan(dkupp, sekretaris, "Galih")
    await galih.tekan("🙏 Tolak")
    assert "menolak langkah 2" in sekretaris.pesan_terakhir
    assert "✅ Selesai" in kartu(sekretaris, 2)

    await tawarkan(dkupp, sekretaris, "Vera")
    await vera.tekan("🤝 Terima")
    assert "✅ Selesai" in kartu(vera, 2)
    await sekretaris.tulis("/alihkan")
    await sekretaris.tekan(label(sekretaris, "⤴️ Tarik"))

    assert kartu(vera, 2) == []
    assert "✅ Selesai" in kartu(sekretaris, 2)
    await sekretaris.tekan("✅ Selesai")
    assert dkupp.langkah == 3


async def test_k43_tawaran_bukan_milik_orang_lain(dua_kantor: Cerita):
    """Nobody else answers an offer, nobody of another office can be chosen, an answered offer has lost its buttons."""
    await dua_kantor.sampai(langkah=2)
    sekretaris, galih, kepala_lain = dua_kantor.sekretaris, dua_kantor.anggota, dua_kantor.pemegang("kepala", kantor=1)
    await sekretaris.tulis("/alihkan")
    nama = {p["nama"] for p in dua_kantor.panggung.kantor[1].isi["personel"]}
    assert not any(n in t for n in nama for t in sekretaris.pesan_terakhir.label_tombol)
    ke_lain = sekretaris.pesan_terakhir.tombol[0][0]["callback_data"].rsplit(":", 1)[0] + ":9999"
    await sekretaris.tekan_mentah(ke_lain, 1)
    assert sekretaris.toast == "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."

    await tawarkan(dua_kantor, sekretaris, "Galih")
    tawaran = galih.cari("Tawaran tugas")
    for orang in (kepala_lain, sekretaris, dua_kantor.tim):
        await orang.tekan_mentah(tawaran.tombol[0][0]["callback_data"], 1)
        assert orang.toast == "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
    await galih.tekan("🙏 Tolak")

    assert tawaran.label_tombol == []
    assert (await dua_kantor.baca(lambda sesi: sesi.exec(select(Pengalihan)).one())).status == "ditolak"


async def test_k43_unggahan_dialihkan(dkupp: Cerita):
    """A unit's upload handed on: the form follows, the new person sends, the next step is the role's again."""
    await dkupp.sampai(langkah=6)
    ukm, koperasi = dkupp.bidang["ukm"], dkupp.bidang["koperasi"]
    nama = next(p["nama"] for p in dkupp.kantor.isi["personel"] if p["telegram"] == koperasi.id)

    await tawarkan(dkupp, ukm, nama, "Tolong kirimkan")
    await koperasi.tekan("🤝 Terima")
    formulir = [p for p in koperasi.berkas_diterima if "ukm" in p.berkas.nama]
    assert formulir
    await koperasi.kirim_berkas(dkupp.isian(koperasi), formulir[-1].berkas.nama)
    await koperasi.tekan("✅ Kirim")

    (kiriman,) = await dkupp.kiriman("ukm")
    assert kiriman.status == "dikirim"
    assert nama in koperasi.cari("UKM")
    await koperasi.tulis("/formulir")
    assert [p for p in koperasi.berkas_diterima if "koperasi" in p.berkas.nama]


async def tetapkan(cerita: Cerita, oleh: Orang, siapa: str, pengganti: str, surat: str, jenis: str = "Plt.") -> None:
    await oleh.tulis("/personel")
    await oleh.tekan(label(oleh, siapa))
    await oleh.tekan(label(oleh, pengganti))
    await oleh.tekan(jenis)
    await oleh.tulis(surat)


async def test_k43_plt_kepala_menyetujui(dkupp: Cerita):
    """An acting head set by the secretary: cards, log and the signature block show the title; the head steps aside."""
    await dkupp.sampai(langkah=9)
    kepala, tim = dkupp.kepala, dkupp.tim
    data = kepala.cari("📨 DISPOSISI 9/13").tombol[0][0]["callback_data"]

    await tetapkan(dkupp, dkupp.sekretaris, "Rina", "Vera", "800/1/2026; 01-04-2026; 30-04-2026")

    assert "Plt. Kepala Dinas" in dkupp.sekretaris.pesan_terakhir
    assert "Dialihkan kepada Plt. Kepala Dinas (Vera Natalia)" in kepala.cari("📨 DISPOSISI 9/13")
    assert "Kepada: Plt. Kepala Dinas" in tim.cari("📨 DISPOSISI 9/13")
    await kepala.tekan_mentah(data, 1)
    assert dkupp.langkah == 9
    await tim.tekan("✅ Setuju")

    assert dkupp.langkah == 10
    assert "Disetujui oleh Plt. Kepala Dinas (Vera Natalia)" in tim.cari("📨 DISPOSISI 9/13")
    assert any("Plt. Kepala Dinas (Vera Natalia)" in isi and "setuju" in isi for isi in await uraian(dkupp))
    assert any("menetapkan Plt. Kepala Dinas: Vera Natalia, surat nomor 800/1/2026" in i for i in await uraian(dkupp))
