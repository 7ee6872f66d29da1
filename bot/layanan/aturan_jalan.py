"""An office's new rules and the runs that are under way: they keep theirs, unless an administrator says otherwise."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.kinerja.aturan import KodeAturan
from bot.kinerja.model import Ringkasan
from bot.kinerja.tampil import persen_id
from bot.layanan import muat
from bot.layanan.angka import bahan
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import perbarui_status
from bot.layanan.kabar_pihak import PIMPINAN
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, TINDAKAN_ADMIN, Kilasan, lupakan, tanya
from bot.layanan.rencana_jalan import pengisi
from bot.pesan import aturan_jalan as pesan
from bot.pesan import umum
from bot.pesan.aturan_jalan import Penggantian
from bot.pesan.dasar import Tombol, nama_triwulan, tanggal, waktu_singkat
from bot.sop.kejadian import Catat, Pelaku
from bot.sop.penolakan import Ditolak, TidakBerjalan, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pertanyaan

PERTANYAAN = "aturan-terap"


class SudahDisetujui(Ditolak):
    """What the head has approved is changed by a correction only."""

    def __init__(self) -> None:
        super().__init__(pesan.SUDAH_DISETUJUI)


class SudahDiterapkan(Ditolak):
    """The run goes by these rules already, or the office has chosen others since."""

    def __init__(self) -> None:
        super().__init__(pesan.SUDAH_DITERAPKAN)


def tawarkan(sesi: Session, asal: Asal, instansi: Instansi, waktu: datetime) -> None:
    """One message with `🔁 Terapkan pada triwulan ini` for every run that is not approved and goes by other rules."""
    assert instansi.id is not None
    for p in muat.pelaksanaan_hidup(sesi, instansi.id):
        if KodeAturan.dari(p.aturan) == KodeAturan.dari(instansi.aturan):
            continue
        j = muat.jalan(sesi, p.id or 0)
        if j.keadaan.disetujui:
            continue
        isi = pesan.tawaran(_penggantian(sesi, j))
        kunci = f"{_depan(j.nomor)}{asal.telegram}:{asal.update_id}"
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci), waktu)


def _depan(pelaksanaan_id: int) -> str:
    return f"aturan-terap:{pelaksanaan_id}:"


def _penggantian(sesi: Session, j: Jalan) -> Penggantian:
    """The same quarter by the rules of the run and by those of the office."""
    lama, baru, satu = KodeAturan.dari(j.baris.aturan), KodeAturan.dari(j.instansi.aturan), bahan(sesi, j.baris)

    def hasil(kode: KodeAturan) -> str:
        r: Ringkasan = satu.hitung(kode.aturan()).instansi
        return r.predikat if r.rata_rata is None else f"{persen_id(r.rata_rata)} {r.predikat}"

    return Penggantian(
        pelaksanaan=j.nomor,
        kode=str(baru),
        instansi=j.instansi.nama,
        triwulan=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        lama=lama.nama,
        baru=baru.nama,
        hasil_lama=hasil(lama),
        hasil_baru=hasil(baru),
    )


def _pastikan(j: Jalan, kode: str) -> None:
    """Raises SudahDisetujui, TidakBerjalan, SudahDiterapkan. `kode`: the rules that were offered."""
    if j.keadaan.disetujui and j.baris.status != "batal":
        raise SudahDisetujui
    if j.baris.status != "berjalan":
        raise TidakBerjalan
    kantor = KodeAturan.dari(j.instansi.aturan)
    if str(kantor) != kode or kantor == KodeAturan.dari(j.baris.aturan):
        raise SudahDiterapkan


async def mulai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔁 Terapkan pada triwulan ini`: asks for the reason, nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        if asal.telegram not in lay.admin:
            raise TidakDitemukan
        j = muat.jalan(sesi, tombol.nomor)
        _pastikan(j, tombol.sidik)
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"pelaksanaan": j.nomor, "kode": tombol.sidik})
        surat = pesan.minta_alasan(_penggantian(sesi, j))
        titipkan(sesi, Surat(asal.telegram, "sendMessage", surat, prioritas=0), waktu)
        return Kilasan("Mohon tulis alasannya.")

    return await lay.tulis(asal, kerja)


def jawab(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """The reason has come: the run goes by the office's rules from now on."""
    alasan = " ".join(teks.split())
    if sum(huruf.isalnum() for huruf in alasan) < ALASAN_TERPENDEK:
        return pesan.ALASAN_SINGKAT  # the question stays
    if len(alasan) > pesan.PANJANG_ALASAN:
        return pesan.ALASAN_PANJANG
    j, penjawab = muat.jalan(sesi, int(soal.isi["pelaksanaan"])), soal.telegram
    kode = str(soal.isi["kode"])
    lupakan(sesi, soal, waktu)
    try:
        _pastikan(j, kode)
    except Ditolak as tolak:
        return umum.kalimat(str(tolak))
    return _terapkan(sesi, j, alasan, penjawab, waktu)


def _terapkan(sesi: Session, j: Jalan, alasan: str, penjawab: int, waktu: datetime) -> dict[str, Any]:
    """Decisions are bound to the rules as they are to the figures (`sidik_isi`), so whoever decides sees new ones."""
    ganti, varian = _penggantian(sesi, j), KodeAturan.dari(j.baris.aturan).aturan().varian
    pada = {"diterapkan": tanggal(waktu, j.instansi.zona), "alasan": alasan}
    j.baris.aturan = {**(j.instansi.aturan or {}), **pada}
    sesi.flush()
    uraian = pesan.uraian_diterapkan(ganti, alasan)
    j, _ = laksanakan(sesi, j, Catat(Pelaku(0, TINDAKAN_ADMIN), "aturan", uraian), waktu)
    perbarui_status(sesi, j, waktu)
    hasil = pesan.diterapkan(ganti, alasan, waktu_singkat(waktu, j.instansi.zona))
    for satu in berkunci(sesi, _depan(j.nomor)):
        sunting(sesi, satu.id, hasil, waktu)
    _kabari(sesi, j, hasil, {o.telegram for s in PIMPINAN for o in j.pemegang.get(s, [])} - {penjawab}, waktu)
    if varian is not KodeAturan.dari(j.baris.aturan).aturan().varian:
        _kabari(sesi, j, pesan.formulir_berubah(ganti), pengisi(j), waktu, "formulir")
    return hasil


def _kabari(sesi: Session, j: Jalan, isi: dict[str, Any], akun: set[int], waktu: datetime, apa: str = "") -> None:
    for telegram in sorted(akun):
        kunci = f"aturan-kabar{apa}:{j.nomor}:{j.baris.versi}:{telegram}"
        titipkan(sesi, Surat(telegram, "sendMessage", isi, kunci=kunci), waktu)
