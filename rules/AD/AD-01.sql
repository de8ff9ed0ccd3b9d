/*---
id: "AD-01"
title: {sv: "Fler vuxna än bostaden är till för?", en: "More adults than the dwelling is for?"}
version: 1
maturity: ready
boards: [registry]
scope: triggered
mode: casework
subject: dwelling
first_contact: authority_only
in_favour: false
wildcard: true
reads:
  dwellings: [dwelling_id, category, collective, rooms, area_m2]
  residences: [person_id, dwelling_id, from_date, to_date]
uses: [stays, kin, housemates, kin_unknown]
population: {table: dwellings, column: dwelling_id}
facts: {adults: integer, groups: integer, rooms: integer, area: decimal}
parameters:
  resident_days: {type: integer, default: 90, why: "guests and moves under way are gone by then"}
  extra_adults: {type: integer, default: 2, why: "one adult per room and two more: couples share, a living room is slept in"}
  groups: {type: integer, default: 3, why: "a household, its kin and one lodger are two groups"}
  adults_without_rooms: {type: integer, default: 6, why: "without a number of rooms only clearly many adults are asked about"}
  area_per_adult: {type: decimal, default: 8, why: "less than a small bedroom each"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "På {subject} har {adults} vuxna i {groups} grupper varit folkbokförda i minst tre månader. Bostaden har {rooms} rum utom kök och {area} kvadratmeter. Barn är inte räknade."
  en: "{adults} adults in {groups} groups have been registered at {subject} for at least three months. The home has {rooms} rooms besides the kitchen and {area} square metres. Children are not counted."
innocent_explanations:
  - {id: large_family, visible: true, sv: "En stor familj, flera generationer eller syskon med familjer bor ihop; barn räknas aldrig.", en: "A large family, several generations or siblings with families live together; children are never counted.", clears: {sv: "Folkbokföringens uppgifter om släktskap.", en: "The register's data on kinship."}}
  - {id: shared_housing, visible: true, sv: "Bostaden är en student-, äldre- eller kollektivbostad, till exempel ett vård- eller skyddat boende.", en: "The home is student, elderly or collective housing, such as a care home or sheltered housing.", clears: {sv: "Bostadens typ, eller listan över kända kollektiva adresser.", en: "The kind of dwelling, or the list of known collective addresses."}}
  - {id: new_arrivals, visible: true, sv: "Gäster eller nyinflyttade som inte bott där i tre månader.", en: "Guests or newcomers who have not lived there for three months.", clears: {sv: "Datum för inflyttning.", en: "The dates of moving in."}}
  - {id: friends, visible: false, sv: "Vänner eller inneboende delar bostaden frivilligt.", en: "Friends or lodgers share the home by choice.", clears: {sv: "De boendes berättelse.", en: "The residents' account."}}
  - {id: kin_not_recorded, visible: false, sv: "Släktingar som invandrat var för sig och vars släktskap inte finns i registret.", en: "Relatives who immigrated apart and whose kinship the register lacks.", clears: {sv: "De boendes egen uppgift.", en: "The residents' own word."}}
  - {id: alternating, visible: false, sv: "Vuxna barn, studerande på annan ort eller utomlands och barn som bor växelvis räknas där de är skrivna fast de ofta är borta.", en: "Grown-up children, students elsewhere or abroad and children who alternate are counted where registered though often away.", clears: {sv: "De boendes berättelse.", en: "The residents' account."}}
  - {id: wrong_rooms, visible: false, sv: "Bostaden är ombyggd, eller två lägenheter har slagits ihop, och antalet rum är gammalt.", en: "The home was rebuilt, or two flats joined, and the number of rooms is old.", clears: {sv: "Bygglovet eller ritningen.", en: "The building permit or drawing."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper.", en: "Ten strangers without recorded kin count as three groups."}
  - {sv: "Bostäder där varken rum eller yta är kända.", en: "Homes where neither rooms nor area are known."}
  - {sv: "De som bor där utan att vara folkbokförda.", en: "Those who live there without being registered."}
next_step:
  sv: "Läs anledningen till frågan först. Skriv till dem som är folkbokförda och be dem berätta; ett stort hushåll är i sig inget fel. Underrätta Skatteverket bara om uppgiften kan antas vara oriktig och inga särskilda skäl talar emot."
  en: "Read the cause of the question first. Write to those registered and ask them to tell; a large household is no fault in itself. Notify the tax agency only if the entry may be assumed wrong and no special reasons speak against."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
WITH adults AS (
    SELECT dwelling_id, person_id, from_date FROM stays
    WHERE adult AND left_on > $as_of AND DATE_DIFF('day', from_date, $as_of) + 1 >= $resident_days
), homes AS (
    SELECT c.dwelling_id AS home, c.adults, d.rooms, d.area_m2, d.row_key
    FROM (SELECT dwelling_id, COUNT(*) AS adults FROM adults GROUP BY dwelling_id) AS c
    JOIN dwellings AS d ON d.dwelling_id = c.dwelling_id
    WHERE NOT d.collective AND COALESCE(d.category NOT IN ('student', 'elderly_or_disabled'), TRUE)
        AND (c.adults > d.rooms + $extra_adults
            OR d.rooms IS NULL AND c.adults >= $adults_without_rooms AND d.area_m2 < $area_per_adult * c.adults)
), members AS (
    SELECT h.home, a.person_id AS one FROM homes AS h JOIN adults AS a ON a.dwelling_id = h.home
), near AS ( -- kin first, homes next: the members of a large home are never paired with each other
    SELECT DISTINCT k.person_id, k.other_id, m.home FROM kin AS k JOIN members AS m ON m.one = k.person_id
), ties AS (
    SELECT n.home, n.person_id AS one, n.other_id AS other FROM near AS n JOIN members AS m ON m.home = n.home AND m.one = n.other_id
    LEFT JOIN (SELECT person_id, other_id, dwelling_id FROM housemates WHERE dwelling_id IN (SELECT home FROM members)) AS h
        ON h.person_id = n.person_id AND h.other_id = n.other_id AND h.dwelling_id = n.home
    WHERE h.dwelling_id IS NULL
), r1 AS (
    SELECT home, one, other FROM ties UNION ALL SELECT home, other, one FROM ties UNION ALL SELECT home, one, one FROM members
), r2 AS (SELECT DISTINCT a.home, a.one, b.other FROM r1 AS a JOIN r1 AS b ON b.home = a.home AND b.one = a.other
), r4 AS (SELECT DISTINCT a.home, a.one, b.other FROM r2 AS a JOIN r2 AS b ON b.home = a.home AND b.one = a.other
), r8 AS (SELECT DISTINCT a.home, a.one, b.other FROM r4 AS a JOIN r4 AS b ON b.home = a.home AND b.one = a.other
), r16 AS (SELECT a.home, a.one, MIN(b.other) AS part FROM r8 AS a JOIN r8 AS b ON b.home = a.home AND b.one = a.other GROUP BY a.home, a.one
), parts AS (
    SELECT r.home, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r LEFT JOIN kin_unknown AS u ON u.person_id = r.one
    GROUP BY r.home, r.part
), counted AS (
    SELECT home, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups FROM parts GROUP BY home
), found AS (
    SELECT h.home, h.adults, CASE WHEN c.groups = 2 AND h.adults = 2 THEN 1 ELSE c.groups END AS groups, h.rooms, h.area_m2, h.row_key
    FROM homes AS h JOIN counted AS c ON c.home = h.home
), evidence AS (
    SELECT home, 'dwellings' AS evidence_table, row_key AS evidence_key, CAST(NULL AS DATE) AS from_date, CAST(NULL AS DATE) AS to_date FROM found
    UNION ALL SELECT m.home, 'residences', r.row_key, r.from_date, r.to_date
    FROM members AS m JOIN residences AS r ON r.person_id = m.one AND r.dwelling_id = m.home AND r.from_date <= $as_of AND (r.to_date IS NULL OR r.to_date >= $as_of)
)
SELECT f.home AS subject_id, '' AS anchor, e.evidence_table, e.evidence_key, e.from_date, e.to_date, CAST(NULL AS DECIMAL(14, 2)) AS amount,
    f.adults, f.groups, f.rooms, f.area_m2 AS area
FROM found AS f JOIN evidence AS e ON e.home = f.home
WHERE f.groups >= $groups
