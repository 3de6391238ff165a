"""The page of what is loaded lists what a reader can use, each in a form that Markdown leaves alone."""

from pid_emulator import Emulator
from pidguide.site.render.loaded_records import show_loaded


def test_it_lists_every_person_client_and_doi(emulator: Emulator) -> None:
    page = show_loaded()
    world = emulator.world
    wanted = [
        *(record.orcid for record in world.orcid),
        *(client.client_id for client in world.orcid.clients),
        *world.crossref.all("works"),
        *world.datacite.production.dois,
        *world.datacite.test.dois,
        *emulator.environment(),
    ]
    fresh = ("ORCID_ACCESS_TOKEN", "ORCID_REFRESH_TOKEN", "ORCID_AUTHORIZATION_CODE", "ORCID_NONCE")
    assert [each for each in wanted if f"`{each}`" not in page and each not in fresh] == []
    assert "`emulator-orcid-sign-in`" in page and "http://127.0.0.1:5000/callback" in page


def test_each_row_has_its_columns_and_no_mark_up() -> None:
    columns = 0
    for line in map(str.strip, show_loaded().splitlines()):
        if not line.startswith("|"):
            columns = 0
            continue
        found = line.replace("\\|", "").count("|")
        columns = columns or found
        assert found == columns, line
        assert "<" not in line.replace("&lt;", "").partition("` |")[2], line
