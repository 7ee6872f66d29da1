"""A meeting and what follows the procedure: called when its step begins or its invitation is done, closed with its step.

One meeting a step and round. That of an `undangan` step is the meeting of the next `rapat` step, or the step's own where
the SOP has no such step. Nobody has to set a time: without it people are invited all the same.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.layanan import janji, muat
from bot.layanan.catat import Perubahan, catat
from bot.layanan.kabar_kertas import lampiran_langkah, titip_kertas
from bot.layanan.kertas_rapat import nama_draf
from bot.layanan.muat import Jalan, Pegawai
from bot.layanan.potongan import jeda_sambungan
from bot.layanan.tonggak_baru import jadwalkan
from bot.layanan.waktu_rapat import lama, saat_mengingatkan
from bot.pesan import rapat as pesan
from bot.pesan import umum
from bot.pesan.dasar import nama_triwulan
from bot.sop.kejadian import (
    GiliranDimulai,
    HalDicatat,
    LangkahSelesai,
    PelaksanaanDibatalkan,
    PelaksanaanSelesai,
    Tahap,
    TindakanDitarik,
)
from bot.sop.model import Jenis, Langkah, Sop
from db.kotak_keluar import Surat, berkunci, sunting, titipkan
from db.tabel import Kehadiran, KotakKeluar, Lampiran, Penugasan, Personel, Pertanyaan, Rapat, Tonggak

TENTANG = "rapat"
HIDUP = ("disusun", "diundang")
PERTANYAAN = "rapat_"  # how the kinds of questions about a meeting begin
KALENDER, INGAT, NOTULEN = "rapat-kalender", "rapat-ingat", "rapat-notulen"  # kinds of due moments


def langkah_rapat(sop: Sop, no: int) -> int | None:
    """The step that the meeting of step `no` belongs to; None where the step has no meeting."""
    if sop[no].jenis is Jenis.RAPAT:
        return no
    if sop[no].jenis is not Jenis.UNDANGAN:
        return None
    return next((x.no for x in sop.langkah if x.no > no and x.jenis is Jenis.RAPAT), no)


def langkah_terkait(sop: Sop, no: int) -> list[Langkah]:
    """The steps of a meeting: those that invite to it, and its own."""
    return [x for x in sop.langkah if langkah_rapat(sop, x.no) == no]


def cari(sesi: Session, j: Jalan, no: int) -> Rapat | None:
    """The newest meeting of step `no`."""
    milik = (Rapat.pelaksanaan_id == j.nomor, Rapat.langkah == no)
    return sesi.exec(select(Rapat).where(*milik).order_by(col(Rapat.putaran).desc())).first()


def menanti(sesi: Session, j: Jalan, no: int, waktu: datetime) -> tuple[Rapat, datetime] | None:
    """The meeting of this very step that people are invited to and that is not over by the clock, with its end."""
    rapat = cari(sesi, j, no) if j.sop[no].jenis is Jenis.RAPAT else None
    if rapat is None or rapat.mulai is None or rapat.status != "diundang":
        return None
    akhir = rapat.mulai + lama(j.sop[no].waktu)
    return (rapat, akhir) if waktu < akhir else None


def mendatang(rapat: Rapat, waktu: datetime) -> bool:
    """People are invited to a time that has not come: nobody can have attended."""
    return rapat.status == "diundang" and rapat.mulai is not None and waktu < rapat.mulai


def siapkan(sesi: Session, j: Jalan, no: int) -> Rapat:
    """The same while it has not ended, else a new one: a step that comes again has another meeting."""
    lama = cari(sesi, j, no)
    if lama is not None and lama.status in HIDUP:
        return lama
    putaran = lama.putaran + 1 if lama else 1
    terbuka = janji.agenda(sesi, j)  # what was promised comes first
    bawaan = pesan.agenda_bawaan(j.baris.triwulan, j.baris.tahun)
    susunan = "\n".join([*terbuka, bawaan] if terbuka else [])
    rapat = Rapat(pelaksanaan_id=j.nomor, langkah=no, putaran=putaran, acara=j.sop[no].kegiatan, agenda=susunan)
    sesi.add(rapat)
    sesi.flush()
    return rapat


def penugasan(sesi: Session, rapat: Rapat) -> list[Penugasan]:
    """The assignments of the meeting's step in its newest round."""
    milik = (Penugasan.pelaksanaan_id == rapat.pelaksanaan_id, Penugasan.langkah == rapat.langkah)
    semua = sesi.exec(select(Penugasan).where(*milik).order_by(col(Penugasan.id))).all()
    terakhir = max((p.putaran for p in semua), default=0)
    return [p for p in semua if p.putaran == terakhir]


