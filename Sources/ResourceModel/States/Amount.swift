import FoundationEssentials

/// Money without and with value-added tax, exact to the last digit.
package struct Amount: Hashable, Sendable {
    package let net: Decimal
    package let gross: Decimal

    package init(net: Decimal, gross: Decimal) {
        self.net = net
        self.gross = gross
    }

    package static let zero = Amount(net: 0, gross: 0)

    package static func + (left: Amount, right: Amount) -> Amount {
        Amount(net: left.net + right.net, gross: left.gross + right.gross)
    }

    package static func - (left: Amount, right: Amount) -> Amount {
        Amount(net: left.net - right.net, gross: left.gross - right.gross)
    }

    package static func * (amount: Amount, factor: Decimal) -> Amount {
        Amount(net: amount.net * factor, gross: amount.gross * factor)
    }
}

/// What something costs while it exists.
package struct Rate: Hashable, Sendable {
    /// `nil` for what is charged by the month alone.
    package let hourly: Amount?
    /// No month costs more, however many hours it has.
    package let monthly: Amount
    /// Paid once, when it is ordered.
    package let setup: Amount

    package init(hourly: Amount?, monthly: Amount, setup: Amount = .zero) {
        self.hourly = hourly
        self.monthly = monthly
        self.setup = setup
    }

    package static let zero = Rate(hourly: nil, monthly: .zero)

    /// The sum; of the hourly amounts, of what has one.
    package static func + (left: Rate, right: Rate) -> Rate {
        let hourly = [left.hourly, right.hourly].compactMap(\.self)
        return Rate(
            hourly: hourly.isEmpty ? nil : hourly.reduce(.zero, +),
            monthly: left.monthly + right.monthly,
            setup: left.setup + right.setup
        )
    }

    package static func * (rate: Rate, factor: Decimal) -> Rate {
        Rate(hourly: rate.hourly.map { $0 * factor }, monthly: rate.monthly * factor, setup: rate.setup * factor)
    }
}

extension Decimal {
    /// All digits, none of them idle: as programs read it.
    package var exact: String {
        let text = description
        guard text.contains(".") else { return text }
        let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(String(trimmed).reversed())
    }
}
