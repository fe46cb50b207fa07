import CCurl

/// A curl easy handle with its options as Swift calls; a refused option is an error, never ignored, since most of the
/// options set here are for safety.
struct EasyHandle {
    let pointer: UnsafeMutableRawPointer

    func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
        try check(cs_curl_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: String) throws(CurlFailure) {
        guard !value.utf8.contains(0) else { throw .unusable("NUL in a text") }
        try check(cs_curl_set_string(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: Duration) throws(CurlFailure) {
        let (seconds, attoseconds) = value.components
        let milliseconds = seconds.multipliedReportingOverflow(by: 1000)
        guard !milliseconds.overflow, let whole = Int(exactly: milliseconds.partialValue) else {
            throw .unusable("limit out of range")
        }
        try set(option, max(1, whole &+ Int(attoseconds / 1_000_000_000_000_000)))
    }

    func set(_ option: CURLoption, _ list: UnsafeMutablePointer<curl_slist>) throws(CurlFailure) {
        try check(cs_curl_set_list(pointer, option, list))
    }

    func check(_ code: CURLcode) throws(CurlFailure) {
        guard code == CURLE_OK else { throw CurlFailure(code, osError: 0) }
    }
}
