"""The paper: the same figures as the recap, literal text, a signature block that claims nothing."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from bot.berkas.pdf import data, isi_qr, tulis
from bot.berkas.tulisan import nip_cetak, rupiah, uang
from bot.kinerja.banding import lampau
from bot.kinerja.model import Angka, Sifat
from bot.kinerja.tampil import angka_id
from tests.berkas.gambar_uji import png
from tests.berkas.naskah_uji import KANTOR, indikator, lapor, naskah, naskah_banyak, naskah_kantor


def halaman(isi):
    return [rapat(h.extract_text()) for h in PdfReader(BytesIO(tulis(isi))).pages]


def rapat(teks):
    """Without the blanks and line ends that setting the text put in; break marks are blanks too."""
    return "".join(teks.replace("\u200b", "").split())


@pytest.mark.parametrize("triwulan", [1, 2])
@pytest.mark.parametrize("kantor", KANTOR)
def test_angka_di_pdf_sama_dengan_rekap(kantor, triwulan):
    """Each row of the paper holds the figures of the recap, to the last digit, beside its code."""
    isi = naskah_kantor(kantor, triwulan)
    teks = "".join(halaman(isi)).partition("Rata-ratacapaianperbidang")[0]

    urutan = [b for k in data(isi)["kelompok"] for b in k["baris"]]
    letak = [teks.index(b["no"] + rapat(b["kode"])) for b in urutan] + [len(teks)]
    menurut_kode = {b.indikator.kode: b for b in isi.rekap.baris}
    assert sorted(letak) == letak
    for b, (awal, akhir) in zip(urutan, pairwise(letak), strict=True):
        baris = menurut_kode[b["kode"]]
        potong = teks[awal:akhir]
        angka = (baris.capaian, baris.serapan)
        assert all(angka_id(a, 2) in potong for a in angka)
        assert uang(baris.indikator.pagu) in potong
        assert uang(rupiah(baris)) in potong
        assert rapat(baris.predikat) in potong


def test_rata_rata_dan_hitungan_tercetak():
    """Beside every average stands how many indicators it rests on (domain 3.7)."""
    isi = naskah_kantor()
    teks = "".join(halaman(isi))

    for r in (*isi.rekap.per_bidang, isi.rekap.instansi):
        assert angka_id(r.rata_rata, 2) + rapat(r.predikat) in teks
    i = isi.rekap.instansi
    assert f"{i.dinilai}dinilaidari{i.jumlah};{i.belum_dilaporkan}belumdilaporkan" in teks


@pytest.mark.parametrize("banyak", [0, 1, 500])
def test_k63_banyak_baris(banyak):
    """Every page of a long recap repeats the header of its table and says which page it is."""
    isi = naskah_banyak(banyak)

    lembar = halaman(isi)

    assert all(f"Halaman{n}dari{len(lembar)}" in teks for n, teks in enumerate(lembar, 1))
    for teks in lembar[: len(lembar) - 3]:
        assert "NoKodeSasaranIndikatorSatuanTargetRealisasi" in teks
    if banyak == 0:
        assert "Belumadaindikator." in lembar[0]


@pytest.mark.parametrize(
    "jahat",
    [
        '#import "x"',
        "*tebal* _miring_",
        "$x^2$",
        "\\ \\n",
        "[kurung] @acu <label>",
        "= Judul",
        "{code}",
        "//",
        "a~b `c`",
    ],
)
def test_teks_pengguna_bukan_markup(jahat):
    """K62: what looks like markup is printed as it was typed."""
    daftar = [indikator(nama=jahat, sasaran=jahat)]
    isi = naskah(daftar, {1: {"I-1": lapor(faktor_pendukung=jahat)}}, nama_instansi=jahat)

    teks = "".join(halaman(isi))

    assert teks.count(rapat(jahat)) >= 3


@pytest.mark.parametrize(
    "jahat",
    ["👍🏽 👨‍👩‍👧 🇮🇩", "\u202eterbalik\u202c", "عربي", "漢字", "a\x00\x0b\ud800b", "x" * 40_000, "kata " * 8_000, ""],
    ids=["emoji", "arah", "arab", "han", "kendali", "tanpa spasi", "sangat panjang", "kosong"],
)
def test_teks_ganjil_tidak_menggagalkan(jahat):
    """Whatever a person can type, there is a paper; direction marks do not turn the rest of a line around."""
    isi = naskah(
        [indikator(nama=jahat)], {1: {"I-1": lapor(nilai="9", faktor_pendukung=jahat)}}, nama_instansi=jahat[:300]
    )

    lembar = halaman(isi)

    assert "90,00" in lembar[0] + lembar[-1] + "".join(lembar)
    assert "\u202e" not in "".join(lembar)


def test_nama_tiga_ratus_huruf_tercetak_utuh():
    nama = ("Persentase penyelesaian administrasi kependudukan dan pencatatan sipil " * 5)[:300]

    assert rapat(nama) in "".join(halaman(naskah([indikator(nama=nama)], {})))


def test_kotak_pengesahan():
    """The NIP is printed 8-6-1-3, the prefix of the office stays, and no electronic signature is claimed (domain 8.6)."""
    teks = "".join(halaman(naskah_kantor()))

    assert "Purwakarta,10April2026Pj.KepalaDinas" in teks
    assert "RinaOktaviaPembinaTk.INIP.199403232018071038" in teks
    assert nip_cetak("199403232018071038") == "19940323 201807 1 038"
    assert "DisetujuididalamsistempadaJumat,10April2026pukul14.05WIB." in teks
    assert "elektronik" not in teks


def test_draf_tercap_di_setiap_halaman():
    """No page of a draft can be taken for an approved one; the approved one carries no stamp."""
    draf, final = halaman(naskah_kantor(disetujui=None)), halaman(naskah_kantor())

    assert all("DRAF" in teks for teks in draf)
    assert "Disetujui" not in "".join(draf)
    assert not any("DRAF" in teks for teks in final)


def test_daftar_yang_belum_beres_disebut_namanya():
    """Missing, doubtful and unproven figures are listed by code, not only counted."""
    isi = naskah_kantor()
    belum = [b.indikator.kode for b in isi.rekap.baris if b.status == "belum_dilaporkan"]
    isi = replace(isi, tanpa_data_dukung=("DKP-06",))

    daftar = {d["judul"]: d["isi"] for d in data(isi)["daftar"]}

    assert [baris.split()[0] for baris in daftar["Belum dilaporkan"]] == belum
    assert [baris.split()[0] for baris in daftar["Dinilai tanpa data dukung"]] == ["DKP-06"]


def test_pertanyaan_yang_tidak_dijawab_didaftar():
    """A figure that was asked about and not answered stands in the list of what to know, with the question."""
    isi = naskah([indikator()], {1: {"I-1": lapor(nilai="100")}})

    daftar = {d["judul"]: d["isi"] for d in data(isi)["daftar"]}

    assert daftar["Ditanyakan, tidak dijawab"] == ["I-1 Persentase layanan: Realisasi 100 sepuluh kali target 10"]
    assert "Ditanyakan,tidakdijawab" in "".join(halaman(isi))


def test_jam_di_zona_kantor():
    """An office in Makassar reads its own time."""
    teks = "".join(halaman(naskah_kantor(zona="Asia/Makassar")))

    assert "pukul15.05WITA" in teks


def test_kode_verifikasi_di_setiap_halaman():
    assert all("7F3A-91C2-0D4E" in teks for teks in halaman(naskah_kantor()))


def test_pdf_untuk_arsip():
    """The paper says that it is PDF/A-2b, and equal recaps are equal files."""
    berkas = tulis(naskah_kantor())

    assert b"<pdfaid:part>2</pdfaid:part>" in berkas
    assert tulis(naskah_kantor()) == berkas


def test_perbandingan_dengan_triwulan_dan_tahun_lalu():
    """Averages stand beside those of last quarter and of last year; without an approved one there is no such table."""
    isi = naskah_kantor(triwulan=2)
    satu = lampau(naskah_kantor(triwulan=1).rekap)
    dulu = replace(lampau(isi.rekap), tahun=2025, rata_rata={"": Decimal("80.00")})

    teks = "".join(halaman(replace(isi, lampau=(dulu, satu))))

    beda = angka_id(isi.rekap.instansi.rata_rata - satu.rata_rata[""], 2)
    assert "TWII2025(%)Selisih(poin)TWI2026(%)Selisih(poin)TWII2026(%)" in teks
    assert f"Instansi80,00+7,80{angka_id(satu.rata_rata[''], 2)}+{beda}" in teks
    assert "Perbandingancapaian" not in "".join(halaman(isi))


def test_kop_dengan_logo_tetap_pdf_untuk_arsip():
    """The logo is drawn into the letterhead, and the paper stays PDF/A."""
    tanpa, dengan = tulis(naskah_kantor()), tulis(naskah_kantor(logo=png()))

    assert b"/Subtype/Image" in dengan.replace(b" ", b"")
    assert b"/Subtype/Image" not in tanpa.replace(b" ", b"")
    assert b"<pdfaid:part>2</pdfaid:part>" in dengan


def test_qr_menuju_bot():
    """With a bot the QR code asks it; without one it says which recap this is."""
    tautan = "https://t.me/kinerja_bot?start=v0123456789abcdef"

    assert isi_qr(naskah_kantor(tautan=tautan)) == tautan
    assert "Pindaiuntukmemeriksa" in "".join(halaman(naskah_kantor(tautan=tautan)))
    assert isi_qr(naskah_kantor()) == "REKAP dkupp 2026 TW1 7F3A-91C2-0D4E"


@pytest.mark.parametrize("sementara", [False, True])
def test_yang_belum_disetujui_tanpa_kode(sementara: bool):
    """Nothing on a draft or an interim recap may later be called genuine: no code, no QR, its stamp instead."""
    tautan = "https://t.me/kinerja_bot?start=v0123456789abcdef"
    isi = naskah_kantor(disetujui=None, sementara=sementara, tautan=tautan)

    lembar = "".join(halaman(isi))

    assert [k for k in ("7F3A-91C2-0D4E", "Pindaiuntukmemeriksa", "Kodeverifikasi:") if k in lembar] == []
    assert "belumdisetujui:tanpakodeverifikasi" in lembar
    assert (data(isi)["qr"], data(isi)["isi_qr"]) == ("", "")


def test_sementara_tercap():
    """An interim recap says so on every page and claims no approval."""
    lembar = halaman(naskah_kantor(disetujui=None, sementara=True))

    assert all("SEMENTARA" in teks for teks in lembar)
    assert "DRAF" not in "".join(lembar)
    assert "Disetujuididalamsistem" not in "".join(lembar)


def test_catatan_menunggu_hanya_bila_ada():
    """The note below the time record explains the small figure, and is not there without one."""
    isi = naskah_kantor()
    tanpa = replace(isi, waktu=tuple(replace(w, menit_menunggu=None) for w in isi.waktu))
    dengan = replace(isi, waktu=(replace(isi.waktu[0], menit_menunggu=Decimal(35)), *tanpa.waktu[1:]))

    assert "menunggu" not in "".join(halaman(tanpa)).partition("Kepatuhanwaktu")[2]
    teks = "".join(halaman(dengan)).partition("Kepatuhanwaktu")[2]
    assert "menunggu35" in teks
    assert "Angkakecil" in teks


def test_tanda_tangan_tidak_pernah_sendirian():
    """However long the time record is, its last rows stand on the page that the head signs, under their header."""
    satu = naskah_kantor(triwulan=2).waktu[1]
    for banyak in range(8, 22):
        waktu = tuple(replace(satu, no=n, kegiatan=f"Kegiatan {n} selesai") for n in range(1, banyak + 1))

        akhir = halaman(naskah_kantor(triwulan=2, waktu=waktu))[-1]

        kepala, _, isi = akhir.partition("NoKegiatanPelaksana")
        assert f"Kegiatan{banyak}selesai" in isi.partition("Purwakarta,10April2026")[0], banyak
        assert "RinaOktavia" not in kepala


def test_catatan_di_bawah_tabel_tidak_pernah_sendirian():
    """What an asterisk means stands on the page of the last row, whatever the length of the table."""
    for banyak in range(8, 16):
        daftar = [indikator(f"I-{n}", sifat=Sifat.JUMLAH) for n in range(1, banyak + 1)]
        isi = naskah(daftar, {2: {i.kode: lapor(i.kode, "9") for i in daftar}}, 2)

        (lembar,) = [teks for teks in halaman(isi) if "*tidaklengkap" in teks]

        assert f"I-{banyak}Persentaselayanan90,00" in lembar, banyak


def kumpulkan(isi, apa):
    """`apa(text, text matrix, size)` of each piece of text that is printed."""
    hasil = []
    for lembar in PdfReader(BytesIO(tulis(isi))).pages:
        lembar.extract_text(visitor_text=lambda teks, _cm, tm, _font, besar: hasil.append(apa(teks, tm, besar)))
    return hasil


def ukuran_huruf(isi, potong):
    """The sizes in points in which text that contains `potong` is printed."""
    semua = kumpulkan(isi, lambda teks, tm, besar: (potong in teks, round(besar * abs(tm[3]), 1)))
    return {besar for cocok, besar in semua if cocok}


def test_yang_lebih_lebar_dari_kolomnya_dicetak_lebih_kecil():
    """An amount in rupiah as target, or a long word as unit, does not run into the next column."""
    uang_besar = Angka(Decimal(123_456_789_012))
    isi = naskah([indikator(target=uang_besar, satuan="Permukimannya")], {1: {"I-1": lapor(nilai="98765432109")}})

    assert max(ukuran_huruf(isi, "123.456.789.012")) < 7
    assert max(ukuran_huruf(isi, "98.765.432.109")) < 8
    assert max(ukuran_huruf(isi, "Permukimannya")) < 8
    assert ukuran_huruf(naskah([indikator()], {}), "Persentase layanan") == {8.0}


def test_kode_nasional_dipatahkan_di_titiknya():
    """A long code takes several lines in its column and does not stand in the next one."""
    isi = naskah([indikator("1.01.02.2.01.0003")], {})

    potongan = [satu.replace("\u200b", "").strip() for satu in kumpulkan(isi, lambda teks, _tm, _besar: teks)]

    assert "1.01.02.2.01.0003" in halaman(isi)[0]
    assert "01.0003" in potongan, potongan


def test_daftar_panjang_hemat_halaman():
    """Five hundred indicators without evidence are named, three beside each other."""
    isi = naskah_banyak(500)

    dengan = halaman(replace(isi, tanpa_data_dukung=tuple(b.indikator.kode for b in isi.rekap.baris)))

    assert len(dengan) - len(halaman(isi)) <= 4
    assert all(f"I-{n}" in "".join(dengan) for n in (1, 250, 500))


def _nama_huruf(lembar: Any) -> list[Any]:
    return [huruf.get_object()["/BaseFont"] for huruf in lembar["/Resources"]["/Font"].values()]


def test_minus_dari_huruf_kita():
    """The minus sign of a rule is not taken from a typeface of another kind."""
    berkas = PdfReader(BytesIO(tulis(naskah_kantor())))
    fonts = {str(nama) for lembar in berkas.pages for nama in _nama_huruf(lembar)}

    assert all("NotoSans" in nama for nama in fonts), fonts


def test_catatan_pendek_tidak_terbelah():
    """A few remarks stand together on one page; many, or long ones, go on where the page ends."""
    for jumlah in range(18, 25):
        daftar = [indikator(f"I-{n}") for n in range(jumlah)]
        laporan = {
            i.kode: lapor(i.kode, "9", tindak_lanjut="Operasi pasar" if n < 4 else "") for n, i in enumerate(daftar)
        }
        isi = naskah(daftar, {1: laporan})
        assert 4 in [teks.count("Operasipasar") for teks in halaman(isi)], jumlah
    banyak = [indikator(f"I-{n}") for n in range(4)]
    panjang = naskah(banyak, {1: {i.kode: lapor(i.kode, "9", tindak_lanjut="kata " * 1500 + "habis") for i in banyak}})
    assert "".join(halaman(panjang)).count("habis") == 4
