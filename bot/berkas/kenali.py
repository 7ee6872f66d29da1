"""What a file really is, from its first bytes and never from its name: the true reason of a refusal, at once."""

from bot.berkas.batas import BatasUnggah, BerkasDitolak, mib

SARAN_FORMULIR = "Isi formulir .xlsx yang dikirim bot ini, simpan, lalu kirim berkas itu."
SARAN_SIMPAN = "Buka di Excel, pilih Simpan Sebagai > Buku Kerja Excel (.xlsx), lalu kirim hasilnya."
SARAN_ULANG = "Simpan lagi formulirnya sampai selesai, lalu kirim ulang."

_GAMBAR = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_AWAL = (
    (b"%PDF", "Ini berkas PDF, bukan Excel."),
    (b"Rar!\x1a\x07", "Ini arsip RAR, bukan Excel."),
    (b"7z\xbc\xaf\x27\x1c", "Ini arsip 7-Zip, bukan Excel."),
    (b"\x1f\x8b", "Ini arsip GZIP, bukan Excel."),
    (b"{\\rtf", "Ini dokumen RTF, bukan Excel."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AWAL_ZIP = b"PK\x03\x04"
_AKHIR_ZIP = b"PK\x05\x06"
_ANGGOTA_ZIP = b"PK\x01\x02"


def kenali(data: bytes, batas: BatasUnggah) -> None:
    """Return when this may be an .xlsx; raise `BerkasDitolak` with the true reason otherwise. Never unpacks."""
    if not data.strip(b"\0 \r\n\t"):
        raise BerkasDitolak("Berkas ini kosong.", SARAN_ULANG)
    if len(data) > batas.ukuran:
        raise BerkasDitolak(
            f"Berkas ini {mib(len(data))}, paling besar {mib(batas.ukuran)}.",
            "Hapus gambar dan lembar yang tidak perlu, atau isi formulir baru.",
        )
    if data.startswith((_AWAL_ZIP, _AKHIR_ZIP)):
        _kenali_zip(data, batas)
    elif data.startswith(_OLE):
        raise _tolak_ole(data)
    else:
        raise _tolak_lain(data)


def _kenali_zip(data: bytes, batas: BatasUnggah) -> None:
    if b"application/vnd.oasis.opendocument" in data[:200]:
        raise BerkasDitolak("Ini dokumen OpenDocument (.ods), bukan Excel.", SARAN_SIMPAN)
    if _AKHIR_ZIP not in data:
        raise BerkasDitolak("Berkas ini terpotong: bagian akhirnya tidak sampai.", SARAN_ULANG)
    # Each entry of the directory begins with this mark: counting needs no trust in the number that the file claims.
    if data.count(_ANGGOTA_ZIP) > batas.anggota:
        raise BerkasDitolak(f"Berkas ini berisi lebih dari {batas.anggota} bagian.", SARAN_FORMULIR)


def _tolak_ole(data: bytes) -> BerkasDitolak:
    def ada(nama: str) -> bool:
        return nama.encode("utf-16-le") in data

    if ada("EncryptedPackage") or ada("EncryptionInfo"):
        return BerkasDitolak(
            "Berkas ini dikunci dengan kata sandi.",
            "Buka di Excel, hapus sandinya (File > Info > Proteksi Buku Kerja), simpan, lalu kirim ulang.",
        )
    if ada("WordDocument"):
        return BerkasDitolak("Ini dokumen Word lama (.doc), bukan Excel.", SARAN_FORMULIR)
    if ada("Workbook") or ada("Book"):
        return BerkasDitolak("Ini Excel format lama (.xls).", SARAN_SIMPAN)
    return BerkasDitolak("Ini dokumen Office format lama, bukan .xlsx.", SARAN_SIMPAN)


def _tolak_lain(data: bytes) -> BerkasDitolak:
    if data.startswith(_GAMBAR) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        return BerkasDitolak("Ini gambar atau video, bukan Excel.", SARAN_FORMULIR)
    for awal, alasan in _AWAL:
        if data.startswith(awal):
            return BerkasDitolak(alasan, SARAN_FORMULIR)
    teks = _sebagai_teks(data[:4096])
    if teks is None:
        return BerkasDitolak("Berkas ini bukan Excel (.xlsx).", SARAN_FORMULIR)
    return _tolak_teks(teks.lstrip("\ufeff \r\n\t").lower())


def _sebagai_teks(awal: bytes) -> str | None:
    if awal.startswith((b"\xff\xfe", b"\xfe\xff")):
        return awal.decode("utf-16", "ignore")
    if b"\0" in awal:
        return None
    kendali = sum(b < 32 and b not in b"\t\n\r\f" for b in awal)
    return awal.decode("utf-8", "replace") if kendali == 0 else None


def _tolak_teks(teks: str) -> BerkasDitolak:
    if "urn:schemas-microsoft-com:office:spreadsheet" in teks:
        return BerkasDitolak("Ini Excel format XML 2003.", SARAN_SIMPAN)
    if any(tanda in teks for tanda in ("<!doctype html", "<html", "<table", "<body")):
        return BerkasDitolak("Ini halaman web (HTML), bukan Excel.", SARAN_SIMPAN)
    baris = [b for b in teks.splitlines()[:5] if b.strip()]
    if len(baris) > 1 and any(min(b.count(p) for b in baris) > 0 for p in (";", ",", "\t")):
        return BerkasDitolak("Ini berkas CSV, bukan Excel.", SARAN_SIMPAN)
    return BerkasDitolak("Ini berkas teks biasa, bukan Excel.", SARAN_FORMULIR)
