"""What an administrator sees of an office's calendar, and the answers that a question offers ready."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.usul_kalender import lama
from bot.pesan import kalender as pesan
from db.tabel import Instansi
from jadwal.jam_kerja import PERPRES_21_2023, JamKerja
from jadwal.jam_tulis import uraikan
from jadwal.kalender import SEHARI, KalenderKerja
from jadwal.triwulan import hari_sesudah, triwulan_dari

JENDELA = 120  # days ahead in which holidays are listed
BANYAK = 8  # holidays listed, days offered
KHUSUS_TAMPIL = 12
TAHAP_CUTI = 10  # from this month on next year's joint leave should be known


def isi_layar(sesi: Session, instansi: Instansi, layar: str, waktu: datetime, catatan: str = "") -> dict[str, Any]:
    """The screen `pesan.LIBUR` or `pesan.JAM` of an office."""
    kalender = muat.kalender(sesi, instansi)
    isi = _layar(instansi, kalender, kalender.setempat(waktu).date(), waktu)
    return pesan.layar_libur(isi, catatan) if layar == pesan.LIBUR else pesan.layar_jam(isi, catatan)


def _layar(instansi: Instansi, kalender: KalenderKerja, kini: date, waktu: datetime) -> pesan.Layar:
    jam = kalender.jam
    dulu = sorted((m for m in jam.masa if lama(m) and m.sampai >= kini), key=lambda m: m.dari)
    pekan = [m.pekan for m in dulu] + [jam.pekan]  # the first one is in force, each other from the day after
    nanti = [(m.sampai + SEHARI, uraikan(JamKerja(isi))) for m, isi in zip(dulu, pekan[1:], strict=True)]
    masa = sorted((m for m in jam.masa if not lama(m) and m.sampai >= kini), key=lambda m: m.dari)
    tw = triwulan_dari(kini)
    return pesan.Layar(
        instansi=instansi.id or 0,
        nama=instansi.nama,
        zona=waktu.astimezone(ZoneInfo(instansi.zona)).tzname() or instansi.zona,
        hari_kerja=sum(bool(r) for r in pekan[0]),
        pekan=uraikan(JamKerja(pekan[0])),
        nanti=nanti,
        masa=[(m.dari, m.sampai, m.nama, uraikan(JamKerja(m.pekan))) for m in masa],
        libur=[(t, nama) for t in _hari(kini, JENDELA) if kalender.jam.rentang(t) if (nama := kalender.nama_libur(t))][
            :BANYAK
        ],
        khusus=[(t, *isi) for t, isi in sorted(kalender.khusus.items()) if t >= kini][:KHUSUS_TAMPIL],
        belum_cuti=[th for th in _tahun(kini) if not kalender.cuti_bersama_diketahui(th)],
        triwulan=[tw, triwulan_dari(hari_sesudah(*tw))],
    )


def _tahun(kini: date) -> Sequence[int]:
    return (kini.year, kini.year + 1) if kini.month >= TAHAP_CUTI else (kini.year,)


def _hari(kini: date, banyak: int) -> Iterator[date]:
    return (kini + timedelta(days=n) for n in range(banyak))


def pilihan(kalender: KalenderKerja, langkah: str, waktu: datetime) -> list[tuple[str, str]]:
    """Label and value of each ready answer of a question."""
    kini = kalender.setempat(waktu).date()
    match langkah:
        case "tambah" | "tukar":
            return _sebut(t for t in _hari(kini, 60) if kalender.hari_kerja(t))
        case "masuk" | "tukarmasuk":
            return _sebut(t for t in _hari(kini, 60) if not kalender.hari_kerja(t) and t.weekday() != 6)
        case "hapus":
            return _sebut((t for t in sorted(kalender.khusus) if t >= kini), KHUSUS_TAMPIL)
        case "nama":
            return [(nama, str(n)) for n, nama in enumerate(pesan.NAMA_LIBUR)]
        case "ganti":
            return list(pesan.PILIHAN_JAM)
        case "jamramadan":
            return [pesan.JAM_RAMADAN]
        case "sejak":
            senin = kini + timedelta(days=7 - kini.weekday())
            bulan = date(kini.year + kini.month // 12, kini.month % 12 + 1, 1)
            return [
                (f"{kata} {pesan.hari_ringkas(t)}", str((t - kini).days))
                for kata, t in (("Hari ini,", kini), ("Senin depan,", senin), ("Bulan depan,", bulan))
            ]
    return []


def contoh(kalender: KalenderKerja, langkah: str, waktu: datetime) -> str:
    """A typed answer that is valid today; "" where only buttons are."""
    kini = kalender.setempat(waktu).date()
    kerja = next((t for t in _hari(kini + timedelta(days=14), 60) if kalender.hari_kerja(t)), kini)
    bebas = next((t for t in _hari(kini, 60) if not kalender.hari_kerja(t)), kini)
    match langkah:
        case "tambah":
            return pesan.contoh_hari(kerja, pesan.CONTOH_NAMA)
        case "nama":
            return pesan.CONTOH_NAMA
        case "masuk" | "tukarmasuk":
            return pesan.contoh_hari(bebas, "")
        case "tukar":
            return pesan.contoh_tukar(kerja, bebas)
        case "ganti":
            return pesan.CONTOH_JAM
        case "sejak":
            return pesan.contoh_hari(kini + timedelta(days=1), "")
        case "ramadan":
            dari, sampai = next(
                ((m.dari, m.sampai) for m in PERPRES_21_2023.masa if m.sampai > kini), (kini, kini + 29 * SEHARI)
            )
            return pesan.contoh_masa(dari, sampai)
        case "jamramadan":
            return pesan.CONTOH_JAM_RAMADAN
    return ""


def _sebut(hari: Iterator[date], banyak: int = BANYAK) -> list[tuple[str, str]]:
    return [(pesan.hari_ringkas(t), str(t)) for t, _ in zip(hari, range(banyak), strict=False)]
