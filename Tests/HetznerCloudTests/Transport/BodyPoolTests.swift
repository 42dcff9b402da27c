import Testing

@testable import HetznerCloud

@Suite("Memory for answers")
struct BodyPoolTests {
    @Test("is used again once nobody holds the answer")
    func reuse() {
        var pool = BodyPool(limit: 2)
        var place: Int?
        do {
            let answer = [UInt8](repeating: 7, count: 10_000)
            place = answer.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
            pool.keep(answer)
        }
        var next = pool.take()
        #expect(next.isEmpty)
        next.append(contentsOf: [UInt8](repeating: 8, count: 10_000))
        #expect(next.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) } == place)
    }

    @Test("is left alone while somebody holds the answer")
    func held() {
        var pool = BodyPool(limit: 2)
        let answer = [UInt8](repeating: 7, count: 10_000)
        pool.keep(answer)
        var next = pool.take()
        next.append(contentsOf: [UInt8](repeating: 8, count: 10_000))
        #expect(answer == [UInt8](repeating: 7, count: 10_000))
        #expect(next == [UInt8](repeating: 8, count: 10_000))
    }

    @Test("is freed beyond the limits of number and size")
    func limits() {
        var pool = BodyPool(limit: 1)
        pool.keep([UInt8](repeating: 1, count: 1 << 20))
        #expect(pool.take().capacity == 0)
        pool.keep([UInt8](repeating: 1, count: 1000))
        pool.keep([UInt8](repeating: 2, count: 1000))
        #expect(pool.take().capacity >= 1000)
        #expect(pool.take().capacity == 0)
    }
}
