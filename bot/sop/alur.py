"""The workflow core: decide. Pure: no clock, no database, no Telegram.

`putuskan` turns what somebody wants (`Tindakan`) into what has happened (`Kejadian`); `terapan.terapkan` turns that into
the new `Keadaan`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import assert_never

from bot.sop.kejadian import (
    Batalkan,
    BatasDipindah,
    Catat,
    GiliranDimulai,
    HalDicatat,
    Hasil,
    Ingatkan,
    Jedakan,
    Keadaan,
    Kejadian,
    Kembalikan,
    KirimRealisasi,
    Koreksi,
    KoreksiDimulai,
    LampiranDiterima,
    Lampirkan,
    LangkahDikembalikan,
    LangkahDipaksa,
    LangkahSelesai,
    Lanjutkan,
    Mulai,
    Paksa,
    PelaksanaanDibatalkan,
    PelaksanaanDijeda,
    PelaksanaanDilanjutkan,
    PelaksanaanDimulai,
    PelaksanaanSelesai,
    Pelaku,
    PengingatJatuh,
    PindahkanBatas,
    RealisasiDikirim,
    RekapDisetujui,
    Selesaikan,
    Setujui,
    Slot,
    Status,
    Tahap,
    Tarik,
    Tindakan,
    TindakanDitarik,
    Tugas,
    TugasSelesai,
    TutupUnggahan,
    UnggahanDitutup,
)
from bot.sop.model import Jenis, Langkah, Selesai, Sop, StandarWaktu
from bot.sop.penolakan import (
    AlasanKosong,
    BelumDisetujui,
    BidangTakTerkait,
    BidangTerkunci,
    BukanCaranya,
    BukanPelaksana,
    BukanPengunggah,
    LampiranKurang,
    MilikPimpinan,
    SudahBerakhir,
    SudahDijeda,
    TidakBerjalan,
    TidakDijeda,
    TidakSiap,
    UnggahanTertutup,
)
from bot.sop.tarik import awal_tindakan
from bot.sop.terapan import putar_ulang, terapkan

Batas = Callable[[StandarWaktu, datetime], datetime]  # deadline of a time standard that begins at a moment


def putuskan(  # noqa: C901 - one case an act: the table of what the procedure allows
    sop: Sop, keadaan: Keadaan, tindakan: Tindakan, waktu: datetime, batas: Batas
) -> list[Kejadian]:
    """What happens when somebody does this now. Raises a `Ditolak` when the procedure does not allow it."""
    if keadaan.status is not Status.BERJALAN and not isinstance(tindakan, Mulai | Koreksi):
        raise TidakBerjalan
    match tindakan:
        case Mulai():
            return _mulai(sop, keadaan, tindakan, waktu, batas)
        case Selesaikan(pelaku, tugas):
            langkah = _pastikan_gilirannya(sop, keadaan, pelaku, tugas)
            if cara(sop, tugas) is not Cara.SELESAI:
                raise BukanCaranya(langkah.kegiatan)
            if langkah.wajib_lampiran and not _ada_lampiran(keadaan, tugas):
                raise LampiranKurang(langkah.output)
            return _tutup_tugas(sop, keadaan, tugas, Hasil.SELESAI, pelaku, waktu, batas)
        case Setujui(pelaku, tugas, sidik):
            langkah = _pastikan_gilirannya(sop, keadaan, pelaku, tugas)
            if cara(sop, tugas) is not Cara.PUTUSKAN:
                raise BukanCaranya(langkah.kegiatan)
            return _tutup_tugas(sop, keadaan, tugas, Hasil.SETUJU, pelaku, waktu, batas, sidik)
        case Kembalikan():
            return _kembalikan(sop, keadaan, tindakan, waktu, batas)
        case KirimRealisasi():
            return _kirim(sop, keadaan, tindakan, waktu, batas)
        case TutupUnggahan(pelaku, tugas, alasan):
            langkah = _pastikan_gilirannya(sop, keadaan, pelaku, tugas)
            if cara(sop, tugas) is not Cara.TUTUP:
                raise BukanCaranya(langkah.kegiatan)
            if not alasan.strip():
                raise AlasanKosong
            tutup = UnggahanDitutup(tugas, alasan.strip(), pelaku.personel, pelaku.nama, waktu)
            return [tutup, *_lanjut(sop, terapkan(keadaan, tutup), waktu, batas)]
        case Lampirkan(pelaku, tugas, lampiran):
            _pastikan_gilirannya(sop, keadaan, pelaku, tugas)
            return [LampiranDiterima(tugas, lampiran, pelaku.personel, pelaku.nama, waktu)]
        case Tarik():
            return [_tarik(keadaan, tindakan, waktu)]
        case Paksa():
            return _paksa(sop, keadaan, tindakan, waktu, batas)
        case Jedakan(pelaku, alasan):
            if keadaan.dijeda is not None:
                raise SudahDijeda
            if not alasan.strip():
                raise AlasanKosong
            return [PelaksanaanDijeda(alasan.strip(), pelaku.personel, pelaku.nama, waktu)]
        case Lanjutkan(pelaku):
            if keadaan.dijeda is None:
                raise TidakDijeda
            return [PelaksanaanDilanjutkan(pelaku.personel, pelaku.nama, waktu)]
        case Koreksi():
            return _koreksi(sop, keadaan, tindakan, waktu, batas)
        case Ingatkan(tugas, tonggak):
            return [PengingatJatuh(tugas, tonggak, waktu)] if keadaan.giliran(tugas) else []
        case Catat(pelaku, tentang, uraian, tugas_, cap):
            return [HalDicatat(tentang, uraian, tugas_, pelaku.personel, pelaku.nama, waktu, cap)]
        case PindahkanBatas(pelaku, tugas, baru, alasan):
            giliran = keadaan.giliran(tugas)
            if giliran is None:
                raise SudahBerakhir
            if baru == giliran.batas:
                return []
            return [BatasDipindah(tugas, giliran.batas, baru, alasan, pelaku.personel, pelaku.nama, waktu)]
        case Batalkan(pelaku, alasan):
            if not alasan.strip():
                raise AlasanKosong
            return [PelaksanaanDibatalkan(alasan.strip(), pelaku.personel, pelaku.nama, waktu)]
    assert_never(tindakan)


class Cara(StrEnum):
    """What completes an assignment: this decides its keyboard."""

    SELESAI = "selesai"
    PUTUSKAN = "putuskan"
    UNGGAH = "unggah"
    TUTUP = "tutup"


def cara(sop: Sop, tugas: Tugas) -> Cara:
    """Which act completes this assignment."""
    langkah = sop[tugas.langkah]
    if langkah.jenis is Jenis.UNGGAH and tugas.tahap is Tahap.KERJA:
        return Cara.UNGGAH if sop.peran_dari(tugas.peran).per_bidang else Cara.TUTUP
    if tugas.tahap is Tahap.PUTUS or (langkah.memutuskan and not langkah.pemutus):
        return Cara.PUTUSKAN
    return Cara.SELESAI


def menerbitkan(sop: Sop, tugas: Tugas) -> bool:
    """Whether this assignment is the approval that sends the recap out: only who holds the role may give it."""
    return sop[tugas.langkah].terbitkan and cara(sop, tugas) is Cara.PUTUSKAN


def kekurangan(sop: Sop, slot: Iterable[Slot], pengunggah: Iterable[str]) -> list[str]:
    """What a run would get stuck on, as Indonesian phrases: roles nobody holds, units nobody reports for."""
    dipegang = set(slot)
    terisi = {peran for peran, _ in dipegang}
    dipakai = {p for langkah in sop.langkah for p in (*_bergiliran(sop, langkah), langkah.pemutus) if p}
    kurang = [f"belum ada personel untuk peran {p.nama}" for p in sop.peran if p.id in dipakai and p.id not in terisi]
    unit = tuple(pengunggah)
    if not unit:
        kurang.append("belum ada indikator pada tahun ini")
    for peran in sorted(peran_pengunggah(sop) & terisi):
        nama = sop.nama_peran(peran)
        kurang += [f"belum ada {nama} untuk unit {b}" for b in unit if (peran, b) not in dipegang]
    return kurang


def peran_pengunggah(sop: Sop) -> set[str]:
    """The roles that send realisations."""
    return {p for langkah in sop.langkah if langkah.jenis is Jenis.UNGGAH for p in _mengunggah(sop, langkah)}


def langkah_unggah_berikut(sop: Sop, keadaan: Keadaan) -> Langkah | None:
    """The step that figures sent now count for: the current one or one still to come."""
    return next((x for x in sop.langkah if x.jenis is Jenis.UNGGAH and x.no >= keadaan.langkah), None)


def _mengunggah(sop: Sop, langkah: Langkah) -> list[str]:
    """The roles of an upload step that send figures, one set a unit."""
    return [p for p in langkah.pelaksana if sop.peran_dari(p).per_bidang]


def _bergiliran(sop: Sop, langkah: Langkah) -> list[str]:
    """The roles that get the turn when a step begins.

    Somebody must own an upload step and be able to close it (kontrak.md, "Buttons"). Where the sheet names only those
    who upload, the step belongs to those who receive the data (gowa 4: Fungsional → Kepala SKPD).
    """
    peran = list(langkah.pelaksana)
    if langkah.jenis is Jenis.UNGGAH and peran == _mengunggah(sop, langkah):
        peran += [p for p in langkah.penerima if not sop.peran_dari(p).per_bidang]
    return peran


def _mulai(sop: Sop, keadaan: Keadaan, tindakan: Mulai, waktu: datetime, batas: Batas) -> list[Kejadian]:
    pelaku = tindakan.pelaku
    if keadaan.status is not Status.BELUM:
        raise SudahBerakhir
    pemberi = sop[1].pelaksana[0]
    if (pemberi, "") not in pelaku.slot:
        raise BukanPelaksana(sop.nama_peran(pemberi))
    if kurang := kekurangan(sop, tindakan.slot, tindakan.pengunggah):
        raise TidakSiap(kurang)
    mulai = PelaksanaanDimulai(tindakan.slot, tindakan.pengunggah, len(sop), pelaku.personel, pelaku.nama, waktu)
    # The order itself is step 1: it begins and ends with the head's press.
    buka = _buka(sop, terapkan(Keadaan(), mulai), 1, waktu, batas)
    perintah = buka[0].tugas[0] if isinstance(buka[0], GiliranDimulai) else None
    if perintah is None or cara(sop, perintah) is not Cara.SELESAI:
        return [mulai, *buka]
    sesudah = reduce(terapkan, [mulai, *buka], Keadaan())
    return [mulai, *buka, *_tutup_tugas(sop, sesudah, perintah, Hasil.SELESAI, pelaku, waktu, batas)]


def _kembalikan(sop: Sop, keadaan: Keadaan, tindakan: Kembalikan, waktu: datetime, batas: Batas) -> list[Kejadian]:
    pelaku, tugas, alasan = tindakan.pelaku, tindakan.tugas, tindakan.alasan.strip()
    langkah = _pastikan_gilirannya(sop, keadaan, pelaku, tugas)
    if cara(sop, tugas) is not Cara.PUTUSKAN or langkah.tidak is None:
        raise BukanCaranya(langkah.kegiatan)
    if not alasan:
        raise AlasanKosong
    bidang = tuple(b for b in keadaan.pengunggah if b in tindakan.bidang)
    if len(bidang) < len(set(tindakan.bidang)) or (bidang and not unggah_sejalan(sop, langkah)):
        raise BidangTakTerkait
    if tindakan.indikator and not bidang:
        raise BidangTakTerkait
    dibuka = (bidang, tindakan.indikator)
    kembali = LangkahDikembalikan(tugas, langkah.tidak, alasan, pelaku.personel, pelaku.nama, waktu, *dibuka)
    return [kembali, *_buka(sop, terapkan(keadaan, kembali), langkah.tidak, waktu, batas)]


def unggah_sejalan(sop: Sop, langkah: Langkah) -> bool:
    """Whether an upload lies on the way back from this decision: then single units can be named."""
    return any(x.jenis is Jenis.UNGGAH for x in sop.langkah[(langkah.tidak or langkah.no) - 1 : langkah.no])


def _tarik(keadaan: Keadaan, tindakan: Tarik, waktu: datetime) -> TindakanDitarik:
    """Back to where the run was before the act. Raises TakBisaDitarik."""
    pelaku = tindakan.pelaku
    awal = awal_tindakan(keadaan, tindakan)
    dulu = putar_ulang(tindakan.riwayat[:awal])
    return TindakanDitarik(
        tindakan.tugas,
        awal,
        dulu.langkah,
        dulu.tahap,
        dulu.terbuka,
        dulu.kiriman_awal,
        dulu.disetujui,
        dulu.semua_catatan,
        pelaku.personel,
        pelaku.nama,
        waktu,
    )


def _paksa(sop: Sop, keadaan: Keadaan, tindakan: Paksa, waktu: datetime, batas: Batas) -> list[Kejadian]:
    pelaku, langkah, alasan = tindakan.pelaku, sop[keadaan.langkah], tindakan.alasan.strip()
    if tindakan.no != langkah.no:
        raise SudahBerakhir
    if langkah.terbitkan:
        raise MilikPimpinan(langkah.kegiatan)
    if not alasan:
        raise AlasanKosong
    paksa = LangkahDipaksa(langkah.no, tindakan.lewati, alasan, pelaku.personel, pelaku.nama, waktu)
    sesudah = terapkan(keadaan, paksa)
    if tindakan.lewati:
        return [paksa, *_akhiri(sop, sesudah, waktu, batas)]
    return [paksa, *_lanjut(sop, sesudah, waktu, batas)]


def langkah_terbit(sop: Sop) -> int:
    """The step whose approval sends the recap to the group."""
    return next(x.no for x in sop.langkah if x.terbitkan)


def _koreksi(sop: Sop, keadaan: Keadaan, tindakan: Koreksi, waktu: datetime, batas: Batas) -> list[Kejadian]:
    """Back to the last upload before the approval, also from a run that is over. Everything after it comes again."""
    pelaku, alasan = tindakan.pelaku, tindakan.alasan.strip()
    if keadaan.status in (Status.BELUM, Status.BATAL) or not keadaan.disetujui:
        raise BelumDisetujui
    if not alasan:
        raise AlasanKosong
    bidang = tuple(b for b in keadaan.pengunggah if b in tindakan.bidang)
    if len(bidang) < len(set(tindakan.bidang)):
        raise BidangTakTerkait
    dari = langkah_terbit(sop)
    ke = max(x.no for x in sop.langkah[:dari] if x.jenis is Jenis.UNGGAH)
    koreksi = KoreksiDimulai(dari, ke, alasan, pelaku.personel, pelaku.nama, waktu, bidang)
    return [koreksi, *_buka(sop, terapkan(keadaan, koreksi), ke, waktu, batas)]


def _pastikan_gilirannya(sop: Sop, keadaan: Keadaan, pelaku: Pelaku, tugas: Tugas) -> Langkah:
    if tugas.slot not in pelaku.slot:
        raise BukanPelaksana(sop.nama_peran(tugas.peran))
    if keadaan.giliran(tugas) is None:
        raise SudahBerakhir
    return sop[tugas.langkah]


def _ada_lampiran(keadaan: Keadaan, tugas: Tugas) -> bool:
    """Any assignee's paper serves the whole step of this round."""
    return any((t.langkah, t.putaran) == (tugas.langkah, tugas.putaran) for t in keadaan.berlampiran)


