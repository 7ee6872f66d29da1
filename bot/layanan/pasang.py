"""`/pasang`: an administrator sets an office up, or changes one, with buttons. Nothing is stored before the last `✅`.

What has been answered lies in the administrator's `Pertanyaan`; one message turns from question to question.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import kantor_bentuk as bentuk
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor_grup import PASANG
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.pasang_tanya import grup_bebas, isi_pertanyaan
from bot.layanan.pelaksanaan import Kilasan, tanya
from bot.layanan.rancangan import (
    Rancangan,
    baca_bidang,
    berjam,
    bernama,
    berzona,
    langkah_berikut,
    namai_bidang,
    pastikan_bidang_bebas,
    pilihan_sop,
    rancangan_baru,
    rancangan_dari,
    tambah_bidang,
    usul_nama,
)
from bot.layanan.tindakan_admin import BukanAdministrator
from bot.pesan import pasang as pesan
from bot.pesan import pasang_awal as awal
from bot.pesan.dasar import Tombol
from bot.sop.bentuk import Keliru
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import GrupTelegram, Instansi, Pertanyaan, VersiSop
from jadwal.jam_kerja import JamKerjaSalah
from jadwal.jam_tulis import JAM_SIAP, baca_jam

PERTANYAAN = PASANG
LAYAR = "pasang"  # the list from which a conversation begins


class IsianLewat(Ditolak):
    """The conversation that this button belongs to is over, or goes on elsewhere."""

    def __init__(self) -> None:
        super().__init__("Isian ini sudah selesai atau tidak berlaku lagi. Ketik /pasang untuk melihat kantor Anda.")


class BagianLewat(Ditolak):
    """A button of a question that has been answered."""

    def __init__(self) -> None:
        super().__init__("Bagian ini sudah dijawab. Lihat pesan terakhir.")


class GrupHilang(Ditolak):
    """The bot is not in this group any more, or never was as far as it knows."""

    def __init__(self, judul: str = "") -> None:
        nama = f"grup {judul[:60]}" if judul else "grup itu"
        super().__init__(f"Bot tidak ada lagi di {nama}. Undang lagi ke grup kantor, lalu coba lagi.")


# The beginning -------------------------------------------------------------------------------------------------------


async def pasang(lay: Layanan, asal: Asal) -> None:
    """`/pasang`: the offices, a new one, what was left unfinished. Raises BukanAdministrator."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        if asal.telegram not in lay.admin:
            raise BukanAdministrator
        baris = sesi.exec(
            select(Instansi, VersiSop.sop_id)
            .join(VersiSop, col(VersiSop.id) == col(Instansi.versi_sop_id))
            .order_by(col(Instansi.nama), col(Instansi.id))
        )
        kantor = [(i.id or 0, i.nama, i.kode, awal.sebut_sop(s), i.tahun) for i, s in baris]
        soal = _terbuka(sesi, asal)
        r = Rancangan.dari_json(soal.isi["rancangan"]) if soal else None
        lanjut = (r.nama or r.judul or "kantor baru") if r else ""
        tampilkan(sesi, asal, LAYAR, awal.daftar(kantor, lanjut), waktu, baru=True)

    await lay.tulis(asal, kerja)


