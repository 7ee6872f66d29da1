"""A run: begin it, act on an assignment, decide, return with a reason, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import muat
from bot.layanan.angka import sidik, sidik_isi
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.isi_disposisi import teks_disposisi
from bot.layanan.jenis_langkah import sisa_langkah
from bot.layanan.jumat import jadwalkan_kabar
from bot.layanan.kabar import isi_status, kartu_baru
from bot.layanan.kantor_grup import PASANG
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.sendiri import jaga_data_sendiri
from bot.pesan import disposisi, pasang, pengembalian, status, umum
from bot.pesan.dasar import Tombol, nama_triwulan, tanggal, waktu_singkat
from bot.sop.alur import Cara, cara, kekurangan, unggah_sejalan
from bot.sop.kejadian import Hasil, Keadaan, Kembalikan, Mulai, Selesaikan, Setujui, TutupUnggahan
from bot.sop.penolakan import BukanCaranya, BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, PemegangPeran, Penugasan, Personel, Pertanyaan

KEPALA = "kepala"
ALASAN_TERPENDEK = 2  # letters or digits: a stray key is no reason
PILIHAN = "lampiran_mana"  # the question which of several assignments a paper belongs to
ALASAN_KEMBALI, ALASAN_TUTUP = "alasan_kembali", "alasan_tutup"  # questions for the reason
TINDAKAN_ADMIN = "administrator (tindakan admin)"


@dataclass(frozen=True)
class Kilasan:
    """The toast on a button. ``layar``: shown as a window that must be closed, for what must not be missed.

    ``menu``: accounts whose rights have changed, so that their menu of commands does.
    """

    teks: str
    layar: bool = False
    menu: tuple[int, ...] = ()


# The order -----------------------------------------------------------------------------------------------------------


async def siapkan(lay: Layanan, asal: Asal, triwulan: int | None, tahun: int | None) -> None:
    """`/mulai`: the readiness check with `✅ Perintahkan`, or the living run. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        for orang, instansi in _kantor_kepala(sesi, asal.telegram):
            tw, th = _triwulan(waktu, instansi, triwulan, tahun)
            hidup = sesi.exec(select(Pelaksanaan).where(Pelaksanaan.kunci == _kunci(instansi, th, tw))).first()
            isi = _pesan_hidup(sesi, hidup) if hidup else pesan_kesiapan(sesi, instansi, th, tw, waktu)
            kunci = None if hidup else f"mulai:{instansi.id}:{th}:{tw}:{asal.update_id}"
            titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0, kunci=kunci), waktu)

    await lay.tulis(asal, kerja)


