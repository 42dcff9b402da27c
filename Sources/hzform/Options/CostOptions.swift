import ArgumentParser
import FoundationEssentials

/// Whether a plan says what it costs, and how much that may be.
struct CostOptions: ParsableArguments {
    @Flag(help: "Leave prices out, and do not ask for them.")
    var noCost = false

    @Option(
        help: ArgumentHelp(
            "Fail where a month would cost more than this after the plan: in the project's currency, without VAT.",
            valueName: "amount"
        )
    )
    var maxMonthly: MonthlyLimit?

    func validate() throws {
        guard !noCost || maxMonthly == nil else {
            throw ValidationError("'--max-monthly' needs the prices that '--no-cost' leaves out.")
        }
    }
}

/// An amount as `--max-monthly` takes it: digits, with a point among them or without.
struct MonthlyLimit: ExpressibleByArgument {
    let amount: Decimal

    init?(argument: String) {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            parts.count <= 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            }
        guard isPlain, let amount = Decimal(string: argument) else { return nil }
        self.amount = amount
    }
}
