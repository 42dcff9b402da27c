import Diagnostics
import TerraformStates
import Testing

@Suite("States of Terraform")
struct TerraformStateTests {
    private func state(_ text: String) throws -> TerraformState {
        try TerraformState(Array(text.utf8), path: "terraform.tfstate", prefix: "hcloud_")
    }

    @Test("have instances, modules, data and what a replacement left behind")
    func instances() throws {
        let read = try state(
            """
            { "version": 4, "terraform_version": "1.11.4", "resources": [
              { "mode": "managed", "type": "hcloud_server", "name": "web", "instances": [
                { "index_key": 0, "status": "tainted", "attributes": { "id": "7" } },
                { "index_key": 1, "deposed": "a1b2c3d4", "attributes": { "id": "8" } } ] },
              { "module": "module.eu.module.node[\\"a.b\\"]", "mode": "managed", "type": "hcloud_volume", "name": "log",
                "instances": [ { "index_key": "x", "attributes": { "id": 9 } } ] },
              { "mode": "data", "type": "hcloud_image", "name": "deb", "instances": [ { "attributes": { "id": 1 } } ] },
              { "mode": "managed", "type": "random_pet", "name": "cat", "instances": [ { "attributes": { "id": "cat" } } ] }
            ] }
            """
        )
        #expect(read.resources.map(\.id) == [7, 8, 9, 1])
        #expect(read.resources.map(\.words) == ["web", "web", "eu-node[\"a.b\"]-log", "deb"])
        #expect(read.resources.map(\.index) == [.number(0), .number(1), .key("x"), nil])
        #expect(read.resources.map(\.condition.isTainted) == [true, false, false, false])
        #expect(read.resources.map(\.condition.isDeposed) == [false, true, false, false])
        #expect(read.resources[2].address == "module.eu.module.node[\"a.b\"].hcloud_volume.log")
        #expect(read.resources[3].address == "data.hcloud_image.deb")
        #expect(read.others == 1)
    }

    @Test("tell what their parts are part of")
    func owners() throws {
        let read = try state(
            """
            { "version": 4, "resources": [
              { "mode": "managed", "type": "hcloud_zone_rrset", "name": "a", "instances": [
                { "attributes_flat": { "id": "www/A", "name": "www", "zone": "shop.example" } } ] },
              { "mode": "managed", "type": "hcloud_server_network", "name": "b", "instances": [
                { "attributes": { "id": "4-5", "server_id": 4, "subnet_id": "5-10.0.1.0/24", "network_id": null } } ] }
            ] }
            """
        )
        #expect(read.resources.map { $0.owners.sorted() } == [["shop.example"], ["4", "5"]])
    }

    @Test("are read as 'terraform show -json' prints them too")
    func shown() throws {
        let read = try state(
            """
            { "format_version": "1.0", "terraform_version": "1.11.4", "values": { "root_module": {
              "resources": [ { "mode": "managed", "type": "hcloud_ssh_key", "name": "ops", "values": { "id": "3" } } ],
              "child_modules": [ { "address": "module.eu", "resources": [
                { "mode": "managed", "type": "hcloud_server", "name": "web", "index": "a", "values": { "id": "4" } } ] } ]
            } } }
            """
        )
        #expect(read.resources.map(\.words) == ["ops", "eu-web"])
        #expect(read.resources.map(\.id) == [3, 4])
    }

    @Test(
        "that cannot be used are told apart",
        arguments: [
            ("", "is empty"),
            (#"{ "version": 4, "resources": ["#, "is not whole"),
            (#"{ "version": 3, "modules": [] }"#, "version 3"),
            (#"{ "version": 5, "resources": [] }"#, "version 5"),
            (#"{ "serial": 1, "lineage": "x", "encrypted_data": "e30=" }"#, "encrypted by OpenTofu"),
            (#"{ "format_version": "1.2", "planned_values": {} }"#, "is a plan"),
            (#"{ "name": "web" }"#, "is no state"),
            (#"{ "version": 3, "deployment": { "resources": [] } }"#, "is an export of Pulumi"),
            (#"{ "version": 4, "resources": [] }"#, "has no resources"),
            (
                #"{ "version": 4, "resources": [{ "mode": "managed", "type": "aws_instance", "name": "a", "instances": [{}] }] }"#,
                "only others (1)"
            ),
        ]
    )
    func unusable(text: String, reason: String) {
        let error = #expect(throws: Diagnostic.self) { try state(text) }
        #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
    }
}

@Suite("Files of Terraform")
struct TerraformBlockTests {
    @Test("are read as blocks with comments and arguments, and nothing is evaluated")
    func blocks() throws {
        let text = """
            # The licence.

            /* Where people
             * come in. */
            # Twins.
            resource "hcloud_server" "web" {
              count     = var.web # how many
              name      = "web-${count.index + length("a}b")}"
              labels = {
                role = "web" // { not a block
              }
              network { network_id = 5 }
              user_data = <<-EOT
                #cloud-config
                  packages: [nginx]
              EOT
              password  = var.box
            }

            locals { a = [1, { b = "}" }] }
            variable "box" {
              description = "What \\"it\\" opens with."
              default     = "a$${b}"
            }
            """
        let blocks = TerraformBlock.blocks(of: text)
        #expect(blocks.map(\.kind) == ["resource", "locals", "variable"])
        let server = try #require(blocks.first)
        #expect(server.labels == ["hcloud_server", "web"])
        #expect(server.comments == ["Where people", "come in.", "Twins."])
        #expect(server.value("count") == .variable("web"))
        #expect(server.value("name") == nil)
        #expect(server.value("user_data") == .text("#cloud-config\n  packages: [nginx]\n"))
        #expect(server.value("password") == .variable("box"))
        #expect(server.arguments["network_id"] == nil)
        #expect(blocks[2].value("description") == .text("What \"it\" opens with."))
        #expect(blocks[2].value("default") == .text("a${b}"))
    }

    @Test(
        "have texts and variables where nothing is to be evaluated",
        arguments: [
            (#""C:\\new""#, TerraformBlock.Value.text(#"C:\new"#)), (#""caf\u00e9\t\U0001F600""#, .text("café\t😀")),
            (#""$${a} %%{b}""#, .text("${a} %{b}")), (#""${a}""#, nil), (#""a" == "b""#, nil), (#""a\q""#, nil),
            (#""\u+0e9""#, nil), ("var.a_b-3", .variable("a_b-3")), ("var.a.b", nil), ("var.3", nil), ("true", nil),
        ]
    )
    func values(written: String, value: TerraformBlock.Value?) {
        let blocks = TerraformBlock.blocks(of: "variable \"a\" {\n  default = \(written)\n}\n")
        #expect(blocks.first?.value("default") == value)
    }

    @Test(
        "that end too early, or are something else, do no harm",
        arguments: ["", "resource \"a", "a = <<EOT\nb", "}}} {", "x {"]
    )
    func broken(text: String) {
        #expect(TerraformBlock.blocks(of: text).count <= 1)
    }
}
