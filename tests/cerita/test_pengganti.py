"""Tasks handed on, stand-ins by letter, officials who change while a quarter runs (K43)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from bot.berkas.naskah import Naskah
from bot.layanan import dokumen, muat
from bot.layanan.selaras import selaraskan
from bot.simulasi.orang import Orang
from bot.sop.kejadian import Pelaku
from db.tabel import Kejadian, PejabatSementara, PemegangPeran, Pengalihan, Penugasan, Personel
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


async def test_k43_tugas_dialihkan(dkupp_dua: Cerita):
    """A task handed on: offered with a word, accepted, the card moves, the giver is refused, the log names who did it."""
    await dkupp_dua.sampai(langkah=2)
    sekretaris, galih = dkupp_dua.sekretaris, dkupp_dua.anggota
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
    assert "Ini tugas Anggota Tim Evaluasi Kinerja (Galih Permana)" in sekretaris.toast
    assert dkupp_dua.langkah == 2
    assert "✅ Selesai" in kartu(galih, 2)
    await galih.tekan("✅ Selesai")
    assert dkupp_dua.langkah == 3
    alih = "mengalihkan langkah 2 (Sekretaris) kepada Anggota Tim Evaluasi Kinerja (Galih Permana) (tawaran diterima)"
    assert any(alih in isi and "Sekretaris (Taufik Ismail Hasan)" in isi for isi in await uraian(dkupp_dua))
    assert any('"hasil":"selesai"' in isi and "(Galih Permana)" in isi for isi in await uraian(dkupp_dua))
    p = await dkupp_dua.baca(lambda sesi: sesi.exec(select(Penugasan).where(Penugasan.langkah == 2)).one())
    assert (p.peran, p.personel_id) == ("sekretaris", 4)
    assert kartu(galih, 3) == [] or "tim" in dkupp_dua.giliran


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
    assert "Ini tugas Plt. Kepala Dinas (Vera Natalia)" in kepala.toast
    assert dkupp.langkah == 9
    await kepala.tulis("/mulai")
    assert "Untuk sementara /mulai ada pada Plt. Kepala Dinas (Vera Natalia)" in kepala.pesan_terakhir
    await tim.tekan("✅ Setuju")

    assert dkupp.langkah == 10
    assert "Disetujui oleh Plt. Kepala Dinas (Vera Natalia)" in tim.cari("📨 DISPOSISI 9/13")
    assert any("Plt. Kepala Dinas (Vera Natalia)" in isi and "setuju" in isi for isi in await uraian(dkupp))
    assert any("menetapkan Plt. Kepala Dinas: Vera Natalia, surat nomor 800/1/2026" in i for i in await uraian(dkupp))


async def test_plh_mulai_dan_berakhir_sendiri(dkupp_dua: Cerita):
    """A stand-in with dates: nothing moves before the first day, work comes at its midnight and goes back after the last."""
    await dkupp_dua.sampai(langkah=2)
    sekretaris, galih = dkupp_dua.sekretaris, dkupp_dua.anggota
    await tetapkan(dkupp_dua, dkupp_dua.admin, "Taufik", "Galih", "800/2/2026; 2 April 2026; 03/04/2026", "Plh.")
    assert "Tugasnya berpindah sendiri pada tanggal mulai" in dkupp_dua.admin.pesan_terakhir
    assert "✅ Selesai" in kartu(sekretaris, 2)

    await dkupp_dua.maju(hari=1)
    assert kartu(sekretaris, 2) == []
    assert "✅ Selesai" in kartu(galih, 2)
    assert "Kepada: Plh. Sekretaris" in galih.cari("📨 DISPOSISI 2/13")
    await dkupp_dua.nyalakan_ulang()
    await dkupp_dua.maju(hari=2)

    assert kartu(galih, 2) == []
    assert "✅ Selesai" in kartu(sekretaris, 2)
    assert await dkupp_dua.baca(lambda sesi: sesi.exec(select(PejabatSementara.status)).one()) == "berakhir"
    await sekretaris.tekan("✅ Selesai")
    assert dkupp_dua.langkah == 3


async def test_pejabat_sementara_diakhiri_lebih_awal(dkupp: Cerita):
    """A stand-in can be ended before its date; the official has the work back at once."""
    await dkupp.sampai(langkah=2)
    admin, sekretaris = dkupp.admin, dkupp.sekretaris
    await tetapkan(dkupp, admin, "Taufik", "Galih", "800/3/2026; 01-04-2026; -", "Pj.")
    assert kartu(sekretaris, 2) == []

    await admin.tulis("/personel")
    await admin.tekan(label(admin, "⏹️ Akhiri Pj. Sekretaris"))

    assert "✅ Selesai" in kartu(sekretaris, 2)
    assert "Tidak ada Plt." in admin.pesan_terakhir


async def test_pimpinan_kembali_bertugas(dkupp: Cerita):
    """A stand-in for the head whom the secretary has entered: administrators are told, and the head can end it alone."""
    await dkupp.sampai(langkah=9)
    kepala, vera = dkupp.kepala, dkupp.tim
    await tetapkan(dkupp, dkupp.sekretaris, "Rina", "Vera", "800/<b>1</b>/2026; 01-04-2026; -", "Plh.")

    kabar = dkupp.admin.cari("menetapkan Plh. Kepala Dinas")
    assert "Sekretaris (Taufik Ismail Hasan)" in kabar
    assert "800/<b>1</b>/2026" in kabar
    diberitahu = kepala.cari("adalah Plh. Kepala Dinas")
    data = diberitahu.tombol[0][0]["callback_data"]
    await dkupp.bidang["ukm"].tekan_mentah(data, 1)  # nobody else's
    assert kartu(kepala, 9) == []
    await kepala.tekan("⏹️ Saya bertugas kembali")

    assert "✅ Setuju" in kartu(kepala, 9)
    assert kartu(vera, 9) == []
    assert diberitahu.label_tombol == []
    assert "Masa Plh. Kepala Dinas (Vera Natalia) berakhir" in kepala.pesan_terakhir.teks + vera.pesan_terakhir.teks
    assert await dkupp.baca(lambda sesi: sesi.exec(select(PejabatSementara.status)).one()) == "berakhir"
    await kepala.tekan_mentah(data, 1)
    assert dkupp.langkah == 9


async def test_papan_dan_personel_menyebut_pengganti(dkupp: Cerita):
    """Board and `/personel` show who sits in a role now, until when; the board follows as the letter begins and ends."""
    await dkupp.sampai(langkah=2)
    admin = dkupp.admin
    await admin.tulis("/personel")
    await admin.tekan("📋 Pendaftaran")
    papan = admin.cari("📋 Papan personel")
    assert "kini Plh." not in papan

    await tetapkan(dkupp, admin, "Taufik", "Galih", "800/2/2026; 2 April 2026; 03/04/2026", "Plh.")
    assert "kini Plh." not in papan
    await dkupp.maju(hari=1)
    baris = "✅ Sekretaris: Taufik Ismail Hasan\n    ↳ kini Plh. Galih Permana, 2 April 2026 s.d. 3 April 2026\n"
    assert baris in papan
    await admin.tulis("/personel")
    assert "Plh. Sekretaris: Galih Permana, 2 April 2026 s.d. 3 April 2026" in admin.pesan_terakhir
    assert "👤 Sekretaris (Taufik Ismail Hasan) · kini Plh. Galih Permana" in admin.tombol()

    await dkupp.maju(hari=2)
    assert "kini Plh." not in papan


async def test_papan_pengganti_di_kursi_kosong(dkupp: Cerita):
    """A role that nobody holds is not missing while somebody stands in, and waits for that person's START."""
    await dkupp.sampai(langkah=0)

    def kosongkan(sesi: Session) -> None:
        for p in sesi.exec(select(PemegangPeran).where(PemegangPeran.peran == "sekretaris")).all():
            sesi.delete(p)

    await dkupp.panggung.bot.pangkalan.tulis(kosongkan)
    admin = dkupp.admin
    await admin.mulai()
    await admin.tulis("/personel")
    await admin.tekan("📋 Pendaftaran")
    papan = admin.cari("📋 Papan personel")
    assert "▫️ Sekretaris: kosong" in papan

    await tetapkan(dkupp, admin, "Sekretaris (kosong)", "Galih", "800/2/2026; 01-01-2026; -")
    assert "⏳ Sekretaris: kosong\n    ↳ kini Plt. Galih Permana (belum START), 1 Januari 2026 s.d. dicabut" in papan
    assert "kosong," not in papan
    await dkupp.anggota.mulai()
    assert "✅ Sekretaris: kosong\n    ↳ kini Plt. Galih Permana, 1 Januari 2026 s.d. dicabut" in papan


