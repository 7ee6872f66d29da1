"""From adding the bot to a group to the first disposition: at most ten taps by the administrator, three by each person."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulasi.orang import Orang
from bot.simulasi.panggung import ADMIN, Panggung
from bot.simulasi.perbuatan import ubah_status_bot
from tests.cerita.cerita import buka_panggung
from tests.cerita.test_personel_excel import PERTAMA, isi_ulang, tulis

GRUP, NAMA = -1000000007777, "Sekretariat DPRD Kabupaten Contoh"
ORANG = {
    6001: ("Rina Oktavia", "Sekretaris DPRD", ""),
    6002: ("Taufik Hasan", "Kabag/Kasubag", "Bagian Umum"),
    6003: ("Umar Bakri", "Kabag/Kasubag", "Bagian Persidangan"),
    6004: ("Zainal Abidin", "Tim Penyusun SAKIP/LAKIP", ""),
    6005: ("Kartini", "Staf", ""),
}
RENCANA = """\
kode;sasaran;indikator;satuan;arah;sifat;target_tahunan;target_tw1;target_tw2;target_tw3;target_tw4;bidang
S-1;Layanan baik;Rapat yang difasilitasi;rapat;naik;jumlah;40;10;10;10;10;persidangan
S-2;Layanan baik;Surat yang ditangani;surat;naik;jumlah;400;100;100;100;100;umum
"""


@pytest.fixture
async def kosong(tmp_path: Path) -> AsyncIterator[Panggung]:
    """A bot that nobody has set up anything on, in a world with an administrator and some people."""
    panggung = buka_panggung(tmp_path, ())
    panggung.dunia.tambah_orang(ADMIN, "Admin TI")
    for nomor, (nama, _, _) in ORANG.items():
        panggung.dunia.tambah_orang(nomor, nama)
    panggung.dunia.tambah_grup(GRUP, NAMA, [ADMIN, *ORANG])
    await panggung.buka()
    await panggung.orang(ADMIN).mulai()
    yield panggung
    await panggung.tutup()


async def undang(panggung: Panggung, admin: Orang) -> None:
    for status in ("left", "member"):
        ubah_status_bot(panggung.dunia, GRUP, admin.pengguna, status)
    await panggung.dunia.tenang()


async def test_dari_undangan_sampai_disposisi_pertama(kosong: Panggung):
    admin = kosong.orang(ADMIN)
    assert "/pasang" in admin.pesan_terakhir
    await undang(kosong, admin)
    for label in ("🏢 Pasang kantor", "Setwan Balangan", f"✅ {NAMA}", "WIB", "🕗 Perpres"):
        await admin.tekan(label)
    await admin.tulis("Bagian Umum\nBagian Persidangan")
    await admin.tekan("✅ Pasang kantor")

    await admin.tekan("📗 Daftar Excel")

    def isi(lembar):
        for n, (nama, peran, unit) in enumerate(ORANG.values(), start=PERTAMA):
            tulis(lembar, n, nama, "", "", "", "", peran, unit)

    buku = admin.berkas_diterima[-1].berkas
    assert buku is not None
    await admin.kirim_berkas(isi_ulang(buku.isi, isi), buku.nama)
    await admin.tekan("✅ Simpan personel")
    undangan = {nama: admin.cari(f"Undangan untuk {nama}").teks for nama, _, _ in ORANG.values()}

    await admin.tulis("/indikator")
    await admin.kirim_berkas(RENCANA.encode(), "rencana.csv")
    await admin.tekan("💬 Perjanjian Kinerja")
    await admin.tekan("✅ Simpan rencana")

    semua = {nomor: kosong.orang(nomor) for nomor in ORANG}
    for nomor, orang in semua.items():
        await orang.mulai(undangan[ORANG[nomor][0]].partition("?start=")[2].split()[0])
        await orang.tekan("✅ Daftar tanpa NIP")
        assert len(orang.panggilan) + 1 <= 3  # the link is a tap too
    kepala = semua[6001]
    await kepala.tulis("/mulai")
    await kepala.tekan("✅ Perintahkan")

    assert "📨 DISPOSISI 2/7" in semua[6002].cari("📨 DISPOSISI")
    assert len(admin.panggilan) <= 10, len(admin.panggilan)


async def test_hanya_dengan_ponsel(kosong: Panggung):
    """No Excel list: everybody registers from the group's buttons, and one tap accepts them all."""
    admin = kosong.orang(ADMIN)
    await undang(kosong, admin)
    for label in ("🏢 Pasang kantor", "Setwan Balangan", f"✅ {NAMA}", "WIB", "🕗 Perpres"):
        await admin.tekan(label)
    await admin.tulis("Bagian Umum\nBagian Persidangan")
    await admin.tekan("✅ Pasang kantor")

    for nomor, (_, peran, unit) in ORANG.items():
        orang = kosong.orang(nomor)
        await orang.tekan(f"🙋 {peran}", chat=GRUP)
        if unit:
            await orang.tekan(f"{peran} ({unit})")
        await orang.tekan("✅ Daftar tanpa NIP")
        assert "Menunggu administrator" in orang.pesan_terakhir
    kartu = [p for p in admin.semua_pesan if "🙋 Permohonan" in p]
    assert ["✅ Terima semua (5)" in p.label_tombol for p in kartu] == [False] * 4 + [True]
    await admin.tekan("✅ Terima semua (5)")
    assert "5 permohonan diterima" in admin.pesan_terakhir

    await admin.tulis("/indikator")
    await admin.kirim_berkas(RENCANA.encode(), "rencana.csv")
    await admin.tekan("💬 Perjanjian Kinerja")
    await admin.tekan("✅ Simpan rencana")
    kepala = kosong.orang(6001)
    await kepala.tulis("/mulai")
    await kepala.tekan("✅ Perintahkan")

    assert "📨 DISPOSISI 2/7" in kosong.orang(6002).cari("📨 DISPOSISI")
    assert len(admin.panggilan) <= 9, len(admin.panggilan)
