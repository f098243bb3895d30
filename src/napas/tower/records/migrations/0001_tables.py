"""The tables."""

import django.db.models.deletion
from django.db import migrations, models

import napas.domain.access
import napas.domain.claim
import napas.domain.finding
import napas.domain.identifier
import napas.domain.ledger
import napas.domain.need
import napas.domain.network
import napas.domain.order
import napas.domain.report
import napas.domain.situation
import napas.tower.records.columns


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BatchRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField(blank=True, default="")),
                ("country", models.TextField(blank=True, default="")),
                ("as_of", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("content_hash", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="PersonRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("organisation", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="PlanRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("scenario", models.TextField(blank=True, default="")),
                ("as_of", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("picture_hash", models.TextField(blank=True, default="")),
                ("parameters_hash", models.TextField(blank=True, default="")),
                ("document", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="TerritoryRow",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("name", models.TextField(blank=True, default="")),
                ("level", models.IntegerField()),
                ("parent", models.TextField(blank=True, default="")),
                ("latitude_deg", models.FloatField(null=True)),
                ("longitude_deg", models.FloatField(null=True)),
                ("landmass", models.TextField(blank=True, default="")),
                ("time_zone", models.TextField(blank=True, default="")),
                ("population", models.BigIntegerField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="FacilityRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                ("name", models.TextField(blank=True, default="")),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.FacilityKind
                    ),
                ),
                ("latitude_deg", models.FloatField(null=True)),
                ("longitude_deg", models.FloatField(null=True)),
                ("class_code", models.TextField(blank=True, default="")),
                ("beds", models.BigIntegerField(null=True)),
                ("pipeline_l_per_min", models.FloatField(null=True)),
                ("filling_t_per_day", models.FloatField()),
                ("receiving_h_per_day", models.FloatField()),
                ("synthetic", models.BooleanField()),
                ("source", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CensusRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("as_of", models.DateTimeField()),
                ("occupied_beds", models.BigIntegerField(null=True)),
                ("reported_need_t_per_day", models.FloatField(null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="censuses",
                        to="records.facilityrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("type_code", models.TextField(blank=True, default="")),
                ("full", models.BigIntegerField()),
                ("empty", models.BigIntegerField()),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cylinders",
                        to="records.facilityrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="OrderRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.TextField(blank=True, default="")),
                ("supplier", models.TextField(blank=True, default="")),
                ("producer", models.TextField(blank=True, default="")),
                ("carrier", models.TextField(blank=True, default="")),
                ("facility", models.TextField(blank=True, default="")),
                (
                    "form",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.Form
                    ),
                ),
                ("mass_g", models.BigIntegerField()),
                ("due", models.DateTimeField()),
                ("plan", models.TextField(blank=True, default="")),
                ("created_by", models.TextField(blank=True, default="")),
                ("content_hash", models.TextField(blank=True, default="")),
                (
                    "status",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.order.OrderStatus
                    ),
                ),
                ("vehicle", models.TextField(blank=True, default="")),
                ("arrives_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="OwnSourceRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.SourceKind
                    ),
                ),
                ("pieces", models.BigIntegerField()),
                ("nameplate_l_per_min", models.FloatField()),
                ("working_share", models.FloatField()),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="records.facilityrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="PatientsRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "device",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.need.DeviceKind
                    ),
                ),
                ("patients", models.BigIntegerField()),
                (
                    "group",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.need.PatientGroup
                    ),
                ),
                (
                    "census",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="patients",
                        to="records.censusrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="TankRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.TextField(blank=True, default="")),
                ("capacity_t", models.FloatField()),
                ("heel_t", models.FloatField()),
                ("owner", models.TextField(blank=True, default="")),
                ("open_to_others", models.BooleanField()),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tanks",
                        to="records.facilityrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="StockRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("holder", models.TextField(blank=True, default="")),
                (
                    "form",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.Form
                    ),
                ),
                ("mass_t", models.FloatField(null=True)),
                ("as_of", models.DateTimeField(null=True)),
                ("source", models.TextField(blank=True, default="")),
                (
                    "state",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.situation.StockState
                    ),
                ),
                ("tank", models.TextField(blank=True, default="")),
                ("held_at", models.DateTimeField(null=True)),
                ("trusted_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlantRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                ("name", models.TextField(blank=True, default="")),
                ("company", models.TextField(blank=True, default="")),
                ("latitude_deg", models.FloatField()),
                ("longitude_deg", models.FloatField()),
                ("offered_t_per_day", models.FloatField(null=True)),
                ("design_t_per_day", models.FloatField(null=True)),
                ("convertible_t_per_day", models.FloatField()),
                ("liquefaction_t_per_day", models.FloatField(null=True)),
                ("filling_t_per_day", models.FloatField()),
                ("stock_t", models.FloatField(null=True)),
                ("store_t", models.FloatField(null=True)),
                ("basis", models.TextField(blank=True, default="")),
                ("source", models.TextField(blank=True, default="")),
                ("imports", models.BooleanField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("need_t_per_day", models.FloatField(null=True)),
                (
                    "need_source",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.need.NeedSource
                    ),
                ),
                ("need_note", models.TextField(blank=True, default="")),
                ("occupied_beds", models.BigIntegerField(null=True)),
                ("bed_occupancy_share", models.FloatField(null=True)),
                ("active_cases", models.BigIntegerField(null=True)),
                ("last_share", models.FloatField(null=True)),
                ("restriction", models.TextField(blank=True, default="")),
                ("beds", models.BigIntegerField(null=True)),
                ("bed_norm_kg_per_day", models.FloatField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NameRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.identifier.SubjectKind
                    ),
                ),
                ("subject", models.TextField(blank=True, default="")),
                ("system", models.TextField(blank=True, default="")),
                ("name", models.TextField(blank=True, default="")),
                ("language", models.TextField(blank=True, default="")),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("source", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                (
                    "mode",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.LinkMode
                    ),
                ),
                ("origin", models.TextField(blank=True, default="")),
                ("target", models.TextField(blank=True, default="")),
                ("distance_km", models.FloatField()),
                ("origin_latitude_deg", models.FloatField(null=True)),
                ("origin_longitude_deg", models.FloatField(null=True)),
                ("target_latitude_deg", models.FloatField(null=True)),
                ("target_longitude_deg", models.FloatField(null=True)),
                ("travel_h", models.FloatField(null=True)),
                ("waiting_h", models.FloatField()),
                ("origin_landmass", models.TextField(blank=True, default="")),
                ("target_landmass", models.TextField(blank=True, default="")),
                ("basis", models.TextField(blank=True, default="")),
                ("source", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JournalRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("actor", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("device", models.TextField(blank=True, default="")),
                ("key", models.TextField(blank=True, default="")),
                ("content_hash", models.TextField(blank=True, default="")),
                (
                    "deed",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.access.Deed
                    ),
                ),
                ("subject", models.TextField(blank=True, default="")),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, default="")),
                ("told", models.JSONField()),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="GrantRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.access.Role
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="records.personrow",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="FindingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                (
                    "grade",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.finding.Grade
                    ),
                ),
                ("code", models.TextField(blank=True, default="")),
                ("subject", models.TextField(blank=True, default="")),
                ("file", models.TextField(blank=True, default="")),
                ("row", models.IntegerField()),
                ("column", models.TextField(blank=True, default="")),
                ("sheet", models.TextField(blank=True, default="")),
                ("cell", models.TextField(blank=True, default="")),
                ("params", models.JSONField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.situation.EventKind
                    ),
                ),
                ("subject", models.TextField(blank=True, default="")),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField(null=True)),
                ("restart_h", models.FloatField()),
                ("lost_t", models.FloatField(null=True)),
                ("mass_t", models.FloatField(null=True)),
                ("source", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("known_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CrewRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                ("base", models.TextField(blank=True, default="")),
                ("hours_per_day", models.FloatField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClaimRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.claim.ClaimKind
                    ),
                ),
                (
                    "metric",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.claim.Metric
                    ),
                ),
                ("figure", models.FloatField(null=True)),
                ("unit", models.TextField(blank=True, default="")),
                ("scope", models.TextField(blank=True, default="")),
                ("as_of", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("source", models.TextField(blank=True, default="")),
                (
                    "status",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.claim.ClaimStatus
                    ),
                ),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("part_of", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                ("note", models.TextField(blank=True, default="")),
                ("reasons", models.JSONField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccountRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.ledger.AccountKind
                    ),
                ),
                ("place", models.TextField(blank=True, default="")),
                (
                    "form",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.Form
                    ),
                ),
                ("owner", models.TextField(blank=True, default="")),
                ("party", models.TextField(blank=True, default="")),
                ("balance_g", models.BigIntegerField(default=0)),
                ("asserted_at", models.DateTimeField(null=True)),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AboveRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "above",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="records.territoryrow",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lies_in",
                        to="records.territoryrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ToldReportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("facility", models.TextField(blank=True, default="")),
                (
                    "form",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.Form
                    ),
                ),
                (
                    "what",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.report.ReportKind
                    ),
                ),
                ("figure", models.FloatField()),
                ("unit", models.TextField(blank=True, default="")),
                ("as_of", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("mass_kg", models.FloatField(null=True)),
                ("pieces", models.FloatField(null=True)),
                ("channel", models.TextField(blank=True, default="")),
                ("source", models.TextField(blank=True, default="")),
                ("synthetic", models.BooleanField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VehicleRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.IntegerField()),
                ("party", models.TextField(blank=True, default="")),
                ("code", models.TextField(blank=True, default="")),
                (
                    "kind",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.VehicleKind
                    ),
                ),
                ("payload_t", models.FloatField()),
                ("base", models.TextField(blank=True, default="")),
                ("owner", models.TextField(blank=True, default="")),
                ("latitude_deg", models.FloatField(null=True)),
                ("longitude_deg", models.FloatField(null=True)),
                ("load_t", models.FloatField()),
                ("free_at", models.DateTimeField(null=True)),
                ("speed_full_km_per_h", models.FloatField(null=True)),
                ("speed_empty_km_per_h", models.FloatField(null=True)),
                ("synthetic", models.BooleanField()),
                ("source", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.batchrow",
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "batch__known_at",
                    "batch__recorded_at",
                    "batch",
                    "position",
                ),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WithdrawalRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("known_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="records.batchrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MovementRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("mass_g", models.BigIntegerField()),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("code", models.TextField(blank=True, default="")),
                ("document", models.TextField(blank=True, default="")),
                ("actor", models.TextField(blank=True, default="")),
                ("key", models.TextField(unique=True)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="records.movementrow",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="records.accountrow",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="records.accountrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        fields=["source", "happened_at"], name="given_by_moment"
                    ),
                    models.Index(
                        fields=["target", "happened_at"], name="taken_by_moment"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mass_g__gt", 0)),
                        name="movement_moves_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", models.F("target")), _negated=True
                        ),
                        name="movement_has_two_accounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reversal_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("created_by", models.TextField(blank=True, default="")),
                ("approved_by", models.TextField(blank=True, default="")),
                ("content_hash", models.TextField(blank=True, default="")),
                ("picture_hash", models.TextField(blank=True, default="")),
                ("known_at", models.DateTimeField()),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="records.orderrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", models.F("created_by")), _negated=True
                        ),
                        name="maker_is_not_approver",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderStepRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "status",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.order.OrderStatus
                    ),
                ),
                ("vehicle", models.TextField(blank=True, default="")),
                ("arrives_at", models.DateTimeField(null=True)),
                ("by", models.TextField(blank=True, default="")),
                ("happened_at", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("mass_g", models.BigIntegerField(null=True)),
                ("missing_g", models.BigIntegerField(null=True)),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="records.orderrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "status"), name="each_step_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missing_g", None),
                            ("missing_g", 0),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="missing_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("code", models.TextField(unique=True)),
                ("facility", models.TextField(blank=True, default="")),
                (
                    "form",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.network.Form
                    ),
                ),
                (
                    "what",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.report.ReportKind
                    ),
                ),
                ("figure", models.FloatField()),
                ("unit", models.TextField(blank=True, default="")),
                ("tank", models.TextField(blank=True, default="")),
                ("as_of", models.DateTimeField()),
                ("known_at", models.DateTimeField()),
                ("mass_kg", models.FloatField(null=True)),
                ("pieces", models.FloatField(null=True)),
                ("channel", models.TextField(blank=True, default="")),
                ("source", models.TextField(blank=True, default="")),
                ("synthetic", models.BooleanField(default=False)),
                ("gauge", models.TextField(blank=True, default="")),
                ("informant", models.TextField(blank=True, default="")),
                ("typed_by", models.TextField(blank=True, default="")),
                (
                    "verdict",
                    napas.tower.records.columns.WordColumn(
                        kind=napas.domain.report.Verdict
                    ),
                ),
                (
                    "ground",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.territoryrow",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mass_kg", None), ("pieces", None), _connector="OR"
                        ),
                        name="report_is_of_one_kind",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="orderrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "cancelled"), _negated=True),
                fields=("code",),
                name="one_standing_order_for_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "approved",
                            "cancelled",
                            "closed",
                            "delivered",
                            "draft",
                            "issued",
                            "loaded",
                        ],
                    )
                ),
                name="order_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("mass_g__gt", 0)), name="order_is_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("status__in", ["issued", "loaded"]),
                    models.Q(("vehicle", ""), _negated=True),
                ),
                fields=("vehicle",),
                name="one_order_for_a_vehicle",
            ),
        ),
        migrations.AddConstraint(
            model_name="journalrow",
            constraint=models.UniqueConstraint(
                fields=("actor", "key"), name="each_wish_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="facilityrow",
            constraint=models.UniqueConstraint(
                fields=("batch", "code"), name="facility_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrow",
            constraint=models.UniqueConstraint(
                fields=("kind", "place", "form", "owner"), name="account_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("balance_g__gte", 0),
                    models.Q(
                        ("kind__in", ["full_cylinders", "tank", "vehicle"]),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="account_not_overdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="aboverow",
            constraint=models.UniqueConstraint(
                fields=("territory", "above"), name="above_once"
            ),
        ),
    ]
