"""A set of tables on disk: one Parquet file each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROVENANCE = ("src_register", "src_delivery", "src_file", "src_line")
"""The columns every received row carries beside the canonical ones: where it came from. Never mounted for a rule."""


@dataclass(frozen=True, slots=True)
class Tables(Mapping[str, Path]):
    """Parquet files by table name. The files hold the canonical columns, `row_key` (once linked) and `PROVENANCE`."""

    files: Mapping[str, Path]

    @classmethod
    def in_folder(cls, folder: Path) -> "Tables":
        """Every `<table>.parquet` of a folder."""
        return cls({path.stem: path for path in sorted(folder.glob("*.parquet"))})

    def __getitem__(self, name: str) -> Path:
        return self.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def adding(self, more: Mapping[str, Path]) -> "Tables":
        """These tables and some more; a name in both is the later's."""
        return Tables({**self.files, **more})
