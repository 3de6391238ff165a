"""Query parameters as DataCite's server reads them: hyphens and underscores are the same."""

from werkzeug.datastructures import MultiDict


class Parameters:
    """The parameters of one request; names are given with hyphens."""

    def __init__(self, arguments: MultiDict[str, str], **fixed: str) -> None:
        self._values = {_name(key): value for key, value in arguments.items()}
        self._values |= {_name(key): value for key, value in fixed.items()}

    def get(self, name: str) -> str | None:
        """Return a parameter's value, None when it is missing or empty."""
        return self._values.get(name) or None

    def flag(self, name: str) -> bool:
        """Tell whether a switch is on."""
        return self._values.get(name) == "true"

    def has(self, name: str) -> bool:
        """Tell whether a parameter was sent, empty or not."""
        return name in self._values

    def has_value(self, name: str) -> bool:
        """Tell whether a parameter has a value; the server takes even `affiliation=false` for a yes."""
        return self.get(name) is not None

    def set(self, name: str, value: str) -> None:
        """Put one value in the place of whatever was sent."""
        self._values[name] = value

    def fields(self) -> dict[str, list[str]]:
        """Return the sparse field sets, by type."""
        found = {}
        for name, value in self._values.items():
            if name.startswith("fields[") and name.endswith("]"):
                found[name[7:-1]] = [part.strip() for part in value.split(",")]
        return found

    def included(self) -> list[str]:
        """Return the relationships to side-load."""
        return [part.strip().lower() for part in (self.get("include") or "").split(",") if part.strip()]


def _name(key: str) -> str:
    base, bracket, rest = key.partition("[")
    return base.replace("_", "-") + bracket + rest
