import Foundation
import Station

/// One HTTP gateway for text messages: what it is sent and what its answers mean, as the administrator describes it.
public struct SMSGateway: Sendable {
    /// For the notification log.
    public var name: String
    public var url: String
    /// `Authorization` and the like.
    public var headers: [(name: String, value: String)]
    /// JSON with {id}, {phone}, {signature}, {template} and {parameters} in it. All but the last stand within quotes.
    public var body: String
    /// The answer's field that says whether it was taken, and the value it then has.
    public var codeField: String
    public var codeValue: String
    /// The answer's field with the gateway's own number; empty where it sends no receipts.
    public var receiptField: String
    /// Codes for a number that takes no messages.
    public var badNumberCodes: Set<String>

    public init(
        name: String, url: String, headers: [(name: String, value: String)] = [],
        body: String = SMSGateway.standardBody, codeField: String = "code", codeValue: String = "OK",
        receiptField: String = "receipt", badNumberCodes: Set<String> = []
    ) {
        self.name = name
        self.url = url
        self.headers = headers
        self.body = body
        self.codeField = codeField
        self.codeValue = codeValue
        self.receiptField = receiptField
        self.badNumberCodes = badNumberCodes
    }

    public static let standardBody =
        #"{"id":"{id}","phone":"{phone}","signature":"{signature}","template":"{template}","parameters":{parameters}}"#

    /// What an answer means for a message.
    enum Verdict: Hashable, Sendable {
        case taken(receipt: String?)
        case badNumber(DeliveryFault)
        /// Certainly not taken.
        case refused(DeliveryFault, isFinal: Bool)
        /// Taken or not: nobody can tell.
        case doubtful(DeliveryFault, isStopped: Bool)
    }

    /// Nil if what results is no JSON.
    func request(
        _ message: OutboxMessage, _ text: OutboxMessage.SMSText, signature: String
    ) -> CurlRequest? {
        let filled = Self.filled(
            body,
            [
                "{id}": Self.escaped(message.id), "{phone}": Self.escaped(message.destination),
                "{signature}": Self.escaped(signature), "{template}": Self.escaped(text.template),
                "{parameters}": StationJSON.text(text.values),
            ])
        let bytes = Array(filled.utf8)
        guard (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil else { return nil }
        let type = [(name: "Content-Type", value: "application/json; charset=utf-8")]
        return CurlRequest(url: url, kind: .post(headers: type + headers, body: bytes))
    }

    func judge(_ result: CurlResult) -> Verdict {
        switch result.failure {
        case nil: break
        case .unusable(let why): return .refused(CurlFailure.unusable(why).fault, isFinal: true)
        case .some(let failure) where failure.sentNothing: return .refused(failure.fault, isFinal: false)
        case .some(let failure): return .doubtful(failure.fault, isStopped: failure == .stopped)
        }
        guard (200...299).contains(result.status) else {
            // 4xx says no; after 5xx it may have gone out all the same.
            return (400...499).contains(result.status)
                ? .refused(.http(result.status), isFinal: ![408, 425, 429].contains(result.status))
                : .doubtful(.http(result.status), isStopped: false)
        }
        let answer = (try? JSONSerialization.jsonObject(with: Data(result.body))) as? [String: Any]
        guard let code = answer?[codeField].map({ "\($0)" }) else {
            return .doubtful(DeliveryFault(.noCode), isStopped: false)
        }
        if code == codeValue { return .taken(receipt: answer?[receiptField].map { "\($0)" }) }
        let shown = String(code.prefix(40))
        return badNumberCodes.contains(code)
            ? .badNumber(DeliveryFault(.badNumber, shown))
            : .refused(DeliveryFault(.gatewayCode, shown), isFinal: false)
    }

    /// What this gateway met, under its name.
    func fault(_ why: DeliveryFault) -> DeliveryFault { DeliveryFault(.gateway, name, behind: why) }

    /// `body` with its variables replaced in one pass: JSON has braces of its own, and a value is not searched again.
    private static func filled(_ body: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = body[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let (variable, value) = values.first(where: { rest.hasPrefix($0.key) }) {
                result += value
                rest = rest.dropFirst(variable.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    /// `text` as it stands between the quotes of a JSON string.
    private static func escaped(_ text: String) -> String { String(StationJSON.text(text).dropFirst().dropLast()) }
}
