"""Leads clients to the simulator that have no setting for where the API is."""
import functools

import hcloud


def lead_clients_to(endpoint):
    """Lets every `hcloud.Client` that is made from now on talk to the endpoint."""
    original = hcloud.Client.__init__

    @functools.wraps(original)
    def init(self, *arguments, **named):
        named.setdefault("poll_interval", 0.05)
        original(self, *arguments, **named | {"api_endpoint": endpoint, "api_endpoint_hetzner": endpoint})

    hcloud.Client.__init__ = init
