"""Any order of presses, right and wrong, against a simple board that says whose turn it is.

Whatever the board (`Papan`) allows must happen; whatever it does not must be refused without a trace.
"""

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.sop.alur import cara, putuskan
from bot.sop.catatan import isi_keadaan, isi_kejadian, keadaan_dari, kejadian_dari
from bot.sop.kejadian import (
    Batalkan,
    Catat,
    GiliranDimulai,
    Ingatkan,
    Jedakan,
    Keadaan,
    Kejadian,
    Kembalikan,
    KirimRealisasi,
    Koreksi,
    KoreksiDimulai,
    Lampirkan,
    LangkahDikembalikan,
    Lanjutkan,
    Mulai,
    Paksa,
    PelaksanaanDibatalkan,
    PelaksanaanSelesai,
    Pelaku,
    PengingatJatuh,
    PindahkanBatas,
    RekapDisetujui,
    Selesaikan,
    Setujui,
    Slot,
    Status,
    Tarik,
    Tindakan,
    TindakanDitarik,
    Tugas,
    TutupUnggahan,
)
from bot.sop.pemuat import daftar
from bot.sop.penolakan import Ditolak
from bot.sop.tarik import berlaku
from bot.sop.terapan import putar_ulang, terapkan
from tests.sop.kantor import HABIS, SENIN, Kantor, batas, kantor_contoh, kantor_kecil
from tests.sop.kantor_acak import kantor_acak
from tests.sop.papan import Papan

DIKENAL = [kantor_kecil(), *map(kantor_contoh, daftar())]
PANJANG = SENIN + timedelta(days=400)
ALASAN = st.sampled_from(["IKU 2 belum ada bukti", "angka terbalik 🙏 ", "data kurang", " \n"])
DENGAN_ALASAN: dict[str, type[Kembalikan | TutupUnggahan]] = {"putuskan": Kembalikan, "tutup": TutupUnggahan}


def _tekanan(o: Pelaku, tugas: Tugas, alasan: str) -> list[Tindakan]:
    return [
        Selesaikan(o, tugas),
        Setujui(o, tugas),
        Kembalikan(o, tugas, alasan),
        TutupUnggahan(o, tugas, alasan),
        Lampirkan(o, tugas, "catatan"),
        Ingatkan(tugas, "batas"),
        Catat(o, "kendala", alasan, tugas),
        PindahkanBatas(o, tugas, PANJANG, "perpanjangan"),
        Jedakan(Pelaku(0, "administrator"), alasan),
        Lanjutkan(Pelaku(0, "administrator")),
    ]


