"""An approved recap stays what it was published as, whatever is corrected, cancelled or renamed afterwards."""

import asyncio
import csv
import io
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.__main__ import main
from bot.simulasi.orang import Orang
from bot.simulasi.sandiwara import Naskah, Sandiwara, contoh_realisasi, isi_formulir
from tests.cerita.cerita import TW2, Cerita
from tests.cerita.test_koreksi_terbit import kata_qr, kode, mulai_koreksi, sampai_selesai

TW3 = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
EKSPOR = Callable[[Cerita, int], Awaitable[bytes]]


@pytest.fixture
def verba(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EKSPOR:
    """The JSON that `ekspor` writes on the computer of the bot."""

    async def tulis(cerita: Cerita, triwulan: int) -> bytes:
        monkeypatch.setenv("DATA_DIR", str(cerita.folder))
        kata = ["ekspor", "dkupp", "2026", str(triwulan), "--ke", str(tmp_path / "keluar")]
        assert await asyncio.to_thread(main, kata) == 0
        return (tmp_path / "keluar" / f"data-dkupp-2026-TW{triwulan}.json").read_bytes()

    return tulis


async def mainkan(cerita: Cerita, triwulan: int, saat: datetime, sampai: int = 0) -> None:
    """The quarter is ordered and played until step `sampai`."""
    await cerita.panggung.maju_ke(saat)
    await cerita.tenang()
    sandiwara = Sandiwara(cerita.panggung, cerita.kantor, triwulan, Naskah(sampai=sampai))
    for pemain in sandiwara.pemain:
        pemain.selesai |= {p.id for p in pemain.orang.semua_pesan}
    await cerita.kepala.tulis(f"/mulai {triwulan} 2026")
    await cerita.kepala.tekan("✅ Perintahkan")
    await sandiwara.lanjutkan()


async def data(orang: Orang, triwulan: int) -> dict[str, bytes]:
    """The exported files of a recap, by form."""
    await orang.tulis(f"/rekap {triwulan} 2026")
    await orang.tekan("📤 Data")
    semua = [p.berkas for p in orang.berkas_diterima[-3:]]
    assert all(f"-2026-TW{triwulan}." in b.nama for b in semua)
    return {b.nama.rpartition(".")[2]: b.isi for b in semua}


async def angka(orang: Orang, triwulan: int, unit: str = "Bidang UKM", indikator: str = "DKP-14") -> str:
    """Where a figure comes from, of the quarter and of the year so far."""
    await orang.tulis(f"/rekap {triwulan} 2026")
    for label in ("🔎 Angka", unit, indikator):
        await orang.tekan(label)
    teks = orang.pesan_terakhir.teks
    await orang.tekan("📅 Hitungan s.d.")
    return f"{teks}\n{orang.pesan_terakhir.teks}"


def satu(berkas: bytes, indikator: str = "DKP-14") -> dict[str, Any]:
    return next(i for i in json.loads(berkas)["indikator"] if i["kode"] == indikator)


def rekap(cerita: Cerita, triwulan: int) -> list[dict[str, bytes]]:
    """Every published version in the group: form to file."""
    hasil: list[dict[str, bytes]] = []
    for p in cerita.pesan_grup:
        if p.berkas and p.berkas.nama.startswith(f"rekap-dkupp-2026-TW{triwulan}."):
            jenis = p.berkas.nama.rpartition(".")[2]
            if jenis == "png":
                hasil.append({})
            hasil[-1][jenis] = p.berkas.isi
    return hasil


def rincian(buku: bytes, indikator: str = "DKP-14") -> tuple[Any, ...]:
    """Code, name, s.d. and against the year, as printed."""
    lembar = load_workbook(io.BytesIO(buku))["Rincian"]
    return next(b[:4] for b in lembar.iter_rows(values_only=True) if b[0] == indikator)


def tren(buku: bytes) -> tuple[Any, ...]:
    """The four quarters of the office's average."""
    baris = load_workbook(io.BytesIO(buku))["Tren"].iter_rows(values_only=True)
    return next(b[3:7] for b in baris if b[2] == "Instansi")


async def test_koreksi_triwulan_lalu_tidak_mengubah_yang_disetujui(dkupp: Cerita, verba: EKSPOR):
    """A correction of the first quarter: the second one counts what was published, before and after its own approval."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    await mainkan(dkupp, 2, TW2, sampai=11)
    kepala, ukm = dkupp.kepala, dkupp.bidang["ukm"]
    kartu = kepala.cari("📨 DISPOSISI 11/13")
    draf = await data(kepala, 2)
    await mulai_koreksi(dkupp, "Bidang UKM")
    formulir = [p for p in ukm.berkas_diterima if p.berkas.nama.endswith("ukm-2026-TW1.xlsx")][-1]
    await ukm.kirim_berkas(dkupp.isian(ukm, DKP_14="20"), formulir.berkas.nama)
    await ukm.tekan("✅ Kirim")

    assert (await data(kepala, 2))["csv"] == draf["csv"]
    await kepala.tekan("✅ Setuju", kartu)  # the draft did not say yet that the first quarter is being corrected
    await kepala.tekan("✅ Setuju", kartu)
    await dkupp.maju(menit=3)

    (terbit,) = rekap(dkupp, 2)
    assert rincian(terbit["xlsx"])[2:] == (88, 44)
    dulu, asal = await data(kepala, 2), await angka(kepala, 2)
    assert json.loads(dulu["json"])["kode_verifikasi"] == kode(terbit)
    assert satu(dulu["json"])["capaian_sd"] == "88.00"
    assert "TW I 178; TW II 262 → 440" in asal
    gambar = [p for p in dkupp.pesan_grup if p.berkas and p.berkas.nama.endswith("TW2.png")][-1].teks

    await sampai_selesai(dkupp)

    assert len(rekap(dkupp, 1)) == 2
    assert rincian(rekap(dkupp, 1)[-1]["xlsx"])[2] == 10
    kini = await data(kepala, 2)
    assert (kini["csv"], kini["json"]) == (dulu["csv"], dulu["json"])
    assert await verba(dkupp, 2) == dulu["json"]
    assert await angka(kepala, 2) == asal
    await kepala.tulis("/rekap 2 2026")
    assert [p.teks for p in kepala.berkas_diterima if p.berkas.nama == "rekap-dkupp-2026-TW2.png"][-1] == gambar
    assert [p.berkas.isi for p in kepala.berkas_diterima if p.berkas.nama.endswith("TW2.xlsx")][-1] == terbit["xlsx"]
    assert "ASLI" in await kata_qr(dkupp, json.loads(kini["json"])["kode_verifikasi"])

    await mainkan(dkupp, 3, TW3, sampai=6)
    kosong = dkupp.formulir(ukm).berkas
    await ukm.kirim_berkas(isi_formulir(kosong.isi, contoh_realisasi(dkupp.kantor.sop, 2)), kosong.nama)
    await ukm.tekan("✅ Kirim")
    await kepala.tulis("/rekap 3 2026")
    buku = [p.berkas.isi for p in kepala.berkas_diterima if p.berkas.nama == "sementara-rekap-dkupp-2026-TW3.xlsx"][-1]
    assert tren(buku)[:2] == (tren(rekap(dkupp, 1)[-1]["xlsx"])[0], tren(terbit["xlsx"])[1])
    assert "TW I 20; TW II 262; TW III 262 → 544" in await angka(kepala, 3)


async def test_triwulan_yang_sudah_dihitung_tidak_dibatalkan(dkupp: Cerita):
    """Approved but not archived: cancelling it would take its figures out of the later quarter that counts them."""
    await dkupp.sampai(langkah=13)
    await mainkan(dkupp, 2, TW2, sampai=12)
    await dkupp.maju(menit=3)
    dulu, jejak = await data(dkupp.kepala, 2), await dkupp.jejak()

    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah tekan")

    assert "Triwulan I 2026 tidak dapat dibatalkan" in dkupp.admin.pesan_terakhir
    assert "rekap Triwulan II 2026 yang juga sudah disetujui" in dkupp.admin.pesan_terakhir
    assert await dkupp.jejak() == jejak
    assert (await data(dkupp.kepala, 2))["json"] == dulu["json"]
    await dkupp.admin.tulis("/batalkan dkupp 2026 2 salah tekan")
    assert "dibatalkan" in dkupp.admin.pesan_terakhir
    await dkupp.admin.tulis("/batalkan dkupp 2026 1 salah tekan")
    assert "⛔ Pengukuran Triwulan I 2026" in dkupp.admin.pesan_terakhir.teks


def ganti_nama(folder: Path) -> None:
    for berkas in folder.glob("instansi_*.toml"):
        teks = berkas.read_text(encoding="utf-8")
        for lama, baru in (
            ('nama = "Rina Oktavia"', 'nama = "Budi Pengganti"'),
            ('nip = "199403232018071038"', 'nip = "198001012005011001"'),
            ('"Kepala Dinas"', '"Plt. Kepala Dinas"'),
            ('nama = "Bidang UKM"', 'nama = "Bidang Usaha Mikro"'),
            ('nama = "Kartini Wulandari"', 'nama = "Kartini Wulandari, S.E."'),
        ):
            assert lama in teks
            teks = teks.replace(lama, baru)
        berkas.write_text(teks, encoding="utf-8")


def tanda_tangan(renja: bytes) -> list[str]:
    """Place and date, title, name, rank, NIP."""
    lembar = load_workbook(io.BytesIO(renja)).active
    return [sel.value for baris in lembar.iter_rows() for sel in baris if isinstance(sel.value, str)][-5:]


async def test_nama_unit_dan_pejabat_berganti(dkupp: Cerita, verba: EKSPOR, tmp_path: Path):
    """The unit has another name, the head is somebody else: what was approved before names whom it named."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    dulu, asal = await data(dkupp.kepala, 1), await angka(dkupp.kepala, 1)
    assert tanda_tangan(dulu["xlsx"])[1:] == [
        "Kepala Dinas",
        "Rina Oktavia",
        "Pembina Tk. I",
        "NIP. 19940323 201807 1 038",
    ]
    (tempat := tmp_path / "kantor").mkdir()
    assert any("Bidang Usaha Mikro" in x for x in dkupp.pasang("dkupp-purwakarta", ganti_nama, tempat))
    await dkupp.tenang()

    kini = await data(dkupp.kepala, 1)

    assert (kini["csv"], kini["json"]) == (dulu["csv"], dulu["json"])
    assert tanda_tangan(kini["xlsx"]) == tanda_tangan(dulu["xlsx"])
    assert json.loads(kini["json"])["kode_verifikasi"] == kode(rekap(dkupp, 1)[0])
    assert await verba(dkupp, 1) == dulu["json"]
    assert await angka(dkupp.kepala, 1) == asal

    await mainkan(dkupp, 2, TW2, sampai=12)
    await dkupp.maju(menit=3)
    baru = await data(dkupp.kepala, 2)
    assert "Bidang Usaha Mikro" in {b["bidang"] for b in baca_csv(baru["csv"])}
    assert tanda_tangan(baru["xlsx"])[1:3] == ["Plt. Kepala Dinas", "Budi Pengganti"]


def baca_csv(isi: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(isi.decode("utf-8-sig")), delimiter=";"))
