import Foundation

/// Bytes to look for in others.
public struct BytePattern: Sendable {
    private let pattern: [UInt8]

    /// A pattern without bytes is found nowhere.
    public init(_ pattern: some Sequence<UInt8>) { self.pattern = Array(pattern) }

    /// The first offset in `bytes` from `start` on; the C library finds the first byte, and the rest is compared.
    ///
    /// Takes at worst as many steps as `bytes` times the pattern have bytes, in proportion to `bytes` alone where the
    /// pattern's first byte does not come again in it.
    public func first(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        guard let base = bytes.baseAddress, let head = pattern.first, start >= 0 else { return nil }
        let last = bytes.count - pattern.count
        return pattern.withUnsafeBytes { pattern in
            var position = start
            while position <= last {
                guard let hit = memchr(base + position, Int32(head), last - position + 1) else { return nil }
                position = UnsafeRawPointer(hit) - base
                // A run of the first byte is walked here: a call for each of its bytes would cost more than the rest.
                while position <= last, bytes[position] == head {
                    // From here on at least as many bytes can be read as the pattern has.
                    var matching = 1
                    while matching < pattern.count, pattern[matching] == bytes[position + matching] { matching += 1 }
                    if matching == pattern.count { return position }
                    position += 1
                }
            }
            return nil
        }
    }
}
