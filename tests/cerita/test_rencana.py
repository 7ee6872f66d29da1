"""`/indikator`: the yearly plan from the phone, in versions; a quarter keeps the one that it was ordered with."""

import io
from collections.abc import Mapping

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from bot.kinerja.rekap import sidik_angka
from bot.layanan.angka import rekap
from bot.simulasi.panggung import berkas_kantor
from db.tabel import Kejadian, Pelaksanaan, VersiRencana
from tests.cerita.cerita import Cerita

SIMPAN, TERAPKAN, DPPA = "✅ Simpan rencana", "🔁 Terapkan", "💬 DPPA"
UBAH = {("DKP-14", "Target TW I"): 178, ("DKP-14", "Target Tahunan"): 778}
BARIS_JUDUL = 5


def buku(isi: bytes, ubah: Mapping[tuple[str, str], object], hapus: str = "") -> bytes:
    """The workbook with other cells: (code, header) → value. `hapus`: a code whose row goes."""
    buku_ = load_workbook(io.BytesIO(isi))
    lembar = buku_["Rencana"]
    kolom = {str(s.value): s.column for s in lembar[BARIS_JUDUL]}
    baris = {str(s.value): s.row for s in lembar["A"] if s.row > BARIS_JUDUL}
    for (kode, judul), nilai in ubah.items():
        lembar.cell(baris[kode], kolom[judul]).value = nilai
    if hapus:
        lembar.delete_rows(baris[hapus])
    keluaran = io.BytesIO()
    buku_.save(keluaran)
    return keluaran.getvalue()


async def kirim(cerita: Cerita, ubah: Mapping[tuple[str, str], object], hapus: str = "") -> None:
    """`/indikator`, and its workbook comes back changed."""
    await cerita.admin.tulis("/indikator")
    berkas = cerita.admin.berkas_diterima[-1].berkas
    await cerita.admin.kirim_berkas(buku(berkas.isi, ubah, hapus), berkas.nama)


async def versi(cerita: Cerita) -> list[tuple[int, str, str, int]]:
    urut = select(VersiRencana).order_by(col(VersiRencana.id))
    return await cerita.baca(lambda sesi: [(v.nomor, v.alasan, v.oleh, len(v.isi)) for v in sesi.exec(urut)])


async def angka(cerita: Cerita, triwulan: int) -> tuple[str, str]:
    """Fingerprint of all figures of a quarter's recap, computed anew, and the target of DKP-14."""

    def kerja(sesi):
        hasil = rekap(sesi, sesi.exec(select(Pelaksanaan).where(Pelaksanaan.triwulan == triwulan)).one())
        return sidik_angka(hasil), str(next(b.target for b in hasil.baris if b.indikator.kode == "DKP-14"))

    return await cerita.baca(kerja)


async def test_dikirim_diperiksa_ditinjau_disimpan(dkupp: Cerita):
    """The workbook goes out prefilled; mistakes come back all at once with their cells; then preview, reason, version."""
    await dkupp.sampai(langkah=1)
    awal = await versi(dkupp)
    await dkupp.admin.tulis("/indikator")
    assert "Versi 1" in dkupp.admin.cari("Rencana kinerja 2026")
    berkas = dkupp.admin.berkas_diterima[-1].berkas
    assert berkas.nama == "rencana-dkupp-2026.xlsx"

    await dkupp.admin.kirim_berkas(buku(berkas.isi, {}), berkas.nama)
    assert "sama dengan rencana 2026" in dkupp.admin.pesan_terakhir

    salah = {("DKP-14", "Arah"): "maju", ("DKP-15", "Kode"): "DKP-14", ("DKP-16", "Bidang"): "dagang"}
    await dkupp.admin.kirim_berkas(buku(berkas.isi, salah), berkas.nama)
    galat = dkupp.admin.pesan_terakhir
    assert "Ada 3 hal" in galat
    for kata in ("Arah", "naik atau turun", "sudah dipakai di baris", "Bidang", "Tidak ada yang disimpan"):
        assert kata in galat
    assert await versi(dkupp) == awal

    await dkupp.admin.kirim_berkas(buku(berkas.isi, UBAH, hapus="DKP-16"), berkas.nama)
    pratinjau = dkupp.admin.pesan_terakhir
    assert "DKP-14: Target Tahunan" in pratinjau
    assert "Target TW I 200 → 178" in pratinjau
    assert "Disisihkan (1)" in pratinjau
    assert SIMPAN not in pratinjau.label_tombol
    await dkupp.admin.tekan(DPPA)
    assert "Alasan: DPPA / perubahan anggaran" in pratinjau
    await dkupp.admin.tulis("Hasil rapat evaluasi <Maret>")
    assert "Alasan: Hasil rapat evaluasi <Maret>" in pratinjau
    assert await versi(dkupp) == awal

    await dkupp.admin.tekan(SIMPAN)

    assert "disimpan sebagai versi 2" in pratinjau
    assert pratinjau.label_tombol == []
    banyak = awal[0][3]
    assert await versi(dkupp) == [*awal, (2, "Hasil rapat evaluasi <Maret>", "Admin TI (administrator)", banyak - 1)]


