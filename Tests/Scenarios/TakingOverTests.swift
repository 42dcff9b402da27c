import HetznerCloud
import Testing

/// Ways into hzform for who has something running.
@Suite("What is there already", .inTurn, .timeLimit(.minutes(60)))
struct TakingOverTests {
    /// A project that Terraform made, and its state without all but what is needed; both as Terraform left them.
    private func withProject(
        _ name: String,
        changing text: String? = nil,
        to other: String = "",
        _ work: (Sandbox, Simulator) async throws -> Void
    ) async throws {
        let sandbox = try Sandbox()
        var project = try Repository.text("Tests/Scenarios/Terraform/\(name).project")
        if let text { project = project.replacing(text, with: other) }
        try sandbox.write(project, to: "projects")
        try sandbox.write(try Repository.text("Tests/Scenarios/Terraform/\(name).tfstate"), to: "terraform.tfstate")
        if name == "shop" {
            try sandbox.write(try Repository.text("Tests/Scenarios/Terraform/shop.pulumi"), to: "stack.json")
        }
        try await sandbox.withSimulator(["--speed", "instant", "--data", "projects"]) { try await work(sandbox, $0) }
    }

    @Test("that Terraform made is taken over as it is", arguments: ["shop", "edge"])
    func terraform(name: String) async throws {
        try await withProject(name) { sandbox, simulator in
            let run = try await sandbox.shell(
                "hzform init --from-tfstate terraform.tfstate",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("The next plan is empty.\n"))
            #expect(run.output.contains("terraform state rm 'hcloud_server."))
            #expect(try await simulator.requests().filter(\.isChange).isEmpty)
            try await expectNothingToDo(sandbox, simulator)
            let all = "--allow downtime,ip-change,data-loss,protected"
            let gone = try await sandbox.shell("hzform destroy -y \(all)", environment: simulator.environment)
            #expect(gone.status == 0, "\(gone.errors)")
            #expect(try await Project(simulator.client).isEmpty)
        }
    }

