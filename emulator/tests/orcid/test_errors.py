"""ORCID's refusals: status, code and the texts of both."""

from typing import Any

import pytest

from pid_emulator.orcid.errors import ApiError, OAuthError


@pytest.mark.parametrize(
    ("code", "values", "status", "developer", "user"),
    [
        (
            9010,
            {"activity": "work"},
            403,
            "403 Forbidden: You are not the source of the work, so you are not allowed to update it.",
            "The client application is not the source of the resource it is trying to access.",
        ),
        (
            9016,
            {},
            404,
            "404 Not Found: The resource was not found.",
            "The resource was not found.",
        ),
        (
            9017,
            {},
            401,
            "401 Unauthorized: The client application is not authorized for this ORCID record.",
            "The client application is not authorized.",
        ),
        (
            9034,
            {},
            400,
            "400 Bad Request: The put code provided is not valid.",
            "There was an error when updating the record. Please try again. If the error persists, please "
            "contact ${clientName} for assistance.",
        ),
        (
            9038,
            {},
            403,
            "409 Conflict: The item has a limited or private visibility and your request doesn't have the "
            "required scope.",
            "You don't have the permissions to execute this action.",
        ),
        (
            9044,
            {},
            409,
            "409 Conflict: The ORCID record is deactivated and cannot be edited.",
            "The ORCID record is deactivated.",
        ),
        (9057, {}, 409, "409 Conflict: The client is locked.", "The client is locked."),
    ],
)
def test_the_texts_of_a_code(
    code: int, values: dict[str, Any], status: int, developer: str, user: str
) -> None:
    error = ApiError(code, **values)
    assert error.status == status
    assert error.body() == {
        "response-code": status,
        "developer-message": developer,
        "user-message": user,
        "error-code": code,
        "more-info": "https://members.orcid.org/api/resources/troubleshooting",
    }


def test_the_clients_name_stands_in_the_users_text_where_it_is_known() -> None:
    assert ApiError(9034).body("PID guide")["user-message"] == (
        "There was an error when updating the record. Please try again. If the error persists, please "
        "contact PID guide for assistance."
    )


def test_the_reason_follows_the_text_of_the_code() -> None:
    assert ApiError(9006, 'For input string: "x"').body()["developer-message"] == (
        'The client application sent a bad request to ORCID. Full validation error: For input string: "x"'
    )


def test_the_status_of_a_release_candidate_is_another_than_its_body_says() -> None:
    error = ApiError(9056, version="3.0")
    assert (error.status, error.body()["response-code"]) == (308, 301)


def test_what_stands_before_the_api_refuses_with_oauths_two_members() -> None:
    assert OAuthError(401, "invalid_token", "Invalid access token: x").body() == {
        "error": "invalid_token",
        "error_description": "Invalid access token: x",
    }
