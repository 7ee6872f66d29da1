"""Whose button, whose data: everybody else learns nothing and changes nothing."""

import secrets
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from bot.layanan.kuota import Takaran
from bot.simulasi.orang import Orang
from bot.simulasi.perbuatan import tulis_anonim
from db.tabel import Instansi, Kehadiran, Kiriman, Pelaksanaan, Penugasan, Rapat
from handlers.tombol import AKSI
from tests.cerita.cerita import Cerita

UNTUK_KANTOR = {"perintah"}
UNTUK_KIRIMAN = {"kirim", "ganti"}
UNTUK_UNDANGAN = {"hadir", "absen", "wakil", "rapat-catat"}
UNTUK_RAPAT = {aksi for aksi in AKSI if aksi.startswith("rapat-")} - UNTUK_UNDANGAN - {"rapat-sudah"}
UNTUK_ORANG = {"papan", "umumkan", "undang", "undangkursi", "daftarexcel", "personelsimpan"}
UNTUK_TUGAS = set(AKSI) - UNTUK_KANTOR - UNTUK_KIRIMAN - UNTUK_UNDANGAN - UNTUK_RAPAT
TAK_BERLAKU = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."


async def test_k38_tombol_orang_lain(dkupp: Cerita):
    """Somebody else's button: a toast says whose task it is; no change, the button stays for its owner."""
    await dkupp.sampai(langkah=9)
    kartu = dkupp.kepala.cari("📨 DISPOSISI 9/13")
    jejak = await dkupp.jejak()

    for tombol in kartu.tombol[0]:
        await dkupp.bidang["ukm"].tekan_mentah(tombol["callback_data"], 1)
        assert "Kepala Dinas" in dkupp.bidang["ukm"].kilasan

    assert await dkupp.jejak() == jejak
    assert kartu.label_tombol[:2] == ["✅ Setuju", "↩️ Kembalikan"]
    assert not dkupp.bidang["ukm"].pesan_terakhir.paksa_balas


async def test_k38_tamu_menekan_tombol(dkupp: Cerita):
    """A stranger's press gets the one answer that tells nothing."""
    await dkupp.sampai(langkah=9)
    tamu = await dkupp.tamu()

    await tamu.tekan_mentah(dkupp.kepala.cari("📨 DISPOSISI 9/13").tombol[0][0]["callback_data"], 1)

    assert tamu.kilasan == TAK_BERLAKU


PALSU = [
    "", "x", ":", "setuju", "setuju:", "setuju:abc", "setuju:-1", "setuju:0", "setuju:999999", "setuju:999999:abc",
    "setuju:99999999999999999999", "setuju:１", "perintah:1:².1", "perintah:1:2026.9", "perintah:1:", "perintah:1",
    "perintah:99:2026.1", "untuk:1", "kirim:1", "tetap:999", "ganti:1", "tutup:999", "lampir:999", "hapus:1",
    "selesai:999:" + "a" * 50, "'; DROP TABLE pelaksanaan; --", "\x00\x01\x02", "🙂" * 16, "setuju:1\n", "SETUJU:1",
]  # fmt: skip


async def test_k39_isi_tombol_palsu(dkupp_dua: Cerita):
    """Whatever a modified client sends, all of it gets the same refusal, and nothing happens."""
    await dkupp_dua.sampai(langkah=2)
    jejak = await dkupp_dua.jejak()
    derau = [secrets.token_bytes(48).decode("latin-1").encode()[:64].decode(errors="ignore") for _ in range(5)]

    for data in [*PALSU, *derau]:
        dkupp_dua.tim.tekan_mentah(data, 1)
    await dkupp_dua.tenang()

    assert {p.data: p.toast for p in dkupp_dua.tim.panggilan if p.toast != TAK_BERLAKU} == {}
    assert await dkupp_dua.jejak() == jejak
    assert dkupp_dua.langkah == 2


