// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: language mode 6, every warning an error, unsafe code marked, imports explicit.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// Release executables are static and stripped: they start faster and run on any distribution.
let release: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-executable", "-Xlinker", "-s", "-Xlinker", "--gc-sections"],
    .when(configuration: .release))
]

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, c: [CSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, cSettings: c, swiftSettings: house)
}

func executable(_ name: String, _ dependencies: [Target.Dependency], linker: [LinkerSetting] = []) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: house, linkerSettings: linker)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: house)
}

// A target imports only targets listed above it; `ARCHITECTURE.md` has the map.
let package = Package(
  name: "stl",
  products: [
    .executable(name: "stld", targets: ["stld"]),
    .executable(name: "stlctl", targets: ["stlctl"]),
    .executable(name: "stl-dev", targets: ["stl-dev"]),
  ],
  targets: [
    room("STLText"),
    room("STLJSON"),
    room("CLinux"),
    room("STLSystem", ["CLinux"], c: [.define("_GNU_SOURCE")]),
    room("STLSyntax", ["STLText"]),
    room("STLModel", ["STLText", "STLSyntax"]),
    room("STLGraph", ["STLText", "STLModel"]),
    room("STLRules", ["STLText", "STLSyntax", "STLModel", "STLGraph"]),
    room("STLEngine", ["STLText", "STLModel", "STLGraph", "STLRules"]),
    room("STLReports", ["STLText", "STLJSON", "STLSyntax", "STLModel", "STLGraph", "STLRules", "STLEngine"]),
    room("STLWire", ["STLJSON"]),
    room(
      "STLService", ["STLText", "STLJSON", "STLModel", "STLGraph", "STLRules", "STLEngine", "STLReports", "STLWire"]),
    room("STLFiles", ["STLText", "STLSystem", "STLSyntax", "STLModel", "STLEngine"]),
    room(
      "STLDaemon", ["STLText", "STLSystem", "STLSyntax", "STLRules", "STLEngine", "STLWire", "STLService", "STLFiles"]),
    room(
      "STLCommands",
      [
        "STLText", "STLJSON", "STLSystem", "STLSyntax", "STLModel", "STLRules", "STLEngine", "STLReports", "STLWire",
        "STLService", "STLFiles", "STLDaemon",
      ]),
    // Plays kernel, clients and clock around the daemon; for tests and `stl-dev` only.
    room(
      "Simulation",
      [
        "STLText", "STLJSON", "STLSystem", "STLSyntax", "STLModel", "STLGraph", "STLRules", "STLEngine", "STLWire",
        "STLService", "STLFiles", "STLDaemon",
      ],
      path: "Tests/Simulation"),
    executable("stld", ["STLDaemon", "STLSystem"], linker: release),
    executable("stlctl", ["STLCommands", "STLSystem"], linker: release),
    executable(
      "stl-dev",
      [
        "STLCommands", "STLDaemon", "STLSystem", "STLText", "STLJSON", "STLSyntax", "STLModel", "STLRules",
        "STLReports", "STLService", "STLFiles", "STLWire", "Simulation",
      ]),

    tests("STLTextTests", ["STLText"]),
    tests("STLJSONTests", ["STLJSON"]),
    tests("STLSystemTests", ["STLSystem"]),
    tests("STLSyntaxTests", ["STLSyntax", "STLText"]),
    tests("STLModelTests", ["STLModel", "STLSyntax", "STLText"]),
    tests("STLGraphTests", ["STLGraph", "STLModel", "STLText", "STLEngine", "STLRules"]),
    tests("STLRulesTests", ["STLSystem", "STLRules", "STLGraph", "STLModel", "STLText", "STLEngine"]),
    tests("STLEngineTests", ["STLEngine", "STLRules", "STLGraph", "STLModel", "STLText"]),
    tests("STLReportsTests", ["STLReports", "STLEngine", "STLGraph", "STLModel", "STLText", "STLJSON", "STLSystem"]),
    tests("STLWireTests", ["STLWire", "STLJSON"]),
    tests("STLServiceTests", ["STLService", "STLReports", "STLWire", "STLJSON", "STLEngine", "STLText", "STLSystem"]),
    tests("STLFilesTests", ["STLFiles", "STLSystem", "STLSyntax", "STLModel", "STLEngine", "STLText", "Simulation"]),
    tests(
      "STLDaemonTests",
      ["STLDaemon", "STLService", "STLFiles", "STLModel", "STLSystem", "STLWire", "STLJSON", "STLEngine", "STLText"]),
    tests(
      "STLCommandsTests",
      [
        "STLCommands", "STLDaemon", "STLFiles", "STLReports", "STLJSON", "STLSystem", "STLEngine", "STLText", "STLWire",
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["STLSystem", "STLWire", "STLJSON"], exclude: ["clients"],
      swiftSettings: house),
    tests("SimulationTests", ["Simulation"]),
    tests("RepositoryTests", ["STLSystem"]),
  ]
)
