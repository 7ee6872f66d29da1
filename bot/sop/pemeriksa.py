"""Proves on the graph of steps that a procedure can be carried out from the order to the end.

Each rule is a function from an SOP to its findings; `ATURAN` is the list of them. The workflow core (`alur.py`) relies
on every one.
"""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from bot.sop.model import Jenis, Langkah, Selesai, Sop
from bot.sop.temuan import Temuan, saran

_AKHIR = 0  # the node after the last step
_BERUNDANG = (Jenis.RAPAT, Jenis.UNDANGAN)
_BERPENERIMA = (Jenis.LAPORAN, Jenis.SOSIALISASI)
_PENENTU = (Jenis.TELAAH, Jenis.TANDA_TANGAN)
_DAFTAR_PERAN = ("pelaksana", "penerima", "peserta")


def periksa(sop: Sop) -> list[Temuan]:
    """Everything that would stop a run of this SOP or leave it without an approval. Empty: the SOP can be carried out."""
    return [temuan for aturan in ATURAN for temuan in aturan(sop)]


# The whole procedure -------------------------------------------------------------------------------------------------


def _zona_dikenal(sop: Sop) -> Iterator[Temuan]:
    try:
        ZoneInfo(sop.zona)
    except (ValueError, OSError, LookupError):
        anjuran = "Pakai Asia/Jakarta atau Asia/Pontianak (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)."
        yield Temuan(("zona",), f'Zona waktu "{sop.zona}" tidak dikenal.', anjuran)


def _bernomor_urut(sop: Sop) -> Iterator[Temuan]:
    """Only the first break is named: the ones after it follow from it."""
    for urutan, langkah in enumerate(sop.langkah, 1):
        if langkah.no != urutan:
            masalah = f"Nomor {langkah.no} berada di urutan ke-{urutan}."
            yield _pada(
                urutan - 1, "no", masalah, f"Tulis {urutan}: langkah dinomori 1, 2, 3 dan seterusnya tanpa celah."
            )
            return


def _alur_utuh(sop: Sop) -> Iterator[Temuan]:
    """Every step can be reached from the first, and from every step the end can be reached."""
    if not sop.langkah:
        yield Temuan(("langkah",), "SOP ini belum mempunyai langkah.", "Tambahkan langkah pertama dengan [[langkah]].")
        return
    maju = panah(sop)
    tercapai = _jelajahi(maju, sop.langkah[0].no)
    mundur: dict[int, set[int]] = {}
    for asal, tujuan in maju.items():
        for no in tujuan:
            mundur.setdefault(no, set()).add(asal)
    berakhir = _jelajahi(mundur, _AKHIR)
    for posisi, langkah in enumerate(sop.langkah):
        if langkah.no not in tercapai:
            yield _pada(
                posisi, "no", f"Langkah {langkah.no} tidak pernah tercapai.", f"Lengkapi langkah {langkah.no - 1}."
            )
        if langkah.no not in berakhir:
            anjuran = f"Lengkapi langkah {langkah.no + 1} sesudahnya."
            yield _pada(posisi, "no", f"Dari langkah {langkah.no} proses tidak dapat sampai ke akhir.", anjuran)


def panah(sop: Sop) -> dict[int, set[int]]:
    """The graph: from each step to the next (0 is the end) and, where it decides, back to where "Kembalikan" leads."""
    nomor = {langkah.no for langkah in sop.langkah}
    hasil: dict[int, set[int]] = {}
    for langkah in sop.langkah:
        tujuan = hasil.setdefault(langkah.no, set())
        if langkah is sop.langkah[-1]:
            tujuan.add(_AKHIR)
        elif langkah.no + 1 in nomor:
            tujuan.add(langkah.no + 1)
        if langkah.tidak is not None:
            tujuan.add(langkah.tidak)
    return hasil


def _jelajahi(maju: dict[int, set[int]], awal: int) -> set[int]:
    tercapai, antrean = {awal}, [awal]
    while antrean:
        for no in maju.get(antrean.pop(), set()) - tercapai:
            tercapai.add(no)
            antrean.append(no)
    return tercapai


def _diawali_perintah_kepala(sop: Sop) -> Iterator[Temuan]:
    for langkah in sop.langkah[:1]:
        if langkah.jenis is not Jenis.PERINTAH:
            yield _pada(
                0, "jenis", f'Langkah pertama berjenis "{langkah.jenis}".', 'Tulis "perintah": kepala memulai proses.'
            )
        if langkah.pelaksana != ("kepala",):
            yield _pada(0, "pelaksana", "Langkah pertama bukan perintah kepala.", 'Tulis pelaksana = ["kepala"].')


