"""People register from their phones: the group's buttons, one card, one tap of an administrator."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.simulasi.orang import Orang
from db.tabel import CalonPersonel, Kejadian, PemegangPeran, Personel, Pertanyaan, TautanUndangan
from tests.cerita.cerita import Cerita

NIP = "19940323 201807 1 091"
TAK_BERLAKU = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."


async def buka_papan(cerita: Cerita) -> None:
    await cerita.admin.tulis("/personel")
    await cerita.admin.tekan("📋 Pendaftaran")


async def umumkan(cerita: Cerita) -> None:
    await buka_papan(cerita)
    await cerita.admin.tekan("📣 Umumkan di grup")


async def ke_kartu(cerita: Cerita, tamu: Orang, peran: str = "🙋 Sekretaris") -> None:
    """The group's button of a role, up to the card."""
    await tamu.tekan(peran, chat=cerita.kantor.grup)


async def peran(cerita: Cerita, telegram: int) -> set[tuple[str, str]]:
    def kerja(sesi: Session) -> set[tuple[str, str]]:
        baris = select(PemegangPeran).join(Personel).where(Personel.telegram == telegram)
        return {(p.peran, p.bidang) for p in sesi.exec(baris)}

    return await cerita.baca(kerja)


async def orang(cerita: Cerita, telegram: int) -> Personel:
    return await cerita.baca(lambda sesi: sesi.exec(select(Personel).where(Personel.telegram == telegram)).one())


async def semua(cerita: Cerita, tabel: Any) -> list[Any]:
    return await cerita.baca(lambda sesi: list(sesi.exec(select(tabel)).all()))


async def test_tiga_ketukan_satu_terima(dkupp: Cerita):
    """From the group's button to being registered: three taps and a typed NIP, one tap of the administrator."""
    await dkupp.sampai(langkah=6)
    tamu = await dkupp.tamu(6001, "Umar Bakri, S.E.")
    await umumkan(dkupp)
    assert "✅ Kepala Dinas: " in dkupp.pesan_grup[-1]
    assert "✅ Bidang: 5 dari 5 unit" in dkupp.pesan_grup[-1]

    await ke_kartu(dkupp, tamu, "🙋 Bidang")
    await tamu.tulis("bidang ukm")
    assert "Di unit mana?" in tamu.pesan_terakhir
    await tamu.tekan("Bidang UKM")
    assert "Nama: Umar Bakri, S.E." in tamu.pesan_terakhir
    assert "Jabatan: Kepala Bidang UKM" in tamu.pesan_terakhir
    await tamu.tulis(NIP)
    assert f"NIP: {NIP}" in tamu.pesan_terakhir
    await tamu.tekan("✅ Daftar")
    assert "Menunggu administrator" in tamu.pesan_terakhir
    assert "Umar Bakri, S.E. (Bidang UKM)" in dkupp.admin.cari("📋 Papan personel")
    assert "kini dipegang" in dkupp.admin.cari("🙋 Permohonan")
    assert await peran(dkupp, 6001) == set()
    await dkupp.admin.tekan("✅ Terima")

    assert dkupp.admin.cari("diterima sebagai Bidang UKM").label_tombol == []
    assert await peran(dkupp, 6001) == {("bidang", "ukm")}
    baru = await orang(dkupp, 6001)
    assert (baru.nama, baru.nip, baru.jabatan) == ("Umar Bakri, S.E.", "199403232018071091", "Kepala Bidang UKM")
    assert "Anda terdaftar" in tamu.cari("Anda terdaftar")
    assert "formulir" in tamu.menu()
    assert "📨 DISPOSISI 6/13" in tamu.cari("📨 DISPOSISI 6/13")  # open work of the living run
    assert any("permohonan diterima" in k.isi for k in await semua(dkupp, Kejadian))


