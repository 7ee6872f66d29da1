"""Applications: the message in the group, the card of whoever applies, the card of the administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.berkas.tulisan import nip_cetak
from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, minta_balasan, papan, ringkas, templat

PANJANG_LABEL = 60  # characters of a button that a phone shows
TERBANYAK = 90  # buttons; Telegram takes a hundred

# In the group -----------------------------------------------------------------------------------------------------------

_UMUM = templat("""
📣 <b>Pendaftaran petugas</b> · {{ instansi }}
Tekan tombol peran Anda. Chat pribadi dengan bot terbuka: periksa data Anda di sana, lalu tekan ✅.

{% for peran, isi, lengkap in peran %}
{{ "✅" if lengkap else "▫️" }} {{ peran }}{% if isi %}: {{ isi }}{% endif %}

{% endfor %}
""")
UMUM_DIGANTI = isi_pesan("📣 Pendaftaran petugas: pakai tombol pada pesan yang lebih baru di bawah.", TANPA_TOMBOL)


def umum(instansi: str, peran: Sequence[tuple[str, str, bool]], tombol: dict[str, Any]) -> dict[str, Any]:
    """In the group: each role, who holds it ("" nobody, ``3 dari 5 bidang``), and whether that is everybody.

    `tombol`: from `tombol_umum`.
    """
    return isi_pesan(_UMUM.render(instansi=instansi, peran=peran), tombol)


def tombol_umum(peran: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """One link for each role: its name, where it leads."""
    return papan(*[[(ringkas(f"🙋 {nama}", PANJANG_LABEL), tautan)] for nama, tautan in peran[:TERBANYAK]])


# Whoever applies ---------------------------------------------------------------------------------------------------------

# Civil servants' ranks with their grades (PP 11/2017 and its annexes), highest first; contract staff have grades alone.
GOLONGAN: dict[str, tuple[tuple[str, str], ...]] = {
    "IV": (
        ("Pembina", "IV/a"),
        ("Pembina Tk. I", "IV/b"),
        ("Pembina Utama Muda", "IV/c"),
        ("Pembina Utama Madya", "IV/d"),
        ("Pembina Utama", "IV/e"),
    ),
    "III": (
        ("Penata Muda", "III/a"),
        ("Penata Muda Tk. I", "III/b"),
        ("Penata", "III/c"),
        ("Penata Tk. I", "III/d"),
    ),
    "II": (
        ("Pengatur Muda", "II/a"),
        ("Pengatur Muda Tk. I", "II/b"),
        ("Pengatur", "II/c"),
        ("Pengatur Tk. I", "II/d"),
    ),
    "I": (
        ("Juru Muda", "I/a"),
        ("Juru Muda Tk. I", "I/b"),
        ("Juru", "I/c"),
        ("Juru Tk. I", "I/d"),
    ),
    "PPPK": tuple((f"PPPK Golongan {g}", "") for g in ("V", "VII", "IX", "X", "XI")),
}
UBAH = {"nip": "NIP", "nama": "Nama", "jabatan": "Jabatan", "pangkat": "Pangkat"}


@dataclass(frozen=True)
class IsiCalon:
    """An application as its cards show it. ``peran``: what is applied for, in words."""

    nomor: int
    instansi: str
    peran: str
    nama: str
    jabatan: str
    nip: str
    pangkat: str


_CALON = templat("""
📝 <b>Pendaftaran</b> · {{ c.instansi }}
Peran: <b>{{ c.peran }}</b>

Nama: {{ c.nama or "(belum diisi)" }}
Jabatan: {{ c.jabatan or "(belum diisi)" }}
NIP: {{ nip or "(belum diisi)" }}
Pangkat: {{ c.pangkat or "(belum diisi)" }}

