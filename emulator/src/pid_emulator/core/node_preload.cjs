// Leads Node's connections to the registries' names to the emulator: before 24, Node reads no proxy from its
// environment. NODE_OPTIONS loads this file; every client that Node's own modules connect for is led.
"use strict";
const http = require("node:http");
const net = require("node:net");
const tls = require("node:tls");

const hosts = new Set((process.env.PID_EMULATOR_HOSTS || "").split(" "));
const [secure, plain] = (process.env.PID_EMULATOR_PORTS || "").split(" ").map(Number);

function led(connect, port) {
  return function (options, ...rest) {
    const host = options && (options.host || options.hostname);
    if (!hosts.has(host)) return connect.call(this, options, ...rest);
    const here = { ...options, host: "127.0.0.1", port, servername: options.servername || host };
    return connect.call(this, here, ...rest);
  };
}

tls.connect = led(tls.connect, secure);
net.connect = net.createConnection = led(net.connect, plain);
http.Agent.prototype.createConnection = led(http.Agent.prototype.createConnection, plain);
