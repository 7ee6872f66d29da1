"""K35: backups made while the bot writes, restored elsewhere."""

import json
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from db.berkas import simpan
from db.cadangan import MANIFES, CadanganRusak, SasaranTerisi, cadangkan, pulihkan
from db.kotak_keluar import Surat, titipkan
from db.pangkalan import Pangkalan
from db.tabel import Berkas, Instansi, Kejadian, KotakKeluar, Pelaksanaan, VersiSop
from tests.conftest import kendala_postgres, skema_baru
from tests.palsu import AWAL


def _kantor(sesi: Session) -> int:
    sop = VersiSop(sop_id="x", sidik="x", isi="<é>")
    sesi.add(sop)
    sesi.flush()
    kantor = Instansi(
        kode="x", nama="X", versi_sop_id=sop.id or 0, zona="Asia/Jakarta", tahun=2026, jam_kerja={"senin": "07.30"}
    )
    sesi.add(kantor)
    sesi.flush()
    jalan = Pelaksanaan(instansi_id=kantor.id or 0, tahun=2026, triwulan=1, versi_sop_id=sop.id or 0, mulai_pada=AWAL)
    sesi.add(jalan)
    sesi.flush()
    return jalan.id or 0


def _kejadian(sesi: Session, jalan: int, no: int) -> None:
    """One step of a run: state and event must always agree."""
    sebelum = str(no - 1)
    sesi.add(
        Kejadian(pelaksanaan_id=jalan, no=no, waktu=AWAL, jenis="uji", isi="{}", hash_sebelum=sebelum, hash=str(no))
    )
    sesi.get_one(Pelaksanaan, jalan).versi = no
    titipkan(sesi, Surat(5, "sendMessage", {"text": str(no)}), AWAL)


@pytest.fixture
def sasaran(request: pytest.FixtureRequest, url_basisdata: str, tmp_path: Path) -> Iterator[str]:
    """An empty database of the other kind, where there is one: a backup also moves house."""
    if not url_basisdata.startswith("sqlite") or kendala_postgres():
        yield f"sqlite:///{tmp_path / 'pulih.db'}"
        return
    with skema_baru(request.getfixturevalue("basisdata_postgres")) as url:
        yield url


def test_k35_cadangan_selagi_menulis(pangkalan: Pangkalan, url_basisdata: str, sasaran: str, tmp_path: Path):
    """Every backup made under traffic restores to a moment that existed: state, events and messages agree."""
    jalan = pangkalan.tulis_sinkron(_kantor)
    sha = simpan(tmp_path / "berkas", b"bukti", "image/png")
    pangkalan.tulis_sinkron(lambda sesi: sesi.add(Berkas(sha256=sha, ukuran=5, jenis="image/png", dibuat=AWAL)))
    henti = threading.Event()

    def lalu_lintas() -> None:
        no = 0
        while not henti.is_set():
            no += 1
            pangkalan.tulis_sinkron(partial(_kejadian, jalan=jalan, no=no))

    penulis = threading.Thread(target=lalu_lintas)
    penulis.start()
    try:
        for ke in range(3):
            cadangkan(url_basisdata, tmp_path, tmp_path / f"c{ke}.zip", AWAL)
    finally:
        henti.set()
        penulis.join()

    manifes = pulihkan(sasaran, tmp_path / "baru", tmp_path / "c2.zip")

    pulih = Pangkalan(sasaran)
    versi, kejadian, surat = pulih.baca_sinkron(_ringkas)
    assert versi == kejadian == surat == manifes["anggota"]["tabel/kejadian.jsonl"]["jumlah"] > 0
    assert pulih.baca_sinkron(lambda sesi: sesi.exec(select(Instansi)).one().jam_kerja) == {"senin": "07.30"}
    assert pulih.baca_sinkron(lambda sesi: sesi.exec(select(Kejadian.waktu)).first()) == AWAL
    assert (tmp_path / "baru" / "berkas" / sha[:2] / sha).read_bytes() == b"bukti"
    # Numbering goes on after the restored rows.
    pulih.tulis_sinkron(lambda sesi: _kejadian(sesi, jalan, versi + 1))
    pulih.tutup()