async def perintahkan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Perintahkan`: the run begins. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = sesi.get(Instansi, tombol.nomor)
        if instansi is None:
            raise TidakDitemukan
        orang = muat.personel(sesi, tombol.nomor, asal.telegram)
        tahun, triwulan = baca_periode(tombol.sidik)
        _triwulan(waktu, instansi, triwulan, tahun)
        kunci = _kunci(instansi, tahun, triwulan)
        if sesi.exec(select(Pelaksanaan.id).where(Pelaksanaan.kunci == kunci)).first() is not None:
            return Kilasan(f"Pengukuran {nama_triwulan(triwulan, tahun)} sudah berjalan. Ketik /status.", layar=True)
        rencana = muat.rencana_kini(sesi, tombol.nomor, tahun)
        baris = Pelaksanaan(
            instansi_id=tombol.nomor,
            tahun=tahun,
            triwulan=triwulan,
            kunci=kunci,
            versi_sop_id=instansi.versi_sop_id,
            rencana_id=rencana.id if rencana else None,
            aturan=instansi.aturan,
            mulai_pada=waktu,
        )
        sesi.add(baris)
        sesi.flush()
        duduk = muat.susunan(sesi, tombol.nomor)
        j = Jalan(
            baris,
            instansi,
            muat.sop_versi(sesi, baris.versi_sop_id, instansi.nama),
            Keadaan(),
            muat.kalender(sesi, instansi),
            duduk.pemegang,
            muat.nama_bidang(sesi, tombol.nomor),
            duduk,
        )
        orang = muat.sebagai(j, (j.sop[1].pelaksana[0], ""), orang)
        unit = muat.bidang_berindikator(sesi, tombol.nomor, rencana)
        laksanakan(sesi, j, Mulai(muat.pelaku(j, orang), tuple(sorted(j.pemegang)), unit), waktu)
        _akhiri_perintah(sesi, j, orang, waktu)
        jadwalkan_kabar(sesi, tombol.nomor, j.kalender, waktu)
        return Kilasan("Perintah diberikan. Disposisi sedang dikirim.")

    return await lay.tulis(asal, kerja)


def _kantor_kepala(sesi: Session, telegram: int) -> list[tuple[Pegawai, Instansi]]:
    """The offices that this account heads. Raises BukanPelaksana, SedangDigantikan."""
    hasil = []
    for orang in muat.diri(sesi, telegram):
        if any(s == (KEPALA, "") for s in muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id)):
            instansi = sesi.get(Instansi, orang.instansi_id)
            assert instansi is not None
            hasil.append((orang, instansi))
    if not hasil:
        _periksa_digantikan(sesi, telegram)
        raise BukanPelaksana("pimpinan kantor (/mulai hanya untuk pimpinan)")
    return hasil


class SedangDigantikan(Ditolak):
    """The head, while somebody stands in for them."""

    def __init__(self, pengganti: str) -> None:
        super().__init__(f"Untuk sementara /mulai ada pada {pengganti}; sesudah masanya berakhir, kembali kepada Anda.")


def _periksa_digantikan(sesi: Session, telegram: int) -> None:
    """Raises SedangDigantikan for a head whose place a stand-in has."""
    for orang in muat.diri(sesi, telegram):
        tetap = (PemegangPeran.personel_id == orang.id, PemegangPeran.peran == KEPALA)
        if sesi.exec(select(PemegangPeran).where(*tetap)).first() is not None:
            kini = muat.pemegang(sesi, orang.instansi_id)[KEPALA, ""]
            raise SedangDigantikan(", ".join(muat.sebutan(o) for o in kini))


class TriwulanSalah(Ditolak):
    """A quarter that cannot be measured (yet)."""


def _triwulan(waktu: datetime, instansi: Instansi, triwulan: int | None, tahun: int | None) -> tuple[int, int]:
    """The quarter asked for; by default the last one that has ended. Raises TriwulanSalah."""
    hari = waktu.astimezone(ZoneInfo(instansi.zona)).date()
    kini = (hari.month - 1) // 3 + 1
    if triwulan is None:
        return (kini - 1, hari.year) if kini > 1 else (4, hari.year - 1)
    th = tahun or hari.year
    if not 1 <= triwulan <= 4 or not 2000 <= th <= 2100:
        raise TriwulanSalah("Triwulan tidak dikenal. Tulis misalnya: /mulai 1 2026")
    if date(th, triwulan * 3 - 2, 1) > hari:
        raise TriwulanSalah(f"{nama_triwulan(triwulan, th)} belum dimulai, jadi belum dapat diukur.")
    return triwulan, th


def baca_periode(teks: str) -> tuple[int, int]:
    tahun, _, triwulan = teks.partition(".")
    if not (tahun.isascii() and tahun.isdigit() and triwulan in ("1", "2", "3", "4")):
        raise TidakDitemukan
    return int(tahun), int(triwulan)


def _kunci(instansi: Instansi, tahun: int, triwulan: int) -> str:
    return f"{instansi.id}:{tahun}:{triwulan}"


def _pesan_hidup(sesi: Session, hidup: Pelaksanaan) -> dict[str, Any]:
    assert hidup.id is not None
    return status.status(isi_status(sesi, muat.jalan(sesi, hidup.id)), status.SUDAH_BERJALAN)


def pesan_kesiapan(sesi: Session, instansi: Instansi, tahun: int, triwulan: int, waktu: datetime) -> dict[str, Any]:
    assert instansi.id is not None
    sop = muat.sop_versi(sesi, instansi.versi_sop_id, instansi.nama)
    pemegang = muat.pemegang(sesi, instansi.id)
    rencana = muat.rencana_kini(sesi, instansi.id, tahun)
    unit = muat.bidang_berindikator(sesi, instansi.id, rencana)
    dipakai = {p for langkah in sop.langkah for p in (*langkah.pelaksana, langkah.pemutus)}
    orang = {o.telegram: o for (peran, _), semua in pemegang.items() if peran in dipakai for o in semua}
    belum = muat.belum_terjangkau(sesi, sorted(orang))
    return umum.siap_mulai(
        instansi.id,
        tahun,
        triwulan,
        instansi=instansi.nama,
        sop=sop.nama,
        banyak=len(sop),
        kurang=sebut_kekurangan(sop, pemegang, unit, sesi, instansi.id, tahun),
        personel=len(orang),
        indikator=len(rencana.isi) if rencana else 0,
        bidang=len(unit),
        belum_start=[orang[t].jabatan or orang[t].nama for t in sorted(belum)],
        tanpa_grup=instansi.grup is None,
        berakhir=_belum_berakhir(waktu, instansi, tahun, triwulan),
        kegiatan=sop[1].kegiatan,
        tahun_kantor=instansi.tahun,
        isi_disposisi=teks_disposisi(sesi, instansi.id, tahun, triwulan, 1),
    )


def _belum_berakhir(waktu: datetime, instansi: Instansi, tahun: int, triwulan: int) -> str:
    """``30 Juni 2026`` while the quarter is still going on, else ""."""
    zona = ZoneInfo(instansi.zona)
    sesudah = date(tahun + triwulan // 4, triwulan % 4 * 3 + 1, 1)
    akhir = datetime.combine(sesudah - timedelta(days=1), time(12), zona)
    return tanggal(akhir, instansi.zona) if waktu.astimezone(zona).date() < sesudah else ""


def sebut_kekurangan(
    sop: Any, pemegang: dict[Any, Any], unit: Sequence[str], sesi: Session, instansi_id: int, tahun: int
) -> list[str]:
    """What keeps a run of that year from being started, with the names of the units."""
    nama = muat.nama_bidang(sesi, instansi_id)
    return [_sebut_unit(k, nama).replace("pada tahun ini", f"tahun {tahun}") for k in kekurangan(sop, pemegang, unit)]


def _sebut_unit(kalimat: str, nama: dict[str, str]) -> str:
    for kode, panjang in nama.items():
        kalimat = kalimat.removesuffix(f"untuk unit {kode}") + (
            f"untuk {panjang}" if kalimat.endswith(f"untuk unit {kode}") else ""
        )
    return kalimat


def _akhiri_perintah(sesi: Session, j: Jalan, orang: Pegawai, waktu: datetime) -> None:
    """Every readiness message of this quarter turns into its outcome."""
    depan = f"mulai:{j.instansi.id}:{j.baris.tahun}:{j.baris.triwulan}:"
    isi = umum.perintah_diberikan(
        muat.sebutan(orang),
        waktu_singkat(waktu, j.instansi.zona),
        j.baris.triwulan,
        j.baris.tahun,
        j.sop[1].kegiatan,
    )
    for satu in berkunci(sesi, depan):
        sunting(sesi, satu.id, isi, waktu)


# An assignment -------------------------------------------------------------------------------------------------------


def giliran(sesi: Session, nomor: int, telegram: int) -> tuple[Penugasan, Jalan, Pegawai]:
    """The open assignment behind a button. Raises TidakDitemukan, BukanPelaksana, SudahBerakhir, in this order."""
    baris, j, orang = muat.penugasan(sesi, nomor, telegram)
    if (baris.peran, baris.bidang) not in muat.slot_dari(j.pemegang, orang.id):
        raise BukanPelaksana(_pemegang_kini(j, baris, orang))
    if baris.selesai_pada is not None:
        raise _sudah_berakhir(sesi, j, baris, orang)
    return baris, j, orang


def _pemegang_kini(j: Jalan, baris: Penugasan, orang: Pegawai) -> str:
    """Whose task it is: the role; by name where somebody stands in, or for whoever handed it on."""
    slot = (baris.peran, baris.bidang)
    kini = j.pemegang.get(slot, [])
    if slot not in muat.slot_dari(j.susunan.pemegang, orang.id):
        kini = [o for o in kini if (slot, o.id) in j.susunan.sementara]
    return ", ".join(map(muat.sebutan, kini)) or j.sop.nama_peran(baris.peran)


def _sudah_berakhir(sesi: Session, j: Jalan, baris: Penugasan, saya: Pegawai) -> SudahBerakhir:
    """``disetujui Kepala Dinas (Rina Oktavia), 20 Nov 16.28 WIB``; ``disetujui Anda, …`` to who did it (a double press)."""
    pelaku = baris.personel_id
    if pelaku is None:
        serumpun = select(Penugasan.personel_id).where(
            Penugasan.pelaksanaan_id == baris.pelaksanaan_id,
            Penugasan.langkah == baris.langkah,
            Penugasan.putaran == baris.putaran,
            Penugasan.selesai_pada == baris.selesai_pada,
            col(Penugasan.personel_id).is_not(None),
        )
        pelaku = sesi.exec(serumpun).first()
    orang = sesi.get(Personel, pelaku) if pelaku else None
    assert baris.selesai_pada is not None
    pada = waktu_singkat(baris.selesai_pada, j.instansi.zona)
    apa = disposisi.KATA_SINGKAT[Hasil(baris.hasil)]
    if orang is None:
        return SudahBerakhir(f"{apa}, {pada}")
    sendiri = orang.id == saya.id
    return SudahBerakhir(f"{apa} {'Anda' if sendiri else muat.sebutan(orang)}, {pada}", sendiri=sendiri)


def selesaikan_giliran(sesi: Session, j: Jalan, baris: Penugasan, orang: Pegawai, waktu: datetime) -> Kilasan:
    """The work of an open assignment is done. Raises a `Ditolak`."""
    sisa = sisa_langkah(sesi, j, baris)
    laksanakan(sesi, j, Selesaikan(muat.pelaku(j, orang), tugas_dari(baris)), waktu)
    return Kilasan(f"Tersimpan. {sisa or 'Salah tekan? Ketik /batal.'}")


async def setujui(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Setuju`, bound to the figures that were shown. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        if basi := _angka_berubah(sesi, j, baris, tombol, waktu):
            return basi
        j = jaga_data_sendiri(sesi, j, baris, orang, waktu)
        terbit = j.sop[baris.langkah].terbitkan  # soon it cannot be taken back any more
        isi = sidik(sesi, j.baris).isi if terbit else ""
        laksanakan(sesi, j, Setujui(muat.pelaku(j, orang), tugas_dari(baris), isi), waktu)
        return Kilasan(f"Persetujuan tersimpan. {'Rekap diterbitkan.' if terbit else 'Salah tekan? Ketik /batal.'}")

    return await lay.tulis(asal, kerja)


