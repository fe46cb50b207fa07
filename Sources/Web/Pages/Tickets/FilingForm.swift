import Casework

/// What the filing form sends.
struct FilingForm: Decodable {
    var matter: String?
    var title: String?
    var body: String?
    var company: String?
    var urgency: String?
    var origin: String?
    var callerName: String?
    var callerPhone: String?
    var callBack: Bool?
    var admission: String?
    var concerns: String?
    var idempotencyKey: String?
    /// As typed, blank ones included, so that a mistake is told at its field.
    var countries: [String]?

    /// Nil where neither field is filled in; half of it is said to be missing.
    var caller: Filing.Caller? {
        let name = callerName ?? ""
        let phone = callerPhone ?? ""
        return name.isEmpty && phone.isEmpty && callBack != true
            ? nil : Filing.Caller(name: name, phone: phone, wantsCallBack: callBack)
    }
}
