extension MadeOrganisation {
  /// A smaller organisation for which the question is still answered yes: files, documents, keys and items of lists
  /// are left out one by one until nothing more can go.
  func shrunk(while holds: (MadeOrganisation) -> Bool) -> MadeOrganisation {
    var best = self
    var budget = 2000
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for candidate in best.smaller where budget > 0 {
        budget -= 1
        if holds(candidate) {
          best = candidate
          hasChanged = true
          break
        }
      }
    }
    return best
  }

  /// Every organisation with one thing less, the largest things first.
  private var smaller: [MadeOrganisation] {
    var result: [MadeOrganisation] = []
    for file in files.indices {
      var copy = self
      copy.files.remove(at: file)
      result.append(copy)
    }
    for file in files.indices {
      for document in files[file].documents.indices {
        var copy = self
        copy.files[file].documents.remove(at: document)
        result.append(copy)
      }
    }
    for file in files.indices {
      for (place, document) in files[file].documents.enumerated() {
        // A broken document needs a key that it can say twice.
        if document.breakage != nil, document.keys.count == 1 { continue }
        for key in document.keys.indices where document.keys[key].name != Oracle.kind(document) {
          var copy = self
          copy.files[file].documents[place].keys.remove(at: key)
          result.append(copy)
        }
      }
    }
    for file in files.indices {
      for (place, document) in files[file].documents.enumerated() {
        for key in document.keys.indices {
          guard case .list(let items) = document.keys[key].value else { continue }
          for item in items.indices {
            var rest = items
            rest.remove(at: item)
            var copy = self
            copy.files[file].documents[place].keys[key].value = .list(rest)
            result.append(copy)
          }
        }
      }
    }
    return result
  }
}
