"""What an administrator sees of an office that is being put together: the question, or the summary."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.pelaksanaan import sebut_kekurangan
from bot.layanan.rancangan import Rancangan, langkah_berikut, perlu_bidang, sop_dari, sop_tersedia, usul_nama
from bot.pesan import pasang as pesan
from bot.pesan.dasar import nama_triwulan, ringkas
from bot.pesan.pasang_awal import PANJANG_SEBUTAN, sebut_sop
from bot.sop.model import Sop
from db.tabel import GrupTelegram, Instansi
from jadwal.jam_kerja import JamKerja
from jadwal.jam_tulis import uraikan


def isi_pertanyaan(sesi: Session, cap: int, r: Rancangan, langkah: str, unit: str, waktu: datetime) -> dict[str, Any]:
    """The message of one step of the conversation; `cap` is what its buttons carry, `unit` the code of a unit."""
    siapa = ringkas(r.nama or (f"Grup: {r.judul}" if r.judul else ""), PANJANG_SEBUTAN)
    letak = pesan.Letak(cap, not r.instansi, siapa)
    ada = langkah_berikut(sesi, r) == "ringkas"
    if langkah == "ringkas":
        return pesan.ringkasan(letak, _ringkasan(sesi, r, waktu))
    if langkah == "sop":
        return pesan.tanya_sop(letak, sop_tersedia(sesi), ada)
    if langkah == "nama":
        return pesan.tanya_nama(letak, usul_nama(r), ada)
    if langkah == "kode":
        return pesan.tanya_kode(letak, r.kode)
    if langkah == "zona":
        return pesan.tanya_zona(letak, ada)
    if langkah == "jam":
        return pesan.tanya_jam(letak, ada)
    if langkah == "bidang":
        return pesan.tanya_bidang(letak, r.bidang, ada)
    if langkah == "unit":
        return pesan.tanya_unit(letak, unit, dict(r.bidang)[unit])
    if langkah == "tahun":
        return pesan.tanya_tahun(letak, r.tahun, waktu.astimezone(ZoneInfo(r.zona)).year)
    return pesan.tanya_grup(letak, grup_bebas(sesi))


def grup_bebas(sesi: Session) -> list[tuple[int, str]]:
    """Groups that the bot is in and no office has: number and title."""
    dipakai = set(sesi.exec(select(Instansi.grup)).all())
    ada = sesi.exec(select(GrupTelegram).where(col(GrupTelegram.ada).is_(True)).order_by(col(GrupTelegram.judul)))
    return [(g.chat_id, g.judul) for g in ada if g.chat_id not in dipakai]


def _ringkasan(sesi: Session, r: Rancangan, waktu: datetime) -> pesan.Ringkasan:
    sop = sop_dari(sesi, r.sop)[0]
    isi = pesan.Ringkasan(
        nama=r.nama,
        kode=r.kode,
        grup=r.judul or (str(r.grup) if r.grup is not None else ""),
        sop=sebut_sop(sop.id),
        langkah=len(sop),
        zona=_zona(r, waktu),
        jam=_jam(r),
        tahun=r.tahun,
        bidang=r.bidang if perlu_bidang(sop) else None,
        sidik=r.sidik,
        instansi=r.instansi,
        berubah=r.sidik != r.semula,
    )
    return _dengan_keadaan(sesi, r, sop, isi) if r.instansi else isi


def _zona(r: Rancangan, waktu: datetime) -> str:
    """``WIB``."""
    return waktu.astimezone(ZoneInfo(r.zona)).tzname() or r.zona


def _jam(r: Rancangan) -> list[str]:
    return uraikan(JamKerja.dari_json(r.jam or None))


def sebut_beda(lama: Rancangan, baru: Rancangan, waktu: datetime) -> list[str]:
    """What is different about the office itself, in the words of its summary."""
    pasangan = (
        ("Nama", lama.nama, baru.nama),
        ("Grup", lama.judul or "belum ada", baru.judul),
        ("Zona waktu", _zona(lama, waktu), _zona(baru, waktu)),
        ("Jam kerja", "; ".join(_jam(lama)), "; ".join(_jam(baru))),
        ("Tahun", lama.tahun, baru.tahun),
    )
    return [f"{apa}: {dari} → {ke}" for apa, dari, ke in pasangan if dari != ke]


def _dengan_keadaan(sesi: Session, r: Rancangan, sop: Sop, isi: pesan.Ringkasan) -> pesan.Ringkasan:
    """With the people and the plan of an office that is there already, and what `/mulai` would miss."""
    pemegang = muat.pemegang(sesi, r.instansi)
    rencana = muat.rencana_kini(sesi, r.instansi, r.tahun)
    unit = muat.bidang_berindikator(sesi, r.instansi, rencana)
    return replace(
        isi,
        personel=len({o.telegram for semua in pemegang.values() for o in semua}),
        indikator=len(rencana.isi) if rencana is not None else 0,
        kurang=sebut_kekurangan(sop, pemegang, unit, sesi, r.instansi, r.tahun),
        berjalan=[nama_triwulan(p.triwulan, p.tahun) for p in muat.pelaksanaan_hidup(sesi, r.instansi)],
    )
