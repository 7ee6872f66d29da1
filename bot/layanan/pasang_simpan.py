"""The `✅` of `/pasang`: everything is looked at once more, then stored in one transaction, the same rows as from a file."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import muat, papan_personel
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kantor import TANPA_PERUBAHAN, Kantor, KantorBentrok
from bot.layanan.kantor import pasang as pasang_kantor
from bot.layanan.kantor_grup import tandai_terpasang
from bot.layanan.kursi import semua_kursi
from bot.layanan.pasang import BagianLewat, isian, kantor_grup, pastikan_grup, tunjukkan
from bot.layanan.pasang_tanya import sebut_beda
from bot.layanan.pejabat import BERAKHIR
from bot.layanan.pelaksanaan import Kilasan, lupakan
from bot.layanan.pengumuman import segarkan, umumkan
from bot.layanan.rancangan import Rancangan, kantor_dari, pastikan_bidang_bebas, rancangan_dari
from bot.pesan import pasang as pesan
from bot.pesan.dasar import Tombol
from bot.sop.penolakan import Ditolak, TidakDitemukan
from db.tabel import Instansi, PejabatSementara, PemegangPeran, Personel, Pertanyaan


class SopTerpakai(Ditolak):
    """Another SOP would take roles away from somebody who needs them now."""


async def simpan(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Pasang kantor`, `✅ Simpan perubahan`. Raises a `Ditolak`; the conversation stays as it is then."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal, r = isian(sesi, lay, asal, tombol.nomor)
        if soal.isi["langkah"] != "ringkas" or tombol.sidik != r.sidik:
            raise BagianLewat
        if r.instansi:
            return _ubah(sesi, lay, soal, r, waktu)
        return _pasang_baru(sesi, lay, soal, r, waktu)

    return await lay.tulis(asal, kerja)


def _pasang_baru(sesi: Session, lay: Layanan, soal: Pertanyaan, r: Rancangan, waktu: datetime) -> Kilasan:
    if r.grup is not None:
        _pastikan_grup_bebas(sesi, r)
    kantor = kantor_dari(sesi, r)
    sama = next((i for i in sesi.exec(select(Instansi)) if i.kode.casefold() == r.kode.casefold()), None)
    if sama is not None:
        raise KantorBentrok("kode", r.kode, sama.nama, "Tekan ✏️ Kode dan pilih yang lain.")
    pasang_kantor(sesi, kantor, waktu)
    instansi = sesi.exec(select(Instansi).where(Instansi.kode == r.kode)).one()
    ke_grup = umumkan(sesi, lay, instansi, waktu)
    if r.grup is not None:
        tandai_terpasang(sesi, r.grup, r.judul, r.nama, waktu)
    kode_bidang = [u.kode for u in kantor.bidang]
    grup = r.judul or "kantor" if ke_grup else ""
    isi = pesan.terpasang(instansi.id or 0, r.nama, r.kode, grup, r.tahun, kode_bidang)
    lupakan(sesi, soal, waktu, isi)
    return Kilasan("Kantor terpasang.")


def _pastikan_grup_bebas(sesi: Session, r: Rancangan) -> None:
    """The bot is still in the group, and no other office has taken it meanwhile. Raises GrupHilang, KantorBentrok."""
    assert r.grup is not None
    pastikan_grup(sesi, r.grup)
    pemilik = kantor_grup(sesi, r.grup)
    if pemilik is not None and pemilik.id != r.instansi:
        anjuran = "Satu grup untuk satu kantor. Ketik /pasang untuk melihat kantor itu."
        raise KantorBentrok("Grup", r.judul or r.grup, pemilik.nama, anjuran)


def _ubah(sesi: Session, lay: Layanan, soal: Pertanyaan, r: Rancangan, waktu: datetime) -> Kilasan:
    instansi = sesi.get(Instansi, r.instansi)
    if instansi is None:
        raise TidakDitemukan
    kini = rancangan_dari(sesi, instansi)
    if kini.sidik != r.semula:
        tunjukkan(sesi, soal, kini, "ringkas", waktu, catatan=pesan.BERUBAH_LAIN)
        return Kilasan("Data kantor ini baru saja diubah orang lain. Mohon periksa lagi.", layar=True)
    kantor = kantor_dari(sesi, r)
    if r.grup is not None and r.grup != kini.grup:
        _pastikan_grup_bebas(sesi, r)
    pastikan_bidang_bebas(sesi, kini, r)
    _pastikan_peran_bebas(sesi, instansi, kantor)
    baris = pasang_kantor(sesi, kantor, waktu)
    sisa = [b[:1].upper() + b[1:] for b in baris if not b.startswith(("instansi diubah: ", TANPA_PERUBAHAN))]
    lupakan(sesi, soal, waktu, pesan.disimpan(r.nama, [*sebut_beda(kini, r, waktu), *sisa] or [TANPA_PERUBAHAN]))
    if baris != [TANPA_PERUBAHAN]:
        _kabari_grup(sesi, lay, instansi, kini, r, waktu)
    return Kilasan("Perubahan tersimpan.")


def _kabari_grup(
    sesi: Session, lay: Layanan, instansi: Instansi, lama: Rancangan, baru: Rancangan, waktu: datetime
) -> None:
    """The message of registration follows: anew where group or roles are others, else where it stands."""
    if baru.grup is not None and baru.grup != lama.grup:
        tandai_terpasang(sesi, baru.grup, baru.judul, baru.nama, waktu)
    if (baru.grup, baru.sop) != (lama.grup, lama.sop):
        umumkan(sesi, lay, instansi, waktu)
    else:
        segarkan(sesi, instansi, semua_kursi(sesi, instansi), waktu)
    papan_personel.segarkan(sesi, instansi, waktu)


def _pastikan_peran_bebas(sesi: Session, instansi: Instansi, kantor: Kantor) -> None:
    """Nobody loses a role of the SOP that a living run or a stand-in's letter needs. Raises SopTerpakai."""
    ada = {p.id: p.per_bidang for p in kantor.sop.peran}
    sementara = sesi.exec(
        select(PejabatSementara.peran, PejabatSementara.bidang).where(
            PejabatSementara.instansi_id == instansi.id, PejabatSementara.status != BERAKHIR
        )
    ).all()
    if any(ada.get(peran) != bool(bidang) for peran, bidang in sementara):
        raise SopTerpakai("SOP itu tidak mengenal peran yang sedang dijabat Plt. atau Plh. Akhiri dahulu di /personel.")
    dipegang = sesi.exec(
        select(PemegangPeran.peran, PemegangPeran.bidang)
        .join(Personel, col(Personel.id) == col(PemegangPeran.personel_id))
        .where(Personel.instansi_id == instansi.id, col(Personel.aktif).is_(True))
    ).all()
    hilang = any(ada.get(peran) != bool(bidang) for peran, bidang in dipegang)
    if hilang and muat.pelaksanaan_hidup(sesi, instansi.id or 0):
        raise SopTerpakai(
            "Pengukuran sedang berjalan dengan SOP lama, dan SOP baru tidak mengenal semua perannya. "
            "Ganti SOP sesudah pengukuran itu selesai."
        )
