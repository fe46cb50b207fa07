#if Spreadsheets
    import Foundation

    /// Goes from the package to its workbook, and from there to the sheets.
    struct XLSXReader {
        private let package: ZIPPackage
        private let limits: SpreadsheetLimits
        private let clock: WorkClock

        /// Throws for a file that is no package of parts.
        init(_ data: Data, _ limits: SpreadsheetLimits) throws(SpreadsheetError) {
            guard data.count <= limits.fileBytes else { throw .tooLarge(.fileBytes, allowed: limits.fileBytes) }
            let kind = FileKind(data)
            if kind == .compound, Self.isSealed(data) { throw .encrypted }
            guard kind == .archive else { throw .otherKind(kind) }
            self.limits = limits
            clock = WorkClock(limits)
            package = try ZIPPackage(data, limits, clock)
        }

        /// The sheets in the workbook's order.
        func sheets() throws(SpreadsheetError) -> [SheetContent] {
            let root = RelationshipsPart(owner: "")
            guard try read(RelationshipsPart.name(owner: ""), into: root) else { throw .otherKind(kindOfArchive) }
            guard let name = root.first("officeDocument") else { throw .otherKind(kindOfArchive) }
            guard !name.lowercased().hasSuffix(".bin") else { throw .otherKind(.binaryWorkbook) }
            let workbook = WorkbookPart()
            guard try read(name, into: workbook) else { throw missing(name) }
            guard workbook.isWorkbook else { throw .otherKind(.archive) }
            let links = RelationshipsPart(owner: name)
            guard try read(RelationshipsPart.name(owner: name), into: links) else {
                throw missing(RelationshipsPart.name(owner: name))
            }
            let texts = SharedStringsPart(limits)
            if let part = links.first("sharedStrings"), try !read(part, into: texts) { throw missing(part) }
            let styles = StylesPart()
            if let part = links.first("styles"), try !read(part, into: styles) { throw missing(part) }
            let decoder = CellDecoder(texts: texts.texts, styles: styles, countsFrom1904: workbook.countsFrom1904)
            return try cells(workbook, links, decoder)
        }

        private func cells(
            _ workbook: WorkbookPart, _ links: RelationshipsPart, _ decoder: CellDecoder
        ) throws(SpreadsheetError) -> [SheetContent] {
            var found: [SheetContent] = []
            var seen: Set<String> = []
            var room = limits.cells
            for entry in workbook.sheets {
                guard let link = links.links.first(where: { $0.id == entry.link }) else {
                    throw .damaged(part: "", reason: "sheet “\(entry.name.prefix(31))” has no part")
                }
                guard link.kind == "worksheet" else { continue }
                guard seen.insert(link.target.lowercased()).inserted else {
                    throw .damaged(part: link.target, reason: "two sheets share this part")
                }
                let part = SheetPart(link.target, decoder, room: room, limits)
                guard try read(link.target, into: part) else { throw missing(link.target) }
                room -= part.cells.count
                found.append(SheetContent(name: entry.name, isHidden: entry.isHidden, cells: part.cells))
            }
            return found
        }

        /// False when there is no such part.
        private func read(_ name: String, into reader: any PartReader) throws(SpreadsheetError) -> Bool {
            guard let data = try package.part(name) else { return false }
            try XMLPart.parse(data, name, into: reader, limits, clock)
            return true
        }

        private func missing(_ part: String) -> SpreadsheetError { .damaged(part: part, reason: "the part is missing") }

        private var kindOfArchive: FileKind {
            if package.names["mimetype"] != nil, package.names["content.xml"] != nil { return .openDocument }
            return package.names["xl/workbook.bin"] == nil ? .archive : .binaryWorkbook
        }

        /// A workbook behind a password is a compound file with a stream of this name (MS-OFFCRYPTO 2.3.4.1).
        private static func isSealed(_ data: Data) -> Bool {
            data.range(of: Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil
        }
    }
#endif
