-- Rights of each role. The web process never deletes what has a wall, never writes what a run says, and never reads what
-- tells a draw from a signal. Nobody may update the ledger; its triggers refuse it too.
GRANT USAGE ON SCHEMA public TO pax_office, pax_intake, pax_sealer, pax_retention, pax_rights;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pax_office, pax_intake, pax_retention, pax_rights;
REVOKE SELECT ON intake_origin, intake_arrived, intake_named, intake_protected_key, intake_conflict, signals_sample FROM pax_office;
REVOKE SELECT ON mfa_authenticator, django_session, accounts_attempt, accounts_invitation, socialaccount_socialtoken
  FROM pax_intake, pax_retention, pax_rights;

-- The web process. Signing in, accounts, clearances:
GRANT INSERT, UPDATE ON accounts_user, accounts_clearance, accounts_declared, accounts_team_member, accounts_staff_key,
  accounts_attempt, accounts_invitation, accounts_proposal, accounts_signature, accounts_absence, accounts_glass,
  accounts_notice, accounts_board, accounts_label TO pax_office;
GRANT DELETE ON accounts_attempt, accounts_invitation TO pax_office;
GRANT INSERT, UPDATE, DELETE ON django_session, mfa_authenticator, account_emailaddress, account_emailconfirmation,
  socialaccount_socialaccount, socialaccount_socialtoken, django_tasks_database_dbtaskresult TO pax_office;
-- The week's work:
GRANT UPDATE (opened, run_id, next_run_id, live, team_only) ON intake_item TO pax_office;
GRANT UPDATE ON signals_work, signals_second_reading TO pax_office;
GRANT INSERT ON signals_work, signals_second_reading, signals_first_answer, signals_step TO pax_office;
GRANT INSERT, UPDATE ON signals_capacity, intake_arrival TO pax_office;

-- Cases: what was done is added to and never rewritten; only what the office turns may change.
REVOKE SELECT ON cases_series, cases_named FROM pax_office;
GRANT INSERT ON cases_case, cases_party, cases_event, cases_proposal, cases_consent, cases_note, cases_task, cases_hours,
  cases_outcome, cases_effect TO pax_office;
GRANT UPDATE (state, entered_on, ended_on, waits_until, waits_for, owner_id, deadline, diary_number, version) ON cases_case TO pax_office;
GRANT UPDATE (withdrawn_at, signed_at) ON cases_proposal TO pax_office;
GRANT UPDATE (withdrawn_at) ON cases_consent TO pax_office;
GRANT UPDATE (done_at) ON cases_task TO pax_office;
GRANT INSERT, UPDATE, DELETE ON cases_series, cases_named, cases_case, cases_party, cases_event, cases_proposal,
  cases_consent, cases_note, cases_task, cases_outcome, cases_effect, cases_shielded, cases_box TO pax_intake;
GRANT UPDATE, DELETE ON cases_case, cases_named, cases_party, cases_event, cases_proposal, cases_consent, cases_note,
  cases_task, cases_hours, cases_outcome, cases_effect, cases_shielded, cases_box TO pax_retention;

-- Machines' tokens: proposed, decided, fetched, ended and counted by the office; what they posted is never changed.
REVOKE SELECT ON api_token FROM pax_intake, pax_retention, pax_rights;
GRANT INSERT, UPDATE ON api_token TO pax_office;
GRANT INSERT ON api_token_clearance, api_posting, signals_outcome TO pax_office;
GRANT DELETE ON signals_outcome TO pax_intake, pax_retention;
GRANT DELETE ON api_posting TO pax_retention;

-- Intake, and the week that is drawn from it:
GRANT INSERT, UPDATE, DELETE ON intake_run, intake_item, intake_origin, intake_arrived, intake_subject, intake_sheet_row,
  intake_evidence, intake_question, intake_edge, intake_named, intake_area_count, intake_protected_key, intake_conflict,
  intake_withheld, intake_sealed, intake_arrival, signals_work, signals_week, signals_place, signals_sample,
  signals_first_answer, signals_second_reading, signals_step, signals_capacity, signals_figure TO pax_intake;
GRANT INSERT ON accounts_recusal, accounts_board, accounts_label, accounts_wall, accounts_wall_label TO pax_intake;
GRANT UPDATE ON accounts_board TO pax_intake;
GRANT UPDATE (declared), DELETE ON accounts_recusal TO pax_intake;
GRANT INSERT, UPDATE, DELETE ON django_tasks_database_dbtaskresult TO pax_intake;

-- Forgetting:
GRANT UPDATE, DELETE ON intake_run, intake_item, intake_origin, intake_arrived, intake_subject, intake_sheet_row,
  intake_evidence, intake_question, intake_edge, intake_named, intake_area_count, intake_protected_key, intake_conflict,
  intake_withheld, intake_sealed, signals_work, signals_week, signals_place, signals_sample, signals_first_answer,
  signals_second_reading, signals_step, accounts_recusal TO pax_retention;
