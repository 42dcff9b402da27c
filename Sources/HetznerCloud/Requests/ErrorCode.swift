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
    /// The operation is not allowed to this account.
    public static let forbidden: Self = "forbidden"
    /// The operation is blocked for maintenance; it is possible again in minutes or hours.
    public static let maintenance: Self = "maintenance"
    /// A quota of the project or the account is used up; the details name it.
    public static let resourceLimitExceeded: Self = "resource_limit_exceeded"
    /// There is no such object in the project, or no such operation.
    public static let notFound: Self = "not_found"
    /// The path does not have that method.
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
    /// Something behind the API refuses; only the message says what.
    public static let serviceError: Self = "service_error"
    /// The object cannot do this.
    public static let unsupportedError: Self = "unsupported_error"
    /// An action is running on the object.
    public static let locked: Self = "locked"
    /// The object is protected from this operation.
    public static let protected: Self = "protected"
    /// Hetzner has locked the object; only their support can unlock it.
    public static let resourceLocked: Self = "resource_locked"
    /// The project has used up its requests for now; they refill by one a second.
    public static let rateLimitExceeded: Self = "rate_limit_exceeded"
    /// The API failed; whether the request was carried out is unknown.
    public static let serverError: Self = "server_error"
    /// Something before the API could not reach it.
    public static let badGateway: Self = "bad_gateway"
    /// The API, or a part of it, is down.
    public static let unavailable: Self = "unavailable"
    /// The API gave up waiting for itself: whether the request was carried out is unknown.
    public static let timeout: Self = "timeout"
    /// Neither the API nor the status tells what is wrong.
    public static let unknownError: Self = "unknown_error"
    /// Robot, which knows dedicated servers, is down.
    public static let robotUnavailable: Self = "robot_unavailable"
    /// An old name of `rate_limit_exceeded`.
    public static let limitReached: Self = "limit_reached"
    /// Something else still uses the object, as servers do a firewall.
    public static let resourceInUse: Self = "resource_in_use"
    /// An address can only be deleted once it is unassigned.
    public static let mustBeUnassigned: Self = "must_be_unassigned"
}

// Servers.
extension ErrorCode {
    /// The type does not fit the server: its architecture, storage or disk.
    public static let invalidServerType: Self = "invalid_server_type"
    /// The server has to be off.
    public static let serverNotStopped: Self = "server_not_stopped"
    /// The server is in that network.
    public static let serverAlreadyAttached: Self = "server_already_attached"
    /// The firewall is applied to that server.
    public static let serverAlreadyAdded: Self = "server_already_added"
    /// The server is in a placement group.
    public static let alreadyInPlacementGroup: Self = "already_in_placement_group"
    /// The placement group has its ten servers.
    public static let placementGroupMemberLimitReached: Self = "placement_group_member_limit_reached"
}

// Networks and volumes.
extension ErrorCode {
    /// Somebody has that address, or it lies in no subnet.
    public static let ipNotAvailable: Self = "ip_not_available"
    /// No subnet has a free address in the right network zone.
    public static let noSubnetAvailable: Self = "no_subnet_available"
    /// The object is in another network with the same addresses.
    public static let networksOverlap: Self = "networks_overlap"
    /// A subnet has that vSwitch.
    public static let vSwitchIDAlreadyUsed: Self = "vswitch_id_already_used"
    /// The location has no room for the volume.
    public static let noSpaceLeftInLocation: Self = "no_space_left_in_location"
    /// The volume is attached to a server.
    public static let volumeAlreadyAttached: Self = "volume_already_attached"
}

// Primary and floating IPs.
extension ErrorCode {
    /// There is no such primary IP in the project.
    public static let primaryIPNotFound: Self = "primary_ip_not_found"
    /// The primary IP belongs to something else.
    public static let primaryIPAssigned: Self = "primary_ip_assigned"
    /// The primary IP belongs to something else.
    public static let primaryIPAlreadyAssigned: Self = "primary_ip_already_assigned"
    /// The primary IP is of the other family.
    public static let primaryIPVersionMismatch: Self = "primary_ip_version_mismatch"
    /// The Primary IP is in another location.
    public static let primaryIPDatacenterMismatch: Self = "primary_ip_datacenter_mismatch"
    /// The server has an IPv4 address.
    public static let serverHasIPv4: Self = "server_has_ipv4"
    /// The server has an IPv6 network.
    public static let serverHasIPv6: Self = "server_has_ipv6"
    /// A load balancer reaches the server by that address.
    public static let serverIsLoadBalancerTarget: Self = "server_is_load_balancer_target"
    /// The floating IP leads to a server.
    public static let floatingIPAssigned: Self = "floating_ip_assigned"
}

