"""The verb `simulasi`: a chat page to play with, or a quarter that plays itself."""

import asyncio
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import catatan
from bot.pengaturan import Pengaturan, muat
from bot.simulasi import simpanan
from bot.simulasi.buku import Buku
from bot.simulasi.dunia import Dunia
from bot.simulasi.jam import JamSimulasi
from bot.simulasi.model import Peristiwa
from bot.simulasi.panggung import Panggung
from bot.simulasi.sandiwara import Macet, Naskah, Sandiwara
from bot.sop.pemuat import daftar

MULAI = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)  # first working day after TW I, 08.00 in Jakarta
TRIWULAN = 1
JEDA = 0.15  # seconds between two acts that somebody can follow
SELANG = timedelta(minutes=3)  # how long people take for one act

NASKAH = {
    "dkupp-purwakarta": Naskah(
        {(7, "tim"): "Angka DKP-14 belum sesuai daftar wirausaha baru", (9, "kepala"): "IKU 2 belum ada bukti dukung"},
        "perdagangan",
    )
}


def jalankan(
    *, port: int, otomatis: bool, sop: str | None, tanpa_jeda: bool, ke: Path | None, pengaturan: Pengaturan
) -> int:
    """Returns the exit code."""
    sops = (sop,) if sop else sorted(daftar(), key=lambda nama: nama not in NASKAH)  # the scripted one first
    catatan.siapkan(muat(None, data_dir=pengaturan.data_dir, log_level="WARNING", log_format=pengaturan.log_format))
    if otomatis:
        return asyncio.run(_otomatis(sops, tanpa_jeda, ke or pengaturan.data_dir / "simulasi"))
    return asyncio.run(_halaman(sops, port, tanpa_jeda, pengaturan.data_dir / "simulasi"))


# The page ------------------------------------------------------------------------------------------------------------


async def _halaman(sops: Sequence[str], port: int, tanpa_jeda: bool, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    catatan_dunia = folder / "dunia.pickle"
    dunia = Dunia(JamSimulasi(MULAI), batas_laju=not tanpa_jeda)
    lanjut = catatan_dunia.exists()
    if lanjut:
        dunia.jam = JamSimulasi(simpanan.pulihkan(dunia, catatan_dunia))
    panggung = Panggung(folder, tuple(sops), MULAI, port=port, dunia=dunia, tanpa_jeda=tanpa_jeda)
    buku = Buku(dunia, catatan_dunia)  # before the bot starts: it may send at once what was left over
    try:
        await panggung.buka()
    except OSError as galat:
        print(f"Port {port} tidak dapat dipakai ({galat.strerror}). Pilih yang lain: --port 8081", file=sys.stderr)
        return 1
    try:
        await _semua_mulai(panggung)
        print(_sambutan(panggung, lanjut, folder), flush=True)
        await _sampai_dihentikan()
    finally:
        await panggung.tutup()
        buku.tutup()
    return 0


async def _semua_mulai(panggung: Panggung) -> None:
    """Everybody has pressed START long ago: all at once, so without Telegram's pace."""
    laju = panggung.dunia.laju
    aktif, laju.aktif = laju.aktif, False
    for kantor in panggung.kantor:
        for orang in (panggung.orang(p["telegram"]) for p in kantor.isi["personel"]):
            if not orang.pengguna.mulai:
                orang.mulai()
    await panggung.dunia.tenang()
    laju.aktif = aktif


def _sambutan(panggung: Panggung, lanjut: bool, folder: Path) -> str:
    awal = "Melanjutkan simulasi terakhir" if lanjut else "Simulasi baru"
    return (
        f"{awal}: {len(panggung.kantor)} kantor contoh.\n\n"
        f"    Buka di peramban: {panggung.simulator.url_halaman}\n\n"
        "Mulailah sebagai pimpinan kantor dan kirim /mulai 1 2026. Berhenti dengan Ctrl+C.\n"
        f"Mulai dari awal lagi: hapus folder {folder}"
    )


async def _sampai_dihentikan() -> None:
    berhenti = asyncio.Event()
    loop = asyncio.get_running_loop()
    for isyarat in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            loop.add_signal_handler(isyarat, berhenti.set)
    await berhenti.wait()


# By itself -----------------------------------------------------------------------------------------------------------


async def _otomatis(sops: Sequence[str], tanpa_jeda: bool, ke: Path) -> int:
    berkas: list[Path] = []
    for sop in sops:
        with tempfile.TemporaryDirectory(prefix="kinerja-", ignore_cleanup_errors=True) as folder:
            berkas += await _mainkan(sop, tanpa_jeda, Path(folder), ke)
    print("\nBerkas rekap:")
    for jalur in berkas:
        print(f"  {jalur}")
    return 0


async def _mainkan(sop: str, tanpa_jeda: bool, folder: Path, ke: Path) -> list[Path]:
    panggung = Panggung(folder, (sop,), MULAI, tanpa_jeda=True)
    kantor = panggung.kantor[0]
    zona = ZoneInfo(kantor.isi["instansi"]["zona"])
    panggung.dunia.pendengar.append(lambda p: _cetak(panggung, p, zona))
    print(f"\n=== {kantor.isi['instansi']['nama']} ({sop}) ===")
    await panggung.buka()
    try:
        naskah = NASKAH.get(sop)
        salinan = Naskah(dict(naskah.kembalikan), naskah.unggahan_rusak) if naskah else Naskah()
        salinan.rapat = True
        sandiwara = Sandiwara(panggung, kantor, TRIWULAN, salinan, SELANG, 0 if tanpa_jeda else JEDA)
        await sandiwara.mainkan()
        await panggung.dunia.tenang(timeout=60)
    except Macet as galat:
        print(f"Macet: {galat}", file=sys.stderr)
        raise
    finally:
        await panggung.tutup()
    return _salin(folder / "arsip", ke)


def _salin(arsip: Path, ke: Path) -> list[Path]:
    ke.mkdir(parents=True, exist_ok=True)
    hasil = []
    for asal in sorted(arsip.rglob("rekap-*")):
        hasil.append(ke / asal.name)
        shutil.copyfile(asal, hasil[-1])
    return hasil


def _cetak(panggung: Panggung, peristiwa: Peristiwa, zona: ZoneInfo) -> None:
    pesan = peristiwa.pesan
    if peristiwa.jenis not in ("pesan", "sunting") or pesan is None:
        return
    pukul = panggung.jam.sekarang().astimezone(zona).strftime("%d/%m %H.%M")
    tempat = "grup" if not pesan.obrolan.pribadi else pesan.obrolan.pengguna.nama if pesan.obrolan.pengguna else ""
    arah = f"Bot → {tempat}" if pesan.dari_bot else f"{tempat} → Bot"
    ubah = " (diubah)" if peristiwa.jenis == "sunting" else ""
    lampiran = f" [{pesan.berkas.nama}]" if pesan.berkas else ""
    tombol = f"\n    {'  '.join(f'[{t}]' for t in pesan.label_tombol)}" if pesan.label_tombol else ""
    isi = pesan.teks.replace("\n", "\n    ")
    print(f"\n{pukul}  {arah}{ubah}{lampiran}\n    {isi}{tombol}")