# Roles ---------------------------------------------------------------------------------------------------------------


def _ada_kepala(sop: Sop) -> Iterator[Temuan]:
    kepala = next((p for p in sop.peran if p.id == "kepala"), None)
    if kepala is None:
        anjuran = 'Tambahkan di [peran], misalnya: kepala = "Kepala Dinas".'
        yield Temuan(("peran",), 'Peran "kepala", pimpinan yang memerintah dan menyetujui, belum ada.', anjuran)
    elif kepala.per_bidang:
        yield Temuan(("peran", "kepala", "per"), "Kepala tidak dapat dibagi per bidang.", 'Hapus per = "bidang".')


def _peran_dikenal(sop: Sop) -> Iterator[Temuan]:
    dikenal = [p.id for p in sop.peran]
    for posisi, langkah in enumerate(sop.langkah):
        for kunci, nama in _sebutan(langkah):
            if nama not in dikenal:
                anjuran = saran(nama, dikenal) or f"Tambahkan di [peran], atau pakai: {', '.join(dikenal)}."
                yield _pada(posisi, kunci, f'Peran "{nama}" belum ada di [peran].', anjuran)


def _tanpa_pengulangan(sop: Sop) -> Iterator[Temuan]:
    for posisi, langkah in enumerate(sop.langkah):
        for kunci in _DAFTAR_PERAN:
            isi: tuple[str, ...] = getattr(langkah, kunci)
            for nama in sorted({nama for nama in isi if isi.count(nama) > 1}):
                yield _pada(posisi, kunci, f'Peran "{nama}" disebut lebih dari sekali.', "Hapus ulangannya.")


def _peran_terpakai(sop: Sop) -> Iterator[Temuan]:
    terpakai = {nama for langkah in sop.langkah for _, nama in _sebutan(langkah)}
    for peran in sop.peran:
        if peran.id not in terpakai and peran.id != "kepala":
            anjuran = "Sebut sebagai pelaksana, pemutus, peserta, atau penerima pada suatu langkah, atau hapus."
            yield Temuan(("peran", peran.id), f'Peran "{peran.id}" tidak dipakai pada langkah mana pun.', anjuran)


def _atasan_sampai_kepala(sop: Sop) -> Iterator[Temuan]:
    """Lateness goes up the line; the line must end at the head, and one person must not have a superior per unit."""
    dikenal = {p.id: p for p in sop.peran}
    for peran in sop.peran:
        kunci = ("peran", peran.id, "atasan")
        if peran.id == "kepala":
            if peran.atasan:
                yield Temuan(kunci, "Kepala tidak mempunyai atasan di SOP ini.", "Hapus kunci ini.")
        elif peran.atasan not in dikenal:
            if peran.atasan != "kepala":  # a missing head is named once, by `_ada_kepala`
                anjuran = saran(peran.atasan, dikenal) or f"Peran yang ada: {', '.join(dikenal)}."
                yield Temuan(kunci, f'Atasan "{peran.atasan}" belum ada di [peran].', anjuran)
        elif dikenal[peran.atasan].per_bidang and not peran.per_bidang and peran.atasan != "kepala":
            masalah = f'Atasan "{peran.atasan}" ada di tiap bidang, sedangkan peran ini tidak per bidang.'
            yield Temuan(kunci, masalah, 'Pilih satu pejabat, misalnya "kepala".')
        elif _berputar(peran.id, {p.id: p.atasan for p in sop.peran}):
            yield Temuan(
                kunci, "Rantai atasan berputar dan tidak sampai ke kepala.", 'Pilih atasan lain, misalnya "kepala".'
            )


def _berputar(awal: str, atasan: dict[str, str]) -> bool:
    dilewati: set[str] = set()
    while awal and awal not in dilewati:
        dilewati.add(awal)
        awal = atasan.get(awal, "")
    return bool(awal)


# Decisions -----------------------------------------------------------------------------------------------------------


def _penentu_punya_tidak(sop: Sop) -> Iterator[Temuan]:
    for posisi, langkah in enumerate(sop.langkah):
        if langkah.memutuskan and langkah.tidak is None:
            anjuran = f"Tambahkan tidak = nomor langkah tujuan, {_sebelum(langkah)}."
            yield _pada(posisi, "tidak", "Langkah keputusan ini belum punya tujuan untuk ↩️ Kembalikan.", anjuran)
        if not langkah.memutuskan and langkah.tidak is not None:
            masalah = f'Langkah berjenis "{langkah.jenis}" tidak memutuskan, jadi tidak dapat mengembalikan.'
            anjuran = "Hapus tidak, tambahkan pemutus, atau ubah jenisnya menjadi telaah atau tanda-tangan."
            yield _pada(posisi, "tidak", masalah, anjuran)


