import ResourceModel

/// An enumeration of the language in which types are described, with a name for each of its cases.
///
/// The switches name every case, so that a new one does not compile before it is here, and the walk through the toy
/// catalog then does not find it.
protocol LanguageEnumeration {
    associatedtype Case: Hashable & CaseIterable
    var languageCase: Case { get }
}

extension Update: LanguageEnumeration {
    enum UpdateCase: CaseIterable {
        case put
        case action
        case pair
        case elements
        case service
        case nested
        case whole
        case replace
        case refuse
        case choice
        case input
        case conditional
        case offline
    }

    var languageCase: UpdateCase {
        switch self {
        case .put: .put
        case .action: .action
        case .pair: .pair
        case .elements: .elements
        case .service: .service
        case .nested: .nested
        case .whole: .whole
        case .replace: .replace
        case .refuse: .refuse
        case .choice: .choice
        case .input: .input
        case .conditional: .conditional
        case .offline: .offline
        }
    }
}

extension ElementChange: LanguageEnumeration {
    enum ElementChangeCase: CaseIterable {
        case parts
        case whole
    }

    var languageCase: ElementChangeCase {
        switch self {
        case .parts: .parts
        case .whole: .whole
        }
    }
}

extension Call.PathPart: LanguageEnumeration {
    enum CallPathPartCase: CaseIterable {
        case literal
        case id
        case output
        case target
        case attribute
        case part
    }

    var languageCase: CallPathPartCase {
        switch self {
        case .literal: .literal
        case .id: .id
        case .output: .output
        case .target: .target
        case .attribute: .attribute
        case .part: .part
        }
    }
}

extension BodyTemplate: LanguageEnumeration {
    enum BodyTemplateCase: CaseIterable {
        case value
        case part
        case attribute
        case output
        case id
        case constant
        case object
        case objectIfAny
        case list
        case each
        case mapped
        case spread
        case explicitNull
        case orNull
        case name
    }

    var languageCase: BodyTemplateCase {
        switch self {
        case .value: .value
        case .part: .part
        case .attribute: .attribute
        case .output: .output
        case .id: .id
        case .constant: .constant
        case .object: .object
        case .objectIfAny: .objectIfAny
        case .list: .list
        case .each: .each
        case .mapped: .mapped
        case .spread: .spread
        case .explicitNull: .explicitNull
        case .orNull: .orNull
        case .name: .name
        }
    }
}

extension ValueKind: LanguageEnumeration {
    enum ValueKindCase: CaseIterable {
        case string
        case integer
        case boolean
        case oneOf
        case reference
        case offering
        case labels
        case list
        case elements
        case object
    }

    var languageCase: ValueKindCase {
        switch self {
        case .string: .string
        case .integer: .integer
        case .boolean: .boolean
        case .oneOf: .oneOf
        case .reference: .reference
        case .offering: .offering
        case .labels: .labels
        case .list: .list
        case .elements: .elements
        case .object: .object
        }
    }
}

extension StringFormat: LanguageEnumeration {
    enum StringFormatCase: CaseIterable {
        case text
        case data
        case hostname
        case domainName
        case certifiedName
        case host
        case labelValue
        case cidr
        case privateRange
        case ip
        case ownAddress
        case sshPublicKey
        case portRange
        case ruled
        case password
        case base64
        case labelSelector
        case pem
        case zoneName
        case recordName
        case record
    }

    var languageCase: StringFormatCase {
        switch self {
        case .text: .text
        case .data: .data
        case .hostname: .hostname
        case .domainName: .domainName
        case .certifiedName: .certifiedName
        case .host: .host
        case .labelValue: .labelValue
        case .cidr: .cidr
        case .privateRange: .privateRange
        case .ip: .ip
        case .ownAddress: .ownAddress
        case .sshPublicKey: .sshPublicKey
        case .portRange: .portRange
        case .ruled: .ruled
        case .password: .password
        case .base64: .base64
        case .labelSelector: .labelSelector
        case .pem: .pem
        case .zoneName: .zoneName
        case .recordName: .recordName
        case .record: .record
        }
    }
}

