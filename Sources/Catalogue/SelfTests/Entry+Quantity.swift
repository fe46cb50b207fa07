import HealthCheck

extension Entry {
    /// Curve and findings of a question that asks for a number.
    func quantity(
        _ fields: Fields, _ range: ClosedRange<Double>, isInteger: Bool, _ scope: inout QuestionnaireScope
    ) -> Quantity? {
        let curve = fields["curve"]?.curve()
        let items = fields["findings"]?.items() ?? []
        let findings = items.compactMap { $0.quantityFinding(&scope) }
        guard let curve else { return nil }
        let quantity = Quantity(
            minimum: range.lowerBound, maximum: range.upperBound, isInteger: isInteger, curve: curve, findings: findings
        )
        if findings.count == items.count, let bare = quantity.valueWithoutAdvice(from: Self.adviceRisk) {
            (fields["findings"] ?? fields["curve"])?.error(
                "\(bare.plain) has risk \(curve.risk(of: bare).roundedHalfUp.plain) but no finding covers it",
                hint: "every value of risk 4 or more needs a finding with advice")
        }
        return quantity
    }

    private func curve() -> RiskCurve? {
        let items = items(atLeast: 2)
        var points: [RiskCurve.Point] = []
        var direction = 0.0
        for item in items {
            let pair = item.items()
            guard pair.count == 2, let value = pair[0].number(in: -1e9...1e9), let risk = pair[1].number(in: 0...10)
            else {
                if pair.count != 2 { item.error("a point of the curve is [value, risk]") }
                return nil
            }
            if let last = points.last {
                guard value > last.value else {
                    item.error("the values of a curve must rise: \(value.plain) after \(last.value.plain)")
                    return nil
                }
                guard (risk - last.risk) * direction >= 0 else {
                    item.error(
                        "the risk must only rise or only fall along the curve", hint: "make two questions of it")
                    return nil
                }
                if risk != last.risk { direction = risk - last.risk }
            }
            points.append(RiskCurve.Point(value: value, risk: risk))
        }
        return items.count < 2 ? nil : RiskCurve(points)
    }

    private func quantityFinding(_ scope: inout QuestionnaireScope) -> QuantityFinding? {
        guard let fields = fields(required: ["advice"], optional: ["atLeast", "atMost", "redLine"]) else { return nil }
        let finding = finding(fields, needsAdvice: false, &scope)
        let bound: QuantityFinding.Bound?
        switch (fields["atLeast"], fields["atMost"]) {
        case (let least?, nil): bound = least.number(in: -1e9...1e9).map(QuantityFinding.Bound.atLeast)
        case (nil, let most?): bound = most.number(in: -1e9...1e9).map(QuantityFinding.Bound.atMost)
        case (nil, nil), (_?, _?):
            error("“\(name)” needs either atLeast or atMost")
            return nil
        }
        guard let bound, let finding, finding.advice != nil else { return nil }
        return QuantityFinding(bound: bound, finding: finding)
    }
}
