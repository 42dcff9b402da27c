#!/usr/bin/env python3
"""Runs the playbook with Ansible's collection. Usage: ansible_client.py ENDPOINT TOKEN FOLDER COLLECTIONS"""
import json
import os
import pathlib
import re
import subprocess
import sys

from checks import Checks

ENDPOINT, TOKEN, FOLDER, COLLECTIONS = sys.argv[1:5]
PLAYBOOK = pathlib.Path(__file__).with_name("playbook.yml")


def environment():
    """Nothing of the user's own settings, and no words but those that count."""
    folder = pathlib.Path(FOLDER) / "ansible"
    folder.mkdir(exist_ok=True)
    (folder / "ansible.cfg").touch()
    return os.environ | {
        "ANSIBLE_COLLECTIONS_PATH": COLLECTIONS,
        "ANSIBLE_CONFIG": str(folder / "ansible.cfg"),
        "ANSIBLE_DEPRECATION_WARNINGS": "false",
        "ANSIBLE_HOME": str(folder),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_NOCOLOR": "true",
        "ANSIBLE_PIPELINING": "true",
        "LC_ALL": "C.UTF-8",
    }


def walk(checks):
    given = json.dumps({"endpoint": ENDPOINT, "token": TOKEN, "folder": FOLDER})
    program = pathlib.Path(sys.executable).with_name("ansible-playbook")
    run = subprocess.run(
        [program, PLAYBOOK, "--extra-vars", given], env=environment(), capture_output=True, text=True, check=False
    )
    recap = dict(re.findall(r"(\w+)=(\d+)", run.stdout.rpartition("PLAY RECAP")[2]))
    checks.passed += int(recap.get("ok", 0))
    if run.returncode != 0:
        print(run.stdout[-3000:], run.stderr[-1000:], sep="\n")
        checks.true("the playbook runs to its end", False)


def modules(checks):
    """Every module of the collection has its task."""
    folder = pathlib.Path(COLLECTIONS) / "ansible_collections/hetzner/hcloud/plugins/modules"
    known = {each.stem for each in folder.glob("*.py")} - {"__init__"}
    used = set(re.findall(r"hetzner\.hcloud\.(\w+):", PLAYBOOK.read_text()))
    checks.equal("modules that the playbook leaves out", sorted(known - used), [])


def main():
    checks = Checks("Ansible")
    checks.life("modules", modules)
    checks.life("playbook", walk)
    checks.finish()


main()
