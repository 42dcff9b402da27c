import JSONDocuments

extension SimulatedCloud {
    /// Answers what is below `/_simulator/`: the controls that the real API does not have.
    func control(_ request: SimulatorRequest) -> SimulatorResponse {
        let path = request.target.split(separator: "?").first.map(String.init) ?? ""
        do throws(APIFailure) {
            switch (request.method, path) {
            case ("GET", "/_simulator/requests"):
                return SimulatorResponse(200, log.json)
            case ("DELETE", "/_simulator/requests"):
                forgetRequests()
                return .noContent
            case ("POST", "/_simulator/reset"):
                reset()
                return .noContent
            case ("GET", "/_simulator/faults"):
                return faultsResponse
            case ("POST", "/_simulator/faults"), ("PUT", "/_simulator/faults"):
                try replaceFaults(request)
                return faultsResponse
            case ("GET", "/_simulator/clock"):
                return clockResponse
            case ("POST", "/_simulator/clock"):
                try setClock(request)
                return clockResponse
            case ("PUT", "/_simulator/sold-out"):
                try sellOut(request)
                return .noContent
            case ("POST", "/_simulator/storage"):
                return try fillStorage(request)
            case ("POST", "/_simulator/seed"):
                return try seed(request)
            default:
                throw APIFailure.unknownRoute
            }
        } catch {
            return error.response
        }
    }

    private var faultsResponse: SimulatorResponse {
        SimulatorResponse(200, ["faults": .strings(world.faults.map(\.description))])
    }

    private func replaceFaults(_ request: SimulatorRequest) throws(APIFailure) {
        var input = try Input(request.body)
        let rules = input.strings("faults")
        try input.finish()
        var faults: [SimulatorFault] = []
        for rule in rules {
            do {
                faults.append(try SimulatorFault(rule))
            } catch {
                throw APIFailure.invalidInput(field: "faults", error.description)
            }
        }
        setFaults(faults)
    }

    /// `server_types` are names, in `locations` or everywhere; what is not named can be had again.
    private func sellOut(_ request: SimulatorRequest) throws(APIFailure) {
        var input = try Input(request.body)
        let types = input.strings("server_types")
        let locations = input.has("locations") ? Set(input.strings("locations")) : nil
        try input.finish()
        if let unknown = types.first(where: { world.catalog.serverTypes.named($0).isEmpty }) {
            throw APIFailure.invalidInput(field: "server_types", "there is no server type '\(unknown)'")
        }
        if let unknown = locations?.sorted().first(where: { world.catalog.locations.named($0).isEmpty }) {
            throw APIFailure.invalidInput(field: "locations", "there is no location '\(unknown)'")
        }
        world.sellOut(SoldOut(serverTypes: Set(types), locations: locations))
    }

    private var clockResponse: SimulatorResponse {
        let speed: JSON =
            switch world.settings.pace {
            case .instant: "instant"
            case .times(let factor): .double(factor)
            }
        return SimulatorResponse(200, ["now": .string(Moment(milliseconds: time).text), "speed": speed])
    }

    /// `advance` is in seconds; `speed` is a factor or `instant`.
    private func setClock(_ request: SimulatorRequest) throws(APIFailure) {
        var input = try Input(request.body)
        let seconds = input.optionalInteger("advance", in: 0...3_153_600_000)
        var pace: SimulatorSettings.Pace?
        switch input.value("speed") {
        case nil: break
        case .string("instant"): pace = .instant
        case .integer(let factor) where factor > 0: pace = .times(Double(factor))
        case .number(let factor) where factor > 0: pace = .times(factor)
        default: input.reject("speed", "must be a positive number or 'instant'")
        }
        try input.finish()
        if let seconds { advance(milliseconds: Int64(seconds) * 1_000) }
        if let pace { setPace(pace) }
    }

    /// Puts data into a storage box, which the API itself cannot.
    private func fillStorage(_ request: SimulatorRequest) throws(APIFailure) -> SimulatorResponse {
        guard let access = access(of: request), !access.isReadOnly else { throw APIFailure.unauthorized }
        let project = project(access.project)
        project.settle()
        var input = try Input(request.body)
        let id = input.integer("storage_box")
        let size = input.integer("size")
        try input.finish()
        let box = try project.find(StorageBox.self, id)
        guard size + project.snapshotSize(of: id) <= world.catalog.storageBoxTypes[box.type]?.size ?? 0 else {
            throw APIFailure.invalidInput(field: "size", "is more than the storage box holds")
        }
        project.change(StorageBox.self, id) { $0.dataSize = size }
        saveChanges()
        return project.response(200, StorageBox.self, id)
    }

    private func seed(_ request: SimulatorRequest) throws(APIFailure) -> SimulatorResponse {
        guard let access = access(of: request), !access.isReadOnly else { throw APIFailure.unauthorized }
        let project = project(access.project)
        project.settle()
        let response = try project.seedServers(Input(request.body))
        saveChanges()
        return response
    }
}

extension Project {
    /// Fills the project with running servers, `PREFIX-1` to `PREFIX-N`, each with both addresses of its own.
    fileprivate func seedServers(_ body: Input) throws(APIFailure) -> SimulatorResponse {
        var input = body
        let count = input.integer("servers", in: 0...100_000)
        let prefix = input.optionalString("name_prefix", .hostname) ?? "server"
        let labels = input.labels() ?? [:]
        let wantedType = input.optionalReference("type") ?? .name("cx23")
        let wantedImage = input.optionalReference("image") ?? .name("ubuntu-24.04")
        let wantedLocation = input.optionalReference("location") ?? .name("fsn1")
        try input.finish()
        guard let type = world.catalog.serverTypes.first(wantedType) else {
            throw APIFailure.invalidInput(field: "type", "server type '\(wantedType.text)' not found")
        }
        guard let image = findImage(wantedImage, architecture: type.architecture) else {
            throw APIFailure.invalidInput(field: "image", "image '\(wantedImage.text)' not found")
        }
        guard let location = world.catalog.locations.first(wantedLocation) else {
            throw APIFailure.invalidInput(field: "location", "location '\(wantedLocation.text)' not found")
        }
        for number in 1...max(count, 1) where number <= count {
            try requireUnique(Server.self, name: "\(prefix)-\(number)")
        }
        var ids: [Int] = []
        for number in 1...max(count, 1) where number <= count {
            var server = Server(
                id: world.identifiers.next(.server),
                title: "\(prefix)-\(number)",
                labels: labels,
                created: now,
                type: type.id,
                location: location.id,
                image: image.id,
                diskSize: type.disk
            )
            server.status = .running
            server.settledStatus = .running
            save(server)
            for family in PrimaryIP.Family.allCases {
                var ip = try newPrimaryIP(nil, family, location.id, deletesWithServer: true)
                ip.assignee = server.id
                save(ip)
            }
            ids.append(server.id)
        }
        return SimulatorResponse(201, ["servers": .int(ids.count), "first": .optional(ids.first)])
    }
}
