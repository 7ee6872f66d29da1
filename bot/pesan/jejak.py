"""The event log in the words of the procedure."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.sop import kejadian as k
from bot.sop.model import Sop

HASIL = {
    k.Hasil.SELESAI: "diselesaikan",
    k.Hasil.SETUJU: "disetujui",
    k.Hasil.DIKIRIM: "data dikirim",
    k.Hasil.DITUTUP: "ditutup",
    k.Hasil.KEMBALI: "dikembalikan",
    k.Hasil.DITARIK: "ditarik kembali",
    k.Hasil.DILEWATI: "dilewati",
    k.Hasil.DIPAKSA: "diselesaikan paksa",
}


class Penutur:
    """Tells events in the words of the procedure. `zona`: IANA name of the office's zone."""

    def __init__(self, sop: Sop, bidang: dict[str, str], zona: str) -> None:
        self._sop, self._bidang, self._zona = sop, bidang, zona

    def kalimat(self, satu: k.Kejadian) -> str:
        """One event as a sentence without a full stop."""
        cerita: dict[type, Callable[..., str]] = {
            k.PelaksanaanDimulai: self._dimulai,
            k.GiliranDimulai: self._giliran,
            k.TugasSelesai: lambda e: f"{self._tugas(e.tugas)}: {HASIL.get(e.hasil, e.hasil)} oleh {e.nama}",
            k.RealisasiDikirim: self._realisasi,
            k.UnggahanDitutup: lambda e: f"{self._tugas(e.tugas)}: unggahan ditutup oleh {e.nama}; alasan: {e.alasan}",
            k.HalDicatat: lambda e: f"{self._tugas(e.tugas) + ': ' if e.tugas else ''}{e.nama} {e.uraian}",
            k.LampiranDiterima: lambda e: f"{self._tugas(e.tugas)}: {e.nama} melampirkan {e.lampiran}",
            k.LangkahSelesai: lambda e: f"Langkah {e.no} selesai{_putaran(e.putaran)}",
            k.LangkahDikembalikan: self._dikembalikan,
            k.TindakanDitarik: lambda e: f"{self._tugas(e.tugas)}: tindakannya ditarik kembali oleh {e.nama}",
            k.LangkahDipaksa: lambda e: (
                f"Langkah {e.no} {'dilewati' if e.lewati else 'diselesaikan paksa'} oleh {e.nama}; alasan: {e.alasan}"
            ),
            k.PelaksanaanDijeda: lambda e: f"Pengukuran dijeda oleh {e.nama}; alasan: {e.alasan}",
            k.PelaksanaanDilanjutkan: lambda e: f"Pengukuran dilanjutkan oleh {e.nama}",
            k.KoreksiDimulai: self._koreksi,
            k.RekapDisetujui: lambda e: f"Rekap disetujui oleh {e.nama} pada langkah {e.no}",
            k.BatasDipindah: self._batas,
            k.PengingatJatuh: lambda e: f"{self._tugas(e.tugas)}: {_pengingat(e.tonggak)}",
            k.PelaksanaanSelesai: lambda _: "Pengukuran selesai",
            k.PelaksanaanDibatalkan: lambda e: f"Pengukuran dibatalkan oleh {e.nama}; alasan: {e.alasan}",
        }
        return cerita[type(satu)](satu)

    def _dimulai(self, e: k.PelaksanaanDimulai) -> str:
        return f"Pengukuran dimulai oleh {e.nama}: {e.banyak_langkah} langkah, {len(e.pengunggah)} unit mengisi data"

    def _giliran(self, e: k.GiliranDimulai) -> str:
        satu = e.tugas[0]
        kepada = ", ".join(self._pemegang(t) for t in e.tugas)
        pukul = self._pukul(e.batas)
        apa = "Keputusan" if satu.tahap is k.Tahap.PUTUS else "Disposisi"
        return f"{apa} langkah {satu.langkah}{_putaran(satu.putaran)} kepada {kepada}; batas {pukul}"

    def _pukul(self, waktu: datetime) -> str:
        setempat = waktu.astimezone(ZoneInfo(self._zona))
        return f"{format_datetime(setempat, 'd MMM y HH.mm', locale='id')} {setempat.tzname()}"

    def _batas(self, e: k.BatasDipindah) -> str:
        return (
            f"{self._tugas(e.tugas)}: batas dipindah oleh {e.nama} dari {self._pukul(e.dari)} "
            f"ke {self._pukul(e.batas)}; alasan: {e.alasan}"
        )

    def _dikembalikan(self, e: k.LangkahDikembalikan) -> str:
        hanya = f", hanya {', '.join(self._bidang.get(b, b) for b in e.bidang)}" if e.bidang else ""
        if e.indikator:
            hanya += f", indikator {', '.join(e.indikator)}"
        return f"{self._tugas(e.tugas)}: dikembalikan ke langkah {e.ke}{hanya} oleh {e.nama}; alasan: {e.alasan}"

    def _koreksi(self, e: k.KoreksiDimulai) -> str:
        hanya = f", hanya {', '.join(self._bidang.get(b, b) for b in e.bidang)}" if e.bidang else ""
        return f"Koreksi setelah terbit dimulai oleh {e.nama}: kembali ke langkah {e.ke}{hanya}; alasan: {e.alasan}"

    def _realisasi(self, e: k.RealisasiDikirim) -> str:
        awal = " sebelum gilirannya" if e.awal else ""
        return f"Data {self._bidang.get(e.bidang, e.bidang)} dikirim{awal} oleh {e.nama}"

    def _tugas(self, tugas: k.Tugas) -> str:
        keputusan = "Keputusan langkah" if tugas.tahap is k.Tahap.PUTUS else "Langkah"
        return f"{keputusan} {tugas.langkah}{_putaran(tugas.putaran)}, {self._pemegang(tugas)}"

    def _pemegang(self, tugas: k.Tugas) -> str:
        try:
            nama = self._sop.nama_peran(tugas.peran)
        except KeyError:  # changed by hand
            nama = tugas.peran
        unit = self._bidang.get(tugas.bidang, tugas.bidang)
        return unit if unit.casefold().startswith(nama.casefold()) else f"{nama} {unit}".rstrip()


def _putaran(putaran: int) -> str:
    return f" (putaran {putaran})" if putaran > 1 else ""


def _pengingat(tonggak: str) -> str:
    """A reminder's name (`jadwal.tonggak`) in words."""
    jenis, _, ekor = tonggak.partition("-")
    if jenis == "ingatkan":
        return f"diingatkan, {ekor} persen waktu terpakai" if ekor.isdigit() else "diingatkan pagi hari sebelum batas"
    return f"diingatkan ke-{ekor} sesudah batas waktu" if jenis == "sesudah" else "batas waktu tiba"
