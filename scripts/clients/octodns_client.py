#!/usr/bin/env python3
"""Lets octoDNS keep a zone with its Hetzner provider. Usage: octodns_client.py ENDPOINT TOKEN FOLDER"""
import logging
import pathlib
import sys

import hcloud
import yaml
from octodns.manager import Manager

from checks import Checks
from endpoint import lead_clients_to

ENDPOINT, TOKEN, FOLDER = sys.argv[1:4]
ZONE = "octodns.example."
RECORDS = {
    "": [
        {"type": "A", "ttl": 600, "values": ["198.51.100.1", "198.51.100.2"]},
        {"type": "AAAA", "values": ["2001:db8::1"]},
        {"type": "CAA", "value": {"flags": 0, "tag": "issue", "value": "letsencrypt.org"}},
        {"type": "MX", "values": [{"preference": 10, "exchange": "mail.octodns.example."}]},
        {"type": "TXT", "values": ["v=spf1 -all", "with \\; and spaces", "long " * 80]},
    ],
    "_imaps._tcp": {"type": "SRV", "values": [{"priority": 0, "weight": 1, "port": 993, "target": "mail.octodns.example."}]},
    "child": {"type": "NS", "values": ["ns1.elsewhere.example.", "ns2.elsewhere.example."]},
    "mail": {"type": "A", "value": "198.51.100.3"},
    "www": {"type": "CNAME", "ttl": 300, "value": "octodns.example."},
    "*.apps": {"type": "A", "value": "198.51.100.4"},
}


def write(folder, records):
    (folder / f"{ZONE}yaml").write_text(yaml.safe_dump(records))


def configuration(folder):
    """octoDNS reads its own settings from a file, too."""
    path = folder / "octodns.yaml"
    path.write_text(
        yaml.safe_dump(
            {
                "providers": {
                    "files": {
                        "class": "octodns.provider.yaml.YamlProvider",
                        "directory": str(folder),
                        "default_ttl": 3600,
                        "enforce_order": False,
                    },
                    "hetzner": {"class": "octodns_hetzner.HetznerProvider", "token": TOKEN, "backend": "hcloud"},
                },
                "zones": {ZONE: {"sources": ["files"], "targets": ["hetzner"]}},
            }
        )
    )
    return str(path)


def changes(config):
    """How many changes octoDNS made; a new manager each time, as a new run of it is."""
    return Manager(config).sync(dry_run=False, force=True)


def keep(checks, folder, config):
    write(folder, RECORDS)
    checks.equal("a new zone", changes(config) > 0, True)
    checks.equal("settled", changes(config), 0)
    records = dict(RECORDS, mail={"type": "A", "values": ["198.51.100.3", "198.51.100.5"]})
    records["www"] = dict(RECORDS["www"], ttl=60)
    del records["*.apps"]
    records["new"] = {"type": "TXT", "value": "here"}
    write(folder, records)
    checks.equal("changed, removed and added", changes(config), 4)
    checks.equal("settled again", changes(config), 0)
    return records


def look(checks, client):
    zone = client.zones.get(ZONE.rstrip("."))
    sets = {each.id: each for each in client.zones.get_rrset_all(zone)}
    checks.equal("values", sorted(each.value for each in sets["mail/A"].records), ["198.51.100.3", "198.51.100.5"])
    checks.equal("time to live", sets["www/CNAME"].ttl, 60)
    checks.true("a long text in pieces", any(each.value.count('"') > 2 for each in sets["@/TXT"].records))
    checks.equal("what is gone", "*.apps/A" in sets, False)
    checks.equal("what Hetzner put there", {"@/SOA", "@/NS"} <= set(sets), True)
    client.zones.delete(zone).action.wait_until_finished()


def main():
    lead_clients_to(ENDPOINT)
    logging.disable(logging.CRITICAL)
    checks = Checks("octoDNS")
    folder = pathlib.Path(FOLDER) / "octodns"
    folder.mkdir(exist_ok=True)
    checks.life("zone", keep, folder, configuration(folder))
    checks.life("what the API says", look, hcloud.Client(token=TOKEN))
    checks.finish()


main()
