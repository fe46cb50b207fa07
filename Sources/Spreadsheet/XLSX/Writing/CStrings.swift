#if Spreadsheets
    import Foundation

    /// Copies of strings for C structures that want them writable; freed with this object.
    final class CStrings {
        private var copies: [UnsafeMutablePointer<CChar>] = []

        /// Nil when memory is short.
        func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
            guard let copy = strdup(text) else { return nil }
            copies.append(copy)
            return copy
        }

        deinit { for copy in copies { free(copy) } }
    }
#endif
