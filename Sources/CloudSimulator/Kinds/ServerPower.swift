extension Route {
    static let serverPower: [Route] = [
        Route(.post, "servers/{id}/actions/poweron") { try $0.project.powerOn($0) },
        Route(.post, "servers/{id}/actions/poweroff") { try $0.project.powerOff($0) },
        Route(.post, "servers/{id}/actions/shutdown") { try $0.project.shutDown($0) },
        Route(.post, "servers/{id}/actions/reboot") { call in
            try call.project.restart(call, "reboot_server", takes: ActionTime.rebootServer)
        },
        Route(.post, "servers/{id}/actions/reset") { call in
            try call.project.restart(call, "reset_server", takes: ActionTime.resetServer)
        },
    ]
}

extension Project {
    /// The server of the path, when nothing else is being done to it.
    func idleServer(_ call: Call) throws(APIFailure) -> Server {
        let server = try find(Server.self, call)
        try requireIdle(.server(server.id))
        return server
    }

    fileprivate func powerOn(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        guard server.status == .off else { return response(finished("start_server", on: [.server(server.id)])) }
        guard relations.addressesByServer.count(server.id) > 0 || !server.attachments.isEmpty else {
            throw APIFailure.unprocessable("server_has_no_interface", "server has no network interface")
        }
        change(Server.self, server.id) { $0.status = .starting }
        let effect = ActionEffect.serverRuns(server.id)
        return response(start("start_server", on: [.server(server.id)], takes: ActionTime.startServer, effect))
    }

    fileprivate func powerOff(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        guard server.status != .off else { return response(finished("stop_server", on: [.server(server.id)])) }
        change(Server.self, server.id) { $0.status = .stopping }
        let effect = ActionEffect.serverStops(server.id)
        return response(start("stop_server", on: [.server(server.id)], takes: ActionTime.stopServer, effect))
    }

    /// Success means that the guest was asked; it takes its time to follow.
    fileprivate func shutDown(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try idleServer(call)
        guard server.status != .off else { return response(finished("shutdown_server", on: [.server(server.id)])) }
        let effect = ActionEffect.shutdownSignalled(server.id)
        return response(start("shutdown_server", on: [.server(server.id)], takes: ActionTime.signalShutdown, effect))
    }

    fileprivate func restart(_ call: Call, _ command: String, takes time: Int64) throws(APIFailure) -> SimulatorResponse
    {
        let server = try idleServer(call)
        guard server.status != .off else {
            throw APIFailure.serviceError("server with ID '\(server.id)' is not running")
        }
        return response(start(command, on: [.server(server.id)], takes: time, .serverRuns(server.id)))
    }

    /// A boot uses up the rescue system: the next one is from the disk again.
    func serverRuns(_ id: Int) {
        change(Server.self, id) { server in
            server.status = .running
            server.settledStatus = .running
            server.rescueEnds = nil
            server.guestEnds = nil
        }
    }

    func serverStops(_ id: Int) {
        change(Server.self, id) { server in
            server.status = .off
            server.settledStatus = .off
            server.guestEnds = nil
        }
    }

    func shutdownIsSignalled(_ id: Int, at moment: Moment) {
        let due = moment.adding(world.paced(ActionTime.guestShutdown))
        change(Server.self, id) { $0.guestEnds = due }
        events.plan(.guestIsOff(server: id), at: due)
    }

    /// Only the latest signal counts, and none after a power action has begun.
    func guestIsOff(_ id: Int, at moment: Moment) {
        guard let server = servers[id], server.guestEnds == moment, server.status == .running else { return }
        serverStops(id)
    }
}
