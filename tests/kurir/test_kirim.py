"""K16–K23: what becomes of a message when Telegram does not simply take it."""

import asyncio
from itertools import pairwise
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError, TimedOut

from bot.galat_telegram import TokenDitolak
from db.berkas import jalur, simpan
from db.kotak_keluar import batalkan, lepaskan, sunting
from db.tabel import Kontak
from tests.kurir.conftest import BUDI, GRUP, SARI, Loket
from tests.palsu import Jawaban, Panggilan, tolak


def putus() -> Exception:
    return NetworkError("httpx.ConnectError: no route")


def ragu() -> Exception:
    galat = TimedOut()
    galat.__cause__ = httpx.ReadTimeout("read")
    return galat


def gagal_menyambung() -> Exception:
    galat = TimedOut()
    galat.__cause__ = httpx.ConnectTimeout("connect")
    return galat


@pytest.mark.parametrize("jawaban", [tolak(502, "Bad Gateway"), putus()], ids=["502", "tanpa sambungan"])
async def test_k16_sepuluh_menit_tanpa_telegram(loket: Loket, jawaban: Jawaban):
    """Pauses grow to five minutes at most; afterwards everything arrives, in order, and nothing is given up."""
    coba: list[float] = []

    def mati(panggilan: Panggilan) -> Jawaban | None:
        saat = loket.detik(panggilan.waktu)
        coba.append(saat)
        return jawaban if saat < 600 else None

    loket.telegram.aturan.append(mati)
    for nomor in range(8):
        loket.titip(SARI, f"s{nomor}")
        loket.titip(BUDI, f"b{nomor}")

    await loket.antar()

    assert loket.telegram.teks(SARI) == [f"s{nomor}" for nomor in range(8)]
    assert loket.telegram.teks(BUDI) == [f"b{nomor}" for nomor in range(8)]
    selama_mati = [saat for saat in coba if saat < 600]
    jeda = [b - a for a, b in pairwise(selama_mati[3:])]
    assert len(selama_mati) < 20
    assert jeda == sorted(jeda)
    assert max(jeda) <= 300
    assert loket.kabar == []


async def test_k16_satu_pesan_yang_selalu_500(loket: Loket):
    """A single message that Telegram chokes on is given up after twenty attempts; others never wait for it."""
    loket.telegram.kali(99, "sendMessage", tolak(500, "Internal Server Error"), chat=SARI)
    racun = loket.titip(SARI, "racun")
    loket.titip(SARI, "berikut")
    for nomor in range(60):
        loket.titip(BUDI, f"b{nomor}", prioritas=2)

    await loket.antar(sampai=60)
    dahulu = len(loket.telegram.teks(BUDI))
    while loket.baris(racun).status == "menunggu":
        loket.titip(BUDI, "lagi")
        await loket.antar(sampai=loket.detik(loket.jam.sekarang()) + 300)

    assert dahulu > 40
    assert loket.baris(racun).percobaan == 20
    assert loket.kabar[0][:2] == ("gagal", racun)


@pytest.mark.parametrize(("ulang", "kali", "status"), [(1, 2, "ragu"), (0, 1, "ragu")], ids=["disposisi", "pengingat"])
async def test_k17_waktu_habis_setelah_terkirim(loket: Loket, ulang: int, kali: int, status: str):
    """Nobody knows whether it arrived: a disposition is repeated once, a reminder not; then it is marked uncertain."""
    loket.telegram.kali(9, "sendMessage", ragu(), chat=SARI, setelah=True)
    nomor = loket.titip(SARI, "surat", ulang=ulang)
    loket.titip(BUDI, "lain")

    await loket.antar()

    assert loket.telegram.teks(SARI) == ["surat"] * kali
    assert loket.baris(nomor).status == status
    assert loket.telegram.teks(BUDI) == ["lain"]


