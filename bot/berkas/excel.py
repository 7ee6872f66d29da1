"""The recap as a workbook: values for people and phones, the same as live formulas in `Rumus` (see `excel_rumus`)."""

import re
from collections.abc import Callable
from datetime import UTC
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from bot.berkas.excel_rumus import tulis_rumus
from bot.berkas.excel_sel import HURUF, Kolom, Penulis, atur_cetak, atur_tinggi
from bot.berkas.excel_tren import tulis_tren
from bot.berkas.naskah import BarisWaktu, Naskah
from bot.berkas.rumus_hidup import hasil_rumus, isi_hasil
from bot.berkas.tanda import tanda
from bot.berkas.tulisan import (
    bersih,
    efisiensi_setahun,
    hari_tanggal_pukul,
    hitungan,
    ketepatan,
    nama_bidang,
    rupiah,
    tak_dijawab,
    tanggal_pukul_pendek,
    triwulan,
    versi_pengganti,
)
from bot.berkas.warna import corak
from bot.kinerja.model import Angka, BarisRekap, Keterbacaan, Rekap, Ringkasan
from bot.kinerja.tampil import target_id

REKAP = (
    Kolom("Kode", 11),
    Kolom("Bidang", 22),
    Kolom("Sasaran", 32),
    Kolom("Indikator", 38),
    Kolom("Satuan", 11),
    Kolom("Target", 13, "right"),
    Kolom("Realisasi", 13, "right"),
    Kolom("Capaian (%)", 11, "right"),
    Kolom("Predikat", 17),
    Kolom("Pagu (Rp)", 18, "right"),
    Kolom("Realisasi Anggaran (Rp)", 18, "right"),
    Kolom("Serapan (%)", 11, "right"),
)
PER_BIDANG = (
    Kolom("Bidang", 48),
    Kolom("Rata-rata Capaian (%)", 22, "right"),
    Kolom("Predikat", 24),
    Kolom("Serapan (%)", 16, "right"),
)
WAKTU = (
    Kolom("No", 5),
    Kolom("Kegiatan", 52),
    Kolom("Pelaksana", 26),
    Kolom("Putaran", 9),
    Kolom("Mulai", 17),
    Kolom("Selesai", 17),
    Kolom("Standar", 16),
    Kolom("Standar (menit kerja)", 13),
    Kolom("Waktu Nyata (menit kerja)", 13),
    Kolom("Waktu Sendiri (menit kerja)", 13),
    Kolom("Menunggu (menit kerja)", 13),
    Kolom("Rincian (menit kerja)", 40),
    Kolom("Ketepatan", 30),
)
RINCIAN = (
    Kolom("Kode", 11),
    Kolom("Indikator", 38),
    Kolom("Capaian s.d. TW (%)", 13),
    Kolom("Capaian thd. Target Tahunan (%)", 15),
    Kolom("Efisiensi", 14),
    Kolom("Data Dukung", 30),
    Kolom("Faktor Pendukung", 40),
    Kolom("Faktor Penghambat", 40),
    Kolom("Tindak Lanjut", 40),
    Kolom("Perlu Diketahui", 40),
)

BEKU = {"Rekap": "B2", "Rincian": "B2"}  # the code stays in sight; a phone has no room for more

KETERANGAN = (Kolom("Keterangan", 34), Kolom("Isi", 100))