async def test_k40_tombol_langkah_yang_sudah_selesai(dkupp: Cerita):
    """An ended step's button, kept by an old client: the toast says how it ended; living buttons there vanish."""
    await dkupp.sampai(langkah=2)
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    data = kartu.tombol[0][0]["callback_data"]
    await dkupp.sekretaris.tekan("✅ Selesai")

    await dkupp.sekretaris.tekan_mentah(data, kartu.id)

    assert "sudah selesai" in dkupp.sekretaris.kilasan
    assert "dikerjakan Anda, 1 Apr 08.00 WIB" in dkupp.sekretaris.kilasan
    assert dkupp.langkah == 3


async def test_k40_pesan_terhapus_dan_obrolan_lain(dkupp: Cerita):
    """The button of a deleted message still works for its owner; from another chat it acts only by its owner's right."""
    await dkupp.sampai(langkah=2)
    kartu = dkupp.sekretaris.cari("📨 DISPOSISI 2/13")
    data = kartu.tombol[0][0]["callback_data"]
    dkupp.dunia.hapus(kartu)

    await dkupp.kepala.tekan_mentah(data, dkupp.status.id, dkupp.kantor.grup)
    assert "Sekretaris" in dkupp.kepala.kilasan
    assert "Langkah 2 dari 13" in dkupp.status
    await dkupp.sekretaris.tekan_mentah(data, kartu.id)

    assert dkupp.langkah == 3


# Two offices on one bot ----------------------------------------------------------------------------------------------


def semua_data(cerita: Cerita, kantor: int) -> set[str]:
    """Every button that anybody of an office has ever been shown, readiness messages and summaries included."""
    hasil = set()
    for p in cerita.panggung.kantor[kantor].isi["personel"]:
        for pesan in cerita.orang(p["telegram"]).obrolan().pesan.values():
            for isi in (pesan.isi, *pesan.riwayat):
                for baris in isi.get("reply_markup", {}).get("inline_keyboard", []):
                    hasil |= {t["callback_data"] for t in baris if "callback_data" in t}
    return hasil


def wakil(cerita: Cerita, kantor: int) -> list[Orang]:
    """The head and everybody who reports for a unit."""
    personel = cerita.panggung.kantor[kantor].isi["personel"]
    return [cerita.orang(p["telegram"]) for p in personel if "kepala" in p["peran"] or p.get("bidang")][:3]


async def test_k46_tombol_kantor_lain(dua_kantor: Cerita, monkeypatch: pytest.MonkeyPatch):
    """Every button of one office, of every kind, pressed from the other: the same refusal, and nothing changes."""
    monkeypatch.setattr("handlers.banjir.PESAN", Takaran(10_000, timedelta(minutes=2)))  # hundreds of buttons at once
    await dua_kantor.sampai(langkah=5)
    ukm = dua_kantor.pemegang("bidang", "ukm")
    await ukm.tulis("/formulir")
    await ukm.kirim_berkas(dua_kantor.isian(ukm), "formulir.xlsx")
    jejak = await dua_kantor.jejak()

    for milik, lawan in ((0, 1), (1, 0)):
        data = semua_data(dua_kantor, milik) | await buatan(dua_kantor, milik)
        for orang in wakil(dua_kantor, lawan):
            for satu in data:
                orang.tekan_mentah(satu, 1)
            await dua_kantor.tenang()
            assert {p.data: p.toast for p in orang.panggilan if p.toast != TAK_BERLAKU} == {}

    assert await dua_kantor.jejak() == jejak


