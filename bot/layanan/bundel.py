"""Many typed papers of one step go on as one document: one message for each who receives them, and the card does not wait."""

from datetime import datetime

from sqlmodel import Session

from bot.layanan import muat
from bot.layanan.dasar import Asal, Layanan
from bot.layanan.kabar_kertas import lampiran_langkah
from bot.layanan.tenggat import tunaikan
from bot.pesan import bundel as pesan
from db.kotak_keluar import Surat, titipkan
from db.tabel import Lampiran, Personel, Tonggak

JENIS_TEKS = "text/plain"


async def antar(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the texts of a step, in the order in which they came, to one who receives them."""

    def bahan(sesi: Session, _: datetime) -> tuple[str, str, int] | None:
        tonggak = sesi.get(Tonggak, tonggak_id)
        if tonggak is None or tonggak.selesai_pada is not None:
            return None
        j, no = muat.jalan(sesi, pelaksanaan_id), int(tonggak.isi["langkah"])
        teks = [
            x for x in lampiran_langkah(sesi, j, no) if x.sha256 is None and x.personel_id != tonggak.isi["kecuali"]
        ]
        bagian = [(_oleh(sesi, x), x.teks) for x in teks]
        kegiatan = j.sop[no].kegiatan
        return pesan.isi(no, kegiatan, bagian), pesan.nama_berkas(no), len(bagian)

    ada = await lay.baca(bahan)
    simpanan = await lay.taruh(ada[0].encode("utf-8-sig"), JENIS_TEKS) if ada else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        tonggak = sesi.get(Tonggak, tonggak_id)
        if not tunaikan(sesi, tonggak_id, waktu) or tonggak is None or ada is None or simpanan is None:
            return
        berkas = [{"sha256": simpanan.daftarkan(sesi, waktu), "nama": ada[1], "jenis": JENIS_TEKS}]
        isi = pesan.keterangan(ada[2])
        surat = Surat(
            int(tonggak.isi["telegram"]), "sendDocument", isi, berkas,
            kunci=tonggak.kunci, penugasan_id=penugasan_id or None,
        )  # fmt: skip
        titipkan(sesi, surat, waktu)

    await lay.tulis(Asal(None), kerja)


def _oleh(sesi: Session, lampiran: Lampiran) -> str:
    orang = sesi.get(Personel, lampiran.personel_id)
    return orang.jabatan if orang else ""
