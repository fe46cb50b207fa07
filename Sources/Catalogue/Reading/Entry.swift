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

    func error(_ message: String, hint: String? = nil) { proof.error(message, at: place, hint: hint) }

    func warning(_ message: String, hint: String? = nil) { proof.warning(message, at: place, hint: hint) }

    var isMap: Bool { node.mapping != nil }
    var isList: Bool { node.sequence != nil }
    /// A scalar's text, whatever it is; nil for lists and maps.
    var rawText: String? { node.scalar?.string }

    /// The items of a list, none after a mistake.
    func items(atLeast least: Int = 0) -> [Entry] {
        guard case .sequence(let sequence) = node else {
            error("“\(name)” must be a list", hint: "one item a line, each beginning with “- ”")
            return []
        }
        if sequence.count < least { error("“\(name)” needs at least \(least) item\(least == 1 ? "" : "s")") }
        return sequence.enumerated().map { Entry($0.element, in: source, name: "\(name), item \($0.offset + 1)") }
    }

    /// The keys of a map, each known and given once; `missing` says what a missing key is called.
    func fields(required: [String], optional: [String] = [], calling noun: String = "key", hint: String? = nil)
        -> Fields?
    {
        guard let fields = anyFields(hint: hint) else { return nil }
        let known = required + optional
        for key in fields.keys where !known.contains(key) {
            proof.error(
                "unknown \(noun) “\(key)” in “\(name)”", at: fields.keyPlace(key),
                hint: Spelling.hint(for: key, among: known) ?? "known here: \(Spelling.list(known))")
        }
        for key in required where fields[key] == nil {
            proof.error("missing \(noun) “\(key)” in “\(name)”", at: place)
        }
        return fields
    }

    /// The keys of a map whose keys are data; each given once.
    func anyFields(hint: String? = nil) -> Fields? {
        guard case .mapping(let mapping) = node else {
            error("“\(name)” must be a map of keys", hint: hint)
            return nil
        }
        var fields = Fields(source: source)
        for pair in mapping {
            let place = source.place(pair.key.mark)
            guard case .scalar(let scalar) = pair.key else {
                proof.error("a key must be a plain word", at: place)
                continue
            }
            let key = source.undisguised(scalar.string)
            if let first = fields.add(key, Entry(pair.value, in: source, name: key), at: place) {
                proof.error("key “\(key)” is given twice", at: place, hint: "first on line \(first.line)")
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