async def test_surat_yang_tak_terbaca(dkupp: Cerita):
    """The question's own example is a valid answer; what is wrong with another answer is said, and asked again."""
    await dkupp.sampai(langkah=2)
    admin = dkupp.admin
    await tetapkan(dkupp, admin, "Taufik", "Galih", "besok", "Plt.")
    assert "Tiga bagian belum terbaca" in admin.pesan_terakhir
    for salah in (
        "800/4; 31-02-2026; -",
        "800/4; 05-04-2026; 01-04-2026",
        "800/4; lusa; -",
        "800/4; 01-01-2026; 02-01-2026",
    ):
        await admin.tulis(salah)
        assert "⚠️" in admin.pesan_terakhir
    contoh = next(b for b in admin.pesan_terakhir.teks.splitlines() if b.startswith("800/123"))

    await admin.tulis(contoh)

    assert "Plt. Sekretaris" in admin.pesan_terakhir
    await tetapkan(dkupp, admin, "Taufik", "Vera", contoh, "Plt.")
    assert "Sudah ada Plt. Sekretaris pada masa itu" in admin.pesan_terakhir


async def test_personel_hanya_untuk_yang_berhak(dua_kantor: Cerita):
    """Only administrators and the office's own secretary set stand-ins; the other office is not in the list."""
    await dua_kantor.sampai(langkah=2)
    kepala, sekretaris = dua_kantor.kepala, dua_kantor.sekretaris
    await kepala.tulis("/personel")
    assert "administrator atau sekretaris" in kepala.pesan_terakhir
    await sekretaris.tulis("/personel")
    lain = {p["nama"] for p in dua_kantor.panggung.kantor[1].isi["personel"]}
    assert not any(n in t for n in lain for t in sekretaris.pesan_terakhir.label_tombol)
    tombol = sekretaris.pesan_terakhir.tombol[0][0]["callback_data"]

    for orang in (kepala, dua_kantor.pemegang("kepala", kantor=1)):
        await orang.tekan_mentah(tombol, 1)
        assert orang.toast == "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."

    await dua_kantor.admin.tulis("/personel")
    assert "kantor mana" in dua_kantor.admin.pesan_terakhir


