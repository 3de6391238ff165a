"""Runs samples against the registries with lxml, then with what stands in for it; prints both outputs."""

import json
import sys
from datetime import UTC, datetime
from functools import cache

import time_machine
from lxml import etree

from pidguide.in_page.tab import Tab
from pidguide.samples.catalogue import get_sample
from pidguide.site.run.page_recordings import page_recording


@cache
def schema(file: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(file))


def validate(file: str, text: str) -> list[list[object]]:
    """What web/src/libxml2.js does, by lxml: message, line and path of each finding."""
    document = text.lstrip("\n")
    checked = schema(file)
    checked.validate(etree.fromstring(document))
    return [[one.message, one.line + len(text) - len(document), one.path] for one in checked.error_log]


def outputs(recordings: dict[str, dict[str, object]]) -> dict[str, str]:
    tab = Tab([])
    tab.start()
    printed = {}
    for name, recording in recordings.items():
        tab.reset()
        with time_machine.travel(datetime.fromtimestamp(recording["recorded_at"], UTC), tick=False):
            ran = tab.run_emulated(recording["source"], recording["faults"], {}, lambda text: None)
        printed[name] = ran.output + ran.problem
    return printed


recordings = {name: page_recording(get_sample(name)) for name in sys.argv[1:]}
with_lxml = outputs(recordings)
for module in [name for name in sys.modules if name.partition(".")[0] in ("lxml", "pid_emulator")]:
    del sys.modules[module]
Tab([]).check_schemas_by(validate)
with_stand_in = outputs(recordings)
print(json.dumps({name: [with_lxml[name], with_stand_in[name]] for name in recordings}))