def _tutup_tugas(
    sop: Sop,
    keadaan: Keadaan,
    tugas: Tugas,
    hasil: Hasil,
    pelaku: Pelaku,
    waktu: datetime,
    batas: Batas,
    sidik: str = "",
) -> list[Kejadian]:
    selesai = TugasSelesai(tugas, hasil, pelaku.personel, pelaku.nama, waktu)
    sesudah = terapkan(keadaan, selesai)
    if sop[tugas.langkah].selesai is Selesai.SEMUA and sesudah.terbuka:
        return [selesai]
    setuju: list[Kejadian] = []
    if hasil is Hasil.SETUJU and sop[tugas.langkah].terbitkan:
        setuju = [RekapDisetujui(tugas.langkah, pelaku.personel, pelaku.nama, waktu, sidik)]
    return [selesai, *setuju, *_lanjut(sop, sesudah, waktu, batas)]


def _kirim(sop: Sop, keadaan: Keadaan, tindakan: KirimRealisasi, waktu: datetime, batas: Batas) -> list[Kejadian]:
    pelaku, bidang = tindakan.pelaku, tindakan.bidang
    if bidang not in keadaan.pengunggah or not any((p, bidang) in pelaku.slot for p in peran_pengunggah(sop)):
        raise BukanPengunggah
    tujuan = langkah_unggah_berikut(sop, keadaan)
    if tujuan is None:
        raise UnggahanTertutup(f"{keadaan.langkah} ({sop[keadaan.langkah].kegiatan})")
    peran = _mengunggah(sop, tujuan)
    if not any((p, bidang) in pelaku.slot for p in peran):
        raise BukanPelaksana(", ".join(map(sop.nama_peran, peran)))
    if (dibuka := keadaan.dibuka_lagi(tujuan.no)) and bidang not in dibuka:
        raise BidangTerkunci(dibuka)
    awal = tujuan.no != keadaan.langkah
    kirim = RealisasiDikirim(bidang, tindakan.kiriman, awal, pelaku.personel, pelaku.nama, waktu, tindakan.sidik)
    if awal:
        return [kirim]
    sesudah = terapkan(keadaan, kirim)
    selesai = _selesaikan_unit(sesudah, bidang, pelaku, waktu)
    sesudah = reduce(terapkan, selesai, sesudah)
    if _masih_ditunggu(sop, sesudah):
        return [kirim, *selesai]
    return [kirim, *selesai, *_lanjut(sop, sesudah, waktu, batas)]


