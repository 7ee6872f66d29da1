"""The minutes of a meeting as a paper: agenda, who came, what was decided (domain 8.3). Calculates nothing."""

from bot.berkas.naskah_rapat import NaskahNotulen
from bot.berkas.percetakan import cetak_pdf
from bot.berkas.tulisan import hari_tanggal_pukul, nip_cetak, tanggal


def tulis(naskah: NaskahNotulen) -> bytes:
    """The PDF, the same bytes for the same `naskah`. Raises typst.TypstError when it cannot be set."""
    pejabat = naskah.pimpinan
    hari = tanggal(naskah.mulai or naskah.dibuat, naskah.zona)
    data = {
        "kop": naskah.kop.data(),
        "periode": naskah.periode,
        "acara": naskah.acara,
        "waktu": hari_tanggal_pukul(naskah.mulai, naskah.zona) if naskah.mulai else "–",
        "tempat": naskah.tempat or "–",
        "agenda": list(naskah.agenda),
        "hadirin": [vars(h) for h in naskah.hadirin],
        "hitungan": "Kehadiran belum dicatat"
        if naskah.hadir is None
        else f"{naskah.hadir} dari {len(naskah.hadirin)} undangan hadir atau diwakili",
        "keputusan": list(naskah.keputusan),
        "lampiran": list(naskah.lampiran),
        "dibuat": hari_tanggal_pukul(naskah.dibuat, naskah.zona),
        "pengesahan": {
            "tempat_tanggal": f"{naskah.kota}, {hari}" if naskah.kota else hari,
            "jabatan": pejabat.jabatan,
            "nama": pejabat.nama,
            "pangkat": pejabat.pangkat,
            "nip": nip_cetak(pejabat.nip) if pejabat.nip else "",
        },
    }
    return cetak_pdf("notulen.typ", data, naskah.dibuat)
