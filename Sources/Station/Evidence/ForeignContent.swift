/// Other files hidden in a picture or a document, the way files that are two things at once are made.
struct ForeignContent {
    let content: FileBytes

    init(_ content: FileBytes) { self.content = content }

    /// A ZIP directory at the end of the file: packers look for it there and nowhere else (APPNOTE 4.3.16: within the
    /// last 65,557 bytes). So a ZIP, an Office file or a Java program may stand behind anything.
    var archiveAtEnd: FileLook? {
        content.last(of: "PK\u{05}\u{06}\0\0\0\0", from: content.count - 65_557) == nil ? nil : .zip
    }

    /// Tags a browser or a server would run, in any case of letters, from `start` up to `end`.
    func markup(from start: Int = 0, to end: Int? = nil) -> FileLook? {
        let end = end ?? content.count
        var position = content.first(UInt8(ascii: "<"), from: start)
        while let found = position, found < end {
            if let look = Self.tag(content, found + 1) { return look }
            position = content.first(UInt8(ascii: "<"), from: found + 1)
        }
        return nil
    }

    /// A file that begins anywhere from `start` on. Archives, documents and programs, but not pictures and films: phones
    /// put those behind their photos.
    func file(from start: Int) -> FileLook? {
        Self.marks.first { content.first(of: $0.bytes, from: start) != nil }?.look ?? markup(from: start)
    }

    private static let marks: [(bytes: [UInt8], look: FileLook)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), (Array("PK\u{05}\u{06}\0\0\0\0".utf8), .zip), (Array("%PDF-".utf8), .pdf),
        (Array("Rar!\u{1A}\u{07}".utf8), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        (Array("#!/bin/".utf8), .script), (Array("#!/usr/".utf8), .script),
        (Array("This program cannot be run".utf8), .executable),
        ([0x7F, 0x45, 0x4C, 0x46, 1, 1, 1], .executable), ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1], .executable),
    ]

    private static let firstLetters: [UInt8] = Array("shi!?".utf8)

    private static let tags: [(name: [UInt8], look: FileLook)] = [
        (Array("script".utf8), .html), (Array("html".utf8), .html), (Array("!doctype".utf8), .html),
        (Array("iframe".utf8), .html), (Array("svg".utf8), .svg), (Array("?php".utf8), .script),
    ]

    /// What the tag whose name begins at `start` makes of the file.
    private static func tag(_ content: FileBytes, _ start: Int) -> FileLook? {
        guard let first = content[start].map(lower), firstLetters.contains(first) else { return nil }
        return tags.first { $0.name[0] == first && isTag($0.name, content, start) }?.look
    }

    private static func isTag(_ name: [UInt8], _ content: FileBytes, _ start: Int) -> Bool {
        guard name.indices.allSatisfy({ content[start + $0].map(lower) == name[$0] }) else { return false }
        // A blank, `>` or `/` ends a tag's name; four letters by chance in packed data are not one.
        guard let next = content[start + name.count] else { return true }
        return [0x20, 0x09, 0x0A, 0x0D, 0x3E, 0x2F].contains(next)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
