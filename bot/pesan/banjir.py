"""What somebody is told who sends more than the bot takes."""

from bot.pesan.umum import kalimat

PESAN = kalimat(
    "Pesan Anda datang terlalu cepat, jadi sebagian tidak diproses. "
    "Mohon tunggu satu menit, lalu kirim lagi yang belum dijawab."
)
KILASAN = "Terlalu cepat. Mohon tunggu sebentar, lalu tekan lagi."
FORMULIR = kalimat(
    "Sudah banyak formulir Anda terima dalam satu jam ini, jadi yang ini belum dibaca. Mohon kirim lagi beberapa menit "
    "lagi. Satu angka pada ringkasan yang menunggu dapat dibetulkan lewat chat, misalnya DKP-14 = 178."
)
KERTAS = kalimat(
    "Sudah banyak berkas Anda terima dalam satu jam ini, jadi yang ini belum disimpan. "
    "Mohon kirim lagi beberapa menit lagi, atau gabungkan menjadi satu dokumen."
)
