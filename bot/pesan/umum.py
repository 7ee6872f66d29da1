"""Greetings, help, refusals, questions."""

from collections.abc import Sequence
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, nama_triwulan, papan, ringkas, templat

_SAPA = templat("""
Selamat datang, Bapak/Ibu {{ nama | akhir }}.
{% for i in instansi %}
Anda terdaftar di <b>{{ i.nama }}</b> sebagai {{ i.jabatan }}{% if i.peran %} (peran: {{ i.peran | join(", ") }}){% endif %}.
{% endfor %}

Disposisi, formulir, dan pengingat akan datang ke sini. Ketik /tugas untuk melihat tugas Anda, \
/bantuan untuk petunjuk.
""")


def sapa(nama: str, instansi: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Answer to /start of a registered person."""
    return isi_pesan(_SAPA.render(nama=nama, instansi=instansi))


_TAK_DIKENAL = templat("""
Akun Telegram ini belum terdaftar.

Tekan tombol peran Anda pada pesan pendaftaran di grup kantor, atau kirim nomor berikut \
kepada administrator kantor Anda agar didaftarkan:
<code>{{ telegram }}</code>
""")


def tak_dikenal(telegram: int) -> dict[str, Any]:
    """The only thing that an unregistered person is told: how to register."""
    return isi_pesan(_TAK_DIKENAL.render(telegram=telegram))


_SAPA_ADMIN = templat("""
Selamat datang. Akun ini administrator bot (nomor <code>{{ telegram }}</code>).
{% for i in instansi %}

<b>{{ i.nama }}</b> ({{ i.kode }}) · SOP {{ i.sop }}
{{ i.personel }} personel, {{ i.indikator }} indikator tahun {{ i.tahun }}{% if i.belum %}
; belum menekan START: {{ i.belum | join(", ") }}{% endif %}.
{% else %}

Belum ada kantor. Undang bot ke grup kantor, atau ketik /pasang.
{% endfor %}
""")


def sapa_admin(telegram: int, instansi: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return isi_pesan(_SAPA_ADMIN.render(telegram=telegram, instansi=instansi))


_BANTUAN = templat("""
<b>Yang dapat Anda lakukan di sini</b>
{% for perintah, arti in daftar %}
/{{ perintah }} – {{ arti }}
{% endfor %}

{% if terdaftar %}Pekerjaan Anda datang sebagai pesan 📨 DISPOSISI dengan tombolnya. {% endif %}\
{% if unggah %}Formulir Excel yang sudah diisi cukup dikirim ke sini sebagai berkas. {% endif %}\
Salah tekan, atau isian tidak jadi? Ketik /batal.
""")


def bantuan(daftar: Sequence[tuple[str, str]], unggah: bool, terdaftar: bool) -> dict[str, Any]:
    """Commands that this person can use, with their meaning. terdaftar: holds a place in an office."""
    return isi_pesan(_BANTUAN.render(daftar=daftar, unggah=unggah, terdaftar=terdaftar))


BANTUAN_GRUP = isi_pesan(
    "Grup ini menampilkan keadaan pengukuran kinerja dan rekap yang sudah disetujui.\n"
    "/status – keadaan terkini\n/rekap – rekap terakhir yang disetujui\n\n"
    "Disposisi dan unggahan dikerjakan di chat pribadi dengan bot."
)

TIDAK_ADA_PERTANYAAN = isi_pesan(
    "Tidak ada isian yang ditunggu, dan tidak ada tindakan Anda yang masih dapat ditarik kembali."
)
HANYA_DARI_ADMIN = isi_pesan(
    "Daftar personel dan rencana kinerja hanya diterima dari administrator. "
    "Mohon kirim berkas ini kepada administrator kantor Anda."
)
DIBATALKAN = isi_pesan("Baik, dibatalkan. Tidak ada yang berubah.")
DIBATALKAN_TUGAS = isi_pesan("Baik, dibatalkan. Tidak ada yang berubah; tombol pada disposisinya tetap berlaku.")
TIDAK_ADA_PELAKSANAAN = isi_pesan("Belum ada pengukuran kinerja yang berjalan.")
BELUM_TERAMBIL = isi_pesan(
    "Berkas Anda belum sampai dengan utuh dari Telegram. Bot mencobanya lagi sendiri; "
    "bila dalam sepuluh menit belum ada jawaban, mohon kirim lagi berkasnya."
)
PESAN_DIUBAH = isi_pesan("Pesan yang diubah tidak dibaca ulang. Mohon kirim pesan baru bila ada yang perlu dibetulkan.")
ALASAN_SINGKAT = isi_pesan(
    "Alasannya terlalu singkat. Mohon tulis satu kalimat: apa yang perlu diperbaiki dan di mana. /batal bila tidak jadi."
)
BUTUH_TEKS = isi_pesan("Mohon tulis alasannya sebagai teks, satu pesan saja. /batal bila tidak jadi.")
TAK_JELAS = (
    "Pesan ini tidak cocok dengan tugas Anda saat ini. Ketik /tugas untuk melihat tugas, /bantuan untuk petunjuk."
)
PESAN_TAK_JELAS = isi_pesan(TAK_JELAS)
FOTO_TAK_JELAS = isi_pesan(
    "Tidak ada tugas Anda yang menunggu foto ini.\n\nIngin memeriksa keaslian rekap? Foto tidak dapat diperiksa, karena "
    "Telegram mengubah isinya saat mengirim. Kirim rekapnya sebagai berkas (📎 lalu File/Dokumen), atau pindai kode QR "
    "pada PDF-nya.\n\nKetik /tugas untuk melihat tugas, /bantuan untuk petunjuk."
)
BUKAN_DI_SINI_PRIBADI = isi_pesan("Perintah ini dipakai di chat pribadi dengan bot, bukan di grup.")
BUKAN_UNTUK_ANDA = isi_pesan(
    "Perintah ini tidak tersedia untuk peran Anda. Ketik /bantuan untuk melihat yang tersedia."
)
ANONIM = isi_pesan("Anda menulis sebagai admin anonim. Mohon tulis dari akun Anda sendiri di chat pribadi dengan bot.")

_GALAT = templat("Maaf, terjadi gangguan pada sistem. Tidak ada data yang hilang. Sebutkan nomor ini: {{ nomor }}")


def kalimat_galat(nomor: str) -> str:
    """The same for a toast."""
    return _GALAT.render(nomor=nomor)


def galat(nomor: str) -> dict[str, Any]:
    """What a person sees of a fault of ours."""
    return isi_pesan(_GALAT.render(nomor=nomor))


_KALIMAT = templat("{{ teks }}")


def kalimat(teks: str) -> dict[str, Any]:
    """A plain sentence, escaped."""
    return isi_pesan(_KALIMAT.render(teks=teks))


_PROGRAM = templat("""
⛔ <b>{{ nama }}</b> adalah program, bukan dokumen, jadi tidak diterima. Siapa pun yang membukanya akan menjalankannya.

Mohon kirim dokumen (PDF, Word, Excel) atau foto. Bila Anda tidak merasa mengirim program, mintalah orang TI memeriksa perangkat Anda.
""")


def program(nama: str) -> dict[str, Any]:
    """A file that runs when it is opened."""
    return isi_pesan(_PROGRAM.render(nama=ringkas(nama, 60)))


_ALASAN_KEMBALI = templat("""
Mohon tulis alasan pengembalian langkah {{ no }} dalam satu pesan, misalnya:
<code>Angka DKP-14 belum sesuai daftar hadir</code>

Alasan Anda diteruskan kepada yang harus memperbaiki. /batal bila tidak jadi.
""")
_ALASAN_TUTUP = templat("""
Mohon tulis alasan menutup unggahan sebelum semua unit mengirim, misalnya:
<code>Unit lain menyusul pada triwulan berikutnya</code>

Belum mengirim: {{ ditunggu | join(", ") }}. /batal bila tidak jadi.
""")
_LAMPIRAN = templat(
    "Silakan kirim {{ output }}: dokumen, foto, atau teks. Setelah itu tekan ✅ Selesai pada disposisi."
)
_LAMPIRAN_DITERIMA = templat(
    "📎 Diterima: <i>{{ nama }}</i>\nBoleh ditambah lagi; bila sudah lengkap, tekan ✅ Selesai."
)


PANJANG_SEBUTAN = 80  # characters of a paper that are repeated in the answer


def minta_alasan_kembali(no: int) -> dict[str, Any]:
    return minta_balasan(_ALASAN_KEMBALI.render(no=no), "Alasan pengembalian")


def minta_alasan_tutup(ditunggu: Sequence[str]) -> dict[str, Any]:
    return minta_balasan(_ALASAN_TUTUP.render(ditunggu=ditunggu), "Alasan menutup unggahan")


def minta_lampiran(output: str) -> dict[str, Any]:
    return minta_balasan(_LAMPIRAN.render(output=output), output)


def lampiran_diterima(nama: str, penugasan: int, lampiran: int) -> dict[str, Any]:
    return isi_pesan(
        _LAMPIRAN_DITERIMA.render(nama=ringkas(nama, PANJANG_SEBUTAN)),
        papan([("✅ Selesai", Tombol("selesai", penugasan)), ("🗑 Hapus", Tombol("hapus", lampiran))]),
    )


_TEKS_DISAMBUNG = templat("""
📎 Diterima sebagai satu teks, {{ panjang }} huruf: <i>{{ awal }}</i>
Boleh ditambah lagi; bila sudah lengkap, tekan ✅ Selesai.
""")


def teks_disambung(teks: str, penugasan: int, lampiran: int) -> dict[str, Any]:
    """What the answer turns into when a text that Telegram had cut goes on in the next message."""
    awal = ringkas(" ".join(teks.split()), 60)
    tombol = [("✅ Selesai", Tombol("selesai", penugasan)), ("🗑 Hapus", Tombol("hapus", lampiran))]
    return isi_pesan(_TEKS_DISAMBUNG.render(panjang=len(teks), awal=awal), papan(tombol))


_LAMPIRAN_DIHAPUS = templat("🗑 Dihapus: {{ nama }}. Kirim penggantinya bila perlu.")


def lampiran_dihapus(nama: str) -> dict[str, Any]:
    """What the confirmation turns into."""
    return isi_pesan(_LAMPIRAN_DIHAPUS.render(nama=ringkas(nama, PANJANG_SEBUTAN)), TANPA_TOMBOL)


_PILIH_TUGAS = templat("""
{% if satu %}
{{ "Kiriman ini" if banyak == 1 else "%d kiriman ini" % banyak }} dilampirkan pada tugas Anda? Bila tidak, abaikan saja.
{% else %}
Anda memegang beberapa tugas. {{ "Kiriman ini" if banyak == 1 else "%d kiriman ini" % banyak }} untuk tugas yang mana?
{% endif %}
""")
_TUGAS_DIPILIH = templat("📎 Dilampirkan pada {{ untuk }}.")


def pilih_tugas(pilihan: Sequence[tuple[int, str]], banyak: int) -> dict[str, Any]:
    """Which of several open assignments these papers belong to."""
    baris = [[(f"📎 {label}", Tombol("untuk", penugasan))] for penugasan, label in pilihan]
    return isi_pesan(_PILIH_TUGAS.render(banyak=banyak, satu=len(pilihan) == 1), papan(*baris))


def tugas_dipilih(untuk: str) -> dict[str, Any]:
    """What the question turns into."""
    return isi_pesan(_TUGAS_DIPILIH.render(untuk=untuk), TANPA_TOMBOL)


PILIHAN_LEWAT = isi_pesan("Pertanyaan ini sudah lewat; lihat pesan terakhir.", TANPA_TOMBOL)


_TEMBUSAN = templat("""
📥 <b>Untuk diketahui</b> · {{ triwulan }}
Langkah {{ no }} selesai: {{ kegiatan }}
Hasil: {{ output }}{% if oleh %}, oleh {{ oleh }}{% endif %}
""")


def tembusan(no: int, kegiatan: str, output: str, oleh: str, triwulan: int, tahun: int) -> dict[str, Any]:
    """To those who only receive."""
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_TEMBUSAN.render(no=no, kegiatan=kegiatan, output=output, oleh=oleh, triwulan=tw))


_SEBUT = templat("""
{% for s in sebutan %}<a href="tg://user?id={{ s.telegram }}">{{ s.jabatan }}</a>{{ ", " if not loop.last }}{% endfor %}, \
ada disposisi yang menunggu Anda. Mohon buka chat dengan bot dan tekan START.
""")


def sebut_di_grup(telegram: int, jabatan: str, tautan: str) -> dict[str, Any]:
    """A real mention of somebody who cannot be reached in private, with a button that opens the chat."""
    teks = _SEBUT.render(sebutan=[{"telegram": telegram, "jabatan": jabatan}])
    return isi_pesan(teks, papan([("💬 Buka chat bot", tautan)]))


_ADMIN_TAK_TERJANGKAU = templat(
    "⚠️ {{ nama }} ({{ jabatan }}, {{ instansi }}) tidak dapat dihubungi: belum menekan START atau memblokir bot. "
    "Disposisinya menunggu dan dikirim begitu START ditekan."
)


def admin_tak_terjangkau(nama: str, jabatan: str, instansi: str) -> dict[str, Any]:
    return isi_pesan(_ADMIN_TAK_TERJANGKAU.render(nama=nama, jabatan=jabatan, instansi=instansi))


_ADMIN_GAGAL = templat("⚠️ Pesan nomor {{ nomor }} ke {{ chat }} ditolak Telegram dan disisihkan: {{ sebab }}")


def admin_pesan_gagal(nomor: int, chat: int, sebab: str) -> dict[str, Any]:
    return isi_pesan(_ADMIN_GAGAL.render(nomor=nomor, chat=chat, sebab=sebab[:300]))


_ADMIN_MASUKAN = templat(
    "⚠️ Satu pembaruan (nomor {{ nomor }}) tidak dapat diproses dan disisihkan: {{ sebab }}. Pengguna lain tidak terganggu."
)


def admin_pembaruan_disisihkan(nomor: int, sebab: str) -> dict[str, Any]:
    return isi_pesan(_ADMIN_MASUKAN.render(nomor=nomor, sebab=sebab[:300]))


PANJANG_ISI = 1500  # characters of an instruction on the readiness message; in full it is with who must follow it

_SIAP = templat("""
📋 <b>Pemeriksaan kesiapan</b>
{{ instansi }} · {{ triwulan }}
SOP: {{ sop }} ({{ banyak }} langkah)

{% if kurang %}
⛔ Belum dapat dimulai. Mohon minta administrator melengkapi:
{% for k in kurang %}
• {{ k }}
{% endfor %}

Triwulan lain? Tulis triwulan dan tahunnya, misalnya <code>/mulai 1 {{ tahun_kantor }}</code>
{% else %}
✅ {{ personel }} personel memegang semua peran
✅ {{ indikator }} indikator pada {{ bidang }} unit
{% endif %}
{% if berakhir %}
⚠️ {{ triwulan }} baru berakhir {{ berakhir }}; angkanya mungkin belum lengkap.
{% endif %}
{% if belum_start %}
⚠️ Belum menekan START: {{ belum_start | join(", ") }}. Disposisinya akan disebut di grup.
{% endif %}
{% if tanpa_grup %}
⚠️ Grup kantor belum diatur; rekap hanya dikirim kepada Anda.
{% endif %}
{% if not kurang %}
{% if isi_disposisi %}

✏️ Isi disposisi: <i>{{ isi_disposisi }}</i>
{% endif %}

Tekan ✅ Perintahkan untuk memulai: <i>{{ kegiatan }}</i>.
{% endif %}
""")


def siap_mulai(instansi_id: int, tahun: int, triwulan: int, **isi: Any) -> dict[str, Any]:
    """The readiness check with the head's `✅ Perintahkan`."""
    isi["isi_disposisi"] = ringkas(isi["isi_disposisi"], PANJANG_ISI)
    teks = _SIAP.render(triwulan=nama_triwulan(triwulan, tahun), **isi)
    if isi["kurang"]:
        return isi_pesan(teks)
    periode = f"{tahun}.{triwulan}"
    perintah, isi_ = Tombol("perintah", instansi_id, periode), Tombol("isiawal", instansi_id, periode)
    return isi_pesan(teks, papan([("✅ Perintahkan", perintah)], [("✏️ Isi disposisi", isi_)]))


_PERINTAH_DIBERIKAN = templat("""
✅ <b>Perintah diberikan</b> oleh {{ oleh }}, {{ pada }}.
{{ triwulan }} · {{ kegiatan }}
""")


def perintah_diberikan(oleh: str, pada: str, triwulan: int, tahun: int, kegiatan: str) -> dict[str, Any]:
    teks = _PERINTAH_DIBERIKAN.render(oleh=oleh, pada=pada, triwulan=nama_triwulan(triwulan, tahun), kegiatan=kegiatan)
    return isi_pesan(teks, {"inline_keyboard": []})


_LAMPIRAN_TEKS = templat("📎 <b>{{ nama }}</b> dari {{ oleh }}:\n<blockquote>{{ teks }}</blockquote>")


def lampiran_teks(nama: str, oleh: str, teks: str) -> dict[str, Any]:
    """A typed paper, handed on."""
    return isi_pesan(_LAMPIRAN_TEKS.render(nama=nama, oleh=oleh, teks=teks))


_KETERANGAN = templat("📎 {{ nama }} – dari {{ oleh }}")


def keterangan_lampiran(nama: str, oleh: str) -> dict[str, Any]:
    """Caption of a paper that is handed on."""
    return {"caption": _KETERANGAN.render(nama=nama, oleh=oleh), "parse_mode": "HTML"}


_CARA_BATALKAN = templat("""
{% if hidup %}
Tulis kode kantor, tahun, triwulan, dan alasannya, misalnya:
{% for nama, kunci in hidup %}
<code>/batalkan {{ kunci }} dimulai karena salah tekan</code>
({{ nama }})
{% endfor %}
{% else %}
Tidak ada pengukuran yang sedang berjalan.
{% endif %}
""")


def cara_batalkan(hidup: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """How to cancel a run: one valid example for each that is alive."""
    return isi_pesan(_CARA_BATALKAN.render(hidup=hidup))


_SUDAH_DIBATALKAN = templat("⛔ Pengukuran {{ triwulan }} {{ instansi }} dibatalkan. Catatannya tetap tersimpan.")


def sudah_dibatalkan(instansi: str, triwulan: int, tahun: int) -> dict[str, Any]:
    return isi_pesan(_SUDAH_DIBATALKAN.render(instansi=instansi, triwulan=nama_triwulan(triwulan, tahun)))


_KABAR_BATAL = templat("""
⛔ Pengukuran {{ triwulan }} {{ instansi }} dibatalkan oleh {{ oleh | akhir }}.
<blockquote>{{ alasan }}</blockquote>
Catatannya tetap tersimpan (/arsip). Triwulan ini dapat dimulai lagi oleh pimpinan dengan /mulai.
""")


def kabar_dibatalkan(instansi: str, triwulan: int, tahun: int, oleh: str, alasan: str) -> dict[str, Any]:
    """What the head and the secretary are told."""
    tw = nama_triwulan(triwulan, tahun)
    return isi_pesan(_KABAR_BATAL.render(triwulan=tw, instansi=instansi, oleh=oleh, alasan=ringkas(alasan, 1500)))


_ADMIN_TOPIK = templat("""
⚠️ Topik nomor {{ topik }} di grup {{ instansi }} ditutup atau dihapus. Pesan untuk grup sementara masuk ke topik umum.
Buka lagi topiknya, atau ubah nomor topiknya di berkas kantor lalu pasang lagi.
""")


def admin_topik_hilang(instansi: str, topik: int) -> dict[str, Any]:
    return isi_pesan(_ADMIN_TOPIK.render(instansi=instansi, topik=topik))


_TERSAMBUNG = templat("✅ {{ jabatan }} sudah tersambung dengan bot dan menerima disposisinya.")


def tersambung(jabatan: str) -> dict[str, Any]:
    """What the mention in the group turns into."""
    return isi_pesan(_TERSAMBUNG.render(jabatan=jabatan), {"inline_keyboard": []})