extension Observation: LanguageEnumeration {
    enum ObservationCase: CaseIterable {
        case path
        case firstOf
        case present
        case mapped
        case elements
        case firstEntry
        case firstAddress
        case nested
        case constant
        case never
    }

    var languageCase: ObservationCase {
        switch self {
        case .path: .path
        case .firstOf: .firstOf
        case .present: .present
        case .mapped: .mapped
        case .elements: .elements
        case .firstEntry: .firstEntry
        case .firstAddress: .firstAddress
        case .nested: .nested
        case .constant: .constant
        case .never: .never
        }
    }
}

extension ObservationPath.Component: LanguageEnumeration {
    enum ObservationPathComponentCase: CaseIterable {
        case key
        case each
        case eachWhere
    }

    var languageCase: ObservationPathComponentCase {
        switch self {
        case .key: .key
        case .each: .each
        case .eachWhere: .eachWhere
        }
    }
}

extension Attribute.Presence: LanguageEnumeration {
    enum AttributePresenceCase: CaseIterable {
        case required
        case optional
        case setting
        case inherited
        case sibling
        case defaulted
    }

    var languageCase: AttributePresenceCase {
        switch self {
        case .required: .required
        case .optional: .optional
        case .setting: .setting
        case .inherited: .inherited
        case .sibling: .sibling
        case .defaulted: .defaulted
        }
    }
}

extension Attribute.Creation: LanguageEnumeration {
    enum AttributeCreationCase: CaseIterable {
        case body
        case bodyWhenKnown
        case bodyForElements
        case afterwards
        case unsent
    }

    var languageCase: AttributeCreationCase {
        switch self {
        case .body: .body
        case .bodyWhenKnown: .bodyWhenKnown
        case .bodyForElements: .bodyForElements
        case .afterwards: .afterwards
        case .unsent: .unsent
        }
    }
}

extension Footing: LanguageEnumeration {
    enum FootingCase: CaseIterable {
        case own
        case target
    }

    var languageCase: FootingCase {
        switch self {
        case .own: .own
        case .target: .target
        }
    }
}

extension Claim: LanguageEnumeration {
    enum ClaimCase: CaseIterable {
        case type
        case among
        case within
        case target
    }

    var languageCase: ClaimCase {
        switch self {
        case .type: .type
        case .among: .among
        case .within: .within
        case .target: .target
        }
    }
}

extension Charge: LanguageEnumeration {
    enum ChargeCase: CaseIterable {
        case named
        case whileTrue
        case perUnit
        case surcharge
    }

    var languageCase: ChargeCase {
        switch self {
        case .named: .named
        case .whileTrue: .whileTrue
        case .perUnit: .perUnit
        case .surcharge: .surcharge
        }
    }
}

extension ImpactRule.Occasion: LanguageEnumeration {
    enum ImpactRuleOccasionCase: CaseIterable {
        case always
        case cleared
        case to
        case with
        case elementRemoved
    }

    var languageCase: ImpactRuleOccasionCase {
        switch self {
        case .always: .always
        case .cleared: .cleared
        case .to: .to
        case .with: .with
        case .elementRemoved: .elementRemoved
        }
    }
}

extension Output.Kind: LanguageEnumeration {
    enum OutputKindCase: CaseIterable {
        case text
        case number
        case byReference
        case first
    }

    var languageCase: OutputKindCase {
        switch self {
        case .text: .text
        case .number: .number
        case .byReference: .byReference
        case .first: .first
        }
    }
}

extension Output.OwnAddress: LanguageEnumeration {
    enum OutputOwnAddressCase: CaseIterable {
        case address
        case range
    }

    var languageCase: OutputOwnAddressCase {
        switch self {
        case .address: .address
        case .range: .range
        }
    }
}

