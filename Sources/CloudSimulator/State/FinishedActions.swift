/// The actions of a project that have ended, in the order in which they did.
///
/// The oldest are forgotten, so that a project that is worked on for weeks does not grow with every request. Who waits
/// for an action asks again within seconds; so many others do not end meanwhile.
struct FinishedActions {
    static let most = 10_000

    /// A ring once it is full.
    private var ids: [Int] = []
    private var oldest = 0

    /// Notes that an action has ended, and gives the one that goes for it.
    mutating func note(_ id: Int) -> Int? {
        guard ids.count == FinishedActions.most else {
            ids.append(id)
            return nil
        }
        let dropped = ids[oldest]
        ids[oldest] = id
        oldest = (oldest + 1) % FinishedActions.most
        return dropped
    }
}
