/// Writes valid files with everything that the language has for putting resources together.
struct RandomConfiguration {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(state: seed) }

    /// The keys at the top with their lines, in an order that means nothing.
    mutating func parts() -> [String] {
        let count = number(0...3)
        var parts = [
            "stack: shop", "settings: { location: fsn1, labels: { team: \(word()) } }",
            "variables:\n  count: { type: integer, default: \(count) }\n  tags: { type: map, default: { a: \(word()) } }",
            section("locals", locals()), section("networks", networks()), section("servers", servers()),
            section("volumes", volumes()), section("firewalls", firewalls()),
        ]
        if chance(2) { parts.append(section("modules", modules())) }
        parts.append("outputs: { names: \"${servers.web.map(s, s.name)}\", all: \"${all}\" }")
        return parts.shuffled(using: &random)
    }

    static let module = """
        variables: { size: { type: integer, default: 10 }, name: { type: string, default: x } }
        volumes: { data: { count: 2, size: "${size + index}", labels: { of: "${name}" } } }
        outputs: { size: "${volumes.data[0].size}" }
        """

    /// Texts in another order.
    mutating func shuffled(_ parts: [String]) -> [String] { parts.shuffled(using: &random) }

    private mutating func locals() -> [String] {
        [
            "all: \"${base + [\(quotedWord())]}\"", "base: [\(word()), \(word())x]", "prefix: \"${stack}-${word}\"",
            "word: \(word())", "sizes: { small: \(number(10...20)), big: \(number(30...90)) }",
        ]
    }

    private mutating func networks() -> [String] {
        [
            "back:\n    ip_range: 10.0.0.0/16\n    subnets:\n"
                + "      - { type: cloud, network_zone: eu-central, ip_range: \"${cidr_subnet('10.0.0.0/16', 8, \(number(0...9)))}\" }"
        ]
    }

    private mutating func servers() -> [String] {
        [
            "web: { count: \"${count}\", server_type: cx23, image: debian-12, name: \"${prefix}-${index}\", labels: \"${tags}\" }",
            "db: { server_type: \(["cx23", "cx33"].randomElement(using: &random) ?? "cx23"), image: debian-12, "
                + "networks: [{ network: back }], user_data: \"${volumes.log.id}\" }",
            "each:\n    for_each: \"${base}\"\n    server_type: cx23\n    image: debian-12\n    firewalls: [\(chance(2) ? "" : "web")]",
        ]
    }

    private mutating func volumes() -> [String] {
        [
            "log: { size: \"${sizes.small}\" }",
            "data: { for_each: { a: \(number(10...20)), b: 30 }, size: \"${each.value}\", depends_on: [servers.db] }",
            "spare: { count: \(number(0...2)), size: \"${sizes.big + index}\", labels: { no: \"${string(index)}\" } }",
        ]
    }

    private mutating func firewalls() -> [String] {
        [
            "web:\n    rules:\n      - { direction: in, protocol: tcp, port: \(number(1...900)), source_ips: [0.0.0.0/0] }"
        ]
    }

    private mutating func modules() -> [String] {
        [
            "one: { source: part, variables: { size: \"${sizes.small}\", name: \"${modules.two[0].size}\" } }"
                .replacing(
                    "${modules.two[0].size}",
                    with: "${string(modules.two[0].size)}"
                ),
            "two: { source: part, count: \(number(1...2)), variables: { size: \"${20 + index}\" } }",
        ]
    }

    private mutating func section(_ name: String, _ entries: [String]) -> String {
        "\(name):\n" + entries.shuffled(using: &random).map { "  \($0)" }.joined(separator: "\n")
    }

    private mutating func word() -> String { ["ada", "bob", "cy", "dot"].randomElement(using: &random) ?? "ada" }
    private mutating func quotedWord() -> String { "'\(word())-\(number(1...9))'" }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private mutating func chance(_ oneIn: Int) -> Bool { number(1...oneIn) == 1 }
}
