"""What a request of the MDS works with: DOIs by name, and writes by the REST API's own rules."""

from typing import Any

from pid_emulator.datacite.auth import may_see
from pid_emulator.datacite.dois import Doi, normalize_doi
from pid_emulator.datacite.mds.bodies import WrongBody
from pid_emulator.datacite.rest.context import Context
from pid_emulator.datacite.rest.payloads import Payload
from pid_emulator.datacite.suffixes import random_doi
from pid_emulator.datacite.world import DataCiteWorld


class MdsContext(Context):
    """One system's MDS; `host` is its name in addresses."""

    def __init__(self, world: DataCiteWorld, system_name: str, host: str) -> None:
        super().__init__(world, system_name)
        self.host = host

    def known_doi(self, name: str, error: str = "DOI not found") -> Doi:
        """Return a DOI that the account may see. Raises WrongBody with status 404."""
        doi = normalize_doi(name)
        found = self.system.dois.get(doi) if doi else None
        if found is None or not may_see(found, self.require_account()):
            raise WrongBody(404, error if doi else "DOI not found")
        return found

    def chosen_name(self, path: str, identifier: str, number: str) -> str:
        """Return the DOI of the path, else the document's own, else a new one with the path's prefix.

        `identifier` is what the document names, `number` what a new suffix is made of; a random one where
        it has no digits. Raises WrongBody.
        """
        if doi := normalize_doi(path) or normalize_doi(identifier):
            return doi
        if not path.startswith("10."):
            raise WrongBody(404, "DOI not found")
        digits = "".join(character for character in number if character.isdecimal())
        name = random_doi(path, self.world.random, int(digits[:15]) if digits.strip("0") else None)
        if name in self.system.dois:
            raise WrongBody(400, f"doi:{name} has already been registered")
        return name

    def save(self, name: str, attributes: dict[str, Any]) -> Doi:
        """Update a DOI, or create it where there is none. Raises Problem."""
        payload = Payload({"data": {"type": "dois", "attributes": {**attributes, "source": "mds"}}})
        current = self.system.dois.get(name)
        return self.writer.update(current, payload) if current else self.writer.create(payload, name)
