"""A group with topics, anonymous administrators, privacy mode: the bot keeps to its place."""

from pathlib import Path

from bot.simulasi.model import Pesan, Topik
from bot.simulasi.perbuatan import tulis_anonim
from tests.cerita.cerita import Cerita

TOPIK, LAIN = 12, 15


def bertopik(tempat: Path) -> None:
    berkas = tempat / "instansi_dkupp-purwakarta.toml"
    teks = berkas.read_text("utf-8")
    assert "\ngrup = " in teks
    berkas.write_text(teks.replace("\ngrup = ", f"\ntopik = {TOPIK}\ngrup = ", 1), "utf-8")


async def forum(dkupp: Cerita, tempat: Path, langkah: int) -> None:
    """The office writes into a topic of its group; the group's first messages were written before."""
    await dkupp.sampai(langkah=langkah)
    dkupp.grup.forum = True
    dkupp.grup.topik = {n: Topik(n, nama) for n, nama in ((TOPIK, "Kinerja"), (LAIN, "Obrolan"))}
    dkupp.pasang("dkupp-purwakarta", bertopik, tempat)


def topik(pesan: Pesan) -> int | None:
    return pesan.isi.get("message_thread_id")


async def test_semua_di_topik_kantor(dkupp: Cerita, tmp_path: Path):
    """Status and its edits, the mention of somebody who cannot be reached, picture and album of the recap."""
    await forum(dkupp, tmp_path, 1)
    await dkupp.bidang["ukm"].blokir()
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    assert topik(dkupp.status) == TOPIK
    for _ in range(2):
        await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.tim.tekan("✅ Selesai")

    assert "Langkah 5 dari 13" in dkupp.status
    assert dkupp.bidang["ukm"].id in {
        e["user"]["id"] for p in dkupp.pesan_grup for e in p.isi.get("entities", []) if e["type"] == "text_mention"
    }
    assert {topik(p) for p in dkupp.pesan_grup} == {TOPIK}


async def test_rekap_dan_album_di_topik_kantor(dkupp: Cerita, tmp_path: Path):
    """Every message of the approved recap is in the office's topic; /rekap and /status answer where they were asked."""
    await forum(dkupp, tmp_path, 11)
    sebelum = len(dkupp.pesan_grup)
    await dkupp.kepala.tekan("✅ Setuju")

    rekap = dkupp.pesan_grup[sebelum:]
    assert len(rekap) == 3
    assert {topik(p) for p in rekap} == {TOPIK}
    for perintah in ("/rekap", "/status", "/bantuan", "/mulai"):
        sebelum = len(dkupp.pesan_grup)
        await dkupp.tim.tulis(perintah, chat=dkupp.kantor.grup, topik=LAIN)
        assert {topik(p) for p in dkupp.pesan_grup[sebelum:]} == {LAIN}, perintah


async def test_k20_topik_ditutup(dkupp: Cerita, tmp_path: Path):
    """The topic is closed: the recap lands in the general topic, administrators are told once, nothing is lost."""
    await forum(dkupp, tmp_path, 11)
    await dkupp.admin.mulai()
    dkupp.grup.topik[TOPIK].ditutup = True
    sebelum = len(dkupp.pesan_grup)

    await dkupp.kepala.tekan("✅ Setuju")

    rekap = dkupp.pesan_grup[sebelum:]
    assert len(rekap) == 3
    assert {topik(p) for p in rekap} == {None}
    assert len([p for p in dkupp.admin.semua_pesan if f"Topik nomor {TOPIK}" in p]) == 1


async def test_k41_admin_anonim_dan_obrolan(dkupp: Cerita):
    """An anonymous administrator's command is pointed to the private chat and changes nothing; talk is not answered."""
    await dkupp.sampai(langkah=2)
    jejak = await dkupp.jejak()

    tulis_anonim(dkupp.dunia, dkupp.kantor.grup, "Selamat pagi semua")
    await dkupp.tenang()
    assert dkupp.pesan_grup[-1].teks == "Selamat pagi semua"  # the last word is still theirs
    tulis_anonim(dkupp.dunia, dkupp.kantor.grup, "/status")
    await dkupp.tenang()

    assert "chat pribadi" in dkupp.pesan_grup[-1]
    assert await dkupp.jejak() == jejak


async def test_mode_privasi(dkupp: Cerita):
    """As a plain member the bot gets commands and replies to itself only; as an administrator it hears all and stays quiet."""
    await dkupp.sampai(langkah=2)
    sebelum = len(dkupp.pesan_grup)
    await dkupp.tim.tulis("Rapat jam berapa?", chat=dkupp.kantor.grup)
    dkupp.grup.status_bot = "administrator"
    await dkupp.tim.tulis("Jam sembilan", chat=dkupp.kantor.grup)
    await dkupp.tim.tulis("/status@bot_lain", chat=dkupp.kantor.grup)

    assert len(dkupp.pesan_grup) == sebelum
    await dkupp.tim.tulis("/status", chat=dkupp.kantor.grup)
    assert len(dkupp.pesan_grup) == sebelum + 1