def tulis(naskah: Naskah) -> bytes:
    """The workbook of a recap, the same bytes for the same `naskah`. Sheets and columns are those of `kontrak.md`."""
    buku = Workbook()
    buku.remove(buku.active)
    penulis = Penulis(buku)
    if naskah.draf and naskah.sementara:
        _tirai(naskah, buku.create_sheet("SEMENTARA"))
    isi: tuple[tuple[str, Callable[[Naskah, Penulis, Worksheet], None]], ...] = (
        ("Rekap", _rekap),
        ("Per Bidang", _per_bidang),
        ("Kepatuhan Waktu", _kepatuhan_waktu),
        ("Rumus", tulis_rumus),
        ("Rincian", _rincian),
        ("Tren", tulis_tren),
        ("Keterangan", _keterangan),
    )
    for nama, isikan in isi:
        lembar = buku.create_sheet(nama)
        isikan(naskah, penulis, lembar)
        judul = f"{nama}: {triwulan(naskah.rekap)} – {naskah.nama_instansi}"
        kaki = f"Kode verifikasi: {naskah.kode_verifikasi}" if naskah.kode_verifikasi else ""
        atur_cetak(lembar, judul=judul, cap=naskah.cap, beku=BEKU.get(nama, "A2"), kaki=kaki)
    penulis.lembar_teks_panjang()
    buku.calculation.fullCalcOnLoad = True
    buku.properties.title = f"Rekapitulasi Pengukuran Kinerja {triwulan(naskah.rekap)}"
    buku.properties.keywords = bersih(tanda(naskah))
    buku.properties.creator = "Bot Pengukuran Kinerja"
    buku.properties.created = naskah.dibuat.astimezone(UTC).replace(tzinfo=None)
    return _simpan(buku, naskah)


def _tirai(naskah: Naskah, lembar: Worksheet) -> None:
    """The first sheet of an interim recap, which goes from hand to hand: a stamp that also a phone shows before any figure."""
    lembar.sheet_properties.tabColor = "C00000"
    lembar.sheet_view.showGridLines = False
    lembar.column_dimensions["A"].width = 60
    judul = f"{triwulan(naskah.rekap)} – {naskah.nama_instansi}"
    baris = (
        (naskah.cap, Font(name=HURUF, size=20, bold=True, color="C00000")),
        (judul, Font(name=HURUF, size=12, bold=True)),
        (f"Dibuat {hari_tanggal_pukul(naskah.dibuat, naskah.zona)}.", Font(name=HURUF, size=11)),
        ("Angka di lembar berikutnya masih dapat berubah.", Font(name=HURUF, size=11)),
    )
    for nomor, (teks, huruf) in enumerate(baris, 1):
        lembar.row_dimensions[nomor].height = 2.8 * huruf.size  # room for two lines of a long name
        sel = lembar.cell(nomor, 1)
        sel.value, sel.data_type, sel.font = bersih(teks), "s", huruf
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    atur_cetak(lembar, judul=judul, cap=naskah.cap)


