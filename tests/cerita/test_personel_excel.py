"""The people of an office by Excel: out, back, every mistake at once, a preview, `✅`."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from bot.berkas.personel_excel import BARIS_JUDUL, JUDUL
from db.tabel import Personel, Pertanyaan, TautanUndangan
from tests.cerita.cerita import Cerita
from tests.cerita.test_pendaftaran import buka_papan, peran, semua

PERTAMA = BARIS_JUDUL + 1


async def minta(cerita: Cerita) -> bytes:
    await buka_papan(cerita)
    await cerita.admin.tekan("📗 Daftar Excel")
    pesan = cerita.admin.berkas_diterima[-1]
    assert pesan.berkas is not None
    assert pesan.berkas.nama == "personel-dkupp.xlsx"
    return pesan.berkas.isi


def isi_ulang(data: bytes, ubah: Callable[[Worksheet], None]) -> bytes:
    buku = load_workbook(BytesIO(data))
    ubah(buku["Personel"])
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def tulis(lembar: Worksheet, nomor: int, *isi: Any) -> None:
    for kolom, satu in enumerate(isi, 1):
        lembar.cell(nomor, kolom).value = satu


def baris_kosong(lembar: Worksheet) -> int:
    return next(n for n in range(PERTAMA, 200) if not lembar.cell(n, 1).value)


async def test_pergi_pulang_tanpa_perubahan(dkupp: Cerita):
    """What comes back as it was sent changes nothing, and says so; the lists to choose from are there."""
    await dkupp.sampai(langkah=1)
    data = await minta(dkupp)
    lembar = load_workbook(BytesIO(data))["Personel"]
    assert tuple(s.value for s in lembar[BARIS_JUDUL]) == JUDUL
    assert len(lembar.data_validations.dataValidation) == 2
    assert lembar.cell(PERTAMA, 6).value == "Kepala Dinas"
    assert lembar.print_area == f"'Personel'!$A$1:$G${baris_kosong(lembar) - 1}"  # the rows to fill in are not printed

    await dkupp.admin.kirim_berkas(data, "personel-dkupp.xlsx")

    assert "sama dengan yang tersimpan" in dkupp.admin.pesan_terakhir


async def test_semua_kesalahan_sekaligus(dkupp: Cerita):
    """Each finding has its cell and what to do; nothing is stored."""
    await dkupp.sampai(langkah=1)
    awal = [p.model_dump() for p in await semua(dkupp, Personel)]

    def ubah(lembar: Worksheet) -> None:
        n = baris_kosong(lembar)
        tulis(lembar, n, "", "", "", "", "", "Sekretaris", "")
        tulis(lembar, n + 1, "Ani", "19941323 201807 1 038", "", "", "", "Sekretaris", "")
        tulis(lembar, n + 2, "Budi", 199403232018071038, "", "", "", "Sekretaris", "")
        tulis(lembar, n + 3, "Cici", "", "", "", "abc", "Sekertaris", "")
        tulis(lembar, n + 4, "Didi", "", "", "", "", "Bidang", "")
        tulis(lembar, n + 5, "Edi", "", "", "", "", "Bidang", "Bidang Antariksa")
        tulis(lembar, n + 6, "=1+1", "", "", "", "", "Sekretaris", "")
        tulis(lembar, n + 7, "Fani", "", "", "", "", "", "")
        tulis(lembar, n + 8, "Bukan Rina", "", "", "", lembar.cell(PERTAMA, 5).value, "Sekretaris", "")

    await dkupp.admin.kirim_berkas(isi_ulang(await minta(dkupp), ubah), "daftar.xlsx")

    teks = dkupp.admin.pesan_terakhir.teks
    for sebab in (
        "A15: Nama belum diisi", "B16: NIP", "bukan tanggal lahir", "B17: NIP tersimpan sebagai bilangan",
        'E18: "abc" bukan nomor Telegram', 'F18: Peran "Sekertaris" tidak ada', "Mungkin", "G19: Peran",
        'G20: Bidang "Bidang Antariksa" tidak ada', "A21: Isinya rumus", "F22: Peran belum dipilih",
        "E23: Nomor Telegram ini juga dipakai baris 6 (Rina Oktavia)",
    ):  # fmt: skip
        assert sebab in teks, (sebab, teks)
    assert "Tidak ada yang disimpan" in teks
    assert [p.model_dump() for p in await semua(dkupp, Personel)] == awal


async def test_pratinjau_lalu_simpan(dkupp_dua: Cerita):
    """The preview names every change; `✅` stores them, moves open work, and makes invitations for who has no account."""
    await dkupp_dua.sampai(langkah=2)
    tamu = await dkupp_dua.tamu(6201, "Rudi")
    await tamu.mulai()
    sekretaris = dkupp_dua.sekretaris

    def ubah(lembar: Worksheet) -> None:
        n = baris_kosong(lembar)
        ganti = next(i for i in range(PERTAMA, n) if lembar.cell(i, 6).value == "Sekretaris")
        tulis(
            lembar,
            ganti,
            "Rudi Hartono",
            "198001012005011009",
            "Pembina",
            "",
            "6201",  # title: that of the seat
            "Sekretaris",
            "",
        )
        tulis(lembar, n, "Rudi Hartono", "", "", "", "", "Tim Evaluasi Kinerja", "")
        tulis(lembar, n + 1, "Putri <b>", "", "Penata", "Kepala Bidang UKM", "", "Bidang", "Bidang UKM")

    await dkupp_dua.admin.kirim_berkas(isi_ulang(await minta(dkupp_dua), ubah), "daftar.xlsx")
    pratinjau = dkupp_dua.admin.cari("👀 Yang akan berubah")
    assert "personel ditambah: Rudi Hartono (Sekretaris)" in pratinjau
    assert "personel dinonaktifkan: Sekretaris (Taufik Ismail Hasan)" in pratinjau
    assert "diundang dengan tautan: Putri <b> sebagai Bidang UKM" in pratinjau
    assert await peran(dkupp_dua, 6201) == set()
    assert "✅ Selesai" in sekretaris.tombol()
    await dkupp_dua.admin.tekan("✅ Simpan personel")

    assert "Personel tersimpan" in dkupp_dua.admin.cari("Personel tersimpan")
    assert await peran(dkupp_dua, 6201) == {("sekretaris", ""), ("tim", "")}
    assert "Anda terdaftar" in tamu.cari("Anda terdaftar")
    assert "✅ Selesai" in tamu.tombol()
    assert "✅ Selesai" not in sekretaris.tombol()
    assert "tugas" in tamu.menu()
    undangan = dkupp_dua.admin.cari("Undangan untuk Putri <b>").teks
    baru = await dkupp_dua.tamu(6202, "P")
    await baru.mulai(undangan.partition("?start=")[2].split()[0])
    assert "Nama: Putri <b>\nJabatan: Kepala Bidang UKM" in baru.pesan_terakhir
    await baru.tekan("✅ Daftar tanpa NIP")
    assert await peran(dkupp_dua, 6202) == {("bidang", "ukm")}
    assert [p for p in await semua(dkupp_dua, Pertanyaan) if p.telegram == dkupp_dua.admin.id] == []


async def test_yang_belum_menekan_start_disambut_sekali(dkupp: Cerita):
    """Registered by number before they have opened the chat: START is answered with one message, not two."""
    await dkupp.sampai(langkah=1)
    dkupp.dunia.tambah_orang(6203, "Tono")
    tono = dkupp.orang(6203)

    def ubah(lembar: Worksheet) -> None:
        tulis(lembar, baris_kosong(lembar), "Tono", "", "", "", "6203", "Tim Evaluasi Kinerja", "")

    await dkupp.admin.kirim_berkas(isi_ulang(await minta(dkupp), ubah), "daftar.xlsx")
    await dkupp.admin.tekan("✅ Simpan personel")
    await tono.mulai()

    assert "sebagai Anggota Tim Evaluasi Kinerja" in tono.pesan_terakhir
    assert len([p for p in tono.semua_pesan if p.dari_bot]) == 1


async def test_pratinjau_usang(dkupp: Cerita):
    """Somebody registers between preview and `✅`: nothing is stored; a workbook made before that carries a warning."""
    await dkupp.sampai(langkah=1)
    data = await minta(dkupp)

    def ubah(lembar: Worksheet) -> None:
        tulis(lembar, baris_kosong(lembar), "Putri", "", "", "", "", "Sekretaris", "")

    await dkupp.admin.kirim_berkas(isi_ulang(data, ubah), "personel-dkupp.xlsx")
    assert "⚠️ Susunan" not in dkupp.admin.pesan_terakhir
    tamu = await dkupp.tamu(6203, "Sela")
    await dkupp.admin.tekan("📣 Umumkan di grup")
    await tamu.tekan("🙋 Sekretaris", chat=dkupp.kantor.grup)
    await tamu.tekan("✅ Daftar tanpa NIP")
    await dkupp.admin.tekan("✅ Terima")
    await dkupp.admin.tekan("✅ Simpan personel")
    assert "tidak berlaku" in dkupp.admin.kilasan
    assert await peran(dkupp, 6203) == {("sekretaris", "")}
    assert not any(t.slot for t in await semua(dkupp, TautanUndangan))

    await dkupp.admin.kirim_berkas(isi_ulang(data, ubah), "personel-dkupp.xlsx")
    assert "dinonaktifkan: Sekretaris (Sela)" in dkupp.admin.pesan_terakhir
    assert "Susunan personel berubah" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("/batal")
    assert "✅ Simpan personel" not in dkupp.admin.tombol()


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"%PDF-1.7 x", "personel-dkupp.xlsx", "PDF"),
        (b"nama;nip\n", "personel-dkupp.csv", "berkas teks"),
        (b"PK\x03\x04rusak", "personel-dkupp.xlsx", "terpotong"),
    ],
)
async def test_bukan_daftar(dkupp: Cerita, isi: bytes, nama: str, kata: str):
    await dkupp.sampai(langkah=1)
    await buka_papan(dkupp)

    await dkupp.admin.kirim_berkas(isi, nama)

    assert kata in dkupp.admin.pesan_terakhir
    assert "Tidak ada yang disimpan" in dkupp.admin.pesan_terakhir


async def test_k46_daftar_kantor_lain(dua_kantor: Cerita):
    """Only an administrator sends one in; it goes to the office that it names."""
    await dua_kantor.sampai(langkah=1)
    await dua_kantor.admin.tulis("/personel")
    await dua_kantor.admin.tekan("🏢 Dinas")
    await dua_kantor.admin.tekan("📋 Pendaftaran")
    await dua_kantor.admin.tekan("📗 Daftar Excel")
    data = dua_kantor.admin.berkas_diterima[-1].berkas.isi
    lain = dua_kantor.pemegang("kepala", kantor=1)

    await lain.kirim_berkas(data, "personel-dkupp.xlsx")
    assert "Personel" not in lain.pesan_terakhir
    for tombol in ("daftarexcel:1", "personelsimpan:1:0"):
        await lain.tekan_mentah(tombol, 1)
        assert "Tombol ini tidak berlaku" in lain.kilasan

    def ubah(lembar: Worksheet) -> None:
        tulis(lembar, baris_kosong(lembar), "Putri", "", "", "", "", "Sekretaris", "")

    await dua_kantor.admin.kirim_berkas(isi_ulang(data, ubah), "personel-dkupp.xlsx")
    assert "Dinas Koperasi" in dua_kantor.admin.pesan_terakhir
    await dua_kantor.admin.tekan_mentah("personelsimpan:2:0", 1)
    assert "tidak berlaku" in dua_kantor.admin.kilasan
    jumlah = await dua_kantor.baca(lambda sesi: len(sesi.exec(select(Personel).where(Personel.instansi_id == 2)).all()))
    assert jumlah == len(dua_kantor.panggung.kantor[1].isi["personel"])


async def test_daftar_dari_orang_lain(dkupp: Cerita):
    """Somebody else's list is no recap of unknown origin: the answer says who may send it."""
    await dkupp.sampai(langkah=1)
    await dkupp.kepala.kirim_berkas(await minta(dkupp), "personel-dkupp.xlsx")
    assert "hanya diterima dari administrator" in dkupp.kepala.pesan_terakhir
