"""Buttons: read the pointer, let the service act, answer with a toast."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Update

from bot.layanan import (
    atur_rapat,
    bukti,
    desak,
    diri,
    hapus_kertas,
    ingat_lagi,
    isian,
    jeda,
    kehadiran,
    kendala,
    koreksi_terbit,
    pelaksanaan,
    pengembalian,
    perbuatan_langkah,
    percakapan,
    perpanjangan,
    rapat_mendatang,
    tarik,
    tindakan_admin,
    triwulan,
    tutup_rapat,
    unggahan,
)
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.pelaksanaan import Kilasan
from bot.pesan.dasar import Tombol
from bot.pesan.pengembalian import PILIH, PILIH_INDIKATOR
from bot.sop.penolakan import TidakDitemukan
from handlers import kalender, kisah, pasang, pendaftaran, pengganti, pengingat, perintah, rekap, rencana
from handlers.konteks import Konteks

PANJANG_KILASAN = 200  # characters that Telegram shows

AKSI: dict[str, Callable[[Layanan, Asal, Tombol], Awaitable[Kilasan]]] = {
    "perintah": pelaksanaan.perintahkan,
    "setuju": pelaksanaan.setujui,
    "kembali": pelaksanaan.mulai_kembalikan,
    PILIH: pengembalian.pilih_bidang,
    PILIH_INDIKATOR: pengembalian.pilih_indikator,
    "tutup": pelaksanaan.mulai_tutup,
    "tarik": tarik.tarik,
    "kartu": diri.kartu_lagi,
    "lampir": percakapan.minta_lampiran,
    "hapus": hapus_kertas.hapus,
    "untuk": percakapan.pilih_tugas,
    "kirim": unggahan.kirim,
    "tetap": unggahan.kirim_tetap,
    "ganti": unggahan.ganti,
    "rapat": atur_rapat.atur,
    "rapat-ubah": atur_rapat.ubah,
    "rapat-batal": atur_rapat.tanya_batal,
    "rapat-batal-ya": atur_rapat.batalkan,
    "rapat-usul": atur_rapat.pilih_waktu,
    "rapat-tempat": atur_rapat.pilih_tempat,
    "rapat-agenda": atur_rapat.minta_agenda,
    "rapat-tutup": tutup_rapat.tutup,
    "rapat-tutup-ya": tutup_rapat.tutup_lebih_awal,
    "rapat-catat": tutup_rapat.koreksi,
    "rapat-simpan": tutup_rapat.simpan,
    "rapat-notulen": tutup_rapat.minta_notulen,
    "hadir": kehadiran.hadir,
    "absen": kehadiran.tidak_hadir,
    "wakil": kehadiran.minta_wakil,
    **rapat_mendatang.AKSI,
    **pasang.AKSI,
    **pengganti.AKSI,
    **rencana.AKSI,
    **pendaftaran.AKSI,
    **bukti.AKSI,
    **isian.AKSI,
    **kendala.AKSI,
    **perpanjangan.AKSI,
    **desak.AKSI,
    **tindakan_admin.AKSI,
    **jeda.AKSI,
    **koreksi_terbit.AKSI,
    **ingat_lagi.AKSI,
    **pengingat.AKSI,
    **kalender.AKSI,
    **kisah.AKSI,
    **triwulan.AKSI,
    **perbuatan_langkah.AKSI,
    **rekap.AKSI,
}


async def tekan(update: Update, context: Konteks) -> None:
    """Every press is answered, also of forged, unknown and stale buttons."""
    ditekan = update.callback_query
    assert ditekan is not None
    try:
        tombol = Tombol.baca(ditekan.data or "")
        aksi = AKSI[tombol.aksi]
    except (ValueError, KeyError):
        raise TidakDitemukan from None
    kilasan = await aksi(context.layanan, context.asal, tombol)
    await jawab(ditekan, kilasan)
    for telegram in kilasan.menu:
        await perintah.perbarui_menu(context, telegram)


async def jawab(ditekan: CallbackQuery, kilasan: Kilasan) -> None:
    await ditekan.answer(kilasan.teks[:PANJANG_KILASAN], show_alert=kilasan.layar)
