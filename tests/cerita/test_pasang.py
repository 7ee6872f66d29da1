"""`/pasang`: an office set up from the phone, and changed; the rows are those of the file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.layanan.kantor import baca_kantor, pasang
from bot.simulasi.orang import Orang
from bot.simulasi.panggung import berkas_kantor
from bot.simulasi.perbuatan import jadikan_supergrup, ubah_status_bot
from db.pangkalan import Pangkalan
from db.tabel import Bidang, Instansi, PemegangPeran, Personel, Pertanyaan, VersiSop
from jadwal.jam_kerja import JamKerja
from tests.cerita.cerita import Cerita, contoh

GRUP = -1000000007777
NAMA = "Dinas Perdagangan Kabupaten Contoh"
LIMA_TOMBOL = ("🏢 Pasang kantor", "DKUPP Purwakarta", f"✅ {NAMA}", "WIB", "🕗 Perpres 21/2023")
BIDANG = "Sekretariat\nBidang Perdagangan\n• Bidang Koperasi"


async def dengan_grup(cerita: Cerita, judul: str = NAMA, nomor: int = GRUP) -> Orang:
    """A world in which an administrator has just added the bot to another group."""
    await cerita.sampai(langkah=1)
    await cerita.admin.mulai()
    await undang(cerita, judul, nomor)
    return cerita.admin


async def undang(cerita: Cerita, judul: str, nomor: int) -> None:
    cerita.dunia.tambah_grup(nomor, judul, [cerita.admin.id])
    ubah_status_bot(cerita.dunia, nomor, cerita.admin.pengguna, "left")
    ubah_status_bot(cerita.dunia, nomor, cerita.admin.pengguna, "member")
    await cerita.tenang()


async def isi_semua(admin: Orang, sampai: int = 5) -> None:
    for label in LIMA_TOMBOL[:sampai]:
        await admin.tekan(label)
    if sampai == 5:
        await admin.tulis(BIDANG)


async def ubah(admin: Orang, *label: str) -> None:
    """Open the office of the first story and press on."""
    await admin.tulis("/pasang")
    await admin.tekan("🏢 Dinas Koperasi")
    for satu in label:
        await admin.tekan(satu)


async def kantor(cerita: Cerita, nama: str = NAMA) -> Instansi | None:
    return await cerita.baca(lambda sesi: sesi.exec(select(Instansi).where(Instansi.nama == nama)).first())


async def bidang(cerita: Cerita, kode_kantor: str) -> dict[str, str]:
    """Active units by code."""
    milik = (
        select(Bidang.kode, Bidang.nama)
        .join(Instansi, col(Instansi.id) == col(Bidang.instansi_id))
        .where(Instansi.kode == kode_kantor, col(Bidang.aktif).is_(True))
        .order_by(col(Bidang.urutan))
    )
    return await cerita.baca(lambda sesi: dict(sesi.exec(milik).all()))


def baris(sesi: Session, kode: str) -> tuple[Any, ...]:
    """What an office is in the database, without numbers of rows."""
    instansi = sesi.exec(select(Instansi).where(Instansi.kode == kode)).one()
    versi = sesi.get(VersiSop, instansi.versi_sop_id)
    assert versi is not None
    unit = sesi.exec(select(Bidang).where(Bidang.instansi_id == instansi.id).order_by(col(Bidang.urutan))).all()
    return (
        instansi.model_dump(exclude={"id", "versi_sop_id"}),
        (versi.sop_id, versi.sidik, versi.isi),
        [u.model_dump(exclude={"id", "instansi_id"}) for u in unit],
    )


# The whole way -------------------------------------------------------------------------------------------------------


async def test_dari_undangan_grup_sampai_terpasang(dkupp_dua: Cerita):
    """Six taps and one typed message from the message about the group to the office: nothing is stored before the last."""
    dkupp = dkupp_dua
    admin = await dengan_grup(dkupp)
    sebelum = len(admin.panggilan)

    await isi_semua(admin)

    ringkasan = admin.pesan_terakhir
    assert await kantor(dkupp) is None
    for isi in (
        "DKUPP Purwakarta, 13 langkah",
        "Zona waktu: WIB",
        "Senin–Kamis 07.30–12.00",
        "Tahun: 2026",
        "koperasi",
    ):
        assert isi in ringkasan
    await admin.tekan("✅ Pasang kantor")

    assert len(admin.panggilan) - sebelum == 6
    terpasang = await kantor(dkupp)
    assert terpasang is not None
    assert (terpasang.kode, terpasang.grup, terpasang.zona, terpasang.tahun, terpasang.jam_kerja) == (
        "dinas-perdagangan-contoh",
        GRUP,
        "Asia/Jakarta",
        2026,
        None,
    )
    assert await bidang(dkupp, terpasang.kode) == {
        "sekretariat": "Sekretariat",
        "perdagangan": "Bidang Perdagangan",
        "koperasi": "Bidang Koperasi",
    }
    assert "terpasang" in ringkasan
    assert ringkasan.label_tombol == []
    assert "/indikator" in ringkasan
    (pendaftaran,) = [p for p in dkupp.dunia.grup(GRUP).terlihat() if p.dari_bot]
    assert len(pendaftaran.label_tombol) == 4
    assert "🏢 Pasang kantor" not in admin.tombol()
    assert await dkupp.baca(lambda sesi: sesi.get(Pertanyaan, admin.id)) is None


async def test_baris_sama_dengan_jalan_berkas(dkupp: Cerita, tmp_path: Path):
    """The office of the sample file, put together on the phone: the same rows, and the file then only brings people."""
    berkas = baca_kantor(berkas_kantor("gowa"))
    assert berkas.grup is not None
    admin = await dengan_grup(dkupp, "Grup lain", berkas.grup)
    for label in ("🏢 Pasang kantor", "Gowa"):
        await admin.tekan(label)
    await admin.tulis(berkas.nama)
    for label in ("WITA", "🕗 Perpres"):
        await admin.tekan(label)
    await admin.tulis("\n".join(u.nama for u in berkas.bidang))
    await admin.tekan("✏️ Kode")
    await admin.tulis(berkas.kode)
    await admin.tekan("✅ Pasang kantor")

    lewat_berkas = Pangkalan(f"sqlite:///{tmp_path}/berkas.db")
    lewat_berkas.migrasikan()
    lewat_berkas.tulis_sinkron(lambda sesi: pasang(sesi, berkas, dkupp.panggung.jam.sekarang()))
    harus = lewat_berkas.baca_sinkron(lambda sesi: baris(sesi, berkas.kode))
    lewat_berkas.tutup()
    assert await dkupp.baca(lambda sesi: baris(sesi, berkas.kode)) == harus

    pangkalan = dkupp.panggung.bot.pangkalan
    susulan = pangkalan.tulis_sinkron(lambda sesi: pasang(sesi, berkas, dkupp.panggung.jam.sekarang()))
    assert {b.split(":")[0] for b in susulan} == {"personel ditambah", "indikator ditambah"}


async def test_kesiapan_menyebut_yang_belum_ada(dkupp: Cerita):
    """An office without people and plan is there; as soon as it has a head, /mulai says what is missing."""
    admin = await dengan_grup(dkupp)
    await isi_semua(admin)
    await admin.tekan("✅ Pasang kantor")
    kepala = await dkupp.tamu(6001, "Ratna")

    def daftarkan(sesi: Session) -> None:
        instansi = sesi.exec(select(Instansi).where(Instansi.grup == GRUP)).one()
        assert instansi.id is not None
        orang = Personel(instansi_id=instansi.id, telegram=6001, nama="Ratna", jabatan="Kepala Dinas")
        sesi.add(orang)
        sesi.flush()
        assert orang.id is not None
        sesi.add(PemegangPeran(personel_id=orang.id, peran="kepala"))

    dkupp.panggung.bot.pangkalan.tulis_sinkron(daftarkan)
    await kepala.tulis("/mulai 1 2026")

    kurang = kepala.pesan_terakhir
    assert "⛔ Belum dapat dimulai" in kurang
    assert "belum ada indikator tahun 2026" in kurang
    assert "belum ada personel untuk peran Sekretaris" in kurang
    assert kurang.label_tombol == []


async def test_isian_selamat_dari_mati_dan_dilanjutkan(dkupp: Cerita):
    """What was answered is still there after a restart, and /pasang leads back to it; /batal ends it."""
    admin = await dengan_grup(dkupp)
    await isi_semua(admin, 3)
    await dkupp.nyalakan_ulang()

    await admin.tulis("/pasang")
    await admin.tekan(f"▶️ Lanjutkan: {NAMA}")
    assert "3 dari 5" in admin.pesan_terakhir
    await admin.tekan("WIT")
    assert "4 dari 5" in admin.pesan_terakhir
    tombol = admin.pesan_terakhir
    await admin.tulis("/batal")

    assert "Tidak ada yang tersimpan" in admin.pesan_terakhir
    assert tombol.label_tombol == []
    assert await kantor(dkupp) is None


async def test_isian_terhenti_oleh_pertanyaan_lain(dkupp: Cerita):
    """Another question takes the place of the office that was being put together; its message says that it is lost."""
    admin = await dengan_grup(dkupp)
    await isi_semua(admin, 3)
    pertanyaan = admin.pesan_terakhir

    await admin.tulis("/libur")
    await admin.tekan("➕ Hari libur")

    assert "terhenti karena Anda memulai hal lain" in pertanyaan
    assert pertanyaan.label_tombol == []


async def test_contoh_pada_pertanyaan_adalah_jawaban_sah(dkupp: Cerita):
    """Whoever taps the example and sends it gets to the next question, all the way to the summary."""
    admin = await dengan_grup(dkupp, "🎉")
    for label in ("🏢 Pasang kantor", "DKUPP Purwakarta"):
        await admin.tekan(label)
    for label in ("WIB", "", ""):
        await admin.tulis(contoh(admin.pesan_terakhir))
        if label:
            await admin.tekan(label)

    ringkasan = admin.pesan_terakhir
    assert "Senin–Kamis 08.00–12.00, 13.00–16.30" in ringkasan
    assert "Unit (3)" in ringkasan
    await admin.tekan("✏️ Tahun")
    await admin.tulis("2027")
    await admin.tekan("✏️ Kode")
    await admin.tulis("dinas-contoh")
    await admin.tekan("✅ Pasang kantor")
    terpasang = await kantor(dkupp)
    assert terpasang is not None
    assert (terpasang.kode, terpasang.tahun) == ("dinas-contoh", 2027)
    assert JamKerja.dari_json(terpasang.jam_kerja).pekan[4][1].selesai.hour == 17


async def test_tanpa_grup_dahulu(dkupp: Cerita):
    """An office may get its group later: the message of registration goes out then."""
    await dkupp.sampai(langkah=1)
    admin = dkupp.admin
    await admin.tulis("/pasang")
    await admin.tekan("➕ Kantor baru")
    await admin.tekan("➡️ Tanpa grup dahulu")
    await admin.tekan("DKUPP Purwakarta")
    await admin.tulis(NAMA)
    await admin.tekan("WIB")
    await admin.tekan("🕗 6 hari")
    await admin.tulis("Bidang Perdagangan")
    await admin.tekan("✅ Pasang kantor")
    assert "👥 Grup" in admin.cari("terpasang")
    await admin.tekan("📋 Pendaftaran")
    assert "Papan personel" in admin.pesan_terakhir

    await undang(dkupp, "Grup Perdagangan", GRUP)
    await admin.tulis("/pasang")
    await admin.tekan(f"🏢 {NAMA}")
    await admin.tekan("👥 Grup")
    await admin.tekan("👥 Grup Perdagangan")
    await admin.tekan("✅ Simpan perubahan")

    terpasang = await kantor(dkupp)
    assert terpasang is not None
    assert terpasang.grup == GRUP
    assert any("Pendaftaran" in p for p in dkupp.dunia.grup(GRUP).terlihat())


# Bad input -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("langkah", "teks", "kata"),
    [
        (2, "A" * 201, "201 huruf"),
        (2, "🎉🎉", "Nama kantornya belum terbaca"),
        (1, "dkupp", "dijawab dengan tombol"),
        (3, "WIB", "dijawab dengan tombol"),
        (4, "7.30 sampai sore", "harinya belum ditulis"),
        (4, "Senin <b>07.30-16.00", "bukan nama hari"),
        (5, "•\n-", "Nama unitnya belum terbaca"),
        (5, "Bidang UKM\nbidang ukm", "sudah ada"),
        (5, "B" * 201, "201 huruf"),
        (5, "\n".join(f"Bidang {n}" for n in range(31)), "Paling banyak 30"),
    ],
)
async def test_jawaban_keliru_ditanya_lagi(dkupp: Cerita, langkah: int, teks: str, kata: str):
    """The same question comes again below, with what was wrong; nothing that was answered is lost."""
    admin = await dengan_grup(dkupp)
    for label in LIMA_TOMBOL[:langkah]:
        await admin.tekan(label)

    await admin.tulis(teks)

    assert admin.pesan_terakhir.teks.startswith("⚠️") or kata in admin.pesan_terakhir.teks.split("\n")[0]
    assert kata in admin.pesan_terakhir
    assert f"{langkah} dari 5" in admin.pesan_terakhir


async def test_nama_aneh_tampil_apa_adanya(dkupp: Cerita):
    """HTML, emoji and 200 letters go through every screen up to the group."""
    admin = await dengan_grup(dkupp, "Dinas <b>&amp; {{ x }}</b> 🏛")
    for label in LIMA_TOMBOL[:2]:
        await admin.tekan(label)
    await admin.tekan("✅ Dinas <b>&amp;")
    for label in LIMA_TOMBOL[3:]:
        await admin.tekan(label)
    panjang = "Bidang " + "<i>" * 64 + "x"
    await admin.tulis(f"{panjang}\n🎉\nBidang & Bagian")
    await admin.tekan("✅ Pasang kantor")

    terpasang = await kantor(dkupp, "Dinas <b>&amp; {{ x }}</b> 🏛")
    assert terpasang is not None
    assert list((await bidang(dkupp, terpasang.kode)).values()) == [panjang, "🎉", "Bidang & Bagian"]
    assert "Dinas <b>&amp; {{ x }}</b> 🏛 terpasang" in admin.cari("terpasang")


# Who may, and what has changed meanwhile -----------------------------------------------------------------------------


async def test_hanya_administrator(dkupp: Cerita):
    """Neither the command nor a forged button of somebody else's conversation does anything."""
    admin = await dengan_grup(dkupp)
    await admin.tekan("🏢 Pasang kantor")
    cap = (await dkupp.baca(lambda sesi: sesi.get(Pertanyaan, admin.id))).isi["cap"]

    await dkupp.kepala.tulis("/pasang")
    assert "tidak tersedia untuk peran Anda" in dkupp.kepala.pesan_terakhir
    for data in (f"pasang:{cap}:sop.gowa", f"pasanggrup:{-GRUP}", "pasangbaru:0", "pasangkantor:1", "pasanglanjut:0"):
        await dkupp.kepala.tekan_mentah(data, dkupp.kepala.pesan_terakhir.id)
        assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    assert "pasang" not in dkupp.kepala.menu()
    assert "pasang" in admin.menu()
    await admin.tulis("/pasang", chat=GRUP)
    assert "chat pribadi" in admin.terakhir(GRUP)


