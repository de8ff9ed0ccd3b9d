-- What `pax_office` sees: the second lock behind `visible_to`, for a filter somebody forgot. Machines see what they must.
-- A table of a room with a policy here is closed to everybody without one; FORCE: to its owner too.

-- 1. Anything with a wall.
ALTER TABLE intake_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_item FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON intake_item TO pax_office USING (
  ((wall_id = ANY ((SELECT pax_walls())::bigint[]) AND (NOT team_only OR pax_named(id)))
    OR (id = ANY ((SELECT pax_glass())::uuid[]) AND pax_broken(id, wall_id)))
  AND NOT EXISTS (SELECT FROM accounts_recusal AS r WHERE r.item_id = intake_item.id AND r.user_id = (SELECT pax_user())));

-- 2. What follows an item, whoever reads it. What is written bears the writer's own name.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['intake_withheld', 'signals_work', 'signals_place', 'signals_second_reading'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY seen ON %I TO pax_office USING (EXISTS (SELECT FROM intake_item AS i WHERE i.id = item_id))', named);
  END LOOP;
END $$;

-- 3. What one run says of an item: only the run in force. The sheet and the main subject before the blind answer, all the
-- rest after it; and not to whoever is to read it a second time, until they have answered too; and until then no machine.
CREATE FUNCTION pax_reads_again(item uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM signals_second_reading AS s
                 WHERE s.item_id = item AND s.answered_at IS NULL AND (s.taken_by_id = pax_user() OR pax_token() IS NOT NULL))
$$;

ALTER TABLE intake_sheet_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_sheet_row FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON intake_sheet_row TO pax_office USING (
  EXISTS (SELECT FROM intake_item AS i WHERE i.id = item_id AND i.run_id = intake_sheet_row.run_id));

ALTER TABLE intake_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON intake_subject TO pax_office USING (
  EXISTS (SELECT FROM intake_item AS i WHERE i.id = item_id AND i.run_id = intake_subject.run_id
          AND (main OR (i.opened AND NOT pax_reads_again(i.id)))));

DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['intake_question', 'intake_evidence', 'intake_edge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY opened ON %1$I TO pax_office USING (EXISTS (SELECT FROM intake_item AS i '
      'WHERE i.id = item_id AND i.run_id = %1$I.run_id AND i.opened AND NOT pax_reads_again(i.id)))', named);
  END LOOP;
END $$;

-- 4. What people made of an item: read by who sees the item and is not to read it again; written in one's own name.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['signals_first_answer', 'signals_step', 'signals_outcome'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO pax_office USING (EXISTS (SELECT FROM intake_item AS i '
      'WHERE i.id = item_id) AND (user_id = pax_user() OR NOT pax_reads_again(item_id)))', named);
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO pax_office WITH CHECK (user_id = pax_user() '
      'AND EXISTS (SELECT FROM intake_item AS i WHERE i.id = item_id))', named);
  END LOOP;
END $$;

-- 5. Withheld fields of protected persons: whoever handles the item, for as long as that was given.
ALTER TABLE intake_sealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_sealed FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON intake_sealed TO pax_office USING (
  item_id = ANY ((SELECT pax_handled())::uuid[]) AND EXISTS (SELECT FROM intake_item AS i WHERE i.id = item_id));

-- 6. What is a board's: whoever holds anything there today.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['intake_run', 'signals_week', 'signals_capacity', 'signals_figure'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY board ON %I TO pax_office USING (board_id = ANY ((SELECT pax_boards())::varchar[]))', named);
  END LOOP;
END $$;

ALTER TABLE intake_area_count ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_area_count FORCE ROW LEVEL SECURITY;
CREATE POLICY board ON intake_area_count TO pax_office USING (EXISTS (SELECT FROM intake_run AS n WHERE n.id = run_id));

