"""`/jejak`: a run's story for its head, secretary and team, and for administrators; long ones as a file."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from bot.berkas.naskah import BarisWaktu
from bot.kinerja.tampil import angka_id
from bot.layanan import cap, muat, rantai
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kepatuhan import catatan_waktu
from bot.layanan.kertas import jawab
from bot.layanan.muat import Jalan
from bot.layanan.pelaksanaan import Kilasan
from bot.layanan.rekap_lagi import mengawasi
from bot.layanan.tindakan_admin import BukanAdministrator
from bot.pesan import kisah as pesan
from bot.pesan.cap import tidak_cocok
from bot.pesan.dasar import Tombol, isi_pesan
from bot.pesan.jejak import Penutur
from bot.pesan.waktu import papan_waktu
from bot.sop import kejadian as k
from bot.sop.catatan import kejadian_dari
from bot.sop.penolakan import TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, Kejadian, Pelaksanaan

JENIS_TEKS = "text/plain"
RUAS = tuple[int, int]  # step and round


async def minta(lay: Layanan, asal: Asal, triwulan: int | None, tahun: int | None) -> None:
    """`/jejak [tw] [tahun]`: the newest run of those asked for; several offices are asked for. Raises BukanAdministrator."""

    def kerja(sesi: Session, waktu: datetime) -> int | None:
        kantor = kantor_diawasi(sesi, lay, asal)
        if not kantor:
            raise BukanAdministrator
        urut = (col(Pelaksanaan.tahun).desc(), col(Pelaksanaan.triwulan).desc(), col(Pelaksanaan.id).desc())
        semua = sesi.exec(select(Pelaksanaan).where(col(Pelaksanaan.instansi_id).in_(kantor)).order_by(*urut)).all()
        cocok: dict[int, Pelaksanaan] = {}
        for p in semua:
            if triwulan in (None, p.triwulan) and tahun in (None, p.tahun):
                ada = cocok.get(p.instansi_id)
                if ada is None or (ada.status == "batal" and p.status != "batal"):
                    cocok[p.instansi_id] = p
        if len(cocok) == 1:
            return next(iter(cocok.values())).id
        pilihan = [(p.id or 0, kantor[p.instansi_id], p.triwulan, p.tahun) for p in cocok.values()]
        jawab(sesi, asal, pesan.pilih(pilihan) if pilihan else pesan.BELUM_ADA, waktu)
        return None

    nomor = await lay.tulis(Asal(None, asal.telegram), kerja)
    if nomor is not None:
        await _kirim(lay, asal, nomor)


async def pilih(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The story of the run that the button names. Raises TidakDitemukan."""

    def boleh(sesi: Session, _: datetime) -> bool:
        baris = sesi.get(Pelaksanaan, tombol.nomor)
        return baris is not None and baris.instansi_id in kantor_diawasi(sesi, lay, asal)

    if not await lay.baca(boleh):
        raise TidakDitemukan
    await _kirim(lay, asal, tombol.nomor)
    return Kilasan(pesan.DIKIRIM)


def kantor_diawasi(sesi: Session, lay: Layanan, asal: Asal) -> dict[int, str]:
    """The offices whose story this account may read."""
    if asal.telegram in lay.admin:
        return {i.id or 0: i.nama for i in sesi.exec(select(Instansi).order_by(col(Instansi.nama)))}
    milik = [o.instansi_id for o in muat.diri(sesi, asal.telegram) if mengawasi(sesi, o)]
    return {nomor: sesi.get_one(Instansi, nomor).nama for nomor in milik}


async def _kirim(lay: Layanan, asal: Asal, nomor: int) -> None:
    kisah = await lay.baca(lambda sesi, _: susun(sesi, nomor))
    teks = pesan.teks(kisah)
    papan = papan_waktu(nomor)
    isi: dict[str, Any] = isi_pesan(teks, papan)
    polos = html.unescape(re.sub(r"</?b>", "", teks))
    simpanan = await lay.taruh(polos.encode("utf-8-sig"), JENIS_TEKS) if len(polos) > pesan.SEPESAN else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        kunci = f"kisah:{asal.update_id}"
        surat = Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci)
        if simpanan is not None:
            sha = simpanan.daftarkan(sesi, waktu)
            berkas = [{"sha256": sha, "nama": pesan.nama_berkas(kisah), "jenis": JENIS_TEKS}]
            surat = Surat(
                asal.telegram,
                "sendDocument",
                pesan.keterangan(kisah) | {"reply_markup": papan},
                berkas,
                prioritas=0,
                kunci=kunci,
            )
        titipkan(sesi, surat, waktu)

    await lay.tulis(asal, kerja)


# The story -----------------------------------------------------------------------------------------------------------


