"""The papers of a meeting: its calendar entry and its minutes."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from bot.berkas import kalender, notulen
from bot.berkas.kop import Kop
from bot.berkas.naskah import PenandaTangan
from bot.berkas.naskah_rapat import Acara, Hadirin, NaskahNotulen

MULAI = datetime(2026, 4, 1, 13, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
ACARA = Acara(
    uid="rapat-1-1@dkupp.asisten-kinerja",
    urutan=2,
    judul="Rapat; pengukuran, kinerja",
    keterangan="Agenda: satu\ndua",
    mulai=MULAI,
    lama=timedelta(hours=2),
    tempat="Aula, lantai 2",
    penyelenggara='Vera "N" Natalia, S.E.',
    peserta=("Rina Oktavia: <b>", "Umar\r\nBakri"),
    dibuat=MULAI - timedelta(days=1),
)
NOTULEN = NaskahNotulen(
    kop=Kop("Dinas Contoh", "PEMERINTAH KABUPATEN CONTOH"),
    periode="Triwulan I 2026",
    acara="Melaksanakan rapat",
    mulai=MULAI,
    tempat="Ruang #2 *utama* <3>",
    zona="Asia/Jakarta",
    agenda=("Pembahasan $x$",),
    hadirin=(Hadirin("Rina Oktavia", "Kepala Dinas", "Hadir"), Hadirin("Umar", "Staf", "Tidak hadir")),
    hadir=1,
    keputusan=("Format disepakati.",),
    lampiran=("daftar hadir.pdf",),
    pimpinan=PenandaTangan("Sekretaris", "Taufik Hasan", "Pembina", "199403232018071038"),
    kota="Contoh",
    dibuat=MULAI,
)


def teks(naskah: NaskahNotulen) -> str:
    halaman = PdfReader(BytesIO(notulen.tulis(naskah))).pages
    return " ".join(" ".join(h.extract_text() for h in halaman).split())


def test_entri_kalender_terbaca_kembali() -> None:
    """What people typed survives commas, quotes and line breaks; times are the same moment; the same input, the same file."""
    data = kalender.tulis(ACARA)

    isi = Calendar.from_ical(data)
    (acara,) = isi.walk("VEVENT")
    assert str(isi["METHOD"]) == "REQUEST"
    assert (str(acara["UID"]), int(str(acara["SEQUENCE"]))) == (ACARA.uid, 2)
    assert (acara.decoded("DTSTART"), acara.decoded("DTEND")) == (MULAI, MULAI + timedelta(hours=2))
    assert (str(acara["SUMMARY"]), str(acara["LOCATION"])) == (ACARA.judul, ACARA.tempat)
    assert str(acara["DESCRIPTION"]) == ACARA.keterangan
    assert str(isi.to_ical()).count("ATTENDEE") == 2
    assert len(isi.walk("VALARM")) == 1
    assert data == kalender.tulis(ACARA)
    assert all(baris.startswith((b" ", b"\t")) or b":" in baris for baris in data.strip().split(b"\r\n"))


def test_pembatalan() -> None:
    isi = Calendar.from_ical(kalender.tulis(replace(ACARA, batal=True, urutan=3)))

    (acara,) = isi.walk("VEVENT")
    assert (str(isi["METHOD"]), str(acara["STATUS"]), int(str(acara["SEQUENCE"]))) == ("CANCEL", "CANCELLED", 3)
    assert isi.walk("VALARM") == []


def test_notulen_memuat_semuanya_apa_adanya() -> None:
    """Agenda, attendance, decisions and papers; what looks like markup stays what people typed."""
    isi = teks(NOTULEN)

    for kata in (
        "Ruang #2 *utama* <3>", "Pembahasan $x$", "Rabu, 1 April 2026 pukul 13.30 WIB", "Tidak hadir",
        "1 dari 2 undangan hadir", "Format disepakati.", "daftar hadir.pdf", "NIP. 19940323 201807 1 038",
    ):  # fmt: skip
        assert kata in isi, kata


def test_notulen_tanpa_keputusan_dapat_ditulisi() -> None:
    """Without decisions there are numbered lines to write on; a meeting without a time is printed all the same."""
    isi = teks(replace(NOTULEN, keputusan=(), lampiran=(), mulai=None, tempat=""))

    assert "6." in isi
    assert "Lampiran" not in isi


@pytest.mark.parametrize("lampiran", [(), ("daftar hadir.pdf",)])
def test_tanda_tangan_notulen_tidak_sendirian(lampiran: tuple[str, ...]) -> None:
    """Whatever the length of the attendance list, something of the minutes stands on the page that is signed."""
    for banyak in range(1, 34):
        hadirin = tuple(Hadirin(f"Orang {n}", "Staf", "Hadir") for n in range(banyak))
        naskah = replace(NOTULEN, hadirin=hadirin, lampiran=lampiran, keputusan=("Format disepakati.", "Jadwal tetap."))

        akhir = PdfReader(BytesIO(notulen.tulis(naskah))).pages[-1].extract_text()

        assert "Taufik Hasan" in akhir
        assert ("daftar hadir.pdf" if lampiran else "Jadwal tetap.") in akhir, banyak


def test_keputusan_panjang_boleh_terpotong() -> None:
    """A decision of several pages is printed to its last word, in order and numbered through."""
    isi = teks(replace(NOTULEN, keputusan=("Satu.", "kata " * 4000 + "habis"), lampiran=()))

    assert isi.index("1. Satu.") < isi.index("2. kata") < isi.index("habis") < isi.rindex("Taufik Hasan")
