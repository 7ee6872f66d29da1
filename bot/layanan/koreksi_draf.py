"""`DKP-14 = 178`, `DKP-14 anggaran = 12.500.000`: one cell of the form that waits for `✅ Kirim` is corrected."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from bot.kinerja.baca import baca_anggaran, baca_kinerja
from bot.kinerja.contoh import ANGGARAN
from bot.kinerja.data import realisasi_ke_json
from bot.kinerja.isian import tanpa_jawaban_usang
from bot.kinerja.model import Bacaan, Indikator, Keterbacaan, Realisasi
from bot.layanan import terkunci
from bot.layanan.angka import indikator, realisasi_bidang
from bot.layanan.dasar import Asal
from bot.layanan.formulir_keluar import Sasaran, sasaran, semua_sasaran
from bot.layanan.unggahan import bahan_periksa, boleh_mengirim, draf_dari_chat, kiriman_terbaru
from bot.pesan import umum
from bot.pesan.pengembalian import koreksi_terkunci
from bot.pesan.unggahan import KODE_TAK_DIKENAL, TakMenunggu, tak_menunggu
from bot.sop.alur import langkah_unggah_berikut
from bot.sop.penolakan import BidangTerkunci
from db.kotak_keluar import Surat, titipkan
from db.tabel import Kiriman

_KOREKSI = re.compile(r"\s*([^\s=:](?:[^=:\n]*[^\s=:])?)\s*([=:])\s*(.+?)\s*", re.DOTALL)
_NILAI = Keterbacaan.NILAI
_KATA = ("realisasi", ANGGARAN)  # beside the code: which cell is meant
_MIRIP_KODE = re.compile(r"[A-Za-z][A-Za-z0-9./-]*[0-9]")  # worth an answer although no indicator has it


@dataclass(frozen=True)
class _Koreksi:
    """What somebody typed. uang: about the budget cell."""

    kode: str
    uang: bool
    isi: str
    tegas: bool  # written with "=", not with ":"


def terima(sesi: Session, asal: Asal, teks: str, waktu: datetime, *, hanya_angka: bool = False) -> bool:
    """False when the text is no correction, or nothing waits for one.

    hanya_angka: only ``DKP-14 = 178`` with a figure that can be read; a sentence is something else.
    """
    koreksi = _urai(teks)
    draf = _draf_terakhir(sesi, asal.telegram) if koreksi else None
    if koreksi is None or draf is None:
        return False
    kiriman, s = draf
    milik = [i for i in indikator(sesi, s.jalan.baris) if i.bidang == s.bidang]
    tentang = next((i for i in milik if _sama(i, koreksi)), None)
    if hanya_angka and (tentang is None or not koreksi.tegas or _baca(tentang, koreksi).status is not _NILAI):
        return False
    if tentang is None:
        if not _MIRIP_KODE.fullmatch(koreksi.kode):
            return False
        _jawab(sesi, asal, KODE_TAK_DIKENAL.format(kode=koreksi.kode), waktu)
        return True
    buka = terkunci.terbuka(s.jalan, milik)
    if tentang.kode not in buka:
        _jawab(sesi, asal, koreksi_terkunci(tentang.kode, [i.kode for i in milik if i.kode in buka]), waktu)
        return True
    _koreksi(sesi, asal, (kiriman, s), tentang, koreksi, waktu)
    return True


def jelaskan(sesi: Session, asal: Asal, teks: str, waktu: datetime) -> bool:
    """A correction that no form waits for, any more or yet: how it is made now. False when the text is none."""
    koreksi = _urai(teks)
    if koreksi is None:
        return False
    milik = ((s, i) for s in semua_sasaran(sesi, asal.telegram) for i in indikator(sesi, s.jalan.baris))
    ada = next(((s, i) for s, i in milik if i.bidang == s.bidang and _sama(i, koreksi)), None)
    if ada is None or not (koreksi.tegas or _baca(ada[1], koreksi).status is _NILAI):
        return False
    isi = tak_menunggu(_keadaan(sesi, asal, *ada))
    titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    return True


def _keadaan(sesi: Session, asal: Asal, s: Sasaran, i: Indikator) -> TakMenunggu:
    j, ini, terkirim = s.jalan, (s.jalan.nomor, s.bidang), kiriman_terbaru(sesi, s)
    isi = TakMenunggu(i.kode, s.nama_bidang, j.baris.triwulan, j.baris.tahun, terkirim is not None)
    if j.keadaan.disetujui:
        return replace(isi, disetujui=True)
    if langkah_unggah_berikut(j.sop, j.keadaan) is None:
        return replace(isi, tutup=f"{j.keadaan.langkah} ({j.sop[j.keadaan.langkah].kegiatan})")
    try:
        boleh = {(b.jalan.nomor, b.bidang) for b in boleh_mengirim(sesi, asal)}
    except BidangTerkunci as tolak:
        return replace(isi, terkunci=str(tolak))
    if ini not in boleh:
        return replace(isi, terkunci="unit ini tidak termasuk yang diminta memperbaiki.")
    akhir = j.keadaan.terakhir
    return replace(isi, baru=akhir is not None and akhir.kiriman > 0 and akhir.personel == s.orang.id)


def _sama(i: Indikator, koreksi: _Koreksi) -> bool:
    return i.kode.casefold() == koreksi.kode.casefold()


def _urai(teks: str) -> _Koreksi | None:
    """``DKP-14 = 178``; the words for the cell may stand before or behind the code."""
    cocok = _KOREKSI.fullmatch(teks)
    if cocok is None:
        return None
    kata = cocok[1].split()
    kode = " ".join(k for k in kata if k.casefold() not in _KATA)
    return _Koreksi(kode, any(k.casefold() == ANGGARAN for k in kata), cocok[3], cocok[2] == "=")


def _baca(i: Indikator, koreksi: _Koreksi) -> Bacaan:
    """As strictly as the cell of the form."""
    return baca_anggaran(koreksi.isi) if koreksi.uang else baca_kinerja(i, koreksi.isi)


def _koreksi(
    sesi: Session, asal: Asal, draf: tuple[Kiriman, Sasaran], i: Indikator, koreksi: _Koreksi, waktu: datetime
) -> None:
    """Read as strictly as the cell of the form; the summary comes anew, or why the value is not taken."""
    kiriman, s = draf
    bacaan = _baca(i, koreksi)
    if bacaan.status is Keterbacaan.KONFIRMASI:
        _jawab(sesi, asal, f"{i.kode}: {bacaan.alasan}", waktu)
        return
    realisasi = realisasi_bidang(kiriman)
    _, lalu, _ = bahan_periksa(sesi, s)
    kini = realisasi.get(i.kode, Realisasi(i.kode))
    satu = replace(kini, anggaran=bacaan) if koreksi.uang else replace(kini, kinerja=bacaan, soal=())
    realisasi[i.kode] = tanpa_jawaban_usang(i, s.jalan.baris.triwulan, satu, (lalu or {}).get(i.kode))
    isi = [realisasi_ke_json(r) for r in realisasi.values()]
    draf_dari_chat(sesi, s, asal.telegram, isi, (kiriman.sha256, kiriman.nama_berkas), waktu)


def _jawab(sesi: Session, asal: Asal, teks: str, waktu: datetime) -> None:
    titipkan(sesi, Surat(asal.telegram, "sendMessage", umum.kalimat(teks), prioritas=0), waktu)


def _draf_terakhir(sesi: Session, telegram: int) -> tuple[Kiriman, Sasaran] | None:
    """The newest draft that waits for `✅ Kirim`, of the units that this account reports for."""
    boleh = {(s.jalan.nomor, s.bidang): s for s in sasaran(sesi, telegram)}
    if not boleh:
        return None
    draf = sesi.exec(
        select(Kiriman)
        .where(Kiriman.status == "draf", col(Kiriman.pelaksanaan_id).in_({n for n, _ in boleh}))
        .order_by(col(Kiriman.id).desc())
    ).all()
    return next(((k, boleh[k.pelaksanaan_id, k.bidang]) for k in draf if (k.pelaksanaan_id, k.bidang) in boleh), None)
