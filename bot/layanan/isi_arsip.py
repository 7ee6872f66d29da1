"""What belongs into the archive of a run, under names that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlmodel import Session, col, select

from bot.berkas.arsip import Anggota, nama_aman, tulis_csv
from bot.berkas.tulisan import ketepatan
from bot.kinerja.tampil import bacaan_id
from bot.layanan import muat
from bot.layanan.angka import realisasi_bidang
from bot.layanan.bukti_data import bukti_dilepas, semua_bukti
from bot.layanan.kabar import nama_pemegang
from bot.layanan.kepatuhan import waktu_langkah
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.terbitan import BERTANDA, akhiran_bertanda, berkas_terbitan, semua_terbitan
from bot.pesan.jejak import Penutur
from bot.sop.catatan import kejadian_dari
from bot.sop.kejadian import Kejadian as KejadianInti
from bot.sop.kejadian import LangkahDikembalikan, UnggahanDitutup
from bot.sop.putaran import putaran_tampil
from db.berkas import jalur
from db.tabel import (
    Berkas,
    CentangEsakip,
    IsiDisposisi,
    Kehadiran,
    Kejadian,
    Kendala,
    Kiriman,
    Lampiran,
    Penugasan,
    Perpanjangan,
    Personel,
    Rapat,
    Tanggapan,
    Terbitan,
)

AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
KEPUTUSAN = ("setuju", "kembali", "ditutup")


@dataclass(frozen=True)
class _Kumpul:
    """What every part looks at."""

    sesi: Session
    j: Jalan
    gudang: Path
    orang: Mapping[int, Pegawai] = field(default_factory=dict)
    putaran: Mapping[tuple[int, int], int] = field(default_factory=dict)  # step and round: the round that is shown

    def nama(self, personel_id: int | None) -> str:
        satu = self.orang.get(personel_id or 0)
        return muat.sebutan(satu) if satu else ""

    def pukul(self, waktu: datetime | None) -> str:
        """``2026-04-01 08.05.00``, on the wall clock of the office."""
        return f"{waktu.astimezone(ZoneInfo(self.j.instansi.zona)):%Y-%m-%d %H.%M.%S}" if waktu else ""


def isi_arsip(sesi: Session, j: Jalan, gudang: Path) -> list[Anggota]:
    """Every member of the archive. Files stay where they are and are read when the ZIP is written."""
    orang = {o.id or 0: o for o in sesi.exec(select(Personel).where(Personel.instansi_id == j.baris.instansi_id))}
    tugas = select(Penugasan.langkah, Penugasan.putaran, Penugasan.hasil).where(Penugasan.pelaksanaan_id == j.nomor)
    k = _Kumpul(sesi, j, gudang, orang, putaran_tampil(sesi.exec(tugas).all()))
    bagian = (_rekap, _formulir, _kertas, _jejak, _keputusan, _rapat, _tanggapan, _kendala, _esakip, _disposisi)
    return [satu for isi in (*bagian, _perpanjangan, _waktu, _bukti) for satu in isi(k)]


def _bukti(k: _Kumpul) -> Iterator[Anggota]:
    """Evidence by indicator. The manifest has the SHA-256 of every file; after the approval nothing is added.

    What a published version rested on stays, also where the correction took it out.
    """
    semua = [(b, "") for b in semua_bukti(k.sesi, k.j.nomor)]
    semua += [(b, f"dilepas pada koreksi, {k.pukul(b.dilepas_pada)}") for b in bukti_dilepas(k.sesi, k.j.nomor)]
    baris = [
        (b.kode, b.jenis, b.nama, b.sha256 or "", b.tautan, k.nama(b.personel_id), k.pukul(b.dibuat), keadaan)
        for b, keadaan in semua
    ]
    kepala = ("Kode", "jenis", "nama", "sha256", "tautan", "oleh", "waktu", "keadaan")
    yield from _tabel("13-data-dukung.csv", kepala, baris, "data dukung tiap indikator")
    for b, keadaan in semua:
        if b.sha256 is not None:
            depan = f"13-data-dukung/{nama_aman(b.kode)}/{'dilepas-' if keadaan else ''}"
            apa = ", ".join(x for x in (f"data dukung {b.kode}", k.nama(b.personel_id), keadaan) if x)
            yield Anggota(f"{depan}{b.id}-{nama_aman(b.nama)}", jalur(k.gudang, b.sha256), apa)


def _rekap(k: _Kumpul) -> Iterator[Anggota]:
    b = k.j.baris
    for jenis, sha in sorted((b.dokumen or {}).items()):
        if jenis != "arsip":
            akhiran = akhiran_bertanda(jenis)
            nama = f"01-rekap/rekap-{k.j.instansi.kode}-{b.tahun}-TW{b.triwulan}"
            nama += f"-bertanda.{akhiran}" if akhiran else f".{jenis}"
            apa = "rekap yang ditandatangani, yang menjadi arsip" if akhiran else "rekap yang disetujui"
            yield Anggota(nama, jalur(k.gudang, sha), apa)
    yield from _rekap_lama(k)


def _rekap_lama(k: _Kumpul) -> Iterator[Anggota]:
    """The versions that a correction has replaced, each in a folder of its own, and the list of all versions."""
    terbit = semua_terbitan(k.sesi, k.j.nomor)
    for kini in (t for t in terbit if t.berlaku):
        depan = f"01-rekap/rekap-{k.j.instansi.kode}-{k.j.baris.tahun}-TW{k.j.baris.triwulan}"
        yield from _salinan(k, kini, depan, "rekap yang disetujui", terakhir=False)
    if all(t.berlaku for t in terbit):
        return
    b, akhir = k.j.baris, len(terbit)
    daftar = []
    for versi, t in enumerate(terbit, start=1):
        lewat = "digantikan" if versi < akhir else "tidak berlaku"
        daftar.append((str(versi), t.sidik, k.pukul(t.dibuat), "berlaku" if t.berlaku else lewat))
        if t.berlaku:
            continue
        folder = f"01-rekap/versi-{versi}-{lewat.replace(' ', '-')}"
        depan = f"{folder}/rekap-{k.j.instansi.kode}-{b.tahun}-TW{b.triwulan}"
        apa = f"rekap versi {versi}, terbit {k.pukul(t.dibuat)}, {lewat}"
        for berkas, _ in berkas_terbitan(k.sesi, t):
            if berkas.jenis != BERTANDA:
                yield Anggota(f"{depan}.{berkas.jenis}", jalur(k.gudang, berkas.sha256), apa)
        yield from _salinan(k, t, depan, apa)
    kepala = ("versi", "kode verifikasi", "terbit", "keadaan")
    yield from _tabel("01-rekap/versi.csv", kepala, daftar, "setiap versi rekap yang pernah terbit")


def _salinan(k: _Kumpul, t: Terbitan, depan: str, apa: str, *, terakhir: bool = True) -> Iterator[Anggota]:
    """The signed copies of a recap; those that a later one has replaced are numbered. terakhir: with the last of them."""
    semua = {b.sha256: (b, media) for b, media in berkas_terbitan(k.sesi, t) if b.jenis == BERTANDA}
    urut = sorted(semua.values(), key=lambda satu: satu[0].id or 0)
    for ke, (berkas, media) in enumerate(urut, 1):
        if ke == len(urut) and not terakhir:
            return
        lama = "" if ke == len(urut) else f"-terdahulu-{ke}"
        oleh = f"salinan bertanda tangan{' terdahulu' if lama else ''}, {k.nama(berkas.personel_id)}"
        nama = f"{depan}-bertanda{lama}.{AKHIRAN.get(media, 'bin')}"
        yield Anggota(nama, jalur(k.gudang, berkas.sha256), f"{apa}; {oleh}, {k.pukul(berkas.dibuat)}")


def _formulir(k: _Kumpul) -> Iterator[Anggota]:
    milik = (Kiriman.pelaksanaan_id == k.j.nomor, Kiriman.status != "draf")
    for kiriman in k.sesi.exec(select(Kiriman).where(*milik).order_by(col(Kiriman.bidang), col(Kiriman.versi))):
        depan = f"02-formulir/{nama_aman(kiriman.bidang)}/v{kiriman.versi}-"
        oleh = f"{kiriman.status}, {k.nama(kiriman.personel_id)}, {k.pukul(kiriman.dikirim_pada)}"
        if kiriman.sha256:
            yield Anggota(
                depan + nama_aman(kiriman.nama_berkas or "formulir.xlsx"), jalur(k.gudang, kiriman.sha256), oleh
            )
        yield Anggota(f"{depan}isian.csv", _isian(kiriman), f"angka yang terbaca; {oleh}")


def _isian(kiriman: Kiriman) -> bytes:
    kepala = (
        "Kode", "Realisasi", "Realisasi Anggaran (Rp)", "Faktor Pendukung", "Faktor Penghambat", "Tindak Lanjut",
    )  # fmt: skip
    return tulis_csv(
        kepala,
        (
            (
                r.kode,
                bacaan_id(r.kinerja),
                bacaan_id(r.anggaran),
                r.faktor_pendukung,
                r.faktor_penghambat,
                r.tindak_lanjut,
            )
            for r in realisasi_bidang(kiriman).values()
        ),
    )


def _kertas(k: _Kumpul) -> Iterator[Anggota]:
    kertas = (
        select(Lampiran, Penugasan.putaran, Berkas.jenis)
        .join(Penugasan, col(Penugasan.id) == col(Lampiran.penugasan_id))
        .join(Berkas, col(Berkas.sha256) == col(Lampiran.sha256), isouter=True)
        .where(Lampiran.pelaksanaan_id == k.j.nomor)
        .order_by(col(Lampiran.id))
    )
    for satu, ke, media in k.sesi.exec(kertas):
        putaran = k.putaran[satu.langkah, ke]
        ulang = f"-putaran-{putaran}" if putaran > 1 else ""
        depan = f"03-kertas/langkah-{satu.langkah:02d}{ulang}-"
        oleh = f"{k.nama(satu.personel_id)}, {k.pukul(satu.dibuat)}"
        if satu.sha256 is not None:
            akhiran = "" if satu.jenis == "dokumen" else f".{AKHIRAN.get(media or '', 'bin')}"
            yield Anggota(depan + nama_aman(satu.nama + akhiran), jalur(k.gudang, satu.sha256), oleh)
        if satu.sha256 is None:
            yield Anggota(depan + nama_aman(f"{satu.nama}.txt"), satu.teks.encode("utf-8-sig"), oleh)
        elif satu.teks:
            yield Anggota(depan + nama_aman(f"{satu.nama}-keterangan.txt"), satu.teks.encode("utf-8-sig"), oleh)


def _kejadian(k: _Kumpul) -> list[tuple[Kejadian, KejadianInti | None]]:
    baris = k.sesi.exec(select(Kejadian).where(Kejadian.pelaksanaan_id == k.j.nomor).order_by(col(Kejadian.no)))
    return [(satu, _baca(satu)) for satu in baris]


def _baca(satu: Kejadian) -> KejadianInti | None:
    try:
        return kejadian_dari(satu.jenis, satu.isi)
    except (KeyError, ValidationError):  # changed by hand; shown as it is
        return None


def _jejak(k: _Kumpul) -> Iterator[Anggota]:
    penutur = Penutur(k.j.sop, k.j.nama_bidang, k.j.instansi.zona)
    baris = (
        (str(satu.no), k.pukul(satu.waktu), satu.jenis, penutur.kalimat(isi) if isi else "", satu.isi, satu.hash)
        for satu, isi in _kejadian(k)
    )
    kepala = ("no", "waktu", "jenis", "uraian", "isi", "hash")
    yield Anggota("04-jejak.csv", tulis_csv(kepala, baris), "setiap kejadian, berantai dengan hash")


def _keputusan(k: _Kumpul) -> Iterator[Anggota]:
    alasan = {
        (isi.tugas.langkah, isi.tugas.putaran, isi.tugas.peran, isi.tugas.bidang): isi.alasan
        for _, isi in _kejadian(k)
        if isinstance(isi, LangkahDikembalikan | UnggahanDitutup)
    }
    milik = (Penugasan.pelaksanaan_id == k.j.nomor, col(Penugasan.hasil).in_(KEPUTUSAN))
    putus = k.sesi.exec(select(Penugasan).where(*milik).order_by(col(Penugasan.id))).all()
    baris = [
        (
            str(p.langkah),
            str(k.putaran[p.langkah, p.putaran]),
            k.j.sop[p.langkah].kegiatan,
            p.hasil,
            k.nama(p.personel_id),
            k.pukul(p.selesai_pada),
            alasan.get((p.langkah, p.putaran, p.peran, p.bidang), ""),
        )
        for p in putus
        if p.personel_id is not None
    ]
    kepala = ("langkah", "putaran", "kegiatan", "keputusan", "oleh", "waktu", "alasan")
    yield from _tabel("05-keputusan.csv", kepala, baris, "persetujuan dan pengembalian")


def _rapat(k: _Kumpul) -> Iterator[Anggota]:
    baris = []
    for rapat in k.sesi.exec(select(Rapat).where(Rapat.pelaksanaan_id == k.j.nomor).order_by(col(Rapat.id))):
        acara = (str(rapat.langkah), rapat.acara, k.pukul(rapat.mulai), rapat.tempat, rapat.status)
        hadir = k.sesi.exec(select(Kehadiran).where(Kehadiran.rapat_id == rapat.id).order_by(col(Kehadiran.id))).all()
        baris += [
            (*acara, k.nama(h.personel_id), h.jawaban, h.wakil, {True: "ya", False: "tidak", None: ""}[h.hadir])
            for h in hadir
        ] or [(*acara, "", "", "", "")]
    kepala = ("langkah", "acara", "mulai", "tempat", "status", "undangan", "jawaban", "wakil", "hadir")
    yield from _tabel("06-rapat.csv", kepala, baris, "rapat dan daftar hadir")


def _tanggapan(k: _Kumpul) -> Iterator[Anggota]:
    semua = select(Tanggapan).where(Tanggapan.pelaksanaan_id == k.j.nomor).order_by(col(Tanggapan.id))
    baris = [
        (
            str(t.langkah),
            str(k.putaran[t.langkah, t.putaran]),
            t.jenis,
            k.nama(t.personel_id),
            k.pukul(t.dibuat),
            t.teks,
        )
        for t in k.sesi.exec(semua)
    ]
    kepala = ("langkah", "putaran", "jenis", "oleh", "waktu", "isi")
    yield from _tabel("07-tanggapan.csv", kepala, baris, "tanda terima, koreksi, dan salinan")


def _kendala(k: _Kumpul) -> Iterator[Anggota]:
    urut = (
        select(Kendala, Penugasan.langkah)
        .join(Penugasan, col(Penugasan.id) == col(Kendala.penugasan_id))
        .where(Kendala.pelaksanaan_id == k.j.nomor)
        .order_by(col(Kendala.id))
    )
    semua = k.sesi.exec(urut).all()
    baris = [
        (
            str(no),
            k.nama(s.personel_id),
            k.pukul(s.dibuat),
            s.uraian,
            k.nama(s.dijawab_oleh),
            k.pukul(s.dijawab_pada),
            s.jawaban,
            s.status,
            k.pukul(s.selesai_pada),
            s.nama_berkas,
        )
        for s, no in semua
    ]
    kepala = (
        "langkah",
        "oleh",
        "waktu",
        "kendala",
        "dijawab oleh",
        "dijawab pada",
        "jawaban",
        "keadaan",
        "ditutup pada",
        "lampiran",
    )
    yield from _tabel("08-kendala.csv", kepala, baris, "kendala dan jawabannya")
    for s, no in semua:
        if s.sha256 is not None:
            nama = f"08-kendala/langkah-{no:02d}-{s.id}-{nama_aman(s.nama_berkas)}"
            yield Anggota(nama, jalur(k.gudang, s.sha256), f"lampiran kendala, {k.nama(s.personel_id)}")


def _perpanjangan(k: _Kumpul) -> Iterator[Anggota]:
    semua = (
        select(Perpanjangan, Penugasan)
        .join(Penugasan, col(Penugasan.id) == col(Perpanjangan.penugasan_id))
        .where(Perpanjangan.pelaksanaan_id == k.j.nomor)
        .order_by(col(Perpanjangan.id))
    )
    baris = [
        (
            str(p.langkah),
            nama_pemegang(k.j, p.peran, p.bidang),
            k.nama(m.personel_id),
            k.pukul(m.dibuat),
            str(m.hari),
            m.alasan,
            m.status,
            k.nama(m.dijawab_oleh),
            k.pukul(m.dijawab_pada),
            k.pukul(m.batas_lama),
            k.pukul(m.batas_baru),
        )
        for m, p in k.sesi.exec(semua)
    ]
    kepala = (
        "langkah", "tugas", "oleh", "waktu", "hari kerja", "alasan", "keadaan", "dijawab oleh", "dijawab pada",
        "batas lama", "batas baru",
    )  # fmt: skip
    yield from _tabel("11-perpanjangan.csv", kepala, baris, "permintaan perpanjangan dan keputusannya")


def _waktu(k: _Kumpul) -> Iterator[Anggota]:
    baris = [
        (
            str(w.no),
            str(w.putaran),
            w.kegiatan,
            w.pelaksana,
            w.standar,
            k.pukul(w.mulai),
            k.pukul(w.selesai),
            *("" if menit is None else str(menit) for menit in (w.menit_nyata, w.menit_sendiri, w.menit_menunggu)),
            w.rincian,
            ketepatan(w.tepat, w.selisih),
        )
        for w in waktu_langkah(k.sesi, k.j)
    ]
    kepala = (
        "langkah", "putaran", "kegiatan", "pelaksana", "standar", "mulai", "selesai", "menit kerja nyata",
        "menit sendiri", "menit menunggu", "rincian", "ketepatan",
    )  # fmt: skip
    yield from _tabel("12-waktu.csv", kepala, baris, "waktu tiap langkah: standar, nyata, sendiri, dan menunggu")


def _esakip(k: _Kumpul) -> Iterator[Anggota]:
    semua = select(CentangEsakip).where(CentangEsakip.pelaksanaan_id == k.j.nomor).order_by(col(CentangEsakip.id))
    baris = [(c.kode, k.nama(c.personel_id), k.pukul(c.dibuat)) for c in k.sesi.exec(semua)]
    yield from _tabel("09-input-esakip.csv", ("kode", "oleh", "waktu"), baris, "indikator yang sudah dimasukkan")


def _disposisi(k: _Kumpul) -> Iterator[Anggota]:
    b = k.j.baris
    milik = (
        IsiDisposisi.instansi_id == b.instansi_id,
        IsiDisposisi.tahun == b.tahun,
        IsiDisposisi.triwulan == b.triwulan,
    )
    semua = k.sesi.exec(select(IsiDisposisi).where(*milik).order_by(col(IsiDisposisi.langkah)))
    baris = [(str(i.langkah), k.nama(i.personel_id), k.pukul(i.dibuat), i.teks) for i in semua]
    yield from _tabel("10-isi-disposisi.csv", ("langkah", "oleh", "waktu", "isi"), baris, "isi disposisi")


def _tabel(nama: str, kepala: tuple[str, ...], baris: list[Any], keterangan: str) -> Iterator[Anggota]:
    """A table that has something to tell."""
    if baris:
        yield Anggota(nama, tulis_csv(kepala, baris), keterangan)