def _rekap(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    penulis.kepala(lembar, REKAP)
    bidang = nama_bidang(naskah.rekap)
    for nomor, baris in enumerate(naskah.rekap.baris, 2):
        sel = [lembar.cell(nomor, kolom) for kolom in range(1, len(REKAP) + 1)]
        indikator = baris.indikator
        nama = bidang.get(indikator.bidang, indikator.bidang)
        for tempat, teks in enumerate((indikator.kode, nama, indikator.sasaran, indikator.nama, indikator.satuan)):
            penulis.teks(sel[tempat], teks)
        _target(penulis, sel[5], baris)
        _realisasi(penulis, sel[6], baris)
        penulis.persen(sel[7], baris.capaian)
        penulis.teks(sel[8], baris.predikat, warna=corak(naskah.aturan.skala, baris.predikat).lembut)
        penulis.angka(sel[9], indikator.pagu)
        penulis.angka(sel[10], rupiah(baris))
        penulis.persen(sel[11], baris.serapan)
        atur_tinggi(lembar, nomor, REKAP)
    lembar.auto_filter.ref = f"A1:L{len(naskah.rekap.baris) + 1}"


def _target(penulis: Penulis, sel: Cell, baris: BarisRekap) -> None:
    match baris.target:
        case None:
            penulis.teks(sel, "", rata="right")
        case Angka(nilai):
            penulis.angka(sel, nilai)
        case rentang_atau_kategori:
            penulis.teks(sel, target_id(rentang_atau_kategori), rata="right")


def _realisasi(penulis: Penulis, sel: Cell, baris: BarisRekap) -> None:
    """A number that was read is a number; what must not be guessed stands as it was typed."""
    bacaan = baris.realisasi.kinerja
    if bacaan.status is Keterbacaan.NILAI:
        penulis.angka(sel, bacaan.nilai)
    else:
        penulis.teks(sel, "" if bacaan.status is Keterbacaan.KOSONG else bacaan.asli, rata="right")


def _per_bidang(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    penulis.kepala(lembar, PER_BIDANG)
    for nomor, r in enumerate(naskah.rekap.per_bidang, 2):
        _baris_ringkasan(naskah, penulis, lembar, nomor, r, r.nama)
    _baris_ringkasan(naskah, penulis, lembar, lembar.max_row + 1, naskah.rekap.instansi, "Instansi", tebal=True)


def _baris_ringkasan(
    naskah: Naskah,
    penulis: Penulis,
    lembar: Worksheet,
    nomor: int,
    ringkasan: Ringkasan,
    nama: str,
    tebal: bool = False,
) -> None:
    penulis.teks(lembar.cell(nomor, 1), nama, tebal=tebal)
    penulis.persen(lembar.cell(nomor, 2), ringkasan.rata_rata, tebal=tebal)
    warna = corak(naskah.aturan.skala, ringkasan.predikat).lembut
    penulis.teks(lembar.cell(nomor, 3), ringkasan.predikat, warna=warna, tebal=tebal)
    penulis.persen(lembar.cell(nomor, 4), ringkasan.serapan, tebal=tebal)
    atur_tinggi(lembar, nomor, PER_BIDANG)


def _kepatuhan_waktu(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    penulis.kepala(lembar, WAKTU)
    for nomor, langkah in enumerate(naskah.waktu, 2):
        _baris_waktu(naskah, penulis, lembar, nomor, langkah)


def _baris_waktu(naskah: Naskah, penulis: Penulis, lembar: Worksheet, nomor: int, w: BarisWaktu) -> None:
    sel = [lembar.cell(nomor, kolom) for kolom in range(1, len(WAKTU) + 1)]
    penulis.angka(sel[0], Decimal(w.no), rata="center")
    penulis.teks(sel[1], w.kegiatan)
    penulis.teks(sel[2], w.pelaksana)
    penulis.angka(sel[3], Decimal(w.putaran), rata="center")
    penulis.teks(sel[4], tanggal_pukul_pendek(w.mulai, naskah.zona))
    penulis.teks(sel[5], tanggal_pukul_pendek(w.selesai, naskah.zona))
    penulis.teks(sel[6], w.standar)
    penulis.angka(sel[7], w.menit_standar)
    penulis.angka(sel[8], w.menit_nyata)
    penulis.angka(sel[9], w.menit_sendiri)
    penulis.angka(sel[10], w.menit_menunggu)
    penulis.teks(sel[11], w.rincian)
    penulis.teks(sel[12], ketepatan(w.tepat, w.selisih), tebal=w.tepat is False)
    atur_tinggi(lembar, nomor, WAKTU)


def _rincian(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    penulis.kepala(lembar, RINCIAN)
    tanpa_bukti = set(naskah.tanpa_data_dukung)
    for nomor, baris in enumerate(naskah.rekap.baris, 2):
        sel = [lembar.cell(nomor, kolom) for kolom in range(1, len(RINCIAN) + 1)]
        r = baris.realisasi
        penulis.teks(sel[0], baris.indikator.kode)
        penulis.teks(sel[1], baris.indikator.nama)
        penulis.persen(sel[2], baris.capaian_sd)
        penulis.persen(sel[3], baris.capaian_tahun)
        penulis.teks(sel[4], baris.efisiensi)
        bukti = "\n".join([*([r.data_dukung] if r.data_dukung else []), *naskah.bukti.get(r.kode, ())])
        for tempat, teks in enumerate((bukti, r.faktor_pendukung, r.faktor_penghambat, r.tindak_lanjut), 5):
            penulis.teks(sel[tempat], teks)
        penulis.teks(sel[9], "; ".join(_perlu_diketahui(baris, tanpa_bukti)))
        atur_tinggi(lembar, nomor, RINCIAN)


def _perlu_diketahui(baris: BarisRekap, tanpa_bukti: set[str]) -> list[str]:
    hasil = []
    if baris.capaian_sd is not None and not baris.sd_lengkap:
        hasil.append("capaian s.d. TW tidak lengkap: ada triwulan sebelumnya yang belum terbaca")
    if baris.realisasi.kinerja.status is Keterbacaan.KONFIRMASI and baris.realisasi.kinerja.alasan:
        hasil.append(f"realisasi: {baris.realisasi.kinerja.alasan}")
    if baris.realisasi.anggaran.status is Keterbacaan.KONFIRMASI:
        anggaran = baris.realisasi.anggaran
        hasil.append(f"realisasi anggaran “{anggaran.asli}”: {anggaran.alasan or 'perlu konfirmasi'}")
    elif baris.indikator.pagu and baris.realisasi.anggaran.status is Keterbacaan.KOSONG:
        hasil.append("realisasi anggaran belum dilaporkan")
    hasil += [f"{soal} {jawaban}" for soal, jawaban in baris.realisasi.penjelasan]
    hasil += [f"tidak dijawab: {soal}" for soal in tak_dijawab(baris)]
    if baris.indikator.kode in tanpa_bukti:
        hasil.append("tanpa data dukung")
    return hasil


def _keterangan(naskah: Naskah, penulis: Penulis, lembar: Worksheet) -> None:
    penulis.kepala(lembar, KETERANGAN)
    for nomor, (judul, isi) in enumerate(_isi_keterangan(naskah), 2):
        penulis.teks(lembar.cell(nomor, 1), judul, tebal=True)
        penulis.teks(lembar.cell(nomor, 2), isi)
        atur_tinggi(lembar, nomor, KETERANGAN)


def _isi_keterangan(naskah: Naskah) -> list[tuple[str, str]]:
    disetujui = (
        f"Disetujui di dalam sistem pada {hari_tanggal_pukul(naskah.disetujui, naskah.zona)} "
        f"oleh {naskah.penanda_tangan.jabatan}"
        if naskah.disetujui
        else naskah.cap
    )
    ganti = versi_pengganti(naskah.versi, naskah.menggantikan, naskah.zona) if naskah.disetujui else ""
    return [
        ("Perangkat daerah", naskah.nama_instansi),
        ("Periode", triwulan(naskah.rekap)),
        ("SOP", f"{naskah.nama_sop} (nomor {naskah.nomor_sop})" if naskah.nomor_sop else naskah.nama_sop),
        ("Persetujuan", disetujui),
        *([("Versi", ganti)] if ganti else []),
        ("Dibuat", hari_tanggal_pukul(naskah.dibuat, naskah.zona)),
        ("Kode verifikasi", naskah.kode_verifikasi or "tidak ada: " + naskah.cap),
        *([("Periksa keasliannya", naskah.tautan)] if naskah.tautan and not naskah.draf else []),
        ("Indikator instansi", hitungan(naskah.rekap.instansi)),
        *((f"Indikator {r.nama}", hitungan(r)) for r in naskah.rekap.per_bidang),
        ("Serapan tidak lengkap", ", ".join(_serapan_tidak_lengkap(naskah.rekap)) or "tidak ada"),
        *efisiensi_setahun(naskah.rekap),
        *((f"Aturan: {nama}", isi) for nama, isi in naskah.rekap.aturan.items()),
    ]


def _serapan_tidak_lengkap(rekap: Rekap) -> list[str]:
    """Units whose spending was reported in part: their absorption is too low."""
    return [r.nama for r in rekap.per_bidang if r.catatan_serapan]


def _simpan(buku: Workbook, naskah: Naskah) -> bytes:
    """Save with the moment of `naskah` in place of the computer's clock, so that equal recaps are equal files."""
    mentah, hasil = BytesIO(), BytesIO()
    rumus = {
        f"xl/worksheets/sheet{buku.sheetnames.index(nama) + 1}.xml": satu for nama, satu in hasil_rumus(buku).items()
    }
    buku.save(mentah)
    saat = naskah.dibuat.astimezone(UTC)
    tercatat = f"{saat:%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(mentah) as asal, ZipFile(hasil, "w", ZIP_DEFLATED) as tujuan:
        for nama in asal.namelist():
            isi = asal.read(nama)
            if nama in rumus:
                isi = isi_hasil(isi, rumus[nama])
            if nama == "docProps/core.xml":
                isi = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + tercatat, isi)
            catatan = ZipInfo(nama, date_time=saat.timetuple()[:6])
            catatan.compress_type = ZIP_DEFLATED
            tujuan.writestr(catatan, isi)
    return hasil.getvalue()