-- 7. Of machines alone: what tells a draw from a signal, who is close to whom, who is protected, who is named where.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['intake_origin', 'intake_arrived', 'intake_named', 'intake_protected_key', 'intake_conflict', 'signals_sample'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  END LOOP;
END $$;

-- 8. Cases, and what follows one. What somebody did bears their own name.
ALTER TABLE cases_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_case FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON cases_case TO pax_office USING (
  ((wall_id = ANY ((SELECT pax_walls())::bigint[]) AND (NOT team_only OR pax_named(id)))
    OR (id = ANY ((SELECT pax_glass())::uuid[]) AND pax_broken(id, wall_id)))
  AND NOT EXISTS (SELECT FROM accounts_recusal AS r WHERE r.item_id = cases_case.id AND r.user_id = (SELECT pax_user())));

DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['cases_party', 'cases_consent', 'cases_task', 'cases_shielded'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY seen ON %I TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))', named);
  END LOOP;
  FOREACH named IN ARRAY ARRAY['cases_event', 'cases_proposal', 'cases_note', 'cases_outcome', 'cases_effect'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))', named);
  END LOOP;
  FOREACH named IN ARRAY ARRAY['cases_proposal', 'cases_note', 'cases_outcome', 'cases_effect'] LOOP
    EXECUTE format('CREATE POLICY written ON %I FOR INSERT TO pax_office WITH CHECK (by_id = pax_user() '
      'AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))', named);
  END LOOP;
END $$;
CREATE POLICY written ON cases_event FOR INSERT TO pax_office WITH CHECK (
  pax_user() = coalesce(second_id, by_id) AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE POLICY answered ON cases_proposal FOR UPDATE TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));

ALTER TABLE cases_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON cases_hours FOR SELECT TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE POLICY written ON cases_hours FOR INSERT TO pax_office WITH CHECK (
  who_id = pax_user() AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));

ALTER TABLE cases_box ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_box FORCE ROW LEVEL SECURITY;
CREATE POLICY handled ON cases_box TO pax_office USING (
  case_id = ANY ((SELECT pax_handled())::uuid[]) AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));

-- Of machines alone: a board's numbers (a gap would tell of a team's cases), and who stands in a case.
ALTER TABLE cases_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_series FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_named ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_named FORCE ROW LEVEL SECURITY;

-- 9. Papers of requests: whoever answers requests behind each label of what they are made of; of a team's, its team; and
-- nobody who is kept away from it. A correction is seen by whoever sees the item or case, too.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['rights_person_request', 'rights_records_request', 'rights_record', 'rights_hold'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    EXECUTE format('CREATE POLICY seen ON %1$I TO pax_office USING (wall_id = ANY ((SELECT pax_desks())::bigint[]) '
      'AND (NOT team_only OR pax_named(root_id)) AND NOT EXISTS (SELECT FROM accounts_recusal AS r '
      'WHERE r.item_id = %1$I.root_id AND r.user_id = (SELECT pax_user())))', named);
  END LOOP;
END $$;

ALTER TABLE rights_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE rights_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON rights_correction TO pax_office USING (
  ((wall_id = ANY ((SELECT pax_desks() || pax_walls())::bigint[]) AND (NOT team_only OR pax_named(root_id)))
    OR (root_id = ANY ((SELECT pax_glass())::uuid[]) AND pax_broken(root_id, wall_id)))
  AND NOT EXISTS (SELECT FROM accounts_recusal AS r WHERE r.item_id = rights_correction.root_id AND r.user_id = (SELECT pax_user())));

ALTER TABLE rights_volume ENABLE ROW LEVEL SECURITY;
ALTER TABLE rights_volume FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON rights_volume TO pax_office USING (
  wall_id = ANY ((SELECT pax_desks())::bigint[])
  AND (NOT team_only OR EXISTS (SELECT FROM rights_volume_root AS v WHERE v.volume_id = rights_volume.id AND pax_named(v.root_id)))
  AND NOT EXISTS (SELECT FROM rights_volume_root AS v JOIN accounts_recusal AS r ON r.item_id = v.root_id
                  WHERE v.volume_id = rights_volume.id AND r.user_id = (SELECT pax_user())));

DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['rights_mark', 'rights_told', 'rights_deleted'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  END LOOP;
END $$;
CREATE POLICY seen ON rights_mark TO pax_office USING (EXISTS (SELECT FROM rights_volume AS v WHERE v.id = volume_id));
CREATE POLICY seen ON rights_told TO pax_office USING (EXISTS (SELECT FROM rights_correction AS c WHERE c.id = correction_id));
CREATE POLICY board ON rights_deleted TO pax_office USING (EXISTS (SELECT FROM rights_deletion AS d WHERE d.id = deletion_id));

ALTER TABLE rights_deletion ENABLE ROW LEVEL SECURITY;
ALTER TABLE rights_deletion FORCE ROW LEVEL SECURITY;
CREATE POLICY board ON rights_deletion TO pax_office USING (board_id = ANY ((SELECT pax_boards())::varchar[]));

-- 10. The words search finds by: a case's with the case; an item's no further than its own page would show this person:
-- its area once it stands in a list, all once it has been read and nobody else is still to read it again. Machines alone
-- write them.
ALTER TABLE desk_case_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_case_word FORCE ROW LEVEL SECURITY;
CREATE POLICY met ON desk_case_word FOR SELECT TO pax_office USING (
  wall_id = ANY ((SELECT pax_walls())::bigint[]) AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));

ALTER TABLE desk_item_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_item_word FORCE ROW LEVEL SECURITY;
CREATE POLICY met ON desk_item_word FOR SELECT TO pax_office USING (
  wall_id = ANY ((SELECT pax_walls())::bigint[])
  AND EXISTS (
    SELECT FROM intake_item AS i
    JOIN signals_work AS w ON w.item_id = i.id
    LEFT JOIN signals_second_reading AS s
      ON s.item_id = i.id AND s.answered_at IS NULL AND s.first_user_id <> (SELECT pax_user())
    WHERE i.id = desk_item_word.item_id AND i.run_id = desk_item_word.run_id
      AND w.state <> 'waiting'
      AND (level = 0 OR (i.opened AND s.item_id IS NULL AND w.state NOT IN ('in_week', 'taken')))));

-- Documents follow their case; what is written bears the writer's own name. Exports are seen by who sees what was taken
-- out, and all of a board's by whoever reviews its log.
DO $$
DECLARE named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['documents_case_key', 'documents_blob', 'documents_document', 'documents_export', 'documents_export_series'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  END LOOP;
  FOREACH named IN ARRAY ARRAY['documents_case_key', 'documents_blob'] LOOP
    EXECUTE format('CREATE POLICY seen ON %I TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))', named);
  END LOOP;
END $$;
CREATE POLICY seen ON documents_document FOR SELECT TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE POLICY written ON documents_document FOR INSERT TO pax_office WITH CHECK (
  added_by_id = pax_user() AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE FUNCTION pax_reviewed() RETURNS varchar[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT h.board_id), '{}') FROM pax_held() AS h WHERE h.item_id IS NULL AND h.role = 'dpo'
$$;
CREATE POLICY seen ON documents_export FOR SELECT TO pax_office USING (
  board_id = ANY ((SELECT pax_reviewed())::varchar[])
  OR (board_id = ANY ((SELECT pax_boards())::varchar[])
      AND (case_id IS NULL OR EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))));
CREATE POLICY written ON documents_export FOR INSERT TO pax_office WITH CHECK (
  by_id = pax_user() AND board_id = ANY ((SELECT pax_boards())::varchar[])
  AND (case_id IS NULL OR EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id)));

