/// Boxes in columns, each right of all that it comes after, so that no line has to be followed against its direction.
struct LayeredGraph {
    struct Node: Hashable {
        let label: String
        /// Told where somebody points at it.
        let title: String
        /// Of its looks; `nil` for the usual ones.
        var kind: String?
    }

    /// One box stands right of another one.
    struct Edge: Hashable {
        let from: Int
        let to: Int
        var title: String?
        var isDashed = false
    }

    private static let box = (least: 190, height: 26, gap: 14, space: 70)
    private static let longestLabel = 40
    /// Of the letters in ``PageStyle``.
    private static let letter = 7.3

    let nodes: [Node]
    let edges: [Edge]

    /// An element of a page.
    func element(_ label: String) -> String {
        let size = size
        return """
            <div class="wide"><svg class="graph" role="img" aria-label="\(HTMLText.escaped(label))" width="\(size.width)" \
            height="\(size.height)" viewBox="0 0 \(size.width) \(size.height)">
            \(drawing)
            </svg></div>
            """
    }

    /// A file of its own.
    func document(_ title: String) -> String {
        let size = size
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" width="\(size.width)" \
            height="\(size.height)" viewBox="0 0 \(size.width) \(size.height)">
            <title>\(HTMLText.escaped(title))</title>
            <style>
            \(PageStyle.colors)
            \(PageStyle.graph)
            .graph .paper { fill: Canvas; stroke: none; }
            </style>
            <path class="paper" d="M0 0H\(size.width)V\(size.height)H0Z"/>
            \(drawing)
            </svg>

            """
    }

    /// How far right each box stands.
    ///
    /// Where some come after each other in a circle, one line goes back.
    var columns: [Int] {
        var before = nodes.map { _ in [Int]() }
        for edge in edges { before[edge.to].append(edge.from) }
        var columns = [Int?](repeating: nil, count: nodes.count)
        var isOpen = [Bool](repeating: false, count: nodes.count)
        for start in nodes.indices where columns[start] == nil {
            // A stack of its own: chains may be longer than calls can be nested.
            var path = [(node: start, next: 0)]
            isOpen[start] = true
            while let (node, next) = path.last {
                guard next < before[node].count else {
                    columns[node] = (before[node].compactMap { columns[$0] }.max() ?? -1) + 1
                    isOpen[node] = false
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let other = before[node][next]
                guard columns[other] == nil, !isOpen[other] else { continue }
                isOpen[other] = true
                path.append((other, 0))
            }
        }
        return columns.map { $0 ?? 0 }
    }

    private var boxWidth: Int {
        let longest = nodes.map { min(Self.longestLabel, $0.label.displayWidth) }.max() ?? 0
        return max(Self.box.least, Int(Double(longest) * Self.letter) + 16)
    }

    private var places: [(x: Int, y: Int)] {
        var rows: [Int: Int] = [:]
        return columns.map { column in
            let row = rows[column, default: 0]
            rows[column] = row + 1
            return (column * (boxWidth + Self.box.space) + 2, row * (Self.box.height + Self.box.gap) + 2)
        }
    }

    private var size: (width: Int, height: Int) {
        let places = places
        let right = places.map(\.x).max() ?? 0, bottom = places.map(\.y).max() ?? 0
        return (right + boxWidth + 2, bottom + Self.box.height + Self.box.gap + 2)
    }

    private var drawing: String {
        let places = places
        let width = boxWidth
        let lines = edges.map { edge in line(edge, places[edge.from], places[edge.to], width) }
        return (lines + zip(nodes, places).map { box($0, at: $1, width) }).joined(separator: "\n")
    }

    private func box(_ node: Node, at place: (x: Int, y: Int), _ width: Int) -> String {
        let kind = node.kind.map { "class=\"\($0)\" " } ?? ""
        return """
            <g><title>\(HTMLText.escaped(node.title))</title><rect \(kind)x="\(place.x)" y="\(place.y)" \
            width="\(width)" height="\(Self.box.height)" rx="4"/>\
            <text x="\(place.x + 8)" y="\(place.y + 17)">\(HTMLText.escaped(node.label.shortened(to: Self.longestLabel)))\
            </text></g>
            """
    }

    private func line(_ edge: Edge, _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), _ width: Int) -> String {
        let start = (x: from.x + width, y: from.y + Self.box.height / 2)
        let end = (x: to.x, y: to.y + Self.box.height / 2)
        let middle = (start.x + end.x) / 2
        let curve = "M\(start.x) \(start.y) C\(middle) \(start.y) \(middle) \(end.y) \(end.x) \(end.y)"
        let dashes = edge.isDashed ? "class=\"dashed\" " : ""
        guard let title = edge.title else { return "<path \(dashes)d=\"\(curve)\"/>" }
        return "<path \(dashes)d=\"\(curve)\"><title>\(HTMLText.escaped(title))</title></path>"
    }
}
