"""Files as people send them back: another paper, a scan, a PDF with a signature at its end."""

from struct import pack


def pdf_lain(teks: str = "Undangan") -> bytes:
    """A small paper that any reader opens."""
    gambar = f"BT /F1 24 Tf 72 720 Td ({teks}) Tj ET".encode()
    bagian = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(gambar), gambar),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    isi, letak = b"%PDF-1.4\n", []
    for nomor, satu in enumerate(bagian, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n%s\nendobj\n" % (nomor, satu)
    tabel = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % x for x in letak)
    return isi + tabel + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(isi)


def tandatangani(pdf: bytes, alasan: str = "Ditandatangani secara elektronik") -> bytes:
    """The PDF whole, and after it what signing programs append: a signature over all of it."""
    depan = pdf + b"\n99 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached"
    depan += b" /Reason (" + alasan.encode() + b") "
    isi, ekor = b"<" + b"00" * 64 + b">", b" >>\nendobj\nstartxref\n0\n%%EOF\n"
    cakupan = b"/ByteRange [%010d %010d %010d %010d] /Contents "
    awal = len(depan) + len(cakupan % (0, 0, 0, 0))
    return depan + cakupan % (0, awal, awal + len(isi), len(ekor)) + isi + ekor


def jpg(lebar: int, tinggi: int) -> bytes:
    """The frame of a photo: its size is said, its picture is grey."""
    kepala = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    ukuran = b"\xff\xc0\0\x0b\x08" + pack(">HH", tinggi, lebar) + b"\1\1\x11\0"
    return b"\xff\xd8" + kepala + ukuran + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + b"\0" * 100 + b"\xff\xd9"