async def test_tombol_palsu_dan_basi(dkupp: Cerita):
    """An SOP that does not exist, a step that is answered, a summary that has changed: a clear toast, no trace."""
    admin = await dengan_grup(dkupp)
    await admin.tekan("🏢 Pasang kantor")
    cap = (await dkupp.baca(lambda sesi: sesi.get(Pertanyaan, admin.id))).isi["cap"]
    pesan = admin.pesan_terakhir
    for data, kata in (
        (f"pasang:{cap}:sop.tidak-ada", "tidak berlaku"),
        (f"pasang:{cap}:sop.v999", "tidak berlaku"),
        (f"pasang:{cap}:sop.v²", "tidak berlaku"),
        (f"pasang:{cap}:sop.", "tidak berlaku"),
        (f"pasang:{cap}:zona.WIB", "sudah dijawab"),
        (f"pasang:{cap}:ubah.sop", "sudah dijawab"),
        (f"pasang:{cap}:ubah.kunci", "tidak berlaku"),
        (f"pasang:{cap}:kembali.", "sudah dijawab"),
        (f"pasang:{cap + 1}:sop.gowa", "tidak berlaku lagi. Ketik /pasang"),
        (f"pasangya:{cap}:0000000000", "sudah dijawab"),
        ("pasanggrup:12345", "Bot tidak ada lagi di grup itu"),
        (f"pasanggrup:{-dkupp.kantor.grup}", "Bot tidak ada lagi"),
        ("pasangkantor:99", "tidak berlaku"),
    ):
        await admin.tekan_mentah(data, pesan.id)
        assert kata in admin.kilasan, data

    assert "1 dari 5" in pesan
    await admin.tekan("DKUPP Purwakarta")
    for label in LIMA_TOMBOL[2:]:
        await admin.tekan(label)
    await admin.tulis(BIDANG)
    lama = next(t["callback_data"] for b in admin.pesan_terakhir.tombol for t in b if t["text"] == "✅ Pasang kantor")
    await admin.tekan("✏️ Tahun")
    await admin.tekan("2027")
    await admin.tekan_mentah(lama, admin.pesan_terakhir.id)
    assert await kantor(dkupp) is None
    await admin.tekan("✅ Pasang kantor")
    await admin.tekan_mentah(lama, admin.pesan_terakhir.id)
    assert "Ketik /pasang" in admin.kilasan


