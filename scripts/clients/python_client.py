#!/usr/bin/env python3
"""Drives the official Python client through a whole life of every kind. Usage: python_client.py ENDPOINT TOKEN FOLDER"""
import datetime
import pathlib
import sys

from hcloud import Client
from hcloud.firewalls import FirewallResource, FirewallResourceLabelSelector, FirewallRule
from hcloud.images import Image
from hcloud.isos import Iso
from hcloud.load_balancer_types import LoadBalancerType
from hcloud.load_balancers import (
    LoadBalancerAlgorithm,
    LoadBalancerCreatePublicNetwork,
    LoadBalancerHealthCheck,
    LoadBalancerHealthCheckHttp,
    LoadBalancerService,
    LoadBalancerServiceHttp,
    LoadBalancerTarget,
    LoadBalancerTargetIP,
    LoadBalancerTargetLabelSelector,
)
from hcloud.locations import Location
from hcloud.networks import Network, NetworkRoute, NetworkSubnet
from hcloud.placement_groups import PlacementGroup
from hcloud.server_types import ServerType
from hcloud.servers import ServerCreatePublicNetwork

from checks import Checks
from python_steps import common, done, refused
from python_zones import storage_boxes, zones

ENDPOINT, TOKEN, FOLDER = sys.argv[1:4]
FSN = Location(name="fsn1")
NOW = datetime.datetime.now(datetime.timezone.utc)


def ssh_keys(checks, client):
    keys = iter(pathlib.Path(FOLDER).glob("ssh-*.pub"))
    key = common(
        checks,
        client.ssh_keys,
        lambda name: client.ssh_keys.create(name=name, public_key=next(keys).read_text(), labels={"life": ""}),
    )
    checks.equal("by fingerprint", client.ssh_keys.get_by_fingerprint(key.fingerprint).id, key.id)
    refused(checks, "uniqueness_error", client.ssh_keys.create, name="other", public_key=key.public_key)
    refused(checks, "invalid_input", client.ssh_keys.create, name="other", public_key="nonsense")
    key.delete()


def placement_groups(checks, client):
    group = common(
        checks,
        client.placement_groups,
        lambda name: client.placement_groups.create(name=name, type="spread", labels={"life": ""}).placement_group,
    )
    refused(checks, "invalid_input", client.placement_groups.create, name="other", type="pack")
    group.delete()


def networks(checks, client):
    subnet = NetworkSubnet(type="cloud", network_zone="eu-central", ip_range="10.0.1.0/24")
    network = common(
        checks,
        client.networks,
        lambda name: client.networks.create(name=name, ip_range="10.0.0.0/16", subnets=[subnet], labels={"life": ""}),
    )
    checks.equal("gateway", network.subnets[0].gateway, "10.0.0.1")
    done(network.add_subnet(NetworkSubnet(type="cloud", network_zone="eu-central", ip_range="10.0.2.0/24")))
    done(network.add_route(NetworkRoute(destination="10.100.1.0/24", gateway="10.0.1.1")))
    network.reload()
    checks.equal("subnets", [each.ip_range for each in network.subnets], ["10.0.1.0/24", "10.0.2.0/24"])
    checks.equal("routes", [each.gateway for each in network.routes], ["10.0.1.1"])
    done(network.delete_route(network.routes[0]))
    done(network.delete_subnet(network.subnets[1]))
    refused(checks, "not_found", network.delete_subnet, NetworkSubnet(ip_range="10.0.9.0/24"))
    done(network.change_ip_range("10.0.0.0/12"))
    done(network.change_protection(delete=True))
    refused(checks, "protected", network.delete)
    done(network.change_protection(delete=False))
    checks.true("actions", len(network.get_actions()) >= 6)
    refused(checks, "invalid_input", client.networks.create, name="other", ip_range="8.8.8.0/24")
    network.delete()


