"""The office's seal on the PDF: whole, no signature in disguise, still a PDF/A; and every refusal says what to do."""

import asyncio
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pypdf import PdfReader

from bot.berkas import pdf, segel_pdf
from bot.berkas.rakit import Perakit
from bot.berkas.salinan import tanda_tangan
from bot.berkas.segel import PesananSegel, Segel, SegelDitolak, periksa
from bot.layanan.segel import bersegel
from tests.berkas.naskah_uji import DIBUAT, naskah_kantor
from tests.berkas.segel_sah import sah
from tests.berkas.segel_uji import PEMILIK, SAMPAI, SANDI, kantor, segel

SAAT = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def disegel(tmp_path):
    """A recap of a sample office under its seal."""
    return segel_pdf.tulis(PesananSegel(naskah_kantor(), segel(tmp_path)))


@pytest.mark.parametrize("jenis", ["ec", "rsa"])
def test_segel_utuh_dan_meliputi_seluruh_berkas(tmp_path, jenis):
    """The validator finds one seal, of the moment that the caller gave, over the whole file."""
    pemilik = kantor(jenis=jenis)
    disegel = segel_pdf.tulis(PesananSegel(naskah_kantor(), segel(tmp_path, pemilik.p12())))

    (satu,) = sah(disegel, pemilik, DIBUAT)
    assert (satu.utuh, satu.seluruh, satu.saat) == (True, True, DIBUAT)
    assert "bukan tanda tangan pejabat" in satu.alasan


def test_satu_huruf_diubah_merusak_segel(disegel):
    letak = disegel.index(b"/Keywords")
    diubah = disegel[:letak] + b"/keywords" + disegel[letak + 9 :]

    assert not sah(diubah, kantor(), DIBUAT)[0].utuh


def test_kertasnya_tetap_yang_dicetak(disegel):
    """The seal follows the printed paper byte for byte; it adds neither metadata nor anything that is seen."""
    polos = pdf.tulis(replace(naskah_kantor(), segel=PEMILIK))
    tambahan = disegel[len(polos) :]

    assert disegel.startswith(polos)
    assert not re.search(rb"/Metadata\n|/ModDate|/Producer|<x:xmpmeta", tambahan)


def test_tetap_pdf_a(disegel):
    """What PDF/A asks of a signature field (ISO 19005-2, 6.3 and 6.4): printed, not hidden, no scripts, no dynamic forms."""
    baca: Any = PdfReader(BytesIO(disegel))
    formulir = baca.trailer["/Root"]["/AcroForm"]
    (ruang,) = [a.get_object() for a in baca.pages[0]["/Annots"]]

    xmp = baca.trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert set(formulir) == {"/Fields", "/SigFlags"}
    assert (ruang["/FT"], list(ruang["/Rect"])) == ("/Sig", [0, 0, 0, 0])
    tercetak, tersembunyi = 4, 1 | 2 | 32  # Print; Invisible, Hidden, NoView
    assert ruang["/F"] & (tercetak | tersembunyi) == tercetak
    assert not {"/A", "/AA"} & set(ruang)
    assert ruang["/V"]["/ByteRange"][0] == 0
    assert sum(ruang["/V"]["/ByteRange"][2:]) == len(disegel)
    assert disegel.endswith(b"%%EOF\n")


def test_kata_di_kertas(disegel):
    """Sealed it says whose seal it bears and that it is no signature; not sealed it says nothing of a seal."""
    teks, polos = (
        " ".join("".join(h.extract_text() for h in PdfReader(BytesIO(isi)).pages).split())
        for isi in (disegel, pdf.tulis(naskah_kantor()))
    )

    assert f"Disegel dengan sertifikat {PEMILIK}; bukan tanda tangan pejabat." in teks
    assert "Disetujui di dalam sistem" in teks
    assert "ditandatangani secara elektronik" not in teks.casefold()
    assert "segel" not in polos.casefold()


def test_pejabat_masih_dapat_menandatangani(disegel):
    """The official's own signature after the seal leaves the seal whole, and the seal allows it."""
    pejabat = kantor(pemilik="Rina Oktavia")
    penanda = SimpleSigner.load_pkcs12_data(pejabat.p12(), (), SANDI.encode())
    tambah = IncrementalPdfFileWriter(BytesIO(disegel))
    berdua = sign_pdf(tambah, PdfSignatureMetadata(field_name="TTE", reason="TTE"), penanda).getvalue()

    kantor_, _ = sah(berdua, kantor(), DIBUAT)
    assert (kantor_.utuh, kantor_.seluruh, kantor_.tambahan_mengubah) == (True, False, False)
    (pejabat_,) = tanda_tangan(berdua)  # sent back as the signed copy, only the official's counts
    assert pejabat_.sampai == len(berdua)
    assert tanda_tangan(disegel) == []


