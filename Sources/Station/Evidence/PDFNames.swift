/// The names of a PDF's dictionaries, wherever they stand, with `#xx` escapes undone (ISO 32000-1 §7.3.5).
struct PDFNames {
    private let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    /// Those of `names` that stand here.
    func all(among names: Set<String>) -> [String] {
        var found: [String] = []
        var slash = content.first(Self.slash)
        while let start = slash {
            var position = start + 1
            if let name = name(&position, limit: 20), names.contains(name) { found.append(name) }
            slash = content.first(Self.slash, from: start + 1)
        }
        return found
    }

    /// Refuses what runs, attaches or locks.
    func check() throws(EvidenceProblem) {
        var position = content.first(Self.slash)
        while let found = position {
            if let first = content[found + 1], Self.starts.contains(first) { try check(at: found + 1) }
            position = content.first(Self.slash, from: found + 1)
        }
    }

    private static let slash = UInt8(ascii: "/")
    /// The first letters of the names below, and of an escape.
    private static let starts = Set("#EJLRX".utf8)

    private func check(at start: Int) throws(EvidenceProblem) {
        var position = start
        // Two more than the longest that matters, so that a longer one is told apart.
        guard let name = name(&position, limit: 16) else { return }
        switch name {
        case "JavaScript", "XFA": throw .active(.script)
        case "JS" where holdsScript(position): throw .active(.script)
        case "Launch": throw .active(.launch)
        case "EmbeddedFile", "EmbeddedFiles": throw .active(.attachedFile)
        case "Encrypt": throw .encrypted
        case _ where name.hasPrefix("RichMedia"): throw .active(.media)
        default: return
        }
    }

    /// The name at `position`, which moves behind it; cut at `limit`.
    private func name(_ position: inout Int, limit: Int) -> String? {
        var name: [UInt8] = []
        while name.count < limit, let byte = content[position], Self.isRegular(byte) {
            position += 1
            if byte == UInt8(ascii: "#"), let high = hex(position), let low = hex(position + 1) {
                name.append(high << 4 | low)
                position += 2
            } else {
                name.append(byte)
            }
        }
        return String(validating: name, as: UTF8.self)
    }

    /// Whether a text, or where it is found, follows: three bytes of packed picture data may well read `/JS` by chance.
    private func holdsScript(_ start: Int) -> Bool {
        var position = start
        while let byte = content[position], Self.isBlank(byte) { position += 1 }
        switch content[position] {
        case UInt8(ascii: "("), UInt8(ascii: "%"): return true
        case UInt8(ascii: "<"): return content[position + 1] == UInt8(ascii: ">") || hex(position + 1) != nil
        case let byte?: return position > start && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        case nil: return false
        }
    }

    private func hex(_ offset: Int) -> UInt8? {
        content[offset].flatMap { UInt8(exactly: Character(Unicode.Scalar($0)).hexDigitValue ?? -1) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }

    private static func isRegular(_ byte: UInt8) -> Bool { !isBlank(byte) && !"()<>[]{}/%".utf8.contains(byte) }
}
