"""An application is accepted or refused; a personal invitation needs neither. The same rows as those of an office file."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.layanan import kantor, papan_personel, pengumuman
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kursi import Kursi, sebut, semua_kursi
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan
from bot.layanan.selaras import selaraskan
from bot.pesan import pendaftaran as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.sop.kejadian import Pelaku, Slot
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, lepas_dari_tugas, sunting, titipkan
from db.tabel import CalonPersonel, Instansi, Kontak, PemegangPeran, Personel

LAYAR = "daftar"  # the card of whoever applies
MENGISI, MENUNGGU, DITERIMA, DITOLAK, BATAL = "mengisi", "menunggu", "diterima", "ditolak", "batal"


class PermohonanBerakhir(Ditolak):
    """Another administrator was faster, or whoever applied has withdrawn."""

    def __init__(self) -> None:
        super().__init__("Permohonan ini sudah dijawab atau dibatalkan.")


class PermohonanMenunggu(Ditolak):
    """Handed in already: a second press of the same button."""

    def __init__(self) -> None:
        super().__init__("Permohonan Anda sudah terkirim dan menunggu administrator.")


def slot_calon(calon: CalonPersonel) -> tuple[Slot, ...]:
    return tuple((peran, bidang) for peran, bidang in calon.slot)


def isi_calon(calon: CalonPersonel, instansi: Instansi, semua: list[Kursi]) -> pesan.IsiCalon:
    return pesan.IsiCalon(
        nomor=calon.id or 0,
        instansi=instansi.nama,
        peran=sebut(semua, slot_calon(calon)),
        nama=calon.nama,
        jabatan=calon.jabatan,
        nip=calon.nip,
        pangkat=calon.pangkat,
    )


def pindah(sesi: Session, calon: CalonPersonel, dari: str, ke: str) -> None:
    """From one state to the next, once, on every database. Raises PermohonanBerakhir."""
    satu = (col(CalonPersonel.id) == calon.id, col(CalonPersonel.status) == dari)
    if sesi.exec(update(CalonPersonel).where(*satu).values(status=ke)).rowcount != 1:
        raise PermohonanBerakhir
    sesi.refresh(calon)


# To the administrators -----------------------------------------------------------------------------------------------


def ajukan(sesi: Session, lay: Layanan, calon: CalonPersonel, waktu: datetime) -> None:
    """Every administrator gets the card."""
    instansi = sesi.get_one(Instansi, calon.instansi_id)
    semua = semua_kursi(sesi, instansi)
    kontak = sesi.get(Kontak, calon.telegram)
    isi = pesan.permohonan(
        pesan.IsiPermohonan(
            isi_calon(calon, instansi, semua),
            calon.telegram,
            kontak.nama if kontak else "",
            dipegang(calon, semua),
            nip_kembar(sesi, calon),
        )
    )
    for admin in sorted(lay.admin):
        titipkan(sesi, Surat(admin, "sendMessage", isi, kunci=f"calon:{calon.id}:{admin}"), waktu)
    segarkan_semua(sesi, calon.instansi_id, waktu)


def nip_kembar(sesi: Session, calon: CalonPersonel) -> str:
    """Who else of the office has this NIP, "" for nobody."""
    lain = (
        Personel.instansi_id == calon.instansi_id,
        Personel.telegram != calon.telegram,
        col(Personel.aktif).is_(True),
    )
    kembar = sesi.exec(select(Personel.nama).where(*lain, Personel.nip == calon.nip)).first() if calon.nip else None
    return kembar or ""


def dipegang(calon: CalonPersonel, semua: list[Kursi]) -> list[tuple[str, str]]:
    """Seats applied for that somebody else holds: the seat, and who."""
    slot = slot_calon(calon)
    milik = [(k, [o.nama for o in k.pemegang if o.telegram != calon.telegram]) for k in semua if k.slot in slot]
    return [(k.nama, ", ".join(nama)) for k, nama in milik if nama]


def yang_menunggu(sesi: Session, instansi_id: int) -> Sequence[CalonPersonel]:
    """Applications of an office that wait for an answer, oldest first."""
    satu = (CalonPersonel.instansi_id == instansi_id, CalonPersonel.status == MENUNGGU)
    return sesi.exec(select(CalonPersonel).where(*satu).order_by(col(CalonPersonel.id))).all()


def segarkan_semua(sesi: Session, instansi_id: int, waktu: datetime) -> None:
    """`✅ Terima semua (n)` stands below the newest card that waits, and only there."""
    sesi.flush()
    menunggu = yang_menunggu(sesi, instansi_id)
    for calon in menunggu[-2:]:  # the one before may have it still
        banyak = len(menunggu) if calon is menunggu[-1] else 0
        for kartu in berkunci(sesi, f"calon:{calon.id}:"):
            tombol = pesan.dengan_semua(kartu.isi["reply_markup"], instansi_id, banyak)
            sunting(sesi, kartu.id, {"reply_markup": tombol}, waktu)


def tutup_kartu(sesi: Session, calon: CalonPersonel, hasil: dict[str, object], waktu: datetime) -> None:
    """The administrators' cards turn into the outcome; nobody is asked any more whether they are sure."""
    for kartu in berkunci(sesi, f"calon:{calon.id}:"):
        sunting(sesi, kartu.id, hasil, waktu)
    for ragu in berkunci(sesi, f"layar:{_yakin(calon)}:"):
        sunting(sesi, ragu.id, umum.PILIHAN_LEWAT, waktu)
        lepas_dari_tugas(sesi, ragu.id, kunci=f"bekas:{ragu.id}")


