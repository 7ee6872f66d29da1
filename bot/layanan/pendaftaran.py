"""Whoever is to hold a role applies in private: a card shows the data, `✅ Daftar` hands it in, `/batal` ends it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import kantor_bentuk, muat, papan_personel
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kertas import jawab
from bot.layanan.kursi import Kursi, semua_kursi
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.nip import NipSalah, baca_nip
from bot.layanan.pelaksanaan import Kilasan, lupakan, tanya
from bot.layanan.penerimaan import (
    BATAL,
    DITERIMA,
    LAYAR,
    MENGISI,
    MENUNGGU,
    PermohonanBerakhir,
    PermohonanMenunggu,
    ajukan,
    daftarkan,
    isi_calon,
    nip_kembar,
    pindah,
    segarkan_semua,
    slot_calon,
    tutup_kartu,
)
from bot.layanan.undangan import habiskan, lepaskan
from bot.pesan import pendaftaran as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.pesan.pendaftaran import GOLONGAN
from bot.sop.bentuk import Keliru
from bot.sop.kejadian import Slot
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, titipkan
from db.tabel import CalonPersonel, Instansi, Pertanyaan

PERTANYAAN = "daftar"  # the question for a field of the card; without being asked, for the NIP


# The card -------------------------------------------------------------------------------------------------------------


def tampilkan_pilihan(
    sesi: Session,
    asal: Asal,
    calon: CalonPersonel,
    instansi: Instansi,
    semua: list[Kursi],
    waktu: datetime,
    *,
    baru: bool = False,
) -> None:
    """Which unit, of those that the person has not got yet."""
    peran = slot_calon(calon)[0][0]
    calon.slot = [[peran, ""]]
    boleh = [k for k in semua if k.slot[0] == peran and all(o.telegram != asal.telegram for o in k.pemegang)]
    pilihan = [(k.slot[1], " · ".join([k.nama, *(o.nama for o in k.pemegang)])) for k in boleh]
    nama = muat.sop_versi(sesi, instansi.versi_sop_id).nama_peran(peran)
    isi = pesan.pilih_bidang(calon.id or 0, instansi.nama, nama, pilihan)
    tampilkan(sesi, asal, f"{LAYAR}:{calon.id}", isi, waktu, baru=baru)
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"calon": calon.id, "apa": "bidang"})


def tampilkan_kartu(
    sesi: Session,
    asal: Asal,
    calon: CalonPersonel,
    instansi: Instansi,
    semua: list[Kursi],
    waktu: datetime,
    *,
    baru: bool = False,
) -> None:
    """Card and the question that a typed NIP answers. `baru`: below what the person has just written."""
    if not calon.jabatan:
        calon.jabatan = next((k.jabatan for k in semua if k.slot == slot_calon(calon)[0]), "")
        sesi.add(calon)
    tampilkan(sesi, asal, f"{LAYAR}:{calon.id}", pesan.kartu_calon(isi_calon(calon, instansi, semua)), waktu, baru=baru)
    tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"calon": calon.id, "apa": "nip"})


def _calon(sesi: Session, asal: Asal, nomor: int) -> tuple[CalonPersonel, Instansi, list[Kursi]]:
    """One's own application while it is being filled in. Raises TidakDitemukan, PermohonanBerakhir, PermohonanMenunggu."""
    calon = sesi.get(CalonPersonel, nomor)
    if calon is None or calon.telegram != asal.telegram:
        raise TidakDitemukan
    if calon.status == MENUNGGU:
        raise PermohonanMenunggu
    if calon.status != MENGISI:
        raise PermohonanBerakhir
    instansi = sesi.get_one(Instansi, calon.instansi_id)
    return calon, instansi, semua_kursi(sesi, instansi)


