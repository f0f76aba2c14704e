"""First schema: people, organisation, the registers, the journal.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("number", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("signed_on", TEXT, nullable=True),
        sa.Column("effective_from", TEXT, nullable=True),
        sa.Column("effective_to", TEXT, nullable=True),
        sa.Column("better_clauses", WHOLE, nullable=True),
        sa.Column("member_clauses", WHOLE, nullable=True),
        sa.Column("grade", TEXT, nullable=True),
        sa.Column("sign_reason", TEXT, nullable=True),
        sa.Column("filed_on", TEXT, nullable=True),
        sa.Column("employer", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreements_signed_on"), "agreements", ["signed_on"], unique=False)
    op.create_table(
        "checkup_campaigns",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("ended_on", TEXT, nullable=True),
        sa.Column("organiser", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("provider", TEXT, nullable=True),
        sa.Column("employer", TEXT, nullable=True),
        sa.Column("basis", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("cost", WHOLE, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_campaigns")),
        sa.UniqueConstraint("uid", name=op.f("uq_checkup_campaigns_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_checkup_campaigns_held_on"), "checkup_campaigns", ["held_on"], unique=False
    )
    op.create_table(
        "deeds",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("done_at", TEXT, nullable=False),
        sa.Column("done_by", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("register", TEXT, nullable=False),
        sa.Column("records", WHOLE, nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["undoes_id"], ["deeds.id"], name=op.f("fk_deeds_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deeds_undoes_id"), "deeds", ["undoes_id"], unique=False)
    op.create_table(
        "dialogues",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=True),
        sa.Column("proposed_on", TEXT, nullable=True),
        sa.Column("answered_on", TEXT, nullable=True),
        sa.Column("trigger", TEXT, nullable=True),
        sa.Column("rule_kind", TEXT, nullable=True),
        sa.Column("opinions", WHOLE, nullable=True),
        sa.Column("opinions_met", WHOLE, nullable=True),
        sa.Column("result", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogues")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dialogues_held_on"), "dialogues", ["held_on"], unique=False)
    op.create_table(
        "offers",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("partner", TEXT, nullable=False),
        sa.Column("goods", TEXT, nullable=True),
        sa.Column("discount", TEXT, nullable=True),
        sa.Column("level", TEXT, nullable=True),
        sa.Column("signed_on", TEXT, nullable=True),
        sa.Column("valid_from", TEXT, nullable=True),
        sa.Column("valid_to", TEXT, nullable=True),
        sa.Column("upper_agreement", TEXT, nullable=True),
        sa.Column("branch", TEXT, nullable=True),
        sa.Column("contact", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "organisations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("uid", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("parent_code", TEXT, nullable=True),
        sa.Column("parent_name", TEXT, nullable=True),
        sa.Column("is_own", sa.Integer(), nullable=False),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("signs_for", TEXT, nullable=True),
        sa.Column("signer_title", TEXT, nullable=True),
        sa.Column("signer_name", TEXT, nullable=True),
        sa.Column("recipients", TEXT, nullable=True),
        sa.Column("enrolled_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("code", name=op.f("uq_organisations_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisations_uid")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "people",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("full_name", TEXT, nullable=False),
        sa.Column("name_key", TEXT, nullable=False),
        sa.Column("name_folded", TEXT, nullable=False),
        sa.Column("sex", TEXT, nullable=True),
        sa.Column("birth_date", TEXT, nullable=True),
        sa.Column("identity_number", TEXT, nullable=True),
        sa.Column("phone", TEXT, nullable=True),
        sa.Column("email", TEXT, nullable=True),
        sa.Column("address", TEXT, nullable=True),
        sa.Column("ethnicity", TEXT, nullable=True),
        sa.Column("education", TEXT, nullable=True),
        sa.Column("political_theory", TEXT, nullable=True),
        sa.Column("party_joined_on", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_people_identity_number"), "people", ["identity_number"], unique=False)
    op.create_index(
        "ix_people_namesakes",
        "people",
        ["name_folded", "birth_date", "voided_at", "identity_number"],
        unique=False,
    )
    op.create_index(
        "ix_people_names", "people", ["name_key", "id", "voided_at", "search_text"], unique=False
    )
    op.create_index(
        "ix_people_voided",
        "people",
        ["voided_at"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NOT NULL"),
        postgresql_where=sa.text("voided_at IS NOT NULL"),
    )
    op.create_table(
        "policy_contributions",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("contributed_on", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("turns", WHOLE, nullable=False),
        sa.Column("level", TEXT, nullable=True),
        sa.Column("topic", TEXT, nullable=True),
        sa.Column("form", TEXT, nullable=True),
        sa.Column("proposal", TEXT, nullable=True),
        sa.Column("is_accepted", sa.Integer(), nullable=False),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_contributions")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_policy_contributions_contributed_on"),
        "policy_contributions",
        ["contributed_on"],
        unique=False,
    )
    op.create_table(
        "refused_files",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("refused_at", TEXT, nullable=False),
        sa.Column("organisation", TEXT, nullable=True),
        sa.Column("appendix", TEXT, nullable=True),
        sa.Column("period_first", TEXT, nullable=True),
        sa.Column("period_last", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("why_values", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_files")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_refused_files_sha256"), "refused_files", ["sha256"], unique=False)
    op.create_table(
        "sent_returns",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("appendix_version", WHOLE, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("figures_sha256", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("sent_at", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_returns")),
        sa.UniqueConstraint(
            "appendix",
            "period_first",
            "period_last",
            "version",
            name=op.f("uq_sent_returns_appendix_period_first_period_last_version"),
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "settings",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("private_key", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
        sa.UniqueConstraint("public_key", name=op.f("uq_signing_keys_public_key")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "trusted_keys",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("enrolled_at", TEXT, nullable=False),
        sa.Column("replaced_at", TEXT, nullable=True),
        sa.Column("revoked_on", TEXT, nullable=True),
        sa.Column("revoke_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_trusted_keys_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_keys")),
        sa.UniqueConstraint(
            "organisation_id",
            "public_key",
            name=op.f("uq_trusted_keys_organisation_id_public_key"),
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "units",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=True),
        sa.Column("parent_id", WHOLE, nullable=True),
        sa.Column("founded_on", TEXT, nullable=True),
        sa.Column("dissolved_on", TEXT, nullable=True),
        sa.Column("leader", TEXT, nullable=True),
        sa.Column("is_state_body", sa.Integer(), nullable=False),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"], unique=False)
    op.create_table(
        "activities",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("ended_on", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("organiser", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("head_total", WHOLE, nullable=True),
        sa.Column("head_members", WHOLE, nullable=True),
        sa.Column("cost_union", WHOLE, nullable=True),
        sa.Column("cost_employer", WHOLE, nullable=True),
        sa.Column("cost_state", WHOLE, nullable=True),
        sa.Column("cost_workers", WHOLE, nullable=True),
        sa.Column("cost_other", WHOLE, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_activities_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_activities_held_on"), "activities", ["held_on"], unique=False)
    op.create_index(op.f("ix_activities_unit_id"), "activities", ["unit_id"], unique=False)
    op.create_table(
        "agreement_units",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("agreement_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_units_agreement_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_agreement_units_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_units")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_agreement_units_agreement_id"), "agreement_units", ["agreement_id"], unique=False
    )
    op.create_index(
        op.f("ix_agreement_units_unit_id"), "agreement_units", ["unit_id"], unique=False
    )
    op.create_table(
        "benefits",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("given_on", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("fund", TEXT, nullable=False),
        sa.Column("amount", WHOLE, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("goods", TEXT, nullable=True),
        sa.Column("occasion", TEXT, nullable=True),
        sa.Column("beneficiary", TEXT, nullable=False),
        sa.Column("beneficiary_name", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("regulation", TEXT, nullable=True),
        sa.Column("priority_reason", TEXT, nullable=True),
        sa.Column("decision", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_benefits_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefits")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_benefits_figures",
        "benefits",
        ["fund", "kind", "given_on", "person_id", "status", "voided_at"],
        unique=False,
    )
    op.create_index(
        "ix_benefits_days",
        "benefits",
        ["given_on", "id", "voided_at", "status", "fund", "kind", "person_id", "amount"],
        unique=False,
    )
    op.create_index(
        "ix_benefits_people",
        "benefits",
        ["person_id", "given_on", "voided_at", "amount"],
        unique=False,
    )
    op.create_table(
        "changes",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("deed_id", WHOLE, nullable=False),
        sa.Column("table_name", TEXT, nullable=False),
        sa.Column("record_id", WHOLE, nullable=False),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["deed_id"], ["deeds.id"], name=op.f("fk_changes_deed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_changes_deed_id"), "changes", ["deed_id"], unique=False)
    op.create_index(op.f("ix_changes_record_id"), "changes", ["record_id"], unique=False)
    op.create_table(
        "checkups",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("campaign_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("attended_on", TEXT, nullable=True),
        sa.Column("result_class", TEXT, nullable=True),
        sa.Column("follow_up", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["checkup_campaigns.id"], name=op.f("fk_checkups_campaign_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_checkups_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkups")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_checkups_figures", "checkups", ["campaign_id", "attended", "person_id"], unique=False
    )
    op.create_index(op.f("ix_checkups_person_id"), "checkups", ["person_id"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("figure", TEXT, nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("corrected_at", TEXT, nullable=False),
        sa.Column("corrected_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_corrections_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_corrections_form",
        "corrections",
        ["appendix", "period_first", "period_last"],
        unique=False,
    )
    op.create_table(
        "courses",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("ended_on", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("organiser", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("head_total", WHOLE, nullable=True),
        sa.Column("head_members", WHOLE, nullable=True),
        sa.Column("cost_union", WHOLE, nullable=True),
        sa.Column("cost_employer", WHOLE, nullable=True),
        sa.Column("cost_state", WHOLE, nullable=True),
        sa.Column("cost_workers", WHOLE, nullable=True),
        sa.Column("cost_other", WHOLE, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_courses_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_courses_held_on"), "courses", ["held_on"], unique=False)
    op.create_index(op.f("ix_courses_unit_id"), "courses", ["unit_id"], unique=False)
    op.create_table(
        "dialogue_units",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("dialogue_id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogues.id"], name=op.f("fk_dialogue_units_dialogue_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_dialogue_units_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue_units")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_dialogue_units_dialogue_id"), "dialogue_units", ["dialogue_id"], unique=False
    )
    op.create_index(op.f("ix_dialogue_units_unit_id"), "dialogue_units", ["unit_id"], unique=False)
    op.create_table(
        "employments",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("is_current", sa.Integer(), nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("job_title", TEXT, nullable=True),
        sa.Column("employed_on", TEXT, nullable=True),
        sa.Column("ended_on", TEXT, nullable=True),
        sa.Column("is_hazardous", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_employments_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_employments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employments")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_employments_span",
        "employments",
        ["person_id", "employed_on", "ended_on", "unit_id"],
        unique=False,
    )
    op.create_index(op.f("ix_employments_unit_id"), "employments", ["unit_id"], unique=False)
    op.create_index(
        "uq_employments_current",
        "employments",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current = 1"),
    )
    op.create_table(
        "headcounts",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("counted_on", TEXT, nullable=False),
        sa.Column("workers", WHOLE, nullable=False),
        sa.Column("women", WHOLE, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_headcounts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcounts")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_headcounts_counted_on"), "headcounts", ["counted_on"], unique=False)
    op.create_index(op.f("ix_headcounts_unit_id"), "headcounts", ["unit_id"], unique=False)
    op.create_table(
        "housing_cases",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("amount", WHOLE, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("total_cost", WHOLE, nullable=True),
        sa.Column("own_share", WHOLE, nullable=True),
        sa.Column("proposed_on", TEXT, nullable=True),
        sa.Column("approved_on", TEXT, nullable=True),
        sa.Column("disbursed_on", TEXT, nullable=True),
        sa.Column("handed_over_on", TEXT, nullable=True),
        sa.Column("decision", TEXT, nullable=True),
        sa.Column("conditions", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_housing_cases_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_housing_cases")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_housing_cases_person_id"), "housing_cases", ["person_id"], unique=False
    )
    op.create_table(
        "loans",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("lent_on", TEXT, nullable=True),
        sa.Column("term_months", WHOLE, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("repaid_on", TEXT, nullable=True),
        sa.Column("purpose", TEXT, nullable=True),
        sa.Column("jobs_created", WHOLE, nullable=True),
        sa.Column("income_effect", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_loans_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_loans_lent_on"), "loans", ["lent_on"], unique=False)
    op.create_index(op.f("ix_loans_person_id"), "loans", ["person_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("is_current", sa.Integer(), nullable=False),
        sa.Column("card_number", TEXT, nullable=True),
        sa.Column("joined_on", TEXT, nullable=True),
        sa.Column("left_on", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("union_role", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_memberships_card_number"), "memberships", ["card_number"], unique=False
    )
    op.create_index(
        "ix_memberships_span", "memberships", ["person_id", "joined_on", "left_on"], unique=False
    )
    op.create_index(
        "uq_memberships_current",
        "memberships",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current = 1"),
    )
    op.create_table(
        "negotiations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("held_on", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=True),
        sa.Column("agreement_id", WHOLE, nullable=True),
        sa.Column("result", TEXT, nullable=True),
        sa.Column("paper", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_negotiations_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiations")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_negotiations_agreement_id"), "negotiations", ["agreement_id"], unique=False
    )
    op.create_index(op.f("ix_negotiations_held_on"), "negotiations", ["held_on"], unique=False)
    op.create_table(
        "offer_uses",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("used_on", TEXT, nullable=False),
        sa.Column("partner", TEXT, nullable=False),
        sa.Column("offer_id", WHOLE, nullable=True),
        sa.Column("uses", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.Column("unit_id", WHOLE, nullable=True),
        sa.Column("beneficiary", TEXT, nullable=False),
        sa.Column("told_by", TEXT, nullable=True),
        sa.Column("notes", TEXT, nullable=True),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("voided_at", TEXT, nullable=True),
        sa.Column("void_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_offer_uses_offer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_offer_uses_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_offer_uses_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_uses")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_offer_uses_offer_id"), "offer_uses", ["offer_id"], unique=False)
    op.create_index(op.f("ix_offer_uses_person_id"), "offer_uses", ["person_id"], unique=False)
    op.create_index(op.f("ix_offer_uses_unit_id"), "offer_uses", ["unit_id"], unique=False)
    op.create_index(op.f("ix_offer_uses_used_on"), "offer_uses", ["used_on"], unique=False)
    op.create_table(
        "sent_packages",
        sa.Column("sequence", WHOLE, autoincrement=False, nullable=False),
        sa.Column("return_id", WHOLE, nullable=False),
        sa.Column("manifest_sha256", TEXT, nullable=False),
        sa.Column("public_key", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["sent_returns.id"],
            name=op.f("fk_sent_packages_return_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_sent_packages")),
        sa.UniqueConstraint("return_id", name=op.f("uq_sent_packages_return_id")),
        sqlite_autoincrement=False,
        sqlite_strict=True,
    )
    op.create_table(
        "received_returns",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("organisation_id", WHOLE, nullable=False),
        sa.Column("appendix", TEXT, nullable=False),
        sa.Column("appendix_version", WHOLE, nullable=False),
        sa.Column("period_first", TEXT, nullable=False),
        sa.Column("period_last", TEXT, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("is_current", sa.Integer(), nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("generated_at", TEXT, nullable=False),
        sa.Column("sequence", WHOLE, nullable=False),
        sa.Column("previous_sha256", TEXT, nullable=True),
        sa.Column("manifest_sha256", TEXT, nullable=False),
        sa.Column("signed_with", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_received_returns_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_returns")),
        sa.UniqueConstraint(
            "organisation_id",
            "appendix",
            "period_first",
            "period_last",
            "version",
            name="uq_received_returns_version",
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_received_returns_period",
        "received_returns",
        ["appendix", "period_first", "period_last"],
        unique=False,
    )
    op.create_index(
        "uq_received_returns_current",
        "received_returns",
        ["organisation_id", "appendix", "period_first", "period_last"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current = 1"),
    )
    op.create_table(
        "attendances",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("course_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("remark", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_attendances_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attendances_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_attendances_figures",
        "attendances",
        ["course_id", "attended", "person_id"],
        unique=False,
    )
    op.create_index(op.f("ix_attendances_person_id"), "attendances", ["person_id"], unique=False)
    op.create_table(
        "participations",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("activity_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.Column("remark", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_participations_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_participations_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participations")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_participations_figures",
        "participations",
        ["activity_id", "attended", "person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_participations_person_id"), "participations", ["person_id"], unique=False
    )
    op.create_table(
        "received_figures",
        sa.Column("return_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("row_key", TEXT, nullable=False),
        sa.Column("result", WHOLE, nullable=True),
        sa.Column("total", WHOLE, nullable=True),
        sa.Column("members", WHOLE, nullable=True),
        sa.Column("head_total", WHOLE, nullable=True),
        sa.Column("head_members", WHOLE, nullable=True),
        sa.Column("titles", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["received_returns.id"],
            name=op.f("fk_received_figures_return_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("return_id", "row_key", name=op.f("pk_received_figures")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
