"""Backups: everything the platform keeps, in one sealed file; and a machine made anew out of it.

    sealing.py    the file: encrypted and authenticated in pieces, so that a wrong key, a changed byte or a cut shows
    archive.py    what lies in it: parts of tables, files, and at the end the manifest with the hash of each of them
    tables.py     the database: all tables of one snapshot, out and in
    stored.py     uploaded and produced files, and the anchors of the journal
    make.py       `manage.py backup`, restore.py `manage.py restore`
    schedule.py   the backup of every day, and how many are kept

Everything is read and written as a stream. Keys are not in it: whoever has a backup alone can read nothing, and the
docs (docs/operations.md) say what must be kept apart from it.
"""
