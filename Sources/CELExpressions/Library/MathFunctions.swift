extension StandardLibrary {
    static let mathRounding: [LibraryEntry] = [
        rounding("math.ceil") { $0.rounded(.up) },
        rounding("math.floor") { $0.rounded(.down) },
        rounding("math.round") { $0.rounded(.toNearestOrAwayFromZero) },
        rounding("math.trunc") { $0.rounded(.towardZero) },
        rounding("math.abs") { $0.magnitude },
        rounding("math.sign") { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
        rounding("math.sqrt") { $0.squareRoot() },
        .function("math.sqrt", [.int], .double) { arguments, _ throws(CELFailure) in
            .double(Double(try arguments.integer(0)).squareRoot())
        },
        .function("math.sqrt", [.uint], .double) { arguments, _ throws(CELFailure) in
            .double(Double(try arguments.unsigned(0)).squareRoot())
        },
        .function("math.abs", [.int], .int) { arguments, _ throws(CELFailure) in
            let value = try arguments.integer(0)
            guard value != .min else {
                throw CELFailure(.overflow, "the result of 'math.abs' does not fit an int")
            }
            return .int(Int64(abs(value)))
        },
        .function("math.abs", [.uint], .uint) { arguments, _ throws(CELFailure) in arguments[0] },
        .function("math.sign", [.int], .int) { arguments, _ throws(CELFailure) in
            .int(Int64(try arguments.integer(0).signum()))
        },
        .function("math.sign", [.uint], .uint) { arguments, _ throws(CELFailure) in
            .uint(try arguments.unsigned(0).signum())
        },
        test("math.isNaN") { $0.isNaN },
        test("math.isInf") { $0.isInfinite },
        test("math.isFinite") { $0.isFinite },
    ]

    static let mathBits: [LibraryEntry] =
        bitwise("math.bitAnd", { $0 & $1 }, { $0 & $1 })
        + bitwise("math.bitOr", { $0 | $1 }, { $0 | $1 })
        + bitwise("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 })
        + shift("math.bitShiftLeft") { $0 << $1 }
        // An int is shifted as the bits it is made of, without its sign.
        + shift("math.bitShiftRight") { $0 >> $1 }
        + [
            .function("math.bitNot", [.int], .int) { arguments, _ throws(CELFailure) in
                .int(Int64(~(try arguments.integer(0))))
            },
            .function("math.bitNot", [.uint], .uint) { arguments, _ throws(CELFailure) in
                .uint(~(try arguments.unsigned(0)))
            },
        ]

    private static func rounding(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> LibraryEntry {
        .function(name, [.double], .double) { arguments, _ throws(CELFailure) in
            .double(body(try arguments.double(0)))
        }
    }

    private static func test(_ name: String, _ body: @escaping @Sendable (Double) -> Bool) -> LibraryEntry {
        .function(name, [.double], .bool) { arguments, _ throws(CELFailure) in
            .bool(body(try arguments.double(0)))
        }
    }

    private static func bitwise(
        _ name: String,
        _ signed: @escaping @Sendable (Int, Int) -> Int,
        _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> [LibraryEntry] {
        [
            .function(name, [.int, .int], .int) { arguments, _ throws(CELFailure) in
                .int(Int64(signed(try arguments.integer(0), try arguments.integer(1))))
            },
            .function(name, [.uint, .uint], .uint) { arguments, _ throws(CELFailure) in
                .uint(unsigned(try arguments.unsigned(0), try arguments.unsigned(1)))
            },
        ]
    }

    private static func shift(
        _ name: String,
        _ body: @escaping @Sendable (UInt64, Int) -> UInt64
    ) -> [LibraryEntry] {
        @Sendable func checked(_ count: Int) throws(CELFailure) -> Int {
            guard count >= 0 else {
                throw CELFailure(.invalidArgument, "'\(name)' expects a count from 0, not \(count)")
            }
            return min(count, 64)
        }
        return [
            .function(name, [.int, .int], .int) { arguments, _ throws(CELFailure) in
                let bits = UInt64(bitPattern: Int64(try arguments.integer(0)))
                return .int(Int64(bitPattern: body(bits, try checked(try arguments.integer(1)))))
            },
            .function(name, [.uint, .int], .uint) { arguments, _ throws(CELFailure) in
                .uint(body(try arguments.unsigned(0), try checked(try arguments.integer(1))))
            },
        ]
    }
}
