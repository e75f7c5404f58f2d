"""A submission counts exactly once, whatever the number of clicks, retries and processes."""

from __future__ import annotations

import re
from collections import Counter
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select

from survey.answers.tables import OpenSubmission, Response, answer_counts
from survey.database import reading
from tests import factories

PARALLEL = 20


def post_at_once(app: Flask, path: str, data: dict[str, str]) -> Counter[int]:
    """Twenty browsers send the same form at the same moment; gives how many got which status."""
    barrier, statuses = Barrier(PARALLEL), []

    def send() -> None:
        client = app.test_client()
        barrier.wait()
        statuses.append(client.post(path, data=data).status_code)

    threads = [Thread(target=send) for _ in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(statuses)


def counts() -> tuple[int | None, int | None]:
    with reading() as session:
        return (
            session.scalar(select(func.count()).select_from(Response)),
            session.scalar(select(func.sum(answer_counts.c.responses))),
        )


def test_twenty_parallel_posts_to_a_personal_link(in_app: Flask) -> None:
    token = factories.invited(factories.organisation())
    assert post_at_once(in_app, f"/s/{token}", {"mark": "8"}) == {303: 1, 410: PARALLEL - 1}
    assert counts() == (1, 1)


def test_twenty_parallel_posts_of_one_form_of_the_open_link(in_app: Flask) -> None:
    factories.organisation()
    page = in_app.test_client().get("/o/voorbeeld").text
    found = re.search(r'name="submission" value="([^"]+)"', page)
    assert found
    statuses = post_at_once(in_app, "/o/voorbeeld", {"mark": "8", "submission": found[1]})
    assert statuses == {303: 1, 410: PARALLEL - 1}
    assert counts() == (1, 1)


def test_twenty_citizens_at_once_are_all_counted(in_app: Flask) -> None:
    owner = factories.organisation()
    tokens = [factories.invited(owner, f"R{number}") for number in range(PARALLEL)]
    barrier = Barrier(PARALLEL)

    def send(token: str) -> None:
        client = in_app.test_client()
        barrier.wait()
        client.post(f"/s/{token}", data={"bekend": "4", "mark": "8"})

    threads = [Thread(target=send, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts() == (PARALLEL, PARALLEL)


def test_a_form_without_our_signature_is_shown_again_and_not_counted(in_app: Flask) -> None:
    factories.organisation()
    client = in_app.test_client()
    for number in ("", "made-up"):
        page = client.post("/o/voorbeeld", data={"mark": "8", "submission": number})
        assert page.status_code == 422
        assert re.search(r'value="8"[^>]*checked', page.text)
    assert counts() == (0, None)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(OpenSubmission)) == 0


def test_the_same_poster_can_be_answered_by_many(in_app: Flask) -> None:
    factories.organisation()
    client = in_app.test_client()
    for _ in range(3):
        found = re.search(r'name="submission" value="([^"]+)"', client.get("/o/voorbeeld?channel=counter").text)
        assert found
        data = {"mark": "8", "submission": found[1]}
        assert client.post("/o/voorbeeld?channel=counter", data=data).status_code == 303
    assert counts() == (3, 3)
    with reading() as session:
        assert set(session.scalars(select(Response.channel))) == {"counter"}
