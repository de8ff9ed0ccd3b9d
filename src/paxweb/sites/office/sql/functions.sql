-- Who asks, what day it is, and what they hold. Every function reads tables of the room `accounts` only, with a search
-- path of its own, and as the tables' owner: what it answers does not depend on the rights of whoever calls it.
-- They read by index, however few rows a table has: a plan that reads fifty clearances to find two of them is as quick,
-- but a page asks these functions many times.
-- The moment and the day are those the request has told (paxweb.accounts.identity): one request is never of two minds
-- about the date; where nothing was told, it is the server's clock, in Stockholm.

CREATE FUNCTION pax_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT nullif(current_setting('pax.user_id', true), '')::bigint
$$;

CREATE FUNCTION pax_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT coalesce(nullif(current_setting('pax.now', true), '')::timestamptz, now())
$$;

CREATE FUNCTION pax_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(nullif(current_setting('pax.today', true), '')::date, (pax_now() AT TIME ZONE 'Europe/Stockholm')::date)
$$;

-- The machine that asks in somebody's name (its token's id), where one does.
CREATE FUNCTION pax_token() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT nullif(current_setting('pax.token', true), '')::bigint
$$;

-- Whether a machine's token rests on a clearance, and stands: fetched, not ended, within its days, which are at most 90.
CREATE FUNCTION pax_rests(clearance bigint, person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT EXISTS (
    SELECT FROM api_token AS t JOIN api_token_clearance AS k ON k.token_id = t.id
    WHERE t.id = pax_token() AND k.clearance_id = clearance AND t.owner_id = person
      AND t.secret_hash IS NOT NULL AND t.ended_at IS NULL
      AND t.from_date <= pax_today() AND t.to_date >= pax_today() AND t.to_date - t.from_date < 90)
$$;

-- Clearances that count today: within their dates, not ended, confirmed where they need it (the first one, which nobody
-- granted, for seven days without), of an active account, and for content only where the staff key is bound at the board.
CREATE FUNCTION pax_held() RETURNS TABLE (board_id varchar, label_id bigint, role varchar, item_id uuid, days integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT l.board_id, c.label_id, c.role, c.item_id, c.to_date - c.from_date
  FROM accounts_clearance AS c
  JOIN accounts_user AS u ON u.id = c.user_id
  JOIN accounts_label AS l ON l.id = c.label_id
  WHERE c.user_id = pax_user()
    AND u.is_active
    AND c.from_date <= pax_today() AND c.to_date >= pax_today()
    AND c.ended_at IS NULL
    AND (NOT c.needs_confirmation OR c.confirmed_at IS NOT NULL
         OR (c.granted_by_id IS NULL AND c.granted_at > pax_now() - interval '7 days'))
    AND (c.role IN ('dpo', 'access_officer', 'technician')
         OR l.board_id = ANY (ARRAY(SELECT k.board_id FROM accounts_staff_key AS k WHERE k.user_id = pax_user())::text[]))
    AND (pax_token() IS NULL
         OR (c.item_id IS NULL AND c.role IN ('reader', 'investigator', 'lead', 'lawyer') AND pax_rests(c.id, c.user_id)))
$$;

-- Walls all of whose labels are held in a role that opens them. A wall without labels is seen by no one.
CREATE FUNCTION pax_walls() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  WITH opened AS (
    SELECT DISTINCT h.label_id FROM pax_held() AS h
    WHERE h.item_id IS NULL AND h.role IN ('reader', 'investigator', 'lead', 'lawyer'))
  SELECT coalesce(array_agg(each.wall_id), '{}')
  FROM (
    SELECT s.wall_id FROM accounts_wall_label AS s
    LEFT JOIN opened AS o ON o.label_id = s.label_id
    GROUP BY s.wall_id
    HAVING bool_and(o.label_id IS NOT NULL)) AS each
$$;

CREATE FUNCTION pax_boards() RETURNS varchar[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT coalesce(array_agg(DISTINCT h.board_id), '{}') FROM pax_held() AS h WHERE h.item_id IS NULL AND h.role <> 'protected_handler'
$$;

-- Items whose protected fields may be opened: given for one item, for at most 30 days.
CREATE FUNCTION pax_handled() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT coalesce(array_agg(h.item_id), '{}') FROM pax_held() AS h
  WHERE h.item_id IS NOT NULL AND h.role = 'protected_handler' AND h.days <= 30
$$;

-- Broken glass: one item, 24 hours, by somebody who still leads its board. Which wall may be behind it is asked per item.
CREATE FUNCTION pax_glass() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT coalesce(array_agg(DISTINCT g.item_id), '{}') FROM accounts_glass AS g
  WHERE g.user_id = pax_user() AND g.opened_at <= pax_now() AND g.closes_at > pax_now()
    AND g.closes_at <= g.opened_at + interval '24 hours' AND pax_token() IS NULL
    AND EXISTS (SELECT FROM pax_held() AS h WHERE h.board_id = g.board_id AND h.role = 'lead' AND h.item_id IS NULL)
$$;

CREATE FUNCTION pax_broken(item uuid, wall bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT EXISTS (
    SELECT FROM accounts_glass AS g
    JOIN accounts_wall AS w ON w.id = wall AND w.board_id = g.board_id
    WHERE g.item_id = item AND g.user_id = pax_user() AND g.opened_at <= pax_now() AND g.closes_at > pax_now()
      AND g.closes_at <= g.opened_at + interval '24 hours'
      AND EXISTS (SELECT FROM accounts_wall_label AS s WHERE s.wall_id = w.id)
      AND EXISTS (SELECT FROM pax_held() AS h WHERE h.board_id = g.board_id AND h.role = 'lead' AND h.item_id IS NULL))
$$;

-- Inside the wall the item is named to a team, or is not for a team only; and nobody sees what they are kept away from.
CREATE FUNCTION pax_named(item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  SELECT pax_token() IS NULL
    AND EXISTS (SELECT FROM accounts_team_member AS t WHERE t.item_id = item AND t.user_id = pax_user()
                 AND t.from_date <= pax_today() AND t.to_date >= pax_today())
$$;

-- Walls whose labels are all held by whoever answers requests: a registrar or a lead. They open a request's own papers.
CREATE FUNCTION pax_desks() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
  WITH opened AS (
    SELECT DISTINCT h.label_id FROM pax_held() AS h WHERE h.item_id IS NULL AND h.role IN ('registrar', 'lead')
    AND pax_token() IS NULL)
  SELECT coalesce(array_agg(each.wall_id), '{}')
  FROM (
    SELECT s.wall_id FROM accounts_wall_label AS s
    LEFT JOIN opened AS o ON o.label_id = s.label_id
    GROUP BY s.wall_id
    HAVING bool_and(o.label_id IS NOT NULL)) AS each
$$;

-- Who is kept from an item is forgotten with the item, and not before. Only what nothing but their own word stands behind
-- (declared) may be taken back, once an access officer has ended it; what registers say lets no machine let them in again.
CREATE FUNCTION pax_item_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM accounts_recusal WHERE item_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER gone AFTER DELETE ON intake_item FOR EACH ROW EXECUTE FUNCTION pax_item_gone();
CREATE FUNCTION pax_kept_away() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_user = 'pax_intake' AND NOT (OLD.declared AND (TG_OP = 'DELETE' OR NOT NEW.declared)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'permission denied: what registers say keeps them away';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON accounts_recusal FOR EACH ROW EXECUTE FUNCTION pax_kept_away();
