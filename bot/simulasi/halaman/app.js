// The chat page: who I am, which chat is open, what arrives, what I do.

import { avatar, buat, cari, minta, suruh, waktu } from "./alat.js";
import { pasangJam } from "./jam.js";
import { barisPesan } from "./pesan.js";
import { pasangPenulis } from "./penulis.js";

const keadaan = { bot: {}, kantor: [], orang: new Map(), grup: new Map() };
const layar = { kantor: "", saya: null, chat: null, pesan: new Map(), menu: [], sematan: [] };
let muatan = 0;

const gulir = cari("gulir");
const wadah = cari("pesan-semua");
const sempit = matchMedia("(max-width: 859px)");

// -- people ----------------------------------------------------------------------------------------------------------

const zona = () => keadaan.kantor.find((k) => k.kode === (saya()?.kantor ?? layar.kantor))?.zona || "Asia/Jakarta";
const saya = () => keadaan.orang.get(layar.saya);
const diGrup = () => layar.chat !== layar.saya;

function barisOrang(o) {
  const belum = o.belum || o.grup.reduce((n, g) => n + g.belum, 0);
  const tanda = o.blokir ? "memblokir bot" : !o.mulai ? "belum mulai" : o.tindakan ? "perlu tindakan" : "";
  const unsur = buat("button", {
    type: "button", className: "orang", "data-testid": "orang", "data-orang": o.id,
    "aria-current": o.id === layar.saya ? "true" : undefined,
  }, avatar(buat("span", { className: "avatar", "aria-hidden": "true" }), o.nama, o.id),
  buat("span", { className: "orang-teks" }, buat("b", { textContent: o.nama }), buat("small", { textContent: o.jabatan })),
  buat("span", { className: "orang-tanda" },
    belum ? buat("b", { className: o.belum ? "belum" : "belum senyap", textContent: belum, "data-testid": "belum" }) : null,
    tanda ? buat("em", { textContent: tanda, className: o.tindakan && o.mulai && !o.blokir ? "tindakan" : "" }) : null));
  unsur.onclick = () => buka(o.id, o.id);
  return unsur;
}

function gambarDaftar() {
  const pilih = cari("kantor");
  if (pilih.options.length !== keadaan.kantor.length) {
    pilih.replaceChildren(...keadaan.kantor.map((k) => buat("option", { value: k.kode, textContent: k.nama })));
    pilih.closest("label").hidden = keadaan.kantor.length < 2;
  }
  pilih.value = layar.kantor;
  const milik = [...keadaan.orang.values()].filter((o) => !keadaan.kantor.length || o.kantor === layar.kantor);
  const lain = [...keadaan.orang.values()].filter((o) => keadaan.kantor.length && !o.kantor);
  const judul = lain.length ? [buat("h2", { textContent: "Di luar kantor" })] : [];
  cari("orang-semua").replaceChildren(...milik.map(barisOrang), ...judul, ...lain.map(barisOrang));
}

function perbaruiOrang(daftar = []) {
  for (const o of daftar) keadaan.orang.set(o.id, o);
  if (!daftar.length) return;
  gambarDaftar();
  if (daftar.some((o) => o.id === layar.saya)) gambarKepala();
}

// -- the open chat ---------------------------------------------------------------------------------------------------

function gambarKepala() {
  const o = saya();
  if (!o) return;
  avatar(cari("avatar"), o.nama, o.id);
  cari("nama").textContent = o.nama;
  cari("keterangan").textContent = o.jabatan || "Di luar kantor";
  cari("blokir").textContent = o.blokir ? "Buka blokir bot" : "🚫 Blokir bot";
  const judul = (g) => keadaan.grup.get(g.id)?.judul ?? "Grup";
  const tab = (chat, nama, belum, id) => {
    const unsur = buat("button", {
      type: "button", role: "tab", "aria-selected": String(layar.chat === chat), "data-testid": id, "data-chat": chat,
    }, buat("span", { textContent: nama }), belum ? buat("b", { className: "belum", textContent: belum }) : null);
    unsur.onclick = () => buka(o.id, chat);
    return unsur;
  };
  cari("tab").replaceChildren(tab(o.id, `🤖 ${keadaan.bot.nama}`, o.belum, "tab-pribadi"),
    ...o.grup.map((g) => tab(g.id, o.grup.length > 1 ? `👥 ${judul(g)}` : "👥 Grup kantor", g.belum, "tab-grup")));
  const grup = o.grup.find((g) => g.id === layar.chat);
  if (grup) cari("keterangan").textContent = `di grup ${judul(grup)}`;
  penulis.keadaan({ belumMulai: !diGrup() && !o.mulai, blokir: !diGrup() && o.blokir });
  const kenalan = cari("perkenalan");
  kenalan.hidden = layar.pesan.size > 0;
  kenalan.querySelector("b").textContent = diGrup() ? "Belum ada pesan di grup ini" : keadaan.bot.nama;
  kenalan.querySelector("p").textContent = diGrup() ? ""
    : keadaan.bot.uraian || `Tekan MULAI agar bot boleh menyapa ${o.nama}. Bot tidak dapat memulai percakapan lebih dulu.`;
}