async def test_tanpa_nip_dan_pengganti(dkupp_dua: Cerita):
    """Without a NIP it is three taps; `🔁` takes the role, and the open card, from whoever held it."""
    await dkupp_dua.sampai(langkah=2)
    tamu, lama = await dkupp_dua.tamu(6002, "Nia <b>"), dkupp_dua.sekretaris
    await umumkan(dkupp_dua)

    await ke_kartu(dkupp_dua, tamu)
    await tamu.tekan("✅ Daftar tanpa NIP")
    assert "Taufik" in dkupp_dua.admin.pesan_terakhir
    await dkupp_dua.admin.tekan("🔁 Terima sebagai pengganti")

    assert await peran(dkupp_dua, 6002) == {("sekretaris", "")}
    assert await peran(dkupp_dua, lama.id) == set()
    assert "kini dipegang Nia <b>" in lama.cari("kini dipegang")
    assert "✅ Selesai" in tamu.tombol()
    assert "✅ Selesai" not in lama.tombol()
    assert "✅ Sekretaris: Nia <b>" in dkupp_dua.pesan_grup[-1]
    await tamu.tekan("✅ Selesai")
    assert "Langkah 3 dari 13" in dkupp_dua.status


async def test_isian_diperbaiki_di_kartu(dkupp: Cerita):
    """Every field can be corrected; what cannot be right is asked again; a restart in between loses nothing."""
    await dkupp.sampai(langkah=1)
    tamu = await dkupp.tamu(6003, "😀")
    await umumkan(dkupp)
    await ke_kartu(dkupp, tamu)

    await tamu.tulis("199413232018071038")
    assert "bukan tanggal lahir" in tamu.pesan_terakhir
    await tamu.tulis("19940323201807103")
    assert "17 angka" in tamu.pesan_terakhir
    await dkupp.nyalakan_ulang()
    await tamu.tulis("NIP. 199403232018071091")
    await tamu.tekan("✏️ Nama")
    await tamu.tulis("Budi\nSantoso")
    await tamu.tekan("✏️ Jabatan")
    await tamu.tulis("Sekretaris Dinas")
    await tamu.tekan("✏️ Pangkat")
    await tamu.tekan("Golongan IV")
    await tamu.tekan("⬅️ Golongan lain")
    await tamu.tekan("Golongan IV")
    await tamu.tekan("Pembina Tk. I")
    kartu = tamu.pesan_terakhir
    assert "Nama: Budi Santoso\nJabatan: Sekretaris Dinas" in kartu
    assert "Pangkat: Pembina Tk. I" in kartu
    await tamu.tekan("✏️ Pangkat")
    await tamu.tulis("Penata Tk. I")
    await tamu.tekan("✅ Daftar")
    await dkupp.admin.tekan("✅ Terima")

    baru = await orang(dkupp, 6003)
    assert (baru.nama, baru.jabatan, baru.pangkat) == ("Budi Santoso", "Sekretaris Dinas", "Penata Tk. I")
    assert await semua(dkupp, Pertanyaan) == []


async def test_ditolak_lalu_boleh_lagi(dkupp: Cerita):
    """A refusal is polite and names a way on; the other administrator's card has its outcome; the person may try again."""
    await dkupp.sampai(langkah=1)
    tamu = await dkupp.tamu(6004, "Sari")
    await umumkan(dkupp)
    await ke_kartu(dkupp, tamu)
    lagi = tamu.pesan_terakhir
    kirim = lagi.tombol[0][0]["callback_data"]
    await tamu.tekan("✅ Daftar tanpa NIP")
    await tamu.tekan_mentah(kirim, lagi.id)
    assert tamu.kilasan == "Permohonan Anda sudah terkirim dan menunggu administrator."
    data = dkupp.admin.pesan_terakhir.tombol[0][0]["callback_data"]
    await tamu.tulis("halo, sudah?")
    assert "Menunggu administrator" in tamu.pesan_terakhir
    await ke_kartu(dkupp, tamu)
    assert "Menunggu administrator" in tamu.pesan_terakhir

    await dkupp.admin.tekan("🙅 Tolak")
    assert "Menunggu administrator" in tamu.pesan_terakhir
    await dkupp.admin.tekan("🙅 Tanpa alasan")
    assert "ditolak, tanpa alasan" in dkupp.admin.cari("tanpa alasan")
    assert "belum dapat diterima" in tamu.pesan_terakhir
    assert "tekan lagi tombol pendaftaran" in tamu.pesan_terakhir
    await dkupp.admin.tekan_mentah(data, 1)
    assert "sudah dijawab" in dkupp.admin.kilasan
    assert await peran(dkupp, 6004) == set()

    await ke_kartu(dkupp, tamu)
    assert "✅ Daftar tanpa NIP" in tamu.pesan_terakhir.label_tombol


