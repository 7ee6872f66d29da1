// The clock bar: simulated time in the office's zone, the buttons that move it, and what the bot will do next.

import { buat, cari, minta, suruh, waktu } from "./alat.js";

export function pasangJam({ zona, toast, coba }) {
  let asal = null;
  let diterima = 0;

  const sekarang = () => asal.sekarang + (asal.beku ? 0 : (performance.now() - diterima) / 1000);

  function gambar() {
    if (!asal) return;
    cari("tanggal").textContent = waktu.tanggal(sekarang(), zona());
    cari("pukul").textContent = `${waktu.pukul(sekarang(), zona())} ${waktu.zona(sekarang(), zona())}`;
  }

  async function maju(tombol) {
    const semua = cari("jam").querySelectorAll("button");
    const isi = tombol.dataset.menit ? { menit: Number(tombol.dataset.menit) } : { ke: tombol.dataset.ke, zona: zona() };
    semua.forEach((t) => { t.disabled = true; });
    try {
      const hasil = await suruh("maju", isi);
      setel(hasil.jam);
      if (hasil.tidak_ada) toast("Tidak ada yang akan jatuh tempo.");
    } finally {
      semua.forEach((t) => { t.disabled = false; });
    }
  }

  function setel(jam, adaJatuhTempo) {
    asal = jam;
    diterima = performance.now();
    if (adaJatuhTempo !== undefined) cari("maju-berikutnya").hidden = !adaJatuhTempo;
    gambar();
  }

  async function jadwal() {
    const { daftar } = await minta("terjadwal");
    const isi = cari("jadwal-isi");
    isi.replaceChildren();
    let hari = "";
    for (const satu of daftar) {
      const tanggal = waktu.tanggal(satu.saat, zona());
      if (tanggal !== hari) isi.append(buat("h3", { textContent: tanggal }));
      hari = tanggal;
      isi.append(buat("div", { className: "jadwal-baris", "data-testid": "jadwal-baris" },
        buat("time", { textContent: waktu.pukul(satu.saat, zona()) }),
        buat("div", {},
          buat("b", { textContent: satu.apa }),
          satu.siapa && buat("span", { textContent: satu.siapa }),
          satu.kantor && buat("small", { textContent: satu.kantor }))));
    }
    if (!daftar.length) isi.append(buat("p", { textContent: "Tidak ada yang dijadwalkan." }));
    cari("dialog-jadwal").showModal();
    isi.scrollTop = 0;
  }

  cari("jam").onclick = (kejadian) => {
    const tombol = kejadian.target.closest("button");
    if (tombol) coba(tombol === cari("jadwal") ? jadwal() : maju(tombol));
  };
  setInterval(gambar, 1000);
  return { setel, gambar };
}
