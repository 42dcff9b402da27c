/// Reads a file as a whole.
package typealias FileReader = @Sendable (_ path: String) throws -> [UInt8]

/// The names of what is in a folder.
package typealias FolderLister = @Sendable (_ path: String) throws -> [String]
