// One message as a bubble: formatted text, files, photos, buttons.

import { buat, ukuran, waktu } from "./alat.js";

const TAG = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

/** Text with entities as nodes. Offsets are UTF-16 units, as in JavaScript. Entities nest, never cross. */
export function teksBerformat(teks, entitas, aksi) {
  const rangkai = (dari, sampai, daftar) => {
    const hasil = [];
    let letak = dari;
    for (let i = 0; i < daftar.length; ) {
      const e = daftar[i];
      const ujung = Math.min(e.offset + e.length, sampai);
      let j = i + 1;
      while (j < daftar.length && daftar[j].offset < ujung) j++;
      if (e.offset > letak) hasil.push(teks.slice(letak, e.offset));
      const isi = rangkai(e.offset, ujung, daftar.slice(i + 1, j));
      hasil.push(unsurEntitas(e, isi, teks.slice(e.offset, ujung), aksi));
      letak = ujung;
      i = j;
    }
    if (letak < sampai) hasil.push(teks.slice(letak, sampai));
    return hasil;
  };
  return rangkai(0, teks.length, entitas);
}

function unsurEntitas(e, isi, teks, aksi) {
  if (TAG[e.type]) {
    const unsur = buat(TAG[e.type], {}, ...isi);
    if (e.type === "code" || e.type === "pre") {
      unsur.title = "Ketuk untuk menyalin";
      unsur.onclick = (kejadian) => { kejadian.stopPropagation(); aksi.salin(teks); };
    }
    if (e.type === "spoiler") {
      unsur.className = "rahasia";
      unsur.onclick = (kejadian) => { kejadian.stopPropagation(); unsur.classList.add("terbuka"); };
    }
    return unsur;
  }
  if (e.type === "text_link" || e.type === "url" || e.type === "email") {
    const alamat = e.type === "email" ? `mailto:${teks}` : e.url || teks;
    const unsur = buat("a", { textContent: teks, title: alamat, rel: "noopener noreferrer", target: "_blank" });
    if (/^(https?|mailto|tg):/i.test(alamat)) unsur.href = alamat;
    unsur.onclick = (kejadian) => { kejadian.stopPropagation(); if (aksi.bukaTautan(alamat)) kejadian.preventDefault(); };
    return unsur;
  }
  if (e.type === "bot_command") {
    const unsur = buat("button", { type: "button", className: "perintah", textContent: teks });
    unsur.onclick = (kejadian) => { kejadian.stopPropagation(); aksi.tulis(teks); };
    return unsur;
  }
  return buat("span", { className: "sebutan" }, ...isi);
}

const alamatBerkas = (berkas) => `/simulasi/berkas/${encodeURIComponent(berkas.id)}`;

function chipBerkas(berkas) {
  const akhiran = berkas.nama.includes(".") ? berkas.nama.split(".").at(-1).slice(0, 4) : "";
  const jenis = { xlsx: "hijau", xls: "hijau", csv: "hijau", pdf: "merah", png: "ungu", jpg: "ungu", ics: "jingga" };
  return buat("a", {
    className: "berkas", href: alamatBerkas(berkas), download: berkas.nama, title: `Unduh ${berkas.nama}`,
    "data-testid": "berkas", "data-jenis": jenis[akhiran.toLowerCase()] || "biru",
    onclick: (kejadian) => kejadian.stopPropagation(),
  }, buat("span", { className: "berkas-ikon", textContent: akhiran || "▤" }),
  buat("span", { className: "berkas-teks" },
    buat("b", { textContent: berkas.nama }), buat("small", { textContent: `${ukuran(berkas.ukuran)} · unduh` })));
}

function gambar(foto, aksi) {
  const unsur = buat("img", {
    src: alamatBerkas(foto), alt: "Foto", loading: "lazy", className: "foto", "data-testid": "foto",
    width: foto.lebar, height: foto.tinggi,
  });
  unsur.onclick = (kejadian) => { kejadian.stopPropagation(); aksi.lihat(unsur.src); };
  return unsur;
}

function papanTombol(pesan, aksi) {
  if (!pesan.papan.length) return null;
  return buat("div", { className: "papan" }, ...pesan.papan.map((baris) =>
    buat("div", { className: "papan-baris" }, ...baris.map((tombol) => {
      const tanda = tombol.url ? " ↗" : tombol.copy_text ? " ⧉" : "";
      const unsur = buat("button", { type: "button", textContent: tombol.text + tanda, "data-testid": "tombol" });
      unsur.onclick = (kejadian) => { kejadian.stopPropagation(); aksi.tekan(pesan, tombol, unsur); };
      return unsur;
    }))));
}

function balasan(pesan, aksi) {
  if (!pesan.balas) return null;
  const unsur = buat("button", { type: "button", className: "kutipan" },
    buat("b", { textContent: pesan.balas.nama }), buat("span", { textContent: pesan.balas.teks }));
  unsur.onclick = (kejadian) => { kejadian.stopPropagation(); aksi.loncat(pesan.balas.id); };
  return unsur;
}

/**
 * A row of the conversation. `pandang`: { saya, zona, grup, lanjutan }; `aksi`: what taps do.
 * `lanjutan`: the message before is of the same sender.
 */
export function barisPesan(pesan, pandang, aksi) {
  if (pesan.layanan && !pesan.teks && !pesan.berkas && !pesan.foto) {
    return buat("div", { className: "layanan", "data-id": pesan.id }, buat("span", { textContent: pesan.layanan }));
  }
  const milikku = pesan.dari?.id === pandang.saya;
  const kelas = ["baris", milikku ? "keluar" : "masuk", pandang.lanjutan ? "lanjutan" : ""].join(" ");
  const nama = !milikku && pandang.grup && !pandang.lanjutan && pesan.dari
    ? buat("b", { className: "pengirim", textContent: pesan.dari.nama, "data-warna": Math.abs(pesan.dari.id) % 8 }) : null;
  const isi = pesan.teks
    ? buat("div", { className: "teks", "data-testid": "teks-pesan" }, ...teksBerformat(pesan.teks, pesan.entitas, aksi)) : null;
  const jam = buat("span", { className: "pukul" },
    pesan.disunting ? buat("i", { textContent: "diedit ", "data-testid": "diedit" }) : null,
    waktu.pukul(pesan.tanggal, pandang.zona));
  const gelembung = buat("div", { className: `gelembung${pesan.foto ? " berfoto" : ""}`, tabIndex: 0 },
    nama, pesan.diteruskan ? buat("small", { className: "terusan", textContent: `Diteruskan dari ${pesan.diteruskan}` }) : null,
    balasan(pesan, aksi), pesan.foto ? gambar(pesan.foto, aksi) : null, pesan.berkas ? chipBerkas(pesan.berkas) : null,
    isi, jam);
  gelembung.onclick = (kejadian) => aksi.pilih(pesan, gelembung, kejadian);
  gelembung.onkeydown = (kejadian) => { if (kejadian.key === "Enter" && kejadian.target === gelembung) gelembung.click(); };
  return buat("div", { className: kelas, "data-id": pesan.id, "data-testid": "pesan", "data-album": pesan.album || undefined },
    gelembung, papanTombol(pesan, aksi));
}
