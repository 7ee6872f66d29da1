"""The columns of the form: header texts (public interface), widths, what they hold. And where the table begins."""

from dataclasses import dataclass

LEMBAR = "Realisasi"
ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}

BARIS_JUDUL = 5
PANJANG_CATATAN = 2000


@dataclass(frozen=True)
class Kolom:
    """One column of the form: its header (public interface), width in characters, explanation shown on the header."""

    judul: str
    lebar: int
    diisi: bool
    penjelasan: str


KODE, SASARAN, INDIKATOR, SATUAN, TARGET = 1, 2, 3, 4, 5
REALISASI, PAGU, ANGGARAN, PENDUKUNG, PENGHAMBAT, TINDAK_LANJUT = 6, 7, 8, 9, 10, 11

KOLOM = (
    Kolom("Kode", 10, False, "Kunci baris. Jangan diubah atau dihapus."),
    Kolom("Sasaran", 23, False, "Sasaran yang didukung indikator ini."),
    Kolom("Indikator", 34, False, "Arahkan ke sel indikator untuk membaca arah dan cara menghitung capaiannya."),
    Kolom("Satuan", 11, False, "Satuan realisasi."),
    Kolom("Target", 12, False, "Target triwulan ini; kosong bila tidak ditargetkan. Mengubahnya di sini tidak berpengaruh."),
    Kolom("Realisasi", 14, True, "Nilai triwulan ini saja, atau posisi akhir triwulan (s.d.) bila indikatornya menyebut demikian. "
          "Contoh: 85,5 atau 1.250. Kosong atau '-' berarti belum ada data; 0 berarti memang nol."),
    Kolom("Pagu (Rp)", 17, False, "Pagu anggaran; hanya di satu baris tiap program."),
    Kolom("Realisasi Anggaran (Rp)", 18, True, "Kumulatif sejak Januari (s.d. triwulan ini), dalam rupiah penuh. Contoh: 17.244.445"),
    Kolom("Faktor Pendukung", 25, True, "Apa yang membantu tercapainya target. Contoh: Kerja sama dengan BLK berjalan sejak Januari."),
    Kolom("Faktor Penghambat", 25, True, "Apa yang menghambat. Diharapkan terisi bila capaian di bawah 91 %. Contoh: Narasumber baru tersedia bulan Juni."),
    Kolom("Tindak Lanjut", 25, True, "Apa, oleh siapa, kapan. Diharapkan terisi bila capaian di bawah 91 %. Contoh: Pelatihan susulan oleh Seksi UKM, 15 Juli 2026."),
)  # fmt: skip

LALU, TINDAK_LALU, STATUS_TINDAK = 12, 13, 14

KOLOM_LALU = (
    Kolom("Realisasi Triwulan Lalu", 16, False, "Yang dilaporkan triwulan lalu, sebagai pembanding."),
    Kolom("Tindak Lanjut Triwulan Lalu", 27, False, "Yang direncanakan triwulan lalu."),
    Kolom("Status Tindak Lanjut", 15, True, "Sampai di mana tindak lanjut triwulan lalu. Pilih Selesai, Berjalan, atau Belum."),
)  # fmt: skip
"""Behind the others, and only where there is something of the quarter before to show."""
STATUS_JUDUL = KOLOM_LALU[-1].judul
STATUS = ("Selesai", "Berjalan", "Belum")
