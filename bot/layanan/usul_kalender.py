"""A change of an office's calendar before it is stored: other days, other hours, and the calendar that it would make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.pesan.kalender import hari_lengkap, hari_singkat
from bot.sop.bentuk import Keliru
from db.tabel import Instansi
from jadwal.jam_kerja import HARI, JamKerja, Masa, Pekan
from jadwal.jam_tulis import uraikan
from jadwal.kalender import SEHARI, KalenderKerja

Khusus = Mapping[date, tuple[bool, str]]

MUNDUR, MAJU = 31, 731  # days before and after today that may be changed
AWAL = date(2000, 1, 1)  # hours that applied "always" until they were changed
NAMA_LIBUR, NAMA_MASUK = "Libur setempat", "Hari kerja pengganti"
LAMA = "Jam kerja sampai"  # name of a period that keeps the hours before a change
RAMADAN = "Ramadan"
MASA_TERPANJANG = 60  # days


@dataclass(frozen=True)
class Usul:
    """``hari``: date to (is it free?, name), None: as in the national calendar. ``jam``: all hours anew, None: as they are.

    ``uraian``: the change in words.
    """

    hari: Mapping[date, tuple[bool, str] | None] = field(default_factory=dict)
    jam: Mapping[str, Any] | None = None
    uraian: tuple[str, ...] = ()

    def ke_json(self) -> dict[str, Any]:
        return {
            "hari": [[str(t), list(isi) if isi else None] for t, isi in self.hari.items()],
            "jam": self.jam,
            "uraian": list(self.uraian),
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "Usul":
        hari = {date.fromisoformat(t): (bool(i[0]), str(i[1])) if i else None for t, i in isi["hari"]}
        return cls(hari, isi["jam"], tuple(isi["uraian"]))


def bakal(instansi: Instansi, khusus: Khusus, usul: Usul) -> KalenderKerja:
    """The office's calendar with the change in it."""
    baru = {**khusus, **{t: isi for t, isi in usul.hari.items() if isi is not None}}
    for tanggal, isi in usul.hari.items():
        if isi is None:
            baru.pop(tanggal, None)
    jam = JamKerja.dari_json(usul.jam if usul.jam is not None else instansi.jam_kerja)
    return KalenderKerja(instansi.zona, jam, baru)


# Days ----------------------------------------------------------------------------------------------------------------


def usul_libur(kalender: KalenderKerja, hari: Sequence[tuple[date, str]], kini: date) -> Usul:
    """These days become free. Raises Keliru for a day that is free already; within a span of days it is left out."""
    pakai = [(t, nama) for t, nama in hari if kalender.hari_kerja(t)]
    if not pakai:
        tanggal = hari[0][0]
        sebab = kalender.nama_libur(tanggal) or "bukan hari kerja kantor ini"
        raise Keliru(f"{hari_lengkap(tanggal)} memang libur: {sebab}.", "Tulis tanggal lain.")
    return _gabung([_libur(kalender, t, nama or NAMA_LIBUR, kini) for t, nama in pakai])


def usul_masuk(kalender: KalenderKerja, hari: Sequence[tuple[date, str]], kini: date) -> Usul:
    """These days become working days. Raises Keliru for a day that is one already."""
    pakai = [(t, nama) for t, nama in hari if not kalender.hari_kerja(t)]
    if not pakai:
        raise Keliru(f"{hari_lengkap(hari[0][0])} memang hari kerja.", "Tulis tanggal lain.")
    return _gabung([_masuk(kalender, t, nama or NAMA_MASUK, kini) for t, nama in pakai])


def usul_tukar(kalender: KalenderKerja, libur: date, masuk: date, kini: date) -> Usul:
    """One day becomes free, another is worked instead. Raises Keliru."""
    pulang = usul_libur(kalender, [(libur, f"Ditukar dengan {hari_singkat(masuk)}")], kini)
    return _gabung([pulang, usul_masuk(kalender, [(masuk, f"Pengganti {hari_singkat(libur)}")], kini)])


def usul_hapus(kalender: KalenderKerja, tanggal: date) -> Usul:
    """A day as the national calendar has it. Raises Keliru when it is."""
    if tanggal not in kalender.khusus:
        raise Keliru(f"{hari_lengkap(tanggal)} tidak lagi hari khusus.", "Lihat daftar yang terbaru.")
    _, nama = kalender.khusus[tanggal]
    return Usul(
        {tanggal: None}, uraian=(f"{hari_lengkap(tanggal)} kembali menurut kalender nasional ({nama} dihapus)",)
    )


def _libur(kalender: KalenderKerja, tanggal: date, nama: str, kini: date) -> Usul:
    _periksa_jarak(tanggal, kini)
    tanpa = _tanpa(kalender, tanggal)
    if not tanpa.hari_kerja(tanggal):  # the office had made a working day of it: free again as the nation has it
        return Usul({tanggal: None}, uraian=(f"{hari_lengkap(tanggal)} libur lagi",))
    return Usul({tanggal: (True, nama)}, uraian=(f"{hari_lengkap(tanggal)} menjadi hari libur: {nama}",))


def _masuk(kalender: KalenderKerja, tanggal: date, nama: str, kini: date) -> Usul:
    _periksa_jarak(tanggal, kini)
    if _tanpa(kalender, tanggal).hari_kerja(tanggal):
        return Usul({tanggal: None}, uraian=(f"{hari_lengkap(tanggal)} menjadi hari kerja lagi",))
    return Usul({tanggal: (False, nama)}, uraian=(f"{hari_lengkap(tanggal)} menjadi hari kerja: {nama}",))


