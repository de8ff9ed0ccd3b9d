/*---
id: "AI-06"
title: {sv: "Biståndstagare med roll i ett företag som inte är avregistrerat",
  en: "Someone on aid with a part in a company that is not deregistered"}
version: 1
maturity: ready
boards: [social_services]
scope: own
mode: casework
subject: person
first_contact: subject_alone
in_favour: false
wildcard: true
reads:
  aid_cases: [aid_case_id, opened_on, closed_on]
  aid_members: [aid_case_id, person_id, from_date, to_date, role]
  persons: [person_id, birth_date]
  organisations: [org_id, legal_form, deregistered_on, f_tax, proceeding]
  organisation_roles: [org_id, person_id, role, from_date, to_date]
  beneficial_owners: [org_id, owner_id, from_date, to_date, share_min]
uses: []
population: {table: aid_members, column: person_id, where: "role IN ('applicant', 'co_applicant')"}
facts: {organisation: organisation, has_role: boolean, is_owner: boolean}
parameters:
  owner_share: {type: integer, default: 25, why: "the beneficial-owner register speaks of a quarter; smaller parts give no say"}
  silent_associations: {type: boolean, default: true, why: "a seat on the board of a sports club or a housing co-operative is no livelihood"}
legal_basis:
  - {act: "Socialtjänstlagen (2025:400)", section: "rätten till ekonomiskt bistånd, tillgångar och inkomster (paragrafen bekräftas av jurist)", confirmed: false}
  - {act: "Lag (2017:631) om registrering av verkliga huvudmän", section: "öppna uppgifter i registret", confirmed: false}
  - {act: "Förordning (2001:637) om behandling av personuppgifter inom socialtjänsten", section: "12 §", confirmed: false}
explain: {sv: "{subject} får bistånd och har en del i {organisation}, som inte är avregistrerat. Uppdrag i styrelse eller ledning, eller enskild näringsidkare: {has_role}. Står som verklig huvudman: {is_owner}.",
  en: "{subject} is on aid and has a part in {organisation}, which is not deregistered. On its board, in its management or its sole trader: {has_role}. On record as beneficial owner: {is_owner}."}
innocent_explanations:
  - id: company_ended
    visible: true
    sv: "Företaget är avregistrerat, i konkurs, under likvidation eller rekonstruktion."
    en: "The company is deregistered, bankrupt, being wound up or reorganised."
    clears: {sv: "Uppgifterna hos Bolagsverket.", en: "The record at the companies office."}
  - id: association
    visible: true
    sv: "Det är en förening eller bostadsrättsförening, där uppdraget är ideellt."
    en: "It is an association or a housing co-operative, and the post is unpaid."
    clears: {sv: "Organisationens form.", en: "The legal form of the organisation."}
  - id: sleeping_sole_trader
    visible: true
    sv: "Den enskilda firman finns kvar i registret men saknar F-skatt."
    en: "The sole trader's firm remains in the register but has no tax approval."
    clears: {sv: "Uppgiften om F-skatt.", en: "The tax record."}
  - id: resigned
    visible: true
    sv: "Personen har lämnat uppdraget eller sålt sin del, är bara suppleant eller äger mindre än en fjärdedel."
    en: "The person has left the post or sold the share, is only a deputy, or owns less than a quarter."
    clears: {sv: "Datum för uppdraget eller ägandet.", en: "The dates of the post or of the ownership."}
  - id: dormant
    visible: false
    sv: "Bolaget är vilande och har varken verksamhet, pengar eller tillgångar."
    en: "The company is dormant: no activity, no money, no assets."
    clears: {sv: "Senaste årsredovisningen och momsdeklarationerna.", en: "The latest annual report and tax returns."}
  - id: known_and_decided
    visible: false
    sv: "Nämnden känner till företaget och har bestämt hur länge det får avvecklas eller drivas vidare."
    en: "The board knows of the company and has decided how long it may be wound up or kept."
    clears: {sv: "Beslutet i ärendet.", en: "The decision in the case."}
  - id: front
    visible: false
    sv: "Personen står i registret för någon annans räkning, eller utan att veta om det."
    en: "The person is on record for somebody else, or without knowing."
    clears: {sv: "Samtal med personen ensam. Den som är utnyttjad ska få hjälp.", en: "A talk with the person alone. Someone who is exploited is to be helped."}
misses:
  - {sv: "Företag i utlandet, företag i en anhörigs namn och arbete i andras företag.", en: "Companies abroad, companies in a relative's name, and work in other people's firms."}
  - {sv: "Ägande genom ett annat bolag, och företag vars form inte är känd.", en: "Ownership through another company, and companies whose legal form is unknown."}
next_step: {sv: "Fråga personen om företaget och be om senaste redovisningen. Räkna inte med inkomst som ingen har visat.",
  en: "Ask the person about the company and for its latest accounts. Do not count income that nobody has shown."}
secrecy: ["OSL 26:1"]
leads_to: bidragsbrottslagen_6
retention_days: 30
---*/
WITH members AS (
  SELECT DISTINCT m.person_id
  FROM aid_cases AS c
  JOIN aid_members AS m ON m.aid_case_id = c.aid_case_id
  JOIN persons AS p ON p.person_id = m.person_id
  WHERE c.opened_on <= $as_of AND COALESCE(c.closed_on, $as_of) >= $as_of
    AND m.from_date <= $as_of AND COALESCE(m.to_date, $as_of) >= $as_of AND m.role IN ('applicant', 'co_applicant')
    AND CAST(p.birth_date + INTERVAL 18 YEAR AS DATE) <= $as_of
), active AS (
  SELECT org_id, row_key, f_tax FROM organisations
  WHERE (deregistered_on IS NULL OR deregistered_on > $as_of) AND proceeding IS NULL
    AND NOT ($silent_associations AND legal_form IN ('I', 'BRF', 'EK'))
), ties AS (
  SELECT m.person_id, o.org_id, o.row_key AS org_key, 'organisation_roles' AS evidence_table, r.row_key, r.from_date, r.to_date
  FROM members AS m
  JOIN organisation_roles AS r ON r.person_id = m.person_id
  JOIN active AS o ON o.org_id = r.org_id
  WHERE (r.role IN ('board_member', 'chief_executive', 'signatory') OR (r.role = 'sole_trader' AND o.f_tax))
    AND COALESCE(r.from_date, $as_of) <= $as_of AND COALESCE(r.to_date, $as_of) >= $as_of
  UNION ALL
  SELECT m.person_id, o.org_id, o.row_key, 'beneficial_owners', b.row_key, b.from_date, b.to_date
  FROM members AS m
  JOIN beneficial_owners AS b ON b.owner_id = m.person_id
  JOIN active AS o ON o.org_id = b.org_id
  WHERE b.share_min >= $owner_share
    AND COALESCE(b.from_date, $as_of) <= $as_of AND COALESCE(b.to_date, $as_of) >= $as_of
), found AS (
  SELECT person_id, org_id, org_key, BOOL_OR(evidence_table = 'organisation_roles') AS has_role,
    BOOL_OR(evidence_table = 'beneficial_owners') AS is_owner, MIN(from_date) AS from_date
  FROM ties GROUP BY person_id, org_id, org_key
)
SELECT t.person_id AS subject_id, t.org_id AS anchor, t.evidence_table, t.row_key AS evidence_key, t.from_date, t.to_date,
  CAST(NULL AS DECIMAL(14,2)) AS amount, t.org_id AS organisation, f.has_role, f.is_owner
FROM ties AS t JOIN found AS f ON f.person_id = t.person_id AND f.org_id = t.org_id
UNION ALL
SELECT person_id, org_id, 'organisations', org_key, from_date, CAST(NULL AS DATE), CAST(NULL AS DECIMAL(14,2)), org_id, has_role, is_owner
FROM found
