"""An exchange made for a test."""

from pathlib import Path

from pidguide.compare.exchanges import Exchange, Message


def exchange(
    url: str = "https://api.example/things?a=1&b=2",
    status: int = 200,
    body: str = "",
    media_type: str = "application/json",
    *,
    method: str = "GET",
    request_headers: dict[str, str] | None = None,
    request_body: str = "",
    reason: str = "",
    headers: dict[str, str] | None = None,
) -> Exchange:
    """Return an exchange; its answer has the media type as its only header unless `headers` are given."""
    sent = {"accept": "application/json"} if request_headers is None else request_headers
    return Exchange(
        file=Path("made.yaml"),
        position=0,
        method=method,
        url=url,
        request=Message(sent, request_body.encode()),
        status=status,
        answer=Message(headers or {"content-type": media_type}, body.encode()),
        reason=reason,
    )
