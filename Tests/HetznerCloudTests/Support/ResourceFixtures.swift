import HetznerCloud

/// One object of each kind as the API would send it, with every documented member.
enum ResourceFixtures {
    private static let created: JSONValue = "2026-03-01T08:00:00+00:00"
    private static let labels: JSONValue = ["env": "prod"]
    private static let unprotected: JSONValue = ["delete": false]
    private static let deprecation: JSONValue = [
        "announced": "2026-01-01T00:00:00Z", "unavailable_after": "2026-04-01T00:00:00Z",
    ]
    private static let price: JSONValue = ["net": "3.2900000000", "gross": "3.9151000000000000"]
    private static let prices: JSONValue = [
        [
            "location": "fsn1", "price_hourly": price, "price_monthly": price, "included_traffic": 21_990_232_555_520,
            "price_per_tb_traffic": price,
        ]
    ]

    static let location: JSONValue = [
        "id": 1, "name": "fsn1", "description": "Falkenstein", "country": "DE", "city": "Falkenstein",
        "latitude": 50.5, "longitude": 12.4, "network_zone": "eu-central",
    ]

    static let serverType: JSONValue = [
        "id": 2, "name": "cx23", "description": "CX 23", "category": "Shared vCPU", "cores": 2, "memory": 4.0,
        "disk": 40, "deprecated": false, "prices": prices, "storage_type": "local", "cpu_type": "shared",
        "architecture": "x86", "deprecation": nil,
        "locations": [
            ["id": 1, "name": "fsn1", "available": true, "recommended": false, "deprecation": deprecation]
        ],
    ]

    static let image: JSONValue = [
        "id": 3, "type": "snapshot", "status": "available", "name": nil, "description": "before the upgrade",
        "image_size": 2.3, "disk_size": 40.0, "created": created, "created_from": ["id": 10, "name": "web"],
        "bound_to": nil, "os_flavor": "debian", "os_version": "13", "rapid_deploy": false,
        "protection": ["delete": true],
        "deprecation": deprecation, "deleted": nil, "labels": labels, "architecture": "x86",
    ]

    static let iso: JSONValue = [
        "id": 4, "name": "netboot.iso", "description": "netboot", "type": "public", "architecture": "arm",
        "deprecation": nil,
    ]

    static let placementGroup: JSONValue = [
        "id": 5, "name": "apart", "labels": labels, "type": "spread", "created": created, "servers": [10],
    ]

    static let server: JSONValue = [
        "id": 10, "name": "web", "status": "running", "created": created,
        "public_net": [
            "ipv4": ["id": 21, "ip": "192.0.2.1", "blocked": false, "dns_ptr": "web.example.com"],
            "ipv6": [
                "id": 22, "ip": "2001:db8::/64", "blocked": false,
                "dns_ptr": [["ip": "2001:db8::1", "dns_ptr": "web.example.com"]],
            ],
            "floating_ips": [20], "firewalls": [["id": 7, "status": "applied"]],
        ],
        "private_net": [
            ["network": 6, "ip": "10.0.1.2", "alias_ips": ["10.0.1.3"], "mac_address": "86:00:00:00:00:01"]
        ],
        "server_type": serverType, "image": image, "iso": nil, "rescue_enabled": false, "locked": false,
        "backup_window": "22-02", "outgoing_traffic": 1, "ingoing_traffic": nil, "included_traffic": 3,
        "protection": ["delete": true, "rebuild": false], "labels": [], "volumes": [8], "load_balancers": [30],
        "primary_disk_size": 40, "placement_group": placementGroup, "location": location,
    ]

    static let network: JSONValue = [
        "id": 6, "name": "inner", "ip_range": "10.0.0.0/16", "created": created, "labels": labels,
        "subnets": [
            [
                "type": "cloud", "ip_range": "10.0.1.0/24", "network_zone": "eu-central", "gateway": "10.0.0.1",
                "vswitch_id": nil,
            ]
        ],
        "routes": [["destination": "10.100.0.0/24", "gateway": "10.0.1.2"]], "servers": [10], "load_balancers": [30],
        "protection": unprotected, "expose_routes_to_vswitch": true,
    ]

    static let member: JSONValue = [
        "id": 10, "type": "server", "ip": "10.0.1.2", "alias_ips": ["10.0.1.3"], "subnet": "10.0.1.0/24",
        "status": "ok",
    ]

    static let firewall: JSONValue = [
        "id": 7, "name": "web", "labels": labels, "created": created,
        "rules": [
            [
                "direction": "in", "protocol": "tcp", "port": "443", "source_ips": ["0.0.0.0/0", "::/0"],
                "destination_ips": [], "description": nil,
            ]
        ],
        "applied_to": [
            ["type": "server", "server": ["id": 10]],
            [
                "type": "label_selector", "label_selector": ["selector": "env=prod"],
                "applied_to_resources": [["type": "server", "server": ["id": 11]]],
            ],
        ],
    ]