async def mulai_kembalikan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`↩️ Kembalikan`: asks for the reason, nothing else happens yet. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        if cara(j.sop, tugas_dari(baris)) is not Cara.PUTUSKAN:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        if basi := _angka_berubah(sesi, j, baris, tombol, waktu):
            return basi
        _tanya_kembali(sesi, asal.telegram, j, baris, waktu)
        isi = umum.minta_alasan_kembali(baris.langkah)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0), waktu)
        return Kilasan("Mohon tulis alasannya.")

    return await lay.tulis(asal, kerja)


def _tanya_kembali(sesi: Session, telegram: int, j: Jalan, baris: Penugasan, waktu: datetime) -> None:
    """The reason is what counts. Where units send anew on the way back, single ones may be ticked before it."""
    unit = j.keadaan.pengunggah if unggah_sejalan(j.sop, j.sop[baris.langkah]) else ()
    if not unit:
        tanya(sesi, telegram, ALASAN_KEMBALI, waktu, baris.id)
        return
    assert baris.id is not None
    pilihan = pengembalian.pilih_bidang(baris.id, [j.nama_bidang.get(b, b) for b in unit], ())
    pesan = titipkan(sesi, Surat(telegram, "sendMessage", pilihan, prioritas=0), waktu)
    tanya(sesi, telegram, ALASAN_KEMBALI, waktu, baris.id, {"bidang": [], "pesan": pesan})