def boleh_mengatur(j: Jalan, rapat: Rapat, orang: Pegawai) -> bool:
    """The organiser, and whoever is an actor of the meeting's steps."""
    peran = {p for langkah in langkah_terkait(j.sop, rapat.langkah) for p in langkah.pelaksana}
    return orang.id == rapat.personel_id or any(p in peran for p, _ in muat.slot_dari(j.pemegang, orang.id))


def hadirin(sesi: Session, rapat: Rapat) -> list[tuple[Kehadiran, Pegawai]]:
    """Everybody on the list, in the order of invitation."""
    baris = (
        select(Kehadiran, Personel)
        .join(Personel, col(Personel.id) == col(Kehadiran.personel_id))
        .where(Kehadiran.rapat_id == rapat.id)
        .order_by(col(Kehadiran.id))
    )
    return [(k, o) for k, o in sesi.exec(baris)]


def isi_rapat(sesi: Session, j: Jalan, rapat: Rapat) -> pesan.IsiRapat:
    """The meeting, ready to print."""
    assert rapat.id is not None
    orang = sesi.get(Personel, rapat.personel_id) if rapat.personel_id else None
    pelaksana = ", ".join(j.sop.nama_peran(p) for p in j.sop[rapat.langkah].pelaksana)
    batas = [g.batas for g in j.keadaan.terbuka if g.tugas.langkah == rapat.langkah]
    return pesan.IsiRapat(
        nomor=rapat.id,
        acara=rapat.acara,
        triwulan=nama_triwulan(j.baris.triwulan, j.baris.tahun),
        penyelenggara=muat.sebutan(orang) if orang else pelaksana,
        mulai=rapat.mulai,
        zona=j.instansi.zona,
        tempat=rapat.tempat,
        agenda=pesan.butir(rapat.agenda),
        sebelum=batas[0] if batas and j.sop[rapat.langkah].jenis is Jenis.RAPAT else None,
        status=rapat.status,
        perubahan=rapat.urutan,
        lebih_awal=rapat.ditutup_pada is not None and rapat.mulai is not None and rapat.ditutup_pada < rapat.mulai,
    )


def isi_undangan(k: Kehadiran, orang: Pegawai) -> pesan.Undangan:
    return pesan.Undangan(k.id or 0, muat.sebutan(orang), k.jawaban, k.wakil, k.hadir)


def ingat(sesi: Session, j: Jalan, orang: Pegawai | None, uraian: str, waktu: datetime) -> None:
    """A line in the log for what follows from somebody's other act."""
    nama = muat.sebutan(orang) if orang else "sistem"
    personel = (orang.id or 0) if orang else 0
    catat(sesi, j, [HalDicatat(TENTANG, uraian, None, personel, nama, waktu)], waktu)


# Invite --------------------------------------------------------------------------------------------------------------


