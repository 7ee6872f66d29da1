"""Tell: the messages that follow from what has happened, as outbox rows of the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, select

from bot.layanan.angka import sidik_isi
from bot.layanan.catat import Akhir, Dibuka, Perubahan, Terbuka, tugas_dari
from bot.layanan.edaran import tutup_edaran
from bot.layanan.jenis_langkah import keterangan_kartu, perilaku, tombol_lain, tonggak_pembuka
from bot.layanan.kabar_kertas import lampiran_langkah, titip_kertas
from bot.layanan.kabar_pihak import dibatalkan, dikoreksi, terlewati
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.perubahan import angka_berubah, yang_diminta
from bot.layanan.tonggak_baru import ADA_TONGGAK, isi_tonggak, jadwalkan, tulis_tonggak
from bot.pesan import disposisi, status, umum
from bot.pesan.aturan_jalan import diganti
from bot.sop.alur import Cara, cara, langkah_terbit
from bot.sop.kejadian import (
    HalDicatat,
    Hasil,
    KoreksiDimulai,
    LampiranDiterima,
    LangkahDikembalikan,
    LangkahSelesai,
    PelaksanaanDibatalkan,
    PelaksanaanSelesai,
    PengingatJatuh,
    RealisasiDikirim,
    RekapDisetujui,
    Tahap,
    TindakanDitarik,
)
from bot.sop.kejadian import Status as StatusJalan
from bot.sop.model import Jenis, Langkah
from bot.sop.putaran import putaran_tampil
from db.kotak_keluar import BELUM_KIRIM, BERTEKS, Surat, batalkan, beserta_suntingan, sunting, titipkan, untuk_penugasan
from db.tabel import Kiriman, Lampiran, Penugasan
from jadwal.tonggak import daftar_tangga, tonggak_penugasan

Terkait = tuple[Row[Any], list[Row[Any]]]  # a message, with itself and its waiting edits
TAK_TAMPAK = (LampiranDiterima, PengingatJatuh, HalDicatat)  # events that change nothing in the group's living message


def kabarkan(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """Write every message that these events call for, and the due moments of what begins."""
    tampak = not all(isinstance(satu.kejadian, TAK_TAMPAK) for satu in perubahan)
    surat = _surat_lama(sesi, j, perubahan, tampak)
    for nomor, satu in enumerate(perubahan):
        _akhiri_semua(sesi, j, satu, surat, waktu)
        if satu.dibuka:
            _buka_kartu(sesi, j, satu.dibuka, waktu)
        match satu.kejadian:
            case LangkahDikembalikan(tugas=tugas_) as kembali:
                _tutup_edaran(sesi, j, tugas_.langkah, tugas_.putaran, waktu)
                tahu = {a.tugas.slot for x in perubahan for a, _ in x.berakhir}
                tahu |= {(p.peran, p.bidang) for x in perubahan for p in x.dibuka}
                terlewati(sesi, j, kembali, tahu, waktu)
            case KoreksiDimulai() as koreksi:
                dikoreksi(sesi, j, koreksi, {(p.peran, p.bidang) for x in perubahan for p in x.dibuka}, waktu)
            case LangkahSelesai(no, putaran):
                _tutup_edaran(sesi, j, no, putaran, waktu)
                berikut = [p for sesudah in perubahan[nomor:] for p in sesudah.dibuka]
                _tembusan(sesi, j, j.sop[no], berikut, perubahan[:nomor], waktu)
            case RekapDisetujui(no):
                putaran = j.keadaan.putaran[no - 1]
                jadwalkan(sesi, kunci_rekap(j), waktu, "rekap", pelaksanaan_id=j.nomor)
                jadwalkan(sesi, f"tindak:{j.nomor}:{putaran}", waktu, "tindak", pelaksanaan_id=j.nomor)
            case RealisasiDikirim(awal=False) | TindakanDitarik():
                _hitung_lagi(sesi, j, waktu)
            case PelaksanaanDibatalkan() as batal:
                dibatalkan(sesi, j, batal, waktu)
                jadwalkan(sesi, f"arsip-akhir:{j.nomor}:{j.baris.versi}", waktu, "arsip-akhir", j.nomor)
            case PelaksanaanSelesai():
                jadwalkan(sesi, f"arsip-akhir:{j.nomor}:{j.baris.versi}", waktu, "arsip-akhir", j.nomor)
            case _:
                pass
    if tampak:
        perbarui_status(sesi, j, waktu, terkait=next((t for p, t in surat if p.id == j.baris.status_kotak_id), None))


def _surat_lama(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], tampak: bool) -> list[Terkait]:
    """The messages that will change: those about what was open and has ended, and the living one."""
    baru = {p.id for satu in perubahan for p in satu.dibuka}
    usai: list[int | None] = [nomor for satu in perubahan for _, nomor in satu.berakhir if nomor not in baru]
    status_ = j.baris.status_kotak_id if tampak else None
    if not usai and status_ is not None:
        usai = [None]
    return [s for ke, nomor in enumerate(usai) for s in beserta_suntingan(sesi, nomor, None if ke else status_)]


def _akhiri_semua(sesi: Session, j: Jalan, satu: Perubahan, surat: Sequence[Terkait], waktu: datetime) -> None:
    """The cards of what an event has ended; what went round lapses with a step that nobody has ended."""
    for akhir, tugas in satu.berakhir:
        milik = [s for s in surat if s[0].penugasan_id == tugas]
        _akhiri_kartu(sesi, j, milik or beserta_suntingan(sesi, tugas), akhir, waktu)  # or begun by the same act
        if isinstance(satu.kejadian, TindakanDitarik | KoreksiDimulai):
            _tutup_edaran(sesi, j, akhir.tugas.langkah, akhir.tugas.putaran, waktu)


def kunci_rekap(j: Jalan) -> str:
    """Of the due moment that posts the recap approved last: a correction approves another one, in another round."""
    return f"rekap:{j.nomor}:{j.keadaan.putaran[langkah_terbit(j.sop) - 1]}"


def _tutup_edaran(sesi: Session, j: Jalan, no: int, putaran: int, waktu: datetime) -> None:
    """Only where a document went round there is something to close."""
    if "edaran" in perilaku(j.sop[no]).saat_buka:
        tutup_edaran(sesi, j.nomor, no, putaran, waktu)


def _buka_kartu(sesi: Session, j: Jalan, dibuka: Sequence[Dibuka], waktu: datetime) -> None:
    contoh = dibuka[0]
    langkah = j.sop[contoh.langkah]
    tangga = daftar_tangga(j.instansi.pengingat)
    tonggak = tonggak_penugasan(contoh.mulai_pada, contoh.batas, langkah.waktu, j.kalender, tangga)
    memutuskan = any(cara(j.sop, tugas_dari(p)) is Cara.PUTUSKAN for p in dibuka)
    sidik = sidik_isi(sesi, j.baris) if memutuskan else ""
    kertas = _kertas_sebelumnya(sesi, j, contoh)
    segera: list[dict[str, Any]] = []
    for p in dibuka:
        assert p.id is not None
        orang = j.pemegang.get((p.peran, p.bidang), [])
        antar_kartu(sesi, j, p, orang, sidik, waktu, kertas)
        if not orang:
            segera.append(isi_tonggak(f"kosong:{p.id}", waktu, "kosong", None, p.id))
        if cara(j.sop, tugas_dari(p)) is Cara.UNGGAH and j.keadaan.giliran(tugas_dari(p)):
            segera.append(isi_tonggak(f"formulir:{p.id}", waktu, "formulir", None, p.id))
    putaran = f"{j.nomor}:{contoh.langkah}:{contoh.putaran}"
    if memutuskan:
        segera.append(isi_tonggak(f"dokumen:{putaran}:{sidik}", waktu, "dokumen", j.nomor, contoh.id))
    for nama in tonggak_pembuka(j.sop, contoh.langkah, contoh.tahap):
        segera.append(isi_tonggak(f"{nama}:{putaran}", waktu, nama, j.nomor, contoh.id))
    ingat = [
        isi_tonggak(f"ingat:{p.id}:{n}", kapan, "ingat", None, p.id, nama=n) for p in dibuka for n, kapan in tonggak
    ]
    if segera:
        sesi.info[ADA_TONGGAK] = True
    tulis_tonggak(sesi, [*segera, *ingat])


def antar_kartu(
    sesi: Session,
    j: Jalan,
    p: Terbuka,
    orang: Sequence[Pegawai],
    sidik: str,
    waktu: datetime,
    kertas: Sequence[Lampiran] | None = None,
) -> None:
    """The disposition of one assignment, with the papers that go along (None: looked up), to these people."""
    isi = disposisi.kartu(isi_kartu(sesi, j, p, sidik))
    bawaan = _kertas_sebelumnya(sesi, j, p) if kertas is None else kertas
    for satu in orang:  # papers first, so that the buttons come last and stay on the screen
        titip_kertas(sesi, j, bawaan, satu, "kertas:{}:" + f"{p.id}:{satu.telegram}", waktu, p.id)
        kunci = f"kartu:{p.id}:{satu.telegram}:{sidik}"
        titipkan(sesi, Surat(satu.telegram, "sendMessage", isi, kunci=kunci, penugasan_id=p.id), waktu)


def isi_kartu(sesi: Session, j: Jalan, p: Terbuka, sidik: str) -> disposisi.IsiKartu:
    """What the disposition of this assignment says."""
    langkah, tugas = j.sop[p.langkah], tugas_dari(p)
    assert p.id is not None
    catatan = j.keadaan.catatan
    cara_nya = cara(j.sop, tugas)
    terkumpul, ditunggu = _kumpulan(j) if cara_nya is Cara.TUTUP else (None, ())
    return disposisi.IsiKartu(
        penugasan=p.id,
        langkah=langkah,
        banyak=len(j.sop),
        cara=cara_nya,
        instansi=j.instansi.nama,
        zona=j.instansi.zona,
        tahun=j.baris.tahun,
        triwulan=j.baris.triwulan,
        dari=_pengirim(j, p),
        kepada=_kepada(j, p),
        batas=p.batas,
        catatan=catatan.alasan if catatan else "",
        catatan_dari=catatan.oleh if catatan else "",
        catatan_terbuka=tuple((c.oleh, c.alasan) for c in j.keadaan.semua_catatan[:-1]),
        sidik=sidik,
        buka_unggahan=langkah.tidak is not None and j.sop[langkah.tidak].jenis is Jenis.UNGGAH,
        data_tetap=cara_nya is Cara.UNGGAH and _pernah_kirim(sesi, j.nomor, p.bidang),
        hadir=", ".join(j.sop.nama_peran(x) for x in langkah.peserta),
        diminta=(diminta := yang_diminta(sesi, j, p.bidang) if cara_nya is Cara.UNGGAH else []),
        hanya_itu=bool(catatan and any(d.split()[0] in catatan.indikator for d in diminta)),
        berubah=angka_berubah(sesi, j) if cara_nya is Cara.PUTUSKAN else (),
        terkumpul=terkumpul,
        ditunggu=ditunggu,
        keterangan=keterangan_kartu(sesi, j, p),
        lain=tombol_lain(j.sop, tugas, cara_nya),
    )


def _pernah_kirim(sesi: Session, pelaksanaan_id: int, bidang: str) -> bool:
    milik = (Kiriman.pelaksanaan_id == pelaksanaan_id, Kiriman.bidang == bidang, Kiriman.status == "dikirim")
    return sesi.exec(select(Kiriman.id).where(*milik)).first() is not None


def nama_pemegang(j: Jalan, peran: str, bidang: str) -> str:
    """A role of this run as people read it."""
    return nama_slot(j.sop.nama_peran(peran), j.nama_bidang.get(bidang, bidang))


def _kepada(j: Jalan, p: Terbuka) -> str:
    """The role, or the title of whoever stands in for it."""
    slot = (p.peran, p.bidang)
    return ", ".join(_gelar(j, slot)) or nama_pemegang(j, *slot)


def _gelar(j: Jalan, slot: tuple[str, str]) -> list[str]:
    """Titles of those who stand in for a role: ``Plt. Kepala Dinas``."""
    return [o.jabatan for o in j.pemegang.get(slot, []) if (slot, o.id) in j.susunan.sementara]


def nama_slot(peran: str, unit: str) -> str:
    """``Bidang Perdagangan``, ``Kepala Bidang (Bidang Arsip)``, ``Sekretaris``."""
    if not unit:
        return peran
    return unit if unit.startswith(peran) else f"{peran} ({unit})"


def _dikembalikan(j: Jalan, p: Terbuka) -> bool:
    """Whether it is a return that has opened this assignment."""
    catatan = j.keadaan.catatan
    if catatan is None or p.tahap != Tahap.KERJA.value:
        return False
    return p.langkah == (catatan.ke or j.sop[catatan.langkah].tidak)


def _pengirim(j: Jalan, p: Terbuka) -> str:
    """Whom it comes from. Whoever hands on to themselves is told from where in the procedure."""
    dari = _dari(j, p)
    if dari != _kepada(j, p):
        return dari
    if p.tahap == Tahap.PUTUS.value:
        return disposisi.DARI_LANGKAH_INI.format(dari=dari)
    return (disposisi.DARI_AWAL if p.langkah == 1 else disposisi.DARI_LANGKAH_LALU).format(dari=dari)


def _dari(j: Jalan, p: Terbuka) -> str:
    catatan = j.keadaan.catatan
    if catatan is not None and _dikembalikan(j, p):
        return catatan.oleh
    asal = j.sop[p.langkah] if p.tahap == Tahap.PUTUS.value or p.langkah == 1 else j.sop[p.langkah - 1]
    pengirim = (asal.pemutus,) if asal.pemutus and p.tahap == Tahap.KERJA.value else asal.pelaksana
    return ", ".join(j.sop.nama_peran(x) for x in pengirim)


def _akhiri_kartu(sesi: Session, j: Jalan, surat: Sequence[Terkait], akhir: Akhir, waktu: datetime) -> None:
    langkah = j.sop[akhir.tugas.langkah]
    kalimat = disposisi.kalimat_akhir(akhir.hasil, akhir.oleh, akhir.pada, j.instansi.zona)
    kartu = disposisi.kartu_akhir(langkah, len(j.sop), j.baris.tahun, j.baris.triwulan, kalimat, akhir.alasan)
    for pesan, terkait in surat:
        if pesan.status in BELUM_KIRIM and akhir.hasil is Hasil.DITARIK:
            batalkan(sesi, pesan.id)
        elif pesan.metode == BERTEKS and "reply_markup" in pesan.isi:
            sunting(sesi, pesan.id, kartu, waktu, terkait=terkait)
        elif (pesan.kunci or "").startswith("draf:"):
            sunting(sesi, pesan.id, {"caption": kalimat, "parse_mode": "HTML"}, waktu, terkait=terkait)


PRIORITAS_PENGINGAT = 3


def _kertas_sebelumnya(sesi: Session, j: Jalan, p: Terbuka) -> Sequence[Lampiran]:
    """The papers that go along: of this step for its decider, else of the step before, unless it comes back from later."""
    if _dikembalikan(j, p):
        return []
    asal = p.langkah if p.tahap == Tahap.PUTUS.value else p.langkah - 1
    return lampiran_langkah(sesi, j, asal)


def _orang_peran(j: Jalan, peran: Sequence[str]) -> dict[int, Pegawai]:
    return {o.telegram: o for (p, _), orang in j.pemegang.items() if p in peran for o in orang}


def _tembusan(
    sesi: Session,
    j: Jalan,
    langkah: Langkah,
    berikut: Sequence[Dibuka],
    sebelum: Sequence[Perubahan],
    waktu: datetime,
) -> None:
    """Those who only receive, unless they get a turn (and the papers) anyway."""
    bertugas = {o.telegram for p in berikut for o in j.pemegang.get((p.peran, p.bidang), [])}
    hanya_menerima = [o for t, o in sorted(_orang_peran(j, langkah.penerima).items()) if t not in bertugas]
    if not hanya_menerima:
        return
    oleh = next((a.oleh for satu in reversed(sebelum) for a, _ in satu.berakhir if a.oleh), "")
    putaran = j.keadaan.putaran[langkah.no - 1]
    isi = umum.tembusan(langkah.no, langkah.kegiatan, langkah.output, oleh, j.baris.triwulan, j.baris.tahun)
    kertas = lampiran_langkah(sesi, j, langkah.no)
    for orang in hanya_menerima:
        kunci = f"tembusan:{j.nomor}:{langkah.no}:{putaran}:{orang.telegram}"
        titipkan(sesi, Surat(orang.telegram, "sendMessage", isi, kunci=kunci), waktu)
        titip_kertas(sesi, j, kertas, orang, kunci + ":{}", waktu)


def _kumpulan(j: Jalan) -> tuple[tuple[int, int], tuple[str, ...]]:
    """How many units have sent, of how many; and the names of those still awaited."""
    ditunggu = dict.fromkeys(g.tugas.bidang for g in j.keadaan.terbuka if cara(j.sop, g.tugas) is Cara.UNGGAH)
    banyak = len(j.keadaan.pengunggah)
    return (banyak - len(ditunggu), banyak), tuple(j.nama_bidang.get(b, b) for b in ditunggu)


def _hitung_lagi(sesi: Session, j: Jalan, waktu: datetime) -> None:
    """The owners of an upload see on their card how many units have sent."""
    pemilik = {g.tugas for g in j.keadaan.terbuka if cara(j.sop, g.tugas) is Cara.TUTUP}
    terbuka = (Penugasan.pelaksanaan_id == j.nomor, col(Penugasan.selesai_pada).is_(None))
    for p in sesi.exec(select(Penugasan).where(*terbuka)).all() if pemilik else ():
        if p.id is None or tugas_dari(p) not in pemilik:
            continue
        kartu = disposisi.kartu(isi_kartu(sesi, j, p, ""))
        for pesan in untuk_penugasan(sesi, p.id):
            if (pesan.kunci or "").startswith("kartu:"):
                sunting(sesi, pesan.id, kartu, waktu)


def isi_status(sesi: Session, j: Jalan, waktu: datetime | None = None) -> status.IsiStatus:
    """The state of a run, ready to print."""
    keadaan = j.keadaan
    langkah = j.sop[max(keadaan.langkah, 1)]
    mengunggah = keadaan.status is StatusJalan.BERJALAN and langkah.jenis is Jenis.UNGGAH
    terkumpul, ditunggu = _kumpulan(j) if mengunggah else (None, ())
    return status.IsiStatus(
        nama_sop=j.sop.nama,
        instansi=j.instansi.nama,
        zona=j.instansi.zona,
        tahun=j.baris.tahun,
        triwulan=j.baris.triwulan,
        status=j.baris.status,
        langkah=langkah,
        banyak=len(j.sop),
        berikut=j.sop[langkah.no + 1] if langkah.no < len(j.sop) else None,
        pemegang=_giliran(j),
        batas=max((g.batas for g in keadaan.terbuka), default=None),
        putaran=_putaran_tampil(sesi, j),
        terkumpul=terkumpul,
        ditunggu=ditunggu,
        catatan=keadaan.catatan.alasan if keadaan.catatan else "",
        selesai_pada=j.baris.selesai_pada,
        disetujui=keadaan.disetujui,
        lewat=bool(waktu and not keadaan.dijeda and keadaan.terbuka and max(g.batas for g in keadaan.terbuka) <= waktu),
        dijeda=keadaan.dijeda,
        aturan=diganti(j.baris.aturan),
    )


def _putaran_tampil(sesi: Session, j: Jalan) -> int:
    """The round of the step under way as people count it; in a first round nothing needs to be looked up."""
    putaran = max((g.tugas.putaran for g in j.keadaan.terbuka), default=1)
    if putaran == 1:
        return putaran
    milik = (Penugasan.pelaksanaan_id == j.nomor, Penugasan.langkah == j.keadaan.langkah)
    baris = sesi.exec(select(Penugasan.langkah, Penugasan.putaran, Penugasan.hasil).where(*milik)).all()
    return putaran_tampil(baris)[j.keadaan.langkah, putaran]


def _giliran(j: Jalan) -> str:
    """Whose turn it is: roles, and units where only some of them are still awaited."""
    nama: dict[str, list[str]] = {}
    gelar: list[str] = []
    for g in j.keadaan.terbuka:
        sementara = _gelar(j, g.tugas.slot)
        gelar += sementara
        if not sementara:
            nama.setdefault(j.sop.nama_peran(g.tugas.peran), []).append(j.nama_bidang.get(g.tugas.bidang, ""))
    semua = {p: sum(1 for s in j.keadaan.slot if j.sop.nama_peran(s[0]) == p) for p in nama}
    bagian = (f"{p} ({', '.join(b)})" if any(b) and len(b) < semua[p] else p for p, b in nama.items())
    return ", ".join([*bagian, *gelar]) or "–"


def perbarui_status(
    sesi: Session, j: Jalan, waktu: datetime, prioritas: int = 2, terkait: Sequence[Row[Any]] | None = None
) -> None:
    """The group's one living message of this run. `terkait`: as `sunting` takes it."""
    if j.instansi.grup is None:
        return
    isi = status.status(isi_status(sesi, j, waktu))
    if j.baris.status_kotak_id is not None:
        sunting(sesi, j.baris.status_kotak_id, isi, waktu, prioritas, terkait)
        return
    surat = Surat(j.instansi.grup, "sendMessage", isi, prioritas=2, kunci=f"status:{j.nomor}", topik=j.instansi.topik)
    j.baris.status_kotak_id = titipkan(sesi, surat, waktu)