def _selesaikan_unit(keadaan: Keadaan, bidang: str, pelaku: Pelaku, waktu: datetime) -> list[Kejadian]:
    """The unit's assignments at the current step end with its figures. None are open when it sends a replacement."""
    milik = [g.tugas for g in keadaan.terbuka if g.tugas.bidang == bidang]
    return [TugasSelesai(t, Hasil.DIKIRIM, pelaku.personel, pelaku.nama, waktu) for t in milik]


def _masih_ditunggu(sop: Sop, keadaan: Keadaan) -> bool:
    return any(cara(sop, g.tugas) is Cara.UNGGAH for g in keadaan.terbuka)


def _lanjut(sop: Sop, keadaan: Keadaan, waktu: datetime, batas: Batas) -> list[Kejadian]:
    """The current half of the step is done: its decision begins, or the next step, or the run is over."""
    no, langkah = keadaan.langkah, sop[keadaan.langkah]
    if langkah.pemutus and keadaan.tahap is Tahap.KERJA:
        putaran = keadaan.putaran[no - 1]
        tugas = tuple(Tugas(no, putaran, Tahap.PUTUS, *s) for s in _slot_peran(keadaan, langkah.pemutus))
        return [GiliranDimulai(tugas, waktu, batas(langkah.waktu, waktu))]
    return _akhiri(sop, keadaan, waktu, batas)


