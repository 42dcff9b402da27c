#!/usr/bin/env python3
"""Drives the hcloud command line through a whole life of every kind that it knows. Usage: command_line.py FOLDER

Takes the endpoint and the token from the environment, as hcloud does."""
import json
import pathlib
import subprocess
import sys
import time

from checks import Checks

FOLDER = pathlib.Path(sys.argv[1])
KINDS = [
    "certificate", "firewall", "floating-ip", "image", "load-balancer", "network", "placement-group", "primary-ip",
    "server", "ssh-key", "volume",
]
SERVER = ["server", "create", "--type", "cx23", "--image", "debian-12", "--location", "fsn1"]


class Refused(Exception):
    pass


def hcloud(*words):
    run = subprocess.run(
        ["hcloud", "--poll-interval", "50ms", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    if run.returncode != 0:
        raise Refused(run.stderr.strip() or run.stdout.strip())
    return run.stdout


def described(kind, name):
    if kind == "placement-group":
        # Its own `describe -o json` finds no placement group in any answer.
        listed = json.loads(hcloud(kind, "list", "-o", "json")) or []
        return next(each for each in listed if name in (each["name"], each["id"]))
    return json.loads(hcloud(kind, "describe", name, "-o", "json"))


def refused(checks, code, *words):
    try:
        hcloud(*words)
        checks.equal(f"{' '.join(map(str, words))} is refused", "done", code)
    except Refused as problem:
        checks.true(f"{' '.join(map(str, words))} says {code}, not {problem}", f"({code})" in str(problem))


def common(checks, kind, create, protected=False):
    """Creates two, reads, lists, selects, renames, labels and protects them; the first one is left over."""
    for name in ["life-a", "life-b"]:
        hcloud(*create, "--name", name)
    first = described(kind, "life-a")
    checks.equal(f"{kind} by ID", described(kind, first["id"])["name"], "life-a")
    hcloud(kind, "add-label", "life-a", "life=yes")
    listed = hcloud(kind, "list", "-o", "noheader", "-o", "columns=id,name", "-l", "life=yes").split()
    checks.equal(f"{kind} by label", listed, [str(first["id"]), "life-a"])
    names = hcloud(kind, "list", "-s", "id:desc", "-o", "noheader", "-o", "columns=name").split()
    checks.equal(f"{kind} in order", names[-2:], ["life-b", "life-a"])
    hcloud(kind, "remove-label", "life-a", "life")
    checks.equal(f"{kind} labels", described(kind, "life-a").get("labels"), {})
    refused(checks, "uniqueness_error", kind, "update", "life-a", "--name", "life-b")
    hcloud(kind, "update", "life-a", "--name", "life-c")
    hcloud(kind, "delete", "life-b")
    if protected:
        hcloud(kind, "enable-protection", "life-c", "delete")
        refused(checks, "protected", kind, "delete", "life-c")
        hcloud(kind, "disable-protection", "life-c", "delete")
    checks.equal(f"{kind} left", described(kind, "life-c")["id"], first["id"])
    return "life-c"


def ssh_keys(checks):
    keys = sorted(FOLDER.glob("ssh-*.pub"))
    hcloud("ssh-key", "create", "--name", "one", "--public-key-from-file", keys[0])
    refused(checks, "uniqueness_error", "ssh-key", "create", "--name", "two", "--public-key-from-file", keys[0])
    hcloud("ssh-key", "update", "one", "--name", "first")
    hcloud("ssh-key", "add-label", "first", "a=b")
    checks.equal("SSH key labels", described("ssh-key", "first")["labels"], {"a": "b"})
    hcloud("ssh-key", "delete", "first")
    checks.equal("SSH keys left", left("ssh-key"), [])


def placement_groups(checks):
    name = common(checks, "placement-group", ["placement-group", "create", "--type", "spread"])
    hcloud("placement-group", "delete", name)


def certificates(checks):
    files = ["--cert-file", FOLDER / "web.crt", "--key-file", FOLDER / "web.key"]
    name = common(checks, "certificate", ["certificate", "create", *files])
    checks.equal("domains", described("certificate", name)["domain_names"], ["example.com", "www.example.com"])
    checks.equal(
        "fingerprint", described("certificate", name)["fingerprint"], (FOLDER / "web.fingerprint").read_text().strip()
    )
    hcloud("certificate", "delete", name)


def networks(checks):
    name = common(checks, "network", ["network", "create", "--ip-range", "10.0.0.0/16"], protected=True)
    subnet = ["--type", "cloud", "--network-zone", "eu-central", "--ip-range", "10.0.1.0/24"]
    hcloud("network", "add-subnet", name, *subnet)
    hcloud("network", "add-route", name, "--destination", "10.100.1.0/24", "--gateway", "10.0.1.1")
    seen = described("network", name)
    checks.equal("subnets", [each["ip_range"] for each in seen["subnets"]], ["10.0.1.0/24"])
    checks.equal("routes", [each["gateway"] for each in seen["routes"]], ["10.0.1.1"])
    hcloud("network", "remove-route", name, "--destination", "10.100.1.0/24", "--gateway", "10.0.1.1")
    hcloud("network", "remove-subnet", name, "--ip-range", "10.0.1.0/24")
    hcloud("network", "change-ip-range", name, "--ip-range", "10.0.0.0/12")
    refused(checks, "invalid_input", "network", "create", "--name", "x", "--ip-range", "8.8.8.0/24")
    hcloud("network", "delete", name)


def volumes(checks):
    create = ["volume", "create", "--size", "10", "--location", "fsn1"]
    name = common(checks, "volume", create, protected=True)
    hcloud("volume", "attach", name, "--server", "web")
    refused(checks, "volume_already_attached", "volume", "attach", name, "--server", "web")
    refused(checks, "service_error", "volume", "delete", name)
    hcloud("volume", "resize", name, "--size", "20")
    hcloud("volume", "detach", name)
    checks.equal("size", described("volume", name)["size"], 20)
    hcloud("volume", "delete", name)


def primary_ips(checks):
    # This hcloud knows no locations of Primary IPs, so that they come with a server and stay without it.
    server = described("server", "web")
    address = server["public_net"]["ipv4"]["id"]
    hcloud("primary-ip", "update", address, "--name", "kept", "--auto-delete=false")
    hcloud("primary-ip", "set-rdns", "kept", "--ip", server["public_net"]["ipv4"]["ip"], "--hostname", "a.example.com")
    checks.equal("reverse name", described("primary-ip", "kept")["dns_ptr"][0]["dns_ptr"], "a.example.com")
    refused(checks, "server_not_stopped", "primary-ip", "unassign", "kept")
    hcloud("server", "poweroff", "web")
    hcloud("primary-ip", "unassign", "kept")
    hcloud("primary-ip", "enable-protection", "kept")
    refused(checks, "protected", "primary-ip", "delete", "kept")
    hcloud("primary-ip", "disable-protection", "kept")
    hcloud("primary-ip", "assign", "kept", "--server", "web")
    refused(checks, "must_be_unassigned", "primary-ip", "delete", "kept")
    listed = hcloud("primary-ip", "list", "-o", "noheader", "-o", "columns=id,name").split()
    checks.true("listed", "kept" in listed)
    hcloud("primary-ip", "update", "kept", "--auto-delete=true")
    hcloud("server", "poweron", "web")


def floating_ips(checks):
    create = ["floating-ip", "create", "--type", "ipv4", "--home-location", "fsn1"]
    name = common(checks, "floating-ip", create, protected=True)
    hcloud("floating-ip", "assign", name, "web")
    refused(checks, "floating_ip_assigned", "floating-ip", "assign", name, "web")
    hcloud("floating-ip", "update", name, "--description", "web")
    hcloud("floating-ip", "set-rdns", name, "--hostname", "f.example.com")
    seen = described("floating-ip", name)
    checks.equal("description", seen["description"], "web")
    checks.equal("reverse name", seen["dns_ptr"][0]["dns_ptr"], "f.example.com")
    checks.true("server", seen["server"])
    refused(checks, "must_be_unassigned", "floating-ip", "delete", name)
    hcloud("floating-ip", "unassign", name)
    hcloud("floating-ip", "delete", name)


def firewalls(checks):
    name = common(checks, "firewall", ["firewall", "create"])
    rule = ["--direction", "in", "--protocol", "tcp", "--port", "22", "--source-ips", "0.0.0.0/0"]
    hcloud("firewall", "add-rule", name, *rule)
    (FOLDER / "rules.json").write_text(
        json.dumps([{"direction": "in", "protocol": "icmp", "source_ips": ["::/0"], "port": None}])
    )
    hcloud("firewall", "replace-rules", name, "--rules-file", FOLDER / "rules.json")
    hcloud("firewall", "apply-to-resource", name, "--type", "server", "--server", "web")
    hcloud("firewall", "apply-to-resource", name, "--type", "label_selector", "--label-selector", "a=b")
    seen = described("firewall", name)
    checks.equal("rules", [each["protocol"] for each in seen["rules"]], ["icmp"])
    checks.equal("applied to", sorted(each["type"] for each in seen["applied_to"]), ["label_selector", "server"])
    refused(checks, "resource_in_use", "firewall", "delete", name)
    hcloud("firewall", "remove-from-resource", name, "--type", "server", "--server", "web")
    hcloud("firewall", "remove-from-resource", name, "--type", "label_selector", "--label-selector", "a=b")
    hcloud("firewall", "delete", name)


def load_balancers(checks):
    create = ["load-balancer", "create", "--type", "lb11", "--location", "fsn1"]
    name = common(checks, "load-balancer", create, protected=True)
    hcloud("load-balancer", "add-service", name, "--protocol", "http", "--http-sticky-sessions")
    refused(checks, "source_port_already_used", "load-balancer", "add-service", name, "--protocol", "http")
    update = ["--health-check-protocol", "http", "--health-check-http-path", "/up", "--health-check-interval", "20s"]
    hcloud("load-balancer", "update-service", name, "--listen-port", "80", *update)
    hcloud("load-balancer", "add-target", name, "--server", "web")
    hcloud("load-balancer", "add-target", name, "--label-selector", "a=b")
    hcloud("load-balancer", "add-target", name, "--ip", "1.2.3.4")
    refused(checks, "target_already_defined", "load-balancer", "add-target", name, "--server", "web")
    seen = described("load-balancer", name)
    checks.equal("path", seen["services"][0]["health_check"]["http"]["path"], "/up")
    checks.equal("targets", [each["type"] for each in seen["targets"]], ["server", "label_selector", "ip"])
    checks.true("described as text", "round_robin" in hcloud("load-balancer", "describe", name))
    hcloud("load-balancer", "remove-target", name, "--server", "web")
    hcloud("load-balancer", "remove-target", name, "--label-selector", "a=b")
    hcloud("load-balancer", "remove-target", name, "--ip", "1.2.3.4")
    hcloud("load-balancer", "change-algorithm", name, "--algorithm-type", "least_connections")
    hcloud("load-balancer", "change-type", name, "lb21")
    hcloud("network", "create", "--name", "lb", "--ip-range", "10.0.0.0/16")
    hcloud("network", "add-subnet", "lb", "--type", "cloud", "--network-zone", "eu-central")
    hcloud("load-balancer", "attach-to-network", name, "--network", "lb")
    hcloud("load-balancer", "disable-public-interface", name)
    hcloud("load-balancer", "enable-public-interface", name)
    hcloud("load-balancer", "set-rdns", name, "--ip", seen["public_net"]["ipv4"]["ip"], "--hostname", "lb.example.com")
    hcloud("load-balancer", "detach-from-network", name, "--network", "lb")
    hcloud("load-balancer", "metrics", name, "--type", "bandwidth", "-o", "json")
    hcloud("load-balancer", "delete-service", name, "--listen-port", "80")
    hcloud("load-balancer", "delete", name)
    hcloud("network", "delete", "lb")


def servers(checks):
    common(checks, "server", SERVER)
    hcloud("server", "update", "life-c", "--name", "web")
    refused(checks, "invalid_input", *SERVER, "--name", "bad name!")
    refused(checks, "server_not_stopped", "server", "change-type", "web", "cx33", "--keep-disk")
    for action in ["reboot", "reset", "shutdown", "poweroff"]:
        hcloud("server", action, "web")
    hcloud("placement-group", "create", "--name", "pg", "--type", "spread")
    hcloud("server", "add-to-placement-group", "web", "--placement-group", "pg")
    # The action leaves the server running.
    hcloud("server", "poweroff", "web")
    hcloud("server", "remove-from-placement-group", "web")
    hcloud("placement-group", "delete", "pg")
    hcloud("server", "change-type", "web", "cx33", "--keep-disk")
    seen = described("server", "web")
    checks.equal("type", seen["server_type"]["name"], "cx33")
    checks.equal("status", seen["status"], "running")
    hcloud("server", "reset-password", "web")
    hcloud("server", "enable-rescue", "web")
    hcloud("server", "disable-rescue", "web")
    isos = json.loads(hcloud("iso", "list", "-o", "json"))
    iso = next(iso["name"] for iso in isos if iso["name"].startswith("virtio-win"))
    hcloud("server", "attach-iso", "web", iso)
    hcloud("server", "detach-iso", "web")
    hcloud("server", "request-console", "web", "-o", "json")
    hcloud("server", "metrics", "web", "--type", "cpu", "-o", "json")
    hcloud("server", "set-rdns", "web", "--hostname", "web.example.com")
    server_networks(checks)
    images(checks)
    hcloud("server", "enable-protection", "web", "delete", "rebuild")
    refused(checks, "protected", "server", "delete", "web")
    hcloud("server", "disable-protection", "web", "delete", "rebuild")


def server_networks(checks):
    hcloud("network", "create", "--name", "net", "--ip-range", "10.0.0.0/16")
    hcloud("network", "add-subnet", "net", "--type", "cloud", "--network-zone", "eu-central")
    hcloud("server", "attach-to-network", "web", "--network", "net", "--ip", "10.0.0.7")
    refused(checks, "server_already_attached", "server", "attach-to-network", "web", "--network", "net")
    hcloud("server", "change-alias-ips", "web", "--network", "net", "--alias-ips", "10.0.0.8")
    checks.equal("aliases", described("server", "web")["private_net"][0]["alias_ips"], ["10.0.0.8"])
    hcloud("server", "detach-from-network", "web", "--network", "net")
    hcloud("network", "delete", "net")


def images(checks):
    hcloud("server", "enable-backup", "web")
    hcloud("server", "create-image", "web", "--type", "snapshot", "--description", "mine", "--label", "a=b")
    listed = hcloud("image", "list", "--type", "snapshot", "-l", "a=b", "-o", "noheader", "-o", "columns=id").split()
    checks.equal("snapshots", len(listed), 1)
    image = listed[0]
    hcloud("image", "update", image, "--description", "ours")
    checks.equal("description", described("image", image)["description"], "ours")
    hcloud("image", "enable-protection", image, "delete")
    refused(checks, "protected", "image", "delete", image)
    hcloud("image", "disable-protection", image, "delete")
    hcloud("server", "rebuild", "web", "--image", image)
    hcloud("server", "disable-backup", "web")
    hcloud("image", "delete", image)


def catalogue(checks):
    for kind in [*KINDS, "location", "server-type", "load-balancer-type", "iso"]:
        checks.life(f"{kind} list", lambda checks, kind: checks.true(kind, hcloud(kind, "list")), kind)
    checks.true("locations", "hel1" in hcloud("location", "list"))
    checks.equal("a type", described("server-type", "cax11")["architecture"], "arm")
    checks.equal("a balancer type", described("load-balancer-type", "lb11")["max_services"], 5)
    refused(checks, "deprecated_api_endpoint", "datacenter", "list")


def main():
    checks = Checks("hcloud command line")
    for steps in [catalogue, ssh_keys, placement_groups, certificates, networks, servers]:
        checks.life(steps.__name__, steps)
    for steps in [volumes, primary_ips, floating_ips, firewalls, load_balancers]:
        checks.life(steps.__name__, steps)
    checks.life("deletion", delete_server)
    for kind in [kind for kind in KINDS if kind != "image"]:
        checks.life(kind, lambda checks, kind: checks.equal(f"{kind} left", left(kind), []), kind)
    checks.finish()


def delete_server(checks):
    hcloud("server", "delete", "web")
    # This hcloud does not wait for the deletion.
    end = time.monotonic() + 1800
    while left("server") and time.monotonic() < end:
        time.sleep(0.05)


def left(kind):
    return [each["name"] for each in json.loads(hcloud(kind, "list", "-o", "json")) or []]


main()