def volumes(checks, client, server):
    volume = common(
        checks,
        client.volumes,
        lambda name: done(client.volumes.create(name=name, size=10, location=FSN, labels={"life": ""})).volume,
    )
    checks.equal("status", volume.status, "available")
    done(volume.attach(server, automount=False))
    refused(checks, "volume_already_attached", volume.attach, server)
    volume.reload()
    checks.equal("server", volume.server.id, server.id)
    refused(checks, "service_error", volume.delete)
    done(volume.resize(20))
    refused(checks, "invalid_input", volume.resize, 15)
    done(volume.detach())
    done(volume.change_protection(delete=True))
    refused(checks, "protected", volume.delete)
    done(volume.change_protection(delete=False))
    volume.reload()
    checks.equal("size", volume.size, 20)
    volume.delete()


def primary_ips(checks, client, server):
    address = common(
        checks,
        client.primary_ips,
        lambda name: client.primary_ips.create(type="ipv4", name=name, location=FSN, labels={"life": ""}).primary_ip,
    )
    checks.equal("assignee type", address.assignee_type, "unassigned")
    done(address.change_dns_ptr(address.ip, "a.example.com"))
    address.reload()
    checks.equal("reverse name", address.dns_ptr[0]["dns_ptr"], "a.example.com")
    refused(checks, "server_not_stopped", address.assign, server.id, "server")
    done(server.power_off())
    server.reload()
    own = client.primary_ips.get_by_id(server.public_net.primary_ipv4.id)
    done(own.unassign())
    done(address.assign(server.id, "server"))
    refused(checks, "must_be_unassigned", address.delete)
    server.reload()
    checks.equal("the server's address", server.public_net.ipv4.ip, address.ip)
    done(address.unassign())
    done(own.assign(server.id, "server"))
    done(server.power_on())
    done(address.change_protection(delete=True))
    refused(checks, "protected", address.delete)
    done(address.change_protection(delete=False))
    checks.true("auto delete", address.update(auto_delete=True).auto_delete)
    address.delete()


def floating_ips(checks, client, server):
    address = common(
        checks,
        client.floating_ips,
        lambda name: client.floating_ips.create(
            type="ipv6", name=name, home_location=FSN, labels={"life": ""}
        ).floating_ip,
    )
    checks.equal("description", address.update(description="web").description, "web")
    done(address.assign(server))
    address.reload()
    checks.equal("server", address.server.id, server.id)
    refused(checks, "floating_ip_assigned", address.assign, server)
    refused(checks, "must_be_unassigned", address.delete)
    inside = address.ip.replace("/64", "1") if "/" in address.ip else address.ip + "1"
    done(address.change_dns_ptr(inside, "six.example.com"))
    address.reload()
    checks.equal("reverse names", [each["dns_ptr"] for each in address.dns_ptr], ["six.example.com"])
    done(address.unassign())
    done(address.change_protection(delete=True))
    refused(checks, "protected", address.delete)
    done(address.change_protection(delete=False))
    checks.equal("actions", len(address.get_actions()), 5)
    address.delete()
    created = done(client.floating_ips.create(type="ipv4", server=server)).floating_ip
    created.reload()
    checks.equal("created on a server", created.server.id, server.id)
    done(created.unassign())
    created.delete()


def firewalls(checks, client, server):
    rule = FirewallRule(direction="in", protocol="tcp", port="22", source_ips=["0.0.0.0/0", "::/0"])
    firewall = common(
        checks,
        client.firewalls,
        lambda name: client.firewalls.create(name=name, rules=[rule], labels={"life": ""}).firewall,
    )
    for action in firewall.set_rules([rule, FirewallRule(direction="in", protocol="icmp", source_ips=["::/0"])]):
        done(action)
    here = FirewallResource(type=FirewallResource.TYPE_SERVER, server=server)
    labelled = FirewallResource(
        type=FirewallResource.TYPE_LABEL_SELECTOR, label_selector=FirewallResourceLabelSelector(selector="none=yes")
    )
    for action in firewall.apply_to_resources([here, labelled]):
        done(action)
    refused(checks, "firewall_already_applied", firewall.apply_to_resources, [here])
    firewall.reload()
    checks.equal("rules", [each.protocol for each in firewall.rules], ["tcp", "icmp"])
    checks.equal("applied to", sorted(each.type for each in firewall.applied_to), ["label_selector", "server"])
    refused(checks, "resource_in_use", firewall.delete)
    for action in firewall.remove_from_resources([here, labelled]):
        done(action)
    refused(checks, "invalid_input", firewall.set_rules, [FirewallRule(direction="in", protocol="tcp", source_ips=[])])
    firewall.delete()


