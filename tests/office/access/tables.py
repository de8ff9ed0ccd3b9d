"""Tables without a policy, each with its reason. Every other table of the office has one."""

_SIGN_IN = "signing in: read before anybody is anybody"
_PEOPLE = "who works here and what they may: asked before anything can be seen"
_LOG = "ids and keyed hashes, no value; append-only by trigger"
_DJANGO = "the framework's own"

OPEN: dict[str, str] = {
    "account_emailaddress": _SIGN_IN,
    "account_emailconfirmation": _SIGN_IN,
    "accounts_absence": _PEOPLE,
    "accounts_attempt": _SIGN_IN,
    "accounts_board": _PEOPLE,
    "accounts_clearance": _PEOPLE,
    "accounts_declared": _PEOPLE,
    "accounts_glass": _PEOPLE,
    "accounts_invitation": _SIGN_IN,
    "accounts_label": _PEOPLE,
    "accounts_notice": _PEOPLE,
    "accounts_proposal": _PEOPLE,
    "accounts_recusal": "a person and an id: read by every policy",
    "accounts_signature": _PEOPLE,
    "accounts_staff_key": _PEOPLE,
    "accounts_team_member": _PEOPLE,
    "accounts_user": _SIGN_IN,
    "accounts_wall": _PEOPLE,
    "accounts_wall_label": _PEOPLE,
    "auth_group": _DJANGO,
    "auth_group_permissions": _DJANGO,
    "auth_permission": _DJANGO,
    "django_content_type": _DJANGO,
    "django_migrations": _DJANGO,
    "django_session": _SIGN_IN,
    "django_tasks_database_dbtaskresult": "jobs: their names and the ids they were given",
    "intake_arrival": "how far a folder has been taken in: no content of any item",
    "ledger_about": _LOG,
    "ledger_batch": _LOG,
    "ledger_entry": _LOG,
    "ledger_member": _LOG,
    "ledger_pending": _LOG,
    "ledger_pruning": _LOG,
    "mfa_authenticator": _SIGN_IN,
    "review_reveal": "who asked for whose name, and who signed: no content of any item",
    "review_review": "figures of the log without names",
    "rights_volume_root": "ids of a volume and of what it is made of: read by the policy of volumes",
    "socialaccount_socialaccount": _SIGN_IN,
    "socialaccount_socialapp": _SIGN_IN,
    "socialaccount_socialtoken": _SIGN_IN,
}
