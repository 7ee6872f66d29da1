"""The bot dies when a sealed recap has been made and before it is posted: it makes another, and only that one is genuine."""

import asyncio
import hashlib
from pathlib import Path

from tests.berkas.segel_sah import sah
from tests.berkas.segel_uji import SANDI, kantor, segel
from tests.mati.conftest import BukaRumah
from tests.mati.lemari import Babak
from tests.mati.rumah import Rumah, tunggu

SETUJU = Babak("dkupp-purwakarta", 11, "kepala", "✅ Setuju", "tim")


async def verifikasi(rumah: Rumah, berkas: Path) -> str:
    anak = rumah.perintah("verifikasi", str(berkas))
    return f"{await anak.habis()} {anak.keluaran}"


async def test_mati_antara_menyegel_dan_menerbitkan(buka_rumah: BukaRumah, tmp_path: Path):
    """Two seals differ even over the same figures; what was never posted is never called genuine."""
    rumah = await buka_rumah(SETUJU)
    pengaturan = {"SEGEL_BERKAS": str(segel(tmp_path).berkas), "SEGEL_SANDI": SANDI, "LOG_LEVEL": "DEBUG"}
    tahun = rumah.sql("SELECT tahun FROM pelaksanaan")[0][0]
    salinan = rumah.folder / f"arsip/dkupp/{tahun}/TW1/rekap-dkupp-{tahun}-TW1.pdf"
    bot = rumah.nyalakan(lain=pengaturan)
    rumah.orang("kepala").tekan("✅ Setuju")
    await tunggu(lambda: any("RekapDisetujui" in k for k in rumah.kejadian()), "persetujuan")
    rumah.sql("BEGIN IMMEDIATE")  # nothing can be committed: not that the recap is out either
    await tunggu(salinan.exists, "rekap dibuat")
    bot.bunuh()
    rumah.sql("ROLLBACK")
    assert rumah.sql("SELECT count(*) FROM terbitan") == [(0,)]
    pertama = salinan.with_name("pertama.pdf")
    salinan.rename(pertama)

    rumah.nyalakan(lain=pengaturan)
    await rumah.tenang()

    (terbit,) = [
        p.berkas.isi
        for p in rumah.dunia.grup(rumah.kantor.grup).terlihat()
        if p.berkas and p.berkas.nama.endswith(".pdf")
    ]
    assert terbit != pertama.read_bytes()
    assert salinan.read_bytes() == terbit
    assert rumah.sql("SELECT sha256 FROM berkasterbitan WHERE jenis = 'pdf'") == [(hashlib.sha256(terbit).hexdigest(),)]
    for isi in (pertama.read_bytes(), terbit):
        (satu,) = await asyncio.to_thread(sah, isi, kantor(), rumah.dunia.jam.sekarang())
        assert (satu.utuh, satu.seluruh) == (True, True)
    assert (await verifikasi(rumah, salinan)).startswith("0 asli")
    assert (await verifikasi(rumah, pertama)).startswith("1 berubah")
    # Through all this, at debug level: no log, no database and no paper holds the password.
    diperiksa = [b for b in rumah.folder.rglob("*") if b.is_file() and b.name != "dunia.pickle"]
    assert {"kinerja.db", "keluaran-0.txt"} <= {b.name for b in diperiksa}
    assert "DEBUG" in bot.keluaran
    assert [b.name for b in diperiksa if SANDI.encode() in b.read_bytes()] == []
