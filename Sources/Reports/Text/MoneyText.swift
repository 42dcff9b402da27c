import FoundationEssentials
import Reconciliation
import ResourceModel

extension Decimal {
    /// Rounded to so many digits behind the point, half away from zero: `4.49`.
    func rounded(to digits: Int) -> String {
        let factor = Decimal(sign: .plus, exponent: digits, significand: 1)
        let half = Decimal(sign: .plus, exponent: -1, significand: 5)
        let whole = (magnitude * factor + half).description.prefix { $0 != "." }
        let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
        let isZero = padded.allSatisfy { $0 == "0" }
        let sign = self < 0 && !isZero ? "-" : ""
        return digits == 0 ? sign + padded : "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }

    /// As a month's sum is printed.
    var monthly: String { rounded(to: 2) }

    /// As an hour's price is printed, which is a fraction of a cent.
    var hourly: String { rounded(to: 4) }

    /// The same with a sign, for a difference.
    var monthlyChange: String { self > 0 ? "+\(monthly)" : monthly }
}

extension CostChange {
    /// What a change does to the bill: `+4.49 EUR/month`; `nil` where it does nothing.
    func text(_ currency: String) -> String? {
        guard isChange else { return nil }
        let isUnknown = !(after?.unknown ?? []).isEmpty
        if isUnknown, monthly == .zero { return "+? \(currency)/month" }
        return "\(monthly.net.monthlyChange) \(currency)/month\(isUnknown ? " and more" : "")"
    }
}

extension ProjectCost {
    /// A month before and after, such as `12.46 → 17.80 EUR/month (+5.34); 14.83 → 21.18 with VAT.`.
    var text: String {
        var text = "\(Self.change(before.monthly.net, after.monthly.net)) \(currency)/month"
        if before.monthly != after.monthly {
            text += " (\((after.monthly.net - before.monthly.net).monthlyChange))"
        }
        if after.monthly.gross != after.monthly.net || before.monthly.gross != before.monthly.net {
            text += "; \(Self.change(before.monthly.gross, after.monthly.gross)) with VAT"
        }
        if after.setup != .zero { text += "; \(after.setup.net.monthly) \(currency) once" }
        guard !unknown.isEmpty else { return text + "." }
        let lacking = Set(unknown.map(\.address)).sorted().briefly
        return "\(text); not counted, because it is not known: \(lacking)."
    }

    private static func change(_ before: Decimal, _ after: Decimal) -> String {
        before == after ? after.monthly : "\(before.monthly) → \(after.monthly)"
    }
}
