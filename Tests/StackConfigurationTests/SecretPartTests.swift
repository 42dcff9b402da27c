import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Sensitive parts of elements")
struct SecretPartTests {
    private func box(_ subaccount: String) -> String {
        """
        stack: shop
        variables: { password: { type: string, sensitive: true, default: Correct-Horse-7-Battery } }
        storage_boxes:
          backup:
            storage_box_type: bx11
            location: fsn1
            password: ${password}
            subaccounts:
              - \(subaccount)
        """
    }

    @Test("take sensitive values, and leave the element readable")
    func read() throws {
        let loaded = load(box(#"{ name: ci, home_directory: "${'c' + 'i'}", password: "${password}" }"#))
        #expect(loaded.diagnostics.isEmpty)
        let box = try #require(loaded.desired?.resources[ResourceAddress("storage_boxes", "backup")])
        let element = try #require(box.value("subaccounts")?.list?.first)
        #expect(element["home_directory"] == "ci")
        #expect(element["password"] == "Correct-Horse-7-Battery")
        #expect(box.attributes["subaccounts"]?.isSensitive == false)
    }

    @Test("are the only parts that take them")
    func others() {
        let text = box(#"{ name: ci, home_directory: "${password}", password: "${password}" }"#)
        #expect(problems(text).count == 1)
        #expect(report(text).contains("[sensitive-value]"))
        #expect(!report(text).contains("Horse-7-Battery\" }"))
    }

    @Test("are in no message about them")
    func unfit() {
        let text = box(#"{ name: ci, home_directory: ci, password: "${password.substring(0, 7)}" }"#)
        #expect(load(text).diagnostics.map(\.message) == ["the sensitive value is not what 'password' takes"])
        #expect(
            load(text).diagnostics.map(\.hint) == [
                "It has 12 to 128 characters, among them upper and lower case letters, digits and others."
            ]
        )
    }

    @Test("are not in what expressions show")
    func expressions() {
        let text = box(#"{ name: ci, home_directory: ci, password: Other-Horse-8-Battery }"#)
        let named = text + "\nservers: { web: { server_type: cx23, image: debian-12, "
        #expect(!problems(named + #"name: "${storage_boxes.backup.subaccounts[0].password}" } }"#).isEmpty)
    }

    @Test("are told from the rest of a value, and named in the state")
    func parts() throws {
        let attribute = try #require(Catalog.hetzner["storage_box"].attribute("subaccounts"))
        let value: Value = [["name": "ci", "password": "secret", "home_directory": "ci"]]
        #expect(attribute.kind.hasSecretParts)
        #expect(attribute.secrets(in: value) == [#"subaccounts["ci"].password"#: "secret"])
        #expect(attribute.kind.withoutSecrets(value) == [["name": "ci", "home_directory": "ci"]])
        let shown: Value = [["name": "ci", "password": "(sensitive)", "home_directory": "ci"]]
        #expect(attribute.kind.masked(value) == shown)
        let servers = try #require(Catalog.hetzner["zone"].attribute("primary_nameservers"))
        let list: Value = [["address": "198.51.100.1", "port": 53, "tsig_key": "a2V5"]]
        #expect(servers.secrets(in: list) == ["primary_nameservers[].tsig_key": list])
        #expect(servers.kind.withoutSecrets(list) == [["address": "198.51.100.1", "port": 53]])
        #expect(servers.secrets(in: servers.kind.withoutSecrets(list)).isEmpty)
    }
}
