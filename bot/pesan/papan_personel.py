"""The board of an office's people, and personal invitations, for administrators."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.pesan.dasar import TANPA_TOMBOL, Tombol, isi_pesan, papan, ringkas, templat, waktu_lengkap, waktu_singkat
from bot.pesan.pendaftaran import PANJANG_LABEL, TERBANYAK, tombol_semua

BARIS_TERBANYAK = 40  # lines of seats that fit into one message; with more only what is missing is named
HURUF_SIAPA = 60


@dataclass(frozen=True)
class BarisPapan:
    """A seat: who holds it, and who has it by letter now. ``belum``: one of those who act has not pressed START."""

    kursi: str
    siapa: str
    belum: bool
    sementara: Sequence[str] = ()

    @property
    def tanda(self) -> str:
        return "▫️" if not self.siapa and not self.sementara else "⏳" if self.belum else "✅"


@dataclass(frozen=True)
class IsiPapan:
    instansi_id: int
    instansi: str
    zona: str
    baris: Sequence[BarisPapan]
    permohonan: Sequence[str]  # who waits for an answer, as what
    undangan: int  # personal links that are out
    pada: datetime


_PAPAN = templat("""
📋 <b>Papan personel</b> · {{ p.instansi }}
{{ siap }} dari {{ p.baris | length }} siap{% if kosong %}, {{ kosong }} kosong{% endif %}\
{% if belum %}, {{ belum }} belum menekan START{% endif %}.

{% for b in baris %}
{{ b.tanda }} {{ b.kursi }}: {{ b.siapa or "kosong" }}
{% for s in b.sementara %}
    ↳ kini {{ s }}
{% endfor %}
{% endfor %}
{% if sisa %}
… dan {{ sisa }} lagi
{% endif %}
{% if p.permohonan %}

🙋 Menunggu jawaban administrator: {{ p.permohonan | join("; ") }}
{% endif %}
{% if p.undangan %}

🔗 Tautan undangan yang belum dipakai: {{ p.undangan }}
{% endif %}

Papan ini diperbarui sendiri. Terakhir {{ pada }}.
""")


def papan_personel(p: IsiPapan) -> dict[str, Any]:
    """Every seat with its holder; the message is edited as people register and press START."""
    kurang = [b for b in p.baris if b.tanda != "✅"]
    baris = p.baris if len(p.baris) <= BARIS_TERBANYAK else kurang
    tampil = [replace(b, siapa=ringkas(b.siapa, HURUF_SIAPA)) for b in baris[:BARIS_TERBANYAK]]
    teks = _PAPAN.render(
        p=p,
        baris=tampil,
        sisa=len(baris) - len(tampil),
        siap=len(p.baris) - len(kurang),
        kosong=sum(b.tanda == "▫️" for b in kurang),
        belum=sum(b.tanda == "⏳" for b in kurang),
        pada=waktu_singkat(p.pada, p.zona),
    )
    nomor = p.instansi_id
    return isi_pesan(
        teks,
        papan(
            tombol_semua(nomor, len(p.permohonan)),
            [("🔗 Tautan undangan", Tombol("undang", nomor)), ("📗 Daftar Excel", Tombol("daftarexcel", nomor))],
            [("📣 Umumkan di grup", Tombol("umumkan", nomor))],
        ),
    )


PAPAN_DIGANTI = isi_pesan("📋 Papan personel: lihat yang terbaru di bawah.", TANPA_TOMBOL)

_UNDANG = templat("""
🔗 <b>Tautan undangan pribadi</b> · {{ instansi }}
Untuk peran apa? Tautannya berlaku 24 jam dan hanya dapat dipakai satu orang, satu kali.
""")


def pilih_kursi(instansi_id: int, instansi: str, kursi: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """For which seat: pointer, and name with who holds it."""
    baris = [
        [(ringkas(nama, PANJANG_LABEL), Tombol("undangkursi", instansi_id, cap))] for cap, nama in kursi[:TERBANYAK]
    ]
    return isi_pesan(_UNDANG.render(instansi=instansi), papan(*baris))  # fmt: skip


_TAUTAN = templat("""
Undangan untuk {{ nama or "Bapak/Ibu" }} sebagai <b>{{ peran }}</b> di {{ instansi }}.

Buka tautan ini di Telegram, tekan START, periksa data Anda, lalu tekan ✅ Daftar:
{{ tautan }}

Berlaku sampai {{ sampai }}, untuk satu orang, satu kali.
""")


def tautan(nama: str, peran: str, instansi: str, alamat: str, sampai: datetime, zona: str) -> dict[str, Any]:
    """A message that the administrator hands on as it is."""
    batas = waktu_lengkap(sampai, zona)
    return isi_pesan(_TAUTAN.render(nama=nama, peran=peran, instansi=instansi, tautan=alamat, sampai=batas))


_DIBUAT = templat("🔗 Tautan undangan untuk {{ peran }} dibuat. Teruskan pesan di bawah kepada orangnya.")


def tautan_dibuat(peran: str) -> dict[str, Any]:
    """What the choice turns into."""
    return isi_pesan(_DIBUAT.render(peran=peran), TANPA_TOMBOL)
