"""A whole quarter, from the head's order to the archive."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from bot.simulasi.model import Pesan
from bot.simulasi.sandiwara import Naskah, Sandiwara
from tests.cerita.cerita import Cerita

ALASAN = "IKU 2 belum ada bukti dukung"


def tabel(pesan: Pesan, lembar: str, kolom_pertama: str) -> list[dict[str, object]]:
    """The rows of a sheet of a posted workbook, by header, below the header whose first text is `kolom_pertama`."""
    baris = list(load_workbook(io.BytesIO(pesan.berkas.isi))[lembar].iter_rows(values_only=True))
    judul = next(n for n, b in enumerate(baris) if b[0] == kolom_pertama)
    return [dict(zip(baris[judul], b, strict=True)) for b in baris[judul + 1 :] if b[0] is not None]


async def test_satu_triwulan_dkupp_sampai_rekap_di_grup(dkupp_dua: Cerita):
    """Thirteen steps with one return end in the group with the measured figures, and nothing else is said there."""
    await dkupp_dua.sampai(langkah=1)
    sandiwara = Sandiwara(
        dkupp_dua.panggung,
        dkupp_dua.kantor,
        1,
        Naskah(kembalikan={(9, "kepala"): ALASAN}, unggahan_rusak="perdagangan"),
    )

    await sandiwara.mainkan()

    assert dkupp_dua.giliran == set()
    status, gambar, *album = dkupp_dua.pesan_grup
    assert status.teks.startswith("📊 Pengukuran Kinerja · Triwulan I 2026")
    assert "Seluruh 13 langkah telah dijalankan" in status
    assert len(status.riwayat) > 12
    assert gambar.isi["photo"]
    assert [p.berkas.nama for p in album] == ["rekap-dkupp-2026-TW1.xlsx", "rekap-dkupp-2026-TW1.pdf"]
    assert len({p.isi["media_group_id"] for p in album}) == 1
    assert not any(p.label_tombol for p in dkupp_dua.pesan_grup)
    _periksa_keterangan(gambar)
    _periksa_buku(album[0])


def _periksa_keterangan(gambar: Pesan) -> None:
    assert len(gambar.teks) <= 1024
    assert "Instansi: 86,79 % (Tinggi); 17 dari 24 dinilai; serapan 17,56 %" in gambar
    assert "Bidang Perdagangan: 82,64 % (Tinggi); 6 dari 7 dinilai; serapan 12,30 %" in gambar
    assert "Belum dilaporkan: DKP-13" in gambar
    assert "Rina" not in gambar.teks  # offices, not names of people


def _periksa_buku(buku: Pesan) -> None:
    per_bidang = tabel(buku, "Per Bidang", "Bidang")
    assert [b["Bidang"] for b in per_bidang] == [
        "Sekretariat",
        "Bidang Koperasi",
        "Bidang UKM",
        "Bidang Perdagangan",
        "Bidang Perindustrian",
        "Instansi",
    ]
    instansi = per_bidang[-1]
    assert (instansi["Rata-rata Capaian (%)"], instansi["Predikat"], instansi["Serapan (%)"]) == (
        86.79,
        "Tinggi",
        17.56,
    )
    rekap = {b["Kode"]: b for b in tabel(buku, "Rekap", "Kode")}
    assert len([k for k in rekap if str(k).startswith("DKP-")]) == 24
    assert rekap["DKP-14"]["Capaian (%)"] == 89
    assert rekap["DKP-13"]["Capaian (%)"] in (None, "")
    assert "belum dilaporkan" in str(rekap["DKP-13"]["Predikat"]).lower()
    waktu = tabel(buku, "Kepatuhan Waktu", "No")
    assert {b["No"] for b in waktu} >= set(range(1, 12))


@pytest.mark.parametrize("sop", ["bkpsdm-purwakarta", "gowa", "disnakerperintrans-kapuas-hulu", "setwan-balangan"])
async def test_sop_lain_dimainkan_sampai_tamat(buat, sop: str):
    """The other procedures need no code of their own: data alone carries them to the recap and the end."""
    cerita = await buat(sop, triwulan=2).sampai(langkah=1)
    sandiwara = Sandiwara(cerita.panggung, cerita.kantor, 2)

    await sandiwara.mainkan()

    assert cerita.giliran == set()
    kode = cerita.kantor.kode
    nama = [p.berkas.nama for p in cerita.pesan_grup if p.berkas]
    assert nama == [f"rekap-{kode}-2026-TW2.{jenis}" for jenis in ("png", "xlsx", "pdf")]
    assert len(cerita.pesan_grup) == 4


async def test_rekap_terbit_seketika_dan_sekali_saja(dkupp: Cerita):
    """The recap goes out with the head's approval, not with the end of the run, and a restart does not repeat it."""
    await dkupp.sampai(langkah=11)
    assert len(dkupp.pesan_grup) == 1

    await dkupp.kepala.tekan("✅ Setuju")
    terbit = [p for p in dkupp.pesan_grup if p.berkas]
    await dkupp.nyalakan_ulang()
    await dkupp.maju(jam=30)

    assert [p.berkas.nama.rsplit(".")[-1] for p in terbit] == ["png", "xlsx", "pdf"]
    assert all(timedelta(seconds=p.tanggal - terbit[0].tanggal) < timedelta(minutes=1) for p in terbit)
    assert [p for p in dkupp.pesan_grup if p.berkas] == terbit
    arsip = {b.name for b in (dkupp.folder / "arsip/dkupp/2026/TW1").iterdir()}
    assert arsip == {f"rekap-dkupp-2026-TW1.{jenis}" for jenis in ("png", "xlsx", "pdf")}