async def test_ditolak_dengan_alasan(dkupp: Cerita):
    """A ready phrase or a typed reason reaches the person and the card; /batal refuses nobody."""
    await dkupp.sampai(langkah=1)
    await umumkan(dkupp)
    tamu = [await dkupp.tamu(6021 + n, nama) for n, nama in enumerate(("Ani", "Beni", "Cici"))]
    for orang_ in tamu:
        await ke_kartu(dkupp, orang_)
        await orang_.tekan("✅ Daftar tanpa NIP")
    kartu = [p for p in dkupp.admin.semua_pesan if "🙋 Permohonan" in p]

    await dkupp.admin.tekan("🙅 Tolak", kartu[0])
    await dkupp.admin.tekan("Perannya keliru")
    assert "Mohon pilih peran Anda sendiri." in tamu[0].pesan_terakhir
    assert "Mungkin" not in tamu[0].pesan_terakhir.teks
    assert "Mohon pilih peran Anda sendiri." in kartu[0]

    await dkupp.admin.tekan("🙅 Tolak", kartu[1])
    await dkupp.admin.tulis("?")
    assert "terlalu singkat" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("Sekretaris kami <b>bukan</b> Beni & kawan")
    assert "Sekretaris kami <b>bukan</b> Beni & kawan" in tamu[1].pesan_terakhir
    assert "dengan alasan" in dkupp.admin.cari("Permohonan Beni ditolak")

    await dkupp.admin.tekan("🙅 Tolak", kartu[2])
    soal = dkupp.admin.cari("Menolak permohonan Cici")
    data = soal.tombol[-1][0]["callback_data"]
    await tamu[2].tekan_mentah(data, 1)
    assert tamu[2].toast == TAK_BERLAKU
    await dkupp.admin.tulis("/batal")
    await dkupp.admin.tekan_mentah(data, soal.id)
    assert dkupp.admin.toast == TAK_BERLAKU
    await dkupp.admin.tekan("🙅 Tolak", kartu[2])
    await tamu[2].tulis("/batal")
    await dkupp.admin.tulis("Perannya keliru")
    assert "sudah dijawab atau dibatalkan" in dkupp.admin.pesan_terakhir
    assert [c.status for c in await semua(dkupp, CalonPersonel)] == ["ditolak", "ditolak", "batal"]


async def test_dua_administrator(dkupp: Cerita):
    """Every administrator has the card; one answers, the other's turns into the outcome and its buttons do nothing."""
    await dkupp.sampai(langkah=1)
    dkupp.dunia.tambah_orang(9002, "Admin Dua", mulai=True)
    kedua, tamu = dkupp.orang(9002), await dkupp.tamu(6007, "Lina")
    layanan = dkupp.panggung.bot.layanan
    object.__setattr__(layanan, "admin", layanan.admin | {9002})
    await umumkan(dkupp)
    await ke_kartu(dkupp, tamu)
    await tamu.tekan("✅ Daftar tanpa NIP")
    kartu = kedua.cari("🙋 Permohonan")
    data = kartu.tombol[0][0]["callback_data"]
    kedua.tekan_mentah(data, kartu.id)
    dkupp.admin.tekan_mentah(data, 1)
    await dkupp.tenang()

    assert sorted([kedua.kilasan, dkupp.admin.kilasan]) == [
        "Lina terdaftar.",
        "Permohonan ini sudah dijawab atau dibatalkan.",
    ]
    for admin in (kedua, dkupp.admin):
        assert "Lina diterima sebagai Sekretaris" in admin.cari("diterima sebagai")
        assert "✅ Terima" not in admin.tombol()
    assert sum("Anda terdaftar" in p for p in tamu.semua_pesan) == 1


