/// SplitMix64: the same seed gives the same passwords, hardware addresses and faults.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ probability: Double) -> Bool {
        probability >= 1 || Double.random(in: 0..<1, using: &self) < probability
    }

    mutating func password(length: Int = 20) -> String {
        let letters = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        return String((0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &self)] })
    }

    mutating func hardwareAddress() -> String {
        let octets = (0..<3).map { _ in
            let text = String(UInt8.random(in: 0...255, using: &self), radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        return "86:00:00:\(octets.joined(separator: ":"))"
    }
}
