// Small helpers: finding and making elements, asking the server, saying times.

export const cari = (id, akar = document) => akar.querySelector(`[data-testid="${id}"]`);

/** Make an element. `sifat`: properties, or attributes when they contain "-". Text is never read as HTML. */
export function buat(nama, sifat = {}, ...isi) {
  const unsur = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(sifat)) {
    if (nilai === undefined || nilai === null) continue;
    if (kunci.includes("-")) unsur.setAttribute(kunci, nilai);
    else unsur[kunci] = nilai;
  }
  unsur.append(...isi.filter((x) => x !== null && x !== undefined && x !== ""));
  return unsur;
}

async function jawaban(respons) {
  const isi = await respons.json();
  if (!respons.ok) throw new Error(isi.galat || "Simulator tidak menjawab.");
  return isi;
}

export const minta = async (jalur) => jawaban(await fetch(`/simulasi/${jalur}`));

export const suruh = async (jalur, isi) =>
  jawaban(await fetch(`/simulasi/${jalur}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(isi),
  }));

export const kirimFormulir = async (jalur, formulir) =>
  jawaban(await fetch(`/simulasi/${jalur}`, { method: "POST", body: formulir }));

const bentuk = new Map();

function pembentuk(zona, pilihan) {
  const kunci = zona + JSON.stringify(pilihan);
  if (!bentuk.has(kunci)) bentuk.set(kunci, new Intl.DateTimeFormat("id-ID", { timeZone: zona, ...pilihan }));
  return bentuk.get(kunci);
}

/** Times of the office's zone; `detik` is Unix time. */
export const waktu = {
  pukul: (detik, zona) =>
    pembentuk(zona, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(detik * 1000).replace(":", "."),
  hari: (detik, zona) => pembentuk(zona, { weekday: "long", day: "numeric", month: "long" }).format(detik * 1000),
  tanggal: (detik, zona) =>
    pembentuk(zona, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(detik * 1000),
  zona: (detik, zona) =>
    pembentuk(zona, { timeZoneName: "short" }).formatToParts(detik * 1000).find((p) => p.type === "timeZoneName").value,
};

export function ukuran(bita) {
  if (bita < 1024) return `${bita} B`;
  const [nilai, satuan] = bita < 1048576 ? [bita / 1024, "KB"] : [bita / 1048576, "MB"];
  return `${nilai.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${satuan}`;
}

/** First letters of a name's first and last word, and one of eight colours that stays with the id. */
export function avatar(unsur, nama, id) {
  const kata = nama.replace(/[^\p{L}\p{N} ]/gu, " ").trim().split(/\s+/);
  const huruf = kata.length > 1 ? kata[0][0] + kata.at(-1)[0] : (kata[0] || "?").slice(0, 2);
  unsur.textContent = huruf.toUpperCase();
  unsur.dataset.warna = String(Math.abs(id) % 8);
  return unsur;
}