async def test_nip_orang_lain_ditanyakan_sekali_lagi(dkupp: Cerita):
    """The card warns of a NIP that somebody else has; accepting asks once more, and nothing happens until it is confirmed."""
    await dkupp.sampai(langkah=1)
    kepala = await orang(dkupp, dkupp.kepala.id)
    await umumkan(dkupp)
    tamu = await dkupp.tamu(6011, "Eka")
    await ke_kartu(dkupp, tamu, "🙋 Tim")
    await tamu.tulis(kepala.nip)
    await tamu.tekan("✅ Daftar")
    kartu = dkupp.admin.cari("🙋 Permohonan")
    assert f"NIP ini sudah tercatat atas nama {kepala.nama.removesuffix('.')}" in kartu

    await dkupp.admin.tekan("✅ Terima", kartu)
    assert "Tetap diterima?" in dkupp.admin.kilasan
    assert kepala.nama in dkupp.admin.cari("Tetap terima")
    assert await peran(dkupp, 6011) == set()
    await dkupp.admin.tekan("✖️ Jangan dulu")
    assert "belum diterima" in dkupp.admin.pesan_terakhir
    assert "✅ Terima" in kartu.label_tombol

    await dkupp.admin.tekan("🔁 Terima sebagai pengganti", kartu)
    await dkupp.admin.tekan("✅ Tetap terima")
    assert "tetap diterima, walau NIP-nya juga tercatat atas nama" in dkupp.admin.cari("tetap diterima")
    assert "Eka menjadi Tim Evaluasi Kinerja" in kartu
    assert await peran(dkupp, 6011) == {("tim", "")}
    assert "✅ Tetap terima" not in dkupp.admin.tombol()


async def test_pertanyaan_nip_lewat_bila_permohonan_dijawab_di_tempat_lain(dkupp: Cerita):
    """Whoever was still asked sees that it is over."""
    await dkupp.sampai(langkah=1)
    await umumkan(dkupp)
    tamu = await dkupp.tamu(6011, "Eka")
    await ke_kartu(dkupp, tamu, "🙋 Tim")
    await tamu.tulis((await orang(dkupp, dkupp.kepala.id)).nip)
    await tamu.tekan("✅ Daftar")
    await dkupp.admin.tekan("✅ Terima", dkupp.admin.cari("🙋 Permohonan"))
    soal = dkupp.admin.cari("Tetap terima")

    await tamu.tulis("/batal")

    assert soal.label_tombol == []
    await dkupp.admin.tekan_mentah("calontetap:1", soal.id)
    assert "sudah dijawab atau dibatalkan" in dkupp.admin.kilasan
    assert await peran(dkupp, 6011) == set()


