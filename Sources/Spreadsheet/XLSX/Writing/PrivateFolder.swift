#if Spreadsheets
    import Foundation

    /// A new temporary folder that only this user can look into.
    struct PrivateFolder {
        let path: String

        init(in parent: URL) throws(SpreadsheetError) {
            let pattern = parent.appendingPathComponent("sheet-XXXXXX").path
            var bytes = Array(pattern.utf8CString)
            guard bytes.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
                throw .writing(reason: "no temporary folder: \(String(cString: strerror(errno)))")
            }
            path = String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        /// Best effort: a leftover lies in the system's temporary folder, readable by nobody else.
        func remove() { try? FileManager.default.removeItem(atPath: path) }
    }
#endif
