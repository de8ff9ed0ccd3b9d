"""Conditions and ways in words, both languages."""

from pax.casetypes.condition import Atom, Condition
from pax.casetypes.model import CaseType, Step
from pax.vocabulary import Text

ROLES = {
    "investigator": Text("handläggare", "investigator"),
    "lead": Text("ansvarig", "lead"),
    "lawyer": Text("jurist", "lawyer"),
    "registrar": Text("registrator", "registrar"),
}


def _atom(casetype: CaseType, atom: Atom) -> Text:
    step = casetype.steps[atom.step]
    sv, en = f"”{step.title.sv}”", f"“{step.title.en}”"
    if atom.answer is None:
        so = ("är", "is") if atom.wanted else ("är inte", "is not")
        return Text(f"{sv} {so[0]} gjort", f"{en} {so[1]} done")
    answer = step.answers[atom.answer]
    if atom.wanted:
        return Text(f"{sv} har svaret {answer.sv.lower()}", f"{en} has the answer {answer.en.lower()}")
    return Text(f"{sv} har inte svaret {answer.sv.lower()}", f"{en} does not have the answer {answer.en.lower()}")


def spoken(casetype: CaseType, condition: Condition) -> Text:
    """A condition as a clause: ”Våldsfrågan” har svaret nej."""
    said = [_atom(casetype, atom) for atom in condition.atoms]
    return Text(" eller ".join(text.sv for text in said), " or ".join(text.en for text in said))


def by(step: Step) -> Text:
    """Who may do it: handläggare eller ansvarig; två personer."""
    sv, en = " eller ".join(ROLES[role].sv for role in step.by), " or ".join(ROLES[role].en for role in step.by)
    return Text(f"{sv}; två personer", f"{en}; two people") if step.signs > 1 else Text(sv, en)


def leads_to(casetype: CaseType, step: Step) -> tuple[Text, ...]:
    """The states it leads to, each with the answers that do; empty when the case stays where it is."""
    said = []
    for target in dict.fromkeys(step.to.values()):
        title = casetype.states[target].title
        answers = [step.answers[answer] for answer, state in step.to.items() if answer and state == target]
        if answers:
            sv, en = " eller ".join(a.sv.lower() for a in answers), " or ".join(a.en.lower() for a in answers)
            said.append(Text(f"{title.sv} (vid svaret {sv})", f"{title.en} (when the answer is {en})"))
        else:
            said.append(title)
    return tuple(said)
