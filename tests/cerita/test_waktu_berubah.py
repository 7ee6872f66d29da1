"""The calendar changes while steps run, and offices in other zones: K28 to K30 as people see them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.layanan.susun_ulang import Geser, geseran, susun_ulang
from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from bot.sop.kejadian import Pelaku
from db.tabel import HariKhusus, Tonggak
from jadwal.kalender import KalenderKerja
from tests.cerita.cerita import Cerita

RABU = date(2026, 4, 1)
ADMIN = Pelaku(0, "administrator")


def pengingat(orang: Orang, awal: str = "⏰") -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith(awal)]


def saat(pesan: list[Pesan], zona: str = "Asia/Jakarta") -> list[str]:
    return [datetime.fromtimestamp(p.tanggal, ZoneInfo(zona)).strftime("%d/%m %H.%M") for p in pesan]


def libur(sesi: Session, kini: datetime) -> list[Geser]:
    """Wednesday 1 April becomes free."""
    sesi.add(HariKhusus(instansi_id=1, tanggal=RABU, libur=True, nama="Libur daerah"))
    return susun_ulang(sesi, 1, kini, ADMIN, "hari libur diubah")


def masuk(sesi: Session, kini: datetime) -> list[Geser]:
    """And a working day again."""
    sesi.delete(sesi.exec(select(HariKhusus)).one())
    return susun_ulang(sesi, 1, kini, ADMIN, "hari libur diubah")


async def test_k29_libur_ditambah_saat_langkah_berjalan(dkupp: Cerita):
    """At 08.50, one reminder sent, today becomes a holiday: the deadline moves to tomorrow, nothing is said twice."""
    await dkupp.sampai(langkah=2)
    await dkupp.maju(menit=50)
    kini = dkupp.panggung.jam.sekarang()

    pindah = dkupp.panggung.bot.pangkalan.tulis_sinkron(lambda s: len(libur(s, kini)))
    await dkupp.tenang()
    await dkupp.maju(hari=1, jam=0, menit=15)

    assert pindah == 1
    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 08.45", "02/04 09.00"]
    assert saat(pengingat(dkupp.sekretaris, "☀️")) == ["02/04 08.30"]  # at the deadline, so one message says both
    assert "Kamis, 2 April 2026 08.30 WIB" in dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    assert "Batas: Kamis, 2 April 2026 08.30 WIB" in dkupp.status
    assert "BatasDipindah" in await dkupp.jejak()


async def test_k29_libur_dicabut_batas_maju(dkupp: Cerita):
    """The holiday is removed when the old deadline has passed: told at once, in working time, and once."""
    await dkupp.sampai(langkah=2)
    kini = dkupp.panggung.jam.sekarang()
    tulis = dkupp.panggung.bot.pangkalan.tulis_sinkron
    tulis(lambda s: len(libur(s, kini)))
    await dkupp.maju(jam=1, menit=20)
    assert pengingat(dkupp.sekretaris) == []

    kini = dkupp.panggung.jam.sekarang()
    tulis(lambda s: len(masuk(s, kini)))
    await dkupp.panggung.setelah_maju()
    await dkupp.tenang()
    await dkupp.maju(menit=1)

    assert saat(pengingat(dkupp.sekretaris)) == ["01/04 09.20"]
    assert "09.00 WIB" in pengingat(dkupp.sekretaris)[0]


async def test_k29_pratinjau_tidak_mengubah_apa_apa(dkupp: Cerita):
    """What would move can be shown before it does."""
    await dkupp.sampai(langkah=2)
    semula = await dkupp.baca(lambda s: sorted(s.exec(select(Tonggak.kunci)).all()))

    def bayangkan(sesi: Session) -> list[tuple[datetime, datetime]]:
        assert geseran(sesi, 1) == []
        kalender = KalenderKerja("Asia/Jakarta", khusus={RABU: (True, "Libur daerah")})
        return [(g.dari, g.ke) for g in geseran(sesi, 1, kalender)]

    ((dari, ke),) = await dkupp.baca(bayangkan)

    assert ke - dari == timedelta(hours=23, minutes=30)
    assert await dkupp.baca(lambda s: sorted(s.exec(select(Tonggak.kunci)).all())) == semula


@pytest.mark.parametrize(("zona", "nama"), [("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")])
async def test_k30_jam_setempat_di_tiap_zona(buat: Callable[..., Cerita], tmp_path: Path, zona: str, nama: str) -> None:
    """An office in another zone: deadline, reminders and the morning list in its own time, with its own abbreviation."""
    cerita = await buat("dkupp-purwakarta").sampai(langkah=1)
    tempat = tmp_path / "kantor"
    tempat.mkdir()

    def ubah(folder: Path) -> None:
        (toml,) = folder.glob("*.toml")
        toml.write_text(toml.read_text("utf-8").replace("Asia/Jakarta", zona), "utf-8")

    cerita.pasang("dkupp-purwakarta", ubah, tempat)
    await cerita.kepala.tulis("/mulai 1 2026")
    await cerita.kepala.tekan("✅ Perintahkan")
    await cerita.maju(hari=1, jam=2)

    dekat = pengingat(cerita.sekretaris)[0]
    assert nama in dekat
    assert saat([dekat], zona) == [f"01/04 {'09' if nama == 'WITA' else '10'}.45"]
    assert saat(pengingat(cerita.sekretaris, "☀️"), zona) == ["02/04 08.30"]


async def test_k30_jam_sendiri_dan_ramadan(buat: Callable[..., Cerita], tmp_path: Path) -> None:
    """New hours by `pasang` while a step runs: its deadline and reminders follow, and `pasang` says so."""
    cerita = await buat("dkupp-purwakarta").sampai(langkah=2)
    tempat = tmp_path / "kantor"
    tempat.mkdir()
    ramadan = '\n[[jam_kerja.masa]]\nnama = "Ramadan"\ndari = "2026-04-01"\nsampai = "2026-04-30"\n'
    ramadan += '[jam_kerja.masa.pekan]\nrabu = ["10.00-12.00"]\nkamis = ["10.00-12.00"]\n'

    def ubah(folder: Path) -> None:
        (toml,) = folder.glob("*.toml")
        toml.write_text(toml.read_text("utf-8") + ramadan, "utf-8")

    baris = cerita.pasang("dkupp-purwakarta", ubah, tempat)
    await cerita.maju(jam=3, menit=5)

    assert "batas langkah 2 pindah: 1 Apr 09.00 WIB → 1 Apr 11.00 WIB" in baris
    assert saat(pengingat(cerita.sekretaris)) == ["01/04 10.45", "01/04 11.00"]