def _yakin(calon: CalonPersonel) -> str:
    """The conversation that asks whether two people really have the same NIP."""
    return f"yakin:{calon.id}"


async def terima(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Terima`: beside those who hold the role already, if any. Raises a `Ditolak`."""
    return await _jawab(lay, asal, tombol, gantikan=False)


async def gantikan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`🔁 Terima sebagai pengganti`: whoever held the role loses it. Raises a `Ditolak`."""
    return await _jawab(lay, asal, tombol, gantikan=True)


async def tetap_terima(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Tetap terima`: although somebody else of the office has this NIP. Raises a `Ditolak`."""
    return await _jawab(lay, asal, tombol, gantikan=tombol.sidik == pesan.GANTIKAN, yakin=True)


async def jangan_dulu(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✖️ Jangan dulu`: nothing happens, the card stays. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, _ = permohonan(sesi, lay, asal, tombol.nomor)
        tutup(sesi, asal, _yakin(calon), pesan.BELUM_DITERIMA, waktu)
        return Kilasan("Belum diterima.")

    return await lay.tulis(asal, kerja)


async def _jawab(lay: Layanan, asal: Asal, tombol: Tombol, *, gantikan: bool, yakin: bool = False) -> Kilasan:
    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        calon, instansi = permohonan(sesi, lay, asal, tombol.nomor)
        kembar = nip_kembar(sesi, calon) if calon.status == MENUNGGU else ""
        if kembar and not yakin:
            c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
            tampilkan(sesi, asal, _yakin(calon), pesan.yakin(c, kembar, gantikan=gantikan), waktu, baru=True)
            return Kilasan(f"{pesan.nip_tercatat(kembar)}. Tetap diterima?")
        if kembar:
            tutup(sesi, asal, _yakin(calon), pesan.tetap_diterima(calon.nama, kembar), waktu)
        terima_satu(sesi, asal, calon, instansi, waktu, gantikan=gantikan)
        segarkan_semua(sesi, calon.instansi_id, waktu)
        return Kilasan(f"{calon.nama} terdaftar.", menu=(calon.telegram,))

    return await lay.tulis(asal, kerja)


def terima_satu(
    sesi: Session, asal: Asal, calon: CalonPersonel, instansi: Instansi, waktu: datetime, *, gantikan: bool = False
) -> None:
    """An application that waits is accepted. Raises PermohonanBerakhir."""
    pindah(sesi, calon, MENUNGGU, DITERIMA)
    _balas(sesi, calon, instansi, pesan.diterima, waktu)  # before the open work that now comes
    lama = daftarkan(sesi, instansi, calon, waktu, "(permohonan diterima)", gantikan=gantikan)
    _kabari(sesi, asal, calon, instansi, "ganti" if lama else "diterima", waktu, ", ".join(lama))


def tolak_satu(
    sesi: Session, asal: Asal, calon: CalonPersonel, instansi: Instansi, waktu: datetime, alasan: str
) -> None:
    """The person is told politely, with a way on; `alasan` may be "". Raises PermohonanBerakhir."""
    pindah(sesi, calon, MENUNGGU, DITOLAK)
    _balas(sesi, calon, instansi, lambda c: pesan.ditolak(c, alasan), waktu)
    _kabari(sesi, asal, calon, instansi, "ditolak", waktu, alasan=alasan)
    segarkan_semua(sesi, calon.instansi_id, waktu)
    papan_personel.segarkan(sesi, instansi, waktu)


def permohonan(sesi: Session, lay: Layanan, asal: Asal, nomor: int) -> tuple[CalonPersonel, Instansi]:
    """An application that was handed in, for an administrator. Raises TidakDitemukan."""
    calon = sesi.get(CalonPersonel, nomor) if asal.telegram in lay.admin else None
    if calon is None or calon.status == MENGISI:
        raise TidakDitemukan
    return calon, sesi.get_one(Instansi, calon.instansi_id)


def _kabari(
    sesi: Session,
    asal: Asal,
    calon: CalonPersonel,
    instansi: Instansi,
    jenis: str,
    waktu: datetime,
    lama: str = "",
    alasan: str = "",
) -> None:
    """Every administrator's card turns into the outcome."""
    c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
    kontak = sesi.get(Kontak, asal.telegram)
    oleh = kontak.nama if kontak and kontak.nama else "administrator"
    pada = waktu_singkat(waktu, instansi.zona)
    tutup_kartu(sesi, calon, pesan.hasil_permohonan(jenis, c, pada, oleh, lama, alasan), waktu)


def _balas(
    sesi: Session,
    calon: CalonPersonel,
    instansi: Instansi,
    hasil: Callable[[pesan.IsiCalon], dict[str, Any]],
    waktu: datetime,
) -> None:
    """Whoever applied reads the outcome."""
    c = isi_calon(calon, instansi, semua_kursi(sesi, instansi))
    tutup(sesi, Asal(None, calon.telegram), f"{LAYAR}:{calon.id}", pesan.dijawab(c), waktu)
    titipkan(sesi, Surat(calon.telegram, "sendMessage", hasil(c), kunci=f"calon-hasil:{calon.id}"), waktu)


# The rows ---------------------------------------------------------------------------------------------------------------


def daftarkan(
    sesi: Session, instansi: Instansi, calon: CalonPersonel, waktu: datetime, sebab: str, *, gantikan: bool = False
) -> list[str]:
    """The person holds the roles from now on, open work follows. Returns the names of those who lost them."""
    assert instansi.id is not None
    semua, slot = semua_kursi(sesi, instansi), slot_calon(calon)
    milik = [k.slot for k in semua if any(o.telegram == calon.telegram for o in k.pemegang)]
    data = {n: getattr(calon, n) for n in ("nama", "nip", "pangkat", "jabatan")}
    orang = kantor.Orang(calon.telegram, slot=tuple(dict.fromkeys([*milik, *slot])), **data)
    kantor.pasang_orang(sesi, instansi.id, orang)
    lama = _lepas_peran(sesi, instansi, calon, [k for k in semua if k.slot in slot], waktu) if gantikan else []
    selaraskan(sesi, instansi.id, waktu, Pelaku(0, TINDAKAN_ADMIN), sebab)
    pengumuman.segarkan(sesi, instansi, semua_kursi(sesi, instansi), waktu)
    papan_personel.segarkan(sesi, instansi, waktu)
    return lama


def _lepas_peran(
    sesi: Session, instansi: Instansi, calon: CalonPersonel, kursi: list[Kursi], waktu: datetime
) -> list[str]:
    """Everybody else gives these seats up, and is told."""
    nama: dict[str, None] = {}
    for k in kursi:
        for orang in k.pemegang:
            if orang.telegram == calon.telegram:
                continue
            peran, bidang = k.slot
            satu = (PemegangPeran.personel_id == orang.id, PemegangPeran.peran == peran, PemegangPeran.bidang == bidang)
            sesi.delete(sesi.exec(select(PemegangPeran).where(*satu)).one())
            nama[orang.nama] = None
            isi = pesan.diganti(k.nama, instansi.nama, calon.nama)
            kunci = f"calon-ganti:{calon.id}:{orang.id}:{k.cap}"
            titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, kunci=kunci), waktu)
    return list(nama)
