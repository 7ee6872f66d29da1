"""tabel awal"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "berkas",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "jedachat",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sampai", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_table(
        "kontak",
        sa.Column("telegram", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("terjangkau", sa.Boolean(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("diubah", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("telegram"),
    )
    op.create_table(
        "kotakmasuk",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("diterima_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("coba_lagi_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("galat", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("update_id"),
    )
    with op.batch_alter_table("kotakmasuk", schema=None) as batch_op:
        batch_op.create_index("ix_kotakmasuk_antri", ["status", "update_id"], unique=False)

    op.create_table(
        "pertanyaan",
        sa.Column("telegram", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=True),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("telegram"),
    )
    op.create_table(
        "versisop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sop_id", sa.String(), nullable=False),
        sa.Column("sidik", sa.String(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sidik"),
    )
    op.create_table(
        "instansi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("versi_sop_id", sa.Integer(), nullable=False),
        sa.Column("zona", sa.String(), nullable=False),
        sa.Column("grup", sa.BigInteger(), nullable=True),
        sa.Column("topik", sa.Integer(), nullable=True),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("jam_kerja", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["versi_sop_id"],
            ["versisop.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kode"),
    )
    op.create_table(
        "bidang",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "kode"),
    )
    op.create_table(
        "harikhusus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("libur", sa.Boolean(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "tanggal"),
    )
    op.create_table(
        "indikatortahunan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "tahun", "kode"),
    )
    op.create_table(
        "pelaksanaan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("triwulan", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=True),
        sa.Column("versi_sop_id", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("keadaan", sa.Text(), nullable=False),
        sa.Column("hash_akhir", sa.String(), nullable=False),
        sa.Column("status_kotak_id", sa.Integer(), nullable=True),
        sa.Column("dokumen", sa.JSON(), nullable=True),
        sa.Column("mulai_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.ForeignKeyConstraint(
            ["versi_sop_id"],
            ["versisop.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kunci"),
    )
    op.create_table(
        "personel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("telegram", sa.BigInteger(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("pangkat", sa.String(), nullable=False),
        sa.Column("jabatan", sa.String(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "telegram"),
    )
    with op.batch_alter_table("personel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personel_telegram"), ["telegram"], unique=False)

    op.create_table(
        "kejadian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("hash_sebelum", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "no"),
    )
    op.create_table(
        "kiriman",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("nama_berkas", sa.String(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dikirim_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "bidang", "versi"),
    )
    with op.batch_alter_table("kiriman", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kiriman_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "pemegangperan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("peran", sa.String(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("personel_id", "peran", "bidang"),
    )
    with op.batch_alter_table("pemegangperan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pemegangperan_personel_id"), ["personel_id"], unique=False)

    op.create_table(
        "penugasan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("putaran", sa.Integer(), nullable=False),
        sa.Column("tahap", sa.String(), nullable=False),
        sa.Column("peran", sa.String(), nullable=False),
        sa.Column("bidang", sa.String(), nullable=False),
        sa.Column("mulai_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batas", sa.DateTime(timezone=True), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hasil", sa.String(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pelaksanaan_id", "langkah", "putaran", "tahap", "peran", "bidang"),
    )
    with op.batch_alter_table("penugasan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_penugasan_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)
        batch_op.create_index("ix_penugasan_terbuka", ["selesai_pada"], unique=False)

    op.create_table(
        "kotakkeluar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topik", sa.Integer(), nullable=True),
        sa.Column("metode", sa.String(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("berkas", sa.JSON(), nullable=False),
        sa.Column("prioritas", sa.Integer(), nullable=False),
        sa.Column("ulang", sa.Integer(), nullable=False),
        sa.Column("asal_id", sa.Integer(), nullable=True),
        sa.Column("penugasan_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("coba_lagi_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terkirim_pada", sa.DateTime(timezone=True), nullable=True),
        sa.Column("galat", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asal_id"],
            ["kotakkeluar.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kunci"),
    )
    with op.batch_alter_table("kotakkeluar", schema=None) as batch_op:
        batch_op.create_index("ix_kotakkeluar_antri", ["status", "chat_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kotakkeluar_asal_id"), ["asal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kotakkeluar_penugasan_id"), ["penugasan_id"], unique=False)

    op.create_table(
        "lampiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=False),
        sa.Column("penugasan_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["berkas.sha256"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("lampiran", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lampiran_pelaksanaan_id"), ["pelaksanaan_id"], unique=False)

    op.create_table(
        "tonggak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("kapan", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("pelaksanaan_id", sa.Integer(), nullable=True),
        sa.Column("penugasan_id", sa.Integer(), nullable=True),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("selesai_pada", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pelaksanaan_id"],
            ["pelaksanaan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["penugasan_id"],
            ["penugasan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kunci"),
    )
    with op.batch_alter_table("tonggak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tonggak_penugasan_id"), ["penugasan_id"], unique=False)
        batch_op.create_index("ix_tonggak_tiba", ["selesai_pada", "kapan"], unique=False)
