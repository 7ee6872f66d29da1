"""The recap as a paper for the file: letterhead, table, averages, notes, time record, signature block."""

from typing import Any

import segno

from bot.berkas.kop import Kop
from bot.berkas.naskah import BarisWaktu, Naskah
from bot.berkas.percetakan import cetak_pdf
from bot.berkas.tanda import tanda
from bot.berkas.tulisan import (
    ROMAWI,
    efisiensi_setahun,
    hari_tanggal_pukul,
    hitungan,
    ketepatan,
    nip_cetak,
    rupiah,
    tak_dijawab,
    tanda_lampau,
    tanggal,
    tanggal_pukul_pendek,
    triwulan,
    uang,
    versi_pengganti,
)
from bot.berkas.warna import corak
from bot.kinerja.banding import selisih, tahun_lalu, triwulan_lalu
from bot.kinerja.model import BarisRekap, Keterbacaan, Rekap, Ringkasan, Status
from bot.kinerja.tampil import TANPA_NILAI, angka_id, target_id

Data = dict[str, Any]


def tulis(naskah: Naskah) -> bytes:
    """The PDF of a recap, the same bytes for the same `naskah`. Raises typst.TypstError when it cannot be set."""
    return cetak_pdf("rekap.typ", data(naskah), naskah.dibuat)


def data(naskah: Naskah) -> Data:
    """What the template `rekap.typ` is given: nothing but text, lists and flags."""
    rekap = naskah.rekap
    return {
        "cap": naskah.cap,
        "tanda": tanda(naskah),
        "kop": Kop(naskah.nama_instansi, naskah.pemerintah, naskah.alamat, naskah.logo).data(),
        "periode": triwulan(rekap),
        "triwulan": rekap.triwulan,
        "sop": f"{naskah.nama_sop}, nomor {naskah.nomor_sop}" if naskah.nomor_sop else naskah.nama_sop,
        "kelompok": _kelompok(naskah),
        "hitungan": hitungan(rekap.instansi),
        "ringkasan": [_ringkasan(naskah, r) for r in rekap.per_bidang],
        "instansi": _ringkasan(naskah, rekap.instansi) | {"nama": "Instansi"},
        "catatan_rata": _catatan_rata(naskah),
        "daftar": _daftar(naskah),
        "banding": _banding(naskah),
        "kemajuan": _kemajuan(rekap),
        "catatan": _catatan(rekap),
        "waktu": [_waktu(naskah, w) for w in naskah.waktu],
        "aturan": [[nama, isi] for nama, isi in rekap.aturan.items()],
        "pengesahan": _pengesahan(naskah),
        "sidik": naskah.kode_verifikasi,
        "qr": "" if naskah.draf else _qr(naskah),
        "isi_qr": "" if naskah.draf else isi_qr(naskah),
        "pindai": "Pindai untuk memeriksa keasliannya lewat Telegram." if naskah.tautan and not naskah.draf else "",
        "segel": f"Disegel dengan sertifikat {naskah.segel}; bukan tanda tangan pejabat." if naskah.segel else "",
    }


def isi_qr(naskah: Naskah) -> str:
    """What the QR code says: where to ask about this recap; without a bot which one it is, and its code."""
    if naskah.tautan:
        return naskah.tautan
    return f"REKAP {naskah.kode_instansi} {naskah.rekap.tahun} TW{naskah.rekap.triwulan} {naskah.sidik}"


def _kelompok(naskah: Naskah) -> list[Data]:
    """The rows under the name of their unit, in the order of the units; the numbering runs through."""
    rekap = naskah.rekap
    ringkasan = {r.kode: r for r in rekap.per_bidang}
    per_bidang: dict[str, list[BarisRekap]] = {kode: [] for kode in ringkasan}
    for baris in rekap.baris:
        per_bidang.setdefault(baris.indikator.bidang, []).append(baris)
    hasil, nomor = [], 0
    for kode, isi in per_bidang.items():
        if isi:
            nama = ringkasan[kode].nama if kode in ringkasan else kode
            hasil.append({"nama": nama, "baris": [_baris(naskah, n, b) for n, b in enumerate(isi, nomor + 1)]})
            nomor += len(isi)
    return hasil


