// The bar below the messages: writing, replying, editing, commands, files.

import { buat, cari, kirimFormulir, ukuran } from "./alat.js";

export function pasangPenulis({ kirim, sunting, peran, coba, toast }) {
  const teks = cari("teks");
  const papan = cari("papan-perintah");
  const lampir = cari("pilih-berkas");
  const dialog = cari("dialog-berkas");
  let tujuan = null; // { jenis: "balas" | "sunting", pesan }
  let menu = [];
  let terpilih = [];

  function tunjukkan(baru, contoh = "") {
    tujuan = baru;
    cari("balasan").hidden = !baru;
    teks.placeholder = contoh || "Tulis pesan";
    if (!baru) return;
    cari("balas-siapa").textContent = baru.jenis === "sunting" ? "Menyunting pesan" : `Balas ${baru.pesan.dari?.nama ?? ""}`;
    cari("balas-apa").textContent = baru.pesan.teks.split("\n")[0] || baru.pesan.berkas?.nama || "Pesan";
    teks.focus();
  }

  function tinggi() {
    teks.style.height = "auto";
    teks.style.height = `${Math.min(teks.scrollHeight, 140)}px`;
    cari("formulir").classList.toggle("berisi", teks.value.trim() !== "");
  }

  function isi(baru) {
    teks.value = baru;
    tinggi();
    teks.focus();
  }

  function bersihkan() {
    tunjukkan(null);
    papan.hidden = true;
    teks.value = "";
    tinggi();
  }

  function kirimkan() {
    const isiTeks = teks.value;
    if (!isiTeks.trim()) return;
    if (tujuan?.jenis === "sunting") sunting(tujuan.pesan.id, isiTeks);
    else kirim(isiTeks, tujuan?.pesan.id);
    bersihkan();
  }

  function gambarMenu(awalan = "") {
    const cocok = menu.filter((p) => p.command.startsWith(awalan));
    papan.replaceChildren(...cocok.map((p) => {
      const unsur = buat("button", { type: "button", "data-testid": "perintah" },
        buat("b", { textContent: `/${p.command}` }), buat("span", { textContent: p.description }));
      unsur.onclick = () => { papan.hidden = true; kirim(`/${p.command}`); bersihkan(); };
      return unsur;
    }));
    return cocok.length > 0;
  }

  // -- files ---------------------------------------------------------------------------------------------------------

  function tawarkan(berkas) {
    terpilih = [...berkas];
    if (!terpilih.length) return;
    const foto = terpilih.every((b) => /^image\/(png|jpe?g|webp)$/.test(b.type));
    dialog.querySelector(".sebagai-foto").hidden = !foto;
    cari("sebagai-foto").checked = foto;
    cari("berkas-dipilih").replaceChildren(...terpilih.map((b) =>
      buat("li", {}, buat("b", { textContent: b.name }), buat("small", { textContent: ukuran(b.size) }))));
    cari("keterangan-berkas").value = "";
    dialog.returnValue = "batal";
    dialog.showModal();
  }

  dialog.onclose = () => {
    lampir.value = "";
    if (dialog.returnValue !== "kirim") return;
    const formulir = new FormData();
    const { orang, chat } = peran();
    formulir.append("orang", orang);
    formulir.append("chat", chat);
    formulir.append("keterangan", cari("keterangan-berkas").value);
    formulir.append("foto", cari("sebagai-foto").checked ? "1" : "0");
    if (tujuan?.jenis === "balas") formulir.append("balas", tujuan.pesan.id);
    terpilih.forEach((b) => formulir.append("berkas", b, b.name));
    coba(kirimFormulir("unggah", formulir));
    bersihkan();
  };

  let melayang = 0;
  const obrolan = document.querySelector(".obrolan");
  const adaBerkas = (kejadian) => kejadian.dataTransfer?.types.includes("Files") && !cari("formulir").hidden;
  obrolan.ondragenter = (k) => { if (adaBerkas(k)) { melayang += 1; cari("jatuhkan").hidden = false; } };
  obrolan.ondragleave = (k) => { if (adaBerkas(k) && (melayang -= 1) <= 0) cari("jatuhkan").hidden = true; };
  obrolan.ondragover = (k) => { if (adaBerkas(k)) k.preventDefault(); };
  obrolan.ondrop = (k) => {
    melayang = 0;
    cari("jatuhkan").hidden = true;
    if (!adaBerkas(k)) return;
    k.preventDefault();
    tawarkan(k.dataTransfer.files);
  };

  // -- taps and keys -------------------------------------------------------------------------------------------------

  cari("formulir").onsubmit = (kejadian) => { kejadian.preventDefault(); kirimkan(); };
  cari("lampir").onclick = () => lampir.click();
  lampir.onchange = () => tawarkan(lampir.files);
  cari("batal-balas").onclick = bersihkan;
  cari("menu").onclick = (kejadian) => {
    kejadian.stopPropagation();
    papan.hidden = !papan.hidden || !gambarMenu();
  };
  teks.oninput = () => {
    tinggi();
    const perintah = teks.value.match(/^\/(\w*)$/);
    papan.hidden = !perintah || !gambarMenu(perintah[1]);
  };
  teks.onkeydown = (kejadian) => {
    if (kejadian.key === "Enter" && !kejadian.shiftKey && !kejadian.isComposing && matchMedia("(pointer: fine)").matches) {
      kejadian.preventDefault();
      kirimkan();
    }
    if (kejadian.key === "Escape") bersihkan();
  };
  teks.onpaste = (kejadian) => {
    if (kejadian.clipboardData.files.length) { kejadian.preventDefault(); tawarkan(kejadian.clipboardData.files); }
  };
  addEventListener("click", (kejadian) => { if (!kejadian.target.closest?.(".kaki")) papan.hidden = true; });

  return {
    isi,
    bersihkan,
    balas: (pesan) => tunjukkan({ jenis: "balas", pesan }),
    sunting: (pesan) => { tunjukkan({ jenis: "sunting", pesan }); isi(pesan.teks); },
    perintah(baru) { menu = baru; cari("menu").hidden = !baru.length; },
    /** As in the app: a ForceReply opens the reply; in a group only for the one whom it answers (`nama`). */
    ikutiPesan(pesan, nama) {
      if (pesan?.paksa && pesan.dari?.bot && (nama === null || pesan.balas?.nama === nama)) {
        tunjukkan({ jenis: "balas", pesan }, pesan.paksa.contoh);
      } else if (tujuan?.pesan.paksa) tunjukkan(null);
    },
    keadaan({ belumMulai, blokir }) {
      cari("mulai").hidden = !belumMulai || blokir;
      cari("buka-blokir").hidden = !blokir;
      cari("formulir").hidden = belumMulai || blokir;
    },
    toast,
  };
}