GRANT INSERT, UPDATE ON signals_figure TO pax_retention;

-- Requests: the machine collects, people mark and sign; what is issued is fixed.
GRANT INSERT ON rights_person_request, rights_mark, rights_correction, rights_told, rights_records_request, rights_hold,
  rights_deletion TO pax_office;
GRANT UPDATE (stage, closed_at) ON rights_person_request TO pax_office;
GRANT UPDATE (state, pdf, json, digest, proposed_by_id, proposed_at, signed_by_id, signed_at) ON rights_volume TO pax_office;
GRANT UPDATE (undone_at) ON rights_mark TO pax_office;
GRANT UPDATE (verdict, signed_by_id, signed_at) ON rights_correction TO pax_office;
GRANT UPDATE (told_on, impossible, by_id) ON rights_told TO pax_office;
GRANT UPDATE (searching, decision, decision_digest, decided_by_id, decided_at, signed_by_id, signed_at, closed_at)
  ON rights_records_request TO pax_office;
GRANT UPDATE (searching, searched_at) ON rights_records_request TO pax_rights;
GRANT UPDATE (given, provision, copy, digest, by_id, at, taken_at) ON rights_record TO pax_office;
GRANT UPDATE (ended_by_id, ended_at) ON rights_hold TO pax_office;
GRANT UPDATE (state, signed_by_id, signed_at) ON rights_deletion TO pax_office;
GRANT INSERT ON rights_volume, rights_volume_root, rights_record, rights_told, accounts_notice, accounts_wall,
  accounts_wall_label, accounts_label TO pax_rights;
GRANT UPDATE (stage, collected_at) ON rights_person_request TO pax_rights;
GRANT DELETE ON rights_volume, rights_volume_root, rights_mark TO pax_rights;
GRANT UPDATE (old, new, ground, reason, withheld) ON rights_correction TO pax_intake;
GRANT UPDATE (reason) ON rights_hold TO pax_intake;
GRANT UPDATE, DELETE ON rights_person_request, rights_volume, rights_volume_root, rights_mark, rights_correction,
  rights_told, rights_records_request, rights_record, rights_hold TO pax_retention;
GRANT INSERT ON rights_deleted TO pax_retention;
GRANT UPDATE ON rights_deletion TO pax_retention;
GRANT DELETE ON accounts_team_member, accounts_glass, accounts_notice, accounts_clearance, accounts_signature,
  intake_arrival, django_tasks_database_dbtaskresult TO pax_retention;
GRANT UPDATE ON intake_arrival TO pax_retention;

-- Words for search: made by the machine that takes runs in, forgotten with what they belong to.
GRANT INSERT, DELETE ON desk_item_word, desk_case_word TO pax_intake;
GRANT DELETE ON desk_item_word, desk_case_word TO pax_retention;

-- Documents of a case and what is taken out. Retention forgets them with their case; numbers are machines' own:
REVOKE SELECT ON documents_export_series FROM pax_office;
GRANT INSERT ON documents_case_key, documents_blob, documents_document, documents_export TO pax_office;
GRANT UPDATE (file, scanned) ON documents_blob TO pax_office;
GRANT INSERT, UPDATE ON documents_export_series TO pax_intake;
GRANT UPDATE ON documents_document, documents_export TO pax_intake;
GRANT INSERT ON letters_letter TO pax_office;
GRANT UPDATE (head, record, verdict, version, changed_by_id, changed_at, asked_by_id, asked_at, finished_by_id, finished_at, sha256,
  kept_id, withdrawn_at) ON letters_letter TO pax_office;
GRANT UPDATE ON letters_letter TO pax_intake;
GRANT UPDATE, DELETE ON letters_letter TO pax_retention;
GRANT UPDATE, DELETE ON documents_case_key, documents_blob, documents_document, documents_export TO pax_retention;

-- The log review; what is kept of it is never changed, a name asked for is answered once:
GRANT INSERT ON review_review, review_reveal TO pax_office;
GRANT UPDATE (answered_by_id, answered_at, signed) ON review_reveal TO pax_office;

-- The ledger: everybody adds lines; the sealer seals; retention prunes what a row of ledger_pruning names.
GRANT INSERT ON ledger_entry, ledger_about TO pax_office, pax_intake, pax_sealer, pax_retention, pax_rights;
GRANT SELECT ON ledger_entry, ledger_about, ledger_pending, ledger_batch, ledger_member, ledger_pruning TO pax_sealer;
GRANT INSERT ON ledger_batch, ledger_member TO pax_sealer;
GRANT DELETE ON ledger_pending TO pax_sealer;
GRANT INSERT ON ledger_pruning TO pax_retention;
GRANT DELETE ON ledger_entry, ledger_about, ledger_member TO pax_retention;
