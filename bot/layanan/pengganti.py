"""`/alihkan`: one assignment goes to somebody else of the office, who may refuse. It still belongs to its role."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar import nama_pemegang
from bot.layanan.kertas import jawab
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.muat import DITERIMA, Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, giliran, lupakan, tanya
from bot.layanan.selaras import selaraskan
from bot.layanan.tugas import tugas_terbuka
from bot.pesan import pengganti as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_lengkap, waktu_singkat
from bot.sop.alur import menerbitkan
from bot.sop.penolakan import BukanPelaksana, Ditolak, PersetujuanTakTeralih, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, lepas_dari_tugas, sunting, titipkan
from db.tabel import KotakKeluar, Pengalihan, Penugasan, Personel, Pertanyaan

LAYAR = "alih"  # the conversation that chooses task and person
PESAN_ALIH = "pesan_alih"  # the question for a word of comment
DITAWARKAN, DITOLAK, DITARIK, DITERUSKAN = "ditawarkan", "ditolak", "ditarik", "diteruskan"


class TawaranBerakhir(Ditolak):
    """The offer was answered or withdrawn, or whoever made it has no right to the task any more."""

    def __init__(self) -> None:
        super().__init__("Tawaran ini sudah tidak berlaku.")


class SudahDitawarkan(Ditolak):
    """One offer of a task at a time."""

    def __init__(self, kepada: str) -> None:
        super().__init__(f"Tugas ini sedang ditawarkan kepada {kepada}. Tarik dahulu lewat /alihkan.")


# Offering ------------------------------------------------------------------------------------------------------------


async def alihkan(lay: Layanan, asal: Asal) -> None:
    """`/alihkan`: own open tasks to choose from, and what can be taken back. One task: straight to the people."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        _daftar(sesi, asal, waktu)

    await lay.tulis(asal, kerja)


def _daftar(sesi: Session, asal: Asal, waktu: datetime) -> None:
    semua, alihan = tugas_terbuka(sesi, asal.telegram), _alihan_sendiri(sesi, asal.telegram)
    tugas = [satu for satu in semua if not menerbitkan(satu[1].sop, tugas_dari(satu[0]))]
    tetap = next((j.sop[p.langkah].kegiatan for p, j, _ in semua if menerbitkan(j.sop, tugas_dari(p))), None)
    if not tugas and not alihan:
        isi = pesan.TIDAK_ADA if tetap is None else umum.kalimat(str(PersetujuanTakTeralih(tetap)))
        jawab(sesi, asal, isi, waktu)
    elif len(tugas) == 1 and not alihan:
        _tawarkan_orang(sesi, asal, *tugas[0], waktu, baru=True)
    else:
        pilihan = [(p.id or 0, f"{p.langkah}. {nama_pemegang(j, p.peran, p.bidang)}") for p, j, _ in tugas]
        tarik = [(a.id or 0, f"langkah {p.langkah} dari {o.nama}") for a, p, o in alihan]
        tampilkan(sesi, asal, LAYAR, pesan.pilih_tugas(pilihan, tarik), waktu, baru=True)


def _alihan_sendiri(sesi: Session, telegram: int) -> list[tuple[Pengalihan, Penugasan, Pegawai]]:
    """Open offers and hand-overs of an account's own, with whom they went to."""
    milik = [o.id for o in muat.diri(sesi, telegram)]
    baris = sesi.exec(
        select(Pengalihan, Penugasan, Personel)
        .join(Penugasan, col(Penugasan.id) == col(Pengalihan.penugasan_id))
        .join(Personel, col(Personel.id) == col(Pengalihan.ke_personel))
        .where(
            col(Pengalihan.dari_personel).in_(milik),
            col(Pengalihan.status).in_((DITAWARKAN, DITERIMA)),
            col(Penugasan.selesai_pada).is_(None),
        )
        .order_by(col(Pengalihan.id))
    )
    return list(baris)