    @Test("and would be replaced by the next plan is imported with that said")
    func importOfWhatIsReplaced() async throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            "stack: shop\nprimary_ips: { web: { type: ipv4, location: fsn1 } }\n",
            to: "hzform.yaml"
        )
        try await sandbox.withSimulator { simulator in
            let ip: JSONValue = ["name": "web", "type": "ipv4", "location": "nbg1", "assignee_type": "server"]
            _ = try await simulator.client.request(.post, "primary_ips", body: ip)
            let told = try await sandbox.shell(
                "hzform import primary_ips.web web --dry-run",
                environment: simulator.environment
            )
            #expect(told.output.contains("the next plan would replace it by a new one, because of:  IP-CHANGE"))
            #expect(!told.output.contains("nothing is done"), "\(told.output)")
            let taken = try await sandbox.hzform("import", "primary_ips.web", "web", environment: simulator.environment)
            #expect(taken.status == 0, "\(taken.errors)")
            let plan = try await sandbox.hzform("plan", environment: simulator.environment)
            #expect(plan.output.contains("-/+ primary_ips.web"), "\(plan.output)")
        }
    }

    @Test("has the names of addresses once each, at the Primary IP where that is declared", arguments: [true, false])
    func reverseNames(fromState: Bool) async throws {
        try await withProject("edge", changing: #""pointers":[],"#, to: Self.pointerInNetwork) { sandbox, simulator in
            let origin = fromState ? "--from-tfstate terraform.tfstate" : "--from-project"
            let run = try await sandbox.shell("hzform init \(origin)", environment: simulator.environment)
            #expect(run.status == 0, "\(run.errors)")
            let file = try sandbox.read("hzform.yaml")
            #expect(file.ranges(of: "mail.brightwater.example").count == 1, "\(file)")
            // That of the address which came with the server stays there.
            #expect(file.ranges(of: "edge.brightwater.example").count == 1, "\(file)")
            try await expectNothingToDo(sandbox, simulator)
        }
    }

    private static let pointerInNetwork =
        #""pointers":[{"name":"mail.brightwater.example","address":"2001:db8:0:1::5"}],"#

    @Test("that Terraform made has the comments and variables of its files")
    func terraformFiles() async throws {
        try await withProject("shop") { sandbox, simulator in
            let files = """
                # Logs of both web servers.
                resource "hcloud_volume" "log" {
                  for_each = { a = 10, b = 12 }
                }
                resource "hcloud_server" "web" {
                  user_data = <<-EOT
                    #cloud-config
                    packages:
                      - nginx
                  EOT
                }
                resource "hcloud_uploaded_certificate" "site" {
                  private_key = var.site_key
                }
                resource "hcloud_server" "db" {
                  user_data = "password: ${var.password}"
                }
                variable "site_key" { description = "Of the certificate" }

                """
            try sandbox.write(files, to: "main.tf")
            let run = try await sandbox.shell(
                "hzform init --from-tfstate terraform.tfstate --from-tf .",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            let text = try sandbox.read("hzform.yaml")
            #expect(text.contains("  # Logs of both web servers.\n  log:\n    for_each:"))
            #expect(text.contains("user_data: |\n      #cloud-config\n      packages:\n        - nginx\n"))
            #expect(text.contains("    description: Of the certificate\n"))
            #expect(text.contains("private_key: \"${site_key == '' ? null : site_key}\""))
            #expect(!text.contains("password"))
            #expect(try await sandbox.shell("hzform fmt --check").status == 0)
            try await expectNothingToDo(sandbox, simulator)
            let none = try await sandbox.shell("mkdir no; hzform init x --from-tfstate terraform.tfstate --from-tf no")
            #expect(none.errors.contains("'no' has no '.tf' files"))
        }
    }

    @Test("that Pulumi made is taken over as it is")
    func pulumi() async throws {
        try await withProject("shop") { sandbox, simulator in
            let environment = simulator.environment
            let run = try await sandbox.shell("hzform init --from-pulumi stack.json", environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            // What others depend on goes last.
            let server = "  pulumi state delete 'urn:pulumi:dev::shop::hcloud:index/server:Server::web-1'\n"
            let key = "  pulumi state delete 'urn:pulumi:dev::shop::hcloud:index/sshKey:SshKey::ops'\n"
            #expect(run.output.contains(server) && run.output.contains(key))
            let text = try sandbox.read("hzform.yaml")
            #expect(text.contains("  web:\n    count: 2\n    name: \"shop-web-${index + 1}\"\n"))
            try await expectNothingToDo(sandbox, simulator)
            #expect(try await simulator.requests().filter(\.isChange).isEmpty)
            let other = try await sandbox.shell("hzform init x --from-pulumi terraform.tfstate")
            #expect(other.errors.contains("'terraform.tfstate' is no export of Pulumi"))
            let both = try await sandbox.shell("hzform init x --from-pulumi stack.json --from-project")
            #expect(both.errors.contains("Give one of --from-project, --from-tfstate and --from-pulumi."))
        }
    }

    @Test("that Terraform made of modules has the comments and variables of their folders")
    func terraformModules() async throws {
        try await withProject("shop") { sandbox, simulator in
            let state = try sandbox.read("terraform.tfstate").replacing(
                #""type": "hcloud_uploaded_certificate","#,
                with: #""module": "module.tls[0].module.inner", "type": "hcloud_uploaded_certificate","#
            )
            try sandbox.write(state, to: "terraform.tfstate")
            try sandbox.write(
                """
                module "tls" {
                  source = "./tls"
                  count  = 1
                  key    = var.site_key
                }
                module "far" { source = "registry.example/far/away" }
                variable "site_key" { description = "Of the certificate" }

                """,
                to: "main.tf"
            )
            _ = try await sandbox.shell("mkdir tls inner")
            try sandbox.write("module \"inner\" {\n  source = \"../inner\"\n  pem = var.key\n}\n", to: "tls/main.tf")
            let inner = """
                # What browsers see.
                resource "hcloud_uploaded_certificate" "site" { private_key = var.pem }

                """
            try sandbox.write(inner, to: "inner/main.tf")
            let run = try await sandbox.shell(
                "hzform init --from-tfstate terraform.tfstate --from-tf .",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            let text = try sandbox.read("hzform.yaml")
            #expect(text.contains("  # What browsers see.\n  tls-0-inner-site:\n"), "\(text)")
            #expect(text.contains("private_key: \"${site_key == '' ? null : site_key}\""), "\(text)")
            #expect(text.contains("description: Of the certificate"))
        }
    }

    @Test("that Terraform made in a zone that it did not make is taken over by itself")
    func setsOfOthers() async throws {
        try await withProject("edge") { sandbox, simulator in
            let environment = simulator.environment
            let zone = """
                stack: theirs
                settings: { ownership_labels: false }
                zones:
                  theirs.example:
                    rrsets:
                      - { name: www, type: A, records: [192.0.2.1, 192.0.2.2] }
                      - { name: mail, type: A, records: [192.0.2.1, 192.0.2.2] }
                      - { name: api, type: A, records: [192.0.2.1] }
                      - { name: left, type: A, records: [192.0.2.1] }

                """
            _ = try await sandbox.shell("mkdir theirs")
            try sandbox.write(zone, to: "theirs/hzform.yaml")
            let made = try await sandbox.shell("cd theirs && hzform apply -y", environment: environment)
            #expect(made.status == 0, "\(made.errors)")
            func record(_ type: String, _ name: String, _ zone: String, _ of: String, _ value: String = "") -> String {
                #"""
                { "mode": "managed", "type": "hcloud_zone_\#(type)", "name": "\#(name)", "instances": [{ "attributes":
                  { "zone": "\#(zone)", "name": "\#(of)", "type": "\#(of == "@" ? "NS" : "A")", "value": "\#(value)" } }] },
                """#
            }
            let records = [
                record("rrset", "api", "theirs.example", "api"), record("rrset", "ns", "theirs.example", "@"),
                record("rrset", "none", "none.example", "www"), record("rrset", "gone", "theirs.example", "gone"),
                record("record", "one", "theirs.example", "www", "192.0.2.1"),
                record("record", "two", "theirs.example", "www", "192.0.2.2"),
                record("record", "part", "theirs.example", "mail", "192.0.2.2"),
            ]
            let state = try sandbox.read("terraform.tfstate")
            let list = try #require(state.firstRange(of: "\"resources\": [")?.upperBound)
            try sandbox.write(String(state[..<list] + records.joined() + state[list...]), to: "terraform.tfstate")
            let run = try await sandbox.shell("hzform init --from-tfstate terraform.tfstate", environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            for reason in [
                "hcloud_zone_rrset.ns: every zone has it", "hcloud_zone_rrset.none: the project has no zone",
                "hcloud_zone_rrset.gone: the project has no record set gone/A",
                "hcloud_zone_record.part: others have records there",
                "state rm 'hcloud_zone_rrset.api'", "state rm 'hcloud_zone_record.two'",
            ] { #expect(run.output.contains(reason), "\(run.output)") }
            #expect(!run.output.contains("state rm 'hcloud_zone_record.part'"))
            let text = try sandbox.read("hzform.yaml")
            #expect(text.contains("existing: { zones: { theirs.example: { name: theirs.example } } }"))
            let sets = try #require(text.firstRange(of: "\nrrsets:\n  api:\n")).lowerBound
            #expect(text[sets...].contains("\n  one:\n    name: www\n") && !text.contains("mail.theirs"))
            try await expectNothingToDo(sandbox, simulator)
            try sandbox.write(text.replacing("records: [192.0.2.1]", with: "records: [192.0.2.9]"), to: "hzform.yaml")
            let plan = try await sandbox.shell("hzform plan", environment: environment)
            #expect(plan.output.contains("~ rrsets.api\n") && plan.output.contains("Plan: 1 to update; 8"))
        }
    }

    @Test("that Terraform made is found in a state as PowerShell writes one, and not in one without anything of it")
    func otherStates() async throws {
        try await withProject("edge") { sandbox, simulator in
            let environment = simulator.environment
            let wide = "printf '\\377\\376' >wide && iconv -t UTF-16LE terraform.tfstate >>wide"
            let run = try await sandbox.shell(
                "\(wide) && hzform init --from-tfstate wide --dry-run",
                environment: environment
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("\nservers:\n"))
            let nothing = """
                { "version": 4, "resources": [{ "mode": "managed", "type": "hcloud_new", "name": "a",
                  "instances": [{ "attributes": { "id": "1" } }] }] }
                """
            try sandbox.write(nothing, to: "nothing")
            let refused = try await sandbox.shell("hzform init --from-tfstate nothing", environment: environment)
            #expect(refused.errors.contains("'nothing' has nothing that can be taken over [terraform-state]"))
            #expect(refused.errors.contains("hcloud_new.a: hzform has no such resource"))
            #expect(!sandbox.exists("hzform.yaml"))
        }
    }

    @Test("that Terraform made somewhere else is not written of this project")
    func otherProject() async throws {
        try await withProject("shop") { sandbox, simulator in
            var environment = simulator.environment
            environment["HCLOUD_TOKEN"] = "another"
            let run = try await sandbox.shell("hzform init --from-tfstate terraform.tfstate", environment: environment)
            #expect(run.status == 1)
            #expect(run.errors.contains("the project has none of what 'terraform.tfstate' has"))
            #expect(!sandbox.exists("hzform.yaml"))
        }
    }

    @Test("gives a file of its own, in the canonical layout, and nothing is written over")
    func project() async throws {
        try await withProject("shop") { sandbox, simulator in
            let environment = simulator.environment
            let shown = try await sandbox.shell("hzform init --from-project --dry-run", environment: environment)
            #expect(shown.status == 0, "\(shown.errors)")
            #expect(!sandbox.exists("hzform.yaml"))
            let written = try await sandbox.shell("hzform init --from-project", environment: environment)
            #expect(written.status == 0, "\(written.errors)")
            #expect(try sandbox.read("hzform.yaml") == shown.output)
            #expect(try await sandbox.shell("hzform fmt --check && hzform validate").status == 0)
            try await expectNothingToDo(sandbox, simulator)
            let again = try await sandbox.shell("hzform init --from-project", environment: environment)
            #expect(again.status == 1)
            #expect(again.errors.contains("file-exists"))
        }
    }

    @Test("is written as several files where it is much, or only in part; what is hidden is a variable without a value")
    func muchAndLittle() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment
            let much = """
                stack: much
                settings: { location: fsn1, ownership_labels: false }
                volumes: { data: { count: 40, size: 10 } }
                networks:
                  back:
                    ip_range: 10.0.0.0/16
                    subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
                load_balancers: { front: { load_balancer_type: lb11, location: nbg1, network: { network: back } } }
                storage_boxes: { box: { storage_box_type: bx11, password: Horse-9-Battery } }

                """
            try sandbox.write(much, to: "made.yaml")
            let made = try await sandbox.shell(
                "hzform apply -f made.yaml -y; rm hzform.state.json",
                environment: environment
            )
            #expect(made.status == 0, "\(made.errors)")
            let written = try await sandbox.shell("hzform init all --from-project", environment: environment)
            #expect(written.output.contains("Wrote 'all/hzform.yaml', which includes 4 files, with 43 resources"))
            let box = try sandbox.read("all/storage_boxes.yaml")
            #expect(box.contains("password: \"${box_password == '' ? null : box_password}\""))
            // A balancer is where its location says, and that says the zone.
            let balancer = try sandbox.read("all/load_balancers.yaml")
            #expect(balancer.contains("location: nbg1") && !balancer.contains("network_zone"))
            let plan = "hzform fmt --check *.yaml && hzform plan --detailed-exitcode"
            let planned = try await sandbox.shell("cd all; \(plan)", environment: environment)
            #expect(planned.status == 0, "\(planned.output)\(planned.errors)")
            let secret = "HZFORM_VAR_box_password=Horse-8-Battery hzform plan"
            let changed = try await sandbox.shell("cd all; \(secret)", environment: environment)
            #expect(changed.output.contains("password  (sensitive)"))

            let unknown = "hzform init few --from-project --only volumes.dota"
            let refused = try await sandbox.shell(unknown, environment: environment)
            #expect(refused.errors.contains("Did you mean 'volumes.data"))
            let few = "hzform init few --from-project --only 'volumes.data[3]' load_balancers.front"
            let some = try await sandbox.shell(few, environment: environment)
            #expect(some.status == 0, "\(some.errors)")
            let text = try sandbox.read("few/hzform.yaml")
            #expect(text.contains("existing:") && text.contains("data-4") && !text.contains("storage_boxes"))
            let again = try await sandbox.shell("cd few; \(plan)", environment: environment)
            #expect(again.status == 0, "\(again.output)\(again.errors)")
        }
    }

    @Test("has keys that a new start refers to, by name")
    func keys() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPf7ZcF3vJq8mV6m2kQnZ0s8o1yFz4o0qWm8mD8vQ1aB"
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment
            try sandbox.write(
                "stack: keys\nssh_keys: { laptop: { name: me@laptop, public_key: \(key) } }\n",
                to: "keys.yaml"
            )
            let apply = "hzform apply -f keys.yaml -y --state keys.json"
            let made = try await sandbox.shell(apply, environment: environment)
            #expect(made.status == 0, "\(made.errors)")
            let named = try await sandbox.shell("hzform init new --ssh-key me@laptop", environment: environment)
            #expect(named.status == 0, "\(named.errors)")
            let text = try sandbox.read("new/hzform.yaml")
            #expect(text.contains("    me: { name: \"me@laptop\" }\n"), "\(text)")
            #expect(text.contains("    ssh_keys: [me]\n"), "\(text)")
            let plan = try await sandbox.shell("hzform plan -C new", environment: environment)
            #expect(plan.output.contains("Plan: 2 to create."), "\(plan)")
            let none = try await sandbox.shell("hzform init other --ssh-key nobody", environment: environment)
            #expect(none.status == 1 && none.errors.contains("the key 'nobody' cannot be read"), "\(none.errors)")
        }
    }

    @Test("is taken one by one, shown before, refused twice")
    func single() async throws {
        try await withProject("shop") { sandbox, simulator in
            let environment = simulator.environment
            try sandbox.write(
                """
                stack: shop
                servers:
                  db: { name: shop-db, server_type: cpx22, image: ubuntu-24.04, location: fsn1, labels: { role: main } }
                volumes:
                  log: { name: shop-log-a, size: 10, location: fsn1, adopt: true }

                """,
                to: "hzform.yaml"
            )
            let shown = try await sandbox.shell("hzform import servers.db shop-db --dry-run", environment: environment)
            #expect(shown.output.contains("      labels[\"role\"]  db → main  hzform.yaml:3\n"))
            #expect(!sandbox.exists("hzform.state.json"))
            #expect(try await sandbox.shell("hzform import servers.db shop-db", environment: environment).status == 0)
            let again = try await sandbox.shell("hzform import servers.db shop-db", environment: environment)
            #expect(again.errors.contains("recorded-already"))
            let other = try await sandbox.shell("hzform import servers.dd shop-db", environment: environment)
            #expect(other.errors.contains("Did you mean 'servers.db'?"))
            let plan = try await sandbox.shell("hzform plan", environment: environment)
            #expect(plan.output.contains("> volumes.log  takes over what is there"))
            #expect(plan.output.contains("Plan: 1 to update, 1 to adopt."))
            #expect(try await sandbox.shell("hzform apply --auto-approve", environment: environment).status == 0)
            try await expectNothingToDo(sandbox, simulator)
        }
    }

    @Test("is taken though the file is wrong about something else")
    func besideMistakes() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment
            let made = """
                stack: made
                settings: { location: fsn1, ownership_labels: false }
                volumes: { one: { size: 10 }, two: { size: 20, location: hel1 } }

                """
            try sandbox.write(made, to: "made.yaml")
            _ = try await sandbox.shell("hzform apply -f made.yaml -y --state made.json", environment: environment)
            try sandbox.write(
                "stack: mine\nsettings: { location: fsn1 }\nvolumes: { one: { size: 10 }, two: { size: 20 } }\n",
                to: "hzform.yaml"
            )
            let two = try await sandbox.shell("hzform import volumes.two two", environment: environment)
            #expect(two.errors.contains("volumes.two cannot change 'location' from hel1 to fsn1"))
            let one = try await sandbox.shell("hzform import volumes.one one", environment: environment)
            #expect(one.status == 0 && one.errors.isEmpty, "\(one.errors)")
            #expect(one.output.hasSuffix(", as the file says.\n"))
        }
    }

    @Test("is taken all at once: by names, by labels, and from a list")
    func bulk() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment
            let made = try await sandbox.shell("hzform apply -y --lock=false", environment: environment)
            #expect(made.status == 0, "\(made.errors)")
            try await simulator.forgetRequests()
            // What is to become of it has the name of somebody else's stack.
            let lost = "rm hzform.state.json; sed -i 's/^stack: shop/stack: store/' hzform.yaml"
            let refused = try await sandbox.shell("\(lost); hzform import --all", environment: environment)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("servers.web cannot take over the server 'web'"))
            let none = try await sandbox.shell("hzform import --matching team=other --take", environment: environment)
            #expect(none.output == "There is nothing to take.\n")
            try sandbox.write("# theirs\nservers.db   db\n\nvolumes.data data\n", to: "list")
            let some = try await sandbox.shell("hzform import --from list --take", environment: environment)
            #expect(some.status == 0, "\(some.errors)")
            #expect(try sandbox.read("hzform.state.json").contains("\"servers.db\": {"))
            #expect(try !sandbox.read("hzform.state.json").contains("\"servers.web\": {"))
            let rest = try await sandbox.shell("hzform import --matching team=shop --take", environment: environment)
            #expect(rest.status == 0, "\(rest.errors)")
            let plan = try await sandbox.shell("hzform plan", environment: environment)
            #expect(plan.output.contains("Plan: 6 to update."))
            #expect(plan.output.contains("labels[\"hzform/stack\"]  shop → store"))
            #expect(try await simulator.requests().withoutLocks.filter { $0.method == "PUT" }.isEmpty)
            #expect(try await sandbox.shell("hzform apply -y", environment: environment).status == 0)
            try await expectNothingToDo(sandbox, simulator)
        }
    }

    @Test("is told what to do where a part of it is to be taken")
    func part() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let run = try await sandbox.shell(
                "hzform import 'networks.backend.subnets[\"10.0.1.0/24\"]' 1",
                environment: simulator.environment
            )
            #expect(run.status == 1)
            #expect(run.errors.contains("Import networks.backend: what its 'subnets' says and the project has"))
        }
    }

    private func expectNothingToDo(_ sandbox: Sandbox, _ simulator: Simulator) async throws {
        let plan = try await sandbox.shell("hzform plan --detailed-exitcode", environment: simulator.environment)
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
    }
}
