"""Which role may do what. A page names its act; this table and a person's clearances say whether it opens."""

from collections.abc import Mapping

from paxweb.accounts.models import Role

READING = frozenset(
    {
        "item.list",
        "item.read",
        "question.read",
        "week.list",
        "case.list",
        "case.read",
        "document.read",
        "search.use",
        "letter.read",
    }
)
"""Inside the wall, nothing changed."""

WORKING = READING | {
    "item.answer",
    "item.take",
    "item.give_back",
    "item.clear",
    "item.put_off",
    "item.more",
    "item.hand_over",
    "item.take_up",
    "item.reread",
    "case.open",
    "case.do",
    "case.step",
    "case.note",
    "case.task",
    "case.export",
    "outcome.post",
    "document.add",
    "letter.write",
    "export.print",
    "export.pdf",
    "export.csv",
}

LEADING = WORKING | {
    "item.assign",
    "case.lead",
    "case.sign",
    "letter.sign",
    "lead.figures",
    "lead.capacity",
    "access.propose",
    "access.absence",
    "team.name",
    "break_glass.open",
    "protected.grant",
    "protected.lift",
    "dpo.countersign",
    "export.list",
    "rights.overview",
    "rights.read",
    "rights.sign",
    "retention.decide",
    "api.list",
    "api.propose",
    "api.end",
}

REGISTERING = frozenset(
    {
        "rights.overview",
        "rights.read",
        "rights.collect",
        "rights.mark",
        "rights.correct",
        "records.handle",
        "retention.propose",
        "retention.hold",
    }
)
"""Requests of people and of the public, and what is kept how long. A second person signs."""

ACTS_OF: Mapping[Role, frozenset[str]] = {
    Role.READER: READING,
    Role.INVESTIGATOR: WORKING,
    Role.LEAD: LEADING,
    Role.LAWYER: READING | {"dpo.countersign", "case.do", "case.advise"},
    Role.DPO: frozenset({"api.list", "export.list", "dpo.review", "dpo.reveal_name", "access.list", "rights.overview"}),
    Role.REGISTRAR: REGISTERING,
    Role.TIP_HANDLER: frozenset(),
    Role.ACCESS_OFFICER: frozenset(
        {
            "access.list",
            "access.grant",
            "access.end",
            "access.confirm",
            "access.ask",
            "access.account",
            "access.absence",
            "access.bind",
            "access.reset_factor",
            "dpo.countersign",
            "api.list",
            "api.confirm",
            "api.end",
        }
    ),
    Role.TECHNICIAN: frozenset({"tech.health", "tech.jobs", "api.list", "api.propose", "api.end"}),
    Role.PROTECTED_HANDLER: frozenset({"protected.reveal"}),
}
"""The table of the access design. Acts of rooms that are not built yet have no name."""

OWN = frozenset({"office.enter", "own.factors", "own.access", "own.notices", "declare.own", "paper.read", "paper.sign"})
"""What anybody who is signed in may do with what is their own."""

INSIDE = frozenset({Role.READER, Role.INVESTIGATOR, Role.LEAD, Role.LAWYER})
"""Roles that open a wall, once each of its labels is held."""

DESK = frozenset({Role.REGISTRAR, Role.LEAD})
"""Roles that open the papers of a request (an extract, a correction, a hold) once each label of its wall is held."""

CONTENT = INSIDE | {Role.REGISTRAR, Role.TIP_HANDLER, Role.PROTECTED_HANDLER}
"""Roles that count only for somebody whose staff key is bound at the board."""

GLASS = frozenset({"item.read", "question.read", "case.read", "document.read"})
"""What broken glass opens, for the one item."""

HANDLER = "protected.reveal"
"""The one act that is given per item."""
