"""What `tomllib` says, and what it means to somebody who has never heard of TOML."""

import re
from collections.abc import Sequence

from bot.sop.temuan import Temuan

Arti = tuple[str, str, str]  # how the message of `tomllib` begins, what is wrong, what to write instead

_ARTI: Sequence[Arti] = (
    ("Cannot declare", "Bagian ini sudah ditulis di atas.", "Gabungkan keduanya di bawah satu judul."),
    ("Cannot mutate", "Bagian ini sudah ditulis di atas.", "Gabungkan keduanya di bawah satu judul."),
    ("Cannot overwrite", "Kunci ini ditulis dua kali.", "Hapus salah satu."),
    ("Duplicate inline", "Kunci ini ditulis dua kali.", "Hapus salah satu."),
    (
        "Illegal character",
        "Tanda kutip penutup belum ada, atau ada huruf kendali.",
        'Tutup teks dengan " di baris yang sama.',
    ),
    ("Unterminated string", "Tanda kutip penutup belum ada.", 'Tutup teks dengan " di baris yang sama.'),
    ("Unclosed array", "Daftar ini belum ditutup, atau kurang koma.", 'Contoh: ["satu", "dua"].'),
    ("Unclosed inline", "Kurung kurawal belum ditutup, atau kurang koma.", "Tutup dengan } di baris yang sama."),
    (
        "Invalid value (at end",
        "Nilainya belum lengkap sampai akhir berkas.",
        "Tutup daftar dengan ], atau tulis nilainya sesudah =.",
    ),
    ("Invalid value", "Nilainya tidak terbaca.", 'Apit teks dengan tanda kutip lurus ("), bukan kutip lengkung (“ ”).'),
    ("Expected '=' after", "Sesudah nama kunci harus ada tanda =.", 'Contoh: nama = "isinya".'),
    ("Expected newline", "Ada sisa tulisan sesudah nilainya.", "Satu baris satu kunci; catatan diawali tanda #."),
    ("Expected ']'", "Kurung siku pada judul bagian belum lengkap.", "Contoh: [bagian]."),
    ("Unescaped '\\'", "Garis miring terbalik tidak dapat dipakai begitu saja.", "Tulis dua kali: \\\\."),
)


def salah_tulis(galat: Exception, khusus: Sequence[Arti], selain_itu: tuple[str, str]) -> Temuan:
    """The finding with its line. `khusus`: what one kind of file says better, looked at first; `selain_itu`: for the rest."""
    asli = str(galat)
    ada = re.search(r"\(at line (\d+), column \d+\)", asli)
    cocok = (arti for arti in (*khusus, *_ARTI) if asli.startswith(arti[0]))
    _, masalah, anjuran = next(cocok, ("", *selain_itu))
    return Temuan((), masalah, anjuran, baris=int(ada[1]) if ada else None)
