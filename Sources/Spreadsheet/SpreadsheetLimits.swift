/// How much of a file that came in is taken; what goes beyond is refused with `tooLarge` or `tooSlow`.
public struct SpreadsheetLimits: Sendable, Equatable {
    /// Bytes of the file.
    public var fileBytes = 20 << 20
    /// Bytes unpacked, all parts together.
    public var unpackedBytes = 64 << 20
    /// Parts of the package.
    public var entries = 200
    /// Cells that hold something, all sheets together.
    public var cells = 200_000
    /// XML elements of one part.
    public var elements = 4_000_000
    /// XML elements within one another.
    public var depth = 64
    /// Bytes of one XML tag. libxml2 compares each attribute with all before it: this bounds that work.
    public var tagBytes = 16 << 10
    /// UTF-16 characters of one cell; a spreadsheet's own limit.
    public var textLength = 32_767
    /// The whole reading.
    public var time: Duration = .seconds(4)

    /// What the standard station takes.
    public static let standard = SpreadsheetLimits()

    public init() {}
}

/// Ends a reading that takes too long: of the file itself, and of what whoever reads it makes of its cells.
public struct WorkClock: Sendable {
    private let end: ContinuousClock.Instant

    /// Runs from now on for the limits' time.
    public init(_ limits: SpreadsheetLimits) { end = .now + limits.time }

    /// Throws `tooSlow` once the time is over.
    public func check() throws(SpreadsheetError) {
        if ContinuousClock.now > end { throw .tooSlow }
    }
}
