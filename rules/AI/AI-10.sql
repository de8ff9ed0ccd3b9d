/*---
id: "AI-10"
title: {sv: "Många korta anställningar hos en liten arbetsgivare", en: "Many short jobs at one small employer"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: follow_up
subject: organisation
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  aid_members: [aid_case_id, person_id, from_date, to_date]
  incomes: [person_id, source, payer_id, period_from, period_to]
  organisations: [org_id, employees]
uses: []
population: {table: organisations, column: org_id, where: "employees < 10"}
facts: {people: integer, employees: integer}
parameters:
  job_days: {type: integer, default: 90, why: "a job of at most three months is short; a trial may last six (LAS 6 §)"}
  ended_days: {type: integer, default: 31, why: "a month's pay is reported in the month after"}
  fewest_people: {type: integer, default: 5, why: "four short jobs at one small firm can be chance or season"}
  small_below: {type: integer, default: 10, why: "fewer than ten employees: SCB's limit for the smallest firms"}
  look_back: {type: months_back, default: 24, why: "two years of jobs show a pattern and no more"}
legal_basis:
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 och 10 §§ (uppföljning)", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 och 15 §§", confirmed: false}
explain:
  sv: "{people} personer i hushåll med bistånd har haft en kort anställning hos {subject}, som har {employees} anställda."
  en: "{people} people in households with aid have had a short job at {subject}, which has {employees} employees."
innocent_explanations:
  - id: larger_employer
    visible: true
    sv: "Arbetsgivaren är så stor att många korta anställningar är väntade."
    en: "The employer is large enough for many short jobs to be expected."
    clears: {sv: "Antalet anställda.", en: "The number of employees."}
  - id: longer_jobs
    visible: true
    sv: "Anställningarna är längre än några månader eller pågår fortfarande."
    en: "The jobs are longer than a few months, or still going on."
    clears: {sv: "Inkomsternas perioder.", en: "The periods of the incomes."}
  - id: season_or_training
    visible: false
    sv: "Arbetet är säsongsarbete, praktik, bemanning eller anställning med stöd, och så ska det se ut."
    en: "The work is seasonal, a placement, staffing or subsidised, and is meant to look like this."
    clears: {sv: "Arbetsgivarens verksamhet och Arbetsförmedlingens beslut om stöd.", en: "What the employer does, and the employment service's decision on support."}
  - id: new_firm
    visible: false
    sv: "Företaget är nystartat och anställer, och antalet anställda i registret släpar efter."
    en: "The firm is new and hiring, and the number of employees in the register lags behind."
    clears: {sv: "Färska uppgifter om antalet anställda.", en: "A fresh figure for the employees."}
misses:
  - {sv: "Jobb som betalas svart eller genom flera bolag.", en: "Jobs paid off the books or through several companies."}
  - {sv: "Arbetsgivare vars antal anställda inte är känt.", en: "Employers whose number of employees is not known."}
next_step:
  sv: "Granska akterna: ge dem till de handläggare som ansvarar för ärendena. Kontakta inte arbetsgivaren härifrån; tänk på att de anställda kan vara utnyttjade."
  en: "Review these files: give them to the caseworkers in charge. Do not contact the employer from here; the employees may be exploited."
secrecy: ["OSL 26:1"]
leads_to: null
retention_days: 30
---*/
WITH small AS (
  SELECT org_id, employees, row_key FROM organisations WHERE employees < $small_below
),
jobs AS (
  SELECT i.person_id, i.payer_id, MIN(i.period_from) AS first_day, MAX(COALESCE(i.period_to, $as_of)) AS last_day
  FROM incomes AS i JOIN small AS o ON o.org_id = i.payer_id
  WHERE i.source = 'employer' AND i.period_from <= $as_of
  GROUP BY i.person_id, i.payer_id
),
short_jobs AS (
  SELECT j.person_id, j.payer_id, j.first_day, j.last_day FROM jobs AS j
  WHERE DATE_DIFF('day', j.first_day, j.last_day) + 1 <= $job_days
    AND DATE_DIFF('day', j.last_day, $as_of) >= $ended_days AND j.last_day >= $look_back
),
of_members AS (
  SELECT DISTINCT j.person_id, j.payer_id, j.first_day, j.last_day FROM short_jobs AS j
  JOIN aid_members AS m ON m.person_id = j.person_id
    AND m.from_date <= j.last_day AND (m.to_date IS NULL OR m.to_date >= j.first_day)
),
asked AS (
  SELECT m.payer_id, COUNT(*) AS people, MIN(m.first_day) AS first_day, MAX(m.last_day) AS last_day
  FROM of_members AS m GROUP BY m.payer_id HAVING COUNT(*) >= $fewest_people
),
evidence AS (
  SELECT a.payer_id, 'organisations' AS evidence_table, o.row_key AS evidence_key, a.first_day AS from_date, a.last_day AS to_date
  FROM asked AS a JOIN small AS o ON o.org_id = a.payer_id
  UNION ALL
  SELECT a.payer_id, 'incomes', i.row_key, i.period_from, COALESCE(i.period_to, i.period_from)
  FROM asked AS a JOIN of_members AS m ON m.payer_id = a.payer_id
  JOIN incomes AS i ON i.payer_id = m.payer_id AND i.person_id = m.person_id
  WHERE i.source = 'employer' AND i.period_from <= $as_of
  UNION ALL
  SELECT DISTINCT a.payer_id, 'aid_members', c.row_key, m.first_day, m.last_day
  FROM asked AS a JOIN of_members AS m ON m.payer_id = a.payer_id
  JOIN aid_members AS c ON c.person_id = m.person_id AND c.from_date <= m.last_day
    AND (c.to_date IS NULL OR c.to_date >= m.first_day) AND c.aid_case_id IS NOT NULL
)
SELECT e.payer_id AS subject_id, '' AS anchor, e.evidence_table, e.evidence_key, e.from_date, e.to_date,
  CAST(NULL AS DECIMAL(14,2)) AS amount, a.people, o.employees
FROM evidence AS e JOIN asked AS a ON a.payer_id = e.payer_id JOIN small AS o ON o.org_id = e.payer_id
