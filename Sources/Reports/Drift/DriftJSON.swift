import Reconciliation
import ResourceModel

/// What was changed behind the file's back, for programs; sensitive values are left out.
package struct DriftJSON {
    package static let formatVersion = 1

    let drift: Drift
    let requests: Int

    package init(_ drift: Drift, requests: Int) {
        self.drift = drift
        self.requests = requests
    }

    /// The document; it ends with a line break.
    package func text() -> String {
        JSONText.document(
            Document(
                format_version: Self.formatVersion,
                stack: drift.stack,
                drift: drift.resources.map(Resource.init),
                unchanged: drift.unchanged,
                left_off: drift.leftOff.isEmpty ? nil : drift.leftOff.map(\.description),
                requests: requests
            )
        )
    }

    private struct Document: Encodable {
        let format_version: Int
        let stack: String
        let drift: [Resource]
        let unchanged: Int
        /// What an apply that ended early left out of service.
        let left_off: [String]?
        let requests: Int
    }

    private struct Resource: Encodable {
        let address: String
        let type: String
        let id: ResourceID
        /// `changed` or `deleted`.
        let kind: String
        let attributes: [Change]

        init(_ resource: DriftedResource) {
            address = resource.address.description
            type = resource.type.text
            id = resource.id
            kind = resource.kind.rawValue
            attributes = resource.attributes.map(Change.init)
        }
    }

    private struct Change: Encodable {
        let path: String
        let applied: EncodableValue?
        let observed: EncodableValue?
        let sensitive: Bool

        init(_ change: AttributeChange) {
            path = change.path.description
            applied = change.old?.encodable
            observed = change.new?.encodable
            sensitive = change.isSensitive
        }
    }
}
