"""Close a meeting: attendance corrected by name, minutes typed, photographed or as a document."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat, rapat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import Kertas, lampirkan
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, lupakan
from bot.layanan.rapat_dasar import ISI_NOTULEN, catat_rapat, rapat_diatur, tanyakan
from bot.layanan.rapat_mendatang import tanya_berlangsung, tutup_tanya_berlangsung
from bot.pesan import rapat as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import BukanCaranya, BukanPelaksana, TidakDitemukan
from db.tabel import Kehadiran, Lampiran, Penugasan, Pertanyaan, Rapat


async def tutup(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🏁 Tutup rapat`: attendance, as answered, may be corrected by name. Raises a `Ditolak`."""
    return await _tutup(lay, asal, tombol, berlangsung=False)


async def tutup_lebih_awal(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Rapat sudah berlangsung` after it: before the time that people were invited to. Raises a `Ditolak`."""
    return await _tutup(lay, asal, tombol, berlangsung=True)


async def _tutup(lay: Layanan, asal: Asal, tombol: Tombol, *, berlangsung: bool) -> Kilasan:
    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        if r.status != "diundang":
            raise BukanCaranya(r.acara)
        if rapat.mendatang(r, waktu) and not berlangsung:
            return tanya_berlangsung(sesi, j, r, asal, Tombol("rapat-tutup-ya", tombol.nomor), waktu, menutup=True)
        tutup_tanya_berlangsung(sesi, r, waktu)
        semua = rapat.hadirin(sesi, r)
        rapat.catat_bawaan(semua)
        for k, _ in semua:
            k.hadir = bool(k.hadir)
        sesi.flush()
        rapat.segarkan_panel(sesi, j, r, waktu, orang)
        return Kilasan("Mohon periksa siapa yang hadir, lalu simpan.")

    return await lay.tulis(asal, kerja)


async def koreksi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A name in the attendance list: came, or did not. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k = sesi.get(Kehadiran, tombol.nomor)
        if k is None:
            raise TidakDitemukan
        r, j, _ = rapat_diatur(sesi, k.rapat_id, asal.telegram)
        semua = rapat.hadirin(sesi, r)
        if not rapat.mencatat(semua, r):
            raise BukanCaranya(r.acara)
        k.hadir = not k.hadir
        sesi.flush()
        rapat.segarkan_panel(sesi, j, r, waktu)
        orang = next(o for satu, o in semua if satu.id == k.id)
        return Kilasan(f"{orang.nama}: {'hadir' if k.hadir else 'tidak hadir'}.")

    return await lay.tulis(asal, kerja)


async def simpan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`💾 Simpan kehadiran`: the meeting is closed; its minutes are asked for. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, j, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram)
        if not rapat.mencatat(rapat.hadirin(sesi, r), r):
            raise BukanCaranya(r.acara)
        j = catat_rapat(sesi, j, orang, rapat.tutup(sesi, j, r, waktu, orang), waktu)
        if rapat.notulen_masuk(sesi, j, r):
            rapat.jadwalkan_notulen(sesi, j, r, waktu)
            return Kilasan("Rapat ditutup. Draf notulen sedang dibuat.")
        tanyakan(sesi, orang, ISI_NOTULEN, {"rapat": r.id}, pesan.minta_notulen(), waktu)
        return Kilasan("Rapat ditutup. Mohon kirim notulennya.")

    return await lay.tulis(asal, kerja)


async def minta_notulen(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📝 Kirim notulen`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        r, _, orang = rapat_diatur(sesi, tombol.nomor, asal.telegram, ditutup=True)
        tanyakan(sesi, orang, ISI_NOTULEN, {"rapat": r.id}, pesan.minta_notulen(), waktu)
        return Kilasan("Silakan kirim notulennya.")

    return await lay.tulis(asal, kerja)


def terima_notulen(sesi: Session, asal: Asal, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    """The minutes, as text, photo or document: a paper of the meeting's step. Raises a `Ditolak`."""
    r, j, orang = rapat_diatur(sesi, soal.isi["rapat"], asal.telegram, ditutup=True)
    tugas = _tugas(sesi, j, r, orang)
    lupakan(sesi, soal, waktu, pesan.tersimpan("📝 Notulen diterima. Draf notulen sedang dibuat."))
    if tugas.selesai_pada is None:
        lampirkan(sesi, tugas, j, orang, kertas, waktu)
    else:  # the step that invited has ended; its meeting has not
        sesi.add(
            Lampiran(
                pelaksanaan_id=j.nomor,
                penugasan_id=tugas.id or 0,
                langkah=r.langkah,
                personel_id=orang.id or 0,
                jenis=kertas.jenis,
                nama=kertas.nama if kertas.jenis == "dokumen" else pesan.NAMA_NOTULEN,
                sha256=kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else None,
                teks=kertas.teks,
                dibuat=waktu,
            )
        )
        sesi.flush()
        catat_rapat(sesi, j, orang, "mengirim notulen rapat", waktu, tugas_dari(tugas))
    rapat.jadwalkan_notulen(sesi, j, r, waktu)
    rapat.segarkan_panel(sesi, j, r, waktu)


def _tugas(sesi: Session, j: Jalan, r: Rapat, orang: Pegawai) -> Penugasan:
    """The assignment of the meeting's step that a paper of this person belongs to: an open one of their own first."""
    slot, semua = muat.slot_dari(j.pemegang, orang.id), rapat.penugasan(sesi, r)
    terbuka = [p for p in semua if p.selesai_pada is None and (p.peran, p.bidang) in slot]
    usai = [p for p in semua if p.selesai_pada is not None]
    if not terbuka and not usai:
        raise BukanPelaksana(", ".join(j.sop.nama_peran(p) for p in j.sop[r.langkah].pelaksana))
    return (terbuka or usai)[0]
