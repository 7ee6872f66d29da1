"""`/personel`: Plt., Plh. and Pj. by letter, for a time. Rights and open work move at the office's midnight, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.layanan import muat, papan_personel
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import nama_slot
from bot.layanan.kertas import jawab
from bot.layanan.kursi import Sementara, pejabat_kini
from bot.layanan.layar import tampilkan, tutup
from bot.layanan.muat import Pegawai
from bot.layanan.pelaksanaan import TINDAKAN_ADMIN, Kilasan, lupakan, tanya
from bot.layanan.selaras import KEPALA, SEKRETARIS, selaraskan
from bot.layanan.surat_tugas import SuratTugas, baca_surat
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import pengganti as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol
from bot.pesan.pengganti import JENIS_SEMENTARA
from bot.sop.kejadian import Catat, Pelaku, Slot
from bot.sop.penolakan import BukanPelaksana, Ditolak, TidakDitemukan
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Instansi, PejabatSementara, PemegangPeran, Personel, Pertanyaan

LAYAR = "personel"  # the conversation that chooses seat, stand-in and kind
SURAT = "surat_pejabat"  # the question for the letter
MENU_BERUBAH = "menu_berubah"  # in Session.info: accounts whose commands are others now
TERJADWAL, BERLAKU, BERAKHIR = "terjadwal", muat.BERLAKU, "berakhir"


# Who may, and for whom -----------------------------------------------------------------------------------------------


def _kantor(sesi: Session, lay: Layanan, telegram: int) -> list[Instansi]:
    """The offices whose stand-ins this account may set: all for an administrator, else where it is the secretary."""
    semua = sesi.exec(select(Instansi).order_by(col(Instansi.nama))).all()
    if telegram in lay.admin:
        return list(semua)
    milik = {o.instansi_id: o for o in muat.diri(sesi, telegram)}
    return [i for i in semua if i.id in milik and mengatur(sesi, i, milik[i.id])]


def mengatur(sesi: Session, instansi: Instansi, orang: Pegawai) -> bool:
    """Whether this person is the secretary; where the SOP knows none, the head."""
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    kursi = SEKRETARIS if any(p.id == SEKRETARIS[0] for p in sop.peran) else KEPALA
    return kursi in muat.slot_dari(muat.pemegang(sesi, instansi.id or 0), orang.id)


def _pastikan(sesi: Session, lay: Layanan, telegram: int, instansi_id: int) -> Instansi:
    """Raises TidakDitemukan."""
    boleh = next((i for i in _kantor(sesi, lay, telegram) if i.id == instansi_id), None)
    if boleh is None:
        raise TidakDitemukan
    return boleh


def _pengubah(sesi: Session, telegram: int, instansi_id: int, admin: bool) -> Pelaku:
    if admin:
        return Pelaku(0, TINDAKAN_ADMIN)
    orang = muat.personel(sesi, instansi_id, telegram)
    return Pelaku(orang.id or 0, muat.sebutan(orang))


@dataclass(frozen=True)
class _Kursi:
    """What is stood in for: an official with all their roles, or a role that nobody holds."""

    pejabat: Pegawai | None
    slot: tuple[Slot, ...]
    jabatan: str

    @property
    def sebutan(self) -> str:
        return muat.sebutan(self.pejabat) if self.pejabat else f"{self.jabatan} (kosong)"


def _semua_kursi(sesi: Session, instansi: Instansi) -> dict[str, _Kursi]:
    """Every seat of an office by the pointer that its button carries; empty ones last."""
    assert instansi.id is not None
    sop, unit = muat.sop_versi(sesi, instansi.versi_sop_id), muat.nama_bidang(sesi, instansi.id)
    baris = sesi.exec(
        select(PemegangPeran, Personel)
        .join(Personel, col(Personel.id) == col(PemegangPeran.personel_id))
        .where(Personel.instansi_id == instansi.id, col(Personel.aktif).is_(True))
        .order_by(col(Personel.id), col(PemegangPeran.id))
    ).all()
    milik: dict[int, tuple[Pegawai, list[Slot]]] = {}
    for p, orang in baris:
        milik.setdefault(orang.id or 0, (orang, []))[1].append((p.peran, p.bidang))

    def nama(slot: Slot) -> str:
        return nama_slot(sop.nama_peran(slot[0]), unit.get(slot[1], slot[1]))

    hasil = {
        f"p{nomor}": _Kursi(orang, tuple(slot), _tanpa_gelar(orang.jabatan) or nama(slot[0]))
        for nomor, (orang, slot) in milik.items()
    }
    terisi = {s for _, slot in milik.values() for s in slot}
    semua = [(p.id, b) for p in sop.peran for b in (unit if p.per_bidang else [""])]
    return hasil | {f"k{n}": _Kursi(None, (s,), nama(s)) for n, s in enumerate(semua) if s not in terisi}


def _tanpa_gelar(jabatan: str) -> str:
    for jenis in JENIS_SEMENTARA:
        jabatan = jabatan.removeprefix(jenis).strip()
    return jabatan


# The conversation ----------------------------------------------------------------------------------------------------


async def personel(lay: Layanan, asal: Asal) -> None:
    """`/personel`: officials and stand-ins of an office. Raises BukanPelaksana."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        kantor = _kantor(sesi, lay, asal.telegram)
        if not kantor:
            raise BukanPelaksana("administrator atau sekretaris (/personel)")
        if len(kantor) > 1:
            isi = pesan.pilih_kantor([(i.id or 0, i.nama) for i in kantor])
        else:
            isi = _isi_susunan(sesi, kantor[0], asal.telegram in lay.admin)
        tampilkan(sesi, asal, LAYAR, isi, waktu, baru=True)

    await lay.tulis(asal, kerja)