def susun(sesi: Session, nomor: int) -> pesan.Kisah:
    """The whole log of a run, grouped by its stays at a step."""
    j = muat.jalan(sesi, nomor)
    semua = rantai.kejadian(sesi, j.baris)
    penutur = Penutur(j.sop, muat.nama_bidang(sesi, j.baris.instansi_id), j.instansi.zona)
    waktu = {(no, ke, tahap == k.Tahap.PUTUS): b for (no, ke, tahap), b in catatan_waktu(sesi, j).items()}
    putus = rantai.periksa(j.baris, semua)
    beda = [] if putus else cap.periksa(sesi, j, semua)
    return pesan.Kisah(
        instansi=j.instansi.nama,
        kode=j.instansi.kode,
        tahun=j.baris.tahun,
        triwulan=j.baris.triwulan,
        zona=j.instansi.zona,
        babak=[_babak(j, ruas, baris, waktu) for ruas, baris in _ruas(penutur, semua)],
        utuh=str(putus) if putus else (tidak_cocok(beda) if beda else ""),
    )


def _ruas(penutur: Penutur, semua: Sequence[Kejadian]) -> Iterator[tuple[RUAS, list[tuple[datetime, str]]]]:
    """The events of each stay at a step, in order; (0, 0) for what comes before the first."""
    kini: RUAS = (0, 0)
    baris: list[tuple[datetime, str]] = []
    ingat: list[tuple[datetime, str]] = []
    for satu in semua:
        try:
            kejadian = kejadian_dari(satu.jenis, satu.isi)
        except (KeyError, ValidationError):
            baris.append((satu.waktu, f"{satu.jenis} (isinya tidak terbaca)"))
            continue
        if _sudah_dikatakan(kejadian):
            continue
        ruas = _letak(kejadian) or kini
        if isinstance(kejadian, k.PengingatJatuh) and ruas == kini:
            ingat.append((satu.waktu, _ringkas(penutur.kalimat(kejadian), kini)))
            continue
        baris += _lipat(ingat)
        ingat = []
        if ruas != kini:
            if baris:
                yield kini, baris
            kini, baris = ruas, []
        baris.append((satu.waktu, _ringkas(penutur.kalimat(kejadian), kini)))
    if baris or ingat:
        yield kini, baris + _lipat(ingat)


def _sudah_dikatakan(kejadian: k.Kejadian) -> bool:
    """The end of a step is where its story ends; a unit's hand-over is told by the event before it."""
    dikirim = isinstance(kejadian, k.TugasSelesai) and kejadian.hasil is k.Hasil.DIKIRIM
    return dikirim or isinstance(kejadian, k.LangkahSelesai)


def _letak(kejadian: k.Kejadian) -> RUAS | None:
    """Step and round that an event names; None: it belongs to where the run stands."""
    match kejadian:
        case k.GiliranDimulai():
            return kejadian.tugas[0].langkah, kejadian.tugas[0].putaran
        case _:
            tugas = getattr(kejadian, "tugas", None)
            return (tugas.langkah, tugas.putaran) if isinstance(tugas, k.Tugas) else None


def _lipat(ingat: Sequence[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    """Reminders in a row as one line, where there are many."""
    if len(ingat) < 3:
        return list(ingat)
    saat, terakhir = ingat[-1][0], ingat[-1][1].rpartition(": ")[2]
    return [(saat, pesan.DIINGATKAN.format(banyak=len(ingat), terakhir=terakhir))]


def _ringkas(kalimat: str, ruas: RUAS) -> str:
    """Without the step that stands above it already."""
    no, putaran = ruas
    letak = f"langkah {no}{pesan.PUTARAN.format(putaran=putaran) if putaran > 1 else ''}"
    return kalimat.removeprefix(f"{letak.capitalize()}, ").replace(f" {letak} kepada ", " kepada ", 1)


def _babak(
    j: Jalan, ruas: RUAS, baris: Sequence[tuple[datetime, str]], waktu: dict[tuple[int, int, bool], BarisWaktu]
) -> pesan.Babak:
    no, putaran = ruas
    if no == 0:
        return pesan.Babak(pesan.AWAL, baris)
    judul = pesan.JUDUL.format(
        no=no,
        banyak=len(j.sop),
        putaran=pesan.PUTARAN.format(putaran=putaran) if putaran > 1 else "",
        kegiatan=j.sop[no].kegiatan,
    )
    catatan = [(putus, b) for putus in (False, True) if (b := waktu.get((no, putaran, putus))) and b.selesai]
    kata = [f"{pesan.KEPUTUSAN if putus else ''}{_waktu(b)}" for putus, b in catatan]
    return pesan.Babak(judul, baris, ". ".join(kata))


def _waktu(b: BarisWaktu) -> str:
    nyata, sendiri, menunggu = (
        "" if m is None else angka_id(m) for m in (b.menit_nyata, b.menit_sendiri, b.menit_menunggu)
    )
    return pesan.sebut_waktu(nyata, b.standar, sendiri, menunggu, b.selisih)


AKSI = {pesan.JEJAK: pilih}
