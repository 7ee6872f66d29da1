"""A newer plan and the runs that are under way: they keep theirs, unless an administrator says otherwise."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan
from bot.pesan import rencana as pesan
from bot.pesan.dasar import Tombol, nama_triwulan, waktu_singkat
from bot.sop.alur import Cara, cara
from bot.sop.kejadian import Catat, Pelaku
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, VersiRencana


class SudahDiterapkan(Ditolak):
    """The run goes by this plan already, is approved, or there is a newer version."""

    def __init__(self) -> None:
        super().__init__(pesan.SUDAH_DITERAPKAN)


def tawarkan(sesi: Session, asal: Asal, instansi: Instansi, kini: VersiRencana, waktu: datetime) -> None:
    """One message with `🔁 Terapkan pada triwulan ini` for every living run of the year that goes by another version."""
    assert instansi.id is not None
    for p in muat.pelaksanaan_hidup(sesi, instansi.id):
        if p.tahun != kini.tahun or p.rencana_id == kini.id:
            continue
        j = muat.jalan(sesi, p.id or 0)
        if j.keadaan.disetujui:
            continue
        lama = sesi.get(VersiRencana, p.rencana_id) if p.rencana_id is not None else None
        ikut = set(j.keadaan.pengunggah)
        unit = {b["bidang"] for b in kini.isi}
        susulan = [nama for kode, nama in j.nama_bidang.items() if kode in unit and kode not in ikut]
        isi = pesan.tawaran(
            j.nomor,
            kini.id or 0,
            instansi.nama,
            nama_triwulan(p.triwulan, p.tahun),
            lama.nomor if lama else 0,
            kini.nomor,
            susulan,
        )
        kunci = f"{_depan(j.nomor)}{asal.telegram}:{asal.update_id}"
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci), waktu)


def _depan(pelaksanaan_id: int) -> str:
    return f"rencana-terap:{pelaksanaan_id}:"


async def terapkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔁 Terapkan pada triwulan ini`: the run goes by the newest version from now on. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris = sesi.get(Pelaksanaan, tombol.nomor) if asal.telegram in lay.admin else None
        if baris is None:
            raise TidakDitemukan
        kini = muat.rencana_kini(sesi, baris.instansi_id, baris.tahun)
        j = muat.jalan(sesi, tombol.nomor)
        terbuka = baris.status == "berjalan" and not j.keadaan.disetujui
        if kini is None or str(kini.id) != tombol.sidik or baris.rencana_id == kini.id or not terbuka:
            raise SudahDiterapkan
        baris.rencana_id = kini.id
        sesi.flush()
        uraian = pesan.uraian_diterapkan(kini.nomor, kini.alasan)
        j, _ = laksanakan(sesi, j, Catat(Pelaku(0, TINDAKAN_ADMIN), "rencana", uraian), waktu)
        _kabari_pengisi(sesi, j, kini, waktu)
        triwulan = nama_triwulan(baris.triwulan, baris.tahun)
        pada = waktu_singkat(waktu, j.instansi.zona)
        hasil = pesan.diterapkan(kini.nomor, triwulan, j.instansi.nama, pada)
        for satu in berkunci(sesi, _depan(tombol.nomor)):
            sunting(sesi, satu.id, hasil, waktu)
        return Kilasan(f"Rencana versi {kini.nomor} diterapkan.")

    return await lay.tulis(asal, kerja)


def _kabari_pengisi(sesi: Session, j: Jalan, kini: VersiRencana, waktu: datetime) -> None:
    """Whoever is filling in a form has old targets before them."""
    isi = pesan.formulir_berubah(j.baris.triwulan, j.baris.tahun, kini.alasan)
    for telegram in sorted(pengisi(j)):
        kunci = f"rencana-formulir:{j.nomor}:{kini.id}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=kunci), waktu)


def pengisi(j: Jalan) -> set[int]:
    """Accounts of those whose form of the run is open."""
    mengisi: Sequence[tuple[str, str]] = [
        g.tugas.slot for g in j.keadaan.terbuka if cara(j.sop, g.tugas) is Cara.UNGGAH
    ]
    return {o.telegram for slot in mengisi for o in j.pemegang.get(slot, [])}
