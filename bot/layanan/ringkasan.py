"""The summary of a unit's figures: what was read, what is asked before `✅ Kirim`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.berkas.temuan import Temuan
from bot.kinerja.contoh import bentuk_koreksi
from bot.kinerja.isian import pertanyaan_terbuka
from bot.kinerja.model import Angka, Arah, Indikator, Keterbacaan, Realisasi
from bot.kinerja.tampil import bacaan_id, rupiah_id, target_id
from bot.kinerja.ukur import VarianTurun
from bot.kinerja.wajar import periksa_penjelasan, tanpa_rumus
from bot.pesan.unggahan import Butir, IsiRingkasan, Terbaca

TANPA_TARGET = "➖"
TANDA_TANYA = "?"  # how a plausibility question ends, and a mere remark does not
_NOL = Decimal(0)
_TANDA = {Keterbacaan.NILAI: "✅", Keterbacaan.TEKS: "✅", Keterbacaan.KOSONG: "⬜", Keterbacaan.KONFIRMASI: "❓"}


def tanyakan(
    realisasi: Mapping[str, Realisasi],
    milik: Sequence[Indikator],
    triwulan: int,
    lalu: Mapping[str, Realisasi] | None,
    varian: VarianTurun = VarianTurun.SELISIH,
) -> tuple[list[Temuan], list[Temuan]]:
    """What is worth a second look (asked, not refused), and what cannot be read without guessing."""
    ada = [(i, realisasi[i.kode]) for i in milik if i.kode in realisasi]
    peringatan = [
        satu
        for i, r in ada
        for satu in (
            *(Temuan(r.kinerja.sel, i.kode, x) for x in pertanyaan_terbuka(i, triwulan, r, (lalu or {}).get(i.kode))),
            *(
                Temuan("", i.kode, x) for x in periksa_penjelasan(i, triwulan, r, varian)
            ),  # its own cell is not known here
        )
    ]
    konfirmasi = [
        Temuan(b.sel, i.kode, f"“{b.asli}”.", b.alasan, uang=b is r.anggaran)
        for i, r in ada
        for b in (r.kinerja, r.anggaran)
        if b.status is Keterbacaan.KONFIRMASI
    ]
    konfirmasi += [
        Temuan(r.kinerja.sel, i.kode, *sebab) for i, r in ada if (sebab := tanpa_rumus(i, triwulan, r, varian))
    ]
    return peringatan, konfirmasi


def tanpa_yang_terjawab(peringatan: Sequence[Temuan], realisasi: Mapping[str, Realisasi]) -> list[Temuan]:
    """What is still worth a second look: answered questions are told apart."""
    terjawab = {(r.kode, soal) for r in realisasi.values() for soal, _ in r.penjelasan}
    return [t for t in peringatan if (t.kode, t.uraian) not in terjawab]


def rangkum(
    kiriman: int,
    bidang: str,
    tahun: int,
    triwulan: int,
    nama_berkas: str,
    realisasi: Mapping[str, Realisasi],
    milik: Sequence[Indikator],
    peringatan: Sequence[Temuan],
    konfirmasi: Sequence[Temuan],
    *,
    menunggu: bool,
) -> IsiRingkasan:
    """Everything that the summary says. `menunggu`: sent before its step."""
    laporan = [(i, realisasi.get(i.kode, Realisasi(i.kode))) for i in milik]
    kosong = [i for i, r in laporan if r.kinerja.status is Keterbacaan.KOSONG]
    tanpa_target = sum(i.target_tw[triwulan - 1] is None for i in kosong)
    ragu = {t.kode for t in konfirmasi if not t.uang}
    terbaca = [(i, r) for i, r in laporan if r.kinerja.status in (Keterbacaan.NILAI, Keterbacaan.TEKS)]
    return IsiRingkasan(
        kiriman=kiriman,
        bidang=bidang,
        tahun=tahun,
        triwulan=triwulan,
        nama_berkas=nama_berkas,
        baris=[_terbaca(i, r, triwulan, ragu=i.kode in ragu) for i, r in laporan],
        terbaca=sum(i.kode not in ragu for i, r in terbaca),
        kosong=len(kosong) - tanpa_target,
        tanpa_target=tanpa_target,
        konfirmasi=butir(konfirmasi),
        peringatan=butir(peringatan),
        tanpa_identitas=False,
        diabaikan=(),
        menunggu=menunggu,
        koreksi=_koreksi(milik, konfirmasi),
        dijawab=[(r.kode, soal, jawaban) for _, r in laporan for soal, jawaban in r.penjelasan],
        bertanya=any(t.uraian.endswith(TANDA_TANYA) for t in peringatan),
    )


def butir(temuan: Sequence[Temuan]) -> list[Butir]:
    return [Butir(t.sel, t.kode, t.uraian, t.saran, t.uang) for t in temuan]


def _terbaca(i: Indikator, r: Realisasi, triwulan: int, *, ragu: bool) -> Terbaca:
    target, bacaan = i.target_tw[triwulan - 1], r.kinerja
    tak_dinilai = target is None or (target == Angka(_NOL) and i.arah is Arah.NAIK)
    dibaca = bacaan.status is not Keterbacaan.KONFIRMASI
    tanda = TANPA_TARGET if tak_dinilai and dibaca else _TANDA[Keterbacaan.KONFIRMASI if ragu else bacaan.status]
    rupiah = rupiah_id(r.anggaran.nilai) if r.anggaran.status is Keterbacaan.NILAI else ""
    return Terbaca(i.kode, i.nama, target_id(target) or "–", bacaan_id(bacaan) or "–", tanda, rupiah)


def _koreksi(milik: Sequence[Indikator], konfirmasi: Sequence[Temuan]) -> list[str]:
    """How what is asked is corrected in the chat: of each kind of cell the first one."""
    pertama: dict[bool, str] = {}
    for t in konfirmasi:
        if tentang := next((i for i in milik if i.kode == t.kode), None):
            pertama.setdefault(t.uang, bentuk_koreksi(tentang, uang=t.uang))
    return list(pertama.values())
