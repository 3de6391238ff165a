"""ORCID's permission scopes: which a client may ask for, how, and what each implies."""

# Scopes that a client asks for on its own behalf (client credentials), never through a person.
CLIENT_SCOPES = frozenset(
    {
        "/read-public",
        "/webhook",
        "/premium-notification",
        "/group-id-record/read",
        "/group-id-record/update",
        "/orcid-profile/create",
        "/member-list/read",
        "/member-list/write",
        "/member-list/full-access",
    }
)
# Accepted in an authorization request and passed over, as other OpenID providers have them.
IGNORED_SCOPES = frozenset({"profile", "email", "address", "phone", "offline_access"})

PUBLIC_CLIENT_SCOPES = frozenset({"openid", "/authenticate", "/read-public"})
IMPLICIT_SCOPES = frozenset({"openid", "/authenticate"})

_ACTIVITIES = ("affiliations", "funding", "orcid-patents", "peer-review", "orcid-works")
_READS = tuple(f"/{activity}/read-limited" for activity in _ACTIVITIES)
_WRITES = tuple(f"/{activity}/{verb}" for activity in _ACTIVITIES for verb in ("create", "update"))
_READ_LIMITED = (
    "/read-limited",
    "/activities/read-limited",
    "/person/read-limited",
    "/orcid-bio/read-limited",
    *_READS,
)
_READ_PUBLIC = "/read-public"

_IMPLIED: dict[str, tuple[str, ...]] = {
    "/authenticate": (_READ_PUBLIC,),
    "openid": ("/authenticate", _READ_PUBLIC),
    "/email/read-private": (_READ_PUBLIC,),
    "/orcid-bio/external-identifiers/create": (_READ_PUBLIC,),
    "/orcid-bio/read-limited": (_READ_PUBLIC,),
    "/orcid-bio/update": ("/orcid-bio/external-identifiers/create", _READ_PUBLIC),
    **dict.fromkeys((*_READS, *_WRITES), (_READ_PUBLIC,)),
    "/person/read-limited": ("/orcid-bio/read-limited", _READ_PUBLIC),
    "/person/update": ("/orcid-bio/external-identifiers/create", "/orcid-bio/update", _READ_PUBLIC),
    "/activities/read-limited": (*_READS, _READ_PUBLIC),
    "/activities/update": (*_WRITES, _READ_PUBLIC),
    "/read-limited": (*_READ_LIMITED, _READ_PUBLIC),
    "/orcid-profile/read-limited": (*_READ_LIMITED, _READ_PUBLIC),
    "/orcid-profile/create": (
        *_READ_LIMITED,
        *_WRITES,
        "/activities/update",
        "/person/update",
        "/orcid-bio/update",
        "/orcid-bio/external-identifiers/create",
        "/orcid-profile/read-limited",
        "/group-id-record/read",
        "/group-id-record/update",
        "/authenticate",
        "openid",
        _READ_PUBLIC,
    ),
    "/group-id-record/update": ("/group-id-record/read",),
    "/premium-notification": ("/basic-notification",),
}

MEMBER_CLIENT_SCOPES = frozenset(_IMPLIED) | {_READ_PUBLIC, "/group-id-record/read", "/basic-notification"}
PREMIUM_CLIENT_SCOPES = MEMBER_CLIENT_SCOPES | {"/webhook"}


def implied(scopes: tuple[str, ...]) -> frozenset[str]:
    """Return `scopes` with everything they imply, transitively."""
    return frozenset(scopes).union(*(_IMPLIED.get(scope, ()) for scope in scopes))


# What the consent page says of each scope.
DESCRIPTIONS = {
    "openid": "Get your ORCID iD",
    "/authenticate": "Get your ORCID iD",
    "/read-limited": "Read what you share with trusted parties",
    "/activities/read-limited": "Read the activities you share with trusted parties",
    "/person/read-limited": "Read what you share about yourself with trusted parties",
    "/activities/update": "Add and change your research activities: works, affiliations, funding, reviews",
    "/person/update": "Add and change other information about you: keywords, country, links, identifiers",
    "/email/read-private": "Read all your e-mail addresses",
}
