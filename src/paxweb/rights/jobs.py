"""What machines do for requests: each job runs as its machine, and may be run again."""

from uuid import UUID

from django_tasks import task

from paxweb.rights.collecting import collect
from paxweb.rights.deleting import delete_decided
from paxweb.rights.reaching import list_receivers
from paxweb.rights.searching import search_sealed


@task()
def collect_for(request_id: str) -> str:
    """Collect what a request asks for."""
    return str(collect(UUID(request_id)))


@task()
def reach(correction_id: str) -> str:
    """List everybody who must be told of a correction."""
    return str(list_receivers(UUID(correction_id)))


@task()
def search_for(request_id: str, box: str) -> str:
    """Look for records; the words come sealed, for a job's arguments are kept in the open."""
    return str(search_sealed(UUID(request_id), bytes.fromhex(box)))


@task()
def delete(deletion_id: str) -> str:
    """Carry out a decided deletion."""
    return str(delete_decided(UUID(deletion_id)))
