"""A DOI with every awkward character, and how tests ask."""

from collections.abc import Callable

from werkzeug.test import TestResponse

SICI = "10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v"
Get = Callable[..., TestResponse]