// Firewalls.
extension ErrorCode {
    /// The firewall cannot protect that kind of network.
    public static let incompatibleNetworkType: Self = "incompatible_network_type"
    /// The firewall is not applied to that, or there is no such thing.
    public static let firewallResourceNotFound: Self = "firewall_resource_not_found"
    /// The firewall is applied to that already.
    public static let firewallAlreadyApplied: Self = "firewall_already_applied"
    /// The firewall is applied by a label selector; it can only be removed with that.
    public static let firewallManagedByLabelSelector: Self = "firewall_managed_by_label_selector"
    /// The server has no public address to protect.
    public static let privateNetOnlyServer: Self = "private_net_only_server"
}

// Load balancers.
extension ErrorCode {
    /// Another service listens on that port.
    public static let sourcePortAlreadyUsed: Self = "source_port_already_used"
    /// The load balancer has that target.
    public static let targetAlreadyDefined: Self = "target_already_defined"
    /// The address does not belong to a dedicated server of the account.
    public static let ipNotOwned: Self = "ip_not_owned"
    /// The server has no public IPv4 address to send traffic to.
    public static let missingIPv4: Self = "missing_ipv4"
    /// An address of a cloud server cannot be a target; the server can.
    public static let cloudResourceIPNotAllowed: Self = "cloud_resource_ip_not_allowed"
    /// What the load balancer has does not fit the type.
    public static let invalidLoadBalancerType: Self = "invalid_load_balancer_type"
    /// The load balancer is in a network; it can be in one only.
    public static let loadBalancerAlreadyAttached: Self = "load_balancer_already_attached"
    /// The load balancer is in no network.
    public static let loadBalancerNotAttachedToNetwork: Self = "load_balancer_not_attached_to_network"
    /// The load balancer can only reach targets by private addresses.
    public static let loadBalancerPublicInterfaceDisabled: Self = "load_balancer_public_interface_disabled"
    /// The target is not in the load balancer's network.
    public static let serverNotAttachedToNetwork: Self = "server_not_attached_to_network"
    /// Some targets are reached by public addresses.
    public static let targetsWithoutUsePrivateIP: Self = "targets_without_use_private_ip"
    /// The address is in no vSwitch subnet of the load balancer's network.
    public static let ipNotInVSwitchSubnet: Self = "ip_not_in_vswitch_subnet"
    /// The load balancer's network has no vSwitch subnet.
    public static let networkHasNoVSwitchSubnet: Self = "network_has_no_vswitch_subnet"
    /// The private addresses of targets could not be found out.
    public static let resolveCloudPrivateTargetsError: Self = "resolve_cloud_private_targets_error"
    /// The public addresses of targets could not be found out.
    public static let resolveCloudPublicTargetsError: Self = "resolve_cloud_public_targets_error"
}

// Certificates and zones.
extension ErrorCode {
    /// A CAA record of the domain excludes Let's Encrypt.
    public static let caaRecordDoesNotAllowCA: Self = "caa_record_does_not_allow_ca"
    /// Let's Encrypt could not check the domain by DNS.
    public static let caDNSValidationFailed: Self = "ca_dns_validation_failed"
    /// Let's Encrypt refuses for now: too many attempts failed.
    public static let caTooManyAuthorizationsFailedRecently: Self = "ca_too_many_authorizations_failed_recently"
    /// Let's Encrypt refuses for now: too many certificates for the domain.
    public static let caTooManyCertificatesIssuedForRegisteredDomain: Self =
        "ca_too_many_certificates_issued_for_registered_domain"
    /// Let's Encrypt refuses for now: too many certificates for the same names.
    public static let caTooManyDuplicateCertificates: Self = "ca_too_many_duplicate_certificates"
    /// It could not be found out whether the domain leads to the zone.
    public static let couldNotVerifyDomainDelegatedToZone: Self = "could_not_verify_domain_delegated_to_zone"
    /// The domain has no zone in the project.
    public static let dnsZoneNotFound: Self = "dns_zone_not_found"
    /// The domain's zone is a copy, so nothing can be proven with it.
    public static let dnsZoneIsSecondaryZone: Self = "dns_zone_is_secondary_zone"
    /// The operation is for zones of the other mode.
    public static let incorrectZoneMode: Self = "incorrect_zone_mode"
}

// Codes of actions that failed.
extension ErrorCode {
    /// The action failed; only the message says why.
    public static let actionFailed: Self = "action_failed"
    /// The action needs its owner to do something first; the message says what.
    public static let userActionRequired: Self = "user_action_required"
    /// The server was deleted meanwhile.
    public static let serverDoesNotExistAnymore: Self = "server_does_not_exist_anymore"
    /// The action was given up.
    public static let canceled: Self = "canceled"
}
