"""The eleven sample uploads, sent in the chat by the people whose they are."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.simulasi.orang import Orang
from tests.cerita.cerita import Cerita

TEMPAT = Path(__file__).parent.parent / "contoh_unggahan"
BKPSDM, DKUPP, GOWA = "bkpsdm-purwakarta", "dkupp-purwakarta", "gowa"
KPH, SETWAN = "disnakerperintrans-kapuas-hulu", "setwan-balangan"


@dataclass(frozen=True)
class Contoh:
    """A sample, whose it is, and what the answer says. `terkirim`: it has `✅ Kirim`, and pressing it stores figures."""

    berkas: str
    sop: str
    bidang: str
    triwulan: int
    jawaban: tuple[str, ...]
    terkirim: bool = True


SEMUA = [
    Contoh("01_bersih_dkupp_koperasi_tw1", DKUPP, "koperasi", 1, ("6 indikator: 4 terbaca, 2 tanpa target",)),
    Contoh("02_semua_teks_dkupp_perdagangan_tw1", DKUPP, "perdagangan", 1, ("7 indikator: 6 terbaca",)),
    Contoh(
        "03_format_persen_dan_tanggal_bkpsdm_sekretariat_tw2",
        BKPSDM,
        "sekretariat",
        2,
        ("1 perlu konfirmasi (F8)", "48,01", "tanggal"),
    ),
    Contoh("04_rumus_tanpa_nilai_kph_tenaga_kerja_tw1", KPH, "tenaga-kerja", 1, ("2 perlu konfirmasi (F13)", "F14", "rumus")),
    Contoh("05_urutan_kolom_diubah_setwan_umum_tw2", SETWAN, "umum", 2, ("terbaca",)),
    Contoh(
        "06_kolom_kode_hilang_gowa_kearsipan_tw1", GOWA, "kearsipan", 1, ("Kode", "/formulir", "Tidak ada"), False
    ),
    Contoh(
        "07_kode_ganda_dan_target_diubah_dkupp_ukm_tw2", DKUPP, "ukm", 2, ("DKP-11 ada di baris 7 dan 11", "DKP-99", "Target di berkas", "Tidak ada"), False
    ),
    Contoh("08_formulir_kosong_dkupp_perindustrian_tw2", DKUPP, "perindustrian", 2, ("masih kosong",), False),
    Contoh("09_bukan_excel", DKUPP, "koperasi", 1, ("tidak dapat dibaca", "/formulir"), False),
    Contoh("10_teks_bkpsdm_mutasi_tw1", BKPSDM, "mutasi", 1, ("terbaca",)),
    Contoh("11_nama_lembar_diubah_tabel_bergeser_bkpsdm_pengadaan_tw1", BKPSDM, "pengadaan", 1, ("terbaca",)),
]  # fmt: skip


def pengisi(cerita: Cerita, bidang: str) -> Orang:
    """Who reports for a unit, whatever the procedure calls them."""
    peran = "fungsional" if cerita.kantor.sop == GOWA else "bidang"
    return cerita.pemegang(peran, bidang)


@pytest.mark.parametrize("contoh", SEMUA, ids=[c.berkas[:2] for c in SEMUA])
async def test_contoh_unggahan_lewat_chat(buat, contoh: Contoh):
    """Good and broken samples: read as their description says, refused politely, stored only by `✅ Kirim`."""
    cerita = await buat(contoh.sop, triwulan=contoh.triwulan).sampai(langkah=2)
    orang = pengisi(cerita, contoh.bidang)

    await orang.kirim_berkas((TEMPAT / f"{contoh.berkas}.xlsx").read_bytes(), f"{contoh.berkas}.xlsx")

    jawaban = orang.pesan_terakhir
    for potongan in contoh.jawaban:
        assert potongan in jawaban
    assert "gangguan" not in jawaban.teks
    if contoh.terkirim:
        assert "bukan dari formulir bot" in jawaban
        await orang.tekan("✅ Kirim")
        assert [k.status for k in await cerita.kiriman(contoh.bidang)] == ["dikirim"]
        assert "Data terkirim" in jawaban
    else:
        assert jawaban.label_tombol == []
        assert await cerita.kiriman(contoh.bidang) == []