async def mulai_tutup(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`⏹️ Tutup unggahan`: asks for the reason. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        if cara(j.sop, tugas_dari(baris)) is not Cara.TUTUP:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        tanya(sesi, asal.telegram, ALASAN_TUTUP, waktu, tombol.nomor)
        isi = umum.minta_alasan_tutup(isi_status(sesi, j).ditunggu)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0), waktu)
        return Kilasan("Mohon tulis alasannya.")

    return await lay.tulis(asal, kerja)


def jawab_alasan(sesi: Session, soal: Pertanyaan, alasan: str, waktu: datetime) -> dict[str, Any]:
    """The reason has come: the return, or the closing, takes effect. Raises a `Ditolak` while it may be tried again."""
    assert soal.penugasan_id is not None
    if sum(huruf.isalnum() for huruf in alasan) < ALASAN_TERPENDEK:
        return umum.ALASAN_SINGKAT  # the question stays
    try:
        baris, j, orang = giliran(sesi, soal.penugasan_id, soal.telegram)
    except (SudahBerakhir, BukanPelaksana, TidakDitemukan) as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    pelaku, tugas = muat.pelaku(j, orang), tugas_dari(baris)
    if soal.jenis == ALASAN_TUTUP:
        laksanakan(sesi, j, TutupUnggahan(pelaku, tugas, alasan), waktu)
        terima = "Unggahan ditutup. Alasan Anda tersimpan."
    else:
        bidang, indikator = tuple(soal.isi.get("bidang", ())), tuple(soal.isi.get("indikator", ()))
        laksanakan(sesi, j, Kembalikan(pelaku, tugas, alasan, bidang, indikator), waktu)
        tujuan = j.sop[baris.langkah].tidak
        terima = f"Dikembalikan ke langkah {tujuan}. Alasan Anda sudah diteruskan."
        nama = [j.nama_bidang.get(b, b) for b in bidang]
        lupakan(sesi, soal, waktu, pengembalian.bidang_dibuka(nama, indikator))
        return umum.kalimat(terima)
    sesi.delete(soal)
    return umum.kalimat(terima)


