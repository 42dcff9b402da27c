extension Sequence<Diagnostic> {
    package var containsErrors: Bool {
        contains { $0.severity == .error }
    }

    /// By file, line and column; what has no place comes last, equal places keep their order.
    package func sortedByPosition() -> [Diagnostic] {
        enumerated()
            .sorted { left, right in
                comesBefore(left.element.range, right.element.range)
                    ?? (left.offset < right.offset)
            }
            .map(\.element)
    }
}

/// Nil when neither comes before the other.
private func comesBefore(_ left: SourceRange?, _ right: SourceRange?) -> Bool? {
    switch (left, right) {
    case (nil, nil): nil
    case (nil, _?): false
    case (_?, nil): true
    case (let left?, let right?):
        if left.file.path != right.file.path {
            left.file.path < right.file.path
        } else if left.start != right.start {
            left.start < right.start
        } else {
            nil
        }
    }
}
