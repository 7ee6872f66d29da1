"""What the procedure does not allow now. The text is for the person who tried; the attributes are for the code."""

from collections.abc import Sequence


class Ditolak(Exception):
    """The procedure does not allow this now. ``str()`` is a polite Indonesian sentence that says what to do."""


class TidakDitemukan(Ditolak):
    """One answer for everything that does not exist or is none of this person's business (no hint which)."""

    def __init__(self) -> None:
        super().__init__("Tombol ini tidak berlaku untuk Anda atau sudah tidak ada.")


class BukanPelaksana(Ditolak):
    """The assignment belongs to another role."""

    def __init__(self, pemegang: str) -> None:
        self.pemegang = pemegang
        super().__init__(f"Ini tugas {pemegang}. Anda mendapat disposisi saat giliran Anda tiba.")


class SudahBerakhir(Ditolak):
    """The assignment has ended, whoever ended it. ``sendiri``: the very person who presses again."""

    sendiri = False

    def __init__(self, keterangan: str = "", *, sendiri: bool = False) -> None:
        self.keterangan = keterangan
        self.sendiri = sendiri
        super().__init__("Langkah ini sudah selesai" + (f": {keterangan}." if keterangan else "."))


class TidakBerjalan(Ditolak):
    """The run has ended or has not begun."""

    def __init__(self) -> None:
        super().__init__("Pengukuran ini sudah berakhir. Ketik /status untuk melihat hasilnya.")


class SudahDijeda(Ditolak):
    def __init__(self) -> None:
        super().__init__("Pengukuran ini sudah dijeda. Ketik /sop untuk melanjutkannya.")


class TidakDijeda(Ditolak):
    def __init__(self) -> None:
        super().__init__("Pengukuran ini sedang berjalan, tidak dijeda. Ketik /sop untuk melihat keadaannya.")


class BukanCaranya(Ditolak):
    """The action does not fit the kind of step."""

    def __init__(self, kegiatan: str) -> None:
        self.kegiatan = kegiatan
        super().__init__(f"Tindakan itu tidak sesuai dengan langkah “{kegiatan}”. Gunakan tombol pada disposisinya.")


class LampiranKurang(Ditolak):
    """`✅ Selesai` without the paper that the step must produce."""

    def __init__(self, output: str) -> None:
        self.output = output
        super().__init__(f"Belum ada {output}. Kirim dokumen, foto, atau teksnya ke sini, lalu tekan ✅ Selesai.")


class AlasanKosong(Ditolak):
    def __init__(self) -> None:
        super().__init__("Alasannya belum ada. Tulis satu kalimat: apa yang perlu diperbaiki dan di mana.")


class UnggahanTertutup(Ditolak):
    def __init__(self, giliran: str) -> None:
        self.giliran = giliran
        super().__init__(
            f"Pengumpulan data sudah ditutup; proses sudah di langkah {giliran}. "
            "Bila ada yang perlu diperbaiki, pemeriksanya menekan ↩️ Kembalikan dahulu; sesudah itu data dapat dikirim lagi."
        )


class BelumBerjalan(Ditolak):
    """A unit's reporter asks for a form while nothing is being measured."""

    def __init__(self) -> None:
        super().__init__(
            "Belum ada pengukuran yang berjalan. Data dapat diisi dan dikirim begitu pimpinan memulai triwulannya; "
            "formulir yang sudah Anda terima boleh diisi dari sekarang."
        )


class BukanPengunggah(Ditolak):
    def __init__(self) -> None:
        super().__init__("Anda tidak terdaftar sebagai pengisi data unit pada pengukuran ini.")


class TidakSiap(Ditolak):
    """Something is missing that the run would get stuck on. ``kekurangan`` are Indonesian phrases."""

    def __init__(self, kekurangan: Sequence[str]) -> None:
        self.kekurangan = tuple(kekurangan)
        super().__init__("Belum dapat dimulai. Lengkapi dahulu: " + "; ".join(self.kekurangan) + ".")


class BidangTerkunci(Ditolak):
    """A return opened the upload for other units only. ``dibuka`` are unit codes."""

    def __init__(self, dibuka: Sequence[str]) -> None:
        self.dibuka = tuple(dibuka)
        super().__init__("Data unit Anda tidak diminta diperbaiki, jadi tetap seperti yang sudah dikirim.")


class IndikatorTerkunci(Ditolak):
    """A return opened single indicators, and others differ from what was sent. ``kode``: those others."""

    def __init__(self, kode: Sequence[str]) -> None:
        self.kode = tuple(kode)
        super().__init__(
            f"{', '.join(kode)} tidak diminta diperbaiki, tetapi angkanya di berkas ini lain dari yang sudah dikirim. "
            "Mohon kirim lagi formulirnya; yang terkunci dipertahankan."
        )


class BidangTakTerkait(Ditolak):
    """A return names units, but no upload lies on the way back (or the units have nothing to send)."""

    def __init__(self) -> None:
        super().__init__("Pengembalian ini tidak melewati pengumpulan data unit itu. Cukup tulis alasannya.")


class TakBisaDitarik(Ditolak):
    """Somebody has acted since, or it is somebody else's act. ``sebab`` is an Indonesian clause."""

    def __init__(self, sebab: str) -> None:
        self.sebab = sebab
        super().__init__(f"Tidak dapat ditarik kembali: {sebab}.")


class MilikPimpinan(Ditolak):
    """An administrator cannot approve in place of the head."""

    def __init__(self, kegiatan: str) -> None:
        self.kegiatan = kegiatan
        super().__init__(
            f"Langkah “{kegiatan}” tidak dapat dilewati atau dipaksa: rekap hanya terbit dengan persetujuan pimpinan "
            "sendiri. Bila pimpinan berhalangan, tetapkan Plt. atau Plh."
        )


class PersetujuanTakTeralih(Ditolak):
    """The approval of the recap is nobody's to hand on: a stand-in by letter has the role."""

    def __init__(self, kegiatan: str) -> None:
        self.kegiatan = kegiatan
        super().__init__(
            f"Langkah “{kegiatan}” tidak dapat dialihkan: rekap hanya terbit dengan persetujuan pimpinan. Bila pimpinan "
            "berhalangan, administrator atau sekretaris menetapkan Plt. atau Plh. lewat /personel."
        )


class BelumDisetujui(Ditolak):
    """A correction after publication where no approved recap counts (any more)."""

    def __init__(self) -> None:
        super().__init__(
            "Rekap triwulan ini belum disetujui, atau koreksinya sudah dimulai. Ketik /sop untuk melihat keadaan sekarang."
        )