    static let volume: JSONValue = [
        "id": 8, "name": "data", "size": 10, "status": "available", "server": 10, "location": location,
        "format": "ext4", "linux_device": "/dev/disk/by-id/scsi-0HC_Volume_8", "protection": unprotected,
        "created": created, "labels": labels,
    ]

    static let sshKey: JSONValue = [
        "id": 9, "name": "ops", "fingerprint": "aa:bb", "public_key": "ssh-ed25519 AAAA ops", "created": created,
        "labels": labels,
    ]

    static let floatingIP: JSONValue = [
        "id": 20, "name": "moving", "description": nil, "type": "ipv4", "ip": "192.0.2.20", "server": 10,
        "home_location": location, "dns_ptr": [["ip": "192.0.2.20", "dns_ptr": "a.example.com"]], "blocked": false,
        "protection": unprotected, "created": created, "labels": labels,
    ]

    static let primaryIP: JSONValue = [
        "id": 21, "name": "web-v4", "type": "ipv4", "ip": "192.0.2.1", "assignee_id": 10, "assignee_type": "server",
        "auto_delete": true, "blocked": false, "dns_ptr": [], "location": location, "protection": unprotected,
        "created": created, "labels": labels,
    ]

    static let certificate: JSONValue = [
        "id": 31, "name": "site", "type": "managed", "certificate": nil, "domain_names": ["example.com"],
        "fingerprint": nil, "not_valid_before": nil, "not_valid_after": nil,
        "status": [
            "issuance": "failed", "renewal": "unavailable",
            "error": ["code": "dns_zone_not_found", "message": "no zone"],
        ],
        "used_by": [["id": 30, "type": "load_balancer"]], "created": created, "labels": labels,
    ]

    static let loadBalancerType: JSONValue = [
        "id": 32, "name": "lb11", "description": "LB11", "max_connections": 10000, "max_services": 5, "max_targets": 25,
        "max_assigned_certificates": 10, "prices": prices, "deprecated": nil, "deprecation": nil,
    ]

    static let loadBalancer: JSONValue = [
        "id": 30, "name": "front", "load_balancer_type": loadBalancerType, "location": location,
        "algorithm": ["type": "round_robin"],
        "services": [
            [
                "protocol": "https", "listen_port": 443, "destination_port": 80, "proxyprotocol": false,
                "http": [
                    "certificates": [31], "sticky_sessions": true, "cookie_name": "HC", "cookie_lifetime": 300,
                    "redirect_http": true, "timeout_idle": 60,
                ],
                "health_check": [
                    "protocol": "http", "port": 80, "interval": 15, "timeout": 10, "retries": 3,
                    "http": [
                        "domain": "example.com", "path": "/", "response": "ok", "status_codes": ["2??"], "tls": false,
                    ],
                ],
            ]
        ],
        "targets": [
            [
                "type": "label_selector", "label_selector": ["selector": "env=prod"], "use_private_ip": true,
                "targets": [
                    [
                        "type": "server", "server": ["id": 10], "use_private_ip": true,
                        "health_status": [
                            [
                                "listen_port": 443, "status": "unhealthy", "detail": "unexpected_http_status",
                                "http_status_code": 502,
                            ]
                        ],
                    ]
                ],
            ],
            ["type": "ip", "ip": ["ip": "192.0.2.99"]],
        ],
        "public_net": [
            "enabled": true, "ipv4": ["id": 23, "ip": "192.0.2.30", "dns_ptr": nil],
            "ipv6": ["id": 24, "ip": "2001:db8:1::1", "dns_ptr": nil],
        ],
        "private_net": [["network": 6, "ip": "10.0.1.30"]], "outgoing_traffic": nil, "ingoing_traffic": nil,
        "included_traffic": 21_990_232_555_520, "protection": unprotected, "created": created, "labels": labels,
    ]

    static let zone: JSONValue = [
        "id": 40, "name": "example.com", "mode": "secondary", "status": "ok", "ttl": 3600, "record_count": 4,
        "primary_nameservers": [
            ["address": "192.0.2.53", "port": 53, "tsig_algorithm": "hmac-sha256", "tsig_key": "c2VjcmV0"]
        ],
        "authoritative_nameservers": [
            "assigned": ["hydrogen.ns.hetzner.com."], "delegated": ["hydrogen.ns.hetzner.com."],
            "delegation_last_check": created, "delegation_status": "valid",
        ],
        "registrar": "other", "protection": unprotected, "created": created, "labels": labels,
    ]

