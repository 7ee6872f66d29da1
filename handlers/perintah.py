"""Commands."""

import logging
from collections.abc import Sequence

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.layanan import (
    buka_tautan,
    cari_arsip,
    diri,
    formulir_keluar,
    pelaksanaan,
    pembatalan,
    percakapan,
    peta,
    rekap_lagi,
    tindakan_admin,
    verifikasi,
)
from bot.layanan import cadangan as pencadangan
from bot.layanan import isian as pengisian
from bot.layanan.dasar import Layanan
from bot.layanan.diri import Hak
from bot.pesan import cadangan as pesan_cadangan
from bot.pesan import umum
from handlers.balasan import balas, balas_berkas, balas_gambar, topik_dari
from handlers.konteks import Konteks

log = logging.getLogger(__name__)

UMUM = (
    ("tugas", "tugas Anda yang belum selesai"),
    ("status", "keadaan pengukuran kinerja"),
    ("rekap", "rekap yang sudah disetujui, misalnya /rekap 1 2026"),
    ("arsip", "mencari arsip triwulan yang lalu, misalnya /arsip 2026 1"),
    ("alihkan", "mengalihkan satu tugas Anda kepada orang lain"),
    ("kendala", "melaporkan kendala pada tugas Anda, atau menjawabnya"),
    ("batal", "membatalkan isian yang sedang ditunggu"),
    ("bantuan", "petunjuk"),
)
KEPALA = (("mulai", "memulai pengukuran triwulan, misalnya /mulai 1 2026"),)
PENGAWAS = (("jejak", "kisah satu pengukuran, langkah demi langkah, misalnya /jejak 1 2026"),)
PENGUNGGAH = (
    ("formulir", "formulir Excel unit Anda"),
    ("isi", "mengisi formulir lewat chat, satu indikator satu pesan"),
)
PENGATUR = (("personel", "pejabat kantor: Plt., Plh., Pj., dan pendaftaran"),)
ADMIN = (
    ("pasang", "memasang kantor baru atau mengubah kantor yang ada"),
    ("indikator", "rencana kinerja setahun: melihat, mengubah, menyimpan versi baru"),
    ("sop", "langkah yang sedang berjalan; melewati atau memaksanya"),
    ("pengingat", "pengingat kantor: tanggal berikutnya, tangganya, nyala atau mati"),
    ("libur", "kalender kantor: hari libur, hari masuk, gambar triwulan"),
    ("jamkerja", "jam kerja kantor dan jam Ramadan"),
    ("cadangan", "cadangan seluruh data sebagai berkas"),
    ("batalkan", "membatalkan pengukuran yang sedang berjalan"),
)
KHUSUS_PRIBADI = (
    "cadangan",
    "jejak",
    "libur",
    "jamkerja",
    "pengingat",
    "pasang",
    "indikator",
    "alihkan",
    "kendala",
    "personel",
    "start",
    "arsip",
    "mulai",
    "tugas",
    "formulir",
    "isi",
    "batal",
    "batalkan",
    "sop",
)
GRUP = (("status", "keadaan pengukuran kinerja"), ("rekap", "rekap terakhir"), ("bantuan", "petunjuk"))


MUATAN_BIASA = ("", "tugas")  # what START carries besides invitations


def perintah_untuk(hak: Hak) -> list[tuple[str, str]]:
    """What this person can use, with its meaning."""
    tanpa_peran = ("status", "batal", "bantuan") if hak.admin else ("bantuan",)
    umum = UMUM if hak.terdaftar else [x for x in UMUM if x[0] in tanpa_peran]
    return [
        *(KEPALA if hak.kepala else ()),
        *(PENGAWAS if hak.pengawas or hak.admin else ()),
        *(PENGUNGGAH if hak.pengunggah else ()),
        *(PENGATUR if hak.admin or hak.pengatur else ()),
        *(ADMIN if hak.admin else ()),
        *umum,
    ]


