/*---
id: "HO-06"
title: {sv: "Lämnades lägenheten vidare strax efter ett byte?", en: "Was the flat passed on soon after an exchange?"}
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
  tenancies: [tenancy_id, holder_id, dwelling_id, acquired_by, from_date, to_date]
uses: [kin, housemates]
population: {table: tenancies, column: dwelling_id, where: "acquired_by = 'exchange'"}
facts: {first_lease: lease, next_lease: lease, days: integer}
parameters:
  days_between: {type: integer, default: 365, why: "an exchange within a year of an exchange is granted on exceptional grounds only (JB 12:35)"}
  look_back: {type: months_back, default: 24, why: "older leases have ended and nothing can be asked for"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 35 §", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 65-65 c §§", confirmed: false}
explain:
  sv: "{subject} byttes till sig med kontraktet {first_lease} och lämnades vidare {days} dagar senare med kontraktet {next_lease}. Ingen släktskap eller gemensam bostad är känd mellan innehavarna."
  en: "{subject} was acquired by exchange with the lease {first_lease} and passed on {days} days later with the lease {next_lease}. No kinship or shared home is known between the holders."
innocent_explanations:
  - {id: family, visible: true, sv: "Den nya innehavaren är närstående: släkt, förälder till gemensamt barn, eller har bott ihop med den förra.", en: "The new holder is close: kin, parent of a common child, or has lived with the former holder.",
     clears: {sv: "Folkbokföringens uppgifter om släktskap och tidigare bostad.", en: "The register's data on kinship and earlier homes."}}
  - {id: after_a_year, visible: true, sv: "Mer än ett år har gått sedan bytet, och då krävs inga synnerliga skäl.", en: "More than a year has passed since the exchange, and no exceptional grounds are needed.",
     clears: {sv: "Datumen i kontrakten.", en: "The dates of the leases."}}
  - {id: back_to_queue, visible: true, sv: "Lägenheten lämnades tillbaka och hyrdes ut på nytt genom kön.", en: "The flat was handed back and let anew through the queue.",
     clears: {sv: "Kötilldelningen.", en: "The allocation from the queue."}}
  - {id: exceptional, visible: false, sv: "Synnerliga skäl: sjukdom, dödsfall, separation, nytt arbete på annan ort eller flykt undan hot.", en: "Exceptional grounds: illness, death, separation, new work elsewhere, or flight from threats.",
     clears: {sv: "Hyresvärdens eller hyresnämndens beslut om bytet; fråga inte efter skyddade uppgifter.", en: "The landlord's or tribunal's decision on the exchange; do not ask for protected data."}}
  - {id: three_way, visible: false, sv: "Bytet ingick i en kedja med flera lägenheter, prövad av hyresvärdarna.", en: "The exchange was part of a chain of several flats, examined by the landlords.",
     clears: {sv: "Bytesansökan.", en: "The application for exchange."}}
  - {id: unregistered_partner, visible: false, sv: "Sambor som aldrig varit folkbokförda ihop i en annan bostad, eller syskon vars släktskap saknas i registret.", en: "Cohabitants never registered together elsewhere, or siblings whose kinship the register lacks.",
     clears: {sv: "Handlingarna i överlåtelsen.", en: "The papers of the transfer."}}
misses:
  - {sv: "Byten där den ena lägenheten ligger hos en hyresvärd som inte lämnar någon lista.", en: "Exchanges where one flat lies with a landlord who delivers no list."}
  - {sv: "Vidareöverlåtelser som skrivs som nya kontrakt ur kön.", en: "Onward transfers written as new leases from the queue."}
  - {sv: "Skenbyten där innehavarna en gång bott på samma adress.", en: "Sham exchanges between holders who once lived at one address."}
next_step:
  sv: "Läs bytesansökan och beslutet. Fråga därefter den förra och den nya innehavaren var för sig. Den som betalat för ett kontrakt har rätt att få pengarna tillbaka."
  en: "Read the application and the decision. Then ask the former and the new holder separately. Whoever paid for a lease has a right to the money back."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH holders AS (
    SELECT tenancy_id, holder_id, dwelling_id, acquired_by, from_date, to_date, row_key,
        MIN(from_date) OVER (PARTITION BY tenancy_id) AS began
    FROM tenancies
    WHERE from_date <= $as_of AND dwelling_id IN (SELECT dwelling_id FROM tenancies WHERE acquired_by = 'exchange')
),
leases AS (
    SELECT tenancy_id, dwelling_id, began,
        COUNT(*) > COUNT(to_date) OR MAX(to_date) >= $look_back AS in_sight,
        BOOL_OR(from_date = began AND acquired_by = 'exchange') AS exchanged,
        BOOL_OR(from_date = began AND acquired_by IN ('exchange', 'transfer', 'takeover')) AS passed_on
    FROM holders
    GROUP BY tenancy_id, dwelling_id, began
),
ordered AS (
    SELECT tenancy_id, dwelling_id, began, in_sight, exchanged, passed_on,
        DENSE_RANK() OVER (PARTITION BY dwelling_id ORDER BY began NULLS LAST) AS place
    FROM leases
),
chains AS (
    SELECT a.dwelling_id, a.tenancy_id AS first_lease, b.tenancy_id AS next_lease, b.began, DATE_DIFF('day', a.began, b.began) AS days
    FROM ordered AS a
    JOIN ordered AS b ON b.dwelling_id = a.dwelling_id AND b.place = a.place + 1
    WHERE a.exchanged AND b.passed_on AND a.in_sight AND b.in_sight AND DATE_DIFF('day', a.began, b.began) <= $days_between
),
meetings AS (
    SELECT c.dwelling_id, c.first_lease, c.next_lease, a.holder_id AS person_id, b.holder_id AS other_id
    FROM chains AS c JOIN holders AS a ON a.tenancy_id = c.first_lease JOIN holders AS b ON b.tenancy_id = c.next_lease
    UNION ALL
    SELECT c.dwelling_id, c.first_lease, c.next_lease, b.holder_id, a.holder_id
    FROM chains AS c JOIN holders AS a ON a.tenancy_id = c.first_lease JOIN holders AS b ON b.tenancy_id = c.next_lease
),
close AS (
    SELECT m.first_lease, m.next_lease FROM meetings AS m WHERE m.person_id = m.other_id
    UNION ALL
    SELECT m.first_lease, m.next_lease
    FROM meetings AS m JOIN kin AS k ON k.person_id = m.person_id AND k.other_id = m.other_id
    LEFT JOIN housemates AS h ON h.person_id = m.person_id AND h.other_id = m.other_id AND h.dwelling_id = m.dwelling_id
    WHERE h.dwelling_id IS NULL
)
SELECT c.dwelling_id AS subject_id, LEAST(c.first_lease, c.next_lease) || '|' || GREATEST(c.first_lease, c.next_lease) AS anchor,
    'tenancies' AS evidence_table, h.row_key AS evidence_key, h.from_date, h.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount,
    c.first_lease, c.next_lease, c.days
FROM chains AS c
JOIN (SELECT first_lease, next_lease, first_lease AS lease FROM chains UNION ALL SELECT first_lease, next_lease, next_lease FROM chains) AS e
    ON e.first_lease = c.first_lease AND e.next_lease = c.next_lease
JOIN holders AS h ON h.tenancy_id = e.lease
LEFT JOIN close AS k ON k.first_lease = c.first_lease AND k.next_lease = c.next_lease
WHERE k.first_lease IS NULL