async def test_yang_berjalan_tetap_memakai_versinya_sampai_diterapkan(dkupp: Cerita):
    """A living quarter keeps its plan; applying the new one is an administrator's act in the log and voids the draft."""
    await dkupp.sampai(langkah=9)
    lama = await angka(dkupp, 1)
    await kirim(dkupp, UBAH)
    await dkupp.admin.tekan(DPPA)
    await dkupp.admin.tekan(SIMPAN)
    assert await angka(dkupp, 1) == lama
    tawaran = dkupp.admin.cari("sedang berjalan dengan rencana versi 1")
    kartu = dkupp.kepala.cari("📨 DISPOSISI 9/13")

    await dkupp.admin.tekan(TERAPKAN)

    assert "178" in (await angka(dkupp, 1))[1]
    assert "Rencana versi 2 diterapkan" in tawaran
    assert tawaran.label_tombol == []
    catatan = await dkupp.baca(lambda sesi: sesi.exec(select(Kejadian.isi).order_by(col(Kejadian.id).desc())).first())
    assert "menerapkan rencana kinerja versi 2" in catatan
    assert "tindakan admin" in catatan
    await dkupp.kepala.tekan("✅ Setuju", kartu)
    assert "berubah" in dkupp.kepala.kilasan
    assert dkupp.langkah == 9
    await dkupp.kepala.tekan("✅ Setuju", kartu)
    assert dkupp.langkah == 10
    await dkupp.admin.tekan_mentah("rencana-terap:1:2", tawaran.id)
    assert "sudah memakai rencana itu" in dkupp.admin.kilasan


async def test_dppa_di_tengah_tahun_tidak_mengubah_triwulan_lalu(dkupp_dua: Cerita):
    """The first quarter is over: its documents computed anew show the same figures, the second goes by the new plan."""
    dkupp = await dkupp_dua.sampai(langkah=13)
    await dkupp.semua_setuju(("tim", "bidang", "sekretaris", "kepala"))
    assert "PelaksanaanSelesai" in await dkupp.jejak()
    lama = await angka(dkupp, 1)
    await dkupp.maju(hari=91)

    await kirim(dkupp, {**UBAH, ("DKP-14", "Target TW II"): 55}, hapus="DKP-16")
    await dkupp.admin.tekan(DPPA)
    await dkupp.admin.tekan(SIMPAN)
    assert not any("sedang berjalan dengan" in p for p in dkupp.admin.semua_pesan)
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")

    assert await angka(dkupp, 1) == lama
    assert "55" in (await angka(dkupp, 2))[1]
    nomor = await dkupp.baca(lambda sesi: list(sesi.exec(select(Pelaksanaan.rencana_id).order_by(col(Pelaksanaan.id)))))
    assert nomor == [1, 2]


async def test_pengisi_diberi_tahu_bila_rencana_diterapkan(dkupp: Cerita):
    """Whoever has the form open learns that its targets are old; the new form has the new ones."""
    await dkupp.sampai(langkah=6)
    await kirim(dkupp, UBAH)
    await dkupp.admin.tekan(DPPA)
    await dkupp.admin.tekan(SIMPAN)
    ukm = dkupp.bidang["ukm"]
    await dkupp.admin.tekan(TERAPKAN)

    assert "/formulir" in ukm.cari("diperbarui (DPPA")
    assert ukm.pesan_terakhir.label_tombol == []
    assert not any("diperbarui (DPPA" in p for p in dkupp.kepala.semua_pesan)


