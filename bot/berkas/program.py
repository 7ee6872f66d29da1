"""Files that run when somebody opens them: no paper and no evidence, whatever they call themselves."""

# What Windows, Android, macOS or Linux run, install, or open as a shortcut to something that runs.
_AKHIRAN = """
.exe .com .scr .pif .cpl .dll .sys .drv .ocx .msi .msix .msp .mst .appx .application .gadget
.bat .cmd .ps1 .psm1 .vbs .vbe .vb .js .jse .mjs .ws .wsf .wsh .wsc .sct .hta .chm .reg .inf .lnk .url .scf
.jar .jnlp .class .apk .aab .xapk .apks .ipa .dmg .pkg .app .command .deb .rpm .appimage .sh .bash .run .elf .so
.py .pyw .pyc .pl .rb .php .xll .xlam
"""
AKHIRAN = frozenset(_AKHIRAN.split())
_POLOS = (".txt", ".csv", ".md")  # where letters at the beginning are only letters
_AWAL = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # Java class, Mach-O for several processors
    b"\xce\xfa\xed\xfe",  # Mach-O
    b"\xcf\xfa\xed\xfe",
    b"dex\n",  # Android
    b"L\x00\x00\x00\x01\x14\x02\x00",  # shortcut of Windows
    b"#!/",
)
_AWAL_WINDOWS = b"MZ"


def program(nama: str, data: bytes = b"") -> bool:
    """Whether this is a program: by the ending of its name, or by its first bytes under any name."""
    bersih = nama.casefold().rstrip(". ")  # Windows drops dots and blanks at the end
    if f".{bersih.rpartition('.')[2]}" in AKHIRAN and "." in bersih:
        return True
    if data.startswith(_AWAL_WINDOWS) and not (bersih.endswith(_POLOS) and b"\0" not in data[:64]):
        return True
    return data.startswith(_AWAL)
