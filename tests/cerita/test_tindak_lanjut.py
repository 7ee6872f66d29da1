"""A promise of one quarter is reminded of, shown in the next form, asked about, and heads the next meeting's agenda."""

import io
from datetime import UTC, date, datetime

from openpyxl import load_workbook
from sqlmodel import Session, col, select

from db.tabel import Kiriman, Rapat, TindakLanjut, Tonggak
from tests.cerita.cerita import Cerita, mainkan_sampai
from tests.cerita.test_unggahan import sel_realisasi, ubah_buku

JANJI = "Pelatihan susulan, oleh Seksi UKM, paling lambat 30 Juni 2026"


async def disetujui(dkupp: Cerita) -> None:
    """The first quarter is approved; the UKM unit has reported 100 of 200 and promised something."""
    await dkupp.sampai(langkah=6)
    ukm = dkupp.bidang["ukm"]

    def isi(lembar) -> None:
        sel = sel_realisasi(lembar, "DKP-14")
        lembar[sel] = "100"
        lembar[sel.replace("F", "K")] = JANJI

    await ukm.kirim_berkas(ubah_buku(dkupp.isian(ukm), isi), dkupp.formulir(ukm).berkas.nama)
    await ukm.tekan("✅ Kirim")
    await mainkan_sampai(dkupp.panggung, 1, 12)
    await dkupp.tenang()


async def janji(dkupp: Cerita) -> TindakLanjut:
    return await dkupp.baca(lambda sesi: sesi.exec(select(TindakLanjut).where(TindakLanjut.kode == "DKP-14")).one())


async def test_pengingatnya_dapat_dimatikan(dkupp: Cerita):
    """Switched off with /pengingat nobody is asked on the day, and the promise stays; switched on, the next one is asked about."""
    await dkupp.sampai(langkah=2)
    ukm = dkupp.bidang["ukm"]
    tulis = dkupp.panggung.bot.pangkalan.tulis_sinkron

    def berjanji(kode: str, hari: int) -> None:
        saat = datetime(2026, 4, hari, 1, 30, tzinfo=UTC)

        def kerja(sesi: Session) -> None:
            batas = date(2026, 4, 30)
            t = TindakLanjut(
                instansi_id=1, pelaksanaan_id=1, bidang="ukm", kode=kode, uraian=JANJI,
                batas=batas, status="terbuka", dibuat=saat,
            )  # fmt: skip
            sesi.add(t)
            sesi.flush()
            kunci = f"tindak-ingat:{saat.date()}:{t.id}"
            sesi.add(Tonggak(kunci=kunci, kapan=saat, jenis="tindak-ingat", pelaksanaan_id=1, isi={}))

        tulis(kerja)

    berjanji("DKP-14", 6)
    berjanji("DKP-15", 7)
    await dkupp.admin.tulis("/pengingat")
    layar = dkupp.admin.cari("⏰ Pengingat ·")
    await dkupp.admin.tekan("🔔 Tindak lanjut", layar)
    assert "🔕 Tindak lanjut" in layar.label_tombol
    await dkupp.panggung.maju_ke(datetime(2026, 4, 6, 2, 0, tzinfo=UTC))
    await dkupp.tenang()
    assert not [p for p in ukm.semua_pesan if "📌 Tindak lanjut" in p]
    assert (await janji(dkupp)).status == "terbuka"

    await dkupp.admin.tekan("🔕 Tindak lanjut", layar)
    await dkupp.panggung.maju_ke(datetime(2026, 4, 7, 2, 0, tzinfo=UTC))
    await dkupp.tenang()
    assert ["DKP-15" in p for p in ukm.semua_pesan if "📌 Tindak lanjut" in p] == [True]


async def test_dari_persetujuan_sampai_triwulan_berikutnya(dkupp: Cerita):
    await disetujui(dkupp)
    ukm = dkupp.bidang["ukm"]
    satu = await janji(dkupp)
    assert (satu.kode, satu.batas, satu.status) == ("DKP-14", date(2026, 6, 30), "terbuka")

    await dkupp.panggung.maju_ke(datetime(2026, 6, 23, 2, 0, tzinfo=UTC))
    await dkupp.tenang()
    ingat = ukm.cari("📌 Tindak lanjut DKP-14")
    assert "30 Juni 2026" in ingat
    await dkupp.bidang["koperasi"].tekan_mentah(ingat.tombol[0][0]["callback_data"], ingat.id)
    assert (await janji(dkupp)).status == "terbuka"
    await ukm.tekan("⏳ Masih berjalan")
    assert ingat.label_tombol == []

    await dkupp.panggung.maju_ke(datetime(2026, 7, 1, 1, 0, tzinfo=UTC))
    await dkupp.tenang()
    await dkupp.kepala.tulis("/mulai 2 2026")
    await dkupp.kepala.tekan("✅ Perintahkan")
    await ukm.tulis("/formulir")
    (dini,) = [p for p in ukm.berkas_diterima if "Siapkan data Triwulan II" in p]
    kini = dkupp.formulir(ukm)
    assert dini.berkas.nama == kini.berkas.nama
    semua = [load_workbook(io.BytesIO(p.berkas.isi)) for p in (dini, kini)]
    for nama in semua[0].sheetnames:  # the early form is the one that comes with the disposition, cell for cell
        assert [[(s.value, s.protection.locked) for s in b] for b in semua[0][nama].iter_rows()] == [
            [(s.value, s.protection.locked) for s in b] for b in semua[1][nama].iter_rows()
        ]
    for buku in semua:
        lembar = buku["Realisasi"]
        judul = [s.value for s in lembar[5]]
        assert judul[11:] == ["Realisasi Triwulan Lalu", "Tindak Lanjut Triwulan Lalu", "Status Tindak Lanjut"]
        baris = next(b for b in lembar.iter_rows(min_row=6) if b[0].value == "DKP-14")
        assert [s.value for s in baris[11:]] == ["100", JANJI, "Berjalan"]

    for _ in range(2):
        await dkupp.sekretaris.tekan("✅ Selesai")
    await dkupp.tim.tekan("📅 Atur rapat")
    rapat = await dkupp.baca(lambda sesi: sesi.exec(select(Rapat).order_by(col(Rapat.id).desc())).first())
    assert f"Tindak lanjut DKP-14 (Bidang UKM), masih berjalan: {JANJI}" in rapat.agenda
    assert rapat.agenda.count("30 Juni 2026") == 1
    assert rapat.agenda.splitlines()[-1] == "Pembahasan pengukuran kinerja Triwulan II 2026"

    await ukm.tulis("/isi")
    for _ in range(20):
        if JANJI in ukm.pesan_terakhir:
            break
        if "DKP-14" in ukm.pesan_terakhir and "Realisasi?" in ukm.pesan_terakhir:
            await ukm.tulis("400")
        else:
            await ukm.tekan("Lewati" if "Lewati" in ukm.pesan_terakhir.label_tombol else "Belum ada data")
    assert JANJI in ukm.pesan_terakhir
    await ukm.tekan("Selesai", ukm.pesan_terakhir)
    if "📋 Ringkasan" in ukm.pesan_terakhir.label_tombol:
        await ukm.tekan("📋 Ringkasan")
    assert "✅ Kirim" in ukm.pesan_terakhir.label_tombol
    terbaru = select(Kiriman).order_by(col(Kiriman.id).desc())
    isi = (await dkupp.baca(lambda sesi: sesi.exec(terbaru).first())).isi
    assert next(r for r in isi if r["kode"] == "DKP-14")["status_tindak"] == "Selesai"
    await ukm.tekan("✅ Kirim")
    assert (await janji(dkupp)).status == "selesai"
