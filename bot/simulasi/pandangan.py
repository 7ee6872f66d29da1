"""What the chat page shows of the world, as JSON: people with their unread counts, chats, messages."""

from collections import defaultdict
from typing import Any

from bot.simulasi.dunia import Dunia
from bot.simulasi.metode.atur import menu_perintah
from bot.simulasi.model import Json, Obrolan, Pengguna, Peristiwa, Pesan

LAIN = {
    "sticker": "Stiker",
    "voice": "Pesan suara",
    "video": "Video",
    "audio": "Audio",
    "contact": "Kontak",
    "location": "Lokasi",
    "animation": "GIF",
    "video_note": "Pesan video",
}
TERAKHIR = 400
"""So many of a chat's newest messages are shown."""


class Pandangan:
    """Views for the page. Counts, per person and chat, what was not read yet."""

    def __init__(self, dunia: Dunia) -> None:
        self.dunia = dunia
        self.belum: defaultdict[tuple[int, int], int] = defaultdict(int)

    def hitung(self, pesan: Pesan) -> None:
        """A new message: unread for whoever gets it from somebody else."""
        for orang in self.penerima(pesan.obrolan):
            if pesan.dari is None or pesan.dari.id != orang:
                self.belum[orang, pesan.obrolan.id] += 1

    def penerima(self, chat: Obrolan) -> list[int]:
        return [chat.id] if chat.pribadi else [n for n, s in chat.anggota.items() if s not in ("left", "kicked")]

    def orang(self, orang: Pengguna) -> Json:
        chat = self.dunia.obrolan[orang.id]
        grup = self.dunia.grup_orang(orang.id)
        return {
            "id": orang.id,
            "nama": orang.nama,
            "jabatan": orang.jabatan,
            "kantor": orang.kantor,
            "mulai": orang.mulai,
            "blokir": orang.blokir,
            "belum": self.belum[orang.id, orang.id],
            "grup": [{"id": g.id, "belum": self.belum[orang.id, g.id]} for g in grup if g.pindah_ke is None],
            "tindakan": sum(1 for p in chat.terlihat() if any("callback_data" in t for b in p.tombol for t in b)),
        }

    def keadaan(self) -> Json:
        d = self.dunia
        kantor = [{"kode": k.kode, "nama": k.nama, "zona": k.zona, "grup": k.grup} for k in d.kantor.values()]
        return {
            "bot": {"nama": d.bot.nama, "username": d.bot.username, "uraian": d.uraian.get("description:", "")},
            "kantor": kantor,
            "orang": [self.orang(o) for o in d.orang.values()],
            "grup": [
                {"id": o.id, "judul": o.judul, "anggota": len(o.anggota)} for o in d.obrolan.values() if not o.pribadi
            ],
            "jam": self.jam(),
        }

    def jam(self) -> Json:
        beku = bool(getattr(self.dunia.jam, "beku", False))
        return {"sekarang": self.dunia.jam.sekarang().timestamp(), "beku": beku}

    def percakapan(self, orang: Pengguna, chat: Obrolan) -> Json:
        """A whole chat as this person sees it."""
        return {
            "pesan": [self.pesan(p) for p in chat.terlihat()[-TERAKHIR:]],
            "menu": menu_perintah(self.dunia, orang.id, chat),
            "sematan": [n for n in chat.sematan if not chat.pesan[n].dihapus],
        }

    def pesan(self, pesan: Pesan) -> Json:
        isi = pesan.isi
        papan = isi.get("reply_markup", {})
        tampil: Json = {
            "id": pesan.id,
            "chat": pesan.obrolan.id,
            "dari": {"id": pesan.dari.id, "nama": pesan.dari.nama, "bot": pesan.dari_bot} if pesan.dari else None,
            "tanggal": pesan.tanggal,
            "disunting": pesan.disunting is not None
            and any(r.get("text") != isi.get("text") or r.get("caption") != isi.get("caption") for r in pesan.riwayat),
            "teks": pesan.teks,
            "entitas": isi.get("entities") or isi.get("caption_entities") or [],
            "papan": pesan.tombol,
            "paksa": {"contoh": papan.get("input_field_placeholder", "")} if pesan.paksa_balas else None,
            "album": isi.get("media_group_id"),
            "layanan": _layanan(isi),
            "diteruskan": isi.get("forward_origin", {}).get("sender_user", {}).get("first_name"),
        }
        if pesan.berkas is not None:
            b = pesan.berkas
            jenis = "foto" if "photo" in isi else "berkas"
            tampil[jenis] = {
                "id": b.id,
                "nama": b.nama,
                "ukuran": len(b.isi),
                "lebar": b.lebar,
                "tinggi": b.tinggi,
            }
        if pesan.balas_ke is not None:
            asal = pesan.balas_ke
            teks = asal.teks or (asal.berkas.nama if asal.berkas else "Pesan")
            tampil["balas"] = {"id": asal.id, "nama": asal.dari.nama if asal.dari else "", "teks": teks[:120]}
        return tampil

    def peristiwa(self, p: Peristiwa) -> Json:
        """One event of the live stream, with the new counts of the people whom it concerns."""
        isi: dict[str, Any] = {"jenis": p.jenis, "chat": p.obrolan}
        if p.jenis in ("pesan", "sunting", "hapus") and p.pesan is not None:
            isi["pesan"] = self.pesan(p.pesan)
            isi["orang"] = [
                self.orang(self.dunia.orang[n]) for n in self.penerima(p.pesan.obrolan) if n in self.dunia.orang
            ]
        elif p.jenis == "jawab" and p.panggilan is not None:
            isi |= {"untuk": p.orang, "jawaban": p.panggilan.jawaban, "pesan_id": p.pesan.id if p.pesan else None}
        elif p.orang is not None:
            isi["orang"] = [self.orang(self.dunia.orang[p.orang])]
        elif p.jenis == "jam":
            isi["jam"] = self.jam()
        return isi


def _layanan(isi: Json) -> str | None:
    """A service message in words, or the name of something that the page does not draw."""
    if "pinned_message" in isi:
        return "Pesan disematkan"
    if "new_chat_members" in isi:
        return ", ".join(str(a["first_name"]) for a in isi["new_chat_members"]) + " bergabung"
    if "left_chat_member" in isi:
        return f"{isi['left_chat_member']['first_name']} keluar"
    if "migrate_to_chat_id" in isi or "migrate_from_chat_id" in isi:
        return "Grup menjadi supergrup"
    return next((nama for medan, nama in LAIN.items() if medan in isi), None)
