/*---
id: "AI-08"
title: {sv: "Uppgiven hyra som är högre än hyran i kontraktet",
  en: "A declared rent above the rent of the lease"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: follow_up
subject: person
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, applicant_id, opened_on, closed_on, declared_dwelling_id, declared_rent]
  tenancies: [tenancy_id, dwelling_id, monthly_rent, from_date, to_date]
uses: []
population: {table: aid_cases, column: applicant_id, where: "declared_rent > 0"}
facts: {declared: decimal, together: decimal, rent: decimal, cases: integer}
parameters:
  factor: {type: decimal, default: 1.15, why: "heating, electricity, parking and the yearly increase make up to fifteen percent"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "skäliga kostnader för boendet och återkrav (paragraferna bekräftas av jurist)", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12, 15 §§", confirmed: false}
  - {act: "Lag (2001:454) om behandling av personuppgifter inom socialtjänsten", section: "6 §", confirmed: false}
explain: {sv: "{subject} har uppgett en hyra på {declared} kr i månaden. Kontrakten för bostaden har en hyra på {rent} kr. Öppna ärenden med den bostaden: {cases}, med tillsammans {together} kr i uppgiven hyra.",
  en: "{subject} has declared a rent of SEK {declared} a month. The leases of the dwelling have a rent of SEK {rent}. Open cases at that dwelling: {cases}, declaring SEK {together} together."}
innocent_explanations:
  - id: shared_lease
    visible: true
    sv: "Två personer har samma kontrakt och delar på hyran."
    en: "Two people hold one lease and share its rent."
    clears: {sv: "Kontraktets nummer och de uppgivna delarna av hyran.", en: "The number of the lease and the shares of the rent declared."}
  - id: two_leases_one_home
    visible: true
    sv: "Bostaden har flera kontrakt, till exempel ett rum var, och hyrorna ska läggas ihop."
    en: "The dwelling has several leases, such as a room each, and the rents are to be added."
    clears: {sv: "Kontrakten för bostaden.", en: "The leases of the dwelling."}
  - id: extra_costs
    visible: true
    sv: "I den uppgivna hyran ingår värme, el eller parkering, upp till femton procent."
    en: "The declared rent includes heating, electricity or parking, up to fifteen percent."
    clears: {sv: "Hyresavin.", en: "The rent notice."}
  - id: rent_raised
    visible: false
    sv: "Hyran är höjd efter förhandling eller renovering och listan från hyresvärden är äldre."
    en: "The rent was raised after negotiation or renovation, and the landlord's list is older."
    clears: {sv: "Den senaste hyresavin.", en: "The latest rent notice."}
  - id: lodger
    visible: false
    sv: "Den ena är inneboende hos den andra och betalar skälig hyra, som räknas som inkomst i det andra ärendet."
    en: "One lodges with the other and pays a fair rent, which is counted as income in the other case."
    clears: {sv: "Inneboendekontraktet och beräkningen i det andra ärendet.", en: "The lodger's agreement and the calculation in the other case."}
  - id: mistyped
    visible: false
    sv: "Beloppet eller bostadens nummer är felskrivet i ärendet."
    en: "The amount or the number of the dwelling was mistyped in the case."
    clears: {sv: "Hyreskontraktet i akten.", en: "The lease in the file."}
misses:
  - {sv: "Bostäder vars hyresvärd inte lämnar någon lista, eller där en hyra saknas.", en: "Dwellings whose landlord delivers no list, or where a rent is missing."}
  - {sv: "Hyror som är för höga redan i kontraktet, och ärenden utan uppgiven bostad.", en: "Rents that are too high in the lease itself, and cases without a declared dwelling."}
next_step: {sv: "Lämna till ansvarig handläggare: granska akten och jämför med hyresavin. Listan är ingen grund för ett eget ärende.",
  en: "To the responsible caseworker: review this file and compare it with the rent notice. The list is no ground for a case of its own."}
secrecy: ["OSL 26:1"]
leads_to: bidragsbrottslagen_6
retention_days: 30
---*/
WITH declared AS (
  SELECT aid_case_id, applicant_id, row_key, declared_dwelling_id, declared_rent, opened_on FROM aid_cases
  WHERE opened_on <= $as_of AND COALESCE(closed_on, $as_of) >= $as_of AND declared_rent > 0
), together AS (
  SELECT declared_dwelling_id AS dwelling_id, COUNT(*) AS cases, CAST(SUM(declared_rent) AS DECIMAL(14,2)) AS rent
  FROM declared GROUP BY declared_dwelling_id
), leases AS (
  SELECT l.tenancy_id, l.dwelling_id, MAX(l.monthly_rent) AS rent
  FROM tenancies AS l JOIN together AS t ON t.dwelling_id = l.dwelling_id
  WHERE COALESCE(l.from_date, $as_of) <= $as_of AND COALESCE(l.to_date, $as_of) >= $as_of
  GROUP BY l.tenancy_id, l.dwelling_id
), found AS (
  SELECT t.dwelling_id, t.cases, t.rent AS together, CAST(SUM(l.rent) AS DECIMAL(14,2)) AS rent
  FROM together AS t JOIN leases AS l ON l.dwelling_id = t.dwelling_id
  GROUP BY t.dwelling_id, t.cases, t.rent
  HAVING COUNT(*) = COUNT(l.rent) AND SUM(l.rent) > 0 AND t.rent > CAST(SUM(l.rent) AS DECIMAL(14,2)) * $factor
)
SELECT d.applicant_id AS subject_id, d.aid_case_id AS anchor, 'aid_cases' AS evidence_table, d.row_key AS evidence_key,
  d.opened_on AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14,2)) AS amount,
  d.declared_rent AS declared, f.together, f.rent, f.cases
FROM declared AS d JOIN found AS f ON f.dwelling_id = d.declared_dwelling_id
UNION ALL
SELECT d.applicant_id, d.aid_case_id, 'tenancies', l.row_key, d.opened_on, CAST(NULL AS DATE), CAST(NULL AS DECIMAL(14,2)),
  d.declared_rent, f.together, f.rent, f.cases
FROM declared AS d
JOIN found AS f ON f.dwelling_id = d.declared_dwelling_id
JOIN tenancies AS l ON l.dwelling_id = f.dwelling_id
WHERE COALESCE(l.from_date, $as_of) <= $as_of AND COALESCE(l.to_date, $as_of) >= $as_of