class SembarangUrutan(RuleBasedStateMachine):
    """One run after another, kept as the service keeps it (the state as JSON), beside its replay from stored events."""

    pilihan: ClassVar[st.SearchStrategy[Kantor]]

    @initialize(data=st.data())
    def perintah(self, data: st.DataObject) -> None:
        """The head begins; nobody else can, and before that nothing else is possible."""
        self.kantor = data.draw(self.pilihan, "kantor")
        self.unit = data.draw(st.lists(st.sampled_from(self.kantor.unit), min_size=1, unique=True).map(tuple), "unit")
        self.papan = Papan(self.kantor, self.unit)
        self.keadaan, self.ulangan = Keadaan(), Keadaan()
        self.waktu, self.riwayat, self.pernah = SENIN, list[Kejadian](), list[Tugas]()
        self.coba(KirimRealisasi(self.kantor.orang[-1], self.unit[0], 1))
        self.coba(Mulai(data.draw(st.sampled_from(self.kantor.orang[1:])), self.kantor.slot, self.unit))
        self.coba(self.perintah_kepala())
        assert self.berjalan()
        self.coba(self.perintah_kepala())

    def berjalan(self) -> bool:
        return self.papan.status is Status.BERJALAN

    # What people do

    @precondition(berjalan)
    @rule(data=st.data(), kali=st.integers(1, 6), menit=st.integers(0, 1000))
    def bekerja(self, data: st.DataObject, kali: int, menit: int) -> None:
        for _ in range(kali):
            self.waktu += timedelta(minutes=menit)
            if self.berjalan():
                self.coba(data.draw(st.sampled_from(self.yang_memajukan())))

    @precondition(lambda self: any(self.papan.tombol(s) in DENGAN_ALASAN for s in self.papan.ditunggu))
    @rule(data=st.data(), alasan=ALASAN)
    def mengembalikan_atau_menutup(self, data: st.DataObject, alasan: str) -> None:
        bisa = [s for s in sorted(self.papan.ditunggu) if self.papan.tombol(s) in DENGAN_ALASAN]
        slot = data.draw(st.sampled_from(bisa))
        orang, tugas = data.draw(st.sampled_from(self.pemegang(slot))), self.papan.tugas(slot)
        if self.papan.tombol(slot) == "putuskan":
            unit = st.lists(st.sampled_from((*self.unit, *self.unit, "tidak-ada")), unique=True, max_size=2)
            self.coba(Kembalikan(orang, tugas, alasan, tuple(data.draw(unit))))
        else:
            self.coba(DENGAN_ALASAN[self.papan.tombol(slot)](orang, tugas, alasan))

    @precondition(berjalan)
    @rule(data=st.data(), terbit=st.booleans())
    def menarik_kembali(self, data: st.DataObject, terbit: bool) -> None:
        """Whoever acted last changes their mind; others try as well."""
        terakhir = self.keadaan.terakhir
        tugas = terakhir.tugas if terakhir and terakhir.tugas else data.draw(st.sampled_from(self.pernah))
        if data.draw(st.integers(0, 3)) == 0:
            tugas = data.draw(st.sampled_from(self.pernah))
        pelaku = next((o for o in self.kantor.orang if terakhir and o.personel == terakhir.personel), None)
        if pelaku is None or data.draw(st.integers(0, 3)) == 0:
            pelaku = data.draw(st.sampled_from(self.kantor.orang))
        self.coba(Tarik(pelaku, tugas, tuple(self.riwayat), terbit))

    @precondition(lambda self: self.berjalan() and len(self.riwayat) > 20)
    @rule(data=st.data(), alasan=ALASAN, lewati=st.booleans())
    def memaksa(self, data: st.DataObject, alasan: str, lewati: bool) -> None:
        no = data.draw(st.sampled_from((self.papan.no, self.papan.no, self.papan.no, 1)))
        self.coba(Paksa(Pelaku(0, "administrator"), no, alasan, lewati))

    @rule(data=st.data(), alasan=ALASAN)
    def mengoreksi_yang_terbit(self, data: st.DataObject, alasan: str) -> None:
        """At any time, also when the run is over: only what is approved can be corrected."""
        unit = st.lists(st.sampled_from((*self.unit, *self.unit, "tidak-ada")), unique=True, max_size=2)
        self.coba(Koreksi(Pelaku(0, "administrator"), alasan, tuple(data.draw(unit))))

    @precondition(lambda self: self.papan.terbit)
    @rule(alasan=ALASAN)
    def mengoreksi(self, alasan: str) -> None:
        self.coba(Koreksi(Pelaku(0, "administrator"), alasan))

    @rule(data=st.data(), kiriman=st.integers(1, 99))
    def mengirim(self, data: st.DataObject, kiriman: int) -> None:
        """Units send whenever they like, for themselves and sometimes for others."""
        milik = [(o, b) for o in self.kantor.orang for _, b in sorted(o.slot) if b]
        orang, bidang = data.draw(st.sampled_from(milik))
        bidang = data.draw(st.sampled_from((bidang, bidang, bidang, *self.kantor.unit, "tidak-ada")))
        self.coba(KirimRealisasi(orang, bidang, kiriman))

    @precondition(berjalan)
    @rule(data=st.data(), alasan=ALASAN)
    def menekan_apa_saja_pada_gilirannya(self, data: st.DataObject, alasan: str) -> None:
        slot = data.draw(st.sampled_from(sorted(self.papan.ditunggu)))
        orang = data.draw(st.sampled_from(self.pemegang(slot)))
        self.coba(data.draw(st.sampled_from(_tekanan(orang, self.papan.tugas(slot), alasan))))

    @precondition(berjalan)
    @rule(data=st.data())
    def menekan_tombol_orang_lain(self, data: st.DataObject) -> None:
        slot = data.draw(st.sampled_from(sorted(self.papan.ditunggu)))
        orang = data.draw(st.sampled_from([o for o in self.kantor.orang if slot not in o.slot]))
        for tindakan in _tekanan(orang, self.papan.tugas(slot), "bukan tugas saya"):
            self.coba(tindakan)

    @rule(data=st.data(), ke_depan=st.booleans())
    def menekan_tombol_lama(self, data: st.DataObject, ke_depan: bool) -> None:
        tugas = data.draw(st.sampled_from(self.pernah))
        orang = data.draw(st.sampled_from(self.pemegang(tugas.slot)))
        tugas = replace(tugas, putaran=tugas.putaran + ke_depan)
        for tindakan in _tekanan(orang, tugas, "sudah lama")[data.draw(st.integers(0, 6)) :]:
            self.coba(tindakan)

    @precondition(lambda self: len(self.riwayat) > 60)
    @rule(alasan=ALASAN)
    def membatalkan(self, alasan: str) -> None:
        self.coba(Batalkan(Pelaku(0, "administrator"), alasan))

    @precondition(lambda self: not self.berjalan())
    @rule(data=st.data())
    def triwulan_berikutnya(self, data: st.DataObject) -> None:
        self.tutup_buku()
        self.perintah(data)

    def perintah_kepala(self) -> Mulai:
        return Mulai(self.kantor.orang[0], self.kantor.slot, self.unit)

    def pemegang(self, slot: Slot) -> list[Pelaku]:
        return [o for o in self.kantor.orang if slot in o.slot]

    def yang_memajukan(self) -> list[Tindakan]:
        return self.papan.yang_memajukan(self.kantor.orang)

    # What must hold

    def coba(self, tindakan: Tindakan) -> None:
        sebelum = isi_keadaan(self.keadaan)
        boleh = self.papan.laku(tindakan, self.waktu)
        hasil = self._putuskan(tindakan)
        assert boleh == isinstance(hasil, list), f"{tindakan}: {hasil}"
        if isinstance(hasil, list):
            self._catat(tindakan, hasil)
        else:
            assert str(hasil)
            assert isi_keadaan(self.keadaan) == sebelum

    def _putuskan(self, tindakan: Tindakan) -> list[Kejadian] | Ditolak:
        try:
            return putuskan(self.kantor.sop, self.keadaan, tindakan, self.waktu, batas)
        except Ditolak as tolak:
            return tolak

    def _catat(self, tindakan: Tindakan, kejadian: list[Kejadian]) -> None:
        """Store as the service does."""
        tersimpan = [kejadian_dari(type(k).__name__, isi_kejadian(k)) for k in kejadian]
        assert tersimpan == kejadian
        self._periksa_kejadian(tindakan, kejadian)
        sesudah = reduce(terapkan, kejadian, self.keadaan)
        self.keadaan = keadaan_dari(isi_keadaan(sesudah))
        assert self.keadaan == sesudah
        self.ulangan = reduce(terapkan, tersimpan, self.ulangan)
        self.riwayat += tersimpan
        self.pernah += [t for k in kejadian if isinstance(k, GiliranDimulai) for t in k.tugas]

    def _periksa_kejadian(self, tindakan: Tindakan, kejadian: list[Kejadian]) -> None:
        for k in kejadian:
            assert (k.mulai if isinstance(k, GiliranDimulai) else k.waktu) == self.waktu
        if isinstance(tindakan, Ingatkan):
            terbuka = self.keadaan.giliran(tindakan.tugas) is not None
            assert kejadian == ([PengingatJatuh(tindakan.tugas, "batas", self.waktu)] if terbuka else [])
        if isinstance(tindakan, Catat):
            assert reduce(terapkan, kejadian, self.keadaan) == self.keadaan
        if isinstance(tindakan, Tarik):
            (ditarik,) = kejadian
            assert isinstance(ditarik, TindakanDitarik)
            dulu = putar_ulang(self.riwayat[: ditarik.sampai])
            kini = terapkan(self.keadaan, ditarik)
            assert replace(kini, putaran=dulu.putaran, dijeda=dulu.dijeda) == dulu
            assert kini.giliran(tindakan.tugas) is not None
        if isinstance(tindakan, Kembalikan):
            kembali, mulai, *_ = kejadian
            assert isinstance(kembali, LangkahDikembalikan)
            assert isinstance(mulai, GiliranDimulai)
            ke = kembali.ke
            lalu = [k for k in self.riwayat if isinstance(k, GiliranDimulai) and k.tugas[0].langkah == ke]
            assert {t.putaran for t in mulai.tugas} == {self.keadaan.putaran[ke - 1] + 1}
            assert mulai.batas == batas(self.kantor.sop[ke].waktu, self.waktu) >= lalu[-1].batas

    @invariant()
    def giliran_tepat_pada_orangnya(self) -> None:
        papan, sop = self.papan, self.kantor.sop
        assert {g.tugas for g in self.keadaan.terbuka} == {papan.tugas(s) for s in papan.ditunggu}
        assert len(self.keadaan.terbuka) == len(papan.ditunggu)
        for g in self.keadaan.terbuka:
            assert cara(sop, g.tugas).value == papan.tombol(g.tugas.slot)
            menurut_standar = batas(papan.langkah.waktu, papan.sejak)
            assert (g.mulai, g.batas) == (papan.sejak, papan.pindah.get(g.tugas, menurut_standar))

    @invariant()
    def yang_berjalan_selalu_ditunggu_seseorang(self) -> None:
        assert self.keadaan.status is self.papan.status
        assert (self.keadaan.dijeda is not None) == (self.papan.dijeda and self.berjalan())
        assert bool(self.keadaan.terbuka) == self.berjalan()
        assert self.keadaan.putaran == tuple(self.papan.putaran[x.no] for x in self.kantor.sop.langkah)
        assert {k.bidang: k.kiriman for k in self.keadaan.kiriman_awal} == self.papan.awal
        assert len(self.keadaan.kiriman_awal) == len(self.papan.awal)

    @invariant()
    def alasan_pengembalian_ikut_sampai_langkahnya_lewat(self) -> None:
        alasan = self.papan.alasan
        catatan = self.keadaan.catatan
        kini = (catatan.alasan, set(catatan.bidang)) if catatan else None
        assert kini == (alasan[min(alasan)] if alasan else None)

    @invariant()
    def rekap_terbit_tepat_sekali(self) -> None:
        terbit = 0
        for k in berlaku(self.riwayat):
            terbit = 0 if isinstance(k, KoreksiDimulai) else terbit + isinstance(k, RekapDisetujui)
        assert terbit == self.papan.terbit <= 1
        assert self.keadaan.disetujui == bool(terbit)

    @invariant()
    def putar_ulang_sama_dengan_yang_hidup(self) -> None:
        assert self.ulangan == self.keadaan
        assert self.ulangan.terakhir == self.keadaan.terakhir
        assert (self.papan.semula is not None) == bool(self.keadaan.terakhir and self.keadaan.terakhir.tugas)

    def teardown(self) -> None:
        """Wherever the walk has led: when everybody now does the right thing, the run ends, corrected or not."""
        if not hasattr(self, "papan"):
            return
        self.bereskan()
        self.coba(Koreksi(Pelaku(0, "administrator"), "IKU 2 salah ketik", self.unit[:1]))
        self.coba(Koreksi(Pelaku(0, "administrator"), "tekan dua kali"))
        self.bereskan()
        self.tutup_buku()

    def bereskan(self) -> None:
        for _ in range(HABIS):
            if self.berjalan():
                self.coba(self.yang_memajukan()[0])

    def tutup_buku(self) -> None:
        """A run that is over stays over, but for a correction: its last event says so, and the log alone tells it all."""
        self.coba(self.perintah_kepala())
        selesai = self.keadaan.status is Status.SELESAI
        assert selesai or self.keadaan.status is Status.BATAL
        assert self.keadaan.disetujui or not selesai
        akhir = PelaksanaanSelesai if selesai else PelaksanaanDibatalkan
        assert isinstance(self.riwayat[-1], akhir)
        for n, k in enumerate(self.riwayat[:-1]):
            assert not isinstance(k, PelaksanaanDibatalkan)
            assert isinstance(self.riwayat[n + 1], KoreksiDimulai) or not isinstance(k, PelaksanaanSelesai)
        assert putar_ulang(self.riwayat) == self.keadaan


def cari(pilihan: st.SearchStrategy[Kantor], bagian: int) -> None:
    """Walks in offices of this choice: so many that they take this part of the profile's examples."""
    mesin = type("SembarangUrutan", (SembarangUrutan,), {"pilihan": pilihan})
    run_state_machine_as_test(
        mesin, settings=settings(max_examples=settings().max_examples // bagian, stateful_step_count=40)
    )


@pytest.mark.parametrize("kantor", DIKENAL, ids=lambda k: k.sop.id)
def test_sembarang_urutan(kantor: Kantor) -> None:
    """The procedures that ship hold against any order of presses by anybody."""
    cari(st.just(kantor), bagian=4)


def test_sembarang_prosedur() -> None:
    """So does every procedure that the checker accepts, with people who hold several roles or units."""
    cari(kantor_acak(), bagian=1)
