"""`DKP-14 = 178` in the chat: one value of the form that waits for `✅ Kirim` is corrected."""

import re
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from bot.kinerja.baca import baca_sel
from bot.kinerja.data import realisasi_ke_json
from bot.kinerja.isian import tanpa_jawaban_usang
from bot.kinerja.model import Bacaan, Indikator, Kategori, Keterbacaan, Realisasi
from bot.layanan import terkunci
from bot.layanan.angka import indikator, realisasi_bidang
from bot.layanan.dasar import Asal
from bot.layanan.formulir_keluar import Sasaran, sasaran
from bot.layanan.unggahan import bahan_periksa, draf_dari_chat
from bot.pesan import umum
from bot.pesan.pengembalian import koreksi_terkunci
from bot.pesan.unggahan import KODE_TAK_DIKENAL
from db.kotak_keluar import Surat, titipkan
from db.tabel import Kiriman

_KOREKSI = re.compile(r"\s*([A-Za-z][A-Za-z0-9./-]*[0-9])\s*[=:]\s*(.+?)\s*", re.DOTALL)


def terima(sesi: Session, asal: Asal, teks: str, waktu: datetime) -> bool:
    """False when the text is no correction, or nothing waits for one."""
    cocok = _KOREKSI.fullmatch(teks)
    draf = _draf_terakhir(sesi, asal.telegram) if cocok else None
    if cocok is None or draf is None:
        return False
    _koreksi(sesi, asal, draf, cocok[1], cocok[2], waktu)
    return True


def _koreksi(sesi: Session, asal: Asal, draf: tuple[Kiriman, Sasaran], kode: str, teks: str, waktu: datetime) -> None:
    """``DKP-14 = 178`` in the chat: one value of the waiting draft is corrected, and its summary comes anew."""
    kiriman, s = draf
    baris = s.jalan.baris
    milik = [i for i in indikator(sesi, baris) if i.bidang == s.bidang]
    tentang = next((i for i in milik if i.kode.casefold() == kode.casefold()), None)
    bacaan = _baca_kinerja(tentang, teks, baris.triwulan) if tentang else None
    if tentang is None or bacaan is None or bacaan.status is Keterbacaan.KONFIRMASI:
        sebab = f"{tentang.kode}: {bacaan.alasan}" if tentang and bacaan else KODE_TAK_DIKENAL.format(kode=kode)
        titipkan(sesi, Surat(asal.telegram, "sendMessage", umum.kalimat(sebab), prioritas=0), waktu)
        return
    buka = terkunci.terbuka(s.jalan, milik)
    if tentang.kode not in buka:
        isi_ = umum.kalimat(koreksi_terkunci(tentang.kode, [i.kode for i in milik if i.kode in buka]))
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi_, prioritas=0), waktu)
        return
    realisasi = realisasi_bidang(kiriman)
    _, lalu, _ = bahan_periksa(sesi, s)
    satu = replace(realisasi.get(tentang.kode, Realisasi(tentang.kode)), kinerja=bacaan, soal=())
    realisasi[tentang.kode] = tanpa_jawaban_usang(tentang, baris.triwulan, satu, (lalu or {}).get(tentang.kode))
    isi = [realisasi_ke_json(r) for r in realisasi.values()]
    draf_dari_chat(sesi, s, asal.telegram, isi, (kiriman.sha256, kiriman.nama_berkas), waktu)


def _baca_kinerja(tentang: Indikator, teks: str, triwulan: int) -> Bacaan:
    """A value typed in the chat, read as a cell of the form."""
    kategori = isinstance(tentang.target_tw[triwulan - 1], Kategori)
    return baca_sel(teks, tentang.satuan, kategori=kategori)


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