def undang(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, *, agenda: bool = False) -> int:
    """Invite everybody who has not been invited yet. Returns how many were."""
    rapat.status = "diundang"
    sudah = {k.personel_id for k, _ in hadirin(sesi, rapat)}
    baru = [orang for orang in _peserta(sesi, j, rapat) if orang.id not in sudah]
    isi = isi_rapat(sesi, j, rapat)
    for orang in baru:
        assert orang.id is not None
        sendiri = orang.id == rapat.personel_id
        k = Kehadiran(rapat_id=isi.nomor, personel_id=orang.id, jawaban=pesan.HADIR if sendiri else "")
        sesi.add(k)
        sesi.flush()
        if not sendiri:
            undangan = pesan.undangan(isi, isi_undangan(k, orang))
            titipkan(sesi, Surat(orang.telegram, "sendMessage", undangan, kunci=_kunci(k)), waktu)
    sesi.flush()
    if rapat.mulai is not None:
        _jadwalkan(sesi, j, rapat, waktu, agenda)
    return sum(orang.id != rapat.personel_id for orang in baru)


def _peserta(sesi: Session, j: Jalan, rapat: Rapat) -> list[Pegawai]:
    """The organiser, the participants of the steps; with a time fixed the actors as well, who have a card anyway."""
    langkah = langkah_terkait(j.sop, rapat.langkah)
    peran = {p for x in langkah for p in (*x.peserta, *(x.pelaksana if rapat.mulai else ()))}
    penyelenggara = sesi.get(Personel, rapat.personel_id) if rapat.personel_id else None
    semua: list[Pegawai] = [penyelenggara] if penyelenggara else []
    urut = [p.id for p in j.sop.peran if p.id in peran]
    semua += [o for p in urut for (milik, _), orang in sorted(j.pemegang.items()) if milik == p for o in orang]
    return list({o.id: o for o in semua}.values())


def ubah(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, *, agenda: bool = False) -> None:
    """Time, place or agenda have changed after the invitation: everybody hears of it. `agenda`: that alone has."""
    rapat.urutan += 1
    undang(sesi, j, rapat, waktu, agenda=agenda)
    segarkan_undangan(sesi, j, rapat, waktu)


def segarkan_undangan(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, hanya: int | None = None) -> None:
    """The invitations as they stand now; `hanya`: only that attendance."""
    isi = isi_rapat(sesi, j, rapat)
    for k, orang in hadirin(sesi, rapat):
        nomor = _nomor_pesan(sesi, _kunci(k)) if hanya in (None, k.id) else None
        if nomor is not None:
            sunting(sesi, nomor, pesan.undangan(isi, isi_undangan(k, orang)), waktu)


def _kunci(k: Kehadiran) -> str:
    return f"undangan:{k.rapat_id}:{k.id}"


def _nomor_pesan(sesi: Session, kunci: str) -> int | None:
    return sesi.exec(select(KotakKeluar.id).where(KotakKeluar.kunci == kunci)).first()


def _jadwalkan(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, agenda: bool) -> None:
    """The calendar entry goes out, the reminder waits; both belong to this state of the meeting."""
    assert rapat.mulai is not None
    jadwalkan(sesi, f"{KALENDER}:{rapat.id}:{rapat.urutan}", waktu, KALENDER, j.nomor, agenda=int(agenda))
    kapan = saat_mengingatkan(j.kalender, rapat.mulai, waktu)
    if kapan is not None:
        jadwalkan(sesi, f"{INGAT}:{rapat.id}:{rapat.urutan}", kapan, INGAT, j.nomor)


# The organiser's view ------------------------------------------------------------------------------------------------


def mencatat(semua: Sequence[tuple[Kehadiran, Pegawai]], rapat: Rapat) -> bool:
    """Whether attendance is being recorded: `🏁 Tutup rapat` was pressed, not yet saved."""
    return rapat.status == "diundang" and any(k.hadir is not None for k, _ in semua)


def segarkan_panel(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, untuk: Pegawai | None = None) -> None:
    """The living message; `untuk` gets one if they have none."""
    semua = hadirin(sesi, rapat)
    tanpa_notulen = not notulen_masuk(sesi, j, rapat)
    undangan = [isi_undangan(k, o) for k, o in semua]
    isi = pesan.panel(isi_rapat(sesi, j, rapat), undangan, mencatat(semua, rapat), tanpa_notulen)
    depan = f"rapat-panel:{rapat.id}:"
    for satu in berkunci(sesi, depan):
        sunting(sesi, satu.id, isi, waktu)
    if untuk is not None and _nomor_pesan(sesi, f"{depan}{untuk.telegram}") is None:
        titipkan(sesi, Surat(untuk.telegram, "sendMessage", isi, prioritas=0, kunci=f"{depan}{untuk.telegram}"), waktu)


