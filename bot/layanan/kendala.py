"""`/kendala`: whoever has an open task reports an obstacle, the superior answers, the reporter says that it is solved."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.atasan import peran_penjawab
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import nama_pemegang, segarkan_satu
from bot.layanan.kendala_dasar import antar, isi, penjawab, segarkan, yang_dijawab
from bot.layanan.kertas import Kertas, jawab
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import ALASAN_TERPENDEK, Kilasan, giliran, lupakan, tanya
from bot.layanan.perpanjangan_dasar import yang_diputus
from bot.layanan.tugas import tugas_pada
from bot.pesan import kendala as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.pesan.kendala import DICATAT, DIJAWAB, SELESAI, TERBUKA
from bot.sop.kejadian import Catat
from bot.sop.penolakan import BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Kendala, Penugasan, Personel, Pertanyaan

LAYAR = "kendala"  # the conversation that chooses the task
PERTANYAAN, JAWABAN = "kendala", "jawab_kendala"  # questions whose answer is typed


class SudahDilaporkan(Ditolak):
    """One obstacle of a person waits at a task at a time."""

    def __init__(self) -> None:
        super().__init__(
            "Kendala Anda pada langkah ini sudah disampaikan dan menunggu jawaban. Sudah teratasi? Lihat /kendala."
        )


class KendalaDitutup(Ditolak):
    """It was answered, solved, or ended with its step."""

    def __init__(self, keterangan: str = "") -> None:
        super().__init__(f"Kendala ini sudah dijawab {keterangan}." if keterangan else pesan.LEWAT)


# Reporting -----------------------------------------------------------------------------------------------------------


async def kendala(lay: Layanan, asal: Asal) -> None:
    """`/kendala`: own open tasks, what waits for an answer, own obstacles. One task and nothing else: straight to it."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        milik = muat.jalan_sendiri(sesi, asal.telegram)
        tugas = tugas_pada(sesi, milik)
        sendiri, panjang = _sendiri(sesi, asal.telegram), yang_diputus(sesi, milik)
        menunggu = yang_dijawab(sesi, milik)
        lain = bool(menunggu or panjang or sendiri)
        if not tugas and not lain:
            jawab(sesi, asal, pesan.TIDAK_ADA, waktu)
        elif len(tugas) == 1 and not lain:
            _tanyakan(sesi, asal, *tugas[0], waktu)
        else:
            pilihan = [(p.id or 0, f"{p.langkah}. {nama_pemegang(j, p.peran, p.bidang)}") for p, j, _ in tugas]
            tampilkan(sesi, asal, LAYAR, pesan.pilih(pilihan, menunggu, panjang, sendiri), waktu, baru=True)

    await lay.tulis(asal, kerja)


def _sendiri(sesi: Session, telegram: int) -> list[tuple[int, str]]:
    milik = [o.id for o in muat.diri(sesi, telegram)]
    buka = select(Kendala).where(col(Kendala.personel_id).in_(milik), col(Kendala.status).in_((TERBUKA, DIJAWAB)))
    return [(k.id or 0, k.uraian) for k in sesi.exec(buka.order_by(col(Kendala.id)))]


async def laporkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`⚠️ Kendala` on a card, or a task chosen: asks what is the matter. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        p, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        _tanyakan(sesi, asal, p, j, orang, waktu)
        return Kilasan("Apa kendalanya?")

    return await lay.tulis(asal, kerja)


def _tanyakan(sesi: Session, asal: Asal, p: Penugasan, j: Jalan, orang: Pegawai, waktu: datetime) -> None:
    assert p.id is not None
    _pastikan_baru(sesi, p, orang)
    tujuan = peran_penjawab(j, p, orang.id)
    tutup(sesi, asal, LAYAR, umum.PILIHAN_LEWAT, waktu)
    isi_ = pesan.tanya(p.id, p.langkah, len(j.sop), j.sop[p.langkah].kegiatan, tujuan)
    nomor = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi_, prioritas=0), waktu)
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, p.id, {"pesan": nomor})


def _pastikan_baru(sesi: Session, p: Penugasan, orang: Pegawai) -> None:
    """Raises SudahDilaporkan."""
    milik = (Kendala.penugasan_id == p.id, Kendala.personel_id == orang.id, Kendala.status == TERBUKA)
    if sesi.exec(select(Kendala.id).where(*milik)).first() is not None:
        raise SudahDilaporkan


