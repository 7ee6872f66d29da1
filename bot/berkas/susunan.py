"""Is the table whole? Header, columns, codes: every mistake of structure in one list, since it refuses the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.berkas.baca_excel import BarisMentah, BerkasMentah
from bot.berkas.kolom_formulir import KOLOM
from bot.berkas.tabel import Tabel, lipat, teks
from bot.berkas.temuan import Temuan
from bot.kinerja.model import Indikator
from bot.kinerja.tampil import kutip

DIISI = tuple(k.judul for k in KOLOM if k.diisi)
CATATAN = {
    "Faktor Pendukung": "faktor_pendukung",
    "Faktor Penghambat": "faktor_penghambat",
    "Tindak Lanjut": "tindak_lanjut",
}
WAJIB = ("Kode", "Realisasi", "Realisasi Anggaran (Rp)")
SARAN_BARU = "Pakai formulir baru dari bot, salin isian Anda ke sana, lalu kirim."


def galat_tabel(tabel: list[Tabel]) -> list[Temuan]:
    if not tabel:
        judul = ", ".join(k.judul for k in KOLOM[:6])
        return [Temuan("A1", "", f"Tabel formulir tidak ditemukan: tidak ada baris judul {judul}, ….", SARAN_BARU)]
    if len(tabel) > 1:
        nama = " dan ".join(kutip(t.lembar.nama) for t in tabel[:3])
        sel = tabel[1].alamat(tabel[1].baris_judul, "Kode")
        return [
            Temuan(sel, "", f"Ada lebih dari satu tabel yang terisi, di lembar {nama}.", "Hapus yang tidak dipakai.")
        ]
    if "Kode" not in tabel[0].kolom:
        sel = tabel[0].alamat(tabel[0].baris_judul, "Kode")
        return [Temuan(sel, "", "Kolom Kode tidak ada, jadi barisnya tidak dapat dikenali.", SARAN_BARU)]
    return []


def galat_kolom(tabel: Tabel) -> Iterator[Temuan]:
    asing = "".join(f" Judul {kutip(teks(s))} di {s.alamat} tidak dikenal." for s in tabel.judul_asing[:3])
    for judul in WAJIB:
        if judul not in tabel.kolom:
            sel = tabel.alamat(tabel.baris_judul, "Kode")
            yield Temuan(sel, "", f"Kolom {judul} tidak ada.{asing}", f"Tulis judulnya kembali: {judul}.")
    for ganda in tabel.judul_ganda:
        yield Temuan(ganda.alamat, "", f"Kolom {teks(ganda)} ada dua kali.", "Hapus salah satu.")
    if tabel.lembar.di_luar:
        yield Temuan(
            tabel.lembar.di_luar, "", "Ada isi terlalu jauh dari tabel.", "Hapus isi sel itu, lalu kirim ulang."
        )


def kolom_catatan_hilang(tabel: Tabel) -> Iterator[Temuan]:
    for judul in CATATAN:
        if judul not in tabel.kolom:
            sel = tabel.alamat(tabel.baris_judul, "Kode")
            yield Temuan(sel, "", f"Kolom {judul} tidak ada, jadi dianggap kosong.")


def diabaikan(mentah: BerkasMentah) -> Iterator[Temuan]:
    if mentah.diabaikan:
        apa = ", ".join(mentah.diabaikan)
        yield Temuan("A1", "", f"Berkas ini juga memuat {apa}: diabaikan, hanya isi sel yang dibaca.")


@dataclass
class Pilahan:
    """Rows by what they are."""

    milik: dict[str, BarisMentah] = field(default_factory=dict)
    galat: list[Temuan] = field(default_factory=list)
    peringatan: list[Temuan] = field(default_factory=list)


def _kunci_kode(kode: str) -> str:
    return "".join(kode.split()).casefold()


def pilah(tabel: Tabel, indikator: Sequence[Indikator], kode_lain: Mapping[str, str]) -> Pilahan:
    resmi = {_kunci_kode(i.kode): i.kode for i in indikator}
    lain = {_kunci_kode(kode): bidang for kode, bidang in kode_lain.items()}
    per_kode: dict[str, list[BarisMentah]] = {}
    asing: list[tuple[BarisMentah, str]] = []
    for baris in tabel.baris:
        kode = _kunci_kode(teks(tabel.sel(baris, "Kode")))
        if kode in resmi:
            per_kode.setdefault(resmi[kode], []).append(baris)
        elif kode in lain or tabel.berisi(baris, DIISI):
            asing.append((baris, lain.get(kode, "")))

    hasil = Pilahan()
    pemilik = {bidang for _, bidang in asing if bidang}
    if not per_kode and len(pemilik) == 1:
        sel = tabel.alamat(asing[0][0].nomor, "Kode")
        hasil.galat.append(Temuan(sel, "", f"Formulir ini milik {pemilik.pop()}.", "Kirim formulir unit Anda."))
        return hasil
    for baris, bidang in asing:
        _catat_asing(hasil, tabel, baris, bidang)
    for kode, daftar in per_kode.items():
        _catat_milik(hasil, tabel, kode, daftar)
    hasil.galat += _hilang(tabel, indikator, per_kode)
    hasil.galat += _tertukar(tabel, indikator, hasil.milik)
    return hasil


def _catat_asing(hasil: Pilahan, tabel: Tabel, baris: BarisMentah, bidang: str) -> None:
    sel, kode = tabel.alamat(baris.nomor, "Kode"), teks(tabel.sel(baris, "Kode"))
    if bidang and not tabel.berisi(baris, DIISI):
        hasil.peringatan.append(Temuan(sel, "", f"Kode {kutip(kode)} milik {bidang}; baris kosong ini diabaikan."))
    elif bidang:
        hasil.galat.append(Temuan(sel, "", f"Kode {kutip(kode)} milik {bidang}.", "Hapus baris ini."))
    elif kode:
        hasil.galat.append(
            Temuan(sel, "", f"Kode {kutip(kode)} tidak dikenal.", "Hapus baris ini atau kosongkan isinya.")
        )
    else:
        uraian = f"Baris {baris.nomor} berisi nilai tetapi kodenya kosong."
        hasil.galat.append(Temuan(sel, "", uraian, "Tulis kodenya, atau hapus baris ini."))


def _catat_milik(hasil: Pilahan, tabel: Tabel, kode: str, daftar: list[BarisMentah]) -> None:
    berisi = [b for b in daftar if tabel.berisi(b, DIISI)]
    hasil.milik[kode] = (berisi or daftar)[0]
    if len(daftar) == 1:
        return
    nomor = " dan ".join(str(b.nomor) for b in daftar[:5])
    uraian = f"Kode {kode} ada di baris {nomor}."
    if len(berisi) > 1:
        sel = tabel.alamat(berisi[1].nomor, "Kode")
        hasil.galat.append(Temuan(sel, kode, uraian, "Sisakan satu baris saja."))
    else:
        sel = tabel.alamat(next(b for b in daftar if b is not hasil.milik[kode]).nomor, "Kode")
        hasil.peringatan.append(Temuan(sel, kode, uraian, f"Yang dibaca baris {hasil.milik[kode].nomor}."))


def _hilang(tabel: Tabel, indikator: Sequence[Indikator], ada: Mapping[str, object]) -> Iterator[Temuan]:
    sel = tabel.alamat(tabel.baris_judul, "Kode")
    for i in indikator:
        if i.kode not in ada:
            uraian = f"Baris {i.kode} {kutip(i.nama, 60)} tidak ada di tabel."
            yield Temuan(sel, i.kode, uraian, "Tambahkan kembali barisnya, boleh tanpa isi, atau pakai formulir baru.")


def _tertukar(tabel: Tabel, indikator: Sequence[Indikator], milik: Mapping[str, BarisMentah]) -> Iterator[Temuan]:
    """Somebody sorted the columns but not the codes: the values would land at the wrong indicators."""
    per_nama = {lipat(i.nama): i.kode for i in indikator}
    for i in indikator:
        baris = milik.get(i.kode)
        sel = tabel.sel(baris, "Indikator") if baris else None
        tertulis = lipat(teks(sel))
        if sel and tertulis != lipat(i.nama) and tertulis in per_nama:
            uraian = f"Baris berkode {i.kode} memuat indikator {per_nama[tertulis]}, mungkin karena diurutkan."
            yield Temuan(sel.alamat, i.kode, uraian, "Cocokkan kode dan indikatornya, atau pakai formulir baru.")
    tergabung = tabel.tergabung()
    for kode, baris in milik.items():
        for judul in DIISI:
            if (baris.nomor, tabel.kolom.get(judul, 0)) in tergabung:
                uraian = f"Sel {judul} digabung dengan sel lain."
                yield Temuan(tabel.alamat(baris.nomor, judul), kode, uraian, "Pisahkan (Unmerge), lalu isi tiap baris.")