{% if not nip %}
Ketik NIP Anda sekarang (18 angka). Bila tidak punya NIP, tekan ✅ Daftar tanpa NIP.
{% else %}
Bila sudah benar, tekan ✅ Daftar.
{% endif %}
Yang kurang tepat dapat diubah dengan ✏️. Tidak jadi? /batal
""")


def kartu_calon(c: IsiCalon) -> dict[str, Any]:
    """The one card of whoever applies: data, and a button that hands it in."""
    teks = _CALON.render(c=c, nip=nip_cetak(c.nip))
    kirim = Tombol("daftar", c.nomor)
    return isi_pesan(
        teks,
        papan(
            [("✅ Daftar", kirim)] if c.nip else [("✅ Daftar tanpa NIP", kirim)],
            [("✏️ Nama", Tombol("daftarubah", c.nomor, "nama")), ("✏️ Jabatan", Tombol("daftarubah", c.nomor, "jabatan"))],
            [("✏️ Pangkat", Tombol("daftarubah", c.nomor, "pangkat"))]
            + ([("✏️ NIP", Tombol("daftarubah", c.nomor, "nip"))] if c.nip else []),
        ),
    )  # fmt: skip


_BIDANG = templat("""
📝 <b>Pendaftaran</b> · {{ instansi }}
Peran: <b>{{ peran }}</b>

Di unit mana?
""")


def pilih_bidang(nomor: int, instansi: str, peran: str, bidang: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Which unit: code, and name with who holds it."""
    baris = [[(ringkas(nama, PANJANG_LABEL), Tombol("daftarbidang", nomor, kode))] for kode, nama in bidang[:TERBANYAK]]
    return isi_pesan(_BIDANG.render(instansi=instansi, peran=peran), papan(*baris))


_MINTA = {
    "nama": templat("Tulis nama lengkap Anda dengan gelar, misalnya:\n<code>Rina Oktavia, S.E., M.Si.</code>"),
    "jabatan": templat("Tulis nama jabatan Anda, misalnya:\n<code>Kepala Bidang Perdagangan</code>"),
    "nip": templat(
        "Tulis NIP Anda, 18 angka, misalnya:\n<code>199403232018071038</code>\n"
        "Tidak punya NIP? Tekan ✅ Daftar tanpa NIP di atas."
    ),
    "pangkat": templat("Tulis pangkat Anda, misalnya:\n<code>Pembina Tk. I</code>"),
}
_SALAH = templat("⚠️ {{ salah }}")
_CONTOH = {
    "nama": "Rina Oktavia, S.E., M.Si.",
    "jabatan": "Kepala Bidang Perdagangan",
    "nip": "199403232018071038",
    "pangkat": "Pembina Tk. I",
}


def minta(apa: str, salah: str = "") -> dict[str, Any]:
    """One field in a message of its own; `salah`: what was wrong with the answer before."""
    bagian = [*([_SALAH.render(salah=salah)] if salah else []), _MINTA[apa].render(), "/batal bila tidak jadi."]
    return minta_balasan("\n\n".join(bagian), _CONTOH[apa])


def pilih_pangkat(nomor: int, halaman: str = "") -> dict[str, Any]:
    """Ranks by page: first the grade, then its ranks; typing works as well."""
    if halaman not in GOLONGAN:
        baris = [
            [(f"Golongan {g}" if g != "PPPK" else g, Tombol("daftarubah", nomor, f"pangkat.{g}"))] for g in GOLONGAN
        ]
    else:
        baris = [
            [(f"{nama} · {ruang}" if ruang else nama, Tombol("daftarpangkat", nomor, f"{halaman}.{urutan}"))]
            for urutan, (nama, ruang) in enumerate(GOLONGAN[halaman])
        ]
        baris.append([("⬅️ Golongan lain", Tombol("daftarubah", nomor, "pangkat"))])
    return isi_pesan("Pilih pangkat Anda, atau tulis sendiri.", papan(*baris))  # fmt: skip


_MENUNGGU = templat("""
⏳ <b>Permohonan terkirim</b> · {{ c.instansi }}
{{ c.nama }} sebagai {{ c.peran }}.

Menunggu administrator. Anda diberi tahu di sini begitu diterima.
""")
_TAK_BERLAKU = templat("""
⚠️ {{ kalimat }}
{% if terdaftar %}

Anda sendiri sudah terdaftar dan tidak memerlukan tautan lagi. Ketik /tugas untuk melihat tugas Anda.
{% endif %}
{% if telegram %}

Akun Telegram ini belum terdaftar. Administrator dapat juga mendaftarkannya dengan nomor <code>{{ telegram }}</code>.
{% endif %}
""")


