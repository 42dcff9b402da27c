import ResourceModel

extension Perspective {
    /// The file's outputs as they are and as they will be.
    var outputs: [OutputChange] {
        situation.desired.outputs.map { output in
            let now = output.value.mapLeaves { present($0) ?? $0 }
            return OutputChange(
                output.name,
                before: now.isDeferred ? nil : now,
                after: output.value.mapLeaves(evaluate),
                isSensitive: output.isSensitive
            )
        }
    }
}
