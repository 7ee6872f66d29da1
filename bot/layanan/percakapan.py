"""What a person sends in private that is not a button: papers, reasons, corrections. And what they may ask."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.layanan import (
    analisis,
    atur_kalender,
    aturan_jalan,
    bertanda,
    bukti,
    desak,
    isian,
    isian_ruang,
    jawab_rapat,
    jeda,
    kendala,
    kontak,
    koreksi_terbit,
    muat,
    pasang,
    pejabat,
    pendaftaran,
    pengganti,
    perbuatan_langkah,
    perpanjangan,
    rencana,
    rencana_simpan,
    sambungan,
    tindakan_admin,
    tolak_permohonan,
    unggahan,
)
from bot.layanan.angka import sidik_isi
from bot.layanan.catat import tugas_dari
from bot.layanan.dasar import Asal, Layanan, Simpanan
from bot.layanan.kabar import isi_kartu, isi_status, nama_pemegang, nama_slot
from bot.layanan.kabar_tarik import tawarkan
from bot.layanan.kantor_grup import diri_di, jawab_sebutan
from bot.layanan.kendala_dasar import yang_dijawab
from bot.layanan.kertas import Kertas, jawab, lampirkan
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.pelaksanaan import KEPALA, PILIHAN, Kilasan, giliran, jawab_alasan, lupakan, tanya
from bot.layanan.perpanjangan_dasar import yang_diputus
from bot.layanan.peta import pelaksanaan_kini
from bot.layanan.potongan import berlanjut, sambungkan
from bot.layanan.rekap_lagi import mengawasi
from bot.layanan.tugas import tugas_pada, tugas_terbuka
from bot.pesan import disposisi, status, umum
from bot.pesan import pasang as pesan_pasang
from bot.pesan import pengganti as pesan_pengganti
from bot.pesan.dasar import ROMAWI, Tombol, nama_triwulan
from bot.pesan.waktu import papan_waktu
from bot.sop.alur import Cara, cara, peran_pengunggah
from bot.sop.penolakan import BukanCaranya, BukanPelaksana, Ditolak, SudahBerakhir, TidakDitemukan
from db.kotak_keluar import Surat, sunting, titipkan
from db.tabel import Instansi, Pelaksanaan, Penugasan, Personel, Pertanyaan

BERUNTUN = timedelta(minutes=1)  # papers that come so soon after each other share one message
_KOREKSI = re.compile(r"\s*([A-Za-z][A-Za-z0-9./-]*[0-9])\s*[=:]\s*(.+?)\s*", re.DOTALL)


# Questions whose answer is a text that stands for itself: what takes it, and says what came of it.
PENJAWAB: dict[str, Callable[[Session, Pertanyaan, str, datetime], dict[str, Any] | None]] = {
    pengganti.PESAN_ALIH: pengganti.jawab_pesan,
    pejabat.SURAT: pejabat.jawab_surat,
    tindakan_admin.PERTANYAAN: tindakan_admin.jawab,
    jeda.PERTANYAAN: jeda.jawab,
    koreksi_terbit.PERTANYAAN: koreksi_terbit.jawab,
    rencana.DRAF: rencana_simpan.jawab_alasan,
    aturan_jalan.PERTANYAAN: aturan_jalan.jawab,
    pasang.PERTANYAAN: pasang.jawab_teks,
    pendaftaran.PERTANYAAN: pendaftaran.jawab_isian,
    tolak_permohonan.PERTANYAAN: tolak_permohonan.jawab,
    isian_ruang.PERTANYAAN: isian.terima_teks,
    bukti.PERTANYAAN: bukti.jawab_teks,
    kendala.PERTANYAAN: kendala.terima_teks,
    kendala.JAWABAN: kendala.terima_jawaban,
    **perpanjangan.PENJAWAB,
    bertanda.PERTANYAAN: bertanda.tolak_teks,
    atur_kalender.PERTANYAAN: atur_kalender.jawab_teks,
}

# Papers and answers --------------------------------------------------------------------------------------------------


async def terima_teks(lay: Layanan, asal: Asal, teks: str) -> None:
    """A text in private: the answer to a question, a correction of the waiting form, or a paper."""
    koreksi = _KOREKSI.fullmatch(teks)

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is not None and soal.jenis in perbuatan_langkah.JAWABAN:
            jawab(sesi, asal, perbuatan_langkah.JAWABAN[soal.jenis](sesi, soal, teks, waktu), waktu)
        elif soal is not None and soal.jenis.startswith("alasan"):
            jawab(sesi, asal, jawab_alasan(sesi, soal, teks, waktu), waktu)
        elif soal is not None and soal.jenis.startswith("rapat"):
            jawab_rapat.terima(sesi, asal, soal, Kertas("teks", teks.strip()[:60], teks), waktu)
        elif soal is not None and soal.jenis in PENJAWAB:
            if isi := PENJAWAB[soal.jenis](sesi, soal, teks, waktu):
                jawab(sesi, asal, isi, waktu)
        elif sambungan.sambung(sesi, asal, soal, teks, waktu) or (
            bukti.TAUTAN.search(teks) and bukti.terima_tautan(sesi, asal, teks, waktu)
        ):
            pass
        elif koreksi and (draf := unggahan.draf_terakhir(sesi, asal.telegram)):
            unggahan.koreksi(sesi, asal, draf, koreksi[1], koreksi[2], waktu)
        elif soal is None and analisis.terima_sebab(sesi, asal, teks, waktu):
            pass
        else:
            _tempatkan(sesi, asal, Kertas("teks", " ".join(teks.split()), teks), soal, waktu)

    await lay.tulis(asal, kerja)


async def terima_kertas(lay: Layanan, asal: Asal, kertas: Kertas) -> None:
    """A document or photo in private that is no form."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is not None and soal.jenis.startswith("alasan"):
            jawab(sesi, asal, umum.BUTUH_TEKS, waktu)
        elif soal is not None and soal.jenis.startswith("rapat"):
            jawab_rapat.terima(sesi, asal, soal, kertas, waktu)
        elif soal is not None and soal.jenis == kendala.PERTANYAAN:
            if isi := kendala.terima(sesi, soal, kertas, waktu):
                jawab(sesi, asal, isi, waktu)
        elif soal is not None and soal.jenis == bertanda.PERTANYAAN:
            jawab(sesi, asal, bertanda.terima(sesi, soal, kertas, waktu), waktu)
        elif soal is not None and soal.jenis in PENJAWAB:
            jawab(sesi, asal, pesan_pengganti.BUTUH_TEKS, waktu)
        else:
            _tempatkan(sesi, asal, kertas, soal, waktu)

    await lay.tulis(asal, kerja)


