/// Why a domain can be no zone of its own.
package enum ZoneProblem: Hashable, Sendable {
    /// It lies below a domain that can: where that is, and what the names in it begin with.
    case subdomain(of: String, prefix: String)
    /// Registries register below it.
    case publicSuffix
    /// It is for the names of addresses.
    case reverse
}

extension DomainName {
    /// What the API refuses as a zone although it is a domain; `nil` also where only the list of public suffixes can tell.
    package static func problem(ofZone name: String) -> ZoneProblem? {
        let labels = normalizedZone(name).split(separator: ".")
        guard let top = labels.last, top != "arpa" else { return .reverse }
        guard let suffix = publicSuffix(of: labels, top) else { return nil }
        guard labels.count > suffix else { return .publicSuffix }
        guard labels.count > suffix + 1 else { return nil }
        return .subdomain(
            of: labels.suffix(suffix + 1).joined(separator: "."),
            prefix: labels.dropLast(suffix + 1).joined(separator: ".")
        )
    }

    /// How many labels at the end are not for sale; `nil` where that depends on the registry.
    private static func publicSuffix(of labels: [Substring], _ top: Substring) -> Int? {
        guard labels.count >= 2 else { return 1 }
        let second = labels[labels.count - 2]
        if top.utf8.count == 2 {
            return registryLabels.contains(second) ? 2 : flatCountries.contains(top) ? 1 : nil
        }
        // Such as 'uk.com', below which names are sold.
        return second.utf8.count == 2 && labels.count > 2 ? nil : 1
    }

    // The second labels under which the registries of countries register: https://publicsuffix.org/list
    private static let registryLabels: Set<Substring> = [
        "ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "ltd", "mil", "ne", "net", "nom", "or", "org", "plc",
    ]

    /// Countries in which there is nothing else between the country and what is registered.
    private static let flatCountries: Set<Substring> = [
        "ai", "at", "be", "bg", "cc", "ch", "cz", "de", "dk", "ee", "es", "eu", "fi", "fr", "gg", "gr", "hr", "ie",
        "io",
        "is", "li", "lt", "lu", "lv", "me", "nl", "pt", "se", "sh", "si", "sk", "to", "tv",
    ]
}
