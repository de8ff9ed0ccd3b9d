/*---
id: "HO-04"
title: {sv: "Ett studentkontrakt utan studier?", en: "A student lease without studies?"}
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  tenancies: [tenancy_id, holder_id, dwelling_id, kind, from_date, to_date]
  study_certificates: [tenancy_id, shown_on, valid_to]
uses: []
population: {table: tenancies, column: holder_id, where: "kind = 'student'"}
facts: {lease: lease, home: dwelling, proven_to: date}
parameters:
  lease_days: {type: integer, default: 120, why: "a new student shows a certificate within the first term"}
  lapsed_days: {type: integer, default: 120, why: "the summer break and the time to register for the next term"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 46 §", confirmed: false}
explain:
  sv: "{subject} har studentkontraktet {lease} på {home}. Studier är styrkta till och med {proven_to}, inte därefter."
  en: "{subject} holds the student lease {lease} on {home}. Studies are proven up to {proven_to}, not after."
innocent_explanations:
  - {id: valid_certificate, visible: true, sv: "Ett intyg gäller, eller gäller utan slutdatum.", en: "A certificate is valid, or valid without an end date.",
     clears: {sv: "Intyget.", en: "The certificate."}}
  - {id: between_terms, visible: true, sv: "Det är sommar, eller terminen har nyss börjat.", en: "It is summer, or term has just begun.",
     clears: {sv: "Registreringen för nästa termin.", en: "The registration for the next term."}}
  - {id: not_shown, visible: false, sv: "Hyresgästen studerar men har inte visat ett nytt intyg, eller intyget har inte förts in.", en: "The tenant studies but has not shown a new certificate, or it was not recorded.",
     clears: {sv: "Ett nytt intyg från skolan.", en: "A new certificate from the school."}}
  - {id: pause, visible: false, sv: "Studieuppehåll för sjukdom, barn, värnplikt eller utbytesstudier, enligt avtalets regler.", en: "A break from studies for illness, children, military service or an exchange, as the lease allows.",
     clears: {sv: "Skolans beslut om uppehåll; fråga inte efter diagnos.", en: "The school's decision on the break; do not ask for a diagnosis."}}
  - {id: doctoral, visible: false, sv: "Doktorander och deltagare i annan utbildning som avtalet godtar har inget vanligt studieintyg.", en: "Doctoral students and those in other training that the lease accepts have no ordinary certificate.",
     clears: {sv: "Intyg från arbetsgivaren eller utbildningen.", en: "A certificate from the employer or the course."}}
  - {id: time_to_leave, visible: false, sv: "Hyresvärden har gett tid att flytta efter examen.", en: "The landlord has given time to move after graduation.",
     clears: {sv: "Överenskommelsen om avflyttning.", en: "The agreement on moving out."}}
misses:
  - {sv: "Hyresgäster som har visat ett intyg utan slutdatum och sedan slutat studera.", en: "Tenants who showed a certificate without an end date and then left their studies."}
  - {sv: "Studenter som har avbrutit studierna under intygets giltighetstid.", en: "Students who broke off while the certificate was valid."}
  - {sv: "Studentbostäder vars avtal har en annan typ i listan.", en: "Student homes whose lease has another kind in the list."}
next_step:
  sv: "Be hyresgästen om ett aktuellt studieintyg och ge rimlig tid att visa det, innan något annat görs."
  en: "Ask the tenant for a current certificate and give reasonable time to show it, before anything else."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH leases AS (
    SELECT tenancy_id, holder_id, dwelling_id, from_date, row_key
    FROM tenancies
    WHERE kind = 'student'
        AND DATE_DIFF('day', from_date, $as_of) + 1 >= $lease_days
        AND (to_date IS NULL OR to_date >= $as_of)
),

proven AS (
    SELECT c.tenancy_id, MAX(c.valid_to) AS valid_to, COUNT(*) AS shown, COUNT(c.valid_to) AS dated
    FROM study_certificates AS c
    WHERE c.shown_on <= $as_of
    GROUP BY c.tenancy_id
),

lapsed AS (
    SELECT l.tenancy_id, l.holder_id, l.dwelling_id, l.row_key, COALESCE(p.valid_to, l.from_date) AS proven_to
    FROM leases AS l
    LEFT JOIN proven AS p ON p.tenancy_id = l.tenancy_id
    WHERE COALESCE(p.shown = p.dated, TRUE)
        AND DATE_DIFF('day', COALESCE(p.valid_to, l.from_date), $as_of) >= $lapsed_days
),

rows AS (
    SELECT l.holder_id, l.tenancy_id, 'tenancies' AS evidence_table, l.row_key AS evidence_key
    FROM lapsed AS l
    UNION ALL
    SELECT l.holder_id, l.tenancy_id, 'study_certificates', c.row_key
    FROM lapsed AS l
    JOIN study_certificates AS c ON c.tenancy_id = l.tenancy_id AND c.shown_on <= $as_of AND c.valid_to = l.proven_to
)

SELECT l.holder_id AS subject_id, l.tenancy_id AS anchor, r.evidence_table, r.evidence_key,
    l.proven_to AS from_date, CAST(NULL AS DATE) AS to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount,
    l.tenancy_id AS lease, l.dwelling_id AS home, l.proven_to
FROM lapsed AS l
JOIN rows AS r ON r.tenancy_id = l.tenancy_id AND r.holder_id = l.holder_id