function buka(orang, chat) {
  location.hash = `#${orang}/${chat}`;
}

async function ikutiAlamat() {
  const [orang, chat] = location.hash.slice(1).split("/").map(Number);
  if (!keadaan.orang.has(orang)) {
    Object.assign(layar, { saya: null, chat: null });
    document.body.dataset.layar = "daftar";
    gambarDaftar();
    return;
  }
  Object.assign(layar, { saya: orang, chat: chat || orang, kantor: keadaan.orang.get(orang).kantor || layar.kantor });
  document.body.dataset.layar = "obrolan";
  penulis.bersihkan();
  cari("toast").hidden = true;
  await muatObrolan();
}

async function muatObrolan({ diam = false } = {}) {
  const giliran = ++muatan;
  const isi = await minta(`percakapan?orang=${layar.saya}&chat=${layar.chat}`);
  if (giliran !== muatan) return;
  const tetap = diam && !dekatBawah() ? gulir.scrollTop : null;
  layar.pesan = new Map(isi.pesan.map((p) => [p.id, p]));
  Object.assign(layar, { menu: isi.menu, sematan: isi.sematan });
  wadah.replaceChildren(...susun(isi.pesan));
  keadaan.orang.set(isi.saya.id, isi.saya);
  gambarDaftar();
  gambarKepala();
  gambarSematan();
  penulis.perintah(isi.menu);
  penulis.ikutiPesan(pesanTerakhir(), diGrup() ? saya().nama : null);
  if (tetap === null) keBawah(); else gulir.scrollTop = tetap;
}

function susun(daftar) {
  let sebelum = null;
  return daftar.flatMap((p) => {
    const unsur = [...pemisahHari(sebelum, p), baris(p, sebelum)];
    sebelum = p;
    return unsur;
  });
}

function pemisahHari(sebelum, pesan) {
  const hari = waktu.hari(pesan.tanggal, zona());
  if (sebelum && waktu.hari(sebelum.tanggal, zona()) === hari) return [];
  return [buat("div", { className: "layanan hari" }, buat("span", { textContent: hari }))];
}

const baris = (p, sebelum) => barisPesan(p, {
  saya: layar.saya, zona: zona(), grup: diGrup(),
  lanjutan: Boolean(sebelum && !sebelum.layanan && sebelum.dari?.id === p.dari?.id && !sebelum.papan.length
    && p.tanggal - sebelum.tanggal < 600),
}, aksi);

const pesanTerakhir = () => [...layar.pesan.values()].at(-1);
const unsurPesan = (id) => wadah.querySelector(`[data-id="${id}"]`);
const dekatBawah = () => gulir.scrollHeight - gulir.scrollTop - gulir.clientHeight < 120;

function keBawah() {
  gulir.scrollTop = gulir.scrollHeight;
  cari("ke-bawah").hidden = true;
  cari("ke-bawah").querySelector("b").textContent = "";
}

function pesanDatang(p) {
  const ikut = dekatBawah() || p.dari?.id === layar.saya;
  const sebelum = pesanTerakhir();
  layar.pesan.set(p.id, p);
  cari("perkenalan").hidden = true;
  wadah.append(...pemisahHari(sebelum, p), baris(p, sebelum));
  wadah.querySelector(".mengetik")?.remove();
  if (ikut) keBawah();
  else {
    const tombol = cari("ke-bawah");
    tombol.hidden = false;
    tombol.querySelector("b").textContent = Number(tombol.querySelector("b").textContent || 0) + 1;
  }
  penulis.ikutiPesan(p, diGrup() ? saya().nama : null);
  if (!document.hidden) suruh("baca", { orang: layar.saya, chat: layar.chat }).then((i) => perbaruiOrang([i.saya]));
}

