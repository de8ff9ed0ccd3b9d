/*---
id: "HO-08"
title: {sv: "Samma arbetsgivare bakom många nya kontrakt?", en: "One employer behind many new leases?"}
version: 1
maturity: ready
boards: [housing_company]
scope: own
mode: casework
subject: organisation
first_contact: landlord
in_favour: false
wildcard: true
reads:
  lease_certificates: [tenancy_id, employer_id, issued_on]
  organisations: [org_id, employees]
uses: []
population: {table: lease_certificates, column: employer_id}
facts: {leases: integer, employees: integer}
parameters:
  leases: {type: integer, default: 5, why: "five new tenants in a year is more than a small employer usually takes on in one town"}
  few_employees: {type: integer, default: 10, why: "a firm with fewer than ten employees is a micro enterprise"}
  issued_since: {type: months_back, default: 12, why: "new leases are compared with a year's recruiting"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 42 §", confirmed: false}
  - {act: "Jordabalken", section: "12 kap. 65-65 c §§", confirmed: false}
explain:
  sv: "{subject} har utfärdat anställningsintyg för {leases} nya kontrakt men har {employees} anställda."
  en: "{subject} has issued certificates of employment for {leases} new leases but has {employees} employees."
innocent_explanations:
  - {id: large_employer, visible: true, sv: "Arbetsgivaren är så stor att intygen är väntade.", en: "The employer is so large that the certificates are to be expected.",
     clears: {sv: "Antalet anställda i företagsregistret.", en: "The number of employees in the company register."}}
  - {id: few_certificates, visible: true, sv: "Några anställda har fått bostad under året, eller ett hushåll har lämnat flera intyg.", en: "A few employees found a home in the year, or one household gave several certificates.",
     clears: {sv: "Kontrakten.", en: "The leases."}}
  - {id: growing, visible: false, sv: "Företaget är nytt eller växer, och antalet anställda i registret är gammalt.", en: "The company is new or growing, and the register's number of employees is old.",
     clears: {sv: "Arbetsgivardeklarationen på individnivå, eller företagets uppgift.", en: "The employer's monthly declaration, or the company's word."}}
  - {id: agency, visible: false, sv: "Företaget hyr ut personal, är säsongsarbetsgivare eller del av en koncern som redovisar de anställda i ett annat bolag.", en: "The company hires out staff, is a seasonal employer, or belongs to a group that counts its staff in another company.",
     clears: {sv: "Koncernens uppgift om var de anställda redovisas.", en: "The group's word on where staff are counted."}}
  - {id: turnover, visible: false, sv: "Personalen byts ofta, som i restaurang, städning och omsorg.", en: "Staff change often, as in restaurants, cleaning and care.",
     clears: {sv: "Anställningsavtalen.", en: "The contracts of employment."}}
misses:
  - {sv: "Intyg från arbetsgivare som inte finns i företagsregistret eller saknar uppgift om anställda.", en: "Certificates from employers not in the company register or without a number of employees."}
  - {sv: "Falska intyg i en stor arbetsgivares namn.", en: "False certificates in a large employer's name."}
  - {sv: "Kontrakt hos hyresvärdar som inte sparar vem som utfärdade intyget.", en: "Leases with landlords who do not record who issued the certificate."}
next_step:
  sv: "Kontrollera intygen med arbetsgivaren på ett nummer ur företagsregistret. Hyresgästerna kan vara lurade eller ha betalat för kontraktet: fråga dem enskilt och erbjud stöd."
  en: "Check the certificates with the employer on a number from the company register. The tenants may have been deceived or have paid for the lease: ask them alone and offer support."
secrecy: []
leads_to: null
retention_days: 30
---*/
WITH issued AS (
    SELECT tenancy_id, employer_id, issued_on, row_key
    FROM lease_certificates
    WHERE issued_on >= $issued_since AND issued_on <= $as_of
),

many AS (
    SELECT employer_id, COUNT(DISTINCT tenancy_id) AS leases, MAX(issued_on) AS latest
    FROM issued
    GROUP BY employer_id
    HAVING COUNT(DISTINCT tenancy_id) >= $leases
),

small AS (
    SELECT m.employer_id, m.leases, m.latest, o.employees, o.row_key
    FROM many AS m
    JOIN organisations AS o ON o.org_id = m.employer_id
    WHERE o.employees < $few_employees
)

SELECT s.employer_id AS subject_id, '' AS anchor, 'lease_certificates' AS evidence_table, i.row_key AS evidence_key,
    i.issued_on AS from_date, i.issued_on AS to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount, s.leases, s.employees
FROM small AS s
JOIN issued AS i ON i.employer_id = s.employer_id
UNION ALL
SELECT s.employer_id, '', 'organisations', s.row_key, s.latest, s.latest, CAST(NULL AS DECIMAL(14, 2)), s.leases, s.employees
FROM small AS s