async def test_terima_semua_menyisakan_yang_janggal(dkupp: Cerita):
    """A seat that is held and a NIP that is taken keep their cards and are named; the rest is accepted together."""
    await dkupp.sampai(langkah=1)

    def kosongkan(sesi: Session) -> None:
        sesi.exec(delete(PemegangPeran).where(col(PemegangPeran.peran) == "tim"))
        sesi.commit()

    await dkupp.baca(kosongkan)
    nip_lama = (await orang(dkupp, dkupp.kepala.id)).nip
    await umumkan(dkupp)
    calon = (("🙋 Tim", "Budi, S.E.", ""), ("🙋 Tim", "Citra", ""), ("🙋 Sekretaris", "Dewi", ""))
    tamu = [await dkupp.tamu(6011 + n, nama) for n, (_, nama, _) in enumerate(calon)]
    for orang_, (tombol, _, _) in zip(tamu, calon, strict=True):
        await ke_kartu(dkupp, orang_, tombol)
        await orang_.tekan("✅ Daftar tanpa NIP")
    kembar = await dkupp.tamu(6014, "Eka")
    await ke_kartu(dkupp, kembar, "🙋 Tim")
    await kembar.tulis(nip_lama)
    await kembar.tekan("✅ Daftar")
    kartu = [p for p in dkupp.admin.semua_pesan if "🙋 Permohonan" in p]
    assert ["✅ Terima semua (4)" in p.label_tombol for p in kartu] == [False, False, False, True]
    assert "✅ Terima semua (4)" in dkupp.admin.cari("📋 Papan personel").label_tombol
    data = kartu[-1].tombol[-1][0]["callback_data"]
    await tamu[0].tekan_mentah(data, 1)
    assert tamu[0].toast == TAK_BERLAKU

    await dkupp.admin.tekan("✅ Terima semua")

    hasil = dkupp.admin.cari("Diputuskan satu per satu").teks
    assert "1 permohonan diterima" in hasil
    assert "Citra (Tim Evaluasi Kinerja): Tim Evaluasi Kinerja kini dipegang Budi, S.E.\n" in hasil
    assert "Dewi (Sekretaris): Sekretaris kini dipegang Taufik Ismail Hasan" in hasil
    assert "Eka (Tim Evaluasi Kinerja): NIP-nya sudah tercatat atas nama " in hasil
    assert "3 perlu diputuskan satu per satu" in dkupp.admin.kilasan
    assert [await peran(dkupp, 6011 + n) for n in range(4)] == [{("tim", "")}, set(), set(), set()]
    assert "Anda terdaftar" in tamu[0].cari("Anda terdaftar")

    await dkupp.admin.tekan("🙅 Tolak", kartu[3])
    await dkupp.admin.tekan("🙅 Tanpa alasan")
    assert "✅ Terima semua (2)" in kartu[2].label_tombol
    await tamu[1].tulis("/batal")
    assert "✅ Terima semua (2)" not in dkupp.admin.tombol()
    await dkupp.admin.tekan("✅ Terima", kartu[2])
    await dkupp.admin.tekan_mentah(data, 1)
    assert "sudah dijawab" in dkupp.admin.kilasan


async def test_batal_dan_tertutup_untuk_yang_lain(dkupp: Cerita):
    """`/batal` ends an application; everything else stays closed to somebody who is not registered."""
    await dkupp.sampai(langkah=1)
    tamu = await dkupp.tamu(6005, "Tono")
    await umumkan(dkupp)
    await ke_kartu(dkupp, tamu)

    for perintah in ("/tugas", "/personel", "tugas"):
        await tamu.tulis(perintah)
        assert "📝 Pendaftaran" in tamu.pesan_terakhir or "NIP" in tamu.pesan_terakhir
    await tamu.mulai()
    assert "📝 Pendaftaran" in tamu.pesan_terakhir
    await tamu.tulis("/batal")
    assert "dibatalkan" in tamu.pesan_terakhir
    assert tamu.tombol() == []
    await tamu.tulis("/tugas")
    assert "belum terdaftar" in tamu.pesan_terakhir
    assert [c.status for c in await semua(dkupp, CalonPersonel)] == ["batal"]

    await ke_kartu(dkupp, tamu)
    await tamu.tekan("✅ Daftar tanpa NIP")
    await tamu.tulis("/batal")
    assert "membatalkan permohonannya" in dkupp.admin.cari("membatalkan")
    assert "✅ Terima" not in dkupp.admin.tombol()