def test_segel_yang_baik(tmp_path):
    """Owner and last day; the password shows neither here nor in what is printed of it."""
    satu = segel(tmp_path)

    hasil = periksa(satu, SAAT)

    assert (hasil.pemilik, hasil.sampai) == (PEMILIK, SAMPAI)
    assert SANDI not in repr(satu) + repr(hasil) + repr(PesananSegel(naskah_kantor(), satu))


def test_tanpa_kata_sandi(tmp_path):
    """A file without a password needs none."""
    assert periksa(segel(tmp_path, kantor().p12(""), ""), SAAT).pemilik == PEMILIK


LAMA = {"sampai": SAAT - timedelta(hours=1)}
NANTI = {"mulai": SAAT + timedelta(days=9), "sampai": SAAT + timedelta(days=99)}


@pytest.mark.parametrize(
    ("isi", "sandi", "kata"),
    [
        (kantor().p12(), "sandi lain rahasia", "kata sandinya tidak cocok. Periksa SEGEL_SANDI"),
        (kantor().p12(), "", "kata sandinya tidak cocok. Periksa SEGEL_SANDI"),
        (b"%PDF-1.7", SANDI, "bukan PKCS#12"),
        (b"", SANDI, "bukan PKCS#12"),
        (kantor().p12()[:500], SANDI, "rusak"),
        (kantor().p12(dengan_kunci=False), SANDI, "tidak memuat kunci"),
        (kantor(**LAMA).p12(), SANDI, "sudah berakhir pada 1 April 2026. Ganti berkas SEGEL_BERKAS"),
        (kantor(**NANTI).p12(), SANDI, "baru berlaku mulai 10 April 2026"),
    ],
)
def test_penolakan_jelas_tanpa_rahasia(tmp_path, isi, sandi, kata):
    with pytest.raises(SegelDitolak) as tolak:
        periksa(segel(tmp_path, isi, sandi), SAAT)

    assert kata in str(tolak.value)
    assert "rahasia" not in str(tolak.value)
    assert tolak.value.__context__ is None or tolak.value.__suppress_context__  # nor in a log of its cause


def test_berkas_tidak_ada(tmp_path):
    with pytest.raises(SegelDitolak, match=re.escape(f"{tmp_path / 'hilang.p12'} tidak dapat dibaca")):
        periksa(Segel(tmp_path / "hilang.p12"), SAAT)
    with pytest.raises(SegelDitolak, match="tidak dapat dibaca"):
        periksa(Segel(tmp_path), SAAT)


@pytest.mark.parametrize("paket", ["pyhanko", "cryptography.hazmat.primitives.serialization"])
def test_paket_belum_terpasang(tmp_path, monkeypatch, paket):
    """Without the extra it is said how to install it."""
    satu = segel(tmp_path)
    monkeypatch.setitem(sys.modules, paket, None)

    with pytest.raises(SegelDitolak, match=r"Pasang .*requirements-segel\.lock"):
        periksa(satu, SAAT)


def test_paket_tidak_lengkap(tmp_path, monkeypatch):
    """There, but broken: the same answer when it is used."""
    satu = segel(tmp_path)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.signers", None)

    with pytest.raises(SegelDitolak, match=r"Pasang ulang .*requirements-segel\.lock"):
        segel_pdf.tulis(PesananSegel(naskah_kantor(), satu))


async def test_disegel_di_proses_tersendiri(tmp_path):
    """The seal comes from the process that makes documents, and so does the sentence that refuses it."""
    satu, isi, perakit = segel(tmp_path), naskah_kantor(), Perakit()
    try:
        disegel = await bersegel(perakit, isi, satu)
        with pytest.raises(SegelDitolak) as tolak:
            await bersegel(perakit, isi, replace(satu, sandi="rahasia"))
        with pytest.raises(SegelDitolak) as lewat:
            await bersegel(perakit, replace(isi, dibuat=SAMPAI), satu)
    finally:
        await perakit.tutup()

    (satu_segel,) = await asyncio.to_thread(sah, disegel, kantor(), DIBUAT)
    assert satu_segel.seluruh
    assert str(tolak.value) == "kata sandinya tidak cocok. Periksa SEGEL_SANDI."
    assert "sudah berakhir pada 1 Januari 2027" in str(lewat.value)


async def test_proses_mati(tmp_path):
    """Whatever happens there, the caller only learns that there is no seal."""
    perakit = Perakit(perintah=(sys.executable, "-c", "raise SystemExit(3)"))
    try:
        with pytest.raises(SegelDitolak, match="python -m bot periksa"):
            await bersegel(perakit, naskah_kantor(), segel(tmp_path))
    finally:
        await perakit.tutup()
