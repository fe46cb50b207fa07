import CCurl

extension CurlTransfer {
    /// Sets up `easy` for this transfer. Everything that curl would do on its own account is switched off: proxies and
    /// passwords from the environment, redirects, decompression, other protocols than the request's.
    func configure(_ easy: EasyHandle) throws(CurlFailure) {
        try easy.set(CURLOPT_URL, order.request.url)
        try easy.set(CURLOPT_NOSIGNAL, 1)
        // Else a transfer that times out while its name is looked up would hold the whole thread until the look-up ends.
        try easy.set(CURLOPT_QUICK_EXIT, 1)
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_NOPROXY, "*")
        try easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        try easy.set(CURLOPT_FOLLOWLOCATION, 0)
        try easy.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect)
        try easy.set(CURLOPT_TIMEOUT_MS, limits.total)
        try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = limits.authorities { try easy.set(CURLOPT_CAINFO, authorities) }
        try easy.check(cs_curl_set_on_body(easy.pointer, Self.onBody, context))
        try easy.check(cs_curl_set_on_header(easy.pointer, Self.onHeader, context))
        try easy.check(cs_curl_set_on_socket(easy.pointer, Self.onSocket, context))
        switch order.request.kind {
        case .post(let headers, let body): try configurePost(easy, headers, body)
        case .mail(let envelope, let message): try configureMail(easy, envelope, message.count)
        case .file(let content):
            try easy.set(CURLOPT_PROTOCOLS_STR, "file")
            try configureUpload(easy, content.count)
        }
    }

    private func configurePost(
        _ easy: EasyHandle, _ headers: [(name: String, value: String)], _ body: [UInt8]
    ) throws(CurlFailure) {
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        // One request per connection at a time: a slow answer holds up nothing but itself.
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try easy.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        try easy.set(CURLOPT_POST, 1)
        // A null pointer would make curl ask a read callback instead.
        guard !body.isEmpty else { throw .unusable("empty body") }
        try easy.check(body.withUnsafeBytes { cs_curl_set_body(easy.pointer, $0.baseAddress, Int64($0.count)) })
        // Curl would wait a second for “100 Continue” before a long body.
        var lines = ["Expect:", "Accept:"]
        for (name, value) in headers {
            let line = "\(name): \(value)"
            guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
                throw .unusable("control character in \(name)")
            }
            lines.append(line)
        }
        guard let list = list(lines) else { throw .transport(Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        try easy.set(CURLOPT_HTTPHEADER, list)
    }

    private func configureMail(_ easy: EasyHandle, _ envelope: MailEnvelope, _ size: Int) throws(CurlFailure) {
        try easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // A burst shares connections; the next attempt, seconds later, does not lean on one that went dead meanwhile.
        try easy.set(CURLOPT_MAXAGE_CONN, 4)
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, Int(limits.reply / .seconds(1)))
        try easy.set(CURLOPT_USE_SSL, Int((envelope.demandsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        if let user = envelope.user {
            try easy.set(CURLOPT_USERNAME, user)
            try easy.set(CURLOPT_PASSWORD, envelope.password ?? "")
        }
        try easy.set(CURLOPT_MAIL_FROM, "<\(envelope.from)>")
        guard let list = list(["<\(envelope.to)>"]) else { throw .transport(Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        try easy.set(CURLOPT_MAIL_RCPT, list)
        try configureUpload(easy, size)
    }

    private func configureUpload(_ easy: EasyHandle, _ size: Int) throws(CurlFailure) {
        try easy.set(CURLOPT_UPLOAD, 1)
        try easy.check(cs_curl_set_size(easy.pointer, CURLOPT_INFILESIZE_LARGE, Int64(size)))
        try easy.check(cs_curl_set_on_upload(easy.pointer, Self.onUpload, context))
    }
}