async def test_k43_plt_dengan_data_sendiri(dkupp: Cerita):
    """A stand-in head whose unit reports may decide only where nobody else can; then log and time record are marked."""
    await dkupp.sampai(langkah=9)
    ukm = dkupp.bidang["ukm"]
    nama = next(p["nama"] for p in dkupp.kantor.isi["personel"] if p["telegram"] == ukm.id)
    await tetapkan(dkupp, dkupp.admin, "Rina", nama, "800/5/2026; 01-04-2026; -")

    await ukm.tekan("✅ Setuju")

    assert dkupp.langkah == 10
    assert any("memutus data sendiri pada langkah 9" in isi for isi in await uraian(dkupp))
    naskah = await dkupp.panggung.bot.layanan.baca(_naskah)
    (baris,) = [b for b in naskah.waktu if b.no == 9]
    assert "data sendiri" in baris.pelaksana
    assert f"oleh Plt. Kepala Dinas ({nama})" in baris.pelaksana


def _naskah(sesi: Session, waktu: datetime) -> Naskah:
    return dokumen.naskah(sesi, muat.jalan(sesi, 1), waktu)


async def test_k43_data_sendiri_ditolak_bila_ada_pemegang_lain(dkupp: Cerita):
    """Where another holder can decide, own figures are not approved by oneself; the refusal names the other."""
    await dkupp.sampai(langkah=9)
    ukm = dkupp.bidang["ukm"]

    def rangkap(sesi: Session) -> None:
        orang = {o.telegram: o.id or 0 for o in sesi.exec(select(Personel))}
        sesi.add(PemegangPeran(personel_id=orang[ukm.id], peran="kepala"))
        sesi.flush()
        selaraskan(sesi, 1, dkupp.panggung.jam.sekarang(), Pelaku(0, "administrator"))

    await dkupp.panggung.bot.pangkalan.tulis(rangkap)
    await dkupp.tenang()
    await ukm.tekan("✅ Setuju")

    assert "Data ini dari unit Anda sendiri" in ukm.toast
    assert "Kepala Dinas (Rina Oktavia)" in ukm.toast
    assert dkupp.langkah == 9
    await dkupp.kepala.tekan("✅ Setuju")
    assert dkupp.langkah == 10


GANTI_KEPALA = (("Rina Oktavia", "Agus Salim"), ("telegram = 5001", "telegram = 5091"))


def ganti(*pasangan: tuple[str, str]) -> Callable[[Path], None]:
    """Change texts in the office file."""

    def ubah(tempat: Path) -> None:
        berkas = tempat / "instansi_dkupp-purwakarta.toml"
        isi = berkas.read_text("utf-8")
        for lama, baru in pasangan:
            assert lama in isi
            isi = isi.replace(lama, baru)
        berkas.write_text(isi, "utf-8")

    return ubah


