"""The command line: `python -m bot VERB`, installed as `kinerja VERB`.

Exit codes: 0 done, 1 the thing asked for failed (a message on stderr, no traceback), 2 wrong usage. Every verb is
imported only when it is asked for.
"""

import argparse
import gc
import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

Perintah = Callable[[argparse.Namespace], int]

TANPA_TOKEN = """TELEGRAM_TOKEN belum diisi, jadi yang dijalankan adalah simulator.
Untuk bot sungguhan: minta token kepada @BotFather di Telegram, salin .env.example menjadi .env,
isi TELEGRAM_TOKEN di sana, lalu jalankan lagi."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code. `argv` without the program's name; None: the command line's."""
    _pakai_utf8()
    try:
        args = _pengurai().parse_args(argv)
    except SystemExit as keluar:  # argparse has said what is wrong, or printed the help
        return int(keluar.code or 0)
    jalankan: Perintah = args.jalankan
    try:
        return jalankan(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough: `kinerja jejak … | head`
        sys.stdout = io.StringIO()
        return 1
    except Exception as galat:
        from bot.perintah.kendala import jelaskan

        return jelaskan(galat)


def _pakai_utf8() -> None:
    """A Windows console with an old code page shows a substitute instead of ending the program."""
    for aliran in (sys.stdout, sys.stderr):
        if isinstance(aliran, io.TextIOWrapper):
            aliran.reconfigure(encoding="utf-8", errors="replace")


# The verbs -----------------------------------------------------------------------------------------------------------


def _pengurai() -> argparse.ArgumentParser:
    pengurai = _Pengurai(
        prog="kinerja",
        description="Bot Telegram yang menjalankan SOP pengukuran kinerja triwulan perangkat daerah.",
        epilog="Tanpa perintah: jalan. Pengaturan dibaca dari lingkungan dan berkas .env.",
    )
    pengurai.set_defaults(jalankan=_jalan)
    anak = pengurai.add_subparsers(metavar="PERINTAH", title="perintah")

    _tambah(anak, "jalan", "jalankan bot (bawaan)", _jalan)

    p = _tambah(anak, "simulasi", "Telegram tiruan di komputer ini dengan halaman obrolan", _simulasi)
    p.add_argument("--port", type=_port, default=8080, help="port halaman obrolan (bawaan 8080)")
    p.add_argument("--otomatis", action="store_true", help="mainkan satu triwulan penuh sendiri, lalu selesai")
    p.add_argument("--sop", metavar="ID", help="SOP yang dimainkan (lihat: sop daftar)")
    p.add_argument("--tanpa-jeda", action="store_true", help="tanpa jeda di antara pesan")
    p.add_argument("--ke", metavar="DIR", type=Path, help="folder untuk berkas rekap (bawaan DATA_DIR/simulasi)")

    p = _tambah(anak, "pasang", "buat atau perbarui kantor dari berkas", _dari("pasang"))
    p.add_argument("berkas", metavar="FILE.toml", type=Path)

    _tambah_sop(anak)

    p = _tambah(anak, "rekap", "tulis dokumen rekap sebuah pengukuran", _dari("rekap"))
    _tambah_triwulan(p)
    p.add_argument("--ke", metavar="DIR", type=Path, required=True, help="folder tujuan")

    p = _tambah(anak, "ekspor", "tulis data sebuah pengukuran: CSV, JSON, formulir evaluasi Renja", _dari("ekspor"))
    _tambah_triwulan(p)
    p.add_argument("--ke", metavar="DIR", type=Path, required=True, help="folder tujuan")

    p = _tambah(anak, "jejak", "catatan kejadian sebuah pengukuran; rantai hash diperiksa", _dari("jejak"))
    _tambah_triwulan(p)
    p.add_argument("--jsonl", action="store_true", help="satu objek JSON per baris")

    p = _tambah(anak, "verifikasi", "apakah dokumen ini disetujui di sini dan belum diubah?", _dari("verifikasi"))
    p.add_argument("berkas", metavar="BERKAS", type=Path)

    p = _tambah(anak, "cadangkan", "cadangan utuh, juga selagi bot berjalan", _dari("cadangan", "cadangkan"))
    p.add_argument("berkas", metavar="BERKAS", type=Path)
    p = _tambah(anak, "pulihkan", "pulihkan cadangan ke tempat yang kosong", _dari("cadangan", "pulihkan"))
    p.add_argument("berkas", metavar="BERKAS", type=Path)

    _tambah(
        anak, "periksa", "pengaturan, basis data, Telegram, penyimpanan: satu baris masing-masing", _dari("periksa")
    )
    return pengurai


def _tambah_sop(anak: "argparse._SubParsersAction[_Pengurai]") -> None:
    sop = anak.add_parser("sop", help="daftar, pemeriksaan, dan isi SOP", description="SOP yang dikenal program.")
    sop.set_defaults(jalankan=_dari("sop", "daftar"))
    cucu = sop.add_subparsers(metavar="daftar|periksa|tampil", required=True)
    _tambah(cucu, "daftar", "SOP yang tersedia", _dari("sop", "daftar"))
    p = _tambah(cucu, "periksa", "periksa SOP sampai dapat dijalankan", _dari("sop", "periksa"))
    p.add_argument("sop", metavar="FILE|ID")
    p = _tambah(cucu, "tampil", "tampilkan SOP", _dari("sop", "tampil_satu"))
    p.add_argument("sop", metavar="ID")


def _tambah(
    anak: "argparse._SubParsersAction[_Pengurai]", nama: str, bantuan: str, perintah: Perintah
) -> argparse.ArgumentParser:
    p = anak.add_parser(nama, help=bantuan, description=f"{bantuan[0].upper()}{bantuan[1:]}.")
    p.set_defaults(jalankan=perintah)
    return p


def _tambah_triwulan(p: argparse.ArgumentParser) -> None:
    p.add_argument("kode", metavar="KODE", help="kode kantor")
    p.add_argument("tahun", metavar="TAHUN", type=int)
    p.add_argument("triwulan", metavar="TW", type=_triwulan, help="1 sampai 4")


def _dari(modul: str, fungsi: str = "jalankan") -> Perintah:
    def jalankan(args: argparse.Namespace) -> int:
        hasil: int = getattr(import_module(f"bot.perintah.{modul}"), fungsi)(args)
        return hasil

    return jalankan


def _jalan(args: argparse.Namespace) -> int:
    from bot.pengaturan import muat

    pengaturan = muat()
    if not pengaturan.token:
        print(TANPA_TOKEN, file=sys.stderr)
        return _simulasi(_pengurai().parse_args(["simulasi"]))
    gc.disable()  # what is imported stays: looking through it for garbage takes an eighth of the start
    from bot.aplikasi import jalankan

    gc.enable()
    return jalankan(pengaturan)


def _simulasi(args: argparse.Namespace) -> int:
    from bot.pengaturan import muat
    from bot.simulasi.main import jalankan
    from bot.sop.pemuat import daftar
    from bot.sop.temuan import saran

    if args.sop is not None and args.sop not in daftar():
        print(f'SOP "{args.sop}" tidak ada. {saran(args.sop, daftar())}'.strip(), file=sys.stderr)
        print(f"Yang tersedia: {', '.join(daftar())}.", file=sys.stderr)
        return 2
    return jalankan(
        port=args.port,
        otomatis=args.otomatis,
        sop=args.sop,
        tanpa_jeda=args.tanpa_jeda,
        ke=args.ke,
        pengaturan=muat(),
    )


# The parser in Indonesian --------------------------------------------------------------------------------------------


class _Pengurai(argparse.ArgumentParser):
    """Speaks Indonesian where argparse would speak English."""

    def __init__(self, **lain: object) -> None:
        super().__init__(**{**lain, "add_help": False, "allow_abbrev": False})  # type: ignore[arg-type]
        self._optionals.title = "pilihan"
        self._positionals.title = "isian"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "pemakaian:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "pemakaian:", 1)

    def error(self, message: str) -> NoReturn:
        for inggris, indonesia in _PESAN_ARGPARSE:
            message = message.replace(inggris, indonesia)
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


_PESAN_ARGPARSE = (
    ("the following arguments are required:", "yang belum ditulis:"),
    ("unrecognized arguments:", "tidak dikenal:"),
    ("expected one argument", "perlu satu isian"),
    ("invalid choice:", "tidak dikenal:"),
    ("choose from", "pilih dari"),
    ("argument ", ""),
    ("invalid int value:", "bukan bilangan:"),
    ("ignored explicit argument", "tidak menerima isian"),
)


def _triwulan(teks: str) -> int:
    arti = {"1": 1, "2": 2, "3": 3, "4": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
    nilai = teks.upper().removeprefix("TW").strip()
    if nilai not in arti:
        raise argparse.ArgumentTypeError(f"{teks!r} bukan triwulan; tulis 1, 2, 3, atau 4")
    return arti[nilai]


def _port(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and int(teks) <= 65535):
        raise argparse.ArgumentTypeError(f"{teks!r} bukan port; tulis angka sampai 65535")
    return int(teks)


if __name__ == "__main__":
    sys.exit(main())