async def test_dua_administrator_satu_grup(dkupp: Cerita, monkeypatch: pytest.MonkeyPatch):
    """The second `✅` is refused with the name of the office that has the group; a code that exists is refused as well."""
    admin = await dengan_grup(dkupp)
    lain = dkupp.sekretaris
    monkeypatch.setattr("bot.simulasi.panggung.ADMIN", f"{admin.id},{lain.id}")
    await dkupp.nyalakan_ulang()
    await undang(dkupp, NAMA, GRUP)
    await isi_semua(admin)
    await isi_semua(lain)

    await admin.tekan("✅ Pasang kantor")
    await lain.tekan("✅ Pasang kantor")

    assert f"sudah dipakai kantor lain: {NAMA}" in lain.kilasan
    assert len(await dkupp.baca(lambda sesi: sesi.exec(select(Instansi)).all())) == 2
    assert "🏢 Pasang kantor" not in lain.tombol()
    await lain.tulis("/batal")
    await undang(dkupp, "Dinas Kedua", GRUP - 1)
    await lain.tekan("🏢 Pasang kantor")
    for label in ("DKUPP", "✅ Dinas Kedua", "WIB", "🕗 Perpres"):
        await lain.tekan(label)
    await lain.tulis("Bidang Satu")
    await lain.tekan("✏️ Kode")
    await lain.tulis("DKUPP")
    assert "sudah dipakai Dinas Koperasi" in lain.pesan_terakhir
    await lain.tulis("kode dengan spasi")
    assert "tidak dapat menjadi kode" in lain.pesan_terakhir


