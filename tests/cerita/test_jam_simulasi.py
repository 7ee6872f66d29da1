"""The simulator's clock: to the next quarter with everything that comes due on the way, and what is scheduled."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from tests.cerita.cerita import Cerita

JAKARTA = ZoneInfo("Asia/Jakarta")


async def tanya(cerita: Cerita, jalur: str, isi: dict[str, Any] | None = None) -> Any:
    async with httpx.AsyncClient(base_url=cerita.panggung.simulator.url_api, trust_env=False, timeout=60) as klien:
        alamat = f"/simulasi/{jalur}"
        jawaban = await (klien.get(alamat) if isi is None else klien.post(alamat, json=isi))
    jawaban.raise_for_status()
    return jawaban.json()


def saat(detik: float) -> str:
    return datetime.fromtimestamp(detik, JAKARTA).strftime("%d/%m %H.%M")


async def test_daftar_yang_dijadwalkan(dkupp: Cerita):
    """Time, kind and person of what the bot has written down; what is over is not in it."""
    await dkupp.sampai(langkah=2)

    daftar = (await tanya(dkupp, "terjadwal"))["daftar"]

    baris = [(saat(b["saat"]), b["apa"], b["siapa"]) for b in daftar]
    sekretaris = next(p["nama"] for p in dkupp.kantor.isi["personel"] if "sekretaris" in p["peran"])
    assert ("01/04 08.45", "Pengingat langkah 2: 75 % waktu terpakai", f"Sekretaris ({sekretaris})") in baris
    assert ("01/04 09.00", "Pengingat langkah 2: batas", f"Sekretaris ({sekretaris})") in baris
    assert ("02/04 08.30", "Daftar tugas pagi", "yang punya tugas terbuka") in baris
    assert ("02/04 14.00", "Catatan akhir pekan", "pimpinan") in baris
    assert [b["saat"] for b in daftar] == sorted(b["saat"] for b in daftar)
    assert {b["kantor"] for b in daftar} - {""} == {dkupp.kantor.isi["instansi"]["nama"]}
    await dkupp.sekretaris.tekan("✅ Selesai")
    assert not any(b["apa"].startswith("Pengingat langkah 2") for b in (await tanya(dkupp, "terjadwal"))["daftar"])


async def test_ke_triwulan_berikut(dkupp: Cerita):
    """Nothing was ordered: each prompt on the way comes at its own moment, then 1 July, before the office opens."""
    await dkupp.sampai(langkah=1)

    hasil = await tanya(dkupp, "maju", {"ke": "triwulan", "zona": "Asia/Jakarta"})

    assert saat(hasil["jam"]["sekarang"]) == "01/07 07.00"
    ajakan = [saat(p.tanggal) for p in dkupp.kepala.semua_pesan if p.teks.startswith("📅")]
    assert ajakan == ["01/04 08.30", "15/04 08.30", "17/06 08.30"]
    assert all(p.tanggal <= hasil["jam"]["sekarang"] for p in dkupp.sekretaris.semua_pesan)
    hasil = await tanya(dkupp, "maju", {"ke": "berikutnya"})
    assert saat(hasil["jam"]["sekarang"]) == "01/07 08.30"
    await dkupp.tenang()
    assert saat(dkupp.kepala.pesan_terakhir.tanggal) == "01/07 08.30"


async def test_akhir_tahun_di_zona_lain(dkupp: Cerita):
    """From the last quarter into the next year, by the zone that the page shows."""
    await dkupp.sampai(langkah=0)
    dkupp.panggung.jam.maju_ke(datetime(2026, 12, 31, 22, 30, tzinfo=UTC))  # 1 January 2027, 07.30 in Jayapura

    hasil = await tanya(dkupp, "maju", {"ke": "triwulan", "zona": "Asia/Jayapura"})

    assert datetime.fromtimestamp(hasil["jam"]["sekarang"], UTC) == datetime(2027, 3, 31, 22, 0, tzinfo=UTC)