def _ringkas(sesi: Session) -> tuple[int, int, int]:
    versi = sesi.exec(select(Pelaksanaan.versi)).one()
    kejadian = sesi.exec(select(Kejadian).order_by(col(Kejadian.no))).all()
    assert [satu.no for satu in kejadian] == list(range(1, len(kejadian) + 1))
    return versi, len(kejadian), sesi.exec(select(func.count()).select_from(KotakKeluar)).one()


def test_k35_yang_terkirim_tidak_dikirim_lagi(pangkalan: Pangkalan, url_basisdata: str, sasaran: str, tmp_path: Path):
    """Sent stays sent; what waited is uncertain: a disposition may go once more, a reminder not; held stays held."""

    def isi(sesi: Session) -> None:
        for status, ulang in (("terkirim", 1), ("menunggu", 1), ("menunggu", 0), ("ditahan", 1)):
            sesi.add(KotakKeluar(chat_id=5, metode="sendMessage", isi={}, status=status, ulang=ulang, dibuat=AWAL))

    pangkalan.tulis_sinkron(isi)
    cadangkan(url_basisdata, tmp_path, tmp_path / "c.zip", AWAL)

    pulihkan(sasaran, tmp_path / "baru", tmp_path / "c.zip")

    pulih = Pangkalan(sasaran)
    baris = pulih.baca_sinkron(lambda sesi: sesi.exec(select(KotakKeluar).order_by(col(KotakKeluar.id))).all())
    pulih.tutup()
    assert [(satu.status, satu.ulang) for satu in baris] == [
        ("terkirim", 1),
        ("menunggu", 0),
        ("ragu", 0),
        ("ditahan", 1),
    ]


def test_k35_sasaran_yang_terisi_ditolak(pangkalan: Pangkalan, url_basisdata: str, sasaran: str, tmp_path: Path):
    """Neither rows nor files of two histories are mixed, and what is there stays untouched."""
    pangkalan.tulis_sinkron(_kantor)
    cadangkan(url_basisdata, tmp_path, tmp_path / "c.zip", AWAL)

    with pytest.raises(SasaranTerisi):
        pulihkan(url_basisdata, tmp_path / "baru", tmp_path / "c.zip")
    simpan(tmp_path / "penuh" / "berkas", b"x", "x/y")
    with pytest.raises(SasaranTerisi):
        pulihkan(sasaran, tmp_path / "penuh", tmp_path / "c.zip")

    assert pangkalan.baca_sinkron(lambda sesi: len(sesi.exec(select(Instansi)).all())) == 1


def _ubah(asal: Path, tujuan: Path, nama: str, isi: bytes) -> None:
    with zipfile.ZipFile(asal) as lama, zipfile.ZipFile(tujuan, "w") as baru:
        for anggota in lama.namelist():
            baru.writestr(anggota, isi if anggota == nama else lama.read(anggota))


def test_k35_cadangan_yang_rusak_ditolak(pangkalan: Pangkalan, url_basisdata: str, sasaran: str, tmp_path: Path):
    """Nothing is restored from a file that was cut off, changed, made by another release, or is no backup at all."""
    pangkalan.tulis_sinkron(_kantor)
    utuh = tmp_path / "c.zip"
    cadangkan(url_basisdata, tmp_path, utuh, AWAL)
    _ubah(utuh, tmp_path / "berubah.zip", "tabel/instansi.jsonl", b'{"id": 1}\n')
    _ubah(utuh, tmp_path / "format.zip", MANIFES, json.dumps({"format": 99}).encode())
    (tmp_path / "terpotong.zip").write_bytes(utuh.read_bytes()[:-200])
    (tmp_path / "bukan.zip").write_bytes(b"halo")

    for nama in ("berubah", "format", "terpotong", "bukan"):
        with pytest.raises(CadanganRusak):
            pulihkan(sasaran, tmp_path / "baru", tmp_path / f"{nama}.zip")

    pulihkan(sasaran, tmp_path / "baru", utuh)
