/*---
id: "HO-03"
title:
  sv: "Ett hyreskontrakt utan levande innehavare"
  en: "A lease without a living holder"
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: dwelling
first_contact: landlord
in_favour: false
wildcard: true
reads:
  tenancies: [tenancy_id, holder_id, dwelling_id, from_date, to_date]
  persons: [person_id, deregistration_code, deregistration_date]
  residences: [person_id, dwelling_id, from_date, to_date]
  relations: [person_id, related_id, kind, from_date]
uses: []
population: {table: tenancies, column: dwelling_id}
facts: {lease: lease, gone_on: date, to_settle: boolean}
parameters:
  gone_days: {type: integer, default: 180, why: "an estate and its landlord need months to end or transfer a lease (JB 12:5, 12:34)"}
  lived_with_days: {type: integer, default: 365, why: "who has lived with the holder for long may have a right to take over (JB 12:34)"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 5 §", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 34 §", confirmed: false}
explain:
  sv: "Kontraktet {lease} på {subject} har ingen innehavare kvar i folkbokföringen sedan {gone_on}. Någon som bott länge med innehavaren bor kvar: {to_settle}."
  en: "The lease {lease} on {subject} has had no holder left in the population register since {gone_on}. Someone who lived long with the holder remains: {to_settle}."
innocent_explanations:
  - {id: estate, visible: true, sv: "Dödsboet avvecklar bostaden och betalar hyran under tiden.", en: "The estate is winding up the home and pays the rent meanwhile.",
     clears: {sv: "Dödsboets uppsägning eller bouppteckningen.", en: "The estate's notice, or the estate inventory."}}
  - {id: spouse, visible: true, sv: "Make, maka eller registrerad partner bor kvar och har rätt att överta kontraktet.", en: "A spouse or registered partner remains and has the right to take over the lease.",
     clears: {sv: "Anmälan om övertagande.", en: "The notice of takeover."}}
  - {id: co_holder, visible: true, sv: "En annan kontraktsinnehavare lever och står kvar på avtalet.", en: "Another holder of the lease is alive and remains on the agreement.",
     clears: {sv: "Hyresavtalet.", en: "The lease."}}
  - {id: cohabitant, visible: false, sv: "En sambo, ett vuxet barn eller en annan närstående bor kvar och får överta kontraktet; överlåtelsen är inte avgjord. Sambor finns i inget register.", en: "A cohabitant, grown-up child or other close person remains and may take over; the transfer is not decided. No register holds cohabitants.",
     clears: {sv: "Ansökan om överlåtelse, eller hyresnämndens ärende.", en: "The application for transfer, or the rent tribunal's case."}}
  - {id: returning, visible: false, sv: "Innehavaren har flyttat utomlands för en tid och hyresvärden har medgett att avtalet löper.", en: "The holder lives abroad for a time and the landlord has agreed that the lease runs.",
     clears: {sv: "Hyresvärdens medgivande eller tillståndet till andrahandsuthyrning.", en: "The landlord's consent or the permit to sublet."}}
  - {id: wrongly_gone, visible: false, sv: "Innehavaren är felaktigt avregistrerad, till exempel som försvunnen, och bor kvar.", en: "The holder was deregistered by mistake, for instance as disappeared, and still lives there.",
     clears: {sv: "Samtal med den som bor i lägenheten; innehavaren kan anmäla sig till Skatteverket.", en: "A talk with whoever lives in the flat; the holder can report to the tax agency."}}
  - {id: list_error, visible: false, sv: "Avtalet är redan uppsagt eller överlåtet, men listan har inte ändrats.", en: "The lease has already been ended or transferred, but the list was not changed.",
     clears: {sv: "Hyresvärdens egen akt.", en: "The landlord's own file."}}
misses:
  - {sv: "Innehavare som har dött eller flyttat utomlands utan att folkbokföringen vet det.", en: "Holders who have died or left the country without the register knowing."}
  - {sv: "Innehavare utan personnummer i hyresvärdens lista.", en: "Holders without an identity number in the landlord's list."}
  - {sv: "Kontrakt där en make eller partner bor kvar utan att ha övertagit det.", en: "Leases where a spouse or partner remains without having taken over."}
next_step:
  sv: "Sök först i egna akter efter uppsägning eller överlåtelse. Skriv därefter till dödsboet, eller fråga den som bor i lägenheten. Bor någon kvar sedan länge: upplys om rätten att överta kontraktet."
  en: "First look for a notice or transfer in your own files. Then write to the estate, or ask whoever lives in the flat. If someone has lived there long: tell them of the right to take over."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH holders AS (
    SELECT t.tenancy_id, t.dwelling_id, t.holder_id, t.row_key AS lease_key, p.row_key AS person_key,
        p.deregistration_date AS gone_on
    FROM tenancies AS t
    LEFT JOIN persons AS p ON p.person_id = t.holder_id
        AND p.deregistration_code IN ('AV', 'UV', 'OB')
        AND DATE_DIFF('day', p.deregistration_date, $as_of) >= $gone_days
    WHERE (t.from_date IS NULL OR t.from_date <= $as_of) AND (t.to_date IS NULL OR t.to_date >= $as_of)
),
without AS (
    SELECT tenancy_id, MIN(dwelling_id) AS dwelling_id, MAX(gone_on) AS gone_on
    FROM holders
    GROUP BY tenancy_id
    HAVING COUNT(*) = COUNT(gone_on) AND COUNT(dwelling_id) > 0
),
gone AS (
    SELECT w.tenancy_id, w.dwelling_id, h.holder_id, h.lease_key, h.person_key, h.gone_on
    FROM without AS w JOIN holders AS h ON h.tenancy_id = w.tenancy_id
),
rows AS (
    SELECT person_id, dwelling_id, from_date, to_date FROM residences
    WHERE from_date <= $as_of AND dwelling_id IN (SELECT dwelling_id FROM without)
),
residents AS (
    SELECT w.tenancy_id, w.dwelling_id, r.person_id
    FROM without AS w
    JOIN rows AS r ON r.dwelling_id = w.dwelling_id AND (r.to_date IS NULL OR r.to_date >= $as_of)
    LEFT JOIN persons AS p ON p.person_id = r.person_id AND p.deregistration_code IN ('AV', 'UV', 'OB', 'FI')
        AND (p.deregistration_date IS NULL OR p.deregistration_date <= $as_of)
    WHERE p.person_id IS NULL
),
spouses AS (
    SELECT g.tenancy_id, r.related_id AS person_id FROM gone AS g JOIN relations AS r ON r.person_id = g.holder_id
    WHERE r.kind IN ('M', 'P') AND (r.from_date IS NULL OR r.from_date <= $as_of)
    UNION ALL
    SELECT g.tenancy_id, r.person_id FROM gone AS g JOIN relations AS r ON r.related_id = g.holder_id
    WHERE r.kind IN ('M', 'P') AND (r.from_date IS NULL OR r.from_date <= $as_of)
),
with_holder AS (
    SELECT n.tenancy_id, n.person_id, g.holder_id,
        CAST(SUM(GREATEST(LEAST(DATE_DIFF('day', GREATEST(a.from_date, b.from_date), g.gone_on),
            DATE_DIFF('day', GREATEST(a.from_date, b.from_date), LEAST(a.to_date, b.to_date, $as_of)) + 1), 0)) AS BIGINT) AS days
    FROM residents AS n JOIN gone AS g ON g.tenancy_id = n.tenancy_id
    JOIN rows AS a ON a.person_id = n.person_id AND a.dwelling_id = n.dwelling_id
    JOIN rows AS b ON b.person_id = g.holder_id AND b.dwelling_id = n.dwelling_id
    GROUP BY n.tenancy_id, n.person_id, g.holder_id
)
SELECT g.dwelling_id AS subject_id, g.tenancy_id AS anchor, k.evidence_table,
    CASE WHEN k.evidence_table = 'tenancies' THEN g.lease_key ELSE g.person_key END AS evidence_key,
    w.gone_on AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, g.tenancy_id AS lease, w.gone_on,
    g.tenancy_id IN (SELECT tenancy_id FROM with_holder WHERE days >= $lived_with_days) AS to_settle
FROM gone AS g JOIN without AS w ON w.tenancy_id = g.tenancy_id
CROSS JOIN (SELECT 'tenancies' AS evidence_table UNION ALL SELECT 'persons') AS k
WHERE g.tenancy_id NOT IN (SELECT s.tenancy_id FROM spouses AS s
    JOIN residents AS n ON n.tenancy_id = s.tenancy_id AND n.person_id = s.person_id)
