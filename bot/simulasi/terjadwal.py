"""What the bot has written down to do next, for the chat page: when, what, for whom. Only looks."""

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.kabar import nama_pemegang
from bot.pesan.atur_pengingat import NAMA
from bot.pesan.dasar import nama_triwulan
from bot.simulasi.model import Json
from db.tabel import Instansi, Penugasan, Tonggak

TERBANYAK = 40
KATA = {
    "ingat": "Pengingat langkah",
    "lagi": "Diingatkan lagi",
    "pagi": "Daftar tugas pagi",
    "jumat": "Catatan akhir pekan",
    "triwulan": "Ajakan triwulan",
    "formulir": "Formulir dikirim",
    "dokumen": "Draf dokumen disusun",
    "rekap": "Rekap diterbitkan",
    "susulan": "Dokumen rekap yang belum jadi dibuat lagi",
    "pejabat": "Pejabat sementara berganti",
    "kosong": "Peran kosong diberitahukan",
    "rapat-kalender": "Undangan rapat",
    "rapat-ingat": "Pengingat rapat",
    "rapat-notulen": "Notulen disusun",
    "cuti": "Peringatan cuti bersama tahun depan",
}
UNTUK = {"pagi": "yang punya tugas terbuka", "jumat": "pimpinan", "cuti": "administrator"}
PIMPINAN = ("h-10", "hari-1", "hari-10", "tunda")


def terjadwal(sesi: Session) -> list[Json]:
    """The next due moments, nearest first: ``saat`` (Unix time), ``apa``, ``siapa``, ``kantor``."""
    belum = (
        select(Tonggak, Penugasan)
        .join(Penugasan, col(Penugasan.id) == col(Tonggak.penugasan_id), isouter=True)
        .where(col(Tonggak.selesai_pada).is_(None), col(Penugasan.selesai_pada).is_(None))
        .order_by(col(Tonggak.kapan), col(Tonggak.id))
        .limit(TERBANYAK)
    )
    return [_baris(sesi, t, p) for t, p in sesi.exec(belum).all()]


def _baris(sesi: Session, t: Tonggak, p: Penugasan | None) -> Json:
    apa, siapa, kantor = KATA.get(t.jenis, t.jenis.capitalize()), UNTUK.get(t.jenis, ""), ""
    jalan = p.pelaksanaan_id if p is not None else t.pelaksanaan_id
    if jalan is not None:
        j = muat.jalan(sesi, jalan)
        kantor = j.instansi.nama
        if p is not None:
            orang = ", ".join(o.nama for o in j.pemegang.get((p.peran, p.bidang), []))
            siapa = f"{nama_pemegang(j, p.peran, p.bidang)}{f' ({orang})' if orang else ''}"
            apa += f" {p.langkah}" if t.jenis == "ingat" else f", langkah {p.langkah}"
            apa += f": {_saat(str(t.isi['nama']))}" if "nama" in t.isi else ""
    elif t.instansi_id is not None:
        kantor = sesi.get_one(Instansi, t.instansi_id).nama
        if t.jenis == "triwulan":
            nama = str(t.isi["nama"])
            apa = f"{nama_triwulan(int(t.isi['triwulan']), int(t.isi['tahun']))}: {_ajakan(nama)}"
            siapa = "pimpinan" if nama in PIMPINAN else "unit dan sekretaris"
    return {"saat": t.kapan.timestamp(), "apa": apa, "siapa": siapa, "kantor": kantor}


def _saat(nama: str) -> str:
    """A reminder's name (`jadwal.tonggak`) in words."""
    depan, _, angka = nama.partition("-")
    if depan == "ingatkan":
        return f"{angka} % waktu terpakai" if angka.isdigit() else "pagi hari terakhir"
    return f"ke-{angka} sesudah batas" if depan == "sesudah" else nama


def _ajakan(nama: str) -> str:
    return NAMA[nama][1] if nama in NAMA else NAMA["sekretaris"][1]
