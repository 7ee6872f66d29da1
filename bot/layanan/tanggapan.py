"""Reports and socialisation: the document goes to its receivers, who acknowledge or correct it. Nothing waits for them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.layanan import muat
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, laksanakan
from bot.layanan.dokumen_kini import dokumen_kini
from bot.layanan.edaran import depan
from bot.layanan.kabar import segarkan_kartu
from bot.layanan.keterangan import penerima_edaran
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import Kilasan, tanya
from bot.layanan.tenggat import tunaikan
from bot.pesan import jenis_langkah as pesan
from bot.pesan import umum
from bot.pesan.dasar import Tombol, waktu_singkat
from bot.sop.kejadian import Catat
from bot.sop.penolakan import BukanPelaksana, Ditolak, SudahBerakhir
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import KotakKeluar, Penugasan, Pertanyaan, Tanggapan


async def edarkan(lay: Layanan, tonggak_id: int, pelaksanaan_id: int, penugasan_id: int) -> None:
    """A due moment: the step has begun, its receivers get the document with `✅ Terima` and `✏️ Koreksi`."""

    def ada(sesi: Session, _: datetime) -> bool:
        contoh = sesi.get(Penugasan, penugasan_id)
        j = muat.jalan(sesi, pelaksanaan_id)
        return contoh is not None and masih_berlaku(j, contoh) and bool(penerima_edaran(j, contoh.langkah))

    kini = await dokumen_kini(lay, pelaksanaan_id) if await lay.baca(ada) else None

    def kerja(sesi: Session, waktu: datetime) -> None:
        contoh = sesi.get(Penugasan, penugasan_id)
        if not tunaikan(sesi, tonggak_id, waktu) or kini is None or contoh is None:
            return
        j = muat.jalan(sesi, pelaksanaan_id)
        if not masih_berlaku(j, contoh):
            return
        kini.berkas[kini.baca].daftarkan(sesi, waktu)
        isi = pesan.edaran(penugasan_id, *_tentang(j, contoh))
        for orang in penerima_edaran(j, contoh.langkah):
            kunci = f"{depan(contoh.pelaksanaan_id, contoh.langkah, contoh.putaran)}{orang.telegram}"
            surat = Surat(orang.telegram, "sendDocument", isi, [kini.lampiran(kini.baca)], kunci=kunci)
            titipkan(sesi, surat, waktu)
        segarkan_kartu(sesi, j, contoh, waktu)

    await lay.tulis(Asal(None), kerja)


def masih_berlaku(j: Jalan, contoh: Penugasan) -> bool:
    """Whether the run is still at this step, in this round."""
    kini = {(g.tugas.langkah, g.tugas.putaran) for g in j.keadaan.terbuka}
    return (contoh.langkah, contoh.putaran) in kini


def _tentang(j: Jalan, contoh: Penugasan) -> tuple[int, int, str, int, str, str]:
    langkah = j.sop[contoh.langkah]
    dari = ", ".join(j.sop.nama_peran(p) for p in langkah.pelaksana)
    return j.baris.triwulan, j.baris.tahun, j.instansi.nama, langkah.no, langkah.kegiatan, dari


async def terima(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✅ Terima`. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = _sebagai_penerima(sesi, tombol.nomor, asal.telegram)
        _simpan(sesi, j, baris, orang, "terima", "", waktu)
        return Kilasan("Tercatat. Terima kasih.")

    return await lay.tulis(asal, kerja)


async def mulai_koreksi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`✏️ Koreksi`: asks what is to be corrected. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        _, _, orang = _sebagai_penerima(sesi, tombol.nomor, asal.telegram)
        tanya(sesi, asal.telegram, "alasan_koreksi", waktu, tombol.nomor)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", pesan.minta_koreksi(), prioritas=0), waktu)
        return Kilasan("Mohon tulis koreksinya.")

    return await lay.tulis(asal, kerja)


def jawab_koreksi(sesi: Session, soal: Pertanyaan, teks: str, waktu: datetime) -> dict[str, Any]:
    """The correction has come."""
    assert soal.penugasan_id is not None
    nomor, telegram = soal.penugasan_id, soal.telegram
    sesi.delete(soal)
    try:
        baris, j, orang = _sebagai_penerima(sesi, nomor, telegram)
    except Ditolak as tolak:
        return umum.kalimat(str(tolak))
    _simpan(sesi, j, baris, orang, "koreksi", teks.strip(), waktu)
    return umum.kalimat(pesan.KOREKSI_DITERIMA)


def _sebagai_penerima(sesi: Session, nomor: int, telegram: int) -> tuple[Penugasan, Jalan, Pegawai]:
    """The step behind a receiver's button. Raises TidakDitemukan, BukanPelaksana, SudahBerakhir."""
    baris, j, _ = muat.penugasan(sesi, nomor, telegram)
    orang = next((o for o in penerima_edaran(j, baris.langkah) if o.telegram == telegram), None)
    if orang is None:
        raise BukanPelaksana(", ".join(j.sop.nama_peran(p) for p in j.sop[baris.langkah].penerima) or "orang lain")
    if not masih_berlaku(j, baris):
        raise SudahBerakhir
    return baris, j, orang


def _simpan(sesi: Session, j: Jalan, baris: Penugasan, orang: Pegawai, jenis: str, teks: str, waktu: datetime) -> None:
    """Kept, logged, shown on the receiver's message and on the cards of the step."""
    assert orang.id is not None
    catat_tanggapan(sesi, baris, orang.id, jenis, teks, waktu)
    uraian = "menyatakan sudah menerima dokumen" if jenis == "terima" else f"mengoreksi dokumen: {teks}"
    laksanakan(sesi, j, Catat(muat.pelaku(j, orang), "tanggapan", uraian, tugas_dari(baris)), waktu)
    pada = waktu_singkat(waktu, j.instansi.zona)
    jawaban = pesan.sudah_terima(pada) if jenis == "terima" else pesan.sudah_koreksi(teks, pada)
    surat = select(KotakKeluar.id).where(
        KotakKeluar.kunci == f"{depan(baris.pelaksanaan_id, baris.langkah, baris.putaran)}{orang.telegram}"
    )
    for nomor in sesi.exec(surat):
        sunting(sesi, nomor or 0, pesan.edaran_terjawab(*_tentang(j, baris), jawaban), waktu)
    segarkan_kartu(sesi, j, baris, waktu)


def catat_tanggapan(sesi: Session, p: Penugasan, personel_id: int, jenis: str, teks: str, waktu: datetime) -> None:
    """One of each kind for a person, step and round: a newer text replaces the older one."""
    milik = (
        Tanggapan.pelaksanaan_id == p.pelaksanaan_id,
        Tanggapan.langkah == p.langkah,
        Tanggapan.putaran == p.putaran,
        Tanggapan.personel_id == personel_id,
        Tanggapan.jenis == jenis,
    )
    ada = sesi.exec(select(Tanggapan).where(*milik)).first()
    if ada is not None:
        ada.teks, ada.dibuat = teks, waktu
        sesi.flush()
        return
    sesi.add(
        Tanggapan(
            pelaksanaan_id=p.pelaksanaan_id,
            langkah=p.langkah,
            putaran=p.putaran,
            personel_id=personel_id,
            jenis=jenis,
            teks=teks,
            dibuat=waktu,
        )
    )
    sesi.flush()
