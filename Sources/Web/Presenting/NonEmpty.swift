extension String {
    /// Nil for an empty text: a template's section then stays away, label and all.
    var nonEmpty: String? { isEmpty ? nil : self }
}
