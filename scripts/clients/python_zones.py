"""The lives of zones and storage boxes through the official Python client."""
from hcloud.locations import Location
from hcloud.storage_box_types import StorageBoxType
from hcloud.storage_boxes import (
    StorageBoxAccessSettings,
    StorageBoxSnapshotPlan,
    StorageBoxSubaccountAccessSettings,
)
from hcloud.zones import ZonePrimaryNameserver, ZoneRecord

from python_steps import done, refused

SECRET = "Correct-Horse-42-Staple"


def records(*values):
    return [ZoneRecord(value=value) for value in values]


def zones(checks, client):
    zone = done(client.zones.create(name="example.com", mode="primary", labels={"life": "a"})).zone
    checks.equal("by name", client.zones.get("example.com").id, zone.id)
    checks.equal("by ID", client.zones.get(zone.id).name, "example.com")
    checks.equal("by label", [each.name for each in client.zones.get_all(label_selector="life=a")], ["example.com"])
    refused(checks, "uniqueness_error", client.zones.create, name="example.com", mode="primary")
    refused(checks, "invalid_input", client.zones.create, name="no zone", mode="primary")
    refused(checks, "not_found", client.zones.get, "missing.example.org")
    zone = client.zones.get(zone.id)
    checks.equal("status", zone.status, "ok")
    checks.equal("its records", zone.record_count, 4)
    # A domain that nobody registered has none.
    checks.equal("nameservers", len(zone.authoritative_nameservers.assigned), 0)
    checks.equal("labels", zone.update(labels={"life": "b"}).labels, {"life": "b"})
    done(zone.change_ttl(7200))
    zone_records(checks, zone)
    text = zone.export_zonefile().zonefile
    checks.true("the zone file", "192.0.2.7" in text)
    done(zone.import_zonefile(text))
    done(zone.change_protection(delete=True))
    refused(checks, "protected", zone.delete)
    done(zone.change_protection(delete=False))
    checks.true("actions", len(zone.get_actions()) > 8)
    refused(checks, "incorrect_zone_mode", zone.change_primary_nameservers, [ZonePrimaryNameserver("198.51.100.2")])
    done(zone.delete())
    refused(checks, "not_found", client.zones.get, zone.id)
    server = ZonePrimaryNameserver(address="198.51.100.1", port=53)
    secondary = done(client.zones.create(name="example.org", mode="secondary", primary_nameservers=[server])).zone
    done(secondary.change_primary_nameservers([ZonePrimaryNameserver(address="198.51.100.2")]))
    done(secondary.change_ttl(3600))
    done(secondary.delete())


def zone_records(checks, zone):
    rrset = done(zone.create_rrset(name="www", type="A", records=records("192.0.2.1"), labels={"a": "b"})).rrset
    refused(checks, "uniqueness_error", zone.create_rrset, name="www", type="A", records=records("192.0.2.1"))
    refused(checks, "invalid_input", zone.create_rrset, name="www2", type="A", records=records("nonsense"))
    done(zone.add_rrset_records(rrset, records("192.0.2.2")))
    done(zone.set_rrset_records(rrset, records("192.0.2.2", "192.0.2.7")))
    done(zone.update_rrset_records(rrset, [ZoneRecord(value="192.0.2.7", comment="seven")]))
    done(zone.remove_rrset_records(rrset, records("192.0.2.2")))
    done(zone.change_rrset_ttl(rrset, 300))
    found = zone.get_rrset("www", "A")
    checks.equal("records", [(each.value, each.comment) for each in found.records], [("192.0.2.7", "seven")])
    checks.equal("TTL", found.ttl, 300)
    checks.equal("labels", zone.update_rrset(found, labels={"c": "d"}).labels, {"c": "d"})
    done(zone.change_rrset_protection(rrset, change=True))
    refused(checks, "protected", zone.delete_rrset, rrset)
    done(zone.change_rrset_protection(rrset, change=False))
    checks.equal("by type", [each.id for each in zone.get_rrset_all(type=["A"])], ["www/A"])
    text = done(zone.create_rrset(name="@", type="TXT", records=records('"v=spf1 -all"'))).rrset
    done(text.delete_rrset())


def storage_boxes(checks, client):
    kinds = client.storage_box_types.get_all()
    checks.equal("types", [each.name for each in kinds], ["bx11", "bx21", "bx31", "bx41"])
    refused(checks, "invalid_input", create, client, "weak", "secret")
    box = done(create(client, "box", SECRET)).storage_box
    refused(checks, "uniqueness_error", create, client, "box", SECRET)
    box.reload()
    checks.equal("status", box.status, "active")
    checks.equal("by name", client.storage_boxes.get_by_name("box").id, box.id)
    checks.equal("by label", len(client.storage_boxes.get_all(label_selector="life")), 1)
    checks.equal("a new name", box.update(name="crate").name, "crate")
    done(box.change_type(StorageBoxType(name="bx21")))
    done(box.reset_password(SECRET + "!"))
    done(box.update_access_settings(StorageBoxAccessSettings(ssh_enabled=True)))
    done(box.enable_snapshot_plan(StorageBoxSnapshotPlan(max_snapshots=3, hour=2, minute=30)))
    box.reload()
    checks.true("SSH", box.access_settings.ssh_enabled)
    checks.equal("type", box.storage_box_type.name, "bx21")
    checks.equal("snapshot plan", box.snapshot_plan.max_snapshots, 3)
    done(box.disable_snapshot_plan())
    checks.true("folders", isinstance(box.get_folders(path="/").folders, list))
    box_parts(checks, box)
    done(box.change_protection(delete=True))
    refused(checks, "protected", box.delete)
    done(box.change_protection(delete=False))
    checks.true("actions", len(box.get_actions()) > 10)
    done(box.delete())
    refused(checks, "not_found", client.storage_boxes.get_by_id, box.id)


def create(client, name, password):
    return client.storage_boxes.create(
        name=name,
        password=password,
        location=Location(name="fsn1"),
        storage_box_type=StorageBoxType(name="bx11"),
        labels={"life": ""},
    )


def box_parts(checks, box):
    snapshot = done(box.create_snapshot(description="before", labels={"a": "b"})).snapshot
    snapshot = box.get_snapshot_by_id(snapshot.id)
    checks.equal("description", snapshot.description, "before")
    checks.equal("by name", box.get_snapshot_by_name(snapshot.name).id, snapshot.id)
    checks.equal("all", [each.id for each in box.get_snapshot_all(is_automatic=False)], [snapshot.id])
    checks.equal("changed", snapshot.update(description="after").description, "after")
    done(box.rollback_snapshot(snapshot))
    done(snapshot.delete())
    sub = done(box.create_subaccount(home_directory="backups/a", password=SECRET, description="web")).subaccount
    sub = box.get_subaccount_by_id(sub.id)
    checks.equal("home", sub.home_directory, "backups/a")
    checks.equal("by username", box.get_subaccount_by_username(sub.username).id, sub.id)
    checks.equal("changed", sub.update(description="new").description, "new")
    done(sub.change_home_directory("backups/b"))
    done(sub.reset_password(SECRET + "?"))
    done(sub.update_access_settings(StorageBoxSubaccountAccessSettings(readonly=True)))
    sub = box.get_subaccount_by_id(sub.id)
    checks.true("read only", sub.access_settings.readonly)
    checks.equal("home", sub.home_directory, "backups/b")
    done(sub.delete())
    checks.equal("subaccounts", box.get_subaccount_all(), [])