async def buatan(cerita: Cerita, kantor: int) -> set[str]:
    """Every kind of button on an office's own assignments, forms, meetings and invitations, shown or not."""

    def kerja(sesi: Session) -> set[str]:
        milik = select(Pelaksanaan).join(Instansi).where(Instansi.kode == cerita.panggung.kantor[kantor].kode)
        jalan = sesi.exec(milik).one()
        tugas = sesi.exec(select(Penugasan.id).where(Penugasan.pelaksanaan_id == jalan.id)).all()[-2:]
        kiriman = sesi.exec(select(Kiriman.id).where(Kiriman.pelaksanaan_id == jalan.id)).all()
        rapat = sesi.exec(select(Rapat.id).where(Rapat.pelaksanaan_id == jalan.id)).all()
        hadir = sesi.exec(select(Kehadiran.id).where(col(Kehadiran.rapat_id).in_(rapat))).all()[-2:]
        semua = ((UNTUK_TUGAS, tugas), (UNTUK_KIRIMAN, kiriman), (UNTUK_RAPAT, rapat), (UNTUK_UNDANGAN, hadir))
        return {f"{aksi}:{n}" for kelompok, nomor in semua for aksi in kelompok for n in nomor} | {
            f"perintah:{jalan.instansi_id}:2026.1",
            *(f"{aksi}:{jalan.instansi_id}" for aksi in UNTUK_ORANG),
        }

    hasil: set[str] = await cerita.baca(kerja)
    assert len({d.split(":")[0] for d in hasil}) >= 10
    return hasil


@pytest.mark.parametrize("perintah", ["/status", "/tugas", "/rekap 1 2026", "/formulir", "/mulai 1 2026", "/bantuan"])
async def test_k46_perintah_tidak_menyebut_kantor_lain(dua_kantor: Cerita, perintah: str):
    """No command shows anything of the other office, in private or in the other's group."""
    await dua_kantor.sampai(langkah=5)
    kode = ("Dinas Koperasi", "DKP-", "dkupp", "Rina")
    for orang in wakil(dua_kantor, 1):
        sebelum = len(orang.semua_pesan)
        await orang.tulis(perintah)
        baru = [p for p in orang.semua_pesan[sebelum:] if p.dari_bot]

        assert baru
        assert not any(k in p.teks for p in baru for k in kode)
        assert not any("dkupp" in p.berkas.nama for p in baru if p.berkas)


async def test_k46_di_grup_kantor_lain(dua_kantor: Cerita):
    """A guest from the other office in the group gets nothing of this office."""
    await dua_kantor.sampai(langkah=5)
    kepala_lain = dua_kantor.pemegang("kepala", kantor=1)
    dua_kantor.grup.anggota[kepala_lain.id] = "member"

    for perintah in ("/status", "/rekap"):
        await kepala_lain.tulis(perintah, chat=dua_kantor.kantor.grup)

        assert "Langkah" not in dua_kantor.pesan_grup[-1].teks
        assert dua_kantor.pesan_grup[-1].berkas is None


async def test_k46_formulir_kantor_lain(dua_kantor: Cerita):
    """The other office's form is refused without a word about its content."""
    await dua_kantor.sampai(langkah=5)
    ukm = dua_kantor.pemegang("bidang", "ukm")
    lain = next(
        dua_kantor.orang(p["telegram"]) for p in dua_kantor.panggung.kantor[1].isi["personel"] if p.get("bidang")
    )
    await ukm.tulis("/formulir")

    await lain.kirim_berkas(dua_kantor.isian(ukm), "formulir.xlsx")

    assert lain.pesan_terakhir.label_tombol == []
    assert "Tidak ada yang disimpan" in lain.pesan_terakhir
    assert await dua_kantor.kiriman("ukm") == []


async def test_k41_pengirim_yang_bukan_orang(dkupp: Cerita):
    """An anonymous administrator is asked to write in private; channels and other bots get nothing."""
    await dkupp.sampai(langkah=2)

    tulis_anonim(dkupp.dunia, dkupp.kantor.grup, "/status")
    await dkupp.tenang()

    assert "anonim" in dkupp.pesan_grup[-1]
    assert dkupp.langkah == 2


async def test_k41_berkas_terusan_milik_yang_meneruskan(dkupp: Cerita):
    """A forwarded form counts as the forwarder's, so another unit's form is refused all the same."""
    await dkupp.sampai(langkah=6)
    ukm, koperasi = dkupp.bidang["ukm"], dkupp.bidang["koperasi"]
    kiriman = await ukm.kirim_berkas(dkupp.isian(ukm), "formulir.xlsx")

    await koperasi.teruskan(kiriman)

    assert koperasi.pesan_terakhir.label_tombol == []
    assert await dkupp.kiriman("koperasi") == []
