"""Set a meeting's time, place and agenda, by buttons or typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import rapat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import Kertas
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, giliran, lupakan
from bot.layanan.rapat_dasar import (
    AGENDA,
    TEMPAT,
    WAKTU,
    agenda_bawaan,
    catat_rapat,
    pastikan_hidup,
    rapat_diatur,
    tanyakan,
    teks_jawaban,
)
from bot.layanan.waktu_rapat import Jadwal, JawabanSalah, baca, label, rapi, usul
from bot.pesan import rapat as pesan
from bot.pesan.dasar import Tombol
from bot.sop.alur import Cara, cara
from bot.sop.model import Jenis
from bot.sop.penolakan import BukanCaranya, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Pelaksanaan, Pertanyaan, Rapat

TEMPAT_UMUM = ("Ruang Rapat", "Aula", "Daring (tautan menyusul)")


async def atur(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📅 Atur rapat` on a disposition: asks when and where. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        no = rapat.langkah_rapat(j.sop, baris.langkah)
        if no is None or cara(j.sop, tugas_dari(baris)) is not Cara.SELESAI:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        r = rapat.cari(sesi, j, no) if no == baris.langkah and j.sop[no].jenis is Jenis.RAPAT else None
        if r is not None and r.status == "batal":  # another one instead: its invitations leave with its time
            r = rapat.siapkan(sesi, j, no)
            r.status = "diundang"
        r = r or rapat.siapkan(sesi, j, no)  # the meeting of a step that is under way is not called twice
        pastikan_hidup(r, j)
        r.personel_id = r.personel_id or orang.id
        _tanya_waktu(sesi, j, r, orang, waktu)
        return Kilasan("Mohon pilih atau tulis waktunya.")

    return await lay.tulis(asal, kerja)


async def ubah(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🕘 Ubah waktu`: asks again. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        _tanya_waktu(sesi, j, r, orang, waktu)
        return Kilasan("Mohon pilih atau tulis waktunya.")

    return await lay.tulis(asal, kerja)


async def tanya_batal(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🚫 Batalkan rapat`: asks once more. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, _ = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        isi = pesan.tanya_batal(rapat.isi_rapat(sesi, j, r))
        titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=_kunci_batal(r, asal)), waktu)
        return Kilasan("Mohon pastikan dahulu.")

    return await lay.tulis(asal, kerja)


async def batalkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🚫 Ya, batalkan`: this meeting only; the step goes on and may have another one. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        uraian = f"membatalkan rapat: {_kini(sesi, j, r)}"
        rapat.batalkan(sesi, j, r, waktu)
        catat_rapat(sesi, j, orang, uraian, waktu)
        for satu in berkunci(sesi, f"rapat-batal:{r.id}:"):
            sunting(sesi, satu.id, pesan.tersimpan("🚫 Rapat dibatalkan; semua yang diundang diberi tahu."), waktu)
        return Kilasan("Rapat dibatalkan.")

    return await lay.tulis(asal, kerja)


def _kunci_batal(r: Rapat, asal: Asal) -> str:
    return f"rapat-batal:{r.id}:{asal.telegram}:{asal.update_id}"


async def pilih_waktu(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A proposed time. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        soal = _soal(sesi, asal, WAKTU, r)
        mulai = datetime.fromisoformat(_pilihan(soal, tombol))
        if mulai <= waktu:
            raise JawabanSalah("Waktu itu sudah lewat. Mohon tulis waktu yang lain.")
        _waktu_dipilih(sesi, j, r, orang, soal, Jadwal(mulai, soal.isi.get("tempat", "")), waktu)
        return Kilasan("Tersimpan." if r.mulai == mulai else "Mohon pilih atau tulis tempatnya.")

    return await lay.tulis(asal, kerja)


async def pilih_tempat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A proposed place. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        soal = _soal(sesi, asal, TEMPAT, r)
        jadwal = Jadwal(datetime.fromisoformat(soal.isi["mulai"]), _pilihan(soal, tombol))
        _tetapkan(sesi, j, r, orang, soal, jadwal, waktu)
        return Kilasan("Tersimpan.")

    return await lay.tulis(asal, kerja)


async def minta_agenda(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🗒 Agenda`: asks for it. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        tanyakan(sesi, orang, AGENDA, {"rapat": r.id}, pesan.minta_agenda(agenda_bawaan(j)), waktu)
        return Kilasan("Mohon tulis agendanya.")

    return await lay.tulis(asal, kerja)


def terima_waktu(sesi: Session, asal: Asal, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    """When, and perhaps where, as typed. Raises a `Ditolak`."""
    r, j, orang = rapat_diatur(sesi, soal.isi["rapat"], asal.telegram)
    jadwal = baca(teks_jawaban(kertas), waktu, ZoneInfo(j.instansi.zona))
    if _perlu_dipastikan(j, jadwal, soal):
        _tanya_libur(sesi, j, r, orang, soal, jadwal, waktu)
        return
    _waktu_dipilih(sesi, j, r, orang, soal, jadwal, waktu)


def terima_tempat(sesi: Session, asal: Asal, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    """Where, as typed. Raises a `Ditolak`."""
    r, j, orang = rapat_diatur(sesi, soal.isi["rapat"], asal.telegram)
    jadwal = Jadwal(datetime.fromisoformat(soal.isi["mulai"]), rapi(teks_jawaban(kertas)))
    _tetapkan(sesi, j, r, orang, soal, jadwal, waktu)


def terima_agenda(sesi: Session, asal: Asal, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    """The agenda, one item a line. Raises a `Ditolak`."""
    r, j, orang = rapat_diatur(sesi, soal.isi["rapat"], asal.telegram)
    r.agenda = "\n".join(b.strip(" -•\t") for b in teks_jawaban(kertas).splitlines() if b.strip(" -•\t"))[:1000]
    sesi.flush()
    lupakan(sesi, soal, waktu, pesan.tersimpan("🗒 Agenda tersimpan."))
    if r.status == "diundang" and r.mulai is not None:
        rapat.ubah(sesi, j, r, waktu, agenda=True)
    catat_rapat(sesi, j, orang, "menulis agenda rapat", waktu)
    rapat.segarkan_panel(sesi, j, r, waktu, orang)


def _tanya_waktu(sesi: Session, j: Jalan, r: Rapat, orang: Pegawai, waktu: datetime) -> None:
    pilihan = usul(j.kalender, waktu)
    isi = pesan.minta_waktu(r.id or 0, r.acara, _kini(sesi, j, r), [label(s) for s in pilihan], contoh_waktu(j, waktu))
    tanyakan(sesi, orang, WAKTU, {"rapat": r.id, "usul": [s.isoformat() for s in pilihan]}, isi, waktu)


def _perlu_dipastikan(j: Jalan, jadwal: Jadwal, soal: Pertanyaan) -> bool:
    """A day off that has not been asked about yet."""
    hari = j.kalender.setempat(jadwal.mulai).date()
    return not j.kalender.hari_kerja(hari) and soal.isi.get("libur") != jadwal.mulai.isoformat()


def _tanya_libur(
    sesi: Session, j: Jalan, r: Rapat, orang: Pegawai, soal: Pertanyaan, jadwal: Jadwal, waktu: datetime
) -> None:
    """Once, before many people are called to it."""
    pilihan = [jadwal.mulai, *usul(j.kalender, waktu)[:2]]
    tulisan = [label(s.astimezone(j.kalender.tz)) for s in pilihan]
    libur = j.kalender.nama_libur(j.kalender.setempat(jadwal.mulai).date()) or ""
    isi = pesan.tanya_libur(r.id or 0, tulisan[0], libur, tulisan, contoh_waktu(j, waktu))
    semua = [s.isoformat() for s in pilihan]
    lupakan(sesi, soal, waktu, pesan.tersimpan(f"🕘 Ditulis: {tulisan[0]}."))
    tanyakan(sesi, orang, WAKTU, {"rapat": r.id, "usul": semua, "tempat": jadwal.tempat, "libur": semua[0]}, isi, waktu)


def _kini(sesi: Session, j: Jalan, r: Rapat) -> str:
    return f"{rapat.isi_rapat(sesi, j, r).waktu}, {r.tempat}" if r.mulai else ""


def contoh_waktu(j: Jalan, waktu: datetime) -> str:
    """An answer that is itself valid."""
    return ", ".join([*(label(s) for s in usul(j.kalender, waktu)[-1:]), TEMPAT_UMUM[0]])


def _soal(sesi: Session, asal: Asal, jenis: str, r: Rapat) -> Pertanyaan:
    soal = sesi.get(Pertanyaan, asal.telegram)
    if soal is None or soal.jenis != jenis or soal.isi.get("rapat") != r.id:
        raise TidakDitemukan
    return soal


def _pilihan(soal: Pertanyaan, tombol: Tombol) -> str:
    semua, nomor = soal.isi["usul"], tombol.sidik
    if not (nomor.isascii() and nomor.isdigit() and len(nomor) < 3 and int(nomor) < len(semua)):
        raise TidakDitemukan
    return str(semua[int(nomor)])


def _waktu_dipilih(
    sesi: Session, j: Jalan, r: Rapat, orang: Pegawai, soal: Pertanyaan, jadwal: Jadwal, waktu: datetime
) -> None:
    """A time without a place: the place stays, or is asked for before anything is told to anybody."""
    tempat = jadwal.tempat or r.tempat
    if tempat:
        _tetapkan(sesi, j, r, orang, soal, Jadwal(jadwal.mulai, tempat), waktu)
        return
    pilihan = _tempat_lazim(sesi, j)
    zona = ZoneInfo(j.instansi.zona)
    isi = pesan.minta_tempat(r.id or 0, label(jadwal.mulai.astimezone(zona)), pilihan)
    ingatan = {"rapat": r.id, "mulai": jadwal.mulai.isoformat(), "usul": pilihan}
    lupakan(sesi, soal, waktu, pesan.tersimpan(f"🕘 Waktunya: {label(jadwal.mulai.astimezone(zona))}."))
    tanyakan(sesi, orang, TEMPAT, ingatan, isi, waktu)


def _tempat_lazim(sesi: Session, j: Jalan) -> list[str]:
    """Where this office has met last, and what is usual."""
    baris = (
        select(Rapat.tempat)
        .join(Pelaksanaan, col(Pelaksanaan.id) == col(Rapat.pelaksanaan_id))
        .where(Pelaksanaan.instansi_id == j.baris.instansi_id, Rapat.tempat != "")
        .order_by(col(Rapat.id).desc())
        .limit(10)
    )
    return list(dict.fromkeys([*sesi.exec(baris), *TEMPAT_UMUM]))[:3]


def _tetapkan(
    sesi: Session, j: Jalan, r: Rapat, orang: Pegawai, soal: Pertanyaan, jadwal: Jadwal, waktu: datetime
) -> None:
    """Time and place are known: invitations go out or change, unless the step that invites is still to be completed."""
    pertama = r.mulai is None
    berubah = (r.mulai, r.tempat) != (jadwal.mulai, jadwal.tempat)
    r.mulai, r.tempat = jadwal.mulai, jadwal.tempat
    r.personel_id = r.personel_id or orang.id
    sesi.flush()
    lupakan(sesi, soal, waktu, pesan.ditetapkan(rapat.isi_rapat(sesi, j, r).waktu, r.tempat))
    if berubah:
        _umumkan(sesi, j, r, pertama, waktu)
        kata = "menetapkan" if pertama else "mengubah"
        catat_rapat(sesi, j, orang, f"{kata} rapat: {_kini(sesi, j, r)}", waktu)
    rapat.segarkan_panel(sesi, j, r, waktu, orang)


def _umumkan(sesi: Session, j: Jalan, r: Rapat, pertama: bool, waktu: datetime) -> None:
    if r.status != "diundang":
        return
    if pertama:  # people were invited without a time
        _penyelenggara_hadir(sesi, r)
        rapat.undang(sesi, j, r, waktu)
        rapat.segarkan_undangan(sesi, j, r, waktu)
    else:
        rapat.ubah(sesi, j, r, waktu)


def _penyelenggara_hadir(sesi: Session, r: Rapat) -> None:
    """Whoever takes a meeting in hand comes to it."""
    for k, orang in rapat.hadirin(sesi, r):
        if orang.id == r.personel_id and not k.jawaban:
            k.jawaban = pesan.HADIR
