"""What machines do for requests: each job runs as its machine, and may be run again."""

from uuid import UUID

from django_tasks import task

from paxweb.rights.collecting import collect


@task()
def collect_for(request_id: str) -> str:
    """Collect what a request asks for."""
    return str(collect(UUID(request_id)))
