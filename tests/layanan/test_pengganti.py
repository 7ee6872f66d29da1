"""The letter of a stand-in as people type it, and who sits where when stand-ins and hand-overs meet."""

from datetime import date

import pytest

from bot.layanan.muat import Alihan, Susunan, urai_sebutan
from bot.layanan.surat_tugas import SuratTakTerbaca, SuratTugas, baca_surat
from db.tabel import Personel

HARI = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("teks", "dari", "sampai"),
    [
        ("800/123/2026; 20-11-2026; 04-12-2026", date(2026, 11, 20), date(2026, 12, 4)),
        ("800/123/2026;20/11/2026;4.12.2026", date(2026, 11, 20), date(2026, 12, 4)),
        ("800/123/2026; 20 November 2026; 4 Des 2026", date(2026, 11, 20), date(2026, 12, 4)),
        ("800/123/2026; 2026-11-20; -", date(2026, 11, 20), None),
        ("800/123/2026; 1 mei 2026; –", date(2026, 5, 1), None),
        ("800/123/2026; 20-11-2026; 20-11-2026", date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_surat_terbaca(teks: str, dari: date, sampai: date | None) -> None:
    """Dates are read the ways people write them; the last day may be open."""
    assert baca_surat(teks, HARI) == SuratTugas("800/123/2026", dari, sampai)


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        ("", "Tiga bagian"),
        ("800/1", "Tiga bagian"),
        ("; 20-11-2026; -", "Tiga bagian"),
        ("800/1; 20-11-2026", "Tiga bagian"),
        ("800/1; 31-02-2026; -", "tidak ada di kalender"),
        ("800/1; 1 xyz 2026; -", "tidak ada di kalender"),
        ("800/1; 1 m 2026; -", "tidak ada di kalender"),
        ("800/1; besok; -", "tidak terbaca"),
        ("800/1; ; -", "Tanggal mulai belum ditulis"),
        ("800/1; 20-11-26; -", "tidak terbaca"),
        ("800/1; 21-11-2026; 20-11-2026", "lebih awal"),
        ("800/1; 01-10-2026; 19-11-2026", "sudah lewat"),
    ],
)
def test_surat_tak_terbaca(teks: str, sebab: str) -> None:
    """What cannot be read is refused with its reason, never guessed."""
    with pytest.raises(SuratTakTerbaca, match=sebab):
        baca_surat(teks, HARI)


def orang(nomor: int) -> Personel:
    return Personel(id=nomor, instansi_id=1, telegram=nomor, nama=f"O{nomor}")


TIM, KEPALA = ("tim", ""), ("kepala", "")


def test_alihan_menggantikan_hanya_pemberinya() -> None:
    """Of two holders one hands on: the other stays, the receiver comes, other roles are untouched."""
    susunan = Susunan(
        {TIM: [orang(1), orang(2)], KEPALA: [orang(3)]}, alihan=(Alihan(TIM, 1, orang(4)), Alihan(KEPALA, 3, orang(5)))
    )
    pemegang = susunan.dengan_alihan({TIM})
    assert {s: [o.id for o in isi] for s, isi in pemegang.items()} == {TIM: [2, 4], KEPALA: [3]}
    assert [o.id for o in susunan.pemegang[TIM]] == [1, 2]


@pytest.mark.parametrize(
    ("sebutan", "bagian"),
    [
        ("Kepala Dinas (Rina Oktavia)", ("Kepala Dinas", "Rina Oktavia")),
        ("Plt. Kepala Bidang (Arsip) (Budi)", ("Plt. Kepala Bidang (Arsip)", "Budi")),
        ("Rina Oktavia", ("", "Rina Oktavia")),
    ],
)
def test_sebutan_diurai(sebutan: str, bagian: tuple[str, str]) -> None:
    """The title of the moment of approval comes back out of the log."""
    assert urai_sebutan(sebutan) == bagian