def tautan_tidak_berlaku(kalimat: str, telegram: int, *, terdaftar: bool) -> dict[str, Any]:
    """A link that does not count; `telegram`: the number of an account that belongs to no office, else 0."""
    return isi_pesan(_TAK_BERLAKU.render(kalimat=kalimat, telegram=telegram, terdaftar=terdaftar))


_DIJAWAB = templat("📝 Permohonan sebagai {{ c.peran }} di {{ c.instansi }} sudah dijawab; lihat pesan di bawah.")
_DITERIMA = templat("""
✅ <b>Anda terdaftar</b> · {{ c.instansi }}
{{ c.nama }}{% if c.jabatan %}, {{ c.jabatan }}{% endif %}

Peran: {{ c.peran }}

Disposisi, formulir, dan pengingat akan datang ke sini. Ketik /tugas untuk melihat tugas Anda, \
/bantuan untuk perintah yang dapat Anda pakai.
""")
_DITOLAK = templat("""
🙏 Permohonan Anda sebagai {{ c.peran }} di {{ c.instansi }} belum dapat diterima.

{% if alasan %}
<blockquote>{{ alasan }}</blockquote>
Silakan tanyakan kepada administrator kantor Anda bila ada yang kurang jelas, atau tekan lagi tombol pendaftaran di grup.
{% else %}
Mungkin perannya keliru atau datanya kurang. Silakan tanyakan kepada administrator kantor Anda, \
lalu tekan lagi tombol pendaftaran di grup.
{% endif %}
""")
_DIBATALKAN = templat(
    "Baik, pendaftaran sebagai {{ c.peran }} di {{ c.instansi }} dibatalkan. Tidak ada yang disimpan. "
    "Untuk mendaftar lagi, tekan tombol peran Anda di grup kantor atau buka lagi tautan undangannya."
)
_SUDAH = templat("Anda sudah terdaftar sebagai {{ peran }} di {{ instansi }}. Ketik /tugas untuk melihat tugas Anda.")
_DIGANTI = templat(
    "ℹ️ Peran {{ peran }} di {{ instansi }} kini dipegang {{ nama | akhir }}. Disposisi yang terbuka ikut berpindah."
)


def menunggu(c: IsiCalon) -> dict[str, Any]:
    return isi_pesan(_MENUNGGU.render(c=c), TANPA_TOMBOL)


def dijawab(c: IsiCalon) -> dict[str, Any]:
    """What the waiting card turns into; the answer itself is a new message, which rings."""
    return isi_pesan(_DIJAWAB.render(c=c), TANPA_TOMBOL)


def diterima(c: IsiCalon) -> dict[str, Any]:
    return isi_pesan(_DITERIMA.render(c=c), TANPA_TOMBOL)


def ditolak(c: IsiCalon, alasan: str) -> dict[str, Any]:
    return isi_pesan(_DITOLAK.render(c=c, alasan=alasan), TANPA_TOMBOL)


def dibatalkan(c: IsiCalon) -> dict[str, Any]:
    return isi_pesan(_DIBATALKAN.render(c=c), TANPA_TOMBOL)


def sudah_terdaftar(peran: str, instansi: str) -> dict[str, Any]:
    return isi_pesan(_SUDAH.render(peran=peran, instansi=instansi))


def diganti(peran: str, instansi: str, nama: str) -> dict[str, Any]:
    """To whoever held the role until now."""
    return isi_pesan(_DIGANTI.render(peran=peran, instansi=instansi, nama=nama))


# The administrators -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class IsiPermohonan:
    """What the administrators must know. ``akun``: the name that Telegram shows; ``pemegang``: (seat, who holds it)."""

    calon: IsiCalon
    telegram: int
    akun: str
    pemegang: Sequence[tuple[str, str]]
    nip_sama: str = ""  # who has this NIP already


