import Foundation

/// A file's name fit to be shown and stored: the last component of what a sender gave, without control, direction and
/// other invisible characters, composed (NFC), at most 120 characters with its ending kept.
///
/// Dots and blanks at either end are dropped; a name of which nothing is left reads `file`.
public struct FileName: Sendable, Hashable, CustomStringConvertible {
    /// The whole name.
    public let text: String

    /// The most characters (Unicode scalars) of a name.
    public static let limit = 120

    public init(_ raw: String) {
        // Far longer than any system's longest name; the end is what tells.
        let tail = String(String.UnicodeScalarView(raw.unicodeScalars.suffix(4096)))
        let last = tail.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? []
        let visible = String(String.UnicodeScalarView(last.filter { !Self.isInvisible($0) }))
        let name = visible.precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: CharacterSet(charactersIn: ". ").union(.whitespaces))
        text = Self.shortened(name.isEmpty ? "file" : name)
    }

    /// What follows the last dot, in lower case, if it reads like the ending of a file's name (1–8 ASCII letters and
    /// digits, a letter among them); nil for `report` and for `2026.05`.
    public var ending: String? {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return nil }
        let ending = text[text.index(after: dot)...]
        guard (1...8).contains(ending.utf8.count), ending.contains(where: \.isLetter),
            ending.utf8.allSatisfy({ $0 < 128 && (Character(Unicode.Scalar($0)).isLetter || $0.isDigit) })
        else { return nil }
        return ending.lowercased()
    }

    public var description: String { text }

    /// This name with `ending` if it has none.
    func ending(in ending: String) -> FileName { self.ending == nil ? FileName("\(text).\(ending)") : self }

    private static func shortened(_ name: String) -> String {
        guard name.unicodeScalars.count > limit else { return name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let ending = name[dot...].unicodeScalars.count <= 9 ? name[dot...] : ""
        var room = limit - ending.unicodeScalars.count
        var stem = ""
        for character in name[..<(ending.isEmpty ? name.endIndex : dot)] {
            room -= character.unicodeScalars.count
            guard room >= 0 else { break }
            stem.append(character)
        }
        return (stem.isEmpty ? "file" : stem) + ending
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