    static let recordSet: JSONValue = [
        "id": "www/A", "name": "www", "type": "A", "ttl": nil, "zone": 40, "protection": ["change": true],
        "records": [["value": "192.0.2.1", "comment": "web"]], "labels": labels,
    ]

    static let storageBoxType: JSONValue = [
        "id": 51, "name": "bx11", "description": "BX11", "size": 1_099_511_627_776, "snapshot_limit": 10,
        "automatic_snapshot_limit": nil, "subaccounts_limit": 100, "deprecation": nil,
        "prices": [["location": "fsn1", "price_hourly": price, "price_monthly": price, "setup_fee": price]],
    ]

    static let storageBox: JSONValue = [
        "id": 50, "name": "backup", "status": "active", "storage_box_type": storageBoxType, "location": location,
        "username": "u1", "server": "u1.your-storagebox.de", "system": "FSN1-BX1",
        "stats": ["size": 3, "size_data": 2, "size_snapshots": 1],
        "access_settings": [
            "reachable_externally": true, "samba_enabled": false, "ssh_enabled": true, "webdav_enabled": false,
            "zfs_enabled": false,
        ],
        "snapshot_plan": ["max_snapshots": 7, "hour": 3, "minute": 30, "day_of_week": 7, "day_of_month": nil],
        "protection": unprotected, "created": created, "labels": labels,
    ]

    static let snapshot: JSONValue = [
        "id": 52, "storage_box": 50, "name": "2026-03-01T08-00-00", "description": "weekly", "is_automatic": true,
        "stats": ["size": 1, "size_filesystem": 2], "created": created, "labels": labels,
    ]

    static let subaccount: JSONValue = [
        "id": 53, "storage_box": 50, "name": "app", "description": "", "home_directory": "app", "username": "u1-sub1",
        "server": "u1-sub1.your-storagebox.de", "created": created, "labels": labels,
        "access_settings": [
            "reachable_externally": false, "readonly": true, "samba_enabled": false, "ssh_enabled": true,
            "webdav_enabled": false,
        ],
    ]

    static let pricing: JSONValue = [
        "currency": "EUR", "vat_rate": "19.00", "volume": ["price_per_gb_month": price],
        "image": ["price_per_gb_month": price], "server_backup": ["percentage": "20.00"],
        "server_types": [["id": 2, "name": "cx23", "prices": prices]],
        "load_balancer_types": [["id": 32, "name": "lb11", "prices": prices]],
        "primary_ips": [
            ["type": "ipv4", "prices": [["location": "fsn1", "price_hourly": price, "price_monthly": price]]]
        ],
        "floating_ips": [["type": "ipv6", "prices": [["location": "fsn1", "price_monthly": price]]]],
    ]

    static let action: JSONValue = [
        "id": 90, "command": "start_server", "status": "success", "progress": 100, "started": created,
        "finished": created, "resources": [["id": 10, "type": "server"]], "error": nil,
    ]

    static let metrics: JSONValue = [
        "start": created, "end": "2026-03-01T09:00:00Z", "step": 60.0,
        "time_series": ["cpu": ["values": [[1_772_352_000.5, "42.5"]]]],
    ]
}

extension ResourceFixtures {
    private static let kinds: [(singular: String, plural: String, object: JSONValue)] = [
        ("location", "locations", location), ("server_type", "server_types", serverType), ("image", "images", image),
        ("iso", "isos", iso), ("placement_group", "placement_groups", placementGroup), ("server", "servers", server),
        ("network", "networks", network), ("member", "members", member), ("firewall", "firewalls", firewall),
        ("volume", "volumes", volume), ("ssh_key", "ssh_keys", sshKey), ("floating_ip", "floating_ips", floatingIP),
        ("primary_ip", "primary_ips", primaryIP), ("certificate", "certificates", certificate),
        ("load_balancer_type", "load_balancer_types", loadBalancerType),
        ("load_balancer", "load_balancers", loadBalancer), ("zone", "zones", zone), ("rrset", "rrsets", recordSet),
        ("storage_box_type", "storage_box_types", storageBoxType), ("storage_box", "storage_boxes", storageBox),
        ("snapshot", "snapshots", snapshot), ("subaccount", "subaccounts", subaccount),
    ]

    /// Answers every operation at once: a body with one object of each kind, alone and as a list.
    static let everything: JSONValue = {
        var body: JSONObject = [
            "action": action, "actions": [action], "next_actions": [action], "pricing": pricing, "metrics": metrics,
            "root_password": "s3cret", "wss_url": "wss://console", "password": "vnc", "zonefile": "$TTL 3600",
            "folders": ["app"],
        ]
        for kind in kinds {
            body[kind.singular] = kind.object
            body[kind.plural] = [kind.object]
        }
        return .object(body)
    }()
}
