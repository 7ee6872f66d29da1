"""Personal invitation links: one person, one use, 24 hours; everything else is told that the link does not count (K42)."""

import re

import pytest
from sqlmodel import Session, select

from bot.simulasi.orang import Orang
from db.tabel import CalonPersonel, KotakMasuk, PemegangPeran, Personel, TautanUndangan
from tests.cerita.cerita import Cerita
from tests.cerita.test_pendaftaran import buka_papan, ke_kartu, peran, semua, umumkan

TAK_BERLAKU = "Tautan tidak berlaku"


async def undang(cerita: Cerita, kursi: str = "Bidang UKM") -> str:
    """A new link for a seat: what START carries then."""
    if "🔗 Tautan undangan" not in cerita.admin.tombol():
        await buka_papan(cerita)
    await cerita.admin.tekan("🔗 Tautan undangan")
    await cerita.admin.tekan(next(t for t in cerita.admin.tombol() if t.endswith(kursi)))
    muatan = re.search(r"\?start=(\S+)", cerita.admin.cari("Buka tautan ini").teks)
    assert muatan is not None
    return muatan[1]


def ditolak(orang: Orang) -> bool:
    pesan = orang.pesan_terakhir
    return TAK_BERLAKU in pesan and "minta tautan baru" in pesan and not pesan.label_tombol


async def pemegang(cerita: Cerita, bidang: str) -> set[int]:
    def kerja(sesi: Session) -> set[int]:
        milik = select(Personel.telegram).join(PemegangPeran).where(PemegangPeran.bidang == bidang)
        return set(sesi.exec(milik).all())

    return await cerita.baca(kerja)


async def test_undangan_dipakai(dkupp_dua: Cerita):
    """A link to hand on: START, the card, `✅ Daftar`: registered without a second tap, the administrator is told."""
    await dkupp_dua.sampai(langkah=6)
    muatan = await undang(dkupp_dua)
    tamu = await dkupp_dua.tamu(6101, "Putri")
    assert "belum dipakai: 1" in dkupp_dua.admin.cari("📋 Papan personel")

    await tamu.mulai(muatan)
    await tamu.tulis("199403232018072038")
    await tamu.tekan("✅ Daftar")

    assert "Anda terdaftar" in tamu.cari("Anda terdaftar")
    assert await peran(dkupp_dua, 6101) == {("bidang", "ukm")}
    assert "Putri terdaftar sebagai Bidang UKM" in dkupp_dua.admin.cari("dengan tautan undangan")
    assert "belum dipakai" not in dkupp_dua.admin.cari("📋 Papan personel")
    assert "📨 DISPOSISI 6/13" in tamu.cari("📨 DISPOSISI 6/13")
    assert "formulir" in tamu.menu()


async def test_k42_token_hanya_sidiknya_disimpan(dkupp: Cerita):
    """The token is in no row but the message that hands it over; what is stored of it is a hash."""
    await dkupp.sampai(langkah=1)
    muatan = await undang(dkupp)

    (tautan,) = await semua(dkupp, TautanUndangan)

    assert len(muatan) <= 64
    assert re.fullmatch("[0-9a-f]{64}", tautan.token_hash)
    assert muatan.removeprefix("undangan-") not in str(tautan)
    assert muatan not in "".join(m.isi for m in await semua(dkupp, KotakMasuk))


async def test_k42_dipakai_dua_kali_dan_oleh_orang_lain(dkupp: Cerita):
    """After its use the link is over, for the same person and for another; nobody gets in by it."""
    await dkupp.sampai(langkah=1)
    muatan = await undang(dkupp)
    pertama, kedua = await dkupp.tamu(6102, "Satu"), await dkupp.tamu(6103, "Dua")
    await pertama.mulai(muatan)
    await kedua.mulai(muatan)
    assert ditolak(kedua)
    assert "6103" in kedua.pesan_terakhir
    await pertama.mulai(muatan)  # whoever opened it first may open it again until it has been used
    await pertama.tekan("✅ Daftar tanpa NIP")

    for orang in (pertama, kedua):
        await orang.mulai(muatan)
        assert ditolak(orang)
    assert "Anda sendiri sudah terdaftar" in pertama.pesan_terakhir
    assert "Anda sendiri sudah terdaftar" not in kedua.pesan_terakhir
    assert 6102 in await pemegang(dkupp, "ukm")
    assert await peran(dkupp, 6103) == set()


async def test_k42_dilihat_administrator_atau_dilepas(dkupp: Cerita):
    """An administrator who looks where the link leads does not use it up, nor does somebody who lets go of it."""
    await dkupp.sampai(langkah=1)
    muatan = await undang(dkupp)
    keliru, tamu = await dkupp.tamu(6109, "Keliru"), await dkupp.tamu(6110, "Benar")

    await dkupp.admin.mulai(muatan)
    assert "📝 Pendaftaran" in dkupp.admin.pesan_terakhir
    await keliru.mulai(muatan)
    await keliru.tulis("/batal")
    await tamu.mulai(muatan)
    await tamu.tekan("✅ Daftar tanpa NIP")

    await dkupp.admin.tekan("✅ Daftar tanpa NIP")
    assert TAK_BERLAKU in dkupp.admin.kilasan
    assert 6110 in await pemegang(dkupp, "ukm")
    assert await peran(dkupp, 6109) == await peran(dkupp, dkupp.admin.id) == set()


