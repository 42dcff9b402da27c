/// Which of the spellings of an IPv6 address are read, and what they mean.
package struct AddressDialect: Hashable, Sendable {
    /// Whether the last two groups can be written as an IPv4 address: `fe80::192.0.2.1`.
    let readsDottedTail: Bool
    /// Whether an IPv4 address in IPv6 groups (`::ffff:c000:201`) is that IPv4 address.
    let unwrapsIPv4: Bool

    /// All that RFC 4291 has; an address is of the family that it is written in.
    package static let rfc4291 = AddressDialect(readsDottedTail: true, unwrapsIPv4: false)
    /// As the expressions of Kubernetes have it: of a mapped address, the groups alone are read.
    package static let kubernetes = AddressDialect(readsDottedTail: false, unwrapsIPv4: true)
}
