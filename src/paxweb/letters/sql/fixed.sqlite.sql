CREATE TRIGGER letters_fixed BEFORE UPDATE ON letters_letter
WHEN OLD.finished_at IS NOT NULL AND (
  NEW.finished_at IS NOT OLD.finished_at OR NEW.finished_by_id IS NOT OLD.finished_by_id OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.letter IS NOT OLD.letter OR NEW.content_version IS NOT OLD.content_version OR NEW.document IS NOT OLD.document
  OR NEW.language IS NOT OLD.language OR NEW.asked_by_id IS NOT OLD.asked_by_id OR NEW.withdrawn_at IS NOT OLD.withdrawn_at
  OR (NOT (NEW.withheld OR OLD.withheld)
      AND (NEW.title IS NOT OLD.title OR NEW.head IS NOT OLD.head OR NEW.record IS NOT OLD.record)))
BEGIN
  SELECT RAISE(ABORT, 'a finished letter is never changed');
END;
