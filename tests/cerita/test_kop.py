"""The letterhead from the phone."""

from sqlmodel import select

from db.tabel import Instansi
from tests.berkas.gambar_uji import png
from tests.cerita.cerita import Cerita


async def kantor(cerita: Cerita) -> tuple[str, str]:
    """Address and logo that are stored."""
    return await cerita.baca(lambda sesi: sesi.exec(select(Instansi.alamat, Instansi.logo)).one())


async def test_logo_dan_alamat_dari_gambar(dkupp: Cerita):
    """The administrator's picture becomes the logo, its second line the address; the answer shows the letterhead."""
    await dkupp.sampai(langkah=1)

    await dkupp.admin.kirim_berkas(png(), "logo.png", "logo dkupp\nJalan Veteran Nomor 1, Purwakarta")

    jawaban = dkupp.admin.pesan_terakhir
    assert "Kop surat" in jawaban
    assert jawaban.berkas.isi.startswith(b"\x89PNG")
    alamat, logo = await kantor(dkupp)
    assert alamat == "Jalan Veteran Nomor 1, Purwakarta"
    assert (dkupp.folder / "berkas" / logo[:2] / logo).read_bytes() == png()


async def test_logo_yang_tidak_dapat_dipakai(dkupp: Cerita):
    """A broken picture, an unknown office, somebody else's picture: nothing changes, and it is said why."""
    await dkupp.sampai(langkah=1)

    for isi, keterangan, kata in (
        (png()[:40], "logo dkupp", "tidak terbaca sebagai gambar"),
        (b"GIF89a", "logo", "tidak terbaca sebagai gambar"),
        (png(), "logo lain", "Yang ada: dkupp"),
        (png() + b"0" * 500_000, "logo dkupp", "perkecil"),
    ):
        await dkupp.admin.kirim_berkas(isi, "logo.png", keterangan)
        assert kata in dkupp.admin.pesan_terakhir, keterangan
    await dkupp.kepala.kirim_berkas(png(), "logo.png", "logo dkupp")

    assert await kantor(dkupp) == ("", "")