async def pilih_kalimat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A ready phrase instead of a typed one. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != PERTANYAAN or soal.penugasan_id != tombol.nomor:
            raise TidakDitemukan
        _lapor(sesi, soal, Kertas("teks", "", _kalimat(pesan.SIAP_LAPOR, tombol.sidik)), waktu)
        return Kilasan("Kendala dicatat.")

    return await lay.tulis(asal, kerja)


def _kalimat(siap: tuple[str, ...], nomor: str) -> str:
    """Raises TidakDitemukan when the button is not one of ours."""
    if not nomor.isascii() or not nomor.isdigit() or int(nomor) >= len(siap):
        raise TidakDitemukan
    return siap[int(nomor)]


def terima(sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> dict[str, Any] | None:
    """What is the matter has come as text, photo or document. Returns an answer when it cannot be taken."""
    if kertas.simpanan is None and sum(huruf.isalnum() for huruf in kertas.teks) < ALASAN_TERPENDEK:
        return pesan.TERLALU_SINGKAT  # the question stays
    try:
        _lapor(sesi, soal, kertas, waktu)
    except (SudahBerakhir, BukanPelaksana, TidakDitemukan, SudahDilaporkan) as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    return None


def terima_teks(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The same for a typed sentence."""
    return terima(sesi, soal, Kertas("teks", "", teks.strip()), waktu)


def _lapor(sesi: Session, soal: Pertanyaan, kertas: Kertas, waktu: datetime) -> None:
    assert soal.penugasan_id is not None
    p, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
    assert orang.id is not None
    _pastikan_baru(sesi, p, orang)
    tujuan = peran_penjawab(j, p, orang.id)
    k = Kendala(
        pelaksanaan_id=j.nomor,
        penugasan_id=soal.penugasan_id,
        personel_id=orang.id,
        uraian=kertas.teks or kertas.nama,
        jenis_berkas=kertas.jenis if kertas.simpanan else "",
        nama_berkas=kertas.nama if kertas.simpanan else "",
        sha256=kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else None,
        status=TERBUKA if tujuan else DICATAT,
        dibuat=waktu,
        selesai_pada=None if tujuan else waktu,
    )
    sesi.add(k)
    j.baris.ada_kendala = True
    sesi.flush()
    j = _catat(sesi, j, p, orang, pesan.uraian_lapor(k.uraian, k.nama_berkas, tujuan), waktu)
    lupakan(sesi, soal, waktu, pesan.dipilih(p.langkah, k.uraian))
    surat = Surat(
        soal.telegram, "sendMessage", pesan.laporan(isi(sesi, j, k, p)), prioritas=0, kunci=f"kendala:{k.id}:lapor"
    )
    titipkan(sesi, surat, waktu)
    if tujuan:
        antar(sesi, j, k, p, waktu)
        segarkan_satu(sesi, j, p, waktu)


def _catat(sesi: Session, j: Jalan, p: Penugasan, orang: Pegawai, uraian: str, waktu: datetime) -> Jalan:
    return laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "kendala", uraian, tugas_dari(p)), waktu)[0]


# Answering -----------------------------------------------------------------------------------------------------------


def _untuk_dijawab(sesi: Session, nomor: int, telegram: int) -> tuple[Kendala, Penugasan, Jalan, Pegawai]:
    """An obstacle that this account may answer now. Raises TidakDitemukan, KendalaDitutup."""
    k = sesi.get(Kendala, nomor)
    if k is None:
        raise TidakDitemukan
    p, j, _ = muat.penugasan(sesi, k.penugasan_id, telegram)
    di_atas = next((o for o in penjawab(j, k, p) if o.telegram == telegram), None)
    if di_atas is None:
        raise TidakDitemukan
    if k.status != TERBUKA:
        raise KendalaDitutup(isi(sesi, j, k, p).dijawab_oleh)
    return k, p, j, di_atas


async def buka(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The obstacle once more, with its answers to choose from. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k, p, j, orang = _untuk_dijawab(sesi, tombol.nomor, asal.telegram)
        tutup(sesi, asal, LAYAR, umum.PILIHAN_LEWAT, waktu)
        kunci = f"kendala:{k.id}:atasan:{orang.telegram}:{asal.update_id}"
        isi_ = pesan.untuk_atasan(isi(sesi, j, k, p))
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi_, prioritas=0, kunci=kunci), waktu)
        return Kilasan("Kendalanya ditampilkan di bawah.")

    return await lay.tulis(asal, kerja)


async def pilih_jawaban(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A ready answer. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        tujuan = _untuk_dijawab(sesi, tombol.nomor, asal.telegram)
        _jawab(sesi, *tujuan, _kalimat(pesan.SIAP_JAWAB, tombol.sidik), waktu)
        return Kilasan("Jawaban dikirim.")

    return await lay.tulis(asal, kerja)


async def tulis_jawaban(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✍️ Tulis jawaban`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k, p, j, orang = _untuk_dijawab(sesi, tombol.nomor, asal.telegram)
        tanya(sesi, orang.telegram, JAWABAN, waktu, isi={"kendala": k.id})
        isi_ = pesan.minta_jawaban(p.langkah, isi(sesi, j, k, p).pelapor)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi_, prioritas=0), waktu)
        return Kilasan("Mohon tulis jawabannya.")

    return await lay.tulis(asal, kerja)


def terima_jawaban(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The typed answer has come. Returns an answer when it cannot be taken."""
    if sum(huruf.isalnum() for huruf in teks) < ALASAN_TERPENDEK:
        return pesan.JAWABAN_SINGKAT  # the question stays
    try:
        tujuan = _untuk_dijawab(sesi, int(soal.isi["kendala"]), soal.telegram)
    except (TidakDitemukan, KendalaDitutup) as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    lupakan(sesi, soal, waktu)
    _jawab(sesi, *tujuan, teks.strip(), waktu)
    return umum.kalimat("Jawaban dikirim.")


def _jawab(sesi: Session, k: Kendala, p: Penugasan, j: Jalan, orang: Pegawai, teks: str, waktu: datetime) -> None:
    k.status, k.jawaban, k.dijawab_oleh, k.dijawab_pada = DIJAWAB, teks, orang.id, waktu
    sesi.flush()
    isi_ = isi(sesi, j, k, p)
    j = _catat(sesi, j, p, orang, pesan.uraian_jawab(isi_.pelapor, teks), waktu)
    segarkan(sesi, j, k, p, waktu)
    pelapor = sesi.get(Personel, k.personel_id)
    kini = {o.telegram for o in j.pemegang.get((p.peran, p.bidang), [])}
    for telegram in sorted(kini | ({pelapor.telegram} if pelapor else set())):
        surat = Surat(telegram, "sendMessage", pesan.jawaban(isi_), kunci=f"kendala:{k.id}:jawab:{telegram}")
        titipkan(sesi, surat, waktu)
    segarkan_satu(sesi, j, p, waktu)


async def usai(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`👌 Sudah teratasi`, by the reporter or whoever holds the task now. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        k = sesi.get(Kendala, tombol.nomor)
        if k is None:
            raise TidakDitemukan
        p, j, orang = muat.penugasan(sesi, k.penugasan_id, asal.telegram)
        pemegang = {o.id for o in j.pemegang.get((p.peran, p.bidang), [])}
        if orang.id not in pemegang | {k.personel_id}:
            raise TidakDitemukan
        if k.status not in (TERBUKA, DIJAWAB):
            raise KendalaDitutup
        k.status, k.selesai_pada = SELESAI, waktu
        j = _catat(sesi, j, p, orang, pesan.uraian_usai(k.uraian), waktu)
        segarkan(sesi, j, k, p, waktu)
        segarkan_satu(sesi, j, p, waktu)
        tutup(sesi, asal, LAYAR, pesan.laporan(isi(sesi, j, k, p)), waktu)
        return Kilasan("Syukurlah. Kendala ditutup.")

    return await lay.tulis(asal, kerja)


AKSI = {
    pesan.LAPOR: laporkan,
    pesan.KALIMAT: pilih_kalimat,
    pesan.BUKA: buka,
    pesan.JAWAB: pilih_jawaban,
    pesan.TULIS: tulis_jawaban,
    pesan.USAI: usai,
}
