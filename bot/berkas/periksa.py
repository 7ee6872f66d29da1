"""Is this the right form, and what does it say? Pure: cells in, one complete list of findings out.

Targets, units and ceilings are those of the plan, never those of the file; the file is only told where it differs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.berkas.baca_excel import BarisMentah, BerkasMentah, SelMentah
from bot.berkas.formulir import Identitas, periode, teks_target
from bot.berkas.gaya_formulir import bersih
from bot.berkas.kolom_formulir import ROMAWI, STATUS, STATUS_JUDUL
from bot.berkas.susunan import (
    CATATAN,
    Pilahan,
    diabaikan,
    galat_kolom,
    galat_tabel,
    kolom_catatan_hilang,
    pilah,
)
from bot.berkas.tabel import Tabel, lipat, teks, temukan_tabel, terisi
from bot.berkas.temuan import Temuan
from bot.kinerja.baca import TargetTidakTerbaca, baca_anggaran, baca_kinerja, baca_sel, baca_target
from bot.kinerja.model import Angka, Bacaan, Indikator, Kategori, Keterbacaan, Realisasi, Status, Target
from bot.kinerja.tampil import kutip, rupiah_id
from bot.kinerja.ukur import VarianTurun, capaian
from bot.kinerja.wajar import periksa_penjelasan, periksa_wajar, tanpa_rumus

__all__ = ["HasilPeriksa", "Temuan", "nilai_sel", "periksa"]


@dataclass(frozen=True)
class HasilPeriksa:
    """Verdict on one upload.

    ``galat``: the file cannot be taken, nothing may be stored (`realisasi` is empty then). ``konfirmasi``: cells that
    must not be guessed. ``peringatan``: worth telling, no obstacle. ``jumlah``: indicators of the unit; ``terbaca`` and
    ``kosong`` count their performance cells;
    ``tanpa_target`` counts those of ``kosong`` that have no target this quarter. ``tanpa_identitas``: not one of the
    bot's own forms, so ask whose it is before storing. ``salah_alamat``: somebody else's form, or of another quarter.
    """

    galat: tuple[Temuan, ...] = ()
    konfirmasi: tuple[Temuan, ...] = ()
    peringatan: tuple[Temuan, ...] = ()
    realisasi: Mapping[str, Realisasi] = field(default_factory=dict)
    jumlah: int = 0
    terbaca: int = 0
    kosong: int = 0
    tanpa_target: int = 0
    tanpa_identitas: bool = False
    salah_alamat: bool = False

    @property
    def tanpa_isi(self) -> bool:
        """Nothing at all was reported: the form came back as it was sent."""
        return not self.galat and not any(
            r.kinerja.status is not Keterbacaan.KOSONG
            or r.anggaran.status is not Keterbacaan.KOSONG
            or r.faktor_pendukung + r.faktor_penghambat + r.tindak_lanjut
            for r in self.realisasi.values()
        )


def periksa(
    mentah: BerkasMentah,
    harapan: Identitas,
    indikator: Sequence[Indikator],
    sebelumnya: Mapping[str, Realisasi] | None,
    kode_lain: Mapping[str, str],
    varian: VarianTurun = VarianTurun.SELISIH,
) -> HasilPeriksa:
    """Check an upload against the form that is expected.

    indikator: those of the unit. sebelumnya: what they reported in the quarter before, by code. kode_lain: code -> name
    of the unit, for all other indicators of the office. An older ``versi`` of the right form is as good as the newest.
    """
    identitas = _identitas(mentah)
    if identitas is not None and (salah := _salah_alamat(mentah, identitas, harapan)):
        return HasilPeriksa(galat=(salah,), salah_alamat=True)
    tabel = temukan_tabel(mentah)
    galat = galat_tabel(tabel)
    if galat:
        return HasilPeriksa(galat=tuple(galat), tanpa_identitas=identitas is None)

    baris = pilah(tabel[0], indikator, kode_lain)
    galat = [*galat_kolom(tabel[0]), *baris.galat]
    # Go on reading after a mistake of structure: the sender gets everything at once, and nothing is handed on to store.
    hasil = _baca_semua(tabel[0], baris, indikator, harapan.triwulan, sebelumnya or {}, varian)
    kosong = [i for i in indikator if _status(hasil, i) is Keterbacaan.KOSONG]
    umum = [*diabaikan(mentah), *kolom_catatan_hilang(tabel[0])]
    if identitas is None:
        umum += _judul_lain(tabel[0], harapan)
    return HasilPeriksa(
        galat=_urut(galat),
        konfirmasi=_urut(hasil.konfirmasi),
        peringatan=(*umum, *_urut([*baris.peringatan, *hasil.peringatan])),
        realisasi={} if galat else hasil.realisasi,
        jumlah=len(indikator),
        terbaca=sum(_sudah_terbaca(r.kinerja) for r in hasil.realisasi.values()),
        kosong=len(kosong),
        tanpa_target=sum(i.target_tw[harapan.triwulan - 1] is None for i in kosong),
        tanpa_identitas=identitas is None,
    )


def _status(hasil: "_Terbaca", i: Indikator) -> Keterbacaan | None:
    laporan = hasil.realisasi.get(i.kode)
    return laporan.kinerja.status if laporan else None


# --- whose form ---------------------------------------------------------------------------------------------------


def _identitas(mentah: BerkasMentah) -> Identitas | None:
    isi = mentah.identitas or {}
    try:
        return Identitas(isi["instansi"], isi["bidang"], int(isi["tahun"]), int(isi["triwulan"]), isi.get("versi", ""))
    except (KeyError, ValueError):
        return None


def _salah_alamat(mentah: BerkasMentah, ini: Identitas, harapan: Identitas) -> Temuan | None:
    """The form was made for somebody else or for another time: say for whom, and for what it should be."""
    nama = mentah.identitas or {}
    beda = []
    if lipat(ini.instansi) != lipat(harapan.instansi):
        beda.append(f"instansi {nama.get('nama_instansi', ini.instansi)}")
    if lipat(ini.bidang) != lipat(harapan.bidang):
        beda.append(nama.get("nama_bidang", ini.bidang))
    if (ini.tahun, ini.triwulan) != (harapan.tahun, harapan.triwulan):
        beda.append(f"Triwulan {ROMAWI.get(ini.triwulan, ini.triwulan)} {ini.tahun}")
    if not beda:
        return None
    untuk = ", ".join(" ".join(b.split())[:80] for b in beda)
    return Temuan("A1", "", f"Formulir ini untuk {untuk}.", f"Kirim formulir Anda untuk {periode(harapan)}.")


_SEBUTAN = re.compile(r"\btriwulan\s+(iv|i{1,3}|[1-4])\b(?:\s+tahun)?(?:\s+(\d{4})\b)?", re.IGNORECASE)


def _judul_lain(tabel: Tabel, harapan: Identitas) -> Iterator[Temuan]:
    """A file without identity whose title names another quarter: the chat asks anyway, this is what to look at."""
    angka = {romawi.lower(): n for n, romawi in ROMAWI.items()} | {str(n): n for n in ROMAWI}
    for baris in tabel.lembar.baris:
        for sel in baris.sel.values() if baris.nomor < tabel.baris_judul else ():
            if sebut := _SEBUTAN.search(teks(sel)):
                tahun = int(sebut[2] or harapan.tahun)
                if (angka[sebut[1].lower()], tahun) != (harapan.triwulan, harapan.tahun):
                    uraian = f"Judul berkas menyebut {kutip(sebut[0])}, padahal ini laporan {periode(harapan)}."
                    yield Temuan(sel.alamat, "", uraian, "Periksa apakah berkasnya benar.")


# --- values -------------------------------------------------------------------------------------------------------


@dataclass
class _Terbaca:
    realisasi: dict[str, Realisasi] = field(default_factory=dict)
    konfirmasi: list[Temuan] = field(default_factory=list)
    peringatan: list[Temuan] = field(default_factory=list)


def _baca_semua(
    tabel: Tabel,
    baris: Pilahan,
    indikator: Sequence[Indikator],
    tw: int,
    sebelumnya: Mapping[str, Realisasi],
    varian: VarianTurun,
) -> _Terbaca:
    hasil = _Terbaca()
    for i in indikator:
        isi = baris.milik.get(i.kode)
        if isi is None:
            continue
        realisasi = _baca_baris(tabel, isi, i)
        hasil.realisasi[i.kode] = realisasi
        hasil.konfirmasi += [
            Temuan(b.sel, i.kode, b.alasan, uang=b is realisasi.anggaran)
            for b in (realisasi.kinerja, realisasi.anggaran)
            if b.status is Keterbacaan.KONFIRMASI
        ]
        if sebab := tanpa_rumus(i, tw, realisasi, varian):
            hasil.konfirmasi.append(Temuan(realisasi.kinerja.sel, i.kode, *sebab))
        hasil.peringatan += _beda_rencana(tabel, isi, i, tw)
        hasil.peringatan += _patut_ditanya(tabel, isi, i, tw, realisasi, sebelumnya.get(i.kode), varian)
    return hasil


def _baca_baris(tabel: Tabel, baris: BarisMentah, i: Indikator) -> Realisasi:
    kinerja, anggaran = tabel.sel(baris, "Realisasi"), tabel.sel(baris, "Realisasi Anggaran (Rp)")
    return Realisasi(
        kode=i.kode,
        kinerja=baca_kinerja(
            i, nilai_sel(kinerja), format_angka=_format(kinerja), sel=tabel.alamat(baris.nomor, "Realisasi")
        ),
        anggaran=baca_anggaran(
            nilai_sel(anggaran),
            format_angka=_format(anggaran),
            sel=tabel.alamat(baris.nomor, "Realisasi Anggaran (Rp)"),
        ),
        soal=_soal_satuan(tabel.sel(baris, "Satuan"), kinerja, i),
        status_tindak=_status_tindak(tabel.sel(baris, STATUS_JUDUL)),
        faktor_pendukung=_catatan(tabel.sel(baris, "Faktor Pendukung")),
        faktor_penghambat=_catatan(tabel.sel(baris, "Faktor Penghambat")),
        tindak_lanjut=_catatan(tabel.sel(baris, "Tindak Lanjut")),
    )


def nilai_sel(sel: SelMentah | None) -> object:
    """A raw cell as `baca_sel` wants it: number, text, bool, datetime; a time of day as `datetime.time`."""
    if sel is None:
        return None
    if sel.jenis == "tanggal":
        try:
            waktu = datetime.fromisoformat(str(sel.nilai))
        except ValueError:
            return f"tanggal {sel.nilai}"
        return waktu.time() if waktu.year < 1900 else waktu
    return sel.nilai


def _format(sel: SelMentah | None) -> str:
    return sel.format if sel is not None and sel.jenis == "angka" else ""


def _catatan(sel: SelMentah | None) -> str:
    """Notes as written, line breaks kept; a lone dash is nothing."""
    if sel is None or not terisi(sel) or sel.jenis in ("rumus", "galat"):
        return ""
    return bersih(str(sel.nilai)).strip()


def _soal_satuan(satuan: SelMentah | None, kinerja: SelMentah | None, i: Indikator) -> tuple[str, ...]:
    """A figure in another unit than that of the plan is asked about; the plan's unit counts (domain 3.1 no. 7)."""
    if satuan is None or lipat(teks(satuan)) == lipat(i.satuan) or not terisi(kinerja):
        return ()
    return (f"Satuan di berkas {kutip(teks(satuan))}, yang berlaku {i.satuan}: apakah angkanya dalam {i.satuan}?",)


