import STLJSON
import STLReports
import STLEngine
func visible(_ t: String) -> String { t }
extension World { func answer(_ question: Question, origin: Origin) throws(QuestionError) -> Answer { Answer(content: []) } }