class TidakCocok(Ditolak):
    """Something was sent that no task of this person waits for."""

    def __init__(self) -> None:
        super().__init__(umum.TAK_JELAS)


def _tempatkan(sesi: Session, asal: Asal, kertas: Kertas, soal: Pertanyaan | None, waktu: datetime) -> None:
    """To the assignment it was asked for, or to the only one that takes papers; else one question with buttons."""
    if soal is not None and soal.jenis == "lampiran":
        sesi.delete(soal)
        assert soal.penugasan_id is not None
        try:
            lampirkan(sesi, *giliran(sesi, soal.penugasan_id, asal.telegram), kertas, waktu)
        except (SudahBerakhir, BukanPelaksana, TidakDitemukan) as tolak:
            jawab(sesi, asal, umum.kalimat(str(tolak)), waktu)
        return
    terbuka = _penerima_kertas(sesi, asal.telegram)
    if not terbuka:
        raise TidakCocok
    baris, j, _ = terbuka[0]
    if len(terbuka) == 1 and (kertas.jenis != "teks" or j.sop[baris.langkah].wajib_lampiran):
        lampirkan(sesi, *terbuka[0], kertas, waktu)
        return
    # A stray word must not become an official paper: where the step asks for none, the sender says that it is one.
    _tanyakan_tujuan(sesi, asal, kertas, soal, terbuka, waktu)