def _baris(naskah: Naskah, nomor: int, baris: BarisRekap) -> Data:
    indikator = baris.indikator
    return {
        "no": str(nomor),
        "kode": indikator.kode,
        "sasaran": indikator.sasaran,
        "indikator": indikator.nama,
        "satuan": indikator.satuan,
        "target": target_id(baris.target),
        "realisasi": _realisasi(baris),
        "capaian": angka_id(baris.capaian),
        "dinilai": baris.status is Status.DINILAI,
        "predikat": baris.predikat,
        "warna": corak(naskah.aturan.skala, baris.predikat).lembut,
        "pagu": uang(indikator.pagu),
        "anggaran": uang(rupiah(baris)),
        "serapan": angka_id(baris.serapan),
    }


def _realisasi(baris: BarisRekap) -> str:
    bacaan = baris.realisasi.kinerja
    match bacaan.status:
        case Keterbacaan.NILAI:
            return angka_id(bacaan.nilai)
        case Keterbacaan.KOSONG:
            return TANPA_NILAI
        case _:
            return bacaan.asli


def _ringkasan(naskah: Naskah, r: Ringkasan) -> Data:
    return {
        "nama": r.nama,
        "rata": angka_id(r.rata_rata),
        "predikat": r.predikat,
        "warna": corak(naskah.aturan.skala, r.predikat).lembut,
        "serapan": angka_id(r.serapan) + (" *" if r.catatan_serapan else ""),
        "pagu": uang(r.pagu),
        "anggaran": uang(r.anggaran),
        "dinilai": str(r.dinilai),
        "jumlah": str(r.jumlah),
        "belum": str(r.belum_dilaporkan),
        "konfirmasi": str(r.perlu_konfirmasi),
        "tanpa_target": str(r.tidak_ditargetkan),
    }


def _banding(naskah: Naskah) -> Data:
    """Averages beside those of the last quarter and of last year, for what of them was approved here."""
    rekap = naskah.rekap
    dengan = [x for x in (tahun_lalu(rekap, naskah.lampau), triwulan_lalu(rekap, naskah.lampau)) if x is not None]
    nama = [f"TW {ROMAWI[x.triwulan]} {x.tahun}{tanda_lampau(x, rekap)}" for x in dengan]
    baris = []
    for r in (*rekap.per_bidang, rekap.instansi) if dengan else ():
        deret = [r.nama]
        for x in dengan:
            dulu = x.rata_rata.get(r.kode)
            beda = selisih(r.rata_rata, dulu)
            deret += [
                angka_id(dulu),
                f"+{angka_id(beda)}" if beda is not None and beda > 0 else angka_id(beda),
            ]
        baris.append([*deret, angka_id(r.rata_rata)])
    return {"dengan": nama, "kini": f"TW {ROMAWI[rekap.triwulan]} {rekap.tahun}", "baris": baris}


def _catatan_rata(naskah: Naskah) -> str:
    cap = naskah.aturan.cap
    batas = "" if cap is None else f"; capaian di atas {angka_id(cap)} dihitung {angka_id(cap)}"
    teks = f"Rata-rata berbobot{batas}. Baris Instansi adalah rata-rata seluruh indikator."
    if naskah.aturan.desimal < 2:
        teks += " Rata-rata dihitung dari capaian yang belum dibulatkan."
    if naskah.rekap.instansi.catatan_serapan:
        teks += " * Serapan tidak lengkap: ada realisasi anggaran yang belum dilaporkan."
    return " ".join([teks, *(f"{nama}: {isi}." for nama, isi in efisiensi_setahun(naskah.rekap))])


def _daftar(naskah: Naskah) -> list[Data]:
    """The indicators that somebody still has to do something about, by name."""
    baris = naskah.rekap.baris
    belum = [_sebut(b) for b in baris if b.status is Status.BELUM_DILAPORKAN]
    ragu = [_sebut(b) + _keraguan(b) for b in baris if b.status is Status.PERLU_KONFIRMASI]
    tanpa = set(naskah.tanpa_data_dukung)
    tanpa_bukti = [_sebut(b) for b in baris if b.indikator.kode in tanpa]
    diam = [f"{_sebut(b)}: {'; '.join(soal)}" for b in baris if (soal := tak_dijawab(b))]
    isi = (
        ("Belum dilaporkan", belum),
        ("Perlu konfirmasi", ragu),
        ("Ditanyakan, tidak dijawab", diam),
        ("Dinilai tanpa data dukung", tanpa_bukti),
    )
    return [{"judul": judul, "isi": daftar} for judul, daftar in isi if daftar]


