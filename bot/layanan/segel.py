"""The office's seal on the approved recap: taken from the settings, tried at the start, never in the way of a recap."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import GagalMerakit, Perakit, terbawa
from bot.berkas.segel import PesananSegel, Segel, SegelDitolak, periksa
from bot.layanan.dasar import Asal, Layanan
from bot.pengaturan import Pengaturan
from bot.pesan import segel as pesan
from db.kotak_keluar import Surat, titipkan

_LOG = logging.getLogger(__name__)
_DITOLAK = f"{SegelDitolak.__name__}: "  # how the other process begins a refusal


def dari(pengaturan: Pengaturan) -> Segel | None:
    """The seal that SEGEL_BERKAS and SEGEL_SANDI name."""
    if pengaturan.segel_berkas is None:
        return None
    return Segel(pengaturan.segel_berkas.absolute(), pengaturan.sandi_segel)


async def bersegel(perakit: Perakit, naskah: Naskah, segel: Segel) -> bytes:
    """The PDF of a recap under the seal, made where all documents are made. Raises SegelDitolak, whatever went wrong."""
    try:
        return await perakit.satu("segel", PesananSegel(terbawa(naskah), segel))
    except GagalMerakit as gagal:
        _LOG.warning("rekap %s tidak disegel: %s", naskah.nama_berkas("pdf"), gagal.sebab)
        if gagal.sebab.startswith(_DITOLAK):
            raise SegelDitolak(gagal.sebab.removeprefix(_DITOLAK)) from None
        raise SegelDitolak(pesan.SEBAB_LAIN) from None


def kabarkan_tanpa_segel(
    sesi: Session, admin: Iterable[int], n: Naskah, sebab: str, kunci: str, waktu: datetime
) -> None:
    """A recap goes out without its seal: the administrators are told why, in the transaction that sends it."""
    isi = pesan.tanpa_segel(n.nama_instansi, n.rekap.triwulan, n.rekap.tahun, sebab)
    _kabarkan(sesi, admin, isi, f"tanpa-segel:{kunci}", waktu)


async def periksa_segel(lay: Layanan) -> None:
    """At the start: a seal that cannot be used is told now, once for each cause, and not only when a recap needs it."""
    if lay.segel is None:
        return
    try:
        await asyncio.to_thread(periksa, lay.segel, lay.jam.sekarang())
    except SegelDitolak as tolak:
        _LOG.warning("segel kantor belum dapat dipakai: %s", tolak)
        isi, sebab = pesan.belum_siap(str(tolak)), hashlib.sha256(str(tolak).encode()).hexdigest()[:16]
        await lay.tulis(Asal(None), lambda sesi, waktu: _kabarkan(sesi, lay.admin, isi, f"segel:{sebab}", waktu))


def _kabarkan(sesi: Session, admin: Iterable[int], isi: dict[str, Any], kunci: str, waktu: datetime) -> None:
    for satu in sorted(admin):
        titipkan(sesi, Surat(satu, "sendMessage", isi, prioritas=3, kunci=f"{kunci}:{satu}"), waktu)