def certificates(checks, client):
    folder = pathlib.Path(FOLDER)
    chain, key = (folder / "web.crt").read_text(), (folder / "web.key").read_text()
    certificate = common(
        checks,
        client.certificates,
        lambda name: client.certificates.create(name=name, certificate=chain, private_key=key, labels={"life": ""}),
    )
    checks.equal("domain names", certificate.domain_names, ["example.com", "www.example.com"])
    checks.equal("fingerprint", certificate.fingerprint, (folder / "web.fingerprint").read_text().strip())
    refused(checks, "invalid_input", client.certificates.create, name="x", certificate=chain, private_key="nonsense")
    refused(checks, "unsupported_error", certificate.retry_issuance)
    certificate.delete()
    zone = done(client.zones.create(name="example.net", mode="primary")).zone
    ordered = client.certificates.create_managed(name="m", domain_names=["www.example.net"])
    checks.equal("pending", ordered.certificate.status.issuance, "pending")
    done(ordered)
    ordered.certificate.reload()
    checks.equal("issued", ordered.certificate.status.issuance, "completed")
    checks.true("its chain", ordered.certificate.certificate.startswith("-----BEGIN CERTIFICATE-----"))
    ordered.certificate.delete()
    done(zone.delete())


def load_balancers(checks, client, server):
    small, big = LoadBalancerType(name="lb11"), LoadBalancerType(name="lb21")
    balancer = common(
        checks,
        client.load_balancers,
        lambda name: done(
            client.load_balancers.create(name=name, load_balancer_type=small, location=FSN, labels={"life": ""})
        ).load_balancer,
    )
    web = LoadBalancerService(
        protocol="http",
        listen_port=80,
        destination_port=8080,
        proxyprotocol=False,
        http=LoadBalancerServiceHttp(sticky_sessions=True, cookie_name="C", cookie_lifetime=60),
        health_check=LoadBalancerHealthCheck(
            protocol="http",
            port=8080,
            interval=10,
            timeout=5,
            retries=2,
            http=LoadBalancerHealthCheckHttp(domain="example.com", path="/up", status_codes=["200"], tls=False),
        ),
    )
    done(balancer.add_service(web))
    refused(checks, "source_port_already_used", balancer.add_service, web)
    done(balancer.update_service(LoadBalancerService(listen_port=80, proxyprotocol=True)))
    balancer.reload()
    service = balancer.services[0]
    checks.true("proxy protocol", service.proxyprotocol)
    checks.equal("health check", service.health_check.http.path, "/up")
    checks.equal("cookie", service.http.cookie_name, "C")
    target = LoadBalancerTarget(type="server", server=server, use_private_ip=False)
    selector = LoadBalancerTarget(
        type="label_selector", label_selector=LoadBalancerTargetLabelSelector(selector="none=yes"), use_private_ip=False
    )
    dedicated = LoadBalancerTarget(type="ip", ip=LoadBalancerTargetIP(ip="1.2.3.4"))
    for each in [target, selector, dedicated]:
        done(balancer.add_target(each))
    refused(checks, "target_already_defined", balancer.add_target, target)
    balancer.reload()
    checks.equal("targets", [each.type for each in balancer.targets], ["server", "label_selector", "ip"])
    checks.equal("health", [each.listen_port for each in balancer.targets[0].health_status], [80])
    for each in [target, selector, dedicated]:
        done(balancer.remove_target(each))
    done(balancer.change_algorithm(LoadBalancerAlgorithm(type="least_connections")))
    done(balancer.change_type(big))
    refused(checks, "load_balancer_not_attached_to_network", balancer.disable_public_interface)
    network = client.networks.create(
        name="lb",
        ip_range="10.0.0.0/16",
        subnets=[NetworkSubnet(type="cloud", network_zone="eu-central", ip_range="10.0.1.0/24")],
    )
    done(balancer.attach_to_network(network, ip="10.0.1.5"))
    refused(checks, "load_balancer_already_attached", balancer.attach_to_network, network)
    checks.equal("members", [each.ip for each in network.get_member_all(type=["load_balancer"])], ["10.0.1.5"])
    done(balancer.disable_public_interface())
    done(balancer.enable_public_interface())
    balancer.reload()
    checks.equal("private address", balancer.private_net_for(network).ip, "10.0.1.5")
    checks.equal("type", balancer.load_balancer_type.name, "lb21")
    checks.equal("algorithm", balancer.algorithm.type, "least_connections")
    done(balancer.change_dns_ptr(balancer.public_net.ipv4.ip, "lb.example.com"))
    done(balancer.detach_from_network(network))
    metrics = balancer.get_metrics(["bandwidth"], start=NOW - datetime.timedelta(hours=1), end=NOW).metrics
    checks.equal("metrics", sorted(metrics.time_series), ["bandwidth.in", "bandwidth.out"])
    done(balancer.delete_service(web))
    done(balancer.change_protection(delete=True))
    refused(checks, "protected", balancer.delete)
    done(balancer.change_protection(delete=False))
    done(balancer.delete())
    address = client.primary_ips.create(type="ipv4", name="lb", location=FSN).primary_ip
    own = LoadBalancerCreatePublicNetwork(ipv4=address)
    kept = done(client.load_balancers.create(name="own", load_balancer_type=small, location=FSN, public_net=own))
    address.reload()
    checks.equal("assignee type", address.assignee_type, "load_balancer")
    checks.equal("its own address", kept.load_balancer.public_net.ipv4.ip, address.ip)
    done(kept.load_balancer.delete())
    address.delete()
    network.delete()


