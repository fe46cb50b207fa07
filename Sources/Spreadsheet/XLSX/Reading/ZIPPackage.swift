#if Spreadsheets
    import CArchive
    import Foundation

    /// The parts of a ZIP package, unpacked one at a time into memory and within limits; nothing reaches the disk.
    final class ZIPPackage {
        /// Names as they stand, by their lower case, in which the parts of a package are told apart (ECMA-376 part 2).
        private(set) var names: [String: String] = [:]
        private let data: Data
        private let limits: SpreadsheetLimits
        private let clock: WorkClock
        private var unpacked = 0

        /// Looks at every entry's header: throws for encrypted ones, double names, unusual packing and too many.
        init(_ data: Data, _ limits: SpreadsheetLimits, _ clock: WorkClock) throws(SpreadsheetError) {
            self.data = data
            self.limits = limits
            self.clock = clock
            guard Self.hasEnd(data) else { throw .truncated }
            var count = 0
            var declared: Int64 = 0
            try walk { archive, entry throws(SpreadsheetError) in
                count += 1
                guard count <= limits.entries else { throw .tooLarge(.entries, allowed: limits.entries) }
                guard archive_entry_is_data_encrypted(entry) == 0 else { throw .encrypted }
                let (sum, overflow) = declared.addingReportingOverflow(max(0, archive_entry_size(entry)))
                guard !overflow, sum <= limits.unpackedBytes else {
                    throw .tooLarge(.unpackedBytes, allowed: limits.unpackedBytes)
                }
                declared = sum
                guard let name = Self.name(entry) else { return true }
                guard Self.isUsuallyPacked(archive) else { throw .damaged(part: name, reason: "unusual packing") }
                guard names.updateValue(name, forKey: name.lowercased()) == nil else {
                    throw .damaged(part: name, reason: "two parts have this name")
                }
                return true
            }
        }

        /// The bytes of the part, whatever the case of its name; nil when there is none.
        func part(_ name: String) throws(SpreadsheetError) -> Data? {
            guard let wanted = names[name.lowercased()] else { return nil }
            var found: Data?
            try walk { archive, entry throws(SpreadsheetError) in
                guard Self.name(entry) == wanted else { return true }
                found = try unpack(archive, wanted)
                return false
            }
            return found
        }

        private func unpack(_ archive: OpaquePointer, _ name: String) throws(SpreadsheetError) -> Data {
            var content = Data()
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while true {
                let count = buffer.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
                // Below zero also where a check sum or size is wrong.
                guard count >= 0 else { throw .damaged(part: name, reason: Self.reason(archive)) }
                guard count > 0 else { return content }
                unpacked += count
                guard unpacked <= limits.unpackedBytes else {
                    throw .tooLarge(.unpackedBytes, allowed: limits.unpackedBytes)
                }
                content.append(contentsOf: buffer.prefix(count))
                try clock.check()
            }
        }

        /// Calls `body` with each entry until it says false.
        private func walk(
            _ body: (OpaquePointer, OpaquePointer) throws(SpreadsheetError) -> Bool
        ) throws(SpreadsheetError) {
            let failure = data.withUnsafeBytes { bytes -> SpreadsheetError? in
                do throws(SpreadsheetError) {
                    try Self.walk(bytes, clock, body)
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { throw failure }
        }

        private static func walk(
            _ bytes: UnsafeRawBufferPointer, _ clock: WorkClock,
            _ body: (OpaquePointer, OpaquePointer) throws(SpreadsheetError) -> Bool
        ) throws(SpreadsheetError) {
            guard let archive = archive_read_new() else { throw .damaged(part: "", reason: "out of memory") }
            defer { archive_read_free(archive) }
            // The directory at the end is what other readers go by, so never the headers in the stream.
            guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
                archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK
            else { throw .damaged(part: "", reason: reason(archive)) }
            while true {
                var entry: OpaquePointer?
                let code = archive_read_next_header(archive, &entry)
                if code == ARCHIVE_EOF { return }
                guard code >= ARCHIVE_WARN, let entry else { throw .damaged(part: "", reason: reason(archive)) }
                try clock.check()
                guard try body(archive, entry) else { return }
            }
        }

        /// Nil for what is no part of a workbook: folders, links, and names that lead out of the package.
        private static func name(_ entry: OpaquePointer) -> String? {
            guard UInt32(archive_entry_filetype(entry)) == CSA_REGULAR_FILE,
                let name = archive_entry_pathname_utf8(entry).map({ String(cString: $0) })
            else { return nil }
            let steps = name.split(separator: "/", omittingEmptySubsequences: false)
            return name.contains("\\") || steps.contains { ["", ".", ".."].contains($0) } ? nil : name
        }

        /// Stored or deflated. Other methods let a small file ask for a dictionary of gigabytes.
        private static func isUsuallyPacked(_ archive: OpaquePointer) -> Bool {
            guard let name = archive_format_name(archive).map({ String(cString: $0) }) else { return false }
            return name.hasSuffix("(deflation)") || name.hasSuffix("(uncompressed)")
        }

        private static func reason(_ archive: OpaquePointer) -> String {
            archive_error_string(archive).map { String(cString: $0) } ?? "the archive cannot be read"
        }

        /// Whether the record that closes an archive lies at the end, behind which a comment of 64 KiB may stand.
        private static func hasEnd(_ data: Data) -> Bool {
            data.suffix(22 + 65_535).range(of: Data([0x50, 0x4B, 0x05, 0x06])) != nil
        }
    }
#endif
