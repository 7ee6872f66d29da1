"""Which document is genuine: a code stands for one document of one office, and what was never approved bears none."""

import io
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from sqlmodel import select

from bot.simulasi.sandiwara import Sandiwara
from db.tabel import Terbitan
from tests.cerita.cerita import Cerita
from tests.cerita.test_koreksi_terbit import dokumen, kata_bot, kata_qr, kode, mulai_koreksi, sampai_selesai

LATIHAN = -1000000005001


async def test_koreksi_tanpa_angka_berubah(dkupp: Cerita):
    """Corrected evidence, the same figures: the first version is replaced, by file and by code, and says by which one."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    lama = dokumen(dkupp)
    assert "versi" not in await kata_qr(dkupp, kode(lama))
    await dkupp.maju(hari=5)

    await mulai_koreksi(dkupp, "Bidang UKM")
    assert "yang baru belum disetujui" in await kata_qr(dkupp, kode(lama))
    ukm = dkupp.bidang["ukm"]
    await ukm.kirim_berkas(b"%PDF-1.4 daftar hadir", "daftar-hadir.pdf", "DKP-11")
    await ukm.tekan("✅ Kirim")
    await sampai_selesai(dkupp)

    baru = dokumen(dkupp)
    assert kode(baru) != kode(lama)
    for jawaban in (await kata_qr(dkupp, kode(lama)), await kata_bot(dkupp, lama["pdf"])):
        assert "DIGANTIKAN" in jawaban
        assert "Triwulan I 2026, versi 1" in jawaban
        assert "Digantikan oleh versi 2, yang terbit Senin, 6 April 2026" in jawaban
    for jawaban in (await kata_qr(dkupp, kode(baru)), await kata_bot(dkupp, baru["pdf"])):
        assert "ASLI dan masih berlaku" in jawaban
        assert "Triwulan I 2026, versi 2" in jawaban


async def test_kantor_lain_dengan_angka_yang_sama(dkupp: Cerita, tmp_path: Path):
    """An office with the same plan and the same figures does not answer for this one's code."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    asli = kode(dokumen(dkupp))

    def ubah(folder: Path) -> None:
        for berkas in folder.glob("instansi_*.toml"):
            teks = berkas.read_text(encoding="utf-8").replace('kode = "dkupp"', 'kode = "latihan"')
            teks = teks.replace("Dinas Koperasi UKM", "KANTOR LATIHAN Koperasi UKM").replace(
                str(dkupp.kantor.grup), str(LATIHAN)
            )
            berkas.write_text(teks, encoding="utf-8")

    dkupp.dunia.tambah_grup(LATIHAN, "Latihan")
    dkupp.pasang("dkupp-purwakarta", ubah, tmp_path)
    await dkupp.tenang()
    sandiwara = Sandiwara(dkupp.panggung, replace(dkupp.kantor, grup=LATIHAN), 1)
    for pemain in sandiwara.pemain:
        pemain.selesai |= {p.id for p in pemain.orang.semua_pesan}
    await dkupp.kepala.tulis("/mulai 1 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    await sandiwara.lanjutkan()
    await sampai_selesai(dkupp)

    semua = await dkupp.baca(lambda sesi: [(t.pelaksanaan_id, t.sidik) for t in sesi.exec(select(Terbitan))])
    assert [nomor for nomor, _ in semua] == [1, 2]
    assert len({sidik for _, sidik in semua}) == 2
    jawaban = [await kata_qr(dkupp, sidik) for _, sidik in semua]
    assert semua[0][1] == asli
    assert ["LATIHAN" in teks for teks in jawaban] == [False, True]
    assert all("ASLI" in teks for teks in jawaban)


async def test_draf_dan_sementara_tanpa_kode(dkupp: Cerita):
    """What was handed around before the approval bears no code that the approval could make genuine."""
    await dkupp.sampai(langkah=9)
    await dkupp.kepala.tulis("/rekap")
    berkas = {p.berkas.nama: p.berkas.isi for p in dkupp.kepala.berkas_diterima}
    sementara = {nama.rpartition(".")[2]: isi for nama, isi in berkas.items() if nama.startswith("sementara-")}
    (draf,) = [isi for nama, isi in berkas.items() if nama.startswith("draf-")]
    assert set(sementara) == {"png", "xlsx", "pdf"}
    buku = load_workbook(io.BytesIO(sementara["xlsx"]))
    keterangan = dict(buku["Keterangan"].iter_rows(2, values_only=True))
    assert keterangan["Kode verifikasi"] == "tidak ada: SEMENTARA – belum disetujui"
    assert "Periksa keasliannya" not in keterangan
    assert buku["Rekap"].oddFooter.left.text is None

    await sampai_selesai(dkupp)

    resmi = kode(dokumen(dkupp)).encode()
    assert resmi in dokumen(dkupp)["pdf"]
    for isi in (draf, *sementara.values()):
        assert resmi not in isi
        assert "TIDAK DIKENAL" in await kata_bot(dkupp, isi)


async def test_rekap_dikirim_sebagai_foto(dkupp: Cerita):
    """A photo is another file than the picture it shows: whoever sends it is told how to ask instead."""
    await dkupp.sampai(langkah=13)
    await sampai_selesai(dkupp)
    png = dokumen(dkupp)["png"]

    await dkupp.kepala.kirim_foto(png)

    jawaban = dkupp.kepala.pesan_terakhir.teks
    assert "Foto tidak dapat diperiksa" in jawaban
    assert "sebagai berkas" in jawaban
    assert "kode QR" in jawaban
    assert "tidak cocok" not in jawaban
    assert "ASLI" in await kata_bot(dkupp, png)
