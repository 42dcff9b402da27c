import Reconciliation
import ResourceModel

/// Every request that apply would send, numbered, with what it waits for and its body.
struct RequestList {
    let plan: Plan
    let catalog: Catalog
    let style: TextStyle

    init(_ plan: Plan, catalog: Catalog, style: TextStyle) {
        self.plan = plan
        self.catalog = catalog
        self.style = style
    }

    func lines() -> [String] {
        guard !plan.steps.isEmpty else { return [] }
        return ["\(style.paint("Requests of apply, in order:", .bold))"] + plan.steps.flatMap(lines)
    }

    private func lines(_ step: Step) -> [String] {
        let type = catalog[step.type]
        let number = step.id.description
        let indent = String(repeating: " ", count: "#\(plan.steps.count)".count + 3)
        let first = String(repeating: " ", count: indent.count - 1 - number.count) + number + " "
        let title = "\(style.paint(step.address.description, .bold)): \(step.title)"
        let request = RequestView(step.request, of: type, hiding: plan.secrets(of: step))
        let waits = plan.predecessors(of: step).map(\.description).joined(separator: ", ")
        let after = waits.isEmpty ? "" : style.paint("  after \(waits)", .dim)
        var lines = [first + title + after, "\(indent)\(request.method) /\(request.path)"]
        if let body = request.bodyText { lines.append(indent + style.paint(body, .dim)) }
        if step.awaitsHealthOf != nil { lines.append(indent + style.paint("until it is found healthy", .dim)) }
        if let fallback = fallback(step, type) { lines.append(indent + style.paint(fallback, .dim)) }
        return lines
    }

    private func fallback(_ step: Step, _ type: ResourceType) -> String? {
        guard case .observed(let attribute, let value, let seconds, let otherwise) = step.completion else { return nil }
        let request = RequestView(otherwise, of: type, hiding: plan.secrets(of: step))
        return "if \(attribute) is not \(value.keyText) after \(seconds) s: \(request.method) /\(request.path)"
    }
}
