"""One press in the middle of each of the five procedures, and five deaths of the bot one after the other."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.simulasi.model import Pesan
from bot.simulasi.panggung import Panggung
from bot.simulasi.sandiwara import NOTULEN
from tests.mati.lemari import Acuan, Babak, Lemari
from tests.mati.rumah import MATI, Anak, Potret, Rumah, tunggu

BABAK = (
    Babak("dkupp-purwakarta", 3, "sekretaris", "✅ Selesai", "tim"),
    Babak("bkpsdm-purwakarta", 3, "tim", "✅ Selesai", "tim", notulen=True, notulen_penerus=True),
    Babak("gowa", 2, "sekretaris", "✅ Selesai", "bidang"),
    Babak("disnakerperintrans-kapuas-hulu", 2, "sekretaris", "✅ Perintahkan", "perencana"),
    Babak("setwan-balangan", 2, "bidang", "✅ Selesai", "tim", notulen=True, notulen_penerus=True),
)
# Each death is where the one before let the press get a little further.
TITIK = ("sebelum_kotak_masuk", "sesudah_kotak_masuk", "dalam_transaksi", "sesudah_transaksi", "sesudah_kirim")
SERATUS = 100
BERHENTI_DALAM = 5.0  # seconds


@dataclass
class Riwayat:
    """What was seen on the way. `sesudah`: by crash point; the other fields are named for their moment."""

    awal: Potret
    acuan: Acuan
    sesudah: dict[str, Potret] = field(default_factory=dict)
    kode: list[int] = field(default_factory=list)
    bot: Anak | None = None
    pulih: Potret | None = None
    salinan: int = 0
    kilasan: list[str] = field(default_factory=list)
    lanjut: Potret | None = None
    jejak: int = -1
    kode_henti: int = -1
    lama_henti: float = 0.0
    saat_henti: Potret | None = None
    akhir: Potret | None = None
    jawaban: int = 0


@pytest.fixture(scope="module", params=BABAK, ids=str)
def riwayat(request: pytest.FixtureRequest, lemari: Lemari, tmp_path_factory: pytest.TempPathFactory) -> Riwayat:
    folder = tmp_path_factory.mktemp("riwayat")
    return asyncio.run(_jalani(request.param, lemari, folder))


async def _jalani(babak: Babak, lemari: Lemari, folder: Path) -> Riwayat:
    async def tekan(panggung: Panggung) -> None:
        await panggung.orang(panggung.kantor[0].pemegang(babak.peran)[0]).tekan(babak.label)

    acuan = await lemari.acuan(babak, "tekan", tekan)
    rumah = await Rumah(await lemari.ambil(babak, folder / "data"), babak.sop).buka()
    try:
        hasil = Riwayat(rumah.potret(), acuan)
        await _mati_lima_kali(rumah, babak, hasil)
        await _tekan_semua_salinan(rumah, babak, hasil)
        hasil.jejak = await rumah.jejak()
        await _henti_di_tengah(rumah, hasil)
    finally:
        await rumah.tutup()
    return hasil


async def _mati_lima_kali(rumah: Rumah, babak: Babak, hasil: Riwayat) -> None:
    rumah.orang(babak.peran).tekan(babak.label)
    for titik in TITIK:
        hasil.kode.append(await rumah.nyalakan(titik).habis())
        hasil.sesudah[titik] = rumah.potret()
    hasil.bot = rumah.nyalakan()
    await rumah.tenang()
    hasil.pulih = rumah.potret()


async def _tekan_semua_salinan(rumah: Rumah, babak: Babak, hasil: Riwayat) -> None:
    """The next actor presses every copy of the disposition; where there is one only, that one twice."""
    penerus = rumah.orang(babak.penerus)
    if babak.notulen_penerus:
        await penerus.tulis(NOTULEN)
    kartu: list[Pesan] = rumah.kartu(penerus, babak.langkah + 1)
    hasil.salinan = len(kartu)
    data = [t["callback_data"] for p in kartu for b in p.tombol for t in b if t["text"] == babak.label_penerus]
    for ke in range(max(2, len(kartu))):
        penerus.tekan_mentah(data[0], kartu[ke % len(kartu)].id)
        await tunggu(lambda: penerus.toast is not None, "jawaban tombol")
        hasil.kilasan.append(penerus.toast or "")
    await rumah.tenang()
    hasil.lanjut = rumah.potret()


async def _henti_di_tengah(rumah: Rumah, hasil: Riwayat) -> None:
    """A hundred updates wait when the container is told to stop."""
    kepala = rumah.orang("kepala")
    sebelum = len([p for p in kepala.semua_pesan if p.dari_bot])

    def dijawab() -> int:
        return len([p for p in kepala.semua_pesan if p.dari_bot]) - sebelum

    for _ in range(SERATUS):
        kepala.tulis("/tugas")
    await tunggu(lambda: dijawab() >= 5, "lima jawaban pertama")
    mulai = time.monotonic()
    assert hasil.bot is not None
    hasil.bot.isyarat()
    hasil.kode_henti = await hasil.bot.habis()
    hasil.lama_henti = time.monotonic() - mulai
    hasil.saat_henti = rumah.potret()
    rumah.nyalakan()
    await rumah.tenang()
    hasil.jawaban = dijawab()
    hasil.akhir = rumah.potret()


def test_k02_mati_di_kedua_sisi_kotak_masuk(riwayat: Riwayat):
    """Until it is stored the press stays with Telegram; afterwards it is ours, although Telegram keeps it as well."""
    sebelum, sesudah = riwayat.sesudah["sebelum_kotak_masuk"], riwayat.sesudah["sesudah_kotak_masuk"]

    assert riwayat.kode[:2] == [MATI, MATI]
    assert (sebelum.masuk, sebelum.belum_diambil) == (0, 1)
    assert (sesudah.masuk, sesudah.belum_diambil) == (1, 1)
    assert sebelum.kejadian == sesudah.kejadian == riwayat.awal.kejadian


def test_k01_mati_di_dalam_transaksi(riwayat: Riwayat):
    """Cut off inside the transaction, nothing of it is there: no event, no message, and the press waits on."""
    mati = riwayat.sesudah["dalam_transaksi"]

    assert riwayat.kode[2] == MATI
    assert mati.kejadian == riwayat.awal.kejadian
    assert (mati.masuk, mati.keluar) == (1, 0)


def test_k03_mati_antara_komit_dan_kirim(riwayat: Riwayat):
    """Committed is committed: the step has moved, and everything to be said lies ready, unsent."""
    mati = riwayat.sesudah["sesudah_transaksi"]

    assert riwayat.kode[3] == MATI
    assert list(mati.kejadian) == riwayat.acuan.kejadian
    assert mati.masuk == 0
    assert mati.keluar > 0
    assert mati.pesan == riwayat.awal.pesan


def test_k04_mati_setelah_telegram_menerima(riwayat: Riwayat):
    """After five deaths everybody has what an undisturbed day would have brought; at most one extra copy of any of it."""
    assert riwayat.kode[4] == MATI
    assert riwayat.pulih is not None
    kurang, lebih = riwayat.acuan.pesan - riwayat.pulih.pesan, riwayat.pulih.pesan - riwayat.acuan.pesan
    assert not kurang
    assert all(jumlah == 1 for jumlah in lebih.values())
    assert not lebih - riwayat.acuan.pesan


def test_k01_satu_tekanan_tetap_satu_perpindahan(riwayat: Riwayat):
    """The event log after five deaths is the log of a day without any, and its chain of hashes holds."""
    assert riwayat.pulih is not None
    assert list(riwayat.pulih.kejadian) == riwayat.acuan.kejadian
    assert (riwayat.pulih.masuk, riwayat.pulih.keluar, riwayat.pulih.belum_diambil) == (0, 0, 0)
    assert riwayat.jejak == 0


def test_k04_salinan_disposisi_berefek_sekali(riwayat: Riwayat):
    """Whichever copy the next actor presses, and however often: the first counts, the others hear that it is done."""
    assert riwayat.pulih is not None
    assert riwayat.lanjut is not None
    baru = riwayat.lanjut.kejadian[len(riwayat.pulih.kejadian) :]

    assert riwayat.salinan in (1, 2)
    assert [k.partition(" ")[0] for k in baru].count("TugasSelesai") == 1
    assert riwayat.kilasan[0].startswith("Tersimpan")
    assert all("sudah" in satu for satu in riwayat.kilasan[1:])


def test_k06_berhenti_tertib_dengan_seratus_menunggu(riwayat: Riwayat):
    """The process is gone within five seconds; what it has not got to stays in the inbox and is answered once later."""
    assert riwayat.saat_henti is not None
    assert riwayat.akhir is not None
    assert riwayat.kode_henti == 0
    assert riwayat.lama_henti < BERHENTI_DALAM
    assert riwayat.saat_henti.masuk + riwayat.saat_henti.belum_diambil > 0
    assert riwayat.jawaban == SERATUS
    assert (riwayat.akhir.masuk, riwayat.akhir.belum_diambil) == (0, 0)