async def test_k43_pejabat_berganti_di_tengah_jalan(dkupp: Cerita, tmp_path: Path):
    """A new head is installed while a decision waits: card and right move, the old head is refused, the recap names the new."""
    await dkupp.sampai(langkah=9)
    lama = dkupp.kepala
    data = lama.cari("📨 DISPOSISI 9/13").tombol[0][0]["callback_data"]
    dkupp.dunia.tambah_orang(5091, "Agus Salim", mulai=True)
    baru = dkupp.orang(5091)
    await baru.mulai()

    baris = dkupp.pasang("dkupp-purwakarta", ganti(*GANTI_KEPALA), tmp_path)
    await dkupp.nyalakan_ulang()

    assert any("disposisi dipindahkan: mengalihkan langkah 9 (Kepala Dinas)" in b for b in baris)
    assert "Dialihkan kepada Kepala Dinas (Agus Salim)" in lama.cari("📨 DISPOSISI 9/13")
    await lama.tekan_mentah(data, 1)
    assert lama.toast == "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
    assert "✅ Setuju" in kartu(baru, 9)
    assert [p for p in baru.berkas_diterima if p.berkas.nama.startswith("draf-rekap")]
    await baru.tekan("✅ Setuju")
    assert dkupp.langkah == 10
    assert any("Agus Salim" in isi and "tindakan admin" in isi for isi in await uraian(dkupp))


async def test_k43_nama_berubah_dan_nama_kembar(dkupp: Cerita, tmp_path: Path):
    """People are recognised by id: a new name changes nothing, two of one name stay two."""
    await dkupp.sampai(langkah=9)

    dkupp.pasang("dkupp-purwakarta", ganti(("Vera Natalia", "Rina Oktavia")), tmp_path)
    await dkupp.nyalakan_ulang()

    assert "✅ Setuju" in kartu(dkupp.kepala, 9)
    await dkupp.tim.tekan_mentah(dkupp.kepala.cari("📨 DISPOSISI 9/13").tombol[0][0]["callback_data"], 1)
    assert "Ini tugas Kepala Dinas" in dkupp.tim.toast
    await dkupp.kepala.tekan("✅ Setuju")
    assert dkupp.langkah == 10


KOSONG = (('peran = ["sekretaris"]', 'peran = ["tim"]'),)


async def test_peran_kosong_di_tengah_jalan(dkupp: Cerita, tmp_path: Path):
    """A role loses its only holder while its work is open: administrators and the head are told, a stand-in gets the work."""
    await dkupp.sampai(langkah=2)

    dkupp.pasang("dkupp-purwakarta", ganti(*KOSONG), tmp_path)
    await dkupp.nyalakan_ulang()

    assert "Tidak ada pemegang peran" in dkupp.admin.pesan_terakhir
    assert "Tidak ada pemegang peran" in dkupp.kepala.pesan_terakhir
    assert kartu(dkupp.sekretaris, 2) == []
    await tetapkan(dkupp, dkupp.admin, "Sekretaris (kosong)", "Galih", "800/6/2026; 01-04-2026; -")
    assert "Kepada: Plt. Sekretaris" in dkupp.anggota.cari("📨 DISPOSISI 2/13")
    await dkupp.anggota.tekan("✅ Selesai")
    assert dkupp.langkah == 3


async def test_bidang_baru_menunggu_triwulan_berikutnya(dkupp: Cerita, tmp_path: Path):
    """A unit added in mid run waits for the next quarter, and that is said."""
    await dkupp.sampai(langkah=6)
    tambah = (
        '[[bidang]]\nkode = "koperasi"',
        '[[bidang]]\nkode = "pasar"\nnama = "Bidang Pasar"\n\n[[bidang]]\nkode = "koperasi"',
    )

    baris = dkupp.pasang("dkupp-purwakarta", ganti(tambah), tmp_path)

    assert "catatan: Bidang Pasar ikut mulai pengukuran triwulan berikutnya, bukan yang sedang berjalan" in baris
    assert dkupp.langkah == 6


async def test_k43_rekap_ditandatangani_plt(dkupp: Cerita):
    """The acting head approves: the recap names the title, rank and NIP of that moment, also after the term has ended."""
    await dkupp.sampai(langkah=11)
    await tetapkan(dkupp, dkupp.sekretaris, "Rina", "Vera", "800/7/2026; 01-04-2026; 02-04-2026")
    await dkupp.tim.tekan("✅ Setuju")
    await dkupp.tenang()
    assert any("Disetujui Plt. Kepala Dinas" in p.teks for p in dkupp.pesan_grup)

    await dkupp.maju(hari=3)
    tanda = (await dkupp.panggung.bot.layanan.baca(_naskah)).penanda_tangan
    assert (tanda.jabatan, tanda.nama, tanda.pangkat) == ("Plt. Kepala Dinas", "Vera Natalia", "Penata Tk. I")
    assert tanda.nip == "197805052002011040"