async def pilih_kantor(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Which of several offices. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi = _pastikan(sesi, lay, asal.telegram, tombol.nomor)
        tampilkan(sesi, asal, LAYAR, _isi_susunan(sesi, instansi, asal.telegram in lay.admin), waktu)
        return Kilasan(instansi.nama)

    return await lay.tulis(asal, kerja)


def _isi_susunan(sesi: Session, instansi: Instansi, admin: bool) -> dict[str, Any]:
    assert instansi.id is not None
    aktif = (PejabatSementara.instansi_id == instansi.id, PejabatSementara.status != BERAKHIR)
    baris = [
        (
            s.id or 0,
            pesan.sebut_sementara(_gelar(s), o.nama, pesan.masa(s.dari, s.sampai), s.nomor_surat, s.status == BERLAKU),
        )
        for s, o in sesi.exec(
            select(PejabatSementara, Personel)
            .join(Personel, col(Personel.id) == col(PejabatSementara.personel_id))
            .where(*aktif)
            .order_by(col(PejabatSementara.id))
        )
    ]
    kini = pejabat_kini(sesi, instansi.id)
    kursi = [(Tombol("pjdari", instansi.id, k), _label(isi, kini)) for k, isi in _semua_kursi(sesi, instansi).items()]
    papan = Tombol("papan", instansi.id) if admin else None
    return pesan.susunan(instansi.nama, list({teks: (n, teks) for n, teks in baris}.values()), kursi, papan)


def _label(kursi: _Kursi, kini: Mapping[Slot, Sequence[Sementara]]) -> str:
    """``Kepala Dinas (Rina Oktavia) · kini Plt. Vera Natalia``; the dates stand above the buttons."""
    pejabat = kursi.pejabat.id if kursi.pejabat else None
    nama = (
        f"kini {s.jenis} {s.orang.nama}" for slot in kursi.slot for s in kini.get(slot, ()) if s.menggantikan == pejabat
    )
    return " · ".join([kursi.sebutan, *dict.fromkeys(nama)])


def _gelar(s: PejabatSementara) -> str:
    return f"{s.jenis} {s.jabatan}"


async def pilih_pejabat(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Who is stood in for: asks by whom. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi, kursi, _ = _baca(sesi, lay, asal, tombol, 1)
        orang = [o for o in _orang(sesi, instansi) if kursi.pejabat is None or o.id != kursi.pejabat.id]
        pilihan = [(Tombol("pjoleh", tombol.nomor, f"{tombol.sidik}.{o.id}"), muat.sebutan(o)) for o in orang]
        tampilkan(sesi, asal, LAYAR, pesan.pilih_pengganti(kursi.sebutan, pilihan), waktu)
        return Kilasan("Pilih penggantinya.")

    return await lay.tulis(asal, kerja)


async def pilih_pengganti(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """By whom: asks for Plt., Plh. or Pj. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _, kursi, pengganti = _baca(sesi, lay, asal, tombol, 2)
        assert pengganti is not None
        pilihan = [(j, Tombol("pjjenis", tombol.nomor, f"{tombol.sidik}.{n}")) for n, j in enumerate(JENIS_SEMENTARA)]
        isi = pesan.pilih_jenis(kursi.sebutan, muat.sebutan(pengganti), pilihan)
        tampilkan(sesi, asal, LAYAR, isi, waktu)
        return Kilasan("Plt., Plh., atau Pj.?")

    return await lay.tulis(asal, kerja)


async def pilih_jenis(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """Plt., Plh. or Pj.: asks for the letter. Raises TidakDitemukan."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        instansi, kursi, pengganti = _baca(sesi, lay, asal, tombol, 3)
        assert pengganti is not None
        kunci, _, jenis = tombol.sidik.split(".")
        admin = asal.telegram in lay.admin
        isi = {
            "instansi": instansi.id,
            "kursi": kunci,
            "oleh": pengganti.id,
            "jenis": int(jenis),
            "admin": admin,
            "kabari": [] if admin else sorted(lay.admin),  # who else must know
        }
        gelar = f"{JENIS_SEMENTARA[int(jenis)]} {kursi.jabatan}"
        tutup(sesi, asal, LAYAR, pesan.dipilih(gelar, pengganti.nama), waktu)
        tanya(sesi, asal.telegram, SURAT, waktu, isi=isi)
        jawab(sesi, asal, pesan.minta_surat(_contoh(_hari_ini(instansi, waktu))), waktu)
        return Kilasan(gelar)

    return await lay.tulis(asal, kerja)


def _baca(
    sesi: Session, lay: Layanan, asal: Asal, tombol: Tombol, bagian: int
) -> tuple[Instansi, _Kursi, Pegawai | None]:
    """What a button points to: the office, the seat, and from the second question on the stand-in."""
    instansi = _pastikan(sesi, lay, asal.telegram, tombol.nomor)
    isi = tombol.sidik.split(".")
    kursi = _semua_kursi(sesi, instansi).get(isi[0])
    pengganti = next((o for o in _orang(sesi, instansi) if isi[1:2] == [str(o.id)]), None)
    jenis_ada = isi[2:] in ([], ["0"], ["1"], ["2"])
    if len(isi) != bagian or kursi is None or not jenis_ada or (bagian > 1 and pengganti is None):
        raise TidakDitemukan
    return instansi, kursi, pengganti


def _orang(sesi: Session, instansi: Instansi) -> Sequence[Pegawai]:
    milik = (Personel.instansi_id == instansi.id, col(Personel.aktif).is_(True))
    return sesi.exec(select(Personel).where(*milik).order_by(col(Personel.id))).all()


def _hari_ini(instansi: Instansi, waktu: datetime) -> date:
    return waktu.astimezone(ZoneInfo(instansi.zona)).date()


def _contoh(hari: date) -> str:
    return f"800/123/{hari.year}; {hari:%d-%m-%Y}; {hari + timedelta(days=14):%d-%m-%Y}"


def jawab_surat(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """The letter has come: the stand-in is entered, and takes the seat at once when its day is here."""
    isi = soal.isi
    instansi = sesi.get(Instansi, isi["instansi"])
    pengganti = sesi.get(Personel, isi["oleh"])
    kursi = _semua_kursi(sesi, instansi).get(isi["kursi"]) if instansi else None
    if instansi is None or instansi.id is None or pengganti is None or not pengganti.aktif or kursi is None:
        lupakan(sesi, soal, waktu)
        return umum.kalimat(str(TidakDitemukan()))
    try:
        surat = baca_surat(teks, _hari_ini(instansi, waktu))
        _pastikan_kosong(sesi, instansi.id, kursi, surat)
    except Ditolak as tolak:
        return pesan.minta_surat(_contoh(_hari_ini(instansi, waktu)), str(tolak))
    oleh = _pengubah(sesi, soal.telegram, instansi.id, isi["admin"])
    baris = _tetapkan(sesi, instansi, kursi, pengganti, JENIS_SEMENTARA[isi["jenis"]], surat, oleh, waktu)
    lupakan(sesi, soal, waktu)
    masa = pesan.masa(surat.dari, surat.sampai)
    kabar = pesan.ditetapkan_oleh(oleh.nama, instansi.nama, _gelar(baris[0]), pengganti.nama, surat.nomor, masa)
    for telegram in isi["kabari"]:
        titipkan(sesi, Surat(telegram, "sendMessage", kabar, kunci=f"pejabat:baru:{baris[0].id}:{telegram}"), waktu)
    return pesan.ditetapkan(_gelar(baris[0]), pengganti.nama, surat.nomor, masa, baris[0].status == BERLAKU)


class SudahDigantikan(Ditolak):
    """Two stand-ins for one seat at the same time."""

    def __init__(self, gelar: str, nama: str, masa: str) -> None:
        super().__init__(f"Sudah ada {gelar} pada masa itu: {nama}, {masa}. Akhiri dahulu lewat /personel.")


def _pastikan_kosong(sesi: Session, instansi_id: int, kursi: _Kursi, surat: SuratTugas) -> None:
    aktif = (PejabatSementara.instansi_id == instansi_id, PejabatSementara.status != BERAKHIR)
    for lama in sesi.exec(select(PejabatSementara).where(*aktif)).all():
        sama = lama.menggantikan == (kursi.pejabat.id if kursi.pejabat else None)
        if not sama or (lama.peran, lama.bidang) not in kursi.slot:
            continue
        if (lama.sampai or date.max) >= surat.dari and (surat.sampai or date.max) >= lama.dari:
            orang = sesi.get(Personel, lama.personel_id)
            raise SudahDigantikan(_gelar(lama), orang.nama if orang else "", pesan.masa(lama.dari, lama.sampai))


def _tetapkan(
    sesi: Session,
    instansi: Instansi,
    kursi: _Kursi,
    pengganti: Pegawai,
    jenis: str,
    surat: SuratTugas,
    oleh: Pelaku,
    waktu: datetime,
) -> list[PejabatSementara]:
    assert instansi.id is not None
    assert pengganti.id is not None
    zona = ZoneInfo(instansi.zona)
    baris = []
    for peran, bidang in kursi.slot:
        satu = PejabatSementara(
            instansi_id=instansi.id,
            personel_id=pengganti.id,
            menggantikan=kursi.pejabat.id if kursi.pejabat else None,
            jabatan=kursi.jabatan,
            peran=peran,
            bidang=bidang,
            jenis=jenis,
            nomor_surat=surat.nomor,
            dari=surat.dari,
            sampai=surat.sampai,
            oleh=oleh.nama,
        )
        sesi.add(satu)
        sesi.flush()
        baris.append(satu)
        jadwalkan(sesi, f"pejabat:{satu.id}:mulai", _tengah_malam(surat.dari, zona), "pejabat")
        if surat.sampai is not None:
            jadwalkan(
                sesi, f"pejabat:{satu.id}:akhir", _tengah_malam(surat.sampai + timedelta(days=1), zona), "pejabat"
            )
    uraian = f"menetapkan {_gelar(baris[0])}: {pengganti.nama}, surat nomor {surat.nomor}, {pesan.masa(surat.dari, surat.sampai)}"
    for hidup in muat.pelaksanaan_hidup(sesi, instansi.id):
        laksanakan(sesi, muat.jalan(sesi, hidup.id or 0), Catat(oleh, "pejabat", uraian), waktu)
    segarkan(sesi, instansi, waktu)
    return baris


def _tengah_malam(hari: date, zona: ZoneInfo) -> datetime:
    return datetime.combine(hari, time(), zona).astimezone(UTC)


async def akhiri(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`⏹️ Akhiri`: a stand-in ends before the letter does; work goes back at once. Raises TidakDitemukan.

    Also by whoever is stood in for: they are back at work.
    """

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        satu = sesi.get(PejabatSementara, tombol.nomor)
        if satu is None or satu.status == BERAKHIR:
            raise TidakDitemukan
        kembali = _digantikan(sesi, satu, asal.telegram)
        ada = sesi.get_one(Instansi, satu.instansi_id)
        instansi = ada if kembali else _pastikan(sesi, lay, asal.telegram, satu.instansi_id)
        serumpun = (
            PejabatSementara.instansi_id == satu.instansi_id,
            PejabatSementara.personel_id == satu.personel_id,
            PejabatSementara.menggantikan == satu.menggantikan,
            PejabatSementara.nomor_surat == satu.nomor_surat,
            PejabatSementara.status != BERAKHIR,
        )
        for lain in sesi.exec(select(PejabatSementara).where(*serumpun)).all():
            lain.dicabut_pada = waktu
        oleh = _pengubah(sesi, asal.telegram, satu.instansi_id, asal.telegram in lay.admin)
        segarkan(sesi, instansi, waktu, oleh)
        if not kembali:
            tampilkan(sesi, asal, LAYAR, _isi_susunan(sesi, instansi, asal.telegram in lay.admin), waktu)
        return Kilasan(f"{_gelar(satu)} diakhiri.")

    return await lay.tulis(asal, kerja)


def _digantikan(sesi: Session, satu: PejabatSementara, telegram: int) -> bool:
    """Whether this account is that of the official who is stood in for."""
    pejabat = sesi.get(Personel, satu.menggantikan) if satu.menggantikan else None
    return pejabat is not None and pejabat.aktif and pejabat.telegram == telegram


# Moving there and back -----------------------------------------------------------------------------------------------


async def saat_tanggal(lay: Layanan, tonggak_id: int) -> None:
    """A due moment: a letter begins or ends somewhere."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        if tunaikan(sesi, tonggak_id, waktu):
            for instansi in sesi.exec(select(Instansi)).all():
                segarkan(sesi, instansi, waktu)

    await lay.tulis(Asal(None), kerja)


def segarkan(sesi: Session, instansi: Instansi, waktu: datetime, oleh: Pelaku | None = None) -> None:
    """Every letter of an office takes effect or ends as its dates say; rights and open work follow. Idempotent."""
    assert instansi.id is not None
    hari = _hari_ini(instansi, waktu)
    aktif = (PejabatSementara.instansi_id == instansi.id, PejabatSementara.status != BERAKHIR)
    berubah = False
    for s in sesi.exec(select(PejabatSementara).where(*aktif).order_by(col(PejabatSementara.id))).all():
        if s.dicabut_pada is not None or (s.sampai is not None and s.sampai < hari):
            lalu, s.status = s.status, BERAKHIR
            if lalu == BERLAKU:
                berubah = True
                _kabari(sesi, s, waktu)
                sebab = f"(masa {_gelar(s)} berakhir)"
                selaraskan(sesi, instansi.id, waktu, oleh or Pelaku(0, s.oleh), sebab)
        elif s.status == TERJADWAL and s.dari <= hari:
            s.status, berubah = BERLAKU, True
            _kabari(sesi, s, waktu)
            selaraskan(
                sesi, instansi.id, waktu, oleh or Pelaku(0, s.oleh), f"({_gelar(s)}, surat nomor {s.nomor_surat})"
            )
    if berubah:
        papan_personel.segarkan(sesi, instansi, waktu)


def _kabari(sesi: Session, s: PejabatSementara, waktu: datetime) -> None:
    """Both are told, once for all roles of one letter."""
    pengganti = sesi.get(Personel, s.personel_id)
    pejabat = sesi.get(Personel, s.menggantikan) if s.menggantikan else None
    assert pengganti is not None
    for orang in (pengganti, pejabat):
        if orang is None or not orang.aktif:
            continue
        sesi.info.setdefault(MENU_BERUBAH, set()).add(orang.telegram)
        if s.status == BERLAKU:
            masa = pesan.masa(s.dari, s.sampai)
            akhiri_ = s.id if orang is pejabat else None
            isi = pesan.mulai_berlaku(_gelar(s), pengganti.nama, s.nomor_surat, masa, akhiri_)
        else:
            isi = pesan.berakhir(_gelar(s), pengganti.nama)
        ciri = f"{s.instansi_id}:{s.personel_id}:{s.menggantikan}:{s.nomor_surat}:{s.dari}:{orang.id}"
        for lalu in berkunci(sesi, f"pejabat:{BERLAKU}:{ciri}") if s.status != BERLAKU else ():
            if lalu.kunci == f"pejabat:{BERLAKU}:{ciri}" and "reply_markup" in lalu.isi:
                sunting(sesi, lalu.id, {k: v for k, v in lalu.isi.items() if k != "reply_markup"}, waktu)
        kunci = f"pejabat:{s.status}:{ciri}"
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, kunci=kunci), waktu)