async def test_bot_dikeluarkan_sebelum_disimpan(dkupp: Cerita):
    """The `✅` says so and keeps everything; once the bot is back the same `✅` works."""
    admin = await dengan_grup(dkupp)
    await isi_semua(admin)
    ubah_status_bot(dkupp.dunia, GRUP, admin.pengguna, "kicked")
    await dkupp.tenang()

    await admin.tekan("✅ Pasang kantor")
    assert f"Bot tidak ada lagi di grup {NAMA}" in admin.kilasan
    assert await kantor(dkupp) is None
    ubah_status_bot(dkupp.dunia, GRUP, admin.pengguna, "member")
    await dkupp.tenang()
    await admin.tekan("✅ Pasang kantor")

    assert await kantor(dkupp) is not None


async def test_grup_menjadi_supergrup_di_tengah_isian(dkupp: Cerita):
    admin = await dengan_grup(dkupp)
    await isi_semua(admin, 3)
    jadikan_supergrup(dkupp.dunia, GRUP, GRUP - 5, admin.pengguna)
    await dkupp.tenang()
    await admin.tekan("WIB")
    await admin.tekan("🕗 Perpres")
    await admin.tulis(BIDANG)
    await admin.tekan("✅ Pasang kantor")

    terpasang = await kantor(dkupp)
    assert terpasang is not None
    assert terpasang.grup == GRUP - 5