async def test_persetujuan_rekap_tidak_dapat_dialihkan(dkupp: Cerita):
    """The head cannot hand on the approval; offers and hand-overs that an earlier release let through count no more."""
    await dkupp.sampai(langkah=11)
    kepala, galih = dkupp.kepala, dkupp.anggota
    await kepala.tulis("/alihkan")
    assert "tidak dapat dialihkan" in kepala.pesan_terakhir
    assert "Plt. atau Plh. lewat /personel" in kepala.pesan_terakhir
    assert kepala.pesan_terakhir.label_tombol == []

    def tugas(sesi: Session) -> Penugasan:
        return sesi.exec(select(Penugasan).where(Penugasan.langkah == 11)).one()

    nomor = await dkupp.baca(lambda sesi: tugas(sesi).id)
    for tombol in (f"alih:{nomor}", f"alihke:{nomor}:{galih.id}"):
        await kepala.tekan_mentah(tombol, kepala.pesan_terakhir.id)
        assert "tidak dapat dialihkan" in kepala.toast

    def tawaran_lama(status: str) -> Callable[[Session], int | None]:
        def kerja(sesi: Session) -> int | None:
            orang = {p.telegram: p.id or 0 for p in sesi.exec(select(Personel))}
            alih = Pengalihan(
                penugasan_id=nomor,
                dari_personel=orang[kepala.id],
                ke_personel=orang[galih.id],
                status=status,
                dibuat=dkupp.panggung.jam.sekarang(),
            )
            sesi.add(alih)
            sesi.flush()
            return alih.id

        return kerja

    pangkalan = dkupp.panggung.bot.pangkalan
    alih = await pangkalan.tulis(tawaran_lama("ditawarkan"))
    await galih.tekan_mentah(f"alihya:{alih}", 1)
    assert "tidak dapat dialihkan" in galih.toast

    await pangkalan.tulis(tawaran_lama("diterima"))
    setuju = kepala.cari("📨 DISPOSISI 11/13").tombol[0][0]["callback_data"]
    await galih.tekan_mentah(setuju, 1)
    assert "Ini tugas" in galih.toast
    assert dkupp.langkah == 11
    await kepala.tekan("✅ Setuju")
    await dkupp.tenang()
    assert any("Disetujui Kepala Dinas" in p.teks for p in dkupp.pesan_grup)


async def test_alihan_diteruskan_lalu_orangnya_keluar(dkupp: Cerita):
    """What was handed on can be handed on again; when the last one leaves the office, the role has its work back."""
    await dkupp.sampai(langkah=2)
    sekretaris, galih, vera = dkupp.sekretaris, dkupp.anggota, dkupp.tim
    await tawarkan(dkupp, sekretaris, "Galih")
    await galih.tekan("🤝 Terima")
    await tawarkan(dkupp, galih, "Vera")
    await vera.tekan("🤝 Terima")
    assert [kartu(o, 2) != [] for o in (sekretaris, galih, vera)] == [False, False, True]

    def keluar(sesi: Session) -> None:
        sesi.exec(select(Personel).where(Personel.telegram == vera.id)).one().aktif = False
        selaraskan(sesi, 1, dkupp.panggung.jam.sekarang(), Pelaku(0, "administrator"))

    await dkupp.panggung.bot.pangkalan.tulis(keluar)
    await dkupp.tenang()

    assert [kartu(o, 2) != [] for o in (sekretaris, galih, vera)] == [True, False, False]


async def test_tawaran_yang_lewat(dkupp: Cerita):
    """The task is done while the offer waits: offer and waiting turn into the outcome; a late press says so."""
    await dkupp.sampai(langkah=2)
    sekretaris, galih = dkupp.sekretaris, dkupp.anggota
    await tawarkan(dkupp, sekretaris, "Galih", "Mohon dibantu")
    tawaran = galih.cari("Tawaran tugas")
    data = tawaran.tombol[0][0]["callback_data"]
    await sekretaris.tekan("✅ Selesai")

    assert tawaran.label_tombol == []
    await galih.tekan_mentah(data, tawaran.id)
    assert "sudah selesai" in galih.toast
    assert dkupp.langkah == 3
    await dkupp.kepala.tulis("/alihkan")
    assert "Tidak ada tugas Anda yang dapat dialihkan" in dkupp.kepala.pesan_terakhir
