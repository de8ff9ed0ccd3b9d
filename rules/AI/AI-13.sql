/*---
id: "AI-13"
title: {sv: "Samma barn räknas fullt i två ärenden", en: "The same child counted in full in two cases"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: both
subject: person
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date, to_date, role, counted_share]
uses: []
population: {table: aid_cases, column: applicant_id}
facts: {other_applicant: person, children: integer, since: date}
parameters:
  full_share: {type: decimal, default: 1, why: "a child is counted in full once; with two homes each household counts its half"}
  look_back: {type: months_back, default: 24, why: "two years of decisions; what is older is rarely corrected"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "ekonomiskt bistånd och återkrav av bistånd (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 §", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 och 15 §§", confirmed: false}
explain:
  sv: "{children} barn räknas fullt både i ärendet för {subject} och i ärendet för {other_applicant}, första gången {since}."
  en: "{children} child or children are counted in full both in the case of {subject} and in that of {other_applicant}, first on {since}."
innocent_explanations:
  - id: half_each
    visible: true
    sv: "Barnet bor växelvis och räknas till hälften i vart och ett av hushållen."
    en: "The child lives in both homes in turn and is counted half in each household."
    clears: {sv: "Andelen i besluten.", en: "The share in the decisions."}
  - id: moved
    visible: true
    sv: "Barnet flyttade från det ena hushållet till det andra och räknades aldrig i båda samma dag."
    en: "The child moved from one household to the other and was never counted in both on one day."
    clears: {sv: "Datumen för barnet i de två ärendena.", en: "The child's dates in the two cases."}
  - id: case_left_open
    visible: false
    sv: "Det ena ärendet upphörde i praktiken, men barnet eller ärendet avslutades inte i systemet."
    en: "One of the cases ended in practice, but the child or the case was not ended in the system."
    clears: {sv: "Senaste beslut och utbetalning i vart och ett av ärendena.", en: "The latest decision and payment in each case."}
  - id: decided_so
    visible: false
    sv: "Nämnden räknade barnet fullt i båda hushållen med avsikt, till exempel för umgänge, sjukdom eller i barnets bästa."
    en: "The board counted the child in full in both households on purpose, for instance for contact, illness or the child's best."
    clears: {sv: "Skälen i besluten.", en: "The reasons in the decisions."}
  - id: days_counted
    visible: false
    sv: "Normen räknades per dag i beräkningen, men andelen i registret sattes till ett."
    en: "The norm was counted by the day in the calculation, but the share in the register was set to one."
    clears: {sv: "Normberäkningen för månaden.", en: "The month's calculation."}
misses:
  - {sv: "Barn som räknas i en annan kommun.", en: "Children counted in another municipality."}
  - {sv: "Barn vars andelar tillsammans är mer än ett, men inte fullt i båda.", en: "Children whose shares add up to more than one, but are not full in both."}
next_step:
  sv: "Läs besluten i båda ärendena och rätta först det som är nämndens eget fel. Tala med föräldrarna var för sig, och lämna inte ut den enas uppgifter till den andra."
  en: "Read the decisions in both cases and first correct what is the board's own mistake. Talk with the parents one by one, and give neither's details to the other."
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
WITH counted AS (
  SELECT m.person_id, m.aid_case_id, c.applicant_id, c.opened_on, m.row_key AS member_key, c.row_key AS case_key,
    m.from_date, m.to_date, GREATEST(m.from_date, c.opened_on) AS first_day,
    LEAST(COALESCE(m.to_date, $as_of), COALESCE(c.closed_on, $as_of), $as_of) AS last_day
  FROM aid_members AS m JOIN aid_cases AS c ON c.aid_case_id = m.aid_case_id
  WHERE m.role = 'child' AND m.counted_share = $full_share AND c.opened_on <= $as_of AND m.from_date <= $as_of
),
pairs AS (
  SELECT b.applicant_id, a.applicant_id AS other_applicant, a.person_id,
    LEAST(a.aid_case_id, b.aid_case_id) || '|' || GREATEST(a.aid_case_id, b.aid_case_id) AS anchor,
    GREATEST(a.first_day, b.first_day) AS since, a.member_key AS earlier_key, a.from_date AS earlier_from, a.to_date AS earlier_to,
    b.member_key AS later_key, b.from_date AS later_from, b.to_date AS later_to, a.case_key AS earlier_case, b.case_key AS later_case
  FROM counted AS a
  JOIN counted AS b ON b.person_id = a.person_id
    AND (a.opened_on < b.opened_on OR a.opened_on = b.opened_on AND a.aid_case_id < b.aid_case_id)
  WHERE GREATEST(a.first_day, b.first_day, $look_back) <= LEAST(a.last_day, b.last_day)
),
questions AS (
  SELECT anchor, COUNT(DISTINCT person_id) AS children, MIN(since) AS since FROM pairs GROUP BY anchor
),
evidence AS (
  SELECT DISTINCT anchor, applicant_id, other_applicant, 'aid_members' AS evidence_table, earlier_key AS evidence_key,
    earlier_from AS from_date, earlier_to AS to_date FROM pairs
  UNION SELECT anchor, applicant_id, other_applicant, 'aid_members', later_key, later_from, later_to FROM pairs
  UNION SELECT anchor, applicant_id, other_applicant, 'aid_cases', earlier_case, since, earlier_to FROM pairs
  UNION SELECT anchor, applicant_id, other_applicant, 'aid_cases', later_case, since, later_to FROM pairs
)
SELECT e.applicant_id AS subject_id, e.anchor, e.evidence_table, e.evidence_key, e.from_date, e.to_date,
  CAST(NULL AS DECIMAL(14,2)) AS amount, e.other_applicant, q.children, q.since
FROM evidence AS e JOIN questions AS q ON q.anchor = e.anchor
