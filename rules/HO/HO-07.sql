/*---
id: "HO-07"
title: {sv: "Är okända personer folkbokförda i lägenheten?", en: "Are unknown people registered in the flat?"}
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
  holder_reports: [tenancy_id, reported_on, unknown_person_count]
  tenancies: [tenancy_id, holder_id, dwelling_id, from_date, to_date]
  residences: [person_id, dwelling_id, from_date, to_date]
  dwellings: [dwelling_id, category, collective]
uses: [stays, kin, housemates, kin_unknown]
population: {table: tenancies, column: dwelling_id}
facts: {lease: lease, reported: integer, adults: integer, groups: integer}
parameters:
  reported_people: {type: integer, default: 1, why: "a holder who reports one unknown person asks for help"}
  reported_since: {type: months_back, default: 12, why: "an older report has been dealt with or is no longer news"}
  people: {type: integer, default: 4, why: "a couple or two lodgers beside the holder is everyday life"}
  groups: {type: integer, default: 4, why: "people of four households seldom share a flat with its holder"}
  resident_days: {type: integer, default: 90, why: "guests and moves under way are gone by then"}
legal_basis:
  - {act: "Jordabalken", section: "12 kap. 26, 39-41 §§", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
explain:
  sv: "{subject}, kontrakt {lease}. Innehavaren har anmält okända personer på adressen: {reported}. Vuxna som varit folkbokförda där i tre månader utan känt band till någon innehavare: {adults}, i antal grupper: {groups}."
  en: "{subject}, lease {lease}. Unknown persons the holder has reported: {reported}. Adults registered there for three months without a known tie to any holder: {adults}, in groups: {groups}."
innocent_explanations:
  - {id: family, visible: true, sv: "De folkbokförda är innehavarens familj eller släkt, även flera generationer och syskon med familjer.", en: "Those registered are the holder's family or kin, also several generations and siblings with families.", clears: {sv: "Folkbokföringens uppgifter om släktskap.", en: "The register's data on kinship."}}
  - {id: few_lodgers, visible: true, sv: "Några inneboende, vilket är tillåtet när innehavaren själv bor där.", en: "A few lodgers, which is lawful while the holder lives there.", clears: {sv: "Innehavarens besked.", en: "The holder's word."}}
  - {id: shared_housing, visible: true, sv: "Bostaden är en student-, äldre- eller kollektivbostad.", en: "The home is student, elderly or collective housing.", clears: {sv: "Bostadens typ.", en: "The kind of dwelling."}}
  - {id: collective_of_friends, visible: false, sv: "Vänner bor i kollektiv med innehavarens goda minne, och hyresvärden godtar antalet.", en: "Friends share the home with the holder's consent, and the landlord accepts the number.", clears: {sv: "Samtal med innehavaren; antal, storlek och slitage (JB 12 kap. 39 §).", en: "A talk with the holder; number, size and wear (JB 12:39)."}}
  - {id: kin_not_recorded, visible: false, sv: "Släkt som invandrat var för sig och vars släktskap inte finns i registret.", en: "Kin who immigrated apart and whose kinship the register lacks.", clears: {sv: "Innehavarens uppgift.", en: "The holder's word."}}
  - {id: away_by_law, visible: false, sv: "De har flyttat, men sjukhus, anstalt, behandling, skyddat boende eller en planerad vistelse på högst ett år låter folkbokföringen stå (folkbokföringslagen 7-9 §§).", en: "They have left, but hospital, prison, treatment, sheltered housing or a planned stay of at most a year leaves the registration unchanged.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
  - {id: wrong_number, visible: false, sv: "Fel lägenhetsnummer i folkbokföringen: de bor på riktigt i grannlägenheten.", en: "A wrong apartment number in the register: they really live next door.", clears: {sv: "Namnen på dörrarna och rättad flyttanmälan.", en: "The names on the doors and a corrected report of the move."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper och frågas inte om.", en: "Ten strangers without recorded kin count as three groups and are not asked about."}
  - {sv: "Lägenheter där ingen innehavare är folkbokförd och ingen anmälan gjorts.", en: "Flats where no holder is registered and no report was made."}
next_step:
  sv: "Fråga innehavaren, enskilt: känner du dem som är folkbokförda hos dig? Den som fått okända skrivna på sin adress kan vara utsatt och ska få hjälp att anmäla det till Skatteverket."
  en: "Ask the holder, alone: do you know those registered with you? Whoever has strangers registered at home may be a victim and shall be helped to report it to the tax agency."
secrecy: []
leads_to: fol_32c
retention_days: 30
---*/
WITH leases AS (
    SELECT t.tenancy_id, t.holder_id, t.dwelling_id, t.from_date, t.to_date, t.row_key FROM tenancies AS t
    LEFT JOIN dwellings AS d ON d.dwelling_id = t.dwelling_id AND (d.collective OR d.category IN ('student', 'elderly_or_disabled'))
    WHERE t.from_date <= $as_of AND (t.to_date IS NULL OR t.to_date >= $as_of) AND t.dwelling_id IS NOT NULL AND d.dwelling_id IS NULL
), reports AS (
    SELECT tenancy_id, reported_on, unknown_person_count, row_key FROM holder_reports
    WHERE reported_on >= $reported_since AND reported_on <= $as_of AND unknown_person_count >= $reported_people
), adults AS (
    SELECT dwelling_id, person_id FROM stays WHERE adult AND left_on > $as_of AND DATE_DIFF('day', from_date, $as_of) + 1 >= $resident_days
), homes AS (
    SELECT DISTINCT l.tenancy_id AS home, l.dwelling_id FROM leases AS l
    WHERE l.dwelling_id IN (SELECT dwelling_id FROM adults GROUP BY dwelling_id HAVING COUNT(*) >= $people) AND EXISTS (
        SELECT s.person_id FROM stays AS s WHERE s.person_id = l.holder_id AND s.dwelling_id = l.dwelling_id AND s.left_on > $as_of)
), present AS (
    SELECT h.home, h.dwelling_id, a.person_id AS one, FALSE AS holds FROM homes AS h JOIN adults AS a ON a.dwelling_id = h.dwelling_id
    UNION ALL SELECT h.home, h.dwelling_id, l.holder_id, TRUE FROM homes AS h JOIN leases AS l ON l.tenancy_id = h.home
), people AS (
    SELECT home, dwelling_id, one, BOOL_OR(holds) AS holds FROM present GROUP BY home, dwelling_id, one
), near AS ( -- kin first, homes next: the people of a large home are never paired with each other
    SELECT DISTINCT k.person_id, k.other_id, p.home, p.dwelling_id, p.holds FROM kin AS k JOIN people AS p ON p.one = k.person_id
), ties AS (
    SELECT n.home, n.person_id AS one, n.other_id AS other, n.holds OR p.holds AS held
    FROM near AS n JOIN people AS p ON p.home = n.home AND p.one = n.other_id
    LEFT JOIN (SELECT person_id, other_id, dwelling_id FROM housemates WHERE dwelling_id IN (SELECT dwelling_id FROM people)) AS h
        ON h.person_id = n.person_id AND h.other_id = n.other_id AND h.dwelling_id = n.dwelling_id
    WHERE h.dwelling_id IS NULL
), edges AS (
    SELECT home, one, other, held FROM ties UNION ALL SELECT home, other, one, held FROM ties
), strangers AS (
    SELECT p.home, p.dwelling_id, p.one FROM people AS p
    WHERE NOT p.holds AND NOT EXISTS (SELECT e.one FROM edges AS e WHERE e.home = p.home AND e.one = p.one AND e.held)
), r1 AS (
    SELECT e.home, e.one, e.other FROM edges AS e JOIN strangers AS s ON s.home = e.home AND s.one = e.one WHERE NOT e.held
        AND EXISTS (SELECT o.one FROM strangers AS o WHERE o.home = e.home AND o.one = e.other)
    UNION ALL SELECT home, one, one FROM strangers
), r2 AS (SELECT DISTINCT a.home, a.one, b.other FROM r1 AS a JOIN r1 AS b ON b.home = a.home AND b.one = a.other
), r4 AS (SELECT DISTINCT a.home, a.one, b.other FROM r2 AS a JOIN r2 AS b ON b.home = a.home AND b.one = a.other
), r8 AS (SELECT DISTINCT a.home, a.one, b.other FROM r4 AS a JOIN r4 AS b ON b.home = a.home AND b.one = a.other
), r16 AS (SELECT a.home, a.one, MIN(b.other) AS part FROM r8 AS a JOIN r8 AS b ON b.home = a.home AND b.one = a.other GROUP BY a.home, a.one
), parts AS (
    SELECT r.home, COUNT(*) AS adults, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r LEFT JOIN kin_unknown AS u ON u.person_id = r.one GROUP BY r.home, r.part
), counted AS (
    SELECT home, CAST(SUM(adults) AS BIGINT) AS adults, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups
    FROM parts GROUP BY home HAVING COUNT(*) <> 2 OR CAST(SUM(adults) AS BIGINT) <> 2
), found AS (
    SELECT l.tenancy_id, MIN(l.dwelling_id) AS dwelling_id, COALESCE(MAX(r.unknown_person_count), 0) AS reported, MAX(c.adults) AS adults, MAX(c.groups) AS groups
    FROM leases AS l LEFT JOIN reports AS r ON r.tenancy_id = l.tenancy_id LEFT JOIN counted AS c ON c.home = l.tenancy_id
    GROUP BY l.tenancy_id HAVING COUNT(r.tenancy_id) > 0 OR MAX(c.adults) >= $people AND MAX(c.groups) >= $groups
), evidence AS (
    SELECT tenancy_id, 'tenancies' AS evidence_table, row_key AS evidence_key, from_date, to_date FROM leases
    UNION ALL SELECT tenancy_id, 'holder_reports', row_key, reported_on, reported_on FROM reports
    UNION ALL SELECT s.home, 'residences', r.row_key, r.from_date, r.to_date FROM strangers AS s
        JOIN residences AS r ON r.person_id = s.one AND r.dwelling_id = s.dwelling_id AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
)
SELECT f.dwelling_id AS subject_id, f.tenancy_id AS anchor, e.evidence_table, e.evidence_key, e.from_date, e.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, f.tenancy_id AS lease, f.reported, f.adults, f.groups
FROM found AS f JOIN evidence AS e ON e.tenancy_id = f.tenancy_id