async def test_sudah_terdaftar_dan_peran_kedua(dkupp: Cerita):
    """Whoever holds the role is told so; another role of theirs is one more application with their data."""
    await dkupp.sampai(langkah=1)
    sekretaris = dkupp.sekretaris
    await umumkan(dkupp)

    await ke_kartu(dkupp, sekretaris)
    assert "sudah terdaftar sebagai Sekretaris" in sekretaris.pesan_terakhir
    await ke_kartu(dkupp, sekretaris, "🙋 Tim Evaluasi Kinerja")
    assert "Jabatan: Sekretaris" in sekretaris.pesan_terakhir
    await sekretaris.tekan("✅ Daftar")
    await dkupp.admin.tekan("✅ Terima")

    assert await peran(dkupp, sekretaris.id) == {("sekretaris", ""), ("tim", "")}
    assert (await orang(dkupp, sekretaris.id)).jabatan == "Sekretaris"


async def test_papan_mengikuti_start(dkupp: Cerita):
    """The board names who has not pressed START, and is edited as they do."""
    await dkupp.sampai(langkah=0)
    await dkupp.admin.mulai()
    await buka_papan(dkupp)
    papan = dkupp.admin.cari("📋 Papan personel")
    assert "0 dari 8 siap, 8 belum menekan START" in papan
    assert "⏳ Sekretaris: Taufik Ismail Hasan (belum START)" in papan

    await dkupp.sekretaris.mulai()

    assert "✅ Sekretaris: Taufik Ismail Hasan\n" in dkupp.admin.cari("📋 Papan personel")
    await umumkan(dkupp)
    await umumkan(dkupp)
    assert [bool(p.label_tombol) for p in dkupp.pesan_grup if "Pendaftaran petugas" in p] == [False, True]


async def test_k46_pendaftaran_kantor_lain(dua_kantor: Cerita):
    """Buttons of an application and of the administrators do nothing for others; a person may serve in two offices."""
    await dua_kantor.sampai(langkah=1)
    tamu, kepala_lain = await dua_kantor.tamu(6006, "Wati"), dua_kantor.pemegang("kepala", kantor=1)
    await dua_kantor.admin.tulis("/personel")
    await dua_kantor.admin.tekan("🏢 Dinas")
    await dua_kantor.admin.tekan("📋 Pendaftaran")
    await dua_kantor.admin.tekan("📣 Umumkan di grup")
    await ke_kartu(dua_kantor, tamu, "🙋 Bidang")
    milik_tamu = {t["callback_data"] for p in tamu.semua_pesan for b in p.tombol for t in b if "callback_data" in t}
    await tamu.tekan("Bidang UKM")
    milik_tamu |= {t["callback_data"] for b in tamu.pesan_terakhir.tombol for t in b}
    milik_tamu.add("daftarpangkat:1:IV.1")
    await tamu.tekan("✅ Daftar tanpa NIP")
    milik_admin = {t["callback_data"] for p in dua_kantor.admin.semua_pesan for b in p.tombol for t in b}
    milik_admin |= {"undangkursi:1:0000000000", "calonganti:1", "calontetap:1", "calonjangan:1"}

    for orang_ in (kepala_lain, dua_kantor.kepala, tamu):
        for data in milik_admin | (milik_tamu if orang_ is not tamu else set()):
            await orang_.tekan_mentah(data, 1)
            assert orang_.toast == TAK_BERLAKU, data
    assert await peran(dua_kantor, 6006) == set()
    assert len(await semua(dua_kantor, TautanUndangan)) == 1

    dua_kantor.grup.anggota[kepala_lain.id] = "member"
    await ke_kartu(dua_kantor, kepala_lain)
    assert f"Nama: {kepala_lain.pengguna.nama}" in kepala_lain.pesan_terakhir
    await kepala_lain.tekan("✅ Daftar")
    await dua_kantor.admin.tekan("✅ Terima")
    assert await peran(dua_kantor, kepala_lain.id) == {("kepala", ""), ("sekretaris", "")}