_PERMOHONAN = templat("""
🙋 <b>Permohonan pendaftaran</b> · {{ c.instansi }}
<b>{{ c.nama }}</b> sebagai <b>{{ c.peran }}</b>

Jabatan: {{ c.jabatan or "–" }}
NIP: {{ nip or "tidak ada" }}
Pangkat: {{ c.pangkat or "–" }}
Akun: <a href="tg://user?id={{ p.telegram }}">{{ p.akun or p.telegram }}</a> ({{ p.telegram }})
{% for kursi, siapa in p.pemegang %}

ℹ️ {{ kursi }} kini dipegang {{ siapa | akhir }}. ✅ menambah pemegang, 🔁 menggantikannya.
{% endfor %}
{% if p.nip_sama %}

⚠️ NIP ini sudah tercatat atas nama {{ p.nip_sama | akhir }}.
{% endif %}
""")


def permohonan(p: IsiPermohonan) -> dict[str, Any]:
    """One card for each administrator; one tap accepts."""
    nomor = p.calon.nomor
    baris = [[("✅ Terima", Tombol("calonterima", nomor)), ("🙅 Tolak", Tombol("calontolak", nomor))]]
    if p.pemegang:
        baris.append([("🔁 Terima sebagai pengganti", Tombol("calonganti", nomor))])
    return isi_pesan(_PERMOHONAN.render(p=p, c=p.calon, nip=nip_cetak(p.calon.nip)), papan(*baris))


GANTIKAN = "1"
_YAKIN = templat("""
⚠️ NIP {{ nip }} sudah tercatat atas nama <b>{{ kembar }}</b>, orang lain di {{ c.instansi }}.

Mungkin salah ketik, atau orang yang sama dengan akun Telegram baru. Tetap terima <b>{{ c.nama }}</b> sebagai {{ c.peran }}?
""")
_TETAP = templat("✅ {{ nama }} tetap diterima, walau NIP-nya juga tercatat atas nama {{ kembar | akhir }}.")
BELUM_DITERIMA = isi_pesan("Baik, belum diterima. Permohonannya tetap menunggu pada kartunya.", TANPA_TOMBOL)


def yakin(c: IsiCalon, kembar: str, *, gantikan: bool) -> dict[str, Any]:
    """Whether somebody is accepted whose NIP another person of the office has."""
    tetap = ("✅ Tetap terima", Tombol("calontetap", c.nomor, GANTIKAN if gantikan else ""))
    tombol = papan([tetap, ("✖️ Jangan dulu", Tombol("calonjangan", c.nomor))])
    return isi_pesan(_YAKIN.render(c=c, kembar=kembar, nip=nip_cetak(c.nip)), tombol)


def tetap_diterima(nama: str, kembar: str) -> dict[str, Any]:
    """What that question turns into."""
    return isi_pesan(_TETAP.render(nama=nama, kembar=kembar), TANPA_TOMBOL)


SEMUA = "calonsemua"


def tombol_semua(kantor: int, banyak: int) -> list[tuple[str, Tombol | str]]:
    """`✅ Terima semua (n)`, where more than one waits; else no row."""
    return [(f"✅ Terima semua ({banyak})", Tombol(SEMUA, kantor))] if banyak > 1 else []


def dengan_semua(tombol: dict[str, Any], kantor: int, banyak: int) -> dict[str, Any]:
    """A card's keyboard with that row as its last, or without it."""
    lain = [b for b in tombol["inline_keyboard"] if not b[0].get("callback_data", "").startswith(f"{SEMUA}:")]
    return {"inline_keyboard": [*lain, *papan(tombol_semua(kantor, banyak))["inline_keyboard"]]}


_SEMUA = templat("""
{% if diterima %}
✅ <b>{{ banyak }} permohonan diterima</b> · {{ instansi }}
{% for nama in diterima %}
• {{ nama }}
{% endfor %}
{% endif %}
{% if sisa %}

⚠️ <b>Diputuskan satu per satu</b>, pada kartunya masing-masing:
{% for nama, sebab in sisa %}
• {{ nama }}: {{ sebab | akhir }}.
{% endfor %}
{% endif %}
""")
SEMUA_TERBANYAK = 20  # names of a kind that the message lists


