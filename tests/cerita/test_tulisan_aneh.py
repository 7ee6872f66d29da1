"""K45: whatever people write is shown literally, everywhere, and never becomes a command to Telegram, Excel or the log."""

import io

import pytest
from openpyxl import load_workbook

from bot.simulasi.model import Pesan
from tests.cerita.cerita import Cerita

RTL, GABUNG = "\u202e", "\u200f"
ANEH = {
    "semua": "\n".join(
        (
            "Rina <b>Tebal</b> & </code><a href='x'>",
            "\"Rina\" 'Oktavia' `kode` *tebal* _miring_ [tautan](tg://x) \\",
            f"{RTL}aivatkO{GABUNG} 👩🏽‍💼 🇮🇩",
            "{{ 7 * 7 }} {% raw %} ${x} %s {0}",
            '=HYPERLINK("x") +1 -1 @SUM',
        )
    ),
    "rumus": "=1+1",
    "panjang": "R" * 300,
}


def tanpa_entitas_asing(pesan: Pesan) -> bool:
    """Nothing that a person wrote has become a link."""
    return not any(e["type"] in ("text_link", "pre") for e in pesan.isi.get("entities", []))


@pytest.mark.parametrize("aneh", ANEH.values(), ids=ANEH)
async def test_k45_nama_depan_di_telegram(dkupp: Cerita, aneh: str, caplog: pytest.LogCaptureFixture):
    """A display name is nobody's identity: the registered name is used, and a strange one disturbs nothing."""
    caplog.set_level("DEBUG", "bot")
    await dkupp.sampai(langkah=2)
    dkupp.sekretaris.pengguna.nama = aneh

    await dkupp.sekretaris.mulai()
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert "Selamat datang, Bapak/Ibu Taufik Ismail Hasan" in dkupp.sekretaris.cari("Selamat datang")
    assert "Sekretaris (Taufik Ismail Hasan)" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    assert dkupp.langkah == 3
    assert all("\n" not in r.getMessage() for r in caplog.records if r.name.startswith(("bot", "handlers", "db")))


@pytest.mark.parametrize("aneh", ANEH.values(), ids=ANEH)
async def test_k45_alasan(dkupp: Cerita, aneh: str):
    """A reason with any characters reaches dispositions and the living status as it was written."""
    await dkupp.sampai(langkah=9)

    await dkupp.kepala.tekan("↩️ Kembalikan")
    kiriman = await dkupp.kepala.tulis(aneh)

    kartu = dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert kiriman.teks in kartu
    assert tanpa_entitas_asing(kartu)
    assert kiriman.teks in dkupp.status
    assert kiriman.teks in dkupp.kepala.cari("📨 DISPOSISI 9/13")


async def test_k23_alasan_sangat_panjang(dkupp: Cerita):
    """A reason of 4,000 characters: everybody still gets a disposition with its buttons, and the status is edited."""
    await dkupp.sampai(langkah=9)
    alasan = ("Angka <DKP-14> & bukti belum sesuai. " * 120)[:4000]

    await dkupp.kepala.tekan("↩️ Kembalikan")
    await dkupp.kepala.tulis(alasan)

    for orang in (dkupp.tim, dkupp.bidang["ukm"]):
        assert orang.tombol()[:2] == ["✅ Setuju", "↩️ Kembalikan"]
        assert "".join(p.teks for p in orang.semua_pesan[-4:]).count("Angka <DKP-14> & bukti") > 50
    assert "Langkah 7 dari 13" in dkupp.status
    assert len(dkupp.status.teks) < 1500
    await dkupp.semua_setuju()
    assert "Langkah 8 dari 13" in dkupp.status
    assert not any("✅ Setuju" in orang.tombol() for orang in dkupp.semua)
    assert not any(p.teks.startswith("⚠️") for p in dkupp.admin.semua_pesan)


@pytest.mark.parametrize("aneh", ANEH.values(), ids=ANEH)
async def test_k45_nama_berkas_dan_keterangan(dkupp: Cerita, aneh: str):
    """A paper with a strange name is handed on; on disk its name is its checksum."""
    await dkupp.sampai(langkah=5)

    await dkupp.tim.kirim_berkas(b"notulen " + aneh.encode(), f"../{aneh}.pdf", aneh)
    assert "Diterima" in dkupp.tim.pesan_terakhir
    assert tanpa_entitas_asing(dkupp.tim.pesan_terakhir)
    await dkupp.tim.tekan("✅ Selesai")

    diterima = next(p for p in dkupp.sekretaris.berkas_diterima if p.berkas.isi.startswith(b"notulen"))
    assert "/" not in diterima.berkas.nama
    assert diterima.berkas.nama.endswith(".pdf")
    nama = {b.name for b in (dkupp.folder / "berkas").rglob("*") if b.is_file()}
    assert all(len(n) == 64 and n.isalnum() for n in nama)


@pytest.mark.parametrize("aneh", ANEH.values(), ids=ANEH)
async def test_k45_catatan_di_sel(dkupp: Cerita, aneh: str):
    """A note in a cell comes back in the next form exactly as it was typed, as text."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    buku = load_workbook(io.BytesIO(dkupp.isian(ukm)))
    lembar = buku["Realisasi"]
    judul = next(b for b in lembar.iter_rows() if b[0].value == "Kode")
    kolom = next(s.column for s in judul if s.value == "Faktor Penghambat")
    sel = lembar.cell(judul[0].row + 1, kolom)
    sel.value, sel.data_type = aneh, "s"
    keluaran = io.BytesIO()
    buku.save(keluaran)

    await ukm.kirim_berkas(keluaran.getvalue(), f"{aneh}.xlsx")
    await ukm.tekan("✅ Kirim")
    await ukm.tulis("/formulir")

    lembar = load_workbook(io.BytesIO(dkupp.formulir(ukm).berkas.isi))["Realisasi"]
    hasil = lembar.cell(judul[0].row + 1, kolom)
    assert hasil.value == aneh
    assert hasil.data_type == "s"


async def test_k45_nama_terdaftar_yang_aneh(dkupp: Cerita, tmp_path):
    """Names of office, unit and people from the file appear literally in every message."""
    await dkupp.sampai(langkah=1)

    def ganti(tempat) -> None:
        berkas = tempat / "instansi_dkupp-purwakarta.toml"
        teks = berkas.read_text("utf-8")
        teks = teks.replace('nama = "Bidang UKM"', 'nama = "Bidang <UKM> & Co"')
        teks = teks.replace('nama = "Rina Oktavia"', 'nama = "Rina <i>Oktavia</i>"')
        berkas.write_text(teks.replace('jabatan = "Sekretaris"', 'jabatan = "Plt. Sekretaris & <Umum>"'), "utf-8")

    dkupp.pasang("dkupp-purwakarta", ganti, tmp_path)
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    await dkupp.sekretaris.tekan("✅ Selesai")

    assert "Rina <i>Oktavia</i>" in dkupp.kepala.cari("📨 DISPOSISI 1/13")
    assert "Plt. Sekretaris & <Umum>" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    await dkupp.bidang["ukm"].tulis("/formulir")
    assert "Bidang <UKM> & Co" in dkupp.formulir(dkupp.bidang["ukm"])
