// What the API takes by id or by name is told by either, as it is at hand: a `String`, an `ID`, a number in the source, or
// an `IDOrName`. There is a protocol for each kind, so that the id of a server is no image.

/// Tells an image: its name, its id, or an ``IDOrName``.
public protocol ImageReference: _JSONWritable {}

extension String: ImageReference {}

extension Int: ImageReference {}

extension Identifier: ImageReference where Subject == Image {}

extension IDOrName: ImageReference where Subject == Image {}

/// Tells an ISO: its name, its id, or an ``IDOrName``.
public protocol ISOReference: _JSONWritable {}

extension String: ISOReference {}

extension Int: ISOReference {}

extension Identifier: ISOReference where Subject == ISO {}

extension IDOrName: ISOReference where Subject == ISO {}

/// Tells a type of load balancers: its name, its id, or an ``IDOrName``.
public protocol LoadBalancerTypeReference: _JSONWritable {}

extension String: LoadBalancerTypeReference {}

extension Int: LoadBalancerTypeReference {}

extension Identifier: LoadBalancerTypeReference where Subject == LoadBalancerType {}

extension IDOrName: LoadBalancerTypeReference where Subject == LoadBalancerType {}

/// Tells a location: its name, its id, or an ``IDOrName``.
public protocol LocationReference: _JSONWritable {}

extension String: LocationReference {}

extension Int: LocationReference {}

extension Identifier: LocationReference where Subject == Location {}

extension IDOrName: LocationReference where Subject == Location {}

/// Tells a type of servers: its name, its id, or an ``IDOrName``.
public protocol ServerTypeReference: _JSONWritable {}

extension String: ServerTypeReference {}

extension Int: ServerTypeReference {}

extension Identifier: ServerTypeReference where Subject == ServerType {}

extension IDOrName: ServerTypeReference where Subject == ServerType {}

/// Tells an SSH key: its name, its id, or an ``IDOrName``.
public protocol SSHKeyReference: _JSONWritable {}

extension String: SSHKeyReference {}

extension Int: SSHKeyReference {}

extension Identifier: SSHKeyReference where Subject == SSHKey {}

extension IDOrName: SSHKeyReference where Subject == SSHKey {}

/// Tells a snapshot of a storage box: its name, its id, or an ``IDOrName``.
public protocol StorageBoxSnapshotReference: _JSONWritable {}

extension String: StorageBoxSnapshotReference {}

extension Int: StorageBoxSnapshotReference {}

extension Identifier: StorageBoxSnapshotReference where Subject == StorageBoxSnapshot {}

extension IDOrName: StorageBoxSnapshotReference where Subject == StorageBoxSnapshot {}

/// Tells a type of storage boxes: its name, its id, or an ``IDOrName``.
public protocol StorageBoxTypeReference: _JSONWritable {}

extension String: StorageBoxTypeReference {}

extension Int: StorageBoxTypeReference {}

extension Identifier: StorageBoxTypeReference where Subject == StorageBoxType {}

extension IDOrName: StorageBoxTypeReference where Subject == StorageBoxType {}

/// Tells a zone: its name, its id, or an ``IDOrName``.
public protocol ZoneReference: _JSONWritable, CustomStringConvertible {}

extension String: ZoneReference {}

extension Int: ZoneReference {}

extension Identifier: ZoneReference where Subject == Zone {}

extension IDOrName: ZoneReference where Subject == Zone {}
