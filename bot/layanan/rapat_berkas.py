"""Due moments of a meeting: the calendar entry and the reminder go out, the draft of the minutes is made."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.berkas.naskah import PenandaTangan
from bot.berkas.naskah_rapat import Acara, Hadirin, NaskahNotulen
from bot.layanan import muat, rapat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar import PRIORITAS_PENGINGAT
from bot.layanan.kertas_rapat import nama_draf
from bot.layanan.kop_kantor import kop, kota
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.rapat_dasar import agenda_bawaan
from bot.layanan.tenggat import tunaikan
from bot.layanan.waktu_rapat import lama
from bot.pesan import rapat as pesan
from bot.pesan.dasar import nama_triwulan
from bot.sop.kejadian import Status
from db.kotak_keluar import Surat, titipkan
from db.tabel import Lampiran, Rapat, Tonggak

JENIS_ICS, JENIS_PDF = "text/calendar", "application/pdf"
NAMA_ICS = "undangan-rapat.ics"


def _rapat(sesi: Session, tonggak_id: int) -> tuple[Rapat, Jalan, str] | None:
    """The meeting of a due moment, with the last part of its key; None when it is done or gone."""
    baris = sesi.get(Tonggak, tonggak_id)
    if baris is None or baris.selesai_pada is not None:
        return None
    _, nomor, ciri = baris.kunci.split(":")
    r = sesi.get(Rapat, int(nomor))
    return (r, muat.jalan(sesi, r.pelaksanaan_id), ciri) if r else None


# Calendar ------------------------------------------------------------------------------------------------------------


async def antar_kalender(lay: Layanan, tonggak_id: int) -> None:
    """The meeting as it stands goes to everybody's calendar: once for each change."""

    def bahan(sesi: Session, waktu: datetime) -> Acara | None:
        ada = _rapat(sesi, tonggak_id)
        return _acara(sesi, *ada[:2], waktu) if ada and int(ada[2]) == ada[0].urutan else None

    acara = await lay.baca(bahan)
    simpanan = await lay.taruh(await asyncio.to_thread(_tulis_kalender, acara), JENIS_ICS) if acara else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        ada = _rapat(sesi, tonggak_id)
        if not tunaikan(sesi, tonggak_id, waktu) or ada is None or acara is None or simpanan is None:
            return
        r, j, _ = ada
        if r.urutan != acara.urutan:  # changed meanwhile: that change has its own moment
            return
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": NAMA_ICS, "jenis": JENIS_ICS}]
        tonggak = sesi.get(Tonggak, tonggak_id)
        agenda = tonggak is not None and bool((tonggak.isi or {}).get("agenda"))
        isi = pesan.keterangan_kalender(rapat.isi_rapat(sesi, j, r), agenda=agenda)
        for k, orang in rapat.hadirin(sesi, r):
            kunci = f"kalender:{r.id}:{r.urutan}:{k.id}"
            titipkan(sesi, Surat(orang.telegram, "sendDocument", isi, berkas, kunci=kunci), waktu)

    await lay.tulis(Asal(None), kerja)


def _tulis_kalender(acara: Acara) -> bytes:
    from bot.berkas import kalender  # the library is loaded by offices that meet, not at every start

    return kalender.tulis(acara)


def _acara(sesi: Session, r: Rapat, j: Jalan, waktu: datetime) -> Acara | None:
    if r.mulai is None:
        return None
    isi = rapat.isi_rapat(sesi, j, r)
    return Acara(
        uid=f"rapat-{r.id}-{j.nomor}@{j.instansi.kode}.asisten-kinerja",
        urutan=r.urutan,
        judul=f"Rapat pengukuran kinerja {isi.triwulan}",
        keterangan=pesan.uraian_kalender(isi),
        mulai=r.mulai,
        lama=lama(j.sop[r.langkah].waktu),
        tempat=r.tempat,
        penyelenggara=isi.penyelenggara,
        peserta=[muat.sebutan(o) for _, o in rapat.hadirin(sesi, r)],
        dibuat=waktu,
        batal=r.status in pesan.BATAL or isi.lebih_awal,
    )


# Reminder ------------------------------------------------------------------------------------------------------------


