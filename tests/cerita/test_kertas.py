"""Papers: minutes, invitations, working papers, sent as document, photo or text."""

from pathlib import Path

import pytest
from sqlmodel import select

from db.tabel import Lampiran
from tests.cerita.cerita import Cerita
from tests.simulasi.gambar import png

NOTULEN = "Rapat dipimpin Sekretaris & dihadiri seluruh bidang <lengkap>."


async def test_notulen_berupa_teks(dkupp: Cerita):
    """A typed text is the paper of the only open assignment; the next actors read it in full."""
    await dkupp.sampai(langkah=5)

    await dkupp.sekretaris.tulis(NOTULEN)
    assert "Diterima" in dkupp.sekretaris.pesan_terakhir
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert dkupp.langkah == 6
    assert NOTULEN in dkupp.bidang["ukm"].cari("Notulen rapat dari Sekretaris")


async def test_notulen_berupa_dokumen(dkupp: Cerita):
    """A document goes along to the next actors under its own name, byte for byte."""
    await dkupp.sampai(langkah=5)

    await dkupp.tim.kirim_berkas(b"%PDF-1.4 notulen", "notulen rapat.pdf")
    await dkupp.tim.tekan("✅ Selesai")

    assert dkupp.langkah == 6
    (diterima,) = [p for p in dkupp.sekretaris.berkas_diterima if p.berkas.nama == "notulen rapat.pdf"]
    assert diterima.berkas.isi == b"%PDF-1.4 notulen"
    assert "Ketua Tim Evaluasi Kinerja" in diterima


async def test_notulen_berupa_foto(dkupp: Cerita):
    """A photo of a sheet is a paper as well, also of somebody who reports for a unit and holds two duties at once."""
    await dkupp.sampai(langkah=5)

    await dkupp.bidang["ukm"].kirim_foto(png(90, 60), "daftar hadir")
    await dkupp.bidang["ukm"].tekan("✅ Selesai")

    assert dkupp.langkah == 6
    assert any(p.isi.get("photo") for p in dkupp.tim.berkas_diterima)


async def test_lampirkan_menunggu_kiriman_berikutnya(dkupp: Cerita):
    """`📎 Lampirkan` asks for the paper; what comes next belongs to this step. `/batal` takes the question back."""
    await dkupp.sampai(langkah=2)

    await dkupp.sekretaris.tekan("📎 Lampirkan")
    assert "Draf Pengukuran Kinerja" in dkupp.sekretaris.pesan_terakhir
    await dkupp.sekretaris.tulis("/batal")
    assert "dibatalkan" in dkupp.sekretaris.pesan_terakhir
    await dkupp.sekretaris.tekan("📎 Lampirkan")
    await dkupp.sekretaris.kirim_berkas(b"format", "format.xlsx")

    assert "format.xlsx" in dkupp.sekretaris.pesan_terakhir
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert dkupp.langkah == 3
    assert not any(p.berkas.nama == "format.xlsx" for p in dkupp.sekretaris.berkas_diterima)  # nobody gets their own


async def test_kertas_langkah_tiga_sampai_ke_bidang(dkupp: Cerita):
    """Those who only receive get the paper itself; here they have the next turn and get it with their disposition."""
    await dkupp.sampai(langkah=3)

    await dkupp.sekretaris.kirim_berkas(b"surat", "surat edaran.docx")
    await dkupp.sekretaris.tekan("✅ Selesai")

    for orang in dkupp.bidang.values():
        assert [p.berkas.nama for p in orang.berkas_diterima] == ["surat edaran.docx"]


def rangkap(tempat: Path) -> None:
    """Vera of the team reports for the UKM as well."""
    berkas = tempat / "instansi_dkupp-purwakarta.toml"
    teks = berkas.read_text("utf-8")
    lama = 'telegram = 5003\nperan = ["tim"]'
    assert lama in teks
    berkas.write_text(teks.replace(lama, 'telegram = 5003\nperan = ["tim", "bidang"]\nbidang = "ukm"'), "utf-8")


@pytest.mark.parametrize("bentuk", ["teks", "dokumen"])
async def test_dua_tugas_terbuka_ditanyakan_untuk_yang_mana(dkupp: Cerita, tmp_path: Path, bentuk: str):
    """Somebody with two open assignments is asked once, with a button for each; the question turns into its answer."""
    await dkupp.sampai(langkah=1)
    dkupp.pasang("dkupp-purwakarta", rangkap, tmp_path)
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.anggota.tekan("✅ Selesai")  # the meeting is announced
    vera = dkupp.tim

    await (vera.tulis(NOTULEN) if bentuk == "teks" else vera.kirim_berkas(b"notulen", "notulen.pdf"))

    tanya = vera.pesan_terakhir
    assert len(tanya.label_tombol) == 2
    assert "Tim Evaluasi Kinerja" in tanya.label_tombol[0]
    assert "Bidang UKM" in tanya.label_tombol[1]
    sebelum = await dkupp.jejak()
    await vera.tekan("📎 5. Bidang UKM")

    assert tanya.label_tombol == []
    assert (await dkupp.jejak())[len(sebelum) :] == ["LampiranDiterima"]
    await vera.tekan("✅ Selesai")
    assert dkupp.langkah == 6