def _tanyakan_tujuan(
    sesi: Session,
    asal: Asal,
    kertas: Kertas,
    soal: Pertanyaan | None,
    terbuka: Sequence[tuple[Penugasan, Jalan, Pegawai]],
    waktu: datetime,
) -> None:
    """One question, also for several papers that come before it is answered; an album does not ask ten times."""
    sha = kertas.simpanan.daftarkan(sesi, waktu) if kertas.simpanan else ""
    semua = list(soal.isi["kertas"]) if soal is not None and soal.jenis == PILIHAN else []
    lanjutan = soal is not None and semua and kertas.jenis == semua[-1]["jenis"] == "teks"
    if soal and lanjutan and berlanjut(semua[-1]["teks"], soal.dibuat, waktu):
        semua[-1] = {**semua[-1], "teks": sambungkan(semua[-1]["teks"], kertas.teks)}
    else:
        semua.append({"jenis": kertas.jenis, "nama": kertas.nama, "teks": kertas.teks, "sha256": sha})
    beda = len({j.nomor for _, j, _ in terbuka}) > 1
    pilihan = [
        (b.id or 0, f"{b.langkah}. {nama_pemegang(j, b.peran, b.bidang)}" + (f" · {_sebut_jalan(j)}" if beda else ""))
        for b, j, _ in terbuka
    ]
    isi = umum.pilih_tugas(pilihan, len(semua))
    if soal is not None and soal.jenis == PILIHAN and waktu - soal.dibuat <= BERUNTUN:
        sunting(sesi, int(soal.isi["pesan"]), isi, waktu)
        soal.isi = {**soal.isi, "kertas": semua}
        return
    pesan = titipkan(sesi, Surat(asal.telegram, "sendMessage", isi, prioritas=0), waktu)
    tanya(sesi, asal.telegram, PILIHAN, waktu, isi={"kertas": semua, "pesan": pesan})


def _sebut_jalan(j: Jalan) -> str:
    return f"{j.instansi.kode} TW {ROMAWI[j.baris.triwulan - 1]} {j.baris.tahun}"


def _penerima_kertas(sesi: Session, telegram: int) -> list[tuple[Penugasan, Jalan, Pegawai]]:
    return [t for t in tugas_terbuka(sesi, telegram) if cara(t[1].sop, tugas_dari(t[0])) is Cara.SELESAI]


async def minta_lampiran(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`📎 Lampirkan`: the next thing sent belongs to this assignment. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
        if cara(j.sop, tugas_dari(baris)) is not Cara.SELESAI:
            raise BukanCaranya(j.sop[baris.langkah].kegiatan)
        tanya(sesi, asal.telegram, "lampiran", waktu, tombol.nomor)
        isi = umum.minta_lampiran(j.sop[baris.langkah].output)
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, prioritas=0), waktu)
        return Kilasan("Silakan kirim berkas atau teksnya.")

    return await lay.tulis(asal, kerja)


