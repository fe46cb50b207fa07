/// Estimates of how much room a text takes, made without a font: Han 1 em, everything else 0.6 em.
enum ChartText {
    /// The estimated width of a text in px, at a size in px; never less than what common sans-serif fonts need.
    static func width(of text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 1 : 0.6) } * size
    }

    /// The text on as many lines as the room needs, at most `lines`; what is left over is cut with an ellipsis.
    ///
    /// Breaks at spaces, and between any two wide characters; a single word longer than the room is cut.
    static func wrapped(_ text: String, room: Double, size: Double, lines: Int = 2) -> [String] {
        var done: [String] = []
        var line = ""
        for piece in pieces(of: text) {
            if line.isEmpty || width(of: trimmed(line + piece), size: size) <= room {
                line += piece
            } else {
                done.append(trimmed(line))
                line = piece == " " ? "" : piece
            }
        }
        if !trimmed(line).isEmpty { done.append(trimmed(line)) }
        guard done.count > lines else { return done.map { cut($0, room: room, size: size) } }
        var kept = Array(done.prefix(lines))
        if let last = kept.popLast() {
            kept.append(cut(last + "…", room: room, size: size))
        }
        return kept
    }

    /// The text, shortened with an ellipsis until it fits the room.
    static func cut(_ text: String, room: Double, size: Double) -> String {
        guard width(of: text, size: size) > room else { return text }
        var kept = text
        while kept.hasSuffix("…") { kept.removeLast() }
        while !kept.isEmpty, width(of: kept + "…", size: size) > room { kept.removeLast() }
        return kept + "…"
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Han quotes, dashes and the ellipsis are full width in Chinese text; the marks are drawn full width too.
        case 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x25A0...0x25FF, 0x2E80...0xFFDC, 0x1F000...0x3FFFF: true
        default: false
        }
    }

    /// Words, single spaces, and single wide characters: the places where a line may end lie between them.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in text {
            let wide = character.unicodeScalars.first.map(isWide) ?? false
            guard wide || character == " " else {
                word.append(character)
                continue
            }
            if !word.isEmpty { pieces.append(word) }
            word = ""
            pieces.append(String(character))
        }
        if !word.isEmpty { pieces.append(word) }
        return pieces
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.first == " " { line.removeFirst() }
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
