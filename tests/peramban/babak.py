"""What the people of the sample office do between the scenes that are played on the page."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.simulasi.orang import Orang
from bot.simulasi.panggung import Kantor, Panggung
from bot.simulasi.sandiwara import NOTULEN, Sandiwara, isi_formulir

SOP = "dkupp-purwakarta"
UNIT = ("sekretariat", "koperasi", "ukm", "perdagangan", "perindustrian")
MULAI = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)  # 08.00 in Jakarta, the first working day after TW I


class Babak:
    """One office and its quarter: `lalui` plays whole steps, the rest is for the page. `selang`: how long each takes."""

    def __init__(self, panggung: Panggung, selang: timedelta = timedelta(0)) -> None:
        self.panggung, self.selang = panggung, selang
        self.kantor: Kantor = panggung.kantor[0]
        self.realisasi = Sandiwara(panggung, self.kantor, triwulan=1).realisasi
        self._langkah: dict[int, Callable[[], Awaitable[None]]] = {
            1: self._perintah,
            2: self._sekretaris_selesai,
            3: self._sekretaris_selesai,
            4: self._tim_selesai,
            5: self._rapat,
            6: self._unggah,
            7: self._validasi,
            8: self._serahkan,
            9: self._kepala_setuju,
            10: self._sekretaris_selesai,
            12: self._tim_selesai,
            13: self._tim_selesai,
        }

    def orang(self, peran: str, bidang: str = "") -> Orang:
        """The first who holds this role (of this unit)."""
        return self.panggung.orang(self.kantor.pemegang(peran, bidang)[0])

    async def semua_mulai(self, *kecuali: int) -> None:
        """Everybody presses START, but for those who are to do it on the page."""
        for p in self.kantor.isi["personel"]:
            if p["telegram"] not in kecuali:
                self.panggung.orang(p["telegram"]).mulai()
        await self.panggung.dunia.tenang()

    async def lalui(self, *langkah: int) -> None:
        """These steps, one after the other, as on a good day."""
        for no in langkah:
            await self.berlalu(self.selang)
            await self._langkah[no]()
            await self.panggung.dunia.tenang()

    async def berlalu(self, selang: timedelta) -> None:
        """Time passes."""
        if selang:
            await self.panggung.maju_ke(self.panggung.jam.sekarang() + selang)
            await self.panggung.dunia.tenang()

    def isi(self, formulir: bytes) -> bytes:
        """The form filled in with the sample figures."""
        return isi_formulir(formulir, self.realisasi)

    async def _perintah(self) -> None:
        kepala = self.orang("kepala")
        await kepala.tulis("/mulai 1 2026")
        await kepala.tekan("✅ Perintahkan")

    async def _sekretaris_selesai(self) -> None:
        await self.orang("sekretaris").tekan("✅ Selesai")

    async def _tim_selesai(self) -> None:
        await self.orang("tim").tekan("✅ Selesai")

    async def _rapat(self) -> None:
        tim = self.orang("tim")
        await tim.tulis(NOTULEN)
        await tim.tekan("✅ Selesai")

    async def _unggah(self) -> None:
        """Every unit that has not sent yet."""
        for unit in UNIT:
            orang = self.orang("bidang", unit)
            if any("Data terkirim" in p for p in orang.semua_pesan):
                continue
            formulir = orang.cari("Isi sel putih").berkas
            assert formulir is not None
            await orang.kirim_berkas(self.isi(formulir.isi), formulir.nama)
            await orang.tekan("✅ Kirim")

    async def _validasi(self) -> None:
        for orang in (self.orang("tim"), *(self.orang("bidang", unit) for unit in UNIT)):
            orang.tekan("✅ Setuju")
        await self.panggung.dunia.tenang()

    async def _serahkan(self) -> None:
        for orang in (self.orang("tim"), *(self.orang("bidang", unit) for unit in UNIT)):
            orang.tekan("✅ Selesai")
        await self.panggung.dunia.tenang()
        await self.orang("sekretaris").tekan("✅ Setuju")

    async def _kepala_setuju(self) -> None:
        await self.orang("kepala").tekan("✅ Setuju")


def panggung_baru(folder: Path) -> Panggung:
    """The sample office on a clock that stands still, without Telegram's pace."""
    return Panggung(folder, (SOP,), MULAI, beku=True, tanpa_jeda=True)
