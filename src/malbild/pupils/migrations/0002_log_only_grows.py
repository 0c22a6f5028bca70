"""The database itself refuses to change or remove a line of the log."""

from django.db import migrations

_SQLITE = [
    f"CREATE TRIGGER access_no_{verb.lower()} BEFORE {verb} ON pupils_access "
    "BEGIN SELECT RAISE(ABORT, 'the log of accesses only grows'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRES = [
    "CREATE FUNCTION access_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log of accesses only grows'; END $$",
    "CREATE TRIGGER access_only_grows BEFORE UPDATE OR DELETE ON pupils_access "
    "FOR EACH ROW EXECUTE FUNCTION access_only_grows()",
]


def close_log(apps, schema_editor):
    if schema_editor.connection.alias != "pupils":
        return
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("pupils", "0001_pupils")]
    operations = [migrations.RunPython(close_log, migrations.RunPython.noop)]