function pesanBerubah(p) {
  const semua = [...layar.pesan.values()];
  const letak = semua.findIndex((x) => x.id === p.id);
  if (letak < 0) return;
  const ikut = dekatBawah();
  layar.pesan.set(p.id, p);
  const unsur = baris(p, semua[letak - 1]);
  unsur.classList.add("berubah");
  unsurPesan(p.id)?.replaceWith(unsur);
  gambarSematan();
  if (ikut) keBawah();
}

function gambarSematan() {
  const p = layar.pesan.get(layar.sematan.at(-1));
  const unsur = cari("sematan");
  unsur.hidden = !p;
  if (!p) return;
  unsur.replaceChildren(buat("b", { textContent: "📌 Pesan disematkan" }), buat("span", { textContent: p.teks.split("\n")[0] }));
  unsur.onclick = () => aksi.loncat(p.id);
}

function mengetik() {
  if (wadah.querySelector(".mengetik")) return;
  const unsur = buat("div", { className: "baris masuk mengetik", "aria-label": "sedang mengetik" },
    buat("div", { className: "gelembung" }, buat("i"), buat("i"), buat("i")));
  wadah.append(unsur);
  if (dekatBawah()) keBawah();
  setTimeout(() => unsur.remove(), 5000);
}

// -- what taps do ----------------------------------------------------------------------------------------------------

let pudar;
function toast(teks) {
  const unsur = cari("toast");
  unsur.textContent = teks;
  unsur.hidden = false;
  clearTimeout(pudar);
  pudar = setTimeout(() => { unsur.hidden = true; }, Math.min(7000, 2500 + teks.length * 40));
}

function peringatan(teks) {
  const unsur = cari("peringatan");
  unsur.querySelector("p").textContent = teks;
  if (!unsur.open) unsur.showModal();
}

const coba = (janji) => janji.catch((galat) => toast(galat.message));
const peran = (isi = {}) => ({ orang: layar.saya, chat: layar.chat, ...isi });

function salin(teks) {
  const selesai = () => toast("Disalin.");
  if (navigator.clipboard) navigator.clipboard.writeText(teks).then(selesai, () => penulis.isi(teks));
  else penulis.isi(teks);
}