def _tanpa(kalender: KalenderKerja, tanggal: date) -> KalenderKerja:
    return KalenderKerja(kalender.zona, kalender.jam, {t: i for t, i in kalender.khusus.items() if t != tanggal})


def _periksa_jarak(tanggal: date, kini: date) -> None:
    if tanggal < kini - timedelta(days=MUNDUR):
        raise Keliru(f"{hari_lengkap(tanggal)} sudah lama lewat.", f"Tulis tanggal sejak {hari_lengkap(kini)}.")
    if tanggal > kini + timedelta(days=MAJU):
        raise Keliru(f"{hari_lengkap(tanggal)} terlalu jauh.", "Tulis tanggal paling lama dua tahun lagi.")


def _gabung(semua: Sequence[Usul]) -> Usul:
    hari = {t: isi for u in semua for t, isi in u.hari.items()}
    return Usul(hari, uraian=tuple(baris for u in semua for baris in u.uraian))


# Hours ---------------------------------------------------------------------------------------------------------------


def usul_pekan(jam: JamKerja, pekan: Pekan, sejak: date, kini: date) -> Usul:
    """Another ordinary week from a day on; what applied before stays in the record of its time. Raises Keliru.

    Periods such as Ramadan stay. A change that was to come later than `sejak` is replaced.
    """
    _periksa_jarak(sejak, kini)
    baru = ganti_pekan(jam, pekan, sejak)
    if baru == jam or (pekan == jam.pekan and not any(lama(m) and m.sampai >= sejak for m in jam.masa)):
        raise Keliru("Jam itu sama dengan yang berlaku sekarang.", "Pilih atau tulis jam yang lain.")
    isi = "; ".join(uraikan(JamKerja(pekan)))
    return Usul(jam=baru.ke_json(), uraian=(f"Mulai {hari_lengkap(sejak)}: {isi}", *_hari_berubah(jam, pekan, sejak)))


def _hari_berubah(jam: JamKerja, pekan: Pekan, sejak: date) -> list[str]:
    """Weekdays that stop or begin to be worked: what is not written is easily overlooked."""
    semua = list(zip(map(str.capitalize, HARI), jam.pekan_pada(sejak), pekan, strict=True))
    lepas = [nama for nama, lalu, kini in semua if lalu and not kini]
    masuk = [nama for nama, lalu, kini in semua if kini and not lalu]
    uraian = [f"⚠️ {', '.join(lepas)} tidak lagi hari kerja"] if lepas else []
    return [*uraian, f"⚠️ {', '.join(masuk)} menjadi hari kerja"] if masuk else uraian


def ganti_pekan(jam: JamKerja, pekan: Pekan, sejak: date) -> JamKerja:
    """The same hours with another ordinary week from `sejak` on."""
    kemarin = sejak - SEHARI
    tetap = [m for m in jam.masa if not lama(m)]
    dulu = [replace(m, sampai=min(m.sampai, kemarin)) for m in jam.masa if lama(m) and m.dari < sejak]
    mulai = max((m.sampai + SEHARI for m in dulu), default=AWAL)
    if mulai < sejak:
        dulu.append(Masa("", mulai, kemarin, jam.pekan))
    dulu = [replace(m, nama=f"{LAMA} {hari_singkat(m.sampai)}") for m in dulu]
    return replace(jam, pekan=pekan, masa=(*tetap, *dulu))


def lama(masa: Masa) -> bool:
    """Whether a period only keeps the ordinary hours of an earlier time."""
    return masa.nama.startswith(LAMA)


def usul_ramadan(jam: JamKerja, dari: date, sampai: date, pekan: Pekan, kini: date) -> Usul:
    """Other hours from `dari` to `sampai`; a period that overlaps is replaced. Raises Keliru."""
    if (sampai - dari).days >= MASA_TERPANJANG:
        raise Keliru("Masa itu lebih dari dua bulan.", "Periksa lagi hari pertama dan terakhirnya.")
    if sampai < kini:
        raise Keliru("Masa itu sudah lewat.", "Tulis masa yang akan datang atau sedang berjalan.")
    _periksa_jarak(dari, kini)
    ganti = [m for m in jam.masa if not lama(m) and m.dari <= sampai and dari <= m.sampai]
    masa = Masa(f"{RAMADAN} {dari.year}", dari, sampai, pekan)
    baru = replace(jam, masa=(masa, *(m for m in jam.masa if m not in ganti)))
    isi = "; ".join(uraikan(JamKerja(pekan)))
    uraian = [f"{masa.nama}, {hari_singkat(dari)} sampai {hari_singkat(sampai)}: {isi}"]
    uraian += [*_hari_berubah(jam, pekan, dari), *(f"Menggantikan {sebut_masa(m)}" for m in ganti)]
    return Usul(jam=baru.ke_json(), uraian=tuple(uraian))


def usul_hapus_masa(jam: JamKerja, dari: date) -> Usul:
    """Without the period that begins on this day. Raises Keliru when there is none."""
    hilang = next((m for m in jam.masa if m.dari == dari and not lama(m)), None)
    if hilang is None:
        raise Keliru("Masa itu sudah tidak ada.", "Lihat daftar yang terbaru.")
    baru = replace(jam, masa=tuple(m for m in jam.masa if m is not hilang))
    return Usul(jam=baru.ke_json(), uraian=(f"{sebut_masa(hilang)} dihapus: jam biasa yang berlaku",))


def sebut_masa(m: Masa) -> str:
    return f"{m.nama} ({hari_singkat(m.dari)} sampai {hari_singkat(m.sampai)})"