def _status_tindak(sel: SelMentah | None) -> str:
    """One of the words of the drop-down; anything else says nothing."""
    tertulis = lipat(teks(sel))
    return next((kata for kata in STATUS if lipat(kata) == tertulis), "")


def _beda_rencana(tabel: Tabel, baris: BarisMentah, i: Indikator, tw: int) -> Iterator[Temuan]:
    """Where the file says something else than the plan: told, and not counted."""
    target, satuan = tabel.sel(baris, "Target"), tabel.sel(baris, "Satuan")
    nama, pagu = tabel.sel(baris, "Indikator"), tabel.sel(baris, "Pagu (Rp)")
    seharusnya = i.target_tw[tw - 1]
    if target and terisi(target) and not _target_sama(target, seharusnya, i):
        berlaku = f"tetap {teks_target(seharusnya)}" if seharusnya else "tidak ada untuk triwulan ini"
        uraian = f"Target di berkas {kutip(teks(target))} tidak dihitung; target yang berlaku {berlaku}."
        yield Temuan(target.alamat, i.kode, uraian)
    if satuan and lipat(teks(satuan)) != lipat(i.satuan):
        soal = _soal_satuan(satuan, tabel.sel(baris, "Realisasi"), i)
        uraian = f"Satuan di berkas {kutip(teks(satuan))}; yang berlaku {i.satuan}."
        yield Temuan(satuan.alamat, i.kode, soal[0] if soal else uraian)
    if nama and lipat(teks(nama)) != lipat(i.nama):
        yield Temuan(nama.alamat, i.kode, f"Nama indikator di berkas berbeda; yang berlaku {kutip(i.nama, 80)}.")
    if pagu and terisi(pagu) and baca_anggaran(nilai_sel(pagu), format_angka=_format(pagu)).nilai != i.pagu:
        berlaku = rupiah_id(i.pagu) if i.pagu is not None else "tidak ada di baris ini"
        yield Temuan(pagu.alamat, i.kode, f"Pagu di berkas {kutip(teks(pagu))} tidak dihitung; yang berlaku {berlaku}.")