# An office that is there ---------------------------------------------------------------------------------------------


async def test_mengubah_kantor_di_tengah_pengukuran(dkupp: Cerita):
    """Zone, hours, year, a unit added and one renamed, in one go; the new unit waits for the next quarter."""
    await dkupp.sampai(langkah=6)
    admin = dkupp.admin
    await ubah(admin, "✏️ Zona waktu", "WITA", "✏️ Jam kerja", "🕗 5 hari, 08.00", "✏️ Tahun", "2027", "✏️ Unit")
    assert "Unit (5)" in admin.pesan_terakhir
    await admin.tekan("✏️ Bidang UKM")
    await admin.tulis("Bidang Usaha Mikro")
    await admin.tulis("UPTD Pasar")
    ringkasan = admin.pesan_terakhir
    assert "9 personel (/personel), 0 indikator tahun 2027" in ringkasan
    assert "belum ada indikator tahun 2027" in ringkasan
    sebelum = await kantor(dkupp, dkupp.kantor.isi["instansi"]["nama"])
    assert sebelum is not None
    assert sebelum.zona == "Asia/Jakarta"
    await admin.tekan("✅ Simpan perubahan")

    sesudah = await kantor(dkupp, sebelum.nama)
    assert sesudah is not None
    assert (sesudah.zona, sesudah.tahun) == ("Asia/Makassar", 2027)
    assert JamKerja.dari_json(sesudah.jam_kerja).pekan[0][0].mulai.hour == 8
    unit = await bidang(dkupp, "dkupp")
    assert (unit["ukm"], unit["uptd-pasar"]) == ("Bidang Usaha Mikro", "UPTD Pasar")
    hasil = admin.cari("perubahan tersimpan")
    assert "Zona waktu: WIB → WITA" in hasil
    assert "UPTD Pasar ikut mulai pengukuran triwulan berikutnya" in hasil
    assert dkupp.langkah == 6
    peran = await dkupp.baca(lambda sesi: len(sesi.exec(select(PemegangPeran)).all()))
    assert peran == sum(len(p["peran"]) for p in dkupp.kantor.isi["personel"])


