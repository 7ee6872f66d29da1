"""The title that the holder of a seat probably has."""

import pytest

from bot.layanan.kursi import Kursi


@pytest.mark.parametrize(
    ("nama", "jabatan"),
    [
        ("Bidang Perdagangan", "Kepala Bidang Perdagangan"),
        ("Bagian Umum dan Keuangan", "Kepala Bagian Umum dan Keuangan"),
        ("Seksi Pelayanan", "Kepala Seksi Pelayanan"),
        ("UPTD Pasar", "Kepala UPTD Pasar"),
        ("Tim Evaluasi Kinerja", "Anggota Tim Evaluasi Kinerja"),
        ("Irban I", "Irban I"),
        ("Sekretaris", "Sekretaris"),
        ("Bidang", "Bidang"),
    ],
)
def test_jabatan_menurut_nama_unit(nama: str, jabatan: str):
    assert Kursi(("bidang", "x"), nama, ()).jabatan == jabatan