const aksi = {
  salin,
  tulis: (teks, balas) => coba(suruh("tulis", peran({ teks, balas }))),
  lihat(sumber) {
    const dialog = cari("lihat-foto");
    dialog.querySelector("img").src = sumber;
    dialog.showModal();
  },
  loncat(id) {
    const unsur = unsurPesan(id);
    if (!unsur) return toast("Pesan itu sudah tidak ada.");
    unsur.scrollIntoView({ block: "center", behavior: "smooth" });
    unsur.classList.remove("disorot");
    requestAnimationFrame(() => unsur.classList.add("disorot"));
  },
  /** Links to the bot itself press START; true when handled here. */
  bukaTautan(alamat) {
    const cocok = alamat.match(/^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]+)(?:[?&]start=([\w-]*))?/i);
    if (!cocok || cocok[1].toLowerCase() !== keadaan.bot.username.toLowerCase()) return false;
    coba(suruh("mulai", { orang: layar.saya, muatan: cocok[2] || "" }));
    buka(layar.saya, layar.saya);
    return true;
  },
  tekan(pesan, tombol, unsur) {
    if (tombol.url) {
      if (!aksi.bukaTautan(tombol.url) && /^https?:/i.test(tombol.url)) open(tombol.url, "_blank", "noopener");
    } else if (tombol.copy_text) salin(tombol.copy_text.text);
    else if (tombol.callback_data) {
      unsur.classList.add("menunggu");
      setTimeout(() => unsur.classList.remove("menunggu"), 10000);
      coba(suruh("tekan", peran({ pesan: pesan.id, data: tombol.callback_data })));
    }
  },
  pilih(pesan, gelembung, kejadian) {
    if (getSelection()?.toString()) return;
    kejadian.stopPropagation();
    const pilihan = [["↩ Balas", () => penulis.balas(pesan)]];
    if (pesan.teks) pilihan.push(["⧉ Salin teks", () => salin(pesan.teks)]);
    if (pesan.dari?.id === layar.saya && pesan.teks) pilihan.push(["✎ Sunting", () => penulis.sunting(pesan)]);
    const menu = cari("pilihan-pesan");
    menu.replaceChildren(...pilihan.map(([teks, lakukan]) => buat("button", { type: "button", textContent: teks, onclick: lakukan })));
    menu.hidden = false;
    const kotak = gelembung.getBoundingClientRect();
    const [x, y] = kejadian.detail ? [kejadian.clientX - 20, kejadian.clientY + 8] : [kotak.left, kotak.bottom];
    menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.min(y, innerHeight - menu.offsetHeight - 8)}px`;
  },
};

const penulis = pasangPenulis({
  kirim: (teks, balas) => aksi.tulis(teks, balas),
  sunting: (pesan, teks) => coba(suruh("sunting", peran({ pesan, teks }))),
  peran, coba, toast,
});
const jam = pasangJam({ zona, toast, coba });

// -- what arrives ----------------------------------------------------------------------------------------------------

function terima(p) {
  const disini = layar.saya !== null && p.chat === layar.chat;
  perbaruiOrang(p.orang);
  if (p.jenis === "jam") jam.setel(p.jam);
  if (p.jenis === "perintah" && layar.saya) minta(`percakapan?orang=${layar.saya}&chat=${layar.chat}`).then((i) => penulis.perintah(i.menu));
  if ((p.jenis === "grup" || p.jenis === "sematan") && disini) muatObrolan({ diam: true });
  if (p.jenis === "jawab" && p.untuk === layar.saya) {
    unsurPesan(p.pesan_id)?.querySelectorAll(".menunggu").forEach((t) => t.classList.remove("menunggu"));
    if (p.jawaban.text) (p.jawaban.show_alert ? peringatan : toast)(p.jawaban.text);
    if (p.jawaban.url) aksi.bukaTautan(p.jawaban.url);
  }
  if (!disini) return;
  if (p.jenis === "pesan") pesanDatang(p.pesan);
  if (p.jenis === "sunting") pesanBerubah(p.pesan);
  if (p.jenis === "hapus") { layar.pesan.delete(p.pesan.id); unsurPesan(p.pesan.id)?.remove(); }
  if (p.jenis === "ketik") mengetik();
}

async function muatKeadaan() {
  const isi = await minta("keadaan");
  Object.assign(keadaan, { bot: isi.bot, kantor: isi.kantor });
  keadaan.orang = new Map(isi.orang.map((o) => [o.id, o]));
  keadaan.grup = new Map(isi.grup.map((g) => [g.id, g]));
  layar.kantor ||= isi.kantor[0]?.kode ?? "";
  document.title = `Simulator · ${isi.bot.nama}`;
  jam.setel(isi.jam, isi.ada_jatuh_tempo);
  gambarDaftar();
}

async function mulai() {
  await muatKeadaan();
  const aliran = new EventSource("/simulasi/peristiwa");
  aliran.onmessage = (kejadian) => terima(JSON.parse(kejadian.data));
  let putus = false;
  aliran.onerror = () => { putus = true; document.body.dataset.putus = "ya"; };
  aliran.onopen = async () => {
    delete document.body.dataset.putus;
    if (!putus) return;
    putus = false;
    await muatKeadaan();
    if (layar.saya) await muatObrolan({ diam: true });
  };
  addEventListener("hashchange", ikutiAlamat);
  await ikutiAlamat();
  document.body.dataset.siap = "ya";
}

cari("kantor").onchange = (kejadian) => {
  layar.kantor = kejadian.target.value;
  if (sempit.matches || !layar.saya) gambarDaftar();
  else location.hash = "";
};
cari("kantor-baru").onclick = () => coba(suruh("kantor-baru", {}).then(async (baru) => {
  layar.kantor = baru.kantor;
  location.hash = "";
  await muatKeadaan();
  toast(`Grup baru dibuat dan bot diundang. Lanjutkan sebagai ${baru.pendiri}, di chatnya dengan bot.`);
}));
cari("kembali").onclick = () => { location.hash = ""; };
cari("mulai").onclick = () => coba(suruh("mulai", { orang: layar.saya }));
cari("buka-blokir").onclick = () => coba(suruh("blokir", { orang: layar.saya, ya: false }));
cari("blokir").onclick = () => coba(suruh("blokir", { orang: layar.saya, ya: !saya().blokir }));
cari("lainnya").onclick = (kejadian) => { kejadian.stopPropagation(); cari("menu-lain").hidden ^= 1; };
cari("ke-bawah").onclick = keBawah;
cari("lihat-foto").onclick = () => cari("lihat-foto").close();
gulir.onscroll = () => { if (dekatBawah()) cari("ke-bawah").hidden = true; };
wadah.addEventListener("load", () => { if (dekatBawah()) keBawah(); }, true);
addEventListener("click", () => { for (const unsur of document.querySelectorAll(".melayang")) unsur.hidden = true; });
addEventListener("keydown", (kejadian) => { if (kejadian.key === "Escape") dispatchEvent(new Event("click")); });
mulai().catch((galat) => toast(galat.message));