async def test_k17_waktu_habis_saat_menyambung_diulang_saja(loket: Loket):
    """The request never left, so even a reminder is tried again."""
    loket.telegram.kali(2, "sendMessage", gagal_menyambung())
    nomor = loket.titip(SARI, "ingat", ulang=0)

    await loket.antar()

    assert loket.telegram.teks(SARI) == ["ingat"]
    assert loket.baris(nomor).status == "terkirim"


async def test_k17_suntingan_boleh_diulang(loket: Loket):
    """An edit that may have arrived is simply made again: the second time it is "not modified"."""
    nomor = loket.titip(SARI, "a")
    await loket.antar()
    loket.telegram.sekali("editMessageText", ragu(), setelah=True)
    loket.telegram.sekali("editMessageText", tolak(400, "Bad Request: message is not modified"))
    loket.tulis(sunting, nomor, {"text": "b"})

    await loket.antar()

    assert {baris.status for baris in loket.semua()} == {"terkirim"}


@pytest.mark.parametrize(
    "keterangan",
    ["Bad Request: chat not found", "Bad Request: BUTTON_DATA_INVALID", "Bad Request: wrong file identifier"],
)
async def test_k18_penolakan_tetap(loket: Loket, keterangan: str):
    """Not repeated; the administrator is told; the next rows of the chat go on."""
    loket.telegram.sekali("sendMessage", tolak(400, keterangan), chat=GRUP)
    nomor = loket.titip(GRUP, "salah", prioritas=2)
    loket.titip(GRUP, "benar", prioritas=2)

    await loket.antar()

    assert loket.telegram.teks(GRUP) == ["benar"]
    assert loket.baris(nomor).status == "gagal"
    assert [kabar[:2] for kabar in loket.kabar] == [("gagal", nomor)]
    assert keterangan.removeprefix("Bad Request: ").lower() in loket.kabar[0][2].lower()


async def test_k18_markup_rusak_sekali_lagi_sebagai_teks_polos(loket: Loket):
    """A stray tag costs the bold type, not the message."""
    loket.telegram.sekali("sendMessage", tolak(400, "Bad Request: can't parse entities: unclosed <b>"))
    loket.titip(SARI, isi={"text": "<b>A &amp; B", "parse_mode": "HTML"})

    await loket.antar()

    assert loket.telegram.panggilan[0].isi == {"chat_id": SARI, "text": "A & B"}
    assert loket.kabar == []


async def test_k18_markup_rusak_dua_kali_menyerah(loket: Loket):
    """Plain text that is refused for its markup is not tried for ever."""
    loket.telegram.kali(9, "sendMessage", tolak(400, "Bad Request: can't parse entities"))
    nomor = loket.titip(SARI, isi={"text": "<b>A", "parse_mode": "HTML"})

    await loket.antar()

    assert loket.telegram.banyak["sendMessage"] == 2
    assert loket.baris(nomor).status == "gagal"


async def test_isi_yang_salah_bentuk_tidak_menahan_chat(loket: Loket):
    """A row that our own code cannot even turn into a request is set aside like a refused one."""
    nomor = loket.titip(SARI, metode="sendContact", isi={"phone": "1"})
    loket.titip(SARI, "berikut")

    await loket.antar()

    assert loket.baris(nomor).status == "gagal"
    assert loket.telegram.teks() == ["berikut"]


