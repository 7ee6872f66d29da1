"""Workbooks and recaps of ours, by what they say inside: which form, plan or list is this?"""

import re
from collections.abc import Mapping

from bot.berkas.formulir import Identitas, periode
from bot.berkas.personel_excel import JENIS as PERSONEL
from bot.berkas.rencana_excel import JENIS as RENCANA
from bot.berkas.tanda import baca_tanda

TERPANJANG = 80  # characters of a name that is repeated; the sender could have written anything


def identitas_formulir(ciri: Mapping[str, str] | None) -> Identitas | None:
    """Whose form this is, as its hidden sheet says; None for every other workbook."""
    isi = ciri or {}
    tahun, triwulan = isi.get("tahun", ""), isi.get("triwulan", "")
    if not (isi.get("bidang") and re.fullmatch("[0-9]{4}", tahun) and re.fullmatch("[1-4]", triwulan)):
        return None
    return Identitas(isi.get("instansi", ""), isi["bidang"], int(tahun), int(triwulan), isi.get("versi", ""))


def sebutan(ciri: Mapping[str, str] | None, data: bytes) -> str:
    """``formulir Bidang UKM Triwulan II 2026``; "" where the file does not say that it is ours."""
    if tanda := baca_tanda(data):
        milik = Identitas(tanda.kode, "", tanda.tahun, tanda.triwulan, "")
        return f"{'rekap' if tanda.status == 'final' else 'draf rekap'} {periode(milik)}"
    if formulir := identitas_formulir(ciri):
        nama = ciri.get("nama_bidang", "") if ciri else ""
        return f"formulir {nama or formulir.bidang}"[:TERPANJANG] + f" {periode(formulir)}"
    return {RENCANA: "rencana kinerja", PERSONEL: "daftar personel"}.get((ciri or {}).get("jenis", ""), "")
