public import Foundation

/// Looks for known malware.
public protocol VirusScanner: Sendable {
    /// Takes bounded time, whatever the scanner does.
    func scan(_ bytes: Data) async throws(ScanFailure) -> ScanVerdict
}

/// What a scanner says of a file.
public enum ScanVerdict: Hashable, Sendable {
    case clean
    /// Has this signature.
    case infected(String)
}

/// A scanner gave no answer: nothing is known of the file.
public struct ScanFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// For the operator.
    public let description: String

    public init(_ description: String) { self.description = description }
}
