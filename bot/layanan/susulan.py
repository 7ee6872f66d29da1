"""A paper of the approved recap that could not be made at once is tried again, and posted when it is there (K64).

What is missing stands in the database: of a published recap (`Terbitan`), the kinds of which it has no file. The next
attempt is a due moment, so it survives every restart, and ends when nothing is missing or the recap counts no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.berkas.naskah import Naskah
from bot.berkas.rakit import Dokumen, GagalMerakit
from bot.layanan import muat
from bot.layanan.cap import catat_terbitan
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.dokumen import JENIS, naskah, simpan_arsip, taruh, tujuan_rekap
from bot.layanan.kurang_terbit import JEDA_MENIT, Alamat, kabarkan_admin, kurang
from bot.layanan.segel import kabarkan_tanpa_segel
from bot.layanan.tenggat import tunaikan
from bot.layanan.terbitan import rakit_terbit
from bot.layanan.tonggak_baru import jadwalkan
from bot.pesan import susulan as pesan
from db.kotak_keluar import Surat, titipkan
from db.tabel import BerkasTerbitan, Pelaksanaan, Terbitan, Tonggak


@dataclass(frozen=True)
class _Bahan:
    terbitan: int
    naskah: Naskah
    belum: Sequence[str]
    ke: Alamat
    logo: str


async def tiba(lay: Layanan, tonggak_id: int) -> None:
    """A due moment: what is missing is tried again."""
    bahan = await lay.baca(lambda sesi, _: _bahan(sesi, tonggak_id))
    dokumen, tanpa_segel = await _coba(lay, bahan) if bahan else (None, "")
    berkas = await taruh(lay, dokumen) if dokumen else {}
    if bahan:
        await simpan_arsip(lay, bahan.naskah, dokumen)

    def kerja(sesi: Session, waktu: datetime) -> None:
        tonggak, terbitan = sesi.get(Tonggak, tonggak_id), _berlaku(sesi, tonggak_id)
        if tonggak is None or bahan is None or terbitan is None:
            tunaikan(sesi, tonggak_id, waktu)  # a correction has begun: it publishes everything anew
            return
        if berkas:
            _kirim(sesi, terbitan, bahan, berkas, waktu)
        if tanpa_segel:
            kunci = f"susulan:{terbitan.id}"
            kabarkan_tanpa_segel(sesi, lay.admin, bahan.naskah, tanpa_segel, kunci, waktu)
        if kurang(sesi, terbitan):
            tonggak.percobaan += 1
            tonggak.kapan = waktu + timedelta(minutes=JEDA_MENIT[min(tonggak.percobaan, len(JEDA_MENIT) - 1)])
            return
        tunaikan(sesi, tonggak_id, waktu)
        r = bahan.naskah.rekap
        kabar = pesan.jadi(bahan.naskah.nama_instansi, r.triwulan, r.tahun, list(berkas))
        kabarkan_admin(sesi, lay.admin, kabar, f"lengkap:{terbitan.id}", waktu)

    await lay.tulis(Asal(None), kerja)


def _berlaku(sesi: Session, tonggak_id: int) -> Terbitan | None:
    """The published recap that a due moment is about, while it counts."""
    tonggak = sesi.get(Tonggak, tonggak_id)
    terbitan = sesi.get(Terbitan, tonggak.isi["terbitan"]) if tonggak and tonggak.selesai_pada is None else None
    return terbitan if terbitan is not None and terbitan.berlaku else None


def _bahan(sesi: Session, tonggak_id: int) -> _Bahan | None:
    terbitan = _berlaku(sesi, tonggak_id)
    if terbitan is None or terbitan.id is None:
        return None
    j = muat.jalan(sesi, terbitan.pelaksanaan_id)
    belum, ke = kurang(sesi, terbitan), tujuan_rekap(j)
    if not belum or ke is None or not j.keadaan.disetujui:
        return None
    n = naskah(sesi, j, terbitan.dibuat)
    if n.sidik != terbitan.sidik:
        raise ValueError(f"angka terbitan {terbitan.id} bukan lagi yang diterbitkan")
    return _Bahan(terbitan.id, n, belum, Alamat(ke, j.instansi.topik), j.instansi.logo)


async def _coba(lay: Layanan, b: _Bahan) -> tuple[Dokumen | None, str]:
    try:
        return await rakit_terbit(lay, b.naskah, b.logo, b.belum)
    except GagalMerakit:  # all that is missing is missing still; the administrators know why
        return None, ""


def _kirim(sesi: Session, terbitan: Terbitan, b: _Bahan, berkas: Mapping[str, Simpanan], waktu: datetime) -> None:
    """What has been made belongs to the same published recap, and goes where the rest went."""
    assert terbitan.id is not None
    baris = sesi.get_one(Pelaksanaan, terbitan.pelaksanaan_id)
    tw, tahun = b.naskah.rekap.triwulan, b.naskah.rekap.tahun
    for jenis, satu in berkas.items():
        sha = satu.daftarkan(sesi, waktu)
        sesi.add(BerkasTerbitan(terbitan_id=terbitan.id, jenis=jenis, sha256=sha, dibuat=waktu))
        baris.dokumen = {**(baris.dokumen or {}), jenis: sha}
        lampiran = [{"sha256": sha, "nama": b.naskah.nama_berkas(jenis), "jenis": JENIS[jenis]}]
        metode = "sendPhoto" if jenis == "png" else "sendDocument"
        isi, kunci = pesan.keterangan(tw, tahun, jenis), f"rekap:{baris.id}:susulan:{terbitan.id}:{jenis}:{b.ke.chat}"
        titipkan(sesi, Surat(b.ke.chat, metode, isi, lampiran, kunci=kunci, topik=b.ke.topik), waktu)
    sesi.flush()
    catat_terbitan(sesi, muat.jalan(sesi, terbitan.pelaksanaan_id), waktu)
    if "arsip" in (baris.dokumen or {}):
        kunci = f"arsip-akhir:{baris.id}:susulan:{terbitan.id}:{'-'.join(berkas)}"
        jadwalkan(sesi, kunci, waktu, "arsip-akhir", baris.id)
