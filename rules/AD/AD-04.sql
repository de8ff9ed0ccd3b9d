/*---
id: "AD-04"
title: {sv: "Bor många c/o på samma adress?", en: "Do many live care of at one address?"}
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
  dwellings: [dwelling_id, category, collective]
  residences: [person_id, dwelling_id, care_of, from_date, to_date]
uses: [stays, kin, housemates, kin_unknown]
population: {table: dwellings, column: dwelling_id}
facts: {people: integer, groups: integer}
parameters:
  people: {type: integer, default: 8, why: "a family with lodgers rarely has eight people care of"}
  groups: {type: integer, default: 4, why: "several families may share a name on the door for a time"}
  trigger_days: {type: integer, default: 365, why: "a cause older than a year no longer justifies a question"}
legal_basis:
  - {act: "Folkbokföringslagen (1991:481)", section: "32 c §", confirmed: false}
  - {act: "Folkbokföringslagen (1991:481)", section: "6-9 §§", confirmed: false}
explain:
  sv: "På {subject} är {people} personer i {groups} grupper folkbokförda med c/o-adress."
  en: "{people} people in {groups} groups are registered care of at {subject}."
innocent_explanations:
  - {id: one_family, visible: true, sv: "En eller några familjer är inneboende och har c/o.", en: "One or a few families lodge and are care of.", clears: {sv: "Folkbokföringens uppgifter om släktskap.", en: "The register's data on kinship."}}
  - {id: shared_housing, visible: true, sv: "Bostaden är en student-, äldre- eller kollektivbostad, till exempel ett vård- eller skyddat boende.", en: "The home is student, elderly or collective housing, such as a care home or sheltered housing.", clears: {sv: "Bostadens typ, eller listan över kända kollektiva adresser.", en: "The kind of dwelling, or the list of known collective addresses."}}
  - {id: few_lodgers, visible: true, sv: "Ett mindre antal inneboende har c/o.", en: "A smaller number of lodgers are care of.", clears: {sv: "Antalet folkbokförda.", en: "The number registered."}}
  - {id: name_on_door, visible: false, sv: "Posten kräver c/o därför att namnen inte står på dörren, till exempel hos ett kollektiv eller en hyresvärd.", en: "The post demands care of because the names are not on the door, as in a shared house or with a landlord.", clears: {sv: "De boendes uppgift.", en: "The residents' word."}}
  - {id: helper, visible: false, sv: "Människor utan egen bostad, på anstalt eller utomlands har sin post c/o hos någon som hjälper dem, ibland genom socialtjänsten.", en: "People without a home, in prison or abroad have their post care of someone who helps them, sometimes through social services.", clears: {sv: "Värdens berättelse; erbjud stöd.", en: "The host's account; offer support."}}
  - {id: kin_not_recorded, visible: false, sv: "Släktingar som invandrat var för sig och vars släktskap inte finns i registret.", en: "Relatives who immigrated apart and whose kinship the register lacks.", clears: {sv: "De boendes egen uppgift.", en: "The residents' own word."}}
  - {id: alternating, visible: false, sv: "Vuxna barn, studerande på annan ort eller utomlands och barn som bor växelvis räknas där de är skrivna fast de ofta är borta.", en: "Grown-up children, students elsewhere or abroad and children who alternate are counted where registered though often away.", clears: {sv: "De boendes berättelse.", en: "The residents' account."}}
  - {id: away_by_law, visible: false, sv: "Några är borta på sjukhus, anstalt, i vård, behandling eller skyddat boende, eller enligt plan i högst ett år; folkbokföringen står då kvar (folkbokföringslagen 7-9 §§).", en: "Some are away in hospital, prison, care, treatment or sheltered housing, or for at most a year as planned; their registration then stays.", clears: {sv: "Den enskildes uppgift om vistelsen; fråga inte efter skälet.", en: "The person's word on the stay; do not ask why."}}
misses:
  - {sv: "Tio främlingar utan kända släktskap räknas som tre grupper och frågas inte om.", en: "Ten strangers without recorded kin count as three groups and are not asked about."}
  - {sv: "De som delar adress utan att ange c/o.", en: "Those who share an address without giving care of."}
  - {sv: "Barn räknas med; en stor familj är en enda grupp.", en: "Children are included; a large family is one group."}
next_step:
  sv: "Läs anledningen till frågan först. Skriv till dem som är folkbokförda och be dem berätta; ett stort hushåll är i sig inget fel. Underrätta Skatteverket bara om uppgiften kan antas vara oriktig och inga särskilda skäl talar emot."
  en: "Read the cause of the question first. Write to those registered and ask them to tell; a large household is no fault in itself. Notify the tax agency only if the entry may be assumed wrong and no special reasons speak against."
secrecy: ["OSL 22:1"]
leads_to: fol_32c
retention_days: 30
---*/
WITH rows AS (
    SELECT person_id AS one, dwelling_id AS home, from_date, to_date, row_key FROM residences
    WHERE care_of <> '' AND dwelling_id IS NOT NULL AND from_date <= $as_of AND (to_date IS NULL OR to_date >= $as_of)
), homes AS (
    SELECT r.home FROM rows AS r
    LEFT JOIN dwellings AS d ON d.dwelling_id = r.home AND (d.collective OR d.category IN ('student', 'elderly_or_disabled'))
    WHERE d.dwelling_id IS NULL GROUP BY r.home HAVING COUNT(*) >= $people
), members AS (
    SELECT DISTINCT r.home, r.one, s.adult FROM homes AS h JOIN rows AS r ON r.home = h.home
    JOIN stays AS s ON s.person_id = r.one AND s.dwelling_id = r.home AND s.left_on > $as_of
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
    SELECT r.home, COUNT(*) AS people, COUNT(*) FILTER (WHERE m.adult) AS adults, COUNT(*) = 1 AND COUNT(u.person_id) = 1 AS alone
    FROM r16 AS r JOIN members AS m ON m.home = r.home AND m.one = r.one LEFT JOIN kin_unknown AS u ON u.person_id = r.one
    GROUP BY r.home, r.part
), counted AS (
    SELECT home, CAST(SUM(people) AS BIGINT) AS people, COUNT(*) FILTER (WHERE NOT alone) + (COUNT(*) FILTER (WHERE alone) + 3) // 4 AS groups,
        CAST(SUM(adults) AS BIGINT) = 2 AND COALESCE(MIN(adults) FILTER (WHERE NOT alone) = 1 AND MAX(adults) FILTER (WHERE NOT alone) = 1, TRUE) AS one_adult_each
    FROM parts GROUP BY home
), found AS (
    SELECT home, people, CASE WHEN groups = 2 AND one_adult_each THEN 1 ELSE groups END AS groups FROM counted
)
SELECT f.home AS subject_id, '' AS anchor, 'residences' AS evidence_table, r.row_key AS evidence_key, r.from_date, r.to_date,
    CAST(NULL AS DECIMAL(14, 2)) AS amount, f.people, f.groups
FROM found AS f JOIN members AS m ON m.home = f.home JOIN rows AS r ON r.home = m.home AND r.one = m.one
WHERE f.people >= $people AND f.groups >= $groups
