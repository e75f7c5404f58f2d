from __future__ import annotations

import json
from typing import Any

import pytest

from admin.benchmark import envelope
from admin.benchmark.envelope import RefusedFile, canonical, check_signature, fingerprint, key_in, opened
from tests.unit.benchmark.files import PUBLIC, STRANGER, body, signed


def test_a_signed_file_is_what_its_maker_signed() -> None:
    found = opened(signed(body()))
    check_signature(found)
    assert (found.contents, found.key) == (body(), PUBLIC)


def test_the_canonical_form_does_not_depend_on_how_the_file_is_laid_out() -> None:
    assert canonical({"b": "é", "a": [1, {"d": 1, "c": 2}]}) == '{"a":[1,{"c":2,"d":1}],"b":"é"}'.encode()
    again = json.dumps(json.loads(signed(body())), sort_keys=True).encode()
    check_signature(opened(again))


def _changed(**changed: Any) -> bytes:
    return json.dumps(json.loads(signed(body())) | changed).encode()


@pytest.mark.parametrize(
    "file",
    [
        _changed(contents=body() | {"instance": "https://ander.example"}),
        _changed(key=envelope.public_half(STRANGER)),
        _changed(key="0" * 64),
        _changed(key="f" * 64),
        _changed(signature=json.loads(signed(body(), STRANGER))["signature"]),
        _changed(signature=""),
        _changed(contents={}),
        _changed(contents={"a": "\ud800"}),
    ],
)
def test_what_was_changed_does_not_fit(file: bytes) -> None:
    with pytest.raises(RefusedFile, match="signature does not fit"):
        check_signature(opened(file))


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"contents": {}, "key": 5, "signature": ""}',
        b'{"contents": {}, "contents": {}, "key": "", "signature": ""}',
        _changed(contents=[]),
        _changed(key="abc"),
        _changed(signature="?"),
        _changed(signature=None),
        _changed(more=1),
        _changed(contents={"a": 1.5}),
        _changed(contents={"a": float("nan")}),
        _changed(contents={"a": float("inf")}),
        b'{"contents": {"a": ' + b"9" * 5000 + b'}, "key": "", "signature": ""}',
    ],
)
def test_what_is_no_such_file_is_refused(file: bytes) -> None:
    with pytest.raises(RefusedFile, match="no file with scores"):
        opened(file)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(RefusedFile, match="too large"):
        opened(b" " * (envelope.LARGEST + 1))


def test_a_signature_under_something_else_does_not_fit() -> None:
    bare = STRANGER.sign(canonical(body()))
    found = envelope.Envelope(body(), envelope.public_half(STRANGER), bare)
    with pytest.raises(RefusedFile, match="signature does not fit"):
        check_signature(found)


def test_a_key_is_read_as_people_paste_it() -> None:
    assert key_in(f" {PUBLIC[:32].upper()}\n{PUBLIC[32:]} ") == PUBLIC
    assert key_in(PUBLIC[:-1]) is None
    assert key_in(PUBLIC[:-1] + "g") is None
    assert fingerprint(PUBLIC) != fingerprint(envelope.public_half(STRANGER))
    assert len(fingerprint(PUBLIC).split()) == 8
