// A value of the API that has no type here is a `JSONValue`: whoever imports this module has it too.
@_exported import JSONDocuments