def tanya(
    sesi: Session,
    telegram: int,
    jenis: str,
    waktu: datetime,
    penugasan_id: int | None = None,
    isi: dict[str, Any] | None = None,
) -> None:
    """Remember what a person has been asked; a newer question replaces the older one."""
    lama = sesi.get(Pertanyaan, telegram)
    if lama is not None:
        terhenti = lama.jenis == PASANG and jenis != PASANG
        lupakan(sesi, lama, waktu, pasang.TERHENTI if terhenti else None)
    sesi.add(Pertanyaan(telegram=telegram, jenis=jenis, penugasan_id=penugasan_id, isi=isi or {}, dibuat=waktu))


def lupakan(sesi: Session, soal: Pertanyaan, waktu: datetime, hasil: dict[str, Any] | None = None) -> None:
    """The question is no longer open; one with buttons turns into its outcome."""
    if pesan := soal.isi.get("pesan"):
        sunting(sesi, int(pesan), hasil or umum.PILIHAN_LEWAT, waktu)
    sesi.delete(soal)
    sesi.flush()


def _angka_berubah(sesi: Session, j: Jalan, baris: Penugasan, tombol: Tombol, waktu: datetime) -> Kilasan | None:
    if tombol.sidik == sidik_isi(sesi, j.baris):
        return None
    kartu_baru(sesi, j, baris, waktu)
    return Kilasan(disposisi.BERUBAH, layar=True)