def penyelenggara(sesi: Session, rapat: Rapat) -> Pegawai | None:
    return sesi.get(Personel, rapat.personel_id) if rapat.personel_id else None


# Close ---------------------------------------------------------------------------------------------------------------


def catat_bawaan(semua: Sequence[tuple[Kehadiran, Pegawai]]) -> None:
    """Attendance as the answers have it; what has been recorded stays."""
    for k, _ in semua:
        if k.hadir is None and k.jawaban:
            k.hadir = k.jawaban != pesan.TIDAK


def tutup(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, oleh: Pegawai | None) -> str:
    """The meeting is over: attendance stands, invitations show it. Returns what the log says.

    Before the time that people were invited to, their answers say nothing of who came; the calendars give that time up.
    """
    semua = hadirin(sesi, rapat)
    lebih_awal = mendatang(rapat, waktu)
    if not lebih_awal:
        catat_bawaan(semua)
    rapat.status, rapat.ditutup_pada = "selesai", waktu
    if lebih_awal:
        rapat.urutan += 1
        jadwalkan(sesi, f"{KALENDER}:{rapat.id}:{rapat.urutan}", waktu, KALENDER, j.nomor)
    rapat.personel_id = rapat.personel_id or (oleh.id if oleh else None)
    sesi.flush()
    _lupakan_pertanyaan(sesi, rapat, [k.id for k, _ in semua], waktu)
    segarkan_undangan(sesi, j, rapat, waktu)
    segarkan_panel(sesi, j, rapat, waktu)
    if all(k.hadir is None for k, _ in semua):
        return "menutup rapat: kehadiran belum dicatat"
    return f"menutup rapat: {sum(bool(k.hadir) for k, _ in semua)} dari {len(semua)} hadir"


def _lupakan_pertanyaan(sesi: Session, rapat: Rapat, kehadiran: Sequence[int | None], waktu: datetime) -> None:
    """What is still asked about a meeting that is over is not waited for: the next thing sent is something else."""
    for soal in sesi.exec(select(Pertanyaan).where(col(Pertanyaan.jenis).startswith(PERTANYAAN))).all():
        if soal.isi.get("rapat") == rapat.id or soal.isi.get("kehadiran") in kehadiran:
            sunting(sesi, int(soal.isi["pesan"]), umum.PILIHAN_LEWAT, waktu)
            sesi.delete(soal)
    sesi.flush()


def jadwalkan_notulen(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, sambungan: int = 0) -> None:
    """A draft of the minutes from what is there, once for each state of the papers.

    A typed text may go on in the next message: the draft waits for it. `sambungan`: its length now that it has gone on.
    """
    masuk = notulen_masuk(sesi, j, rapat)
    kunci = f"{NOTULEN}:{rapat.id}:{len(masuk)}"
    if sambungan:
        belum = (Tonggak.kunci == kunci, col(Tonggak.selesai_pada).is_(None))
        if sesi.exec(select(Tonggak.id).where(*belum)).first() is not None:
            return
        kunci = f"{kunci}.{sambungan}"
    jeda = jeda_sambungan(masuk[-1].teks if masuk and masuk[-1].jenis == "teks" else "")
    jadwalkan(sesi, kunci, waktu + jeda, NOTULEN, j.nomor)


def notulen_masuk(sesi: Session, j: Jalan, rapat: Rapat) -> list[Lampiran]:
    """The papers of the meeting without our own draft. At a step that only invites: what came after the invitation."""
    selesai = {p.id: p.selesai_pada for p in penugasan(sesi, rapat)}
    milik = (col(Lampiran.penugasan_id).in_(list(selesai)), Lampiran.nama != nama_draf(j, rapat.langkah))
    semua = sesi.exec(select(Lampiran).where(*milik).order_by(col(Lampiran.id))).all()
    if j.sop[rapat.langkah].jenis is Jenis.RAPAT:
        return list(semua)
    return [x for x in semua if (pada := selesai[x.penugasan_id]) is not None and x.dibuat >= pada]