def segarkan_kartu(sesi: Session, j: Jalan, contoh: Penugasan, waktu: datetime) -> None:
    """Something that the open cards of this step tell has changed. A decision stays bound to the figures it was shown."""
    serumpun = (
        Penugasan.pelaksanaan_id == contoh.pelaksanaan_id,
        Penugasan.langkah == contoh.langkah,
        Penugasan.putaran == contoh.putaran,
        col(Penugasan.selesai_pada).is_(None),
    )
    for p in sesi.exec(select(Penugasan).where(*serumpun)).all():
        segarkan_satu(sesi, j, p, waktu)


def segarkan_satu(sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> None:
    """The same for the cards of one open assignment."""
    if p.selesai_pada is not None:
        return
    kini = sidik_isi(sesi, j.baris)
    semua = untuk_penugasan(sesi, p.id or 0)
    draf = {(pesan.kunci or "").rpartition(":")[2] for pesan in semua if (pesan.kunci or "").startswith("draf:")}
    for pesan in semua:
        kunci = pesan.kunci or ""
        if kunci.startswith("kartu:"):
            sidik = kini if kini in draf else kunci.split(":", 3)[3]
            sunting(sesi, pesan.id, disposisi.kartu(isi_kartu(sesi, j, p, sidik)), waktu)


def kartu_baru(sesi: Session, j: Jalan, p: Penugasan, waktu: datetime) -> None:
    """The figures changed after a decision card was shown: everybody who may decide gets it anew."""
    assert p.id is not None
    sidik = sidik_isi(sesi, j.baris)
    for pesan in untuk_penugasan(sesi, p.id):
        if (pesan.kunci or "").startswith("kartu:"):
            sunting(sesi, pesan.id, disposisi.kartu(isi_kartu(sesi, j, p, sidik)), waktu)
    jadwalkan(sesi, f"dokumen:{j.nomor}:{p.langkah}:{p.putaran}:{sidik}", waktu, "dokumen", j.nomor, p.id)
