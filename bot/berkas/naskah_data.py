"""What exported data hold: a recap, and what was reported in each quarter of its year. Shapes only."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.berkas.naskah import Naskah
from bot.kinerja.model import Bacaan, Indikator, Realisasi

# Kind to media type; the workbook has the layout of the Renja evaluation.
JENIS_EKSPOR = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class NaskahData:
    """`setahun`: quarter (1..n) to indicator code to what was reported."""

    naskah: Naskah
    setahun: Mapping[int, Mapping[str, Realisasi]]

    @property
    def status_rekap(self) -> str:
        """What the figures may be used for: nothing is final before the approval."""
        return "SEMENTARA" if self.naskah.draf else "DISETUJUI"

    def nama_berkas(self, jenis: str) -> str:
        """``data-dkupp-2026-TW1.csv``, ``evaluasi-renja-dkupp-2026-TW1.xlsx``; a draft begins with ``draf-``."""
        depan = ("draf-" if self.naskah.draf else "") + ("evaluasi-renja" if jenis == "xlsx" else "data")
        r = self.naskah.rekap
        return f"{depan}-{self.naskah.kode_instansi}-{r.tahun}-TW{r.triwulan}.{jenis}"

    def bacaan(self, indikator: Indikator) -> list[tuple[Bacaan, Bacaan] | None]:
        """Realisation and spending (cumulative) of the quarters 1..n; None where nothing was reported."""
        laporan = (self.setahun.get(tw, {}).get(indikator.kode) for tw in range(1, self.naskah.rekap.triwulan + 1))
        return [(satu.kinerja, satu.anggaran) if satu else None for satu in laporan]
