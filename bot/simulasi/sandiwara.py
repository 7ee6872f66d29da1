"""Scripted people who play a quarter by themselves: they read what the bot sends them and do what it asks."""

import asyncio
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

from bot.layanan.waktu_rapat import baca
from bot.pesan.dasar import nama_triwulan
from bot.simulasi.model import Berkas, Pesan
from bot.simulasi.orang import Orang
from bot.simulasi.panggung import CONTOH, Kantor, Panggung

NOTULEN = "Rapat dipimpin Sekretaris, dihadiri seluruh bidang. Disepakati format, jadwal, dan penanggung jawab data."


@dataclass
class Naskah:
    """What this performance does beside agreeing to everything. Each return happens once."""

    kembalikan: dict[tuple[int, str], str] = field(default_factory=dict)  # (step, role) -> reason
    unggahan_rusak: str = ""  # unit whose first upload has a mistake in it
    sampai: int = 0  # leave this step and all after it to others; 0: play to the end
    rapat: bool = False  # set a time for meetings, and answer invitations


class Macet(Exception):
    """Nobody knows what to do next although the run has not ended."""


class Pemain:
    """One person: keeps in mind which messages have been dealt with."""

    def __init__(self, orang: Orang, peran: tuple[str, ...], bidang: str) -> None:
        self.orang, self.peran, self.bidang = orang, peran, bidang
        self.selesai: set[int] = set()

    def __repr__(self) -> str:
        return f"<Pemain {self.orang.pengguna.nama}>"


class Sandiwara:
    """A whole quarter of one office, played to its end."""

    def __init__(
        self,
        panggung: Panggung,
        kantor: Kantor,
        triwulan: int,
        naskah: Naskah | None = None,
        selang: timedelta = timedelta(0),
        jeda: float = 0,
    ) -> None:
        """selang: simulated time that one act takes; jeda: real seconds between two acts."""
        self.panggung, self.kantor, self.triwulan = panggung, kantor, triwulan
        self.selang, self.jeda = selang, jeda
        self.naskah = naskah or Naskah()
        self.pemain = [
            Pemain(panggung.orang(p["telegram"]), tuple(p["peran"]), p.get("bidang", ""))
            for p in kantor.isi["personel"]
        ]
        self.realisasi = contoh_realisasi(kantor.sop, triwulan)
        self._rusak = bool(self.naskah.unggahan_rusak)

    async def mainkan(self) -> None:
        """Everybody presses START, the head orders, and all do their work until the run is over. Raises Macet."""
        for pemain in self.pemain:
            if not pemain.orang.pengguna.mulai:
                await pemain.orang.mulai()
        kepala = self.panggung.orang(self.kantor.pemegang("kepala")[0])
        await kepala.tulis(f"/mulai {self.triwulan} {self.kantor.isi['instansi']['tahun']}")
        await kepala.tekan("✅ Perintahkan")
        await self.lanjutkan()

    async def lanjutkan(self) -> None:
        """Do the work that waits, and what follows from it, to the end. Raises Macet."""
        while not self.tamat():
            if not await self._satu_babak():
                if self.naskah.sampai:
                    return
                raise Macet(self._keadaan())

    def tamat(self) -> bool:
        """The living status of the group says that every step of this quarter has been done."""
        ini = nama_triwulan(self.triwulan, self.kantor.isi["instansi"]["tahun"])
        return any("Seluruh" in p and "✅ Selesai" in p and ini in p for p in self._grup())

    def _grup(self) -> Iterable[Pesan]:
        return self.panggung.dunia.grup(self.kantor.grup).terlihat()

    def _keadaan(self) -> str:
        return "\n".join(p.teks for p in self._grup())

    async def _satu_babak(self) -> bool:
        bergerak = False
        for pemain in self.pemain:
            for pesan in list(pemain.orang.semua_pesan):
                if not pesan.dari_bot or pesan.dihapus:
                    continue
                if pesan.label_tombol and await self._tekan(pemain, pesan):
                    bergerak = True
                    await self._berlalu()
                elif pesan.id not in pemain.selesai and _formulir(pesan) and self._mengunggah(pemain):
                    pemain.selesai.add(pesan.id)
                    assert pesan.berkas is not None
                    await self._isi_formulir(pemain, pesan.berkas)
                    bergerak = True
                    await self._berlalu()
        return bergerak

    def _mengunggah(self, pemain: Pemain) -> bool:
        """The newest disposition asks for figures: it is open and no button ends it yet."""
        kartu = next((p for p in reversed(pemain.orang.semua_pesan) if _nomor(p)), None)
        if kartu is None or "Batas:" not in kartu or self._cukup(_nomor(kartu)):
            return False
        return not any(label.startswith(("✅", "⏹️")) for label in kartu.label_tombol)

    def _cukup(self, no: int) -> bool:
        return 0 < self.naskah.sampai <= no

    async def _berlalu(self) -> None:
        """Time passes between two acts."""
        if self.selang:
            await self.panggung.maju_ke(self.panggung.jam.sekarang() + self.selang)
            await self.panggung.dunia.tenang()
        if self.jeda:
            await asyncio.sleep(self.jeda)

    async def _isi_formulir(self, pemain: Pemain, formulir: Berkas) -> None:
        realisasi = self.realisasi
        if self._rusak and pemain.bidang == self.naskah.unggahan_rusak:
            self._rusak = False
            await pemain.orang.kirim_berkas(hapus_kolom_kode(isi_formulir(formulir.isi, realisasi)), formulir.nama)
        await pemain.orang.kirim_berkas(isi_formulir(formulir.isi, realisasi), formulir.nama)
        await pemain.orang.tekan("✅ Kirim")

    async def _tekan(self, pemain: Pemain, pesan: Pesan) -> bool:
        label, orang = pesan.label_tombol, pemain.orang
        no = _nomor(pesan)
        if self._cukup(no):
            return False
        if self.naskah.rapat:
            if await self._urus_rapat(pemain, pesan):
                return True
            if "📅 Atur rapat" in label and self._ada_undangan():
                return False
        if "✅ Setuju" in label:
            alasan = next(
                (self.naskah.kembalikan.pop((no, p)) for p in pemain.peran if (no, p) in self.naskah.kembalikan), ""
            )
            if not alasan:
                await orang.tekan("✅ Setuju", pesan)
                return True
            await orang.tekan("↩️ Kembalikan", pesan)
            await orang.tulis(alasan)
            return True
        if "✅ Kirim" in label and no:  # a disposition that came back: the figures stay, the new form is not needed
            await orang.tekan("✅ Kirim", pesan)
            pemain.selesai |= {p.id for p in orang.semua_pesan}
            return True
        if "✅ Selesai" in label:
            await orang.tekan("✅ Selesai", pesan)
            if "✅ Rapat sudah berlangsung" in orang.pesan_terakhir.label_tombol:
                await self._tunggu_rapat(orang.pesan_terakhir)
                await orang.tekan("✅ Selesai", pesan)
            if "✅ Selesai" in pesan.label_tombol:
                await orang.tulis(NOTULEN)
                await orang.tekan("✅ Selesai", pesan)
            return True
        if "✅ Perintahkan" in label:
            await orang.tekan("✅ Perintahkan", pesan)
            return True
        return False

    async def _urus_rapat(self, pemain: Pemain, pesan: Pesan) -> bool:
        """Call the meeting of a step unless somebody has, say that one comes."""
        orang = pemain.orang
        diatur = any(_rapat_hidup(p) for x in self.pemain for p in x.orang.semua_pesan)
        if "📅 Atur rapat" in pesan.label_tombol and not diatur:
            await orang.tekan("📅 Atur rapat", pesan)
            await orang.tekan(orang.pesan_terakhir.label_tombol[0])
            await orang.tekan("Ruang Rapat")
            return True
        if "👍 Hadir" in pesan.label_tombol and pesan.id not in pemain.selesai:
            pemain.selesai.add(pesan.id)
            await orang.tekan("👍 Hadir", pesan)
            return True
        return False

    async def _tunggu_rapat(self, pesan: Pesan) -> None:
        """It is too early to be done with the step: the clock goes on to the meeting."""
        kini, zona = self.panggung.jam.sekarang(), ZoneInfo(self.kantor.isi["instansi"]["zona"])
        mulai = baca(pesan.teks.splitlines()[0].removeprefix("📅 Rapatnya baru "), kini, zona).mulai
        while (saat := await self.panggung.saat_berikutnya()) is not None and saat <= mulai:
            await self.panggung.maju_ke(saat)
            await self.panggung.dunia.tenang()
        await self.panggung.maju_ke(mulai)
        await self.panggung.dunia.tenang()

    def _ada_undangan(self) -> bool:
        """Somebody has not answered yet."""
        return any(
            "👍 Hadir" in p.label_tombol and p.id not in x.selesai for x in self.pemain for p in x.orang.semua_pesan
        )


