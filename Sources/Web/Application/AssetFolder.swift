import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station

/// Style sheet, scripts and pictures beside this module, read once at start.
struct AssetFolder: Sendable {
    private struct Asset {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    private let assets: [String: Asset]
    /// The API document.
    let openAPI: [UInt8]

    /// Joins the style sheets in the order of `css/ORDER`; everything else keeps its name.
    init(_ folder: URL) throws {
        var assets: [String: Asset] = [:]
        let order = try String(contentsOf: folder.appendingPathComponent("css/ORDER"), encoding: .utf8)
        var sheet: [UInt8] = []
        for name in order.split(whereSeparator: \.isNewline) where !name.hasPrefix("#") {
            sheet += try Data(contentsOf: folder.appendingPathComponent("css/\(name)"))
        }
        assets["station.css"] = Self.asset(sheet, "css")
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let ending = String(name.split(separator: ".").last ?? "")
            guard name.contains("."), Self.types[ending] != nil, ending != "css" else { continue }
            assets[name] = Self.asset([UInt8](try Data(contentsOf: folder.appendingPathComponent(name))), ending)
        }
        openAPI = assets["openapi.json"]?.bytes ?? []
        self.assets = assets
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "json": "application/json; charset=utf-8",
    ]

    private static func asset(_ bytes: [UInt8], _ ending: String) -> Asset {
        Asset(
            bytes: bytes, type: types[ending] ?? "application/octet-stream",
            tag: "\"\(SHA256.hash(data: bytes).hexadecimal.prefix(16))\"")
    }

    /// The asset at `/assets/<name>`; 304 where the browser has it.
    func response(_ name: String, _ request: Request) throws -> Response {
        guard let asset = assets[name] else { throw StationError.notFound }
        let headers: HTTPFields = [
            .contentType: asset.type, .eTag: asset.tag, .cacheControl: "public, max-age=0, must-revalidate",
        ]
        if request.headers[.ifNoneMatch] == asset.tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
}