def _sebut(baris: BarisRekap) -> str:
    return f"{baris.indikator.kode} {baris.indikator.nama}"


def _keraguan(baris: BarisRekap) -> str:
    alasan = baris.realisasi.kinerja.alasan
    return f": {alasan}" if alasan else ""


def _kemajuan(rekap: Rekap) -> list[Data]:
    """Progress within the year; in the first quarter it would only repeat the table."""
    if rekap.triwulan == 1:
        return []
    return [
        {
            "kode": b.indikator.kode,
            "indikator": b.indikator.nama,
            "capaian": angka_id(b.capaian),
            "sd": angka_id(b.capaian_sd) + ("" if b.sd_lengkap or b.capaian_sd is None else " *"),
            "tahun": angka_id(b.capaian_tahun),
            "efisiensi": b.efisiensi,
        }
        for b in rekap.baris
        if b.capaian_sd is not None or b.capaian_tahun is not None
    ]


def _catatan(rekap: Rekap) -> list[Data]:
    """What the units wrote about reasons and next steps."""
    hasil = []
    for b in rekap.baris:
        r = b.realisasi
        if r.faktor_pendukung or r.faktor_penghambat or r.tindak_lanjut:
            hasil.append(
                {
                    "kode": b.indikator.kode,
                    "indikator": b.indikator.nama,
                    "pendorong": r.faktor_pendukung or TANPA_NILAI,
                    "penghambat": r.faktor_penghambat or TANPA_NILAI,
                    "tindak_lanjut": r.tindak_lanjut or TANPA_NILAI,
                }
            )
    return hasil


def _waktu(naskah: Naskah, w: BarisWaktu) -> Data:
    return {
        "no": str(w.no),
        "kegiatan": w.kegiatan + (f" (putaran {w.putaran})" if w.putaran > 1 else ""),
        "pelaksana": w.pelaksana,
        "standar": w.standar,
        "mulai": tanggal_pukul_pendek(w.mulai, naskah.zona),
        "selesai": tanggal_pukul_pendek(w.selesai, naskah.zona),
        "nyata": TANPA_NILAI if w.menit_nyata is None else f"{angka_id(w.menit_nyata)} menit",
        "menunggu": f"menunggu {angka_id(w.menit_menunggu)}" if w.menit_menunggu else "",
        "ketepatan": ketepatan(w.tepat, w.selisih),
        "terlambat": w.tepat is False,
    }


def _pengesahan(naskah: Naskah) -> Data:
    """The signature block (domain 8.5). An approval by button is named as what it is (domain 8.6)."""
    pejabat = naskah.penanda_tangan
    hari = tanggal(naskah.disetujui, naskah.zona) if naskah.disetujui else "…………………………"
    return {
        "tempat_tanggal": f"{naskah.tempat}, {hari}" if naskah.tempat else hari,
        "jabatan": pejabat.jabatan,
        "nama": pejabat.nama,
        "pangkat": pejabat.pangkat,
        "nip": nip_cetak(pejabat.nip) if pejabat.nip else "",
        "keterangan": (
            f"Disetujui di dalam sistem pada {hari_tanggal_pukul(naskah.disetujui, naskah.zona)}. "
            f"{versi_pengganti(naskah.versi, naskah.menggantikan, naskah.zona)}".rstrip()
            if naskah.disetujui
            else f"{'Rekap sementara' if naskah.sementara else 'Draf'} ini belum disetujui dan belum boleh dipakai "
            "sebagai laporan."
        ),
        "dibuat": hari_tanggal_pukul(naskah.dibuat, naskah.zona),
    }


def _qr(naskah: Naskah) -> str:
    return segno.make(isi_qr(naskah), error="m", micro=False).svg_inline(scale=4, border=0)