def _rapat_hidup(pesan: Pesan) -> bool:
    """A meeting with a time that is not over."""
    return pesan.teks.startswith("📅 Rapat Anda") and "Rapat ditutup" not in pesan


def _formulir(pesan: Pesan) -> bool:
    return pesan.berkas is not None and pesan.berkas.nama.startswith("formulir-")


def _nomor(pesan: Pesan) -> int:
    """The step of a disposition, else 0."""
    depan = "📨 DISPOSISI "
    return int(pesan.teks.removeprefix(depan).split("/")[0]) if pesan.teks.startswith(depan) else 0


def hapus_kolom_kode(data: bytes) -> bytes:
    """The mistake that people make most: a column that "nobody needs" is gone."""
    buku = load_workbook(io.BytesIO(data))
    lembar = buku["Realisasi"]
    lembar.delete_cols(1)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def contoh_realisasi(sop: str, triwulan: int) -> dict[str, dict[str, str]]:
    """Sample figures by indicator code, as people typed them; empty for quarters without a sample."""
    jalur = CONTOH / f"realisasi_{sop}_tw{triwulan}.csv"
    if not jalur.exists():
        return {}
    return {b["kode"]: b for b in csv.DictReader(io.StringIO(jalur.read_text("utf-8-sig")), delimiter=";")}


def isi_formulir(data: bytes, realisasi: dict[str, dict[str, str]]) -> bytes:
    """Fill in a form as a person with a phone does: everything as text, exactly as in the sample."""
    buku = load_workbook(io.BytesIO(data))
    lembar = buku["Realisasi"]
    judul = next(b for b in lembar.iter_rows() if b[0].value == "Kode")
    kolom = {str(s.value): s.column for s in judul if s.value}
    isian = {
        "Realisasi": "realisasi_kinerja",
        "Realisasi Anggaran (Rp)": "realisasi_anggaran_sd",
        "Faktor Pendukung": "faktor_pendukung",
        "Faktor Penghambat": "faktor_penghambat",
        "Tindak Lanjut": "rencana_tindak_lanjut",
    }
    for nomor in range(judul[0].row + 1, lembar.max_row + 1):
        baris = realisasi.get(str(lembar.cell(nomor, kolom["Kode"]).value or ""))
        for nama, kunci in isian.items():
            if baris and baris[kunci]:
                lembar.cell(nomor, kolom[nama]).value = baris[kunci]
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()
