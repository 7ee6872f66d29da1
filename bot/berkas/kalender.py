"""A meeting for everybody's own calendar (RFC 5545, 5546): one entry, the same UID for ever, SEQUENCE counts changes."""

from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress

from bot.berkas.naskah_rapat import Acara

TANPA_ALAMAT = "invalid:nomail"  # what calendars write for a person without an e-mail address
PENGINGAT = timedelta(minutes=15)


def tulis(acara: Acara) -> bytes:
    """The file, the same bytes for the same `acara`: an invitation, a change of it, or its cancellation."""
    kalender = Calendar()
    kalender.add("prodid", "-//Asisten Kinerja//ID")
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if acara.batal else "REQUEST")
    isi = Event()
    isi.add("uid", acara.uid)
    isi.add("sequence", acara.urutan)
    isi.add("dtstamp", acara.dibuat.astimezone(UTC))
    isi.add("dtstart", acara.mulai.astimezone(UTC))
    isi.add("dtend", (acara.mulai + acara.lama).astimezone(UTC))
    isi.add("summary", acara.judul)
    isi.add("description", acara.keterangan)
    isi.add("location", acara.tempat)
    isi.add("status", "CANCELLED" if acara.batal else "CONFIRMED")
    isi.add("organizer", _orang(acara.penyelenggara), encode=False)
    for nama in acara.peserta:
        isi.add("attendee", _orang(nama), encode=False)
    if not acara.batal:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", acara.judul)
        alarm.add("trigger", -PENGINGAT)
        isi.add_component(alarm)
    kalender.add_component(isi)
    return bytes(kalender.to_ical())


def _orang(nama: str) -> vCalAddress:
    alamat = vCalAddress(TANPA_ALAMAT)
    alamat.params["CN"] = nama.replace('"', "'")
    return alamat