def hasil_semua(instansi: str, diterima: Sequence[str], sisa: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Who was accepted together, and who was left for a decision of their own, why."""
    lebih = [f"dan {len(diterima) - SEMUA_TERBANYAK} lainnya"] if len(diterima) > SEMUA_TERBANYAK else []
    nama = [*diterima[:SEMUA_TERBANYAK], *lebih]
    return isi_pesan(
        _SEMUA.render(instansi=instansi, banyak=len(diterima), diterima=nama, sisa=sisa[:SEMUA_TERBANYAK]).strip()
    )


def nip_tercatat(nama: str) -> str:
    return f"NIP-nya sudah tercatat atas nama {nama}"


def sudah_dipegang(kursi: str, siapa: str) -> str:
    return f"{kursi} kini dipegang {siapa}"


_HASIL = {
    "diterima": templat("✅ {{ c.nama }} diterima sebagai {{ c.peran }} di {{ c.instansi }}, oleh {{ oleh }}, {{ pada }}."),
    "ganti": templat("🔁 {{ c.nama }} menjadi {{ c.peran }} di {{ c.instansi }} menggantikan {{ lama }}, oleh {{ oleh }}, {{ pada }}."),
    "ditolak": templat("🙅 Permohonan {{ c.nama }} sebagai {{ c.peran }} di {{ c.instansi }} ditolak oleh {{ oleh }}, {{ pada }}.{% if alasan %}\n<blockquote>{{ alasan }}</blockquote>{% endif %}"),
    "batal": templat("↩️ {{ c.nama }} membatalkan permohonannya sebagai {{ c.peran }} di {{ c.instansi }}, {{ pada }}."),
    "undangan": templat("🔗 {{ c.nama }} terdaftar sebagai {{ c.peran }} di {{ c.instansi }} dengan tautan undangan, {{ pada }}.{% if kembar %}\n\n⚠️ NIP-nya juga tercatat atas nama {{ kembar | akhir }}.{% endif %}"),
}  # fmt: skip


def hasil_permohonan(
    jenis: str, c: IsiCalon, pada: str, oleh: str = "", lama: str = "", alasan: str = "", kembar: str = ""
) -> dict[str, Any]:
    """What the administrators' cards turn into. `jenis`: diterima, ganti, ditolak, batal, undangan."""
    teks = _HASIL[jenis].render(c=c, pada=pada, oleh=oleh, lama=lama, alasan=alasan, kembar=kembar)
    return isi_pesan(teks, TANPA_TOMBOL)


PANJANG_ALASAN = 500
TANPA = "x"
SIAP_TOLAK = (
    ("Perannya keliru", "Perannya keliru. Mohon pilih peran Anda sendiri."),
    ("Data kurang tepat", "Nama, jabatan, atau NIP belum sesuai. Mohon dilengkapi atau diperbaiki."),
    ("Akun tidak dikenali", "Akun Telegram ini belum dapat kami kenali. Mohon mendaftar dari akun Anda sendiri."),
    ("Bukan petugas", "Nama ini belum tercatat sebagai petugas pengukuran kinerja di kantor ini."),
)
ALASAN_SINGKAT = isi_pesan(
    "Alasannya terlalu singkat. Mohon tulis beberapa kata, atau tekan 🙅 Tanpa alasan. /batal bila tidak jadi."
)
_MENGAPA = templat("""
🙅 Menolak permohonan <b>{{ c.nama }}</b> sebagai {{ c.peran }} di {{ c.instansi }}.

Apa alasannya? Pilih, atau tulis sendiri; orangnya membacanya. Boleh juga tanpa alasan. /batal bila tidak jadi.
""")


def mengapa_ditolak(c: IsiCalon) -> dict[str, Any]:
    """Ready phrases, two in a row, and none at all."""
    siap = [(label, Tombol("calonalasan", c.nomor, str(n))) for n, (label, _) in enumerate(SIAP_TOLAK)]
    tanpa = [("🙅 Tanpa alasan", Tombol("calonalasan", c.nomor, TANPA))]
    return isi_pesan(_MENGAPA.render(c=c), papan(siap[:2], siap[2:], tanpa))


_ALASAN_TERCATAT = templat("""
🙅 Permohonan {{ c.nama }} ditolak{% if alasan %} dengan alasan:
<blockquote>{{ alasan }}</blockquote>
{%- else %}, tanpa alasan.{% endif %}
""")


def alasan_tercatat(c: IsiCalon, alasan: str) -> dict[str, Any]:
    """What the question turns into."""
    return isi_pesan(_ALASAN_TERCATAT.render(c=c, alasan=alasan), TANPA_TOMBOL)