def servers(checks, client):
    def create(name, **more):
        return done(
            client.servers.create(
                name=name,
                server_type=ServerType(name="cx23"),
                image=Image(name="debian-12"),
                location=FSN,
                labels={"life": ""},
                **more,
            )
        ).server

    server = common(checks, client.servers, create)
    checks.equal("status", server.status, "running")
    refused(checks, "invalid_input", create, "bad name!")
    server_off(checks, client, server)
    server_networks(checks, client, server)
    server_images(checks, client, server)
    done(server.change_dns_ptr(server.public_net.ipv4.ip, "web.example.com"))
    done(server.change_protection(delete=True, rebuild=True))
    refused(checks, "protected", server.delete)
    refused(checks, "protected", server.rebuild, Image(name="debian-12"))
    done(server.change_protection(delete=False, rebuild=False))
    metrics = server.get_metrics(["cpu", "disk"], start=NOW - datetime.timedelta(hours=1), end=NOW).metrics
    checks.true("metrics", "cpu" in metrics.time_series)
    checks.true("console", server.request_console().wss_url.startswith("wss://"))
    checks.true("actions", len(server.get_actions()) > 20)
    net = ServerCreatePublicNetwork(enable_ipv4=False, enable_ipv6=True)
    alone = create("six-only", public_net=net)
    checks.equal("no IPv4", alone.public_net.ipv4, None)
    done(alone.delete())
    return server


def server_off(checks, client, server):
    refused(checks, "server_not_stopped", server.change_type, ServerType(name="cx33"), False)
    for action in [server.reboot, server.reset, server.shutdown, server.power_off, server.power_off]:
        done(action())
    server.reload()
    checks.equal("off", server.status, "off")
    group = client.placement_groups.create(name="servers", type="spread").placement_group
    done(server.add_to_placement_group(PlacementGroup(id=group.id)))
    # The action leaves the server running.
    done(server.power_off())
    refused(checks, "already_in_placement_group", server.add_to_placement_group, group)
    done(server.remove_from_placement_group())
    done(server.change_type(ServerType(name="cx33"), upgrade_disk=False))
    server.reload()
    checks.equal("type", server.server_type.name, "cx33")
    checks.equal("started again", server.status, "running")
    group.delete()
    password = server.reset_password()
    done(password)
    checks.true("password", password.root_password)
    rescue = server.enable_rescue(type="linux64")
    done(rescue)
    checks.true("rescue password", rescue.root_password)
    done(server.disable_rescue())
    isos = client.isos.get_list(architecture=["x86"], include_architecture_wildcard=True).isos
    iso = next(iso for iso in isos if iso.deprecation is None)
    done(server.attach_iso(Iso(id=iso.id)))
    server.reload()
    checks.equal("ISO", server.iso.id, iso.id)
    done(server.detach_iso())