# Follow the procedure ------------------------------------------------------------------------------------------------


def ikuti(sesi: Session, j: Jalan, perubahan: Sequence[Perubahan], waktu: datetime) -> None:
    """What the events of an act mean for the meetings of the run."""
    for ke, satu in enumerate(perubahan):
        match satu.kejadian:
            case LangkahSelesai(no) if j.sop[no].jenis is Jenis.UNDANGAN:
                _undangan_selesai(sesi, j, no, perubahan, ke, waktu)
            case LangkahSelesai(no) if j.sop[no].jenis is Jenis.RAPAT:
                _rapat_selesai(sesi, j, no, _pelaku(sesi, perubahan[:ke]), waktu)
            case GiliranDimulai((tugas, *_)) if j.sop[tugas.langkah].jenis is Jenis.RAPAT:
                if tugas.tahap is Tahap.KERJA:
                    _rapat_dimulai(sesi, j, tugas.langkah, waktu)
            case PelaksanaanSelesai():
                for rapat in _hidup(sesi, j):
                    _akhiri(sesi, j, rapat, penyelenggara(sesi, rapat), waktu)
            case PelaksanaanDibatalkan():
                for rapat in _hidup(sesi, j):
                    batalkan(sesi, j, rapat, waktu)
            case TindakanDitarik() as ditarik:
                for no in sorted(_terundang_oleh(j.sop, satu)):
                    _tarik_undangan(sesi, j, no, ditarik, waktu)
            case _:
                pass


def _pelaku(sesi: Session, sebelum: Sequence[Perubahan]) -> Pegawai | None:
    """Who ended the step."""
    nomor = next((a.personel for p in reversed(sebelum) for a, _ in p.berakhir if a.personel), None)
    return sesi.get(Personel, nomor) if nomor else None


def _undangan_selesai(
    sesi: Session, j: Jalan, no: int, perubahan: Sequence[Perubahan], ke: int, waktu: datetime
) -> None:
    milik = langkah_rapat(j.sop, no)
    assert milik is not None
    rapat, oleh = siapkan(sesi, j, milik), _pelaku(sesi, perubahan[:ke])
    rapat.personel_id = rapat.personel_id or (oleh.id if oleh else None)
    banyak = undang(sesi, j, rapat, waktu)
    if rapat.mulai is not None:
        segarkan_panel(sesi, j, rapat, waktu, penyelenggara(sesi, rapat))
    bertugas = {o.telegram for p in perubahan[ke:] for t in p.dibuka for o in j.pemegang.get((t.peran, t.bidang), [])}
    _sertakan(sesi, j, rapat, no, bertugas, waktu)
    ingat(sesi, j, oleh, f"mengundang {banyak} orang ke rapat" + _sebut_waktu(sesi, j, rapat), waktu)


def _sertakan(sesi: Session, j: Jalan, rapat: Rapat, no: int, kecuali: set[int], waktu: datetime) -> None:
    """The papers of the inviting step (a letter of invitation) go along, except to those who get them with their card."""
    kertas = lampiran_langkah(sesi, j, no)
    for k, orang in hadirin(sesi, rapat):
        if orang.telegram in kecuali or k.personel_id == rapat.personel_id:
            continue
        titip_kertas(sesi, j, kertas, orang, _kunci(k) + ":{}", waktu)


def _sebut_waktu(sesi: Session, j: Jalan, rapat: Rapat) -> str:
    return f", {isi_rapat(sesi, j, rapat).waktu}, {rapat.tempat}" if rapat.mulai else ""


