import ArgumentParser
import LabelText

extension LabelSelector: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