def _akhiri(sop: Sop, keadaan: Keadaan, waktu: datetime, batas: Batas) -> list[Kejadian]:
    """The step is over: the next one begins, or the run ends."""
    no = keadaan.langkah
    akhir: list[Kejadian] = [LangkahSelesai(no, keadaan.putaran[no - 1], waktu)]
    if no == len(sop):
        return [*akhir, PelaksanaanSelesai(waktu)]
    return [*akhir, *_buka(sop, reduce(terapkan, akhir, keadaan), no + 1, waktu, batas)]


def _buka(sop: Sop, keadaan: Keadaan, no: int, waktu: datetime, batas: Batas) -> list[Kejadian]:
    """A step begins, in a new round. Units whose figures came early are done at once."""
    langkah, putaran = sop[no], keadaan.putaran[no - 1] + 1
    slot = [s for peran in _bergiliran(sop, langkah) for s in _slot_peran(keadaan, peran)]
    tugas = tuple(Tugas(no, putaran, Tahap.KERJA, *s) for s in slot)
    if langkah.jenis is Jenis.UNGGAH:  # units without indicators, or not asked to correct any, have nothing to send
        mengirim = keadaan.dibuka_lagi(no) or keadaan.pengunggah
        tugas = tuple(t for t in tugas if cara(sop, t) is Cara.TUTUP or t.bidang in mengirim)
    mulai = GiliranDimulai(tugas, waktu, batas(langkah.waktu, waktu))
    if langkah.jenis is not Jenis.UNGGAH or not keadaan.kiriman_awal:
        return [mulai]
    kejadian: list[Kejadian] = [mulai]
    for awal in keadaan.kiriman_awal:
        pelaku = Pelaku(awal.personel, awal.nama)
        kejadian += _selesaikan_unit(reduce(terapkan, kejadian, keadaan), awal.bidang, pelaku, waktu)
    sesudah = reduce(terapkan, kejadian, keadaan)
    return kejadian if _masih_ditunggu(sop, sesudah) else [*kejadian, *_lanjut(sop, sesudah, waktu, batas)]


def _slot_peran(keadaan: Keadaan, peran: str) -> list[Slot]:
    return [s for s in keadaan.slot if s[0] == peran]
