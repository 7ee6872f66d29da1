"""Offices with procedures that nobody has written: anything that the checker accepts must run."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.sop.kejadian import Pelaku
from bot.sop.model import Jenis, Langkah, LembarSampul, Peran, Satuan, Selesai, Sop, StandarWaktu
from bot.sop.pemeriksa import periksa
from tests.sop.kantor import Kantor

TUNGGAL = ("kepala", "sekretaris", "tim")
PER_BIDANG = ("bidang", "fungsional")
KERJA = (Jenis.FORMAT, Jenis.REKAP, Jenis.ANALISIS, Jenis.INPUT_ESAKIP, Jenis.PENGGANDAAN, Jenis.ARSIP)
PERAN = tuple(
    Peran(p, p.title(), per_bidang=p in PER_BIDANG, atasan="" if p == "kepala" else "kepala")
    for p in (*TUNGGAL, *PER_BIDANG)
)
# Two in the team, a unit with two heads, a person with two units, and one who is in the team and heads a unit.
ORANG = (
    Pelaku(1, "Kepala", frozenset({("kepala", "")})),
    Pelaku(2, "Sekretaris", frozenset({("sekretaris", "")})),
    Pelaku(3, "Tim", frozenset({("tim", "")})),
    Pelaku(4, "Tim dan pasar", frozenset({("tim", ""), ("bidang", "pasar")})),
    Pelaku(5, "Pasar", frozenset({("bidang", "pasar")})),
    Pelaku(6, "Umum", frozenset({("bidang", "umum")})),
    Pelaku(7, "Fungsional", frozenset({("fungsional", "pasar"), ("fungsional", "umum")})),
)

_peran = st.lists(st.sampled_from((*TUNGGAL, *PER_BIDANG)), min_size=1, max_size=3, unique=True).map(tuple)
_tunggal = st.lists(st.sampled_from(TUNGGAL), max_size=2, unique=True)


def _langkah(no: int, jenis: Jenis, pelaksana: tuple[str, ...]) -> Langkah:
    waktu = StandarWaktu(10 * no, Satuan.MENIT)
    return Langkah(no, f"Langkah {no}", pelaksana, jenis, ("Data",), waktu, f"Hasil {no}")


def _sebelum(no: int, terbit: int) -> st.SearchStrategy[int]:
    """Where a decision may lead back: not before what has been published."""
    return st.integers(terbit + 1 if no > terbit else 1, no - 1)


@st.composite
def _kerja(draw: st.DrawFn, no: int, terbit: int) -> Langkah:
    langkah = _langkah(no, draw(st.sampled_from(KERJA)), draw(_peran))
    langkah = replace(langkah, selesai=draw(st.sampled_from(Selesai)), wajib_lampiran=draw(st.booleans()))
    if no > terbit + 1 or no < terbit:
        pemutus = draw(st.sampled_from(("", *TUNGGAL)))
        return replace(langkah, pemutus=pemutus, tidak=draw(_sebelum(no, terbit)) if pemutus else None)
    return langkah


@st.composite
def _telaah(draw: st.DrawFn, no: int, terbit: int) -> Langkah:
    langkah = _langkah(no, Jenis.TELAAH, draw(_peran))
    return replace(langkah, tidak=draw(_sebelum(no, terbit)), selesai=draw(st.sampled_from(Selesai)))


@st.composite
def _unggah(draw: st.DrawFn, no: int) -> Langkah:
    langkah = _langkah(no, Jenis.UNGGAH, (draw(st.sampled_from(PER_BIDANG)), *draw(_tunggal)))
    return replace(langkah, penerima=tuple(draw(_tunggal)))


@st.composite
def kantor_acak(draw: st.DrawFn) -> Kantor:
    """Three to nine steps: an order, uploads and work and decisions, the approval that publishes, perhaps more."""
    terbit = draw(st.integers(3, 6))
    wajib_unggah = draw(st.integers(2, terbit - 1))
    langkah = [_langkah(1, Jenis.PERINTAH, ("kepala",))]
    for no in range(2, terbit):
        pilihan = _unggah(no) if no == wajib_unggah else st.one_of(_kerja(no, terbit), _telaah(no, terbit), _unggah(no))
        langkah.append(draw(pilihan))
    setuju = _langkah(terbit, Jenis.TANDA_TANGAN, ("kepala",))
    langkah.append(replace(setuju, tidak=draw(st.integers(1, terbit - 1)), terbitkan=True))
    for no in range(terbit + 1, terbit + draw(st.integers(1, 4))):
        langkah.append(
            draw(_kerja(no, terbit) if no == terbit + 1 else st.one_of(_kerja(no, terbit), _telaah(no, terbit)))
        )
    terpakai = {p for x in langkah for p in (*x.pelaksana, *x.penerima, x.pemutus)}
    peran = tuple(p for p in PERAN if p.id in terpakai)
    sop = Sop("acak", "SOP acak", "Asia/Jakarta", LembarSampul("Dinas Acak"), peran, tuple(langkah))
    assert periksa(sop) == []
    return Kantor(sop, ORANG, ("pasar", "umum"))