async def pilih_bidang(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Which unit. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi, semua = _calon(sesi, asal, tombol.nomor)
        slot = (slot_calon(calon)[0][0], tombol.sidik)
        kursi = next((k for k in semua if k.slot == slot), None)
        if (
            calon.tautan
            or kursi is None
            or slot_calon(calon)[0][1]
            or any(o.telegram == asal.telegram for o in kursi.pemegang)
        ):
            raise TidakDitemukan
        calon.slot = [list(slot)]
        tampilkan_kartu(sesi, asal, calon, instansi, semua, waktu)
        return Kilasan(kursi.nama)

    return await lay.tulis(asal, kerja)


async def ubah(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✏️ …`: asks for one field; for the rank with buttons, by page. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, _, _ = _calon(sesi, asal, tombol.nomor)
        apa, _, halaman = tombol.sidik.partition(".")
        if apa not in pesan.UBAH:
            raise TidakDitemukan
        tanya(sesi, asal.telegram, PERTANYAAN, waktu, isi={"calon": calon.id, "apa": apa})
        if apa == "pangkat":
            tampilkan(sesi, asal, f"{LAYAR}:{calon.id}", pesan.pilih_pangkat(tombol.nomor, halaman), waktu)
        else:
            jawab(sesi, asal, pesan.minta(apa), waktu)
        return Kilasan(f"{pesan.UBAH[apa]}: silakan.")

    return await lay.tulis(asal, kerja)


async def pilih_pangkat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """A rank from the pages. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi, semua = _calon(sesi, asal, tombol.nomor)
        halaman, _, urutan = tombol.sidik.partition(".")
        cocok = [nama for n, (nama, _) in enumerate(GOLONGAN.get(halaman, ())) if str(n) == urutan]
        if not cocok:
            raise TidakDitemukan
        calon.pangkat = cocok[0]
        tampilkan_kartu(sesi, asal, calon, instansi, semua, waktu)
        return Kilasan(calon.pangkat)

    return await lay.tulis(asal, kerja)


def jawab_isian(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any] | None:
    """A field was typed. The card comes again below it; what cannot be right is asked again."""
    asal = Asal(None, soal.telegram)
    try:
        calon, instansi, semua = _calon(sesi, asal, int(soal.isi["calon"]))
    except Ditolak as tolak:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(tolak))
    apa = soal.isi["apa"]
    if apa == "bidang":
        tampilkan_pilihan(sesi, asal, calon, instansi, semua, waktu, baru=True)
        return None
    try:
        setattr(calon, apa, _baca(apa, teks, waktu, instansi))
    except NipSalah as salah:
        return pesan.minta(apa, salah.masalah)
    except Keliru as salah:
        return pesan.minta(apa, f"{salah.masalah} {salah.seharusnya}")
    tampilkan_kartu(sesi, asal, calon, instansi, semua, waktu, baru=True)
    return None


def _baca(apa: str, teks: str, waktu: datetime, instansi: Instansi) -> str:
    """Raises NipSalah, Keliru."""
    if apa == "nip":
        return baca_nip(teks, waktu.astimezone(ZoneInfo(instansi.zona)).date())
    return kantor_bentuk.nama(teks) if apa == "nama" else kantor_bentuk.keterangan(teks)


# Handed in ------------------------------------------------------------------------------------------------------------


async def daftar(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Daftar`: to the administrators, or straight to the roles with a personal invitation. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi, semua = _calon(sesi, asal, tombol.nomor)
        if not set(slot_calon(calon)) <= {k.slot for k in semua}:
            raise TidakDitemukan
        if not calon.nama:
            return Kilasan("Nama belum diisi. Tekan ✏️ Nama.", True)
        if soal := _soal(sesi, asal.telegram):
            lupakan(sesi, soal, waktu)
        if calon.tautan:
            return _masuk(sesi, lay, asal, calon, instansi, waktu)
        if lain := permohonan_sama(sesi, asal.telegram, calon.instansi_id, slot_calon(calon)):
            pindah(sesi, calon, MENGISI, BATAL)
            tutup(sesi, asal, f"{LAYAR}:{calon.id}", pesan.menunggu(isi_calon(lain, instansi, semua)), waktu)
            return Kilasan("Permohonan yang sama sudah menunggu administrator.", True)
        pindah(sesi, calon, MENGISI, MENUNGGU)
        ajukan(sesi, lay, calon, waktu)
        tampilkan(sesi, asal, f"{LAYAR}:{calon.id}", pesan.menunggu(isi_calon(calon, instansi, semua)), waktu)
        papan_personel.segarkan(sesi, instansi, waktu)
        return Kilasan("Permohonan terkirim.")

    return await lay.tulis(asal, kerja)


def _masuk(
    sesi: Session, lay: Layanan, asal: Asal, calon: CalonPersonel, instansi: Instansi, waktu: datetime
) -> Kilasan:
    """A personal invitation is used up. Raises TautanTidakBerlaku."""
    habiskan(sesi, calon.tautan, asal.telegram, waktu)
    pindah(sesi, calon, MENGISI, DITERIMA)
    daftarkan(sesi, instansi, calon, waktu, "(undangan administrator)")
    c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
    tutup(sesi, asal, f"{LAYAR}:{calon.id}", pesan.diterima(c), waktu)
    kembar = nip_kembar(sesi, calon)
    hasil = pesan.hasil_permohonan("undangan", c, waktu_singkat(waktu, instansi.zona), kembar=kembar)
    for admin in sorted(lay.admin - {asal.telegram}):
        titipkan(sesi, Surat(admin, "sendMessage", hasil, kunci=f"calon:{calon.id}:{admin}"), waktu)
    return Kilasan("Anda terdaftar.", menu=(asal.telegram,))


# Left ------------------------------------------------------------------------------------------------------------------


async def terima_teks(lay: Layanan, asal: Asal, teks: str) -> bool:
    """What an account that belongs to no office writes in private, "" for what is no text.

    False when no application of theirs is under way.
    """

    def kerja(sesi: Session, waktu: datetime) -> bool:
        soal = _soal(sesi, asal.telegram)
        perintah = teks.split("@")[0].split()[0].casefold() if teks.startswith("/") else ""
        if perintah == "/batal":
            return batal(sesi, asal, waktu)
        if soal is not None and teks.strip() and not perintah:
            if isi := jawab_isian(sesi, soal, teks, waktu):
                jawab(sesi, asal, isi, waktu)
            return True
        return sisa(sesi, asal, waktu)

    if not await lay.baca(lambda sesi, _: bool(_berjalan(sesi, asal.telegram))):
        return False
    return await lay.tulis(asal, kerja)


def permohonan_sama(sesi: Session, telegram: int, instansi_id: int, slot: Sequence[Slot]) -> CalonPersonel | None:
    """An application for one of these seats that the administrators have already; of a role per unit any is enough."""
    satu = (CalonPersonel.telegram == telegram, CalonPersonel.instansi_id == instansi_id)
    ada = sesi.exec(select(CalonPersonel).where(*satu, CalonPersonel.status == MENUNGGU)).all()
    return next((c for c in ada if set(slot_calon(c)) & set(slot)), None) if len(slot) == 1 else None


def sisa(sesi: Session, asal: Asal, waktu: datetime) -> bool:
    """The newest application that is under way, shown once more. False when there is none."""
    for calon in _berjalan(sesi, asal.telegram)[-1:]:
        instansi = sesi.get_one(Instansi, calon.instansi_id)
        semua = semua_kursi(sesi, instansi)
        if calon.status == MENUNGGU:
            jawab(sesi, asal, pesan.menunggu(isi_calon(calon, instansi, semua)), waktu)
        elif set(slot_calon(calon)) <= {k.slot for k in semua}:
            tampilkan_kartu(sesi, asal, calon, instansi, semua, waktu, baru=True)
        elif calon.tautan:
            return False  # the unit that the invitation was for is gone
        else:
            tampilkan_pilihan(sesi, asal, calon, instansi, semua, waktu, baru=True)
        return True
    return False


def batal(sesi: Session, asal: Asal, waktu: datetime) -> bool:
    """`/batal`: the newest application ends. False when there is none."""
    for calon in _berjalan(sesi, asal.telegram)[-1:]:
        c = _akhiri(sesi, asal, calon, waktu)
        if calon.tautan:
            lepaskan(sesi, calon.tautan, asal.telegram)
        jawab(sesi, asal, pesan.dibatalkan(c), waktu)
        return True
    return False


def buang_isian(sesi: Session, asal: Asal, waktu: datetime) -> None:
    """Another link is opened: what was being filled in is over."""
    for calon in _berjalan(sesi, asal.telegram):
        if calon.status == MENGISI:
            _akhiri(sesi, asal, calon, waktu)


def _akhiri(sesi: Session, asal: Asal, calon: CalonPersonel, waktu: datetime) -> pesan.IsiCalon:
    instansi = sesi.get_one(Instansi, calon.instansi_id)
    c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
    if soal := _soal(sesi, asal.telegram):
        lupakan(sesi, soal, waktu)
    tutup_kartu(sesi, calon, pesan.hasil_permohonan(BATAL, c, waktu_singkat(waktu, instansi.zona)), waktu)
    pindah(sesi, calon, calon.status, BATAL)
    tutup(sesi, asal, f"{LAYAR}:{calon.id}", pesan.dibatalkan(c), waktu)
    segarkan_semua(sesi, calon.instansi_id, waktu)
    papan_personel.segarkan(sesi, instansi, waktu)
    return c


def _berjalan(sesi: Session, telegram: int) -> Sequence[CalonPersonel]:
    """Applications that are being filled in or wait, oldest first."""
    milik = (CalonPersonel.telegram == telegram, col(CalonPersonel.status).in_((MENGISI, MENUNGGU)))
    return sesi.exec(select(CalonPersonel).where(*milik).order_by(col(CalonPersonel.id))).all()


def _soal(sesi: Session, telegram: int) -> Pertanyaan | None:
    soal = sesi.get(Pertanyaan, telegram)
    return soal if soal is not None and soal.jenis == PERTANYAAN else None
