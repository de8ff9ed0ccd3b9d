"""Files as they come in: sealed piece by piece, never open on a disk; at addresses that take none, let go by unread."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve

from paxweb.accounts.models import User
from paxweb.accounts.signin.strength import is_strong
from paxweb.documents.formats.reasons import NO_ROOM, too_large
from paxweb.documents.storage import Spool
from paxweb.frame.languages import elsewhere
from paxweb.signals.actions.refused import Reason

Respond = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
MIB = 1024 * 1024


class Sent(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that came with a form. `problem`: why there is nothing of it."""

    def __init__(self, name: str, spool: Spool | None, size: int, problem: Reason | None) -> None:
        super().__init__(file=None, name=name, size=size)
        self.spool = spool
        self.problem = problem

    def close(self) -> None:
        """The request is over: what was not settled goes."""
        if self.spool is not None:
            self.spool.discard()


class Letting(FileUploadHandler):
    """Lets every file go by. What every address does that has not said that it receives files."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        """Nothing of it is kept."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never reached."""
        return None

    def file_complete(self, file_size: int) -> Sent | None:
        """Nothing."""
        return None


class SealingHandler(FileUploadHandler):
    """Seals a file while it comes. One that is too large is let go by from there on; the form's other fields remain."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.spools: list[Spool] = []
        self._spool: Spool | None = None
        self._problem: Reason | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._spool, self._problem = None, None
        try:
            self._spool = Spool()
            self.spools.append(self._spool)
        except OSError:
            self._problem = NO_ROOM

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Seal a piece, if there is room for it."""
        if self._spool is not None and self._problem is None:
            if self._spool.length + len(raw_data) > settings.PAX_DOCUMENT_MB * MIB:
                self._stop(too_large(settings.PAX_DOCUMENT_MB))
                return None
            try:
                self._spool.write(raw_data)
            except OSError:
                self._stop(NO_ROOM)
        return None

    def file_complete(self, file_size: int) -> Sent | None:
        """What came, or why nothing did."""
        name = str(self.file_name or "")
        if self._spool is None or self._problem is not None:
            return Sent(name, None, 0, self._problem)
        try:
            self._spool.end()
        except OSError:
            self._stop(NO_ROOM)
            return Sent(name, None, 0, self._problem)
        return Sent(name, self._spool, self._spool.length, None)

    def _stop(self, problem: Reason) -> None:
        self._problem = problem
        if self._spool is not None:
            self._spool.discard()

    def let_go(self) -> None:
        """Whatever was not settled goes away with the request."""
        for spool in self.spools:
            spool.discard()


def receives(view: View) -> View:
    """Say that a view takes files. Stands above the door."""
    view.receives = True  # type: ignore[attr-defined]  # a function carries its mark
    return view


class Receiving:
    """Takes in what is sent before any transaction is open: a slow line holds no row, and a cut one leaves nothing."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the form, answer, and let go of what nobody kept."""
        if not _takes_files(request):
            return self.respond(request)
        handler = SealingHandler(request)
        request.upload_handlers = [handler]
        try:
            cast(Any, request)._load_post_and_files()
            return self.respond(request)
        except (UnreadablePostError, BadRequest):
            handler.upload_interrupted()
            context = {"elsewhere": elsewhere(request), "back": request.path_info}
            return render(request, "documents/broken_off.html", context, status=400)
        finally:
            handler.let_go()


def _takes_files(request: HttpRequest) -> bool:
    """Somebody with a second factor sends a form with files to an address that receives them."""
    if request.method != "POST" or request.content_type != "multipart/form-data":
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "receives", False) and isinstance(request.user, User) and is_strong(request)