def server_networks(checks, client, server):
    subnet = NetworkSubnet(type="cloud", network_zone="eu-central", ip_range="10.0.1.0/24")
    network = client.networks.create(name="servers", ip_range="10.0.0.0/16", subnets=[subnet])
    done(server.attach_to_network(Network(id=network.id), ip="10.0.1.7", alias_ips=["10.0.1.8"]))
    refused(checks, "server_already_attached", server.attach_to_network, network)
    done(server.change_alias_ips(network, ["10.0.1.9"]))
    server.reload()
    checks.equal("aliases", server.private_net[0].alias_ips, ["10.0.1.9"])
    checks.equal("members", [each.status for each in network.get_member_all()], ["ok"])
    refused(checks, "service_error", network.delete_subnet, subnet)
    done(server.detach_from_network(network))
    network.delete()


def server_images(checks, client, server):
    done(server.enable_backup())
    backup = server.create_image(type="backup")
    done(backup)
    snapshot = server.create_image(description="mine", type="snapshot", labels={"life": "yes"})
    done(snapshot)
    image = client.images.get_by_id(snapshot.image.id)
    checks.equal("status", image.status, "available")
    checks.equal("by label", len(client.images.get_all(label_selector="life", type=["snapshot"])), 1)
    checks.equal("bound to", len(client.images.get_all(bound_to=[str(server.id)])), 1)
    checks.equal("description", image.update(description="ours").description, "ours")
    done(image.change_protection(delete=True))
    refused(checks, "protected", image.delete)
    done(image.change_protection(delete=False))
    done(server.rebuild(image))
    done(server.disable_backup())
    checks.equal("backups are gone", client.images.get_all(bound_to=[str(server.id)]), [])
    image.delete()
    named = client.images.get_by_name_and_architecture("debian-12", "arm")
    checks.equal("by architecture", named.architecture, "arm")
    refused(checks, "forbidden", named.delete)


def catalogue(checks, client):
    checks.equal("locations", len(client.locations.get_all()), 6)
    checks.equal("a location", client.locations.get_by_name("hel1").country, "FI")
    checks.equal("a type", client.server_types.get_by_name("cax11").architecture, "arm")
    checks.equal("a balancer type", client.load_balancer_types.get_by_name("lb11").max_services, 5)
    checks.true("ISOs", client.isos.get_all())
    refused(checks, "deprecated_api_endpoint", client.datacenters.get_all)
    refused(checks, "deprecated_api_endpoint", client.actions.get_list)
    stranger = Client(token="x", api_endpoint=ENDPOINT)
    refused(checks, "unauthorized", stranger.servers.get_all)


def main():
    client = Client(token=TOKEN, api_endpoint=ENDPOINT, api_endpoint_hetzner=ENDPOINT, poll_interval=0.05)
    checks = Checks("hcloud for Python")
    for steps in [catalogue, ssh_keys, placement_groups, networks, certificates, zones, storage_boxes]:
        checks.life(steps.__name__, steps, client)
    server = checks.life("servers", servers, client)
    if server is not None:
        for steps in [volumes, primary_ips, floating_ips, firewalls, load_balancers]:
            checks.life(steps.__name__, steps, client, server)
        checks.life("deletion", lambda checks: done(server.delete()))
    for kind in ["servers", "volumes", "networks", "firewalls", "primary_ips", "floating_ips", "load_balancers"]:
        checks.equal(f"{kind} left", [each.name for each in getattr(client, kind).get_all()], [])
    checks.finish()


main()
