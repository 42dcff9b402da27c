import CELExpressions
import NetworkText
import ResourceModel

/// Addresses and ranges that follow from a range.
enum NetworkArithmetic {
    static var functions: [CELFunction] {
        [
            CELFunction("cidr_subnet", [CELSignature([.string, .int, .int], .string)]) { arguments in
                lookup(subnet(arguments))
            },
            CELFunction("cidr_host", [CELSignature([.string, .int], .string)]) { arguments in
                lookup(host(arguments))
            },
        ]
    }

    /// The n-th of the ranges that a range falls into when its prefix gets some bits longer.
    private static func subnet(_ arguments: [CELValue]) -> Result<CELValue, CELFailure> {
        guard let range = CIDR(arguments.text) else { return .failure(.noRange(arguments.text)) }
        let (bits, number) = (arguments.integer(1), arguments.integer(2))
        let prefix = Int64(range.prefix).addingReportingOverflow(bits).partialValue
        guard (0...128).contains(bits), prefix <= Int64(range.address.width) else {
            return .failure(.outside("\(range) has no room for \(bits) more bits"))
        }
        guard number >= 0, bits >= 63 || number < 1 << bits else {
            return .failure(.outside("\(range) has no subnet \(number) of \(bits) more bits"))
        }
        let offset = UInt128(number) << UInt128(Int64(range.address.width) - prefix)
        let first = IPAddress(family: range.family, bits: range.address.bits | offset)
        return .success(.string("\(first)/\(prefix)"))
    }

    /// The n-th address of a range; a negative n counts from the last one.
    private static func host(_ arguments: [CELValue]) -> Result<CELValue, CELFailure> {
        guard let range = CIDR(arguments.text) else { return .failure(.noRange(arguments.text)) }
        let number = arguments.integer(1)
        let size = range.last.bits - range.address.bits
        let offset = number >= 0 ? UInt128(number) : size &- UInt128(number.magnitude - 1)
        guard offset <= size, let address = range.host(offset) else {
            return .failure(.outside("\(range) has no address \(number)"))
        }
        return .success(.string(address.description))
    }
}

extension [CELValue] {
    fileprivate func integer(_ position: Int) -> Int64 {
        guard indices.contains(position), case .int(let number) = self[position] else { return 0 }
        return number
    }
}

extension CELFailure {
    fileprivate static func noRange(_ text: String) -> CELFailure {
        let meant = CIDR.parse(text)
        let hint = meant.map { ": its first address would make it '\($0.range)'" } ?? ", such as 10.0.0.0/16"
        return CELFailure(.invalidArgument, "'\(text)' is no range of addresses\(hint)")
    }

    fileprivate static func outside(_ message: String) -> CELFailure { CELFailure(.outOfRange, message) }
}