async def kantor_baru(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`➕ Kantor baru`: in which group? Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _pastikan(lay, asal)
        tampilkan(sesi, asal, LAYAR, awal.pilih_grup(grup_bebas(sesi)), waktu)
        return Kilasan("Pilih grupnya.")

    return await lay.tulis(asal, kerja)


async def mulai_grup(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🏢 Pasang kantor`, for the group of the message (0: without one). Raises TidakDitemukan, GrupHilang."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _pastikan(lay, asal)
        grup = None if tombol.nomor == 0 else pastikan_grup(sesi, -tombol.nomor)
        pemilik = kantor_grup(sesi, grup.chat_id) if grup else None
        if pemilik is not None:
            return Kilasan(f"Grup ini sudah dipakai {pemilik.nama[:80]}. Ketik /pasang untuk mengubahnya.", layar=True)
        r = rancangan_baru(grup)
        soal = _terbuka(sesi, asal)
        if soal is not None and grup is not None and soal.isi["rancangan"]["grup"] == grup.chat_id:
            _ulangi(sesi, soal, waktu)
            return Kilasan("Isian untuk grup ini sudah dimulai; dilanjutkan di bawah.")
        untuk = ("Kantor baru untuk grup", grup.judul) if grup else ("Kantor baru", "tanpa grup")
        tutup(sesi, asal, LAYAR, awal.dipilih(*untuk), waktu)
        _mulai(sesi, asal, r, waktu)
        return Kilasan("Mulai dari SOP-nya.")

    return await lay.tulis(asal, kerja)


def pastikan_grup(sesi: Session, chat_id: int) -> GrupTelegram:
    """The group, if the bot is in it. Raises GrupHilang."""
    grup = sesi.get(GrupTelegram, chat_id)
    if grup is None or not grup.ada:
        raise GrupHilang(grup.judul if grup else "")
    return grup


def kantor_grup(sesi: Session, chat_id: int) -> Instansi | None:
    """The office that has this group."""
    return sesi.exec(select(Instansi).where(Instansi.grup == chat_id)).first()


async def buka_kantor(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """An office of the list: its summary. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _pastikan(lay, asal)
        instansi = sesi.get(Instansi, tombol.nomor)
        if instansi is None:
            raise TidakDitemukan
        tutup(sesi, asal, LAYAR, awal.dipilih("Kantor", instansi.nama), waktu)
        _mulai(sesi, asal, rancangan_dari(sesi, instansi), waktu)
        return Kilasan(instansi.nama)

    return await lay.tulis(asal, kerja)


async def lanjutkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`▶️ Lanjutkan`: the open question again, at the bottom. Raises TidakDitemukan, IsianLewat."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _pastikan(lay, asal)
        soal = _terbuka(sesi, asal)
        if soal is None:
            raise IsianLewat
        tutup(sesi, asal, LAYAR, pesan.DILANJUTKAN, waktu)
        _ulangi(sesi, soal, waktu)
        return Kilasan("Dilanjutkan.")

    return await lay.tulis(asal, kerja)


def _mulai(sesi: Session, asal: Asal, r: Rancangan, waktu: datetime) -> None:
    langkah, cap = langkah_berikut(sesi, r), asal.update_id or 0
    isi = {"cap": cap, "langkah": langkah, "unit": "", "rancangan": r.ke_json()}
    surat = Surat(asal.telegram, "sendMessage", isi_pertanyaan(sesi, cap, r, langkah, "", waktu), prioritas=0)
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi=isi | {"pesan": titipkan(sesi, surat, waktu)})


def _pastikan(lay: Layanan, asal: Asal) -> None:
    if asal.telegram not in lay.admin:
        raise TidakDitemukan


# Going on ------------------------------------------------------------------------------------------------------------


def _terbuka(sesi: Session, asal: Asal) -> Pertanyaan | None:
    soal = sesi.get(Pertanyaan, asal.telegram)
    return soal if soal is not None and soal.jenis == PERTANYAAN else None


def isian(sesi: Session, lay: Layanan, asal: Asal, cap: int) -> tuple[Pertanyaan, Rancangan]:
    """The conversation that a button belongs to. Raises TidakDitemukan, IsianLewat."""
    _pastikan(lay, asal)
    soal = _terbuka(sesi, asal)
    if soal is None or soal.isi["cap"] != cap:
        raise IsianLewat
    return soal, Rancangan.dari_json(soal.isi["rancangan"])


def tunjukkan(
    sesi: Session,
    soal: Pertanyaan,
    r: Rancangan,
    langkah: str,
    waktu: datetime,
    *,
    unit: str = "",
    catatan: str = "",
    bekas: dict[str, Any] | None = None,
) -> None:
    """The next question. `bekas`: it comes as a new message at the bottom, and the one before turns into this."""
    isi = isi_pertanyaan(sesi, soal.isi["cap"], r, langkah, unit, waktu)
    if catatan:
        isi = pesan.dengan_catatan(catatan, isi)
    nomor = int(soal.isi["pesan"])
    if bekas is None:
        sunting(sesi, nomor, isi, waktu)
    else:
        sunting(sesi, nomor, bekas, waktu)
        nomor = titipkan(sesi, Surat(soal.telegram, "sendMessage", isi, prioritas=0), waktu)
    soal.isi = soal.isi | {"langkah": langkah, "unit": unit, "rancangan": r.ke_json(), "pesan": nomor}


def _ulangi(sesi: Session, soal: Pertanyaan, waktu: datetime, catatan: str = "") -> None:
    r = Rancangan.dari_json(soal.isi["rancangan"])
    langkah, unit = soal.isi["langkah"], soal.isi["unit"]
    tunjukkan(sesi, soal, r, langkah, waktu, unit=unit, catatan=catatan, bekas=pesan.DILANJUTKAN)


async def jawab_tombol(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A question answered with a button. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal, r = isian(sesi, lay, asal, tombol.nomor)
        apa, _, nilai = tombol.sidik.partition(".")
        langkah = soal.isi["langkah"]
        if apa == "ubah":
            _buka_bagian(sesi, soal, r, nilai, waktu)
        elif apa == "kembali":
            if langkah_berikut(sesi, r) != "ringkas":
                raise BagianLewat
            tunjukkan(sesi, soal, r, "bidang" if langkah == "unit" else "ringkas", waktu)
        elif apa != langkah:
            raise BagianLewat
        elif apa == "bidang":
            if not nilai.isascii() or not nilai.isdigit() or int(nilai) >= len(r.bidang):
                raise TidakDitemukan
            tunjukkan(sesi, soal, r, "unit", waktu, unit=r.bidang[int(nilai)][0])
        elif apa == "unit" and nilai == "hapus":
            tanpa = replace(r, bidang=tuple(b for b in r.bidang if b[0] != soal.isi["unit"]))
            pastikan_bidang_bebas(sesi, r, tanpa)
            tunjukkan(sesi, soal, tanpa, "bidang", waktu)
        else:
            r = _terima_tombol(sesi, r, apa, nilai, waktu)
            tunjukkan(sesi, soal, r, langkah_berikut(sesi, r), waktu)
            return Kilasan("Dicatat.")
        return Kilasan("Silakan.")

    return await lay.tulis(asal, kerja)


def _buka_bagian(sesi: Session, soal: Pertanyaan, r: Rancangan, langkah: str, waktu: datetime) -> None:
    """A part of the summary that is to be changed."""
    boleh = {"sop", "nama", "zona", "jam", "bidang", "tahun", "grup" if r.instansi else "kode"}
    if langkah not in boleh:
        raise TidakDitemukan
    if soal.isi["langkah"] != "ringkas":
        raise BagianLewat
    tunjukkan(sesi, soal, r, langkah, waktu)


def _terima_tombol(sesi: Session, r: Rancangan, apa: str, nilai: str, waktu: datetime) -> Rancangan:
    """The office with the answer in it. Raises TidakDitemukan for what no button of ours carries, GrupHilang."""
    jam = {j.kode: j.isi for j in JAM_SIAP}
    if apa == "sop":
        return replace(r, sop=pilihan_sop(sesi, nilai))
    if apa == "nama" and nilai == "ya" and usul_nama(r):
        return bernama(sesi, r, usul_nama(r))
    if apa == "zona" and nilai in pesan.ZONA:
        return berzona(r, pesan.ZONA[nilai], waktu)
    if apa == "jam" and nilai in jam:
        return berjam(r, jam[nilai])
    if apa == "tahun" and re.fullmatch(r"20[0-9]{2}", nilai):
        return _bertahun(r, nilai)
    if apa == "grup" and nilai.isascii() and nilai.isdigit() and len(nilai) < 16:
        grup = pastikan_grup(sesi, -int(nilai))
        return r if grup.chat_id == r.grup else replace(r, grup=grup.chat_id, topik=None, judul=grup.judul)
    raise TidakDitemukan


def _bertahun(r: Rancangan, teks: str) -> Rancangan:
    try:
        return replace(r, tahun=bentuk.tahun(int(teks) if re.fullmatch("[0-9]{4}", teks) else 0))
    except Keliru:
        raise Keliru("Tahunnya belum terbaca.", "Tulis empat angka, misalnya 2026.") from None


# Typed answers -------------------------------------------------------------------------------------------------------


def jawab_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """A question answered by typing: the next one, or the same with what was wrong, comes below."""
    r, langkah = Rancangan.dari_json(soal.isi["rancangan"]), soal.isi["langkah"]
    if langkah not in _TERTULIS:
        _ulangi(sesi, soal, waktu, pesan.PAKAI_TOMBOL)
        return None
    apa, terima = _TERTULIS[langkah]
    try:
        r = terima(sesi, soal, r, teks)
    except Keliru as salah:
        _ulangi(sesi, soal, waktu, pesan.keliru(salah.masalah, salah.seharusnya))
    except JamKerjaSalah as salah:
        _ulangi(sesi, soal, waktu, pesan.keliru(f"{salah.letak}:", salah.apa))
    else:
        berikut = "bidang" if langkah == "unit" else langkah_berikut(sesi, r)
        tunjukkan(sesi, soal, r, berikut, waktu, bekas=pesan.terjawab(apa, " · ".join(teks.split("\n"))))
    return None


def _nama(sesi: Session, _: Pertanyaan, r: Rancangan, teks: str) -> Rancangan:
    if not any(huruf.isalnum() for huruf in teks):
        raise Keliru("Nama kantornya belum terbaca.", "Tulis nama dengan huruf.")
    return bernama(sesi, r, bentuk.nama(teks))


def _kode(sesi: Session, _: Pertanyaan, r: Rancangan, teks: str) -> Rancangan:
    kode = bentuk.kode(teks)
    lain = next((i for i in sesi.exec(select(Instansi)) if i.kode.casefold() == kode.casefold()), None)
    if lain is not None:
        raise Keliru(f"Kode {kode} sudah dipakai {lain.nama}.", "Pilih kode lain.")
    return replace(r, kode=kode)


def _unit(_: Session, soal: Pertanyaan, r: Rancangan, teks: str) -> Rancangan:
    return namai_bidang(r, soal.isi["unit"], bentuk.nama(teks))


_TERTULIS: dict[str, tuple[str, Callable[[Session, Pertanyaan, Rancangan, str], Rancangan]]] = {
    "nama": ("Nama kantor", _nama),
    "kode": ("Kode", _kode),
    "jam": ("Jam kerja", lambda _, __, r, teks: berjam(r, baca_jam(teks))),
    "bidang": ("Unit dicatat", lambda _, __, r, teks: tambah_bidang(r, baca_bidang(teks))),
    "unit": ("Nama unit", _unit),
    "tahun": ("Tahun", lambda _, __, r, teks: _bertahun(r, teks.strip())),
}
