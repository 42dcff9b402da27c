import ResourceModel

/// What objects are called in the file: each name once in its section.
struct LogicalNames {
    private var names: [ObjectKey: String] = [:]
    private var taken: [String: Set<String>] = [:]

    subscript(type: ResourceType.Name, id: ResourceID) -> String? { names[ObjectKey(type, id)] }

    var all: [ObjectKey: String] { names }

    /// Gives a name to an object, with a number behind it where another one has it.
    mutating func add(_ key: ObjectKey, in section: String, wishing wishes: [String]) -> String {
        let wish = wishes.map(Self.valid).first { !$0.isEmpty } ?? "\(Self.valid(key.type.text))-\(key.id)"
        let others = taken[section, default: []]
        var name = wish
        var number = 2
        while others.contains(name) {
            name = "\(wish)-\(number)"
            number += 1
        }
        taken[section, default: []].insert(name)
        names[key] = name
        return name
    }

    /// Keeps a name for a family; false where another one has it.
    mutating func reserve(_ name: String, in section: String) -> Bool {
        taken[section, default: []].insert(name).inserted
    }

    /// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
    static func valid(_ text: String) -> String {
        let mapped = text.unicodeScalars.reduce(into: [Character]()) { name, scalar in
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            if isLetter || "0123456789-_.".unicodeScalars.contains(scalar) {
                // What stands for something else never stands beside a hyphen.
                if scalar == "-", name.last == "-" { return }
                name.append(Character(scalar))
            } else if name.last != "-" {
                name.append("-")
            }
        }
        let trimmed = mapped.prefix(100).drop { !$0.isLetter && !$0.isNumber }
        return String(String(trimmed).reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
    }
}

extension ObservedObject {
    /// The name that the object's labels tell, where they are of this stack and of no module.
    func recordedName(in section: String, of stack: String) -> GivenName? {
        guard let ownership, ownership.stack == stack, ownership.addressLabel.hasPrefix("\(section).") else {
            return nil
        }
        let key = String(ownership.addressLabel.dropFirst(section.count + 1))
        return [Self.counted(key), Self.keyed(key), GivenName(key)].compactMap(\.self).first { name in
            let address = ResourceAddress(section, name.name, name.instance)
            return Ownership.label(for: address) == ownership.addressLabel
        }
    }

    /// `web.0` is `web[0]`.
    private static func counted(_ text: String) -> GivenName? {
        guard let dot = text.lastIndex(of: "."), let index = Int(text[text.index(after: dot)...]) else { return nil }
        return GivenName(String(text[..<dot]), .index(index), alone: text)
    }

    /// `log__eu__.27d4b610a6ed87f9` is `log["eu"]`.
    private static func keyed(_ text: String) -> GivenName? {
        guard let end = text.ranges(of: "__.").last?.lowerBound else { return nil }
        let whole = text[..<end]
        guard let middle = whole.firstRange(of: "__") else { return nil }
        return GivenName(String(whole[..<middle.lowerBound]), .key(String(whole[middle.upperBound...])))
    }
}
