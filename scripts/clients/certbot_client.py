#!/usr/bin/env python3
"""Lets certbot's plugin for Hetzner Cloud answer challenges. Usage: certbot_client.py ENDPOINT TOKEN FOLDER"""
import io
import logging
import pathlib
import sys

import hcloud
import josepy
from acme import challenges, messages
from certbot import achallenges
from certbot._internal.display.obj import FileDisplay, set_display
from certbot.configuration import NamespaceConfig
from certbot.errors import PluginError
from certbot_dns_hetzner_cloud.authenticator import HetznerCloudDNSAuthenticator
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.asymmetric import rsa

from checks import Checks
from endpoint import lead_clients_to

ENDPOINT, TOKEN, FOLDER = sys.argv[1:4]
NAME = "dns-hetzner-cloud"


class Settings:
    """The part of certbot's command line that the plugin asks for."""

    def __init__(self, credentials):
        self.dns_hetzner_cloud_credentials = str(credentials)
        self.dns_hetzner_cloud_propagation_seconds = 0
        self.dns_hetzner_cloud_follow_cname = False
        self.server = "https://acme.example/directory"
        self.config_dir = self.work_dir = self.logs_dir = str(pathlib.Path(FOLDER) / "certbot")
        self.http01_port, self.https_port = 80, 443
        self.noninteractive_mode = True
        self.domains = []


def challenge(domain, token):
    key = josepy.JWKRSA(key=rsa.generate_private_key(65537, 2048, default_backend()))
    body = messages.ChallengeBody(
        chall=challenges.DNS01(token=token), uri="https://acme.example/1", status=messages.STATUS_PENDING
    )
    return achallenges.KeyAuthorizationAnnotatedChallenge(
        challb=body, identifier=messages.Identifier(typ=messages.IDENTIFIER_FQDN, value=domain), account_key=key
    )


def plugin(token):
    credentials = pathlib.Path(FOLDER) / f"certbot-{token}.ini"
    credentials.write_text(f"dns_hetzner_cloud_api_token = {token}\n")
    credentials.chmod(0o600)
    settings = NamespaceConfig(Settings(credentials))
    settings.set_argument_sources({})
    authenticator = HetznerCloudDNSAuthenticator(settings, NAME)
    authenticator.prepare()
    return authenticator


def answers(client, zone, name):
    """The texts at a name, none where there is no such set."""
    found = client.zones.get_rrset_list(zone, name=name, type="TXT").rrsets
    return sorted(each.value.strip('"') for each in found[0].records) if found else []


def live(checks, client):
    zone = client.zones.create(name="certbot.example", mode="primary")
    zone.action.wait_until_finished()
    zone = zone.zone
    both = [challenge("certbot.example", b"a" * 16), challenge("certbot.example", b"b" * 16)]
    deep = challenge("a.b.certbot.example", b"c" * 16)
    authenticator = plugin(TOKEN)
    checks.equal("responses", len(authenticator.perform([*both, deep])), 3)
    expected = sorted(each.validation(each.account_key) for each in both)
    checks.equal("two answers at one name", answers(client, zone, "_acme-challenge"), expected)
    checks.equal("an answer further down", len(answers(client, zone, "_acme-challenge.a.b")), 1)
    checks.equal("a time to live of a minute", client.zones.get_rrset(zone, "_acme-challenge", "TXT").ttl, 60)
    again = checks.life("the same answers again", lambda checks: plugin(TOKEN).perform([*both, deep]))
    checks.equal("responses again", len(again or []), 3)
    checks.equal("nothing is there twice", answers(client, zone, "_acme-challenge"), expected)
    authenticator.cleanup([*both, deep])
    checks.equal("cleaned up", answers(client, zone, "_acme-challenge"), [])
    checks.equal("cleaned up further down", answers(client, zone, "_acme-challenge.a.b"), [])
    try:
        plugin(TOKEN).perform([challenge("elsewhere.example", b"d" * 16)])
        checks.true("a domain without a zone is refused", False)
    except PluginError:
        checks.true("a domain without a zone is refused", True)
    client.zones.delete(zone).action.wait_until_finished()


def main():
    lead_clients_to(ENDPOINT)
    logging.disable(logging.CRITICAL)
    set_display(FileDisplay(io.StringIO(), True))
    checks = Checks("certbot")
    checks.life("challenges", live, hcloud.Client(token=TOKEN))
    checks.finish()


main()