async def test_alasan_diminta_tetapi_dokumen_yang_datang(dkupp: Cerita):
    """Where a reason is awaited, a file is answered with what is expected; the question stays open."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tekan("↩️ Kembalikan")

    await dkupp.kepala.kirim_berkas(b"x", "alasan.pdf")
    assert "teks" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.tulis("Angka DKP-14 belum sesuai")

    assert dkupp.langkah == 7


async def test_kertas_yang_keliru_dihapus(dkupp: Cerita):
    """Sent by mistake: it does not go along to the next step, the log keeps that it was there; nobody else can do it."""
    await dkupp.sampai(langkah=3)
    await dkupp.sekretaris.kirim_berkas(b"keliru", "daftar belanja.docx")
    terima = dkupp.sekretaris.pesan_terakhir
    data = terima.tombol[0][1]["callback_data"]
    await dkupp.tim.tekan_mentah(data, terima.id)
    await dkupp.sekretaris.kirim_berkas(b"benar", "surat edaran.docx")
    await dkupp.sekretaris.tekan("🗑 Hapus", terima)

    assert "Dihapus: daftar belanja.docx" in terima
    assert terima.label_tombol == []
    assert (await dkupp.jejak())[-1] == "HalDicatat"
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert [p.berkas.nama for p in dkupp.bidang["ukm"].berkas_diterima] == ["surat edaran.docx"]
    await dkupp.sekretaris.tekan_mentah(data, terima.id)
    assert "tidak berlaku" in dkupp.sekretaris.kilasan


async def test_dokumen_wajib_tidak_dihapus_begitu_saja(dkupp: Cerita):
    """The only minutes of a meeting stay until there are others: `✅ Selesai` needs them."""
    await dkupp.sampai(langkah=5)
    await dkupp.tim.tulis(NOTULEN)
    terima = dkupp.tim.pesan_terakhir
    await dkupp.tim.tekan("🗑 Hapus", terima)
    assert "kirim penggantinya dahulu" in dkupp.tim.kilasan

    await dkupp.tim.tulis(NOTULEN + " (lengkap)")
    await dkupp.tim.tekan("🗑 Hapus", terima)
    assert "Dihapus" in terima


@pytest.mark.parametrize(("nama", "isi"), [("notulen.pdf.exe", b"x"), ("notulen.pdf", b"MZ\x90\x00" + bytes(90))])
@pytest.mark.parametrize("diminta", [False, True])
async def test_program_bukan_kertas(dkupp: Cerita, nama: str, isi: bytes, diminta: bool):
    """A program is refused by its name or by its first bytes, asked for or not; nothing is kept of it."""
    await dkupp.sampai(langkah=5)
    sekretaris = dkupp.sekretaris
    if diminta:
        await sekretaris.tekan("📎 Lampirkan")
    sebelum = await dkupp.jejak()

    await sekretaris.kirim_berkas(isi, nama)

    assert f"⛔ {nama} adalah program" in sekretaris.pesan_terakhir
    assert await dkupp.jejak() == sebelum
    await sekretaris.kirim_berkas(b"%PDF-1.4 notulen", "notulen.pdf")  # what was asked for is still awaited
    assert "Diterima" in sekretaris.pesan_terakhir


async def test_program_di_grup(dkupp: Cerita):
    """Sent in the group in answer to the bot: refused in private, the group stays quiet."""
    await dkupp.sampai(langkah=5)
    banyak = len(dkupp.pesan_grup)

    await dkupp.sekretaris.kirim_berkas(b"x", "notulen.apk", f"@{dkupp.dunia.bot.username}", chat=dkupp.kantor.grup)

    assert "⛔ notulen.apk adalah program" in dkupp.sekretaris.cari("adalah program")
    assert len(dkupp.pesan_grup) == banyak


PANJANG = " ".join(f"{n}. Butir notulen nomor {n} dibahas sampai tuntas" for n in range(1, 201))  # three messages


@pytest.mark.parametrize("diminta", [True, False])
async def test_teks_panjang_satu_kertas(dkupp: Cerita, diminta: bool):
    """A text that Telegram cuts into pieces is one paper with one answer, asked for or not; a later one is another."""
    await dkupp.sampai(langkah=3)
    sekretaris = dkupp.sekretaris
    if diminta:
        await sekretaris.tekan("📎 Lampirkan")
    sebelum = len(sekretaris.semua_pesan)

    await sekretaris.tulis(PANJANG)

    if not diminta:
        await sekretaris.tekan("📎 3.")
    await dkupp.maju(menit=1)
    baru = [p for p in sekretaris.semua_pesan[sebelum:] if "Diterima" in p]
    assert [f"satu teks, {len(PANJANG)} huruf" in p for p in baru] == ([True] if diminta else [False])
    assert await dkupp.baca(lambda sesi: sesi.exec(select(Lampiran.teks).where(Lampiran.langkah == 3)).all()) == [
        PANJANG
    ]
    await sekretaris.tulis("Catatan: surat edaran menyusul")
    await sekretaris.tekan("📎 3.")
    assert len(await dkupp.baca(lambda sesi: sesi.exec(select(Lampiran.id).where(Lampiran.langkah == 3)).all())) == 2


async def test_teks_pendek_beruntun_tidak_disatukan(dkupp: Cerita):
    """Two short messages are two: a stray word does not slip into an official paper."""
    await dkupp.sampai(langkah=3)
    await dkupp.sekretaris.tekan("📎 Lampirkan")
    await dkupp.sekretaris.tulis("Surat edaran nomor 5")

    await dkupp.sekretaris.tulis("eh maaf, salah kirim")

    assert "eh maaf" not in await dkupp.baca(lambda sesi: sesi.exec(select(Lampiran.teks)).one())
    assert "📎 3." in dkupp.sekretaris.tombol()[0]
