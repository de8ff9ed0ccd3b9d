CREATE FUNCTION letters_fixed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a finished letter is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER letters_fixed BEFORE UPDATE ON letters_letter FOR EACH ROW
WHEN (OLD.finished_at IS NOT NULL AND (
  (NEW.finished_at, NEW.finished_by_id, NEW.sha256, NEW.letter, NEW.content_version, NEW.document, NEW.language, NEW.asked_by_id, NEW.withdrawn_at)
    IS DISTINCT FROM
  (OLD.finished_at, OLD.finished_by_id, OLD.sha256, OLD.letter, OLD.content_version, OLD.document, OLD.language, OLD.asked_by_id, OLD.withdrawn_at)
  OR (NOT (NEW.withheld OR OLD.withheld)
      AND (NEW.title, NEW.head, NEW.record) IS DISTINCT FROM (OLD.title, OLD.head, OLD.record))))
EXECUTE FUNCTION letters_fixed();