@pytest.mark.parametrize(
    "jawaban",
    [
        tolak(403, "Forbidden: bot was blocked by the user"),
        tolak(403, "Forbidden: bot can't initiate conversation with a user"),
        tolak(400, "Bad Request: chat not found"),
    ],
    ids=["diblokir", "belum START", "tidak ditemukan"],
)
async def test_k19_orang_yang_tak_terjangkau(loket: Loket, jawaban: Jawaban):
    """One call of the service that mentions them in the group; after /start everything held arrives once, in order."""
    loket.telegram.kali(1, "sendMessage", jawaban, chat=SARI)
    nomor = loket.titip(SARI, "disposisi")
    loket.titip(SARI, "kedua")
    loket.titip(BUDI, "lain")

    await loket.antar()
    tertahan = [baris.status for baris in loket.semua()]
    kontak = loket.pangkalan.baca_sinkron(lambda sesi: sesi.get_one(Kontak, SARI).terjangkau)
    loket.tulis(sunting, nomor, {"text": "disposisi, diperbarui"})
    await loket.antar()
    loket.tulis(lepaskan, SARI)
    await loket.antar()

    assert loket.kabar == [("tak terjangkau", nomor)]
    assert tertahan == ["ditahan", "ditahan", "terkirim"]
    assert not kontak
    assert loket.telegram.teks(SARI) == ["disposisi, diperbarui", "kedua"]
    assert loket.pangkalan.baca_sinkron(lambda sesi: sesi.get_one(Kontak, SARI).terjangkau)


async def test_k19_terjangkau_lagi_tanpa_start(loket: Loket):
    """Whoever unblocks the bot gets what was held as soon as anything comes through."""
    loket.telegram.sekali("sendMessage", tolak(403, "Forbidden: bot was blocked by the user"), chat=SARI)
    loket.titip(SARI, "pertama")
    await loket.antar()
    loket.titip(SARI, "kedua")

    await loket.antar()

    assert sorted(loket.telegram.teks(SARI)) == ["kedua", "pertama"]


async def test_k20_grup_dibisukan_dicoba_lagi_sesekali(loket: Loket):
    """The administrator is told once, private work goes on, and the group resumes by itself when it can."""
    loket.telegram.kali(
        3, "sendMessage", tolak(400, "Bad Request: not enough rights to send text messages to the chat"), chat=GRUP
    )
    nomor = loket.titip(GRUP, "satu", prioritas=2)
    loket.titip(GRUP, "dua", prioritas=2)
    loket.titip(SARI, "pribadi")

    await loket.antar(sampai=5)
    assert loket.telegram.teks() == ["pribadi"]
    await loket.antar()

    assert loket.telegram.teks(GRUP) == ["satu", "dua"]
    assert loket.kabar == [("tak terjangkau", nomor)]
    assert 1200 <= loket.saat_kirim(GRUP)[0] <= 2000


async def test_k20_topik_dihapus(loket: Loket):
    """The message lands in the group's general topic instead of nowhere."""
    loket.telegram.sekali("sendMessage", tolak(400, "Bad Request: message thread not found"))
    nomor = loket.titip(GRUP, "x", topik=7)

    await loket.antar()

    assert "message_thread_id" not in loket.telegram.panggilan[0].isi
    assert loket.baris(nomor).topik is None


async def test_k21_grup_menjadi_supergrup(loket: Loket):
    """Learned from the error alone: all waiting rows and the office get the new id in one transaction."""
    baru = -100_555
    loket.telegram.kali(
        9, "sendMessage", tolak(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=baru), chat=GRUP
    )
    loket.titip(GRUP, "satu", prioritas=2)
    loket.titip(GRUP, "dua", prioritas=2)

    await loket.antar()

    assert loket.telegram.teks(baru) == ["satu", "dua"]
    assert loket.kabar == [("pindah", GRUP, baru)]


async def test_k22_tidak_berubah_adalah_berhasil(loket: Loket):
    """Telegram's "not modified" means that the message looks as it should."""
    nomor = loket.titip(SARI, "a")
    await loket.antar()
    loket.telegram.sekali("editMessageText", tolak(400, "Bad Request: message is not modified: same content"))
    loket.tulis(sunting, nomor, {"text": "a"})

    await loket.antar()

    assert loket.semua()[-1].status == "terkirim"
    assert loket.kabar == []