async def ingatkan(lay: Layanan, tonggak_id: int) -> None:
    """Shortly before it starts, to all who have not said that they stay away. Not after it has begun, nor at another time."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        ada = _rapat(sesi, tonggak_id)
        if not tunaikan(sesi, tonggak_id, waktu) or ada is None:
            return
        r, j, urutan = ada
        berlaku = r.status == "diundang" and r.urutan == int(urutan) and j.keadaan.status is Status.BERJALAN
        if not berlaku or r.mulai is None or waktu > r.mulai:
            return
        isi = pesan.pengingat(rapat.isi_rapat(sesi, j, r))
        for k, orang in rapat.hadirin(sesi, r):
            if k.jawaban != pesan.TIDAK:
                kunci = f"rapat-ingat:{r.id}:{r.urutan}:{k.id}"
                surat = Surat(orang.telegram, "sendMessage", isi, prioritas=PRIORITAS_PENGINGAT, ulang=0, kunci=kunci)
                titipkan(sesi, surat, waktu)

    await lay.tulis(Asal(None), kerja)


# Minutes -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Draf:
    naskah: NaskahNotulen
    nama: str


async def susun_notulen(lay: Layanan, tonggak_id: int) -> None:
    """A draft of the minutes for the organiser, kept as a paper of the step; a newer draft takes the older one's place."""

    def bahan(sesi: Session, waktu: datetime) -> _Draf | None:
        ada = _rapat(sesi, tonggak_id)
        return (
            _Draf(_naskah(lay.tempat_berkas, sesi, *ada[:2], waktu), nama_draf(ada[1], ada[0].langkah)) if ada else None
        )

    draf = await lay.baca(bahan)
    pdf = await lay.perakit.satu("notulen", draf.naskah) if draf else b""
    simpanan = await lay.taruh(pdf, JENIS_PDF) if draf else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        ada = _rapat(sesi, tonggak_id)
        if not tunaikan(sesi, tonggak_id, waktu) or ada is None or draf is None or simpanan is None:
            return
        r, j, ciri = ada
        sha = simpanan.daftarkan(sesi, waktu)
        orang = rapat.penyelenggara(sesi, r)
        _arsipkan(sesi, r, orang, draf.nama, sha, draf.naskah.dibuat)
        if orang is not None:
            berkas = [{"sha256": sha, "nama": draf.nama, "jenis": JENIS_PDF}]
            isi = pesan.keterangan_notulen(bool(draf.naskah.keputusan), draf.naskah.hadir is not None)
            kunci = f"notulen:{r.id}:{ciri}"
            titipkan(sesi, Surat(orang.telegram, "sendDocument", isi, berkas, kunci=kunci), waktu)
        rapat.ingat(sesi, j, orang, f"mendapat draf notulen rapat ({draf.nama}, {sha[:12]})", waktu)

    await lay.tulis(Asal(None), kerja)


def _arsipkan(sesi: Session, r: Rapat, orang: Pegawai | None, nama: str, sha: str, waktu: datetime) -> None:
    """`waktu`: when it was gathered; what is newer is not in it."""
    tugas = rapat.penugasan(sesi, r)
    oleh = orang.id if orang else next((p.personel_id for p in tugas if p.personel_id), None)
    if not tugas or oleh is None:
        return
    nomor = [p.id for p in tugas]
    lama = select(Lampiran).where(col(Lampiran.penugasan_id).in_(nomor), Lampiran.nama == nama)
    satu = sesi.exec(lama).first()
    if satu is not None:
        satu.sha256, satu.dibuat = sha, waktu
        return
    sesi.add(
        Lampiran(
            pelaksanaan_id=r.pelaksanaan_id,
            penugasan_id=tugas[0].id or 0,
            langkah=r.langkah,
            personel_id=oleh,
            jenis="dokumen",
            nama=nama,
            sha256=sha,
            dibuat=waktu,
        )
    )


def _naskah(gudang: Path, sesi: Session, r: Rapat, j: Jalan, waktu: datetime) -> NaskahNotulen:
    semua = [(rapat.isi_undangan(k, o), o) for k, o in rapat.hadirin(sesi, r)]
    orang = rapat.penyelenggara(sesi, r)
    masuk, isi = rapat.notulen_masuk(sesi, j, r), rapat.isi_rapat(sesi, j, r)
    return NaskahNotulen(
        kop=kop(gudang, j.instansi),
        periode=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        acara=r.acara,
        mulai=None if isi.lebih_awal else r.mulai,
        tempat="" if isi.lebih_awal else r.tempat,
        zona=j.instansi.zona,
        agenda=pesan.butir(r.agenda) or (agenda_bawaan(j),),
        hadirin=tuple(Hadirin(o.nama, o.jabatan, pesan.kehadiran(u)) for u, o in semua),
        hadir=sum(bool(u.hadir) for u, _ in semua) if any(u.hadir is not None for u, _ in semua) else None,
        keputusan=_keputusan(masuk),
        lampiran=tuple(x.nama for x in masuk if x.sha256),
        pimpinan=PenandaTangan(orang.jabatan, orang.nama, orang.pangkat, orang.nip)
        if orang
        else PenandaTangan("", "", "", ""),
        kota=kota(j.instansi.nama),
        dibuat=waktu.astimezone(ZoneInfo(j.instansi.zona)),
    )


def _keputusan(masuk: Sequence[Lampiran]) -> tuple[str, ...]:
    """Every line of what was typed."""
    return tuple(b for x in masuk if not x.sha256 for b in pesan.butir(x.teks))
