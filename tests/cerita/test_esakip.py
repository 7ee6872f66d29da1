"""Entry into e-SAKIP, analysis, the form that is issued: what these kinds of steps bring."""

import csv
import io

from openpyxl import load_workbook
from sqlmodel import select

from db.tabel import Lampiran
from tests.cerita.cerita import Cerita


async def test_daftar_periksa_dan_ekspor(buat):
    """Plain values to type over, a checklist that counts; what is left is said with ✅ Selesai and blocks nothing."""
    cerita: Cerita = await buat("gowa").sampai(langkah=9)
    kasubag = cerita.pemegang("kasubag")
    xlsx, data_csv = [p.berkas for p in kasubag.berkas_diterima if p.berkas.nama.startswith("esakip-")][-2:]
    lembar = load_workbook(io.BytesIO(xlsx.isi)).active
    assert [s.value for s in lembar[1]] == ["Kode", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    assert not any(str(s.value).startswith("=") for baris in lembar for s in baris)
    assert (lembar.page_setup.orientation, lembar.page_setup.fitToWidth) == ("landscape", 1)
    assert lembar.oddHeader.center.text.startswith("Isian e-SAKIP Triwulan I Tahun 2026 – SKPD Kabupaten Gowa")
    baris = list(csv.DictReader(io.StringIO(data_csv.isi.decode("utf-8-sig")), delimiter=";"))
    semua = len(baris)
    daftar = kasubag.cari("Input e-SAKIP")
    kartu = kasubag.cari("📨 DISPOSISI 9/10")
    assert f"0 dari {semua} indikator" in daftar

    await kasubag.tekan(f"⬜ {baris[0]['Kode']}")
    assert f"1 dari {semua} indikator" in daftar
    assert f"Sudah dimasukkan: 1 dari {semua}" in kartu
    await kasubag.tekan(f"☑️ {baris[0]['Kode']}")
    assert f"0 dari {semua} indikator" in daftar
    await kasubag.tekan("Berikutnya")
    assert "Halaman 2" in daftar
    await kasubag.tekan(f"⬜ {baris[8]['Kode']}")
    assert "Halaman 2" in daftar
    await kasubag.tekan("✅ Selesai", kartu)

    assert f"Masih {semua - 1} indikator belum dicentang" in kasubag.toast
    assert cerita.langkah == 10
    assert daftar.label_tombol == []


async def test_sebab_capaian_rendah(buat):
    """Lowest first, red; the typed cause of an indicator is kept, and not sent back to who wrote it for the next step."""
    cerita: Cerita = await buat("bkpsdm-purwakarta").sampai(langkah=6)
    tim = cerita.tim
    nama = {p.berkas.nama.rpartition(".")[2] for p in tim.berkas_diterima if p.berkas.nama.startswith("draf-rekap")}
    assert nama == {"xlsx", "pdf"}
    bahan = tim.cari("terendah di atas")
    assert "🔴" in bahan.teks.splitlines()[1]
    kode = bahan.teks.split("capaian yang rendah (")[1].split(")")[0].split(", ")[0]

    await tim.tulis(f"{kode} : anggaran baru cair <Maret>")
    assert any(f"Sebab tersimpan untuk {kode}" in p for p in tim.semua_pesan)
    await tim.tulis("XX-99 : bukan indikator")
    assert "Sebab" not in tim.pesan_terakhir  # an ordinary note
    await tim.tekan("✅ Selesai", tim.cari("📨 DISPOSISI 6/10"))

    assert tim.cari("📨 DISPOSISI 7/10")
    assert all(f"Sebab capaian {kode}" not in p for p in tim.semua_pesan)
    sebab = await cerita.baca(lambda s: [x.teks for x in s.exec(select(Lampiran).where(Lampiran.jenis == "sebab"))])
    assert sebab == ["anggaran baru cair <Maret>"]


async def test_contoh_formulir_bersama_langkah_format(dkupp: Cerita):
    """Who issues the form sees what the units will get."""
    await dkupp.sampai(langkah=2)

    (contoh,) = dkupp.sekretaris.berkas_diterima
    assert contoh.berkas.nama.startswith("contoh-formulir-dkupp-")
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert len(dkupp.sekretaris.berkas_diterima) == 1  # step 3 hands the same form on