async def mulai(update: Update, context: Konteks) -> None:
    """/start"""
    pesan, orang = _pesan(update), update.effective_user
    assert orang is not None
    muatan = " ".join(context.args or [])
    if sidik := verifikasi.kode_dari(muatan):  # the QR code on a recap: anybody may ask, and is told just that
        await balas(pesan, await verifikasi.jawab_tautan(context.layanan, sidik))
        return
    if muatan not in MUATAN_BIASA:
        await buka_tautan.buka(context.layanan, context.asal, muatan, orang.full_name)
    elif isi := await diri.mulai(context.layanan, context.asal, orang.full_name):
        await balas(pesan, isi)
    await _pasang_menu(context.bot, pesan.chat_id, await _hak(context))


async def perintahkan(update: Update, context: Konteks) -> None:
    """/mulai [tw] [tahun]"""
    triwulan, tahun = periode_dari(context.args, "mulai")
    await pelaksanaan.siapkan(context.layanan, context.asal, triwulan, tahun)


async def tugas(update: Update, context: Konteks) -> None:
    """/tugas"""
    await balas(_pesan(update), await diri.daftar_tugas(context.layanan, context.asal.telegram))


async def status(update: Update, context: Konteks) -> None:
    """/status, in private and in the group; in private the text is followed by the procedure as a picture"""
    pesan = _pesan(update)
    grup = None if pesan.chat.type == "private" else pesan.chat_id
    for isi in await diri.keadaan(context.layanan, context.asal.telegram, grup):
        await balas(pesan, isi)
    if grup is None:
        for png, keterangan in await peta.gambar(context.layanan, context.asal.telegram):
            await balas_gambar(pesan, png, keterangan)


async def rekap(update: Update, context: Konteks) -> None:
    """/rekap [tw] [tahun], in private and in the group"""
    pesan = _pesan(update)
    triwulan, tahun = periode_dari(context.args, "rekap")
    grup = None if pesan.chat.type == "private" else pesan.chat_id
    isi = await rekap_lagi.kirim_rekap(context.layanan, context.asal, grup, triwulan, tahun, topik_dari(pesan))
    if isi is not None:
        await balas(pesan, isi)


async def arsip(update: Update, context: Konteks) -> None:
    """/arsip [tahun] [tw] [kata]"""
    await balas(_pesan(update), await cari_arsip.cari(context.layanan, context.asal.telegram, context.args or []))


async def formulir(update: Update, context: Konteks) -> None:
    """/formulir"""
    await formulir_keluar.kirim_formulir(context.layanan, context.asal)


async def isi(update: Update, context: Konteks) -> None:
    """/isi"""
    await pengisian.mulai(context.layanan, context.asal)


async def batal(update: Update, context: Konteks) -> None:
    """/batal"""
    await percakapan.batal(context.layanan, context.asal)


async def batalkan(update: Update, context: Konteks) -> None:
    """/batalkan KODE TAHUN TW ALASAN, administrators only"""
    pesan = _pesan(update)
    if not (await _hak(context)).admin:
        await balas(pesan, umum.BUKAN_UNTUK_ANDA)
        return
    await balas(pesan, await pembatalan.batalkan(context.layanan, context.asal, context.args or []))


async def cadangan(update: Update, context: Konteks) -> None:
    """/cadangan, administrators only: a backup of everything, to the chat of who asked"""
    pesan = _pesan(update)
    if context.asal.telegram not in context.layanan.admin:
        await balas(pesan, umum.BUKAN_UNTUK_ANDA)
        return
    await balas(pesan, pesan_cadangan.DIBUAT)
    jadi = await pencadangan.buat(context.layanan)
    isi = pesan_cadangan.keterangan(jadi.berkas.name, jadi.ukuran, jadi.jumlah_baris, jadi.jumlah_berkas, jadi.terkirim)
    await (balas_berkas(pesan, jadi.berkas, isi) if jadi.terkirim else balas(pesan, isi))


async def sop(update: Update, context: Konteks) -> None:
    """/sop, administrators only: every living run with its step"""
    await tindakan_admin.daftar(context.layanan, context.asal)


