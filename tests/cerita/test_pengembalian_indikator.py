"""`↩️ Kembalikan` for single indicators: only those reopen, the unit's others stay locked as they were sent."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.cerita.cerita import Cerita
from tests.cerita.test_pengembalian_bidang import ALASAN, nama
from tests.cerita.test_unggahan import sel_realisasi, ubah_buku


async def kembalikan(dkupp: Cerita, *indikator: str, bidang: str = "ukm") -> None:
    await dkupp.tim.tekan("↩️ Kembalikan")
    if bidang:
        await dkupp.tim.tekan(f"☐ {nama(dkupp, bidang)}")
    await dkupp.tim.tekan("🔎 Pilih indikator")
    for kode in indikator:
        await dkupp.tim.tekan(f"☐ {kode}")
    await dkupp.tim.tulis(ALASAN)


async def test_hanya_indikator_yang_ditandai(dkupp: Cerita):
    """One indicator of one unit: its card says which, and that the others are locked; the log says so too."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, "DKP-14")

    kartu = dkupp.bidang["ukm"].cari("📨 DISPOSISI 6/13")
    assert "• DKP-14" in kartu
    assert "Indikator lain tetap terkunci" in kartu
    assert "Batas:" not in dkupp.bidang["koperasi"].cari("📨 DISPOSISI")
    assert "hanya DKP-14" in dkupp.tim.cari("Yang dibuka kembali")


async def test_formulir_yang_keluar_hanya_putih_di_baris_yang_dibuka(dkupp: Cerita):
    """Rows that are not open are grey and locked in the form that follows, and the sheet says why."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, "DKP-14")
    ukm = dkupp.bidang["ukm"]

    await ukm.tulis("/formulir")
    lembar = load_workbook(BytesIO(ukm.berkas_diterima[-1].berkas.isi)).worksheets[0]

    isian = [s for baris in lembar.iter_rows(min_row=6) for s in baris if s.fill.fgColor.rgb == "00FFFFFF"]
    assert {lembar.cell(s.row, 1).value for s in isian} == {"DKP-14"}
    assert all(s.protection.locked == (s not in isian) for baris in lembar.iter_rows(min_row=6) for s in baris)
    assert "Perbaiki hanya DKP-14." in lembar["A3"].value
    tak_diminta = next(b for b in lembar.iter_rows(min_row=6) if b[0].value == "DKP-11")
    assert "Tidak diminta diperbaiki" in tak_diminta[2].comment.text
    assert tak_diminta[5].value is not None  # as it was sent


async def test_perubahan_pada_baris_terkunci_disebut_dan_tidak_dipakai(dkupp: Cerita):
    """The file changes a locked row as well: the difference is named, ours win, and the open one counts."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, "DKP-14")
    ukm = dkupp.bidang["ukm"]

    def ubah(lembar: Worksheet) -> None:
        lembar[sel_realisasi(lembar, "DKP-11")] = 77

    data = ubah_buku(dkupp.isian(ukm, DKP_14="190"), ubah)
    await ukm.kirim_berkas(data, dkupp.formulir(ukm).berkas.nama)

    ringkasan = ukm.pesan_terakhir
    assert "DKP-14 190" in ringkasan
    assert "DKP-11" in ringkasan.teks.partition("Mohon diperhatikan")[2]
    assert "tidak diminta diperbaiki, jadi tetap" in ringkasan
    assert " 77 " not in ringkasan.teks
    await ukm.tekan("✅ Kirim")

    kartu = dkupp.tim.cari("📨 DISPOSISI 7/13")
    assert "DKP-14: 178 → 190" in kartu
    assert "DKP-11" not in kartu.teks


async def test_koreksi_lewat_chat_hanya_yang_dibuka(dkupp: Cerita):
    """`DKP-11 = 5` for a locked indicator changes nothing and says which one is open."""
    await dkupp.sampai(langkah=7)
    await kembalikan(dkupp, "DKP-14")
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="190"), dkupp.formulir(ukm).berkas.nama)

    await ukm.tulis("DKP-11 = 5")
    assert "Yang dibuka: DKP-14" in ukm.pesan_terakhir
    await ukm.tulis("DKP-14 = 191")
    assert "DKP-14 191" in ukm.pesan_terakhir


async def test_draf_lama_tidak_menembus_kunci(dkupp: Cerita):
    """A draft that was checked before the return, with another figure in a locked row, cannot be sent after it."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    for orang in dkupp.bidang.values():
        if orang is not ukm:
            await dkupp.kirim_isian(orang)
    lama = dkupp.isian(ukm, DKP_12="7")
    await dkupp.kirim_isian(ukm)
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis(ALASAN)
    await ukm.kirim_berkas(lama, "formulir lama.xlsx")
    draf = ukm.pesan_terakhir
    await dkupp.sekretaris.tekan("⏹️ Tutup unggahan")
    await dkupp.sekretaris.tulis("Cukup")
    await kembalikan(dkupp, "DKP-14")

    await ukm.tekan("✅ Kirim", draf)

    assert "DKP-12 tidak diminta diperbaiki" in ukm.kilasan
    assert dkupp.langkah == 6


async def test_memilih_indikator_menandai_bidangnya(dkupp: Cerita):
    """Indicators of all units are offered while none is ticked; a tick brings its unit along, /batal forgets both."""
    await dkupp.sampai(langkah=7)
    await dkupp.tim.tekan("↩️ Kembalikan")
    pilihan = dkupp.tim.cari("Hanya unit tertentu")
    await dkupp.tim.tekan("🔎 Pilih indikator", pilihan)
    assert len(pilihan.label_tombol) == 25
    await dkupp.tim.tekan("☐ DKP-14", pilihan)
    assert "☑️ DKP-14" in " ".join(pilihan.label_tombol)
    await dkupp.tim.tekan("⬅️ Unit", pilihan)

    assert f"☑️ {nama(dkupp, 'ukm')}" in pilihan.label_tombol
    assert "🔎 Pilih indikator (1 ditandai)" in pilihan.label_tombol
    await dkupp.tim.tekan(f"☑️ {nama(dkupp, 'ukm')}", pilihan)
    assert "🔎 Pilih indikator" in pilihan.label_tombol
    await dkupp.tim.tekan_mentah("indi:999999:1", pilihan.id)
    await dkupp.tim.tekan_mentah(pilihan.tombol[-1][0]["callback_data"].replace(":x", ":9999"), pilihan.id)
    assert "tidak berlaku" in dkupp.tim.kilasan
    await dkupp.tim.tulis("/batal")
    assert dkupp.langkah == 7


async def test_satu_teks_tetap_cukup(dkupp: Cerita):
    """Without any tick one text with the reason opens all units, as ever."""
    await dkupp.sampai(langkah=7)
    await dkupp.tim.tekan("↩️ Kembalikan")
    await dkupp.tim.tulis(ALASAN)

    assert all("Batas:" in o.cari("📨 DISPOSISI 6/13") for o in dkupp.bidang.values())
    assert "Indikator lain tetap terkunci" not in dkupp.bidang["ukm"].cari("📨 DISPOSISI 6/13").teks
