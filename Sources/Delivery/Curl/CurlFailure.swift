import CCurl
import Foundation
import Station

/// Why a transfer did not run to its end.
enum CurlFailure: Error, Hashable, Sendable {
    /// Not a request curl takes: malformed URL, foreign protocol, control character in a header.
    case unusable(String)
    /// Every address of the host is one that must not be reached.
    case addressRefused
    case timedOut
    /// The name leads to no address.
    case unresolved
    /// Nobody listens there.
    case refused
    /// There is no way there.
    case unreachable
    case tlsFailed
    /// Its certificate is not one the station believes.
    case certificateRefused
    /// The mail server offers no STARTTLS, and without it no mail goes.
    case startTLSMissing
    /// Closed or reset before the answer was whole.
    case brokenOff
    /// What came is no answer.
    case oddAnswer
    /// More answer than `CurlLimits` grant; the status stands.
    case tooLarge
    /// The mail server took neither user nor password.
    case signInRefused
    /// Cancelled, or the engine was shut down.
    case stopped
    /// Anything else, by curl's number.
    case transport(Int)

    /// No connection came about.
    var sentNothing: Bool {
        switch self {
        case .unresolved, .refused, .unreachable, .addressRefused, .tlsFailed, .certificateRefused, .startTLSMissing:
            true
        default: false
        }
    }

    /// For the notification log: no address, no content.
    var fault: DeliveryFault {
        switch self {
        case .unusable(let why): DeliveryFault(.malformedRequest, why)
        case .addressRefused: DeliveryFault(.blockedAddress)
        case .timedOut: DeliveryFault(.timedOut)
        case .unresolved: DeliveryFault(.cannotResolve)
        case .refused: DeliveryFault(.connectionRefused)
        case .unreachable: DeliveryFault(.unreachable)
        case .tlsFailed: DeliveryFault(.tlsFailed)
        case .certificateRefused: DeliveryFault(.certificateRefused)
        case .startTLSMissing: DeliveryFault(.startTLSMissing)
        case .brokenOff: DeliveryFault(.brokenOff)
        case .oddAnswer: DeliveryFault(.oddAnswer)
        case .tooLarge: DeliveryFault(.tooLarge)
        case .signInRefused: DeliveryFault(.mailSignIn)
        case .stopped: DeliveryFault(.stopped)
        case .transport(let number): DeliveryFault(.transport, "\(number)")
        }
    }
}

extension CurlFailure {
    /// The failure behind a code other than `CURLE_OK`; `osError` is what the system said of the connection.
    init(_ code: CURLcode, osError: Int32) {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .unusable(curl_easy_strerror(code).map { String(cString: $0) } ?? "")
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_COULDNT_RESOLVE_HOST: self = .unresolved
        case CURLE_COULDNT_CONNECT: self = osError == ECONNREFUSED ? .refused : .unreachable
        case CURLE_SSL_CONNECT_ERROR: self = .tlsFailed
        case CURLE_PEER_FAILED_VERIFICATION: self = .certificateRefused
        case CURLE_USE_SSL_FAILED: self = .startTLSMissing
        case CURLE_LOGIN_DENIED: self = .signInRefused
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: self = .brokenOff
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: self = .oddAnswer
        default: self = .transport(Int(code.rawValue))
        }
    }
}
