/// Why there is no PDF.
public enum PDFProblem: Error, Equatable, Sendable {
    /// No such program on `PATH`, or none that may be run.
    case notInstalled(String)
    /// As many as may are at work and too many wait; to be tried again later.
    case busy
    /// Longer than the limit; the program was ended.
    case tooSlow(limit: Duration)
    /// More than `limit` bytes.
    case tooLarge(limit: Int)
    /// How the program ended, and the first 8 KiB of what it complained of; for the log, not for a page.
    case failed(String)
    /// Whoever asked went away.
    case cancelled
}
