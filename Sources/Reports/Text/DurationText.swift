extension Duration {
    /// `0.4s`, `11.2s`, `2m05s`, `1h02m`.
    var text: String {
        let tenths = (self / .milliseconds(100)).rounded()
        guard tenths >= 600 else { return "\(Int(tenths) / 10).\(Int(tenths) % 10)s" }
        let seconds = Int((tenths / 10).rounded())
        guard seconds >= 3600 else { return "\(seconds / 60)m\(twoDigits(seconds % 60))s" }
        return "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m"
    }

    /// Seconds with a fraction, for programs.
    var seconds: Double { (self / .milliseconds(1)).rounded() / 1_000 }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
