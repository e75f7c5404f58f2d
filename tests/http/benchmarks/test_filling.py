from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select

from benchmarks import filling, submissions
from survey.answers.tables import Response, answer_counts
from survey.database import reading


def test_copied_answers_and_their_rollups_agree(in_app: Flask, runner: FlaskCliRunner) -> None:
    size = 2 * filling.BLOCK
    (of,) = filling.answers_by_the_million(in_app, [size])
    with reading() as session:
        assert session.scalar(select(func.count()).where(Response.organisation_id == of)) == size
        counted = select(func.sum(answer_counts.c.responses)).where(answer_counts.c.organisation_id == of)
        assert session.scalar(counted) == size
        cells = select(func.count()).select_from(answer_counts).where(answer_counts.c.organisation_id == of)
        assert session.scalar(cells) == session.scalar(cells.where(answer_counts.c.responses >= 2))


def test_forms_of_invited_citizens_are_counted_as_they_were_meant(app: Flask, client: FlaskClient) -> None:
    tokens = filling.invite_many(app, 6)
    for number, token in enumerate(tokens):
        form = submissions.form_of(filling.answer(number))
        sent = client.post(f"/s/{token}", data=form, content_type="application/x-www-form-urlencoded")
        assert sent.status_code == 303
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 6
