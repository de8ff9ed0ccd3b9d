-- raw.entities · raw.people · raw.relationships: one row per valid statement.

-- view: entities_now
-- Of several statements about one record the latest stands; of two of one day, the one further on in the delivery.
SELECT * FROM raw.entities QUALIFY row_number() OVER (
    PARTITION BY record_id ORDER BY left(stated_on, 10) DESC, stated_on DESC, src_file DESC, src_line DESC, statement_id DESC) = 1

-- view: people_now
SELECT * FROM raw.people QUALIFY row_number() OVER (
    PARTITION BY record_id ORDER BY left(stated_on, 10) DESC, stated_on DESC, src_file DESC, src_line DESC, statement_id DESC) = 1

-- view: relationships_now
SELECT * FROM raw.relationships QUALIFY row_number() OVER (
    PARTITION BY record_id ORDER BY left(stated_on, 10) DESC, stated_on DESC, src_file DESC, src_line DESC, statement_id DESC) = 1

-- view: declared
-- Each primary relationship with its two ends. `owned` is FALSE where nobody is said to own.
SELECT r.*, s.org_id, s.record_id AS subject_record, e.record_id AS entity_record, p.record_id AS person_record,
       coalesce(p.person_id, e.org_id, e.other_id) AS owner_id,
       CASE WHEN p.record_id IS NOT NULL THEN 'person' WHEN e.record_id IS NOT NULL THEN 'organisation' END AS owner_kind,
       r.component = 'false' AND r.owning = 'true' AND r.party_reason IS DISTINCT FROM 'noBeneficialOwners' AS owned
FROM relationships_now AS r
LEFT JOIN entities_now AS s ON s.record_id = r.subject
LEFT JOIN entities_now AS e ON e.record_id = r.party
LEFT JOIN people_now AS p ON p.record_id = r.party

-- note: beneficial_owners.org_id: a statement whose statementId another one has: the later one stands
SELECT src_file, src_line, '' AS named FROM (
    SELECT statement_id, src_file, src_line FROM raw.entities UNION ALL SELECT statement_id, src_file, src_line FROM raw.people
    UNION ALL SELECT statement_id, src_file, src_line FROM raw.relationships
) QUALIFY row_number() OVER (PARTITION BY statement_id ORDER BY src_file, src_line) > 1 ORDER BY src_file, src_line

-- note: beneficial_owners.owner_id: a component of an indirect relationship, which explains its primary one
SELECT src_file, src_line, '' AS named FROM declared WHERE component = 'true' ORDER BY src_file, src_line

-- note: beneficial_owners.owner_id: a seat on the board and nothing more: no owner
SELECT src_file, src_line, '' AS named FROM declared WHERE component = 'false' AND owning = 'false' ORDER BY src_file, src_line

-- note: beneficial_owners.owner_id: nobody has to be named as an owner
SELECT src_file, src_line, '' AS named FROM declared WHERE party_reason = 'noBeneficialOwners' ORDER BY src_file, src_line

-- note: beneficial_owners.org_id: the subject has no Swedish organisation number, or is not in the delivery: not used
SELECT src_file, src_line, '' AS named FROM declared WHERE owned AND org_id IS NULL ORDER BY src_file, src_line

-- note: beneficial_owners.owner_id: an owner who is unknown, not named, without a Swedish number, or not in the delivery
SELECT src_file, src_line, '' AS named FROM declared WHERE owned AND org_id IS NOT NULL AND owner_id IS NULL ORDER BY src_file, src_line

-- table: beneficial_owners
-- Several relationships between the same two that begin on one day are one owner: the largest shares, the latest end. A closed
-- record ended no later than the day of its last statement. Of owners who are not known only equal rows are one.
SELECT org_id, owner_id, from_date,
       CASE WHEN bool_and(ends IS NOT NULL) THEN max(ends) END AS to_date,
       owner_kind, CAST(max(CAST(share_min AS DECIMAL(18, 4))) AS VARCHAR) AS share_min,
       CAST(max(CAST(share_max AS DECIMAL(18, 4))) AS VARCHAR) AS share_max,
       arg_min(src_file, (src_file, src_line)) AS src_file, arg_min(src_line, (src_file, src_line)) AS src_line
FROM (
    SELECT *, CASE WHEN status = 'closed' THEN least(coalesce(to_date, left(stated_on, 10)), left(stated_on, 10)) ELSE to_date END AS ends
    FROM declared WHERE owned AND org_id IS NOT NULL
)
GROUP BY org_id, owner_id, owner_kind, from_date, CASE WHEN owner_id IS NULL THEN record_id END

-- table: organisations
-- Of several records with one number the latest statement stands.
SELECT org_id, name, founded_on AS registered_on, dissolved_on AS deregistered_on, street, number, postal_code, src_file, src_line
FROM entities_now WHERE org_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY org_id ORDER BY stated_on DESC, src_file DESC, src_line DESC, statement_id DESC) = 1