async def pilih_tugas(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """The answer to "for which assignment?". Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is None or soal.jenis != PILIHAN:
            raise TidakDitemukan
        untuk = ""
        for isi in soal.isi["kertas"]:
            baris, j, orang = giliran(sesi, tombol.nomor, asal.telegram)
            simpanan = Simpanan(isi["sha256"], 0, "") if isi["sha256"] else None
            lampirkan(sesi, baris, j, orang, Kertas(isi["jenis"], isi["nama"], isi["teks"], simpanan), waktu)
            untuk = f"langkah {baris.langkah}, {nama_pemegang(j, baris.peran, baris.bidang)}"
        lupakan(sesi, soal, waktu, umum.tugas_dipilih(untuk))
        return Kilasan("Diterima.")

    return await lay.tulis(asal, kerja)


async def batal(lay: Layanan, asal: Asal) -> None:
    """`/batal`: whatever was asked is forgotten; where nothing was, the newest act is offered to be taken back."""

    def kerja(sesi: Session, waktu: datetime) -> None:
        soal = sesi.get(Pertanyaan, asal.telegram)
        if soal is not None and soal.jenis == pendaftaran.PERTANYAAN:
            pendaftaran.batal(sesi, asal, waktu)
        elif soal is not None and soal.jenis == isian_ruang.PERTANYAAN:
            isian.hentikan(sesi, soal, waktu)
        elif soal is not None:
            biasa = umum.DIBATALKAN if soal.penugasan_id is None else umum.DIBATALKAN_TUGAS
            isi = pesan_pasang.DIBATALKAN if soal.jenis == pasang.PERTANYAAN else biasa
            lupakan(sesi, soal, waktu)
            jawab(sesi, asal, isi, waktu)
        elif not any(
            tawarkan(sesi, j, orang, asal.update_id, waktu) for orang, j in muat.jalan_sendiri(sesi, asal.telegram)
        ):
            jawab(sesi, asal, umum.TIDAK_ADA_PERTANYAAN, waktu)

    await lay.tulis(asal, kerja)


# Who is this, what may they do, where do things stand ------------------------------------------------------------------


async def mulai(lay: Layanan, asal: Asal, nama: str) -> dict[str, Any] | None:
    """`/start`: the account can be reached from now on; everything that waits for it goes out.

    None where an application is under way: its card comes again.
    """

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any] | None:
        kontak.tandai(sesi, asal.telegram, nama, waktu)
        diri = muat.diri(sesi, asal.telegram)
        if diri:
            jawab_sebutan(sesi, diri[0], waktu)
            return umum.sapa(diri[0].nama, [_keanggotaan(sesi, o) for o in diri])
        if asal.telegram in lay.admin:
            return umum.sapa_admin(asal.telegram, _semua_kantor(sesi))
        if pendaftaran.sisa(sesi, asal, waktu):
            return None
        return umum.tak_dikenal(asal.telegram)

    return await lay.tulis(asal, kerja)


def _keanggotaan(sesi: Session, orang: Pegawai) -> dict[str, Any]:
    instansi = sesi.get(Instansi, orang.instansi_id)
    assert instansi is not None
    sop = muat.sop_versi(sesi, instansi.versi_sop_id)
    nama = muat.nama_bidang(sesi, orang.instansi_id)
    slot = sorted(muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id))
    peran = [nama_slot(sop.nama_peran(p), nama.get(b, b)) for p, b in slot]
    return {"nama": instansi.nama, "jabatan": orang.jabatan, "peran": [p for p in peran if p != orang.jabatan]}


def _semua_kantor(sesi: Session) -> list[dict[str, Any]]:
    hasil = []
    for instansi in sesi.exec(select(Instansi).order_by(col(Instansi.nama))):
        assert instansi.id is not None
        orang = {o.telegram: o for semua in muat.pemegang(sesi, instansi.id).values() for o in semua}
        belum = muat.belum_terjangkau(sesi, sorted(orang))
        rencana = muat.rencana_kini(sesi, instansi.id, instansi.tahun)
        hasil.append(
            {
                "nama": instansi.nama,
                "kode": instansi.kode,
                "sop": muat.sop_versi(sesi, instansi.versi_sop_id).id,
                "tahun": instansi.tahun,
                "personel": len(orang),
                "indikator": len(rencana.isi) if rencana else 0,
                "belum": [orang[t].nama for t in sorted(belum)],
            }
        )
    return hasil


async def kantor_admin(lay: Layanan, telegram: int) -> dict[str, Any]:
    """What an administrator who belongs to no office sees: all offices and what they lack."""
    return await lay.baca(lambda sesi, _: umum.sapa_admin(telegram, _semua_kantor(sesi)))


@dataclass(frozen=True)
class TujuanBerkas:
    """What a file of this person could be."""

    formulir: bool
    kertas: bool
    diminta: bool = False  # the answer to a question
    bukti: bool = False  # evidence: it was asked for, or a conversation is about an indicator


async def tujuan_berkas(lay: Layanan, telegram: int) -> TujuanBerkas:
    """Whether they report for a unit of a living run, and whether they hold an assignment that takes papers."""

    def kerja(sesi: Session, _: datetime) -> TujuanBerkas:
        soal = sesi.get(Pertanyaan, telegram)
        diminta = soal is not None and soal.jenis not in (
            PILIHAN,
            isian_ruang.PERTANYAAN,
            bukti.PERTANYAAN,
            rencana.MENUNGGU,
        )  # a reason, too: the answer says that it must be a text
        formulir = unggahan.ada_sasaran(sesi, telegram) and not diminta
        untuk_bukti = soal is not None and soal.jenis in (isian_ruang.PERTANYAAN, bukti.PERTANYAAN)
        return TujuanBerkas(formulir, diminta or bool(_penerima_kertas(sesi, telegram)), diminta, untuk_bukti)

    return await lay.baca(kerja)


async def petunjuk_jawaban(lay: Layanan, telegram: int) -> dict[str, Any]:
    """For a voice message or a sticker: what is expected instead."""

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any]:
        soal = sesi.get(Pertanyaan, telegram)
        if soal is not None and soal.jenis.startswith("rapat"):
            return jawab_rapat.petunjuk(sesi, soal, waktu)
        if soal is not None and soal.jenis in PENJAWAB:
            return pesan_pengganti.BUTUH_TEKS
        return umum.BUTUH_TEKS if soal is not None and soal.jenis.startswith("alasan") else umum.PESAN_TAK_JELAS

    return await lay.baca(kerja)


@dataclass(frozen=True)
class Hak:
    """What a Telegram account is here."""

    terdaftar: bool
    kepala: bool
    pengunggah: bool
    admin: bool
    pengatur: bool = False  # sets stand-ins
    pengawas: bool = False  # oversees an office: a role that is not of one unit


async def terdaftar(lay: Layanan, telegram: int) -> bool:
    """Whether this account may use the bot at all."""
    return telegram in lay.admin or await lay.baca(lambda sesi, _: muat.dikenal(sesi, telegram))


async def hak(lay: Layanan, telegram: int) -> Hak:
    def kerja(sesi: Session, _: datetime) -> Hak:
        return hak_dari(sesi, telegram, telegram in lay.admin)

    return await lay.baca(kerja)


def hak_dari(sesi: Session, telegram: int, admin: bool) -> Hak:
    """Looked up when it is needed, never remembered."""
    kepala = unggah = pengatur = pengawas = False
    diri = muat.diri(sesi, telegram)
    for orang in diri:
        slot = muat.slot_dari(muat.pemegang(sesi, orang.instansi_id), orang.id)
        instansi = sesi.get(Instansi, orang.instansi_id)
        assert instansi is not None
        pengunggah = peran_pengunggah(muat.sop_versi(sesi, instansi.versi_sop_id))
        kepala = kepala or (KEPALA, "") in slot
        pengawas = pengawas or any(not bidang for _, bidang in slot)
        unggah = unggah or any(p in pengunggah for p, _ in slot)
        pengatur = pengatur or pejabat.mengatur(sesi, instansi, orang)
    return Hak(bool(diri), kepala, unggah, admin, pengatur, pengawas)


async def daftar_tugas(lay: Layanan, telegram: int) -> dict[str, Any]:
    """`/tugas`."""

    def kerja(sesi: Session, waktu: datetime) -> dict[str, Any]:
        milik = muat.jalan_sendiri(sesi, telegram)
        return status.tugas(
            [
                status.BarisTugas(
                    j.instansi.nama,
                    b.langkah,
                    len(j.sop),
                    j.sop[b.langkah].kegiatan,
                    nama_pemegang(j, b.peran, b.bidang),
                    b.batas,
                    j.instansi.zona,
                    b.batas < waktu,
                    nama_triwulan(j.baris.triwulan, j.baris.tahun),
                    b.id or 0,
                    j.keadaan.dijeda,
                )
                for b, j, _ in tugas_pada(sesi, milik)
            ],
            len(yang_dijawab(sesi, milik)) + len(yang_diputus(sesi, milik)),
        )

    return await lay.baca(kerja)


async def kartu_lagi(lay: Layanan, asal: Asal, tombol: Tombol) -> Kilasan:
    """`▶️ Langkah n` under `/tugas`: the disposition once more, with its buttons. Raises a `Ditolak`."""

    def kerja(sesi: Session, waktu: datetime) -> Kilasan:
        baris, j, _ = giliran(sesi, tombol.nomor, asal.telegram)
        sidik = sidik_isi(sesi, j.baris) if cara(j.sop, tugas_dari(baris)) is Cara.PUTUSKAN else ""
        isi = disposisi.kartu(isi_kartu(sesi, j, baris, sidik))
        kunci = f"kartu:{baris.id}:{asal.telegram}:{sidik}:{asal.update_id}"
        surat = Surat(asal.telegram, "sendMessage", isi, prioritas=0, kunci=kunci, penugasan_id=baris.id)
        titipkan(sesi, surat, waktu)
        return Kilasan("Disposisinya dikirim lagi di bawah.")

    return await lay.tulis(asal, kerja)


async def keadaan(lay: Layanan, telegram: int, grup: int | None) -> list[dict[str, Any]]:
    """`/status`: the runs of the offices that this account belongs to; in a group only of the group's office.

    An administrator who belongs to none is told of every run that has not ended.
    """

    def kerja(sesi: Session, waktu: datetime) -> list[dict[str, Any]]:
        milik = diri_di(sesi, telegram, grup)
        if not milik and telegram in lay.admin:
            hidup = select(Instansi.id).join(Pelaksanaan).where(Pelaksanaan.status == "berjalan").distinct()
            semua = sesi.exec(hidup if grup is None else hidup.where(Instansi.grup == grup)).all()
            return [
                isi
                for nomor in sorted(nomor for nomor in semua if nomor is not None)
                for isi in _status_kantor(sesi, nomor, waktu)
            ]
        if grup is not None:
            return [isi for orang in milik for isi in _status_kantor(sesi, orang.instansi_id, waktu)]
        return [isi for orang in milik for isi in _status_kantor(sesi, orang.instansi_id, waktu, orang.id)]

    return await lay.baca(kerja) or [umum.TIDAK_ADA_PELAKSANAAN]


def _status_kantor(
    sesi: Session, instansi_id: int, waktu: datetime, pembaca: int | None = None
) -> Sequence[dict[str, Any]]:
    """`pembaca`: the person who reads it in private, with what they can do about it."""
    hasil = []
    for p in pelaksanaan_kini(sesi, instansi_id):
        j = muat.jalan(sesi, p.id or 0)
        isi = status.status(isi_status(sesi, j, waktu))
        papan = _papan_status(sesi, j, pembaca) if pembaca is not None else None
        hasil.append(isi | ({"reply_markup": papan} if papan else {}))
    return hasil


def _papan_status(sesi: Session, j: Jalan, pembaca: int) -> dict[str, Any] | None:
    """Urging for head and secretary, the time record for whoever oversees the office."""
    papan = desak.tombol(sesi, j, pembaca) or {"inline_keyboard": []}
    if mengawasi(sesi, sesi.get_one(Personel, pembaca)):
        papan = {"inline_keyboard": [*papan["inline_keyboard"], *papan_waktu(j.nomor)["inline_keyboard"]]}
    return papan if papan["inline_keyboard"] else None