async def test_mati_di_antara_dan_batal(dkupp: Cerita):
    """Question and preview survive a restart; /batal forgets them, and an old button says so."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/indikator")
    berkas = dkupp.admin.berkas_diterima[-1].berkas
    await dkupp.nyalakan_ulang()
    await dkupp.admin.kirim_berkas(buku(berkas.isi, UBAH), "punya saya.xlsx")
    pratinjau = dkupp.admin.cari("Pratinjau rencana 2026")
    await dkupp.nyalakan_ulang()
    await dkupp.admin.tekan(DPPA)
    data = pratinjau.tombol[0][0]["callback_data"]
    await dkupp.admin.tulis("/batal")
    assert pratinjau.label_tombol == []

    await dkupp.admin.tekan_mentah(data, pratinjau.id)

    assert "tidak berlaku" in dkupp.admin.kilasan
    assert len(await versi(dkupp)) == 1


async def test_bukan_administrator(dkupp: Cerita):
    """Nobody else sees the plan, sends one, or presses its buttons."""
    await dkupp.sampai(langkah=1)
    await kirim(dkupp, UBAH)
    pratinjau = dkupp.admin.pesan_terakhir
    berkas = dkupp.admin.berkas_diterima[-1].berkas

    await dkupp.kepala.tulis("/indikator")
    assert "tidak tersedia" in dkupp.kepala.pesan_terakhir
    await dkupp.kepala.kirim_berkas(berkas.isi, berkas.nama)
    assert not any("Pratinjau" in p for p in dkupp.kepala.semua_pesan)
    for baris in pratinjau.tombol:
        await dkupp.kepala.tekan_mentah(baris[0]["callback_data"], pratinjau.id)
        assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    await dkupp.kepala.tekan_mentah("rencana-kantor:1", 1)
    assert "tidak berlaku untuk Anda" in dkupp.kepala.kilasan
    assert len(await versi(dkupp)) == 1


async def test_k46_rencana_kantor_lain(dua_kantor: Cerita):
    """With two offices one is chosen; the other's workbook is refused, and each has its own versions."""
    await dua_kantor.sampai(langkah=1)
    admin = dua_kantor.admin
    await admin.tulis("/indikator")
    await admin.tekan("🏢 Badan")
    lain = admin.berkas_diterima[-1].berkas
    assert lain.nama.startswith("rencana-bkpsdm")
    await admin.tulis("/indikator")
    await admin.tekan("🏢 Dinas")

    await admin.kirim_berkas(lain.isi, "rencana.xlsx")

    assert "Berkas ini bukan rencana Dinas" in admin.pesan_terakhir
    assert "Pratinjau" not in admin.pesan_terakhir
    assert len(await versi(dua_kantor)) == 2


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("rencana.xlsx", b"%PDF-1.7 bukan excel", "Ini berkas PDF"),
        ("rencana.csv", b"nama;alamat\nx;y\n", "kolom kode tidak ada"),
        ("rencana.csv", b"kode;" * 300_000, "lebih dari 1 MB"),
        ("rencana.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "format lama"),
    ],
)
async def test_bukan_rencana(dkupp: Cerita, nama: str, isi: bytes, kata: str):
    """What is no plan is named for what it is; the question stays open."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.kirim_berkas(isi, nama)

    assert kata in dkupp.admin.pesan_terakhir
    assert len(await versi(dkupp)) == 1


async def test_csv_dan_peringatan(dkupp: Cerita):
    """A CSV of the office's file is as good; quarters that do not fit the year are asked about, not refused."""
    await dkupp.sampai(langkah=1)
    csv = berkas_kantor("dkupp-purwakarta").with_name("indikator_dkupp-purwakarta.csv").read_text("utf-8-sig")
    await dkupp.admin.tulis("/indikator")
    await dkupp.admin.kirim_berkas(csv.encode(), "rencana.csv")
    assert "sama dengan rencana 2026" in dkupp.admin.pesan_terakhir

    await dkupp.admin.kirim_berkas(csv.replace("200;", "178;").encode("utf-8-sig"), "rencana.csv")

    assert "Mohon diperhatikan" in dkupp.admin.pesan_terakhir
    assert "Jumlah target TW I–IV" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("💬 Perbaikan salah ketik")
    await dkupp.admin.tekan(SIMPAN)
    assert [v[0] for v in await versi(dkupp)] == [1, 2]


