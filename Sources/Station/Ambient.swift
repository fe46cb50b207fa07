public import Foundation

/// The world around the use cases: time, identity, chance. Tests put their own in.
public struct Ambient: Sendable {
    /// Now, to the millisecond, as the store keeps it.
    public var now: @Sendable () -> Date
    /// A new id: UUIDv7, so that ids sort by time.
    public var newID: @Sendable () -> String
    /// Bytes nobody can guess.
    public var randomBytes: @Sendable (Int) -> [UInt8]

    public init(
        now: @escaping @Sendable () -> Date, newID: @escaping @Sendable () -> String,
        randomBytes: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.now = now
        self.newID = newID
        self.randomBytes = randomBytes
    }

    /// The real world.
    public static let live = Ambient(
        now: { Date.now.toMilliseconds },
        newID: { UUIDv7.make(at: Date.now, random: systemRandomBytes(10)) },
        randomBytes: { systemRandomBytes($0) })
}

private func systemRandomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    // Eight at a time: each call asks the kernel.
    while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
    return Array(bytes.prefix(count))
}

extension Date {
    /// Rounded to whole milliseconds, the precision of the store; doing it twice changes nothing.
    public var toMilliseconds: Date {
        Date(timeIntervalSince1970: (timeIntervalSince1970 * 1000).rounded() / 1000)
    }
}

/// Time-ordered ids, RFC 9562 §5.7.
public enum UUIDv7 {
    /// The id for `date` with ten random bytes; missing bytes count as zero.
    public static func make(at date: Date, random: [UInt8]) -> String {
        // Rounded: a millisecond less by binary noise would put a later id before an earlier one.
        let milliseconds = UInt64(max(0, (date.timeIntervalSince1970 * 1000).rounded()))
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
        bytes += (random + Array(repeating: 0, count: 10)).prefix(10)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let uuid = (
            bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
            bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
        )
        return UUID(uuid: uuid).uuidString.lowercased()
    }
}

extension Sequence where Element == UInt8 {
    /// Lower-case hex.
    public var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            for digit in [byte >> 4, byte & 15] {
                digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
