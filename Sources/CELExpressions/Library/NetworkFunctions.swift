import NetworkText

extension StandardLibrary {
    static let addresses: [LibraryEntry] = [
        .function("ip", [.string], .address) { arguments, _ throws(CELFailure) in
            .address(try parsedAddress(try arguments.text(0)))
        },
        .function("isIP", [.string], .bool) { arguments, _ throws(CELFailure) in
            .bool(IPAddress(try arguments.text(0), as: .kubernetes) != nil)
        },
        .function("ip.isCanonical", [.string], .bool) { arguments, _ throws(CELFailure) in
            let text = try arguments.text(0)
            return .bool(try parsedAddress(text).description == text)
        },
        .member("family", [.address], .int) { arguments, _ throws(CELFailure) in
            .int(try address(arguments).family == .ipv4 ? 4 : 6)
        },
        test("isUnspecified") { $0.isUnspecified },
        test("isLoopback") { $0.isLoopback },
        test("isLinkLocalMulticast") { $0.isLinkLocalMulticast },
        test("isLinkLocalUnicast") { $0.isLinkLocalUnicast },
        test("isGlobalUnicast") { $0.isGlobalUnicast },
    ]

    static let addressRanges: [LibraryEntry] = [
        .function("cidr", [.string], .addressRange) { arguments, _ throws(CELFailure) in
            .addressRange(try parsedRange(try arguments.text(0)))
        },
        .function("isCIDR", [.string], .bool) { arguments, _ throws(CELFailure) in
            .bool(CELAddressRange(try arguments.text(0)) != nil)
        },
        .member("containsIP", [.addressRange, .address], .bool) { arguments, _ throws(CELFailure) in
            guard case .address(let address) = arguments[1] else {
                throw CELFailure(.wrongType, "expected an ip, not \(arguments[1].typeName)")
            }
            return .bool(try range(arguments).contains(address))
        },
        .member("containsIP", [.addressRange, .string], .bool) { arguments, _ throws(CELFailure) in
            .bool(try range(arguments).contains(try parsedAddress(try arguments.text(1))))
        },
        .member("containsCIDR", [.addressRange, .addressRange], .bool) { arguments, _ throws(CELFailure) in
            guard case .addressRange(let inner) = arguments[1] else {
                throw CELFailure(.wrongType, "expected a cidr, not \(arguments[1].typeName)")
            }
            return .bool(try range(arguments).contains(inner))
        },
        .member("containsCIDR", [.addressRange, .string], .bool) { arguments, _ throws(CELFailure) in
            .bool(try range(arguments).contains(try parsedRange(try arguments.text(1))))
        },
        .member("ip", [.addressRange], .address) { arguments, _ throws(CELFailure) in
            .address(try range(arguments).address)
        },
        .member("masked", [.addressRange], .addressRange) { arguments, _ throws(CELFailure) in
            .addressRange(try range(arguments).masked)
        },
        .member("prefixLength", [.addressRange], .int) { arguments, _ throws(CELFailure) in
            .int(Int64(try range(arguments).prefixLength))
        },
    ]

    private static func test(_ name: String, _ body: @escaping @Sendable (IPAddress) -> Bool) -> LibraryEntry {
        .member(name, [.address], .bool) { arguments, _ throws(CELFailure) in .bool(body(try address(arguments))) }
    }

    private static func parsedAddress(_ text: String) throws(CELFailure) -> IPAddress {
        guard let address = IPAddress(text, as: .kubernetes) else {
            throw CELFailure(.invalidArgument, "expected an IP address like '10.0.0.1' or '2001:db8::1', not '\(text)'")
        }
        return address
    }

    private static func parsedRange(_ text: String) throws(CELFailure) -> CELAddressRange {
        guard let range = CELAddressRange(text) else {
            throw CELFailure(.invalidArgument, "expected a range like '10.0.0.0/8' or '2001:db8::/32', not '\(text)'")
        }
        return range
    }

    private static func address(_ arguments: [CELValue]) throws(CELFailure) -> IPAddress {
        guard case .address(let address) = arguments[0] else {
            throw CELFailure(.wrongType, "expected an ip, not \(arguments[0].typeName)")
        }
        return address
    }

    private static func range(_ arguments: [CELValue]) throws(CELFailure) -> CELAddressRange {
        guard case .addressRange(let range) = arguments[0] else {
            throw CELFailure(.wrongType, "expected a cidr, not \(arguments[0].typeName)")
        }
        return range
    }
}
