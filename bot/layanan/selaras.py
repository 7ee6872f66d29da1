"""Cards follow the people: whoever may act has the disposition, whoever may not any more has its outcome."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import draf_kiriman, kendala_dasar, muat, pengingat, perpanjangan_dasar
from bot.layanan.angka import sidik_isi
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.kabar import antar_kartu, nama_pemegang, perbarui_status
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.tenggat import tunaikan
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import disposisi, pengganti
from bot.sop.alur import Cara, cara
from bot.sop.kejadian import Catat, Pelaku
from db.kotak_keluar import BELUM_KIRIM, BERTEKS, Surat, batalkan, lepas_dari_tugas, sunting, titipkan, untuk_penugasan
from db.tabel import Penugasan

SEKRETARIS, KEPALA = ("sekretaris", ""), ("kepala", "")


def selaraskan(sesi: Session, instansi_id: int, waktu: datetime, oleh: Pelaku, sebab: str = "") -> list[str]:
    """After a change of who holds what: open work of every living run goes to those who hold it now.

    `oleh`: who changed it, `sebab`: why, both for the log. Returns one Indonesian line for each assignment that moved.
    """
    sesi.flush()
    baris = []
    for hidup in muat.pelaksanaan_hidup(sesi, instansi_id):
        assert hidup.id is not None
        j = muat.jalan(sesi, hidup.id)
        terbuka = (Penugasan.pelaksanaan_id == hidup.id, col(Penugasan.selesai_pada).is_(None))
        for p in sesi.exec(select(Penugasan).where(*terbuka).order_by(col(Penugasan.id))).all():
            pindah = _pindahkan(sesi, j, p, waktu)
            if pindah is not None:
                tambahan = f" {sebab}" if sebab else ""
                j, _ = laksanakan(sesi, j, Catat(oleh, "pengalihan", pindah + tambahan, tugas_dari(p)), waktu)
                baris.append(pindah)
                perbarui_status(sesi, j, waktu)  # whoever stands in is named by that title
        if hidup.ada_kendala:
            for k, p in kendala_dasar.terbuka(sesi, hidup.id):
                kendala_dasar.antar(sesi, j, k, p, waktu)
        if hidup.ada_perpanjangan:
            for m, p in perpanjangan_dasar.diajukan(sesi, hidup.id):
                perpanjangan_dasar.antar(sesi, j, m, p, waktu)
    return baris


def _pindahkan(sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> str | None:
    """Cards of one open assignment; a sentence without its subject when it has moved."""
    assert p.id is not None
    berhak = {o.telegram: o for o in j.pemegang.get((p.peran, p.bidang), [])}
    pesan = untuk_penugasan(sesi, p.id)
    berkartu = {m.chat_id for m in pesan if (m.kunci or "").startswith("kartu:")}
    bekas, baru = berkartu - berhak.keys(), [o for t, o in berhak.items() if t not in berkartu]
    if not bekas and not baru:
        return None
    kepada = ", ".join(muat.sebutan(o) for o in baru or berhak.values())
    _tutup_kartu(sesi, j, p, [m for m in pesan if m.chat_id in bekas], kepada, waktu)
    if cara(j.sop, tugas_dari(p)) is Cara.UNGGAH:
        draf_kiriman.ringkasan_ikut(sesi, j, p.bidang, berhak, waktu)
    pengingat.segarkan(sesi, [p.id], waktu)
    if baru:
        memutuskan = cara(j.sop, tugas_dari(p)) is Cara.PUTUSKAN
        sidik = sidik_isi(sesi, j.baris) if memutuskan else ""
        antar_kartu(sesi, j, p, baru, sidik, waktu)
        cap = f"{p.id}:{j.baris.versi}"
        if memutuskan:
            jadwalkan(sesi, f"dokumen-lagi:{cap}", waktu, "dokumen", j.nomor, p.id)
        if cara(j.sop, tugas_dari(p)) is Cara.UNGGAH:
            jadwalkan(sesi, f"formulir-lagi:{cap}", waktu, "formulir", penugasan_id=p.id)
    if not berhak:
        jadwalkan(sesi, f"kosong:{p.id}:{j.baris.versi}", waktu, "kosong", penugasan_id=p.id)
    return pengganti.uraian_pindah(p.langkah, nama_pemegang(j, p.peran, p.bidang), kepada)


def _tutup_kartu(sesi: Session, j: Jalan, p: Penugasan, pesan: Sequence[object], kepada: str, waktu: datetime) -> None:
    """What a person was shown of an assignment that is theirs no longer."""
    kalimat = pengganti.kalimat_dialihkan(kepada, waktu, j.instansi.zona)
    kartu = disposisi.kartu_akhir(j.sop[p.langkah], len(j.sop), j.baris.tahun, j.baris.triwulan, kalimat)
    for m in pesan:
        nomor, kunci, metode, isi, status = (getattr(m, n) for n in ("id", "kunci", "metode", "isi", "status"))
        if status in BELUM_KIRIM:
            batalkan(sesi, nomor)
        elif metode == BERTEKS and "reply_markup" in isi:
            sunting(sesi, nomor, kartu, waktu)
        elif (kunci or "").startswith("draf:"):
            sunting(sesi, nomor, {"caption": kalimat, "parse_mode": "HTML"}, waktu)
        if status in BELUM_KIRIM or (kunci or "").startswith("kartu:"):
            lepas_dari_tugas(sesi, nomor, kunci=f"bekas:{nomor}")
        else:
            lepas_dari_tugas(sesi, nomor)


async def ingatkan_kosong(lay: Layanan, tonggak_id: int, penugasan_id: int) -> None:
    """A due moment: work waits for a role that nobody holds. Administrators and the secretary are told what to do."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        p = sesi.get(Penugasan, penugasan_id)
        if not tunaikan(sesi, tonggak_id, waktu) or p is None or p.selesai_pada is not None:
            return
        j = muat.jalan(sesi, p.pelaksanaan_id)
        if j.pemegang.get((p.peran, p.bidang)):
            return
        peran = nama_pemegang(j, p.peran, p.bidang)
        isi = pengganti.peran_kosong(j.instansi.nama, p.langkah, len(j.sop), j.sop[p.langkah].kegiatan, peran)
        for telegram in sorted(lay.admin | {o.telegram for o in pengatur(j)}):
            surat = Surat(telegram, "sendMessage", isi, kunci=f"kosong:{tonggak_id}:{telegram}")
            titipkan(sesi, surat, waktu)

    await lay.tulis(Asal(None), kerja)


def pengatur(j: Jalan) -> list[Pegawai]:
    """Who looks after the people of an office beside the administrators: the secretary, else the head."""
    return j.pemegang.get(SEKRETARIS) or j.pemegang.get(KEPALA) or []