def _rapat_dimulai(sesi: Session, j: Jalan, no: int, waktu: datetime) -> None:
    """The step of the meeting begins: participants who have not been invited yet are."""
    rapat = siapkan(sesi, j, no)
    if rapat.personel_id is None:
        pelaksana = {o.id for (p, _), orang in j.pemegang.items() if p in j.sop[no].pelaksana for o in orang}
        rapat.personel_id = pelaksana.pop() if len(pelaksana) == 1 else None
    undang(sesi, j, rapat, waktu)
    segarkan_undangan(sesi, j, rapat, waktu)


def _rapat_selesai(sesi: Session, j: Jalan, no: int, oleh: Pegawai | None, waktu: datetime) -> None:
    rapat = cari(sesi, j, no)
    if rapat is None:  # a run from before there were meetings
        return
    if rapat.status == "diundang":
        _akhiri(sesi, j, rapat, oleh, waktu)
    elif rapat.status == "selesai":
        jadwalkan_notulen(sesi, j, rapat, waktu)


def _akhiri(sesi: Session, j: Jalan, rapat: Rapat, oleh: Pegawai | None, waktu: datetime) -> None:
    """Nobody closed the meeting by its button. A draft of the minutes is made where there is something to say."""
    dijawab = any(k.jawaban and k.personel_id != rapat.personel_id for k, _ in hadirin(sesi, rapat))
    lebih_awal = mendatang(rapat, waktu)
    uraian = tutup(sesi, j, rapat, waktu, oleh)
    if rapat.mulai is not None or dijawab:
        ingat(sesi, j, oleh, uraian, waktu)
    if notulen_masuk(sesi, j, rapat) if lebih_awal else rapat.mulai is not None or dijawab:
        jadwalkan_notulen(sesi, j, rapat, waktu)


def _terundang_oleh(sop: Sop, ditarik: Perubahan) -> set[int]:
    """The meetings that people were invited to by the act that has been taken back."""
    mengundang = {p.langkah for p in ditarik.dibuka_lagi if sop[p.langkah].jenis is Jenis.UNDANGAN}
    dimulai = {a.tugas.langkah for a, _ in ditarik.berakhir if sop[a.tugas.langkah].jenis is Jenis.RAPAT}
    milik = {langkah_rapat(sop, no) for no in mengundang} | {n for n in dimulai if len(langkah_terkait(sop, n)) == 1}
    return {no for no in milik if no is not None}


def _tarik_undangan(sesi: Session, j: Jalan, no: int, ditarik: TindakanDitarik, waktu: datetime) -> None:
    """Those invitations are void; what was planned stays as a plan, and whoever takes it up is the organiser."""
    lama = cari(sesi, j, no)
    if lama is None or lama.status != "diundang":
        return
    batalkan(sesi, j, lama, waktu, "ditarik")
    baru = siapkan(sesi, j, no)
    baru.mulai, baru.tempat, baru.agenda = lama.mulai, lama.tempat, lama.agenda
    ingat(sesi, j, sesi.get(Personel, ditarik.personel), "menarik kembali undangan rapat", waktu)


def batalkan(sesi: Session, j: Jalan, rapat: Rapat, waktu: datetime, status: str = "batal") -> None:
    """The run or just this meeting was cancelled: invitations say so, and so does the calendar."""
    dikirim = rapat.status == "diundang" and rapat.mulai is not None
    rapat.status = status
    rapat.urutan += 1
    sesi.flush()
    _lupakan_pertanyaan(sesi, rapat, [k.id for k, _ in hadirin(sesi, rapat)], waktu)
    segarkan_undangan(sesi, j, rapat, waktu)
    segarkan_panel(sesi, j, rapat, waktu)
    if dikirim:
        jadwalkan(sesi, f"{KALENDER}:{rapat.id}:{rapat.urutan}", waktu, KALENDER, j.nomor)


def _hidup(sesi: Session, j: Jalan) -> Sequence[Rapat]:
    milik = (Rapat.pelaksanaan_id == j.nomor, col(Rapat.status).in_(HIDUP))
    return sesi.exec(select(Rapat).where(*milik)).all()