@pytest.mark.parametrize("dibuka", [False, True])
async def test_k42_terlambat(dkupp: Cerita, dibuka: bool):
    """After 24 hours the link is over, also for whoever opened it in time."""
    await dkupp.sampai(langkah=1)
    muatan = await undang(dkupp)
    tamu = await dkupp.tamu(6104, "Telat")
    if dibuka:
        await tamu.mulai(muatan)
    await dkupp.maju(jam=24, menit=1)

    if dibuka:
        await tamu.tekan("✅ Daftar tanpa NIP")
        assert TAK_BERLAKU in tamu.kilasan
    else:
        await tamu.mulai(muatan)
        assert ditolak(tamu)
    assert await peran(dkupp, 6104) == set()


async def test_k42_muatan_aneh(dkupp: Cerita):
    """65 characters, empty, cut off, longer, of the other kind: the one answer; a bare START is a bare START."""
    await dkupp.sampai(langkah=1)
    muatan = await undang(dkupp)
    await umumkan(dkupp)
    token_grup = dkupp.pesan_grup[-1].tombol[0][0]["url"].partition("?start=")[2]
    tamu = await dkupp.tamu(6105, "Iseng")

    aneh = [
        "x" * 65, "undangan-", "daftar-", muatan[:-1], muatan + "x", muatan.ljust(65, "a"), muatan.upper(),
        muatan.replace("undangan-", "daftar-"), token_grup.replace("daftar-", "undangan-"), token_grup[:23],
        token_grup[:23] + "raja", "undangan-" + "0" * 32, "daftar-1-kepala", f"{muatan} {muatan}", "undangan-é" + "a" * 31,
    ]  # fmt: skip
    for satu in aneh:
        await tamu.mulai(satu)
        assert ditolak(tamu), satu
    await tamu.mulai("")
    assert "belum terdaftar" in tamu.pesan_terakhir
    assert TAK_BERLAKU not in tamu.pesan_terakhir
    assert await semua(dkupp, CalonPersonel) == []
    await tamu.mulai(muatan)  # none of that has used it up
    assert "📝 Pendaftaran" in tamu.pesan_terakhir


async def test_k42_dua_sekaligus(dkupp_dua: Cerita):
    """Two open it, and press, at the same moment: one gets in."""
    await dkupp_dua.sampai(langkah=1)
    muatan = await undang(dkupp_dua)
    dua = [await dkupp_dua.tamu(6106, "Kiri"), await dkupp_dua.tamu(6107, "Kanan")]
    sebelum = await pemegang(dkupp_dua, "ukm")

    for orang in dua:
        orang.mulai(muatan)
    await dkupp_dua.tenang()
    for orang in dua:
        for data in ("daftar:1", "daftar:2"):
            orang.tekan_mentah(data, 1)
    await dkupp_dua.tenang()

    assert len(await pemegang(dkupp_dua, "ukm") - sebelum) == 1
    assert sum(ditolak(o) for o in dua) == 1


async def test_k42_kantor_lain(dua_kantor: Cerita):
    """A link leads into its own office only, whoever uses it; somebody of another office then serves in both."""
    await dua_kantor.sampai(langkah=1)
    await dua_kantor.admin.tulis("/personel")
    await dua_kantor.admin.tekan("🏢 Dinas")
    await dua_kantor.admin.tekan("📋 Pendaftaran")
    muatan = await undang(dua_kantor)
    lain = dua_kantor.pemegang("kepala", kantor=1)

    await lain.mulai(muatan)
    (calon,) = await semua(dua_kantor, CalonPersonel)
    await lain.tekan_mentah(f"daftarbidang:{calon.id}:koperasi", 1)  # the link is for another unit
    assert "Tombol ini tidak berlaku" in lain.kilasan
    await lain.tekan("✅ Daftar")

    assert await peran(dua_kantor, lain.id) == {("kepala", ""), ("bidang", "ukm")}
    kantor = await dua_kantor.baca(
        lambda sesi: {
            p.instansi_id: len(sesi.exec(select(PemegangPeran).where(PemegangPeran.personel_id == p.id)).all())
            for p in sesi.exec(select(Personel).where(Personel.telegram == lain.id)).all()
        }
    )
    assert sorted(kantor.values()) == [1, 1]


async def test_undangan_selain_administrator(dkupp: Cerita):
    """The secretary sets stand-ins but has no board; forged presses get the one answer; the group's link ends in 30 days."""
    await dkupp.sampai(langkah=1)
    await dkupp.sekretaris.tulis("/personel")
    assert "📋 Pendaftaran" not in dkupp.sekretaris.tombol()
    for data in ("papan:1", "undang:1", "undangkursi:1:0000000000", "umumkan:1"):
        await dkupp.sekretaris.tekan_mentah(data, 1)
        assert "Tombol ini tidak berlaku" in dkupp.sekretaris.kilasan
    await umumkan(dkupp)
    tamu = await dkupp.tamu(6108, "Nanti")
    await dkupp.maju(hari=31)

    await ke_kartu(dkupp, tamu)

    assert ditolak(tamu)
