/// The API's name for what went wrong.
///
/// Codes that this library does not know keep their text.
public struct ErrorCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral value: String) {
        rawValue = value
    }

    public var description: String { rawValue }
}

// Codes that any operation may answer with.
extension ErrorCode {
    /// The body is not JSON.
    public static let jsonError: Self = "json_error"
    /// The token is missing or wrong.
    public static let unauthorized: Self = "unauthorized"
    /// The token may only read.
    public static let tokenReadonly: Self = "token_readonly"
    public static let forbidden: Self = "forbidden"
    public static let maintenance: Self = "maintenance"
    /// A quota of the project or the account is used up; the details name it.
    public static let resourceLimitExceeded: Self = "resource_limit_exceeded"
    public static let notFound: Self = "not_found"
    public static let methodNotAllowed: Self = "method_not_allowed"
    /// The name or the fingerprint is in use; the details name the field.
    public static let uniquenessError: Self = "uniqueness_error"
    /// The object changed while the request was carried out; the same request may succeed now.
    public static let conflict: Self = "conflict"
    /// The operation was removed from the API; the details hold the announcement.
    public static let deprecatedAPIEndpoint: Self = "deprecated_api_endpoint"
    /// Out of stock, for now.
    public static let resourceUnavailable: Self = "resource_unavailable"
    /// No host has room for the server.
    public static let placementError: Self = "placement_error"
    /// Validation failed; the details name the fields.
    public static let invalidInput: Self = "invalid_input"
    public static let serviceError: Self = "service_error"
    public static let unsupportedError: Self = "unsupported_error"
    /// An action is running on the object.
    public static let locked: Self = "locked"
    /// The object is protected from this operation.
    public static let protected: Self = "protected"
    /// Hetzner has locked the object; only their support can unlock it.
    public static let resourceLocked: Self = "resource_locked"
    public static let rateLimitExceeded: Self = "rate_limit_exceeded"
    public static let serverError: Self = "server_error"
    public static let badGateway: Self = "bad_gateway"
    public static let unavailable: Self = "unavailable"
    /// The API gave up waiting for itself: whether the request was carried out is unknown.
    public static let timeout: Self = "timeout"
    public static let unknownError: Self = "unknown_error"
    public static let robotUnavailable: Self = "robot_unavailable"
    /// An old name of `rate_limit_exceeded`.
    public static let limitReached: Self = "limit_reached"
    public static let resourceInUse: Self = "resource_in_use"
    public static let mustBeUnassigned: Self = "must_be_unassigned"
}

// Servers.
extension ErrorCode {
    public static let invalidServerType: Self = "invalid_server_type"
    public static let serverNotStopped: Self = "server_not_stopped"
    public static let serverAlreadyAttached: Self = "server_already_attached"
    public static let serverAlreadyAdded: Self = "server_already_added"
    public static let alreadyInPlacementGroup: Self = "already_in_placement_group"
    public static let placementGroupMemberLimitReached: Self = "placement_group_member_limit_reached"
}

// Networks and volumes.
extension ErrorCode {
    public static let ipNotAvailable: Self = "ip_not_available"
    public static let noSubnetAvailable: Self = "no_subnet_available"
    public static let networksOverlap: Self = "networks_overlap"
    public static let vSwitchIDAlreadyUsed: Self = "vswitch_id_already_used"
    public static let noSpaceLeftInLocation: Self = "no_space_left_in_location"
    public static let volumeAlreadyAttached: Self = "volume_already_attached"
}

// Primary and floating IPs.
extension ErrorCode {
    public static let primaryIPNotFound: Self = "primary_ip_not_found"
    public static let primaryIPAssigned: Self = "primary_ip_assigned"
    public static let primaryIPAlreadyAssigned: Self = "primary_ip_already_assigned"
    public static let primaryIPVersionMismatch: Self = "primary_ip_version_mismatch"
    /// The Primary IP is in another location.
    public static let primaryIPDatacenterMismatch: Self = "primary_ip_datacenter_mismatch"
    public static let serverHasIPv4: Self = "server_has_ipv4"
    public static let serverHasIPv6: Self = "server_has_ipv6"
    public static let serverIsLoadBalancerTarget: Self = "server_is_load_balancer_target"
    public static let floatingIPAssigned: Self = "floating_ip_assigned"
}

// Firewalls.
extension ErrorCode {
    public static let incompatibleNetworkType: Self = "incompatible_network_type"
    public static let firewallResourceNotFound: Self = "firewall_resource_not_found"
    public static let firewallAlreadyApplied: Self = "firewall_already_applied"
    public static let firewallManagedByLabelSelector: Self = "firewall_managed_by_label_selector"
    public static let privateNetOnlyServer: Self = "private_net_only_server"
}

// Load balancers.
extension ErrorCode {
    public static let sourcePortAlreadyUsed: Self = "source_port_already_used"
    public static let targetAlreadyDefined: Self = "target_already_defined"
    public static let ipNotOwned: Self = "ip_not_owned"
    public static let missingIPv4: Self = "missing_ipv4"
    public static let cloudResourceIPNotAllowed: Self = "cloud_resource_ip_not_allowed"
    public static let invalidLoadBalancerType: Self = "invalid_load_balancer_type"
    public static let loadBalancerAlreadyAttached: Self = "load_balancer_already_attached"
    public static let loadBalancerNotAttachedToNetwork: Self = "load_balancer_not_attached_to_network"
    public static let loadBalancerPublicInterfaceDisabled: Self = "load_balancer_public_interface_disabled"
    public static let serverNotAttachedToNetwork: Self = "server_not_attached_to_network"
    public static let targetsWithoutUsePrivateIP: Self = "targets_without_use_private_ip"
    public static let ipNotInVSwitchSubnet: Self = "ip_not_in_vswitch_subnet"
    public static let networkHasNoVSwitchSubnet: Self = "network_has_no_vswitch_subnet"
    public static let resolveCloudPrivateTargetsError: Self = "resolve_cloud_private_targets_error"
    public static let resolveCloudPublicTargetsError: Self = "resolve_cloud_public_targets_error"
}

// Certificates and zones.
extension ErrorCode {
    public static let caaRecordDoesNotAllowCA: Self = "caa_record_does_not_allow_ca"
    public static let caDNSValidationFailed: Self = "ca_dns_validation_failed"
    public static let caTooManyAuthorizationsFailedRecently: Self = "ca_too_many_authorizations_failed_recently"
    public static let caTooManyCertificatesIssuedForRegisteredDomain: Self =
        "ca_too_many_certificates_issued_for_registered_domain"
    public static let caTooManyDuplicateCertificates: Self = "ca_too_many_duplicate_certificates"
    public static let couldNotVerifyDomainDelegatedToZone: Self = "could_not_verify_domain_delegated_to_zone"
    public static let dnsZoneNotFound: Self = "dns_zone_not_found"
    public static let dnsZoneIsSecondaryZone: Self = "dns_zone_is_secondary_zone"
    public static let incorrectZoneMode: Self = "incorrect_zone_mode"
}

// Codes of actions that failed.
extension ErrorCode {
    public static let actionFailed: Self = "action_failed"
    public static let userActionRequired: Self = "user_action_required"
    public static let serverDoesNotExistAnymore: Self = "server_does_not_exist_anymore"
    public static let canceled: Self = "canceled"
}