async def test_tanpa_perubahan_tidak_ada_tombol_simpan(dkupp: Cerita):
    """Choosing what is chosen already is no change."""
    await dkupp.sampai(langkah=1)
    await ubah(dkupp.admin)
    assert "✅ Siap dimulai" in dkupp.admin.pesan_terakhir
    for label in ("✏️ SOP", "DKUPP Purwakarta", "✏️ Jam kerja", "🕗 Perpres", "✏️ Zona waktu", "WIB"):
        assert "✅ Simpan perubahan" not in dkupp.admin.pesan_terakhir.label_tombol
        await dkupp.admin.tekan(label)
    assert "✅ Simpan perubahan" not in dkupp.admin.pesan_terakhir.label_tombol
    await dkupp.admin.tekan("✏️ Nama")
    await dkupp.admin.tekan("⬅️ Kembali")
    assert "Tekan bagian yang ingin diubah" in dkupp.admin.pesan_terakhir


async def test_yang_hanya_ditulis_di_berkas_tetap(dkupp: Cerita):
    """Topic of the group and the hours of Ramadan are not lost when something else is changed from the phone."""
    await dkupp.sampai(langkah=1)
    masa = [{"nama": "Ramadan", "dari": "2027-02-08", "sampai": "2027-03-09", "pekan": {"senin": ["08.00-14.00"]}}]

    def atur(sesi: Session) -> None:
        instansi = sesi.exec(select(Instansi)).one()
        instansi.topik, instansi.jam_kerja = 12, {"pekan": {"senin": ["07.00-12.00"]}, "masa": masa}

    dkupp.panggung.bot.pangkalan.tulis_sinkron(atur)
    await ubah(dkupp.admin, "✏️ Jam kerja", "🕗 5 hari, 08.00", "✏️ Zona waktu", "WIT", "✅ Simpan perubahan")

    sesudah = await kantor(dkupp, dkupp.kantor.isi["instansi"]["nama"])
    assert sesudah is not None
    assert sesudah.jam_kerja is not None
    assert (sesudah.zona, sesudah.topik, sesudah.jam_kerja["masa"]) == ("Asia/Jayapura", 12, masa)
    assert sesudah.jam_kerja["pekan"]["senin"] == ["08.00-12.00", "13.00-16.30"]