def _target_sama(sel: SelMentah, target: Target | None, i: Indikator) -> bool:
    tertulis: Target | None
    if sel.jenis == "teks":
        try:
            tertulis = baca_target(str(sel.nilai), satuan=i.satuan)
        except TargetTidakTerbaca:
            return False
    else:
        nilai = baca_sel(nilai_sel(sel), i.satuan, format_angka=_format(sel)).nilai
        tertulis = Angka(nilai) if nilai is not None else None
        if nilai is None:
            return False
    if isinstance(tertulis, Kategori) and isinstance(target, Kategori):
        return lipat(tertulis.teks) == lipat(target.teks)
    return tertulis == target


def _patut_ditanya(
    tabel: Tabel,
    baris: BarisMentah,
    i: Indikator,
    tw: int,
    realisasi: Realisasi,
    lalu: Realisasi | None,
    varian: VarianTurun,
) -> Iterator[Temuan]:
    sel = realisasi.kinerja.sel
    for tanya in periksa_wajar(i, tw, realisasi, lalu):
        yield Temuan(realisasi.anggaran.sel if tanya.startswith("Realisasi anggaran") else sel, i.kode, tanya)
    if isinstance(target := i.target_tw[tw - 1], Kategori):
        ukuran = capaian(target, realisasi.kinerja, i.arah)
        if ukuran.status is Status.PERLU_KONFIRMASI and _sudah_terbaca(realisasi.kinerja):
            yield Temuan(sel, i.kode, ukuran.alasan)
    for kurang in periksa_penjelasan(i, tw, realisasi, varian):
        judul = "Tindak Lanjut" if realisasi.faktor_penghambat.strip() else "Faktor Penghambat"
        yield Temuan(tabel.alamat(baris.nomor, judul), i.kode, kurang)
    for judul in CATATAN:
        catatan = tabel.sel(baris, judul)
        if catatan and catatan.jenis in ("rumus", "galat"):
            uraian = f"{judul} berisi rumus {kutip(teks(catatan))} tanpa hasil."
            yield Temuan(catatan.alamat, i.kode, uraian, "Ketik teksnya.")


def _sudah_terbaca(bacaan: Bacaan) -> bool:
    return bacaan.status in (Keterbacaan.NILAI, Keterbacaan.TEKS)


def _urut(temuan: Sequence[Temuan]) -> tuple[Temuan, ...]:
    """In the order of the rows of the file, as the reader will go through them."""
    return tuple(sorted(temuan, key=lambda t: int(re.sub(r"\D", "", t.sel) or 0)))
