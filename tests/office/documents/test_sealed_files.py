"""A sealed file: what goes in comes out; whatever is changed, moved, cut or added is found; sizes tell little."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paxweb.seal.boxes import BoxUnopened
from paxweb.seal.files import HEAD, PIECE, TAG, FileUnopened, Sealing, derived, opened, padded, size_on_disk
from paxweb.seal.keyfiles import destroy_key, fingerprint, found_key, made_key

KEY = b"k" * 32
SIZES = (0, 1, 4095, 4096, 4097, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 5 * PIECE + 17)


def sealed(path: Path, content: bytes, place: str = "here") -> Path:
    with path.open("w+b") as file:
        sealing = Sealing(file)
        for start in range(0, len(content), 10_000):
            sealing.write(content[start : start + 10_000])
        sealing.end()
        assert sealing.reader().read() == content
        sealing.settle(KEY, place)
    return path


def read(path: Path, key: bytes = KEY, place: str = "here") -> bytes:
    with path.open("rb") as file:
        return opened(file, key, place).read()


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out_and_the_disk_holds_none_of_it(tmp_path: Path, size: int) -> None:
    content = (b"Dana Danasson, 19700101-0000. " * (size // 30 + 1))[:size]
    path = sealed(tmp_path / "f", content)
    assert read(path) == content
    assert path.stat().st_size == size_on_disk(size)
    assert b"Danasson" not in path.read_bytes()


def test_it_can_be_moved_about_in(tmp_path: Path) -> None:
    content = os.urandom(3 * PIECE + 100)
    with sealed(tmp_path / "f", content).open("rb") as file:
        reader = opened(file, KEY, "here")
        for start, size in ((2 * PIECE - 5, 10), (0, 3), (3 * PIECE, 200), (len(content), 5), (17, 2 * PIECE)):
            reader.seek(start)
            assert reader.read(size) == content[start : start + size]
        assert reader.seek(-7, os.SEEK_END) == len(content) - 7
        assert reader.read() == content[-7:]


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, HEAD + 2 * (PIECE + TAG) + 60), flip=st.integers(1, 255))
def test_any_changed_byte_is_found(tmp_path_factory: pytest.TempPathFactory, at: int, flip: int) -> None:
    path = sealed(tmp_path_factory.mktemp("t") / "f", b"a" * (2 * PIECE + 50))
    whole = bytearray(path.read_bytes())
    whole[at] ^= flip
    path.write_bytes(whole)
    with pytest.raises(FileUnopened):
        read(path)


def test_a_file_that_is_cut_lengthened_mixed_or_moved_does_not_open(tmp_path: Path) -> None:
    path = sealed(tmp_path / "f", b"a" * (3 * PIECE))
    whole = path.read_bytes()
    one, two = HEAD + PIECE + TAG, HEAD + 2 * (PIECE + TAG)
    exchanged = whole[:HEAD] + whole[one:two] + whole[HEAD:one] + whole[two:]
    other = sealed(tmp_path / "g", b"b" * (3 * PIECE)).read_bytes()
    for changed in (whole[:-1], whole[:two], whole[:20], b"", whole + b"x", exchanged, whole[:one] + other[one:]):
        path.write_bytes(changed)
        with pytest.raises(FileUnopened):
            read(path)
    path.write_bytes(whole)
    for key, place in ((KEY, "elsewhere"), (b"x" * 32, "here")):
        with pytest.raises(FileUnopened):
            read(path, key, place)


def test_the_same_content_twice_looks_like_nothing_the_same(tmp_path: Path) -> None:
    one, two = (sealed(tmp_path / name, b"a" * 5000).read_bytes() for name in "fg")
    assert len(one) == len(two)
    assert one[8:] != two[8:]
    assert not {one[at : at + 16] for at in range(8, len(one) - 16)} & {two[at : at + 16] for at in range(8, 4000)}


def test_until_it_is_settled_no_key_of_it_is_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "f"
    with path.open("w+b") as file:
        sealing = Sealing(file)
        sealing.write(b"secret" * 50_000)
        sealing.end()
    with pytest.raises(FileUnopened):
        read(path)
    assert b"secret" not in path.read_bytes()


@given(st.integers(0, 2**31))
def test_padding_costs_little_and_hides_the_size(length: int) -> None:
    assert length <= padded(length) <= max(4096, length * 1.125)
    assert len({padded(length + step) for step in range(0, max(1, length // 64), max(1, length // 512))}) <= 3


def test_a_key_file_gives_one_key_and_is_destroyed_with_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "a.key"
    key = made_key(path, KEY, "case:a")
    assert made_key(path, KEY, "case:a") == key == found_key(path, KEY, "case:a")
    assert key not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == ["a.key"]
    for under, place in ((b"x" * 32, "case:a"), (KEY, "case:b")):
        with pytest.raises(BoxUnopened):
            found_key(path, under, place)
    assert fingerprint(key) != fingerprint(derived(key, "blobs"))
    assert destroy_key(path) is True
    assert (found_key(path, KEY, "case:a"), destroy_key(path)) == (None, False)
    assert made_key(path, KEY, "case:a") != key


def test_overwriting_reaches_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    made_key(path, KEY, "case:a")
    kept = tmp_path / "another name of the same file"
    os.link(path, kept)
    destroy_key(path)
    assert set(kept.read_bytes()) == {0}
