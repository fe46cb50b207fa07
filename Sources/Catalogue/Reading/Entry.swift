import Yams

/// One value of a file with the name it stands under, so that a mistake can be said in the editor's words.
///
/// Every reading function returns nil after reporting; callers read on and give up only when all is read.
struct Entry {
    let node: Node
    let source: SourceFile
    /// The key it stands under, or `item 3` in a list.
    let name: String

    init(_ node: Node, in source: SourceFile, name: String = "the file") {
        self.node = node
        self.source = source
        self.name = name
    }

    var proof: Proofreading { source.proof }
    var place: Place { source.place(node.mark) }

    /// `zh` and `zhHint` say the same in Chinese; whoever mends a file on the station's pages need not read English.
    func error(_ message: String, hint: String? = nil, zh: String? = nil, zhHint: String? = nil) {
        error(message, at: place, hint: hint, zh: zh, zhHint: zhHint)
    }

    /// The same at another place of this value.
    private func error(
        _ message: String, at place: Place, hint: String? = nil, zh: String?, zhHint: String? = nil
    ) {
        proof.error(
            message, at: place, hint: hint, chinese: zh.map { Diagnostic.Words(message: $0, hint: zhHint) })
    }

    func warning(_ message: String, hint: String? = nil) { proof.warning(message, at: place, hint: hint) }

    /// The name in a Chinese sentence: `rules 第 3 项`.
    var zhName: String {
        name == "the file" ? "文件" : name.replacing(/, item ([0-9]+)/) { " 第 \($0.output.1) 项" }
    }

    var isMap: Bool { node.mapping != nil }
    var isList: Bool { node.sequence != nil }
    /// A scalar's text, whatever it is; nil for lists and maps.
    var rawText: String? { node.scalar?.string }

    /// The items of a list, none after a mistake.
    func items(atLeast least: Int = 0) -> [Entry] {
        guard case .sequence(let sequence) = node else {
            error(
                "“\(name)” must be a list", hint: "one item a line, each beginning with “- ”", zh: "“\(zhName)”应当是列表",
                zhHint: "每项一行，以“- ”开头")
            return []
        }
        if sequence.count < least {
            error("“\(name)” needs at least \(least) item\(least == 1 ? "" : "s")", zh: "“\(zhName)”至少要有 \(least) 项")
        }
        return sequence.enumerated().map { Entry($0.element, in: source, name: "\(name), item \($0.offset + 1)") }
    }

    /// The keys of a map, each known and given once; `noun` and `zhNoun` say what they are called.
    func fields(
        required: [String], optional: [String] = [], calling noun: String = "key", _ zhNoun: String = "键",
        hint: String? = nil, zhHint: String? = nil
    ) -> Fields? {
        guard let fields = anyFields(hint: hint, zhHint: zhHint) else { return nil }
        let known = required + optional
        for key in fields.keys where !known.contains(key) {
            error(
                "unknown \(noun) “\(key)” in “\(name)”", at: fields.keyPlace(key),
                hint: Spelling.hint(for: key, among: known) ?? "known here: \(Spelling.list(known))",
                zh: "“\(zhName)”里没有“\(key)”这个\(zhNoun)",
                zhHint: Spelling.zhHint(for: key, among: known) ?? "这里可以写：\(Spelling.zhList(known))")
        }
        for key in required where fields[key] == nil {
            error("missing \(noun) “\(key)” in “\(name)”", zh: "“\(zhName)”里缺少\(zhNoun)“\(key)”")
        }
        return fields
    }

    /// The keys of a map whose keys are data; each given once.
    func anyFields(hint: String? = nil, zhHint: String? = nil) -> Fields? {
        guard case .mapping(let mapping) = node else {
            error("“\(name)” must be a map of keys", hint: hint, zh: "“\(zhName)”应当由若干“键: 值”组成", zhHint: zhHint)
            return nil
        }
        var fields = Fields(source: source)
        for pair in mapping {
            let place = source.place(pair.key.mark)
            guard case .scalar(let scalar) = pair.key else {
                error("a key must be a plain word", at: place, zh: "键应当是一个普通的词")
                continue
            }
            let key = source.undisguised(scalar.string)
            if let first = fields.add(key, Entry(pair.value, in: source, name: key), at: place) {
                error(
                    "key “\(key)” is given twice", at: place, hint: "first on line \(first.line)", zh: "键“\(key)”写了两次",
                    zhHint: "第一次在第 \(first.line) 行")
            }
        }
        return fields
    }
}

/// The values of a map by key.
struct Fields {
    let source: SourceFile
    /// In the order they are written.
    private(set) var keys: [String] = []
    private var entries: [String: Entry] = [:]
    private var places: [String: Place] = [:]

    init(source: SourceFile) { self.source = source }

    subscript(key: String) -> Entry? { entries[key] }

    func keyPlace(_ key: String) -> Place { places[key] ?? Place(file: source.path) }

    /// The place of an earlier use of `key`, which then stays.
    mutating func add(_ key: String, _ entry: Entry, at place: Place) -> Place? {
        if let first = places[key] { return first }
        keys.append(key)
        entries[key] = entry
        places[key] = place
        return nil
    }
}

extension SourceFile {
    fileprivate func undisguised(_ key: String) -> String {
        key.unicodeScalars.first.flatMap { disguisedKeys[$0] } ?? key
    }
}