async def test_kode_dan_target_yang_tidak_dapat_dipakai(dkupp: Cerita):
    """A code that nobody can type, a formula for a code, fewer than no people: refused with cell and remedy."""
    await dkupp.sampai(langkah=1)
    salah = {("DKP-06", "Kode"): "=1+1", ("DKP-13", "Kode"): "DKP 13", ("DKP-14", "Target TW I"): -200}

    await kirim(dkupp, salah)

    galat = dkupp.admin.pesan_terakhir
    assert "Ada 3 hal" in galat
    for kata in (
        'A11 Kode: "=1+1" adalah rumus tanpa hasil. Ketik kodenya',
        'A18 Kode: "DKP 13" tidak dapat dipakai sebagai kode. Ketik kodenya dengan huruf dan angka tanpa spasi',
        'K19 Target TW I: target "-200" orang negatif, jadi tidak dapat dinilai. Tulis angka 0 atau lebih',
    ):
        assert kata in galat

    await kirim(dkupp, {("DKP-13", "Target TW I"): -8})  # a growth may be planned below zero: asked, with the remedy

    pratinjau = dkupp.admin.pesan_terakhir
    assert "DKP-13: Target TW I -8 negatif, jadi tidak akan dapat dinilai: apakah benar?" in pratinjau
    assert "tulis besarnya sebagai angka positif" in pratinjau


async def test_tahun_depan_mulai_dari_tahun_ini(dkupp: Cerita):
    """Nothing is stored for 2027: its workbook has this year's indicators without targets, and asks about them."""
    await dkupp.sampai(langkah=1)
    await dkupp.admin.tulis("/indikator 2027")
    assert "Indikator disalin dari 2026" in dkupp.admin.cari("Rencana kinerja 2027")
    berkas = dkupp.admin.berkas_diterima[-1].berkas
    await dkupp.admin.kirim_berkas(buku(berkas.isi, {("DKP-14", "Target Tahunan"): "800"}), berkas.nama)

    assert "akan menjadi versi 1" in dkupp.admin.pesan_terakhir
    assert "tidak akan dinilai" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan("💬 Perjanjian Kinerja awal tahun")
    await dkupp.admin.tekan(SIMPAN)
    assert [v[0] for v in await versi(dkupp)] == [1, 1]
    await dkupp.admin.tulis("/indikator besok")
    assert "/indikator 2026" in dkupp.admin.pesan_terakhir


async def test_dua_administrator_bersamaan(dkupp: Cerita):
    """While one looks at a preview the plan changes elsewhere: saving shows the new comparison first."""
    await dkupp.sampai(langkah=1)
    await kirim(dkupp, UBAH)
    await dkupp.admin.tekan(DPPA)
    await dkupp.panggung.bot.pangkalan.tulis(_versi_lain)

    await dkupp.admin.tekan(SIMPAN)

    assert "sudah berubah" in dkupp.admin.kilasan
    assert "akan menjadi versi 3" in dkupp.admin.pesan_terakhir
    assert "dibuat dari versi 1, padahal sekarang versi 2" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tekan(SIMPAN)
    assert [v[0] for v in await versi(dkupp)] == [1, 2, 3]


def _versi_lain(sesi) -> None:
    lama = sesi.exec(select(VersiRencana)).one()
    isi = [{**lama.isi[0], "satuan": "paket"}, *lama.isi[1:]]
    sesi.add(VersiRencana(**lama.model_dump(exclude={"id", "nomor", "isi"}), nomor=2, isi=isi))


async def test_administrator_yang_juga_mengisi(dkupp: Cerita):
    """An administrator who reports for a unit: its form is a form also while a plan is waited for."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]
    object.__setattr__(dkupp.panggung.bot.layanan, "admin", frozenset({ukm.id}))
    await ukm.tulis("/indikator")

    await ukm.kirim_berkas(dkupp.isian(ukm), dkupp.formulir(ukm).berkas.nama)

    assert "✅ Kirim" in ukm.pesan_terakhir.label_tombol