async def pilih_tugas(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔁 Alihkan`: which task (0: show the list), then to whom. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        if tombol.nomor == 0:
            if not muat.diri(sesi, asal.telegram):
                raise TidakDitemukan
            _daftar(sesi, asal, waktu)
        else:
            _tawarkan_orang(sesi, asal, *giliran(sesi, tombol.nomor, asal.telegram), waktu)
        return Kilasan("Silakan pilih.")

    return await lay.tulis(asal, kerja)


def _tawarkan_orang(
    sesi: Session, asal: Asal, p: Penugasan, j: Jalan, orang: Pegawai, waktu: datetime, *, baru: bool = False
) -> None:
    assert p.id is not None
    _pastikan_boleh(sesi, p, j)
    calon, unit = _calon(sesi, j, p, orang)
    if not calon:
        jawab(sesi, asal, pesan.TIDAK_ADA, waktu)
        return
    pilihan = [(o.id or 0, muat.sebutan(o)) for o in calon]
    isi = pesan.pilih_orang(p.id, j.sop[p.langkah], len(j.sop), j.baris.triwulan, j.baris.tahun, pilihan, unit)
    tampilkan(sesi, asal, LAYAR, isi, waktu, baru=baru)


def _pastikan_boleh(sesi: Session, p: Penugasan, j: Jalan) -> None:
    """Raises PersetujuanTakTeralih, SudahDitawarkan."""
    if menerbitkan(j.sop, tugas_dari(p)):
        raise PersetujuanTakTeralih(j.sop[p.langkah].kegiatan)
    menunggu = (Pengalihan.penugasan_id == p.id, Pengalihan.status == DITAWARKAN)
    ada = sesi.exec(select(Pengalihan).where(*menunggu)).first()
    if ada is not None:
        kepada = sesi.get(Personel, ada.ke_personel)
        raise SudahDitawarkan(muat.sebutan(kepada) if kepada else "orang lain")


def _calon(sesi: Session, j: Jalan, p: Penugasan, orang: Pegawai) -> tuple[list[Pegawai], bool]:
    """Active people of the office who do not hold the task, those of the same unit first, and whether there are such."""
    kini = {o.id for o in j.pemegang.get((p.peran, p.bidang), [])} | {orang.id}
    semua = sesi.exec(
        select(Personel)
        .where(Personel.instansi_id == j.baris.instansi_id, col(Personel.aktif).is_(True))
        .order_by(col(Personel.id))
    )
    unit = {b for _, b in muat.slot_dari(j.susunan.pemegang, orang.id)} | {p.bidang}
    seunit = {o.id for (_, b), isi in j.susunan.pemegang.items() if b in unit for o in isi}
    calon = [o for o in semua if o.id not in kini]
    return sorted(calon, key=lambda o: o.id not in seunit), any(o.id in seunit for o in calon)


async def pilih_orang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """To whom: asks for a word of comment. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        p, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        _pastikan_boleh(sesi, p, j)
        calon = {str(o.id): o for o in _calon(sesi, j, p, orang)[0]}
        kepada = calon.get(tombol.sidik)
        if kepada is None:
            raise TidakDitemukan
        tutup(sesi, asal, LAYAR, pesan.dipilih(f"Langkah {p.langkah} untuk", muat.sebutan(kepada)), waktu)
        isi = pesan.minta_pesan(p.langkah, muat.sebutan(kepada), p.id or 0)
        nomor_pesan = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
        tanya(sesi, asal.telegram, PESAN_ALIH, waktu, p.id, {"ke": kepada.id, "pesan": nomor_pesan})
        return Kilasan("Tulis pesan, atau tawarkan tanpa pesan.")

    return await lay.tulis(asal, kerja)


async def tanpa_pesan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`➡️ Tawarkan tanpa pesan`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != PESAN_ALIH or soal.penugasan_id != tombol.nomor:
            raise TidakDitemukan
        _tawarkan(sesi, soal, "", waktu)
        return Kilasan("Tawaran dikirim.")

    return await lay.tulis(asal, kerja)


def jawab_pesan(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """The word of comment has come: the offer goes out. Returns an answer when it cannot."""
    try:
        _tawarkan(sesi, soal, teks.strip(), waktu)
    except (SudahBerakhir, BukanPelaksana, TidakDitemukan, SudahDitawarkan, PersetujuanTakTeralih) as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    return None


def _tawarkan(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> None:
    assert soal.penugasan_id is not None
    p, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
    assert orang.id is not None
    _pastikan_boleh(sesi, p, j)
    kepada = next((o for o in _calon(sesi, j, p, orang)[0] if o.id == soal.isi.get("ke")), None)
    if kepada is None or kepada.id is None:
        raise TidakDitemukan
    alih = Pengalihan(
        penugasan_id=soal.penugasan_id,
        dari_personel=orang.id,
        ke_personel=kepada.id,
        pesan=teks,
        status=DITAWARKAN,
        dibuat=waktu,
    )
    sesi.add(alih)
    sesi.flush()
    assert alih.id is not None
    pada = waktu_singkat(waktu, j.instansi.zona)
    lupakan(sesi, soal, waktu, pesan.dipilih(f"Langkah {p.langkah} ditawarkan kepada", muat.sebutan(kepada)))
    isi = pesan.ditawarkan(alih.id, p.langkah, muat.sebutan(kepada), pada)
    surat = Surat(soal.telegram, "sendMessage", isi, prioritas=0, kunci=f"alihan:{alih.id}", penugasan_id=p.id)
    titipkan(sesi, surat, waktu)
    isi = pesan.tawaran(
        alih.id,
        muat.sebutan(orang),
        nama_pemegang(j, p.peran, p.bidang),
        j.sop[p.langkah],
        len(j.sop),
        (j.baris.triwulan, j.baris.tahun),
        waktu_lengkap(p.batas, j.instansi.zona),
        teks,
    )
    surat = Surat(kepada.telegram, "sendMessage", isi, kunci=f"tawaran:{alih.id}", penugasan_id=p.id)
    titipkan(sesi, surat, waktu)


# Answering ------------------------------------------------------------------------------------------------------------


async def terima(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The task is accepted: card and right to act move. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        alih, p, j, dari, ke = _tawaran(sesi, tombol.nomor, asal.telegram, penerima=True)
        if menerbitkan(j.sop, tugas_dari(p)):  # offered under an earlier release
            raise PersetujuanTakTeralih(j.sop[p.langkah].kegiatan)
        asli = _pemberi_asli(sesi, alih)
        alih.status, alih.dijawab_pada, alih.dari_personel = DITERIMA, waktu, asli
        _tandai(sesi, alih, p, j, dari, ke, DITERIMA, waktu)
        selaraskan(sesi, j.baris.instansi_id, waktu, muat.pelaku(j, dari), "(tawaran diterima)")
        return Kilasan("Tugas diterima. Disposisinya menyusul.")

    return await lay.tulis(asal, kerja)


def _pemberi_asli(sesi: Session, alih: Pengalihan) -> int:
    """Somebody hands on what was handed to them: the task still comes from whoever held the role."""
    sebelum = (
        Pengalihan.penugasan_id == alih.penugasan_id,
        Pengalihan.status == DITERIMA,
        Pengalihan.ke_personel == alih.dari_personel,
    )
    lama = sesi.exec(select(Pengalihan).where(*sebelum)).first()
    if lama is None:
        return alih.dari_personel
    lama.status = DITERUSKAN
    return lama.dari_personel


async def tolak(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The task is refused: nothing moves, whoever offered it is told. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        alih, p, j, dari, ke = _tawaran(sesi, tombol.nomor, asal.telegram, penerima=True)
        alih.status, alih.dijawab_pada = DITOLAK, waktu
        _tandai(sesi, alih, p, j, dari, ke, DITOLAK, waktu)
        return Kilasan("Tawaran ditolak. Pemberinya sudah diberi tahu.")

    return await lay.tulis(asal, kerja)


async def tarik(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """An offer, or a task that was accepted, is taken back. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        alih, p, j, dari, ke = _tawaran(sesi, tombol.nomor, asal.telegram, penerima=False)
        alih.status, alih.dijawab_pada = DITARIK, waktu
        tutup(sesi, asal, LAYAR, _tandai(sesi, alih, p, j, dari, ke, DITARIK, waktu), waktu)
        j = muat.jalan(sesi, p.pelaksanaan_id)
        selaraskan(sesi, j.baris.instansi_id, waktu, muat.pelaku(j, dari), "(alih tugas ditarik kembali)")
        return Kilasan("Tugas ditarik kembali.")

    return await lay.tulis(asal, kerja)


def _tawaran(
    sesi: Session, nomor: int, telegram: int, *, penerima: bool
) -> tuple[Pengalihan, Penugasan, Jalan, Pegawai, Pegawai]:
    """An offer that this account may answer, or take back. Raises TidakDitemukan, SudahBerakhir, TawaranBerakhir."""
    alih = sesi.get(Pengalihan, nomor)
    dari = sesi.get(Personel, alih.dari_personel) if alih else None
    ke = sesi.get(Personel, alih.ke_personel) if alih else None
    if alih is None or dari is None or ke is None:
        raise TidakDitemukan
    if (ke if penerima else dari).telegram != telegram or not (ke if penerima else dari).aktif:
        raise TidakDitemukan
    p, j, _ = muat.penugasan(sesi, alih.penugasan_id, telegram)
    if p.selesai_pada is not None:
        raise SudahBerakhir
    if alih.status not in ((DITAWARKAN,) if penerima else (DITAWARKAN, DITERIMA)):
        raise TawaranBerakhir
    slot = (p.peran, p.bidang)
    if penerima and slot not in muat.slot_dari(j.pemegang, dari.id):
        raise TawaranBerakhir
    return alih, p, j, muat.sebagai(j, slot, dari), ke


def _tandai(
    sesi: Session,
    alih: Pengalihan,
    p: Penugasan,
    j: Jalan,
    dari: Pegawai,
    ke: Pegawai,
    status: str,
    waktu: datetime,
) -> dict[str, Any]:
    """Offer and waiting turn into their outcome, which is returned, and the other side is told."""
    pada = waktu_singkat(waktu, j.instansi.zona)
    isi = pesan.hasil_tawaran(status, p.langkah, muat.sebutan(dari), muat.sebutan(ke), pada)
    kunci = (f"tawaran:{alih.id}", f"alihan:{alih.id}")
    for nomor in sesi.exec(select(KotakKeluar.id).where(col(KotakKeluar.kunci).in_(kunci))).all():
        assert nomor is not None
        sunting(sesi, nomor, isi, waktu)
        lepas_dari_tugas(sesi, nomor)
    lawan = ke if status == DITARIK else dari
    titipkan(sesi, Surat(lawan.telegram, "sendMessage", isi, kunci=f"alih-kabar:{alih.id}:{status}"), waktu)
    return isi
