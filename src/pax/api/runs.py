"""`open_run`: a run folder proved by its seal, its hashes and its schemas; then handed over in small batches."""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pax.api.folders import open_files, prove, refused
from pax.api.shapes import MAC, RUN, TAKEN
from pax.run.description import SCHEMA
from pax.run.keys import Keys, read

__all__ = ["BATCH", "Keys", "OpenedRun", "board_keys", "open_run"]

BATCH = 2_000
"""Rows of a table that are handed over at once, at most."""


@dataclass(frozen=True)
class OpenedRun:
    """A proved run. `rules` by rule id is `rules.json`. Close it when done: it holds the folder's files open."""

    path: Path
    sha256: str
    board: str
    as_of: date
    document: Mapping[str, Any]
    rules: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, IO[bytes]]
    hashes: Mapping[str, str]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return int(pq.ParquetFile(self.files[f"{table}.parquet"]).metadata.num_rows)

    def table(self, table: str) -> pa.Table:
        """A whole table."""
        return pq.ParquetFile(self.files[f"{table}.parquet"]).read()

    def batches(self, table: str, start: int = 0) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table from row `start` on, in the file's order, at most `BATCH` at a time."""
        passed = 0
        for batch in pq.ParquetFile(self.files[f"{table}.parquet"]).iter_batches(batch_size=BATCH):
            if passed + batch.num_rows > start:
                yield batch.slice(max(0, start - passed)).to_pylist()
            passed += batch.num_rows

    def verify(self) -> None:
        """Prove once more that nothing has been changed since it was opened. Raises `FolderRefused`."""
        if sha256(_whole(self.files[RUN])).hexdigest() != self.sha256:
            raise refused(RUN, "the file has changed while it was read")
        prove(self.files, self.hashes)

    def close(self) -> None:
        """Let go of the files."""
        for file in self.files.values():
            file.close()


def board_keys(folder: Path, board: str) -> Keys:
    """The run key and the subject key of a board, as `pax keys init` made them. Raises `WrongUse`."""
    return read(folder, board)


def open_run(path: Path, run_key: bytes, board: str) -> OpenedRun:
    """Open the run folder of a board. Raises `FolderRefused` with the file and the reason; never half a run.

    The order: names and sizes, the seal over `run.json`, whose run it is, every file's hash, every table's schema.
    """
    files = open_files(path)
    try:
        text = _whole(files[RUN])
        seal = hmac.new(run_key, text, sha256).hexdigest()
        if not hmac.compare_digest(seal.encode(), _whole(files[MAC]).strip()):
            raise refused(RUN, "the seal does not fit", "see that engine and office have the same run key")
        document = _document(text, board)
        hashes = {name: str(told["sha256"]) for name, told in document["files"].items()}
        prove(files, hashes)
        _refuse_schemas(files, document["files"])
        rules = {rule["id"]: rule for rule in json.loads(_whole(files["rules.json"]))}
    except (ValueError, KeyError, TypeError, AttributeError):
        _close(files)
        raise refused(RUN, "the file does not say what a run says", "use an engine of this version") from None
    except BaseException:
        _close(files)
        raise
    return OpenedRun(
        path=path, sha256=sha256(text).hexdigest(), board=board, as_of=date.fromisoformat(document["as_of"]),
        document=document, rules=rules, files=files, hashes=hashes,
    )  # fmt: skip


def _document(text: bytes, board: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    if document["schema"] != SCHEMA:
        raise refused(RUN, "the run is written in another version's form", "use an engine of this version")
    if document["board"]["id"] != board:
        raise refused(RUN, "the run is another board's", "name the board whose run it is")
    if document["left_out"]:
        raise refused(RUN, "files are left out of the run", "make keys with pax keys init and run with --keys")
    date.fromisoformat(document["as_of"])
    return document


def _refuse_schemas(files: Mapping[str, IO[bytes]], told: Mapping[str, Any]) -> None:
    for name, schema in TAKEN.items():
        file = f"{name}.parquet"
        try:
            found = pq.ParquetFile(files[file])
            same = found.schema_arrow.remove_metadata().equals(schema)
        except (pa.ArrowException, OSError):
            raise refused(file, "the file is no table") from None
        if not same:
            raise refused(file, "the columns are not those of a run", "use an engine of this version")
        if found.metadata.num_rows != told[file]["rows"]:
            raise refused(file, "run.json tells another number of rows")


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _close(files: Mapping[str, IO[bytes]]) -> None:
    for file in files.values():
        file.close()
