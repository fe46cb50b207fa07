/// Why an uploaded file is not taken as evidence, with what a person needs to send a better one.
public enum EvidenceProblem: Error, Hashable, Sendable {
    case empty
    /// More than `limit` bytes.
    case tooLarge(bytes: Int, limit: Int)
    /// Neither PDF, PNG nor JPEG, but what it looks like.
    case wrongType(FileLook)
    /// The name ends as something else than what the file is.
    case nameContradicts(ending: String, content: EvidenceKind)
    /// Cut off or put together wrongly; it would not open.
    case broken(EvidenceKind)
    /// A picture of more pixels than `maxSide` a side or `maxPixels` in all.
    case tooManyPixels(width: Int, height: Int, maxSide: Int, maxPixels: Int)
    /// Another file is hidden in or behind it.
    case carries(FileLook, in: EvidenceKind)
    /// A document that does something when it is opened, or carries more than pages.
    case active(ActiveContent)
    /// A document locked with a password or by rights.
    case encrypted
    /// The harmless file every virus scanner reports (EICAR); whoever sends it tests us.
    case testVirus
}

/// What makes a PDF more than pages to read.
public enum ActiveContent: String, Sendable, Hashable, CaseIterable {
    case script
    /// Starts a program.
    case launch
    case attachedFile
    /// Flash, video or 3-D.
    case media
    /// Parts packed in a way that cannot be looked through.
    case hidden
}
