/*---
id: "HO-02"
title:
  sv: "Samma person innehar två förstahandskontrakt"
  en: "One person holds two first-hand leases"
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
uses: []
population: {table: tenancies, column: holder_id, where: "kind = 'first_hand'"}
facts: {dwelling_a: dwelling, dwelling_b: dwelling, days: integer}
parameters:
  overlap_days: {type: integer, default: 125, why: "three months' notice to the turn of a month is up to four months (JB 12:4-5)"}
  look_back: {type: months_back, default: 24, why: "older double leases have ended and nothing can be asked for"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 42 §", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 46 §", confirmed: false}
explain:
  sv: "{subject} har två förstahandskontrakt som överlappar {days} dagar: {dwelling_a} och {dwelling_b}."
  en: "{subject} holds two first-hand leases that overlap by {days} days: {dwelling_a} and {dwelling_b}."
innocent_explanations:
  - id: move
    visible: true
    sv: "Dubbel hyra under uppsägningstiden vid en flytt."
    en: "Double rent during the notice period of a move."
    clears: {sv: "Uppsägningen av det ena kontraktet.", en: "The notice of termination of one lease."}
  - id: other_kind
    visible: true
    sv: "Det ena är ett studentkontrakt, ett blockkontrakt eller ett socialt kontrakt och får innehas vid sidan av bostaden."
    en: "One of them is a student, block or social lease, which may be held beside the home."
    clears: {sv: "Avtalets typ i hyresvärdens lista.", en: "The kind of agreement in the landlord's list."}
  - id: evacuation
    visible: false
    sv: "Hyresvärden har lånat ut en ersättningslägenhet under renovering, vattenskada eller brand."
    en: "The landlord has provided a replacement flat during renovation, water damage or fire."
    clears: {sv: "Hyresvärdens avtal om ersättningsbostad.", en: "The landlord's agreement on a replacement home."}
  - id: relative
    visible: false
    sv: "Kontraktet har skrivits på en förälder eller annan närstående som borgar för barnets första bostad, med hyresvärdens medgivande."
    en: "The lease was signed by a parent or other relative for a child's first home, with the landlord's consent."
    clears: {sv: "Hyresvärdens medgivande.", en: "The landlord's consent."}
  - id: separation
    visible: false
    sv: "Ett par har separerat och det ena kontraktet ska föras över till den som bor kvar."
    en: "A couple has separated and one lease is to be transferred to the one who stays."
    clears: {sv: "Ansökan om överlåtelse eller domstolens beslut om bostaden.", en: "The application for transfer or the court's decision on the home."}
  - id: merged
    visible: false
    sv: "Två mindre lägenheter har slagits ihop och hyrs som ett hem."
    en: "Two smaller flats have been joined and are let as one home."
    clears: {sv: "Ritningen eller hyresavtalet.", en: "The drawing or the lease."}
  - id: list_error
    visible: false
    sv: "Avtalet är uppsagt men slutdatumet saknas i hyresvärdens lista."
    en: "The lease has been terminated, but the landlord's list lacks the end date."
    clears: {sv: "Uppsägningen och nyckelkvittensen.", en: "The notice and the receipt for the keys."}
misses:
  - {sv: "Kontrakt hos två hyresvärdar när den ena inte lämnar någon lista.", en: "Leases with two landlords when one delivers no list."}
  - {sv: "Kontrakt som en närstående innehar för någon annans räkning.", en: "Leases that a relative holds on someone else's behalf."}
  - {sv: "Avtal där bostadens nummer eller startdatum saknas i listan.", en: "Leases whose dwelling or start date is missing in the list."}
next_step:
  sv: "Kontrollera uppsägningar i egna akter. Fråga därefter hyresgästen, enskilt, varför båda avtalen löper."
  en: "Check your own files for a notice. Then ask the tenant, alone, why both leases run."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH leases AS (
    SELECT tenancy_id, holder_id, dwelling_id, from_date, to_date, row_key,
        LEAST(COALESCE(to_date, $as_of), $as_of) AS until
    FROM tenancies
    WHERE kind = 'first_hand'
        AND from_date <= $as_of
        AND (to_date IS NULL OR to_date >= $look_back)
),

pairs AS (
    SELECT a.holder_id, a.tenancy_id || '|' || b.tenancy_id AS anchor,
        a.row_key AS key_a, b.row_key AS key_b,
        GREATEST(a.from_date, b.from_date) AS from_date, LEAST(a.to_date, b.to_date) AS to_date,
        a.dwelling_id AS dwelling_a, b.dwelling_id AS dwelling_b,
        DATE_DIFF('day', GREATEST(a.from_date, b.from_date), LEAST(a.until, b.until)) + 1 AS days
    FROM leases AS a
    JOIN leases AS b ON b.holder_id = a.holder_id AND a.tenancy_id < b.tenancy_id AND a.dwelling_id <> b.dwelling_id
)

SELECT holder_id AS subject_id, anchor, 'tenancies' AS evidence_table, key_a AS evidence_key,
    from_date, to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, dwelling_a, dwelling_b, days
FROM pairs
WHERE days > $overlap_days
UNION ALL
SELECT holder_id, anchor, 'tenancies', key_b, from_date, to_date, CAST(NULL AS DECIMAL(14, 2)), dwelling_a, dwelling_b, days
FROM pairs
WHERE days > $overlap_days