async def test_k22_pesan_terhapus_dikirim_baru(loket: Loket):
    """The new text comes as a new message, and later edits go to that one."""
    nomor = loket.titip(GRUP, isi={"text": "status", "parse_mode": "HTML", "disable_notification": True}, prioritas=2)
    await loket.antar()
    lama = loket.baris(nomor).message_id
    loket.telegram.sekali("editMessageText", tolak(400, "Bad Request: message to edit not found"))
    loket.tulis(sunting, nomor, {"text": "status 2", "parse_mode": "HTML"})
    await loket.antar()
    loket.tulis(sunting, nomor, {"text": "status 3"})
    await loket.antar()

    baru = loket.baris(nomor).message_id
    akhir = loket.telegram.panggilan
    assert baru != lama
    assert [p.metode for p in akhir] == ["sendMessage", "sendMessage", "editMessageText"]
    assert akhir[1].isi["disable_notification"]
    assert (akhir[2].isi["message_id"], akhir[2].isi["text"]) == (baru, "status 3")


async def test_k22_tombol_pesan_terhapus_tidak_mengirim_apa_pun(loket: Loket):
    """Taking the buttons off a message that is gone needs no new message."""
    nomor = loket.titip(SARI, "x")
    await loket.antar()
    loket.telegram.sekali("editMessageReplyMarkup", tolak(400, "Bad Request: message to edit not found"))
    loket.tulis(sunting, nomor, {"reply_markup": {"inline_keyboard": []}})

    await loket.antar()

    assert loket.telegram.metode() == ["sendMessage"]
    assert loket.semua()[-1].status == "terkirim"


async def test_suntingan_mengikuti_jenis_pesan(loket: Loket):
    """A caption is edited as a caption, text as text, buttons alone as buttons."""
    sha = simpan(loket.tempat, b"isi", "application/pdf")
    berkas = [{"sha256": sha, "nama": "rekap.pdf", "jenis": "application/pdf", "keterangan": ""}]
    dokumen = loket.titip(SARI, metode="sendDocument", isi={"caption": "a"}, berkas=berkas)
    teks = loket.titip(BUDI, "a")
    await loket.antar()
    loket.tulis(sunting, dokumen, {"text": "b", "link_preview_options": {"is_disabled": True}})
    loket.tulis(sunting, teks, {"reply_markup": {"inline_keyboard": []}})

    await loket.antar()

    akhir = {p.metode: p.isi for p in loket.telegram.panggilan[2:]}
    assert akhir["editMessageCaption"]["caption"] == "b"
    assert "link_preview_options" not in akhir["editMessageCaption"]  # editMessageCaption knows none
    assert "text" not in akhir["editMessageReplyMarkup"]


async def test_berubah_saat_sedang_dikirim(loket: Loket):
    """An edit that comes while the message itself is under way is not lost: it follows."""
    nomor = loket.titip(SARI, isi={"text": "lama", "reply_markup": {"inline_keyboard": []}})

    def ubah(panggilan: Panggilan) -> None:
        if panggilan.isi.get("text") == "lama" and panggilan.metode == "sendMessage":
            loket.tulis(sunting, nomor, {"text": "baru"})

    loket.telegram.aturan.append(ubah)
    await loket.antar()

    assert [(p.metode, p.isi["text"]) for p in loket.telegram.panggilan] == [
        ("sendMessage", "lama"),
        ("editMessageText", "baru"),
    ]


async def test_suntingan_baru_saat_suntingan_sedang_dikirim(loket: Loket):
    """The newest text wins although an older edit was under way when it came."""
    nomor = loket.titip(SARI, "0")
    await loket.antar()

    def ubah(panggilan: Panggilan) -> None:
        if panggilan.isi.get("text") == "1":
            loket.tulis(sunting, nomor, {"text": "2"})

    loket.telegram.aturan.append(ubah)
    loket.tulis(sunting, nomor, {"text": "1"})
    await loket.antar()

    assert [p.isi["text"] for p in loket.telegram.panggilan] == ["0", "1", "2"]


