#if Spreadsheets
    /// The links of a part to other parts of its package; links that lead outside are left out.
    final class RelationshipsPart: PartReader {
        /// One link.
        struct Link {
            let id: String
            /// The last step of the type's address: `worksheet`, `sharedStrings`, …
            let kind: Substring
            /// The full name of the part.
            let target: String
        }

        private(set) var links: [Link] = []
        private let folder: [Substring]

        /// `owner` is the part whose links these are; empty for the package's own.
        init(owner: String) { folder = owner.split(separator: "/").dropLast() }

        /// Where the links of `owner` stand.
        static func name(owner: String) -> String {
            let steps = owner.split(separator: "/")
            return (steps.dropLast() + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
        }

        /// The first link of this kind.
        func first(_ kind: String) -> String? { links.first { $0.kind == kind }?.target }

        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) {
            guard depth == 2, name == "Relationship", attributes["TargetMode"] != "External",
                let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
            else { return }
            let kind = type.split(separator: "/").last ?? ""
            links.append(Link(id: id, kind: kind, target: resolved(target)))
        }

        func close(_ name: Substring, _ depth: Int) {}
        func text(_ text: String) {}

        /// Within the package: a step up from its top stays there, so that no name leads out.
        private func resolved(_ target: String) -> String {
            var steps = target.hasPrefix("/") ? [] : folder
            for step in target.split(separator: "/") where step != "." {
                if step == ".." { _ = steps.popLast() } else { steps.append(step) }
            }
            return steps.joined(separator: "/")
        }
    }
#endif