def _tidak_ke_belakang(sop: Sop) -> Iterator[Temuan]:
    nomor = {langkah.no for langkah in sop.langkah}
    for posisi, langkah in enumerate(sop.langkah):
        ke = langkah.tidak
        if ke is None or not langkah.memutuskan or (ke in nomor and ke < langkah.no):
            continue
        if ke == langkah.no:
            masalah = f"{ke} menunjuk ke langkah itu sendiri."
        elif ke > langkah.no and ke in nomor:
            masalah = f"{ke} menunjuk ke depan."
        else:
            masalah = f"Langkah {ke} tidak ada."
        yield _pada(posisi, "tidak", masalah, f"Pilih langkah sebelumnya: {_sebelum(langkah)}.")


def _pemutus_masuk_akal(sop: Sop) -> Iterator[Temuan]:
    per_bidang = {p.id for p in sop.peran if p.per_bidang}
    for posisi, langkah in enumerate(sop.langkah):
        pemutus = langkah.pemutus
        if not pemutus:
            continue
        if langkah.jenis in (Jenis.PERINTAH, Jenis.UNGGAH):
            masalah = f'Langkah berjenis "{langkah.jenis}" tidak mempunyai pemutus.'
            yield _pada(posisi, "pemutus", masalah, "Hapus pemutus, dan tambahkan langkah telaah sesudahnya.")
        if langkah.jenis in _PENENTU and pemutus in langkah.pelaksana:
            masalah = f'Pelaksana "{pemutus}" sudah memutuskan pada langkah berjenis "{langkah.jenis}".'
            yield _pada(posisi, "pemutus", masalah, "Hapus pemutus, atau hapus peran itu dari pelaksana.")
        if pemutus in langkah.penerima:
            masalah = f'Pemutus "{pemutus}" sudah menerima dokumen untuk diputuskan.'
            yield _pada(posisi, "penerima", masalah, f'Hapus "{pemutus}" dari penerima.')
        if pemutus in per_bidang:
            masalah = f'Peran "{pemutus}" ada di tiap bidang, sedangkan keputusannya satu.'
            yield _pada(posisi, "pemutus", masalah, "Pilih peran yang tidak per bidang.")


def _satu_terbitkan(sop: Sop) -> Iterator[Temuan]:
    """Exactly one approval publishes the recap, and it is the head's (kontrak.md, "The recap")."""
    terbit = [(posisi, langkah) for posisi, langkah in enumerate(sop.langkah) if langkah.terbitkan]
    if sop.langkah and not terbit:
        anjuran = "Tulis terbitkan = true pada langkah persetujuan kepala, biasanya yang berjenis tanda-tangan."
        yield Temuan(("langkah",), "Belum ada langkah yang menerbitkan rekap.", anjuran)
    for posisi, _ in terbit[1:]:
        masalah = f"Rekap sudah terbit pada langkah {terbit[0][1].no}."
        yield _pada(posisi, "terbitkan", masalah, "Sisakan terbitkan = true pada satu langkah saja.")
    for posisi, langkah in terbit[:1]:
        if not langkah.memutuskan:
            anjuran = 'Pindahkan ke langkah telaah atau tanda-tangan, atau tambahkan pemutus = "kepala" di sini.'
            yield _pada(posisi, "terbitkan", "Langkah ini tidak memutuskan apa pun.", anjuran)
        elif (langkah.pemutus or langkah.pelaksana) not in ("kepala", ("kepala",)):
            masalah = "Rekap hanya boleh terbit sesudah kepala menyetujui, sedangkan di sini yang memutuskan bukan kepala saja."
            yield _pada(posisi, "terbitkan", masalah, "Pindahkan ke langkah yang diputuskan kepala.")
        yield from _sesudah_terbit(sop, langkah)


def _sesudah_terbit(sop: Sop, terbit: Langkah) -> Iterator[Temuan]:
    """What has been posted stands: no figures after it and no way back before it."""
    for posisi, langkah in enumerate(sop.langkah):
        if langkah.no <= terbit.no:
            continue
        if langkah.jenis is Jenis.UNGGAH:
            masalah = f"Data diunggah sesudah rekap terbit pada langkah {terbit.no}."
            yield _pada(posisi, "jenis", masalah, f"Letakkan unggahan sebelum langkah {terbit.no}.")
        if langkah.tidak is not None and langkah.tidak <= terbit.no:
            masalah = (
                f"Rekap sudah terbit pada langkah {terbit.no}; proses tidak dapat kembali ke langkah {langkah.tidak}."
            )
            anjuran = f"Pilih langkah sesudah {terbit.no}, atau pindahkan terbitkan = true ke keputusan terakhir."
            yield _pada(posisi, "tidak", masalah, anjuran)


