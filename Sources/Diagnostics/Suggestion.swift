/// Finds what the user may have meant.
package enum Suggestion {
    /// The candidate with the fewest typing errors, or nil if even that one looks like another word.
    ///
    /// A typing error is a character too many, missing or wrong, or two neighbours swapped. One is allowed for each
    /// three characters of the longer word, and at least one: `sise` finds `size`, `ip` does not find `id_rsa`.
    /// Upper and lower case count as equal. Of equally near candidates the first in the alphabet wins. What begins with
    /// a word of three letters or more, as the only candidate, goes before all: `prot` finds `protocol`, not `port`.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = folded(word)
        if letters.count > 2, let longer = onlyCandidate(beginningWith: letters, candidates) { return longer }
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let other = folded(candidate)
            let longest = max(letters.count, other.count)
            let allowed = min(max(1, longest / 3), longest - 1)
            guard let distance = typingErrors(from: letters, to: other, atMost: allowed) else { continue }
            if let current = best, current <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.candidate
    }

    /// The nearest candidate as a question: `Did you mean 'size'?`.
    package static func question(for word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates).map { "Did you mean '\($0)'?" }
    }
}

private func onlyCandidate(beginningWith word: [UInt32], _ candidates: some Sequence<String>) -> String? {
    var found: String?
    for candidate in candidates where folded(candidate).starts(with: word) {
        guard found == nil || found == candidate else { return nil }
        found = candidate
    }
    return found
}

private func folded(_ text: String) -> [UInt32] {
    text.lowercased().unicodeScalars.map(\.value)
}

/// The Damerau-Levenshtein distance in its restricted form, in which no stretch is edited twice; nil beyond the limit.
private func typingErrors(from source: [UInt32], to target: [UInt32], atMost limit: Int) -> Int? {
    guard abs(source.count - target.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for row in source.indices {
        var current = [row + 1]
        current.reserveCapacity(target.count + 1)
        for column in target.indices {
            let substitution = last[column] + (source[row] == target[column] ? 0 : 1)
            var distance = min(substitution, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, source[row] == target[column - 1], source[row - 1] == target[column] {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        beforeLast = last
        last = current
    }
    return last[target.count] <= limit ? last[target.count] : nil
}
