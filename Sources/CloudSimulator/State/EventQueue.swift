/// Something that the simulated cloud does by itself at a given time.
struct Event {
    let due: Moment
    /// Breaks ties: what was planned first happens first.
    let order: Int
    let happening: Happening

    enum Happening {
        case actionEnds(Int)
        /// The guest has shut itself down after the signal.
        case guestIsOff(server: Int)
        case rescueExpires(server: Int)
        case selectorsSettle(server: Int)
        case certificateRenews(Int)
        case delegationIsChecked(zone: Int)
        case snapshotIsDue(box: Int)
        case healthSettles(balancer: Int)
    }
}

/// A binary heap of events with the earliest on top.
struct EventQueue {
    private var heap: [Event] = []
    private var planned = 0

    var earliest: Moment? { heap.first?.due }

    mutating func plan(_ happening: Event.Happening, at due: Moment) {
        planned += 1
        heap.append(Event(due: due, order: planned, happening: happening))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(child, parent) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the earliest event that is due by then.
    mutating func next(by now: Moment) -> Event? {
        guard let first = heap.first, first.due <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, least) {
                least = child
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        (heap[left].due, heap[left].order) < (heap[right].due, heap[right].order)
    }
}
