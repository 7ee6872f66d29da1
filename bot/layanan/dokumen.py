"""The papers of a run: drafts for those who decide, the approved recap for the group and the archive."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.naskah import Naskah, PenandaTangan
from bot.berkas.rakit import BAGIAN, Dokumen, GagalMerakit
from bot.berkas.tanda import kode_rekap
from bot.kinerja.aturan import aturan_dari
from bot.kinerja.rekap import sidik_angka
from bot.layanan import muat
from bot.layanan.angka import rekap, sidik_isi
from bot.layanan.bekuan import Bekuan, bekuan
from bot.layanan.bukti_data import nama_bukti, tanpa_bukti
from bot.layanan.cap import catat_terbitan
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.kabar_tarik import tutup_tawaran
from bot.layanan.kepatuhan import waktu_langkah
from bot.layanan.kop_kantor import kota, pemerintah
from bot.layanan.kurang_terbit import Alamat, janjikan
from bot.layanan.muat import Jalan
from bot.layanan.pembekuan import bekukan
from bot.layanan.sebab import lengkapi
from bot.layanan.segel import kabarkan_tanpa_segel
from bot.layanan.tenggat import tunaikan
from bot.layanan.terbitan import akhiran_bertanda, catat_terbit, lampau_dari, rakit, rakit_terbit, tercabut
from bot.pesan import rekap as pesan_rekap
from bot.sop.alur import Cara, cara
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import RekapDisetujui
from db.kotak_keluar import Surat, titipkan
from db.tabel import Instansi, Kejadian, Pelaksanaan, Penugasan, Personel

_LOG = logging.getLogger(__name__)

JENIS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
}


def naskah(sesi: Session, j: Jalan, waktu: datetime) -> Naskah:
    """Everything that the documents of a run show: of an approved recap that is out, what it was published with."""
    beku = bekuan(sesi, j.baris)
    return beku.data.naskah if beku else naskah_kini(sesi, j, waktu)


def naskah_kini(sesi: Session, j: Jalan, waktu: datetime) -> Naskah:
    """The same as everything stands now. A draft until the head has approved."""
    setuju = _persetujuan(sesi, j.nomor) if j.keadaan.disetujui else None
    hitung = lengkapi(sesi, j, rekap(sesi, j.baris))
    zona = ZoneInfo(j.instansi.zona)
    dulu, menggantikan = tercabut(sesi, j.nomor)
    return Naskah(
        rekap=hitung,
        kode_instansi=j.instansi.kode,
        nama_instansi=j.instansi.nama,
        nama_sop=j.sop.nama,
        nomor_sop=j.sop.sampul.nomor,
        zona=j.instansi.zona,
        dibuat=waktu.astimezone(zona),
        disetujui=setuju.waktu.astimezone(zona) if setuju else None,
        penanda_tangan=_penanda_tangan(sesi, j, setuju),
        waktu=waktu_langkah(sesi, j),
        tanpa_data_dukung=tanpa_bukti(sesi, j, hitung),
        bukti=nama_bukti(sesi, j.nomor),
        sidik=kode_rekap(j.instansi.kode, j.nomor, dulu + 1, sidik_angka(hitung)),
        alamat=j.instansi.alamat,
        pemerintah=pemerintah(j.instansi.nama),
        tempat=kota(j.instansi.nama),
        aturan=aturan_dari(j.baris.aturan),
        lampau=lampau_dari(sesi, j.baris),
        versi=dulu + 1,
        menggantikan=menggantikan.astimezone(zona) if menggantikan else None,
    )


def _persetujuan(sesi: Session, pelaksanaan_id: int) -> RekapDisetujui | None:
    milik = (Kejadian.pelaksanaan_id == pelaksanaan_id, Kejadian.jenis == RekapDisetujui.__name__)
    baris = sesi.exec(select(Kejadian).where(*milik).order_by(col(Kejadian.no).desc())).first()
    isi = kejadian_dari(baris.jenis, baris.isi) if baris else None
    return isi if isinstance(isi, RekapDisetujui) else None


def _penanda_tangan(sesi: Session, j: Jalan, setuju: RekapDisetujui | None) -> PenandaTangan:
    """Who approved, by the title and name of that moment (``Plt. Kepala Dinas``); before that, who will."""
    terbit = next(x for x in j.sop.langkah if x.terbitkan)
    penyetuju = terbit.pemutus or terbit.pelaksana[0]
    orang = sesi.get(Personel, setuju.personel) if setuju else None
    if setuju is not None and orang is not None:
        jabatan, nama = muat.urai_sebutan(setuju.nama)
        return PenandaTangan(jabatan or j.sop.nama_peran(penyetuju), nama, orang.pangkat, orang.nip)
    kini = next(iter(j.pemegang.get((penyetuju, ""), [])), None)
    if kini is None:
        return PenandaTangan(j.sop.nama_peran(penyetuju), "", "", "")
    return PenandaTangan(kini.jabatan or j.sop.nama_peran(penyetuju), kini.nama, kini.pangkat, kini.nip)


# Drafts for those who decide -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Draf:
    naskah: Naskah
    penerima: tuple[tuple[int, int], ...]  # assignment, Telegram id
    sidik: str
    logo: str


async def antar_draf(lay: Layanan, tonggak_id: int, penugasan_id: int) -> None:
    """A due moment: the document to decide on follows the cards of everybody who decides at this step."""

    def bahan(sesi: Session, waktu: datetime) -> _Draf | None:
        contoh = sesi.get(Penugasan, penugasan_id)
        if contoh is None:
            return None
        j = muat.jalan(sesi, contoh.pelaksanaan_id)
        serumpun = select(Penugasan).where(
            Penugasan.pelaksanaan_id == contoh.pelaksanaan_id,
            Penugasan.langkah == contoh.langkah,
            Penugasan.putaran == contoh.putaran,
            col(Penugasan.selesai_pada).is_(None),
        )
        memutus = [p for p in sesi.exec(serumpun) if cara(j.sop, tugas_dari(p)) is Cara.PUTUSKAN]
        penerima = [(p.id or 0, o.telegram) for p in memutus for o in j.pemegang.get((p.peran, p.bidang), [])]
        if not penerima:
            return None
        return _Draf(naskah(sesi, j, waktu), tuple(penerima), sidik_isi(sesi, j.baris), j.instansi.logo)

    draf = await lay.baca(bahan)
    dokumen = await rakit(lay, draf.naskah, draf.logo) if draf else None
    if dokumen and dokumen.pdf is None and dokumen.xlsx is None:
        raise GagalMerakit("draf", dokumen.galat)  # a picture is nothing to decide on: later again
    berkas = await taruh(lay, dokumen) if dokumen else {}

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu) or draf is None:
            return
        jenis = "pdf" if "pdf" in berkas else "xlsx"
        satu = berkas[jenis]
        satu.daftarkan(sesi, waktu)
        isi = pesan_rekap.keterangan_draf(draf.naskah.rekap)
        lampiran = [{"sha256": satu.sha256, "nama": draf.naskah.nama_berkas(jenis), "jenis": JENIS[jenis]}]
        for nomor, telegram in draf.penerima:
            baris = sesi.get(Penugasan, nomor)
            if baris is None or baris.selesai_pada is not None:
                continue
            kunci = f"draf:{nomor}:{telegram}:{draf.sidik}"
            titipkan(sesi, Surat(telegram, "sendDocument", isi, lampiran, kunci=kunci, penugasan_id=nomor), waktu)

    await lay.tulis(Asal(None), kerja)


async def taruh(lay: Layanan, dokumen: Dokumen) -> dict[str, Simpanan]:
    """Keep the documents that could be made; by kind (xlsx, pdf, png)."""
    if dokumen.galat:
        _LOG.warning("sebagian dokumen rekap gagal dibuat: %s", dokumen.galat)
    isi = {"xlsx": dokumen.xlsx, "pdf": dokumen.pdf, "png": dokumen.png}
    return {jenis: await lay.taruh(data, JENIS[jenis]) for jenis, data in isi.items() if data is not None}


# The approved recap --------------------------------------------------------------------------------------------------


async def terbitkan(lay: Layanan, tonggak_id: int, pelaksanaan_id: int) -> None:
    """A due moment: the recap goes to the group (to the head where there is none), and to the archive."""

    def bahan(sesi: Session, waktu: datetime) -> tuple[Naskah, int, Instansi, int, Bekuan] | None:
        j = muat.jalan(sesi, pelaksanaan_id)
        if not j.keadaan.disetujui:
            return None
        tujuan = tujuan_rekap(j)
        if tujuan is None:
            return None
        terbit = next(x.no for x in j.sop.langkah if x.terbitkan)
        n = naskah_kini(sesi, j, waktu)
        return n, tujuan, j.instansi, j.keadaan.putaran[terbit - 1], bekukan(sesi, j, n)

    isi = await lay.baca(bahan)
    jadi = await _rakit_sebisanya(lay, isi[0], isi[2].logo) if isi else _Jadi(None, "", "")
    berkas = await taruh(lay, jadi.dokumen) if jadi.dokumen else {}
    if isi:
        await simpan_arsip(lay, isi[0], jadi.dokumen, semua=True)

    def kerja(sesi: Session, waktu: datetime) -> None:
        if not tunaikan(sesi, tonggak_id, waktu) or isi is None:
            return
        naskah_, tujuan, instansi, putaran, beku = isi
        terbitan = catat_terbit(sesi, pelaksanaan_id, beku, berkas, waktu)
        if jadi.tanpa_segel:
            kabarkan_tanpa_segel(sesi, lay.admin, naskah_, jadi.tanpa_segel, f"{pelaksanaan_id}:{putaran}", waktu)
        baris = sesi.get(Pelaksanaan, pelaksanaan_id)
        assert baris is not None
        arsip = {jenis: sha for jenis, sha in (baris.dokumen or {}).items() if jenis == "arsip"}
        baris.dokumen = arsip | {jenis: s.sha256 for jenis, s in berkas.items()}
        j = muat.jalan(sesi, pelaksanaan_id)
        catat_terbitan(sesi, j, waktu)
        if _masih_dapat_ditarik(j):  # what the group sees is not unsaid
            tutup_tawaran(sesi, j, waktu)
        for surat in surat_rekap(naskah_, baris.dokumen, tujuan, instansi.topik, f"rekap:{pelaksanaan_id}:{putaran}"):
            titipkan(sesi, surat, waktu)
        janjikan(sesi, lay.admin, terbitan, naskah_, jadi.galat, Alamat(tujuan, instansi.topik), waktu)

    await lay.tulis(Asal(None), kerja)


def tujuan_rekap(j: Jalan) -> int | None:
    """The chat that gets the approved recap: the group, or the head where there is none."""
    kepala = next(iter(j.pemegang.get(("kepala", ""), [])), None)
    return j.instansi.grup or (kepala.telegram if kepala else None)


@dataclass(frozen=True)
class _Jadi:
    dokumen: Dokumen | None
    tanpa_segel: str
    galat: str


async def _rakit_sebisanya(lay: Layanan, n: Naskah, logo: str) -> _Jadi:
    """What can be made now. The approval is told in any case; what failed follows later (`bot.layanan.susulan`)."""
    try:
        dokumen, tanpa_segel = await rakit_terbit(lay, n, logo)
    except GagalMerakit as gagal:
        _LOG.warning("tidak satu pun dokumen rekap dapat dibuat: %s", gagal)
        return _Jadi(None, "", str(gagal))
    return _Jadi(dokumen, tanpa_segel, dokumen.galat)


def _masih_dapat_ditarik(j: Jalan) -> bool:
    """Whether the approval is still the newest act of the run."""
    tugas = j.keadaan.terakhir.tugas if j.keadaan.terakhir else None
    return tugas is not None and j.sop[tugas.langkah].terbitkan


def surat_rekap(
    n: Naskah,
    dokumen: dict[str, str],
    tujuan: int,
    topik: int | None,
    kunci: str,
    prioritas: int = 2,
    tombol: dict[str, Any] | None = None,
) -> list[Surat]:
    """The picture with its caption and buttons, then workbook, document and signed copy as one album.

    Where none of them could be made, the words go alone.
    """
    keterangan = pesan_rekap.keterangan(n) | ({"reply_markup": tombol} if tombol else {})
    surat = []
    album = [
        {"sha256": dokumen[jenis], "nama": n.nama_berkas(jenis), "jenis": JENIS[jenis]}
        for jenis in ("xlsx", "pdf")
        if jenis in dokumen
    ]
    album += [
        {"sha256": sha, "nama": n.nama_berkas(f"bertanda.{akhiran}"), "jenis": "application/octet-stream"}
        for jenis, sha in dokumen.items()
        if (akhiran := akhiran_bertanda(jenis))
    ]
    if "png" in dokumen:
        gambar = [{"sha256": dokumen["png"], "nama": n.nama_berkas("png"), "jenis": JENIS["png"]}]
        surat.append(
            Surat(tujuan, "sendPhoto", keterangan, gambar, prioritas, kunci=f"{kunci}:gambar:{tujuan}", topik=topik)
        )
        keterangan = {}
    elif not album:
        isi = {"text": keterangan.pop("caption"), **keterangan}
        return [Surat(tujuan, "sendMessage", isi, [], prioritas, kunci=f"{kunci}:gambar:{tujuan}", topik=topik)]
    if not album:
        return surat
    metode = "sendMediaGroup" if len(album) > 1 else "sendDocument"
    surat.append(Surat(tujuan, metode, keterangan, album, prioritas, kunci=f"{kunci}:berkas:{tujuan}", topik=topik))
    return surat


async def simpan_arsip(lay: Layanan, n: Naskah, dokumen: Dokumen | None, *, semua: bool = False) -> None:
    """A copy under names that people know: DATA_DIR/arsip/<office>/<year>/TW<n>/.

    semua: these are all there are; what lies there of an earlier version goes away.
    """
    tempat = lay.folder / "arsip" / n.kode_instansi / str(n.rekap.tahun) / f"TW{n.rekap.triwulan}"

    def kerja() -> None:
        baru = tulis_dokumen(tempat, n, dokumen)
        for lama in (tempat / n.nama_berkas(jenis) for jenis in BAGIAN):
            if semua and lama not in baru:
                lama.unlink(missing_ok=True)

    await asyncio.to_thread(kerja)


def tulis_dokumen(tempat: Path, n: Naskah, dokumen: Dokumen | None) -> list[Path]:
    """Write the documents that could be made into a folder."""
    if dokumen is None:
        return []
    tempat.mkdir(parents=True, exist_ok=True)
    hasil = []
    for jenis, data in (("xlsx", dokumen.xlsx), ("pdf", dokumen.pdf), ("png", dokumen.png)):
        if data is not None:
            jalur = tempat / n.nama_berkas(jenis)
            jalur.write_bytes(data)
            hasil.append(jalur)
    return hasil