async def test_sop_diganti(dkupp: Cerita):
    """In the middle of a quarter the roles of the old SOP are needed; between quarters those that are gone are released."""
    await dkupp.sampai(langkah=2)
    admin = dkupp.admin
    await ubah(admin, "✏️ SOP", "Setwan Balangan", "✅ Simpan perubahan")
    assert "Pengukuran sedang berjalan" in admin.kilasan
    assert "Triwulan I 2026 sedang berjalan" in admin.pesan_terakhir

    await admin.tulis("/batalkan dkupp 2026 1 dimulai karena salah tekan")
    await admin.tekan("✅ Simpan perubahan")

    assert "perubahan tersimpan" in admin.cari("perubahan tersimpan")
    assert "setwan-balangan" in admin.cari("perubahan tersimpan")
    peran = set(await dkupp.baca(lambda sesi: sesi.exec(select(PemegangPeran.peran)).all()))
    assert "sekretaris" not in peran
    assert "kepala" in peran
    await dkupp.sekretaris.mulai()
    assert "Selamat datang" in dkupp.sekretaris.pesan_terakhir


async def test_bidang_berindikator_tidak_dapat_dihapus(dkupp: Cerita):
    await dkupp.sampai(langkah=1)
    admin = dkupp.admin
    await ubah(admin, "✏️ Unit", "✏️ Bidang UKM", "🗑 Hapus unit")

    assert "✏️ Unit" not in admin.tombol()  # still at the unit: nothing has gone
    assert "Bidang UKM masih memiliki indikator tahun 2026" in admin.kilasan
    assert "ukm" in await bidang(dkupp, "dkupp")


async def test_bidang_dihapus_beserta_perannya(dkupp: Cerita):
    """Who held a role there keeps everything else."""
    await dkupp.sampai(langkah=1)
    admin, umar = dkupp.admin, dkupp.bidang["ukm"]
    await ubah(admin, "✏️ Unit")
    await admin.tulis("UPTD Pasar")
    await admin.tekan("✅ Simpan perubahan")

    def pegang(sesi: Session) -> None:
        orang = sesi.exec(select(Personel.id).where(Personel.telegram == umar.id)).one()
        assert orang is not None
        sesi.add(PemegangPeran(personel_id=orang, peran="bidang", bidang="uptd-pasar"))

    dkupp.panggung.bot.pangkalan.tulis_sinkron(pegang)
    await ubah(admin, "✏️ Unit", "✏️ UPTD Pasar", "🗑 Hapus unit", "⬅️ Kembali", "✅ Simpan perubahan")

    hasil = admin.cari("perubahan tersimpan")
    assert "Unit dinonaktifkan: UPTD Pasar" in hasil
    assert "bidang (ukm), bidang (uptd-pasar) → bidang (ukm)" in hasil
    assert "uptd-pasar" not in await bidang(dkupp, "dkupp")


async def test_menjadi_admin_grup_bukan_kabar_baru(dkupp: Cerita):
    """Administrators are not told about the group again when only the bot's rights there change."""
    admin = await dengan_grup(dkupp)
    banyak = len(admin.semua_pesan)
    ubah_status_bot(dkupp.dunia, GRUP, admin.pengguna, "administrator")
    await dkupp.tenang()

    assert len(admin.semua_pesan) == banyak
    await isi_semua(admin)
    assert "✅ Pasang kantor" in admin.tombol()


async def test_kantor_berubah_sesudah_dibuka(dkupp: Cerita, tmp_path: Path):
    """Somebody installs the file meanwhile: nothing is overwritten, the present state is shown."""
    await dkupp.sampai(langkah=1)
    admin = dkupp.admin
    await ubah(admin, "✏️ Zona waktu", "WIT")
    isi = replace(baca_kantor(berkas_kantor("dkupp-purwakarta")), nama="Dinas Baru")
    dkupp.panggung.bot.pangkalan.tulis_sinkron(lambda sesi: pasang(sesi, isi, dkupp.panggung.jam.sekarang()))

    await admin.tekan("✅ Simpan perubahan")

    assert "baru saja diubah orang lain" in admin.kilasan
    assert "diubah orang lain" in admin.pesan_terakhir
    assert "Dinas Baru" in admin.pesan_terakhir
    sekarang = await kantor(dkupp, "Dinas Baru")
    assert sekarang is not None
    assert sekarang.zona == "Asia/Jakarta"
