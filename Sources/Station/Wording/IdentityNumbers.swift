import Casework

extension Masking {
    /// `text` with everything in it that may be a passport, identity or tax number made unusable: `E12•••78`.
    ///
    /// Such a number is a run of at least nine letters and digits, seven of them digits, in whatever width they were
    /// typed; or shorter runs that a blank or dash parts and that together are an identity or tax number by their check
    /// character, or have a passport's shape. Dates, amounts of everyday size and the station's own numbers with their
    /// dashes are not. A telephone number stays where the text calls it one, see `PhoneNumbers`. What people type goes
    /// through here before it leaves the station in a notice.
    public static func identityNumbers(in text: String) -> String {
        let pieces = TextPiece.pieces(of: text)
        var result = ""
        var place = 0
        while place < pieces.count {
            if let end = end(ofPartedNumberAt: place, pieces) {
                result += masked(pieces[place..<end].map(\.plain).joined())
                place = end
                continue
            }
            let piece = pieces[place]
            let isKept = !piece.mayIdentify || PhoneNumbers.isCalledOne(piece.plain, after: result)
            result += isKept ? piece.text : masked(piece.plain)
            place += 1
        }
        return result
    }

    private static func masked(_ number: String) -> String { "\(number.prefix(3))•••\(number.suffix(2))" }

    /// Where a number ends that begins at `start` and is written in several runs, each a single blank or dash after the
    /// other; nil where none does.
    private static func end(ofPartedNumberAt start: Int, _ pieces: [TextPiece]) -> Int? {
        guard pieces[start].isRun else { return nil }
        var plain = pieces[start].plain
        var next = start + 1
        while next + 1 < pieces.count, pieces[next].isJoint, pieces[next + 1].isRun, plain.count < longestNumber {
            plain += pieces[next + 1].plain
            next += 2
            if isCertain(plain.uppercased()) { return next }
        }
        return nil
    }

    private static let longestNumber = 18

    private static func isCertain(_ number: String) -> Bool {
        if number.count == longestNumber {
            return isResident(number) || (try? CreditCode(number)) != nil
        }
        // One or two letters and the rest of nine digits: passports and travel permits.
        let letters = number.prefix { $0.isLetter }.count
        return number.count == 9 && (1...2).contains(letters) && number.dropFirst(letters).allSatisfy(\.isNumber)
    }

    /// A resident identity number (公民身份号码), GB 11643-1999, by its check character.
    private static func isResident(_ number: String) -> Bool {
        let digits = number.dropLast().compactMap(\.wholeNumberValue)
        guard digits.count == longestNumber - 1 else { return false }
        var weight = 1
        var sum = 0
        for digit in digits.reversed() {
            weight = weight * 2 % 11
            sum += digit * weight
        }
        return number.last == Array("10X98765432")[sum % 11]
    }
}

/// A run of letters and digits, or one character that is neither.
private struct TextPiece {
    /// As it was typed.
    var text: String
    /// In ASCII; empty for anything but a run.
    var plain: String

    var isRun: Bool { !plain.isEmpty }
    /// What may part the groups of one number.
    var isJoint: Bool { !isRun && text.count == 1 && text.allSatisfy { $0.isWhitespace && !$0.isNewline || $0 == "-" } }
    var mayIdentify: Bool {
        plain.count >= Self.shortestNumber && plain.count(where: \.isNumber) >= Self.fewestDigits
    }

    private static let shortestNumber = 9
    private static let fewestDigits = 7

    static func pieces(of text: String) -> [TextPiece] {
        var pieces: [TextPiece] = []
        for character in text {
            guard let plain = plain(character) else {
                pieces.append(TextPiece(text: String(character), plain: ""))
                continue
            }
            if let last = pieces.indices.last, pieces[last].isRun {
                pieces[last].text.append(character)
                pieces[last].plain.append(plain)
            } else {
                pieces.append(TextPiece(text: String(character), plain: String(plain)))
            }
        }
        return pieces
    }

    /// The ASCII letter or digit that people read; nil for anything else. `１` and `Ｅ` are typed by input methods.
    private static func plain(_ character: Character) -> Character? {
        if character.isASCII { return character.isLetter || character.isNumber ? character : nil }
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else { return nil }
        if scalar.properties.generalCategory == .decimalNumber, let value = character.wholeNumberValue {
            return Character(String(value))
        }
        let isWideLetter = (0xFF21...0xFF3A).contains(scalar.value) || (0xFF41...0xFF5A).contains(scalar.value)
        return isWideLetter ? Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) : nil
    }
}
