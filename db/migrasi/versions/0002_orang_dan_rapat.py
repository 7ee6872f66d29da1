"""Rapat, pengganti, kendala, undangan, tanggapan"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
_WAKTU = sa.DateTime(timezone=True)


def upgrade() -> None:
    _rencana_berversi()
    _terbitan()
    with op.batch_alter_table("lampiran", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lampiran_personel_id"), ["personel_id"], unique=False)
    with op.batch_alter_table("pelaksanaan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tawaran_kotak_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("aturan", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("ada_kendala", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("ada_perpanjangan", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("instansi", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pengingat", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("aturan", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("alamat", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("logo", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("tonggak", schema=None) as batch_op:
        batch_op.add_column(sa.Column("instansi_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("tonggak_instansi_id_fkey", "instansi", ["instansi_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_tonggak_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "isipengingat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kotak_id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("sebagai", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kotak_id"],
            ["kotakkeluar.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("isipengingat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isipengingat_kotak_id"), ["kotak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_isipengingat_penugasan_id"), ["penugasan_id"], unique=False)

    op.create_table(
        "gruptelegram",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("ada", sa.Boolean(), nullable=False),
        sa.Column("diubah", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_table(
        "calonpersonel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("telegram", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.JSON(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("pangkat", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("tautan", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("calonpersonel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calonpersonel_instansi_id"), ["instansi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calonpersonel_telegram"), ["telegram"], unique=False)

    op.create_table(
        "tautanundangan",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.JSON(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("pangkat", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sampai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dipakai_oleh", sa.BigInteger(), nullable=True),
        sa.Column("dipakai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    with op.batch_alter_table("tautanundangan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tautanundangan_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "centangesakip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("putaran", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "kode"),
    )
    with op.batch_alter_table("centangesakip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_centangesakip_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "pejabatsementara",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("menggantikan", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("peran", sa.String(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("nomor_surat", sa.String(), nullable=False),
        sa.Column("dari", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=True),
        sa.Column("dicabut_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("oleh", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.ForeignKeyConstraint(
            ["menggantikan"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("pejabatsementara", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pejabatsementara_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "rapat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("putaran", sa.Integer(), nullable=False),
        sa.Column("acara", sa.String(), nullable=False),
        sa.Column("mulai", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tempat", sa.String(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=True),
        sa.Column("ditutup_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "langkah", "putaran"),
    )
    with op.batch_alter_table("rapat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rapat_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "tanggapan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("putaran", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "personel_id", "jenis"),
    )
    with op.batch_alter_table("tanggapan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tanggapan_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "kehadiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rapat_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("jawaban", sa.String(), nullable=False),
        sa.Column("wakil", sa.String(), nullable=False),
        sa.Column("hadir", sa.Boolean(), nullable=True),
        sa.Column("dijawab_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rapat_id"],
            ["rapat.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rapat_id", "personel_id"),
    )
    with op.batch_alter_table("kehadiran", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kehadiran_rapat_id"), ["rapat_id"], unique=False)

    op.create_table(
        "kendala",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("jenis_berkas", sa.String(), nullable=False),
        sa.Column("nama_berkas", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("jawaban", sa.Text(), nullable=False),
        sa.Column("dijawab_oleh", sa.Integer(), nullable=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dijawab_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["berkas.sha256"],
        ),
        sa.ForeignKeyConstraint(
            ["dijawab_oleh"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("kendala", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kendala_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "perpanjangan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("hari", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("batas_lama", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batas_baru", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dijawab_oleh", sa.Integer(), nullable=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dijawab_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pelaksanaan_id"], ["pelaksanaan.id"]),
        sa.ForeignKeyConstraint(["penugasan_id"], ["penugasan.id"]),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.ForeignKeyConstraint(["dijawab_oleh"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("perpanjangan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_perpanjangan_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "isianchat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("telegram", sa.BigInteger(), nullable=False),
        sa.Column("ragam", sa.String(), nullable=False),
        sa.Column("kiriman_id", sa.Integer(), nullable=True),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("bagian", sa.String(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("kotak_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diubah", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pelaksanaan_id"], ["pelaksanaan.id"]),
        sa.ForeignKeyConstraint(["kiriman_id"], ["kiriman.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("isianchat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isianchat_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_isianchat_telegram"), ["telegram"], unique=False)

    op.create_table(
        "datadukung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("tautan", sa.Text(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dilepas_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["pelaksanaan_id"], ["pelaksanaan.id"]),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.ForeignKeyConstraint(["sha256"], ["berkas.sha256"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("datadukung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_datadukung_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "tindaklanjut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("batas", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"]),
        sa.ForeignKeyConstraint(["pelaksanaan_id"], ["pelaksanaan.id"]),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "kode"),
    )
    with op.batch_alter_table("tindaklanjut", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tindaklanjut_instansi_id"), ["instansi_id"], unique=False)

    op.create_table(
        "isidisposisi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("triwulan", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "tahun", "triwulan", "langkah"),
    )

    op.create_table(
        "nomoragenda",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "tahun", "nomor"),
        sa.UniqueConstraint("penugasan_id"),
    )
    op.create_table(
        "pengalihan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("dari_personel", sa.Integer(), nullable=False),
        sa.Column("ke_personel", sa.Integer(), nullable=False),
        sa.Column("pesan", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dijawab_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dari_personel"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ke_personel"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("pengalihan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pengalihan_penugasan_id"), ["penugasan_id"], unique=False)


def _rencana_berversi() -> None:
    """What stood in `indikatortahunan` becomes version 1 of its year; runs, living and ended, keep that one."""
    op.create_table(
        "versirencana",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("oleh", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "tahun", "nomor"),
    )
    op.execute("ALTER TABLE pelaksanaan ADD COLUMN rencana_id INTEGER REFERENCES versirencana (id)")
    _pindahkan_rencana(op.get_bind())
    op.drop_table("indikatortahunan")


def _pindahkan_rencana(sambungan: sa.Connection) -> None:
    kolom = ("instansi_id", "tahun", "urutan", "aktif")
    lama = sa.table("indikatortahunan", *map(sa.column, kolom), sa.column("isi", sa.JSON))
    baru = sa.table(
        "versirencana",
        *map(sa.column, ("instansi_id", "tahun", "nomor", "alasan", "oleh")),
        sa.column("dibuat", sa.DateTime(timezone=True)),
        sa.column("isi", sa.JSON),
    )
    rencana: dict[tuple[int, int], list[object]] = {}
    for b in sambungan.execute(sa.select(lama).where(lama.c.aktif.is_(sa.true())).order_by(lama.c.urutan)):
        rencana.setdefault((b.instansi_id, b.tahun), []).append(b.isi)
    jalan = sa.table(
        "pelaksanaan", *map(sa.column, ("instansi_id", "tahun")), sa.column("mulai_pada", sa.DateTime(timezone=True))
    )
    for (instansi, tahun), isi in rencana.items():
        milik = (jalan.c.instansi_id == instansi, jalan.c.tahun == tahun)
        mulai = sambungan.execute(sa.select(sa.func.min(jalan.c.mulai_pada)).where(*milik)).scalar()
        satu = {"instansi_id": instansi, "tahun": tahun, "nomor": 1, "alasan": "rencana awal", "oleh": "pasang"}
        sambungan.execute(sa.insert(baru).values(**satu, dibuat=mulai or datetime(tahun, 1, 1, tzinfo=UTC), isi=isi))
    op.execute(
        "UPDATE pelaksanaan SET rencana_id = (SELECT v.id FROM versirencana v "
        "WHERE v.instansi_id = pelaksanaan.instansi_id AND v.tahun = pelaksanaan.tahun)"
    )


def _terbitan() -> None:
    """Recaps that were handed out before become publications without a printed code."""
    op.create_table(
        "terbitan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.String(), nullable=False),
        sa.Column("berlaku", sa.Boolean(), nullable=False),
        sa.Column("ringkasan", sa.JSON(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pelaksanaan_id"], ["pelaksanaan.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("terbitan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_terbitan_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_terbitan_sidik"), ["sidik"], unique=False)
    op.create_table(
        "berkasterbitan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terbitan_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["terbitan_id"], ["terbitan.id"]),
        sa.ForeignKeyConstraint(["sha256"], ["berkas.sha256"]),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("berkasterbitan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_berkasterbitan_terbitan_id"), ["terbitan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_berkasterbitan_sha256"), ["sha256"], unique=False)
    op.create_table(
        "isiterbitan",
        sa.Column("terbitan_id", sa.Integer(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["terbitan_id"], ["terbitan.id"]),
        sa.PrimaryKeyConstraint("terbitan_id"),
    )
    _pindahkan_terbitan(op.get_bind())


def _pindahkan_terbitan(sambungan: sa.Connection) -> None:
    jalan = sa.table("pelaksanaan", sa.column("id"), sa.column("dokumen", sa.JSON), sa.column("mulai_pada", _WAKTU))
    baru = sa.table(
        "terbitan",
        *map(sa.column, ("id", "pelaksanaan_id", "sidik", "berlaku")),
        sa.column("ringkasan", sa.JSON),
        sa.column("dibuat", _WAKTU),
    )
    berkas = sa.table(
        "berkasterbitan", *map(sa.column, ("terbitan_id", "jenis", "sha256")), sa.column("dibuat", _WAKTU)
    )
    for b in sambungan.execute(sa.select(jalan).order_by(jalan.c.id)).all():
        ada = {jenis: sha for jenis, sha in (b.dokumen or {}).items() if jenis in ("xlsx", "pdf", "png")}
        if ada:
            satu = {"pelaksanaan_id": b.id, "sidik": "", "berlaku": True, "ringkasan": {}, "dibuat": b.mulai_pada}
            sambungan.execute(sa.insert(baru).values(**satu))
            nomor = sambungan.execute(sa.select(sa.func.max(baru.c.id))).scalar_one()
            for jenis, sha in ada.items():
                isi = {"terbitan_id": nomor, "jenis": jenis, "sha256": sha, "dibuat": b.mulai_pada}
                sambungan.execute(sa.insert(berkas).values(**isi))
