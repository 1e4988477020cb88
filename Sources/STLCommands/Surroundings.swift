import STLSystem

/// What a run takes from its process, as one value, so that tests can hand in another.
package struct Surroundings {
  private let environment: (String) -> String?
  /// The working directory.
  let directory: String
  /// Columns of the terminal that the output goes to; nil where it goes elsewhere, 0 where it does not say.
  let terminalColumns: Int?
  let write: ([UInt8]) throws(SystemError) -> Void
  let writeError: ([UInt8]) throws(SystemError) -> Void

  init(
    environment: @escaping (String) -> String?, directory: String, terminalColumns: Int? = nil,
    write: @escaping ([UInt8]) throws(SystemError) -> Void,
    writeError: @escaping ([UInt8]) throws(SystemError) -> Void
  ) {
    self.environment = environment
    self.directory = directory
    self.terminalColumns = terminalColumns
    self.write = write
    self.writeError = writeError
  }

  /// Those of this process.
  package static var process: Surroundings {
    let output = StandardStream.output
    return Surroundings(
      environment: { Process.environment($0) }, directory: (try? Files.workingDirectory()) ?? "/",
      terminalColumns: output.isTerminal ? output.terminalSize?.columns ?? 0 : nil,
      write: { bytes throws(SystemError) in try output.write(bytes) },
      writeError: { bytes throws(SystemError) in try StandardStream.error.write(bytes) })
  }

  /// An environment variable; nil where it is not set, or empty.
  func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// `path` as the working directory has it.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : directory + "/" + path }
}
