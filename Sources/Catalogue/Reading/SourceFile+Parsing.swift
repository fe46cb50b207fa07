import HealthCheck
import Yams

extension SourceFile {
    /// More `*name` than this and the file is not parsed at all: this many cannot yet multiply into a flood.
    private static let aliasLimit = 24
    /// How many keys given twice are found in one file.
    private static let duplicateLimit = 30

    /// The document, or nil with the mistake reported: broken YAML, an empty file, anchors, several documents.
    func root() -> Entry? {
        guard !hasManyAliases else {
            proof.error(
                "too many aliases (*name)", at: Place(file: path), hint: "write the text out at each place",
                chinese: Diagnostic.Words(message: "引用（*名称）太多", hint: "在每个地方把文字写全"))
            return nil
        }
        var text = self.text
        for _ in 0...Self.duplicateLimit {
            do {
                let parser = try Yams.Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
                guard let node = try parser.singleRoot() else {
                    proof.error(
                        "the file is empty", at: Place(file: path),
                        chinese: Diagnostic.Words(message: "文件是空的", hint: nil))
                    return nil
                }
                // Anchors belong to the parser, so they are looked for while it lives.
                return withExtendedLifetime(parser) { refusesAnchor(in: node) } ? nil : Entry(node, in: self)
            } catch {
                guard let disguised = disguisingDuplicate(error, in: text) else {
                    report(error)
                    return nil
                }
                text = disguised
            }
        }
        proof.error(
            "more than \(Self.duplicateLimit) keys are given twice", at: Place(file: path),
            chinese: Diagnostic.Words(message: "写了两次的键超过 \(Self.duplicateLimit) 个", hint: nil))
        return nil
    }

    func place(_ mark: Mark?) -> Place {
        Place(file: path, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
    }

    private var hasManyAliases: Bool {
        var count = 0
        var previous: UInt8 = 0
        for byte in text.utf8 {
            let isName =
                byte > 0x7F || byte == 0x5F || byte == 0x2D || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            if previous == UInt8(ascii: "*"), isName { count += 1 }
            previous = byte
        }
        return count > Self.aliasLimit
    }

    /// Whether there is an anchor, reported. An alias repeats a node that carries one, so the walk ends before it can grow.
    private func refusesAnchor(in root: Node) -> Bool {
        var waiting = [root]
        while let node = waiting.popLast() {
            if node.anchor != nil {
                proof.error(
                    "anchors (&name) and aliases (*name) are not used here", at: place(node.mark),
                    hint: "write the text out at each place; quote a text that begins with & or *",
                    chinese: Diagnostic.Words(
                        message: "这里不用锚点（&名称）和引用（*名称）",
                        hint: "在每个地方把文字写全；以 & 或 * 开头的文字要加引号"))
                return true
            }
            switch node {
            case .scalar, .alias: break
            case .sequence(let sequence): waiting.append(contentsOf: sequence.reversed())
            case .mapping(let mapping):
                for pair in mapping.reversed() { waiting.append(contentsOf: [pair.value, pair.key]) }
            }
        }
        return false
    }

    /// Yams stops at the first key given twice. The text with that key's first letter replaced parses further; the
    /// reader puts the letter back and reports the key, so that no other mistake of the file is hidden.
    private func disguisingDuplicate(_ error: any Error, in text: String) -> String? {
        // Each key costs one more parse; in a file far larger than any real one the first has to do.
        guard bytes.count < Self.sizeLimit / 4,
            case YamlError.duplicatedKeysInMapping(let keys, let context)? = error as? YamlError,
            let key = keys.first, let initial = key.unicodeScalars.first,
            let letter = Unicode.Scalar(0xE000 + UInt32(disguisedKeys.count))
        else { return nil }
        var scalars = String.UnicodeScalarView()
        var line = 1
        var column = 1
        var isDone = false
        for scalar in text.unicodeScalars {
            let isNear = line == context.mark.line && (context.mark.column...context.mark.column + 1) ~= column
            if isNear, !isDone, scalar == initial {
                scalars.append(letter)
                isDone = true
            } else {
                scalars.append(scalar)
            }
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        guard isDone else { return nil }
        disguisedKeys[letter] = key
        return String(scalars)
    }

    private func report(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            report(
                YAMLFault(problem, context: context?.text ?? ""), at: place(mark),
                from: context.map { max(1, $0.mark.line) })
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            report(YAMLFault(problem), at: Place(file: path, line: line, column: column))
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            proof.error(
                "key “\(key)” is given twice", at: place(context.mark),
                chinese: Diagnostic.Words(message: "键“\(key)”写了两次", hint: nil))
        default:
            report(.other, at: Place(file: path))
        }
    }

    /// `begun`: the line where what is broken began, if that was earlier.
    private func report(_ fault: YAMLFault, at place: Place, from begun: Int? = nil) {
        let encounter = YAMLEncounter(in: text, line: place.line, column: place.column)
        let fault = fault == .oddStart && encounter.isTab ? .tab : fault
        let met = encounter.words
        let began = begun.flatMap { $0 < place.line ? $0 : nil }
        let zhBegan = began.map { "，从第 \($0) 行开始的内容" } ?? ""
        let enBegan = began.map { ", in what begins on line \($0)" } ?? ""
        proof.error(
            "not valid YAML: \(fault.sentence.en) (\(met.en)\(enBegan))", at: place, hint: fault.advice.en,
            chinese: Diagnostic.Words(
                message: "不是有效的 YAML：\(fault.sentence.zhHans)（\(met.zhHans)\(zhBegan)）",
                hint: fault.advice.zhHans))
    }
}
