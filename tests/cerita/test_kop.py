"""The letterhead from the phone."""

import zlib
from struct import pack

from sqlmodel import select

from db.tabel import Instansi
from tests.cerita.cerita import Cerita


def png(sisi: int = 8) -> bytes:
    """A small picture that really is one."""

    def potong(nama: bytes, isi: bytes) -> bytes:
        return pack(">L", len(isi)) + nama + isi + pack(">L", zlib.crc32(nama + isi))

    titik = b"".join(b"\0" + b"\x1f\x3a\x5f" * sisi for _ in range(sisi))
    kepala = pack(">LLBBBBB", sisi, sisi, 8, 2, 0, 0, 0)
    isi = potong(b"IHDR", kepala) + potong(b"IDAT", zlib.compress(titik)) + potong(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + isi


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