async def test_suntingan_digabung_selagi_jalan_tidak_menunggu_intipan(loket: Loket, monkeypatch: pytest.MonkeyPatch):
    """The courier looks at the outbox while the older edit is under way: the newer one still goes as soon as it may."""
    monkeypatch.setattr("bot.kurir.INTIP_SETIAP", 3600.0)
    nomor = loket.titip(SARI, "0")
    await loket.antar()
    loket.jam.maju(5)
    asli = loket.telegram.jawab

    async def jawab(metode: str, isi: dict[str, Any], berkas: dict[str, bytes]) -> tuple[int, dict[str, Any]]:
        if isi.get("text") == "1":
            waktu = loket.jam.sekarang()
            await loket.pangkalan.tulis(lambda sesi: sunting(sesi, nomor, {"text": "2"}, waktu))
            await asyncio.sleep(0.1)
        return await asli(metode, isi, berkas)

    loket.telegram.jawab = jawab  # type: ignore[method-assign]
    tugas = asyncio.create_task(loket.kurir.jalan())
    await loket.pangkalan.tulis(lambda sesi: sunting(sesi, nomor, {"text": "1"}, loket.jam.sekarang()))
    async with asyncio.timeout(10):
        while len(loket.telegram.panggilan) < 3:
            await asyncio.sleep(0.02)
            loket.jam.maju(0.1)
    loket.kurir.berhenti()
    await tugas

    assert [p.isi["text"] for p in loket.telegram.panggilan] == ["0", "1", "2"]


async def test_yang_dibatalkan_tidak_dikirim(loket: Loket):
    """A reminder whose step has ended stays unsent, and so does an edit of it."""
    nomor = loket.titip(SARI, "ingat", prioritas=3)
    loket.pangkalan.tulis_sinkron(lambda sesi: batalkan(sesi, nomor))
    loket.tulis(sunting, nomor, {"text": "x"})

    await loket.antar()

    assert loket.telegram.panggilan == []


async def test_kunci_yang_sama_satu_pesan(loket: Loket):
    """The same message asked for twice is one row, and the caller gets its id both times."""
    assert loket.titip(SARI, "x", kunci="a") == loket.titip(SARI, "x", kunci="a")

    await loket.antar()

    assert loket.telegram.teks() == ["x"]


async def test_k23_teks_panjang_terpotong_di_akhir_baris(loket: Loket):
    """Long texts arrive whole, in order, well-formed, buttons on the last part."""
    baris = [f"Baris {nomor} dengan <b>tebal</b> dan &lt;kurung&gt;" for nomor in range(300)]
    tombol = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}
    nomor = loket.titip(
        SARI, isi={"text": f"<i>{chr(10).join(baris)}</i>", "parse_mode": "HTML", "reply_markup": tombol}
    )

    await loket.antar()

    pesan = loket.telegram.panggilan
    assert len(pesan) > 1
    for satu in pesan:
        assert satu.isi["text"].startswith("<i>Baris")
        assert satu.isi["text"].endswith("</i>")
        assert satu.isi["text"].count("<b>") == satu.isi["text"].count("</b>") < 100
    isi = "\n".join(satu.isi["text"].removeprefix("<i>").removesuffix("</i>") for satu in pesan)
    assert isi.split("\n") == baris
    assert ["reply_markup" in satu.isi for satu in pesan] == [False] * (len(pesan) - 1) + [True]
    assert loket.baris(nomor).message_id == loket.telegram.nomor


async def test_k23_teks_sangat_panjang_menjadi_berkas(loket: Loket):
    """Nobody scrolls through twenty messages."""
    loket.titip(SARI, isi={"text": "<b>x</b>\n" * 20_000, "parse_mode": "HTML"})

    await loket.antar()

    (satu,) = loket.telegram.panggilan
    assert satu.metode == "sendDocument"
    assert next(iter(satu.berkas.values())).decode() == "x\n" * 20_000
    assert len(satu.isi["caption"]) < 1024 + 7 * 512


