/// The value of a plain scalar: https://yaml.org/spec/1.2.2/#1032-tag-resolution.
///
/// Unlike in YAML 1.1 `no`, `on`, `1_000` and `12:30` are strings, and `010` is ten.
func coreSchemaValue(of text: String) -> YAMLScalar.Value {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        return number(in: text) ?? .string(text)
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
        UInt8(ascii: "f"), UInt8(ascii: "F"):
        return word(text) ?? .string(text)
    default:
        return .string(text)
    }
}

private func word(_ text: String) -> YAMLScalar.Value? {
    switch text {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: nil
    }
}

private func number(in text: String) -> YAMLScalar.Value? {
    if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
    if let special = specialNumber(text) { return special }

    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest.removeFirst()
    }
    let integerDigits = removeDigits(from: &rest)
    if rest.isEmpty, integerDigits > 0, let integer = Int64(text) {
        return .integer(integer)
    }
    var fractionDigits = 0
    if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        fractionDigits = removeDigits(from: &rest)
    }
    guard integerDigits + fractionDigits > 0, removeExponent(from: &rest), rest.isEmpty else { return nil }
    return Double(text).map(YAMLScalar.Value.number)
}

private func specialNumber(_ text: String) -> YAMLScalar.Value? {
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": .number(-.infinity)
    case ".nan", ".NaN", ".NAN": .number(.nan)
    default: nil
    }
}

/// Digits without a sign; what 64 bits do not hold becomes a number.
private func integer(_ digits: Substring, radix: Int) -> YAMLScalar.Value? {
    let values = digits.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard !digits.isEmpty, values.count == digits.count, values.allSatisfy({ $0 < radix }) else { return nil }
    if let integer = Int64(digits, radix: radix) { return .integer(integer) }
    return .number(values.reduce(0) { $0 * Double(radix) + Double($1) })
}

private func removeDigits(from text: inout Substring.UTF8View) -> Int {
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    text = text[digits.endIndex...]
    return digits.count
}

/// False if there is an `e` without digits after it.
private func removeExponent(from text: inout Substring.UTF8View) -> Bool {
    guard text.first == UInt8(ascii: "e") || text.first == UInt8(ascii: "E") else { return true }
    text.removeFirst()
    if text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") {
        text.removeFirst()
    }
    return removeDigits(from: &text) > 0
}