# Kinds of step -------------------------------------------------------------------------------------------------------


def _ada_unggahan(sop: Sop) -> Iterator[Temuan]:
    """Figures come in once per unit, and the step ends when every unit has sent."""
    per_bidang = {p.id for p in sop.peran if p.per_bidang}
    unggah = [(posisi, langkah) for posisi, langkah in enumerate(sop.langkah) if langkah.jenis is Jenis.UNGGAH]
    if sop.langkah and not unggah:
        anjuran = 'Beri jenis = "unggah" pada langkah pengumpulan data.'
        yield Temuan(("langkah",), "Belum ada langkah untuk mengunggah realisasi.", anjuran)
    for posisi, langkah in unggah:
        pengunggah = [nama for nama in langkah.pelaksana if nama in per_bidang]
        if not pengunggah:
            anjuran = 'Sebut peran yang ditandai per = "bidang" di [peran], misalnya bidang.'
            yield _pada(posisi, "pelaksana", "Tidak ada peran per bidang yang mengunggah.", anjuran)
        if len(pengunggah) > 1:
            masalah = f"Satu bidang akan diminta mengunggah {len(pengunggah)} kali, oleh {' dan '.join(pengunggah)}."
            yield _pada(posisi, "pelaksana", masalah, "Sisakan satu; pindahkan yang lain ke penerima.")
        if langkah.selesai is Selesai.SALAH_SATU:
            masalah = "Dengan salah_satu, unggahan tertutup begitu satu bidang mengirim."
            yield _pada(posisi, "selesai", masalah, 'Tulis "semua", atau hapus kunci ini.')


def _peserta_di_rapat(sop: Sop) -> Iterator[Temuan]:
    for posisi, langkah in enumerate(sop.langkah):
        if langkah.peserta and langkah.jenis not in _BERUNDANG:
            masalah = f'Langkah berjenis "{langkah.jenis}" tidak mengundang peserta.'
            yield _pada(
                posisi, "peserta", masalah, "Pindahkan ke penerima, atau ubah jenisnya menjadi rapat atau undangan."
            )


def _laporan_ada_tujuannya(sop: Sop) -> Iterator[Temuan]:
    for posisi, langkah in enumerate(sop.langkah):
        if langkah.jenis in _BERPENERIMA and not langkah.penerima and not langkah.pemutus:
            masalah = f'Langkah berjenis "{langkah.jenis}" ini belum menyebut siapa yang menerima.'
            yield _pada(posisi, "penerima", masalah, 'Tambahkan, misalnya: penerima = ["kepala"].')


def _lampiran_ada_tombolnya(sop: Sop) -> Iterator[Temuan]:
    for posisi, langkah in enumerate(sop.langkah):
        memutuskan_sendiri = langkah.memutuskan and not langkah.pemutus
        if langkah.wajib_lampiran and (memutuskan_sendiri or langkah.jenis in (Jenis.PERINTAH, Jenis.UNGGAH)):
            masalah = f'Langkah berjenis "{langkah.jenis}" ini tidak ditutup dengan ✅ Selesai, jadi lampirannya tidak dapat diwajibkan.'
            yield _pada(posisi, "wajib_lampiran", masalah, "Hapus kunci ini.")


ATURAN: tuple[Callable[[Sop], Iterator[Temuan]], ...] = (
    _zona_dikenal,
    _bernomor_urut,
    _alur_utuh,
    _diawali_perintah_kepala,
    _ada_kepala,
    _peran_dikenal,
    _tanpa_pengulangan,
    _peran_terpakai,
    _atasan_sampai_kepala,
    _penentu_punya_tidak,
    _tidak_ke_belakang,
    _pemutus_masuk_akal,
    _satu_terbitkan,
    _ada_unggahan,
    _peserta_di_rapat,
    _laporan_ada_tujuannya,
    _lampiran_ada_tombolnya,
)


def _pada(posisi: int, kunci: str, masalah: str, seharusnya: str) -> Temuan:
    return Temuan(("langkah", posisi, kunci), masalah, seharusnya)


def _sebutan(langkah: Langkah) -> Iterator[tuple[str, str]]:
    """Every mention of a role, with the key it stands in."""
    for kunci in _DAFTAR_PERAN:
        for nama in getattr(langkah, kunci):
            yield kunci, nama
    if langkah.pemutus:
        yield "pemutus", langkah.pemutus


def _sebelum(langkah: Langkah) -> str:
    return f"1 sampai {langkah.no - 1}" if langkah.no > 2 else "1"
