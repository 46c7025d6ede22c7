"""The process that makes files behind readers: `python -m dashboard.export.apart_worker`, with jobs as pickles on standard input."""

from __future__ import annotations

import logging
import os
import pickle
import sys

from dashboard.export.apart import Job, OtherBuildError
from dashboard.export.chart_file import Exported, export
from dashboard.store.database import open_current
from dashboard.store.problems import StoreError

log = logging.getLogger("panmunjom")


def made(job: Job) -> Exported | Exception:
    """The file of a job, or what to raise."""
    try:
        database = open_current(job.settings)
        if database.version != job.version:
            return OtherBuildError(database.version)
        return export(job.chart_id, job.form, job.filters, database, job.site, job.choices)
    except Exception as error:
        return error


def main() -> None:
    """Makes a file for each job of standard input, until it ends: with it goes the server that asked."""
    try:
        os.nice(10)
    except OSError as error:
        log.warning("files are not made behind readers: %s", error.strerror)
    asked = sys.stdin.buffer
    # What libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            job = pickle.load(asked)  # noqa: S301 - of our own server
        except EOFError:
            return
        try:
            answer = pickle.dumps(made(job))
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            answer = pickle.dumps(StoreError(f"{job.chart_id}.{job.form}: {error}"))
        answers.write(answer)
        answers.flush()


if __name__ == "__main__":
    main()
