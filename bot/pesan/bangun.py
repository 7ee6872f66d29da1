"""What people are told when the bot comes back after a long time."""

from bot.pesan.umum import kalimat

ULANGI = kalimat(
    "Bot sempat berhenti lebih dari sehari dan sekarang berjalan lagi. Pesan, berkas, atau tombol dari waktu itu mungkin tidak "
    "sampai. Bila ada yang belum dijawab bot, mohon ulangi. Tugas Anda yang terbuka: /tugas"
)
