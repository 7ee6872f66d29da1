"""Urging from /status: a polite sentence, in working time, at most every two hours; the sender sees who got it."""

from sqlmodel import select

from bot.simulasi.model import Pesan
from bot.simulasi.orang import Orang
from db.tabel import Kejadian
from tests.cerita.cerita import Cerita

LABEL, SEMUA = "📣 Ingatkan pelaksana", "📣 Ingatkan semua"


def dorongan(orang: Orang) -> list[Pesan]:
    return [p for p in orang.semua_pesan if p.teks.startswith("📣 Pesan dari")]


def data(pesan: Pesan, label: str) -> str:
    """What a button carries."""
    return next(t["callback_data"] for baris in pesan.tombol for t in baris if t["text"] == label)


async def pilih(orang: Orang) -> Pesan:
    """The list of those whose work is awaited."""
    await orang.tulis("/status")
    await orang.tekan(LABEL)
    return orang.pesan_terakhir


async def test_semua_yang_ditunggu_sekali_dalam_dua_jam(dkupp_dua: Cerita):
    """The units that have not sent are urged; again within two hours only who was not urged yet."""
    await dkupp_dua.sampai(langkah=6)
    sekretaris, kepala, bidang = dkupp_dua.sekretaris, dkupp_dua.kepala, dkupp_dua.bidang
    await dkupp_dua.maju(hari=1)

    await dkupp_dua.kirim_isian(bidang["perdagangan"])
    daftar = await pilih(sekretaris)
    assert "🔴 Bidang UKM" in daftar.label_tombol
    assert not [t for t in daftar.label_tombol if "Sekretaris" in t or "Perdagangan" in t]
    await sekretaris.tekan("🔴 Bidang UKM")

    assert daftar.label_tombol == []
    assert "Diingatkan: Kepala Bidang" in daftar
    (pesan,) = dorongan(bidang["ukm"])
    assert "Pesan dari Sekretaris (Taufik Ismail Hasan)" in pesan
    assert "sudah lewat" in pesan
    await kepala.tekan_mentah("desak:1", 1)
    await kepala.tekan(SEMUA)
    assert "Baru saja diingatkan, jadi tidak diulang: Bidang UKM" in kepala.cari("Diingatkan:")
    assert [len(dorongan(o)) for o in (bidang["ukm"], bidang["koperasi"], bidang["perdagangan"])] == [1, 1, 0]
    assert dorongan(dkupp_dua.tim) == dorongan(sekretaris) == []  # the owners of the collection wait as well

    await dkupp_dua.maju(jam=2)
    await sekretaris.tekan(LABEL)
    await sekretaris.tekan("🔴 Bidang UKM")
    assert len(dorongan(bidang["ukm"])) == 2
    isi = await dkupp_dua.baca(lambda sesi: [k.isi for k in sesi.exec(select(Kejadian)).all()])
    assert len([i for i in isi if "mengingatkan Kepala Bidang UKM" in i]) == 2

    await dkupp_dua.kirim_isian(bidang["ukm"])
    assert all(p.label_tombol == [] for p in bidang["ukm"].semua_pesan if "mengingatkan" in p)


async def test_di_luar_jam_kerja_tidak_ada_yang_didorong(dkupp: Cerita):
    """At night nobody is urged; the toast says from when."""
    await dkupp.sampai(langkah=6)
    await dkupp.maju(jam=12)
    await dkupp.kepala.tekan_mentah("desak:1", 1)

    await dkupp.kepala.tekan(SEMUA)

    assert "lagi mulai 2 Apr 07.30 WIB" in dkupp.kepala.toast
    assert dorongan(dkupp.bidang["ukm"]) == []


async def test_hanya_sekretaris_dan_pimpinan(dua_kantor: Cerita):
    """Nobody else has the button, nobody else can press it; in the group there is none; done is done."""
    await dua_kantor.sampai(langkah=2)
    sekretaris, kepala, tim = dua_kantor.sekretaris, dua_kantor.kepala, dua_kantor.tim
    lain = dua_kantor.pemegang("kepala", kantor=1)
    await tim.tulis("/status")
    assert not [p for p in tim.semua_pesan if LABEL in p.label_tombol]
    await sekretaris.tekan_mentah("desak:1", 1)
    assert "Tidak ada tugas orang lain" in sekretaris.toast  # what is awaited is the secretary's own
    await kepala.tulis("/status", chat=dua_kantor.kantor.grup)
    assert dua_kantor.pesan_grup[-1].label_tombol == []
    daftar = await pilih(kepala)
    satu, semua = (
        daftar.tombol[0][0]["callback_data"],
        data(next(p for p in kepala.semua_pesan if LABEL in p.label_tombol), LABEL),
    )

    asing = "Tombol ini tidak berlaku untuk Anda atau sudah tidak ada."
    for orang in (tim, lain):
        for isi in (satu, semua, "desaksemua:1", "desaksatu:9999"):
            await orang.tekan_mentah(isi, 1)
            assert orang.toast == asing, isi
    assert dorongan(sekretaris) == []
    await sekretaris.tekan("✅ Selesai")
    await kepala.tekan_mentah(satu, daftar.id)
    assert "sudah selesai" in kepala.toast
