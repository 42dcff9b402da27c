import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration

/// Loads a text as the file `shop.yaml`.
func load(_ text: String, catalog: Catalog = .hetzner) -> LoadedConfiguration {
    load(Array(text.utf8), catalog: catalog)
}

func load(_ bytes: [UInt8], catalog: Catalog = .hetzner) -> LoadedConfiguration {
    Loader(catalog: catalog, readFile: { _ in bytes }).load("shop.yaml")
}

/// Loads a text that uses other files, by their paths, and variables from outside.
func load(
    _ text: String,
    files: [String: String],
    sources: VariableSources = VariableSources()
) -> LoadedConfiguration {
    Loader(catalog: .hetzner, sources: sources) { path in
        guard let file = path == "shop.yaml" ? text : files[path] else { throw NoFile() }
        return Array(file.utf8)
    }
    .load("shop.yaml")
}

struct NoFile: Error, CustomStringConvertible {
    let description = "No such file or directory"
}

/// Everything that is reported about a text, as people see it.
func report(_ text: String, catalog: Catalog = .hetzner) -> String {
    DiagnosticRenderer(load(text, catalog: catalog).diagnostics).text(color: false)
}

/// The first lines of the reports about a text.
func problems(_ text: String, catalog: Catalog = .hetzner) -> [String] {
    load(text, catalog: catalog).diagnostics.map(\.description)
}

/// A complete file that uses most of what the catalog has.
let shop = """
    stack: shop
    x-server: &server { server_type: cx23, image: debian-12 }
    settings:
      location: fsn1
      labels: { team: shop }
    ssh_keys:
      deploy: { public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG deploy }
    networks:
      backend:
        ip_range: 10.0.0.0/16
        subnets:
          - { type: cloud, network_zone: eu-central, ip_range: 10.0.2.0/24 }
          - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
        routes: [{ destination: 10.100.1.0/24, gateway: 10.0.1.1 }]
    placement_groups:
      web: { type: spread }
    firewalls:
      web:
        rules:
          - { direction: in, protocol: tcp, port: 443, source_ips: [0.0.0.0/0, "::/0"] }
    servers:
      web:
        <<: *server
        labels: { role: web, team: front }
        ssh_keys: [deploy]
        placement_group: web
        firewalls: [web]
        networks: [{ network: backend, ip: 10.0.1.5, alias_ips: [10.0.1.7, 10.0.1.6] }]
        user_data: "echo $${HOME} $5 $${x}"
        public_net: { enable_ipv6: false }
        protection: { delete: true }
        dns_ptr: [{ ip: ipv4, dns_ptr: web.shop.example }]
        lifecycle: { prevent_destroy: true, ignore_changes: [user_data, labels.foo, protection.delete] }
        on_change: { image: rebuild, user_data: ignore }
      db:
        <<: *server
        location: nbg1
        backups: true
        power: on
        networks: [{ network: backend }]
        depends_on: [servers.web]
    volumes:
      data: { size: 50, format: ext4, server: db }
      cache: { name: shop-cache, size: 10, protection: { delete: null }, automount: null }

    """