-- Letters follow their case. A finished one is changed by nobody; machines may withhold and forget it.
ALTER TABLE letters_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE letters_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON letters_letter FOR SELECT TO pax_office USING (EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE POLICY written ON letters_letter FOR INSERT TO pax_office WITH CHECK (
  made_by_id = pax_user() AND finished_at IS NULL AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));
CREATE POLICY turned ON letters_letter FOR UPDATE TO pax_office
  USING (finished_at IS NULL AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id))
  WITH CHECK (coalesce(finished_by_id, pax_user()) = pax_user() AND EXISTS (SELECT FROM cases_case AS c WHERE c.id = case_id));

-- Machines: intake takes in and withholds; retention forgets; rights reads what is held on somebody.
DO $$
DECLARE named text;
BEGIN
  FOR named IN SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE c.relrowsecurity AND n.nspname = 'public' LOOP
    EXECUTE format('CREATE POLICY machine_intake ON %I TO pax_intake USING (true) WITH CHECK (true)', named);
    EXECUTE format('CREATE POLICY machine_retention ON %I TO pax_retention USING (true) WITH CHECK (true)', named);
    EXECUTE format('CREATE POLICY machine_rights ON %I FOR SELECT TO pax_rights USING (true)', named);
  END LOOP;
END $$;
CREATE POLICY machine_rights_writes ON rights_volume TO pax_rights USING (true) WITH CHECK (true);
CREATE POLICY machine_rights_writes ON rights_mark TO pax_rights USING (true) WITH CHECK (true);
CREATE POLICY machine_rights_writes ON rights_records_request TO pax_rights USING (true) WITH CHECK (true);
CREATE POLICY machine_rights_writes ON rights_record TO pax_rights USING (true) WITH CHECK (true);
CREATE POLICY machine_rights_writes ON rights_person_request TO pax_rights USING (true) WITH CHECK (true);
CREATE POLICY machine_rights_writes ON rights_told TO pax_rights USING (true) WITH CHECK (true);