async def bantuan(update: Update, context: Konteks) -> None:
    """/bantuan, and whatever else cannot be placed"""
    pesan = _pesan(update)
    if pesan.chat.type != "private":
        await balas(pesan, umum.BANTUAN_GRUP)
        return
    hak = await _hak(context)
    if hak.admin:
        await balas(pesan, await diri.kantor_admin(context.layanan, context.asal.telegram))
    await balas(pesan, umum.bantuan(perintah_untuk(hak), hak.pengunggah, hak.terdaftar))


async def bukan_di_sini(update: Update, context: Konteks) -> None:
    """A command that belongs into the private chat, sent in the group."""
    await balas(_pesan(update), umum.BUKAN_DI_SINI_PRIBADI)


async def tak_dikenal(update: Update, context: Konteks) -> None:
    """An unregistered person: how to register, and nothing else."""
    await balas(_pesan(update), umum.tak_dikenal(context.asal.telegram))


async def anonim(update: Update, context: Konteks) -> None:
    """An anonymous administrator gives no rights."""
    await balas(_pesan(update), umum.ANONIM)


def _pesan(update: Update) -> Message:
    pesan = update.effective_message
    assert pesan is not None
    return pesan


async def _hak(context: Konteks) -> Hak:
    return await diri.hak(context.layanan, context.asal.telegram)


def periode_dari(args: Sequence[str] | None, perintah: str) -> tuple[int | None, int | None]:
    """Quarter and year as typed: ``1``, ``I``, ``TW1``, ``2 2026``. Raises TriwulanSalah."""
    kata = [a.upper().removeprefix("TW") for a in args or [] if a.upper() != "TW"]
    if not kata:
        return None, None
    romawi = {"I": 1, "II": 2, "III": 3, "IV": 4}
    triwulan = romawi.get(kata[0]) or (int(kata[0]) if kata[0].isascii() and kata[0].isdigit() else 0)
    tahun = kata[1] if len(kata) > 1 else ""
    if not 1 <= triwulan <= 4 or len(kata) > 2 or (tahun and not (tahun.isascii() and tahun.isdigit())):
        raise pelaksanaan.TriwulanSalah(
            f"Tulis triwulan 1 sampai 4 dan bila perlu tahunnya, misalnya: /{perintah} 1 2026"
        )
    return triwulan, int(tahun) if tahun else None


async def pasang_menu_umum(bot: ExtBot[None]) -> None:
    """Menus that do not depend on the person."""
    awal = [BotCommand("start", "mulai memakai bot"), BotCommand("bantuan", "petunjuk")]
    await bot.set_my_commands(awal, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand(*p) for p in GRUP], scope=BotCommandScopeAllGroupChats())


async def perbarui_menu(context: Konteks, telegram: int) -> None:
    """The menu of somebody whose rights have changed; where it cannot be set now, START sets it."""
    await segarkan_menu(context.bot, context.layanan, telegram)


async def segarkan_menu(bot: ExtBot[None], lay: Layanan, telegram: int) -> None:
    """The same where nobody has written: a stand-in's time has begun or ended."""
    try:
        await _pasang_menu(bot, telegram, await diri.hak(lay, telegram))
    except TelegramError as galat:
        log.info("menu %s belum diperbarui: %s", telegram, galat)


async def _pasang_menu(bot: ExtBot[None], chat_id: int, hak: Hak) -> None:
    if hak.terdaftar or hak.admin:
        daftar = [BotCommand(nama, arti[:256]) for nama, arti in perintah_untuk(hak)]
        await bot.set_my_commands(daftar, scope=BotCommandScopeChat(chat_id))


SATU_KATA = {  # work without the slash, see `kiriman.teks`
    "mulai": perintahkan,
    "tugas": tugas,
    "status": status,
    "rekap": rekap,
    "formulir": formulir,
    "isi": isi,
    "batal": batal,
    "bantuan": bantuan,
}
