import Foundation

/// The faces a PDF report is set in, as the style that carries them along; see `Reports/fonts/README.md`.
struct ReportFonts {
    /// `@font-face` rules that hold the fonts themselves; empty where there are none, and the machine's fonts serve.
    let style: String

    /// Reads `StationSans-Regular.otf` and `StationSans-Bold.otf` from `folder`.
    init(_ folder: URL) {
        style = [("Regular", 400), ("Bold", 700)].compactMap { face, weight in
            let file = folder.appendingPathComponent("StationSans-\(face).otf")
            guard let font = try? Data(contentsOf: file) else { return nil }
            return """
                @font-face { font-family: "Station Sans"; font-weight: \(weight); \
                src: url(data:font/otf;base64,\(font.base64EncodedString())); }
                """
        }.joined(separator: "\n")
    }
}
