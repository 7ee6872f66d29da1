"""The time record in words."""

DALAM_PERPANJANGAN = ", dalam batas perpanjangan"


def rincian(siapa: str, sendiri: str, menunggu_bidang: str, menunggu_jawaban: str, dijeda: str = "0") -> str:
    """``Bidang UKM: sendiri 95, menunggu jawaban kendala 30``; working minutes, as people read them."""
    bagian = [f"sendiri {sendiri}"]
    if menunggu_bidang != "0":
        bagian.append(f"menunggu unit {menunggu_bidang}")
    if menunggu_jawaban != "0":
        bagian.append(f"menunggu jawaban kendala {menunggu_jawaban}")
    if dijeda != "0":
        bagian.append(f"dijeda {dijeda}")
    return f"{siapa}: {', '.join(bagian)}"