extension Ailment.Remedy: LanguageEnumeration {
    enum AilmentRemedyCase: CaseIterable {
        case replacement
        case call
    }

    var languageCase: AilmentRemedyCase {
        switch self {
        case .replacement: .replacement
        case .call: .call
        }
    }
}

extension UserList.Effect: LanguageEnumeration {
    enum EffectCase: CaseIterable {
        case refusal
        case loss
    }

    var languageCase: EffectCase {
        switch self {
        case .refusal: .refusal
        case .loss: .loss
        }
    }
}

extension Constraint: LanguageEnumeration {
    enum ConstraintCase: CaseIterable {
        case exclusive
        case anyOf
        case elementsInside
        case elementsDisjoint
        case addressInside
        case rule
        case elementRule
        case equalParts
        case agreement
        case references
        case combination
        case reserved
        case elementsAlike
        case elementsApart
        case aloneAmong
        case aloneBelow
        case alsoTakes
        case atMost
        case referencedValue
        case referencedFlag
        case referencedApart
        case sharedReference
        case reachesZone
        case unlisted
        case elementsShared
    }

    var languageCase: ConstraintCase {
        switch self {
        case .exclusive: .exclusive
        case .anyOf: .anyOf
        case .elementsInside: .elementsInside
        case .elementsDisjoint: .elementsDisjoint
        case .addressInside: .addressInside
        case .rule: .rule
        case .elementRule: .elementRule
        case .equalParts: .equalParts
        case .agreement: .agreement
        case .references: .references
        case .combination: .combination
        case .reserved: .reserved
        case .elementsAlike: .elementsAlike
        case .elementsApart: .elementsApart
        case .aloneAmong: .aloneAmong
        case .aloneBelow: .aloneBelow
        case .alsoTakes: .alsoTakes
        case .atMost: .atMost
        case .referencedValue: .referencedValue
        case .referencedFlag: .referencedFlag
        case .referencedApart: .referencedApart
        case .sharedReference: .sharedReference
        case .reachesZone: .reachesZone
        case .unlisted: .unlisted
        case .elementsShared: .elementsShared
        }
    }
}

extension Constraint.Term.Test: LanguageEnumeration {
    enum ConstraintTermTestCase: CaseIterable {
        case equals
        case differs
        case isPresent
        case isAbsent
    }

    var languageCase: ConstraintTermTestCase {
        switch self {
        case .equals: .equals
        case .differs: .differs
        case .isPresent: .isPresent
        case .isAbsent: .isAbsent
        }
    }
}

extension Tariff: LanguageEnumeration {
    enum TariffCase: CaseIterable {
        case variants
        case perGigabyte
        case offered
    }

    var languageCase: TariffCase {
        switch self {
        case .variants: .variants
        case .perGigabyte: .perGigabyte
        case .offered: .offered
        }
    }
}

extension Offering.Reading: LanguageEnumeration {
    enum OfferingReadingCase: CaseIterable {
        case list
        case values
        case byName
    }

    var languageCase: OfferingReadingCase {
        switch self {
        case .list: .list
        case .values: .values
        case .byName: .byName
        }
    }
}

extension Offering.Places: LanguageEnumeration {
    enum OfferingPlacesCase: CaseIterable {
        case all
        case listed
        case priced
    }

    var languageCase: OfferingPlacesCase {
        switch self {
        case .all: .all
        case .listed: .listed
        case .priced: .priced
        }
    }
}

extension Controller.Mark: LanguageEnumeration {
    enum MarkCase: CaseIterable {
        case key
        case keyPrefix
        case label
    }

    var languageCase: MarkCase {
        switch self {
        case .key: .key
        case .keyPrefix: .keyPrefix
        case .label: .label
        }
    }
}

extension UsualValue: LanguageEnumeration {
    enum UsualValueCase: CaseIterable {
        case value
        case sibling
        case object
    }

    var languageCase: UsualValueCase {
        switch self {
        case .value: .value
        case .sibling: .sibling
        case .object: .object
        }
    }
}
