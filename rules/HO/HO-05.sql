/*---
id: "HO-05"
title: {sv: "Har tillståndet gått ut men andrahandshyresgästen bor kvar?", en: "Is the permit over and the subtenant still there?"}
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: dwelling
first_contact: holder
in_favour: false
wildcard: true
reads:
  sublet_permits: [tenancy_id, from_date, to_date, subtenant_id]
  tenancies: [tenancy_id, holder_id, dwelling_id, from_date, to_date]
  residences: [person_id, dwelling_id, from_date, to_date]
  persons: [person_id, deregistration_code, deregistration_date]
uses: []
population: {table: tenancies, column: dwelling_id}
facts: {lease: lease, subtenant: person, ended_on: date}
parameters:
  over_days: {type: integer, default: 60, why: "time to move and report it, or to apply again"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 39-40 §§", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 42 §", confirmed: false}
explain:
  sv: "Tillståndet att hyra ut {subject} i andra hand (kontrakt {lease}) gick ut {ended_on}. {subtenant} är fortfarande folkbokförd där."
  en: "The permit to sublet {subject} (lease {lease}) ended on {ended_on}. {subtenant} is still registered there."
innocent_explanations:
  - {id: new_permit, visible: true, sv: "Ett nytt tillstånd gäller.", en: "A new permit is in force.", clears: {sv: "Tillståndet.", en: "The permit."}}
  - {id: own_lease, visible: true, sv: "Andrahandshyresgästen har fått ett eget kontrakt på lägenheten.", en: "The subtenant now holds a lease on the flat.",
     clears: {sv: "Kontraktet.", en: "The lease."}}
  - {id: about_to_move, visible: true, sv: "Flytten är nyss gjord och inte anmäld än.", en: "The move is recent and not yet reported.",
     clears: {sv: "Flyttanmälan.", en: "The report of the move."}}
  - {id: holder_is_back, visible: false, sv: "Innehavaren har flyttat hem och har den förra andrahandshyresgästen som inneboende eller sambo, vilket inte kräver tillstånd.", en: "The holder has moved back and keeps the former subtenant as a lodger or partner, which needs no permit.",
     clears: {sv: "Samtal med innehavaren.", en: "A talk with the holder."}}
  - {id: renewal_pending, visible: false, sv: "Ansökan om förlängning ligger hos hyresvärden eller hyresnämnden.", en: "An application for renewal is with the landlord or the rent tribunal.",
     clears: {sv: "Ansökan.", en: "The application."}}
  - {id: away_by_law, visible: false, sv: "Den som är på sjukhus, anstalt, i vård eller i skyddat boende, eller borta högst ett år enligt plan, står kvar i folkbokföringen (folkbokföringslagen 7-9 §§) fast någon annan bor där.", en: "Whoever is in hospital, prison, treatment or sheltered housing, or away for at most a year as planned, stays registered although someone else lives there.",
     clears: {sv: "Innehavarens uppgift om vem som bor där; fråga inte efter vård eller hot.", en: "The holder's word on who lives there; do not ask about care or threats."}}
  - {id: moved_without_report, visible: false, sv: "Andrahandshyresgästen har flyttat men inte anmält det.", en: "The subtenant has moved but not reported it.",
     clears: {sv: "Innehavarens besked, därefter flyttanmälan.", en: "The holder's word, then the report of the move."}}
misses:
  - {sv: "Andrahandshyresgäster som hyresvärden inte känner namnet på.", en: "Subtenants whose name the landlord does not know."}
  - {sv: "Uthyrning utan tillstånd från början.", en: "Subletting that never had a permit."}
  - {sv: "Andrahandshyresgäster som bor kvar utan att vara folkbokförda i lägenheten.", en: "Subtenants who remain without being registered in the flat."}
next_step:
  sv: "Fråga innehavaren hur lägenheten används och upplys om hur man söker nytt tillstånd. En inneboende är tillåten när innehavaren själv bor där."
  en: "Ask the holder how the flat is used, and say how to apply for a new permit. A lodger is lawful while the holder lives there."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH leases AS (
    SELECT tenancy_id, holder_id, dwelling_id
    FROM tenancies
    WHERE dwelling_id IS NOT NULL
        AND (from_date IS NULL OR from_date <= $as_of) AND (to_date IS NULL OR to_date >= $as_of)
),

over AS (
    SELECT p.tenancy_id, p.from_date, p.to_date, p.subtenant_id, p.row_key
    FROM sublet_permits AS p
    LEFT JOIN sublet_permits AS n ON n.tenancy_id = p.tenancy_id
        AND n.from_date <= $as_of AND (n.to_date IS NULL OR n.to_date >= $as_of)
    WHERE n.tenancy_id IS NULL AND DATE_DIFF('day', p.to_date, $as_of) >= $over_days
),

lingering AS (
    SELECT DISTINCT o.tenancy_id, o.from_date, o.to_date, o.subtenant_id, o.row_key, l.dwelling_id
    FROM over AS o
    JOIN leases AS l ON l.tenancy_id = o.tenancy_id
    LEFT JOIN leases AS own ON own.holder_id = o.subtenant_id AND own.dwelling_id = l.dwelling_id
    LEFT JOIN persons AS p ON p.person_id = o.subtenant_id AND p.deregistration_code IN ('AV', 'UV', 'OB', 'FI')
        AND COALESCE(p.deregistration_date <= $as_of, TRUE)
    WHERE own.tenancy_id IS NULL AND p.person_id IS NULL
),

present AS (
    SELECT g.row_key AS permit_key, g.dwelling_id, r.row_key AS evidence_key, r.from_date, r.to_date
    FROM lingering AS g
    JOIN residences AS r ON r.person_id = g.subtenant_id AND r.dwelling_id = g.dwelling_id
    WHERE r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
),

rows AS (
    SELECT p.permit_key, p.dwelling_id, 'residences' AS evidence_table, p.evidence_key, p.from_date, p.to_date
    FROM present AS p
    UNION ALL
    SELECT g.row_key, g.dwelling_id, 'sublet_permits', g.row_key, g.from_date, g.to_date
    FROM lingering AS g
    JOIN (SELECT DISTINCT permit_key, dwelling_id FROM present) AS p ON p.permit_key = g.row_key AND p.dwelling_id = g.dwelling_id
)

SELECT g.dwelling_id AS subject_id, g.tenancy_id || '|' || CAST(g.from_date AS VARCHAR) AS anchor, r.evidence_table, r.evidence_key,
    r.from_date, r.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount,
    g.tenancy_id AS lease, g.subtenant_id AS subtenant, g.to_date AS ended_on
FROM lingering AS g
JOIN rows AS r ON r.permit_key = g.row_key AND r.dwelling_id = g.dwelling_id