async def test_k23_keterangan_panjang(loket: Loket):
    """What does not fit under a file follows as text; the file keeps the buttons."""
    sha = simpan(loket.tempat, b"isi", "application/pdf")
    berkas = [{"sha256": sha, "nama": "rekap.pdf", "jenis": "application/pdf", "keterangan": ""}]
    nomor = loket.titip(SARI, metode="sendDocument", isi={"caption": "satu dua tiga\n" * 100}, berkas=berkas)

    await loket.antar()

    dokumen, sisa = loket.telegram.panggilan
    assert (dokumen.metode, sisa.metode) == ("sendDocument", "sendMessage")
    gabung = dokumen.isi["caption"] + "\n" + sisa.isi["text"]
    assert gabung.strip("\n").split("\n") == ["satu dua tiga"] * 100
    assert loket.baris(nomor).metode == "sendDocument"


async def test_k23_suntingan_terlalu_panjang(loket: Loket):
    """An edit cannot be split; the long text comes as a file of its own."""
    nomor = loket.titip(SARI, "a")
    await loket.antar()
    loket.tulis(sunting, nomor, {"text": "baris\n" * 1000})

    await loket.antar()

    assert loket.telegram.metode() == ["sendMessage", "sendDocument"]


async def test_album_menyimpan_nomor_pertama(loket: Loket):
    """Recap documents go out as one album, and the row knows where it begins."""
    berkas = [
        {
            "sha256": simpan(loket.tempat, isi, "application/pdf"),
            "nama": f"{isi.decode()}.pdf",
            "jenis": "application/pdf",
        }
        for isi in (b"a", b"b", b"c")
    ]
    nomor = loket.titip(
        GRUP, metode="sendMediaGroup", isi={"caption": "<b>Rekap</b>", "parse_mode": "HTML"}, berkas=berkas
    )

    await loket.antar()

    (satu,) = loket.telegram.panggilan
    assert sorted(satu.berkas.values()) == [b"a", b"b", b"c"]
    assert [media.get("caption") for media in satu.isi["media"]] == ["<b>Rekap</b>", None, None]
    assert loket.baris(nomor).message_id == 1001


async def test_berkas_yang_hilang(loket: Loket):
    """A file that is not in the store fails like a refused message; nothing is sent without it."""
    nomor = loket.titip(SARI, metode="sendDocument", isi={}, berkas=[{"sha256": "0" * 64, "nama": "x", "jenis": "x/y"}])
    loket.titip(SARI, "berikut")

    await loket.antar()

    assert loket.baris(nomor).status == "gagal"
    assert loket.telegram.teks() == ["berikut"]


def test_nama_berkas_hanya_sidik(tmp_path):
    """Nothing that comes from outside becomes a path."""
    with pytest.raises(ValueError, match="SHA-256"):
        jalur(tmp_path, "../../etc/passwd")


async def test_k24_token_dicabut_mengakhiri_kurir(loket: Loket):
    """A refused token ends the courier with an error that does not show it; the row stays for the next start."""
    loket.telegram.kali(9, "sendMessage", tolak(401, "Unauthorized"))
    nomor = loket.titip(SARI, "x")

    with pytest.raises(TokenDitolak):
        await loket.kurir.jalan()

    assert loket.baris(nomor).status == "menunggu"
    assert loket.telegram.banyak["sendMessage"] == 1


async def test_jalan_sampai_berhenti(loket: Loket):
    """The running courier wakes up by itself after a commit, sends, and ends when told."""
    tugas = asyncio.create_task(loket.kurir.jalan())
    async with asyncio.timeout(5):
        while loket.telegram.teks() != ["x"]:
            await asyncio.sleep(0.01)
            if not loket.semua():
                await asyncio.to_thread(loket.titip, SARI, "x")
                loket.kurir.bangun()
    loket.kurir.berhenti()
    await asyncio.wait_for(tugas, 1)

    assert loket.semua()[0].terkirim_pada == loket.mulai
