// The clock bar: simulated time in the office's zone, and the buttons that move it.

import { cari, suruh, waktu } from "./alat.js";

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

  cari("jam").onclick = (kejadian) => {
    const tombol = kejadian.target.closest("button");
    if (tombol) coba(maju(tombol));
  };
  setInterval(gambar, 1000);
  return { setel, gambar };
}
